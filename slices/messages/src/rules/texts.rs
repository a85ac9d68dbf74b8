//! The words of an event with places for `{number}` and the like: checked when written, filled when told.

use super::events::Kind;
use i18n::Lang;
use kernel::FieldError;
use std::collections::BTreeMap;

/// What fills the places: variable → value.
pub type Values = BTreeMap<String, String>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part<'t> {
    Words(&'t str),
    Place(&'t str),
}

fn parts(text: &str) -> Result<Vec<Part<'_>>, FieldError> {
    let (mut out, mut rest) = (vec![], text);
    while let Some(open) = rest.find(['{', '}']) {
        if rest[open..].starts_with('}') {
            return Err(FieldError::new("message_brace"));
        }
        out.push(Part::Words(&rest[..open]));
        let inner = &rest[open + 1..];
        let close = inner.find(['{', '}']).filter(|i| inner[*i..].starts_with('}')).ok_or(FieldError::new("message_brace"))?;
        out.push(Part::Place(inner[..close].trim()));
        rest = &inner[close + 1..];
    }
    out.push(Part::Words(rest));
    Ok(out)
}

/// The most letters of a text as written; the SMS it makes is counted apart.
pub const MOST_LETTERS: usize = 1_000;

/// Whether these words may be used for this event.
///
/// # Errors
/// `message_brace`, `message_variable` ($name), `message_needs` ($name: a secret's own place), `too_long`.
pub fn check(kind: &Kind, text: &str) -> Result<(), FieldError> {
    if text.chars().count() > MOST_LETTERS {
        return Err(FieldError::new("too_long").arg("n", MOST_LETTERS));
    }
    let parts = parts(text)?;
    for p in &parts {
        if let Part::Place(name) = p
            && !kind.allows(name)
        {
            let shown: String = name.chars().take(40).collect();
            return Err(FieldError::new("message_variable").arg("name", shown));
        }
    }
    if kind.secret && !parts.contains(&Part::Place("code")) {
        return Err(FieldError::new("message_needs").arg("name", "code"));
    }
    Ok(())
}

/// The words with their places filled. A place that is none of the event's, or for which nothing was given, is left empty: what was not
/// meant to be said is not said, whatever the caller brought. Without a link the words that lead to one go as well. Lines are tidied, empty
/// ones at the ends dropped.
pub fn fill(kind: &Kind, text: &str, values: &Values) -> String {
    let linkless = kind.allows("link") && values.get("link").is_none_or(String::is_empty);
    let text = if linkless { without_link(text) } else { text.to_string() };
    let Ok(parts) = parts(&text) else { return String::new() };
    let mut out = String::new();
    for p in parts {
        match p {
            Part::Words(w) => out.push_str(w),
            Part::Place(name) if kind.allows(name) => out.push_str(values.get(name).map_or("", String::as_str)),
            Part::Place(_) => {}
        }
    }
    let lines: Vec<String> = out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    lines.join("\n").trim().to_string()
}

/// The words before a link without those that only lead to it: `… {number}. To read it:` → `… {number}.`
fn without_lead(words: &str) -> &str {
    let words = words.trim_end();
    match words.strip_suffix([':', '：']) {
        Some(said) => said.rfind(['.', '؟', '?', '!']).map_or(said, |i| &words[..i + said[i..].chars().next().map_or(1, char::len_utf8)]).trim_end(),
        None => words,
    }
}

/// A text whose link cannot be given. A line of the link alone goes whole, and its lead on the line before.
fn without_link(text: &str) -> String {
    let mut out: Vec<String> = vec![];
    for line in text.lines() {
        let place = line.match_indices('{').find_map(|(i, _)| {
            let inner = line[i + 1..].split_once('}')?.0;
            (inner.trim() == "link").then(|| (i, i + inner.len() + 2))
        });
        let Some((from, to)) = place else {
            out.push(line.to_string());
            continue;
        };
        let (before, after) = (without_lead(&line[..from]), line[to..].trim_start());
        if !before.trim().is_empty() || !after.is_empty() {
            out.push(format!("{before} {after}").trim().to_string());
        } else if let Some(last) = out.iter_mut().rev().find(|l| !l.trim().is_empty()) {
            *last = without_lead(last).to_string();
        }
    }
    out.join("\n")
}

