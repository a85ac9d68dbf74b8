use crate::{Catalogue, Service, ServiceBody, face, routes::perm, rules, store};
use db::{Db, Once, Query, Tx, args};
use kernel::{Actor, At, Env, Event, FieldErrors, Id, Permit, Problem, Result};

/// A new service.
#[derive(Clone, Debug)]
pub struct Create {
    pub code: String,
    pub sort: Option<i64>,
    pub valid_from: At,
    pub body: ServiceBody,
    pub once: String,
    pub digest: String,
}

/// The next version of a service.
#[derive(Clone, Debug)]
pub struct Revise {
    pub id: Id,
    /// Of the record as it was shown.
    pub version: i64,
    pub sort: Option<i64>,
    pub valid_from: At,
    pub reason: String,
    pub body: ServiceBody,
    pub once: String,
    pub digest: String,
}

/// Stops offering a service, or offers it again.
#[derive(Clone, Debug)]
pub struct Switch {
    pub id: Id,
    pub version: i64,
    pub active: bool,
    pub reason: String,
}

/// What a catalogue brought, or would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    pub created: Vec<String>,
    pub revised: Vec<String>,
    pub unchanged: Vec<String>,
}

fn manages(permit: &Permit) -> Result<()> {
    if permit.permission == perm::MANAGE { Ok(()) } else { Err(Problem::Forbidden) }
}

fn by_id(actor: &Actor) -> String {
    if actor.is_system() { "system".into() } else { actor.id.to_string() }
}
/// The name he has now, as the history will show it.
fn by_name(actor: &Actor) -> &str {
    if actor.is_system() { "" } else { &actor.name }
}

fn to_json(body: &ServiceBody) -> Result<String> {
    serde_json::to_string(body).map_err(Problem::internal)
}

/// What was submitted is judged by what was in force then: nothing may be put in force for the past.
fn not_past(errors: &mut FieldErrors, env: &Env, from: At) {
    if from.plus_ms(60_000) < env.now() {
        errors.code("from", "services_from_past");
    }
}

async fn insert(tx: &mut Tx, env: &Env, by: &Actor, code: &str, sort: i64, valid_from: At, body: &ServiceBody) -> Result<Id> {
    let id = env.id();
    if tx.run(store::INSERT, args![id, code, sort]).await? == 0 {
        return Err(Problem::field("code", "services_code_taken"));
    }
    tx.run_one(store::INSERT_VERSION, args![id, 1i64, valid_from, env.now(), by_id(by), by_name(by), "", to_json(body)?]).await?;
    Ok(id)
}

/// Adds a service.
///
/// # Errors
/// `Invalid`: see [`rules::check`], and `services_code`, `services_code_taken` at `code`.
pub async fn create(env: &Env, db: &Db, permit: &Permit, cmd: Create) -> Result<Id> {
    manages(permit)?;
    let mut errors = FieldErrors::default();
    if !crate::catalogue::code_ok(&cmd.code) {
        errors.code("code", "services_code");
    }
    errors.0.extend(rules::check(&cmd.body, &face::known_documents()).0);
    not_past(&mut errors, env, cmd.valid_from);
    errors.ok(())?;
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(id) = tx.once(&cmd.once, &cmd.digest, env.now()).await? {
        return id.parse().map_err(|_| Problem::NotFound);
    }
    let sort = match cmd.sort {
        Some(n) => n,
        None => tx.one(store::LAST_SORT, args![]).await?.int("n")? + 10,
    };
    let id = insert(&mut tx, env, &permit.actor, &cmd.code, sort, cmd.valid_from, &cmd.body).await?;
    tx.once_result(&cmd.once, &id.to_string()).await?;
    tx.record(env.now(), Event::new("service.create", "service", id).fact("code", &cmd.code).fact("version", 1));
    tx.commit().await?;
    Ok(id)
}

async fn next_version(
    tx: &mut Tx,
    env: &Env,
    by: &Actor,
    id: Id,
    head: &store::Head,
    sort: i64,
    valid_from: At,
    reason: &str,
    body: &ServiceBody,
) -> Result<i64> {
    tx.run_one(store::REVISE, args![id, head.version, sort]).await?;
    let version = head.latest + 1;
    tx.run_one(store::INSERT_VERSION, args![id, version, valid_from, env.now(), by_id(by), by_name(by), reason, to_json(body)?]).await?;
    Ok(version)
}

