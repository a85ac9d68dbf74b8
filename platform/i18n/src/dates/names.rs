use super::Calendar;
use crate::{Lang, fold};
use std::{collections::HashMap, sync::OnceLock};

const HIJRI_AR: [&str; 12] = ["محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"];
const HIJRI_EN: [&str; 12] = [
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Akhir",
    "Jumada al-Ula",
    "Jumada al-Akhirah",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qidah",
    "Dhu al-Hijjah",
];
const GREGORIAN_AR: [&str; 12] = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
const GREGORIAN_EN: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAY_AR: [&str; 7] = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];
const WEEKDAY_EN: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Other names and spellings people use for a month, beside the two tables above.
const HIJRI_OTHER: [&[&str]; 12] = [
    &["محرم الحرام"],
    &["صفر الخير"],
    &["ربيع أولى", "ربيع أولي"],
    &["ربيع الثاني", "ربيع ثان", "ربيع الاخرة", "ربيع التاني", "Rabi al-Thani"],
    &["جمادى الأول", "جماد الأول", "جماد الأولى", "جمادا الأولى", "جمادا الأول", "جمادة الأولى"],
    &[
        "جمادى الآخر",
        "جمادى الثاني",
        "جمادى الثانية",
        "جماد الثاني",
        "جماد الثانية",
        "جماد الآخر",
        "جماد الآخرة",
        "جمادا الآخرة",
        "جمادا الثانية",
        "جمادة الآخرة",
        "جمادة الثانية",
        "Jumada al-Thani",
    ],
    &["رجب الفرد"],
    &["شعبان المعظم"],
    &["رمضان المبارك", "رمضان الكريم"],
    &["شوال المكرم"],
    &["ذي القعدة", "ذا القعدة", "ذالقعدة", "القعدة", "ذو القعده الحرام"],
    &["ذي الحجة", "ذا الحجة", "ذالحجة", "الحجة"],
];
const GREGORIAN_OTHER: [&[&str]; 12] = [
    &["كانون الثاني", "جانفي", "jan"],
    &["شباط", "فبرير", "فيفري", "feb"],
    &["آذار", "mar"],
    &["إبريل", "نيسان", "أفريل", "apr"],
    &["أيار", "مايس"],
    &["حزيران", "يونيه", "يونية", "jun"],
    &["تموز", "يوليه", "يولية", "jul"],
    &["آب", "أوغسطس", "اغسطوس", "aug"],
    &["أيلول", "سبتامبر", "sep", "sept"],
    &["تشرين الأول", "اوكتوبر", "oct"],
    &["تشرين الثاني", "نوفمر", "nov"],
    &["كانون الأول", "دسمبر", "ديسمبير", "dec"],
];

fn at(list: &'static [&'static str], i: usize) -> &'static str {
    list.get(i).copied().unwrap_or("")
}

/// The name of a Hijri month 1–12; empty for another number.
pub fn hijri_month(lang: Lang, m: i8) -> &'static str {
    let list = if lang == Lang::Ar { &HIJRI_AR } else { &HIJRI_EN };
    at(list, (m as usize).wrapping_sub(1))
}

/// The name of a Gregorian month 1–12; empty for another number.
pub fn gregorian_month(lang: Lang, m: i8) -> &'static str {
    let list = if lang == Lang::Ar { &GREGORIAN_AR } else { &GREGORIAN_EN };
    at(list, (m as usize).wrapping_sub(1))
}

/// The name of a weekday, 0 = Sunday as [`kernel::Day::weekday`] counts.
pub fn weekday(lang: Lang, n: usize) -> &'static str {
    at(if lang == Lang::Ar { &WEEKDAY_AR } else { &WEEKDAY_EN }, n)
}

/// What a word between the numbers of a date means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word {
    Calendar(Calendar),
    /// A weekday, "year", "born": says nothing new.
    Noise,
}

/// The meaning of one folded word, if it is not (part of) a month's name.
pub(super) fn word(folded: &str) -> Option<Word> {
    Some(match folded {
        "ه" | "هج" | "هجري" | "هجريه" | "ah" | "h" | "hijri" => Word::Calendar(Calendar::Hijri),
        "م" | "ميلادي" | "ميلاديه" | "ad" | "ce" | "g" | "gregorian" => Word::Calendar(Calendar::Gregorian),
        "يوم" | "اليوم" | "سنه" | "عام" | "شهر" | "مواليد" | "تاريخ" | "في" | "من" | "st" | "nd" | "rd" | "th" | "of" | "الاتنين" => {
            Word::Noise
        }
        w if WEEKDAY_AR.iter().chain(&WEEKDAY_EN).any(|d| fold::letters(d) == w) => Word::Noise,
        _ => return None,
    })
}

/// A month by its folded name in either calendar; spaces and articles make no difference.
pub(super) fn month(name: &str) -> Option<(Calendar, i64)> {
    static MONTHS: OnceLock<HashMap<String, (Calendar, i64)>> = OnceLock::new();
    let months = MONTHS.get_or_init(|| {
        let mut map = HashMap::new();
        let mut add = |calendar, i: usize, names: &[&str]| {
            for n in names {
                map.insert(key(n), (calendar, i as i64 + 1));
            }
        };
        for i in 0..12 {
            add(Calendar::Hijri, i, &[HIJRI_AR[i], HIJRI_EN[i]]);
            add(Calendar::Hijri, i, HIJRI_OTHER[i]);
            add(Calendar::Gregorian, i, &[GREGORIAN_AR[i], GREGORIAN_EN[i]]);
            add(Calendar::Gregorian, i, GREGORIAN_OTHER[i]);
        }
        map
    });
    months.get(&key(name)).copied()
}

fn key(name: &str) -> String {
    fold::letters(name).chars().filter(|c| c.is_alphabetic()).collect::<String>().replace("ال", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_its_own_month() {
        for m in 1..=12i8 {
            for lang in Lang::ALL {
                assert_eq!(month(hijri_month(lang, m)), Some((Calendar::Hijri, i64::from(m))));
                assert_eq!(month(gregorian_month(lang, m)), Some((Calendar::Gregorian, i64::from(m))));
            }
            let i = m as usize - 1;
            for n in HIJRI_OTHER[i] {
                assert_eq!(month(n), Some((Calendar::Hijri, i64::from(m))), "{n}");
            }
            for n in GREGORIAN_OTHER[i] {
                assert_eq!(month(n), Some((Calendar::Gregorian, i64::from(m))), "{n}");
            }
        }
        assert_eq!((hijri_month(Lang::Ar, 0), hijri_month(Lang::Ar, 13), weekday(Lang::Ar, 7)), ("", "", ""));
        assert_eq!(month("ربيع"), None);
    }
}