/// The places of a text in their order, each once.
pub fn places(text: &str) -> Vec<String> {
    let mut out: Vec<String> = vec![];
    for p in parts(text).unwrap_or_default() {
        if let Part::Place(name) = p
            && !out.iter().any(|o| o == name)
        {
            out.push(name.to_string());
        }
    }
    out
}

/// A value as it may stand in a message: one line, no control or direction signs, no places of its own, at most 80 letters (a link 300).
pub fn clean(var: &str, value: &str) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '{' | '}');
    let plain: String = value.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !hidden(*c)).collect();
    let most = if var == "link" { 300 } else { 80 };
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect()
}

/// Keeps `1448-0001` from turning around behind an Arabic word, on a telephone as on a page.
pub const LRM: char = '\u{200e}';

/// The parts of the day a visit is agreed for; an hour nobody can keep is not promised (D4).
pub const PARTS: &[&str] = &["morning", "afternoon", "evening"];

/// A value as a person reads it: a day (`2026-12-06`) in both calendars, a part of the day (`morning`) by its name, a number in its own direction.
pub fn worded(lang: Lang, var: &str, value: &str) -> String {
    match (var, value.parse::<kernel::Day>()) {
        ("date", Ok(day)) => {
            let (hijri, gregorian) = (i18n::dates::hijri_text(lang, day), i18n::dates::gregorian_text(lang, day));
            match lang {
                _ if hijri.is_empty() => gregorian,
                Lang::Ar => format!("{hijri} ({gregorian})"),
                Lang::En => format!("{gregorian} ({hijri})"),
            }
        }
        ("time", _) if PARTS.contains(&value) => i18n::t(lang, &format!("messages-time-{value}")),
        ("number", _) if lang == Lang::Ar && value.starts_with(|c: char| c.is_ascii_digit()) => format!("{LRM}{value}"),
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{
        defaults,
        events::{self, KINDS, MERGED},
    };
    use proptest::prelude::*;

    fn values(pairs: &[(&str, &str)]) -> Values {
        pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect()
    }

    #[test]
    fn days_are_told_in_both_calendars_and_numbers_do_not_turn_round() {
        assert_eq!(worded(Lang::Ar, "date", "2026-12-06"), "26 جمادى الآخرة 1448هـ (6 ديسمبر 2026م)");
        assert_eq!(worded(Lang::En, "date", "2026-12-06"), "6 December 2026 (26 Jumada al-Akhirah 1448 AH)");
        assert_eq!(worded(Lang::Ar, "number", "1448-0001"), "\u{200e}1448-0001");
        assert_eq!((worded(Lang::En, "number", "1448-0001"), worded(Lang::Ar, "date", "غدًا")), ("1448-0001".to_string(), "غدًا".to_string()));
    }

    #[test]
    fn places_are_checked_and_filled() {
        let kind = events::of("request.replied").unwrap();
        assert!(check(kind, "طلبك {number}: {link}").is_ok());
        assert_eq!(check(kind, "{amount}").unwrap_err(), FieldError::new("message_variable").arg("name", "amount"));
        for bad in ["{", "}", "{number", "a } b", "{{number}}", "{num{ber}"] {
            assert_eq!(check(kind, bad).unwrap_err().code, "message_brace", "{bad}");
        }
        assert_eq!(check(events::of("account.code").unwrap(), "رمزك").unwrap_err().code, "message_needs");
        assert_eq!(check(kind, &"م".repeat(1_001)).unwrap_err().code, "too_long");
        let v = values(&[("number", "1448-0317"), ("amount", "5000"), ("link", "https://x.sa/my")]);
        assert_eq!(fill(kind, "طلبك { number }  {amount}\n\n{link}\n", &v), "طلبك 1448-0317\n\nhttps://x.sa/my");
        assert_eq!(fill(kind, "طلبك { number }  {amount}\n\n{link}\n", &values(&[("number", "1448-0317")])), "طلبك 1448-0317");
        assert_eq!(places("{a} {b} {a}"), ["a", "b"]);
        assert_eq!(clean("name", "نورة\u{202e}\n {code}\u{0}"), "نورة code");
    }

    #[test]
    fn without_a_link_nothing_leads_to_one() {
        let kind = events::of("request.replied").unwrap();
        let v = values(&[("number", "1448-0317"), ("name", "نورة"), ("org", "بر")]);
        for (text, said) in [
            ("صدر الرد على طلبك {number}. للاطلاع عليه:\n{link}\n{org}", "صدر الرد على طلبك 1448-0317.\nبر"),
            ("السلام عليكم {name}\n\nهل وصلك؟ أجبنا هنا:\n\n{ link }\n\n{org}", "السلام عليكم نورة\n\nهل وصلك؟\n\n\nبر"),
            ("طلبك {number}: {link}", "طلبك 1448-0317"),
            ("طلبك {number} {link} وشكرًا", "طلبك 1448-0317 وشكرًا"),
            ("{link}", ""),
            ("لا رابط فيه: {number}", "لا رابط فيه: 1448-0317"),
        ] {
            assert_eq!(fill(kind, text, &v), said, "{text}");
        }
        for kind in KINDS.iter().chain([&MERGED]).filter(|k| k.allows("link")) {
            for lang in [Lang::Ar, Lang::En] {
                for channel in ["sms", "whatsapp", "email"] {
                    let said = fill(kind, &defaults::text(kind, channel, lang).body, &Values::new());
                    assert!(said.lines().all(|l| !l.ends_with(':')), "{} {channel} {lang:?}: {said}", kind.code);
                }
            }
        }
    }

    #[test]
    fn every_event_has_words_of_its_own_in_both_languages() {
        for kind in KINDS.iter().chain([&MERGED]) {
            for lang in [Lang::Ar, Lang::En] {
                let words = defaults::words(kind, lang);
                assert!(!words.body.is_empty() && !words.subject.is_empty(), "{} {lang:?}", kind.code);
                for channel in ["sms", "whatsapp", "email", "inbox"] {
                    let t = defaults::text(kind, channel, lang);
                    check(kind, &t.body).unwrap_or_else(|e| panic!("{} {channel} {lang:?}: {e:?}", kind.code));
                    check_subject(kind, &t.subject);
                }
            }
        }
    }

    fn check_subject(kind: &Kind, subject: &str) {
        assert!(parts(subject).unwrap().iter().all(|p| matches!(p, Part::Words(_)) || matches!(p, Part::Place(n) if kind.allows(n))));
    }

    proptest! {
        /// Whatever a caller brings and whatever somebody wrote: only what the event allows comes out.
        #[test]
        fn nothing_leaks(which in 0..KINDS.len(), text in "[a-z {}\u{627}-\u{64a}]{0,80}", name in "[a-z]{1,8}", secret in "[0-9]{12,20}") {
            let kind = &KINDS[which];
            let values = values(&[(&name, &secret)]);
            let filled = fill(kind, &format!("{text}{{{name}}}"), &values);
            if !kind.allows(&name) {
                prop_assert!(!filled.contains(&secret));
            }
            for channel in ["sms", "whatsapp", "email", "inbox"] {
                let t = defaults::text(kind, channel, Lang::Ar);
                let filled = fill(kind, &t.body, &values);
                prop_assert!(kind.allows(&name) || !filled.contains(&secret));
            }
        }
        /// What passes the check can be filled, and holds no braces afterwards.
        #[test]
        fn checked_words_fill(which in 0..KINDS.len(), text in "[a-z {}]{0,60}", value in ".{0,60}") {
            let kind = &KINDS[which];
            if check(kind, &text).is_ok() {
                let values: Values = kind.all_vars().map(|v| (v.to_string(), clean(v, &value))).collect();
                let out = fill(kind, &text, &values);
                let clean = !out.contains(['{', '}', '\u{202e}']);
                prop_assert!(clean, "{:?}", out);
            }
        }
    }
}
