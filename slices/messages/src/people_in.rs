//! What people write to us: kept once, shown to those who may answer, marked when somebody took it up.

use crate::came::{self, Came};
use db::{Db, Query, Row, args};
use kernel::{Actor, At, Env, Event, Id, Permit, Problem, Result, Scope};

macro_rules! columns {
    () => {
        "id, channel, from_address, name, person_id, branch_id, text, at, handled_at, handled_name, handled_words, contact_id, version"
    };
}

db::statements! {
    pub INSERT = "INSERT INTO message_in (id, channel, provider_id, from_address, name, person_id, branch_id, text, at, handled_at, handled_by, handled_name, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, NULL, '', 1) ON CONFLICT (channel, provider_id) DO NOTHING";
    pub FIND = concat!("SELECT ", columns!(), " FROM message_in WHERE id = $1");
    pub OPEN = concat!("SELECT ", columns!(), " FROM message_in WHERE handled_at IS NULL AND (branch_id IS NULL OR branch_id = COALESCE(CAST($1 AS TEXT), branch_id)) \
        AND (at > $3 OR (at = $3 AND id > $4)) ORDER BY at, id LIMIT $2");
    pub DONE = concat!("SELECT ", columns!(), " FROM message_in WHERE handled_at IS NOT NULL AND (branch_id IS NULL OR branch_id = COALESCE(CAST($1 AS TEXT), branch_id)) \
        AND (at < $3 OR (at = $3 AND id < $4)) ORDER BY at DESC, id DESC LIMIT $2");
    pub WAITING = "UPDATE message_in SET handled_at = NULL, handled_by = NULL, handled_name = '', handled_words = '', version = version + 1 \
        WHERE id = $1 AND version = $2 AND handled_at IS NOT NULL";
    pub BECAME_OF = "SELECT channel FROM message_in WHERE contact_id = $1 LIMIT 1";
    pub HANDLED = "UPDATE message_in SET handled_at = $3, handled_by = $4, handled_name = $5, handled_words = $6, version = version + 1 WHERE id = $1 AND version = $2 AND handled_at IS NULL";
    pub BECAME = "UPDATE message_in SET contact_id = $2 WHERE id = $1";
    pub ANSWERED = "UPDATE message_in SET handled_at = $2, handled_by = $3, handled_name = $4, version = version + 1 WHERE contact_id = $1 AND handled_at IS NULL";
    pub LAST_CONTACT = "SELECT contact_id FROM message_in WHERE from_address = $1 AND channel = $2 AND id <> $3 ORDER BY at DESC, id DESC LIMIT 1";
    pub MOVE_PERSON = "UPDATE message_in SET person_id = $2, branch_id = $3 WHERE person_id = $1";
}

/// One message from a person.
#[derive(Clone, Debug)]
pub struct Incoming {
    pub id: Id,
    pub channel: String,
    /// `05XXXXXXXX`, or as the provider has it.
    pub from: String,
    /// Who it may be, by the number; empty where it is nobody's or several people's.
    pub name: String,
    pub branch: Option<Id>,
    pub text: String,
    pub at: At,
    pub handled_at: Option<At>,
    pub handled_name: String,
    /// What was done, where it was closed without a contact.
    pub handled_words: String,
    /// What it became in the contacts' history.
    pub contact: Option<Id>,
    pub version: i64,
}

fn read(r: &Row) -> Result<Incoming> {
    Ok(Incoming {
        id: r.id("id")?,
        channel: r.text("channel")?,
        from: r.text("from_address")?,
        name: r.text("name")?,
        branch: r.opt_id("branch_id")?,
        text: r.text("text")?,
        at: r.at("at")?,
        handled_at: r.opt_at("handled_at")?,
        handled_name: r.text("handled_name")?,
        handled_words: r.text("handled_words")?,
        contact: r.opt_id("contact_id")?,
        version: r.int("version")?,
    })
}

/// Keeps what somebody wrote; `false` where it was kept before.
pub(crate) async fn take(db: &Db, env: &Env, channel: &str, provider_id: &str, from: &str, text: &str, at: Option<At>) -> Result<bool> {
    let number = people::rules::mobile::parse(from).map_or_else(|_| from.chars().take(40).collect(), |m| m.as_str().to_string());
    let mut tx = db.begin(&Actor::system()).await?;
    let whose = people::by_mobile(&mut tx, &number).await?;
    // A number several share says nothing of who wrote.
    let person = if let [one] = whose.as_slice() { Some(people::person(&mut tx, *one).await?) } else { None };
    let branch = match whose.first() {
        Some(any) if person.is_none() => Some(people::person(&mut tx, *any).await?.branch),
        _ => person.as_ref().map(|p| p.branch),
    };
    let name = person.as_ref().map(people::Person::full_name).unwrap_or_default();
    let words: String = text.chars().filter(|c| !c.is_control() || *c == '\n').take(4_000).collect();
    let id = env.id();
    // A provider's clock may run ahead of ours.
    let at = at.unwrap_or(env.now()).min(env.now());
    let person = person.map(|p| p.id);
    let a = args![id, channel, provider_id, &number, &name, person, branch, &words, at];
    if tx.run(INSERT, a).await? == 0 {
        return Ok(false);
    }
    came::taken(&mut tx, env, Came { id, channel: channel.into(), from: number, person, name, branch, text: words, at, before: None }).await?;
    tx.record(env.now(), Event::new("message.came", "message_in", id).fact("channel", channel));
    tx.commit().await?;
    Ok(true)
}

/// What waits, the oldest first; or what was taken up, newest first; after a place of the list. Of numbers nobody knows everyone sees what came.
pub(crate) async fn list(q: &mut impl Query, permit: &Permit, open: bool, after: Option<(At, Id)>, limit: i64) -> Result<Vec<Incoming>> {
    let branch = match permit.scope {
        Scope::All => None,
        Scope::Branch { branch } => Some(branch),
        Scope::Own { .. } => return Ok(vec![]),
    };
    // Before everything, or after it.
    let (at, id) = match after {
        Some((at, id)) => (at.0, id.to_string()),
        None => (if open { -1 } else { i64::MAX }, String::new()),
    };
    q.all(if open { OPEN } else { DONE }, args![branch, limit, at, id]).await?.iter().map(read).collect()
}

/// One within reach; absent and out of reach are the same answer.
pub(crate) async fn find(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Incoming> {
    let m = q.maybe(FIND, args![id]).await?.as_ref().map(read).transpose()?.ok_or(Problem::NotFound)?;
    if m.branch.is_none_or(|b| permit.scope.covers(b, None)) { Ok(m) } else { Err(Problem::NotFound) }
}

/// Somebody took it up. `words`: what he did.
pub(crate) async fn handled(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, words: &str) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    find(&mut tx, permit, id).await?;
    let words: String = words.chars().take(1_000).collect();
    tx.run_one(HANDLED, args![id, version, env.now(), permit.actor.id, &permit.actor.name, words]).await?;
    tx.record(env.now(), Event::new("message.handled", "message_in", id));
    tx.commit().await
}

/// It waits again.
pub(crate) async fn waiting(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    find(&mut tx, permit, id).await?;
    tx.run_one(WAITING, args![id, version]).await?;
    tx.record(env.now(), Event::new("message.waiting", "message_in", id));
    tx.commit().await
}

/// The channel a contact came by in writing (`whatsapp`); `None` for one that was written down here.
pub async fn wrote_by(q: &mut impl Query, contact: Id) -> Result<Option<String>> {
    q.maybe(BECAME_OF, args![contact]).await?.map(|r| r.text("channel")).transpose()
}
