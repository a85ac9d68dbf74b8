//! What a line may be, what was granted, and what is left of it. Whether one more line fits is judged by
//! [`requests::rules::delivery`].

use kernel::{Day, Money, Problem, Result};
use requests::{
    Decision, Request,
    rules::{
        Outcome, State,
        delivery::{Decided, Line, What, allows},
    },
};

/// The ways money goes out, and the ways goods do.
pub const MONEY_WAYS: &[&str] = &["transfer", "cheque", "cash", "voucher"];
pub const GOODS_WAYS: &[&str] = &["in_kind", "pickup"];
/// What shows that it arrived. A photo is of goods, never of people.
pub const PROOFS: &[&str] = &["signature", "receipt_scan", "photo_of_goods"];
/// Who received it, in relation to the beneficiary.
pub const RECEIVERS: &[&str] = &["self", "household", "representative", "provider"];
/// Most equal monthly lines made at once.
pub const MONTHS_MAX: i64 = 60;
/// Longest note or reason, in characters.
pub const TEXT_MAX: usize = 1_000;

/// Everything that was granted and told, in all: after a second decision both together. What is decided and not yet told counts as nothing.
pub fn granted(decisions: &[Decision]) -> Decided {
    let mut out = Decided::default();
    for d in decisions.iter().filter(|d| counts(d)) {
        out.amount = out.amount + d.amount.unwrap_or_default();
        for (goods, n) in d.goods_map() {
            *out.goods.entry(goods).or_insert(0) += n;
        }
    }
    out
}

fn counts(d: &Decision) -> bool {
    d.outcome == Outcome::Accept && d.replied_at.is_some()
}

/// The newest decision that grants something: what a new line is made under.
pub fn decision_in_force(decisions: &[Decision]) -> Option<&Decision> {
    decisions.iter().filter(|d| counts(d)).max_by_key(|d| d.round)
}

/// Whether an employee took part in a decision that grants something: then he does not hand over.
pub fn decided_by(decisions: &[Decision], employee: kernel::Id) -> bool {
    decisions.iter().any(|d| counts(d) && d.deciders.contains(&employee))
}

/// Whether lines may be planned, released, handed over or closed: registered, and not ended otherwise. An objection to a part does not
/// stop what was accepted.
pub fn deliverable(r: &Request) -> bool {
    r.registered_at.is_some() && !matches!(r.state, State::Served | State::Withdrawn | State::Lapsed | State::Void)
}

pub fn is_money(kind: &str) -> bool {
    kind == "money"
}

/// Whether goods or money can go this way.
pub fn way_fits(what: &What, how: &str) -> bool {
    match what {
        What::Amount(_) => MONEY_WAYS.contains(&how),
        What::Goods { .. } => GOODS_WAYS.contains(&how),
    }
}

/// Whether this shows that it arrived.
pub fn proof_fits(what: &What, proof: &str) -> bool {
    PROOFS.contains(&proof) && !(proof == "photo_of_goods" && matches!(what, What::Amount(_)))
}

/// Equal monthly parts of a sum, the halalas that do not divide with the last; the first on `first`, the others on the same day of the
/// following months (the month's last where there is none such).
pub fn instalments(total: Money, months: i64, first: Day) -> Option<Vec<(Money, Day)>> {
    if !(1..=MONTHS_MAX).contains(&months) || total.0 < months {
        return None;
    }
    let each = total.0 / months;
    (0..months).map(|i| Some((Money(if i + 1 == months { total.0 - each * (months - 1) } else { each }), month_later(first, i)?))).collect()
}

fn month_later(day: Day, months: i64) -> Option<Day> {
    let (y, m, d) = day.ymd();
    let n = i64::from(y) * 12 + i64::from(m) - 1 + months;
    let (y, m) = (i16::try_from(n.div_euclid(12)).ok()?, i8::try_from(n.rem_euclid(12)).ok()? + 1);
    (0..4).find_map(|back| Day::from_ymd(y, m, d - back))
}

/// Whether all of these may be planned, one after the other.
///
/// # Errors
/// The first refusal: `not_positive`, `not_in_decision`, `more_than_decided`.
pub fn plan(decided: &Decided, lines: &[Line], new: &[What]) -> Result<()> {
    let mut lines = lines.to_vec();
    for what in new {
        allows(decided, &lines, what).map_err(|r| r.problem())?;
        lines.push(Line { what: what.clone(), state: requests::rules::delivery::LineState::Planned });
    }
    Ok(())
}

