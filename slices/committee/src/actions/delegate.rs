use super::{Press, outcome::OutcomeCommand, same_version};
use crate::{case, rules};
use db::{Db, Query};
use kernel::{Actor, Env, Event, Id, Money, Permit, Problem, Result};
use requests::{
    Request, Step,
    rules::{Action, State},
};
use services::{Decider, Service};

/// The amount below which the service lets a delegate decide; `None` where it is the committee's alone.
pub fn service_limit(service: &Service) -> Option<Money> {
    match service.body.decider {
        Decider::Delegate => Some(service.body.delegate_below.unwrap_or(Money::MAX)),
        Decider::Committee => None,
    }
}

/// Whether this actor is the named delegate and the request is small enough for him: whether to show him the form.
pub async fn open_to(q: &mut impl Query, actor: &Actor, r: &Request) -> Result<bool> {
    if !matches!(r.state, State::BeforeCommittee | State::Deferred | State::Waiting) || r.decision_recorded || !actor.can(requests::rules::perm::DECIDE) {
        return Ok(false);
    }
    let Some(d) = super::settings::delegate(q).await?.1.filter(|d| d.employee == actor.id) else { return Ok(false) };
    let service = services::by_id_version(q, r.service, r.service_version).await?;
    Ok(rules::within_delegate_amount(r.amount_asked, None, &d, service_limit(&service)) && !case::is_recused(q, actor, r).await?)
}

/// The most that [`open`] answers, requests on agendas apart.
const OPEN: usize = 30;

/// The requests this actor may decide alone as the named delegate, the longest waiting first; none for anybody else.
pub async fn open(q: &mut impl Query, actor: &Actor) -> Result<Vec<Request>> {
    if !actor.can(requests::rules::perm::DECIDE) {
        return Ok(vec![]);
    }
    let Some(delegate) = super::settings::delegate(q).await?.1.filter(|d| d.employee == actor.id) else { return Ok(vec![]) };
    let taken = crate::store::on_agenda(q).await?;
    let mut out = vec![];
    for r in requests::small_for_committee(q, delegate.below, OPEN + taken.len()).await? {
        if taken.contains(&r.id) {
            continue;
        }
        let service = services::by_id_version(q, r.service, r.service_version).await?;
        if rules::within_delegate_amount(r.amount_asked, None, &delegate, service_limit(&service)) {
            out.push(r);
        }
    }
    Ok(out)
}

/// The named delegate decides a small request himself, with his password given again: recorded and confirmed in one.
///
/// # Errors
/// Fields as [`super::outcome::check`] and `password`; refused `delegate_not_named`, `above_delegate_amount`, `verifier_decided`, `own_file`,
/// `decision_recorded`, `on_agenda` (it lies before a sitting now); conflict `changed`.
pub async fn decide(env: &Env, db: &Db, permit: &Permit, press: &Press, request: Id, version: i64, cmd: &OutcomeCommand, password: &str) -> Result<()> {
    // Everything is judged once before the password is looked at, and again in the transaction.
    let seen = requests::find(&mut db.reader(), permit, request).await?;
    let service = services::by_id_version(&mut db.reader(), seen.service, seen.service_version).await?;
    let mut decision = super::outcome::check(cmd, &seen, &service)?;
    let delegate = super::settings::delegate(&mut db.reader()).await?.1.filter(|d| d.employee == permit.actor.id);
    let Some(delegate) = delegate else { return Err(Problem::refused("delegate_not_named")) };
    if !rules::within_delegate_amount(seen.amount_asked, decision.amount, &delegate, service_limit(&service)) {
        return Err(Problem::refused("above_delegate_amount").with("below", delegate.below));
    }
    staff::reauthenticate(env, db, &permit.actor, password).await?;

    let now = env.now();
    let mut tx = db.begin(&permit.actor).await?;
    if press.again(&mut tx, now).await?.is_some() {
        return Ok(());
    }
    let r = requests::find(&mut tx, permit, request).await?;
    if case::is_recused(&mut tx, &permit.actor, &r).await? {
        return Err(Problem::NotFound);
    }
    same_version(r.version, version)?;
    if r.decision_recorded {
        return Err(Problem::refused("decision_recorded"));
    }
    if crate::store::on_agenda(&mut tx).await?.contains(&request) {
        return Err(Problem::refused("on_agenda"));
    }
    let still = super::settings::delegate(&mut tx).await?.1 == Some(delegate);
    decision.by_delegate = true;
    decision.deciders = vec![permit.actor.id];
    requests::raise(&mut tx, &r, now).await?;
    let id = requests::record_decision(&mut tx, env, permit, &r, &decision).await?;
    requests::confirm_decision(&mut tx, env, permit, &r, id).await?;
    let r = requests::find(&mut tx, permit, request).await?;
    let step = Step { hidden: true, facts: vec![("by", "delegate".into())], ..Step::default() };
    requests::advance(&mut tx, env, permit, &r, Action::Decide, step, |f| {
        f.delegate_named = still;
        f.within_delegate_amount = rules::within_delegate_amount(r.amount_asked, decision.amount, &delegate, service_limit(&service));
    })
    .await?;
    requests::note_holding(&mut tx, request, None, None).await?;
    tx.record(now, Event::new("request.decided_by_delegate", "request", request).file(r.file).fact("below", delegate.below.0));
    press.answered(&mut tx, "done").await?;
    tx.commit().await
}
