//! Raw strings to checked commands, or what is wrong at which field.

use crate::{
    actions::{
        items::{Ballot, Turn},
        members::NewMember,
        outcome::OutcomeCommand,
        sittings::NewSitting,
    },
    rules::{self, Attendance, Delegate, Position, Term},
};
use i18n::digits::ascii;
use kernel::{Day, FieldErrors, Id, Money, Result};
use requests::rules::{
    Outcome,
    sitting::{Choice, QuorumRule, SittingSettings},
};
use std::collections::BTreeMap;
use web::{DateRaw, Form};

/// Goods lines the outcome form offers.
pub const GOODS_LINES: usize = 3;

fn id(raw: &str) -> Option<Id> {
    raw.parse().ok()
}

fn whole(raw: &str) -> Option<i64> {
    ascii(raw).trim().parse().ok()
}

/// The hidden version; a missing one matches nothing.
pub fn version(form: &Form) -> i64 {
    form.text("version").parse().unwrap_or(-1)
}

/// The day of a date field: `None` when empty; a day that cannot be is an error at the field.
pub fn day(form: &Form, name: &str, errors: &mut FieldErrors) -> Option<Day> {
    match DateRaw::of(form, name).parse() {
        Ok(p) => p.map(|p| p.day),
        Err(e) => {
            errors.add(name, e);
            None
        }
    }
}

fn required_day(form: &Form, name: &str, errors: &mut FieldErrors) -> Day {
    let found = day(form, name, errors);
    if found.is_none() && errors.get(name).is_none() {
        errors.code(name, "required");
    }
    found.unwrap_or(Day(0))
}

pub fn member(form: &Form) -> Result<NewMember> {
    let mut e = FieldErrors::default();
    let employee = id(form.text("employee"));
    if employee.is_none() {
        e.code("employee", "choice");
    }
    let position = Position::parse(form.text("position"));
    if position.is_none() {
        e.code("position", "choice");
    }
    let from = required_day(form, "from", &mut e);
    let to = day(form, "to", &mut e);
    e.ok(NewMember { employee: employee.unwrap_or(Id::NIL), position: position.unwrap_or(Position::Member), term: Term { from, to } })
}

pub fn sitting(form: &Form) -> Result<NewSitting> {
    let mut e = FieldErrors::default();
    let held_on = required_day(form, "held_on", &mut e);
    let place = form.text("place").to_string();
    if place.is_empty() {
        e.code("place", "required");
    }
    if place.chars().count() > 200 {
        e.add("place", kernel::FieldError::new("too_long").arg("n", 200));
    }
    let chair = id(form.text("chair"));
    if chair.is_none() {
        e.code("chair", "choice");
    }
    let requests = form.all("request").filter_map(id).collect();
    e.ok(NewSitting { held_on, place, chair: chair.unwrap_or(Id::NIL), requests })
}

/// One select for each seat, named after the employee.
pub fn attendance(form: &Form) -> Vec<(Id, Attendance)> {
    form.pairs().filter_map(|(k, v)| Some((id(k.strip_prefix("seat_")?)?, Attendance::parse(v.trim())?))).collect()
}

/// One select and one note for each member, named after the employee.
pub fn ballots(form: &Form) -> Vec<Ballot> {
    form.pairs()
        .filter_map(|(k, v)| {
            let member = id(k.strip_prefix("vote_")?)?;
            let note: String = form.text(&format!("note_{member}")).chars().take(500).collect();
            Some(Ballot { member, choice: Choice::parse(v.trim()), note })
        })
        .collect()
}

/// Codes of the outcome form: `accept`, `accept_part`, `refuse`, `refer`.
pub fn outcome(form: &Form) -> Result<OutcomeCommand> {
    let mut e = FieldErrors::default();
    let (outcome, partial) = match form.text("outcome") {
        "accept_part" => (Some(Outcome::Accept), true),
        other => (Outcome::parse(other), false),
    };
    if outcome.is_none() {
        e.code("outcome", "choice");
    }
    let raw = form.text("amount");
    let amount = Money::parse(&ascii(raw));
    if !raw.is_empty() && amount.is_none() {
        e.code("amount", "money");
    }
    let mut goods = BTreeMap::new();
    for n in 0..GOODS_LINES {
        let (kind, quantity) = (form.text(&format!("goods_{n}")), form.text(&format!("quantity_{n}")));
        if kind.is_empty() && quantity.is_empty() {
            continue;
        }
        match whole(quantity).filter(|q| (1..=1_000_000).contains(q)) {
            Some(q) if !kind.is_empty() => *goods.entry(kind.to_string()).or_insert(0) += q,
            Some(_) => e.code(format!("goods_{n}"), "required"),
            None => e.code(format!("quantity_{n}"), "number"),
        }
    }
    e.ok(OutcomeCommand {
        outcome: outcome.unwrap_or(Outcome::Refuse),
        partial,
        amount,
        goods,
        conditions: form.text("conditions").into(),
        reasons: form.text("reasons").into(),
        referral_body: form.text("referral_body").into(),
    })
}

