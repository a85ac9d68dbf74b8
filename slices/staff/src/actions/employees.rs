use crate::{
    password,
    routes::perm,
    rules::{self, ADMINISTRATOR, RoleChange},
    store::{
        branches,
        employees::{self, Employee},
        roles, sessions,
    },
};
use db::{Db, Query, Tx, args};
use kernel::{Actor, Env, Event, FieldErrors, Id, Permission, Permit, Problem, Reach, Result, Scope};

/// A new employee. The username in any spelling; the password already chosen by whoever makes the account.
#[derive(Clone, Debug, Default)]
pub struct NewEmployee {
    pub username: String,
    pub name_ar: String,
    pub name_en: String,
    pub department: String,
    /// `None`: by `branch_number`, and without that the branch with the lowest number (made, if there is none and the system acts).
    pub branch: Option<Id>,
    pub branch_number: Option<i64>,
    pub person: Option<Id>,
    pub roles: Vec<String>,
    pub password: String,
    /// Whether he must choose another password at his first sign-in.
    pub must_change: bool,
}

/// What may be changed later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmployeeForm {
    pub name_ar: String,
    pub name_en: String,
    pub department: String,
    pub branch: Option<Id>,
}

fn permit(actor: &Actor, p: Permission) -> Result<Permit> {
    Permit::check(actor, p).ok_or(Problem::Forbidden)
}

/// Whether a role reaches over the whole association in anything but reading what everyone may read.
fn wide(matrix: &roles::Matrix, role: &str) -> bool {
    role == ADMINISTRATOR || matrix.get(role).is_some_and(|m| m.values().any(|r| *r == Reach::All))
}

/// Raises the administrators' row first: two at once cannot each remove the other.
async fn administrators_lock(tx: &mut Tx) -> Result<()> {
    tx.run(roles::NEW_ROLE, args![ADMINISTRATOR]).await?;
    tx.run(roles::RAISE, args![ADMINISTRATOR]).await?;
    Ok(())
}

async fn other_administrators(tx: &mut Tx, id: Id) -> Result<i64> {
    tx.one(employees::OTHERS_WITH_ROLE, args![ADMINISTRATOR, id]).await?.int("n")
}

/// Finds an employee within reach. Whoever reaches only his branch does not reach an administrator.
pub async fn find(q: &mut impl Query, permit: &Permit, id: Id) -> Result<(Employee, Vec<String>)> {
    let e = employees::employee(q, id).await?.ok_or(Problem::NotFound)?;
    let held = employees::roles_of(q, id).await?;
    let above = permit.scope != Scope::All && held.iter().any(|r| r == ADMINISTRATOR) && e.id != permit.actor.id;
    if above || !permit.scope.covers(e.branch, Some(e.id)) { Err(Problem::NotFound) } else { Ok((e, held)) }
}

async fn branch_within(q: &mut impl Query, scope: Scope, id: Id) -> Result<Id> {
    match branches::branch(q, id).await? {
        Some(b) if b.active && scope.covers(b.id, None) => Ok(b.id),
        _ => Err(Problem::field("branch", "staff_branch")),
    }
}

