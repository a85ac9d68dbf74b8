use super::{items, same_version};
use crate::{case, rules::ItemResult, store};
use db::{Db, args};
use kernel::{Env, Id, Permit, Problem, Result};
use requests::{
    Step,
    rules::{
        Action,
        sitting::{self},
    },
};

/// The chair confirms what the secretary recorded, with his password given again: only now is the request decided.
///
/// What counts is who was there when it was recorded; a conflict that has come to light since counts too.
///
/// # Errors
/// Field `password`; refused `nothing_recorded`, `confirmer_recorded`, `chair_confirms`, `not_present_member`, `no_quorum`, `not_the_votes` and the
/// other refusals of the request's table; conflict `changed`: someone was first.
pub async fn confirm(env: &Env, db: &Db, permit: &Permit, sitting: Id, request: Id, version: i64, password: &str) -> Result<()> {
    // What would be refused anyway is said before the password is looked at.
    let case = case::load(&mut db.reader(), permit, sitting, request).await?;
    same_version(case.request.version, version)?;
    check(&case, permit)?;
    staff::reauthenticate(env, db, &permit.actor, password).await?;

    let mut tx = db.begin(&permit.actor).await?;
    let case = case::load(&mut tx, permit, sitting, request).await?;
    same_version(case.request.version, version)?;
    requests::raise(&mut tx, &case.request, env.now()).await?;
    check(&case, permit)?;
    let decision = requests::current_decision(&mut tx, &case.request).await?.filter(|d| d.confirmed_at.is_none() && d.sitting == Some(sitting));
    let Some(decision) = decision else { return Err(Problem::refused("nothing_recorded")) };
    let bench = case.bench_when_recorded();
    if decision.recorded_by == permit.actor.id {
        return Err(Problem::refused("confirmer_recorded"));
    }
    bench.check_outcome(&case.ballots(), decision.outcome)?;
    requests::confirm_decision(&mut tx, env, permit, &case.request, decision.id).await?;
    let verifier = case.request.verified_by;
    let honoured = sitting::recusals_honoured(&case.ballots(), &bench.recused) && decision.deciders.iter().all(|d| !bench.recused.contains(d));
    let step = Step { hidden: true, facts: vec![("sitting", sitting.to_string())], ..Step::default() };
    requests::advance(&mut tx, env, permit, &case.request, Action::Decide, step, |f| {
        f.quorum_met = bench.quorum().met();
        f.recusals_honoured = honoured;
        f.verifier_decided |= verifier.is_some_and(|v| case.votes.iter().any(|b| b.vote.member == v));
    })
    .await?;
    requests::note_holding(&mut tx, request, None, None).await?;
    tx.run_one(store::ITEM_RESULT, args![sitting, request, ItemResult::Decided.code(), "", None::<kernel::Day>, None::<i64>, decision.id]).await?;
    tx.commit().await
}

fn check(case: &case::Case, permit: &Permit) -> Result<()> {
    if !case.sitting.is_open() {
        return Err(Problem::refused("sitting_closed"));
    }
    if case.item.result != ItemResult::Recorded {
        return Err(Problem::refused("nothing_recorded"));
    }
    items::decidable(case)?;
    case.bench_when_recorded().check_confirmer(permit.actor.id)
}
