//! The words people write in registers and forms, to the codes that are stored. A word that is not known gives `None`: the caller
//! keeps the text and remarks on it, never guesses.

use super::text::{clean, key};
use kernel::{FieldError, Money};
use std::{collections::HashMap, sync::OnceLock};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    pub const CODES: &[&str] = &["male", "female"];
    pub fn code(self) -> &'static str {
        match self {
            Sex::Male => "male",
            Sex::Female => "female",
        }
    }
    pub fn parse(code: &str) -> Option<Sex> {
        match code {
            "male" => Some(Sex::Male),
            "female" => Some(Sex::Female),
            _ => None,
        }
    }
}

/// Codes with the words people write for them.
struct Words {
    list: &'static [(&'static str, &'static [&'static str])],
    by_key: OnceLock<HashMap<String, &'static str>>,
}

impl Words {
    const fn new(list: &'static [(&'static str, &'static [&'static str])]) -> Words {
        Words { list, by_key: OnceLock::new() }
    }

    /// Looked up whole under [`key`], with and without the article: first the text itself, then each side of a stroke or comma.
    fn find(&self, raw: &str) -> Option<&'static str> {
        let by_key = self.by_key.get_or_init(|| {
            let mut map = HashMap::new();
            for (code, words) in self.list {
                for word in words.iter().chain([code]) {
                    map.entry(key(word)).or_insert(*code);
                }
            }
            map
        });
        let hit = |text: &str| {
            let k = key(text);
            let bare = k.strip_prefix("ال").filter(|rest| rest.chars().count() > 2);
            by_key.get(&k).or_else(|| by_key.get(bare?)).copied()
        };
        hit(raw).or_else(|| raw.split(['/', '،', ',', '-', '+']).find_map(hit))
    }
}

/// A dash, «لا يوجد» and their like: the cell was answered with "nothing", or left.
pub fn is_nothing(raw: &str) -> bool {
    let k = key(raw);
    k.is_empty()
        || matches!(
            k.as_str(),
            "لا يوجد"
                | "لايوجد"
                | "لا يوجود"
                | "بدون"
                | "لا"
                | "بلا"
                | "ليس له"
                | "ليس لها"
                | "غير متوفر"
                | "none"
                | "null"
                | "n a"
                | "na"
        )
}

static SEXES: Words = Words::new(&[
    ("male", &["ذكر", "ذ", "رجل", "ذكور", "m", "مذكر"]),
    // A lone alef is how many registers shorten أنثى. A lone meem may be either: it stays unknown.
    ("female", &["أنثى", "انثي", "ا", "ث", "امرأة", "إناث", "f", "مؤنث", "أنثي"]),
]);

pub fn sex(raw: &str) -> Option<Sex> {
    SEXES.find(raw).and_then(Sex::parse)
}

static RELATIONS_WORDS: Words = Words::new(&[
    ("wife", &["زوجة", "الزوجة", "زوجه", "زوجة ثانية", "زوجة أولى", "حرم"]),
    ("husband", &["زوج"]),
    ("son", &["ابن", "ولد", "نجل", "إبن", "الأبناء"]),
    ("daughter", &["بنت", "ابنة", "إبنة", "كريمة"]),
    ("mother", &["أم", "والدة", "الأم", "امه"]),
    ("father", &["أب", "والد", "الأب"]),
    ("brother", &["أخ", "شقيق", "اخوه", "الأخ"]),
    ("sister", &["أخت", "شقيقة"]),
    ("grandson", &["حفيد", "ابن ابن", "ابن الابن", "ابن بنت", "ابن البنت", "ولد ولد"]),
    ("granddaughter", &["حفيدة", "بنت ابن", "بنت الابن", "بنت بنت", "بنت البنت"]),
    ("grandfather", &["جد"]),
    ("grandmother", &["جدة"]),
    ("uncle", &["عم", "خال"]),
    ("aunt", &["عمة", "خالة"]),
    ("nephew", &["ابن أخ", "ابن الأخ", "ابن أخت", "ابن الأخت"]),
    ("niece", &["بنت أخ", "بنت الأخ", "بنت أخت", "بنت الأخت"]),
    ("stepson", &["ابن الزوجة", "ابن الزوج", "ربيب"]),
    ("stepdaughter", &["بنت الزوجة", "بنت الزوج", "ربيبة"]),
    ("daughter_in_law", &["زوجة الابن", "زوجة ابن", "كنة"]),
    ("son_in_law", &["زوج البنت", "زوج ابنة", "صهر"]),
    ("fostered", &["محتضن", "محتضنة", "مكفول", "مكفولة"]),
    ("other", &["أخرى", "آخر", "غير ذلك", "قريب", "قريبة"]),
]);

