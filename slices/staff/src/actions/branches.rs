use crate::store::branches::{self, Branch};
use db::{Db, Query, Tx, args};
use kernel::{Actor, Env, Event, Id, Permit, Problem, Result, Scope};

/// A branch as checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BranchForm {
    /// 1 to 99; fixed once the branch is there.
    pub number: i64,
    pub name_ar: String,
    pub name_en: String,
    pub area: String,
}

/// Adds a branch within an open transaction.
///
/// # Errors
/// Field `number`, code `staff_number_taken`.
pub(crate) async fn insert(tx: &mut Tx, env: &Env, b: &BranchForm) -> Result<Id> {
    let id = env.id();
    if tx.run(branches::INSERT, args![id, b.number, &b.name_ar, &b.name_en, &b.area]).await? == 0 {
        return Err(Problem::field("number", "staff_number_taken"));
    }
    tx.record(env.now(), Event::new("branch.created", "branch", id).fact("number", b.number));
    Ok(id)
}

pub async fn create(env: &Env, db: &Db, permit: &Permit, b: &BranchForm) -> Result<Id> {
    if permit.scope != Scope::All {
        return Err(Problem::Forbidden);
    }
    let mut tx = db.begin(&permit.actor).await?;
    let id = insert(&mut tx, env, b).await?;
    tx.commit().await?;
    Ok(id)
}

/// Finds a branch within reach.
pub async fn find(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Branch> {
    let b = branches::branch(q, id).await?.ok_or(Problem::NotFound)?;
    if permit.scope.covers(b.id, None) { Ok(b) } else { Err(Problem::NotFound) }
}

pub async fn change(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, b: &BranchForm) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    find(&mut tx, permit, id).await?;
    tx.run_one(branches::UPDATE, args![id, version, &b.name_ar, &b.name_en, &b.area]).await?;
    tx.record(env.now(), Event::new("branch.changed", "branch", id));
    tx.commit().await
}

/// Closes a branch (no employee may be left in it) or opens it again.
///
/// # Errors
/// Refused `branch_staffed` with `n` employees; `last_branch`.
pub async fn set_active(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, active: bool) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    tx.run_one(branches::SET_ACTIVE, args![id, version, active]).await?;
    find(&mut tx, permit, id).await?;
    if !active {
        let n = tx.one(branches::STAFFED, args![id]).await?.int("n")?;
        if n > 0 {
            return Err(Problem::refused("branch_staffed").with("n", n));
        }
        if !branches::branches(&mut tx).await?.iter().any(|b| b.active) {
            return Err(Problem::refused("last_branch"));
        }
    }
    tx.record(env.now(), Event::new(if active { "branch.opened" } else { "branch.closed" }, "branch", id));
    tx.commit().await
}

/// The main branch of an association that has none yet.
pub(crate) async fn first(tx: &mut Tx, env: &Env, actor: &Actor) -> Result<Id> {
    if !actor.is_system() {
        return Err(Problem::field("branch", "staff_branch"));
    }
    insert(tx, env, &BranchForm { number: 1, name_ar: "المقر الرئيس".into(), name_en: "Main office".into(), area: String::new() }).await
}
