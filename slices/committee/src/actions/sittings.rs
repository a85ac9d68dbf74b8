use super::{Press, same_version};
use crate::{
    case,
    rules::{Attendance, ConflictSource, ItemResult, Position, Seat},
    store::{self, Sitting},
};
use db::{Db, Tx, args};
use kernel::{Day, Env, Event, FieldErrors, Id, Permit, Problem, Result};
use requests::rules::State;
use std::collections::BTreeSet;

/// A sitting to be held.
#[derive(Clone, Debug)]
pub struct NewSitting {
    pub held_on: Day,
    pub place: String,
    /// Who presides: a member with a vote.
    pub chair: Id,
    pub requests: Vec<Id>,
}

/// Calls a sitting: the members of that day get their seats, the requests chosen become its agenda. Whoever calls it is its secretary.
///
/// # Errors
/// Fields `held_on` (`committee_no_members`: nobody with a vote is a member that day), `chair` (`choice`).
pub async fn create(env: &Env, db: &Db, permit: &Permit, press: &Press, new: &NewSitting) -> Result<Id> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    if let Some(id) = press.again(&mut tx, now).await? {
        return id.parse().map_err(|_| Problem::NotFound);
    }
    let members = store::members_on(&mut tx, new.held_on).await?;
    let mut errors = FieldErrors::default();
    if !members.iter().any(|m| m.position.votes()) {
        errors.code("held_on", "committee_no_members");
    } else if !members.iter().any(|m| m.position.votes() && m.employee == new.chair) {
        errors.code("chair", "choice");
    }
    errors.ok(())?;
    let (version, _) = super::settings::sitting(&mut tx).await?;
    let id = env.id();
    tx.run(store::SITTING_INSERT, args![id, new.held_on, &new.place, new.chair, permit.actor.id, version, now]).await?;
    let mut seats: Vec<Seat> = vec![];
    for m in &members {
        // The secretary who calls it sits anyway; other secretaries do not.
        if m.position.votes() && !seats.iter().any(|s| s.employee == m.employee) {
            seats.push(Seat { employee: m.employee, position: m.position, attendance: Attendance::Absent });
        }
    }
    if !seats.iter().any(|s| s.employee == permit.actor.id) {
        seats.push(Seat { employee: permit.actor.id, position: Position::Secretary, attendance: Attendance::Present });
    }
    for s in &seats {
        tx.run(store::SEAT_INSERT, args![id, s.employee, s.position.code(), s.attendance.code()]).await?;
    }
    let n = put_on_agenda(&mut tx, env, permit, id, &seats, &new.requests).await?;
    tx.record(now, Event::new("sitting.called", "sitting", id).fact("held_on", new.held_on).fact("items", n));
    press.answered(&mut tx, &id.to_string()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Lays requests before a sitting: only such as lie before the committee and before no other open sitting; others are passed over.
/// Kinship of a member with the household, as the register knows it, is written down as a conflict at once.
async fn put_on_agenda(tx: &mut Tx, env: &Env, permit: &Permit, sitting: Id, seats: &[Seat], requests: &[Id]) -> Result<usize> {
    let wanted: BTreeSet<Id> = requests.iter().copied().collect();
    let taken = store::on_agenda(tx).await?;
    let mut n = 0;
    let mut laid = vec![];
    for id in wanted.into_iter().filter(|id| !taken.contains(id)) {
        // What was chosen on an older page may be decided or withdrawn by now, or never have been there.
        match requests::find(tx, permit, id).await {
            Ok(r) if matches!(r.state, State::BeforeCommittee | State::Deferred | State::Waiting) => laid.push(r),
            Ok(_) | Err(Problem::NotFound) => {}
            Err(e) => return Err(e),
        }
    }
    laid.sort_by_key(|r| (requests::raised_at(r), r.id));
    for r in laid {
        // Done with in this very sitting: another takes it up.
        if tx.run(store::ITEM_INSERT, args![sitting, r.id, requests::raised_at(&r)]).await? == 0 {
            continue;
        }
        let file = beneficiaries::find_any(tx, r.file).await?;
        for employee in case::kin(tx, seats, &file).await? {
            tx.run(store::CONFLICT_INSERT, args![r.id, employee, sitting, ConflictSource::Register.code(), "", env.now(), permit.actor.id]).await?;
            beneficiaries::close_to(tx, r.file, employee, r.id, env.now()).await?;
        }
        n += 1;
    }
    Ok(n)
}

/// The sitting, open, in the version seen; its version raised.
pub(crate) async fn raise(tx: &mut Tx, id: Id, seen: i64) -> Result<Sitting> {
    let s = store::sitting(tx, id).await?;
    if !s.is_open() {
        return Err(Problem::refused("sitting_closed"));
    }
    same_version(s.version, seen)?;
    tx.run_one(store::SITTING_RAISE, args![id, seen]).await?;
    Ok(s)
}

/// Adds to the agenda of an open sitting.
pub async fn add_items(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, requests: &[Id]) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    raise(&mut tx, id, version).await?;
    let seats = store::seats(&mut tx, id).await?;
    let n = put_on_agenda(&mut tx, env, permit, id, &seats, requests).await?;
    tx.record(env.now(), Event::new("sitting.agenda", "sitting", id).fact("added", n));
    tx.commit().await
}

