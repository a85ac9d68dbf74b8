//! What one is waited for in a request, and what its state is called where more is known of it than its code.

use super::seen;
use i18n::dates::Dual;
use kernel::{Day, Id, Result};
use representatives::Acts;
use requests::{
    Reply, Request,
    rules::{Outcome, State, delivery::LineState},
};
use web::{Cx, Shell};

/// The next thing to be done: what its button says and where it leads (both empty for nothing to press), and a sentence where one is needed.
pub(super) struct Waits {
    pub what: String,
    pub href: String,
    pub text: String,
}

/// Both calendars in one line.
pub(super) fn both(d: &Dual) -> String {
    [d.first.as_str(), d.second.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Whether nothing a request waited for is missing any more: its signature alone.
pub(crate) async fn complete(cx: &Cx, r: &Request) -> Result<bool> {
    let q = &mut cx.reader();
    let file = beneficiaries::find_any(q, r.file).await?;
    let words = requests::missing(q, r.id).await?.iter().any(|m| m.document_type.is_empty());
    Ok(!words && requests::of_request(q, r, &file, cx.now()).await?.complete())
}

/// A line that lies ready to be fetched.
fn to_fetch(l: &delivery::Line) -> bool {
    l.how == "pickup" && l.state == LineState::Released
}

/// What he is waited for in a request, if anything.
pub(super) async fn of(cx: &Cx, id: Id, state: State, acts: &Acts) -> Result<Option<Waits>> {
    let to = |what: &str| format!("/my/requests/{id}/{what}");
    let button = |key: &str, href: String| Some(Waits { what: cx.t(key), href, text: String::new() });
    let q = &mut cx.reader();
    Ok(match state {
        State::Draft if acts.can("ask") => button("portal-do-finish", to("tasks")),
        State::AwaitingCompletion if acts.can("ask") => {
            let r = requests::find_unscoped(q, id).await?;
            match complete(cx, &r).await? {
                true if acts.can("sign") => button("portal-sent-sign", to("check")),
                true => None,
                false => button("portal-do-complete", to("documents")),
            }
        }
        State::Accepted | State::InDelivery | State::Served if acts.can("receive") => {
            let said = delivery::check::of_request(q, id).await?;
            let lines = delivery::of_request(q, id).await?;
            let unsaid = |l: &&delivery::Line| delivery::check::newest(&said, l.id).is_none();
            match (lines.iter().filter(unsaid).find(|l| l.state == LineState::Handed), lines.iter().filter(unsaid).find(|l| to_fetch(l))) {
                (Some(l), _) => button("portal-do-confirm", to(&format!("receipt/{}", l.id))),
                (None, Some(l)) => Some(fetch(cx, l).await?),
                (None, None) => None,
            }
        }
        _ => None,
    })
}

/// Where, when and with what; past its day, whom to call.
async fn fetch(cx: &Cx, l: &delivery::Line) -> Result<Waits> {
    let place = staff::branch(&mut cx.reader(), l.branch).await?.map(|b| b.name(cx.lang).to_string()).unwrap_or_default();
    let shell = cx.shell("", "/my");
    if l.due < cx.today() {
        let (what, href) = if shell.org.phone.is_empty() { Default::default() } else { (cx.t("portal-ask-help-call"), format!("tel:{}", shell.org.dial())) };
        return Ok(Waits { what, href, text: cx.t("portal-fetch-passed") });
    }
    let text = cx.ta("portal-fetch", &[("place", place.into()), ("date", both(&shell.date(l.due)).into())]);
    Ok(Waits { what: String::new(), href: String::new(), text })
}

/// The newest acceptance gave only some of what was asked.
pub(super) fn in_part(replies: &[Reply]) -> bool {
    replies.first().is_some_and(|r| r.partial && r.outcome == Outcome::Accept)
}

/// What is known of a request beyond its state.
#[derive(Default)]
pub(super) struct Known {
    /// Nothing is missing any more; whether this session may sign.
    pub complete: Option<bool>,
    pub part: bool,
    /// Something lies ready to be fetched.
    pub fetch: bool,
    pub until: Option<Day>,
}

/// As much as the pages of a request's state say; the database is asked only where the state has more to tell.
pub(super) async fn known(cx: &Cx, id: Id, state: State, acts: &Acts) -> Result<Known> {
    let q = &mut cx.reader();
    let mut out = Known::default();
    match seen(state) {
        State::AwaitingCompletion => {
            let r = requests::find_unscoped(q, id).await?;
            out.complete = complete(cx, &r).await?.then_some(acts.can("sign"));
        }
        State::Deferred => out.until = requests::find_unscoped(q, id).await?.deferred_until,
        State::Accepted | State::InDelivery | State::Served => {
            out.part = in_part(&requests::replies(q, id).await?);
            out.fetch = state == State::InDelivery && delivery::of_request(q, id).await?.iter().any(to_fetch);
        }
        _ => {}
    }
    Ok(out)
}

/// The state in one sentence. `state`: as anybody outside may know it.
pub(super) fn sentence(cx: &Cx, shell: &Shell, state: State, k: &Known) -> String {
    let plain = || shell.code("portal-state-text", state.code());
    match state {
        State::AwaitingCompletion => match k.complete {
            Some(true) => cx.t("portal-ready"),
            Some(false) => cx.t("portal-ask-not-sign"),
            None => plain(),
        },
        State::Deferred => k.until.map_or_else(plain, |d| cx.ta("portal-deferred-until", &[("date", both(&shell.date(d)).into())])),
        State::InDelivery if k.fetch => cx.t("portal-fetch-ready"),
        State::Accepted if k.part => cx.t("portal-accepted-part"),
        State::InDelivery | State::Served if k.part => format!("{} {}", cx.t("portal-part"), plain()),
        _ => plain(),
    }
}

/// What a line of help is called on its way: what is fetched is not on the way to anybody.
pub(super) fn line_look(l: &delivery::Line) -> (&'static str, &'static str, &'static str) {
    match l.state {
        LineState::Planned => ("", "calendar", "portal-line-planned"),
        LineState::Released if l.how == "pickup" => ("info", "flag", "portal-line-ready"),
        LineState::Released => ("info", "truck", "portal-line-released"),
        LineState::Handed => ("ok", "check", "portal-line-handed"),
        LineState::Closed => ("", "x", "portal-line-closed"),
    }
}
