//! What a beneficiary said has gone wrong, looked into.

use super::{About, about, again, version, what_words};
use crate::{check, store};
use askama::Template;
use kernel::Problem;
use web::{Answer, Cx, DualAt, Errors, Shell, StatusCode};

struct Row {
    href: String,
    answer: (&'static str, &'static str, String),
    what: String,
    name: String,
    note: String,
    at: DualAt,
}

#[derive(Template)]
#[template(path = "checks.html")]
struct ListPage {
    shell: Shell,
    rows: Vec<Row>,
}

fn tag(shell: &Shell, answer: &str) -> (&'static str, &'static str, String) {
    let (kind, icon) = check::Check::look(answer);
    (kind, icon, shell.code("choice-delivery-receipt", answer))
}

pub async fn list(cx: Cx) -> Answer {
    let q = &mut cx.reader();
    let shell = cx.shell(cx.t("delivery-checks"), "/delivery");
    let mut rows = vec![];
    for c in check::waiting(q, cx.actor()?, 100).await? {
        let what = store::find(q, c.line).await?.map(|l| what_words(&shell, &l.what())).unwrap_or_default();
        let row = Row { href: format!("/delivery/checks/{}", c.id), answer: tag(&shell, &c.answer), what, name: c.by_name, note: c.note, at: shell.at(c.at) };
        rows.push(row);
    }
    web::page(&ListPage { rows, shell })
}

#[derive(Template)]
#[template(path = "check.html")]
struct ShowPage {
    shell: Shell,
    errors: Errors,
    about: About,
    action: String,
    version: String,
    answer: (&'static str, &'static str, String),
    what: String,
    said: String,
    by: String,
    at: DualAt,
    open: bool,
    found: String,
    settled: Option<(DualAt, String, String)>,
}

async fn draw(cx: &Cx, typed: &str, errors: Errors, status: StatusCode) -> Answer {
    let q = &mut cx.reader();
    let c = check::find(q, cx.permit()?, cx.id("id")?).await?;
    let r = requests::find_unscoped(q, c.request).await?;
    let l = store::find(q, c.line).await?.ok_or(Problem::NotFound)?;
    let mut shell = cx.shell(cx.t("delivery-check"), "/delivery");
    shell.invalid = !errors.is_empty();
    let settled = match &c.settled {
        Some((at, by, words)) => Some((shell.at(*at), staff::names(q, &[*by]).await?.remove(by).unwrap_or_default(), words.clone())),
        None => None,
    };
    let page = ShowPage {
        about: about(cx, q, &r).await?,
        action: format!("/delivery/checks/{}", c.id),
        version: c.version.to_string(),
        answer: tag(&shell, &c.answer),
        what: what_words(&shell, &l.what()),
        said: c.note.clone(),
        by: c.by_name.clone(),
        at: shell.at(c.at),
        open: c.open,
        found: typed.to_string(),
        settled,
        errors,
        shell,
    };
    web::page_with(status, &page)
}

pub async fn show(cx: Cx) -> Answer {
    draw(&cx, "", Errors::none(), StatusCode::OK).await
}

pub async fn settle(cx: Cx) -> Answer {
    let found = cx.form.text("found").to_string();
    match check::settle(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, version(&cx), &found).await {
        Ok(request) if cx.can(requests::perm::OPEN) => cx.done(&format!("/requests/{request}"), "delivery-check-settled"),
        Ok(_) => cx.done("/delivery/checks", "delivery-check-settled"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            draw(&cx, &found, errors, status).await
        }
    }
}
