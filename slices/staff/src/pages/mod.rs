//! Handlers: ask, show. Nothing is decided here.

pub mod account;
pub mod audit;
pub mod branches;
pub mod employees;
pub mod first_run;
pub mod roles;
pub mod settings;
pub mod sign_in;

use kernel::{FieldErrors, Problem, Result};
use web::{Cx, Errors, StatusCode};

/// What a form that did not go through is shown again with: its errors and the answer's status; other problems go on.
pub(crate) fn again(cx: &Cx, p: Problem) -> Result<(Errors, StatusCode)> {
    let status = if matches!(p, Problem::Conflict { .. }) { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    match &p {
        Problem::Invalid(e) => Ok((Errors::new(cx.lang, e), status)),
        Problem::Refused { .. } | Problem::Conflict { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), status)),
        _ => Err(p),
    }
}

/// The errors of checking, or nothing.
pub(crate) fn checked<T>(errors: FieldErrors, value: T) -> Result<T> {
    errors.ok(value)
}

/// The hidden version of a form; what is no number matches nothing.
pub(crate) fn version(cx: &Cx) -> i64 {
    cx.form.text("version").parse().unwrap_or(-1)
}

/// A role's name.
pub(crate) fn role_name(cx: &Cx, code: &str) -> String {
    cx.t(&crate::role_key(code))
}