/// Takes an item off the agenda while nothing has come of it.
///
/// # Errors
/// Refused `item_done`, `sitting_closed`; conflict `changed`.
pub async fn remove_item(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, request: Id) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let case = case::load(&mut tx, permit, id, request).await?;
    raise(&mut tx, id, version).await?;
    if case.item.result != ItemResult::None {
        return Err(Problem::refused("item_done"));
    }
    for v in &case.votes {
        tx.run(store::VOTE_CLEAR, args![id, request, v.vote.member]).await?;
    }
    tx.run_one(store::ITEM_REMOVE, args![id, request]).await?;
    tx.record(env.now(), Event::new("sitting.agenda", "sitting", id).file(case.request.file).fact("removed", request));
    tx.commit().await
}

/// Writes down who is there. Seats not named keep what they had.
pub async fn attend(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64, marks: &[(Id, Attendance)]) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    raise(&mut tx, id, version).await?;
    let seats = store::seats(&mut tx, id).await?;
    for (employee, attendance) in marks {
        if seats.iter().any(|s| s.employee == *employee) {
            tx.run_one(store::SEAT_SET, args![id, *employee, attendance.code()]).await?;
        }
    }
    let present = marks.iter().filter(|(_, a)| *a == Attendance::Present).count();
    tx.record(env.now(), Event::new("sitting.attendance", "sitting", id).fact("present", present));
    tx.commit().await
}

/// Closes a sitting and numbers its minutes: gapless within the Hijri year of its day, the number taken last.
///
/// # Errors
/// Refused `confirmations_open` with `n`, `sitting_closed`; conflict `changed`.
pub async fn close(env: &Env, db: &Db, permit: &Permit, id: Id, version: i64) -> Result<i64> {
    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    let s = raise(&mut tx, id, version).await?;
    let waiting = store::items(&mut tx, id).await?.iter().filter(|i| i.result == ItemResult::Recorded).count();
    if waiting > 0 {
        return Err(Problem::refused("confirmations_open").with("n", waiting));
    }
    if !store::seats(&mut tx, id).await?.iter().any(|x| x.position.votes() && x.attendance == Attendance::Present) {
        return Err(Problem::refused("attendance_missing"));
    }
    let year = i64::from(i18n::dates::hijri_year(s.held_on));
    let serial = tx.next_number(&format!("sitting:{year}")).await?;
    tx.run_one(store::SITTING_CLOSE, args![id, year, serial, now, permit.actor.id]).await?;
    tx.record(now, Event::new("sitting.closed", "sitting", id).fact("number", format!("{year}/{serial}")));
    tx.commit().await?;
    Ok(serial)
}
