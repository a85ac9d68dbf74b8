use std::fmt;

/// An amount in halalas (a hundredth of a riyal). Stored as BIGINT.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Money(pub i64);

impl Money {
    pub const ZERO: Money = Money(0);
    /// The most any single amount may be: a billion riyals. More is a slip of the hand, and keeps sums far from overflow.
    pub const MAX: Money = Money(100_000_000_000);

    pub fn riyals(n: i64) -> Money {
        Money(n.saturating_mul(100))
    }
    /// ASCII digits with at most two decimals (`1200`, `1200.5`, `1,200.50`); `None` for anything else, a negative, or more than [`Money::MAX`].
    /// Arabic digits are folded by the caller (`i18n::digits`).
    pub fn parse(s: &str) -> Option<Money> {
        let s: String = s.chars().filter(|c| *c != ',' && *c != ' ').collect();
        let (whole, part) = s.split_once('.').unwrap_or((&s, ""));
        if whole.is_empty() || whole.len() > 10 || part.len() > 2 || !whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let cents: i64 = if part.is_empty() { 0 } else { format!("{part:0<2}").parse().ok()? };
        let m = Money(whole * 100 + cents);
        (m <= Money::MAX).then_some(m)
    }
}

/// `9,000` or `9,000.50`: the number alone; the unit belongs to the locale.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, n) = if self.0 < 0 { ("-", self.0.unsigned_abs()) } else { ("", self.0 as u64) };
        let whole = (n / 100).to_string();
        let mut grouped = String::new();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(c);
        }
        write!(f, "{sign}{grouped}")?;
        if n % 100 != 0 { write!(f, ".{:02}", n % 100) } else { Ok(()) }
    }
}

impl std::ops::Add for Money {
    type Output = Money;
    fn add(self, o: Money) -> Money {
        Money(self.0 + o.0)
    }
}
impl std::ops::Sub for Money {
    type Output = Money;
    fn sub(self, o: Money) -> Money {
        Money(self.0 - o.0)
    }
}
impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(i: I) -> Money {
        Money(i.map(|m| m.0).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn parses_and_shows() {
        for (s, n, shown) in [("1200", 120_000, "1,200"), ("1,200.5", 120_050, "1,200.50"), ("0.05", 5, "0.05"), ("1000000", 100_000_000, "1,000,000")] {
            assert_eq!(Money::parse(s), Some(Money(n)));
            assert_eq!(Money(n).to_string(), shown);
        }
        for s in ["", "-5", "1.234", "12a", ".", "99999999999"] {
            assert_eq!(Money::parse(s), None, "{s}");
        }
    }
}
