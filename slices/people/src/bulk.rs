//! The register of people by the hundred: for imports and for demo data. The same statements as one by one.

use crate::{HEAD, NewPerson, NewSignature, person::columns, store};
use db::{Args, Query, Tx, args, built};
use kernel::{At, Day, Env, Id, Problem, Result};
use std::collections::HashMap;

/// A household about to be made; its head belongs to it as the first member.
#[derive(Clone, Debug)]
pub struct NewHousehold {
    pub id: Id,
    pub head: Id,
    pub from: Option<Day>,
}

/// A membership about to be made. `position`: its place in the household, the head's being 0.
#[derive(Clone, Debug)]
pub struct NewMembership {
    pub id: Id,
    pub household: Id,
    pub person: Id,
    /// A code of [`crate::rules::words::RELATIONS`].
    pub relation: &'static str,
    pub from: Option<Day>,
    pub position: i64,
}

/// Whose numbers these are; keys as [`crate::identity_key`] makes them. Numbers of nobody are left out.
pub async fn by_identities(q: &mut impl Query, keys: &[String]) -> Result<HashMap<String, Id>> {
    let mut found = HashMap::new();
    for some in keys.chunks(300) {
        let marks = (1..=some.len()).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ");
        let rows = q.all(built(format!("SELECT id, identity FROM person WHERE identity IN ({marks})")), some.iter().map(db::Value::from).collect()).await?;
        for r in &rows {
            found.insert(r.text("identity")?, r.id("id")?);
        }
    }
    Ok(found)
}

/// Adds people under ids already given. The caller records the events.
///
/// # Errors
/// Conflict `changed` where somebody registered one of the identity numbers meanwhile: nothing of the transaction may stay.
pub async fn insert_persons(tx: &mut Tx, env: &Env, people: &[(Id, NewPerson)]) -> Result<()> {
    let now = env.now();
    let rows: Vec<Args> = people
        .iter()
        .map(|(id, p)| {
            let mut a = args![*id];
            a.extend(columns(p));
            a.extend(args![p.branch.unwrap_or(Id::NIL), now]);
            a
        })
        .collect();
    if tx.run_many(store::INSERT, rows).await? != people.len() as u64 {
        return Err(Problem::conflict("changed"));
    }
    let mut mobiles = vec![];
    for (id, p) in people {
        let chosen = p.mobiles.iter().position(|m| m.primary).unwrap_or(0);
        mobiles.extend(p.mobiles.iter().enumerate().map(|(i, m)| args![*id, i as i64, &m.number, m.answers.clone(), i == chosen]));
    }
    tx.run_many(store::INSERT_MOBILE, mobiles).await?;
    Ok(())
}

/// Adds households with their heads. The caller records the events.
pub async fn insert_households(tx: &mut Tx, env: &Env, households: &[NewHousehold]) -> Result<()> {
    let now = env.now();
    tx.run_many(store::INSERT_HOUSEHOLD, households.iter().map(|h| args![h.id, h.head, now]).collect()).await?;
    tx.run_many(store::INSERT_MEMBER_AT, households.iter().map(|h| args![env.id(), h.id, h.head, HEAD, h.from, 0_i64]).collect()).await?;
    Ok(())
}

/// Adds members. The caller has seen that none is a member already, and records the events.
pub async fn insert_members(tx: &mut Tx, members: &[NewMembership]) -> Result<()> {
    let row = |m: &NewMembership| args![m.id, m.household, m.person, m.relation, m.from, m.position];
    tx.run_many(store::INSERT_MEMBER_AT, members.iter().map(row).collect()).await?;
    Ok(())
}

/// Sets signatures under ids and at instants already given, as [`crate::sign`] does one by one. The caller records the events.
pub async fn insert_signatures(tx: &mut Tx, signatures: &[(Id, NewSignature, At)]) -> Result<()> {
    let row = |(id, s, at): &(Id, NewSignature, At)| {
        args![
            *id,
            s.object,
            s.object_id,
            s.kind.code(),
            &s.digest,
            s.how.code(),
            s.person,
            s.employee,
            &s.name,
            s.witness.clone(),
            s.witness_employee,
            s.file,
            *at
        ]
    };
    tx.run_many(store::SIGN, signatures.iter().map(row).collect()).await?;
    Ok(())
}

/// A membership as an import needs it: without the person.
#[derive(Clone, Debug)]
pub struct MembershipRef {
    pub id: Id,
    pub household: Id,
    pub person: Id,
    pub relation: String,
    pub current: bool,
}

/// The memberships of several households, ended ones too, in their order.
pub async fn memberships(q: &mut impl Query, households: &[Id]) -> Result<Vec<MembershipRef>> {
    let mut out = vec![];
    for some in households.chunks(300) {
        let marks = (1..=some.len()).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT id, household_id, person_id, relation, to_day FROM household_member WHERE household_id IN ({marks}) ORDER BY household_id, position, id"
        );
        for r in q.all(built(sql), some.iter().map(db::Value::from).collect()).await? {
            out.push(MembershipRef {
                id: r.id("id")?,
                household: r.id("household_id")?,
                person: r.id("person_id")?,
                relation: r.text("relation")?,
                current: r.opt_text("to_day")?.is_none(),
            });
        }
    }
    Ok(out)
}
