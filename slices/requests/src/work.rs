//! What is an employee's to do, for the desk: most urgent first.

use crate::{
    lists::{Filter, Group, Listed, Named, Sort, list, mine, named, named_by, read, within},
    perm,
    rules::{
        State,
        floor::{FloorStatus, floor_status},
        next::NextStep,
        rail::{Step, StepState},
    },
};
use db::{Query, args};
use i18n::Lang;
use kernel::{Actor, At, Id, Permit, Result, Scope};

db::statements! {
    TASKS_BRANCH = concat!("SELECT t.id AS task_id, t.kind, t.due_at, ", crate::lists::columns!(), " FROM request_task t JOIN request r ON r.id = t.request_id WHERE t.branch_id = $1 AND t.done_at IS NULL AND t.due_at <= $2", beneficiaries::not_closed!("r.file_id", "$4"), " ORDER BY t.due_at, t.id LIMIT $3");
    TASKS_ALL = concat!("SELECT t.id AS task_id, t.kind, t.due_at, ", crate::lists::columns!(), " FROM request_task t JOIN request r ON r.id = t.request_id WHERE t.done_at IS NULL AND t.due_at <= $1", beneficiaries::not_closed!("r.file_id", "$3"), " ORDER BY t.due_at, t.id LIMIT $2");
}

/// One thing to do, for the desk.
#[derive(Clone, Debug)]
pub struct WorkRow {
    pub request: Id,
    /// Empty before the first submit.
    pub number: String,
    pub file: Id,
    pub applicant: String,
    pub service: String,
    /// As the viewer may know it.
    pub state: State,
    /// What to do: words at `choice-next-{code}`. For a task: `choice-request-task-{task}`.
    pub step: NextStep,
    pub task: Option<crate::core::TaskKind>,
    /// An answer whose floor has passed, or a task that is late.
    pub due: bool,
    pub since: At,
    pub floor: FloorStatus,
    pub rail: [(Step, StepState); 7],
    pub href: String,
    pub act_href: String,
}

impl WorkRow {
    fn of(r: &Listed, actor: &Actor, names: &Named, now: At) -> Option<WorkRow> {
        let step = r.next(actor, names.needs_study(r), now)?;
        Some(WorkRow { step, due: step == NextStep::Reply, ..bare(r, actor, names, now) })
    }
}

/// The floor matters until the reply.
fn floor_of(r: &Listed, now: At) -> FloorStatus {
    if r.state.is_after_reply() { FloorStatus::NotStarted } else { floor_status(&r.floor, now) }
}

/// What is this employee's to do, most urgent first: answers whose floor has passed, what is to be told, then by how near to the
/// person's help the step is, each longest waiting first.
pub async fn work(q: &mut impl Query, permit: &Permit, lang: Lang, now: At, limit: i64) -> Result<Vec<WorkRow>> {
    let actor = &permit.actor;
    let mut rows: Vec<(Listed, Option<ToTell>)> = vec![];
    if actor.can(perm::TELL) {
        let found = match permit.scope {
            Scope::Branch { branch } => q.all(TASKS_BRANCH, args![branch, now, limit, actor.id]).await?,
            _ => q.all(TASKS_ALL, args![now, limit, actor.id]).await?,
        };
        for row in &found {
            if let (Some(kind), listed) = (crate::core::TaskKind::parse(&row.text("kind")?), read(row)?)
                && within(&listed, &permit.scope)
                && tells(actor, kind)
                && (listed.state.is_open() || kind.outlives_request())
            {
                rows.push((listed, Some((row.id("task_id")?, kind, row.at("due_at")?))));
            }
        }
    }
    let catalogue = services::all(q).await?;
    let names = named_by(q, lang, &catalogue, []).await?;
    let mut out: Vec<(u8, Id, WorkRow)> = vec![];
    for (r, task) in &rows {
        push(&mut out, r, *task, actor, &names, now);
    }
    // The most urgent states first: once the page is full, what is less urgent is not read.
    for (i, band) in URGENCY.iter().enumerate() {
        // Answers come before what is to be told.
        if i > 0 && out.len() as i64 >= limit {
            break;
        }
        for state in mine(actor).into_iter().filter(|s| band.contains(s)) {
            // A researcher's turn is his own studies, not his colleagues'.
            let only = (state == State::InResearch && !actor.can(perm::VERIFY) && !actor.can(perm::START_RESEARCH)).then_some(actor.id);
            let f = Filter { states: vec![state], sort: Sort::Waiting, researcher: only, limit, ..Filter::default() };
            for r in list(q, permit, &f).await? {
                push(&mut out, &r, None, actor, &names, now);
            }
        }
    }
    out.sort_by_key(|(rank, _, w)| (*rank, w.since, w.request));
    out.truncate(usize::try_from(limit).unwrap_or(0));
    let ids: Vec<Id> = out.iter().map(|(_, applicant, _)| *applicant).collect();
    let people = people::names(q, &ids).await?;
    Ok(out.into_iter().map(|(_, applicant, w)| WorkRow { applicant: people.get(&applicant).map(|n| n.full.clone()).unwrap_or_default(), ..w }).collect())
}

