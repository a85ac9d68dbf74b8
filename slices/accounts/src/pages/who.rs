use super::shell;
use crate::acts;
use askama::Template;
use i18n::dates::Dual;
use web::{Answer, Cx, Errors, Shell};

/// A file one may act for, its owner by first and family name alone.
struct Row {
    file: String,
    name: String,
    capacity: String,
    may: String,
    until: Option<Dual>,
    own: bool,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "who.html")]
struct Page {
    shell: Shell,
    rows: Vec<Row>,
    signed_in: bool,
}

pub async fn list(cx: Cx) -> Answer {
    let outside = cx.outside()?;
    let shell = shell(&cx, "accounts-acting-title", &Errors::none());
    let all = acts::may_act(&mut cx.reader(), outside, cx.today()).await?;
    let chosen = acts::acting(&cx).await?.map(|a| a.file);
    let rows = all
        .into_iter()
        .map(|a| Row {
            file: a.file.to_string(),
            capacity: if a.is_own() { cx.t("accounts-own-file") } else { shell.code("choice-capacity", a.capacity) },
            may: if a.is_own() { String::new() } else { a.may.iter().map(|m| shell.code("choice-act", m)).collect::<Vec<_>>().join(&cx.t("accounts-and")) },
            until: a.until.map(|d| shell.date(d)),
            own: a.is_own(),
            chosen: chosen == Some(a.file),
            name: a.name,
        })
        .collect();
    web::page(&Page { shell, rows, signed_in: outside.person.is_some() })
}

pub async fn choose(cx: Cx) -> Answer {
    let file = cx.form.text("file").parse().map_err(|_| kernel::Problem::NotFound)?;
    acts::choose(cx.env(), cx.db(), cx.outside()?, file).await?;
    cx.done("/my", "accounts-chosen")
}

#[derive(Template)]
#[template(path = "no_file.html")]
struct NoFile {
    shell: Shell,
}

/// Nobody was found by what was said: what can be done now.
pub async fn no_file(cx: Cx) -> Answer {
    if cx.outside()?.person.is_some() {
        return Ok(web::redirect("/my"));
    }
    web::page(&NoFile { shell: shell(&cx, "accounts-no-file-title", &Errors::none()) })
}
