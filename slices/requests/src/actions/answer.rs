use super::{known, open, open_guarded};
use crate::{
    core::{Deviation, Step, TaskKind, advance, clocks, decisions, open_task, record_deviation, sql},
    rules::{Action, State, floor, perm},
    say::{also, told_or_task},
};
use db::{Db, Tx, args};
use kernel::{At, Day, Env, Event, Id, Permit, Problem, Result};

/// Why an answer may go out before the floor. Recorded before the outcome is seen.
#[derive(Clone, Debug)]
pub struct Urge {
    pub id: Id,
    pub version: i64,
    pub reason: String,
}

/// # Errors
/// `early_reply_barred` where the association allows none; `floor_reached` where none is needed; field `reason`.
pub async fn urge(env: &Env, db: &Db, permit: &Permit, u: Urge) -> Result<()> {
    let now = env.now();
    if u.reason.is_empty() {
        return Err(Problem::field("reason", "required"));
    }
    let (mut tx, r) = open_guarded(env, db, permit, u.id, u.version).await?;
    if r.state != State::Decided {
        return Err(Problem::refused("not_from_this_state"));
    }
    if r.floor.reached(now) {
        return Err(Problem::refused("floor_reached"));
    }
    if !clocks(&mut tx, Some(r.clocks_version)).await?.early_reply_allowed {
        return Err(Problem::refused("early_reply_barred"));
    }
    tx.run_one(sql::URGED, args![r.id, now, &u.reason]).await?;
    // Says that there is something to answer early, and so is told to those who may know.
    let actor = permit.actor.id.to_string();
    tx.run(sql::HISTORY_INSERT, args![env.id(), r.id, now, actor, "urge", r.state.code(), r.state.code(), &u.reason, true]).await?;
    tx.record(now, Event::new("request.reply_urgent", "request", r.id).file(r.file));
    tx.commit().await
}

#[derive(Clone, Debug)]
pub struct ReplyWith {
    pub id: Id,
    pub version: i64,
    /// Words of the officer's own in the letter; may be empty.
    pub added: String,
    /// One of [`crate::HOW_TOLD`]; how the answer reached the person. Or [`MESSAGE`]: then it is on its way, and whether it arrived shows later.
    pub how: String,
    pub told_to: String,
    /// Not in the future.
    pub told_at: At,
    /// What shows it: who signed for the letter, the number called.
    pub proof: String,
}

/// What the register of letters calls an answer; its words are the register's.
const LETTER: &str = "decision";

/// Telling by a message: nothing to prove now, the task is done when it has reached him.
pub const MESSAGE: &str = "message";

/// The answer goes out: the letter gets its number, the person was told, with the way to object.
///
/// # Errors
/// `floor_not_reached`, `early_reply_barred`, `urgent_not_permitted`, `not_told`.
pub async fn reply(env: &Env, db: &Db, permit: &Permit, c: ReplyWith) -> Result<String> {
    let now = env.now();
    let by_message = c.how == MESSAGE;
    let how = if by_message { MESSAGE } else { known(crate::HOW_TOLD, &c.how, "how", "choice")? };
    if c.told_at > now {
        return Err(Problem::field("told", "told_later"));
    }
    let (mut tx, r) = open(env, db, permit, c.id, c.version).await?;
    let told = by_message || (!c.told_to.is_empty() && !c.proof.is_empty());
    let way = advance(&mut tx, env, permit, &r, Action::Reply, Step::default(), |f| {
        f.told_with_proof = told;
        f.objection_way_stated = true;
        f.letter_numbered = true;
    })
    .await?;
    let d = decisions(&mut tx, r.id).await?.into_iter().find(|d| Some(d.id) == r.decision).ok_or_else(|| Problem::refused("outcome_missing"))?;
    let urgent = !r.floor.reached(now);
    if urgent {
        record_deviation(&mut tx, env, permit, &r, Deviation::UrgentReply, r.urgent_reason.as_deref().unwrap_or_default()).await?;
    }
    let settings = clocks(&mut tx, Some(r.clocks_version)).await?;
    tx.run_one(sql::DECISION_REPLIED, args![d.id, now]).await?;
    if by_message {
        let (_, on_its_way) = told_or_task(&mut tx, env, &r, TaskKind::TellReply, "request.replied", None, None).await?;
        if !on_its_way {
            return Err(Problem::field("how", "no_message_way"));
        }
    } else {
        let task = open_task(&mut tx, env, &r, TaskKind::TellReply, now).await?;
        tx.run_one(sql::TASK_DONE, args![task, c.told_at, permit.actor.id, how, &c.proof]).await?;
        also(&mut tx, env, &r, "request.replied", None, &d.id.to_string()).await?;
    }
    // Gapless: the counter's row is taken last and held until the commit.
    let addressee = if c.told_to.is_empty() { people::person(&mut tx, r.applicant).await?.full_name() } else { c.told_to.clone() };
    let out = letters::Outgoing {
        kind: LETTER,
        // The number tells one reply from another in the register, and nothing of whom it is about.
        subject: format!("{LETTER} {}", r.number.as_deref().unwrap_or_default()).trim_end().to_string(),
        party: addressee.clone(),
        branch: r.branch,
        file: Some(r.file),
        request: Some(r.id),
        reply_to: None,
        attachments: 0,
    };
    let (_, letter) = letters::outgoing(&mut tx, env, &permit.actor, out).await?;
    tx.run_one(sql::REPLIED, args![r.id, now, permit.actor.id, &letter]).await?;
    tx.run(
        sql::REPLY_INSERT,
        args![
            env.id(),
            r.id,
            d.id,
            &letter,
            d.outcome.code(),
            d.partial,
            d.amount,
            &d.goods,
            &d.conditions,
            &d.reasons,
            &d.referral_body,
            &c.added,
            how,
            addressee,
            c.told_at,
            &c.proof,
            floor::objection_until(now, &settings),
            urgent,
            now,
            permit.actor.id
        ],
    )
    .await?;
    debug_assert!(way.to.is_after_reply());
    tx.commit().await?;
    Ok(letter)
}

