//! Following one request: where it is, with whom, what he must do, and the day before which no answer comes.

use super::{
    Piece, Tag, acting_for, look, open_to, pieces, seen, timeline,
    waits::{self, Waits},
    written,
};
use crate::own;
use askama::Template;
use contacts::Channel;
use i18n::dates::Dual;
use kernel::{At, Problem, Result};
use representatives::Acts;
use requests::{
    Reply, Request,
    rules::{Action, Outcome, State},
};
use services::Service;
use web::{Answer, Cx, DualAt, Shell};

/// The day before which no answer goes out; past it, that one may come any day.
struct Promise {
    label: String,
    day: Option<Dual>,
    /// The first one given, where a later one replaced it.
    first: Option<Dual>,
    text: String,
}

struct Lack {
    name: String,
    why: String,
    note: String,
    href: String,
}

struct HelpLine {
    what: String,
    how: String,
    /// The day it was handed over; before that, the day it is due.
    day: Dual,
    tag: Tag,
    said: Option<Tag>,
    note: String,
    found: String,
    href: String,
    /// Said to be in his hands: his word is waited for.
    asked: bool,
}

/// As the address of a document's page names whose it is.
fn docs_who(person: Option<kernel::Id>) -> String {
    person.map_or_else(|| "home".into(), |p| p.to_string())
}

/// A reply as it went out.
pub(super) struct Decided {
    pub letter: String,
    pub date: Dual,
    pub outcome_words: String,
    pub good: bool,
    /// Granted, not all that was asked for.
    pub part: bool,
    pub amount: String,
    pub goods: Vec<(String, String)>,
    /// All that was granted, a line each.
    pub granted: Vec<String>,
    pub conditions: String,
    pub reasons: String,
    pub referral_body: String,
    pub added: String,
    pub objection_until: Dual,
}

struct Said {
    at: DualAt,
    text: Vec<Piece>,
    from_us: bool,
}

#[derive(Template)]
#[template(path = "mine_track.html")]
struct Page {
    shell: Shell,
    acting: String,
    number: String,
    tag: Tag,
    updated: Option<Dual>,
    promise: Option<Promise>,
    do_now: Option<Waits>,
    lacking: Vec<Lack>,
    until: Option<Dual>,
    /// Nothing is missing any more: what remains, in a sentence.
    ready: String,
    decided: Vec<Decided>,
    again: bool,
    lines: Vec<HelpLine>,
    help: String,
    /// What was asked for, and every answer; empty where it is not his to read.
    asked: String,
    written: Vec<(String, String)>,
    thread: Vec<timeline::Item>,
    holder: String,
    branch: String,
    talk: Vec<Said>,
    href: String,
    object: Option<Dual>,
    question: bool,
    withdraw: bool,
    change: bool,
    unmatched: bool,
    /// It may still be written.
    draft: bool,
    closed: bool,
    /// The day until which an objection was taken, where that is over.
    too_late: Option<Dual>,
    /// It ended because something stayed missing.
    lapsed: bool,
    /// With himself: no office has it.
    his: bool,
    /// Where to ask anew.
    anew: String,
    papers: Vec<super::papers::Paper>,
}

pub(super) fn decided(shell: &Shell, service: &Service, r: &Reply) -> Result<Decided> {
    // What was granted is never left out of what is shown.
    let goods: std::collections::BTreeMap<String, i64> =
        if r.goods.is_empty() { Default::default() } else { serde_json::from_str(&r.goods).map_err(Problem::internal)? };
    // Goods called as they are counted are said once.
    let given = |k: &str, n: i64| match written::counted(shell.lang, service, n) {
        words if k.trim() == service.body.unit_ar.trim() => words,
        words => format!("{k}: {words}"),
    };
    let amount = r.amount.map(|m| i18n::numbers::money_line(shell.lang, m));
    let outcome = match (r.outcome, r.partial) {
        (Outcome::Accept, true) => "accept_part",
        (o, _) => o.code(),
    };
    Ok(Decided {
        letter: r.letter_number.clone(),
        date: shell.date(r.at.day()),
        outcome_words: shell.code("portal-outcome", outcome),
        good: r.outcome == Outcome::Accept,
        part: r.outcome == Outcome::Accept && r.partial,
        amount: r.amount.map(|m| i18n::numbers::money_line(shell.lang, m)).unwrap_or_default(),
        goods: goods.iter().map(|(k, n)| (k.clone(), written::counted(shell.lang, service, *n))).collect(),
        granted: amount.into_iter().chain(goods.iter().map(|(k, n)| given(k, *n))).collect(),
        conditions: r.conditions.clone(),
        reasons: r.reasons.clone(),
        referral_body: r.referral_body.clone(),
        added: r.added.clone(),
        objection_until: shell.date(r.objection_until.day()),
    })
}

