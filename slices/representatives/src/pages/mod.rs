//! Handlers of the staff's pages: ask, show. Nothing is decided here.

pub mod desk;
pub mod list;
pub mod panel;
pub mod show;

use crate::{
    Representative,
    rules::{Act, Status, in_force},
};
use kernel::{Day, FieldErrors, Problem, Result};
use web::{Cx, DateRaw, Errors, Form, Shell, StatusCode};

/// What a form that did not go through is shown again with; other problems go on.
pub(crate) fn again(cx: &Cx, p: Problem) -> Result<(Errors, StatusCode)> {
    match &p {
        Problem::Invalid(e) => Ok((Errors::new(cx.lang, e), StatusCode::UNPROCESSABLE_ENTITY)),
        Problem::Refused { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::UNPROCESSABLE_ENTITY)),
        Problem::Conflict { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::CONFLICT)),
        _ => Err(p),
    }
}

/// Where it stands on a day, as a tag: kind, icon, words.
pub(crate) fn standing(shell: &Shell, r: &Representative, today: Day) -> (&'static str, &'static str, String) {
    match r.status {
        Status::Claimed => ("info", "clock", shell.code("representation", "claimed")),
        Status::Refused => ("bad", "x", shell.code("representation", "refused")),
        Status::Ended => ("plain", "minus", shell.code("representation", "ended")),
        Status::Verified if in_force(r.status, r.from, r.until, today) => ("ok", "check", shell.code("representation", "verified")),
        Status::Verified if r.from > today => ("info", "calendar", shell.t("representatives-not-begun")),
        Status::Verified => ("plain", "clock", shell.t("representatives-run-out")),
    }
}

pub(crate) fn scope_words(shell: &Shell, scope: &[Act]) -> String {
    scope.iter().map(|a| shell.code("choice-act", a.code())).collect::<Vec<_>>().join(&shell.t("representatives-and"))
}

/// A reason as read: what a code stands for, else as written.
pub(crate) fn reason_words(shell: &Shell, r: &Representative) -> String {
    if r.reason == "given_up" { shell.t("representatives-given-up") } else { r.reason.clone() }
}

pub(crate) fn scope_typed(form: &Form) -> Vec<Act> {
    form.all("scope").filter_map(Act::parse).collect()
}

/// A whole date of a form, where one was typed.
pub(crate) fn day_of(form: &Form, name: &str, errors: &mut FieldErrors) -> Option<Day> {
    match DateRaw::of(form, name).parse() {
        Ok(Some(d)) if d.precision != i18n::dates::Precision::Full => {
            errors.code(name, "birth_whole");
            None
        }
        Ok(d) => d.map(|d| d.day),
        Err(e) => {
            errors.add(name, e);
            None
        }
    }
}

pub(crate) fn uploads(form: &Form) -> Vec<documents::NewUpload> {
    form.files("scan").chain(form.files("scan_camera")).map(|u| documents::NewUpload { name: u.name.clone(), bytes: u.bytes.to_vec() }).collect()
}
