//! What waits for an employee in this room, for his desk.

use crate::{
    perm,
    store::{self, Line, ToPlan},
};
use db::Query;
use kernel::{Actor, Permit, Result};
use requests::rules::delivery::LineState;

/// By the day due (requests to plan: oldest first); empty where the actor may not do it.
#[derive(Clone, Debug, Default)]
pub struct Work {
    pub to_plan: Vec<ToPlan>,
    pub to_release: Vec<Line>,
    pub to_hand: Vec<Line>,
}

/// At most `limit` of each.
pub async fn work(q: &mut impl Query, actor: &Actor, limit: i64) -> Result<Work> {
    let mut out = Work::default();
    if let Some(p) = Permit::check(actor, perm::PLAN) {
        out.to_plan = store::to_plan(q, &p, None, None, limit).await?;
    }
    if let Some(p) = Permit::check(actor, perm::RELEASE) {
        out.to_release = store::list(q, &p, None, LineState::Planned, None, limit).await?;
    }
    if let Some(p) = Permit::check(actor, perm::HAND) {
        out.to_hand = store::list(q, &p, None, LineState::Released, None, limit).await?;
    }
    Ok(out)
}
