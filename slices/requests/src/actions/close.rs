use super::{open, open_guarded};
use crate::{
    core::{Request, Step, advance, clocks, find_unscoped, note_history, raise, sql},
    rules::{Action, needs::REMINDERS_BEFORE_LAPSE, perm},
};
use db::{Db, args};
use kernel::{Actor, DAY_MS, Env, Event, Id, Permit, Problem, Result};

#[derive(Clone, Debug)]
pub struct Close {
    pub id: Id,
    pub version: i64,
    pub reason: String,
}

/// The person withdraws, or died and the request ends with him.
///
/// # Errors
/// Field `reason`.
pub async fn withdraw(env: &Env, db: &Db, permit: &Permit, c: Close) -> Result<()> {
    end(env, db, permit, c, Action::Withdraw).await
}

/// The draft was entered by mistake.
///
/// # Errors
/// Field `reason`.
pub async fn void(env: &Env, db: &Db, permit: &Permit, c: Close) -> Result<()> {
    end(env, db, permit, c, Action::Void).await
}

async fn end(env: &Env, db: &Db, permit: &Permit, c: Close, action: Action) -> Result<()> {
    if c.reason.is_empty() {
        return Err(Problem::field("reason", "required"));
    }
    let (mut tx, r) = open(env, db, permit, c.id, c.version).await?;
    advance(&mut tx, env, permit, &r, action, Step { reason: c.reason, ..Step::default() }, |f| f.reason_given = true).await?;
    tx.commit().await
}

#[derive(Clone, Debug)]
pub struct CarryOn {
    pub id: Id,
    pub version: i64,
    /// An adult of the household who stands in the applicant's place.
    pub person: Id,
    pub reason: String,
}

/// The applicant died and the household goes on: another of its adults is the applicant. What was signed stays signed.
///
/// # Errors
/// Fields `person`, `reason`; `not_from_this_state` on a closed request.
pub async fn carry_on(env: &Env, db: &Db, permit: &Permit, c: CarryOn) -> Result<()> {
    let now = env.now();
    if c.reason.is_empty() {
        return Err(Problem::field("reason", "required"));
    }
    let (mut tx, r) = open_guarded(env, db, permit, c.id, c.version).await?;
    if !r.state.is_open() {
        return Err(Problem::refused("not_from_this_state"));
    }
    let file = beneficiaries::find_any(&mut tx, r.file).await?;
    let household = people::household(&mut tx, file.household).await?;
    let fits = |m: &people::Member| m.person.id == c.person && m.person.deceased_on.is_none() && m.person.age(now.day()).is_none_or(|a| a >= 18);
    if c.person == r.applicant || !household.current().any(fits) {
        return Err(Problem::field("person", "choice"));
    }
    tx.run_one(sql::APPLICANT, args![r.id, c.person]).await?;
    note_history(&mut tx, env, permit, &r, "carry_on", &c.reason).await?;
    tx.record(now, Event::new("request.carry_on", "request", r.id).file(r.file));
    tx.commit().await
}

/// Nothing came after the set days and two recorded reminders. An officer presses for it; [`lapse_due`] does it by the clock.
///
/// # Errors
/// `lapse_days_left`, `reminders_missing`.
pub async fn lapse(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<()> {
    let (mut tx, r) = open(env, db, permit, id, version).await?;
    advance(&mut tx, env, permit, &r, Action::Lapse, Step::default(), |_| {}).await?;
    tx.commit().await
}

/// Everything that has lapsed by now; how many. Run once an hour or so; somebody else's change in between is left alone.
pub async fn lapse_due(env: &Env, db: &Db) -> Result<usize> {
    let permit = Permit::check(&Actor::system(), perm::LAPSE).ok_or(Problem::Forbidden)?;
    let now = env.now();
    let days = clocks(&mut db.reader(), None).await?.lapse_days;
    let rows = {
        use db::Query;
        // The newest setting narrows; each request is then judged by its own.
        db.reader().all(sql::TO_LAPSE, args![now.plus_ms(-days.clamp(0, 1) * DAY_MS), i64::from(REMINDERS_BEFORE_LAPSE)]).await?
    };
    let mut n = 0;
    for row in rows {
        match lapse_one(env, db, &permit, row.id("id")?).await {
            Ok(()) => n += 1,
            Err(Problem::Refused { .. } | Problem::Conflict { .. }) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(n)
}

async fn lapse_one(env: &Env, db: &Db, permit: &Permit, id: Id) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let r: Request = find_unscoped(&mut tx, id).await?;
    raise(&mut tx, &r, env.now()).await?;
    advance(&mut tx, env, permit, &r, Action::Lapse, Step::default(), |_| {}).await?;
    tx.commit().await
}
