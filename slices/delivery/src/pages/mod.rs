//! Handlers: ask, show. Nothing is decided here.

pub mod check;
pub mod finish;
pub mod hand;
pub mod line;
pub mod list;
pub mod plan;

use crate::store::{self, Line};
use db::Query;
use kernel::{Id, Problem, Result};
use requests::{
    Request,
    rules::delivery::{Decided, LineState, What},
};
use std::collections::BTreeMap;
use web::{Cx, Errors, Shell, StatusCode};

/// What a form that did not go through is shown again with; other problems go on.
pub(crate) fn again(cx: &Cx, p: Problem) -> Result<(Errors, StatusCode)> {
    let status = if matches!(p, Problem::Conflict { .. }) { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    match &p {
        Problem::Invalid(e) => Ok((Errors::new(cx.lang, e), status)),
        Problem::Refused { .. } | Problem::Conflict { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), status)),
        _ => Err(p),
    }
}

/// The hidden version of a form; what is no number matches nothing.
pub(crate) fn version(cx: &Cx) -> i64 {
    cx.form.text("version").parse().unwrap_or(-1)
}

/// A request as the head of this room's pages names it.
pub(crate) struct About {
    pub href: String,
    pub number: String,
    pub applicant: String,
    pub service: String,
    pub file_number: String,
}

pub(crate) async fn about(cx: &Cx, q: &mut impl Query, r: &Request) -> Result<About> {
    Ok(About {
        href: format!("/requests/{}", r.id),
        number: r.label().to_string(),
        applicant: people::person(q, r.applicant).await?.full_name(),
        service: services::by_id_version(q, r.service, r.service_version).await?.name(cx.lang).to_string(),
        file_number: beneficiaries::find_any(q, r.file).await?.number,
    })
}

pub(crate) async fn applicants(q: &mut impl Query, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    Ok(people::names(q, ids).await?.into_iter().map(|(id, n)| (id, n.short)).collect())
}

/// A line within the permit's reach, its request too (a recused employee finds neither).
pub(crate) async fn found(cx: &Cx) -> Result<(Line, Request)> {
    let mut q = cx.reader();
    let permit = cx.permit()?;
    let l = store::find(&mut q, cx.id("id")?).await?.filter(|l| permit.scope.covers(l.branch, None)).ok_or(Problem::NotFound)?;
    let r = requests::find(&mut q, permit, l.request).await?;
    Ok((l, r))
}

/// `3,000 ر.س`, or goods with their quantity.
pub(crate) fn what_words(shell: &Shell, what: &What) -> String {
    match what {
        What::Amount(m) => i18n::numbers::money_line(shell.lang, *m),
        What::Goods { kind, quantity } => {
            i18n::ta(shell.lang, "delivery-goods-n", &[("n", i18n::Arg::from(*quantity)), ("goods", i18n::Arg::from(kind.as_str()))])
        }
    }
}

/// Money and goods in one line of words; empty for nothing.
pub(crate) fn all_words(shell: &Shell, d: &Decided) -> String {
    let mut out = vec![];
    if d.amount > kernel::Money::ZERO {
        out.push(what_words(shell, &What::Amount(d.amount)));
    }
    out.extend(d.goods.iter().filter(|(_, n)| **n > 0).map(|(goods, n)| what_words(shell, &What::Goods { kind: goods.clone(), quantity: *n })));
    out.join(if shell.lang == i18n::Lang::Ar { "، " } else { ", " })
}

pub(crate) fn state_tag(shell: &Shell, state: LineState) -> (&'static str, &'static str, String) {
    let (kind, icon) = match state {
        LineState::Planned => ("", "calendar"),
        LineState::Released => ("info", "truck"),
        LineState::Handed => ("ok", "check"),
        LineState::Closed => ("warn", "x"),
    };
    (kind, icon, shell.code("choice-delivery-state", state.code()))
}
