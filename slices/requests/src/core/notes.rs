//! What other rooms leave on a request's row for the guards to read, and what is left to be told or explained.

use super::{Request, sql};
use db::{Query, Tx, args};
use kernel::{At, Env, Id, Money, Permit, Result};

/// Someone must be told something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TaskKind {
    TellPromise,
    TellMissing,
    TellReply,
    Remind,
    /// The research officer answered; the person is to hear it.
    TellAnswer,
}

impl TaskKind {
    pub const ALL: [TaskKind; 5] = [TaskKind::TellPromise, TaskKind::TellMissing, TaskKind::TellReply, TaskKind::Remind, TaskKind::TellAnswer];
    pub fn code(self) -> &'static str {
        match self {
            TaskKind::TellPromise => "tell_promise",
            TaskKind::TellMissing => "tell_missing",
            TaskKind::TellReply => "tell_reply",
            TaskKind::Remind => "remind",
            TaskKind::TellAnswer => "tell_answer",
        }
    }
    /// Still owed when the request has ended.
    pub fn outlives_request(self) -> bool {
        matches!(self, TaskKind::TellReply | TaskKind::TellAnswer)
    }
    pub fn parse(s: &str) -> Option<TaskKind> {
        TaskKind::ALL.into_iter().find(|k| k.code() == s)
    }
}

pub async fn open_task(tx: &mut Tx, env: &Env, r: &Request, kind: TaskKind, due: At) -> Result<Id> {
    let id = env.id();
    tx.run(sql::TASK_INSERT, args![id, r.id, r.branch, kind.code(), due, env.now()]).await?;
    Ok(id)
}

/// Kinds of deviation from the ordinary road, listed with their reasons (R3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deviation {
    UrgentReply,
    SeparationRelaxed,
    ClosedUndelivered,
}

impl Deviation {
    pub const ALL: [Deviation; 3] = [Deviation::UrgentReply, Deviation::SeparationRelaxed, Deviation::ClosedUndelivered];
    pub fn code(self) -> &'static str {
        match self {
            Deviation::UrgentReply => "urgent_reply",
            Deviation::SeparationRelaxed => "separation_relaxed",
            Deviation::ClosedUndelivered => "closed_undelivered",
        }
    }
}

pub async fn record_deviation(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request, kind: Deviation, reason: &str) -> Result<()> {
    tx.run(sql::DEVIATION_INSERT, args![env.id(), r.id, r.branch, kind.code(), reason, env.now(), permit.actor.id]).await?;
    Ok(())
}

/// `(kind, reason, at, employee)` in their order.
pub async fn deviations(q: &mut impl Query, request: Id) -> Result<Vec<(String, String, At, Id)>> {
    q.all(sql::DEVIATIONS, args![request]).await?.iter().map(|r| Ok((r.text("kind")?, r.text("reason")?, r.at("at")?, r.id("by_employee")?))).collect()
}

/// Research: who studies it, in what kind, and (once signed) the study with its digest. An unsigned or changed study has an empty digest.
#[allow(clippy::too_many_arguments)]
pub async fn note_study(
    tx: &mut Tx,
    r: &Request,
    researcher: Option<Id>,
    kind: Option<&str>,
    study: Option<Id>,
    digest: &str,
    evaluated: bool,
    recommends: Option<&str>,
    signed_at: Option<At>,
) -> Result<()> {
    tx.run_one(sql::STUDY, args![r.id, researcher, kind, study, digest, evaluated, recommends, signed_at]).await
}

/// H3: `+1, 0` when a question goes to the research officer, `-1, +1` when it is answered.
pub async fn note_clarifications(tx: &mut Tx, request: Id, open: i64, answered: i64) -> Result<()> {
    tx.run_one(sql::CLARIFICATIONS, args![request, open, answered]).await
}

/// Delivery: how many lines there are, how many are not settled, what was handed over in money.
pub async fn note_deliveries(tx: &mut Tx, request: Id, planned: i64, open: i64, delivered: Money) -> Result<()> {
    tx.run_one(sql::DELIVERIES, args![request, planned, open, delivered]).await
}

/// Delivery: everything is settled. Called beside [`super::advance`] with `Action::Finish`.
pub async fn note_served(tx: &mut Tx, env: &Env, request: Id) -> Result<()> {
    tx.run_one(sql::SERVED, args![request, env.now()]).await
}

/// A line of the history that moves nothing. `code`: one of [`crate::DID`]; `words`: the person's own.
pub async fn note_history(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request, code: &str, words: &str) -> Result<()> {
    let actor = if permit.actor.is_system() { "system".to_string() } else { permit.actor.id.to_string() };
    tx.run(sql::HISTORY_INSERT, args![env.id(), r.id, env.now(), actor, code, r.state.code(), r.state.code(), words, false]).await?;
    Ok(())
}

/// One line of a request's history.
#[derive(Clone, Debug)]
pub struct HistoryRow {
    pub at: At,
    /// Employee id as text, or `system`.
    pub actor: String,
    pub action: String,
    pub from: String,
    pub to: String,
    pub reason: String,
    pub hidden: bool,
}

/// Newest first, at most 200.
pub async fn history(q: &mut impl Query, request: Id) -> Result<Vec<HistoryRow>> {
    q.all(sql::HISTORY, args![request])
        .await?
        .iter()
        .map(|r| {
            Ok(HistoryRow {
                at: r.at("at")?,
                actor: r.text("actor")?,
                action: r.text("action")?,
                from: r.text("from_state")?,
                to: r.text("to_state")?,
                reason: r.text("reason")?,
                hidden: r.flag("hidden")?,
            })
        })
        .collect()
}
