//! What was sent, its number, and what happens now. The earliest day is a day, never a countdown.

use super::{acting_for, docs};
use crate::own;
use askama::Template;
use i18n::dates::Dual;
use requests::rules::State;
use web::{Answer, Cx, DualAt, Shell};

struct Lack {
    name: String,
    why: String,
    href: String,
}

#[derive(Template)]
#[template(path = "ask_sent.html")]
struct Page {
    shell: Shell,
    acting: String,
    number: String,
    id: String,
    href: String,
    at: DualAt,
    earliest: Option<Dual>,
    lacking: Vec<Lack>,
    missing: bool,
    until: Option<Dual>,
}

pub async fn show(cx: Cx) -> Answer {
    let (acts, r) = own::request(&cx, cx.id("id")?).await?;
    let href = format!("/my/requests/{}", r.id);
    if r.state == State::Draft {
        return Ok(web::redirect(&format!("{href}/tasks")));
    }
    let missing = r.state == State::AwaitingCompletion;
    let q = &mut cx.reader();
    let shell = cx.shell(cx.t(if missing { "portal-sent-missing-title" } else { "portal-sent-title" }), "/my");
    let mut lacking = vec![];
    if missing {
        let file = beneficiaries::find_any(q, r.file).await?;
        let list = requests::of_request(q, &r, &file, cx.now()).await?;
        for l in list.lacking() {
            lacking.push(Lack {
                name: l.name(cx.lang),
                why: cx.t(&format!("portal-sent-lack-{}", l.item.state.code().replace('_', "-"))),
                href: format!("{href}/documents/{}/{}", l.item.document_type, docs::who(l.item.subject)),
            });
        }
        for m in requests::missing(q, r.id).await?.into_iter().filter(|m| m.document_type.is_empty()) {
            lacking.push(Lack { name: m.note, why: String::new(), href: String::new() });
        }
    }
    let clocks = requests::clocks(q, Some(r.clocks_version)).await?;
    let page = Page {
        acting: acting_for(&cx, &acts),
        number: r.label().to_string(),
        id: r.id.to_string(),
        at: shell.at(r.submitted_at.unwrap_or(r.state_since)),
        earliest: r.floor.current.filter(|_| !missing).map(|p| shell.date(p.day())),
        until: r.missing_told_at.filter(|_| missing).map(|t| shell.date(t.plus_days(clocks.lapse_days).day())),
        lacking,
        missing,
        href,
        shell,
    };
    web::page(&page)
}
