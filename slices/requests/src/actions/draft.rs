use super::open_guarded;
use crate::{
    answers::Answers,
    core::{Request, note_history, sql},
    lower,
    rules::State,
};
use db::{Db, Once, Query, Tx, args};
use kernel::{Env, Event, Id, Money, Permit, Problem, Result};

#[derive(Clone, Debug)]
pub struct Create {
    pub file: Id,
    pub service: Id,
    /// A code of [`contacts::Channel`].
    pub channel: String,
    pub contact: Option<Id>,
    /// The form's idempotency key and what it sent; empty for none.
    pub once: String,
    pub digest: String,
}

/// Begins a draft for a file, filled in from the file's last request: what was said before is not asked again.
///
/// # Errors
/// Field `service` with `choice`; refusals `own_file`, `file_closed`.
pub async fn create(env: &Env, db: &Db, permit: &Permit, c: Create) -> Result<Id> {
    let mut tx = db.begin(&permit.actor).await?;
    let (id, first) = create_in(&mut tx, env, permit, c).await?;
    if first {
        tx.commit().await?;
    }
    Ok(id)
}

/// [`create`] in the caller's transaction, who may count what there is before he commits. Whether it was written now; where the same form came
/// before, nothing is to be committed.
///
/// # Errors
/// Those of [`create`].
pub async fn create_in(tx: &mut Tx, env: &Env, permit: &Permit, c: Create) -> Result<(Id, bool)> {
    let now = env.now();
    let channel = contacts::Channel::parse(&c.channel).ok_or_else(|| Problem::field("channel", "choice"))?.code();
    if let Once::Again(id) = tx.once(&c.once, &c.digest, now).await? {
        return id.parse().map(|id| (id, false)).map_err(|_| Problem::conflict("form_reused"));
    }
    let file = beneficiaries::find(tx, permit, c.file).await?;
    beneficiaries::guard_relation(tx, &permit.actor, &file).await?;
    if matches!(file.status, beneficiaries::Status::Closed | beneficiaries::Status::Excluded) {
        return Err(Problem::refused("file_not_open"));
    }
    let service = services::in_force(tx, now).await?.into_iter().find(|s| s.id == c.service).ok_or_else(|| Problem::field("service", "choice"))?;
    let household = people::household(tx, file.household).await?;
    let mut a = match tx.maybe(sql::LAST_ANSWERS, args![file.id]).await? {
        Some(row) => Answers { need: String::new(), goods: String::new(), members_confirmed: false, ..Answers::parse(&row.text("answers")?) },
        None => Answers::default(),
    };
    if !permit.actor.is_outside() && !permit.actor.can(beneficiaries::perm::READ_INCOME) {
        // What he may not read is not put before him either; he asks.
        a = Answers {
            income: vec![],
            no_income: false,
            has_debts: None,
            debts_total: Money::ZERO,
            debts_monthly: Money::ZERO,
            debts_about: String::new(),
            ..a
        };
    }
    a.refresh(lower::categories(tx, file.id).await?, &household, now.day());
    let head = household.head_person();
    if a.contact_mobile.is_empty() {
        a.contact_mobile = head.and_then(|p| p.primary_mobile()).map(|m| m.number.clone()).unwrap_or_default();
    }
    if a.contact_channel.is_empty() {
        a.contact_channel = head.and_then(|p| p.preferred_channel.clone()).unwrap_or_default();
    }
    let id = env.id();
    tx.run(sql::INSERT, args![id, file.id, file.head, file.branch, service.id, service.version, channel, c.contact, now, permit.actor.id, a.text()?]).await?;
    let r = crate::core::find_unscoped(tx, id).await?;
    note_history(tx, env, permit, &r, "create", "").await?;
    tx.once_result(&c.once, &id.to_string()).await?;
    tx.record(now, Event::new("request.create", "request", id).file(file.id).fact("service", service.code));
    Ok((id, true))
}

#[derive(Clone, Debug)]
pub struct Save {
    pub id: Id,
    pub version: i64,
    pub answers: Answers,
    pub amount_asked: Option<Money>,
    /// One of [`beneficiaries::rules::INCOME_CLASSES`], proposed by the officer with a reason.
    pub class_proposed: Option<String>,
    pub class_reason: String,
}

/// Keeps the form as it stands; what is still missing is asked when it is submitted.
///
/// # Errors
/// `frozen` once the request was submitted: its data changes only after a return.
pub async fn save(env: &Env, db: &Db, permit: &Permit, mut s: Save) -> Result<Request> {
    let now = env.now();
    let (mut tx, r) = open_guarded(env, db, permit, s.id, s.version).await?;
    if !r.state.is_editable() {
        return Err(Problem::refused("frozen"));
    }
    let file = beneficiaries::find_any(&mut tx, r.file).await?;
    let household = people::household(&mut tx, file.household).await?;
    let confirmed = s.answers.members_confirmed;
    s.answers.refresh(lower::categories(&mut tx, file.id).await?, &household, now.day());
    // What was confirmed is the household as the form showed it, which is the one just read.
    s.answers.members_confirmed = confirmed;
    let service_version = match r.state {
        State::Draft => services::in_force_one(&mut tx, r.service, now).await?.version,
        _ => r.service_version,
    };
    let reason = (!s.class_reason.is_empty()).then_some(s.class_reason);
    tx.run_one(sql::SAVE, args![r.id, s.answers.text()?, s.amount_asked, s.class_proposed, reason, service_version]).await?;
    tx.record(now, Event::new("request.edit", "request", r.id).file(r.file));
    tx.commit().await?;
    crate::core::find_unscoped(&mut db.reader(), r.id).await
}