pub fn defer(form: &Form) -> Result<Turn> {
    let mut e = FieldErrors::default();
    let until = required_day(form, "until", &mut e);
    let why = words(form, "why", true, &mut e);
    e.ok(Turn::Defer { until, why })
}

pub fn wait(form: &Form) -> Result<Turn> {
    let mut e = FieldErrors::default();
    let place = whole(form.text("place"));
    if place.is_none() {
        e.code("place", "number");
    }
    let note = words(form, "wait_note", false, &mut e);
    e.ok(Turn::Wait { place: place.unwrap_or(0), note })
}

pub fn send_back(form: &Form) -> Result<Turn> {
    let mut e = FieldErrors::default();
    let note = words(form, "note", true, &mut e);
    e.ok(Turn::Return { note })
}

fn words(form: &Form, name: &str, needed: bool, e: &mut FieldErrors) -> String {
    let text = form.text(name);
    if needed && text.is_empty() {
        e.code(name, "required");
    }
    if text.chars().count() > 2000 {
        e.add(name, kernel::FieldError::new("too_long").arg("n", 2000));
    }
    text.to_string()
}

pub fn settings(form: &Form) -> Result<SittingSettings> {
    let mut e = FieldErrors::default();
    let quorum = match form.text("quorum") {
        "majority" => Some(QuorumRule::Majority),
        "at_least" => match whole(form.text("quorum_n")).filter(|n| (1..=100).contains(n)) {
            Some(n) => usize::try_from(n).ok().map(QuorumRule::AtLeast),
            None => {
                e.code("quorum_n", "number");
                Some(QuorumRule::Majority)
            }
        },
        _ => None,
    };
    if quorum.is_none() {
        e.code("quorum", "choice");
    }
    let majority = rules::MAJORITY.into_iter().find(|m| rules::majority_code(*m) == form.text("majority"));
    if majority.is_none() {
        e.code("majority", "choice");
    }
    let tie = rules::TIE.into_iter().find(|t| rules::tie_code(*t) == form.text("tie"));
    if tie.is_none() {
        e.code("tie", "choice");
    }
    let d = SittingSettings::default();
    e.ok(SittingSettings { quorum: quorum.unwrap_or(d.quorum), majority: majority.unwrap_or(d.majority), tie: tie.unwrap_or(d.tie) })
}

/// `None`: nobody.
pub fn delegate(form: &Form) -> Result<Option<Delegate>> {
    let Some(employee) = id(form.text("delegate")) else { return Ok(None) };
    let mut e = FieldErrors::default();
    let below = Money::parse(&ascii(form.text("below"))).filter(|m| m.0 > 0);
    if below.is_none() {
        e.code("below", "money");
    }
    e.ok(Some(Delegate { employee, below: below.unwrap_or(Money::ZERO) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Problem;

    fn errors<T: std::fmt::Debug>(r: Result<T>) -> Vec<(String, &'static str)> {
        match r {
            Err(Problem::Invalid(e)) => e.0.into_iter().map(|(f, e)| (f, e.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn outcomes_are_read() {
        let f = Form::of(&[("outcome", "accept_part"), ("amount", "٤٬٥٠٠"), ("reasons", "سبب"), ("goods_0", "سلة"), ("quantity_0", "٢")]);
        let c = outcome(&f).unwrap();
        assert_eq!((c.outcome, c.partial, c.amount), (Outcome::Accept, true, Some(Money::riyals(4500))));
        assert_eq!(c.goods.get("سلة"), Some(&2));
        assert_eq!(
            errors(outcome(&Form::of(&[("amount", "كثير"), ("quantity_0", "x")]))),
            [("outcome".into(), "choice"), ("amount".into(), "money"), ("quantity_0".into(), "number")]
        );
    }

    #[test]
    fn members_sittings_and_settings_say_what_is_missing() {
        assert_eq!(errors(member(&Form::default())), [("employee".into(), "choice"), ("position".into(), "choice"), ("from".into(), "required")]);
        assert_eq!(errors(sitting(&Form::default())), [("held_on".into(), "required"), ("place".into(), "required"), ("chair".into(), "choice")]);
        assert_eq!(errors(settings(&Form::of(&[("quorum", "at_least"), ("majority", "most_votes"), ("tie", "undecided")]))), [("quorum_n".into(), "number")]);
        assert_eq!(delegate(&Form::default()).unwrap(), None);
        assert_eq!(errors(defer(&Form::default())), [("until".into(), "required"), ("why".into(), "required")]);
        let who = Id::from_u128(5);
        let f = Form::of(&[(&format!("vote_{who}"), "accept"), (&format!("note_{who}"), "نعم"), (&format!("seat_{who}"), "present")]);
        assert_eq!(ballots(&f)[0].choice, Some(Choice::For(Outcome::Accept)));
        assert_eq!(attendance(&f), [(who, Attendance::Present)]);
    }
}
