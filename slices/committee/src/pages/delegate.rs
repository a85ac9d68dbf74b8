use super::{errors_of, item::OutcomeTyped};
use crate::{
    actions::{self, Press},
    case, forms, lower,
};
use kernel::{Event, Problem};
use web::{Answer, Cx, Errors, Shell, StatusCode};

#[derive(askama::Template)]
#[template(path = "delegate.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    action: String,
    up_href: String,
    version: String,
    applicant: String,
    number: String,
    service: String,
    below: web::MoneyText,
    outcome: OutcomeTyped,
    floor: Option<i18n::dates::Dual>,
}

pub async fn show(cx: Cx) -> Answer {
    render(cx, Errors::none(), StatusCode::OK).await
}

async fn render(cx: Cx, errors: Errors, status: StatusCode) -> Answer {
    let id = cx.id("id")?;
    let mut q = cx.reader();
    let permit = cx.permit()?.clone();
    let r = requests::find(&mut q, &permit, id).await?;
    if case::is_recused(&mut q, &permit.actor, &r).await? {
        return Err(Problem::NotFound);
    }
    let Some(delegate) = actions::settings::delegate(&mut q).await?.1.filter(|d| d.employee == permit.actor.id) else {
        return Err(Problem::refused("delegate_not_named"));
    };
    let service = services::by_id_version(&mut q, r.service, r.service_version).await?;
    let brief = lower::brief(&mut q, cx.lang, &r).await?;
    cx.opened(Event::new("request.opened", "request", id).file(r.file)).await?;
    let mut shell = cx.shell(cx.t("committee-delegate-title"), "/committee");
    shell.invalid = !errors.is_empty();
    let page = Page {
        action: format!("/requests/{id}/decide-by-delegate"),
        up_href: format!("/requests/{id}"),
        version: r.version.to_string(),
        applicant: brief.applicant,
        number: brief.number,
        service: brief.service,
        below: shell.money(delegate.below),
        outcome: OutcomeTyped::of(&cx, &service, r.amount_asked, cx.form.pairs().next().is_some()),
        floor: r.floor.current.map(|p| shell.date(p.day())),
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn decide(cx: Cx) -> Answer {
    let id = cx.id("id")?;
    let done = match forms::outcome(&cx.form) {
        Ok(cmd) => {
            actions::delegate::decide(cx.env(), cx.db(), cx.permit()?, &Press::of(&cx.form), id, forms::version(&cx.form), &cmd, cx.form.text("password")).await
        }
        Err(e) => Err(e),
    };
    match done {
        Ok(()) => cx.done(&format!("/requests/{id}"), "committee-confirmed"),
        Err(p) => {
            let (status, errors, _) = errors_of(&cx, p)?;
            render(cx, errors, status).await
        }
    }
}
