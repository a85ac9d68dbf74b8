use super::{open, verify::sign_officer};
use crate::{
    answers::Answers,
    checklist::Checklist,
    core::{Request, Step, TaskKind, advance, clocks, facts, find_unscoped, note_history, see, sql},
    freeze::freeze,
    rules::{Action, Facts, State, number, snapshot::Frozen},
};
use db::{Db, Once, Query, Tx, args};
use files::Files;
use i18n::dates::hijri_year;
use kernel::{Actor, At, DAY_MS, Env, Event, Id, Permit, Problem, Result};
use people::{How, NewSignature, Person, Signer};
use serde_json::json;

/// The applicant's own hand: drawn on the screen, or the picture of a signed paper; with a witness it is a thumbprint. By the portal it
/// may be a code sent to his mobile, confirmed for exactly this digest: then there is no picture.
#[derive(Clone, Debug, Default)]
pub struct HandSignature {
    pub drawn: bool,
    /// The picture's bytes, already sniffed; empty for a code.
    pub picture: Vec<u8>,
    pub witness: String,
    pub code: bool,
    /// Who signs in the applicant's stead: his person in the register, if he has one, and his name.
    pub by: Option<(Option<Id>, String)>,
}

#[derive(Clone, Debug)]
pub struct Submit {
    pub id: Id,
    pub version: i64,
    /// The digest the page showed.
    pub digest: String,
    pub hand: HandSignature,
    /// The officer verifies in the same press: his password.
    pub verify: Option<String>,
    pub once: String,
    pub once_digest: String,
}

/// The way of telling and explaining that needs nobody: the person read it himself on the portal.
pub const PORTAL: &str = "portal";

/// A submission as it stands now, before it is signed.
pub struct Stands {
    pub frozen: Frozen,
    pub answers: Answers,
    pub applicant: Person,
    pub list: Checklist,
}

/// What would be signed now.
pub async fn stands(q: &mut impl Query, r: &Request, actor: &Actor, now: At) -> Result<Stands> {
    let seen = see(q, r, actor, now).await?;
    stands_of(q, r, seen.list).await
}

async fn stands_of(q: &mut impl Query, r: &Request, list: Checklist) -> Result<Stands> {
    let mut answers = Answers::parse(&r.answers);
    let categories = crate::lower::categories(q, r.file).await?;
    answers.refresh(categories, &list.household, list.as_of);
    let applicant = people::person(q, r.applicant).await?;
    let frozen = freeze(q, r, &applicant, &answers, &list).await?;
    Ok(Stands { frozen, answers, applicant, list })
}