/// Until when he may object: the period of the newest reply, where the table lets him and he may in another's name.
pub(super) fn may_object(acts: &Acts, r: &Request, replies: &[Reply], now: At) -> Option<At> {
    let reply = replies.first()?;
    // A whole acceptance leaves nothing to object to.
    let less = reply.partial || reply.outcome != Outcome::Accept;
    (acts.can("object") && less && open_to(r.state, Action::Object) && now <= reply.objection_until).then_some(reply.objection_until)
}

fn promise(cx: &Cx, shell: &Shell, r: &Request, state: State) -> Option<Promise> {
    if r.submitted_at.is_none() || !state.is_open() || state.is_after_reply() || state.is_editable() {
        return None;
    }
    let first = r.floor.first.zip(r.floor.current).filter(|(a, b)| a != b).map(|(a, _)| shell.date(a.day()));
    let passed = r.floor.current.is_some_and(|p| p.earliest <= cx.now());
    // One sentence for every state between raising and replying: a decision taken shows in none of them.
    let key = match (r.floor.current.is_some(), passed, state) {
        // Put on the list, it is told so itself: only its turn is waited for.
        (_, _, State::Waiting) => "portal-promise-waiting",
        (false, ..) => "portal-promise-later",
        (_, true, _) => "portal-promise-passed",
        (_, _, State::BeforeCommittee | State::Deferred) => "portal-promise-committee",
        _ => "portal-promise-study",
    };
    let deferred =
        r.deferred_until.filter(|_| state == State::Deferred).map(|d| cx.ta("portal-deferred-until", &[("date", waits::both(&shell.date(d)).into())]));
    Some(Promise {
        // A day that has passed promises nothing any more.
        label: cx.t(if passed { "portal-promise-any-day" } else { "portal-promise" }),
        day: r.floor.current.filter(|_| !passed).map(|p| shell.date(p.day())),
        first: first.filter(|_| !passed),
        text: [deferred.unwrap_or_default(), cx.t(key)].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" "),
    })
}

async fn lacking(cx: &Cx, r: &Request, href: &str, may: bool) -> Result<Vec<Lack>> {
    let q = &mut cx.reader();
    let file = beneficiaries::find_any(q, r.file).await?;
    let named = requests::missing(q, r.id).await?;
    let list = requests::of_request(q, r, &file, cx.now()).await?;
    let mut out = vec![];
    for l in list.lacking() {
        let note = named.iter().find(|m| m.document_type == l.item.document_type && (m.person == l.item.subject || m.person.is_none()));
        out.push(Lack {
            name: l.name(cx.lang),
            why: cx.t(&format!("portal-sent-lack-{}", l.item.state.code().replace('_', "-"))),
            note: note.map(|m| m.note.clone()).unwrap_or_default(),
            href: if may { format!("{href}/documents/{}/{}", l.item.document_type, docs_who(l.item.subject)) } else { String::new() },
        });
    }
    for m in named.into_iter().filter(|m| m.document_type.is_empty()) {
        out.push(Lack { name: m.note, why: String::new(), note: String::new(), href: if may { format!("{href}/tasks") } else { String::new() } });
    }
    Ok(out)
}

/// Deliveries in his words; there are none before a reply.
async fn help(cx: &Cx, shell: &Shell, r: &Request, lines: Vec<delivery::Line>, acts: &Acts, href: &str) -> Result<Vec<HelpLine>> {
    use requests::rules::delivery::LineState;
    if lines.is_empty() {
        return Ok(vec![]);
    }
    let said = delivery::check::of_request(&mut cx.reader(), r.id).await?;
    Ok(lines
        .iter()
        .map(|l| {
            let (kind, icon, key) = waits::line_look(l);
            let word = delivery::check::newest(&said, l.id);
            HelpLine {
                what: delivery::line_words(shell, l),
                how: shell.code("choice-delivery-way", &l.how),
                day: shell.date(l.handed.as_ref().map_or(l.due, |h| h.at.day())),
                tag: Tag { kind, icon, text: cx.t(key) },
                said: word.map(|c| {
                    let (kind, icon) = delivery::check::Check::look(&c.answer);
                    Tag { kind, icon, text: shell.code("choice-delivery-receipt", &c.answer) }
                }),
                note: word.map(|c| c.note.clone()).unwrap_or_default(),
                found: word.and_then(|c| c.settled.as_ref()).map(|s| s.2.clone()).unwrap_or_default(),
                asked: l.state == LineState::Handed,
                href: if acts.can("receive") && delivery::check::askable(l, cx.today()) { format!("{href}/receipt/{}", l.id) } else { String::new() },
            }
        })
        .collect())
}

/// What the list of help is called: given, still to come, or both.
fn help_words(cx: &Cx, lines: &[delivery::Line]) -> String {
    use requests::rules::delivery::LineState;
    let given = lines.iter().any(|l| l.state == LineState::Handed);
    let ahead = lines.iter().any(|l| matches!(l.state, LineState::Planned | LineState::Released));
    cx.t(match (given, ahead) {
        (true, true) => "portal-help-both",
        (false, true) => "portal-help-ahead",
        _ => "portal-help",
    })
}

