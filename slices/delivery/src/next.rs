//! The one next thing on a request's page while its help is on its way: hand over, let go, plan or finish, for whoever may.

use crate::{
    pages::what_words,
    perm, rules,
    store::{self, Line},
};
use askama::Template;
use i18n::dates::Dual;
use kernel::{Id, Problem, Result};
use requests::rules::{
    State,
    delivery::{LineState, remaining},
    perm::FINISH,
};
use std::{future::Future, pin::Pin};
use web::{Cx, Shell};

#[derive(Template)]
#[template(path = "next.html")]
struct Next {
    shell: Shell,
    /// The line it is about; empty where it is about none.
    what: String,
    how: String,
    due: Option<Dual>,
    late: bool,
    /// Further lines that wait for the same.
    more: usize,
    text: String,
    /// Where to post the release; empty where it is a page to go to.
    release: String,
    version: String,
    href: String,
    label: String,
    second: String,
    second_label: String,
}

/// What this employee can do next; nothing where it is not his turn.
pub fn on_request(cx: Cx, id: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let mut q = cx.reader();
        let r = requests::find_unscoped(&mut q, id).await?;
        if r.state != State::InDelivery {
            return Ok(String::new());
        }
        let may = |p| cx.permit_for(p).is_some_and(|permit| permit.scope.covers(r.branch, r.researcher));
        let lines = store::of_request(&mut q, id).await?;
        let (shell, today) = (cx.shell("", "/requests"), cx.today());
        let empty = || Next {
            shell: cx.shell("", "/requests"),
            what: String::new(),
            how: String::new(),
            due: None,
            late: false,
            more: 0,
            text: String::new(),
            release: String::new(),
            version: String::new(),
            href: String::new(),
            label: String::new(),
            second: String::new(),
            second_label: String::new(),
        };
        let of = |state: LineState| -> Vec<&Line> { lines.iter().filter(|l| l.state == state).collect() };
        let about = |l: &Line, more: usize| Next {
            what: what_words(&shell, &l.what()),
            how: shell.code("choice-delivery-way", &l.how),
            due: Some(shell.date(l.due)),
            late: l.due < today,
            more,
            version: l.version.to_string(),
            ..empty()
        };
        let (released, planned) = (of(LineState::Released), of(LineState::Planned));
        let next = match (released.first(), planned.first()) {
            (Some(l), _) if may(perm::HAND) => Next { href: format!("/delivery/{}/hand", l.id), label: cx.t("delivery-hand"), ..about(l, released.len() - 1) },
            (_, Some(l)) if may(perm::RELEASE) => Next { release: format!("/delivery/{}/release", l.id), ..about(l, planned.len() - 1) },
            (None, None) => {
                let granted = rules::granted(&requests::decisions(&mut q, id).await?);
                let counted: Vec<_> = lines.iter().map(Line::counted).collect();
                let all_planned = rules::is_nothing(&remaining(&granted, &counted));
                // What was closed with its reason may be planned again, but need not be.
                let settled = rules::is_nothing(&rules::never_planned(&granted, &counted));
                let finish = if !lines.is_empty() && may(FINISH) { format!("/requests/{id}/finish") } else { String::new() };
                let plan = if !all_planned && may(perm::PLAN) { format!("/requests/{id}/delivery/new") } else { String::new() };
                match (plan.is_empty(), finish.is_empty()) {
                    (true, true) => return Ok(String::new()),
                    (_, false) if settled => Next {
                        text: cx.t("delivery-finish-text"),
                        href: finish,
                        label: cx.t("delivery-finish"),
                        second: plan,
                        second_label: cx.t("delivery-plan"),
                        ..empty()
                    },
                    (false, _) => Next {
                        text: cx.t(if lines.is_empty() { "delivery-next-plan" } else { "delivery-next-rest" }),
                        href: plan,
                        label: cx.t("delivery-plan"),
                        second: finish,
                        second_label: cx.t("delivery-finish"),
                        ..empty()
                    },
                    (true, false) => Next { text: cx.t("delivery-finish-text"), href: finish, label: cx.t("delivery-finish"), ..empty() },
                }
            }
            _ => return Ok(String::new()),
        };
        next.render().map_err(Problem::internal)
    })
}

/// With whom it lies, in words, where that is not the officer of the deliveries.
pub fn with(cx: Cx, id: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let lines = store::of_request(&mut cx.reader(), id).await?;
        let waits = |state: LineState| lines.iter().any(|l| l.state == state);
        Ok(if waits(LineState::Planned) && !waits(LineState::Released) { cx.t("delivery-with-treasurer") } else { String::new() })
    })
}
