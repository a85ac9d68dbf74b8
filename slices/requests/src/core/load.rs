use super::sql;
use crate::rules::{
    State,
    floor::{Floor, Promise},
};
use db::{Query, Row, Tx, args};
use kernel::{Actor, At, Day, Id, Money, Permit, Problem, Result, Scope};

/// A request as it stands.
#[derive(Clone, Debug)]
pub struct Request {
    pub id: Id,
    /// `1448-0317`; `None` before the first submit.
    pub number: Option<String>,
    pub file: Id,
    pub applicant: Id,
    pub branch: Id,
    pub service: Id,
    /// The catalogue's version by which it is judged; a draft moves with the catalogue, a submission does not.
    pub service_version: i64,
    pub state: State,
    pub version: i64,
    pub channel: String,
    pub contact: Option<Id>,
    pub created_at: At,
    pub created_by: Id,
    pub updated_at: At,
    pub state_since: At,
    /// JSON, see `forms::Answers`.
    pub answers: String,
    pub amount_asked: Option<Money>,
    pub class_proposed: Option<String>,
    pub class_reason: Option<String>,
    /// Digest of the frozen submission; empty where there is none in force.
    pub snapshot_digest: String,
    pub clocks_version: i64,
    pub submitted_at: Option<At>,
    pub first_submitted_at: Option<At>,
    pub floor: Floor,
    pub missing_told_at: Option<At>,
    pub reminders: i64,
    pub own_omission: bool,
    pub verified_at: Option<At>,
    pub verified_by: Option<Id>,
    pub explained_at: Option<At>,
    pub explained_by: Option<Id>,
    pub explained_how: Option<String>,
    pub explained_clear: bool,
    pub clarifications_open: i64,
    pub clarifications_answered: i64,
    pub researcher: Option<Id>,
    pub study_kind: Option<String>,
    pub study: Option<Id>,
    /// What the researcher signed (`rules::snapshot::study_digest`); empty where nothing signed is in force.
    pub study_digest: String,
    pub study_evaluated: bool,
    pub study_recommends: Option<String>,
    pub study_signed_at: Option<At>,
    pub presented_at: Option<At>,
    pub presented_by: Option<Id>,
    pub decision: Option<Id>,
    /// Recorded by the secretary, not confirmed by the chair yet.
    pub decision_recorded: bool,
    pub deferred_until: Option<Day>,
    pub waiting_place: Option<i64>,
    pub decided_at: Option<At>,
    pub replied_at: Option<At>,
    pub replied_by: Option<Id>,
    pub letter_number: Option<String>,
    /// Why the answer may go out before the floor; recorded before the outcome is seen.
    pub urgent_at: Option<At>,
    pub urgent_reason: Option<String>,
    pub objections: i64,
    /// Who presented last; an objection asks for another.
    pub reporter: Option<Id>,
    pub registered_at: Option<At>,
    pub payment_way: Option<String>,
    pub deliveries_planned: i64,
    pub deliveries_open: i64,
    pub delivered: Money,
    pub served_at: Option<At>,
    pub closed_at: Option<At>,
    pub target_at: Option<At>,
    pub paused_ms: i64,
    /// Of the household of whoever reads it: he sees what anyone outside would.
    pub own: bool,
}

