//! The forms of the steps: what was typed, checked.

use super::{day, instant, needed, text, version};
use crate::actions::{CarryOn, Close, Explain, MissingItem, Object, Register, Remind, ReplyWith, Return, TaskDone, Tell, Urge};
use kernel::{At, FieldErrors, Id, Result};
use web::Form;

const LONG: usize = 1000;

/// `now`, `task` or a way of telling.
fn told(form: &Form) -> Option<String> {
    let how = form.text("told");
    crate::HOW_TOLD.contains(&how).then(|| how.to_string())
}

pub fn tell(form: &Form, id: Id) -> Result<Tell> {
    let mut e = FieldErrors::default();
    let note = text(form, "note", LONG, &mut e);
    e.ok(Tell { id, version: version(form), note, told: told(form) })
}

pub fn return_back(form: &Form, id: Id) -> Result<Return> {
    let mut e = FieldErrors::default();
    let items: Vec<MissingItem> = form
        .all("missing")
        .filter_map(|key| {
            let (kind, person) = key.split_once('.')?;
            Some(MissingItem {
                document_type: kind.to_string(),
                person: person.parse().ok(),
                note: form.text(&format!("note_{key}")).chars().take(200).collect(),
            })
        })
        .collect();
    let other = text(form, "other", LONG, &mut e);
    if items.is_empty() && other.is_empty() {
        e.code("missing", "missing_not_named");
    }
    let reason = needed(form, "reason", LONG, &mut e);
    let omission = form.text("omission");
    if !matches!(omission, "own" | "ours") {
        e.code("omission", "choice");
    }
    e.ok(Return { id, version: version(form), items, other, reason, own_omission: omission == "own", told: told(form) })
}

pub fn explain(form: &Form, id: Id) -> Result<Explain> {
    let mut e = FieldErrors::default();
    let how = form.text("how").to_string();
    if !crate::HOW_EXPLAINED.contains(&how.as_str()) {
        e.code("how", "choice");
    }
    let note = text(form, "note", LONG, &mut e);
    let (clear, present) = (form.flag("clear"), form.text("then") == "present");
    if present && !clear {
        e.code("clear", "not_clear_yet");
    }
    e.ok(Explain { id, version: version(form), how, clear, note, present })
}

pub fn urge(form: &Form, id: Id) -> Result<Urge> {
    let mut e = FieldErrors::default();
    let reason = needed(form, "reason", LONG, &mut e);
    e.ok(Urge { id, version: version(form), reason })
}

pub fn reply(form: &Form, id: Id, now: At) -> Result<ReplyWith> {
    let mut e = FieldErrors::default();
    let added = text(form, "added", LONG, &mut e);
    let how = form.text("how").to_string();
    if how == crate::MESSAGE {
        // Whom it reached, and when, the provider's receipt will say.
        return e.ok(ReplyWith { id, version: version(form), added, how, told_to: String::new(), told_at: now, proof: String::new() });
    }
    if !crate::HOW_TOLD.contains(&how.as_str()) {
        e.code("how", "choice");
    }
    let told_to = needed(form, "told_to", 200, &mut e);
    let told_at = instant(form, "told", now, &mut e);
    if told_at > now {
        e.code("told", "told_later");
    }
    let proof = needed(form, "proof", 500, &mut e);
    e.ok(ReplyWith { id, version: version(form), added, how, told_to, told_at, proof })
}

pub fn register(form: &Form, id: Id, today: kernel::Day) -> Result<Register> {
    let mut e = FieldErrors::default();
    let categories: Vec<String> = form.all("categories").map(str::to_string).collect();
    if categories.is_empty() {
        e.code("categories", "choice");
    }
    let class = form.text("class").to_string();
    if !beneficiaries::rules::INCOME_CLASSES.contains(&class.as_str()) {
        e.code("class", "choice");
    }
    let class_reason = needed(form, "class_reason", 500, &mut e);
    let payment_way = form.text("payment_way").to_string();
    let mut iban = None;
    match payment_way.as_str() {
        "pickup" => {}
        "bank" if form.text("iban").is_empty() => e.code("iban", "required"),
        "bank" => match people::rules::iban::parse(form.text("iban")) {
            Ok(i) => iban = Some(i.as_str().to_string()),
            Err(error) => e.add("iban", error),
        },
        _ => e.code("payment_way", "choice"),
    }
    let valid_until = day(form, "valid_until", true, &mut e);
    let next_review = day(form, "next_review", true, &mut e);
    for (field, d) in [("valid_until", valid_until), ("next_review", next_review)] {
        if d.is_some_and(|d| d <= today) {
            e.code(field, "day_passed");
        }
    }
    let (valid_until, next_review) = (valid_until.unwrap_or(today), next_review.unwrap_or(today));
    e.ok(Register { id, version: version(form), categories, class, class_reason, payment_way, iban, valid_until, next_review })
}

pub fn object(form: &Form, id: Id) -> Result<Object> {
    let mut e = FieldErrors::default();
    let reason = needed(form, "reason", LONG, &mut e);
    let reporter = form.text("reporter").parse().ok();
    if reporter.is_none() {
        e.code("reporter", "choice");
    }
    e.ok(Object { id, version: version(form), reason, reporter })
}

pub fn close(form: &Form, id: Id) -> Result<Close> {
    let mut e = FieldErrors::default();
    let reason = needed(form, "reason", LONG, &mut e);
    e.ok(Close { id, version: version(form), reason })
}

pub fn carry_on(form: &Form, id: Id) -> Result<CarryOn> {
    let mut e = FieldErrors::default();
    let person = form.text("person").parse().ok();
    if person.is_none() {
        e.code("person", "choice");
    }
    let reason = needed(form, "reason", LONG, &mut e);
    e.ok(CarryOn { id, version: version(form), person: person.unwrap_or(Id::NIL), reason })
}

pub fn remind(form: &Form, id: Id) -> Result<Remind> {
    let mut e = FieldErrors::default();
    let how = way(form, &mut e);
    let note = text(form, "note", LONG, &mut e);
    e.ok(Remind { id, version: version(form), how, note })
}

pub fn task_done(form: &Form, request: Id, task: Id) -> Result<TaskDone> {
    let mut e = FieldErrors::default();
    let how = way(form, &mut e);
    let note = text(form, "note", LONG, &mut e);
    e.ok(TaskDone { request, version: version(form), task, how, note })
}

fn way(form: &Form, e: &mut FieldErrors) -> String {
    let how = form.text("how").to_string();
    if !crate::HOW_TOLD.contains(&how.as_str()) {
        e.code("how", "choice");
    }
    how
}
