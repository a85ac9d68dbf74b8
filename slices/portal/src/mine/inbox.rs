//! Everything the association told him, whichever way it went.

use askama::Template;
use kernel::{Id, Result};
use web::{Answer, Cx, DualAt, Shell};

struct Row {
    subject: String,
    text: Vec<super::Piece>,
    at: DualAt,
    link: String,
    new: bool,
}

#[derive(Template)]
#[template(path = "mine_inbox.html")]
struct Page {
    shell: Shell,
    rows: Vec<Row>,
    unread: i64,
}

/// Whose messages these are: his own, not those of whom he acts for.
async fn whose(cx: &Cx) -> Result<Option<Id>> {
    Ok(match cx.outside()?.person {
        Some(p) => Some(p),
        None => crate::own::all(cx).await?.first().map(|a| a.beneficiary),
    })
}

pub async fn show(cx: Cx) -> Answer {
    let q = &mut cx.reader();
    let shell = cx.shell(cx.t("portal-messages"), "/my");
    let (mut rows, mut unread) = (vec![], 0);
    if let Some(p) = whose(&cx).await? {
        unread = messages::unread_of_person(q, p).await?;
        for m in messages::of_person(q, p, 100).await?.into_iter().filter(|m| m.status != "merged") {
            // Our own paths alone: what stands in a message leads nowhere else.
            let link = if m.link.starts_with("/my") { m.link } else { String::new() };
            rows.push(Row { subject: m.subject, text: super::pieces(&m.text), at: shell.at(m.at), link, new: m.read_at.is_none() });
        }
    }
    web::page(&Page { rows, unread, shell })
}

pub async fn read(cx: Cx) -> Answer {
    if let Some(p) = whose(&cx).await? {
        let mut tx = cx.db().begin(cx.actor()?).await?;
        messages::read_all(&mut tx, cx.env(), p).await?;
        tx.commit_quietly("what he has seen of his own messages").await?;
    }
    Ok(web::redirect("/my/messages"))
}

/// Where the form went, opened by itself.
pub async fn back(_: Cx) -> Answer {
    Ok(web::redirect("/my/messages"))
}
