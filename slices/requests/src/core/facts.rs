use super::{Request, current_decision};
use crate::{
    checklist,
    rules::{
        Facts, Outcome, State, Viewer, floor,
        floor::{ClockSettings, FloorFrom},
        visibility,
    },
};
use beneficiaries::File;
use db::{Query, settings};
use kernel::{Actor, At, Result};
use people::Signature;
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

/// Everything the guards ask that can be read; what is given with an action (reasons, votes, a letter) is added by the action.
pub async fn facts(q: &mut impl Query, r: &Request, actor: &Actor, now: At) -> Result<Facts> {
    let file = beneficiaries::find_any(q, r.file).await?;
    let list = checklist::of_request(q, r, &file, now).await?;
    let signatures = people::signatures(q, "request", r.id).await?;
    let decision = current_decision(q, r).await?;
    let clocks = clocks(q, Some(r.clocks_version)).await?;
    let related = beneficiaries::is_own(q, actor, &file).await?;
    let mut f = from_row(r, &file, now, &clocks);
    f.actor_is_relative = related;
    f.checklist_complete = list.all_present();
    f.documents_valid_now = list.complete();
    f.checklist_verified = list.verified();
    f.study_needed = list.needs_study;
    f.applicant_signature_valid = holds(&signatures, "applicant", &r.snapshot_digest);
    f.officer_signature_valid = holds(&signatures, "officer", &r.snapshot_digest);
    f.researcher_signature_valid = holds(&signatures, "researcher", &r.study_digest);
    if let Some(d) = &decision {
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
        // "never more than decided" in money; goods are judged line by line where they are planned
        f.within_decided = d.outcome == Outcome::Accept && (d.amount.is_none_or(|a| r.delivered <= a));
    }
    f.urgent_permitted = actor.can(crate::rules::perm::REPLY_URGENT);
    Ok(f)
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
        category_set: !file.categories.is_empty(),
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

fn holds(signatures: &[Signature], kind: &str, digest: &str) -> bool {
    !digest.is_empty() && signatures.iter().any(|s| s.kind == kind && s.digest == digest)
}

/// The state this actor may know: before the reply an outcome shows only to the committee and its officers.
pub fn shown(r: &Request, actor: &Actor) -> (State, Viewer) {
    let viewer = if actor.can(crate::rules::perm::DECIDE) || actor.can(crate::rules::perm::CONFIRM_DECISION) {
        Viewer::Committee
    } else if actor.can(crate::rules::perm::REPLY) {
        Viewer::ReplyingOfficer { may_reply_now: true }
    } else {
        Viewer::Outside
    };
    (visibility::shown_state(r.state, viewer), viewer)
}
