//! What this room shows on a request's page: what was granted, what is on its way, what arrived.

use crate::{
    pages::{all_words, state_tag, what_words},
    perm, rules,
    store::{self, Line},
};
use askama::Template;
use i18n::dates::Dual;
use kernel::{Id, Money, Problem, Result};
use requests::rules::{
    State,
    delivery::{LineState, handed_amount, remaining, settled},
    perm::FINISH,
};
use std::{future::Future, pin::Pin};
use web::{Cx, MoneyText, Shell};

struct Row {
    what: String,
    how: String,
    due: Dual,
    late: bool,
    tag: (&'static str, &'static str, String),
    /// Who received it, or why it was closed.
    after: String,
    note: String,
    version: String,
    release: String,
    hand: String,
    close: String,
    receipt: String,
    proof: String,
    /// What the beneficiary says of it, with the words he added.
    said: Option<(&'static str, &'static str, String, String)>,
    /// Where it is looked into, while it is open.
    look: String,
}

#[derive(Template)]
#[template(path = "panel.html")]
struct Panel {
    shell: Shell,
    granted: String,
    left: String,
    handed: Option<MoneyText>,
    /// 0–100 of the money.
    share: i64,
    heads: Vec<String>,
    rows: Vec<Row>,
    plan: String,
    finish: String,
}

pub fn on_request(cx: Cx, id: Id) -> Pin<Box<dyn Future<Output = Result<String>> + Send>> {
    Box::pin(async move {
        let mut q = cx.reader();
        let r = requests::find_unscoped(&mut q, id).await?;
        let may = |p| cx.permit_for(p).is_some_and(|permit| permit.scope.covers(r.branch, r.researcher));
        if r.registered_at.is_none() || !may(perm::READ) {
            return Ok(String::new());
        }
        let granted = rules::granted(&requests::decisions(&mut q, id).await?);
        let lines = store::of_request(&mut q, id).await?;
        let counted: Vec<_> = lines.iter().map(Line::counted).collect();
        let left = remaining(&granted, &counted);
        let handed = handed_amount(&counted);
        let said = crate::check::of_request(&mut q, id).await?;
        let open = rules::deliverable(&r);
        let shell = cx.shell("", "/requests");
        let today = cx.today();
        let (may_release, may_hand, may_close) = (open && may(perm::RELEASE), open && may(perm::HAND), open && may(perm::CLOSE));
        let may_look = may(perm::LOOK_INTO);
        let row = |l: &Line| {
            let word = crate::check::newest(&said, l.id);
            let to = |yes: bool, what: &str| if yes { format!("/delivery/{}/{what}", l.id) } else { String::new() };
            Row {
                what: what_words(&shell, &l.what()),
                how: shell.code("choice-delivery-way", &l.how),
                due: shell.date(l.due),
                late: !l.state.is_settled() && l.due < today,
                tag: state_tag(&shell, l.state),
                after: match (&l.handed, &l.closed) {
                    (Some(h), _) => format!("{} · {}", h.receiver, shell.code("choice-delivery-receiver", &h.relation)),
                    (None, Some((_, _, why))) => why.clone(),
                    _ => String::new(),
                },
                note: l.note.clone(),
                version: l.version.to_string(),
                release: to(may_release && l.state == LineState::Planned, "release"),
                hand: to(may_hand && l.state == LineState::Released, "hand"),
                close: to(may_close && !l.state.is_settled(), "close"),
                receipt: to(matches!(l.state, LineState::Released | LineState::Handed), "receipt"),
                proof: to(l.handed.is_some(), "proof"),
                said: word.map(|c| {
                    let (kind, icon) = crate::check::Check::look(&c.answer);
                    (kind, icon, shell.code("choice-delivery-receipt-said", &c.answer), c.note.clone())
                }),
                look: word.filter(|c| c.open && may_look).map(|c| format!("/delivery/checks/{}", c.id)).unwrap_or_default(),
            }
        };
        let panel = Panel {
            granted: all_words(&shell, &granted),
            left: all_words(&shell, &left),
            handed: (granted.amount > Money::ZERO).then(|| shell.money(handed)),
            share: i18n::numbers::share(handed.0, granted.amount.0).clamp(0, 100),
            heads: ["delivery-what", "delivery-due", "delivery-state", "delivery-act"].map(|k| cx.t(k)).to_vec(),
            rows: lines.iter().map(row).collect(),
            plan: if open && may(perm::PLAN) && !rules::is_nothing(&left) { format!("/requests/{id}/delivery/new") } else { String::new() },
            finish: if r.state == State::InDelivery && settled(&counted) && may(FINISH) { format!("/requests/{id}/finish") } else { String::new() },
            shell,
        };
        panel.render().map_err(Problem::internal)
    })
}
