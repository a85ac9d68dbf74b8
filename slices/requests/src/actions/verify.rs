use super::{open, submit::missing_task};
use crate::{
    core::{Request, Step, advance, sql},
    rules::{Action, State},
};
use db::{Db, Tx, args};
use kernel::{Env, Id, Permit, Problem, Result};
use people::{How, NewSignature, Signer};

/// The employee's signature: his password, given again.
pub(super) async fn sign_officer(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request) -> Result<Id> {
    let signature = NewSignature {
        object: "request",
        object_id: r.id,
        kind: Signer::Officer,
        digest: r.snapshot_digest.clone(),
        how: How::Reauth,
        person: permit.actor.person,
        employee: Some(permit.actor.id),
        name: permit.actor.name.clone(),
        witness: None,
        witness_employee: None,
        file: None,
    };
    people::sign(tx, env, signature).await
}

/// Every document was matched and was valid at submission: the officer signs for it.
///
/// # Errors
/// Field `password`; `checklist_not_verified`, `own_file`.
pub async fn verify(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, password: &str) -> Result<()> {
    staff::reauthenticate(env, db, &permit.actor, password).await?;
    let (mut tx, r) = open(env, db, permit, id, version).await?;
    if r.state != State::Submitted {
        return Err(Problem::refused("not_from_this_state"));
    }
    sign_officer(&mut tx, env, permit, &r).await?;
    let step = Step { facts: vec![("snapshot", r.snapshot_digest.clone())], ..Step::default() };
    advance(&mut tx, env, permit, &r, Action::Verify, step, |_| {}).await?;
    tx.run_one(sql::VERIFIED, args![r.id, env.now(), permit.actor.id]).await?;
    tx.commit().await
}

/// One document that is asked for again.
#[derive(Clone, Debug)]
pub struct MissingItem {
    pub document_type: String,
    pub person: Option<Id>,
    /// What is wrong with it, in words; may be empty.
    pub note: String,
}

#[derive(Clone, Debug)]
pub struct Return {
    pub id: Id,
    pub version: i64,
    pub items: Vec<MissingItem>,
    /// What else is wanted, in words; may be empty.
    pub other: String,
    pub reason: String,
    /// The applicant left it out himself: before verification the floor then begins anew.
    pub own_omission: bool,
    /// As in [`super::Tell`].
    pub told: Option<String>,
}

/// Back to the applicant. What was signed no longer counts.
///
/// # Errors
/// `missing_not_named`, `reason_missing`.
pub async fn return_back(env: &Env, db: &Db, permit: &Permit, c: Return) -> Result<()> {
    let now = env.now();
    let (mut tx, r) = open(env, db, permit, c.id, c.version).await?;
    let named = !c.items.is_empty() || !c.other.is_empty();
    let reason = !c.reason.is_empty();
    let step = Step { reason: c.reason.clone(), facts: vec![("own_omission", c.own_omission.to_string())], ..Step::default() };
    let way = advance(&mut tx, env, permit, &r, Action::Return, step, |f| {
        f.missing_named = named;
        f.reason_given = reason;
    })
    .await?;
    let floor = r.floor.returned(r.state, c.own_omission);
    tx.run_one(sql::RETURNED, args![r.id, c.own_omission, floor.restart]).await?;
    if floor.restart {
        // There will be another promise, to be explained anew.
        tx.run_one(sql::UNEXPLAIN, args![r.id]).await?;
    }
    tx.run(sql::MISSING_CLEAR, args![r.id, now]).await?;
    for i in &c.items {
        tx.run(sql::MISSING_INSERT, args![env.id(), r.id, &i.document_type, i.person, "asked", &i.note, now, permit.actor.id]).await?;
    }
    if !c.other.is_empty() {
        tx.run(sql::MISSING_INSERT, args![env.id(), r.id, "", None::<Id>, "asked", &c.other, now, permit.actor.id]).await?;
    }
    missing_task(&mut tx, env, permit, &Request { state: way.to, ..r.clone() }, c.told.as_deref()).await?;
    tx.commit().await
}
