//! What people wrote to us.

use super::version;
use crate::{people_in, perm};
use askama::Template;
use kernel::{Id, Permission};
use web::{Answer, Cx, DualAt, Link, Shell};

struct Came {
    id: String,
    icon: &'static str,
    name: String,
    from: String,
    channel: String,
    text: String,
    at: DualAt,
    done: Option<DualAt>,
    who: String,
    /// Empty where it became none, or it is out of reach.
    contact: String,
    version: String,
}

#[derive(Template)]
#[template(path = "messages_in.html")]
struct InPage {
    shell: Shell,
    tabs: Vec<Link>,
    all: Vec<Came>,
    may: bool,
    open: bool,
}

/// `?show=done` for what was taken up.
pub async fn list(cx: Cx) -> Answer {
    let open = cx.query("show") != "done";
    let found = people_in::list(&mut cx.reader(), cx.permit()?, open, 100).await?;
    let shell = cx.shell(cx.t("messages-in"), "/messages");
    let contacts = cx.permit_for(Permission("contact.read"));
    let main = staff::main_branch(&mut cx.reader()).await?.map_or(Id::NIL, |b| b.id);
    let may_open = |branch: Option<Id>| contacts.as_ref().is_some_and(|p| p.scope.covers(branch.unwrap_or(main), None));
    let all = found
        .into_iter()
        .map(|m| Came {
            id: m.id.to_string(),
            icon: super::icon(&m.channel),
            name: m.name,
            from: m.from,
            channel: shell.code("choice-message-channel", &m.channel),
            text: m.text,
            at: shell.at(m.at),
            done: m.handled_at.map(|at| shell.at(at)),
            who: m.handled_name,
            contact: m.contact.filter(|_| may_open(m.branch)).map(|c| format!("/contacts/{c}")).unwrap_or_default(),
            version: m.version.to_string(),
        })
        .collect();
    let tabs = vec![Link::new("/messages/in", cx.t("messages-in-open"), open), Link::new("/messages/in?show=done", cx.t("messages-in-done"), !open)];
    web::page(&InPage { tabs, all, may: cx.can(perm::RESEND), open, shell })
}

pub async fn handled(cx: Cx) -> Answer {
    people_in::handled(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, version(&cx)).await?;
    cx.done("/messages/in", "messages-flash-handled")
}
