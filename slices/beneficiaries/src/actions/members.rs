use super::{
    Who, begin_change,
    update::{reindex, update_person},
};
use crate::{file, rules::Status};
use db::{Db, Once, Tx};
use kernel::{Day, Env, Event, Id, Permit, Problem, Result};
use people::{NewPerson, Sex, rules::words::relation_sex};

#[derive(Clone, Debug)]
pub struct AddMember {
    pub file: Id,
    pub version: i64,
    pub who: Who,
    pub relation: String,
    pub from: Option<Day>,
}

#[derive(Clone, Debug)]
pub struct EditMember {
    pub file: Id,
    pub member: Id,
    pub version: i64,
    pub person: NewPerson,
    pub relation: String,
    pub from: Option<Day>,
}

#[derive(Clone, Debug)]
pub struct EndMember {
    pub file: Id,
    pub member: Id,
    pub version: i64,
    pub on: Day,
    /// One of `people::END_REASONS`; `died` writes the day of death too.
    pub reason: String,
}

/// A son is not female.
fn fits(relation: &str, sex: Option<Sex>) -> Result<()> {
    match (relation_sex(relation), sex) {
        (Some(told), Some(sex)) if told != sex => Err(Problem::field("relation", "sex_differs")),
        _ => Ok(()),
    }
}

/// Somebody whose identity number is in the register already joins as he is there.
async fn join(tx: &mut Tx, env: &Env, who: &Who, branch: Id, household: Id) -> Result<Id> {
    let known = match who {
        Who::Known(id) => Some(*id),
        Who::New(p) => match &p.identity {
            Some((_, number)) => people::by_identity(tx, number).await?,
            None => None,
        },
    };
    let Some(id) = known else {
        let Who::New(p) = who else { return Err(Problem::NotFound) };
        return people::insert_person(tx, env, &NewPerson { branch: Some(branch), ..(**p).clone() }).await;
    };
    for (h, ended) in people::households_of(tx, id).await? {
        if h != household && !ended && file::of_household(tx, h).await?.is_some_and(|f| f.status != Status::Closed) {
            // Without the number: it may be another office's.
            return Err(Problem::refused("member_elsewhere"));
        }
    }
    Ok(id)
}

/// # Errors
/// `already_member`, `member_elsewhere` (counted in another file), the field `relation`, conflict `changed`.
pub async fn add_member(env: &Env, db: &Db, permit: &Permit, cmd: AddMember, once: &str, digest: &str) -> Result<Id> {
    if let Who::New(p) = &cmd.who {
        fits(&cmd.relation, p.sex)?;
    }
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(id) = tx.once(once, digest, env.now()).await? {
        return id.parse().map_err(|_| Problem::conflict("form_reused"));
    }
    let f = begin_change(&mut tx, permit, cmd.file, cmd.version).await?;
    let person = join(&mut tx, env, &cmd.who, f.branch, f.household).await?;
    let member = people::add_member(&mut tx, env, f.household, person, &cmd.relation, cmd.from).await?;
    reindex(&mut tx, &f).await?;
    tx.record(env.now(), Event::new("file.member_added", "file", f.id).file(f.id).fact("relation", &cmd.relation));
    tx.once_result(once, &member.to_string()).await?;
    tx.commit().await?;
    Ok(member)
}

/// # Errors
/// As [`add_member`]; NotFound for a member of another file.
pub async fn edit_member(env: &Env, db: &Db, permit: &Permit, cmd: EditMember) -> Result<()> {
    fits(&cmd.relation, cmd.person.sex)?;
    let mut tx = db.begin(&permit.actor).await?;
    let f = begin_change(&mut tx, permit, cmd.file, cmd.version).await?;
    let household = people::household(&mut tx, f.household).await?;
    let member = household.member(cmd.member).filter(|m| m.is_current() && m.relation != people::HEAD).ok_or(Problem::NotFound)?;
    // The short form does not ask for these.
    let p = NewPerson {
        latin: member.person.latin.clone(),
        preferred_channel: member.person.preferred_channel.clone(),
        preferred_language: member.person.preferred_language.clone(),
        short_address: member.person.short_address.clone(),
        city: member.person.city.clone(),
        district: member.person.district.clone(),
        iban: member.person.iban.clone(),
        bank_name: member.person.bank_name.clone(),
        mobiles: cmd.person.mobiles.into_iter().chain(member.person.mobiles.get(1).cloned().map(|m| people::MobileLine { primary: false, ..m })).collect(),
        ..cmd.person
    };
    let changed = update_person(&mut tx, env, &member.person, p).await?;
    people::change_member(&mut tx, f.household, member.id, &cmd.relation, cmd.from).await?;
    reindex(&mut tx, &f).await?;
    tx.record(env.now(), Event::new("file.member_edited", "file", f.id).file(f.id).fact("fields", changed).fact("relation", &cmd.relation));
    tx.commit().await
}

/// Ends a membership; nothing is removed. The head's ends with the file.
///
/// # Errors
/// `head_stays`; the field `ended` with `date_order` (before it began) or `date_future`.
pub async fn end_member(env: &Env, db: &Db, permit: &Permit, cmd: EndMember) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let f = begin_change(&mut tx, permit, cmd.file, cmd.version).await?;
    let household = people::household(&mut tx, f.household).await?;
    let member = household.member(cmd.member).filter(|m| m.is_current()).ok_or(Problem::NotFound)?;
    if member.person.id == f.head {
        return Err(Problem::refused("head_stays"));
    }
    if cmd.on > env.now().day() {
        return Err(Problem::field("ended", "date_future"));
    }
    if member.from.is_some_and(|from| cmd.on < from) {
        return Err(Problem::field("ended", "date_order"));
    }
    people::end_member(&mut tx, f.household, member.id, cmd.on, &cmd.reason).await?;
    if cmd.reason == "died" {
        people::record_death(&mut tx, member.person.id, cmd.on).await?;
    }
    tx.record(env.now(), Event::new("file.member_ended", "file", f.id).file(f.id).fact("reason", &cmd.reason));
    tx.commit().await
}
