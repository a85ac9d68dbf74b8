use crate::{
    rules::{self, Body},
    store::{self, Question, Study},
};
use db::{Db, Once, Query, Tx, args};
use kernel::{Actor, Env, Event, FieldErrors, Id, Permit, Problem, Result};
use people::{How, NewSignature, Signer};
use requests::{
    Request, Step, TaskKind,
    rules::{Action, State},
};

/// A question put by the officer.
#[derive(Clone, Debug)]
pub struct Ask {
    pub request: Id,
    pub question: String,
    /// The form's idempotency key and digest.
    pub once: (String, String),
}

async fn not_own(tx: &mut Tx, actor: &Actor, r: &Request) -> Result<()> {
    let file = beneficiaries::find_any(tx, r.file).await?;
    beneficiaries::guard_relation(tx, actor, &file).await
}

/// Refers an unclear matter to the research officer (H3).
///
/// # Errors
/// `NotFound` out of reach; refusals `own_file`, `clarification_closed` (the request is closed).
pub async fn ask(env: &Env, db: &Db, permit: &Permit, cmd: Ask) -> Result<Id> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    let r = requests::find(&mut tx, permit, cmd.request).await?;
    if let Once::Again(id) = tx.once(&cmd.once.0, &cmd.once.1, now).await? {
        return id.parse().map_err(|_| Problem::Internal("an idempotency key's answer is no id".into()));
    }
    requests::raise(&mut tx, &r, now).await?;
    not_own(&mut tx, &permit.actor, &r).await?;
    if !r.state.is_open() {
        return Err(Problem::refused("clarification_closed"));
    }
    let id = env.id();
    tx.run(store::QUESTION_INSERT, args![id, r.id, r.file, r.branch, cmd.question, now, permit.actor.id]).await?;
    requests::note_clarifications(&mut tx, r.id, 1, 0).await?;
    tx.record(now, Event::new("clarification.ask", "clarification", id).file(r.file).fact("request", r.id));
    tx.once_result(&cmd.once.0, &id.to_string()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The question, where it is within reach for answering.
pub async fn question(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Question> {
    store::question(q, id).await?.filter(|c| permit.scope.covers(c.branch, None)).ok_or(Problem::NotFound)
}

/// The research officer's answer; telling the person becomes a task of the officer's branch. The request's id.
///
/// # Errors
/// `NotFound` out of reach; conflict `question_answered` where someone was first; refusal `own_file`.
pub async fn answer(env: &Env, db: &Db, permit: &Permit, id: Id, words: &str) -> Result<Id> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    let c = question(&mut tx, permit, id).await?;
    let r = requests::find_open(&mut tx, &permit.actor, c.request).await?;
    requests::raise(&mut tx, &r, now).await?;
    not_own(&mut tx, &permit.actor, &r).await?;
    if tx.run(store::QUESTION_ANSWER, args![id, words, now, permit.actor.id]).await? != 1 {
        return Err(Problem::conflict("question_answered"));
    }
    requests::note_clarifications(&mut tx, r.id, -1, 1).await?;
    if r.state.is_open() {
        requests::told_or_task(&mut tx, env, &r, TaskKind::TellAnswer, "clarification.answered", None, None).await?;
    }
    tx.record(now, Event::new("clarification.answer", "clarification", id).file(r.file).fact("request", r.id));
    tx.commit().await?;
    Ok(r.id)
}

/// Who may be named for a study of this branch: whoever may write one.
pub async fn researchers(q: &mut impl Query, branch: Id) -> Result<Vec<staff::EmployeeRef>> {
    staff::with_permission(q, crate::perm::STUDY_WRITE, branch).await
}

/// Whether the employee named may study this request: he may write studies here, and it is not his own household's.
async fn judge_researcher(tx: &mut Tx, r: &Request, researcher: Id) -> Result<bool> {
    if !researchers(tx, r.branch).await?.iter().any(|e| e.id == researcher) {
        return Err(Problem::field("researcher", "choice"));
    }
    let Some(employee) = staff::actor(tx, researcher).await? else { return Err(Problem::field("researcher", "choice")) };
    match not_own(tx, &employee, r).await {
        Ok(()) => Ok(false),
        Err(Problem::Refused { .. }) => Ok(true),
        Err(e) => Err(e),
    }
}

/// Gives a verified request to a researcher; its study begins. The study's id.
///
/// # Errors
/// Fields `researcher`, `kind` (`choice`); whatever the request's table refuses (`researcher_is_relative`, `own_file`, `not_from_this_state`).
pub async fn start(env: &Env, db: &Db, permit: &Permit, request: Id, researcher: Id, kind: &str) -> Result<Id> {
    let now = env.now();
    if !rules::KINDS.contains(&kind) {
        return Err(Problem::field("kind", "choice"));
    }
    let mut tx = db.begin(&permit.actor).await?;
    let r = requests::find(&mut tx, permit, request).await?;
    requests::raise(&mut tx, &r, now).await?;
    let relative = judge_researcher(&mut tx, &r, researcher).await?;
    let step = Step { facts: vec![("researcher", researcher.to_string()), ("kind", kind.to_string())], ..Step::default() };
    requests::advance(&mut tx, env, permit, &r, Action::StartResearch, step, |f| {
        f.researcher_named = true;
        f.researcher_is_relative = relative;
        f.study_kind_given = true;
    })
    .await?;
    let round = tx.one(store::STUDY_ROUNDS, args![r.id]).await?.int("n")? + 1;
    let id = env.id();
    let body = Body::default().text()?;
    tx.run(store::STUDY_INSERT, args![id, r.id, r.file, r.branch, round, kind, researcher, now, permit.actor.id, body]).await?;
    requests::note_study(&mut tx, &r, Some(researcher), Some(kind), Some(id), "", false, None, None).await?;
    tx.commit().await?;
    Ok(id)
}

/// A study within reach and its request, ready to be changed: the request raised, the study still under way.
async fn open(tx: &mut Tx, env: &Env, permit: &Permit, id: Id, only_his: bool) -> Result<(Study, Request)> {
    let s = store::study(tx, permit, id).await?.ok_or(Problem::NotFound)?;
    if only_his && s.researcher != permit.actor.id {
        return Err(Problem::NotFound);
    }
    let r = requests::find_open(tx, &permit.actor, s.request).await?;
    requests::raise(tx, &r, env.now()).await?;
    not_own(tx, &permit.actor, &r).await?;
    if r.state != State::InResearch || r.study != Some(id) {
        return Err(Problem::refused("study_not_open"));
    }
    Ok((s, r))
}

/// Gives a study under way to another researcher. What the first one signed falls with him.
pub async fn assign(env: &Env, db: &Db, permit: &Permit, study: Id, researcher: Id) -> Result<()> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    let (s, r) = open(&mut tx, env, permit, study, false).await?;
    if judge_researcher(&mut tx, &r, researcher).await? {
        return Err(Problem::refused("researcher_is_relative"));
    }
    tx.run_one(store::STUDY_ASSIGN, args![study, s.version, researcher, now, permit.actor.id]).await?;
    requests::note_study(&mut tx, &r, Some(researcher), Some(&s.kind), Some(study), "", s.body.is_evaluated(), s.body.recommends(), None).await?;
    tx.record(now, Event::new("study.assign", "study", study).file(r.file).fact("researcher", researcher).fact("from", s.researcher));
    tx.commit().await
}

