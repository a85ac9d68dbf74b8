//! The last messages beside a request and on a file's page.

use crate::{Shown, perm, shown};
use askama::Template;
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Cx, DualAt, Shell};

struct Line {
    href: String,
    icon: &'static str,
    event: String,
    text: String,
    channel: String,
    status: String,
    kind: &'static str,
    at: DualAt,
}

#[derive(Template)]
#[template(path = "messages_panel.html")]
struct Panel {
    shell: Shell,
    lines: Vec<Line>,
}

type Html = Pin<Box<dyn Future<Output = Result<String>> + Send>>;

fn panel(cx: &Cx, found: Vec<Shown>) -> Result<String> {
    if found.is_empty() {
        return Ok(String::new());
    }
    let shell = cx.shell("", "");
    let lines = found
        .into_iter()
        .take(5)
        .map(|m| Line {
            href: format!("/messages/{}", m.id),
            icon: crate::pages::icon(&m.channel),
            event: shell.code("choice-message-event", &m.event),
            text: m.text,
            channel: shell.code("choice-message-channel", &m.channel),
            status: shell.code("choice-message-status", &m.status),
            kind: crate::pages::status_kind(&m.status),
            at: shell.at(m.at),
        })
        .collect();
    Panel { shell, lines }.render().map_err(Problem::internal)
}

/// The request's page has judged the reach.
pub fn of_request(cx: Cx, request: Id) -> Html {
    Box::pin(async move {
        if !cx.can(perm::READ) {
            return Ok(String::new());
        }
        panel(&cx, shown::of_request(&mut cx.reader(), request).await?)
    })
}

/// The file's page has judged the reach.
pub fn of_file(cx: Cx, file: Id) -> Html {
    Box::pin(async move {
        if !cx.can(perm::READ) {
            return Ok(String::new());
        }
        panel(&cx, shown::of_file(&mut cx.reader(), file, 5).await?)
    })
}
