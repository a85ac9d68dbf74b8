//! The documents a request needs: what is on file already, what is asked for.

use super::{Open, acting_for, open, store};
use askama::Template;
use documents::DocumentType;
use i18n::dates::Dual;
use kernel::{Id, Result};
use requests::{Checklist, Line, rules::checklist::ItemState};
use web::{Answer, Cx, Shell};

/// The end of an address for whom a document is asked: a person's id, or the household.
pub(crate) const HOME: &str = "home";

pub(crate) fn who(subject: Option<Id>) -> String {
    subject.map_or_else(|| HOME.to_string(), |p| p.to_string())
}

pub(crate) struct Card {
    pub id: usize,
    pub name: String,
    pub note: String,
    pub because: String,
    /// `ok` nothing to do, `sent` handed in here, `ask` wanted, `again` wanted anew.
    pub state: &'static str,
    pub word: String,
    pub text: String,
    pub until: Option<Dual>,
    pub href: String,
    /// Handed in by himself and not yet looked at: he may still change it.
    pub change: bool,
    pub gathered: usize,
    /// The next to be handed in: one way on stands out, not all of them.
    pub next: bool,
}

#[derive(Template)]
#[template(path = "ask_documents.html")]
struct Page {
    shell: Shell,
    acting: String,
    back: String,
    cards: Vec<Card>,
    line: String,
    meter: usize,
    /// Some questions are not answered yet: the list may change with them.
    open: bool,
    /// Some are still to be handed in.
    left: bool,
    /// All there, and it was sent before: only the signature is left.
    sign: bool,
    next: String,
}

pub(crate) async fn checklist(cx: &Cx, o: &Open) -> Result<Checklist> {
    let q = &mut cx.reader();
    let file = beneficiaries::find_any(q, o.r.file).await?;
    requests::of_request(q, &o.r, &file, cx.now()).await
}

pub(crate) async fn counts(cx: &Cx, o: &Open) -> Result<(usize, usize)> {
    Ok(checklist(cx, o).await?.counts())
}

pub(crate) fn asked(list: &Checklist) -> impl Iterator<Item = &Line> {
    list.lines.iter().filter(|l| l.item.state != ItemState::NotApplicable)
}

/// Whether this session handed a document in itself and nobody has looked at it yet.
pub(crate) fn changeable(cx: &Cx, list: &Checklist, l: &Line) -> bool {
    let Ok(actor) = cx.actor() else { return false };
    l.item.document.and_then(|d| list.documents.iter().find(|x| x.id == d)).is_some_and(|d| d.checks.is_empty() && d.scans.iter().all(|s| s.by == actor.id))
}

fn card(cx: &Cx, shell: &Shell, o: &Open, list: &Checklist, kinds: &[DocumentType], pages: &[store::Page], (n, l): (usize, &Line)) -> Card {
    let who = who(l.item.subject);
    let gathered = pages.iter().filter(|p| p.kind == l.item.document_type && p.subject == who).count();
    let change = changeable(cx, list, l);
    let (state, key) = match l.item.state {
        ItemState::Missing => ("ask", "portal-ask-paper-wanted"),
        ItemState::AskedAgain => ("again", "portal-ask-paper-again"),
        ItemState::Expired => ("again", "portal-ask-paper-expired"),
        ItemState::Mismatch => ("again", "portal-ask-paper-mismatch"),
        ItemState::PresentUnchecked | ItemState::CheckedInsufficientWay if change => ("sent", "portal-ask-paper-sent"),
        _ => ("ok", "portal-ask-paper-ok"),
    };
    let several = kinds.iter().find(|k| k.code == l.item.document_type).is_some_and(|k| k.valid_for_days.is_some());
    Card {
        id: n,
        name: l.name(cx.lang),
        note: l.note(cx.lang).to_string(),
        because: l.because(cx.lang),
        word: cx.t(key),
        text: match state {
            "ok" => cx.t("portal-ask-paper-ok-text"),
            "sent" => cx.t("portal-ask-paper-sent-text"),
            "again" => cx.t(&format!("{key}-text")),
            _ if several => cx.t("portal-ask-paper-recent"),
            _ => String::new(),
        },
        state,
        until: l.item.valid_until.filter(|_| matches!(state, "ok" | "sent")).map(|d| shell.date(d)),
        href: o.href(&format!("documents/{}/{who}", l.item.document_type)),
        change,
        gathered,
        next: false,
    }
}

pub async fn list(cx: Cx) -> Answer {
    let o = match open(&cx).await? {
        Ok(o) => o,
        Err(away) => return Ok(away),
    };
    let list = checklist(&cx, &o).await?;
    let kinds = documents::types(&mut cx.reader()).await?;
    let pages = store::gathered(&mut cx.reader(), o.r.id).await?;
    let (filled, asked_n) = list.counts();
    let shell = cx.shell(cx.t("portal-ask-documents"), "/my");
    let mut cards: Vec<Card> = asked(&list).enumerate().map(|l| card(&cx, &shell, &o, &list, &kinds, &pages, l)).collect();
    let next = cards.iter_mut().find(|c| matches!(c.state, "ask" | "again"));
    let left = next.is_some();
    if let Some(c) = next {
        c.next = true;
    }
    let answered = o.draft.all_done(&o.pages);
    let page = Page {
        acting: acting_for(&cx, &o.acts),
        back: o.href("tasks"),
        cards,
        line: cx.ta("portal-ask-arrived-n", &[("n", (filled as i64).into()), ("of", (asked_n as i64).into())]),
        meter: filled * 100 / asked_n.max(1),
        open: !answered,
        left,
        sign: !left && answered && o.r.state == requests::rules::State::AwaitingCompletion,
        next: o.href(if answered { "check" } else { "tasks" }),
        shell,
    };
    web::page(&page)
}
