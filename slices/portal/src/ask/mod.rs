//! Asking for help: one thing per page with a task list, documents, declaration and signature.
//!
//! Nothing is kept in the browser: every page posts, and what was typed is there again on another device, even what could not be read yet.

mod apply;
mod change;
mod check;
mod docs;
mod follow;
mod line;
mod new;
mod page;
mod sent;
mod steps;
mod store;
mod tasks;
mod uploads;

pub use follow::on_matched;
pub use uploads::sweep;
pub(crate) use uploads::within_quota;

use crate::own;
use kernel::{Id, Permission, Permit, Problem, Result};
use representatives::Acts;
use requests::{Answers, Request, rules::State};
use services::Service;
use steps::{Draft, Pages};
use web::{Cx, Response};

pub fn routes(r: web::Routes) -> web::Routes {
    r.outside_get("/my/apply", apply::show)
        .outside_post("/my/apply", apply::save)
        .outside_get("/my/new", new::show)
        .outside_post("/my/new", new::create)
        .outside_get("/my/requests/{id}/tasks", tasks::show)
        .outside_get("/my/requests/{id}/ask/{step}", page::show)
        .outside_post("/my/requests/{id}/ask/{step}", page::save)
        .outside_get("/my/requests/{id}/documents", docs::list)
        .outside_get("/my/requests/{id}/documents/{kind}/{who}", line::show)
        .outside_upload("/my/requests/{id}/documents/{kind}/{who}", line::save)
        .outside_post("/my/requests/{id}/documents/{kind}/{who}/change", line::change)
        .outside_get("/my/requests/{id}/pages/{page}", line::picture)
        .outside_post("/my/requests/{id}/pages/{page}/remove", line::remove)
        .outside_post("/my/uploads", uploads::begin)
        .outside_get("/my/uploads/{id}", uploads::status)
        .outside_post("/my/uploads/{id}/part", uploads::part)
        .outside_post("/my/uploads/{id}/finish", uploads::finish)
        .outside_get("/my/requests/{id}/check", check::show)
        .outside_get("/my/requests/{id}/code", check::back)
        .outside_post("/my/requests/{id}/code", check::code)
        .outside_get("/my/requests/{id}/submit", check::back)
        .outside_post("/my/requests/{id}/submit", check::submit)
        .outside_get("/my/requests/{id}/sent", sent::show)
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

pub fn locale_families() -> Vec<String> {
    let all = |family: &str, codes: Vec<&str>| codes.iter().map(|c| format!("{family}-{c}")).collect::<Vec<_>>();
    let mut out = all("error", steps::ERRORS.to_vec());
    out.extend(all("error", line::ERRORS.to_vec()));
    out.extend(all("error", apply::ERRORS.to_vec()));
    out.extend(all("error", check::ERRORS.to_vec()));
    out.extend(all("portal-ask-about", steps::Task::ALL.iter().map(|s| s.code()).collect()));
    out.extend(all("portal-sent-lack", LACKS.to_vec()));
    out.extend(all("refusal", REFUSALS.to_vec()));
    out.extend(all("portal-ask-step", steps::Step::ALL.iter().map(|s| s.code()).collect()));
    out.extend(all("portal-ask-why", steps::Step::ALL.iter().map(|s| s.code()).collect()));
    out.extend(all("portal-ask-task", steps::Task::ALL.iter().map(|s| s.code()).collect()));
    out.extend(all("portal-ask-progress", steps::Progress::ALL.iter().map(|s| s.code()).collect()));
    out
}

/// As the checklist calls what is not there.
const LACKS: &[&str] = &["missing", "asked-again", "expired", "mismatch"];
const REFUSALS: &[&str] = &["portal_drafts", "portal_not_sign"];

/// The permit of an action, where this session may; the record was judged before.
pub(crate) fn permit(cx: &Cx, p: Permission) -> Result<Permit> {
    Permit::check(cx.actor()?, p).ok_or(Problem::Forbidden)
}

/// A request of one's own that may still be written.
pub(crate) struct Open {
    pub acts: Acts,
    pub r: Request,
    pub service: Service,
    pub draft: Draft,
    pub pages: Pages,
}

impl Open {
    pub(crate) fn href(&self, to: &str) -> String {
        format!("/my/requests/{}/{to}", self.r.id)
    }
}

/// The request the address names. Once it is with the association, the way leads to following it.
///
/// # Errors
/// NotFound for what this session may not ask for.
pub(crate) async fn open(cx: &Cx) -> Result<std::result::Result<Open, Response>> {
    open_id(cx, cx.id("id")?).await
}

pub(crate) async fn open_id(cx: &Cx, id: Id) -> Result<std::result::Result<Open, Response>> {
    let (acts, r) = own::request(cx, id).await?;
    if !acts.can("ask") {
        return Err(Problem::NotFound);
    }
    if !r.state.is_editable() {
        return Ok(Err(web::redirect(&format!("/my/requests/{id}"))));
    }
    let q = &mut cx.reader();
    let service = match r.state {
        State::Draft => services::in_force_one(q, r.service, cx.now()).await?,
        _ => services::by_id_version(q, r.service, r.service_version).await?,
    };
    let draft = draft_of(&r, &service);
    let pages = store::pages(q, id, r.state != State::Draft).await?;
    Ok(Ok(Open { acts, r, service, draft, pages }))
}

pub(crate) fn draft_of(r: &Request, service: &Service) -> Draft {
    Draft {
        answers: Answers::parse(&r.answers),
        amount: r.amount_asked,
        ceiling: service.body.ceiling,
        gives_money: service.body.gives == services::Gives::Money,
    }
}

/// For whom this is, where it is not for himself; empty otherwise.
pub(crate) fn acting_for(cx: &Cx, acts: &Acts) -> String {
    if acts.is_own() { String::new() } else { cx.ta("portal-ask-for", &[("name", acts.name.as_str().into())]) }
}
