use super::view;
use crate::{actions::reopen, case, routes::perm, rules::ItemResult, store};
use askama::Template;
use kernel::{Id, Problem, Result};
use requests::rules::{State, Viewer, perm as request};
use web::{Cx, Shell};

#[derive(Template)]
#[template(path = "panel.html")]
struct Panel {
    shell: Shell,
    /// Each with what tells it from the others; empty where it is the only one and stands.
    decisions: Vec<(String, view::DecisionView)>,
    /// Sittings it lay before: title, address (empty without the right to read them), result.
    sittings: Vec<(String, String, String)>,
    holding: String,
    links: Vec<(String, String, &'static str)>,
}

/// On the request's page: what the committee did with it, as far as this reader may know.
pub async fn request(cx: Cx, id: Id) -> Result<String> {
    let mut q = cx.reader();
    let r = requests::find_unscoped(&mut q, id).await?;
    let actor = cx.actor()?.clone();
    let viewer = case::viewer(&mut q, &actor, &r, cx.now()).await?;
    if viewer == Viewer::Recused {
        return Ok(String::new());
    }
    let shell = cx.shell(String::new(), "");
    let inside = viewer == Viewer::Committee;
    let mut decisions = vec![];
    let mut known = vec![];
    for d in requests::decisions(&mut q, id).await? {
        // A decision recorded and not confirmed, or taken back, is the sitting's own affair.
        if d.confirmed_at.is_some() && (d.superseded_at.is_none() || d.replied_at.is_some()) && case::decision_visible(&r, &d, viewer) {
            known.push(d.id);
            let standing = !matches!(r.state, State::BeforeCommittee | State::Deferred | State::Waiting | State::InResearch);
            let heading = match (standing && known.len() == 1, r.objections > 0) {
                (true, false) => String::new(),
                (true, true) => cx.t("committee-decision-latest"),
                (false, _) => cx.t("committee-decision-earlier"),
            };
            decisions.push((heading, view::decision(&mut q, &shell, &d).await?));
        }
    }
    let mut sittings = vec![];
    let reads = cx.can(perm::READ);
    for item in store::items_of(&mut q, id).await? {
        let s = store::sitting(&mut q, item.sitting).await?;
        let secret = matches!(item.result, ItemResult::Recorded | ItemResult::Decided) && !inside && !item.decision.is_some_and(|d| known.contains(&d));
        let result = if secret { ItemResult::None } else { item.result };
        let href = if reads { format!("/committee/sittings/{}/items/{id}", s.id) } else { String::new() };
        sittings.push((view::sitting_title(cx.lang, &s), href, view::result_words(cx.lang, result)));
    }
    let holding = match (r.state, r.deferred_until, r.waiting_place) {
        (State::Deferred, Some(until), _) => shell.ta("committee-deferred-until", "day", shell.date(until).first),
        (State::Waiting, _, Some(place)) => shell.tn("committee-place-n", place),
        _ => String::new(),
    };
    let mut links = vec![];
    if super::item::delegate_open(&cx, &r).await? {
        links.push((format!("/requests/{id}/decide-by-delegate"), cx.t("committee-delegate-title"), "gavel"));
    }
    if r.state == State::Decided && inside && reads {
        let proposal = reopen::waiting(r.state, r.decision, store::reopening_of(&mut q, id).await?);
        if proposal.is_none() && cx.can(request::REOPEN) {
            links.push((format!("/requests/{id}/reopen"), cx.t("committee-reopen-propose"), "history"));
        }
        if proposal.is_some() {
            links.push((format!("/requests/{id}/reopen"), cx.t("committee-reopen-proposal"), "history"));
        }
    }
    if decisions.is_empty() && sittings.is_empty() && holding.is_empty() && links.is_empty() {
        return Ok(String::new());
    }
    Panel { shell, decisions, sittings, holding, links }.render().map_err(Problem::internal)
}
