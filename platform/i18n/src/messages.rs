use crate::{Lang, numbers};
use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue,
    concurrent::FluentBundle,
    types::{FluentNumber, FluentNumberOptions},
};
use std::{
    collections::HashSet,
    fmt,
    sync::{OnceLock, PoisonError, RwLock, RwLockReadGuard},
};
use unic_langid::LanguageIdentifier;

/// What is wrong with a locale file: the language and the parser's words, or the key that is there twice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocaleError {
    pub lang: Lang,
    pub message: String,
}

impl fmt::Display for LocaleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "locale {}: {}", self.lang.code(), self.message)
    }
}
impl std::error::Error for LocaleError {}

/// A value for a placeholder of a message. Numbers choose the plural and are shown grouped (`1,200`);
/// years, request numbers and other identifiers are passed as text, so that they stay as they are.
#[derive(Clone, PartialEq, Debug)]
pub enum Arg {
    Number(i64),
    Text(String),
}

macro_rules! number_args {
    ($($t:ty),*) => {$(
        impl From<$t> for Arg {
            fn from(n: $t) -> Arg {
                Arg::Number(i64::try_from(n).unwrap_or(i64::MAX))
            }
        }
        impl From<&$t> for Arg {
            fn from(n: &$t) -> Arg {
                Arg::from(*n)
            }
        }
    )*};
}
number_args!(i64, i32, u32, u64, usize);

impl From<&str> for Arg {
    fn from(s: &str) -> Arg {
        Arg::Text(s.to_owned())
    }
}
impl From<&&str> for Arg {
    fn from(s: &&str) -> Self {
        Arg::Text((*s).to_owned())
    }
}
impl From<String> for Arg {
    fn from(s: String) -> Arg {
        Arg::Text(s)
    }
}
impl From<&String> for Arg {
    fn from(s: &String) -> Arg {
        Arg::Text(s.clone())
    }
}

/// A number as Fluent takes it. The plural rules under Fluent read only numbers below a hundred rightly in Arabic (103 must go as 3
/// does, 111 as 11), so a larger one goes in as a fraction of the right kind, which no exact variant such as `[3]` can equal, and
/// carries its own digits in a field that nothing else here uses.
fn number(lang: Lang, n: i64) -> FluentNumber {
    let hundredth = n.unsigned_abs() % 100;
    let kind = match hundredth {
        _ if lang != Lang::Ar || n.unsigned_abs() < 100 => return FluentNumber::from(n),
        3..=10 => 3.5,
        11..=99 => 11.5,
        _ => return FluentNumber::from(n),
    };
    FluentNumber { value: kind, options: FluentNumberOptions { currency: Some(n.to_string()), ..FluentNumberOptions::default() } }
}

/// The digits of a number, in groups unless the message says otherwise.
fn shown(n: &FluentNumber) -> Option<String> {
    let whole = match &n.options.currency {
        Some(digits) => digits.parse().ok()?,
        None if n.value.fract() == 0.0 => n.value as i64,
        None => return None,
    };
    Some(if n.options.use_grouping { numbers::grouped(whole) } else { whole.to_string() })
}

struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
    /// Texts already taken in, so that registering the same file again changes nothing.
    sources: HashSet<String>,
}

