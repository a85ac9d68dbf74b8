//! Giving numbers: the one place where a letter enters the register. Gapless: the counter's row is taken last and held until the commit.

use crate::{
    Letter,
    rules::{self, Direction, Status},
    store,
};
use db::{Db, Query, Tx, args};
use i18n::dates::hijri_year;
use kernel::{Actor, At, Day, Env, Event, Id, Problem, Result};

/// A letter another room sends out: a reply, an order, a list of what is missing.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// One of [`crate::texts::KINDS`] or of [`rules::KINDS`].
    pub kind: &'static str,
    /// In words; or a kind's code, with the number of its request after it where it has one (`decision 1448-0317`).
    pub subject: String,
    /// To whom, by name.
    pub party: String,
    pub branch: Id,
    pub file: Option<Id>,
    pub request: Option<Id>,
    /// The letter it answers, which is then answered.
    pub reply_to: Option<Id>,
    pub attachments: i64,
}

/// A letter about to be registered. `due` and `holder` stand only on what is open.
#[derive(Clone, Debug)]
pub(crate) struct New {
    pub direction: Direction,
    pub kind: String,
    pub subject: String,
    pub party: String,
    pub their_number: String,
    pub their_date: Option<(Day, i18n::dates::Calendar)>,
    pub branch: Id,
    pub file: Option<Id>,
    pub request: Option<Id>,
    pub reply_to: Option<Id>,
    pub holder: Option<Id>,
    pub due: Option<Day>,
    pub attachments: i64,
    pub note: String,
    pub open: bool,
}

pub(crate) fn actor_text(actor: &Actor) -> String {
    if actor.is_system() { "system".into() } else { actor.id.to_string() }
}

/// Registers an outgoing letter and gives it its number (`1448/214`) in the caller's transaction. Take it last: other writers of letters wait
/// from here to the commit. Records `letter.out`.
///
/// # Errors
/// Only the database's.
pub async fn outgoing(tx: &mut Tx, env: &Env, actor: &Actor, o: Outgoing) -> Result<(Id, String)> {
    let new = New {
        direction: Direction::Out,
        kind: o.kind.into(),
        subject: o.subject,
        party: o.party,
        their_number: String::new(),
        their_date: None,
        branch: o.branch,
        file: o.file,
        request: o.request,
        reply_to: o.reply_to,
        holder: None,
        due: None,
        attachments: o.attachments.max(0),
        note: String::new(),
        open: false,
    };
    let l = enter(tx, env, actor, new).await?;
    Ok((l.id, l.number))
}

pub(crate) async fn enter(tx: &mut Tx, env: &Env, actor: &Actor, n: New) -> Result<Letter> {
    enter_with(tx, env, actor, env.id(), n, async |_| Ok(())).await
}

/// `more`: what else is written of this letter, before the number is taken.
pub(crate) async fn enter_with(tx: &mut Tx, env: &Env, actor: &Actor, id: Id, n: New, more: impl AsyncFnOnce(&mut Tx) -> Result<()>) -> Result<Letter> {
    let now = env.now();
    if let Some(answered) = n.reply_to
        && tx.run(store::ANSWERED, args![answered, now]).await? == 1
    {
        step(tx, env, actor, answered, "answered", None, "").await?;
    }
    let year = i64::from(hijri_year(now.day()));
    let mut l = Letter {
        id,
        direction: n.direction,
        number: String::new(),
        year,
        serial: 0,
        kind: n.kind,
        subject: n.subject,
        party: n.party,
        their_number: n.their_number,
        their_date: n.their_date.map(|(d, _)| d),
        their_calendar: n.their_date.map(|(_, c)| c.code().to_string()).unwrap_or_default(),
        branch: n.branch,
        file: n.file,
        request: n.request,
        reply_to: n.reply_to,
        holder: n.holder,
        due: n.due,
        attachments: n.attachments,
        note: n.note,
        status: if n.open { Status::Open } else { Status::Closed },
        void_reason: String::new(),
        at: now,
        by: (!actor.is_system()).then_some(actor.id),
        closed_at: (!n.open).then_some(now),
        version: 1,
    };
    tx.index_text("letter", l.id, l.branch, &words(&l.party, &l.subject, &l.their_number)).await?;
    // Held to the commit; the letter's own rows, which name it, come after.
    l.serial = tx.next_number(&l.direction.counter(year)).await?;
    l.number = l.direction.number(year, l.serial);
    tx.run(store::INSERT, store::insert_args(&l, &actor_text(actor), true)).await?;
    more(tx).await?;
    let event = Event::new(if l.direction == Direction::Out { "letter.out" } else { "letter.in" }, "letter", l.id)
        .fact("number", format!("{}/{}", l.year, l.serial))
        .fact("kind", &l.kind);
    tx.record(
        now,
        match l.file {
            Some(f) => event.file(f),
            None => event,
        },
    );
    Ok(l)
}