/// Relation codes, in the order lists show them.
pub const RELATIONS: &[&str] = &[
    "wife",
    "husband",
    "son",
    "daughter",
    "mother",
    "father",
    "brother",
    "sister",
    "grandson",
    "granddaughter",
    "grandfather",
    "grandmother",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "stepson",
    "stepdaughter",
    "daughter_in_law",
    "son_in_law",
    "fostered",
    "other",
];

pub fn relation(raw: &str) -> Option<&'static str> {
    RELATIONS_WORDS.find(raw)
}

/// The sex a relation's code implies, if it does.
pub fn relation_sex(code: &str) -> Option<Sex> {
    match code {
        "wife" | "daughter" | "mother" | "sister" | "granddaughter" | "grandmother" | "aunt" | "niece" | "stepdaughter" | "daughter_in_law" => {
            Some(Sex::Female)
        }
        "husband" | "son" | "father" | "brother" | "grandson" | "grandfather" | "uncle" | "nephew" | "stepson" | "son_in_law" => Some(Sex::Male),
        _ => None,
    }
}

static CATEGORY_WORDS: Words = Words::new(&[
    ("widow", &["أرملة", "أرامل", "الأرامل"]),
    ("divorced", &["مطلقة", "مطلقات"]),
    ("orphan", &["يتيم", "يتيمة", "أيتام", "أسرة يتيم", "أسر الأيتام"]),
    ("elderly", &["مسن", "مسنة", "مسنين", "كبير سن", "كبار السن", "كبيرة سن", "عاجز", "عجزة"]),
    ("disabled", &["ذو إعاقة", "ذوي الإعاقة", "ذوو إعاقة", "معاق", "معاقة", "إعاقة", "ذات إعاقة", "ذوي الاحتياجات الخاصة"]),
    ("sick", &["مريض", "مريضة", "مرضى", "مرض"]),
    ("prisoner_family", &["أسرة سجين", "أسر السجناء", "سجين", "أسر سجناء", "زوجة سجين"]),
    ("abandoned", &["مهجورة", "معلقة", "مهجورات", "معلقات", "هجر"]),
    ("low_income", &["محدود الدخل", "محدودة الدخل", "محدودي الدخل", "ذوي الدخل المحدود", "دخل محدود", "فقير", "فقيرة"]),
    ("debtor", &["غارم", "غارمة", "غارمين", "مدين"]),
    ("getting_married", &["مقبل على الزواج", "مقبلة على الزواج", "متزوج حديثا"]),
    ("individual", &["أفراد", "فرد", "أعزب", "عزباء"]),
    ("household", &["رب أسرة", "ربة أسرة", "أسرة"]),
]);

pub fn category(raw: &str) -> Option<&'static str> {
    CATEGORY_WORDS.find(raw)
}

static DWELLING_WORDS: Words = Words::new(&[
    ("owned", &["ملك", "مملوك", "تمليك", "ملك خاص"]),
    ("rented", &["إيجار", "مستأجر", "مؤجر", "أجار"]),
    ("traditional", &["شعبي", "بيت شعبي", "منزل شعبي"]),
    ("with_family", &["مع الأهل", "مع العائلة", "مع أهله", "مع أهلها", "سكن مع الأهل", "مع الوالدين"]),
    ("endowment", &["وقف", "وقف خيري", "سكن خيري"]),
    ("public_housing", &["إسكان", "إسكان تنموي", "سكن تنموي", "حكومي", "سكن حكومي"]),
    ("employer", &["سكن عمل", "سكن وظيفي"]),
    ("inherited", &["ورثة", "إرث", "ملك ورثة", "مشاع"]),
    ("temporary", &["خيمة", "صندقة", "كرفان", "غرفة", "ملحق"]),
    ("other", &["أخرى", "غير ذلك"]),
]);

/// Dwelling codes, in the order lists show them.
pub const DWELLINGS: &[&str] = &["owned", "rented", "traditional", "with_family", "endowment", "public_housing", "employer", "inherited", "temporary", "other"];

pub fn dwelling(raw: &str) -> Option<&'static str> {
    DWELLING_WORDS.find(raw)
}

static INCOME_WORDS: Words = Words::new(&[
    ("salary", &["راتب", "وظيفة", "موظف", "عمل", "رواتب"]),
    ("pension", &["تقاعد", "متقاعد", "معاش", "راتب تقاعدي"]),
    ("social_insurance", &["تأمينات", "التأمينات الاجتماعية", "تأمينات اجتماعية"]),
    ("social_security", &["ضمان", "الضمان الاجتماعي", "ضمان اجتماعي", "ضمان مطور", "الضمان المطور"]),
    ("citizen_account", &["حساب المواطن", "حساب مواطن"]),
    ("disability_aid", &["تأهيل", "التأهيل الشامل", "تأهيل شامل", "إعانة معاق"]),
    ("relatives", &["دعم الأقارب", "أقارب", "الأقارب", "من الأبناء", "أهل الخير", "محسنين"]),
    ("own_work", &["عمل حر", "أعمال حرة", "تجارة", "مزرعة", "متسبب", "أسر منتجة"]),
    ("alimony", &["نفقة"]),
    ("other", &["أخرى", "غير ذلك"]),
]);

