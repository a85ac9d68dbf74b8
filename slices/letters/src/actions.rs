//! Load within reach → judge → put the scans on the disk → write → event → commit.

use crate::{
    Letter,
    forms::{self, Entry},
    perm,
    register::{self, New, step},
    rules::{self, Act, Direction},
    store,
};
use db::{Args, Db, Once, Query, Tx, args};
use files::Files;
use kernel::{Day, Env, Event, FieldError, FieldErrors, Id, Permit, Problem, Result, Scope};

/// A letter within reach; out of reach, or tied to a file closed to this actor: not found.
pub(crate) async fn load(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Letter> {
    let l = store::find(q, &permit.actor, id).await?.ok_or(Problem::NotFound)?;
    if rules::within(permit.scope, permit.actor.id, l.branch, l.holder, l.by) { Ok(l) } else { Err(Problem::NotFound) }
}

/// A scan already on the disk.
pub(crate) struct OnDisk {
    id: Id,
    stored: files::Stored,
    thumb: Option<Id>,
    kind: files::Kind,
    pages: i64,
    name: String,
}

/// Looks at each scan as documents are looked at, makes thumbnails, and puts all on the disk: whole before any row names them.
pub(crate) async fn put_scans(env: &Env, files: &Files, scans: Vec<(String, Vec<u8>)>) -> Result<Vec<OnDisk>> {
    let wrong = |e: FieldError| {
        let mut errors = FieldErrors::default();
        errors.add("scan", e);
        Problem::Invalid(errors)
    };
    if scans.len() > forms::SCANS {
        return Err(wrong(FieldError::new("scan_too_many").arg("n", forms::SCANS)));
    }
    let mut looked = vec![];
    for (name, bytes) in scans {
        let name = files::display_name(&name);
        match files::look(bytes).await {
            Ok(x) => looked.push((name, x)),
            Err(refusal) => return Err(wrong(FieldError::new(refusal.code()).arg("name", name).arg("mb", files::MAX_BYTES / 1_048_576))),
        }
    }
    let mut out = vec![];
    for (name, files::Looked { sniffed, thumb, bytes }) in looked {
        let stored = files.put(env.id(), bytes).await?;
        let thumb = match thumb {
            Some(t) => Some(files.put(env.id(), t).await?.id),
            None => None,
        };
        out.push(OnDisk { id: env.id(), stored, thumb, kind: sniffed.kind, pages: sniffed.pages, name });
    }
    Ok(out)
}

fn scan_args(env: &Env, permit: &Permit, letter: Id, s: &OnDisk) -> Args {
    args![s.id, letter, s.stored.id, s.thumb, s.kind.mime(), s.stored.bytes, s.pages, &s.stored.digest, &s.name, env.now(), register::actor_text(&permit.actor)]
}

/// What a letter is tied to, by the number of a request or of a file within reach.
struct Tied {
    branch: Id,
    file: Option<Id>,
    request: Option<Id>,
}

async fn tied(q: &mut impl Query, permit: &Permit, number: &str) -> Result<Option<Tied>> {
    if number.is_empty() {
        return Ok(None);
    }
    let me = permit.actor.id;
    let found = match q.maybe(store::REQUEST_BY_NUMBER, args![number, me]).await? {
        Some(r) => Some(Tied { branch: r.id("branch_id")?, file: Some(r.id("file_id")?), request: Some(r.id("id")?) }),
        None => match q.maybe(store::FILE_BY_NUMBER, args![number, me]).await? {
            Some(r) => Some(Tied { branch: r.id("branch_id")?, file: Some(r.id("id")?), request: None }),
            None => None,
        },
    };
    // Nothing of another branch is told of here, not even that it is there.
    let reach = |t: &Tied| permit.scope == Scope::All || t.branch == permit.actor.branch;
    found.filter(reach).map(Some).ok_or_else(|| Problem::field("tied", "letter_tied"))
}

/// Employees a letter of this branch can be handed to.
pub(crate) async fn hands(q: &mut impl Query, branch: Id) -> Result<Vec<staff::EmployeeRef>> {
    staff::with_permission(q, perm::WRITE, branch).await
}

/// Registers a letter that an employee writes down himself. The same form sent twice makes one letter.
///
/// # Errors
/// Fields `tied`, `reply_to`, `branch`, `holder`, `scan`.
pub async fn create(
    env: &Env,
    db: &Db,
    files: &Files,
    permit: &Permit,
    direction: Direction,
    e: Entry,
    scans: Vec<(String, Vec<u8>)>,
    once: (String, String),
) -> Result<Letter> {
    let mut q = db.reader();
    let to = tied(&mut q, permit, &e.tied).await?;
    let answered = match e.reply_to {
        Some(id) => {
            let l = load(&mut q, permit, id).await?;
            rules::judge(Act::Reply, l.direction, l.status)?;
            if l.direction == direction {
                return Err(Problem::field("reply_to", "choice"));
            }
            Some(l)
        }
        None => None,
    };
    let branch = match (&to, &answered, e.branch) {
        (Some(t), _, _) => t.branch,
        (None, Some(l), _) if permit.scope == Scope::All || l.branch == permit.actor.branch => l.branch,
        (None, _, Some(b)) if permit.scope == Scope::All && b != permit.actor.branch => match staff::branch(&mut q, b).await? {
            Some(b) => b.id,
            None => return Err(Problem::field("branch", "choice")),
        },
        _ => permit.actor.branch,
    };
    if let Some(h) = e.holder
        && h != permit.actor.id
        && !hands(&mut q, branch).await?.iter().any(|x| x.id == h)
    {
        return Err(Problem::field("holder", "letter_holder"));
    }
    let scans = put_scans(env, files, scans).await?;
    let new = New {
        direction,
        kind: e.kind,
        subject: e.subject,
        party: e.party,
        their_number: e.their_number,
        their_date: e.their_date,
        branch,
        file: to.as_ref().and_then(|t| t.file).or_else(|| answered.as_ref().and_then(|l| l.file)),
        request: to.as_ref().and_then(|t| t.request).or_else(|| answered.as_ref().and_then(|l| l.request)),
        reply_to: e.reply_to,
        holder: e.holder,
        due: e.due,
        attachments: e.attachments,
        note: e.note,
        open: e.open,
    };
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(id) = tx.once(&once.0, &once.1, env.now()).await? {
        let id: Id = id.parse().map_err(|_| Problem::Internal("a form's answer is no id".into()))?;
        drop(tx);
        return load(&mut db.reader(), permit, id).await;
    }
    let id = env.id();
    tx.once_result(&once.0, &id.to_string()).await?;
    let l = register::enter_with(&mut tx, env, &permit.actor, id, new, async |tx: &mut Tx| {
        for s in &scans {
            tx.run(store::SCAN_INSERT, scan_args(env, permit, id, s)).await?;
        }
        if let Some(to) = e.holder.filter(|h| *h != permit.actor.id) {
            step(tx, env, &permit.actor, id, "handed", Some(to), "").await?;
        }
        Ok(())
    })
    .await?;
    tx.commit().await?;
    Ok(l)
}

/// What changes of a letter that is there.
#[derive(Clone, Debug)]
pub enum Change {
    /// To whose hands, and a word with it.
    Hand {
        to: Id,
        note: String,
    },
    /// `None`: no day any more.
    Due(Option<Day>),
    /// What was done; may be empty.
    Close(String),
    Reopen(String),
    Void(String),
}

impl Change {
    fn act(&self) -> Act {
        match self {
            Change::Hand { .. } => Act::Hand,
            Change::Due(_) => Act::Due,
            Change::Close(_) => Act::Close,
            Change::Reopen(_) => Act::Reopen,
            Change::Void(_) => Act::Void,
        }
    }
}

/// # Errors
/// `letter_state`, `letter_void_in`; fields `holder`, `due`, `reason`; conflict `changed`.
pub async fn change(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, c: Change) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let l = load(&mut tx, permit, id).await?;
    rules::judge(c.act(), l.direction, l.status)?;
    let now = env.now();
    let reason = |field: &str, text: &str| if text.is_empty() { Err(Problem::field(field, "letter_reason")) } else { Ok(()) };
    let (code, event, to, note) = match &c {
        Change::Hand { to, note } => {
            if Some(*to) == l.holder || (*to != permit.actor.id && !hands(&mut tx, l.branch).await?.iter().any(|e| e.id == *to)) {
                return Err(Problem::field("holder", "letter_holder"));
            }
            tx.run_one(store::HAND, args![id, version, *to]).await?;
            ("handed", "letter.hand", Some(*to), note.as_str())
        }
        Change::Due(day) => {
            if day.is_some_and(|d| d < now.day()) {
                return Err(Problem::field("due", "letter_due"));
            }
            tx.run_one(store::DUE, args![id, version, *day]).await?;
            ("due", "letter.due", None, "")
        }
        Change::Close(note) => {
            tx.run_one(store::STATUS, args![id, version, "closed", Some(now)]).await?;
            ("closed", "letter.close", None, note.as_str())
        }
        Change::Reopen(why) => {
            reason("reason_reopen", why)?;
            tx.run_one(store::STATUS, args![id, version, "open", None::<kernel::At>]).await?;
            ("reopened", "letter.reopen", None, why.as_str())
        }
        Change::Void(why) => {
            reason("reason_void", why)?;
            tx.run_one(store::VOID, args![id, version, why, now]).await?;
            if let Some(answered) = l.reply_to {
                let open_again = tx.run(store::UNANSWERED, args![answered]).await? > 0;
                if open_again {
                    step(&mut tx, env, &permit.actor, answered, "unanswered", None, &l.number).await?;
                }
            }
            ("void", "letter.void", None, why.as_str())
        }
    };
    let note = note.to_string();
    step(&mut tx, env, &permit.actor, id, code, to, &note).await?;
    tx.record(now, about(event, &l));
    tx.commit().await
}

