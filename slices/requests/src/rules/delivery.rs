//! Never more than decided (H7, and the third thing that always holds). Money in halalas; goods counted by kind.

use super::needs::Refusal;
use kernel::Money;
use std::collections::BTreeMap;

/// What the reply granted, in all: a monthly help is its months together. After a second decision, both added.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Decided {
    pub amount: Money,
    /// Kind of goods → quantity.
    pub goods: BTreeMap<String, i64>,
}

impl Decided {
    /// So much a month for so many months; `None` beyond what a single amount may be.
    pub fn monthly(amount: Money, months: i64) -> Option<Money> {
        let total = Money(amount.0.checked_mul(months)?);
        (amount > Money::ZERO && months > 0 && total <= Money::MAX).then_some(total)
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    Amount(Money),
    Goods { kind: String, quantity: i64 },
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LineState {
    Planned,
    /// The treasurer let it go.
    Released,
    /// Handed over, with proof.
    Handed,
    /// Will not be handed over, with a reason; takes nothing from the decision.
    Closed,
}

impl LineState {
    pub const ALL: [LineState; 4] = [LineState::Planned, LineState::Released, LineState::Handed, LineState::Closed];
    pub fn code(self) -> &'static str {
        match self {
            LineState::Planned => "planned",
            LineState::Released => "released",
            LineState::Handed => "handed",
            LineState::Closed => "closed",
        }
    }
    pub fn parse(code: &str) -> Option<LineState> {
        LineState::ALL.into_iter().find(|s| s.code() == code)
    }
    pub fn is_settled(self) -> bool {
        matches!(self, LineState::Handed | LineState::Closed)
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    pub what: What,
    pub state: LineState,
}

/// What may still be planned. Never negative where the lines were made by [`allows`].
pub fn remaining(decided: &Decided, lines: &[Line]) -> Decided {
    let mut left = decided.clone();
    for line in lines.iter().filter(|l| l.state != LineState::Closed) {
        match &line.what {
            What::Amount(m) => left.amount = Money(left.amount.0.saturating_sub(m.0)),
            What::Goods { kind, quantity } => {
                let slot = left.goods.entry(kind.clone()).or_insert(0);
                *slot = slot.saturating_sub(*quantity);
            }
        }
    }
    left
}

/// Whether all lines together stay within the decision.
pub fn within(decided: &Decided, lines: &[Line]) -> bool {
    let left = remaining(decided, lines);
    left.amount >= Money::ZERO && left.goods.values().all(|q| *q >= 0)
}

/// Whether one more line may be planned beside these.
pub fn allows(decided: &Decided, lines: &[Line], new: &What) -> Result<(), Refusal> {
    let left = remaining(decided, lines);
    let (asked, granted, room) = match new {
        What::Amount(m) => (m.0, decided.amount.0, left.amount.0),
        What::Goods { kind, quantity } => (*quantity, decided.goods.get(kind).copied().unwrap_or(0), left.goods.get(kind).copied().unwrap_or(0)),
    };
    if asked <= 0 {
        Err(Refusal("not_positive"))
    } else if granted <= 0 {
        Err(Refusal("not_in_decision"))
    } else if asked > room {
        Err(Refusal("more_than_decided"))
    } else {
        Ok(())
    }
}

/// What `finish` asks: at least one line, each handed over or closed.
pub fn settled(lines: &[Line]) -> bool {
    !lines.is_empty() && lines.iter().all(|l| l.state.is_settled())
}

/// Handed over so far.
pub fn handed_amount(lines: &[Line]) -> Money {
    lines.iter().filter(|l| l.state == LineState::Handed).map(|l| if let What::Amount(m) = l.what { m } else { Money::ZERO }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    fn line(n: i64, state: LineState) -> Line {
        Line { what: What::Amount(Money(n)), state }
    }
    #[test]
    fn closed_lines_give_back_their_room() {
        let d = Decided { amount: Money(100), goods: [("basket".to_owned(), 2)].into() };
        let lines = [line(60, LineState::Handed), line(40, LineState::Closed)];
        assert_eq!(allows(&d, &lines, &What::Amount(Money(40))), Ok(()));
        assert_eq!(allows(&d, &lines, &What::Amount(Money(41))), Err(Refusal("more_than_decided")));
        assert_eq!(allows(&d, &lines, &What::Amount(Money(0))), Err(Refusal("not_positive")));
        assert_eq!(allows(&d, &[], &What::Goods { kind: "basket".into(), quantity: 3 }), Err(Refusal("more_than_decided")));
        assert_eq!(allows(&d, &[], &What::Goods { kind: "fridge".into(), quantity: 1 }), Err(Refusal("not_in_decision")));
        assert!(settled(&lines) && !settled(&[]) && !settled(&[line(1, LineState::Released)]));
        assert_eq!(handed_amount(&lines), Money(60));
    }
    #[test]
    fn months_add_up() {
        assert_eq!(Decided::monthly(Money(50_000), 6), Some(Money(300_000)));
        for (m, n) in [(0, 3), (5, 0), (-5, -5), (i64::MAX, 2), (Money::MAX.0, 2)] {
            assert_eq!(Decided::monthly(Money(m), n), None);
        }
    }
}