/// Codes of income sources, in the order lists show them.
pub const INCOME_SOURCES: &[&str] =
    &["salary", "pension", "social_insurance", "social_security", "citizen_account", "disability_aid", "relatives", "own_work", "alimony", "other"];

pub fn income_source(raw: &str) -> Option<&'static str> {
    INCOME_WORDS.find(raw)
}

static SCHOOLING_WORDS: Words = Words::new(&[
    ("below_age", &["دون السن", "دون سن المدرسة", "دون سن الدراسة", "طفل", "رضيع"]),
    ("kindergarten", &["روضة", "تمهيدي", "رياض أطفال"]),
    ("primary", &["ابتدائي", "الابتدائية", "ابتدائية"]),
    ("intermediate", &["متوسط", "متوسطة", "المتوسطة"]),
    ("secondary", &["ثانوي", "ثانوية", "الثانوية"]),
    ("diploma", &["دبلوم", "معهد"]),
    ("university", &["جامعي", "جامعة", "بكالوريوس", "جامعية"]),
    ("postgraduate", &["ماجستير", "دكتوراه", "دراسات عليا"]),
    ("special", &["تربية خاصة", "تربية فكرية"]),
    ("none", &["لا يدرس", "لا تدرس", "أمي", "أمية", "منقطع", "منقطعة", "غير متعلم"]),
    ("finished", &["خريج", "خريجة", "متخرج"]),
]);

pub const SCHOOLING: &[&str] =
    &["below_age", "kindergarten", "primary", "intermediate", "secondary", "diploma", "university", "postgraduate", "special", "none", "finished"];

pub fn schooling(raw: &str) -> Option<&'static str> {
    SCHOOLING_WORDS.find(raw)
}

/// `healthy`, `disabled` or `sick`; the words themselves are kept beside it. Of the sensitive kind (P5).
pub fn health(raw: &str) -> Option<&'static str> {
    let k = key(raw);
    if is_nothing(raw) {
        None
    } else if matches!(k.as_str(), "سليم" | "سليمه" | "معافي" | "معافاه" | "جيد" | "جيده" | "ممتازه" | "طبيعي" | "healthy")
    {
        Some("healthy")
    } else if ["اعاقه", "معاق", "شلل", "كفيف", "توحد", "اصم", "داون", "بتر", "بكم"].iter().any(|w| k.contains(w)) {
        Some("disabled")
    } else {
        Some("sick")
    }
}

/// What a cell for money said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// Empty, a dash.
    Unsaid,
    /// A figure; «لا يوجد» and the like are zero.
    Of(Money),
}

impl Amount {
    pub fn said(self) -> Option<Money> {
        match self {
            Amount::Unsaid => None,
            Amount::Of(m) => Some(m),
        }
    }
}

