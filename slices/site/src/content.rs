//! What the public pages say: built-in words until the association publishes its own, each part a setting by versions (`site.home`, …).

use crate::{markdown, store};
use db::{Query, args, settings};
use i18n::Lang;
use kernel::{Day, Problem, Result};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// A part's fields by name; words end in `_ar` or `_en`.
pub type Fields = BTreeMap<String, String>;

/// How a field is typed and checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One line of words in both languages.
    Line,
    /// The small Markdown, in both languages.
    Text,
    /// One of our addresses, a web address, a telephone, mail or an account.
    Way,
    Flag,
    Date,
}

/// A part of the public pages, edited and published by itself.
pub struct Part {
    pub code: &'static str,
    /// Where it is seen.
    pub path: &'static str,
    pub icon: &'static str,
    pub fields: &'static [(&'static str, Kind)],
}

/// The eight ways in the policy's order (C1–C8), with their icons.
pub const WAYS: &[(&str, &str)] = &[
    ("interview", "meeting"),
    ("phone", "phone"),
    ("social_media", "chat"),
    ("letters", "envelope"),
    ("aid_request", "hands"),
    ("volunteering", "heart"),
    ("website", "globe"),
    ("delegates", "pin"),
];
/// Steps of asking, as `/how` and the home page tell them.
pub const STEPS: usize = 5;
/// The most entries of common questions.
pub const QUESTIONS: usize = 40;

use Kind::{Date, Flag, Line, Text, Way};
const HEAD: [(&str, Kind); 2] = [("title", Line), ("intro", Line)];

pub const PARTS: &[Part] = &[
    Part { code: "home", path: "/", icon: "home", fields: &[HEAD[0], HEAD[1], ("services", Line), ("rights_title", Line), ("rights", Text), ("ways", Line)] },
    Part { code: "banner", path: "/", icon: "bell", fields: &[("text", Line), ("from", Date), ("until", Date)] },
    Part { code: "help", path: "/help", icon: "basket", fields: &[HEAD[0], HEAD[1], ("body", Text)] },
    Part {
        code: "how",
        path: "/how",
        icon: "learn",
        fields: &[
            HEAD[0],
            HEAD[1],
            ("step1_title", Line),
            ("step1", Line),
            ("step2_title", Line),
            ("step2", Line),
            ("step3_title", Line),
            ("step3", Line),
            ("step4_title", Line),
            ("step4", Line),
            ("step5_title", Line),
            ("step5", Line),
            ("body", Text),
        ],
    },
    Part { code: "promises", path: "/promises", icon: "hands", fields: &[HEAD[0], HEAD[1], ("body", Text), ("figures", Flag)] },
    Part {
        code: "contact",
        path: "/contact",
        icon: "phone",
        fields: &[
            HEAD[0],
            HEAD[1],
            ("hours", Text),
            ("address", Text),
            ("interview", Line),
            ("interview_link", Way),
            ("phone", Line),
            ("phone_link", Way),
            ("social_media", Line),
            ("social_media_link", Way),
            ("letters", Line),
            ("letters_link", Way),
            ("aid_request", Line),
            ("aid_request_link", Way),
            ("volunteering", Line),
            ("volunteering_link", Way),
            ("website", Line),
            ("website_link", Way),
            ("delegates", Line),
            ("delegates_link", Way),
        ],
    },
    Part { code: "faq", path: "/faq", icon: "info", fields: &HEAD },
    Part { code: "privacy", path: "/privacy", icon: "lock", fields: &[HEAD[0], HEAD[1], ("body", Text)] },
    Part { code: "accessibility", path: "/accessibility", icon: "users", fields: &[HEAD[0], HEAD[1], ("body", Text)] },
];

pub fn part(code: &str) -> Option<&'static Part> {
    PARTS.iter().find(|p| p.code == code)
}

impl Part {
    /// The setting's name.
    pub fn setting(&self) -> String {
        format!("site.{}", self.code)
    }
}

