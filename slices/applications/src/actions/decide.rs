//! An employee says whose a draft is: a new beneficiary's, one's the register knows, or nobody's. One transaction each; nothing is half joined.

use super::told::tell;
use crate::{
    follow::{self, Way},
    likely::{self, Draft},
    rules::Stage,
    store::{self, Application},
};
use beneficiaries::{Change, File, NewFile, NewMember, Status, Who};
use db::{Db, Tx, args};
use kernel::{Env, Event, Id, Permit, Problem, Result};
use people::{MobileLine, NewPerson};
use requests::{Step, rules::Action};

/// Longest reason, in characters.
pub const REASON_MAX: usize = 1_000;

fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::field("reason", "required"));
    }
    if text.chars().count() > REASON_MAX {
        let mut e = kernel::FieldErrors::default();
        e.add("reason", kernel::FieldError::new("too_long").arg("n", REASON_MAX));
        return Err(Problem::Invalid(e));
    }
    Ok(text.to_string())
}

struct Open {
    tx: Tx,
    a: Application,
    draft: Draft,
}

/// The application within reach, open and as the page saw it; not of the employee's own household.
async fn open(db: &Db, permit: &Permit, id: Id, version: i64) -> Result<Open> {
    let mut tx = db.begin(&permit.actor).await?;
    let a = store::find(&mut tx, permit, id).await?;
    if a.stage != Stage::Open {
        return Err(Problem::conflict("application_decided"));
    }
    if a.version != version {
        return Err(Problem::conflict("changed"));
    }
    tx.run_one(store::TAKE, args![a.id, version]).await?;
    let draft = likely::draft(&mut tx, &a).await?;
    guard(&mut tx, permit, &draft.file, &draft).await?;
    Ok(Open { tx, a, draft })
}

/// Nobody decides about himself: neither in the draft's household, nor with his own number claimed.
async fn guard(tx: &mut Tx, permit: &Permit, file: &File, draft: &Draft) -> Result<()> {
    beneficiaries::guard_relation(tx, &permit.actor, file).await?;
    let Some(me) = permit.actor.person else { return Ok(()) };
    for c in &draft.claims {
        if people::by_identity(tx, &c.number).await? == Some(me) {
            return Err(Problem::refused("own_file"));
        }
    }
    Ok(())
}