pub(crate) async fn step(tx: &mut Tx, env: &Env, actor: &Actor, letter: Id, code: &'static str, to: Option<Id>, note: &str) -> Result<()> {
    tx.run(store::STEP_INSERT, args![env.id(), letter, env.now(), code, to, note, actor_text(actor)]).await.map(|_| ())
}

/// A letter that already has its number (an invented register, a bulk import): `serial` comes from the same counter.
#[derive(Clone, Debug)]
pub struct Numbered {
    pub id: Id,
    /// `1448/214`.
    pub number: String,
    pub outgoing: Outgoing,
    pub at: At,
    pub by: Id,
}

/// Writes outgoing letters whose numbers were taken in a block. Records no event: the caller does.
///
/// # Errors
/// [`Problem::Internal`] for a number of another shape.
pub async fn outgoing_many_in(tx: &mut Tx, many: Vec<Numbered>) -> Result<()> {
    let mut rows = vec![];
    for m in many {
        let Some((_, Some(year), serial)) = rules::read_number(&m.number) else { return Err(Problem::Internal("a letter's number has another shape".into())) };
        let o = m.outgoing;
        let l = Letter {
            id: m.id,
            direction: Direction::Out,
            number: m.number,
            year,
            serial,
            kind: o.kind.into(),
            subject: o.subject,
            party: o.party,
            their_number: String::new(),
            their_date: None,
            their_calendar: String::new(),
            branch: o.branch,
            file: o.file,
            request: o.request,
            reply_to: o.reply_to,
            holder: None,
            due: None,
            attachments: o.attachments,
            note: String::new(),
            status: Status::Closed,
            void_reason: String::new(),
            at: m.at,
            by: Some(m.by),
            closed_at: Some(m.at),
            version: 1,
        };
        rows.push(store::insert_args(&l, &m.by.to_string(), false));
    }
    tx.run_many(store::INSERT, rows).await.map(|_| ())
}

/// The words a letter is found by; one registered under a code is found by what the code is called, in both languages.
fn words(party: &str, subject: &str, their_number: &str) -> Vec<String> {
    let subject = match rules::coded_subject(subject) {
        Some((k, number)) => {
            let family = if rules::KINDS.contains(&k) { "letter-kind" } else { "paper-kind" };
            let key = format!("choice-{family}-{}", k.replace('_', "-"));
            format!("{} {} {number}", i18n::t(i18n::Lang::Ar, &key), i18n::t(i18n::Lang::En, &key))
        }
        None => subject.to_string(),
    };
    rules::tokens(party, &subject, their_number)
}

/// Puts letters into the text search that were written without it (by the migration, by the hundred). Nothing to do, most times.
pub(crate) async fn index_waiting(db: &Db) -> Result<()> {
    loop {
        let rows = db.reader().all(store::UNINDEXED, args![]).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut tx = db.begin(&Actor::system()).await?;
        for r in &rows {
            let id = r.id("id")?;
            tx.index_text("letter", id, r.id("branch_id")?, &words(&r.text("party")?, &r.text("subject")?, &r.text("their_number")?)).await?;
            tx.run(store::INDEXED, args![id]).await?;
        }
        tx.commit_quietly("words of letters already registered, made findable").await?;
    }
}