/// `٤٢٠٠`, `2600 ريال`, `1,500.50 ر.س`, `٣٬٠٠٠`, `-`, `لا يوجد`. The one code is `money`.
pub fn money(raw: &str) -> Result<Amount, FieldError> {
    let text = i18n::digits::ascii(&clean(raw));
    if key(&text).is_empty() {
        return Ok(Amount::Unsaid);
    }
    if is_nothing(&text) || key(&text) == "صفر" {
        return Ok(Amount::Of(Money::ZERO));
    }
    let mut kept = String::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        if let Some(unit) = UNITS.iter().find(|u| rest.starts_with(**u)) {
            rest = &rest[unit.len()..];
            continue;
        }
        match c {
            '٬' => kept.push(','),
            '٫' => kept.push('.'),
            '،' => kept.push(','),
            c => kept.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    let kept = kept.trim().trim_end_matches('/').trim();
    // A space or comma is only ever between groups of three: «1500 2000» is two figures, not one.
    let grouped = kept.split(['.']).next().unwrap_or_default();
    let groups: Vec<&str> = grouped.split([',', ' ']).collect();
    if groups.len() > 1 && groups.iter().skip(1).any(|g| g.len() != 3) {
        return Err(FieldError::new("money"));
    }
    Money::parse(kept).map(Amount::Of).ok_or_else(|| FieldError::new("money"))
}

/// Longer ones first.
const UNITS: &[&str] = &[
    "ريالاً",
    "ريالا",
    "ريال سعودي",
    "ريالات",
    "ريال",
    "﷼",
    "\u{20c1}",
    "ر.س.",
    "ر.س",
    "رس",
    "شهرياً",
    "شهريا",
    "سنوياً",
    "سنويا",
    "فقط",
    "SAR",
    "SR",
    "sar",
    "Sr",
    "sr",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sexes() {
        for raw in ["ذكر", "ذ", "رجل", " ذكر "] {
            assert_eq!(sex(raw), Some(Sex::Male), "{raw}");
        }
        for raw in ["أنثى", "انثى", "انثي", "ا", "أ", "أُنْثَى"] {
            assert_eq!(sex(raw), Some(Sex::Female), "{raw}");
        }
        for raw in ["م", "", "؟", "-"] {
            assert_eq!(sex(raw), None, "{raw}");
        }
    }

    type Find = fn(&str) -> Option<&'static str>;

    #[test]
    fn words_to_codes() {
        let table: &[(Find, &str, Option<&str>)] = &[
            (relation, "بنت", Some("daughter")),
            (relation, "ابنة", Some("daughter")),
            (relation, "ابنه", Some("daughter")),
            (relation, "ولد", Some("son")),
            (relation, "ابن", Some("son")),
            (relation, "زوجه", Some("wife")),
            (relation, "الزوجة", Some("wife")),
            (relation, "أم", Some("mother")),
            (relation, "الوالد", Some("father")),
            (relation, "حفيد", Some("grandson")),
            (relation, "ابن الزوجة", Some("stepson")),
            (relation, "جار", None),
            (category, "أرملة", Some("widow")),
            (category, "ارمله", Some("widow")),
            (category, "مهجورة/معلقة", Some("abandoned")),
            (category, "ذو إعاقة", Some("disabled")),
            (category, "أسرة سجين", Some("prisoner_family")),
            (category, "محدود الدخل", Some("low_income")),
            (category, "غارم", Some("debtor")),
            (category, "؟", None),
            (dwelling, "شعبي", Some("traditional")),
            (dwelling, "مع الأهل", Some("with_family")),
            (dwelling, "ايجار", Some("rented")),
            (dwelling, "ملك", Some("owned")),
            (income_source, "ضمان", Some("social_security")),
            (income_source, "حساب المواطن", Some("citizen_account")),
            (income_source, "تقاعد", Some("pension")),
            (income_source, "-", None),
            (schooling, "دون السن", Some("below_age")),
            (schooling, "جامعي", Some("university")),
            (health, "سليم", Some("healthy")),
            (health, "إعاقة حركية", Some("disabled")),
            (health, "ربو", Some("sick")),
        ];
        for (f, raw, want) in table {
            assert_eq!(f(raw), *want, "{raw}");
        }
    }

    #[test]
    fn lists_and_words_agree() {
        for (list, words) in [(RELATIONS, &RELATIONS_WORDS), (DWELLINGS, &DWELLING_WORDS), (INCOME_SOURCES, &INCOME_WORDS), (SCHOOLING, &SCHOOLING_WORDS)] {
            assert_eq!(list, words.list.iter().map(|(c, _)| *c).collect::<Vec<_>>());
        }
        for words in [&SEXES, &RELATIONS_WORDS, &CATEGORY_WORDS, &DWELLING_WORDS, &INCOME_WORDS, &SCHOOLING_WORDS] {
            for (code, forms) in words.list {
                for w in *forms {
                    assert_eq!(words.find(w), Some(*code), "{w}");
                }
            }
        }
    }

    #[test]
    fn amounts() {
        for (raw, want) in [
            ("٤٢٠٠", Some(420_000)),
            ("2600 ريال", Some(260_000)),
            ("1,500.50 ر.س", Some(150_050)),
            ("٣٬٠٠٠", Some(300_000)),
            ("⃁ 100", Some(10_000)),
            ("3 000", Some(300_000)),
            ("4200.0", Some(420_000)),
            ("0", Some(0)),
            ("لا يوجد", Some(0)),
            ("-", None),
            ("—", None),
            ("", None),
        ] {
            assert_eq!(money(raw).unwrap().said(), want.map(Money), "{raw}");
        }
        for raw in ["ألفين", "1500-2000", "1500 2000", "=1+1", "-5", "12.345"] {
            assert_eq!(money(raw).unwrap_err().code, "money", "{raw}");
        }
    }

    proptest! {
        #[test]
        fn money_round_trips(n in 0i64..10_000_000_000) {
            prop_assert_eq!(money(&format!("{} ريال", Money(n))).unwrap(), Amount::Of(Money(n)));
        }
        #[test]
        fn never_panics(raw in ".*") { let _ = (money(&raw), sex(&raw), relation(&raw), category(&raw), health(&raw)); }
    }
}
