//! What he may do with a request besides following it: object, withdraw, ask.

use super::{acting_for, again, open_to, permit, track::may_object};
use crate::own;
use accounts::rules::Rate;
use askama::Template;
use contacts::{Channel, Contact, Direction, Outcome, Stage};
use i18n::dates::Dual;
use kernel::{Event, FieldError, FieldErrors, HOUR_MS, Problem, Result};
use representatives::Acts;
use requests::{Close, Object, Request, rules::Action};
use web::{Answer, Cx, Errors, Shell, StatusCode};

/// Longest text, in characters.
const TEXT_MAX: usize = 2_000;
/// Questions of one account: so many at once, then one more in this time.
const QUESTIONS: Rate = Rate { name: "portal-question", burst: 5, every_ms: 2 * HOUR_MS };
/// Questions about one request that may wait for an answer.
const UNANSWERED: usize = 3;
/// Contacts of a file looked at for them, newest first.
const LOOKED_AT: i64 = 100;
pub(super) const ERRORS: &[&str] = &["question_soon", "question_waiting"];

#[derive(Template)]
#[template(path = "mine_act.html")]
struct Page {
    shell: Shell,
    errors: Errors,
    acting: String,
    back: String,
    action: String,
    about: String,
    number: String,
    lead: String,
    until: Option<Dual>,
    label: String,
    hint: String,
    typed: String,
    button: String,
    danger: bool,
    /// Asked before something that cannot be taken back.
    sure: String,
    sure_on: bool,
}

struct Kind {
    path: &'static str,
    title: &'static str,
    lead: &'static str,
    label: &'static str,
    hint: &'static str,
    button: &'static str,
    /// The words to be ticked; empty for none.
    sure: &'static str,
}

const OBJECT: Kind = Kind {
    path: "object",
    title: "portal-object",
    lead: "portal-object-lead",
    label: "portal-object-why",
    hint: "portal-object-hint",
    button: "portal-object-do",
    sure: "",
};
const WITHDRAW: Kind = Kind {
    path: "withdraw",
    title: "portal-withdraw",
    lead: "portal-withdraw-lead",
    label: "portal-withdraw-why",
    hint: "portal-withdraw-hint",
    button: "portal-withdraw-do",
    sure: "portal-withdraw-sure",
};
const QUESTION: Kind = Kind {
    path: "question",
    title: "portal-question",
    lead: "portal-question-lead",
    label: "portal-question-what",
    hint: "portal-question-hint",
    button: "portal-question-do",
    sure: "",
};

async fn draw(cx: &Cx, k: &Kind, acts: &Acts, r: &Request, until: Option<Dual>, typed: &str, errors: Errors, status: StatusCode) -> Answer {
    let mut shell = cx.shell(cx.t(k.title), "/my");
    shell.invalid = !errors.is_empty();
    let service = services::by_id_version(&mut cx.reader(), r.service, r.service_version).await?;
    let page = Page {
        acting: acting_for(cx, acts),
        back: format!("/my/requests/{}", r.id),
        action: format!("/my/requests/{}/{}", r.id, k.path),
        about: service.name(cx.lang).to_string(),
        number: r.label().to_string(),
        lead: cx.t(k.lead),
        until,
        label: cx.t(k.label),
        hint: cx.t(k.hint),
        typed: typed.to_string(),
        button: cx.t(k.button),
        danger: k.path == "withdraw",
        sure: if k.sure.is_empty() { String::new() } else { cx.t(k.sure) },
        sure_on: cx.form.flag("sure"),
        errors,
        shell,
    };
    web::page_with(status, &page)
}

/// What was written, and the tick where one is asked: what is wrong with either is said at once.
fn words(cx: &Cx, k: &Kind) -> Result<String> {
    let text = cx.form.text("reason").to_string();
    let mut e = FieldErrors::default();
    if text.is_empty() {
        e.code("reason", "required");
    } else if text.chars().count() > TEXT_MAX {
        e.add("reason", FieldError::new("too_long").arg("n", TEXT_MAX));
    }
    if !k.sure.is_empty() && !cx.form.flag("sure") {
        e.code("sure", "confirm");
    }
    e.ok(text)
}

/// The request, where this session may object to its answer now; once he has, or the days are over, the way to the request.
async fn objectable(cx: &Cx) -> Result<std::result::Result<(Acts, Request, Dual), web::Response>> {
    let (acts, r) = own::request(cx, cx.id("id")?).await?;
    let replies = requests::replies(&mut cx.reader(), r.id).await?;
    match may_object(&acts, &r, &replies, cx.now()) {
        Some(until) => Ok(Ok((acts, r, cx.shell("", "").date(until.day())))),
        None if acts.can("object") && !replies.is_empty() => Ok(Err(web::redirect(&format!("/my/requests/{}", r.id)))),
        None => Err(Problem::NotFound),
    }
}

pub async fn object_form(cx: Cx) -> Answer {
    let (acts, r, until) = match objectable(&cx).await? {
        Ok(x) => x,
        Err(away) => return Ok(away),
    };
    draw(&cx, &OBJECT, &acts, &r, Some(until), "", Errors::none(), StatusCode::OK).await
}

