//! Following, confirming, objecting, one's own data (D2, H5, H7; PDPL).
//!
//! Whatever a page says, it says as anybody outside may know it: no outcome, nor any trace of one, before the reply.

mod acts;
mod confirm;
mod consents;
mod copy;
mod corrections;
mod data;
mod home;
mod inbox;
mod letter;
mod opened;
mod papers;
mod timeline;
mod track;

pub(crate) use data::masked_identity;

use crate::own;
use kernel::{Permission, Permit, Problem, Result};
use representatives::Acts;
use requests::rules::{Action, Outcome, State, Viewer, visibility};
use web::{Cx, Errors, Response, StatusCode};

pub fn routes(r: web::Routes) -> web::Routes {
    r.outside_get("/my", home::show)
        .outside_get("/my/requests/{id}", track::show)
        .outside_get("/my/requests/{id}/letter", letter::show)
        .outside_get("/my/requests/{id}/object", acts::object_form)
        .outside_post("/my/requests/{id}/object", acts::object)
        .outside_get("/my/requests/{id}/withdraw", acts::withdraw_form)
        .outside_post("/my/requests/{id}/withdraw", acts::withdraw)
        .outside_get("/my/requests/{id}/question", acts::question_form)
        .outside_post("/my/requests/{id}/question", acts::question)
        .outside_get("/my/requests/{id}/receipt/{line}", confirm::form)
        .outside_post("/my/requests/{id}/receipt/{line}", confirm::say)
        .outside_get("/my/messages", inbox::show)
        .outside_post("/my/messages/read", inbox::read)
        .outside_get("/my/data", data::show)
        .outside_get("/my/data/reach", data::reach_form)
        .outside_post("/my/data/reach", data::reach)
        .outside_get("/my/data/opened", opened::show)
        .outside_get("/my/data/corrections", corrections::list)
        .outside_get("/my/data/corrections/new", corrections::form)
        .outside_upload("/my/data/corrections/new", corrections::ask)
        .outside_get("/my/data/copy", copy::form)
        .outside_post("/my/data/copy/code", copy::code)
        .outside_post("/my/data/copy", copy::get)
        .outside_get("/my/papers", papers::list)
        .outside_get("/my/requests/{id}/papers/{kind}/{subject}", papers::get)
        .outside_get("/my/consents", consents::show)
        .outside_post("/my/consents", consents::save)
}

pub fn statements() -> Vec<db::Sql> {
    vec![]
}

pub fn locale_families() -> Vec<String> {
    let dash = |c: &str| c.replace(['_', '.'], "-");
    let states = || State::ALL.iter().filter(|s| **s != State::Decided);
    let mut out: Vec<String> = states().map(|s| format!("portal-state-{}", dash(s.code()))).collect();
    out.extend(states().map(|s| format!("portal-state-text-{}", dash(s.code()))));
    out.extend(requests::rules::Holder::ALL.iter().map(|h| format!("portal-holder-{}", dash(h.code()))));
    out.extend(timeline::DONE.iter().map(|a| format!("portal-did-{}", dash(a))));
    out.extend(timeline::AHEAD.iter().map(|a| format!("portal-ahead-{a}")));
    out.extend([Outcome::Accept, Outcome::Refuse, Outcome::Refer].map(|o| format!("portal-outcome-{}", o.code())));
    out.push("portal-outcome-accept-part".into());
    out.extend(EVENTS.iter().map(|e| format!("event-{}", dash(e))));
    out.extend(copy::SECTIONS.iter().map(|s| format!("portal-copy-{s}")));
    out.extend(opened::CODES.iter().map(|s| format!("portal-opened-{}", dash(s))));
    out
}

/// What these pages write into the trail.
pub const EVENTS: &[&str] = &["portal.reached", "portal.consent", "portal.copied", "portal.question", "portal.paper"];

/// A word with its colour and icon, for `c::tag`.
pub(crate) struct Tag {
    pub kind: &'static str,
    pub icon: &'static str,
    pub text: String,
}

/// The file this session acts for: the only one, or the one chosen; else the way to choosing.
pub(crate) async fn acting(cx: &Cx) -> Result<std::result::Result<Acts, Response>> {
    let mut all = own::all(cx).await?;
    if all.len() == 1 {
        return Ok(all.pop().ok_or_else(|| web::redirect("/my")));
    }
    let chosen = accounts::acting(cx).await?;
    Ok(match (chosen.and_then(|c| all.into_iter().find(|a| a.file == c.file)), own::all(cx).await?.is_empty()) {
        (Some(a), _) => Ok(a),
        (None, true) => Err(web::redirect("/my")),
        (None, false) => Err(web::redirect(&format!("/my/who?next={}", cx.entry.path))),
    })
}

/// The permit of an action; the record was judged before.
pub(crate) fn permit(cx: &Cx, p: Permission) -> Result<Permit> {
    Permit::check(cx.actor()?, p).ok_or(Problem::Forbidden)
}

/// The state anybody outside may know.
pub(crate) fn seen(state: State) -> State {
    visibility::shown_state(state, Viewer::Outside)
}

/// For whom this is, where it is not for himself; empty otherwise.
pub(crate) fn acting_for(cx: &Cx, acts: &Acts) -> String {
    if acts.is_own() { String::new() } else { cx.ta("portal-mine-for", &[("name", acts.name.as_str().into())]) }
}

/// What a form that did not go through is shown again with; other problems go on.
pub(crate) fn again(cx: &Cx, p: Problem) -> Result<(Errors, StatusCode)> {
    match &p {
        Problem::Invalid(e) => Ok((Errors::new(cx.lang, e), StatusCode::UNPROCESSABLE_ENTITY)),
        Problem::Refused { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), StatusCode::UNPROCESSABLE_ENTITY)),
        Problem::Conflict { .. } => Ok((Errors::none().general(cx.t("portal-mine-changed")), StatusCode::CONFLICT)),
        _ => Err(p),
    }
}

/// The colour and icon of a state's tag, as the people served see it.
pub(crate) fn look(state: State) -> (&'static str, &'static str) {
    match state {
        State::Draft => ("plain", "pen"),
        State::AwaitingCompletion => ("warn", "warning"),
        State::BeforeCommittee | State::Decided | State::Deferred | State::Waiting => ("brand", "scale"),
        State::Submitted | State::Verified | State::InResearch => ("info", "search"),
        State::Accepted | State::Served => ("ok", "check"),
        State::InDelivery => ("info", "truck"),
        State::Refused | State::Withdrawn | State::Lapsed | State::Void => ("", "minus"),
        State::Referred => ("info", "arrow"),
    }
}

/// Whether the table has this step from here for the applicant.
pub(crate) fn open_to(state: State, action: Action) -> bool {
    requests::rules::table::find(state, action).is_some_and(|t| t.applicant)
}
