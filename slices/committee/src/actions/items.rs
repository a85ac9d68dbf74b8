use super::{Press, outcome::OutcomeCommand, same_version, sittings};
use crate::{
    case::{self, Case},
    routes::perm,
    rules::{ConflictSource, ItemResult},
    store,
};
use db::{Db, Tx, args};
use kernel::{Day, Env, Event, Id, Permit, Problem, Result};
use requests::{
    Step,
    rules::{Action, Facts, State, sitting::Choice},
};

/// An item still to be dealt with, in an open sitting.
pub(crate) fn pending(case: &Case) -> Result<()> {
    if !case.sitting.is_open() {
        return Err(Problem::refused("sitting_closed"));
    }
    match case.item.result {
        ItemResult::None => Ok(()),
        ItemResult::Recorded => Err(Problem::refused("decision_recorded")),
        _ => Err(Problem::refused("item_done")),
    }
}

/// A member says that he has a conflict in this item, or the secretary writes down that he said so: from now on it is hidden from
/// him, and he is out of its quorum and vote, in this sitting and any other.
///
/// # Errors
/// Field `reason` (`required`), `member` (`choice`); refused `only_himself` (another's conflict is written down by the secretary), `item_done`.
pub async fn declare_conflict(env: &Env, db: &Db, permit: &Permit, press: &Press, sitting: Id, request: Id, member: Id, reason: &str) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    if press.again(&mut tx, env.now()).await?.is_some() {
        return Ok(());
    }
    let case = case::load(&mut tx, permit, sitting, request).await?;
    if !case.sitting.is_open() {
        return Err(Problem::refused("sitting_closed"));
    }
    if !matches!(case.item.result, ItemResult::None | ItemResult::Recorded) {
        return Err(Problem::refused("item_done"));
    }
    let own = member == permit.actor.id;
    if !own && !permit.actor.can(perm::SIT) {
        return Err(Problem::refused("only_himself"));
    }
    if !case.bench.seats.iter().any(|s| s.employee == member) {
        return Err(Problem::field("member", "choice"));
    }
    if reason.is_empty() {
        return Err(Problem::field("reason", "required"));
    }
    let source = if own { ConflictSource::Declared } else { ConflictSource::Noted };
    tx.run(store::CONFLICT_INSERT, args![request, member, sitting, source.code(), reason, env.now(), permit.actor.id]).await?;
    beneficiaries::close_to(&mut tx, case.request.file, member, request, env.now()).await?;
    tx.run(store::VOTE_CLEAR, args![sitting, request, member]).await?;
    tx.record(env.now(), Event::new("sitting.conflict", "request", request).file(case.request.file).fact("member", member).fact("source", source.code()));
    press.answered(&mut tx, "done").await?;
    tx.commit().await
}

/// A conflict was recorded by mistake: the file opens to the member again, and he counts. The trail keeps both.
///
/// # Errors
/// Field `withdrawn_member` (`choice`), `withdrawn_why` (`required`); refused `conflict_in_register` (kinship that the register knows is corrected there),
/// `decision_recorded`, `item_done`, `sitting_closed`.
pub async fn withdraw_conflict(env: &Env, db: &Db, permit: &Permit, sitting: Id, request: Id, member: Id, why: &str) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let case = case::load(&mut tx, permit, sitting, request).await?;
    pending(&case)?;
    let file = case.request.file;
    let known = store::conflicts(&mut tx, file).await?;
    if !case.bench.recused.contains(&member) {
        return Err(Problem::field("withdrawn_member", "choice"));
    }
    if why.is_empty() {
        return Err(Problem::field("withdrawn_why", "required"));
    }
    let about = beneficiaries::find_any(&mut tx, file).await?;
    if case::kin(&mut tx, &case.bench.seats, &about).await?.contains(&member) {
        return Err(Problem::refused("conflict_in_register"));
    }
    for c in known.iter().filter(|c| c.employee == member) {
        tx.run(store::CONFLICT_WITHDRAW, args![c.request, member]).await?;
        beneficiaries::open_to(&mut tx, file, member, c.request).await?;
    }
    tx.record(env.now(), Event::new("sitting.conflict_withdrawn", "request", request).file(file).fact("member", member).fact("why", why));
    tx.commit().await
}