/// Writes the next version of a service; the number it got. What was submitted before keeps the version it had.
///
/// # Errors
/// `Invalid` as [`create`], `services_unchanged` where nothing differs, `services_reason` without one; `Conflict` where the record changed meanwhile.
pub async fn revise(env: &Env, db: &Db, permit: &Permit, cmd: Revise) -> Result<i64> {
    manages(permit)?;
    let mut errors = rules::check(&cmd.body, &face::known_documents());
    if cmd.reason.trim().is_empty() {
        errors.code("reason", "services_reason");
    }
    not_past(&mut errors, env, cmd.valid_from);
    errors.ok(())?;
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(n) = tx.once(&cmd.once, &cmd.digest, env.now()).await? {
        return n.parse().map_err(|_| Problem::NotFound);
    }
    let old = face::latest(&mut tx, cmd.id).await?;
    let head = store::head(&tx.one(store::HEAD, args![cmd.id]).await?)?;
    if head.version != cmd.version {
        return Err(Problem::conflict("changed"));
    }
    let sort = cmd.sort.unwrap_or(head.sort);
    if *old.body == cmd.body && sort == head.sort {
        return Err(Problem::field("", "services_unchanged"));
    }
    let version = next_version(&mut tx, env, &permit.actor, cmd.id, &head, sort, cmd.valid_from, &cmd.reason, &cmd.body).await?;
    tx.once_result(&cmd.once, &version.to_string()).await?;
    tx.record(env.now(), Event::new("service.revise", "service", cmd.id).fact("code", &head.code).fact("version", version));
    tx.commit().await?;
    Ok(version)
}

/// Stops a service or offers it again, with a reason. Requests already made go on.
///
/// # Errors
/// `services_reason`; `Conflict` where the record changed, or is already so.
pub async fn switch(env: &Env, db: &Db, permit: &Permit, cmd: Switch) -> Result<()> {
    manages(permit)?;
    let reason = cmd.reason.trim();
    if reason.is_empty() || reason.chars().count() > 500 {
        return Err(Problem::field("reason", "services_reason"));
    }
    let mut tx = db.begin(&permit.actor).await?;
    let head = store::head(&tx.maybe(store::HEAD, args![cmd.id]).await?.ok_or(Problem::NotFound)?)?;
    if head.active == cmd.active || head.version != cmd.version {
        return Err(Problem::conflict("changed"));
    }
    tx.run_one(store::SWITCH, args![cmd.id, cmd.version, cmd.active]).await?;
    tx.run_one(store::INSERT_SWITCH, args![env.id(), cmd.id, env.now(), by_id(&permit.actor), by_name(&permit.actor), cmd.active, reason]).await?;
    let event = if cmd.active { "service.activate" } else { "service.deactivate" };
    tx.record(env.now(), Event::new(event, "service", cmd.id).fact("code", &head.code));
    tx.commit().await
}

/// Brings in a catalogue: new codes are added, those that differ get a next version, the rest stay as they are; services the text does not
/// name are left alone. With `write` unset it only says what it would do.
///
/// # Errors
/// `services_import_faulty` {n} where [`Catalogue::check`] finds anything: all or nothing.
pub async fn import(env: &Env, db: &Db, permit: &Permit, catalogue: &Catalogue, reason: &str, write: bool) -> Result<ImportReport> {
    manages(permit)?;
    let faults = catalogue.check(&face::known_documents()).len();
    if faults > 0 {
        return Err(Problem::refused("services_import_faulty").with("n", faults));
    }
    let mut tx = db.begin(&permit.actor).await?;
    let mut report = ImportReport::default();
    let mut next = tx.one(store::LAST_SORT, args![]).await?.int("n")?;
    for e in &catalogue.services {
        let known: Option<Service> = face::by_code(&mut tx, &e.code).await?;
        match known {
            None => {
                next += 10;
                report.created.push(e.code.clone());
                if write {
                    let id = insert(&mut tx, env, &permit.actor, &e.code, e.sort.unwrap_or(next), env.now(), &e.body).await?;
                    tx.record(env.now(), Event::new("service.create", "service", id).fact("code", &e.code).fact("version", 1));
                }
            }
            Some(s) if *s.body == e.body && e.sort.is_none_or(|n| n == s.sort) => report.unchanged.push(e.code.clone()),
            Some(s) => {
                report.revised.push(e.code.clone());
                if write {
                    let head = store::head(&tx.one(store::HEAD, args![s.id]).await?)?;
                    let version = next_version(&mut tx, env, &permit.actor, s.id, &head, e.sort.unwrap_or(s.sort), env.now(), reason, &e.body).await?;
                    tx.record(env.now(), Event::new("service.revise", "service", s.id).fact("code", &e.code).fact("version", version));
                }
            }
        }
    }
    if write && report.created.len() + report.revised.len() > 0 {
        tx.record(env.now(), Event::new("service.import", "service", Id::NIL).fact("created", report.created.len()).fact("revised", report.revised.len()));
        tx.commit().await?;
    }
    Ok(report)
}

/// Where there is no service yet, writes the starting catalogue, in force from now; how many services it made. The caller commits.
pub async fn seed(tx: &mut Tx, env: &Env) -> Result<usize> {
    if tx.one(store::COUNT, args![]).await?.int("n")? > 0 {
        return Ok(0);
    }
    let catalogue = Catalogue::starting().map_err(|e| Problem::Internal(format!("starting catalogue: {e:?}")))?;
    for (i, e) in catalogue.services.iter().enumerate() {
        let place = (i as i64 + 1) * 10;
        insert(tx, env, &Actor::system(), &e.code, e.sort.unwrap_or(place), env.now(), &e.body).await?;
    }
    let n = catalogue.services.len();
    tx.record(env.now(), Event::new("service.seed", "service", Id::NIL).fact("n", n));
    Ok(n)
}
