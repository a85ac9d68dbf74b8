use super::{known, open_guarded};
use crate::{
    core::{TaskKind, note_history, sql},
    rules::State,
};
use db::{Db, Query, args};
use kernel::{Env, Event, Id, Permit, Problem, Result};

#[derive(Clone, Debug)]
pub struct Remind {
    pub id: Id,
    pub version: i64,
    /// One of [`crate::HOW_TOLD`].
    pub how: String,
    pub note: String,
}

/// Reminds of what is missing; recorded, so that two of them may precede a lapse. At most one a day counts.
///
/// # Errors
/// `not_told_yet` before the list itself was told; `reminded_today`; field `how`.
pub async fn remind(env: &Env, db: &Db, permit: &Permit, c: Remind) -> Result<()> {
    let now = env.now();
    let how = known(crate::HOW_TOLD, &c.how, "how", "choice")?;
    let (mut tx, r) = open_guarded(env, db, permit, c.id, c.version).await?;
    if r.state != State::AwaitingCompletion {
        return Err(Problem::refused("not_from_this_state"));
    }
    let told = r.missing_told_at.ok_or_else(|| Problem::refused("not_told_yet"))?;
    let reminded_today = crate::core::history(&mut tx, r.id).await?.iter().any(|h| h.action == "remind" && h.at >= told && h.at.day() == now.day());
    if reminded_today {
        return Err(Problem::refused("reminded_today"));
    }
    tx.run_one(sql::REMINDED, args![r.id]).await?;
    note_history(&mut tx, env, permit, &r, "remind", &c.note).await?;
    tx.run(sql::TASKS_CLOSE, args![r.id, TaskKind::Remind.code(), now, permit.actor.id.to_string(), how]).await?;
    tx.record(now, Event::new("request.remind", "request", r.id).file(r.file).fact("how", how));
    tx.commit().await
}

#[derive(Clone, Debug)]
pub struct TaskDone {
    pub request: Id,
    pub version: i64,
    pub task: Id,
    /// One of [`crate::HOW_TOLD`].
    pub how: String,
    pub note: String,
}

/// The person was told. Of what is missing: from now on the days to a lapse count.
///
/// # Errors
/// `Conflict("task_done")` when a colleague already did; field `how`.
pub async fn task_done(env: &Env, db: &Db, permit: &Permit, c: TaskDone) -> Result<()> {
    let now = env.now();
    let how = known(crate::HOW_TOLD, &c.how, "how", "choice")?;
    let (mut tx, r) = open_guarded(env, db, permit, c.request, c.version).await?;
    let row = tx.maybe(sql::TASK, args![c.task, r.id]).await?.ok_or(Problem::NotFound)?;
    let kind = TaskKind::parse(&row.text("kind")?).ok_or(Problem::NotFound)?;
    if tx.run(sql::TASK_DONE, args![c.task, now, permit.actor.id, how, &c.note]).await? == 0 {
        return Err(Problem::conflict("task_done"));
    }
    if kind == TaskKind::TellMissing && r.state == State::AwaitingCompletion {
        tx.run(sql::MISSING_TOLD, args![r.id, now]).await?;
    }
    note_history(&mut tx, env, permit, &r, kind.code(), &c.note).await?;
    tx.record(now, Event::new("request.told", "request", r.id).file(r.file).fact("task", kind.code()).fact("how", how));
    tx.commit().await
}
