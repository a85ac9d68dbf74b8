//! Handlers: ask, show. Nothing is decided here.

pub mod questions;
pub mod queue;
pub mod start;
pub mod study;

use crate::store::{Question, Study};
use db::Query;
use kernel::{FieldErrors, Id, Problem, Result};
use std::collections::BTreeMap;
use web::{Cx, Errors, Shell, StatusCode, ThreadItem};

/// What a form that did not go through is shown again with; other problems go on.
pub(crate) fn again(cx: &Cx, p: Problem) -> Result<(Errors, StatusCode)> {
    let status = if matches!(p, Problem::Conflict { .. }) { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    match &p {
        Problem::Invalid(e) => Ok((Errors::new(cx.lang, e), status)),
        Problem::Refused { .. } | Problem::Conflict { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), status)),
        _ => Err(p),
    }
}

/// The form's errors, then what the action says.
pub(crate) fn checked(errors: FieldErrors) -> Result<()> {
    errors.ok(())
}

/// The hidden version of a form; what is no number matches nothing.
pub(crate) fn version(cx: &Cx) -> i64 {
    cx.form.text("version").parse().unwrap_or(-1)
}

/// The applicants' names of a list.
pub(crate) async fn applicants(q: &mut impl Query, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    Ok(people::names(q, ids).await?.into_iter().map(|(id, n)| (id, n.short)).collect())
}

/// A question with its answer, as a thread: newest first.
pub(crate) fn question_thread(shell: &Shell, c: &Question, names: &BTreeMap<Id, String>) -> Vec<ThreadItem> {
    let who = |id: &Id| names.get(id).cloned().unwrap_or_default();
    let mut out = vec![];
    if let Some((words, at, by)) = &c.answer {
        out.push(ThreadItem { what: shell.t("research-answer"), when: shell.at(*at), who: who(by), note: words.clone(), kind: "" });
    }
    let kind = if c.answer.is_none() { "now" } else { "" };
    out.push(ThreadItem { what: shell.t("research-question"), when: shell.at(c.asked_at), who: who(&c.asked_by), note: c.question.clone(), kind });
    out
}

/// A request as the head of this room's pages names it.
pub(crate) struct About {
    pub href: String,
    /// Empty before the first submit.
    pub number: String,
    pub applicant: String,
    pub service: String,
    pub file_number: String,
}

pub(crate) async fn about(cx: &Cx, q: &mut impl Query, r: &requests::Request) -> Result<About> {
    Ok(About {
        href: format!("/requests/{}", r.id),
        number: r.label().to_string(),
        applicant: people::person(q, r.applicant).await?.full_name(),
        service: services::by_id_version(q, r.service, r.service_version).await?.name(cx.lang).to_string(),
        file_number: beneficiaries::find_any(q, r.file).await?.number,
    })
}

/// The study's state as a tag: kind, icon, words.
pub(crate) fn standing_tag(shell: &Shell, s: &Study) -> (&'static str, &'static str, String) {
    let standing = s.standing();
    let (kind, icon) = standing.look();
    (kind, icon, shell.code("choice-study-standing", standing.code()))
}
