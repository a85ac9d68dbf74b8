//! On the file's page: who may act for this household.

use super::{scope_words, standing};
use crate::{perm, rules::Status, store};
use askama::Template;
use db::args;
use i18n::dates::Dual;
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Cx, Shell};

struct Row {
    href: String,
    name: String,
    capacity: String,
    represented: String,
    scope: String,
    until: Option<Dual>,
    tag: (&'static str, &'static str, String),
}

#[derive(Template)]
#[template(path = "representatives_panel.html")]
struct Panel {
    shell: Shell,
    rows: Vec<Row>,
    add: String,
}

pub fn on_file(cx: Cx, id: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let Some(permit) = cx.permit_for(perm::LIST) else { return Ok(String::new()) };
        let whole = match beneficiaries::whole(&cx, &permit, id).await {
            Ok(w) => w,
            Err(Problem::NotFound) => return Ok(String::new()),
            Err(p) => return Err(p),
        };
        let shell = cx.shell("", "");
        let all = store::read_all(&mut cx.reader(), store::OF_FILE, args![whole.file.id]).await?;
        let rows: Vec<Row> = all
            .into_iter()
            .filter(|r| matches!(r.status, Status::Claimed | Status::Verified))
            .map(|r| Row {
                href: format!("/representatives/{}", r.id),
                capacity: shell.code("choice-capacity", r.capacity.code()),
                scope: scope_words(&shell, &r.scope),
                until: r.until.map(|d| shell.date(d)),
                tag: standing(&shell, &r, cx.today()),
                represented: r.represented_name,
                name: r.name,
            })
            .collect();
        let add = if cx.can(perm::CLAIM) { format!("/files/{id}/representatives/new") } else { String::new() };
        if rows.is_empty() && add.is_empty() {
            return Ok(String::new());
        }
        Panel { shell, rows, add }.render().map_err(Problem::internal)
    })
}