/// What no line was ever made for: granted, less every line, closed ones too (those have their reason already).
pub fn never_planned(decided: &Decided, lines: &[Line]) -> Decided {
    let mut left = decided.clone();
    for line in lines {
        match &line.what {
            What::Amount(m) => left.amount = Money(left.amount.0 - m.0),
            What::Goods { kind, quantity } => *left.goods.entry(kind.clone()).or_insert(0) -= quantity,
        }
    }
    left.amount = left.amount.max(Money::ZERO);
    left.goods.retain(|_, n| *n > 0);
    left
}

pub fn is_nothing(d: &Decided) -> bool {
    d.amount <= Money::ZERO && d.goods.values().all(|n| *n <= 0)
}

/// The digest of what the receiver signs for: this line, to this person. 64 hexadecimal digits.
pub fn receipt_digest(line: &crate::store::Line, receiver: &str) -> Result<String> {
    use requests::rules::canonical::{canonical, digest_hex};
    let value = serde_json::json!({
        "line": line.id.to_string(),
        "request": line.request.to_string(),
        "decision": line.decision.to_string(),
        "amount": line.amount,
        "goods": line.goods,
        "quantity": line.quantity,
        "receiver": receiver,
    });
    let text = canonical(&value).map_err(|e| Problem::Internal(format!("a receipt has no canonical text: {e:?}")))?;
    Ok(digest_hex(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use requests::rules::delivery::LineState;

    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    #[test]
    fn equal_months() {
        assert_eq!(
            instalments(Money(1000), 3, day("2026-12-31")),
            Some(vec![(Money(333), day("2026-12-31")), (Money(333), day("2027-01-31")), (Money(334), day("2027-02-28"))])
        );
        assert_eq!(instalments(Money(500), 1, day("2026-12-01")), Some(vec![(Money(500), day("2026-12-01"))]));
        for (total, n) in [(Money(5), 0), (Money(5), 61), (Money(2), 3), (Money(0), 1), (Money(-9), 1)] {
            assert_eq!(instalments(total, n, day("2026-12-01")), None);
        }
        for n in 1..=MONTHS_MAX {
            let parts = instalments(Money(1_000_003), n, day("2028-02-29")).unwrap();
            assert_eq!(parts.iter().map(|p| p.0).sum::<Money>(), Money(1_000_003));
            assert!(parts.windows(2).all(|w| w[0].1 < w[1].1));
        }
    }

    #[test]
    fn several_lines_are_judged_together() {
        let d = Decided { amount: Money(100), goods: [("ثلاجة".to_string(), 1)].into() };
        let money = |n| What::Amount(Money(n));
        assert!(plan(&d, &[], &[money(60), money(40)]).is_ok());
        let code = |r: Result<()>| if let Err(Problem::Refused { code, .. }) = r { code } else { "" };
        assert_eq!(code(plan(&d, &[], &[money(60), money(41)])), "more_than_decided");
        assert_eq!(code(plan(&d, &[], &[What::Goods { kind: "مكيف".into(), quantity: 1 }])), "not_in_decision");
        assert_eq!(code(plan(&d, &[], &[money(0)])), "not_positive");
    }

    #[test]
    fn what_was_never_planned() {
        let d = Decided { amount: Money(100), goods: [("ثلاجة".to_string(), 1)].into() };
        let closed = Line { what: What::Amount(Money(70)), state: LineState::Closed };
        assert_eq!(never_planned(&d, std::slice::from_ref(&closed)).amount, Money(30));
        let again = Line { what: What::Amount(Money(100)), state: LineState::Handed };
        let left = never_planned(&d, &[closed, again, Line { what: What::Goods { kind: "ثلاجة".into(), quantity: 1 }, state: LineState::Handed }]);
        assert!(is_nothing(&left));
    }

    #[test]
    fn ways_and_proofs_fit() {
        let (money, goods) = (What::Amount(Money(1)), What::Goods { kind: "x".into(), quantity: 1 });
        assert!(way_fits(&money, "cheque") && !way_fits(&money, "pickup") && way_fits(&goods, "pickup") && !way_fits(&goods, "transfer"));
        assert!(proof_fits(&goods, "photo_of_goods") && !proof_fits(&money, "photo_of_goods") && !proof_fits(&money, "word"));
    }
}
