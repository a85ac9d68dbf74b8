//! What this room puts into the file's page.

use super::list::{floor_clock, tone};
use crate::lists;
use askama::Template;
use kernel::{Id, Problem, Result};
use std::{future::Future, pin::Pin};
use web::{Cx, Errors, Opt, Shell};

struct Row {
    href: String,
    number: String,
    service: String,
    state: &'static str,
    tone: &'static str,
    since: i18n::dates::Dual,
    floor: Option<web::ClockView>,
}

#[derive(Template)]
#[template(path = "file_panel.html")]
struct FilePanel {
    shell: Shell,
    rows: Vec<Row>,
    errors: Errors,
    can_create: bool,
    file: String,
    services: Vec<Opt>,
    channels: Vec<Opt>,
}

/// A file's requests, and the beginning of a new one.
pub fn file_panel(cx: Cx, file: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let Some(permit) = cx.permit_for(crate::perm::OPEN) else { return Ok(String::new()) };
        let q = &mut cx.reader();
        let (found, now, actor) = (lists::of_file(q, &permit, file).await?, cx.now(), cx.actor()?);
        let names = lists::named(q, cx.lang, &found).await?;
        let shell = cx.shell(String::new(), "");
        let (services, channels) = choices(&cx, "").await?;
        let panel = FilePanel {
            rows: found
                .iter()
                .map(|r| {
                    let state = r.shown(actor);
                    let floor =
                        if state.is_open() && !state.is_after_reply() { floor_clock(&shell, crate::rules::floor::floor_status(&r.floor, now)) } else { None };
                    Row {
                        href: format!("/requests/{}", r.id),
                        number: r.number.clone().unwrap_or_default(),
                        service: names.service(r),
                        state: state.code(),
                        tone: tone(state),
                        since: shell.date(r.since(actor).day()),
                        floor,
                    }
                })
                .collect(),
            errors: Errors::none(),
            can_create: cx.can(crate::perm::CREATE),
            file: file.to_string(),
            services,
            channels,
            shell,
        };
        panel.render().map_err(Problem::internal)
    })
}

async fn choices(cx: &Cx, chosen: &str) -> Result<(Vec<Opt>, Vec<Opt>)> {
    let services = services::in_force(&mut cx.reader(), cx.now()).await?;
    let channel = if cx.form.text("channel").is_empty() { "interview" } else { cx.form.text("channel") };
    Ok((
        services.iter().map(|s| Opt::new(s.id.to_string(), s.name(cx.lang), s.id.to_string() == chosen)).collect(),
        contacts::Channel::ALL
            .iter()
            .map(|c| Opt::new(c.code(), i18n::t(cx.lang, &format!("choice-channel-{}", c.code().replace('_', "-"))), c.code() == channel))
            .collect(),
    ))
}

#[derive(Template)]
#[template(path = "new.html")]
pub(crate) struct NewPage {
    shell: Shell,
    errors: Errors,
    file: String,
    file_number: String,
    name: String,
    services: Vec<Opt>,
    channels: Vec<Opt>,
}

/// The beginning of a request on a page of its own, where something was still to be chosen.
pub(crate) async fn new_page(cx: &Cx, file: Id, errors: Errors) -> Result<NewPage> {
    let q = &mut cx.reader();
    let f = beneficiaries::find(q, cx.permit()?, file).await?;
    let (services, channels) = choices(cx, cx.form.text("service")).await?;
    Ok(NewPage {
        shell: cx.shell(cx.t("requests-new"), "/requests").invalid(),
        errors,
        file: file.to_string(),
        file_number: f.number,
        name: f.head_name,
        services,
        channels,
    })
}
