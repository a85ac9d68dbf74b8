//! Thin handlers: load, turn into words, render.

pub mod confirm;
pub mod delegate;
pub mod index;
pub mod item;
pub mod members;
pub mod minutes;
pub mod panel;
pub mod reopen;
pub mod settings;
pub mod sitting;
mod view;

use db::Query;
use kernel::{FieldErrors, Id, Problem, Result};
use std::collections::BTreeMap;
use web::{Cx, Errors};

/// Employees' names by id.
pub(crate) async fn names(q: &mut impl Query, ids: impl IntoIterator<Item = Id>) -> Result<BTreeMap<Id, String>> {
    staff::names(q, &ids.into_iter().collect::<Vec<_>>()).await
}

pub(crate) fn name_of(names: &BTreeMap<Id, String>, id: Id) -> String {
    names.get(&id).cloned().unwrap_or_else(|| "—".into())
}

/// What went wrong, as the errors of a page shown again; what no page can mend (absent, ours) goes on as it is.
pub(crate) fn errors_of(cx: &Cx, p: Problem) -> Result<(web::StatusCode, Errors, FieldErrors)> {
    match p {
        Problem::Invalid(e) => Ok((web::StatusCode::UNPROCESSABLE_ENTITY, Errors::new(cx.lang, &e), e)),
        Problem::Refused { .. } | Problem::Conflict { .. } => {
            let status = if matches!(p, Problem::Conflict { .. }) { web::StatusCode::CONFLICT } else { web::StatusCode::UNPROCESSABLE_ENTITY };
            let words = cx.refusal(&p).unwrap_or_default();
            Ok((status, Errors::none().general(words), FieldErrors::default()))
        }
        other => Err(other),
    }
}

/// Ids of a form or address that cannot be read are absent records.
pub(crate) fn ids(cx: &Cx) -> Result<(Id, Id)> {
    Ok((cx.id("id")?, cx.id("request")?))
}
