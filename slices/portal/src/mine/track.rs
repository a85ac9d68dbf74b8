//! Following one request: where it is, with whom, what he must do, and the day before which no answer comes.

use super::{Tag, acting_for, home::waited_for, look, open_to, seen, timeline};
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

/// The day before which no answer goes out.
struct Promise {
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
    due: Dual,
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
    pub amount: String,
    pub goods: Vec<(String, String)>,
    pub conditions: String,
    pub reasons: String,
    pub referral_body: String,
    pub added: String,
    pub objection_until: Dual,
}

struct Said {
    at: DualAt,
    text: String,
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
    do_now: Option<(String, String)>,
    lacking: Vec<Lack>,
    until: Option<Dual>,
    decided: Vec<Decided>,
    again: bool,
    lines: Vec<HelpLine>,
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
    papers: Vec<super::papers::Paper>,
}

pub(super) fn decided(shell: &Shell, service: &Service, r: &Reply) -> Result<Decided> {
    // What was granted is never left out of what is shown.
    let goods: std::collections::BTreeMap<String, i64> =
        if r.goods.is_empty() { Default::default() } else { serde_json::from_str(&r.goods).map_err(Problem::internal)? };
    let unit = service.body.unit(shell.lang).to_string();
    let outcome = match (r.outcome, r.partial) {
        (Outcome::Accept, true) => "accept_part",
        (o, _) => o.code(),
    };
    Ok(Decided {
        letter: r.letter_number.clone(),
        date: shell.date(r.at.day()),
        outcome_words: shell.code("portal-outcome", outcome),
        good: r.outcome == Outcome::Accept,
        amount: r.amount.map(|m| i18n::numbers::money_line(shell.lang, m)).unwrap_or_default(),
        goods: goods.into_iter().map(|(k, n)| if k == unit || unit.is_empty() { (k, n.to_string()) } else { (k, format!("{n} {unit}")) }).collect(),
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
        (false, ..) => "portal-promise-later",
        (_, true, _) => "portal-promise-passed",
        (_, _, State::BeforeCommittee | State::Deferred | State::Waiting) => "portal-promise-committee",
        _ => "portal-promise-study",
    };
    Some(Promise { day: r.floor.current.map(|p| shell.date(p.day())), first, text: cx.t(key) })
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
async fn help(cx: &Cx, shell: &Shell, r: &Request, acts: &Acts, href: &str) -> Result<Vec<HelpLine>> {
    let q = &mut cx.reader();
    let said = delivery::check::of_request(q, r.id).await?;
    Ok(delivery::of_request(q, r.id)
        .await?
        .iter()
        .map(|l| {
            use requests::rules::delivery::LineState;
            let (kind, icon, key) = match l.state {
                LineState::Planned => ("", "calendar", "portal-line-planned"),
                LineState::Released => ("info", "truck", "portal-line-released"),
                LineState::Handed => ("ok", "check", "portal-line-handed"),
                LineState::Closed => ("", "x", "portal-line-closed"),
            };
            let word = delivery::check::newest(&said, l.id);
            HelpLine {
                what: delivery::line_words(shell, l),
                how: shell.code("choice-delivery-way", &l.how),
                due: shell.date(l.due),
                tag: Tag { kind, icon, text: cx.t(key) },
                said: word.map(|c| {
                    let (kind, icon) = delivery::check::Check::look(&c.answer);
                    Tag { kind, icon, text: shell.code("choice-delivery-receipt", &c.answer) }
                }),
                note: word.map(|c| c.note.clone()).unwrap_or_default(),
                found: word.and_then(|c| c.settled.as_ref()).map(|s| s.2.clone()).unwrap_or_default(),
                asked: l.state == LineState::Handed,
                href: if acts.can("receive") && delivery::check::askable(l.state) { format!("{href}/receipt/{}", l.id) } else { String::new() },
            }
        })
        .collect())
}

/// What was said on both sides about this request, newest first: our messages, his questions and their answers.
async fn talk(cx: &Cx, shell: &Shell, r: &Request) -> Result<Vec<Said>> {
    let q = &mut cx.reader();
    let mut out: Vec<(At, Said)> = messages::of_request(q, r.id)
        .await?
        .into_iter()
        .filter(|m| !messages::is_secret(&m.event) && m.status != "merged")
        .map(|m| (m.at, Said { at: shell.at(m.at), text: m.text, from_us: true }))
        .collect();
    let mark = super::acts::mark(r);
    for c in contacts::of_file(q, r.file, 50).await?.into_iter().filter(|c| c.channel == Channel::Website && c.asked.starts_with(&mark)) {
        out.push((c.arrived, Said { at: shell.at(c.arrived), text: c.asked.trim_start_matches(&mark).trim().to_string(), from_us: false }));
        if !c.answered.is_empty() {
            let at = c.answered_at.unwrap_or(c.arrived);
            out.push((at, Said { at: shell.at(at), text: c.answered, from_us: true }));
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
    let page = Page {
        acting: acting_for(&cx, &acts),
        number: r.label().to_string(),
        tag: Tag { kind, icon, text: shell.code("portal-state", state.code()) },
        updated: timeline::last(&history).map(|at| shell.date(at.day())),
        // An objection has no floor of its own: the date of the answer he already has would only mislead.
        promise: if told { None } else { promise(&cx, &shell, &r, state) },
        do_now: waited_for(&cx, r.id, r.state, &acts).await?,
        lacking: if missing { lacking(&cx, &r, &href, acts.can("ask")).await? } else { vec![] },
        until: r.missing_told_at.filter(|_| missing).map(|t| shell.date(t.plus_days(clocks.lapse_days).day())),
        decided: replies.iter().map(|x| decided(&shell, &service, x)).collect::<Result<_>>()?,
        again: told && !state.is_after_reply() && state.is_open(),
        lines: if told { help(&cx, &shell, &r, &acts, &href).await? } else { vec![] },
        thread: timeline::thread(&cx, &shell, state, &history, r.floor.current.filter(|_| !told).map(|p| p.day())),
        holder: shell.code("portal-holder", state.holder().code()),
        branch,
        talk: talk(&cx, &shell, &r).await?,
        object: may_object(&acts, &r, &replies, cx.now()).map(|at| shell.date(at.day())),
        question: acts.can("ask"),
        withdraw: acts.can("ask") && open_to(r.state, Action::Withdraw),
        change: acts.can("ask"),
        unmatched: file.unmatched,
        draft: r.state.is_editable(),
        closed: !state.is_open(),
        papers: super::papers::of(&cx, &r).await?,
        href,
        shell,
    };
    web::page(&page)
}