/// The built-in words of a part.
pub fn starting(code: &str) -> Fields {
    static ALL: OnceLock<BTreeMap<String, Fields>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        toml::from_str::<BTreeMap<String, Fields>>(include_str!("starting.toml")).unwrap_or_else(|e| {
            tracing::error!(error = %e, "starting words of the public pages");
            BTreeMap::new()
        })
    });
    all.get(code).map(|f| f.iter().map(|(k, v)| (k.clone(), v.trim().to_string())).collect()).unwrap_or_default()
}

/// A common question.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Question {
    pub ask_ar: String,
    pub ask_en: String,
    pub answer_ar: String,
    pub answer_en: String,
    /// Something said of the association that is not so.
    pub myth: bool,
}

/// A question as a page shows it.
pub struct Asked {
    pub ask: String,
    pub answer: String,
    pub myth: bool,
}

/// Reads the entries of the `faq` part, in order.
pub fn questions(fields: &Fields) -> Vec<Question> {
    let get = |k: String| fields.get(&k).cloned().unwrap_or_default();
    (1..=QUESTIONS)
        .map(|i| Question {
            ask_ar: get(format!("q{i}_ar")),
            ask_en: get(format!("q{i}_en")),
            answer_ar: get(format!("a{i}_ar")),
            answer_en: get(format!("a{i}_en")),
            myth: get(format!("myth{i}")) == "1",
        })
        .filter(|q| !q.ask_ar.is_empty())
        .collect()
}

/// The same the other way round: what is stored.
pub fn put_questions(fields: &mut Fields, all: &[Question]) {
    for (i, q) in all.iter().enumerate().map(|(i, q)| (i + 1, q)) {
        for (k, v) in
            [("q", "ar", &q.ask_ar), ("q", "en", &q.ask_en), ("a", "ar", &q.answer_ar), ("a", "en", &q.answer_en)].map(|(k, l, v)| (format!("{k}{i}_{l}"), v))
        {
            fields.insert(k, v.clone());
        }
        fields.insert(format!("myth{i}"), if q.myth { "1".into() } else { String::new() });
    }
}

/// One version of a part in force, its Markdown already drawn.
#[derive(Debug, Default)]
pub struct Words {
    /// 0: the built-in words.
    pub version: i64,
    pub fields: Fields,
    drawn: Fields,
}

impl Words {
    pub fn of(part: &Part, version: i64, fields: Fields) -> Words {
        let text = |name: &str| part.fields.iter().any(|(f, k)| *k == Text && name.strip_suffix("_ar").or(name.strip_suffix("_en")) == Some(f));
        let answer = |name: &str| part.code == "faq" && name.starts_with('a') && name.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        // A branch's hours are short Markdown, too.
        let branch = |name: &str| name.starts_with("branch_") && name.contains("_hours_");
        let drawn = fields.iter().filter(|(k, _)| text(k) || answer(k) || branch(k)).map(|(k, v)| (k.clone(), markdown::render(v))).collect();
        Words { version, fields, drawn }
    }

    fn pick<'w>(from: &'w Fields, name: &str, lang: Lang) -> &'w str {
        let get = |l: &str| from.get(&format!("{name}_{l}")).map_or("", String::as_str);
        match lang {
            Lang::En if !get("en").is_empty() => get("en"),
            _ => get("ar"),
        }
    }
    /// A line in the reader's language, or in Arabic where it has none.
    pub fn line(&self, name: &str, lang: Lang) -> &str {
        Words::pick(&self.fields, name, lang)
    }
    /// HTML.
    pub fn html(&self, name: &str, lang: Lang) -> &str {
        Words::pick(&self.drawn, name, lang)
    }
    pub fn raw(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
    pub fn flag(&self, name: &str) -> bool {
        self.raw(name) == "1"
    }
    pub fn day(&self, name: &str) -> Option<Day> {
        self.raw(name).parse().ok()
    }
    /// The common questions, in order.
    pub fn questions(&self, lang: Lang) -> Vec<Asked> {
        (1..=QUESTIONS)
            .map(|i| Asked {
                ask: self.line(&format!("q{i}"), lang).to_string(),
                answer: self.html(&format!("a{i}"), lang).to_string(),
                myth: self.flag(&format!("myth{i}")),
            })
            .filter(|q| !q.ask.is_empty())
            .collect()
    }
}

