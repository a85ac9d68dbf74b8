//! What the beneficiary says of a line of help: received, not received, received with issues (H7). His word never moves the line;
//! anything but "received" opens work for the officer of the deliveries and the manager.

use crate::{
    perm,
    store::{self, Line},
};
use db::{Db, Query, Row, Tx, args};
use kernel::{Actor, At, Day, Env, Event, Id, Permit, Problem, Result, Scope};
use requests::rules::delivery::LineState;

/// What may be said.
pub const ANSWERS: &[&str] = &["received", "not_received", "issues"];
/// Longest note, in characters.
pub const NOTE_MAX: usize = 1_000;

macro_rules! columns {
    () => {
        "k.id, k.line_id, k.request_id, k.file_id, k.branch_id, k.answer, k.note, k.by_person, k.by_name, k.at, k.open, k.settled_at, k.settled_by, k.settled_note, k.version"
    };
}

db::statements! {
    INSERT = "INSERT INTO receipt_check (id, line_id, request_id, file_id, branch_id, answer, note, by_person, by_name, at, open, settled_note, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', 1)";
    CLOSE_EARLIER = "UPDATE receipt_check SET open = 0, version = version + 1 WHERE line_id = $1 AND open = 1";
    OF_REQUEST = concat!("SELECT ", columns!(), " FROM receipt_check k WHERE k.request_id = $1 ORDER BY k.at DESC, k.id DESC LIMIT 300");
    FIND = concat!("SELECT ", columns!(), " FROM receipt_check k WHERE k.id = $1", beneficiaries::not_closed!("k.file_id", "$2"));
    OPEN = concat!("SELECT ", columns!(), " FROM receipt_check k WHERE k.open = 1", beneficiaries::not_closed!("k.file_id", "$2"), " ORDER BY k.at, k.id LIMIT $1");
    OPEN_BRANCH = concat!("SELECT ", columns!(), " FROM receipt_check k WHERE k.branch_id = $3 AND k.open = 1", beneficiaries::not_closed!("k.file_id", "$2"), " ORDER BY k.at, k.id LIMIT $1");
    SETTLE = "UPDATE receipt_check SET open = 0, settled_at = $3, settled_by = $4, settled_note = $5, version = version + 1 WHERE id = $1 AND version = $2 AND open = 1";
}

/// One word of the beneficiary's about one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub id: Id,
    pub line: Id,
    pub request: Id,
    pub file: Id,
    pub branch: Id,
    /// One of [`ANSWERS`].
    pub answer: String,
    pub note: String,
    pub by: Id,
    pub by_name: String,
    pub at: At,
    /// Somebody has to look into it.
    pub open: bool,
    /// When, by whom, and what was found.
    pub settled: Option<(At, Id, String)>,
    pub version: i64,
}

impl Check {
    fn read(r: &Row) -> Result<Check> {
        let note = r.text("settled_note")?;
        Ok(Check {
            id: r.id("id")?,
            line: r.id("line_id")?,
            request: r.id("request_id")?,
            file: r.id("file_id")?,
            branch: r.id("branch_id")?,
            answer: r.text("answer")?,
            note: r.text("note")?,
            by: r.id("by_person")?,
            by_name: r.text("by_name")?,
            at: r.at("at")?,
            open: r.flag("open")?,
            settled: r.opt_at("settled_at")?.zip(r.opt_id("settled_by")?).map(|(at, by)| (at, by, note)),
            version: r.int("version")?,
        })
    }
    /// The colour and icon of its tag.
    pub fn look(answer: &str) -> (&'static str, &'static str) {
        match answer {
            "received" => ("ok", "check"),
            "issues" => ("warn", "warning"),
            _ => ("bad", "x"),
        }
    }
}

/// Every word said about a request's lines, the newest first.
pub async fn of_request(q: &mut impl Query, request: Id) -> Result<Vec<Check>> {
    q.all(OF_REQUEST, args![request]).await?.iter().map(Check::read).collect()
}

/// The newest word about a line.
pub fn newest(all: &[Check], line: Id) -> Option<&Check> {
    all.iter().find(|c| c.line == line)
}