/// A member gives his word that he has no conflict; only then the file opens to him.
pub async fn no_conflict(env: &Env, db: &Db, permit: &Permit, sitting: Id, request: Id) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let case = case::load(&mut tx, permit, sitting, request).await?;
    if tx.run(store::STATEMENT_INSERT, args![request, permit.actor.id, env.now()]).await? == 0 {
        return Ok(());
    }
    tx.record(env.now(), Event::new("sitting.no_conflict", "request", request).file(case.request.file).fact("sitting", sitting));
    tx.commit().await
}

/// One line of the vote sheet; `choice` `None` takes a vote away.
#[derive(Clone, Debug)]
pub struct Ballot {
    pub member: Id,
    pub choice: Option<Choice>,
    pub note: String,
}

/// Writes votes down. One line that may not stand refuses the sheet.
///
/// # Errors
/// Refused `recusal_not_honoured`, `verifier_decided`, `not_present_member` with `member`; `decision_recorded`, `item_done`, `sitting_closed`; conflict `changed`.
pub async fn record_votes(env: &Env, db: &Db, permit: &Permit, press: &Press, sitting: Id, request: Id, version: i64, ballots: &[Ballot]) -> Result<()> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    if press.again(&mut tx, now).await?.is_some() {
        return Ok(());
    }
    let case = case::load(&mut tx, permit, sitting, request).await?;
    pending(&case)?;
    sittings::raise(&mut tx, sitting, version).await?;
    let mut cast = 0;
    for b in ballots {
        match b.choice {
            Some(choice) => {
                case.bench.check_vote(b.member)?;
                tx.run(store::VOTE_SET, args![sitting, request, b.member, choice.code(), &b.note, now, permit.actor.id]).await?;
                cast += 1;
            }
            None => {
                tx.run(store::VOTE_CLEAR, args![sitting, request, b.member]).await?;
            }
        }
    }
    tx.record(now, Event::new("committee.vote_record", "request", request).file(case.request.file).fact("sitting", sitting).fact("votes", cast));
    press.answered(&mut tx, "done").await?;
    tx.commit().await
}

/// The secretary writes down what was decided; it counts for nothing before the chair confirms.
///
/// # Errors
/// What [`super::outcome::check`] finds at its fields; refused `no_quorum`, `no_majority`, `tie`, `not_the_votes`, `verifier_decided`,
/// `recusal_not_honoured`, `not_recorded_by_secretary`, `own_file`; conflict `changed`.
pub async fn record_outcome(env: &Env, db: &Db, permit: &Permit, press: &Press, sitting: Id, request: Id, version: i64, cmd: &OutcomeCommand) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    if press.again(&mut tx, env.now()).await?.is_some() {
        return Ok(());
    }
    let case = case::load(&mut tx, permit, sitting, request).await?;
    if !permit.actor.can(perm::SIT) {
        return Err(Problem::refused("not_recorded_by_secretary"));
    }
    pending(&case)?;
    decidable(&case)?;
    same_version(case.request.version, version)?;
    let service = services::by_id_version(&mut tx, case.request.service, case.request.service_version).await?;
    let mut decision = super::outcome::check(cmd, &case.request, &service)?;
    case.check_outcome(decision.outcome)?;
    decision.sitting = Some(sitting);
    decision.deciders = case.voters();
    requests::raise(&mut tx, &case.request, env.now()).await?;
    let id = requests::record_decision(&mut tx, env, permit, &case.request, &decision).await?;
    let present = store::id_list(&case.bench.present());
    tx.run_one(store::ITEM_RECORDED, args![sitting, request, ItemResult::Recorded.code(), id, present, store::id_list(&case.bench.recused)]).await?;
    tx.record(env.now(), Event::new("request.decision_recorded", "request", request).file(case.request.file).fact("sitting", sitting));
    press.answered(&mut tx, "done").await?;
    tx.commit().await
}

/// The states a sitting may decide from.
pub(crate) fn decidable(case: &Case) -> Result<()> {
    match case.request.state {
        State::BeforeCommittee | State::Deferred | State::Waiting => Ok(()),
        _ => Err(Problem::refused("not_from_this_state")),
    }
}

