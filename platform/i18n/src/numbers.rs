//! Numbers as they stand on the screen: western digits in groups of three in both languages.

use crate::Lang;
use kernel::Money;

/// `1,234`. Both languages write counts alike; the language is asked for so that a caller need not know that.
pub fn count(_lang: Lang, n: i64) -> String {
    grouped(n)
}

/// A whole percentage, the sign after the number in both languages: `60%`.
pub fn percent(_lang: Lang, n: i64) -> String {
    format!("{}%", grouped(n))
}

/// The share of `part` in `whole` as a whole percentage, rounded half up; 0 of nothing.
pub fn share(part: i64, whole: i64) -> i64 {
    if whole <= 0 { 0 } else { (part.max(0).saturating_mul(200) + whole) / (whole.saturating_mul(2)) }
}

/// An amount and its unit, apart because the template gives each its own element: `("9,000", "ر.س")`.
/// Arabic puts the unit after the number, English before it.
pub fn money_text(lang: Lang, amount: Money) -> (String, &'static str) {
    (amount.to_string(), unit(lang))
}

/// The riyal's short name. Its own sign is in few fonts yet.
pub fn unit(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => "ر.س",
        Lang::En => "SAR",
    }
}

/// Amount and unit in one text, for messages and plain-text letters: `9,000 ر.س`, `SAR 9,000`.
pub fn money_line(lang: Lang, amount: Money) -> String {
    let (number, unit) = money_text(lang, amount);
    match lang {
        Lang::Ar => format!("{number} {unit}"),
        Lang::En => format!("{unit} {number}"),
    }
}

pub(crate) fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('-');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups() {
        for (n, s) in [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (i64::MIN, "-9,223,372,036,854,775,808")] {
            assert_eq!(count(Lang::Ar, n), s);
        }
        assert_eq!(percent(Lang::Ar, 60), "60%");
        assert_eq!((share(1, 3), share(2, 3), share(1, 2), share(5, 0)), (33, 67, 50, 0));
    }

    #[test]
    fn money() {
        assert_eq!(money_text(Lang::Ar, Money::riyals(9000)), ("9,000".into(), "ر.س"));
        assert_eq!(money_line(Lang::Ar, Money(900_050)), "9,000.50 ر.س");
        assert_eq!(money_line(Lang::En, Money::riyals(9000)), "SAR 9,000");
    }
}
