use super::{Trouble, employee_names};
use crate::{File, actions, file, file_access_asks};
use askama::Template;
use kernel::Id;
use web::{Answer, Cx, DualAt, Errors, Shell};

struct Row {
    when: DualAt,
    who: String,
    what: String,
}

struct AskRow {
    when: DualAt,
    who: String,
    branch: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "file_access.html")]
struct Page {
    shell: Shell,
    f: File,
    rows: Vec<Row>,
    asks: Vec<AskRow>,
    next: String,
}

#[derive(Template)]
#[template(path = "file_ask.html")]
struct AskPage {
    shell: Shell,
    errors: Errors,
    identity: String,
    reason: String,
}

const ROWS: i64 = 50;

/// Who opened this file.
pub async fn log(cx: Cx) -> Answer {
    let mut q = cx.reader();
    let f = file::find(&mut q, cx.permit()?, cx.id("id")?).await?;
    let before = Some(cx.query_int("before")).filter(|n| *n > 0);
    let mut opened = db::audit::read(&mut q, &db::audit::Part::Openings(f.id), before, ROWS + 1).await?;
    let more = opened.len() as i64 > ROWS;
    opened.truncate(ROWS as usize);
    let asks = file_access_asks(&mut q, f.id).await?;
    let branches = if asks.is_empty() { vec![] } else { staff::branches(&mut q).await? };
    let ids: Vec<Id> = opened.iter().filter_map(|r| r.actor.parse().ok()).chain(asks.iter().map(|a| a.employee)).collect();
    let named = employee_names(&cx, &ids).await?;
    let shell = cx.shell(cx.t("beneficiaries-access-title"), "/files");
    let next = opened.last().filter(|_| more).map(|r| format!("{}/access?before={}", f.href(), r.seq)).unwrap_or_default();
    let rows = opened.iter().map(|r| Row { when: shell.at(r.at), who: named.of_actor(&cx, &r.actor), what: shell.code("event", &r.code) }).collect();
    let asks = asks
        .into_iter()
        .map(|a| AskRow {
            when: shell.at(a.at),
            who: named.of(&cx, a.employee),
            branch: branches.iter().find(|b| b.id == a.branch).map(|b| b.name(cx.lang).to_owned()).unwrap_or_default(),
            reason: a.reason,
        })
        .collect();
    web::page(&Page { shell, f, rows, asks, next })
}

/// Asks another office about the file of an identity number.
pub async fn ask(cx: Cx) -> Answer {
    let (identity, reason) = (cx.form.text("identity").to_owned(), cx.form.text("access_reason").to_owned());
    match actions::ask_access(cx.env(), cx.db(), cx.permit()?, &identity, &reason).await {
        Ok(()) => cx.done("/files", "beneficiaries-asked"),
        Err(p) => {
            let trouble = Trouble::of(&cx, None, p).await?;
            let shell = cx.shell(cx.t("beneficiaries-ask-title"), "/files").invalid();
            web::page_with(trouble.status, &AskPage { shell, errors: trouble.errors, identity, reason })
        }
    }
}
