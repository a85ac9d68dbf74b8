//! Thin handlers: read, call, show.

pub mod channel;
pub mod house;
pub mod inbound;
pub mod list;
pub mod show;
pub mod texts;

use crate::store::Message;
use db::Query;
use kernel::{Problem, Result};
use web::{Cx, DualAt, Errors, Shell, StatusCode};

/// A message in a list.
pub(crate) struct Line {
    pub id: String,
    pub href: String,
    pub icon: &'static str,
    pub event: String,
    pub name: String,
    pub number: String,
    pub address: String,
    pub channel: String,
    pub status: String,
    pub kind: &'static str,
    pub text: String,
    pub at: DualAt,
    pub why: String,
}

pub(crate) fn icon(channel: &str) -> &'static str {
    match channel {
        "sms" => "phone",
        "whatsapp" => "chat",
        "email" => "envelope",
        _ => "bell",
    }
}

pub(crate) fn status_kind(status: &str) -> &'static str {
    match status {
        "sent" | "delivered" | "read" => "ok",
        "dead" => "bad",
        "unsure" | "retry" => "warn",
        "closed" | "merged" => "plain",
        _ => "info",
    }
}

/// The reason in words, with the provider's own behind it.
pub(crate) fn why(shell: &Shell, stored: &str) -> String {
    let (code, said) = stored.split_once(": ").unwrap_or((stored, ""));
    let key = format!("messages-why-{code}");
    match (i18n::has(shell.lang, &key), said.is_empty()) {
        (true, true) => shell.t(&key),
        (true, false) => format!("{} ({said})", shell.t(&key)),
        (false, _) => stored.to_string(),
    }
}

/// What reaches nobody because no provider was chosen for it.
pub(crate) struct Silent {
    /// Everything that is sent.
    pub all: bool,
    /// Else a line for each channel of which that is so.
    pub lines: Vec<String>,
}

impl Silent {
    pub fn of(cx: &Cx, all: &crate::channels::Channels) -> Silent {
        let on_console = all.on_console();
        let lines = if all.any_real() { on_console.iter().map(|c| cx.t(&format!("messages-nobody-{c}"))).collect() } else { vec![] };
        Silent { all: !all.any_real() && !on_console.is_empty(), lines }
    }
}

/// The lines of a list, with the names of the register.
pub(crate) async fn lines(cx: &Cx, q: &mut impl Query, shell: &Shell, all: &[Message]) -> Result<Vec<Line>> {
    let ids: Vec<kernel::Id> = all.iter().filter_map(|m| m.person).collect();
    let names = people::names(q, &ids).await?;
    let now = cx.now();
    Ok(all
        .iter()
        .map(|m| {
            let status = m.shown_status(now);
            Line {
                id: m.id.to_string(),
                href: m.href(),
                icon: icon(&m.channel),
                event: shell.code("choice-message-event", &m.event),
                name: m.person.and_then(|p| names.get(&p)).map_or_else(|| m.name.clone(), |n| n.full.clone()),
                number: m.number.clone(),
                address: m.address.clone(),
                channel: shell.code("choice-message-channel", if m.provider == crate::channels::CONSOLE { "console" } else { &m.channel }),
                status: shell.code("choice-message-status", status),
                kind: status_kind(status),
                text: m.short.clone(),
                at: shell.at(m.created_at),
                why: if m.why.is_empty() { String::new() } else { why(shell, &m.why) },
            }
        })
        .collect())
}

/// What a form that did not go through is shown again with; other problems go on.
pub(crate) fn again(cx: &Cx, p: Problem) -> Result<(Errors, StatusCode)> {
    let status = if matches!(p, Problem::Conflict { .. }) { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    match &p {
        Problem::Invalid(e) => Ok((Errors::new(cx.lang, e), status)),
        Problem::Refused { .. } | Problem::Conflict { .. } => Ok((Errors::none().general(cx.refusal(&p).unwrap_or_default()), status)),
        _ => Err(p),
    }
}

/// The hidden version of a form; what is no number matches nothing.
pub(crate) fn version(cx: &Cx) -> i64 {
    cx.form.text("version").parse().unwrap_or(-1)
}

/// One of these codes, as the program spells it.
pub(crate) fn one_of<'c>(codes: &[&'c str], given: &str) -> Option<&'c str> {
    codes.iter().find(|c| **c == given).copied()
}
