//! An amount of money in words (تفقيط), as orders of payment and receipts carry it beside the figures: whoever adds a nought changes a
//! number, not a sentence.
//!
//! Arabic counts the thing counted: its number and ending follow the last two digits (one and two stand in the noun itself, three to ten
//! take the plural, eleven to ninety-nine the accusative, whole hundreds and thousands the genitive), and three to ten are feminine
//! beside a masculine noun and the other way round. The published converters at hand had no Arabic, or joined these wrongly.

use crate::Lang;
use kernel::Money;

/// What is counted, in the forms a number asks of it.
struct Noun {
    one: &'static str,
    /// `ريالان`
    two: &'static str,
    /// The same before another noun: `ألفا ريال`.
    two_of: &'static str,
    few: &'static str,
    /// After 11 to 99: `ريالًا`.
    many: &'static str,
    feminine: bool,
    /// Said after a single one; a thousand is not "one thousand".
    single: &'static str,
}

const RIYAL: Noun =
    Noun { one: "ريال", two: "ريالان", two_of: "ريالا", few: "ريالات", many: "ريالًا", feminine: false, single: "واحد" };
const HALALA: Noun =
    Noun { one: "هللة", two: "هللتان", two_of: "هللتا", few: "هللات", many: "هللة", feminine: true, single: "واحدة" };

/// From the largest: what an `i64` of halalas can hold.
const SCALES: [(u64, Noun); 5] = [
    (1_000_000_000_000_000, scale("كوادريليون", "كوادريليونان", "كوادريليونا", "كوادريليونات", "كوادريليونًا")),
    (1_000_000_000_000, scale("تريليون", "تريليونان", "تريليونا", "تريليونات", "تريليونًا")),
    (1_000_000_000, scale("مليار", "ملياران", "مليارا", "مليارات", "مليارًا")),
    (1_000_000, scale("مليون", "مليونان", "مليونا", "ملايين", "مليونًا")),
    (1_000, scale("ألف", "ألفان", "ألفا", "آلاف", "ألفًا")),
];

const fn scale(one: &'static str, two: &'static str, two_of: &'static str, few: &'static str, many: &'static str) -> Noun {
    Noun { one, two, two_of, few, many, feminine: false, single: "" }
}

/// 1 to 10 beside a masculine noun, then beside a feminine one.
const UNITS: [[&str; 11]; 2] = [
    ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"],
    ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"],
];
const TENS: [&str; 10] = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"];
const HUNDREDS: [&str; 10] = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"];

fn below_hundred(n: u64, feminine: bool) -> String {
    let units = |d: u64| UNITS[usize::from(feminine)][d as usize];
    match (n / 10, n % 10) {
        (0, d) => units(d).into(),
        (1, 0) => units(10).into(),
        (1, 1) => if feminine { "إحدى عشرة" } else { "أحد عشر" }.into(),
        (1, 2) => if feminine { "اثنتا عشرة" } else { "اثنا عشر" }.into(),
        // The ten agrees with the noun, the unit against it.
        (1, d) => format!("{} {}", units(d), if feminine { "عشرة" } else { "عشر" }),
        (t, 0) => TENS[t as usize].into(),
        (t, 1) if feminine => format!("إحدى و{}", TENS[t as usize]),
        // Not before its noun: the last letter falls.
        (t, 8) if feminine => format!("ثمانٍ و{}", TENS[t as usize]),
        (t, d) => format!("{} و{}", units(d), TENS[t as usize]),
    }
}

/// The number's own words. `of`: its noun follows at once, so a dual loses its last letter and eleven thousand its ending.
fn number(mut n: u64, feminine: bool, of: bool) -> String {
    let mut parts = vec![];
    for (size, noun) in &SCALES {
        if n >= *size {
            let count = n / size;
            n %= size;
            parts.push(counted(count, noun, of && n == 0));
        }
    }
    if n >= 100 {
        let bare = of && n == 200;
        parts.push(if bare { "مئتا" } else { HUNDREDS[(n / 100) as usize] }.into());
        n %= 100;
    }
    if n > 0 {
        parts.push(below_hundred(n, feminine));
    }
    parts.join(" و")
}