/// Submits: the snapshot is written, the applicant's signature bound to it, the floor begins, the number is given; with the
/// officer's password the documents are verified in the same press.
///
/// # Errors
/// `Conflict("snapshot_changed")` when the data is no longer what the page showed; `checklist_incomplete`, `document_not_valid`;
/// the form's own fields where the form is not complete; field `password`.
pub async fn submit(env: &Env, db: &Db, files: &Files, permit: &Permit, s: Submit) -> Result<State> {
    let verifier = match &s.verify {
        Some(password) => {
            let v = Permit::check(&permit.actor, crate::rules::perm::VERIFY).ok_or(Problem::Forbidden)?;
            staff::reauthenticate(env, db, &permit.actor, password).await?;
            Some(v)
        }
        None => None,
    };
    let now = env.now();
    // On the disk before the row that names it.
    let picture = if s.hand.code { None } else { Some(files.put(env.id(), s.hand.picture.clone()).await?) };
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(state) = tx.once(&s.once, &s.once_digest, now).await? {
        return State::parse(&state).ok_or_else(|| Problem::conflict("form_reused"));
    }
    let r = crate::core::find(&mut tx, permit, s.id).await?;
    if r.version != s.version {
        return Err(Problem::conflict("changed"));
    }
    crate::core::raise(&mut tx, &r, now).await?;
    if !r.state.is_editable() {
        return Err(Problem::refused("not_from_this_state"));
    }
    let seen = see(&mut tx, &r, &permit.actor, now).await?;
    let st = stands_of(&mut tx, &r, seen.list).await?;
    st.answers.unanswered(r.amount_asked, st.list.service.body.gives == services::Gives::Money).ok(())?;
    if !st.list.all_present() {
        return Err(Problem::refused("checklist_incomplete"));
    }
    if !st.list.all_valid() {
        return Err(Problem::refused("document_not_valid"));
    }
    if st.frozen.digest != s.digest {
        return Err(Problem::conflict("snapshot_changed"));
    }
    let r = write(&mut tx, env, permit, &r, &st).await?;
    let how = match (s.hand.code, s.hand.drawn, s.hand.witness.is_empty()) {
        (true, ..) => How::Code,
        (_, true, _) => How::Drawn,
        (_, false, false) => How::Thumbprint,
        (_, false, true) => How::Paper,
    };
    let outside = permit.actor.is_outside();
    let (person, name) = s.hand.by.clone().unwrap_or((Some(r.applicant), st.applicant.full_name()));
    let signature = NewSignature {
        object: "request",
        object_id: r.id,
        kind: Signer::Applicant,
        digest: r.snapshot_digest.clone(),
        how,
        person,
        employee: None,
        name,
        witness: (!s.hand.witness.is_empty()).then(|| s.hand.witness.clone()),
        // By the portal nobody of the association stood by.
        witness_employee: (!outside).then_some(permit.actor.id),
        file: picture.map(|p| p.id),
    };
    people::sign(&mut tx, env, signature).await?;
    // Entered with an employee's help: what was written was read back to the person before he signed.
    let entry = if outside { "by_himself" } else { "assisted_read_back" };
    let step = Step { facts: vec![("snapshot", r.snapshot_digest.clone()), ("signed", how.code().into()), ("entry", entry.into())], ..Step::default() };
    let way = advance(&mut tx, env, permit, &before(&r, r.state), Action::Submit, step, |_| {}).await?;
    tx.run(sql::MISSING_CLEAR, args![r.id, now]).await?;
    if r.first_submitted_at == Some(now) {
        let days = st.list.service.body.latest_reply_days.unwrap_or(clocks(&mut tx, Some(r.clocks_version)).await?.latest_reply_days);
        tx.run_one(sql::TARGET, args![r.id, now.plus_ms(days.max(0) * DAY_MS)]).await?;
    }
    if outside {
        // The page that took the signature showed the day before which no answer comes, and asked whether that was clear (H5).
        tx.run_one(sql::EXPLAINED, args![r.id, now, permit.actor.id, PORTAL, true]).await?;
        note_history(&mut tx, env, permit, &r, "explain", "").await?;
    }
    let mut state = way.to;
    if let Some(v) = &verifier {
        let r = Request { state, state_since: now, ..r.clone() };
        sign_officer(&mut tx, env, v, &r).await?;
        state = advance(&mut tx, env, v, &r, Action::Verify, Step::default(), |_| {}).await?.to;
        tx.run_one(sql::VERIFIED, args![r.id, now, v.actor.id]).await?;
    }
    let number = give_number(&mut tx, &r, now).await?;
    let from = r.floor.current.map(|p| p.day());
    if outside {
        crate::say::also(&mut tx, env, &Request { number, ..r }, "request.received", from, &s.digest).await?;
    } else {
        crate::say::told_or_task(&mut tx, env, &r, TaskKind::TellPromise, "request.received", number.as_deref(), from).await?;
    }
    tx.once_result(&s.once, state.code()).await?;
    tx.commit().await?;
    Ok(state)
}

/// `advance` reads the row it is given: everything of the submission is on it, the state is still the old one.
fn before(r: &Request, state: State) -> Request {
    Request { state, ..r.clone() }
}

/// The snapshot's row and what the submission says on the request's; the request as it now is, its state not moved yet.
async fn write(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request, st: &Stands) -> Result<Request> {
    let now = env.now();
    let settings = clocks(tx, None).await?;
    // What was promised under one version stays explained by it, unless the floor begins anew.
    let settings = if r.floor.current.is_some() && !r.floor.restart { clocks(tx, Some(r.clocks_version)).await? } else { settings };
    let floor = r.floor.submitted(now, &settings);
    let (first, current) = (floor.first, floor.current);
    let checklist: Vec<_> = st
        .list
        .items()
        .iter()
        .map(|i| json!({"type": i.document_type, "person": i.subject.map(|s| s.to_string()), "state": i.state.code(), "document": i.document.map(|d| d.to_string()), "until": i.valid_until.map(|d| d.to_string())}))
        .collect();
    tx.run(
        sql::SNAPSHOT_INSERT,
        args![&st.frozen.digest, r.id, &st.frozen.text, now, permit.actor.id, serde_json::to_string(&checklist).map_err(Problem::internal)?],
    )
    .await?;
    tx.run_one(
        sql::FREEZE,
        args![
            r.id,
            &st.frozen.digest,
            st.list.service.version,
            settings.version,
            now,
            first.map(|p| p.start),
            first.map(|p| p.earliest),
            current.map(|p| p.start),
            current.map(|p| p.earliest),
            floor.restart,
            st.answers.text()?
        ],
    )
    .await?;
    find_unscoped(tx, r.id).await
}

