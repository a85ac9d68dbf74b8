use super::{Press, same_version};
use crate::{
    case,
    store::{self, Reopening},
};
use db::{Db, args};
use kernel::{Env, Event, Id, Permit, Problem, Result};
use requests::{
    Step,
    rules::{Action, State},
};

/// The secretary proposes to take a decided request up again: a fact the committee did not know, before any reply.
///
/// # Errors
/// Field `new_fact` (`required`); refused `not_from_this_state`, `reopening_proposed`; conflict `changed`.
pub async fn propose(env: &Env, db: &Db, permit: &Permit, press: &Press, request: Id, version: i64, new_fact: &str) -> Result<()> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    if press.again(&mut tx, now).await?.is_some() {
        return Ok(());
    }
    let r = requests::find(&mut tx, permit, request).await?;
    if case::is_recused(&mut tx, &permit.actor, &r).await? {
        return Err(Problem::NotFound);
    }
    same_version(r.version, version)?;
    let Some(decision) = r.decision.filter(|_| r.state == State::Decided) else { return Err(Problem::refused("not_from_this_state")) };
    if new_fact.is_empty() {
        return Err(Problem::field("new_fact", "required"));
    }
    requests::raise(&mut tx, &r, now).await?;
    let id = env.id();
    if tx.run(store::REOPENING_INSERT, args![id, request, decision, new_fact, now, permit.actor.id]).await? == 0 {
        return Err(Problem::refused("reopening_proposed"));
    }
    tx.record(now, Event::new("request.reopen_proposed", "request", request).file(r.file));
    press.answered(&mut tx, "done").await?;
    tx.commit().await
}

/// The proposal that waits for the chair, if any.
pub fn waiting(state: State, decision: Option<Id>, p: Option<Reopening>) -> Option<Reopening> {
    p.filter(|p| state == State::Decided && decision == Some(p.decision) && p.confirmed_at.is_none())
}

/// The chair agrees, with his password given again: the decision is set aside and the request lies before the committee as before.
///
/// # Errors
/// Field `password`; refused `reopening_missing`, `confirmer_recorded`, `not_from_this_state`; conflict `changed`.
pub async fn confirm(env: &Env, db: &Db, permit: &Permit, request: Id, version: i64, password: &str) -> Result<()> {
    let seen = requests::find(&mut db.reader(), permit, request).await?;
    if case::is_recused(&mut db.reader(), &permit.actor, &seen).await? {
        return Err(Problem::NotFound);
    }
    same_version(seen.version, version)?;
    staff::reauthenticate(env, db, &permit.actor, password).await?;

    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    let r = requests::find(&mut tx, permit, request).await?;
    same_version(r.version, version)?;
    let proposal = waiting(r.state, r.decision, store::reopening_of(&mut tx, request).await?);
    let Some(p) = proposal else { return Err(Problem::refused("reopening_missing")) };
    requests::raise(&mut tx, &r, now).await?;
    tx.run_one(store::REOPENING_CONFIRM, args![p.id, now, permit.actor.id]).await?;
    // Hidden: that it was decided before is not for others to know.
    let step = Step { reason: p.new_fact.clone(), hidden: true, ..Step::default() };
    let own = p.proposed_by == permit.actor.id;
    requests::advance(&mut tx, env, permit, &r, Action::Reopen, step, |f| {
        f.new_fact_given = true;
        f.confirmed = true;
        f.confirmer_recorded = own;
        f.by_delegate = false;
    })
    .await?;
    requests::set_aside_decision(&mut tx, &r, now).await?;
    tx.commit().await
}