impl Request {
    /// Reads [`sql::columns`].
    pub fn read(r: &Row) -> Result<Request> {
        let state = r.text("state")?;
        let promise = |start: Option<At>, earliest: Option<At>| start.zip(earliest).map(|(start, earliest)| Promise { start, earliest });
        Ok(Request {
            id: r.id("id")?,
            number: r.opt_text("number")?,
            file: r.id("file_id")?,
            applicant: r.id("applicant_id")?,
            branch: r.id("branch_id")?,
            service: r.id("service_id")?,
            service_version: r.int("service_version")?,
            state: State::parse(&state).ok_or_else(|| Problem::Internal(format!("unknown state {state}")))?,
            version: r.int("version")?,
            channel: r.text("channel")?,
            contact: r.opt_id("contact_id")?,
            created_at: r.at("created_at")?,
            created_by: r.id("created_by")?,
            updated_at: r.at("updated_at")?,
            state_since: r.at("state_since")?,
            answers: r.text("answers")?,
            amount_asked: r.opt_money("amount_asked")?,
            class_proposed: r.opt_text("class_proposed")?,
            class_reason: r.opt_text("class_reason")?,
            snapshot_digest: r.text("snapshot_digest")?,
            clocks_version: r.int("clocks_version")?,
            submitted_at: r.opt_at("submitted_at")?,
            first_submitted_at: r.opt_at("first_submitted_at")?,
            floor: Floor {
                first: promise(r.opt_at("first_floor_start")?, r.opt_at("first_earliest")?),
                current: promise(r.opt_at("floor_start")?, r.opt_at("earliest")?),
                restart: r.flag("floor_restart")?,
            },
            missing_told_at: r.opt_at("missing_told_at")?,
            reminders: r.int("reminders")?,
            own_omission: r.flag("own_omission")?,
            verified_at: r.opt_at("verified_at")?,
            verified_by: r.opt_id("verified_by")?,
            explained_at: r.opt_at("explained_at")?,
            explained_by: r.opt_id("explained_by")?,
            explained_how: r.opt_text("explained_how")?,
            explained_clear: r.flag("explained_clear")?,
            clarifications_open: r.int("clarifications_open")?,
            clarifications_answered: r.int("clarifications_answered")?,
            researcher: r.opt_id("researcher_id")?,
            study_kind: r.opt_text("study_kind")?,
            study: r.opt_id("study_id")?,
            study_digest: r.text("study_digest")?,
            study_evaluated: r.flag("study_evaluated")?,
            study_recommends: r.opt_text("study_recommends")?,
            study_signed_at: r.opt_at("study_signed_at")?,
            presented_at: r.opt_at("presented_at")?,
            presented_by: r.opt_id("presented_by")?,
            decision: r.opt_id("decision_id")?,
            decision_recorded: r.flag("decision_recorded")?,
            deferred_until: r.opt_day("deferred_until")?,
            waiting_place: r.opt_int("waiting_place")?,
            decided_at: r.opt_at("decided_at")?,
            replied_at: r.opt_at("replied_at")?,
            replied_by: r.opt_id("replied_by")?,
            letter_number: r.opt_text("letter_number")?,
            urgent_at: r.opt_at("urgent_at")?,
            urgent_reason: r.opt_text("urgent_reason")?,
            objections: r.int("objections")?,
            reporter: r.opt_id("reporter_id")?,
            registered_at: r.opt_at("registered_at")?,
            payment_way: r.opt_text("payment_way")?,
            deliveries_planned: r.int("deliveries_planned")?,
            deliveries_open: r.int("deliveries_open")?,
            delivered: r.money("delivered")?,
            served_at: r.opt_at("served_at")?,
            closed_at: r.opt_at("closed_at")?,
            target_at: r.opt_at("target_at")?,
            paused_ms: r.int("paused_ms")?,
            own: false,
        })
    }

    fn within(&self, scope: &Scope) -> bool {
        match scope {
            Scope::Own { employee } => self.researcher == Some(*employee) || self.created_by == *employee,
            other => other.covers(self.branch, None),
        }
    }

    /// The number to show: before the first submit there is none.
    pub fn label(&self) -> &str {
        self.number.as_deref().unwrap_or("")
    }
}

/// A request within reach; out of it, closed to this actor by a conflict of interest, or absent is the same `NotFound`.
pub async fn find(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Request> {
    let r = find_open(q, &permit.actor, id).await?;
    if r.within(&permit.scope) { Ok(r) } else { Err(Problem::NotFound) }
}

/// Whatever the reach, but not where it is closed to this actor by a conflict of interest: for a record that was itself judged (his study).
pub async fn find_open(q: &mut impl Query, actor: &Actor, id: Id) -> Result<Request> {
    let r = Request::read(&q.maybe(sql::FIND_FOR, args![id, actor.id]).await?.ok_or(Problem::NotFound)?)?;
    let own = beneficiaries::own_files(q, actor).await?.contains(&r.file);
    Ok(Request { own, ..r })
}

/// Without a scope: for the house's own work (clocks, panels already guarded by their page).
pub async fn find_unscoped(q: &mut impl Query, id: Id) -> Result<Request> {
    Request::read(&q.maybe(sql::FIND, args![id]).await?.ok_or(Problem::NotFound)?)
}

/// The first thing every action does: raises the version it saw. Someone was first → conflict "changed".
pub async fn raise(tx: &mut Tx, r: &Request, now: At) -> Result<()> {
    tx.run_one(sql::RAISE, args![r.id, r.version, now]).await
}
