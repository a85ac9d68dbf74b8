//! The request's panel: its letters.

use crate::{
    pages::{Line, line, names},
    perm, rules, store,
};
use askama::Template;
use db::args;
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Cx, Shell};

#[derive(Template)]
#[template(path = "letters_panel.html")]
struct Panel {
    shell: Shell,
    lines: Vec<Line>,
}

/// Empty for whoever may not read letters, and where there is none. The request's own page has judged the reach.
pub fn request_panel(cx: Cx, request: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let Some(permit) = cx.permit_for(perm::READ) else { return Ok(String::new()) };
        let mut q = cx.reader();
        let mut found = store::many(&mut q, store::OF_REQUEST, args![request, permit.actor.id]).await?;
        found.retain(|l| rules::within(permit.scope, permit.actor.id, l.branch, l.holder, l.by));
        if found.is_empty() {
            return Ok(String::new());
        }
        let names = names(&mut q, &found).await?;
        let shell = cx.shell("", "");
        let lines = found.iter().map(|l| line(&cx, &shell, l, &names)).collect();
        Panel { shell, lines }.render().map_err(Problem::internal)
    })
}
