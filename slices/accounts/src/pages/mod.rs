//! Handlers: ask, show. Nothing is decided here.

pub mod claims;
pub mod devices;
pub mod elsewhere;
pub mod mobile;
pub mod settings;
pub mod sign_in;
pub mod who;

use crate::entry::From;
use kernel::{Problem, Result};
use web::{Cx, Errors, Shell, StatusCode};

/// Where this try comes from.
pub(crate) fn from(cx: &Cx) -> From {
    From {
        device: cx.entry.bound_to.clone(),
        address: cx.entry.ip.map(web::counted_address).unwrap_or_default(),
        agent: cx.entry.headers.get("user-agent").and_then(|v| v.to_str().ok()).unwrap_or("").to_string(),
        known: sign_in::read(cx, sign_in::KNOWN).split('.').filter(|m| !m.is_empty()).take(sign_in::KNOWN_MOST).map(str::to_string).collect(),
    }
}

/// What a form that did not go through is shown again with; other problems go on.
pub(crate) fn again(cx: &Cx, p: Problem) -> Result<(Errors, StatusCode)> {
    match &p {
        Problem::Invalid(e) => Ok((Errors::new(cx.lang, e), StatusCode::UNPROCESSABLE_ENTITY)),
        Problem::Refused { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::UNPROCESSABLE_ENTITY)),
        Problem::Conflict { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::CONFLICT)),
        Problem::TooMany { wait_seconds } => Ok((Errors::none().general(wait_words(cx, *wait_seconds)), StatusCode::TOO_MANY_REQUESTS)),
        _ => Err(p),
    }
}

/// Short waits in seconds, long ones in minutes.
pub(crate) fn wait_words(cx: &Cx, seconds: i64) -> String {
    match seconds {
        0..=90 => cx.ta("web-error-too-many-text", &[("n", i18n::Arg::from(seconds))]),
        _ => cx.ta("accounts-wait-minutes", &[("n", i18n::Arg::from((seconds + 59) / 60))]),
    }
}

/// A page of the portal; with errors its title says so.
pub(crate) fn shell(cx: &Cx, title: &str, errors: &Errors) -> Shell {
    let shell = cx.shell(cx.t(title), "/my");
    if errors.is_empty() { shell } else { shell.invalid() }
}