/// H6: what the register must know before anything is handed over.
#[derive(Clone, Debug)]
pub struct Register {
    pub id: Id,
    pub version: i64,
    pub categories: Vec<String>,
    pub class: String,
    pub class_reason: String,
    /// `bank` or `pickup`.
    pub payment_way: String,
    /// For `bank`: canonical, 24 signs. For `pickup`: empty.
    pub iban: Option<String>,
    pub valid_until: Day,
    pub next_review: Day,
}

/// # Errors
/// Those of [`beneficiaries::activate`]; `registration_*`.
pub async fn register(env: &Env, db: &Db, permit: &Permit, c: Register) -> Result<()> {
    let now = env.now();
    let way = known(crate::PAYMENT_WAYS, &c.payment_way, "payment_way", "choice")?;
    let (mut tx, mut r) = open(env, db, permit, c.id, c.version).await?;
    crate::lower::activate(&mut tx, env, permit, &r, &c).await?;
    tx.run_one(sql::REGISTERED, args![r.id, now, way]).await?;
    (r.registered_at, r.payment_way) = (Some(now), Some(way.to_string()));
    advance(&mut tx, env, permit, &r, Action::Register, Step { facts: vec![("payment", way.into())], ..Step::default() }, |_| {}).await?;
    tx.commit().await
}

#[derive(Clone, Debug)]
pub struct Object {
    pub id: Id,
    pub version: i64,
    /// In the person's words.
    pub reason: String,
    /// The employee who will speak for it this time; `None` from the portal: another than before is chosen, if there is one.
    pub reporter: Option<Id>,
}

/// The person objects: the request goes before the committee again, with another reporter; what was accepted goes on being delivered.
///
/// # Errors
/// `objection_period_over`, `same_reporter`, `not_partial`; fields `reason`, `reporter`.
pub async fn object(env: &Env, db: &Db, permit: &Permit, c: Object) -> Result<()> {
    if c.reason.is_empty() {
        return Err(Problem::field("reason", "required"));
    }
    let (mut tx, r) = open(env, db, permit, c.id, c.version).await?;
    let able = staff::with_permission(&mut tx, perm::PRESENT, r.branch).await?;
    let reporter = match c.reporter {
        Some(named) if able.iter().any(|e| e.id == named) => Some(named),
        Some(_) => return Err(Problem::field("reporter", "choice")),
        None if permit.actor.is_outside() => another(&mut tx, &able, &r).await?,
        None => return Err(Problem::field("reporter", "choice")),
    };
    // An association of one employee has no other: nobody's right to object ends there, the officer names somebody.
    let differs = reporter.is_none() || r.reporter.is_none_or(|old| Some(old) != reporter);
    advance(&mut tx, env, permit, &r, Action::Object, Step { reason: c.reason.clone(), ..Step::default() }, |f| f.new_reporter_differs = differs).await?;
    tx.run_one(sql::OBJECTED, args![r.id, reporter]).await?;
    also(&mut tx, env, &r, "request.objected", Some(env.now().day()), &(r.objections + 1).to_string()).await?;
    tx.commit().await
}

/// Somebody who may raise requests, other than who did, preferably of the request's own office, not of its household and not kept from its file.
async fn another(tx: &mut Tx, able: &[staff::EmployeeRef], r: &crate::core::Request) -> Result<Option<Id>> {
    let file = beneficiaries::find_any(tx, r.file).await?;
    for e in able.iter().filter(|e| Some(e.id) != r.reporter) {
        let Some(actor) = staff::actor(tx, e.id).await? else { continue };
        if !beneficiaries::closed_to(tx, e.id).await?.contains(&r.file) && !crate::lower::is_own(tx, &actor, &file).await? {
            return Ok(Some(e.id));
        }
    }
    Ok(None)
}
