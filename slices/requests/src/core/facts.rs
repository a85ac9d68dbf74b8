use super::{Decision, Request, decisions};
use crate::{
    checklist::{self, Checklist},
    lower,
    rules::{
        Facts, Outcome, State, Viewer, floor,
        floor::{ClockSettings, FloorFrom},
        visibility,
    },
};
use beneficiaries::File;
use db::{Query, settings};
use kernel::{Actor, At, Result};
use people::{Signature, Signer};
use serde_json::{Value, json};

/// The association's clocks, by version; version 0 is what the policy and our defaults say before anyone set them.
///
/// Setting `clocks`: `{"earliest_reply_days":14,"floor_from":"submission","early_reply_allowed":true,"latest_reply_days":30,"objection_days":30,"lapse_days":30}`.
pub async fn clocks(q: &mut impl Query, version: Option<i64>) -> Result<ClockSettings> {
    let found = match version {
        Some(0) => None,
        Some(v) => settings::version(q, "clocks", v).await?.map(|t| (v, t)),
        None => settings::latest(q, "clocks").await?,
    };
    let Some((version, text)) = found else { return Ok(ClockSettings { version: 0, ..ClockSettings::default() }) };
    let v: Value = serde_json::from_str(&text).unwrap_or_default();
    let d = ClockSettings::default();
    let days = |k: &str, or: i64| v.get(k).and_then(Value::as_i64).unwrap_or(or);
    Ok(ClockSettings {
        version,
        earliest_reply_days: days("earliest_reply_days", d.earliest_reply_days),
        floor_from: v.get("floor_from").and_then(Value::as_str).and_then(FloorFrom::parse).unwrap_or(d.floor_from),
        early_reply_allowed: v.get("early_reply_allowed").and_then(Value::as_bool).unwrap_or(d.early_reply_allowed),
        latest_reply_days: days("latest_reply_days", d.latest_reply_days),
        objection_days: days("objection_days", d.objection_days),
        lapse_days: days("lapse_days", d.lapse_days),
    })
}

/// As [`clocks`] reads it.
pub(crate) fn clocks_json(c: &ClockSettings) -> String {
    json!({
        "earliest_reply_days": c.earliest_reply_days,
        "floor_from": c.floor_from.code(),
        "early_reply_allowed": c.early_reply_allowed,
        "latest_reply_days": c.latest_reply_days,
        "objection_days": c.objection_days,
        "lapse_days": c.lapse_days,
    })
    .to_string()
}

/// What has to be read to judge a request; a page reads it once and draws from it.
pub(crate) struct Seen {
    pub file: File,
    pub list: Checklist,
    pub signatures: Vec<Signature>,
    /// Newest first.
    pub decisions: Vec<Decision>,
    pub clocks: ClockSettings,
    /// The actor belongs to the household or is a relative of one who does.
    pub related: bool,
    pub categorised: bool,
}

impl Seen {
    /// The decision in force. After an objection the one already told is not: another is awaited.
    pub(crate) fn decision(&self, r: &Request) -> Option<&Decision> {
        self.decisions.iter().find(|d| Some(d.id) == r.decision).filter(|d| d.replied_at.is_none() || r.state.is_after_reply())
    }
}

pub(crate) async fn see(q: &mut impl Query, r: &Request, actor: &Actor, now: At) -> Result<Seen> {
    let file = beneficiaries::find_any(q, r.file).await?;
    let list = checklist::of_request(q, r, &file, now).await?;
    Ok(Seen {
        list,
        signatures: people::signatures(q, "request", r.id).await?,
        decisions: decisions(q, r.id).await?,
        // A draft is judged by what is set today.
        clocks: clocks(q, r.submitted_at.map(|_| r.clocks_version)).await?,
        related: lower::is_own(q, actor, &file).await?,
        categorised: !lower::categories(q, file.id).await?.is_empty(),
        file,
    })
}

/// Everything the guards ask that can be read; what is given with an action (reasons, votes, a letter) is added by the action.
pub async fn facts(q: &mut impl Query, r: &Request, actor: &Actor, now: At) -> Result<Facts> {
    Ok(facts_of(&see(q, r, actor, now).await?, r, actor, now))
}

