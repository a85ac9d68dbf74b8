//! Pieces of the request's page, drawn from what was read.

use super::View;
use crate::{
    checklist::Line,
    core::HistoryRow,
    rules::{
        State, Viewer,
        checklist::ItemState,
        floor::{FloorStatus, Hold, TargetStatus, floor_status, target_status},
        rail::{RailFacts, Referral, Step, StepState},
    },
};
use i18n::dates::Dual;
use kernel::{At, DAY_MS, Day};
use people::Signer;
use std::collections::BTreeMap;
use web::{ClockView, Cx, RailStep, Shell, ThreadItem};

pub(crate) fn rail_facts(v: &View) -> RailFacts {
    let r = &v.r;
    let asked = r.clarifications_open + r.clarifications_answered > 0;
    let referral = match (v.f.study_needed || r.study.is_some(), asked) {
        (false, false) => Referral::NotNeeded,
        (study, _) if r.clarifications_open > 0 || (study && !v.f.researcher_signature_valid) => Referral::Open,
        _ => Referral::Answered,
    };
    RailFacts {
        received: true,
        matched: r.verified_at.is_some(),
        referral,
        applicant_signed: v.f.applicant_signature_valid,
        officer_signed: v.f.officer_signature_valid,
        explained: r.explained_at.is_some() && r.explained_clear,
        raised: r.presented_at.is_some() && !r.state.is_editable(),
        answered: v.state.is_after_reply() || v.state.is_final(),
        registered: r.registered_at.is_some(),
        served: r.served_at.is_some(),
        closed: v.state.is_final(),
    }
}

/// `names`: employees by id, for the lines under the steps; empty where only the ticks are drawn.
pub(crate) fn rail_steps(shell: &Shell, v: &View, steps: &[(Step, StepState); 7], names: &BTreeMap<String, String>) -> Vec<RailStep> {
    let r = &v.r;
    let name = |id: Option<kernel::Id>| id.and_then(|i| names.get(&i.to_string()).cloned()).unwrap_or_default();
    let join = |parts: &[String]| parts.iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
    let day = |at: Option<At>| at.map(|a| i18n::dates::day_month(shell.lang, a.day())).unwrap_or_default();
    steps
        .iter()
        .map(|(step, state)| {
            let meta = match (step, state) {
                (Step::Received, _) => join(&[shell.code("choice-channel", &r.channel), name(Some(r.created_by)), day(Some(r.created_at))]),
                (Step::Matched, StepState::Done) => join(&[shell.tn("requests-rail-matched", v.seen.list.counts().1), name(r.verified_by), day(r.verified_at)]),
                (Step::Referred, StepState::Skip) => shell.t("requests-rail-not-needed"),
                (Step::Referred, StepState::Done) => join(&[shell.t("requests-rail-answered"), day(r.study_signed_at)]),
                (Step::Referred, _) if r.researcher.is_some() => name(r.researcher),
                (Step::Declared, StepState::Done) => day(r.submitted_at),
                (Step::Explained, StepState::Done) => join(&[name(r.explained_by), day(r.explained_at)]),
                (Step::Explained, _) if r.explained_at.is_some() && r.explained_clear => shell.t("requests-rail-explained"),
                (Step::Registered, StepState::Done) => day(r.registered_at),
                (Step::Served, StepState::Done) => day(r.served_at),
                (_, StepState::Now) => shell.t("requests-rail-now"),
                _ => String::new(),
            };
            let state = match state {
                StepState::Done => "done",
                StepState::Now => "now",
                StepState::Skip => "skip",
                StepState::Todo => "next",
            };
            RailStep { title: shell.code("choice-step", step.code()), meta, state }
        })
        .collect()
}

/// The promise as the page says it.
#[derive(Clone, Debug)]
pub(crate) struct PromiseView {
    /// No reply before this day; `None` while there is no date.
    pub day: Option<Dual>,
    pub reached: bool,
    /// The first promise, where a later one replaced it.
    pub first: Option<Dual>,
    pub clock: Option<ClockView>,
    /// Counted from the presentation, which has not happened.
    pub from_presentation: bool,
}

pub(crate) fn promise(shell: &Shell, v: &View, now: At) -> Option<PromiseView> {
    let r = &v.r;
    if r.submitted_at.is_none() || v.state.is_after_reply() || !v.state.is_open() {
        return None;
    }
    let first = r.floor.first.zip(r.floor.current).filter(|(a, b)| a != b).map(|(a, _)| shell.date(a.day()));
    let view = |day: Option<Day>, reached: bool, clock: Option<ClockView>| PromiseView {
        day: day.map(|d| shell.date(d)),
        reached,
        first: first.clone(),
        clock,
        from_presentation: false,
    };
    Some(match floor_status(&r.floor, now) {
        FloorStatus::NotStarted => PromiseView { from_presentation: !r.floor.restart, ..view(None, false, None) },
        FloorStatus::Running { day, percent, .. } => {
            let label = shell.t("requests-clock-floor");
            view(Some(day), false, Some(ClockView { kind: "", label, value: i18n::dates::day_month(shell.lang, day), p: percent, note: String::new() }))
        }
        FloorStatus::Reached { day, .. } => {
            let label = shell.t("requests-clock-reached");
            view(Some(day), true, Some(ClockView { kind: "due", label, value: i18n::dates::day_month(shell.lang, day), p: 100, note: String::new() }))
        }
    })
}

