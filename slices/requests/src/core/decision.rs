use super::{Request, sql};
use crate::rules::Outcome;
use db::{Query, Row, Tx, args};
use kernel::{At, Env, Id, Money, Permit, Problem, Result};

/// A decision of the committee (or of a delegate below the set amount).
#[derive(Clone, Debug)]
pub struct Decision {
    pub id: Id,
    pub request: Id,
    pub round: i64,
    /// What the committee saw.
    pub snapshot_digest: String,
    pub study_digest: String,
    pub outcome: Outcome,
    /// Less than was asked.
    pub partial: bool,
    pub amount: Option<Money>,
    /// JSON object: goods → quantity.
    pub goods: String,
    pub conditions: String,
    /// Written as the beneficiary will read them.
    pub reasons: String,
    pub referral_body: String,
    pub by_delegate: bool,
    pub sitting: Option<Id>,
    pub recorded_at: At,
    pub recorded_by: Id,
    pub confirmed_at: Option<At>,
    pub confirmed_by: Option<Id>,
    pub deciders: Vec<Id>,
    pub superseded_at: Option<At>,
    pub replied_at: Option<At>,
}

/// What the secretary records.
#[derive(Clone, Debug)]
pub struct NewDecision {
    pub outcome: Outcome,
    pub partial: bool,
    pub amount: Option<Money>,
    /// Goods → quantity.
    pub goods: std::collections::BTreeMap<String, i64>,
    pub conditions: String,
    pub reasons: String,
    pub referral_body: String,
    pub by_delegate: bool,
    pub sitting: Option<Id>,
    /// Employees who voted (or the delegate).
    pub deciders: Vec<Id>,
}

fn read(r: &Row) -> Result<Decision> {
    let outcome = r.text("outcome")?;
    Ok(Decision {
        id: r.id("id")?,
        request: r.id("request_id")?,
        round: r.int("round")?,
        snapshot_digest: r.text("snapshot_digest")?,
        study_digest: r.text("study_digest")?,
        outcome: Outcome::parse(&outcome).ok_or_else(|| Problem::Internal(format!("unknown outcome {outcome}")))?,
        partial: r.flag("partial")?,
        amount: r.opt_money("amount")?,
        goods: r.text("goods")?,
        conditions: r.text("conditions")?,
        reasons: r.text("reasons")?,
        referral_body: r.text("referral_body")?,
        by_delegate: r.flag("by_delegate")?,
        sitting: r.opt_id("sitting_id")?,
        recorded_at: r.at("recorded_at")?,
        recorded_by: r.id("recorded_by")?,
        confirmed_at: r.opt_at("confirmed_at")?,
        confirmed_by: r.opt_id("confirmed_by")?,
        deciders: r.text("deciders")?.split_whitespace().filter_map(|s| s.parse().ok()).collect(),
        superseded_at: r.opt_at("superseded_at")?,
        replied_at: r.opt_at("replied_at")?,
    })
}

impl Decision {
    /// The goods as a map; unreadable text counts as none.
    pub fn goods_map(&self) -> std::collections::BTreeMap<String, i64> {
        serde_json::from_str(&self.goods).unwrap_or_default()
    }
}

/// Every decision of a request, newest first.
pub async fn decisions(q: &mut impl Query, request: Id) -> Result<Vec<Decision>> {
    q.all(sql::DECISIONS, args![request]).await?.iter().map(read).collect()
}

/// The decision in force or recorded, if any.
pub async fn current_decision(q: &mut impl Query, r: &Request) -> Result<Option<Decision>> {
    match r.decision {
        Some(id) => q.maybe(sql::DECISION, args![id]).await?.as_ref().map(read).transpose(),
        None => Ok(None),
    }
}

/// The secretary's record; replaces one recorded and not yet confirmed. Call [`super::raise`] first. The state does not change before
/// the chair confirms. The caller records the event.
pub async fn record_decision(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request, d: &NewDecision) -> Result<Id> {
    let now = env.now();
    let round = decisions(tx, r.id).await?.first().map_or(1, |d| d.round + 1);
    tx.run(sql::DECISION_SUPERSEDE, args![r.id, now]).await?;
    let id = env.id();
    let goods = serde_json::to_string(&d.goods).map_err(Problem::internal)?;
    let deciders = d.deciders.iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
    tx.run(
        sql::DECISION_INSERT,
        args![
            id,
            r.id,
            round,
            &r.snapshot_digest,
            &r.study_digest,
            d.outcome.code(),
            d.partial,
            d.amount,
            goods,
            &d.conditions,
            &d.reasons,
            &d.referral_body,
            d.by_delegate,
            d.sitting,
            now,
            permit.actor.id,
            deciders
        ],
    )
    .await?;
    tx.run_one(sql::DECISION_OF_REQUEST, args![r.id, id, true, None::<At>]).await?;
    Ok(id)
}

/// The chair's (or delegate's) confirmation: marks the decision and dates it on the request. The caller then calls [`super::advance`]
/// with `Action::Decide`, which judges quorum, recusals and signatures.
pub async fn confirm_decision(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request, decision: Id) -> Result<()> {
    let now = env.now();
    tx.run_one(sql::DECISION_CONFIRM, args![decision, now, permit.actor.id]).await?;
    tx.run_one(sql::DECISION_OF_REQUEST, args![r.id, decision, false, now]).await
}
