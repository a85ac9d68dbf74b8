//! Everything of his on one page: what he must do first, then his requests, then his data.

use super::{Tag, look, seen};
use crate::own;
use askama::Template;
use kernel::Id;
use representatives::Acts;
use requests::rules::State;
use web::{Answer, Cx, Shell};

struct Card {
    href: String,
    service: String,
    number: String,
    tag: Tag,
    text: String,
    /// What he must do now; empty for nothing.
    act: String,
    act_href: String,
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
    first: String,
    groups: Vec<Group>,
    todo: usize,
    unread: i64,
    several: bool,
    refused: String,
    refused_shown: bool,
    registered: bool,
}

/// What he is waited for in a request, if anything: words and the way.
pub(super) async fn waited_for(cx: &Cx, id: Id, state: State, acts: &Acts) -> kernel::Result<Option<(String, String)>> {
    let to = |what: &str| format!("/my/requests/{id}/{what}");
    Ok(match state {
        State::Draft if acts.can("ask") => Some((cx.t("portal-do-finish"), to("tasks"))),
        State::AwaitingCompletion if acts.can("ask") => Some((cx.t("portal-do-complete"), to("documents"))),
        State::Accepted | State::InDelivery | State::Served if acts.can("receive") => {
            let q = &mut cx.reader();
            let said = delivery::check::of_request(q, id).await?;
            let lines = delivery::of_request(q, id).await?;
            let open = lines.iter().find(|l| l.state == requests::rules::delivery::LineState::Handed && delivery::check::newest(&said, l.id).is_none());
            open.map(|l| (cx.t("portal-do-confirm"), to(&format!("receipt/{}", l.id))))
        }
        _ => None,
    })
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
            let waits = waited_for(&cx, r.id, r.state, a).await?;
            todo += usize::from(waits.is_some());
            let (kind, icon) = look(r.state);
            let promise = r
                .floor
                .current
                .filter(|p| p.earliest > cx.now() && r.submitted_at.is_some() && state.is_open() && !state.is_after_reply() && !state.is_editable());
            let (act, act_href) = waits.unwrap_or_default();
            cards.push(Card {
                href: if r.state == State::Draft { format!("/my/requests/{}/tasks", r.id) } else { format!("/my/requests/{}", r.id) },
                service: words.service(r),
                number: r.number.clone().unwrap_or_default(),
                tag: Tag { kind, icon, text: shell.code("portal-state", state.code()) },
                text: shell.code("portal-state-text", state.code()),
                act,
                act_href,
                not_before: promise
                    .map(|p| {
                        let d = shell.date(p.day());
                        cx.ta(
                            "portal-not-before",
                            &[("date", [d.first, d.second].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ").into())],
                        )
                    })
                    .unwrap_or_default(),
            });
        }
        // What waits for him comes first; within that, the newest.
        cards.sort_by_key(|c| c.act.is_empty());
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
    let page = Page {
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