/// The staff's own aim: never the policy's, and it says so.
pub(crate) fn target(shell: &Shell, v: &View, history: &[HistoryRow], now: At) -> Option<ClockView> {
    let started = v.r.first_submitted_at?;
    // Reached with the first answer, in time or not; an objection does not set it going again.
    if v.r.replied_at.is_some() || !v.state.is_open() {
        return None;
    }
    let days = v.r.target_at.map_or(v.seen.clocks.latest_reply_days, |t| (t.0 - started.0) / DAY_MS);
    let settings = crate::rules::floor::ClockSettings { latest_reply_days: days, ..v.seen.clocks.clone() };
    let t: TargetStatus = target_status(started, None, &holds(history), now, &settings);
    let note = match (t.paused, t.late) {
        (true, _) => shell.t("requests-target-paused"),
        (false, true) => shell.t("requests-target-late"),
        _ => shell.t("requests-target-note"),
    };
    Some(ClockView { kind: "aim", label: shell.t("requests-target"), value: i18n::dates::day_month(shell.lang, t.day), p: t.percent, note })
}

fn holds(history: &[HistoryRow]) -> Vec<Hold> {
    let mut moves: Vec<(At, State)> = history.iter().filter(|h| h.from != h.to).filter_map(|h| Some((h.at, State::parse(&h.to)?))).collect();
    moves.sort_by_key(|(at, _)| *at);
    let ends = moves.iter().skip(1).map(|(at, _)| Some(*at)).chain([None]).collect::<Vec<_>>();
    moves.iter().zip(ends).map(|((from, s), to)| Hold { holder: s.holder(), from: *from, to }).collect()
}

/// A row of the documents' table.
#[derive(Clone, Debug)]
pub(crate) struct DocRow {
    pub name: String,
    pub note: String,
    pub matched: (&'static str, &'static str, String),
    pub valid: (&'static str, &'static str, String),
    pub until: Option<Dual>,
    pub until_note: String,
    pub href: String,
    pub act_href: String,
    pub act: String,
}

pub(crate) fn documents(cx: &Cx, shell: &Shell, v: &View) -> Vec<DocRow> {
    v.seen.list.lines.iter().filter(|l| l.item.state != ItemState::NotApplicable).map(|l| document(cx, shell, v, l)).collect()
}

/// What this service asks of others, but not of these people.
pub(crate) fn not_asked(cx: &Cx, v: &View) -> String {
    let names: Vec<String> = v.seen.list.lines.iter().filter(|l| l.item.state == ItemState::NotApplicable).map(|l| l.name(cx.lang)).collect();
    names.join(if cx.lang == i18n::Lang::Ar { "، " } else { ", " })
}