/// Whether a line can be asked about: said to be handed over, or let go and its day is here. What is still to come nobody has received.
pub fn askable(l: &Line, today: Day) -> bool {
    match l.state {
        LineState::Handed => true,
        LineState::Released => l.due <= today,
        LineState::Planned | LineState::Closed => false,
    }
}

/// Writes down what the beneficiary (or who acts for him) says. The portal has proved that the line is of a file he may act for.
///
/// # Errors
/// Fields `answer` (`required`), `note` (`required` unless received, `too_long`); `receipt_not_yet` for a line that was not let go, or whose day is not here yet.
pub async fn say(env: &Env, db: &Db, actor: &Actor, line: Id, answer: &str, note: &str) -> Result<Id> {
    let mut tx = db.begin(actor).await?;
    let id = say_in(&mut tx, env, actor, line, answer, note).await?;
    tx.commit().await?;
    Ok(id)
}

async fn say_in(tx: &mut Tx, env: &Env, actor: &Actor, line: Id, answer: &str, note: &str) -> Result<Id> {
    let (now, note) = (env.now(), note.trim());
    let answer = ANSWERS.iter().find(|a| **a == answer).copied().ok_or_else(|| Problem::field("answer", "required"))?;
    if answer != "received" && note.is_empty() {
        return Err(Problem::field("note", "required"));
    }
    if note.chars().count() > NOTE_MAX {
        let mut e = kernel::FieldErrors::default();
        e.add("note", kernel::FieldError::new("too_long").arg("n", NOTE_MAX));
        return Err(Problem::Invalid(e));
    }
    let l = store::find(tx, line).await?.ok_or(Problem::NotFound)?;
    if !askable(&l, now.day()) {
        return Err(Problem::refused("receipt_not_yet"));
    }
    // Before it was handed over "received" is no news to look into, and nothing else can be wrong with it but that it has not come.
    let id = env.id();
    tx.run(CLOSE_EARLIER, args![line]).await?;
    tx.run(INSERT, args![id, line, l.request, l.file, l.branch, answer, note, actor.id, &actor.name, now, answer != "received"]).await?;
    tx.record(now, Event::new("delivery.receipt_said", "delivery", line).file(l.file).fact("request", l.request).fact("answer", answer));
    Ok(id)
}

/// One word to be looked into, within reach.
pub async fn find(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Check> {
    let c = q.maybe(FIND, args![id, permit.actor.id]).await?.as_ref().map(Check::read).transpose()?.ok_or(Problem::NotFound)?;
    if permit.scope.covers(c.branch, None) { Ok(c) } else { Err(Problem::NotFound) }
}

/// What nobody has looked into yet, oldest first; empty where the actor may not.
pub async fn waiting(q: &mut impl Query, actor: &Actor, limit: i64) -> Result<Vec<Check>> {
    let Some(permit) = Permit::check(actor, perm::LOOK_INTO) else { return Ok(vec![]) };
    let rows = match permit.scope {
        Scope::All => q.all(OPEN, args![limit, actor.id]).await?,
        Scope::Branch { branch } => q.all(OPEN_BRANCH, args![limit, actor.id, branch]).await?,
        Scope::Own { .. } => vec![],
    };
    rows.iter().map(Check::read).collect()
}

/// Somebody looked into it and says what was found and done.
///
/// # Errors
/// Field `found` (`required`, `too_long`); conflict `changed`; `own_file`.
pub async fn settle(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, found: &str) -> Result<Id> {
    let (now, found) = (env.now(), found.trim());
    if found.is_empty() {
        return Err(Problem::field("found", "required"));
    }
    if found.chars().count() > NOTE_MAX {
        let mut e = kernel::FieldErrors::default();
        e.add("found", kernel::FieldError::new("too_long").arg("n", NOTE_MAX));
        return Err(Problem::Invalid(e));
    }
    let mut tx = db.begin(&permit.actor).await?;
    let c = self::find(&mut tx, permit, id).await?;
    let file = beneficiaries::find_any(&mut tx, c.file).await?;
    beneficiaries::guard_relation(&mut tx, &permit.actor, &file).await?;
    tx.run_one(SETTLE, args![id, version, now, permit.actor.id, found]).await?;
    tx.record(now, Event::new("delivery.receipt_settled", "delivery", c.line).file(c.file).fact("request", c.request));
    tx.commit().await?;
    Ok(c.request)
}
