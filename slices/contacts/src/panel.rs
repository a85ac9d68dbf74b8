//! The file's panel: the last contacts with this household.

use crate::{Contact, perm, store};
use askama::Template;
use db::{Query, args};
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Cx, DualAt, Shell};

/// A contact in a list.
pub(crate) struct Line {
    pub href: String,
    pub name: String,
    pub icon: &'static str,
    pub channel: String,
    pub direction: String,
    pub asked: String,
    pub at: DualAt,
    pub who: String,
    pub outcome: String,
    pub outcome_kind: &'static str,
    pub minutes: String,
}

pub(crate) fn line(cx: &Cx, shell: &Shell, c: &Contact) -> Line {
    let kind = match c.outcome {
        crate::Outcome::Answered => "ok",
        crate::Outcome::NeedsReply => "warn",
        crate::Outcome::Open => "info",
    };
    let said = if c.asked.is_empty() { &c.answered } else { &c.asked };
    Line {
        href: c.href(),
        name: c.person_name.clone(),
        icon: c.channel.icon(),
        channel: shell.code("choice-channel", c.channel.code()),
        direction: shell.code("choice-direction", c.direction.code()),
        asked: short(said),
        at: shell.at(c.arrived),
        who: if c.by_itself() { cx.t("contacts-by-itself") } else { c.employee_name.clone() },
        outcome: shell.code("choice-contact-outcome", c.outcome.code()),
        outcome_kind: kind,
        minutes: minutes(cx, c),
    }
}

/// How long he waited and was given, in words; empty where neither was measured.
pub(crate) fn minutes(cx: &Cx, c: &Contact) -> String {
    let mut out = vec![];
    if let Some(n) = c.waiting_minutes {
        out.push(cx.ta("contacts-waited-n", &[("n", n.into())]));
    }
    if let Some(n) = c.service_minutes {
        out.push(cx.ta("contacts-served-n", &[("n", n.into())]));
    }
    out.join(" · ")
}

/// The beginning of a text, by characters, at a word's end.
fn short(text: &str) -> String {
    if text.chars().count() <= 120 {
        return text.to_string();
    }
    let cut: String = text.chars().take(120).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(a, _)| a))
}

#[derive(Template)]
#[template(path = "contacts_panel.html")]
struct Panel {
    shell: Shell,
    lines: Vec<Line>,
    total: i64,
    new_href: String,
}

/// Empty for whoever may not read contacts. The file's own page has judged the reach; the contacts shown are the file's.
pub fn file_panel(cx: Cx, file: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let Some(permit) = cx.permit_for(perm::READ) else { return Ok(String::new()) };
        let mut q = cx.reader();
        match beneficiaries::whole(&cx, &permit, file).await {
            Err(Problem::NotFound) => return Ok(String::new()),
            other => other.map(|_| ())?,
        };
        let shell = cx.shell("", "");
        let last = store::of_file(&mut q, file, 5).await?;
        let lines = last.iter().map(|c| line(&cx, &shell, c)).collect();
        let total = if last.len() < 5 { last.len() as i64 } else { q.one(store::COUNT_OF_FILE, args![file]).await?.int("n")? };
        let new_href = if cx.can(perm::LOG) { format!("/contacts/new?file={file}") } else { String::new() };
        Panel { shell, lines, total, new_href }.render().map_err(Problem::internal)
    })
}
