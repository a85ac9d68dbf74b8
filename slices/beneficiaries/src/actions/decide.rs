use super::{begin_change, some};
use crate::{
    file,
    rules::{self, Change, Status},
    store,
};
use db::{Db, Tx, args};
use kernel::{Actor, Day, Env, Event, Id, Permit, Problem, Result};

/// A reasoned decision from the file's page.
#[derive(Clone, Debug)]
pub struct ChangeStatus {
    pub file: Id,
    pub version: i64,
    pub change: Change,
    pub reason: String,
}

/// What a request's registration says of the file.
#[derive(Clone, Debug, Default)]
pub struct Activation {
    pub valid_until: Option<Day>,
    pub next_review: Option<Day>,
    /// `None` leaves what is there.
    pub income_class: Option<String>,
    pub income_class_reason: Option<String>,
    pub points_class: Option<String>,
    /// Why, for the file's history (the request's number, say).
    pub reason: Option<String>,
}

async fn write_status(tx: &mut Tx, env: &Env, actor: &Actor, id: Id, from: Status, to: Status, reason: Option<String>) -> Result<()> {
    tx.run_one(store::SET_STATUS, args![id, to.code(), reason.clone()]).await?;
    tx.run(store::INSERT_HISTORY, args![env.id(), id, from.code(), to.code(), reason, env.now(), actor.id]).await?;
    Ok(())
}

/// # Errors
/// The field `reason` with `required`; `file_status` when this decision is not open to the file as it is; conflict `changed`; `own_file`.
pub async fn change_status(env: &Env, db: &Db, permit: &Permit, cmd: ChangeStatus) -> Result<()> {
    let Some(reason) = some(&cmd.reason) else { return Err(Problem::field("reason", "required")) };
    let mut tx = db.begin(&permit.actor).await?;
    begin_change(&mut tx, permit, cmd.file, cmd.version).await?;
    decide(&mut tx, env, &permit.actor, cmd.file, cmd.change, &reason).await?;
    tx.commit().await
}

/// The same in the caller's transaction, with the right to it judged there (a death recorded, a decision of the committee).
pub async fn change_status_in(tx: &mut Tx, env: &Env, actor: &Actor, id: Id, change: Change, reason: &str) -> Result<()> {
    tx.run_one(store::RAISE_ANY, args![id]).await?;
    decide(tx, env, actor, id, change, reason).await
}

async fn decide(tx: &mut Tx, env: &Env, actor: &Actor, id: Id, change: Change, reason: &str) -> Result<()> {
    let f = file::find_any(tx, id).await?;
    let to = rules::check_change(f.status, change)?;
    write_status(tx, env, actor, id, f.status, to, some(reason)).await?;
    tx.record(env.now(), Event::new("file.change_status", "file", id).file(id).fact("from", f.status.code()).fact("to", to.code()));
    Ok(())
}

/// Draft to registered, once the requirements are complete; a file further on stays where it is. Records `file.registered` where it changes.
pub async fn register_in(tx: &mut Tx, env: &Env, actor: &Actor, id: Id) -> Result<()> {
    let f = file::find_any(tx, id).await?;
    if f.status == Status::Draft {
        tx.run_one(store::RAISE_ANY, args![id]).await?;
        write_status(tx, env, actor, id, f.status, Status::Registered, None).await?;
        tx.record(env.now(), Event::new("file.registered", "file", id).file(id));
    }
    Ok(())
}

/// An accepted request's registration: the file becomes active, with its validity, next review and classes. Records `file.activated`.
///
/// # Errors
/// `file_closed`.
pub async fn activate(tx: &mut Tx, env: &Env, actor: &Actor, id: Id, a: &Activation) -> Result<()> {
    let f = file::find_any(tx, id).await?;
    rules::can_activate(f.status)?;
    tx.run_one(store::RAISE_ANY, args![id]).await?;
    tx.run(store::SET_VALIDITY, args![id, a.valid_until.or(f.valid_until), a.next_review.or(f.next_review)]).await?;
    if let Some(class) = &a.income_class {
        tx.run(store::SET_INCOME_CLASS, args![id, class, a.income_class_reason.clone()]).await?;
    }
    if let Some(class) = &a.points_class {
        tx.run(store::SET_POINTS_CLASS, args![id, class]).await?;
    }
    let mut from = f.status;
    if from == Status::Draft {
        write_status(tx, env, actor, id, from, Status::Registered, None).await?;
        from = Status::Registered;
    }
    if from != Status::Active {
        write_status(tx, env, actor, id, from, Status::Active, a.reason.clone()).await?;
    }
    tx.record(env.now(), Event::new("file.activated", "file", id).file(id).fact("from", f.status.code()));
    Ok(())
}

/// Writes the income class a study found, with its reason. Records `file.class` without either.
pub async fn set_class(tx: &mut Tx, env: &Env, id: Id, class: Option<&str>, reason: Option<&str>) -> Result<()> {
    tx.run_one(store::RAISE_ANY, args![id]).await?;
    tx.run(store::SET_INCOME_CLASS, args![id, class, reason]).await?;
    tx.record(env.now(), Event::new("file.class", "file", id).file(id).fact("which", "income"));
    Ok(())
}

/// Writes the result of a points table. Records `file.class`.
pub async fn set_points_class(tx: &mut Tx, env: &Env, id: Id, class: Option<&str>) -> Result<()> {
    tx.run_one(store::RAISE_ANY, args![id]).await?;
    tx.run(store::SET_POINTS_CLASS, args![id, class]).await?;
    tx.record(env.now(), Event::new("file.class", "file", id).file(id).fact("which", "points"));
    Ok(())
}