impl Words {
    fn new(lang: Lang) -> Words {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Templates wrap what a person typed in <bdi>; invisible isolates would end up in copied text and in tests.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(n) => shown(n),
            _ => None,
        }));
        // NUMBER($n, useGrouping: "false") in a locale file; adding it to a new bundle cannot clash with anything.
        let _ = bundle.add_builtins();
        Words { lang, bundle, keys: vec![], sources: HashSet::new() }
    }

    fn read(&self, source: &str) -> Result<Option<FluentResource>, LocaleError> {
        let fail = |message: String| LocaleError { lang: self.lang, message };
        if self.sources.contains(source) {
            return Ok(None);
        }
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            let found: Vec<String> = errors
                .iter()
                .map(|e| {
                    let line = source.bytes().take(e.pos.start).filter(|b| *b == b'\n').count() + 1;
                    format!("line {line}: {e}")
                })
                .collect();
            fail(found.join("; "))
        })?;
        let mut seen = HashSet::new();
        for key in parse_keys(source) {
            if self.bundle.has_message(&key) || !seen.insert(key.clone()) {
                return Err(fail(format!("{key} is there twice")));
            }
        }
        Ok(Some(resource))
    }

    fn add(&mut self, source: &str) -> Result<(), LocaleError> {
        let Some(resource) = self.read(source)? else { return Ok(()) };
        self.bundle.add_resource(resource).map_err(|errors| LocaleError { lang: self.lang, message: format!("{errors:?}") })?;
        self.keys.extend(parse_keys(source));
        self.sources.insert(source.to_owned());
        Ok(())
    }

    fn text(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        // A missing argument shows as {$name}; the page stays readable, and the tests of pages look for it.
        let mut errors = vec![];
        Some(self.bundle.format_pattern(pattern, args, &mut errors).into_owned())
    }
}

struct Registry {
    ar: Words,
    en: Words,
}

impl Registry {
    fn words(&self, lang: Lang) -> &Words {
        match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }
}

fn registry() -> &'static RwLock<Registry> {
    static REGISTRY: OnceLock<RwLock<Registry>> = OnceLock::new();
    REGISTRY.get_or_init(|| RwLock::new(Registry { ar: Words::new(Lang::Ar), en: Words::new(Lang::En) }))
}

fn read() -> RwLockReadGuard<'static, Registry> {
    registry().read().unwrap_or_else(PoisonError::into_inner)
}

/// Takes in locale files as `(arabic, english)` Fluent texts, usually each slice's `LOCALES`. Called once at the start;
/// calling again with the same texts does nothing, with others adds to them.
///
/// # Errors
/// A syntax error (with its line) or a key that another text already has. Texts before the faulty one stay.
pub fn register(locales: &[(&str, &str)]) -> Result<(), LocaleError> {
    let mut r = registry().write().unwrap_or_else(PoisonError::into_inner);
    for (ar, en) in locales {
        r.ar.add(ar)?;
        r.en.add(en)?;
    }
    Ok(())
}

/// The message of a key, or `⟦key⟧` where the language has none: visible on the page, and what tests look for.
pub fn t(lang: Lang, key: &str) -> String {
    read().words(lang).text(key, None).unwrap_or_else(|| format!("⟦{key}⟧"))
}

/// The message of a key with its placeholders filled.
pub fn ta(lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        match arg {
            Arg::Number(n) => values.set(*name, number(lang, *n)),
            Arg::Text(s) => values.set(*name, s.as_str()),
        }
    }
    read().words(lang).text(key, Some(&values)).unwrap_or_else(|| format!("⟦{key}⟧"))
}

/// Whether the language has this key: for words that fall back on something more general.
pub fn has(lang: Lang, key: &str) -> bool {
    read().words(lang).bundle.has_message(key)
}

/// Every key registered in a language, in the order of the files.
pub fn keys(lang: Lang) -> Vec<String> {
    read().words(lang).keys.clone()
}

