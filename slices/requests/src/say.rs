//! What the road says to people of itself: a message where one can reach them, and a task for somebody where none can (C2, H5).
//!
//! The message carries the task's id as its key. While it is on its way the task sleeps for a day; once it has reached the person the
//! task is done, told by message; where it could not, the task is due at once. Nobody is taken for told who was not.

use crate::{
    core::{Request, TaskKind, clocks, find_unscoped, sql},
    rules::{State, needs::REMINDERS_BEFORE_LAPSE, perm},
};
use db::{Db, Query, Tx, args};
use kernel::{Actor, At, DAY_MS, Day, Env, Event, Id, Permission, Result};
use messages::{Settled, Tell, To, Told};
use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    future::Future,
    pin::Pin,
};

/// Before the id of the task a message stands for.
const KEY: &str = "request-task:";

fn vars(r: &Request, number: Option<&str>, day: Option<Day>) -> Vec<(&'static str, String)> {
    let mut out = vec![("number", number.or(r.number.as_deref()).unwrap_or_default().to_string())];
    out.extend(day.map(|d| ("date", d.to_string())));
    out
}

fn tell(r: &Request, event: &'static str, vars: Vec<(&'static str, String)>, key: String) -> Tell {
    Tell { event, to: To::Person(r.applicant), branch: r.branch, file: Some(r.file), request: Some(r.id), vars, link: format!("/my/requests/{}", r.id), key }
}

/// The person is to be told: by message where one can reach him, else it is somebody's task now. The task's id, and whether a message is on its way.
///
/// `number`: the request's, where it was given in this transaction.
pub async fn told_or_task(
    tx: &mut Tx,
    env: &Env,
    r: &Request,
    kind: TaskKind,
    event: &'static str,
    number: Option<&str>,
    day: Option<Day>,
) -> Result<(Id, bool)> {
    let (id, now) = (env.id(), env.now());
    let said = messages::tell(tx, env, tell(r, event, vars(r, number, day), format!("{KEY}{id}"))).await?;
    let on_its_way = matches!(said, Told::Queued { .. });
    let due = if on_its_way { now.plus_days(1) } else { now };
    tx.run(sql::TASK_INSERT, args![id, r.id, r.branch, kind.code(), due, now]).await?;
    Ok((id, on_its_way))
}

/// Said beside what was told in another way, or without anybody waiting for it; `what` tells one message from another of the same event.
pub async fn also(tx: &mut Tx, env: &Env, r: &Request, event: &'static str, day: Option<Day>, what: &str) -> Result<()> {
    messages::tell(tx, env, tell(r, event, vars(r, None, day), format!("{event}:{}:{what}", r.id))).await.map(|_| ())
}

/// A message of ours has reached the person, or cannot: in the transaction that records it.
pub fn on_settled<'a>(tx: &'a mut Tx, env: &'a Env, s: &'a Settled) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
    Box::pin(async move {
        let Some(task) = s.key.strip_prefix(KEY).and_then(|id| id.parse::<Id>().ok()) else { return Ok(()) };
        let Some(row) = tx.maybe(sql::TASK_ANY, args![task]).await? else { return Ok(()) };
        if row.opt_at("done_at")?.is_some() {
            if !s.ok {
                // The provider takes back its word: whoever was told by that message was not.
                tx.run(sql::TASK_REOPEN, args![task, env.now()]).await?;
            }
            return Ok(());
        }
        if !s.ok {
            tx.run(sql::TASK_DUE, args![task, env.now()]).await?;
            return Ok(());
        }
        // Not its version: whoever has a form of this request open has seen nothing that this changes.
        let r = held(tx, row.id("request_id")?, env.now()).await?;
        tx.run(sql::TASK_DONE, args![task, s.at, "system", "message", ""]).await?;
        let kind = TaskKind::parse(&row.text("kind")?);
        if kind == Some(TaskKind::TellMissing) && r.state == State::AwaitingCompletion {
            tx.run(sql::MISSING_TOLD, args![r.id, s.at]).await?;
        }
        let line = if kind == Some(TaskKind::Remind) && r.state == State::AwaitingCompletion {
            tx.run_one(sql::REMINDED, args![r.id]).await?;
            "remind"
        } else {
            kind.map_or("tell_answer", TaskKind::code)
        };
        tx.run(sql::HISTORY_INSERT, args![env.id(), r.id, s.at, "system", line, r.state.code(), r.state.code(), "", false]).await?;
        tx.record(env.now(), Event::new("request.told", "request", r.id).file(r.file).fact("task", line).fact("how", "message"));
        Ok(())
    })
}

/// The request, which nobody else writes until this transaction ends.
async fn held(tx: &mut Tx, id: Id, now: At) -> Result<Request> {
    tx.run(sql::LOCK, args![id, now]).await?;
    find_unscoped(tx, id).await
}