/// Makes an employee. The system (a command on an empty database) needs no permission and makes branch 1 if there is none.
///
/// # Errors
/// Fields `username` (`staff_username`, `staff_username_taken`), `name_ar`, `password` (weak), `branch`, `roles`; refused `role_beyond_reach`.
pub async fn create_employee(env: &Env, db: &Db, actor: &Actor, new: NewEmployee) -> Result<Id> {
    let scope = permit(actor, perm::EMPLOYEE_MANAGE)?.scope;
    let mut errors = FieldErrors::default();
    let username = rules::username(&new.username);
    if username.is_none() {
        errors.code("username", "staff_username");
    }
    if new.name_ar.trim().chars().count() < 2 {
        errors.code("name_ar", "staff_name");
    }
    if new.roles.iter().any(|r| !rules::ROLES.contains(&r.as_str())) {
        errors.code("roles", "staff_role");
    }
    if let Some(code) = rules::password_fault(&new.password, username.as_deref().unwrap_or("")) {
        errors.add("password", kernel::FieldError::new(code).arg("n", rules::PASSWORD_MIN));
    }
    errors.ok(())?;
    let username = username.unwrap_or_default();
    let hash = password::hash(&new.password).await?;

    let mut tx = db.begin(actor).await?;
    let branch = match (new.branch, new.branch_number) {
        (Some(b), _) => branch_within(&mut tx, scope, b).await?,
        (None, Some(n)) if !(n == 1 && actor.is_system() && branches::branches(&mut tx).await?.is_empty()) => {
            let b = branches::branch_by_number(&mut tx, n).await?.ok_or_else(|| Problem::field("branch", "staff_branch"))?;
            branch_within(&mut tx, scope, b.id).await?
        }
        _ => match branches::branches(&mut tx).await?.iter().find(|b| b.active && scope.covers(b.id, None)) {
            Some(b) => b.id,
            None => super::branches::first(&mut tx, env, actor).await?,
        },
    };
    let id = env.id();
    let row = args![id, &username, new.name_ar.trim(), new.name_en.trim(), new.department.trim(), branch, new.person, hash, new.must_change, env.now()];
    if tx.run(employees::INSERT, row).await? == 0 {
        return Err(Problem::field("username", "staff_username_taken"));
    }
    tx.record(env.now(), Event::new("employee.created", "employee", id));
    if !new.roles.is_empty() {
        let given = permit(actor, perm::ROLE_ASSIGN)?;
        give(&mut tx, env, &given, id, &[], &new.roles).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Puts `after` in the place of `before`, if the rules allow it.
async fn give(tx: &mut Tx, env: &Env, permit: &Permit, id: Id, before: &[String], after: &[String]) -> Result<()> {
    let matrix = roles::matrix(tx).await?;
    let change = RoleChange {
        own: permit.actor.id == id,
        before,
        after,
        reaches_all: permit.scope == Scope::All,
        wide: &|r| wide(&matrix, r),
        other_administrators: other_administrators(tx, id).await?,
    };
    if let Some(code) = change.refusal() {
        return Err(Problem::refused(code));
    }
    tx.run(employees::CLEAR_ROLES, args![id]).await?;
    for role in after {
        tx.run(employees::ADD_ROLE, args![id, role]).await?;
    }
    let list = |a: &[String], b: &[String]| a.iter().filter(|r| !b.contains(r)).map(String::as_str).collect::<Vec<_>>().join(" ");
    tx.record(env.now(), Event::new("employee.roles", "employee", id).fact("given", list(after, before)).fact("taken", list(before, after)));
    Ok(())
}

/// Sets an employee's roles.
///
/// # Errors
/// Refused `self_grant`, `role_beyond_reach`, `last_administrator`; conflict `changed`.
pub async fn set_roles(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, after: Vec<String>) -> Result<()> {
    let mut after: Vec<String> = after.into_iter().filter(|r| rules::ROLES.contains(&r.as_str())).collect();
    after.sort();
    after.dedup();
    let mut tx = db.begin(&permit.actor).await?;
    administrators_lock(&mut tx).await?;
    tx.run_one(employees::TOUCH, args![id, version]).await?;
    let (_, before) = find(&mut tx, permit, id).await?;
    if before == after {
        return Ok(());
    }
    give(&mut tx, env, permit, id, &before, &after).await?;
    tx.commit().await
}

pub async fn change(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, form: &EmployeeForm) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let (e, _) = find(&mut tx, permit, id).await?;
    let branch = match form.branch {
        Some(b) if b != e.branch => branch_within(&mut tx, permit.scope, b).await?,
        _ => e.branch,
    };
    tx.run_one(employees::UPDATE, args![id, version, &form.name_ar, &form.name_en, &form.department, branch]).await?;
    let mut event = Event::new("employee.changed", "employee", id);
    if branch != e.branch {
        event = event.fact("from", e.branch).fact("to", branch);
    }
    tx.record(env.now(), event);
    tx.commit().await
}

/// Closes an account (his sessions end at once) or opens it again.
///
/// `why` is one of [`rules::CLOSING`] when closing.
///
/// # Errors
/// Field `why`; refused `own_account`, `last_administrator`.
pub async fn set_active(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, active: bool, why: &str) -> Result<()> {
    if !active && !rules::CLOSING.contains(&why) {
        return Err(Problem::field("why", "staff_closing"));
    }
    let mut tx = db.begin(&permit.actor).await?;
    administrators_lock(&mut tx).await?;
    tx.run_one(employees::TOUCH, args![id, version]).await?;
    let (_, held) = find(&mut tx, permit, id).await?;
    if id == permit.actor.id {
        return Err(Problem::refused(if held.iter().any(|r| r == ADMINISTRATOR) && other_administrators(&mut tx, id).await? == 0 {
            "last_administrator"
        } else {
            "own_account"
        }));
    }
    if !active && held.iter().any(|r| r == ADMINISTRATOR) && other_administrators(&mut tx, id).await? == 0 {
        return Err(Problem::refused("last_administrator"));
    }
    tx.run(employees::SET_ACTIVE, args![id, active]).await?;
    if !active {
        tx.run(sessions::END_OTHERS, args![id, Id::NIL, env.now()]).await?;
    }
    tx.record(env.now(), Event::new(if active { "employee.opened" } else { "employee.closed" }, "employee", id).fact("reason", if active { "" } else { why }));
    tx.commit().await
}

/// Gives an employee a password to begin with; he must choose his own at the next sign-in. His sessions end.
///
/// # Errors
/// Field `new_password`; refused `own_account` (one's own is changed with the current one).
pub async fn reset_password(env: &Env, db: &Db, permit: &Permit, id: Id, new: &str) -> Result<()> {
    let (e, _) = find(&mut db.reader(), permit, id).await?;
    if id == permit.actor.id {
        return Err(Problem::refused("own_account"));
    }
    let mut errors = FieldErrors::default();
    rules::new_password(&mut errors, "new_password", new, new, &e.username);
    errors.ok(())?;
    let hash = password::hash(new).await?;
    let mut tx = db.begin(&permit.actor).await?;
    find(&mut tx, permit, id).await?;
    tx.run_one(employees::SET_PASSWORD, args![id, hash, true]).await?;
    tx.run(sessions::END_OTHERS, args![id, Id::NIL, env.now()]).await?;
    tx.record(env.now(), Event::new("employee.password_reset", "employee", id));
    tx.commit().await
}

/// Ends the pause after wrong passwords.
pub async fn unlock(env: &Env, db: &Db, permit: &Permit, id: Id) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    find(&mut tx, permit, id).await?;
    tx.run(employees::FAILED, args![id, 0, 0]).await?;
    tx.record(env.now(), Event::new("employee.unlocked", "employee", id));
    tx.commit().await
}

/// Says who an employee is in the register of people (he may not act on his own file), or that he is not there.
pub async fn set_person(env: &Env, db: &Db, permit: &Permit, id: Id, person: Option<Id>) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    find(&mut tx, permit, id).await?;
    tx.run_one(employees::SET_PERSON, args![id, person]).await?;
    tx.record(env.now(), Event::new("employee.person", "employee", id).fact("known", person.is_some()));
    tx.commit().await
}
