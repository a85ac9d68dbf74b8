//! Asking for something to be corrected, and answering it.

use crate::{
    rules::{self, Answer},
    store,
};
use db::{Db, Once, Query, Tx, args};
use kernel::{Actor, Env, Event, FieldErrors, Id, Permit, Problem, Result};
use messages::{Tell, To};

/// Longest text of a correction, in characters.
pub const TEXT_MAX: usize = 500;

/// As typed; whose data and whose file the portal has proved.
#[derive(Clone, Debug)]
pub struct Ask {
    pub file: Id,
    pub branch: Id,
    pub person: Id,
    /// One of [`rules::FIELDS`].
    pub field: String,
    pub is_now: String,
    pub should_be: String,
    pub why: String,
    /// The proof, already in the file.
    pub document: Option<Id>,
    pub once: (String, String),
}

/// Errors of what was typed: `required`, `choice`, `too_long`.
pub fn judge(a: &Ask) -> FieldErrors {
    let mut e = FieldErrors::default();
    if !rules::FIELDS.contains(&a.field.as_str()) {
        e.code("field", if a.field.is_empty() { "required" } else { "choice" });
    }
    for (name, text, needed) in [("is_now", &a.is_now, false), ("should_be", &a.should_be, true), ("why", &a.why, false)] {
        if needed && text.trim().is_empty() {
            e.code(name, "required");
        } else if text.chars().count() > TEXT_MAX {
            e.add(name, kernel::FieldError::new("too_long").arg("n", TEXT_MAX));
        }
    }
    e
}

/// Most corrections of one file that may wait for an answer.
const OPEN_MOST: i64 = 10;

/// What [`ask_in`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Written; the caller commits.
    Now(Id),
    /// The same form came before: nothing was written, nothing is to be committed.
    Before(Id),
}

/// Writes the wish down; from now on the thirty days count. Its id; the same form sent twice is one wish.
///
/// # Errors
/// The fields `field`, `is_now`, `should_be`, `why`; `correction_many` with more than ten open of one file.
pub async fn ask(env: &Env, db: &Db, actor: &Actor, a: Ask) -> Result<Id> {
    let mut tx = db.begin(actor).await?;
    match ask_in(&mut tx, env, actor, a).await? {
        Asked::Now(id) => {
            tx.commit().await?;
            Ok(id)
        }
        Asked::Before(id) => Ok(id),
    }
}

/// [`ask`] in the caller's transaction, so that a proof is written with the wish it belongs to or not at all.
///
/// # Errors
/// Those of [`ask`].
pub async fn ask_in(tx: &mut Tx, env: &Env, actor: &Actor, a: Ask) -> Result<Asked> {
    judge(&a).ok(())?;
    let now = env.now();
    if let Once::Again(id) = tx.once(&a.once.0, &a.once.1, now).await? {
        return id.parse().map(Asked::Before).map_err(|_| Problem::conflict("form_reused"));
    }
    room_for(tx, a.file).await?;
    let id = env.id();
    let texts = [&a.is_now, &a.should_be, &a.why].map(|s| s.trim().to_string());
    let [is_now, should_be, why] = texts;
    tx.run(store::ASK, args![id, a.file, a.branch, a.person, actor.id, &actor.name, &a.field, is_now, should_be, why, a.document, now, rules::due(now)])
        .await?;
    tx.record(now, Event::new("correction.ask", "correction", id).file(a.file).fact("field", &a.field));
    tx.once_result(&a.once.0, &id.to_string()).await?;
    Ok(Asked::Now(id))
}

/// Whether one more may be asked for in this file now; looked at before a proof is taken.
///
/// # Errors
/// `correction_many`.
pub async fn room_for(q: &mut impl Query, file: Id) -> Result<()> {
    if open_count(q, file).await? >= OPEN_MOST { Err(Problem::refused("correction_many")) } else { Ok(()) }
}

async fn open_count(q: &mut impl Query, file: Id) -> Result<i64> {
    q.one(store::OPEN_CORRECTIONS_OF, args![file]).await?.int("n")
}

#[derive(Clone, Debug)]
pub struct AnswerTo {
    pub id: Id,
    pub version: i64,
    pub accepted: bool,
    /// What was done, or why not; what the person reads.
    pub words: String,
}

/// Closes a correction: the edit itself is made in the file. The person is told by `correction.answered`.
///
/// # Errors
/// Field `words` (`required` where refused); conflict `changed` or `correction_answered`; `own_file`.
pub async fn answer(env: &Env, db: &Db, permit: &Permit, c: AnswerTo) -> Result<Id> {
    let now = env.now();
    let words = c.words.trim().to_string();
    if words.is_empty() && !c.accepted {
        return Err(Problem::field("words", "required"));
    }
    if words.chars().count() > super::decide::REASON_MAX {
        let mut e = FieldErrors::default();
        e.add("words", kernel::FieldError::new("too_long").arg("n", super::decide::REASON_MAX));
        return Err(Problem::Invalid(e));
    }
    let mut tx = db.begin(&permit.actor).await?;
    let seen = store::correction(&mut tx, permit, c.id).await?;
    let file = beneficiaries::find_any(&mut tx, seen.file).await?;
    beneficiaries::guard_relation(&mut tx, &permit.actor, &file).await?;
    if seen.answer != Answer::Open {
        return Err(Problem::conflict("correction_answered"));
    }
    let to = if c.accepted { Answer::Accepted } else { Answer::Refused };
    tx.run_one(store::ANSWER, args![c.id, c.version, to.code(), now, permit.actor.id, words]).await?;
    tx.record(now, Event::new("correction.answer", "correction", c.id).file(seen.file).fact("answer", to.code()));
    // Whoever asked before he was anybody of the register is told as whom he was found to be.
    let asker = if people::names(&mut tx, &[seen.asked_by]).await?.is_empty() { seen.person } else { seen.asked_by };
    messages::tell(
        &mut tx,
        env,
        Tell {
            event: "correction.answered",
            to: To::Person(asker),
            branch: seen.branch,
            file: Some(seen.file),
            request: None,
            vars: vec![],
            link: "/my/data/corrections".into(),
            key: format!("correction.answered:{}", c.id),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(seen.file)
}