/// Reminds of what is missing, twice before a request may lapse: after a third and after two thirds of the set days. How many were begun.
pub async fn remind_due(env: &Env, db: &Db) -> Result<usize> {
    let now = env.now();
    let days = clocks(&mut db.reader(), None).await?.lapse_days.max(3);
    let step = days * DAY_MS / (i64::from(REMINDERS_BEFORE_LAPSE) + 1);
    let mut n = 0;
    loop {
        let rows = db.reader().all(sql::TO_REMIND, args![now, i64::from(REMINDERS_BEFORE_LAPSE), step, messages::PAGE]).await?;
        let before = n;
        for row in rows {
            let mut tx = db.begin(&Actor::system()).await?;
            let r = held(&mut tx, row.id("id")?, now).await?;
            let Some(told) = r.missing_told_at.filter(|_| r.state == State::AwaitingCompletion) else { continue };
            if tx.maybe(sql::REMINDING, args![r.id]).await?.is_some() {
                continue;
            }
            told_or_task(&mut tx, env, &r, TaskKind::Remind, "request.reminder", None, Some(told.plus_days(days).day())).await?;
            tx.record(now, Event::new("request.reminding", "request", r.id).file(r.file).fact("n", r.reminders + 1));
            tx.commit().await?;
            n += 1;
        }
        // What was begun is not found again; a page without any is the last.
        if n == before {
            return Ok(n);
        }
    }
}

/// Days before the internal target that its holder and the manager hear of it.
const AT_RISK_DAYS: i64 = 3;

/// Whose turn it is in each state, by the permission his step needs.
fn holder(state: State) -> Option<Permission> {
    Some(match state {
        State::Submitted | State::Verified => perm::VERIFY,
        State::BeforeCommittee | State::Deferred | State::Waiting => perm::DECIDE,
        State::Decided => perm::REPLY,
        State::Accepted => perm::REGISTER,
        State::InDelivery => perm::FINISH,
        _ => return None,
    })
}

/// Whom a clock tells, and what is closed to each of them; read once for a run.
#[derive(Default)]
struct Desks {
    managers: Vec<Id>,
    by_permission: BTreeMap<(&'static str, Id), Vec<Id>>,
    closed: BTreeMap<Id, BTreeSet<Id>>,
}

impl Desks {
    /// Who holds the request, and the managers; without those its file is closed to (kin).
    async fn of(&mut self, q: &mut impl Query, r: &Request) -> Result<Vec<Id>> {
        let mut who = self.managers.clone();
        match (r.state, r.researcher, holder(r.state)) {
            (State::InResearch, Some(id), _) => who.push(id),
            (_, _, Some(p)) => {
                let key = (p.0, r.branch);
                if let Entry::Vacant(e) = self.by_permission.entry(key) {
                    e.insert(staff::with_permission(q, p, r.branch).await?.into_iter().map(|e| e.id).collect());
                }
                who.extend(&self.by_permission[&key]);
            }
            _ => {}
        }
        who.sort();
        who.dedup();
        for id in &who {
            if let Entry::Vacant(e) = self.closed.entry(*id) {
                e.insert(beneficiaries::closed_to(q, *id).await?);
            }
        }
        who.retain(|id| !self.closed[id].contains(&r.file));
        Ok(who)
    }
}

/// Tells whoever holds a request, and the managers, that its internal target is near; once for each target and holder. How many were told.
/// What is late already is not near: the lists and figures show it.
pub async fn targets_at_risk(env: &Env, db: &Db) -> Result<usize> {
    let now = env.now();
    let mut q = db.reader();
    let mut desks = Desks { managers: staff::with_role(&mut q, "manager").await?, ..Desks::default() };
    let (mut n, mut from, mut after) = (0, At(0), String::new());
    loop {
        let rows = q.all(sql::AT_RISK, args![now, now.plus_days(AT_RISK_DAYS), from, &after, messages::PAGE]).await?;
        for row in &rows {
            let r = find_unscoped(&mut q, row.id("id")?).await?;
            // Time spent waiting for the applicant is not ours.
            let Some(target) = r.target_at.map(|t| t.plus_ms(r.paused_ms).day()) else { continue };
            for employee in desks.of(&mut q, &r).await? {
                let key = format!("target:{}:{}:{target}:{employee}", r.id, r.state.code());
                let t = Tell {
                    to: To::Employee(employee),
                    link: format!("/requests/{}", r.id),
                    ..tell(&r, "staff.target_at_risk", vars(&r, None, Some(target)), key)
                };
                let event = Event::new("request.at_risk", "request", r.id).file(r.file).fact("employee", employee);
                n += usize::from(messages::tell_once(env, db, t, event).await?);
            }
        }
        let Some(last) = rows.last() else { return Ok(n) };
        (from, after) = (last.at("target_at")?, last.text("id")?);
    }
}