/// What was said on both sides about this request, newest first: our messages, his questions and their answers.
async fn talk(cx: &Cx, shell: &Shell, r: &Request) -> Result<Vec<Said>> {
    let q = &mut cx.reader();
    let mut out: Vec<(At, Said)> = messages::of_request(q, r.id)
        .await?
        .into_iter()
        .filter(|m| !messages::is_secret(&m.event) && m.status != "merged")
        .map(|m| (m.at, Said { at: shell.at(m.at), text: pieces(&m.text), from_us: true }))
        .collect();
    let mark = super::acts::mark(r);
    for c in contacts::of_file(q, r.file, 50).await?.into_iter().filter(|c| c.channel == Channel::Website && c.asked.starts_with(&mark)) {
        out.push((c.arrived, Said { at: shell.at(c.arrived), text: pieces(c.asked.trim_start_matches(&mark).trim()), from_us: false }));
        if !c.answered.is_empty() {
            let at = c.answered_at.unwrap_or(c.arrived);
            out.push((at, Said { at: shell.at(at), text: pieces(&c.answered), from_us: true }));
        }
    }
    out.sort_by_key(|(at, s)| std::cmp::Reverse((*at, s.from_us)));
    Ok(out.into_iter().map(|(_, s)| s).collect())
}

pub async fn show(cx: Cx) -> Answer {
    let (acts, r) = own::request(&cx, cx.id("id")?).await?;
    let href = format!("/my/requests/{}", r.id);
    if r.state == State::Draft {
        return Ok(web::redirect(&format!("{href}/tasks")));
    }
    let q = &mut cx.reader();
    let state = seen(r.state);
    let service = services::by_id_version(q, r.service, r.service_version).await?;
    let shell = cx.shell(service.name(cx.lang).to_string(), "/my");
    let history = requests::history(q, r.id).await?;
    let replies = requests::replies(q, r.id).await?;
    let file = beneficiaries::find_any(q, r.file).await?;
    let branch = staff::branch(q, r.branch).await?.map(|b| b.name(cx.lang).to_string()).unwrap_or_default();
    let missing = r.state == State::AwaitingCompletion;
    let clocks = requests::clocks(q, Some(r.clocks_version)).await?;
    let (kind, icon) = look(r.state);
    let told = !replies.is_empty();
    let (may_ask, lapsed) = (acts.can("ask"), state == State::Lapsed);
    let known = waits::known(&cx, r.id, r.state, &acts).await?;
    let object = may_object(&acts, &r, &replies, cx.now());
    let lines = if told { delivery::of_request(q, r.id).await? } else { vec![] };
    let now = waits::sentence(&cx, &shell, state, &known);
    let page = Page {
        acting: acting_for(&cx, &acts),
        number: r.label().to_string(),
        tag: Tag { kind, icon, text: shell.code("portal-state", state.code()) },
        updated: timeline::last(&history).map(|at| shell.date(at.day())),
        // An objection has no floor of its own: the date of the answer he already has would only mislead.
        promise: if told { None } else { promise(&cx, &shell, &r, state) },
        do_now: waits::of(&cx, r.id, r.state, &acts).await?,
        lacking: if missing || lapsed { lacking(&cx, &r, &href, may_ask && missing).await? } else { vec![] },
        ready: if known.complete.is_some() { now.clone() } else { String::new() },
        until: r.missing_told_at.filter(|_| missing).map(|t| shell.date(t.plus_days(clocks.lapse_days).day())),
        decided: replies.iter().map(|x| decided(&shell, &service, x)).collect::<Result<_>>()?,
        again: told && !state.is_after_reply() && state.is_open(),
        help: help_words(&cx, &lines),
        lines: help(&cx, &shell, &r, lines, &acts, &href).await?,
        asked: if told { written::asked(&cx, &r, &service) } else { String::new() },
        written: if may_ask { written::answers(&cx, &r, &service) } else { vec![] },
        // A day that has passed is no longer ahead.
        thread: timeline::thread(&cx, &shell, state, now, &history, r.floor.current.filter(|p| !told && p.earliest > cx.now()).map(|p| p.day())),
        holder: shell.code("portal-holder", state.holder().code()),
        branch,
        talk: talk(&cx, &shell, &r).await?,
        object: object.map(|at| shell.date(at.day())),
        too_late: replies.first().filter(|x| state == State::Refused && x.objection_until < cx.now()).map(|x| shell.date(x.objection_until.day())),
        question: may_ask,
        withdraw: may_ask && open_to(r.state, Action::Withdraw),
        change: may_ask,
        unmatched: file.unmatched,
        draft: r.state.is_editable(),
        closed: !state.is_open(),
        lapsed,
        his: state.holder() == requests::rules::Holder::Applicant,
        anew: match (may_ask, lapsed) {
            (false, _) => String::new(),
            // The same service, where it can still be asked for; that page knows.
            (true, true) => format!("/my/new?file={}&service={}", acts.file, service.code),
            (true, false) => format!("/my/new?file={}", acts.file),
        },
        papers: super::papers::of(&cx, &r).await?,
        href,
        shell,
    };
    web::page(&page)
}
