//! Words of a paper in its own language, not the reader's.

use i18n::{Arg, Lang, dates};
use kernel::{Day, Money};
use typeset::ltr;

pub fn t(lang: Lang, key: &str) -> String {
    i18n::t(lang, key)
}

/// The word of a code, as `shell.code` gives it on a page.
pub fn code(lang: Lang, family: &str, code: &str) -> String {
    i18n::t(lang, &format!("{family}-{}", code.replace(['_', '.'], "-")))
}

/// Both calendars in one line, the language's own first.
pub fn both(lang: Lang, day: Day) -> String {
    let d = dates::dual(lang, day);
    if d.second.is_empty() {
        return d.first;
    }
    i18n::ta(lang, "papers-both", &[("first", Arg::from(d.first)), ("second", Arg::from(d.second))])
}

/// The same with the day of the week.
pub fn both_week(lang: Lang, day: Day) -> String {
    format!("{} {}", dates::dual(lang, day).weekday, both(lang, day))
}

/// The riyal's sign stands left of the number in every language.
pub fn money(m: Money) -> String {
    ltr(&format!("⃁ {m}"))
}

/// The same in words, closed at both ends (تفقيط).
pub fn in_words(lang: Lang, m: Money) -> String {
    i18n::amount::closed(lang, m)
}

/// `SA03 8000 0000 …`
pub fn iban(raw: &str) -> String {
    ltr(&raw.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect::<Vec<_>>().join(" "))
}

pub fn comma(lang: Lang) -> &'static str {
    if lang == Lang::Ar { "، " } else { ", " }
}
