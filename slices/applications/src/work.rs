//! What waits for an employee in this room, for his desk.

use crate::{
    perm,
    rules::{Answer, Stage},
    store::{self, Application, Correction},
};
use db::Query;
use kernel::{Actor, At, Permit, Result};

/// Oldest first; empty where the actor may not decide.
#[derive(Clone, Debug, Default)]
pub struct Work {
    pub applications: Vec<Application>,
    pub corrections: Vec<Correction>,
    /// Decided, and the one who applied is to be told by somebody.
    pub untold: Vec<Application>,
}

/// At most `limit` of each.
pub async fn work(q: &mut impl Query, actor: &Actor, now: At, limit: i64) -> Result<Work> {
    let Some(p) = Permit::check(actor, perm::DECIDE) else { return Ok(Work::default()) };
    Ok(Work {
        applications: store::list(q, &p, Stage::Open, None, limit).await?,
        corrections: store::corrections(q, &p, Answer::Open, None, None, limit).await?,
        untold: store::untold(q, &p, now, None, limit).await?,
    })
}

/// How much waits: applications, corrections, and of these how many are past the day the law sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub applications: i64,
    pub corrections: i64,
    pub overdue: i64,
    /// Whoever applied, was answered, and is still to be told by somebody.
    pub untold: i64,
}

/// Zero where the actor may not read them.
pub async fn counts(q: &mut impl Query, actor: &Actor, now: At) -> Result<Counts> {
    let Some(p) = Permit::check(actor, perm::READ) else { return Ok(Counts::default()) };
    Ok(Counts {
        applications: store::count(q, &p, Stage::Open).await?,
        corrections: store::corrections_count(q, &p, Answer::Open, None).await?,
        overdue: store::corrections_count(q, &p, Answer::Open, Some(now)).await?,
        untold: store::untold_count(q, &p, now).await?,
    })
}
