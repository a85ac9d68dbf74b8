//! One message: its words as sent, every try, what may be done.

use super::{again, icon, one_of, status_kind, version, why};
use crate::{
    actions, channels,
    lists::{self, Attempt},
    perm,
    rules::ways::CHANNELS,
    store::Message,
};
use askama::Template;
use web::{Answer, Cx, DualAt, Errors, Opt, Shell, StatusCode, ThreadItem};

#[derive(Template)]
#[template(path = "messages_show.html")]
struct ShowPage {
    shell: Shell,
    errors: Errors,
    href: String,
    version: String,
    icon: &'static str,
    status: String,
    kind: &'static str,
    why: String,
    unsure: bool,
    subject: String,
    text: String,
    merged: String,
    person: String,
    address: String,
    channel: String,
    lang: String,
    number: String,
    request_href: String,
    file_href: String,
    receipt: String,
    when: DualAt,
    held: Option<DualAt>,
    read: Option<DualAt>,
    tries: Vec<ThreadItem>,
    ways: Vec<Opt>,
    may_resend: bool,
    may_close: bool,
    typed: String,
    /// The closing's fold stands open where it has something to say.
    unfolded: bool,
    console: bool,
}

fn item(shell: &Shell, a: &Attempt) -> ThreadItem {
    let by = shell.code("choice-message-channel", if a.provider == channels::CONSOLE { "console" } else { &a.channel });
    let provider = if a.provider.is_empty() || a.provider == channels::CONSOLE || a.provider == a.channel {
        String::new()
    } else {
        shell.code("choice-message-provider", &a.provider)
    };
    ThreadItem {
        what: format!("{} · {by}", shell.code("choice-message-outcome", &a.outcome)),
        when: shell.at(a.at),
        who: provider,
        note: if a.why.is_empty() { String::new() } else { why(shell, &a.why) },
        kind: match a.outcome.as_str() {
            "accepted" | "resent" => "",
            "begun" | "later" => "warn",
            "unsure" | "lost" => "warn",
            _ => "bad",
        },
    }
}

async fn page(cx: &Cx, m: &Message, errors: Errors) -> kernel::Result<ShowPage> {
    let mut q = cx.reader();
    let now = cx.now();
    let event = i18n::t(cx.lang, &format!("choice-message-event-{}", m.event.replace(['.', '_'], "-")));
    let mut shell = cx.shell(event, "/messages");
    shell.invalid = !errors.is_empty();
    let person = match m.person {
        Some(p) => people::names(&mut q, &[p]).await?.remove(&p).map_or_else(|| m.name.clone(), |n| n.full),
        None => m.name.clone(),
    };
    let open = channels::open(&mut q).await?;
    let mut ways = vec![Opt::new("", cx.t("messages-way-best"), true)];
    ways.extend(open.iter().map(|c| Opt::new(*c, shell.code("choice-message-channel", c), false)));
    let status = m.shown_status(now);
    let console = m.provider == channels::CONSOLE;
    let mut tries: Vec<ThreadItem> = lists::attempts(&mut q, m.id).await?.iter().map(|a| item(&shell, a)).collect();
    tries.reverse();
    Ok(ShowPage {
        href: m.href(),
        version: m.version.to_string(),
        icon: icon(&m.channel),
        status: shell.code("choice-message-status", status),
        kind: status_kind(status),
        why: if m.why.is_empty() { String::new() } else { why(&shell, &m.why) },
        unsure: m.status == "unsure",
        subject: if m.channel == "email" { m.subject.clone() } else { String::new() },
        text: m.text.clone(),
        merged: m.merged_into.map(|id| format!("/messages/{id}")).unwrap_or_default(),
        person,
        address: m.address.clone(),
        channel: shell.code("choice-message-channel", if console { "console" } else { &m.channel }),
        lang: shell.code("choice-message-lang", m.lang.code()),
        number: m.number.clone(),
        request_href: m.request.map(|r| format!("/requests/{r}")).unwrap_or_default(),
        file_href: m.file.map(|f| format!("/files/{f}")).unwrap_or_default(),
        receipt: m.receipt.clone().filter(|_| !console).unwrap_or_default(),
        when: shell.at(m.created_at),
        held: (status == "held").then(|| shell.at(m.not_before)),
        read: m.read_at.map(|at| shell.at(at)),
        tries,
        ways,
        may_resend: cx.can(perm::RESEND) && actions::may_resend(m),
        may_close: cx.can(perm::RESEND) && matches!(m.status.as_str(), "dead" | "unsure" | "queued" | "retry"),
        typed: cx.form.text("reason").into(),
        unfolded: errors.get("reason").is_some() || !cx.form.text("reason").is_empty(),
        console,
        errors,
        shell,
    })
}

pub async fn show(cx: Cx) -> Answer {
    let m = lists::find(&mut cx.reader(), cx.permit()?, cx.id("id")?).await?;
    web::page(&page(&cx, &m, Errors::none()).await?)
}

async fn answered(cx: Cx, done: kernel::Result<()>, flash: &str) -> Answer {
    let id = cx.id("id")?;
    match done {
        Ok(()) => cx.done(&format!("/messages/{id}"), flash),
        Err(p) => {
            let (errors, status): (Errors, StatusCode) = again(&cx, p)?;
            let m = lists::find(&mut cx.reader(), cx.permit()?, id).await?;
            web::page_with(status, &page(&cx, &m, errors).await?)
        }
    }
}

pub async fn resend(cx: Cx) -> Answer {
    let by = one_of(CHANNELS, cx.form.text("by"));
    let done = actions::resend(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, Some(version(&cx)), by).await;
    answered(cx, done, "messages-flash-resent").await
}

pub async fn close(cx: Cx) -> Answer {
    let done = actions::close(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, Some(version(&cx)), cx.form.text("reason")).await;
    answered(cx, done, "messages-flash-closed").await
}

pub async fn arrived(cx: Cx) -> Answer {
    let done = actions::arrived(cx.env(), cx.db(), cx.permit()?, cx.id("id")?, Some(version(&cx))).await;
    answered(cx, done, "messages-flash-arrived").await
}

/// The employee has seen it: it leaves his desk.
pub async fn seen(cx: Cx) -> Answer {
    actions::seen(cx.env(), cx.db(), cx.actor()?, cx.id("id")?).await?;
    Ok(web::redirect("/desk"))
}