/// The keys of one Fluent text, without registering it. Terms (`-name`) are not keys.
pub fn parse_keys(ftl: &str) -> Vec<String> {
    // In Fluent a message begins in the first column with its name and an equals sign; all that continues it is indented.
    ftl.lines()
        .filter_map(|line| {
            let name = line.split_once('=')?.0.trim_end();
            let mut letters = name.bytes();
            let first = letters.next()?;
            (first.is_ascii_alphabetic() && letters.all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')).then(|| name.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AR: &str = "tests-plain = الطلبات\n# note\n-tests-term = صلة\ntests-term-use = { -tests-term }\ntests-count = { $n ->\n    [zero] لا طلبات\n    [one] طلب واحد\n    [two] طلبان\n    [few] { $n } طلبات\n    [many] { $n } طلبًا\n   *[other] { $n } طلب\n}\ntests-hello = مرحبًا { $name }\ntests-year = { NUMBER($n, useGrouping: \"false\") }\n";
    const EN: &str = "tests-plain = Requests\ntests-count = { $n ->\n    [one] one request\n   *[other] { $n } requests\n}\ntests-hello = Hello { $name }\n";

    fn ready() {
        register(&[(AR, EN)]).unwrap();
    }

    #[test]
    fn looks_up_and_fills() {
        ready();
        ready();
        assert_eq!(t(Lang::Ar, "tests-plain"), "الطلبات");
        assert_eq!(t(Lang::En, "tests-plain"), "Requests");
        assert_eq!(t(Lang::Ar, "tests-term-use"), "صلة");
        assert_eq!(t(Lang::En, "tests-none"), "⟦tests-none⟧");
        assert_eq!(ta(Lang::Ar, "tests-hello", &[("name", "نورة".into())]), "مرحبًا نورة");
        assert_eq!(ta(Lang::Ar, "tests-year", &[("n", 1448.into())]), "1448");
        assert!(has(Lang::Ar, "tests-term-use") && !has(Lang::En, "tests-term-use"));
        assert!(keys(Lang::En).iter().filter(|k| *k == "tests-count").count() == 1);
    }

    #[test]
    fn arabic_plurals() {
        ready();
        let say = |n: i64| ta(Lang::Ar, "tests-count", &[("n", n.into())]);
        for (n, said) in [
            (0, "لا طلبات"),
            (1, "طلب واحد"),
            (2, "طلبان"),
            (3, "3 طلبات"),
            (10, "10 طلبات"),
            (11, "11 طلبًا"),
            (99, "99 طلبًا"),
            (100, "100 طلب"),
            (102, "102 طلب"),
            (103, "103 طلبات"),
            (1111, "1,111 طلبًا"),
            (-103, "-103 طلبات"),
            (1_000_000, "1,000,000 طلب"),
        ] {
            assert_eq!(say(n), said);
        }
        assert_eq!(ta(Lang::En, "tests-count", &[("n", 1.into())]), "one request");
        assert_eq!(ta(Lang::En, "tests-count", &[("n", 1200usize.into())]), "1,200 requests");
    }

    #[test]
    fn every_number_takes_its_arabic_plural() {
        ready();
        for n in 100..1300i64 {
            let word = match n % 100 {
                3..=10 => "طلبات",
                11..=99 => "طلبًا",
                _ => "طلب",
            };
            assert_eq!(ta(Lang::Ar, "tests-count", &[("n", n.into())]), format!("{} {word}", numbers::grouped(n)));
        }
        assert_eq!(ta(Lang::Ar, "tests-year", &[("n", 1403.into())]), "1403");
    }

    #[test]
    fn lookups_are_quick() {
        ready();
        let begun = std::time::Instant::now();
        for n in 0..10_000i64 {
            assert!(!t(Lang::Ar, "tests-plain").is_empty());
            assert!(!ta(Lang::Ar, "tests-count", &[("n", n.into())]).is_empty());
        }
        // Catches a lookup that parses or copies its bundle, even unoptimised on a busy machine; a page has a few hundred.
        assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    }

    #[test]
    fn faults_are_reported() {
        let e = register(&[("tests-a = ا\ntests-bad = { $n ->\n", "")]).unwrap_err();
        assert_eq!(e.lang, Lang::Ar);
        assert!(e.message.contains("line"), "{e}");
        let e = register(&[("tests-dup = ا\ntests-dup = ب\n", "")]).unwrap_err();
        assert!(e.message.contains("tests-dup"), "{e}");
        assert!(register(&[("", "nonsense\n")]).is_err());
    }

    #[test]
    fn keys_of_a_text() {
        assert_eq!(parse_keys(AR), ["tests-plain", "tests-term-use", "tests-count", "tests-hello", "tests-year"]);
    }
}
