//! A claim to act for another: from the portal, where the claimant is not told whether he named somebody we know, or at the desk.

use crate::{
    compare::same_birth,
    rules::{Act, Capacity, scope_text},
    store,
};
use db::{Db, Once, Query, Tx, args};
use documents::NewUpload;
use files::Files;
use i18n::dates::{ParsedDate, Precision};
use kernel::{Actor, Day, Env, Event, FieldError, FieldErrors, Id, Permit, Problem, Result};

/// Open claims one account may have.
pub const MOST_OPEN: i64 = 5;
const MAX_TEXT: usize = 200;
const MAX_SAID: usize = 40;
const MAX_NOTE: usize = 1000;

/// Who claims.
#[derive(Clone, Debug, Default)]
pub struct Claimant {
    /// In the register already, and found to be he by signing in.
    pub person: Option<Id>,
    pub account: Option<Id>,
    pub name: String,
    /// As typed.
    pub identity: String,
    /// `05XXXXXXXX`; confirmed where he came in by it.
    pub mobile: String,
}

/// What he claims, of the portal.
#[derive(Clone, Debug)]
pub struct Claim {
    pub who: Claimant,
    pub capacity: Option<Capacity>,
    /// A file number or an identity number, as typed.
    pub for_whom: String,
    /// `None`: nothing typed; an error: what was typed is no date.
    pub birth: std::result::Result<Option<ParsedDate>, FieldError>,
    pub note: String,
    pub scans: Vec<NewUpload>,
    pub once: (String, String),
}

fn length(errors: &mut FieldErrors, field: &str, text: &str, most: usize) {
    if text.chars().count() > most {
        errors.add(field, FieldError::new("too_long").arg("n", most));
    }
}

/// The file and the person meant. The same statements run whatever is found, up to the household's.
async fn meant(q: &mut impl Query, said: &str, birth: &ParsedDate) -> Result<Option<(Id, Id)>> {
    let by_number = beneficiaries::by_number(q, said).await?;
    let by_identity = people::by_identity(q, said).await?;
    let said_birth = (birth.day, birth.calendar);
    let fits =
        |p: &people::Person| p.deceased_on.is_none() && p.birth.is_some_and(|b| b.precision == Precision::Full) && same_birth(said_birth, p) == Some(true);
    if let Some(f) = by_number {
        let household = people::household(q, f.household).await?;
        let mut all = household.current().map(|m| &m.person).filter(|p| fits(p));
        return Ok(match (all.next(), all.next()) {
            (Some(p), None) => Some((f.id, p.id)),
            _ => None,
        });
    }
    let Some(person) = by_identity else { return Ok(None) };
    if !fits(&people::person(q, person).await?) {
        return Ok(None);
    }
    for f in beneficiaries::of_person(q, person).await? {
        if f.head == person || people::household(q, f.household).await?.current().any(|m| m.person.id == person) {
            return Ok(Some((f.id, person)));
        }
    }
    Ok(None)
}

/// The branch whose officers look at a claim that names no file we know: that of whoever claims, else the head office. What he said of the other
/// decides nothing here: it would tell where a file is.
async fn lies_with(q: &mut impl Query, who: &Claimant) -> Result<Option<Id>> {
    let branches = staff::branches(q).await?;
    let own = match who.person {
        Some(p) => Some(people::person(q, p).await?.branch),
        None => None,
    };
    let open = |id: Id| branches.iter().any(|b| b.id == id && b.active);
    Ok(own.filter(|b| open(*b)).or(staff::main_branch(q).await?.map(|b| b.id)))
}

/// What nobody born alive today is older than, in years.
const OLDEST: i32 = 120;

/// Whether it may be a file number, an identity number, or the number of another document.
fn names_somebody(said: &str) -> std::result::Result<(), FieldError> {
    if beneficiaries::rules::parse_number(said).is_some() {
        return Ok(());
    }
    let key = people::identity_key(said);
    if key.len() == 10 && key.starts_with(['1', '2']) && key.bytes().all(|b| b.is_ascii_digit()) {
        return people::rules::identity::parse(&key).map(|_| ());
    }
    if key.chars().count() >= 6 && key.chars().any(|c| c.is_ascii_digit()) { Ok(()) } else { Err(FieldError::new("for_whom_unlike")) }
}

fn identity_fault(errors: &mut FieldErrors, raw: &str) {
    match people::rules::identity::parse(raw) {
        _ if raw.trim().is_empty() => errors.code("identity", "required"),
        Err(e) => errors.add("identity", e),
        Ok(_) => {}
    }
}

