use super::{errors_of, ids, item, view};
use crate::{actions, case, forms, lower, rules::ItemResult};
use kernel::{Event, Problem};
use web::{Answer, Cx, Errors, Shell, StatusCode};

#[derive(askama::Template)]
#[template(path = "confirm.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    base: String,
    version: String,
    sitting_title: String,
    sitting_href: String,
    applicant: String,
    number: String,
    service: String,
    summary: item::Summary,
    seats: Vec<view::SeatRow>,
    parts: Vec<view::TallyPart>,
    quorum_met: bool,
    quorum: String,
    decision: view::DecisionView,
    floor: Option<i18n::dates::Dual>,
}

pub async fn show(cx: Cx) -> Answer {
    render(cx, Errors::none(), StatusCode::OK).await
}

async fn render(cx: Cx, errors: Errors, status: StatusCode) -> Answer {
    let (sitting, request) = ids(&cx)?;
    let permit = cx.permit()?.clone();
    let mut q = cx.reader();
    let case = case::load(&mut q, &permit, sitting, request).await?;
    let base = format!("/committee/sittings/{sitting}/items/{request}");
    let recorded =
        requests::current_decision(&mut q, &case.request).await?.filter(|d| Some(d.id) == case.item.decision && case.item.result == ItemResult::Recorded);
    let Some(d) = recorded else {
        // Confirmed meanwhile, or taken back: the item says which.
        return if errors.is_empty() { Ok(web::redirect(&base)) } else { Err(Problem::conflict("changed")) };
    };
    cx.opened(Event::new("request.opened", "request", request).file(case.request.file).fact("sitting", sitting)).await?;
    let brief = lower::brief(&mut q, cx.lang, &case.request).await?;
    let names = super::names(&mut q, case.bench.seats.iter().map(|s| s.employee)).await?;
    let quorum = case.bench_when_recorded().quorum();
    let mut shell = cx.shell(cx.t("committee-confirm-title"), "/committee");
    shell.invalid = !errors.is_empty();
    let page = Page {
        version: case.request.version.to_string(),
        sitting_title: view::sitting_title(cx.lang, &case.sitting),
        sitting_href: format!("/committee/sittings/{sitting}"),
        applicant: brief.applicant,
        number: brief.number,
        service: brief.service,
        summary: item::summary(&cx, &shell, &case, true).await?,
        seats: view::seat_rows(cx.lang, &case, &names),
        parts: view::tally(cx.lang, &case),
        quorum_met: quorum.met(),
        quorum: cx.ta("committee-quorum-n", &[("n", (quorum.counted as i64).into()), ("needed", (quorum.needed as i64).into())]),
        decision: view::decision(&mut q, &shell, &d).await?,
        floor: case.request.floor.current.map(|p| shell.date(p.day())),
        base,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn confirm(cx: Cx) -> Answer {
    let (sitting, request) = ids(&cx)?;
    match actions::confirm::confirm(cx.env(), cx.db(), cx.permit()?, sitting, request, forms::version(&cx.form), cx.form.text("password")).await {
        Ok(()) => cx.done(&format!("/committee/sittings/{sitting}"), "committee-confirmed"),
        Err(p) => {
            let (status, errors, _) = errors_of(&cx, p)?;
            render(cx, errors, status).await
        }
    }
}