pub async fn object(cx: Cx) -> Answer {
    let (acts, r, until) = match objectable(&cx).await? {
        Ok(x) => x,
        Err(away) => return Ok(away),
    };
    let done = match words(&cx, &OBJECT) {
        Ok(reason) => {
            let cmd = Object { id: r.id, version: r.version, reason, reporter: None };
            requests::object(cx.env(), cx.db(), &permit(&cx, requests::perm::OBJECT)?, cmd).await
        }
        Err(p) => Err(p),
    };
    match done {
        Ok(()) => cx.done(&format!("/my/requests/{}", r.id), "portal-objected"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            draw(&cx, &OBJECT, &acts, &r, Some(until), cx.form.text("reason"), errors, status).await
        }
    }
}

/// The request, where this session may withdraw it.
async fn withdrawable(cx: &Cx) -> Result<(Acts, Request)> {
    let (acts, r) = own::request(cx, cx.id("id")?).await?;
    if acts.can("ask") && open_to(r.state, Action::Withdraw) { Ok((acts, r)) } else { Err(Problem::NotFound) }
}

pub async fn withdraw_form(cx: Cx) -> Answer {
    let (acts, r) = withdrawable(&cx).await?;
    draw(&cx, &WITHDRAW, &acts, &r, None, "", Errors::none(), StatusCode::OK).await
}

pub async fn withdraw(cx: Cx) -> Answer {
    let (acts, r) = withdrawable(&cx).await?;
    let done = match words(&cx, &WITHDRAW) {
        // The version the page was drawn from is of no use here: what happens to a request inside must not keep its owner from ending it.
        Ok(reason) => {
            let cmd = Close { id: r.id, version: r.version, reason };
            requests::withdraw(cx.env(), cx.db(), &permit(&cx, requests::perm::WITHDRAW)?, cmd).await
        }
        Err(p) => Err(p),
    };
    match done {
        Ok(()) => cx.done("/my", "portal-withdrawn"),
        Err(p) => {
            let (errors, status) = again(&cx, p)?;
            draw(&cx, &WITHDRAW, &acts, &r, None, cx.form.text("reason"), errors, status).await
        }
    }
}

/// What a question about a request begins with, so that it is found by it.
pub(super) fn mark(r: &Request) -> String {
    let label = if r.label().is_empty() { r.id.to_string() } else { r.label().to_string() };
    format!("[{label}]")
}

async fn askable(cx: &Cx) -> Result<(Acts, Request)> {
    let (acts, r) = own::request(cx, cx.id("id")?).await?;
    if acts.can("ask") { Ok((acts, r)) } else { Err(Problem::NotFound) }
}

pub async fn question_form(cx: Cx) -> Answer {
    let (acts, r) = askable(&cx).await?;
    draw(&cx, &QUESTION, &acts, &r, None, "", Errors::none(), StatusCode::OK).await
}

/// A contact owed an answer: it stands on the officers' list like a call not yet returned.
pub async fn question(cx: Cx) -> Answer {
    let (acts, r) = askable(&cx).await?;
    match put_question(&cx, &r).await {
        Ok(()) => cx.done(&format!("/my/requests/{}", r.id), "portal-asked"),
        Err(p) => {
            let (p, soon) = match p {
                Problem::TooMany { .. } => (Problem::field("reason", "question_soon"), true),
                p => (p, false),
            };
            let (errors, status) = again(&cx, p)?;
            let status = if soon { StatusCode::TOO_MANY_REQUESTS } else { status };
            draw(&cx, &QUESTION, &acts, &r, None, cx.form.text("reason"), errors, status).await
        }
    }
}

async fn put_question(cx: &Cx, r: &Request) -> Result<()> {
    let (text, once) = (words(cx, &QUESTION)?, crate::once(cx)?);
    let (now, outside) = (cx.now(), cx.outside()?);
    let mut tx = cx.db().begin(&outside.actor).await?;
    if let db::Once::Again(_) = tx.once(once, &cx.form.digest(), now).await? {
        return Ok(());
    }
    // The account's counter is taken before anything is counted: others of the same account wait for it, and none slips through.
    accounts::take_rates(&mut tx, now, &[(QUESTIONS, &outside.actor.id.to_string())]).await?;
    let mark = mark(r);
    let waits = |c: &Contact| c.channel == Channel::Website && c.outcome == Outcome::NeedsReply && c.asked.starts_with(&mark);
    if contacts::of_file(&mut tx, r.file, LOOKED_AT).await?.iter().filter(|c| waits(c)).count() >= UNANSWERED {
        return Err(Problem::field("reason", "question_waiting"));
    }
    let id = cx.env().id();
    let contact = Contact {
        id,
        branch: r.branch,
        file: Some(r.file),
        person_name: outside.actor.name.clone(),
        mobile: String::new(),
        channel: Channel::Website,
        direction: Direction::In,
        stage: Stage::Done,
        arrived: now,
        called: None,
        ended: Some(now),
        waiting_minutes: None,
        service_minutes: None,
        asked: format!("{mark} {text}"),
        answered: String::new(),
        outcome: Outcome::NeedsReply,
        answered_at: None,
        employee: outside.actor.id,
        employee_name: outside.actor.name.clone(),
        created_at: now,
        version: 1,
    };
    contacts::log_in(&mut tx, &contact).await?;
    tx.once_result(once, "asked").await?;
    tx.record(now, Event::new("portal.question", "contact", id).file(r.file).fact("request", r.id));
    tx.commit().await
}
