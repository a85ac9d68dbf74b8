//! The file's panel: how it came to be where somebody applied, and what its people asked to have corrected.

use super::{Tag, corrections, list::stage_tag};
use crate::{perm, rules::Stage, store};
use askama::Template;
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Cx, DualAt, Shell};

struct Line {
    href: String,
    what: String,
    at: DualAt,
    tag: Tag,
    note: String,
}

#[derive(Template)]
#[template(path = "applications_panel.html")]
struct Panel {
    shell: Shell,
    unmatched: bool,
    lines: Vec<Line>,
}

/// Nothing where nobody asked anything, or for whoever may not read it.
pub fn file_panel(cx: Cx, file: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let Some(permit) = cx.permit_for(perm::READ) else { return Ok(String::new()) };
        let whole = match beneficiaries::whole(&cx, &permit, file).await {
            Err(Problem::NotFound) => return Ok(String::new()),
            other => other?,
        };
        let (q, now) = (&mut cx.reader(), cx.now());
        let shell = cx.shell("", "");
        let applied = store::of_file(q, file).await?;
        let mut lines: Vec<Line> = applied
            .iter()
            .map(|a| Line {
                href: a.href(),
                what: cx.t("applications-panel-applied"),
                at: shell.at(a.at),
                tag: stage_tag(&shell, a.stage),
                note: a.reason.clone(),
            })
            .collect();
        for c in store::corrections_of(q, file).await?.iter().take(5) {
            let (left, _) = corrections::left(&shell, c, now);
            lines.push(Line {
                href: c.href(),
                what: cx.ta("applications-correction-of", &[("field", shell.code("choice-correction-field", &c.field).into())]),
                at: shell.at(c.at),
                tag: corrections::stand_tag(&shell, c.answer),
                note: if c.answer == crate::rules::Answer::Open { left } else { c.words.clone() },
            });
        }
        if lines.is_empty() {
            return Ok(String::new());
        }
        let unmatched = whole.file.unmatched && applied.iter().any(|a| a.stage == Stage::Open);
        Panel { unmatched, lines, shell }.render().map_err(Problem::internal)
    })
}
