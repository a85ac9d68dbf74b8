//! Thin pages: load, let the rules say, draw.

pub mod act;
pub mod clocks;
pub mod files;
pub mod form;
pub mod forms;
pub mod letter;
pub mod list;
pub mod panels;
pub mod parts;
pub mod receipt;
pub mod show;
pub mod submit;

use crate::{
    core::{Request, Seen, facts_of, find, find_open, see, shown},
    rules::{Facts, State, Viewer, outcome_visible, rail},
};
use askama::Template;
use db::Query;
use kernel::{Id, Permission, Problem, Result};
use people::Person;
use web::{Answer, Cx, RailStep, Shell, StatusCode};

/// A request as one viewer may see it.
pub(crate) struct View {
    pub r: Request,
    pub seen: Seen,
    pub f: Facts,
    pub applicant: Person,
    /// The state this viewer may know.
    pub state: State,
    pub viewer: Viewer,
    /// Whether he may know the outcome of the decision in force.
    pub outcome: bool,
}

pub(crate) async fn view(cx: &Cx, r: Request) -> Result<View> {
    let (q, now) = (&mut cx.reader(), cx.now());
    let seen = see(q, &r, cx.actor()?, now).await?;
    let f = facts_of(&seen, &r, cx.actor()?, now);
    let applicant = people::person(q, r.applicant).await?;
    let (_, mut viewer) = shown(&r, cx.actor()?, now);
    if f.actor_is_relative {
        // His own household's answer reaches him when it reaches them.
        viewer = Viewer::Outside;
    } else if seen.decision(&r).is_some_and(|d| d.deciders.contains(&cx.actor().map_or(Id::NIL, |a| a.id))) {
        viewer = Viewer::Committee;
    }
    let state = crate::rules::visibility::shown_state(r.state, viewer);
    let told = seen.decision(&r).is_some_and(|d| d.replied_at.is_some());
    let outcome = outcome_visible(r.state, told, viewer);
    Ok(View { r, seen, f, applicant, state, viewer, outcome })
}

/// The request of `{id}` within this route's reach.
pub(crate) async fn load(cx: &Cx) -> Result<Request> {
    find(&mut cx.reader(), cx.permit()?, cx.id("id")?).await
}

/// The same under another permission; without it the request does not exist.
pub(crate) async fn load_for(cx: &Cx, p: Permission) -> Result<Request> {
    let permit = cx.permit_for(p).ok_or(Problem::NotFound)?;
    find(&mut cx.reader(), &permit, cx.id("id")?).await
}

/// The line under a request's title: who, which step, since when.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub href: String,
    pub number: String,
    pub title: String,
    pub state: &'static str,
    pub applicant: String,
    /// Empty for whoever may not open the file.
    pub file_href: String,
    pub steps: Vec<RailStep>,
    pub step_label: String,
    pub step: String,
    pub submitted: Option<i18n::dates::Dual>,
    pub channel: String,
}

pub(crate) fn head(cx: &Cx, shell: &Shell, v: &View) -> Head {
    let steps = rail::rail(&parts::rail_facts(v));
    let at = rail::position(&steps);
    let name = steps.get(at.saturating_sub(1)).map(|(s, _)| shell.code("choice-step", s.code())).unwrap_or_default();
    Head {
        href: format!("/requests/{}", v.r.id),
        number: v.r.label().to_string(),
        title: v.seen.list.service.name(cx.lang).to_string(),
        state: v.state.code(),
        applicant: v.applicant.full_name(),
        file_href: if cx.can(beneficiaries::perm::OPEN) { format!("/files/{}", v.r.file) } else { String::new() },
        steps: parts::rail_steps(shell, v, &steps, &std::collections::BTreeMap::new()),
        step_label: cx.ta("requests-step-label", &[("n", at.into()), ("step", name.into())]),
        step: cx.ta("requests-step-n", &[("n", at.into())]),
        submitted: v.r.submitted_at.map(|a| shell.date(a.day())),
        channel: shell.code("choice-channel", &v.r.channel),
    }
}

#[derive(Template)]
#[template(path = "moved.html")]
struct Moved {
    shell: Shell,
    href: String,
    number: String,
    text: String,
    state: &'static str,
    since: web::DualAt,
    who: String,
}

/// Somebody was first: what the request is now, and the way to it.
pub(crate) async fn moved(cx: &Cx, id: Id, problem: &Problem) -> Answer {
    let q = &mut cx.reader();
    let r = find_open(q, cx.actor()?, id).await?;
    let (state, _) = shown(&r, cx.actor()?, cx.now());
    let last = crate::core::history(q, id).await?.into_iter().find(|h| !h.hidden);
    let who = match last {
        Some(h) => crate::lower::names(q, [h.actor.clone()]).await?.remove(&h.actor).unwrap_or_default(),
        None => String::new(),
    };
    let shell = cx.shell(cx.t("requests-moved-title"), "/requests");
    let page = Moved {
        href: format!("/requests/{id}"),
        number: r.label().to_string(),
        text: cx.refusal(problem).unwrap_or_default(),
        state: state.code(),
        since: shell.at(r.updated_at),
        who,
        shell,
    };
    web::page_with(StatusCode::CONFLICT, &page)
}

/// Every reason of a refusal in words, the first first.
pub(crate) fn reasons(cx: &Cx, p: &Problem) -> Vec<String> {
    let Problem::Refused { code, args } = p else { return vec![] };
    let mut out = vec![cx.refusal(p).unwrap_or_default()];
    if let Some(all) = args.get("all") {
        out.extend(all.split_whitespace().filter(|c| c != code).map(|c| cx.t(&format!("refusal-{c}"))));
    }
    out
}

/// Logs that this request was opened; awaited before the page goes out.
pub(crate) async fn opened(cx: &Cx, r: &Request) -> Result<()> {
    cx.opened(kernel::Event::new("request.opened", "request", r.id).file(r.file)).await
}

/// An employee's name; empty for nobody.
pub(crate) async fn employee_name(q: &mut impl Query, id: Option<Id>) -> Result<String> {
    let Some(id) = id else { return Ok(String::new()) };
    Ok(staff::names(q, &[id]).await?.remove(&id).unwrap_or_default())
}
