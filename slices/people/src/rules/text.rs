use std::borrow::Cow;

/// Marks that steer direction, join letters or take no room: they come along with copied text and mean nothing here.
fn unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{ad}')
}

/// Short vowels and Koranic marks.
fn vowel(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

/// The text as a careful typist would have entered it: no unseen marks, no tatweel, single spaces, none at the ends.
pub fn clean(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        if unseen(c) || c == '\u{640}' {
            continue;
        }
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// A key under which spellings of one word meet: أنثى, انثى and انثي; أرملة and ارمله. For looking words up in the lists here,
/// never for showing. Punctuation becomes a space.
pub fn key(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in clean(raw).chars().filter(|c| !vowel(*c)) {
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ى' | 'ئ' | 'ی' => out.push('ي'),
            'ؤ' => out.push('و'),
            'ة' => out.push('ه'),
            'ک' => out.push('ك'),
            'ء' => {}
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => out.push(' '),
        }
    }
    clean(&out)
}

/// A whole number as people and spreadsheets leave it: Arabic digits, a tail of `.0`, or the short form of a long number (`1.409546114E9`).
/// Everything else is left for the caller to judge.
pub(super) fn number(raw: &str) -> String {
    let s = i18n::digits::ascii(&clean(raw));
    let s: Cow<str> = match s.split_once('.') {
        Some((whole, zeros)) if !whole.is_empty() && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => whole.to_owned().into(),
        _ => s.as_str().into(),
    };
    if s.contains(['E', 'e'])
        && s.starts_with(|c: char| c.is_ascii_digit())
        && let Ok(n) = s.parse::<f64>()
        && n.fract() == 0.0
        && (0.0..1e15).contains(&n)
    {
        return format!("{n:.0}");
    }
    s.into_owned()
}

/// What people put between groups of digits.
pub(super) fn separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '.' | '(' | ')' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_and_keys() {
        assert_eq!(clean("  هيـــلة\u{200f}  \u{a0}محمد \n"), "هيلة محمد");
        assert_eq!(key("أنثى"), key("انثي"));
        assert_eq!(key("أَرْمَلَة"), key("ارمله"));
        assert_eq!(key("ذو إعاقة"), "ذو اعاقه");
        assert_eq!(key("مهجورة/معلقة"), "مهجوره معلقه");
    }

    #[test]
    fn numbers_from_spreadsheets() {
        for (raw, want) in [("1409546114.0", "1409546114"), ("١٤٠٩٥٤٦١١٤", "1409546114"), ("1.409546114E9", "1409546114"), ("12.5", "12.5"), (" 7 ", "7")]
        {
            assert_eq!(number(raw), want);
        }
    }
}
