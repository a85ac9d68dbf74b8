//! Invented people. First names are anybody's; family names are plants, stars and weather, which no family bears.

use people::{Sex, rules::Name};
use rand::{Rng, rngs::StdRng};

const MEN: &[&str] = &[
    "سعد",
    "علي",
    "فهد",
    "خالد",
    "ماجد",
    "ناصر",
    "تركي",
    "بدر",
    "زيد",
    "عمر",
    "حسن",
    "إبراهيم",
    "يوسف",
    "طه",
    "راشد",
    "منصور",
    "سلطان",
    "صالح",
    "عبدالله",
    "عبدالرحمن",
    "عبدالعزيز",
    "أحمد",
    "محمد",
    "مشعل",
    "نايف",
    "هاني",
    "وليد",
    "ياسر",
    "أنس",
    "حمد",
    "جابر",
    "سالم",
    "عادل",
    "فيصل",
    "قاسم",
    "كمال",
    "مازن",
    "نواف",
    "هشام",
    "زياد",
];
const WOMEN: &[&str] = &[
    "هند",
    "نورة",
    "سارة",
    "مريم",
    "منى",
    "هيا",
    "لطيفة",
    "موضي",
    "حصة",
    "عائشة",
    "فاطمة",
    "أمل",
    "ريم",
    "دلال",
    "سلمى",
    "لمى",
    "جواهر",
    "شيخة",
    "وضحى",
    "بدور",
    "أروى",
    "آمنة",
    "إيمان",
    "بشرى",
    "تهاني",
    "حنان",
    "خلود",
    "رقية",
    "زينب",
    "سعاد",
    "عبير",
    "غادة",
    "فوزية",
    "كوثر",
    "مها",
    "نجلاء",
    "هدى",
    "وفاء",
    "ياسمين",
    "صفية",
];
const FAMILIES: &[&str] = &[
    "الزعفران",
    "الأقحوان",
    "السنابل",
    "الغيمة",
    "المزنة",
    "الخزامى",
    "النرجس",
    "السوسن",
    "الريحانة",
    "البيلسان",
    "النجمة",
    "السديم",
    "الشفق",
    "الندى",
    "الغدير",
    "الينبوع",
    "السحابة",
    "الزيزفون",
    "الياقوت",
    "المرجان",
    "العقيق",
    "الصفصاف",
    "السرو",
    "الأرز",
    "البابونج",
    "الحبق",
    "الإكليل",
    "الفيروز",
    "اللؤلؤة",
    "الهلالية",
    "الرذاذ",
    "النسمة",
    "القمرية",
    "المجرة",
    "الكوكبي",
    "الشهابي التجريبي",
    "الوردية",
    "النخلة",
    "السدرة",
    "العوسجة",
];
pub const DISTRICTS: &[&str] = &["حي الواحة", "حي السنبلة", "حي الغيمة", "حي النخيل", "قرية الينبوع", "قرية السدرة", "حي الشفق", "قرية الرمال"];
pub const ISSUERS: &[&str] = &["جهة إصدار تجريبية", "مكتب توثيق تجريبي", "بنك تجريبي", "مستشفى تجريبي"];

pub fn pick<'a, T: ?Sized>(rng: &mut StdRng, list: &[&'a T]) -> &'a T {
    list[rng.random_range(0..list.len())]
}

pub fn man(rng: &mut StdRng) -> &'static str {
    pick(rng, MEN)
}

pub fn first(rng: &mut StdRng, sex: Sex) -> &'static str {
    if sex == Sex::Male { pick(rng, MEN) } else { pick(rng, WOMEN) }
}

pub fn family(rng: &mut StdRng) -> &'static str {
    pick(rng, FAMILIES)
}

/// A name of four parts.
pub fn name(first: &str, father: &str, grandfather: &str, family: &str) -> Name {
    Name {
        first: first.into(),
        father: Some(father.into()),
        grandfather: Some(grandfather.into()),
        family: family.into(),
        as_written: format!("{first} {father} {grandfather} {family}"),
    }
}
