//! What was written down for a request: the frozen submission, what is missing, the answers that went out.

use super::sql;
use crate::rules::{Outcome, snapshot::Frozen};
use db::{Query, Row, args};
use kernel::{At, Id, Money, Problem, Result};

/// The frozen submission a digest names, and when it was signed. A text that is not what its digest says is a fault of ours.
pub async fn snapshot(q: &mut impl Query, request: Id, digest: &str) -> Result<Option<(Frozen, At)>> {
    if digest.is_empty() {
        return Ok(None);
    }
    let Some(row) = q.maybe(sql::SNAPSHOT, args![request, digest]).await? else { return Ok(None) };
    let frozen = Frozen::stored(row.text("text")?, digest).ok_or_else(|| Problem::Internal("a snapshot is not what was signed".into()))?;
    Ok(Some((frozen, row.at("at")?)))
}

/// One thing the applicant is waited for.
#[derive(Clone, Debug)]
pub struct Missing {
    /// Code of a document type; empty for what is no document.
    pub document_type: String,
    pub person: Option<Id>,
    /// Code of [`crate::rules::checklist::ItemState`], or `asked`.
    pub why: String,
    pub note: String,
    pub at: At,
}

/// What was last named missing and is still waited for.
pub async fn missing(q: &mut impl Query, request: Id) -> Result<Vec<Missing>> {
    q.all(sql::MISSING, args![request])
        .await?
        .iter()
        .map(|r| {
            Ok(Missing { document_type: r.text("document_type")?, person: r.opt_id("person_id")?, why: r.text("why")?, note: r.text("note")?, at: r.at("at")? })
        })
        .collect()
}

/// An answer that went out, as its letter has it.
#[derive(Clone, Debug)]
pub struct Reply {
    pub id: Id,
    pub decision: Id,
    /// `1448/214`.
    pub letter_number: String,
    pub outcome: Outcome,
    pub partial: bool,
    pub amount: Option<Money>,
    /// JSON object: goods → quantity.
    pub goods: String,
    pub conditions: String,
    pub reasons: String,
    pub referral_body: String,
    pub added: String,
    /// Code of [`crate::HOW_TOLD`].
    pub how: String,
    pub told_to: String,
    pub told_at: At,
    pub proof: String,
    pub objection_until: At,
    pub urgent: bool,
    pub at: At,
    pub by: Id,
}

fn read(r: &Row) -> Result<Reply> {
    let outcome = r.text("outcome")?;
    Ok(Reply {
        id: r.id("id")?,
        decision: r.id("decision_id")?,
        letter_number: r.text("letter_number")?,
        outcome: Outcome::parse(&outcome).ok_or_else(|| Problem::Internal(format!("unknown outcome {outcome}")))?,
        partial: r.flag("partial")?,
        amount: r.opt_money("amount")?,
        goods: r.text("goods")?,
        conditions: r.text("conditions")?,
        reasons: r.text("reasons")?,
        referral_body: r.text("referral_body")?,
        added: r.text("added")?,
        how: r.text("how")?,
        told_to: r.text("told_to")?,
        told_at: r.at("told_at")?,
        proof: r.text("proof")?,
        objection_until: r.at("objection_until")?,
        urgent: r.flag("urgent")?,
        at: r.at("at")?,
        by: r.id("by_employee")?,
    })
}

/// Newest first.
pub async fn replies(q: &mut impl Query, request: Id) -> Result<Vec<Reply>> {
    q.all(sql::REPLIES, args![request]).await?.iter().map(read).collect()
}
