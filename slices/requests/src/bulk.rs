//! Requests by the hundred, at any point of their road: for demo data. What is written is what the actions would have left.

use crate::{
    answers::{self, Answers},
    checklist::{self, Checklist},
    core::{Deviation, Request, TaskKind, sql},
    freeze,
    rules::{Outcome, State, floor::Floor, snapshot::Frozen},
};
use db::{Tx, args};
use documents::{DocumentType, OnFile};
use kernel::{At, Day, Id, Money, Problem, Result};
use people::{Household, Person};
use serde_json::json;
use services::Service;

db::statements! {
    pub REQUEST = "INSERT INTO request (id, number, file_id, applicant_id, branch_id, service_id, service_version, state, version, channel, contact_id, created_at, created_by, updated_at, state_since, \
        answers, amount_asked, class_proposed, class_reason, snapshot_digest, clocks_version, submitted_at, first_submitted_at, first_floor_start, first_earliest, floor_start, earliest, \
        floor_restart, missing_told_at, reminders, own_omission, verified_at, verified_by, explained_at, explained_by, explained_how, explained_clear, clarifications_open, \
        clarifications_answered, researcher_id, study_kind, study_id, study_digest, study_evaluated, study_recommends, study_signed_at, presented_at, presented_by, decision_id, \
        decision_recorded, deferred_until, waiting_place, decided_at, replied_at, replied_by, letter_number, urgent_at, urgent_reason, objections, reporter_id, registered_at, payment_way, \
        deliveries_planned, deliveries_open, delivered, served_at, closed_at, target_at, paused_ms) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, \
        $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69)";
    pub DECISION = "INSERT INTO request_decision (id, request_id, round, snapshot_digest, study_digest, outcome, partial, amount, goods, conditions, reasons, referral_body, by_delegate, sitting_id, \
        recorded_at, recorded_by, confirmed_at, confirmed_by, deciders, superseded_at, replied_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
    pub TASK = "INSERT INTO request_task (id, request_id, branch_id, kind, due_at, created_at, done_at, done_by, how, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}

/// One step or deed of a history.
#[derive(Clone, Debug)]
pub struct BulkStep {
    pub id: Id,
    pub at: At,
    pub actor: Id,
    /// Code of an action, or of [`crate::DID`].
    pub action: &'static str,
    pub from: State,
    pub to: State,
    pub reason: String,
    pub hidden: bool,
}

/// A confirmed decision, with its answer where it was told.
#[derive(Clone, Debug)]
pub struct BulkDecision {
    pub id: Id,
    pub outcome: Outcome,
    pub partial: bool,
    pub amount: Option<Money>,
    /// JSON object: goods → quantity.
    pub goods: String,
    pub conditions: String,
    pub reasons: String,
    pub referral_body: String,
    pub by_delegate: bool,
    pub sitting: Option<Id>,
    pub recorded: (At, Id),
    pub confirmed: (At, Id),
    pub deciders: Vec<Id>,
    /// Another decision was recorded after an objection, or this one was taken up again.
    pub superseded: Option<At>,
    pub reply: Option<BulkReply>,
}

/// The answer as it went out.
#[derive(Clone, Debug)]
pub struct BulkReply {
    pub id: Id,
    pub at: At,
    pub by: Id,
    pub letter: String,
    pub told_to: String,
    pub objection_until: At,
    /// Before the floor.
    pub urgent: bool,
}

#[derive(Clone, Debug)]
pub struct BulkTask {
    pub id: Id,
    pub kind: TaskKind,
    pub at: At,
    pub due: At,
    /// When, by whom, and how (a code of [`crate::HOW_TOLD`]).
    pub done: Option<(At, Id, &'static str)>,
}

/// Its id, document type, person, the code of why, when and by whom.
pub type BulkMissing = (Id, String, Option<Id>, &'static str, At, Id);

/// A request with everything that hangs on it in this room.
#[derive(Clone, Debug)]
pub struct BulkRequest {
    pub request: Request,
    /// The frozen submission and its checklist, by whom.
    pub frozen: Option<(Frozen, String, Id)>,
    pub steps: Vec<BulkStep>,
    pub missing: Vec<BulkMissing>,
    pub tasks: Vec<BulkTask>,
    /// In the order of their rounds.
    pub decisions: Vec<BulkDecision>,
    /// Id, kind, reason, when, by whom.
    pub deviations: Vec<(Id, Deviation, String, At, Id)>,
}

/// What a request is begun with.
#[derive(Clone, Copy, Debug)]
pub struct Begun {
    pub id: Id,
    pub file: Id,
    pub applicant: Id,
    pub branch: Id,
    /// And its version.
    pub service: (Id, i64),
    pub at: At,
    pub by: Id,
}

/// The row of a draft in which nothing is filled in.
pub fn draft(b: Begun) -> Request {
    Request {
        id: b.id,
        number: None,
        file: b.file,
        applicant: b.applicant,
        branch: b.branch,
        service: b.service.0,
        service_version: b.service.1,
        state: State::Draft,
        version: 1,
        channel: "interview".into(),
        contact: None,
        created_at: b.at,
        created_by: b.by,
        updated_at: b.at,
        state_since: b.at,
        answers: String::new(),
        amount_asked: None,
        class_proposed: None,
        class_reason: None,
        snapshot_digest: String::new(),
        clocks_version: 0,
        submitted_at: None,
        first_submitted_at: None,
        floor: Floor::default(),
        missing_told_at: None,
        reminders: 0,
        own_omission: false,
        verified_at: None,
        verified_by: None,
        explained_at: None,
        explained_by: None,
        explained_how: None,
        explained_clear: false,
        clarifications_open: 0,
        clarifications_answered: 0,
        researcher: None,
        study_kind: None,
        study: None,
        study_digest: String::new(),
        study_evaluated: false,
        study_recommends: None,
        study_signed_at: None,
        presented_at: None,
        presented_by: None,
        decision: None,
        decision_recorded: false,
        deferred_until: None,
        waiting_place: None,
        decided_at: None,
        replied_at: None,
        replied_by: None,
        letter_number: None,
        urgent_at: None,
        urgent_reason: None,
        objections: 0,
        reporter: None,
        registered_at: None,
        payment_way: None,
        deliveries_planned: 0,
        deliveries_open: 0,
        delivered: Money::ZERO,
        served_at: None,
        closed_at: None,
        target_at: None,
        paused_ms: 0,
        own: false,
    }
}

/// The checklist of a request over what is at hand, as of a day.
pub fn checklist_of(
    r: &Request,
    answers: &Answers,
    service: &Service,
    household: &Household,
    documents: Vec<OnFile>,
    types: &[DocumentType],
    as_of: Day,
) -> Checklist {
    let members = answers::members(household, r.applicant, as_of);
    checklist::build(
        service.clone(),
        household.clone(),
        &members,
        r.applicant,
        &answers.facts(r.amount_asked),
        documents,
        types,
        as_of,
        &Default::default(),
        &[],
    )
}

/// What its documents are asked of: every line of the service's list that applies.
pub fn asked_of(r: &Request, answers: &Answers, service: &Service, household: &Household, as_of: Day) -> Vec<services::Required> {
    services::required(service, &answers.facts(r.amount_asked), &answers::members(household, r.applicant, as_of))
}

/// The first submission as it is signed, and its checklist as the snapshot keeps it.
pub fn freeze_of(r: &Request, applicant: &Person, answers: &Answers, list: &Checklist) -> Result<(Frozen, String)> {
    let items: Vec<_> = list
        .items()
        .iter()
        .map(|i| json!({"type": i.document_type, "person": i.subject.map(|s| s.to_string()), "state": i.state.code(), "document": i.document.map(|d| d.to_string()), "until": i.valid_until.map(|d| d.to_string())}))
        .collect();
    Ok((freeze::frozen(1, r, applicant, answers, list)?, serde_json::to_string(&items).map_err(Problem::internal)?))
}

fn row(r: &Request) -> db::Args {
    let promise = |p: Option<crate::rules::floor::Promise>| (p.map(|p| p.start), p.map(|p| p.earliest));
    let ((first, first_earliest), (start, earliest)) = (promise(r.floor.first), promise(r.floor.current));
    args![
        r.id,
        r.number.clone(),
        r.file,
        r.applicant,
        r.branch,
        r.service,
        r.service_version,
        r.state.code(),
        r.version,
        &r.channel,
        r.contact,
        r.created_at,
        r.created_by,
        r.updated_at,
        r.state_since,
        &r.answers,
        r.amount_asked,
        r.class_proposed.clone(),
        r.class_reason.clone(),
        &r.snapshot_digest,
        r.clocks_version,
        r.submitted_at,
        r.first_submitted_at,
        first,
        first_earliest,
        start,
        earliest,
        r.floor.restart,
        r.missing_told_at,
        r.reminders,
        r.own_omission,
        r.verified_at,
        r.verified_by,
        r.explained_at,
        r.explained_by,
        r.explained_how.clone(),
        r.explained_clear,
        r.clarifications_open,
        r.clarifications_answered,
        r.researcher,
        r.study_kind.clone(),
        r.study,
        &r.study_digest,
        r.study_evaluated,
        r.study_recommends.clone(),
        r.study_signed_at,
        r.presented_at,
        r.presented_by,
        r.decision,
        r.decision_recorded,
        r.deferred_until,
        r.waiting_place,
        r.decided_at,
        r.replied_at,
        r.replied_by,
        r.letter_number.clone(),
        r.urgent_at,
        r.urgent_reason.clone(),
        r.objections,
        r.reporter,
        r.registered_at,
        r.payment_way.clone(),
        r.deliveries_planned,
        r.deliveries_open,
        r.delivered,
        r.served_at,
        r.closed_at,
        r.target_at,
        r.paused_ms
    ]
}

/// Writes them all. Records no event: the caller does.
pub async fn insert_many(tx: &mut Tx, requests: &[BulkRequest]) -> Result<()> {
    tx.run_many(REQUEST, requests.iter().map(|b| row(&b.request)).collect()).await?;
    let (mut snapshots, mut steps, mut missing, mut tasks, mut decisions, mut replies, mut registered, mut deviations) =
        (vec![], vec![], vec![], vec![], vec![], vec![], vec![], vec![]);
    for b in requests {
        let r = &b.request;
        if let (Some((frozen, list, by)), Some(at)) = (&b.frozen, r.submitted_at) {
            snapshots.push(args![&frozen.digest, r.id, &frozen.text, at, *by, list]);
        }
        steps.extend(b.steps.iter().map(|s| args![s.id, r.id, s.at, s.actor, s.action, s.from.code(), s.to.code(), &s.reason, s.hidden]));
        missing.extend(b.missing.iter().map(|(id, kind, person, why, at, by)| args![*id, r.id, kind, *person, *why, "", *at, *by]));
        tasks.extend(b.tasks.iter().map(|t| {
            let (done, by, how) = t.done.map_or((None, None, None), |(at, by, how)| (Some(at), Some(by), Some(how)));
            args![t.id, r.id, r.branch, t.kind.code(), t.due, t.at, done, by, how, done.map(|_| "")]
        }));
        deviations.extend(b.deviations.iter().map(|(id, kind, reason, at, by)| args![*id, r.id, r.branch, kind.code(), reason, *at, *by]));
        for (round, d) in (1_i64..).zip(&b.decisions) {
            let deciders = d.deciders.iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
            decisions.push(args![
                d.id,
                r.id,
                round,
                &r.snapshot_digest,
                &r.study_digest,
                d.outcome.code(),
                d.partial,
                d.amount,
                &d.goods,
                &d.conditions,
                &d.reasons,
                &d.referral_body,
                d.by_delegate,
                d.sitting,
                d.recorded.0,
                d.recorded.1,
                d.confirmed.0,
                d.confirmed.1,
                deciders,
                d.superseded,
                d.reply.as_ref().map(|a| a.at)
            ]);
            let Some(a) = &d.reply else { continue };
            registered.push(letters::Numbered {
                id: a.id,
                number: a.letter.clone(),
                outgoing: letters::Outgoing {
                    kind: "decision",
                    subject: format!("decision {}", r.number.as_deref().unwrap_or_default()).trim_end().to_string(),
                    party: a.told_to.clone(),
                    branch: r.branch,
                    file: Some(r.file),
                    request: Some(r.id),
                    reply_to: None,
                    attachments: 0,
                },
                at: a.at,
                by: a.by,
            });
            replies.push(args![
                a.id,
                r.id,
                d.id,
                &a.letter,
                d.outcome.code(),
                d.partial,
                d.amount,
                &d.goods,
                &d.conditions,
                &d.reasons,
                &d.referral_body,
                "",
                "at_desk",
                &a.told_to,
                a.at,
                "تسلّم نسخة الخطاب ووقّع على أصلها",
                a.objection_until,
                a.urgent,
                a.at,
                a.by
            ]);
        }
    }
    tx.run_many(sql::SNAPSHOT_INSERT, snapshots).await?;
    tx.run_many(sql::HISTORY_INSERT, steps).await?;
    tx.run_many(sql::MISSING_INSERT, missing).await?;
    tx.run_many(TASK, tasks).await?;
    tx.run_many(DECISION, decisions).await?;
    tx.run_many(sql::REPLY_INSERT, replies).await?;
    letters::outgoing_many_in(tx, registered).await?;
    tx.run_many(sql::DEVIATION_INSERT, deviations).await?;
    Ok(())
}
