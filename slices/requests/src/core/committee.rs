//! What the committee's room reads of requests beyond one row, and what it leaves on them.

use super::{Request, decisions, sql};
use db::{Query, Tx, args};
use kernel::{At, Day, Id, Money, Result};

/// What lies before the committee, deferred and waiting included, by seniority of raising.
pub async fn for_committee(q: &mut impl Query, limit: usize) -> Result<Vec<Request>> {
    q.all(sql::FOR_COMMITTEE, args![limit as i64]).await?.iter().map(Request::read).collect()
}

/// Neither deferred nor on the waiting list, by seniority of raising.
pub async fn newly_raised(q: &mut impl Query, limit: usize) -> Result<Vec<Request>> {
    q.all(sql::NEWLY_RAISED, args![limit as i64]).await?.iter().map(Request::read).collect()
}

/// Deferred until a day that has come.
pub async fn deferred_due(q: &mut impl Query, today: Day, limit: usize) -> Result<Vec<Request>> {
    q.all(sql::DEFERRED_DUE, args![today, limit as i64]).await?.iter().map(Request::read).collect()
}

/// Before the committee, nothing recorded yet, and less asked than this.
pub async fn small_for_committee(q: &mut impl Query, below: Money, limit: usize) -> Result<Vec<Request>> {
    q.all(sql::SMALL_FOR_COMMITTEE, args![below, limit as i64]).await?.iter().map(Request::read).collect()
}

/// The moment by which the committee orders its agenda: when it was raised.
pub fn raised_at(r: &Request) -> At {
    r.presented_at.unwrap_or(r.state_since)
}

/// Until when a request is deferred, or its place in the waiting list; both `None` once it is decided or back before the committee.
pub async fn note_holding(tx: &mut Tx, request: Id, deferred_until: Option<Day>, waiting_place: Option<i64>) -> Result<()> {
    tx.run_one(sql::HOLDING, args![request, deferred_until, waiting_place]).await
}

/// The places taken in the waiting list, ascending.
pub async fn waiting_places(q: &mut impl Query) -> Result<Vec<i64>> {
    q.all(sql::WAITING_PLACES, args![]).await?.iter().map(|r| r.int("waiting_place")).collect()
}

/// Takes the present decision out of force before any reply (a recorded one withdrawn, a confirmed one reopened): the request
/// points again to the last decision that was replied, if there was one. The caller records the event.
pub async fn set_aside_decision(tx: &mut Tx, r: &Request, now: At) -> Result<()> {
    tx.run(sql::DECISION_SUPERSEDE, args![r.id, now]).await?;
    let told = decisions(tx, r.id).await?.into_iter().find(|d| d.replied_at.is_some());
    tx.run_one(sql::DECISION_SET_BACK, args![r.id, told.as_ref().map(|d| d.id), told.and_then(|d| d.confirmed_at)]).await
}
