use super::Press;
use crate::{
    rules::{Position, Term},
    store,
};
use db::{Db, args};
use kernel::{Day, Env, Event, FieldErrors, Id, Permit, Problem, Result};

/// A term to begin.
#[derive(Clone, Copy, Debug)]
pub struct NewMember {
    pub employee: Id,
    pub position: Position,
    pub term: Term,
}

/// Names somebody to the committee.
///
/// # Errors
/// Fields `employee` (`choice`, `committee_already_member`), `position` (`committee_chair_taken`), `to` (`committee_term_order`).
pub async fn add(env: &Env, db: &Db, permit: &Permit, press: &Press, new: NewMember) -> Result<Id> {
    let mut tx = db.begin(&permit.actor).await?;
    if let Some(id) = press.again(&mut tx, env.now()).await? {
        return id.parse().map_err(|_| Problem::NotFound);
    }
    let mut errors = FieldErrors::default();
    if !staff::employee(&mut tx, new.employee).await?.is_some_and(|e| e.active) {
        errors.code("employee", "choice");
    }
    if new.term.to.is_some_and(|to| to < new.term.from) {
        errors.code("to", "committee_term_order");
    }
    let all = store::members(&mut tx).await?;
    if all.iter().any(|m| m.employee == new.employee && m.term.meets(&new.term)) {
        errors.code("employee", "committee_already_member");
    }
    if new.position == Position::Chair && all.iter().any(|m| m.position == Position::Chair && m.term.meets(&new.term)) {
        errors.code("position", "committee_chair_taken");
    }
    errors.ok(())?;
    let id = env.id();
    tx.run(store::MEMBER_INSERT, args![id, new.employee, new.position.code(), new.term.from, new.term.to]).await?;
    tx.record(env.now(), Event::new("committee.member_added", "committee_member", id).fact("employee", new.employee).fact("position", new.position.code()));
    press.answered(&mut tx, &id.to_string()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Ends a term on `last`, included.
///
/// # Errors
/// Field `to` (`committee_term_order`); conflict `changed`.
pub async fn end(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, last: Day) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let m = store::one_member(&mut tx, id).await?;
    if last < m.term.from {
        return Err(Problem::field("to", "committee_term_order"));
    }
    tx.run_one(store::MEMBER_END, args![id, version, last]).await?;
    tx.record(env.now(), Event::new("committee.member_ended", "committee_member", id).fact("employee", m.employee).fact("to", last));
    tx.commit().await
}
