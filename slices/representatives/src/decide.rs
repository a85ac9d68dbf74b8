//! Checking a claim: load within reach → judge → write → event → message → commit.

use crate::{
    compare::{compare, differing, fit},
    perm,
    rules::{Act, Capacity, Status, earlier, scope_text},
    store::{self, Representative},
};
use db::{Db, Tx, args};
use documents::{AddStored, Outcome, Typed, Validity};
use i18n::Lang;
use kernel::{Day, Env, Event, FieldError, FieldErrors, Id, Permit, Problem, Result};

const MAX_REASON: usize = 1000;

/// What proves it.
#[derive(Clone, Debug)]
pub enum Proof {
    /// A document of the file, matched before.
    OnFile(Id),
    /// The claim's own scans, become a document now, matched in this way.
    Scans { typed: Box<Typed>, how: Option<documents::How> },
}

#[derive(Clone, Debug)]
pub struct Verify {
    pub id: Id,
    pub version: i64,
    pub represented: Option<Id>,
    pub capacity: Option<Capacity>,
    pub scope: Vec<Act>,
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub proof: Proof,
    pub note: String,
}

/// A representation within reach: its file's branch is, and it is not closed to this employee. What names no file lies with a branch of its own:
/// its officers see what the claimant said, and can tie it to a file they reach themselves, so that nothing of another office's shows.
pub async fn load(q: &mut impl db::Query, permit: &Permit, id: Id) -> Result<(Representative, Option<beneficiaries::File>)> {
    let r = store::find(q, id).await?;
    match r.file {
        Some(file) => {
            let f = beneficiaries::find(q, permit, file).await?;
            Ok((r, Some(f)))
        }
        None if permit.scope.covers(r.branch.unwrap_or(Id::NIL), None) => Ok((r, None)),
        None => Err(Problem::NotFound),
    }
}

/// As [`load`], to act on: not his own file, nor a representation of his own.
async fn load_to_act(tx: &mut Tx, permit: &Permit, id: Id) -> Result<(Representative, Option<beneficiaries::File>)> {
    debug_assert_eq!(permit.permission, perm::CHECK);
    let (r, file) = load(tx, permit, id).await?;
    if let Some(f) = &file {
        beneficiaries::guard_relation(tx, &permit.actor, f).await?;
    }
    let his_own = match (permit.actor.person, r.person) {
        (Some(me), Some(p)) => me == p,
        (Some(me), None) => !r.identity.is_empty() && people::by_identity(tx, &r.identity).await? == Some(me),
        _ => false,
    };
    if his_own { Err(Problem::refused("own_file")) } else { Ok((r, file)) }
}

/// Who represents, as a person of the register: the one with this identity if he is reached at this number, else a new one.
async fn person_of(tx: &mut Tx, env: &Env, r: &Representative, branch: Id) -> Result<Id> {
    if let Some(p) = r.person {
        return Ok(p);
    }
    if r.identity.is_empty() {
        return Err(Problem::refused("representative_identity"));
    }
    if let Some(id) = people::by_identity(tx, &r.identity).await? {
        let p = people::person(tx, id).await?;
        // Another number than the register's is a change of number, and that has its own way: else a claim would open somebody's own file.
        return if p.mobiles.iter().any(|m| m.number == r.mobile) { Ok(id) } else { Err(Problem::refused("representative_mobile")) };
    }
    let name = people::rules::name::parse(&r.name).map_err(|_| Problem::refused("representative_identity"))?;
    let kind = match people::rules::identity::parse(&r.identity).map(|i| i.kind()) {
        Ok(people::rules::identity::Identity::Resident) => people::IdentityKind::Resident,
        Ok(people::rules::identity::Identity::Citizen) => people::IdentityKind::Citizen,
        Err(_) => people::IdentityKind::Other,
    };
    let mobiles = if r.mobile.is_empty() { vec![] } else { vec![people::MobileLine { number: r.mobile.clone(), answers: None, primary: true }] };
    let new = people::NewPerson { identity: Some((kind, r.identity.clone())), mobiles, branch: Some(branch), ..people::NewPerson::named(&name) };
    people::insert_person(tx, env, &new).await
}