pub(crate) fn facts_of(seen: &Seen, r: &Request, actor: &Actor, now: At) -> Facts {
    let mut f = from_row(r, &seen.file, now, &seen.clocks);
    f.actor_is_relative = seen.related;
    f.category_set = seen.categorised;
    f.checklist_complete = seen.list.all_present();
    f.documents_valid_now = seen.list.all_valid();
    f.checklist_verified = seen.list.verified();
    f.study_needed = seen.list.needs_study;
    f.applicant_signature_valid = holds(&seen.signatures, Signer::Applicant, &r.snapshot_digest);
    f.officer_signature_valid = holds(&seen.signatures, Signer::Officer, &r.snapshot_digest);
    f.researcher_signature_valid = holds(&seen.signatures, Signer::Researcher, &r.study_digest);
    if let Some(d) = seen.decision(r) {
        f.outcome = Some(d.outcome);
        f.partial = d.partial;
        f.by_delegate = d.by_delegate;
        f.amount_or_goods_given = d.amount.is_some_and(|a| a.0 > 0) || !d.goods_map().is_empty();
        f.decision_reasons_given = !d.reasons.is_empty();
        f.referral_body_given = !d.referral_body.is_empty();
        f.recorded_by_secretary = true;
        f.confirmed = d.confirmed_at.is_some();
        f.confirmer_recorded = d.recorded_by == actor.id;
        f.verifier_decided = r.verified_by.is_some_and(|v| d.deciders.contains(&v));
        f.decider_hands_over = d.deciders.contains(&actor.id);
        // "never more than decided" in money, over every decision that was told; goods are judged line by line where they are planned
        let granted = seen.decisions.iter().filter(|x| x.outcome == Outcome::Accept && (x.id == d.id || x.replied_at.is_some()));
        f.within_decided = d.outcome == Outcome::Accept && r.delivered <= granted.filter_map(|x| x.amount).sum();
    }
    f.urgent_reason_given = r.urgent_at.is_some();
    f.urgent_permitted = actor.can(crate::rules::perm::REPLY_URGENT);
    f
}

/// What the row alone tells.
fn from_row(r: &Request, file: &File, now: At, clocks: &ClockSettings) -> Facts {
    Facts {
        study_exists: r.study.is_some(),
        study_evaluated: r.study_evaluated,
        study_recommends: r.study_recommends.is_some(),
        researcher_named: r.researcher.is_some(),
        study_kind_given: r.study_kind.is_some(),
        promise_explained: r.explained_at.is_some(),
        promise_clear: r.explained_clear,
        floor_reached: r.floor.reached(now),
        early_reply_allowed: clocks.early_reply_allowed,
        file_unmatched: file.unmatched,
        class_set: file.income_class.is_some(),
        payment_way_set: r.payment_way.is_some(),
        validity_set: file.valid_until.is_some(),
        next_review_set: file.next_review.is_some(),
        deliveries_settled: r.deliveries_planned > 0 && r.deliveries_open == 0,
        within_objection_period: floor::within_objection_period(now, r.replied_at, clocks),
        lapse_days_passed: floor::lapse_days_passed(now, r.missing_told_at, clocks),
        reminders_recorded: r.reminders.clamp(0, 255) as u8,
        ..Facts::default()
    }
}

fn holds(signatures: &[Signature], kind: Signer, digest: &str) -> bool {
    !digest.is_empty() && signatures.iter().any(|s| s.kind == kind && s.digest == digest)
}

/// Whether this actor is an officer of the committee: its chair, or the secretary who keeps its papers. The right to decide alone does not
/// make him one: a manager holds it to be named delegate, and what the committee decided is not for him before the reply.
pub fn of_the_committee(actor: &Actor) -> bool {
    use crate::rules::perm;
    actor.can(perm::CONFIRM_DECISION) || (actor.can(perm::DECIDE) && actor.can(perm::DEFER))
}

/// The state this actor may know: before the reply an outcome shows only to the committee and its officers.
pub fn shown(r: &Request, actor: &Actor, now: At) -> (State, Viewer) {
    let viewer = if r.own {
        Viewer::Outside
    } else if of_the_committee(actor) {
        Viewer::Committee
    } else if actor.can(crate::rules::perm::REPLY) {
        Viewer::ReplyingOfficer { may_reply_now: r.floor.reached(now) || r.urgent_at.is_some() }
    } else {
        Viewer::Outside
    };
    (visibility::shown_state(r.state, viewer), viewer)
}
