use super::{errors_of, name_of, names, view};
use crate::{
    actions::{self, Press, reopen},
    case, forms, lower,
    routes::perm,
    store,
};
use kernel::{Event, Problem, Result};
use requests::rules::{State, Viewer, perm as request};
use web::{Answer, Cx, Errors, Shell, StatusCode};

struct Proposal {
    new_fact: String,
    at: web::DualAt,
    by: String,
}

#[derive(askama::Template)]
#[template(path = "reopen.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    base: String,
    up_href: String,
    version: String,
    applicant: String,
    number: String,
    service: String,
    decision: Option<view::DecisionView>,
    proposal: Option<Proposal>,
    may_propose: bool,
    may_confirm: bool,
    new_fact: String,
}

pub async fn show(cx: Cx) -> Answer {
    render(cx, Errors::none(), StatusCode::OK).await
}

async fn render(cx: Cx, errors: Errors, status: StatusCode) -> Answer {
    let id = cx.id("id")?;
    let Some(cx) = cx.with_permit(perm::READ) else { return Err(Problem::NotFound) };
    let mut q = cx.reader();
    let permit = cx.permit()?.clone();
    let r = requests::find(&mut q, &permit, id).await?;
    // That there is something to reopen is itself known to the committee alone.
    if case::viewer(&mut q, &permit.actor, &r, cx.now()).await? != Viewer::Committee {
        return Err(Problem::NotFound);
    }
    cx.opened(Event::new("request.opened", "request", id).file(r.file)).await?;
    let brief = lower::brief(&mut q, cx.lang, &r).await?;
    let mut shell = cx.shell(cx.t("committee-reopen-title"), "/committee");
    let decision = match requests::current_decision(&mut q, &r).await? {
        Some(d) => Some(view::decision(&mut q, &shell, &d).await?),
        None => None,
    };
    let waiting = reopen::waiting(r.state, r.decision, store::reopening_of(&mut q, id).await?);
    let proposal = match &waiting {
        Some(p) => {
            let names = names(&mut q, [p.proposed_by]).await?;
            Some(Proposal { new_fact: p.new_fact.clone(), at: shell.at(p.proposed_at), by: name_of(&names, p.proposed_by) })
        }
        None => None,
    };
    shell.invalid = !errors.is_empty();
    let page = Page {
        base: format!("/requests/{id}/reopen"),
        up_href: format!("/requests/{id}"),
        version: r.version.to_string(),
        applicant: brief.applicant,
        number: brief.number,
        service: brief.service,
        decision,
        may_propose: r.state == State::Decided && proposal.is_none() && cx.can(request::REOPEN),
        may_confirm: proposal.is_some() && cx.can(request::CONFIRM_DECISION),
        proposal,
        new_fact: cx.form.text("new_fact").into(),
        errors,
        shell,
    };
    web::page_with(status, &page)
}

async fn after(cx: Cx, done: Result<()>, key: &str) -> Answer {
    let id = cx.id("id")?;
    match done {
        Ok(()) => cx.done(&format!("/requests/{id}/reopen"), key),
        Err(p) => {
            let (status, errors, _) = errors_of(&cx, p)?;
            render(cx, errors, status).await
        }
    }
}

pub async fn propose(cx: Cx) -> Answer {
    let done =
        actions::reopen::propose(cx.env(), cx.db(), cx.permit()?, &Press::of(&cx.form), cx.id("id")?, forms::version(&cx.form), cx.form.text("new_fact")).await;
    after(cx, done, "committee-reopen-proposed").await
}

pub async fn confirm(cx: Cx) -> Answer {
    let done = actions::reopen::confirm(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, forms::version(&cx.form), cx.form.text("password")).await;
    after(cx, done, "committee-reopened").await
}