/// The proof as a document of the file, matched, and the last day it holds.
async fn prove(tx: &mut Tx, env: &Env, permit: &Permit, r: &Representative, file: Id, capacity: Capacity, proof: Proof) -> Result<(Id, Option<Day>)> {
    let kinds = documents::types(tx).await?;
    let id = match proof {
        Proof::OnFile(id) => id,
        Proof::Scans { typed, how } => {
            let scans = store::scans(tx, r.id).await?;
            let Some(how) = how else { return Err(Problem::field("how", "choice")) };
            let kind = kinds.iter().find(|k| k.code == typed.kind).ok_or_else(|| Problem::field("type", "document_type"))?;
            if !kind.suffices(how) {
                return Err(Problem::field("how", "check_how_insufficient"));
            }
            let new = scans
                .into_iter()
                .map(|s| documents::NewScan { id: env.id(), stored: s.stored, thumb: s.thumb, kind: s.kind, pages: s.pages, name: s.name })
                .collect();
            let id = documents::add_stored(tx, env, permit, AddStored { file_id: file, raw: *typed, scans: new, replaces: None }).await?;
            let by = documents::By { at: env.now(), id: permit.actor.id, name: permit.actor.name.clone() };
            let check = documents::NewCheck { id: env.id(), outcome: Outcome::Matched, how, note: String::new() };
            documents::check_in(tx, id, &check, &by).await?;
            tx.record(env.now(), Event::new("document.check", "document", id).file(file).fact("outcome", "matched").fact("how", how.code()));
            id
        }
    };
    let d = documents::find(tx, id).await?.filter(|d| d.file_id == file && d.superseded_by.is_none()).ok_or_else(|| Problem::field("document", "choice"))?;
    let kind = kinds.iter().find(|k| k.code == d.type_code).ok_or_else(|| Problem::Internal("a document of no kind".into()))?;
    if !capacity.proofs().contains(&kind.code.as_str()) {
        return Err(Problem::field("type", "proof_kind"));
    }
    if d.standing(kind) != Some(Outcome::Matched) {
        return Err(Problem::field("document", "proof_unmatched"));
    }
    match d.validity(kind, env.now().day()) {
        Validity::Lasting => Ok((id, None)),
        Validity::Until(day) => Ok((id, Some(day))),
        Validity::Ended(_) | Validity::Unknown => Err(Problem::field("document", "proof_ended")),
    }
}

