use super::{known, open, open_guarded};
use crate::{
    core::{Request, Step, TaskKind, advance, clocks, find_unscoped, note_history, sql},
    rules::{Action, State},
};
use db::{Db, Tx, args};
use kernel::{Env, Event, Id, Permit, Problem, Result};

/// H5: the person was told that the committee answers, and not before which day.
#[derive(Clone, Debug)]
pub struct Explain {
    pub id: Id,
    pub version: i64,
    /// One of [`crate::HOW_EXPLAINED`].
    pub how: String,
    /// He found it clear.
    pub clear: bool,
    pub note: String,
    /// Raise it to the committee in the same press.
    pub present: bool,
}

/// Records that the promise was explained; with `present` the request goes to the committee at once.
///
/// # Errors
/// Field `how`; `nothing_promised` before a submission is in force; whatever `present` refuses with.
pub async fn explain(env: &Env, db: &Db, permit: &Permit, e: Explain) -> Result<State> {
    let now = env.now();
    let how = known(crate::HOW_EXPLAINED, &e.how, "how", "choice")?;
    let (mut tx, r) = open_guarded(env, db, permit, e.id, e.version).await?;
    if !matches!(r.state, State::Submitted | State::Verified | State::InResearch) {
        return Err(Problem::refused("nothing_promised"));
    }
    tx.run_one(sql::EXPLAINED, args![r.id, now, permit.actor.id, how, e.clear]).await?;
    tx.run(sql::TASKS_CLOSE, args![r.id, TaskKind::TellPromise.code(), now, permit.actor.id.to_string(), how]).await?;
    note_history(&mut tx, env, permit, &r, if e.clear { "explain" } else { "explain_unclear" }, &e.note).await?;
    tx.record(now, Event::new("request.explain", "request", r.id).file(r.file).fact("how", how).fact("clear", e.clear));
    let mut state = r.state;
    if e.present && e.clear {
        let r = find_unscoped(&mut tx, r.id).await?;
        state = raise_to_committee(&mut tx, env, permit, &r).await?;
    }
    tx.commit().await?;
    Ok(state)
}

/// Raises a request to the committee.
///
/// # Errors
/// `promise_not_explained`, `promise_not_clear`, `study_missing` and the like.
pub async fn present(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<()> {
    let (mut tx, r) = open(env, db, permit, id, version).await?;
    raise_to_committee(&mut tx, env, permit, &r).await?;
    tx.commit().await
}

async fn raise_to_committee(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request) -> Result<State> {
    let now = env.now();
    let way = advance(tx, env, permit, r, Action::Present, Step::default(), |_| {}).await?;
    let settings = clocks(tx, Some(r.clocks_version)).await?;
    let floor = r.floor.presented(now, &settings);
    let (first, current) = (floor.first, floor.current);
    // Who studied it speaks for it; without a study, whoever raised it.
    let reporter = r.researcher.unwrap_or(permit.actor.id);
    tx.run_one(
        sql::PRESENTED,
        args![r.id, now, permit.actor.id, reporter, first.map(|p| p.start), first.map(|p| p.earliest), current.map(|p| p.start), current.map(|p| p.earliest)],
    )
    .await?;
    if r.floor.current.is_none() && current.is_some() {
        // Counted from here: only now there is a date to tell.
        crate::say::told_or_task(tx, env, r, TaskKind::TellPromise, "request.received", None, current.map(|p| p.day())).await?;
    }
    Ok(way.to)
}
