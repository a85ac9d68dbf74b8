use crate::{
    rules::{self, ROLES},
    seed,
    store::roles,
};
use db::{Db, args};
use kernel::{Env, Event, Id, Permit, Problem, Reach, Result, Scope};
use std::collections::BTreeMap;

/// Sets what a role may do. Permissions no slice declares are dropped.
///
/// # Errors
/// Refused `self_grant` (the actor holds the role and it would gain), `administrator_core`; conflict `changed`.
pub async fn set_permissions(env: &Env, db: &Db, permit: &Permit, role: &str, version: i64, mut after: BTreeMap<String, Reach>) -> Result<()> {
    if !ROLES.contains(&role) {
        return Err(Problem::NotFound);
    }
    if permit.scope != Scope::All {
        return Err(Problem::Forbidden);
    }
    let known = seed::registry();
    after.retain(|p, _| known.iter().any(|(_, k)| k.0 == p));
    let mut tx = db.begin(&permit.actor).await?;
    tx.run_one(roles::RAISE_FROM, args![role, version]).await?;
    let before = roles::of_role(&mut tx, role).await?;
    // His roles as they are now, not as they were when his session was read.
    let held = crate::store::employees::roles_of(&mut tx, permit.actor.id).await?.iter().any(|r| r == role) || permit.actor.has_role(role);
    if let Some(code) = rules::grants_refusal(role, held, &before, &after) {
        return Err(Problem::refused(code));
    }
    if before == after {
        return Ok(());
    }
    tx.run(roles::CLEAR, args![role]).await?;
    for (p, r) in &after {
        tx.run(roles::GIVE, args![role, p, r.code()]).await?;
    }
    let list = |a: &BTreeMap<String, Reach>, b: &BTreeMap<String, Reach>| {
        a.iter().filter(|(p, r)| b.get(*p) != Some(r)).map(|(p, r)| format!("{p}:{}", r.code())).collect::<Vec<_>>().join(" ")
    };
    tx.record(
        env.now(),
        Event::new("role.changed", "role", Id::NIL).fact("role", role).fact("given", list(&after, &before)).fact("taken", list(&before, &after)),
    );
    tx.commit().await
}