/// Takes a recorded decision back before the chair confirms it: to vote again, or to defer instead.
///
/// # Errors
/// Refused `nothing_recorded`, `not_recorded_by_secretary`, `sitting_closed`; conflict `changed`.
pub async fn withdraw_outcome(env: &Env, db: &Db, permit: &Permit, sitting: Id, request: Id, version: i64) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let case = case::load(&mut tx, permit, sitting, request).await?;
    if !permit.actor.can(perm::SIT) {
        return Err(Problem::refused("not_recorded_by_secretary"));
    }
    if !case.sitting.is_open() {
        return Err(Problem::refused("sitting_closed"));
    }
    same_version(case.request.version, version)?;
    if case.item.result != ItemResult::Recorded {
        return Err(Problem::refused("nothing_recorded"));
    }
    requests::raise(&mut tx, &case.request, env.now()).await?;
    requests::set_aside_decision(&mut tx, &case.request, env.now()).await?;
    tx.run_one(store::ITEM_RECORDED, args![sitting, request, ItemResult::None.code(), None::<Id>, "", ""]).await?;
    tx.record(env.now(), Event::new("request.decision_withdrawn", "request", request).file(case.request.file).fact("sitting", sitting));
    tx.commit().await
}

/// What else may come of an item.
#[derive(Clone, Debug)]
pub enum Turn {
    /// Until when, and why.
    Defer { until: Day, why: String },
    /// The place in the waiting list, from 1 on.
    Wait { place: i64, note: String },
    /// What is to be looked into.
    Return { note: String },
}

/// Defers, puts on the waiting list, or sends back to research.
///
/// # Errors
/// Fields `until` (`committee_until_past`), `why` and `note` (`required`), `place` (`committee_place_taken`, `number`); refused as the
/// request's table says, `decision_recorded`, `item_done`, `sitting_closed`; conflict `changed`.
pub async fn turn(env: &Env, db: &Db, permit: &Permit, press: &Press, sitting: Id, request: Id, version: i64, turn: &Turn) -> Result<()> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    if press.again(&mut tx, now).await?.is_some() {
        return Ok(());
    }
    let case = case::load(&mut tx, permit, sitting, request).await?;
    pending(&case)?;
    same_version(case.request.version, version)?;
    check_turn(&mut tx, turn, now.day()).await?;
    let (action, result, words, until, place) = match turn {
        Turn::Defer { until, why } => (Action::Defer, ItemResult::Deferred, why, Some(*until), None),
        Turn::Wait { place, note } => (Action::PutOnWaitingList, ItemResult::Waiting, note, None, Some(*place)),
        Turn::Return { note } => (Action::ReturnToResearch, ItemResult::Returned, note, None, None),
    };
    requests::raise(&mut tx, &case.request, now).await?;
    let mut step = Step { reason: words.clone(), ..Step::default() };
    step.facts.push(("sitting", sitting.to_string()));
    requests::advance(&mut tx, env, permit, &case.request, action, step, |f: &mut Facts| {
        f.reason_given = !words.is_empty();
        f.note_given = !words.is_empty();
        f.until_given = until.is_some();
        f.place_given = place.is_some();
    })
    .await?;
    requests::note_holding(&mut tx, request, until, place).await?;
    tx.run_one(store::ITEM_RESULT, args![sitting, request, result.code(), words, until, place, None::<Id>]).await?;
    press.answered(&mut tx, "done").await?;
    tx.commit().await
}

async fn check_turn(tx: &mut Tx, turn: &Turn, today: Day) -> Result<()> {
    match turn {
        Turn::Defer { until, .. } if *until <= today => Err(Problem::field("until", "committee_until_past")),
        Turn::Defer { why, .. } if why.is_empty() => Err(Problem::field("why", "required")),
        Turn::Return { note } if note.is_empty() => Err(Problem::field("note", "required")),
        Turn::Wait { place, .. } if *place < 1 => Err(Problem::field("place", "number")),
        Turn::Wait { place, .. } if requests::waiting_places(tx).await?.contains(place) => Err(Problem::field("place", "committee_place_taken")),
        _ => Ok(()),
    }
}
