//! Load within reach → judge → write → event → commit.

use crate::{
    Contact, perm,
    rules::{self, Channel, Direction, Outcome, Stage, Times},
    store,
};
use db::{Db, Once, Query, args};
use kernel::{Env, Event, Id, Permit, Problem, Result};

/// A visitor at the door.
#[derive(Clone, Debug)]
pub struct Arrive {
    pub file: Option<Id>,
    pub person_name: String,
    pub mobile: String,
    pub asked: String,
    pub once: (String, String),
}

/// A whole contact as entered or corrected.
#[derive(Clone, Debug)]
pub struct Entry {
    pub file: Option<Id>,
    pub person_name: String,
    pub mobile: String,
    pub channel: Channel,
    pub direction: Direction,
    pub asked: String,
    pub answered: String,
    /// `None`: follows from question and answer.
    pub outcome: Option<Outcome>,
    pub times: Times,
    pub once: (String, String),
}

/// A contact within reach; else not found.
pub(crate) async fn load(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Contact> {
    store::find(q, &permit.actor, id).await?.filter(|c| c.within(permit.scope)).ok_or(Problem::NotFound)
}

/// One to be changed: nobody writes in the talks of his own household.
async fn load_to_write(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Contact> {
    let c = load(q, permit, id).await?;
    if let Some(file) = c.file {
        let f = beneficiaries::find_any(q, file).await?;
        beneficiaries::guard_relation(q, &permit.actor, &f).await?;
    }
    Ok(c)
}

/// The file's branch and the name to write down; a file out of reach is not found. Without a file: the employee's own branch.
async fn place(q: &mut impl Query, permit: &Permit, file: Option<Id>, name: String) -> Result<(Id, String)> {
    let Some(id) = file else { return Ok((permit.actor.branch, name)) };
    let f = beneficiaries::find(q, permit, id).await?;
    beneficiaries::guard_relation(q, &permit.actor, &f).await?;
    Ok((f.branch, if name.is_empty() { f.head_name } else { name }))
}

fn blank(env: &Env, permit: &Permit, branch: Id) -> Contact {
    let now = env.now();
    Contact {
        id: env.id(),
        branch,
        file: None,
        person_name: String::new(),
        mobile: String::new(),
        channel: Channel::Interview,
        direction: Direction::In,
        stage: Stage::Waiting,
        arrived: now,
        called: None,
        ended: None,
        waiting_minutes: None,
        service_minutes: None,
        asked: String::new(),
        answered: String::new(),
        outcome: Outcome::Open,
        answered_at: None,
        employee: permit.actor.id,
        employee_name: permit.actor.name.clone(),
        created_at: now,
        version: 1,
    }
}

fn event(code: &'static str, c: &Contact) -> Event {
    let e = Event::new(code, "contact", c.id).fact("channel", c.channel.code());
    match c.file {
        Some(f) => e.file(f),
        None => e,
    }
}

async fn insert(db: &Db, permit: &Permit, c: &Contact, once: &(String, String), e: Event) -> Result<Id> {
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(id) = tx.once(&once.0, &once.1, c.created_at).await? {
        return id.parse().map_err(|_| Problem::Internal("a form's answer is no id".into()));
    }
    crate::log_in(&mut tx, c).await?;
    tx.once_result(&once.0, &c.id.to_string()).await?;
    tx.record(c.created_at, e);
    tx.commit().await?;
    Ok(c.id)
}

impl Arrive {
    /// The visitor came now; `serve`: and is served at once.
    pub async fn log(self, env: &Env, db: &Db, permit: &Permit, serve: bool) -> Result<Id> {
        let (branch, name) = place(&mut db.reader(), permit, self.file, self.person_name).await?;
        let mut c = Contact { file: self.file, person_name: name, mobile: self.mobile, asked: self.asked, ..blank(env, permit, branch) };
        if serve {
            c.stage = Stage::InService;
            c.set_times(Times { called: Some(c.arrived), ..c.times() });
        }
        let code = if serve { "contact.begin" } else { "contact.arrive" };
        insert(db, permit, &c, &self.once, event(code, &c)).await
    }
}

/// Writes down a contact that already happened.
pub async fn create(env: &Env, db: &Db, permit: &Permit, cmd: Entry) -> Result<Id> {
    let (branch, name) = place(&mut db.reader(), permit, cmd.file, cmd.person_name.clone()).await?;
    let mut c = Contact { person_name: name, stage: Stage::Done, ..blank(env, permit, branch) };
    fill(&mut c, &cmd);
    c.outcome = cmd.outcome.unwrap_or_else(|| rules::natural_outcome(&c.asked, &c.answered));
    c.answered_at = (c.outcome == Outcome::Answered).then_some(env.now());
    let e = event("contact.log", &c).fact("direction", c.direction.code()).fact("outcome", c.outcome.code());
    insert(db, permit, &c, &cmd.once, e).await
}

fn fill(c: &mut Contact, cmd: &Entry) {
    c.file = cmd.file;
    c.mobile = cmd.mobile.clone();
    c.channel = cmd.channel;
    c.direction = cmd.direction;
    c.asked = cmd.asked.clone();
    c.answered = cmd.answered.clone();
    c.set_times(cmd.times);
}

/// The visitor is called: waiting ends, service begins, and the contact is his who calls.
pub async fn begin(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let mut c = load_to_write(&mut tx, permit, id).await?;
    if c.stage != Stage::Waiting {
        return Err(Problem::refused("contact_not_waiting"));
    }
    let now = env.now();
    c.set_times(Times { called: Some(now), ..c.times() });
    tx.run_one(store::BEGIN, args![id, version, now, c.waiting_minutes, permit.actor.id, permit.actor.name.as_str()]).await?;
    tx.record(now, event("contact.begin", &c).fact("waiting_minutes", c.waiting_minutes.unwrap_or_default()));
    tx.commit().await
}

/// The visitor went before being called: somebody owes him a word.
pub async fn left(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let c = load_to_write(&mut tx, permit, id).await?;
    if c.stage != Stage::Waiting {
        return Err(Problem::refused("contact_not_waiting"));
    }
    let now = env.now();
    tx.run_one(store::LEFT, args![id, version, now]).await?;
    tx.record(now, event("contact.left", &c));
    tx.commit().await
}

/// Question and answer while the visitor is here; `finish`: and farewell, now.
pub async fn end(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, talk: (String, String, Option<Outcome>), finish: bool) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let mut c = load_to_write(&mut tx, permit, id).await?;
    if c.stage != Stage::InService {
        return Err(Problem::refused("contact_not_in_service"));
    }
    let now = env.now();
    (c.asked, c.answered, c.version) = (talk.0, talk.1, version);
    if finish {
        c.stage = Stage::Done;
        c.set_times(Times { ended: Some(now), ..c.times() });
        if c.asked.is_empty() && c.answered.is_empty() {
            return Err(Problem::field("asked", "contact_words"));
        }
        c.outcome = talk.2.unwrap_or_else(|| rules::natural_outcome(&c.asked, &c.answered));
        c.answered_at = (c.outcome == Outcome::Answered).then_some(now);
    }
    tx.run_one(store::SAVE, store::save_args(&c)).await?;
    let e = event(if finish { "contact.end" } else { "contact.change" }, &c);
    tx.record(now, if finish { e.fact("service_minutes", c.service_minutes.unwrap_or_default()).fact("outcome", c.outcome.code()) } else { e });
    tx.commit().await
}

/// Corrects or answers a contact that is over; the file may be named now.
pub async fn save(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, cmd: Entry) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let mut c = load_to_write(&mut tx, permit, id).await?;
    if !matches!(c.stage, Stage::Done | Stage::Left) {
        return Err(Problem::refused("contact_not_in_service"));
    }
    // The file's own reach is judged anew only where it changes: the contact itself is within reach.
    if cmd.file != c.file {
        let (branch, name) = place(&mut tx, permit, cmd.file, cmd.person_name.clone()).await?;
        c.person_name = name;
        // With its file it is the file's branch that answers.
        if cmd.file.is_some() {
            c.branch = branch;
        }
    } else if c.file.is_none() {
        c.person_name = cmd.person_name.clone();
    }
    let was = c.outcome;
    fill(&mut c, &cmd);
    c.version = version;
    c.outcome = cmd.outcome.unwrap_or_else(|| rules::natural_outcome(&c.asked, &c.answered));
    let now = env.now();
    if c.outcome != Outcome::Answered {
        c.answered_at = None;
    } else if was != Outcome::Answered || c.answered_at.is_none() {
        c.answered_at = Some(now);
    }
    if c.by_itself() {
        (c.employee, c.employee_name) = (permit.actor.id, permit.actor.name.clone());
    }
    if c.outcome == Outcome::Answered {
        messages::answered(&mut tx, env, &permit.actor, id).await?;
    }
    tx.run_one(store::SAVE, store::save_args(&c)).await?;
    tx.record(now, event("contact.change", &c).fact("from", was.code()).fact("to", c.outcome.code()));
    tx.commit().await
}

/// Whether this employee may change contacts at all; pages show forms only then.
pub(crate) fn may_log(cx: &web::Cx) -> bool {
    cx.can(perm::LOG)
}