/// So many of a noun. `of`: another noun follows this one at once. `n` is not zero.
fn counted(n: u64, noun: &Noun, of: bool) -> String {
    match n % 100 {
        d @ (1 | 2) => {
            let last = match d {
                1 if noun.single.is_empty() => noun.one.into(),
                1 => format!("{} {}", noun.one, noun.single),
                _ => if of { noun.two_of } else { noun.two }.into(),
            };
            // One hundred of it, and one of it.
            if n > d { format!("{} و{last}", counted(n - d, noun, false)) } else { last }
        }
        3..=10 => format!("{} {}", number(n, noun.feminine, true), noun.few),
        11.. => format!("{} {}", number(n, noun.feminine, false), if of { noun.one } else { noun.many }),
        _ => format!("{} {}", number(n, noun.feminine, true), noun.one),
    }
}

fn english(mut n: u64) -> String {
    const UNITS: [&str; 20] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const SIZES: [(u64, &str); 5] =
        [(1_000_000_000_000_000, "quadrillion"), (1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")];
    let mut parts: Vec<String> = vec![];
    for (size, name) in SIZES {
        if n >= size {
            parts.push(format!("{} {name}", english(n / size)));
            n %= size;
        }
    }
    if n >= 100 {
        parts.push(format!("{} hundred", UNITS[(n / 100) as usize]));
        n %= 100;
    }
    match n {
        0 => {}
        1..=19 => parts.push(UNITS[n as usize].into()),
        _ if n.is_multiple_of(10) => parts.push(TENS[(n / 10) as usize].into()),
        _ => parts.push(format!("{}-{}", TENS[(n / 10) as usize], UNITS[(n % 10) as usize])),
    }
    parts.join(" ")
}

/// The bare words: `تسعة آلاف ريال وخمسون هللة`, `nine thousand riyals and fifty halalas`. Nothing at all is `صفر ريال`.
pub fn words(lang: Lang, amount: Money) -> String {
    let n = amount.0.unsigned_abs();
    let (riyals, halalas) = (n / 100, n % 100);
    let mut parts = vec![];
    match lang {
        Lang::Ar => {
            if riyals > 0 {
                parts.push(counted(riyals, &RIYAL, false));
            }
            if halalas > 0 {
                parts.push(counted(halalas, &HALALA, false));
            }
            let said = if parts.is_empty() { format!("صفر {}", RIYAL.one) } else { parts.join(" و") };
            if amount.0 < 0 { format!("سالب {said}") } else { said }
        }
        Lang::En => {
            let of = |n: u64, one: &str| format!("{} {one}{}", english(n), if n == 1 { "" } else { "s" });
            if riyals > 0 {
                parts.push(of(riyals, "riyal"));
            }
            if halalas > 0 {
                parts.push(of(halalas, "halala"));
            }
            let said = if parts.is_empty() { "zero riyals".into() } else { parts.join(" and ") };
            if amount.0 < 0 { format!("minus {said}") } else { said }
        }
    }
}

/// As it stands on a paper, closed at both ends so that nothing can be written on: `فقط تسعة آلاف ريال لا غير`, `Nine thousand riyals only`.
pub fn closed(lang: Lang, amount: Money) -> String {
    let said = words(lang, amount);
    match lang {
        Lang::Ar => format!("فقط {said} لا غير"),
        Lang::En => {
            let mut letters = said.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase()).into_iter();
            format!("{} only", first.chain(letters).collect::<String>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ar(n: i64) -> String {
        words(Lang::Ar, Money::riyals(n))
    }

    #[test]
    fn riyals_in_arabic() {
        for (n, said) in [
            (0, "صفر ريال"),
            (1, "ريال واحد"),
            (2, "ريالان"),
            (3, "ثلاثة ريالات"),
            (8, "ثمانية ريالات"),
            (10, "عشرة ريالات"),
            (11, "أحد عشر ريالًا"),
            (12, "اثنا عشر ريالًا"),
            (13, "ثلاثة عشر ريالًا"),
            (19, "تسعة عشر ريالًا"),
            (20, "عشرون ريالًا"),
            (21, "واحد وعشرون ريالًا"),
            (22, "اثنان وعشرون ريالًا"),
            (28, "ثمانية وعشرون ريالًا"),
            (99, "تسعة وتسعون ريالًا"),
            (100, "مئة ريال"),
            (101, "مئة ريال وريال واحد"),
            (102, "مئة ريال وريالان"),
            (103, "مئة وثلاثة ريالات"),
            (110, "مئة وعشرة ريالات"),
            (111, "مئة وأحد عشر ريالًا"),
            (200, "مئتا ريال"),
            (201, "مئتا ريال وريال واحد"),
            (203, "مئتان وثلاثة ريالات"),
            (250, "مئتان وخمسون ريالًا"),
            (300, "ثلاثمئة ريال"),
            (999, "تسعمئة وتسعة وتسعون ريالًا"),
            (1_000, "ألف ريال"),
            (1_001, "ألف ريال وريال واحد"),
            (1_003, "ألف وثلاثة ريالات"),
            (1_200, "ألف ومئتا ريال"),
            (2_000, "ألفا ريال"),
            (2_500, "ألفان وخمسمئة ريال"),
            (3_000, "ثلاثة آلاف ريال"),
            (8_005, "ثمانية آلاف وخمسة ريالات"),
            (11_000, "أحد عشر ألف ريال"),
            (11_011, "أحد عشر ألفًا وأحد عشر ريالًا"),
            (12_000, "اثنا عشر ألف ريال"),
            (100_000, "مئة ألف ريال"),
            (101_000, "مئة ألف وألف ريال"),
            (102_000, "مئة ألف وألفا ريال"),
            (103_000, "مئة وثلاثة آلاف ريال"),
            (200_000, "مئتا ألف ريال"),
            (1_000_000, "مليون ريال"),
            (2_000_000, "مليونا ريال"),
            (3_000_000, "ثلاثة ملايين ريال"),
            (1_000_000_000, "مليار ريال"),
        ] {
            assert_eq!(ar(n), said, "{n}");
        }
    }

    #[test]
    fn halalas_are_feminine() {
        for (n, said) in [
            (1, "هللة واحدة"),
            (2, "هللتان"),
            (3, "ثلاث هللات"),
            (8, "ثماني هللات"),
            (10, "عشر هللات"),
            (11, "إحدى عشرة هللة"),
            (12, "اثنتا عشرة هللة"),
            (18, "ثماني عشرة هللة"),
            (21, "إحدى وعشرون هللة"),
            (22, "اثنتان وعشرون هللة"),
            (28, "ثمانٍ وعشرون هللة"),
            (50, "خمسون هللة"),
            (99, "تسع وتسعون هللة"),
            (105, "ريال واحد وخمس هللات"),
            (1_234_567_890, "اثنا عشر مليونًا وثلاثمئة وخمسة وأربعون ألفًا وستمئة وثمانية وسبعون ريالًا وتسعون هللة"),
            (-250, "سالب ريالان وخمسون هللة"),
        ] {
            assert_eq!(words(Lang::Ar, Money(n)), said, "{n}");
        }
    }

    #[test]
    fn in_english() {
        for (n, said) in [
            (0, "zero riyals"),
            (1, "one halala"),
            (100, "one riyal"),
            (250, "two riyals and fifty halalas"),
            (1_900, "nineteen riyals"),
            (2_100, "twenty-one riyals"),
            (10_100, "one hundred one riyals"),
            (900_050, "nine thousand riyals and fifty halalas"),
            (1_100_000, "eleven thousand riyals"),
            (200_000_000, "two million riyals"),
            (1_234_567_890, "twelve million three hundred forty-five thousand six hundred seventy-eight riyals and ninety halalas"),
        ] {
            assert_eq!(words(Lang::En, Money(n)), said, "{n}");
        }
    }

    #[test]
    fn closed_at_both_ends() {
        assert_eq!(closed(Lang::Ar, Money::riyals(9000)), "فقط تسعة آلاف ريال لا غير");
        assert_eq!(closed(Lang::En, Money::riyals(9000)), "Nine thousand riyals only");
    }

    /// Reads the words back by a dictionary of its own, knowing nothing of the grammar above but what each word is worth.
    fn read_ar(said: &str) -> i64 {
        fn worth(w: &str) -> Option<(char, i64)> {
            let small = [
                ("صفر", 0),
                ("واحد", 1),
                ("واحدة", 1),
                ("أحد", 1),
                ("إحدى", 1),
                ("اثنان", 2),
                ("اثنتان", 2),
                ("اثنا", 2),
                ("اثنتا", 2),
                ("ثلاثة", 3),
                ("ثلاث", 3),
                ("أربعة", 4),
                ("أربع", 4),
                ("خمسة", 5),
                ("خمس", 5),
                ("ستة", 6),
                ("ست", 6),
                ("سبعة", 7),
                ("سبع", 7),
                ("ثمانية", 8),
                ("ثماني", 8),
                ("ثمانٍ", 8),
                ("تسعة", 9),
                ("تسع", 9),
                ("عشرة", 10),
                ("عشر", 10),
                ("عشرون", 20),
                ("ثلاثون", 30),
                ("أربعون", 40),
                ("خمسون", 50),
                ("ستون", 60),
                ("سبعون", 70),
                ("ثمانون", 80),
                ("تسعون", 90),
                ("مئة", 100),
                ("مئتان", 200),
                ("مئتا", 200),
                ("ثلاثمئة", 300),
                ("أربعمئة", 400),
                ("خمسمئة", 500),
                ("ستمئة", 600),
                ("سبعمئة", 700),
                ("ثمانمئة", 800),
                ("تسعمئة", 900),
            ];
            if let Some((_, n)) = small.iter().find(|(s, _)| *s == w) {
                return Some(('n', *n));
            }
            for (root, size) in
                [("ألف", 1_000), ("مليون", 1_000_000), ("مليار", 1_000_000_000), ("تريليون", 1_000_000_000_000), ("كوادريليون", 1_000_000_000_000_000)]
            {
                if w == format!("{root}ان") || w == format!("{root}ا") {
                    return Some(('2', size));
                }
                if w == root || w == format!("{root}ًا") || w == format!("{root}ات") || (size == 1_000 && w == "آلاف") || (size == 1_000_000 && w == "ملايين")
                {
                    return Some(('s', size));
                }
            }
            match w {
                "ريال" | "ريالات" | "ريالًا" => Some(('r', 100)),
                "ريالان" => Some(('R', 200)),
                "هللة" | "هللات" => Some(('r', 1)),
                "هللتان" => Some(('R', 2)),
                _ => None,
            }
        }
        let (mut total, mut whole, mut group, mut zero, mut counted_one) = (0i64, 0i64, 0i64, false, false);
        for w in said.split(' ') {
            let (kind, n) = worth(w).or_else(|| w.strip_prefix('و').and_then(worth)).unwrap_or_else(|| panic!("«{w}» of «{said}»"));
            let single = std::mem::take(&mut counted_one);
            match kind {
                'n' if single && n == 1 => {}
                'n' => {
                    zero |= n == 0;
                    group += n;
                }
                's' => {
                    whole += group.max(1) * n;
                    group = 0;
                }
                '2' => whole += 2 * n,
                'r' => {
                    let count = whole + group;
                    counted_one = count == 0;
                    total += if count == 0 && !zero { n } else { count * n };
                    (whole, group) = (0, 0);
                }
                _ => {
                    total += n;
                }
            }
        }
        assert_eq!((whole, group), (0, 0), "{said}");
        total
    }

    fn read_en(said: &str) -> i64 {
        let small: Vec<String> = (1..100).map(english).collect();
        let (mut total, mut whole, mut group) = (0i64, 0i64, 0i64);
        for w in said.split(' ').filter(|w| *w != "and") {
            match w {
                "zero" => {}
                "hundred" => group *= 100,
                "thousand" | "million" | "billion" | "trillion" | "quadrillion" => {
                    let at = ["thousand", "million", "billion", "trillion", "quadrillion"].iter().position(|s| *s == w).unwrap();
                    whole += group * 1000i64.pow(at as u32 + 1);
                    group = 0;
                }
                "riyal" | "riyals" | "halala" | "halalas" => {
                    total += (whole + group) * if w.starts_with('r') { 100 } else { 1 };
                    (whole, group) = (0, 0);
                }
                w => group += small.iter().position(|s| s == w).unwrap_or_else(|| panic!("«{w}» of «{said}»")) as i64 + 1,
            }
        }
        total
    }

    proptest! {
        #[test]
        fn read_back_it_is_the_same(n in prop_oneof![0..20_000_i64, 0..100_000_000_i64, 0..i64::MAX]) {
            let (a, e) = (words(Lang::Ar, Money(n)), words(Lang::En, Money(n)));
            prop_assert_eq!(read_ar(&a), n, "{}", a);
            prop_assert_eq!(read_en(&e), n, "{}", e);
        }
        /// No number has another's words, and none is doubled or broken by an empty part.
        #[test]
        fn no_holes(n in 0..i64::MAX) {
            let a = words(Lang::Ar, Money(n));
            prop_assert!(!a.contains("  ") && !a.contains(" و ") && a.trim() == a, "{}", a);
        }
    }

    /// Every number up to the thousands, once each.
    #[test]
    fn all_of_the_small_ones() {
        let mut seen = std::collections::BTreeSet::new();
        for n in 0..110_000 {
            let a = words(Lang::Ar, Money(n));
            assert_eq!(read_ar(&a), n, "{a}");
            assert!(seen.insert(a));
        }
    }
}