/// Nobody the register knows: the claimed identity numbers become the persons' own, the draft stays as an ordinary file.
/// The file's id.
///
/// # Errors
/// `claim_taken` where a number belongs to somebody already (he is to be joined, or the number is wrong); conflicts `application_decided`,
/// `changed`; `own_file`.
pub async fn make_new(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<Id> {
    let now = env.now();
    let Open { mut tx, a, draft } = open(db, permit, id, version).await?;
    for c in &draft.claims {
        let Some(p) = draft.household.members.iter().map(|m| &m.person).find(|p| p.id == c.person) else { continue };
        write_identity(&mut tx, env, p, c).await?;
    }
    beneficiaries::set_unmatched(&mut tx, a.file, false).await?;
    tx.run_one(store::DECIDE, args![a.id, Stage::MadeNew.code(), now, permit.actor.id, "", None::<Id>, None::<Id>]).await?;
    tx.record(now, Event::new("application.make_new", "application", a.id).file(a.file));
    follow::made_new(&mut tx, env, &a, &draft.file).await?;
    tell(&mut tx, env, &a, "application.made_new", (Some(a.file), draft.file.branch), a.person, Some(&draft.file.number)).await?;
    tx.commit().await?;
    Ok(a.file)
}

async fn write_identity(tx: &mut Tx, env: &Env, p: &people::Person, c: &crate::Claim) -> Result<()> {
    let new = NewPerson { identity: Some((c.kind, c.number.clone())), ..p.to_new() };
    match people::update_person(tx, env, p.id, p.version, &new).await {
        // Whose it is, is not said: he may be another office's.
        Err(Problem::Invalid(_)) => Err(Problem::refused("claim_taken").with("name", p.short_name())),
        other => other,
    }
}

/// The register knows him.
#[derive(Clone, Debug)]
pub struct Join {
    pub id: Id,
    pub version: i64,
    /// Who of the register he is.
    pub person: Id,
    /// Persons of the draft to be entered in the file's household as well.
    pub members: Vec<Id>,
    /// Whether the mobile he confirmed is put among the person's numbers.
    pub take_mobile: bool,
    pub reason: String,
}

/// Joins a draft to the person it is of: everything that hangs on it goes to his file (see [`crate::Matched`]), the draft is closed with the reason.
/// A person of no open file gets one. The file's id.
///
/// # Errors
/// Field `reason`; `NotFound` for a person or file out of reach; `join_not_open` where his file is closed or itself a draft; `claim_taken`; conflicts
/// `application_decided`, `changed`; `own_file`.
pub async fn join(env: &Env, db: &Db, permit: &Permit, cmd: Join) -> Result<Id> {
    let now = env.now();
    let why = reason(&cmd.reason)?;
    let Open { mut tx, a, draft } = open(db, permit, cmd.id, cmd.version).await?;
    let person = people::person(&mut tx, cmd.person).await?;
    if draft.household.members.iter().any(|m| m.person.id == person.id) {
        return Err(Problem::NotFound);
    }
    // First of all, so that its people are free to belong to the other.
    beneficiaries::change_status_in(&mut tx, env, &permit.actor, a.file, Change::Close, &why).await?;
    let (target, made) = match likely::open_file(&mut tx, person.id).await? {
        Some(f) => {
            let f = beneficiaries::find(&mut tx, permit, f.id).await?;
            if f.unmatched {
                return Err(Problem::refused("join_not_open"));
            }
            (f, false)
        }
        None if permit.scope.covers(person.branch, None) => {
            let codes = beneficiaries::categories_of(&mut tx, a.file).await?.into_iter().filter(|c| c.to.is_none()).map(|c| c.category.code).collect();
            let members = draft.others().filter(|m| cmd.members.contains(&m.person.id));
            let new = NewFile {
                members: members.map(|m| NewMember { who: Who::Known(m.person.id), relation: m.relation.clone(), from: m.from }).collect(),
                categories: codes,
                ..NewFile::draft(Who::Known(person.id), a.branch)
            };
            let (id, _) = beneficiaries::create_in(&mut tx, env, &permit.actor, &new).await?;
            (beneficiaries::find_any(&mut tx, id).await?, true)
        }
        None => return Err(Problem::NotFound),
    };
    if target.status == Status::Closed {
        return Err(Problem::refused("join_not_open"));
    }
    beneficiaries::guard_relation(&mut tx, &permit.actor, &target).await?;
    let map = persons(&mut tx, env, &draft, &target, person.id, &cmd.members, made).await?;
    // The number first: what it opened stays open only where it is his.
    mobiles(&mut tx, env, &draft, &person, cmd.take_mobile).await?;
    let gone = follow::all(&mut tx, env, permit, (&a, &draft), Way { target: &target, people: &map, taken: cmd.take_mobile, reason: &why }).await?;
    beneficiaries::reindex(&mut tx, &target).await?;
    // What is found by name is the file he has, not the paper it came on.
    tx.index_text("file", a.file, a.branch, &[]).await?;
    beneficiaries::set_unmatched(&mut tx, a.file, false).await?;
    tx.run_one(store::DECIDE, args![a.id, Stage::Joined.code(), now, permit.actor.id, &why, target.id, cmd.take_mobile.then_some(person.id)]).await?;
    let event = Event::new("application.join", "application", a.id).file(target.id).fact("from", a.file).fact("mobile", cmd.take_mobile);
    let event = event.fact("documents", gone.documents).fact("requests", gone.requests.len()).fact("messages", gone.messages);
    tx.record(now, event.fact("letters", gone.letters).fact("sessions", gone.sessions));
    tell(&mut tx, env, &a, "application.joined", (Some(target.id), target.branch), person.id, Some(&target.number)).await?;
    tx.commit().await?;
    Ok(target.id)
}

/// Who of the draft is who in the file he is joined to: the head is the person chosen, the others by number or by whole name; those to be
/// entered are entered. Whoever is left out stays with the draft alone.
async fn persons(tx: &mut Tx, env: &Env, draft: &Draft, target: &File, head: Id, enter: &[Id], made: bool) -> Result<Vec<(Id, Id)>> {
    let household = people::household(tx, target.household).await?;
    let mut map = vec![(draft.file.head, head)];
    for m in draft.others() {
        let claim = draft.claim(m.person.id);
        if let Some(same) = likely::same_member(&household, &m.person, claim.map(|c| c.number.as_str())) {
            map.push((m.person.id, same));
            continue;
        }
        if !enter.contains(&m.person.id) {
            continue;
        }
        if let Some(c) = claim {
            write_identity(tx, env, &m.person, c).await?;
        }
        if !made {
            // A relation is to the head: of another member's kin it is not said.
            let relation = if target.head == head { m.relation.as_str() } else { "other" };
            people::add_member(tx, env, target.household, m.person.id, relation, m.from).await?;
        }
        map.push((m.person.id, m.person.id));
    }
    Ok(map)
}

/// The number he came in with: put among his own if the employee says so, and no longer anybody's by the draft.
async fn mobiles(tx: &mut Tx, env: &Env, draft: &Draft, person: &people::Person, take: bool) -> Result<()> {
    let head = people::person(tx, draft.file.head).await?;
    if take {
        let person = people::person(tx, person.id).await?;
        let mut new = person.to_new();
        for m in &head.mobiles {
            if !new.mobiles.iter().any(|o| o.number == m.number) {
                new.mobiles.push(MobileLine { primary: new.mobiles.is_empty(), ..m.clone() });
            }
        }
        if new.mobiles != person.mobiles {
            people::update_person(tx, env, person.id, person.version, &new).await?;
        }
    }
    people::release_mobiles(tx, head.id).await
}

/// Nobody's: the draft is closed and its open requests end, with the reason he is told.
///
/// # Errors
/// Field `reason`; conflicts `application_decided`, `changed`; `own_file`.
pub async fn refuse(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, words: &str) -> Result<()> {
    let now = env.now();
    let why = reason(words)?;
    let Open { mut tx, a, draft } = open(db, permit, id, version).await?;
    for r in requests::of_file(&mut tx, permit, a.file).await?.into_iter().filter(|r| r.state.is_open()) {
        let r = requests::find_unscoped(&mut tx, r.id).await?;
        requests::raise(&mut tx, &r, now).await?;
        let step = Step { reason: why.clone(), ..Step::default() };
        requests::advance(&mut tx, env, permit, &r, Action::Withdraw, step, |f| f.reason_given = true).await?;
    }
    beneficiaries::change_status_in(&mut tx, env, &permit.actor, a.file, Change::Close, &why).await?;
    tx.run_one(store::DECIDE, args![a.id, Stage::Refused.code(), now, permit.actor.id, &why, None::<Id>, None::<Id>]).await?;
    tx.record(now, Event::new("application.refuse", "application", a.id).file(a.file));
    tell(&mut tx, env, &a, "application.refused", (Some(a.file), draft.file.branch), a.person, None).await?;
    tx.commit().await
}