/// Verifies: the represented, the capacity and its limits, the proof matched by this employee. Access begins at once. Where what the claimant wrote
/// differs from what the register has of the represented, `note` says why it is he all the same.
///
/// # Errors
/// At the fields (`differs_reason` at `note`); `own_file`, `representative_self`, `representative_identity`, `representative_mobile`, `representative_no_file`;
/// conflict `changed`; NotFound out of reach.
pub async fn verify(env: &Env, db: &Db, permit: &Permit, cmd: Verify) -> Result<()> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    let (r, file) = load_to_act(&mut tx, permit, cmd.id).await?;
    let file = file.ok_or_else(|| Problem::refused("representative_no_file"))?;
    if r.status != Status::Claimed || r.version != cmd.version {
        return Err(Problem::conflict("changed"));
    }
    let mut errors = FieldErrors::default();
    let household = people::household(&mut tx, file.household).await?;
    let represented = household.current().map(|m| &m.person).find(|p| cmd.represented == Some(p.id) && p.deceased_on.is_none());
    if represented.is_none() {
        errors.code("represented", "choice");
    }
    if cmd.capacity.is_none() {
        errors.code("capacity", "choice");
    }
    let scope: Vec<Act> = cmd.scope.iter().copied().filter(|a| cmd.capacity.is_none_or(|c| c.widest().contains(a))).collect();
    if scope.is_empty() {
        errors.code("scope", "choice");
    }
    let from = cmd.from.unwrap_or(now.day());
    if cmd.until.is_some_and(|u| u < from || u < now.day()) {
        errors.code("until", "until_past");
    }
    if cmd.note.chars().count() > MAX_REASON {
        errors.add("note", FieldError::new("too_long").arg("n", MAX_REASON));
    }
    let differs = represented.map(|p| differing(&compare(&r, &file.number, p))).unwrap_or_default();
    if !differs.is_empty() && cmd.note.trim().is_empty() {
        errors.code("note", "differs_reason");
    }
    let (Some(represented), Some(capacity)) = (represented.map(|p| p.id), cmd.capacity) else { return errors.ok(()) };
    errors.ok(())?;
    let person = person_of(&mut tx, env, &r, file.branch).await?;
    if person == represented {
        return Err(Problem::refused("representative_self"));
    }
    let (document, holds) = prove(&mut tx, env, permit, &r, file.id, capacity, cmd.proof).await?;
    let until = earlier(cmd.until, holds);
    let row = args![
        r.id,
        cmd.version,
        represented,
        person,
        scope_text(&scope),
        from,
        until,
        document,
        cmd.note.trim(),
        now,
        permit.actor.id,
        permit.actor.name.as_str(),
        capacity.code()
    ];
    tx.run_one(store::VERIFY, row).await?;
    tell(&mut tx, env, &r, file.branch, Some(person), "verified").await?;
    let mut event =
        Event::new("representation.verify", "representative", r.id).file(file.id).fact("capacity", capacity.code()).fact("scope", scope_text(&scope));
    if !differs.is_empty() {
        event = event.fact("differs", differs).fact("why", cmd.note.trim());
    }
    tx.record(now, event.fact("document", document));
    tx.commit().await
}

async fn tell(tx: &mut Tx, env: &Env, r: &Representative, branch: Id, person: Option<Id>, what: &str) -> Result<()> {
    let to = match (person.or(r.person), r.mobile.is_empty()) {
        (Some(p), _) => messages::To::Person(p),
        (None, false) => messages::To::Mobile { number: r.mobile.clone(), lang: Lang::Ar, name: r.name.clone() },
        (None, true) => return Ok(()),
    };
    let tell = messages::Tell {
        event: "representation.decided",
        to,
        branch,
        // Nothing of the file goes to whoever was refused.
        file: None,
        request: None,
        vars: vec![],
        link: "/my/represent".into(),
        key: format!("{}:{what}", r.id),
    };
    messages::tell(tx, env, tell).await.map(|_| ())
}

fn reason_of(raw: &str) -> Result<String> {
    match raw.trim() {
        "" => Err(Problem::field("reason", "required")),
        r if r.chars().count() > MAX_REASON => {
            let mut e = FieldErrors::default();
            e.add("reason", FieldError::new("too_long").arg("n", MAX_REASON));
            Err(Problem::Invalid(e))
        }
        r => Ok(r.to_string()),
    }
}

fn about(code: &'static str, r: &Representative) -> Event {
    let event = Event::new(code, "representative", r.id);
    match r.file {
        Some(f) => event.file(f),
        None => event,
    }
}

/// Refuses a claim, with the reason the claimant reads.
pub async fn refuse(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, reason: &str) -> Result<()> {
    let reason = reason_of(reason)?;
    let mut tx = db.begin(&permit.actor).await?;
    let (r, file) = load_to_act(&mut tx, permit, id).await?;
    tx.run_one(store::REFUSE, args![id, version, reason, env.now(), permit.actor.id, permit.actor.name.as_str()]).await?;
    tell(&mut tx, env, &r, file.map(|f| f.branch).or(r.branch).unwrap_or(Id::NIL), None, "refused").await?;
    tx.record(env.now(), about("representation.refuse", &r));
    tx.commit().await
}

