//! Thin handlers: read, call, show.

pub mod corrections;
pub mod list;
pub mod panel;
pub mod show;

use kernel::{FieldErrors, Problem, Result};
use web::{Cx, Errors, StatusCode};

/// How many rows a page of a list holds.
pub(crate) const PAGE: i64 = 30;

/// A word with its colour and icon, for `c::tag`.
pub(crate) struct Tag {
    pub kind: &'static str,
    pub icon: &'static str,
    pub text: String,
}

/// The version a form was made from; a form without one is out of date.
pub(crate) fn version(cx: &Cx) -> i64 {
    cx.form.text("version").parse().unwrap_or(-1)
}

/// What stays on the form's page; the rest is for the guard. `field`: the name this page gives the words.
pub(crate) fn again(cx: &Cx, p: Problem, field: &str) -> Result<(Errors, StatusCode)> {
    match &p {
        Problem::Invalid(e) => {
            let named = FieldErrors(e.0.iter().map(|(f, e)| (if f == "reason" { field.to_string() } else { f.clone() }, e.clone())).collect());
            Ok((Errors::new(cx.lang, &named), StatusCode::UNPROCESSABLE_ENTITY))
        }
        Problem::Refused { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::UNPROCESSABLE_ENTITY)),
        Problem::Conflict { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::CONFLICT)),
        _ => Err(p),
    }
}
