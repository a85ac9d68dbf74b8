//! What the committee or its delegate decides, checked against the service before it is written down.

use kernel::{FieldErrors, Money, Result};
use requests::{NewDecision, Request, rules::Outcome};
use services::{Gives, Service};
use std::collections::BTreeMap;

/// Longest text a decision takes, in characters.
pub const TEXT_MAX: usize = 4000;

/// The outcome as typed and read.
#[derive(Clone, Debug)]
pub struct OutcomeCommand {
    pub outcome: Outcome,
    /// Accepted in part only.
    pub partial: bool,
    pub amount: Option<Money>,
    pub goods: BTreeMap<String, i64>,
    pub conditions: String,
    /// As the beneficiary will read them.
    pub reasons: String,
    pub referral_body: String,
}

/// What is recorded, or what is wrong at which field. Less than was asked is an acceptance in part, whatever was ticked, so that the
/// right to object is not lost.
///
/// # Errors
/// Fields `amount` (`committee_amount_needed`, `committee_above_ceiling` with `ceiling`), `goods` (`committee_goods_needed`,
/// `committee_above_quantity` with `ceiling`), `reasons` (`required`, `too_long`), `referral_body` (`required`).
pub fn check(c: &OutcomeCommand, r: &Request, service: &Service) -> Result<NewDecision> {
    let mut e = FieldErrors::default();
    let accept = c.outcome == Outcome::Accept;
    let money = service.body.gives == Gives::Money;
    let amount = c.amount.filter(|a| accept && a.0 > 0);
    let goods = if accept && !money { c.goods.clone() } else { BTreeMap::new() };
    if accept && money && amount.is_none() {
        e.code("amount", "committee_amount_needed");
    }
    if accept && !money && goods.is_empty() && amount.is_none() {
        e.code("goods", "committee_goods_needed");
    }
    if let (Some(a), Some(ceiling)) = (amount, service.body.ceiling)
        && a > ceiling
    {
        e.add("amount", kernel::FieldError::new("committee_above_ceiling").arg("ceiling", ceiling));
    }
    if let Some(ceiling) = service.body.ceiling_quantity
        && goods.values().sum::<i64>() > ceiling
    {
        e.add("goods", kernel::FieldError::new("committee_above_quantity").arg("ceiling", ceiling));
    }
    if c.reasons.is_empty() {
        e.code("reasons", "required");
    }
    for (field, text) in [("reasons", &c.reasons), ("conditions", &c.conditions), ("referral_body", &c.referral_body)] {
        if text.chars().count() > TEXT_MAX {
            e.add(field, kernel::FieldError::new("too_long").arg("n", TEXT_MAX));
        }
    }
    if c.outcome == Outcome::Refer && c.referral_body.is_empty() {
        e.code("referral_body", "required");
    }
    let less = amount.zip(r.amount_asked).is_some_and(|(given, asked)| given < asked);
    e.ok(NewDecision {
        outcome: c.outcome,
        partial: accept && (c.partial || less),
        amount,
        goods,
        conditions: if accept { c.conditions.clone() } else { String::new() },
        reasons: c.reasons.clone(),
        referral_body: if c.outcome == Outcome::Refer { c.referral_body.clone() } else { String::new() },
        by_delegate: false,
        sitting: None,
        deciders: vec![],
    })
}