/// Ends a verified representation at once.
pub async fn end(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, reason: &str) -> Result<()> {
    let reason = reason_of(reason)?;
    let mut tx = db.begin(&permit.actor).await?;
    let (r, file) = load_to_act(&mut tx, permit, id).await?;
    tx.run_one(store::END, args![id, version, reason, env.now(), permit.actor.id, permit.actor.name.as_str()]).await?;
    tell(&mut tx, env, &r, file.map(|f| f.branch).or(r.branch).unwrap_or(Id::NIL), None, "ended").await?;
    tx.record(env.now(), about("representation.end", &r));
    tx.commit().await
}

/// Says which file a claim means, while it waits; of its household whoever fits best what was written is proposed as the represented.
///
/// # Errors
/// At `file_number` for a file there is none of within reach; conflict `changed`, also once it is decided.
pub async fn set_file(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, number: &str) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let (r, old) = load_to_act(&mut tx, permit, id).await?;
    let found = beneficiaries::by_number(&mut tx, number).await?.ok_or_else(|| Problem::field("file_number", "no_such_file"))?;
    let file = beneficiaries::find(&mut tx, permit, found.id).await.map_err(|_| Problem::field("file_number", "no_such_file"))?;
    beneficiaries::guard_relation(&mut tx, &permit.actor, &file).await?;
    let household = people::household(&mut tx, file.household).await?;
    // The last of several that fit alike is taken by `max_by_key`: so the head comes last.
    let mut living: Vec<&people::Person> = household.current().map(|m| &m.person).filter(|p| p.deceased_on.is_none()).collect();
    living.sort_by_key(|p| p.id == file.head);
    let proposed = living.into_iter().max_by_key(|p| fit(&compare(&r, &file.number, p))).map_or(file.head, |p| p.id);
    tx.run_one(store::SET_FILE, args![id, version, file.id, proposed]).await?;
    if let Some(old) = old.filter(|o| o.id != file.id) {
        tx.record(env.now(), Event::new("representation.untied", "representative", r.id).file(old.id));
    }
    tx.record(env.now(), Event::new("representation.file", "representative", r.id).file(file.id));
    tx.commit().await
}

/// The file it was tied to is not the one meant, and which is, is not known: it waits without one.
///
/// # Errors
/// Conflict `changed`, also once it is decided, or where it is tied to none.
pub async fn untie(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let (r, file) = load_to_act(&mut tx, permit, id).await?;
    let file = file.ok_or_else(|| Problem::conflict("changed"))?;
    tx.run_one(store::UNTIE, args![id, version, file.branch]).await?;
    tx.record(env.now(), Event::new("representation.untied", "representative", r.id).file(file.id));
    tx.commit().await
}

/// The claimant himself withdraws a claim, or gives a representation up.
///
/// # Errors
/// NotFound for any that is not his.
pub async fn give_up(env: &Env, db: &Db, actor: &kernel::Actor, person: Option<Id>, account: Id, id: Id) -> Result<()> {
    let mut tx = db.begin(actor).await?;
    let r = store::find(&mut tx, id).await?;
    let his = (person.is_some() && r.person == person) || r.account == Some(account);
    if !his {
        return Err(Problem::NotFound);
    }
    tx.run_one(store::GIVE_UP, args![id, r.version, env.now()]).await?;
    tx.record(env.now(), about("representation.given_up", &r));
    tx.commit().await
}

/// What a claimant sees of his own: by his person, or by the account he claimed from.
pub async fn mine(q: &mut impl db::Query, person: Option<Id>, account: Id) -> Result<Vec<Representative>> {
    let mut out = store::read_all(q, store::OF_ACCOUNT, args![account]).await?;
    if let Some(p) = person {
        for r in store::read_all(q, store::OF_PERSON, args![p]).await? {
            if !out.iter().any(|o| o.id == r.id) {
                out.push(r);
            }
        }
    }
    out.sort_by_key(|r| std::cmp::Reverse(r.id));
    Ok(out)
}