/// Keeps what the researcher wrote; a signature on the earlier text is void from now on. Whether anything changed.
///
/// # Errors
/// `NotFound` for anyone but its researcher; conflict `changed`; refusals `study_not_open`, `own_file`.
pub async fn write(env: &Env, db: &Db, permit: &Permit, study: Id, version: i64, body: &Body) -> Result<bool> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    let (s, r) = open(&mut tx, env, permit, study, true).await?;
    if s.version != version {
        return Err(Problem::conflict("changed"));
    }
    if s.body == *body {
        return Ok(false);
    }
    tx.run_one(store::STUDY_WRITE, args![study, version, body.text()?, now]).await?;
    requests::note_study(&mut tx, &r, Some(s.researcher), Some(&s.kind), Some(study), "", body.is_evaluated(), body.recommends(), None).await?;
    let mut event = Event::new("study.write", "study", study).file(r.file).fact("version", version + 1);
    if !s.digest.is_empty() {
        event = event.fact("voided", &s.digest);
    }
    tx.record(now, event);
    tx.commit().await?;
    Ok(true)
}

/// What a signature asks for before anyone types a password.
pub fn may_sign(s: &Study) -> Result<(), FieldErrors> {
    let missing = s.body.missing(&s.kind);
    if missing.is_empty() { Ok(()) } else { Err(missing) }
}

/// The researcher's signature, by his password given again. It binds to the study and to the submission he studied.
///
/// # Errors
/// Fields of the study that are still empty (`required`), `password` (`password_wrong`); as [`write`] otherwise; `study_signed` where the
/// signature holds already, `study_no_submission` where the request has no submission in force.
pub async fn sign(env: &Env, db: &Db, permit: &Permit, study: Id, version: i64, password: &str) -> Result<()> {
    let seen = store::study(&mut db.reader(), permit, study).await?.filter(|s| s.researcher == permit.actor.id).ok_or(Problem::NotFound)?;
    may_sign(&seen).map_err(Problem::Invalid)?;
    staff::reauthenticate(env, db, &permit.actor, password).await?;
    sign_confirmed(env, db, permit, study, version).await
}

/// The signature proper, once the password was given.
async fn sign_confirmed(env: &Env, db: &Db, permit: &Permit, study: Id, version: i64) -> Result<()> {
    let now = env.now();
    let actor = &permit.actor;
    let mut tx = db.begin(actor).await?;
    let (s, r) = open(&mut tx, env, permit, study, true).await?;
    if s.version != version {
        return Err(Problem::conflict("changed"));
    }
    may_sign(&s).map_err(Problem::Invalid)?;
    if r.snapshot_digest.is_empty() {
        return Err(Problem::refused("study_no_submission"));
    }
    if s.standing() == rules::Standing::Signed {
        return Err(Problem::refused("study_signed"));
    }
    let digest = rules::digest(&r.snapshot_digest, &s.head(), &s.body)?;
    let signature = NewSignature {
        object: "request",
        object_id: r.id,
        kind: Signer::Researcher,
        digest: digest.clone(),
        how: How::Reauth,
        person: actor.person,
        employee: Some(actor.id),
        name: actor.name.clone(),
        witness: None,
        witness_employee: None,
        file: None,
    };
    people::sign(&mut tx, env, signature).await?;
    tx.run_one(store::STUDY_SIGN, args![study, version, &r.snapshot_digest, &digest, now]).await?;
    tx.run(store::SIGNED_INSERT, args![study, version + 1, s.body.text()?, &r.snapshot_digest, &digest, now, actor.id]).await?;
    requests::note_study(&mut tx, &r, Some(s.researcher), Some(&s.kind), Some(study), &digest, true, s.body.recommends(), Some(now)).await?;
    tx.record(now, Event::new("study.sign", "study", study).file(r.file).fact("digest", &digest));
    tx.commit().await
}