fn document(cx: &Cx, shell: &Shell, v: &View, l: &Line) -> DocRow {
    let i = &l.item;
    let who = l.checked.as_ref().map(|(name, _, _)| name.split_whitespace().next().unwrap_or_default().to_string()).unwrap_or_default();
    let word = |code: &str| shell.code("choice-checklist", code);
    let matched = match i.state {
        ItemState::Ok => ("ok", "check", cx.ta("requests-matched-by", &[("name", who.into())])),
        ItemState::NotApplicable => ("", "minus", word("not_applicable")),
        ItemState::Mismatch if l.changed => ("bad", "x", shell.t("requests-changed-since")),
        ItemState::Mismatch => ("bad", "x", word("mismatch")),
        ItemState::CheckedInsufficientWay => ("warn", "warning", word("checked_insufficient_way")),
        ItemState::PresentUnchecked => ("warn", "clock", word("present_unchecked")),
        ItemState::Expired | ItemState::Missing | ItemState::AskedAgain => ("", "minus", shell.t("requests-not-matched")),
    };
    let valid = match i.state {
        ItemState::Missing | ItemState::AskedAgain => ("warn", "warning", word(i.state.code())),
        ItemState::Expired => ("bad", "x", word("expired")),
        ItemState::NotApplicable => ("", "", String::new()),
        _ => ("ok", "check", shell.t("requests-valid")),
    };
    let after = i.valid_until.is_some_and(|d| d < cx.today()) && i.state != ItemState::Expired && !v.r.state.is_editable();
    let (act_href, act) = doc_action(cx, shell, v, l);
    let sensitive = l.sensitive && !cx.can(documents::perm::READ_SENSITIVE);
    DocRow {
        name: l.name(cx.lang),
        note: [l.because(cx.lang), l.note(cx.lang).to_string()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
        matched,
        valid,
        until: i.valid_until.map(|d| shell.date(d)),
        until_note: if after { shell.t("requests-ended-after") } else { String::new() },
        href: i.document.filter(|_| cx.can(documents::perm::READ) && !sensitive).map(|d| format!("/documents/{d}")).unwrap_or_default(),
        act_href,
        act,
    }
}

/// What may be done about a line: add what is missing, renew what expired, look at what nobody has matched.
pub(crate) fn doc_action(cx: &Cx, shell: &Shell, v: &View, l: &Line) -> (String, String) {
    let i = &l.item;
    let person = i.subject.map(|p| p.to_string()).unwrap_or_default();
    let add = |replaces: String| format!("/files/{}/documents/new?type={}&person={person}{replaces}&back=/requests/{}", v.r.file, i.document_type, v.r.id);
    let editable = v.r.state.is_editable() && cx.can(documents::perm::ADD);
    match (i.state, i.document) {
        (ItemState::Missing, _) if editable => (add(String::new()), shell.t("requests-doc-add")),
        (ItemState::AskedAgain | ItemState::Expired | ItemState::Mismatch, Some(d)) if editable => {
            (add(format!("&replaces={d}")), shell.t("requests-doc-renew"))
        }
        (ItemState::PresentUnchecked | ItemState::CheckedInsufficientWay, Some(d)) if cx.can(documents::perm::CHECK) => {
            (format!("/documents/{d}?back=/requests/{}", v.r.id), shell.t("requests-doc-match"))
        }
        _ => (String::new(), String::new()),
    }
}

/// A signature with whether it still holds.
#[derive(Clone, Debug)]
pub(crate) struct SignatureRow {
    pub title: String,
    pub words: String,
    pub who: String,
    pub how: String,
    pub witness: String,
    pub at: web::DualAt,
    pub valid: bool,
    pub href: String,
    pub icon: &'static str,
}

pub(crate) fn signatures(shell: &Shell, v: &View) -> Vec<SignatureRow> {
    let mut out: Vec<SignatureRow> = v
        .seen
        .signatures
        .iter()
        .filter(|s| matches!(s.kind, Signer::Applicant | Signer::Officer | Signer::Researcher))
        .map(|s| {
            let current = if s.kind == Signer::Researcher { &v.r.study_digest } else { &v.r.snapshot_digest };
            let (title, words, icon) = match s.kind {
                Signer::Applicant => ("requests-sign-applicant", "requests-declaration-1", "sign"),
                Signer::Officer => ("requests-sign-officer", "requests-officer-statement", "doc-check"),
                _ => ("requests-sign-researcher", "requests-researcher-statement", "house-heart"),
            };
            SignatureRow {
                title: shell.t(title),
                words: shell.t(words),
                who: s.name.clone(),
                how: shell.code("choice-signed-how", s.how.code()),
                witness: s.witness.clone().unwrap_or_default(),
                at: shell.at(s.at),
                valid: !current.is_empty() && s.digest == *current,
                href: s.file.map(|_| format!("/requests/{}/signatures/{}", v.r.id, s.id)).unwrap_or_default(),
                icon,
            }
        })
        .collect();
    out.reverse();
    out
}

/// The history this viewer may know. What was written before an answer was told came to be known by it.
pub(crate) fn history(cx: &Cx, shell: &Shell, v: &View, rows: &[HistoryRow], names: &BTreeMap<String, String>) -> Vec<ThreadItem> {
    let knows = v.viewer == Viewer::Committee;
    let told = v.r.replied_at;
    rows.iter()
        .filter(|h| {
            let secret =
                h.hidden || h.to == State::Decided.code() || (h.from == State::Decided.code() && !State::parse(&h.to).is_some_and(State::is_after_reply));
            let after_reply = told.is_some_and(|t| h.at <= t);
            let officer = (v.outcome || !h.hidden) && matches!(v.viewer, Viewer::ReplyingOfficer { .. });
            !secret || knows || after_reply || officer || (h.action == "withdraw")
        })
        .enumerate()
        .map(|(i, h)| {
            let who = if h.actor == "system" { cx.t("requests-by-clock") } else { names.get(&h.actor).cloned().unwrap_or_default() };
            let kind = match h.action.as_str() {
                _ if i == 0 && v.state.is_open() => "now",
                "return" | "explain_unclear" | "withdraw" | "lapse" => "warn",
                _ => "",
            };
            let did = if h.action == "submit" && h.to == State::AwaitingCompletion.code() { "submit_missing" } else { h.action.as_str() };
            ThreadItem { what: shell.code("choice-request-did", did), when: shell.at(h.at), who, note: h.reason.clone(), kind }
        })
        .collect()
}

/// A row of label and words, left out where there are none.
pub(crate) fn line(label: String, value: String) -> Option<(String, String)> {
    (!value.is_empty()).then_some((label, value))
}
