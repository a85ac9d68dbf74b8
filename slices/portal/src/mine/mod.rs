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
mod waits;
mod written;

pub(crate) use data::masked_identity;
pub(crate) use waits::complete;

use crate::own;
use askama::Template;
use kernel::{Permission, Permit, Problem, Result};
use representatives::{Acts, rules::Capacity};
use requests::rules::{Action, Outcome, State, Viewer, visibility};
use web::{Cx, Errors, Response, Shell, StatusCode};

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
        .outside_get("/my/messages/read", inbox::back)
        .outside_post("/my/messages/read", inbox::read)
        .outside_get("/my/data", data::show)
        .outside_get("/my/data/reach", data::reach_form)
        .outside_post("/my/data/reach", data::reach)
        .outside_get("/my/data/opened", opened::show)
        .outside_get("/my/data/corrections", corrections::list)
        .outside_get("/my/data/corrections/new", corrections::form)
        .outside_upload("/my/data/corrections/new", corrections::ask)
        .outside_get("/my/data/copy", copy::form)
        .outside_get("/my/data/copy/code", back_to_copy)
        .outside_post("/my/data/copy/code", copy::code)
        .outside_post("/my/data/copy", copy::get)
        .outside_get("/my/papers", papers::list)
        .outside_get("/my/requests/{id}/papers/{kind}/{subject}", papers::get)
        .outside_get("/my/consents", consents::show)
        .outside_post("/my/consents", consents::save)
}

/// Where the form for a code went, opened by itself: back to the page it stands on.
async fn back_to_copy(_: Cx) -> web::Answer {
    Ok(web::redirect("/my/data/copy"))
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
    out.extend([acts::ERRORS, data::ERRORS].concat().iter().map(|e| format!("error-{e}")));
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

/// Whether he settles what is the person's own word: how he is reached, what he agreed to, a copy of all that is held. He himself does, or who
/// acts for him in law; a relative who helps with asking does not.
pub(crate) fn in_law(acts: &Acts) -> bool {
    acts.is_own() || [Capacity::Guardian, Capacity::Agent].iter().any(|c| c.code() == acts.capacity)
}

/// What a form names so that what is written in it lands nowhere else: the file, and who of it is acted for.
pub(crate) fn meant(acts: &Acts) -> String {
    format!("{}.{}", acts.file, acts.beneficiary)
}

#[derive(Template)]
#[template(path = "mine_other.html")]
struct OtherFile {
    shell: Shell,
}

/// [`acting`], for a form that was drawn for one file: where another is acted for by now (chosen in another tab, or the right to the first
/// ended) nothing is done, and the page says so.
pub(crate) async fn acting_as_meant(cx: &Cx) -> Result<std::result::Result<Acts, Response>> {
    match acting(cx).await? {
        Ok(a) if cx.form.text("file") == meant(&a) => Ok(Ok(a)),
        _ => Ok(Err(web::page_with(StatusCode::CONFLICT, &OtherFile { shell: cx.shell(cx.t("portal-other"), "/my") })?)),
    }
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

/// Some of a text: plain, or the number of a request, which is not to break at its hyphen.
pub(crate) struct Piece {
    pub number: bool,
    pub text: String,
}

/// A text in pieces, the numbers in it (`1448-0007`) apart.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = vec![];
    // Runs of digits, Latin letters and what joins them, and what lies between.
    let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/');
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = joined(first);
        let end = rest.find(|c: char| joined(c) != run).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(end);
        let number = run && head.contains('-') && head.starts_with(|c: char| c.is_ascii_digit()) && head.ends_with(|c: char| c.is_ascii_digit());
        match out.last_mut() {
            Some(p) if !p.number && !number => p.text.push_str(head),
            _ => out.push(Piece { number, text: head.to_string() }),
        }
        rest = tail;
    }
    out
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

#[cfg(test)]
mod tests {
    #[test]
    fn the_number_of_a_request_is_one_piece() {
        let of = |t: &str| super::pieces(t).into_iter().map(|p| (p.number, p.text)).collect::<Vec<_>>();
        let all = of("طلبكم رقم 1448-0007، والخطاب 1448/214.");
        assert_eq!(all.iter().filter(|(n, _)| *n).map(|(_, t)| t.as_str()).collect::<Vec<_>>(), ["1448-0007"]);
        assert_eq!(all.iter().map(|(_, t)| t.as_str()).collect::<String>(), "طلبكم رقم 1448-0007، والخطاب 1448/214.");
        assert!(of("a - b, www.x-y.org").iter().all(|(n, _)| !n) && of("").is_empty());
    }
}