/// The first time only; taken last, the counter's row is held shortest.
async fn give_number(tx: &mut Tx, r: &Request, now: At) -> Result<Option<String>> {
    if r.number.is_some() {
        return Ok(r.number.clone());
    }
    let year = i32::from(hijri_year(now.day()));
    let serial = tx.next_number(&number::counter(year)).await?;
    let number = number::request_number(year, serial);
    tx.run_one(sql::NUMBER, args![r.id, &number]).await?;
    Ok(Some(number))
}

#[derive(Clone, Debug)]
pub struct Tell {
    pub id: Id,
    pub version: i64,
    /// What else is wanted, in words; may be empty.
    pub note: String,
    /// How the person was told there and then, one of [`crate::HOW_TOLD`]; `None`: it stays a task.
    pub told: Option<String>,
}

/// Something is missing: the draft waits for the applicant, who is told once and in full. Unsigned, unfrozen, no floor.
///
/// # Errors
/// `nothing_missing` when in truth nothing is.
pub async fn tell_missing(env: &Env, db: &Db, permit: &Permit, t: Tell) -> Result<()> {
    let now = env.now();
    let (mut tx, r) = open(env, db, permit, t.id, t.version).await?;
    let seen = see(&mut tx, &r, &permit.actor, now).await?;
    let f: Facts = facts(&mut tx, &r, &permit.actor, now).await?;
    if r.state == State::Draft && f.nothing_missing() {
        return Err(Problem::refused("nothing_missing"));
    }
    if r.state != State::Draft {
        return Err(Problem::refused("not_from_this_state"));
    }
    let step = Step { reason: t.note.clone(), ..Step::default() };
    let way = advance(&mut tx, env, permit, &r, Action::Submit, step, |_| {}).await?;
    let mut a = Answers::parse(&r.answers);
    a.refresh(crate::lower::categories(&mut tx, r.file).await?, &seen.list.household, now.day());
    tx.run_one(sql::INCOMPLETE, args![r.id, seen.list.service.version, a.text()?]).await?;
    for l in seen.list.lacking() {
        tx.run(sql::MISSING_INSERT, args![env.id(), r.id, &l.item.document_type, l.item.subject, l.item.state.code(), "", now, permit.actor.id]).await?;
    }
    if !t.note.is_empty() {
        tx.run(sql::MISSING_INSERT, args![env.id(), r.id, "", None::<Id>, "asked", &t.note, now, permit.actor.id]).await?;
    }
    let number = give_number(&mut tx, &r, now).await?;
    missing_task(&mut tx, env, permit, &Request { state: way.to, number, ..r.clone() }, t.told.as_deref()).await?;
    tx.commit().await
}

/// The list is to be told; or was, there and then.
pub(super) async fn missing_task(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request, told: Option<&str>) -> Result<()> {
    let now = env.now();
    let until = now.plus_days(clocks(tx, None).await?.lapse_days).day();
    let (task, _) = crate::say::told_or_task(tx, env, r, TaskKind::TellMissing, "request.missing", None, Some(until)).await?;
    if let Some(how) = told.and_then(|h| crate::HOW_TOLD.iter().chain(crate::TOLD_BY_ITSELF).find(|x| **x == h)) {
        tx.run(sql::TASK_DONE, args![task, now, permit.actor.id, *how, ""]).await?;
        tx.run(sql::MISSING_TOLD, args![r.id, now]).await?;
        tx.record(now, Event::new("request.told", "request", r.id).file(r.file).fact("task", TaskKind::TellMissing.code()).fact("how", how));
    }
    Ok(())
}
