use super::{Calendar, Precision, gregorian_month, hijri, hijri_month, weekday};
use crate::Lang;
use kernel::{At, Day};

/// A date in both calendars, in the order of the language: Arabic begins with Hijri, English with Gregorian.
/// Templates put each half in its own `<bdi>`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dual {
    /// `الخميس`
    pub weekday: &'static str,
    /// `23 جمادى الآخرة 1448هـ`
    pub first: String,
    /// `3 ديسمبر 2026م`; empty for a day outside the Hijri table, whose Gregorian text is `first`.
    pub second: String,
    /// `2026-12-03`, for `<time datetime>`.
    pub iso: String,
}

/// `23 جمادى الآخرة 1448هـ`, `23 Jumada al-Akhirah 1448 AH`. A day outside the table (before 1924-08-01 or after 2077-11-16)
/// is given in the Gregorian calendar instead, which its own suffix says.
pub fn hijri_text(lang: Lang, day: Day) -> String {
    let Some(h) = hijri(day) else { return gregorian_text(lang, day) };
    let name = hijri_month(lang, h.m);
    match lang {
        Lang::Ar => format!("{} {name} {}هـ", h.d, h.y),
        Lang::En => format!("{} {name} {} AH", h.d, h.y),
    }
}

/// `3 ديسمبر 2026م`, `3 December 2026`.
pub fn gregorian_text(lang: Lang, day: Day) -> String {
    let (y, m, d) = day.ymd();
    let name = gregorian_month(lang, m);
    match lang {
        Lang::Ar => format!("{d} {name} {y}م"),
        Lang::En => format!("{d} {name} {y}"),
    }
}

/// `3 ديسمبر`: the Gregorian day and month alone, for dense rows of the current year.
pub fn day_month(lang: Lang, day: Day) -> String {
    let (_, m, d) = day.ymd();
    format!("{d} {}", gregorian_month(lang, m))
}

pub fn dual(lang: Lang, day: Day) -> Dual {
    let greg = gregorian_text(lang, day);
    let (first, second) = match (hijri(day).is_some(), lang) {
        (false, _) => (greg, String::new()),
        (true, Lang::Ar) => (hijri_text(lang, day), greg),
        (true, Lang::En) => (greg, hijri_text(lang, day)),
    };
    Dual { weekday: weekday(lang, day.weekday()), first, second, iso: day.to_string() }
}

/// `الخميس 23 جمادى الآخرة 1448هـ · 3 ديسمبر 2026م` in one text.
pub fn long(lang: Lang, day: Day) -> String {
    let d = dual(lang, day);
    if d.second.is_empty() { format!("{} {}", d.weekday, d.first) } else { format!("{} {} · {}", d.weekday, d.first, d.second) }
}

/// A date in the calendar and to the precision it was given in: `9 ربيع الآخر 1367هـ`, `1365هـ`, `1946م`.
pub fn given_text(lang: Lang, day: Day, calendar: Calendar, precision: Precision) -> String {
    match (precision, calendar) {
        (Precision::Full, Calendar::Hijri) => hijri_text(lang, day),
        (Precision::Full, Calendar::Gregorian) => gregorian_text(lang, day),
        (Precision::YearOnly, Calendar::Gregorian) => match lang {
            Lang::Ar => format!("{}م", day.ymd().0),
            Lang::En => day.ymd().0.to_string(),
        },
        (Precision::YearOnly, Calendar::Hijri) => {
            let year = super::hijri_year(day);
            match lang {
                Lang::Ar => format!("{year}هـ"),
                Lang::En => format!("{year} AH"),
            }
        }
    }
}

/// `13:08` in Riyadh: staff screens.
pub fn time_text(at: At) -> String {
    let (h, m) = at.hour_minute();
    format!("{h:02}:{m:02}")
}

/// `8:00 ص`, `8:00 am` in Riyadh: public pages and letters.
pub fn time_words(lang: Lang, at: At) -> String {
    let (h, m) = at.hour_minute();
    let half = match (lang, h < 12) {
        (Lang::Ar, true) => "ص",
        (Lang::Ar, false) => "م",
        (Lang::En, true) => "am",
        (Lang::En, false) => "pm",
    };
    format!("{}:{m:02} {half}", if h % 12 == 0 { 12 } else { h % 12 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_a_day() {
        let d: Day = "2026-12-03".parse().unwrap();
        assert_eq!(hijri_text(Lang::Ar, d), "23 جمادى الآخرة 1448هـ");
        assert_eq!(gregorian_text(Lang::Ar, d), "3 ديسمبر 2026م");
        assert_eq!(long(Lang::Ar, d), "الخميس 23 جمادى الآخرة 1448هـ · 3 ديسمبر 2026م");
        assert_eq!(long(Lang::En, d), "Thursday 3 December 2026 · 23 Jumada al-Akhirah 1448 AH");
        assert_eq!(day_month(Lang::Ar, d), "3 ديسمبر");
        assert_eq!(dual(Lang::En, d).iso, "2026-12-03");
        assert_eq!(hijri_text(Lang::Ar, "2026-11-22".parse().unwrap()), "12 جمادى الآخرة 1448هـ");
        let old: Day = "1920-01-05".parse().unwrap();
        assert_eq!((hijri_text(Lang::Ar, old), dual(Lang::Ar, old).second), ("5 يناير 1920م".into(), String::new()));
    }

    #[test]
    fn as_given() {
        let d: Day = "1948-02-19".parse().unwrap();
        assert_eq!(given_text(Lang::Ar, d, Calendar::Hijri, Precision::Full), "9 ربيع الآخر 1367هـ");
        assert_eq!(given_text(Lang::Ar, d, Calendar::Gregorian, Precision::YearOnly), "1948م");
        for y in [1300, 1320, 1342, 1343, 1365, 1500] {
            let p = super::super::parse_date(&y.to_string()).unwrap();
            assert_eq!(given_text(Lang::Ar, p.day, p.calendar, p.precision), format!("{y}هـ"));
        }
    }

    #[test]
    fn times() {
        let day: Day = "2026-11-22".parse().unwrap();
        let at = day.start().plus_ms(13 * kernel::HOUR_MS + 8 * 60_000);
        assert_eq!(time_text(at), "13:08");
        assert_eq!(time_words(Lang::Ar, at), "1:08 م");
        assert_eq!(time_words(Lang::En, day.start()), "12:00 am");
    }
}
