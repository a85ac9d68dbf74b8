use super::{Request, facts, sql};
use crate::rules::{Action, Facts, State, Way, table};
use db::{Tx, args};
use kernel::{Env, Event, Permit, Problem, Result};

/// What an action says while moving a request.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The person's words: a reason, what is missing, a note. Shown in the history.
    pub reason: String,
    /// Kept from everyone outside the committee until the reply.
    pub hidden: bool,
    /// Further codes and digests for the audit entry.
    pub facts: Vec<(&'static str, String)>,
}

/// Moves a request as the table says, or refuses with the table's reasons. Call [`super::raise`] first, in the same transaction.
/// `fill` adds to the facts what only the caller knows (words given with the action, a sitting's quorum).
/// The effects of the way taken are the caller's to carry out.
pub async fn advance(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request, action: Action, step: Step, fill: impl FnOnce(&mut Facts)) -> Result<&'static Way> {
    if permit.actor.is_outside() && !table::find(r.state, action).is_some_and(|t| t.applicant) {
        // Whatever the portal asks: what the table keeps for employees stays theirs.
        return Err(Problem::Forbidden);
    }
    let now = env.now();
    let mut f = facts(tx, r, &permit.actor, now).await?;
    fill(&mut f);
    let way = table::way(r.state, action, &f).map_err(|refusals| first(&refusals))?;
    // Time with the applicant does not count towards the staff's own target.
    let paused = if r.state.holder().pauses_target() { now.0 - r.state_since.0 } else { 0 };
    let closed = (!way.to.is_open()).then_some(now);
    tx.run_one(sql::MOVE, args![r.id, r.state.code(), way.to.code(), now, paused, closed]).await?;
    let actor = if permit.actor.is_system() { "system".to_string() } else { permit.actor.id.to_string() };
    tx.run(sql::HISTORY_INSERT, args![env.id(), r.id, now, actor.clone(), action.code(), r.state.code(), way.to.code(), step.reason, step.hidden]).await?;
    if matches!(action, Action::Withdraw | Action::Void | Action::Lapse) {
        // Nobody is told of the dates and papers of a request that has ended.
        tx.run(sql::TASKS_DROP, args![r.id, now, actor]).await?;
    }
    let hide = step.hidden || way.to == State::Decided;
    let mut event = Event::new(event_code(action), "request", r.id).file(r.file).fact("from", r.state.code());
    if !hide {
        event = event.fact("to", way.to.code());
    }
    for (k, v) in step.facts {
        event = event.fact(k, v);
    }
    tx.record(now, event);
    Ok(way)
}

/// The first reason is shown as the refusal; the others ride along, so that a page can list them all.
fn first(refusals: &[crate::rules::Refusal]) -> Problem {
    let all = refusals.iter().map(|r| r.code()).collect::<Vec<_>>().join(" ");
    refusals.first().map_or_else(|| Problem::Internal("refused without a reason".into()), |r| r.problem().with("all", all))
}

/// The audit code of each step: the permission it needs.
pub(crate) fn event_code(action: Action) -> &'static str {
    table::TABLE.iter().find(|t| t.action == action).map_or("request.step", |t| t.grant.permission.0)
}
