//! Everything of his on one page: what he must do first, then his requests, then his data.

use super::{
    Tag, acting_for, look, seen,
    waits::{self, both},
};
use crate::own;
use askama::Template;
use requests::rules::State;
use web::{Answer, Cx, Shell};

struct Card {
    href: String,
    service: String,
    number: String,
    tag: Tag,
    text: String,
    /// What he must do now: a button, a sentence, or both; empty for nothing.
    act: String,
    act_href: String,
    act_text: String,
    /// The last day to complete it.
    until: String,
    not_before: String,
}

struct Group {
    /// For whom, where it is not for himself.
    name: String,
    own: bool,
    /// Nobody has looked at the application this stands on.
    unmatched: bool,
    /// One of its requests may still be written.
    draft: bool,
    cards: Vec<Card>,
    may_ask: bool,
    ask_href: String,
}

#[derive(Template)]
#[template(path = "mine_home.html")]
struct Page {
    shell: Shell,
    /// In whose name this session acts now, where it is not his own; and his name alone.
    acting: String,
    of: String,
    /// His own file, to go back to.
    own_file: String,
    first: String,
    groups: Vec<Group>,
    todo: usize,
    unread: i64,
    several: bool,
    refused: String,
    refused_shown: bool,
    registered: bool,
    /// He himself, or who acts for somebody in law.
    in_law: bool,
}

pub async fn show(cx: Cx) -> Answer {
    let q = &mut cx.reader();
    let outside = cx.outside()?.clone();
    let all = own::all(&cx).await?;
    let shell = cx.shell(cx.t("portal-mine"), "/my");
    let listing = super::permit(&cx, requests::perm::LIST)?;
    let mut groups = vec![];
    let mut todo = 0;
    for a in &all {
        let file = beneficiaries::find_any(q, a.file).await?;
        let rows = requests::of_file(q, &listing, a.file).await?;
        let words = requests::named(q, cx.lang, &rows).await?;
        let mut cards = vec![];
        for r in rows.iter().filter(|r| a.is_own() || r.applicant == a.beneficiary || file.head == a.beneficiary) {
            let state = seen(r.state);
            let waits = waits::of(&cx, r.id, r.state, a).await?;
            todo += usize::from(waits.is_some());
            let known = waits::known(&cx, r.id, r.state, a).await?;
            let until = match r.missing_told_at.filter(|_| state == State::AwaitingCompletion) {
                Some(told) => both(&shell.date(told.plus_days(lapse_days(q, r.id).await?).day())),
                None => String::new(),
            };
            let (kind, icon) = look(r.state);
            let promise = r
                .floor
                .current
                .filter(|p| p.earliest > cx.now() && r.submitted_at.is_some() && state.is_open() && !state.is_after_reply() && !state.is_editable());
            let (act, act_href, act_text) = waits.map(|w| (w.what, w.href, w.text)).unwrap_or_default();
            cards.push(Card {
                href: if r.state == State::Draft { format!("/my/requests/{}/tasks", r.id) } else { format!("/my/requests/{}", r.id) },
                service: words.service(r),
                number: r.number.clone().unwrap_or_default(),
                tag: Tag { kind, icon, text: shell.code("portal-state", state.code()) },
                text: waits::sentence(&cx, &shell, state, &known),
                act,
                act_href,
                act_text,
                until,
                not_before: promise.map(|p| cx.ta("portal-not-before", &[("date", both(&shell.date(p.day())).into())])).unwrap_or_default(),
            });
        }
        // What waits for him comes first; within that, the newest.
        cards.sort_by_key(|c| c.act.is_empty() && c.act_text.is_empty());
        groups.push(Group {
            name: a.name.clone(),
            own: a.is_own(),
            unmatched: file.unmatched,
            draft: rows.iter().any(|r| r.state.is_editable()),
            cards,
            may_ask: a.can("ask"),
            ask_href: format!("/my/new?file={}", a.file),
        });
    }
    // Came in by his number alone, or as the person of his own draft: he reads why all the same.
    let applied = match outside.person {
        None => {
            let account = accounts::account_of(q, outside.session).await?;
            applications::newest_of(q, account).await?
        }
        Some(person) => applications::newest_of_person(q, person).await?,
    };
    let refused = applied.filter(|a| a.stage == applications::rules::Stage::Refused);
    let unread = match outside.person.or_else(|| all.first().map(|a| a.beneficiary)) {
        Some(p) => messages::unread_of_person(q, p).await?,
        None => 0,
    };
    let first = all.iter().find(|a| a.is_own()).and_then(|a| a.name.split_whitespace().next().map(String::from)).unwrap_or_default();
    // Whoever stands for another sees on every page for whom.
    let now = if all.len() > 1 { accounts::acting(&cx).await? } else { all.first().cloned() }.filter(|a| !a.is_own());
    let page = Page {
        acting: now.as_ref().map(|a| acting_for(&cx, a)).unwrap_or_default(),
        in_law: now.as_ref().map_or_else(|| all.iter().any(super::in_law), super::in_law),
        own_file: now.as_ref().and_then(|_| all.iter().find(|a| a.is_own())).map(|a| a.file.to_string()).unwrap_or_default(),
        of: now.map(|a| a.name).unwrap_or_default(),
        first,
        several: groups.len() > 1,
        todo,
        unread,
        refused_shown: refused.is_some(),
        refused: refused.map(|a| a.reason).unwrap_or_default(),
        registered: !groups.is_empty(),
        groups,
        shell,
    };
    web::page(&page)
}

/// Days a request may wait to be completed, by the clocks it was begun under.
async fn lapse_days(q: &mut impl db::Query, id: kernel::Id) -> kernel::Result<i64> {
    let version = requests::find_unscoped(q, id).await?.clocks_version;
    Ok(requests::clocks(q, Some(version)).await?.lapse_days)
}
