use super::branches::{self, BranchForm};
use crate::{
    letterhead::Letterhead,
    password,
    rules::ADMINISTRATOR,
    store::{branches as branch_rows, employees, roles},
};
use db::{Db, args};
use kernel::{Actor, Env, Event, Id, Problem, Result};

/// All that the first page asks, checked.
#[derive(Clone, Debug, Default)]
pub struct FirstRunForm {
    pub letterhead: Letterhead,
    /// At least one, each with its own number.
    pub branches: Vec<BranchForm>,
    pub username: String,
    pub name_ar: String,
    pub name_en: String,
    pub password: String,
}

/// Keeps that a wrong code was tried.
pub(crate) async fn refused(env: &Env, db: &Db) -> Result<()> {
    let mut tx = db.begin(&Actor::system()).await?;
    tx.record(env.now(), Event::new("first_run.refused", "setting", Id::NIL));
    tx.commit().await
}

/// Fills an empty system: letterhead, branches, first administrator, in one transaction; the administrator's id.
///
/// # Errors
/// Conflict `first_run_over` when there is an employee already; field `number_N` when two branches share a number.
pub async fn first_run(env: &Env, db: &Db, form: &FirstRunForm) -> Result<Id> {
    let hash = password::hash(&form.password).await?;
    let actor = Actor::system();
    let mut tx = db.begin(&actor).await?;
    // The counter's row makes two first runs at once wait for one another.
    if tx.next_number("staff:first_run").await? != 1 || !employees::none_yet(&mut tx).await? {
        return Err(Problem::conflict("first_run_over"));
    }
    super::settings::write(&mut tx, env, &form.letterhead).await?;
    let mut home = None;
    for (i, b) in form.branches.iter().enumerate() {
        // A command may have made branch 1 already: then it gets its name here.
        let id = match branch_rows::branch_by_number(&mut tx, b.number).await? {
            Some(there) if home != Some(there.id) => {
                tx.run_one(branch_rows::UPDATE, args![there.id, there.version, &b.name_ar, &b.name_en, &b.area]).await?;
                there.id
            }
            _ => branches::insert(&mut tx, env, b).await.map_err(|_| Problem::field(format!("branch_number_{}", i + 1), "staff_number_taken"))?,
        };
        home.get_or_insert(id);
    }
    let home = home.ok_or_else(|| Problem::field("branch_name_1", "staff_branch_name"))?;
    let id = env.id();
    let row = args![id, &form.username, &form.name_ar, &form.name_en, "", home, None::<Id>, hash, false, env.now()];
    if tx.run(employees::INSERT, row).await? == 0 {
        return Err(Problem::field("username", "staff_username_taken"));
    }
    tx.run(roles::NEW_ROLE, args![ADMINISTRATOR]).await?;
    tx.run(employees::ADD_ROLE, args![id, ADMINISTRATOR]).await?;
    tx.record(env.now(), Event::new("employee.created", "employee", id));
    tx.record(env.now(), Event::new("employee.roles", "employee", id).fact("given", ADMINISTRATOR));
    tx.record(env.now(), Event::new("first_run.finished", "setting", Id::NIL).fact("branches", form.branches.len()));
    tx.commit().await?;
    Ok(id)
}