/// Everything wrong with a claim as it was filled in, in the order of its page. Looks nobody up: it says nothing of whom we know.
///
/// # Errors
/// At the fields `name`, `identity`, `capacity`, `for_whom`, `birth`, `scan`, `note`.
pub fn check_claim(c: &Claim, today: Day) -> Result<()> {
    let mut errors = FieldErrors::default();
    if c.who.person.is_none() {
        if people::rules::name::parse(&c.who.name).is_err() {
            errors.code("name", "required");
        }
        length(&mut errors, "name", &c.who.name, MAX_TEXT);
        identity_fault(&mut errors, &c.who.identity);
    }
    if c.capacity.is_none() {
        errors.code("capacity", "choice");
    }
    let said = i18n::digits::ascii(c.for_whom.trim());
    if said.is_empty() {
        errors.code("for_whom", "required");
    } else if said.chars().count() > MAX_SAID {
        length(&mut errors, "for_whom", &said, MAX_SAID);
    } else if let Err(e) = names_somebody(&said) {
        errors.add("for_whom", e);
    }
    match &c.birth {
        Err(e) => errors.add("birth", e.clone()),
        Ok(None) => errors.code("birth", "required"),
        Ok(Some(b)) if b.day > today => errors.code("birth", "date_future"),
        Ok(Some(b)) if b.day.years_until(today) > OLDEST => errors.code("birth", "birth_too_old"),
        Ok(Some(b)) if b.precision != Precision::Full => errors.code("birth", "birth_whole"),
        Ok(Some(_)) => {}
    }
    if c.scans.is_empty() {
        errors.code("scan", "scan_missing");
    } else if c.scans.len() > documents::MAX_SCANS {
        errors.add("scan", FieldError::new("scan_too_many").arg("n", documents::MAX_SCANS));
    }
    length(&mut errors, "note", &c.note, MAX_NOTE);
    errors.ok(())
}

/// Keeps a claim from the portal. The answer is the same whether anybody was found by it; the same form sent twice makes one.
///
/// # Errors
/// Those of [`check_claim`]; `representative_many`.
pub async fn claim(env: &Env, db: &Db, files: &Files, actor: &Actor, cmd: Claim) -> Result<Id> {
    check_claim(&cmd, env.now().day())?;
    let said = i18n::digits::ascii(cmd.for_whom.trim());
    let (Some(capacity), Ok(Some(birth))) = (cmd.capacity, cmd.birth.clone()) else {
        return Err(Problem::Internal("a claim that was checked lacks its capacity or its date".into()));
    };
    let scans = documents::take_all(env, files, cmd.scans).await?;
    let now = env.now();
    let mut tx = db.begin(actor).await?;
    if let Once::Again(id) = tx.once(&cmd.once.0, &cmd.once.1, now).await? {
        return id.parse().map_err(|_| Problem::conflict("form_reused"));
    }
    if let Some(account) = cmd.who.account
        && tx.one(store::OPEN_OF_ACCOUNT, args![account]).await?.int("n")? >= MOST_OPEN
    {
        return Err(Problem::refused("representative_many"));
    }
    let found = meant(&mut tx, &said, &birth).await?;
    let id = env.id();
    let branch = match found {
        Some(_) => None,
        None => lies_with(&mut tx, &cmd.who).await?,
    };
    let said_birth = format!("{} {}", birth.day, birth.calendar.code());
    let new = NewRow {
        capacity,
        file: found.map(|f| f.0),
        represented: found.map(|f| f.1),
        said_for: &said,
        said_birth: &said_birth,
        scope: capacity.widest().to_vec(),
        from: now.day(),
        until: None,
        note: &cmd.note,
        by: "portal".into(),
        branch,
    };
    insert(&mut tx, env, id, &cmd.who, new).await?;
    insert_scans(&mut tx, id, &scans).await?;
    tx.once_result(&cmd.once.0, &id.to_string()).await?;
    let mut event =
        Event::new("representation.claim", "representative", id).fact("capacity", capacity.code()).fact("from", "portal").fact("scans", scans.len());
    if let Some((file, _)) = found {
        event = event.file(file);
    }
    tx.record(now, event);
    tx.commit().await?;
    Ok(id)
}