/// Every part in force.
#[derive(Clone, Default)]
pub struct Content(BTreeMap<&'static str, Arc<Words>>);

impl Content {
    pub fn part(&self, code: &str) -> Arc<Words> {
        self.0.get(code).cloned().unwrap_or_default()
    }
    pub fn with(mut self, part: &'static Part, words: Words) -> Content {
        self.0.insert(part.code, Arc::new(words));
        self
    }
    /// The announcement of the day; empty for none.
    pub fn banner(&self, lang: Lang, today: Day) -> String {
        let b = self.part("banner");
        let begun = b.day("from").is_none_or(|d| d <= today);
        let ended = b.day("until").is_some_and(|d| d < today);
        if begun && !ended { b.line("text", lang).to_string() } else { String::new() }
    }
}

/// Kept between requests, by version.
#[derive(Default)]
pub struct Kept(Mutex<Content>);

/// The content in force. One short query tells the versions; only what changed is read and drawn again.
pub async fn load(q: &mut impl Query, kept: &Kept) -> Result<Content> {
    let mut versions: BTreeMap<String, i64> = BTreeMap::new();
    for row in q.all(store::VERSIONS, args![]).await? {
        versions.insert(row.text("name")?, row.int("version")?);
    }
    let mut now = kept.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let mut changed = false;
    for part in PARTS {
        let version = versions.get(&part.setting()).copied().unwrap_or(0);
        if now.0.get(part.code).is_some_and(|w| w.version == version) {
            continue;
        }
        let words = Words::of(part, version, fields(q, part, version).await?);
        now.0.insert(part.code, Arc::new(words));
        changed = true;
    }
    if changed {
        *kept.0.lock().unwrap_or_else(PoisonError::into_inner) = now.clone();
    }
    Ok(now)
}

/// The fields of one version of a part; 0 is the built-in one.
pub async fn fields(q: &mut impl Query, part: &Part, version: i64) -> Result<Fields> {
    if version == 0 {
        return Ok(starting(part.code));
    }
    match settings::version(q, &part.setting(), version).await? {
        Some(json) => serde_json::from_str(&json).map_err(Problem::internal),
        None => Err(Problem::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starting_words_are_whole() {
        for part in PARTS {
            let f = starting(part.code);
            for (name, kind) in part.fields {
                if matches!(kind, Line | Text) && !matches!((part.code, *name), ("banner", _) | ("help", "body") | ("contact", "address")) {
                    assert!(["ar", "en"].iter().all(|l| f.get(&format!("{name}_{l}")).is_some_and(|t| !t.is_empty())), "{} {name}", part.code);
                }
            }
            for (name, text) in &f {
                assert_eq!(crate::markdown::bad_link(text), None, "{name}");
                assert!(!crate::markdown::has_html(text), "{name}");
            }
        }
        let all = questions(&starting("faq"));
        assert!(all.len() >= 5 && all.iter().all(|q| !q.ask_en.is_empty() && !q.answer_ar.is_empty() && !q.answer_en.is_empty()));
        let mut again = Fields::new();
        put_questions(&mut again, &all);
        assert_eq!(questions(&again), all);
    }

    #[test]
    fn an_announcement_has_its_days() {
        let day = |s: &str| s.parse::<Day>().unwrap();
        let with = |from: &str, until: &str| {
            let f = [("text_ar", "إغلاق"), ("from", from), ("until", until)].map(|(k, v)| (k.to_string(), v.to_string())).into();
            Content::default().with(part("banner").unwrap(), Words::of(part("banner").unwrap(), 1, f))
        };
        let today = day("2026-11-22");
        for (from, until, shown) in [("", "", true), ("2026-11-22", "2026-11-22", true), ("2026-11-23", "", false), ("", "2026-11-21", false)] {
            assert_eq!(!with(from, until).banner(Lang::Ar, today).is_empty(), shown, "{from}–{until}");
        }
        // Without English words the Arabic ones stand.
        assert_eq!(with("", "").banner(Lang::En, today), "إغلاق");
    }
}