/// The states by how near to the person's help their next step is; a rank of [`push`] never lies in two of them.
const URGENCY: &[&[State]] = &[
    &[State::Decided],
    &[State::InDelivery],
    &[State::Accepted],
    &[State::BeforeCommittee, State::Deferred, State::Waiting],
    &[State::Verified, State::InResearch],
    &[State::Submitted],
    &[State::Draft, State::AwaitingCompletion],
];

type ToTell = (Id, crate::core::TaskKind, At);

/// Adds a row where something in it is this employee's to do, with its rank.
fn push(out: &mut Vec<(u8, Id, WorkRow)>, r: &Listed, task: Option<ToTell>, actor: &Actor, names: &Named, now: At) {
    let Some(mut w) = WorkRow::of(r, actor, names, now).or_else(|| task.map(|_| bare(r, actor, names, now))) else { return };
    match task {
        Some((id, kind, due)) => {
            w.task = Some(kind);
            // A day is given for it.
            w.due = due.plus_days(1) < now;
            w.since = due;
            w.act_href = format!("/requests/{}/do/task?task={id}", r.id);
        }
        // Only the researcher it was given to writes the study.
        None if w.step == NextStep::WriteStudy && r.researcher != Some(actor.id) => return,
        // Nothing to do but wait, or another's turn.
        None if !w.step.permission().is_some_and(|p| actor.can(p)) => return,
        None => {}
    }
    let rank = match (w.task.is_some(), w.step) {
        (false, NextStep::Reply) => 0,
        (true, _) => 1,
        (_, NextStep::Finish | NextStep::HandOver) => 2,
        (_, NextStep::Register) => 3,
        (_, NextStep::ConfirmDecision | NextStep::RecordDecision) => 4,
        (_, NextStep::Present | NextStep::ExplainPromise) => 5,
        (_, NextStep::WriteStudy | NextStep::StartResearch) => 6,
        (_, NextStep::Verify | NextStep::MatchDocuments) => 7,
        (_, NextStep::Remind | NextStep::Lapse) => 9,
        _ => 8,
    };
    out.push((rank, r.applicant, w));
}

/// Whose it is to tell: the answer is told by whoever replies, the rest by whoever receives.
fn tells(actor: &Actor, kind: crate::core::TaskKind) -> bool {
    actor.can(if kind == crate::core::TaskKind::TellReply { perm::REPLY } else { perm::SUBMIT })
}

/// A task on a request that has no next step any more (told after it closed).
fn bare(r: &Listed, actor: &Actor, names: &Named, now: At) -> WorkRow {
    let href = format!("/requests/{}", r.id);
    WorkRow {
        request: r.id,
        number: r.number.clone().unwrap_or_default(),
        file: r.file,
        applicant: names.applicant(r),
        service: names.service(r),
        state: r.shown(actor),
        step: NextStep::Reply,
        task: None,
        due: false,
        since: r.since(actor),
        floor: floor_of(r, now),
        rail: r.rail(names.needs_study(r)),
        act_href: href.clone(),
        href,
    }
}

/// A group as the desk shows it (with the applicant, before the committee), longest waiting first.
pub async fn group(q: &mut impl Query, permit: &Permit, lang: Lang, now: At, group: Group, limit: i64) -> Result<Vec<WorkRow>> {
    let f = Filter { states: group.states(&permit.actor), sort: Sort::Waiting, limit, ..Filter::default() };
    let rows = list(q, permit, &f).await?;
    let names = named(q, lang, &rows).await?;
    Ok(rows.iter().filter_map(|r| WorkRow::of(r, &permit.actor, &names, now)).collect())
}