struct NewRow<'a> {
    capacity: Capacity,
    file: Option<Id>,
    represented: Option<Id>,
    said_for: &'a str,
    said_birth: &'a str,
    scope: Vec<Act>,
    from: Day,
    until: Option<Day>,
    note: &'a str,
    by: String,
    /// Of a claim without a file.
    branch: Option<Id>,
}

async fn insert(tx: &mut Tx, env: &Env, id: Id, who: &Claimant, r: NewRow<'_>) -> Result<()> {
    let row = args![
        id,
        r.capacity.code(),
        r.file,
        r.represented,
        r.said_for,
        r.said_birth,
        who.person,
        who.account,
        who.name.as_str(),
        people::identity_key(&who.identity),
        who.mobile.as_str(),
        scope_text(&r.scope),
        r.from,
        r.until,
        r.note,
        env.now(),
        r.by,
        r.branch
    ];
    tx.run(store::INSERT, row).await.map(|_| ())
}

async fn insert_scans(tx: &mut Tx, id: Id, scans: &[documents::NewScan]) -> Result<()> {
    for s in scans {
        let row = args![s.id, id, s.stored.id, s.thumb, s.kind.mime(), s.stored.bytes, s.pages, s.stored.digest.as_str(), s.name.as_str()];
        tx.run(store::INSERT_SCAN, row).await?;
    }
    Ok(())
}

/// A claim entered at the desk, on the file's own page.
#[derive(Clone, Debug)]
pub struct DeskClaim {
    pub file: Id,
    pub represented: Option<Id>,
    pub name: String,
    pub identity: String,
    pub mobile: String,
    pub capacity: Option<Capacity>,
    pub scope: Vec<Act>,
    pub until: Option<Day>,
    pub note: String,
    pub scans: Vec<NewUpload>,
    pub once: (String, String),
}

/// Keeps a claim an employee took down; it is checked next, by him or another.
///
/// # Errors
/// At the fields; `own_file`; NotFound out of reach.
pub async fn claim_at_desk(env: &Env, db: &Db, files: &Files, permit: &Permit, cmd: DeskClaim) -> Result<Id> {
    let mut errors = FieldErrors::default();
    if people::rules::name::parse(&cmd.name).is_err() {
        errors.code("name", "required");
    }
    length(&mut errors, "name", &cmd.name, MAX_TEXT);
    identity_fault(&mut errors, &cmd.identity);
    let mobile = people::rules::mobile::parse(&cmd.mobile).map_err(|e| errors.add("mobile", e)).ok();
    if cmd.capacity.is_none() {
        errors.code("capacity", "choice");
    }
    if cmd.scope.is_empty() {
        errors.code("scope", "choice");
    }
    if cmd.until.is_some_and(|u| u < env.now().day()) {
        errors.code("until", "until_past");
    }
    length(&mut errors, "note", &cmd.note, MAX_NOTE);
    let file = beneficiaries::find(&mut db.reader(), permit, cmd.file).await?;
    beneficiaries::guard_relation(&mut db.reader(), &permit.actor, &file).await?;
    let household = people::household(&mut db.reader(), file.household).await?;
    let represented = cmd.represented.filter(|p| household.current().any(|m| m.person.id == *p));
    if represented.is_none() {
        errors.code("represented", "choice");
    }
    let (Some(mobile), Some(capacity)) = (mobile, cmd.capacity) else { return errors.ok(Id::NIL) };
    errors.ok(())?;
    let scans = documents::take_all(env, files, cmd.scans).await?;
    let (now, id) = (env.now(), env.id());
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(id) = tx.once(&cmd.once.0, &cmd.once.1, now).await? {
        return id.parse().map_err(|_| Problem::conflict("form_reused"));
    }
    let who = Claimant { person: None, account: None, name: cmd.name, identity: cmd.identity, mobile: mobile.as_str().into() };
    let scope: Vec<Act> = cmd.scope.into_iter().filter(|a| capacity.widest().contains(a)).collect();
    let new = NewRow {
        capacity,
        file: Some(file.id),
        represented,
        said_for: &file.number,
        said_birth: "",
        scope,
        from: now.day(),
        until: cmd.until,
        note: &cmd.note,
        by: permit.actor.id.to_string(),
        branch: None,
    };
    insert(&mut tx, env, id, &who, new).await?;
    insert_scans(&mut tx, id, &scans).await?;
    tx.once_result(&cmd.once.0, &id.to_string()).await?;
    tx.record(now, Event::new("representation.claim", "representative", id).file(file.id).fact("capacity", capacity.code()).fact("from", "desk"));
    tx.commit().await?;
    Ok(id)
}