fn about(code: &'static str, l: &Letter) -> Event {
    let e = Event::new(code, "letter", l.id);
    match l.file {
        Some(f) => e.file(f),
        None => e,
    }
}

/// One or more scans of a letter.
///
/// # Errors
/// Field `scan`; `letter_state`.
pub async fn add_scans(env: &Env, db: &Db, files: &Files, permit: &Permit, id: Id, scans: Vec<(String, Vec<u8>)>, once: (String, String)) -> Result<()> {
    let l = load(&mut db.reader(), permit, id).await?;
    rules::judge(Act::Scan, l.direction, l.status)?;
    if scans.is_empty() {
        return Err(Problem::field("scan", "scan_missing"));
    }
    let scans = put_scans(env, files, scans).await?;
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(_) = tx.once(&once.0, &once.1, env.now()).await? {
        return Ok(());
    }
    tx.run_one(store::RAISE, args![id, l.version]).await?;
    for s in &scans {
        tx.run(store::SCAN_INSERT, scan_args(env, permit, id, s)).await?;
    }
    step(&mut tx, env, &permit.actor, id, "scanned", None, "").await?;
    tx.once_result(&once.0, "done").await?;
    tx.record(env.now(), about("letter.scan", &l).fact("scans", scans.len()));
    tx.commit().await
}
