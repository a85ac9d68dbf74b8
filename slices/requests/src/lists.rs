//! Lists of requests: each a union of walks along an index, one for each state, so that a page costs what it shows.

use crate::{
    perm,
    rules::{
        State, Viewer,
        floor::{Floor, FloorStatus, Promise, floor_status},
        next::NextStep,
        rail::{self, RailFacts, Referral, Step, StepState},
        visibility,
    },
};
use db::{Args, Query, Row, Value, args, built};
use i18n::Lang;
use kernel::{Actor, At, Id, Permit, Problem, Result, Scope};
use std::collections::{BTreeMap, HashMap};

macro_rules! columns {
    () => {
        "r.id, r.number, r.file_id, r.applicant_id, r.branch_id, r.service_id, r.service_version, r.state, r.created_at, r.created_by, r.state_since, r.submitted_at, r.snapshot_digest, r.floor_start, \
         r.earliest, r.floor_restart, r.verified_at, r.explained_at, r.explained_clear, r.clarifications_open, r.clarifications_answered, r.researcher_id, r.study_id, r.study_digest, r.presented_at, \
         r.decision_recorded, r.urgent_at, r.registered_at, r.served_at, r.missing_told_at, r.reminders"
    };
}

db::statements! {
    BY_NUMBER = concat!("SELECT ", columns!(), " FROM request r WHERE r.number = $1 AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $2)");
    ALL_OF_FILE = concat!("SELECT ", columns!(), " FROM request r WHERE r.file_id = $1");
    OF_FILE = concat!("SELECT ", columns!(), " FROM request r WHERE r.file_id = $1 AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $2) ORDER BY r.created_at DESC, r.id DESC LIMIT 50");
    TASKS_BRANCH = concat!("SELECT t.id AS task_id, t.kind, t.due_at, ", columns!(), " FROM request_task t JOIN request r ON r.id = t.request_id WHERE t.branch_id = $1 AND t.done_at IS NULL AND t.due_at <= $2 AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $4) ORDER BY t.due_at, t.id LIMIT $3");
    TASKS_ALL = concat!("SELECT t.id AS task_id, t.kind, t.due_at, ", columns!(), " FROM request_task t JOIN request r ON r.id = t.request_id WHERE t.done_at IS NULL AND t.due_at <= $1 AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $3) ORDER BY t.due_at, t.id LIMIT $2");
}

/// What a list shows of a request.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: Id,
    pub number: Option<String>,
    pub file: Id,
    pub applicant: Id,
    pub branch: Id,
    pub service: Id,
    pub service_version: i64,
    /// As it is; show [`Listed::shown`].
    pub state: State,
    pub created_at: At,
    pub created_by: Id,
    pub state_since: At,
    pub submitted_at: Option<At>,
    pub floor: Floor,
    pub researcher: Option<Id>,
    pub decision_recorded: bool,
    pub urgent: bool,
    pub missing_told_at: Option<At>,
    pub reminders: i64,
    /// Of his own household: he sees what anyone outside would.
    own: bool,
    presented_at: Option<At>,
    signed: bool,
    verified: bool,
    explained: bool,
    asked: (i64, i64),
    study: bool,
    study_signed: bool,
    registered: bool,
    served: bool,
}

fn read(r: &Row) -> Result<Listed> {
    let state = r.text("state")?;
    let promise = r.opt_at("floor_start")?.zip(r.opt_at("earliest")?).map(|(start, earliest)| Promise { start, earliest });
    Ok(Listed {
        id: r.id("id")?,
        number: r.opt_text("number")?,
        file: r.id("file_id")?,
        applicant: r.id("applicant_id")?,
        branch: r.id("branch_id")?,
        service: r.id("service_id")?,
        service_version: r.int("service_version")?,
        state: State::parse(&state).ok_or_else(|| Problem::Internal(format!("unknown state {state}")))?,
        created_at: r.at("created_at")?,
        created_by: r.id("created_by")?,
        state_since: r.at("state_since")?,
        submitted_at: r.opt_at("submitted_at")?,
        floor: Floor { first: promise, current: promise, restart: r.flag("floor_restart")? },
        researcher: r.opt_id("researcher_id")?,
        decision_recorded: r.flag("decision_recorded")?,
        urgent: r.opt_at("urgent_at")?.is_some(),
        missing_told_at: r.opt_at("missing_told_at")?,
        reminders: r.int("reminders")?,
        own: false,
        presented_at: r.opt_at("presented_at")?,
        signed: !r.text("snapshot_digest")?.is_empty(),
        verified: r.opt_at("verified_at")?.is_some(),
        explained: r.opt_at("explained_at")?.is_some() && r.flag("explained_clear")?,
        asked: (r.int("clarifications_open")?, r.int("clarifications_answered")?),
        study: r.opt_id("study_id")?.is_some(),
        study_signed: !r.text("study_digest")?.is_empty(),
        registered: r.opt_at("registered_at")?.is_some(),
        served: r.opt_at("served_at")?.is_some(),
    })
}

/// Who looks at a list: a state he may not know is shown as the one before it.
pub(crate) fn viewer(actor: &Actor) -> Viewer {
    if crate::core::of_the_committee(actor) {
        Viewer::Committee
    } else if actor.can(perm::REPLY) {
        Viewer::ReplyingOfficer { may_reply_now: false }
    } else {
        Viewer::Outside
    }
}

impl Listed {
    pub fn shown(&self, actor: &Actor) -> State {
        visibility::shown_state(self.state, if self.own { Viewer::Outside } else { viewer(actor) })
    }
    /// Since when it stands where this viewer sees it.
    pub fn since(&self, actor: &Actor) -> At {
        if self.shown(actor) == self.state { self.state_since } else { self.presented_at.unwrap_or(self.state_since) }
    }
    pub fn rail(&self, needs_study: bool) -> [(Step, StepState); 7] {
        let (open, answered) = self.asked;
        let study = needs_study || self.study;
        rail::rail(&RailFacts {
            received: true,
            matched: self.verified,
            referral: match (study, open + answered > 0) {
                (false, false) => Referral::NotNeeded,
                _ if open > 0 || (study && !self.study_signed) => Referral::Open,
                _ => Referral::Answered,
            },
            applicant_signed: self.signed,
            officer_signed: self.signed && self.verified,
            explained: self.explained,
            raised: self.presented_at.is_some() && !self.state.is_editable(),
            registered: self.registered,
            served: self.served,
            closed: self.state.is_final(),
        })
    }
    /// The next thing, as far as the row tells.
    pub fn next(&self, actor: &Actor, needs_study: bool, now: At) -> Option<NextStep> {
        let study_open = (needs_study || self.study) && !self.study_signed;
        Some(match self.shown(actor) {
            State::Draft => NextStep::CollectDocuments,
            State::AwaitingCompletion => NextStep::Remind,
            State::Submitted => NextStep::Verify,
            State::Verified if study_open => NextStep::StartResearch,
            State::InResearch if study_open => NextStep::WriteStudy,
            State::Verified | State::InResearch if self.explained => NextStep::Present,
            State::Verified | State::InResearch => NextStep::ExplainPromise,
            State::BeforeCommittee | State::Deferred | State::Waiting if self.decision_recorded && !self.own && viewer(actor) == Viewer::Committee => {
                NextStep::ConfirmDecision
            }
            State::BeforeCommittee | State::Deferred | State::Waiting => NextStep::RecordDecision,
            State::Decided if self.floor.reached(now) || self.urgent => NextStep::Reply,
            State::Decided => NextStep::WaitForFloor,
            State::Accepted => NextStep::Register,
            State::InDelivery => NextStep::HandOver,
            _ => return None,
        })
    }
}

/// A group of states that a list is filtered by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    Mine,
    Open,
    WithApplicant,
    InResearch,
    BeforeCommittee,
    ToReply,
    Accepted,
    Done,
}

impl Group {
    pub const ALL: [Group; 8] =
        [Group::Mine, Group::Open, Group::WithApplicant, Group::InResearch, Group::BeforeCommittee, Group::ToReply, Group::Accepted, Group::Done];
    pub fn code(self) -> &'static str {
        match self {
            Group::Mine => "mine",
            Group::Open => "open",
            Group::WithApplicant => "with_applicant",
            Group::InResearch => "in_research",
            Group::BeforeCommittee => "before_committee",
            Group::ToReply => "to_reply",
            Group::Accepted => "accepted",
            Group::Done => "done",
        }
    }
    pub fn parse(code: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|g| g.code() == code)
    }
    /// The states of the group for this viewer: to whom a decision is not told, the decided lie before the committee.
    pub fn states(self, actor: &Actor) -> Vec<State> {
        use State::*;
        let outside = viewer(actor) == Viewer::Outside;
        match self {
            Group::Mine => mine(actor),
            Group::Open => State::OPEN.to_vec(),
            Group::WithApplicant => vec![Draft, AwaitingCompletion],
            Group::InResearch => vec![InResearch],
            Group::BeforeCommittee if outside => vec![BeforeCommittee, Deferred, Waiting, Decided],
            Group::BeforeCommittee => vec![BeforeCommittee, Deferred, Waiting],
            Group::ToReply if outside => vec![],
            Group::ToReply => vec![Decided],
            Group::Accepted => vec![Accepted, InDelivery],
            Group::Done => vec![Served, Refused, Referred, Withdrawn, Lapsed, Void],
        }
    }
}

/// The states in which something is this employee's to do.
fn mine(actor: &Actor) -> Vec<State> {
    use State::*;
    let turns = [
        (perm::SUBMIT, &[Draft, AwaitingCompletion][..]),
        (perm::VERIFY, &[Submitted]),
        (perm::START_RESEARCH, &[Verified]),
        (perm::PRESENT, &[Verified, InResearch]),
        (perm::DECIDE, &[BeforeCommittee, Deferred, Waiting]),
        (perm::CONFIRM_DECISION, &[BeforeCommittee, Deferred, Waiting]),
        (perm::REPLY, &[Decided]),
        (perm::REGISTER, &[Accepted]),
        (perm::FINISH, &[InDelivery]),
    ];
    let mut out: Vec<State> = turns.iter().filter(|(p, _)| actor.can(*p)).flat_map(|(_, s)| s.iter().copied()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    /// Newest first.
    #[default]
    New,
    /// Longest in its state first.
    Waiting,
}

#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub states: Vec<State>,
    pub service: Option<Id>,
    pub branch: Option<Id>,
    /// Only what this employee researches.
    pub researcher: Option<Id>,
    pub sort: Sort,
    /// The last row of the page before: its instant and id.
    pub after: Option<(At, Id)>,
    pub limit: i64,
}

/// A page of requests within reach.
pub async fn list(q: &mut impl Query, permit: &Permit, f: &Filter) -> Result<Vec<Listed>> {
    if f.states.is_empty() {
        return Ok(vec![]);
    }
    let (column, order, less) = match f.sort {
        Sort::New => ("created_at", "DESC", "<"),
        Sort::Waiting => ("state_since", "ASC", ">"),
    };
    let mut a: Args = args![f.limit, permit.actor.id];
    let mut place = |v: Value| {
        a.push(v);
        format!("${}", a.len())
    };
    let mut also = String::new();
    match (permit.scope, f.branch) {
        (Scope::Branch { branch }, _) | (Scope::All, Some(branch)) => also += &format!(" AND r.branch_id = {}", place(Value::from(branch))),
        (Scope::Own { employee }, _) => {
            let p = place(Value::from(employee));
            also += &format!(" AND (r.researcher_id = {p} OR r.created_by = {p})");
        }
        (Scope::All, None) => {}
    }
    if let Some(s) = f.service {
        also += &format!(" AND r.service_id = {}", place(Value::from(s)));
    }
    if let Some(e) = f.researcher {
        also += &format!(" AND r.researcher_id = {}", place(Value::from(e)));
    }
    if let Some((at, id)) = f.after {
        let (at, id) = (place(Value::from(at)), place(Value::from(id)));
        also += &format!(" AND (r.{column} {less} {at} OR (r.{column} = {at} AND r.id {less} {id}))");
    }
    let walks: Vec<String> = f
        .states
        .iter()
        .enumerate()
        .map(|(i, s)| {
            let state = place(Value::from(s.code()));
            format!(
                "SELECT * FROM (SELECT {} FROM request r WHERE r.state = {state}{also} AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $2) \
                 ORDER BY r.{column} {order}, r.id {order} LIMIT $1) AS w{i}",
                columns!()
            )
        })
        .collect();
    let sql = format!("{} ORDER BY {column} {order}, id {order} LIMIT $1", walks.join(" UNION ALL "));
    let mut rows: Vec<Listed> = q.all(built(sql), a).await?.iter().map(read).collect::<Result<_>>()?;
    mark_own(q, &permit.actor, &mut rows).await?;
    // In a group of the decided he would learn that his own is one.
    rows.retain(|r| !r.own || f.states.contains(&r.shown(&permit.actor)));
    Ok(rows)
}

async fn mark_own(q: &mut impl Query, actor: &Actor, rows: &mut [Listed]) -> Result<()> {
    let own = beneficiaries::own_files(q, actor).await?;
    rows.iter_mut().for_each(|r| r.own = own.contains(&r.file));
    Ok(())
}

/// Nobody counts further by eye: a state's count stops here, so that it costs the same in an office of a hundred requests and of a million.
pub const COUNTED: i64 = 1000;

/// How many in each open state, as this viewer may know them; each counted to [`COUNTED`] at most.
pub async fn count_by_state(q: &mut impl Query, permit: &Permit) -> Result<BTreeMap<State, i64>> {
    let (reach, a) = match permit.scope {
        Scope::All => ("", args![]),
        Scope::Branch { branch } => (" AND r.branch_id = $1", args![branch]),
        Scope::Own { employee } => (" AND (r.researcher_id = $1 OR r.created_by = $1)", args![employee]),
    };
    // What is closed to him, mostly nothing, is taken off after: so the count walks an index and no rows.
    let mut closed = vec![];
    for file in beneficiaries::closed_to(q, permit.actor.id).await? {
        closed
            .extend(q.all(ALL_OF_FILE, args![file]).await?.iter().map(read).collect::<Result<Vec<Listed>>>()?.into_iter().filter(|r| within(r, &permit.scope)));
    }
    let count = |s: &State| {
        format!(
            "SELECT '{0}' AS state, CAST(COUNT(*) AS BIGINT) AS n FROM (SELECT r.id FROM request r WHERE r.state = '{0}'{reach} LIMIT {COUNTED}) AS c_{0}",
            s.code()
        )
    };
    let sql = State::OPEN.iter().map(count).collect::<Vec<_>>().join(" UNION ALL ");
    let mut out = BTreeMap::new();
    for r in q.all(built(sql), a).await? {
        if let Some(s) = State::parse(&r.text("state")?) {
            let hidden = closed.iter().filter(|r| r.state == s).count() as i64;
            *out.entry(visibility::shown_state(s, viewer(&permit.actor))).or_insert(0) += r.int("n")? - hidden;
        }
    }
    Ok(out)
}

/// By the number people quote, in any digits, leading zeros left out or not. Out of reach is `None`.
pub async fn by_number(q: &mut impl Query, permit: &Permit, text: &str) -> Result<Option<Listed>> {
    let Some((year, serial)) = crate::rules::number::parse_request_number(&i18n::digits::ascii(text)) else { return Ok(None) };
    let found = q.maybe(BY_NUMBER, args![crate::rules::number::request_number(year, serial), permit.actor.id]).await?;
    let mut found: Vec<Listed> = found.as_ref().map(read).transpose()?.filter(|r| within(r, &permit.scope)).into_iter().collect();
    mark_own(q, &permit.actor, &mut found).await?;
    Ok(found.pop())
}

fn within(r: &Listed, scope: &Scope) -> bool {
    match scope {
        Scope::Own { employee } => r.researcher == Some(*employee) || r.created_by == *employee,
        other => other.covers(r.branch, None),
    }
}

/// A file's requests within reach, newest first.
pub async fn of_file(q: &mut impl Query, permit: &Permit, file: Id) -> Result<Vec<Listed>> {
    let rows = q.all(OF_FILE, args![file, permit.actor.id]).await?;
    let mut all: Vec<Listed> = rows.iter().map(read).collect::<Result<_>>()?;
    all.retain(|r| within(r, &permit.scope));
    mark_own(q, &permit.actor, &mut all).await?;
    Ok(all)
}

/// What rows are called: applicants and services, each looked up once.
pub struct Named {
    pub people: HashMap<Id, String>,
    services: HashMap<Id, (String, bool)>,
}

impl Named {
    pub fn applicant(&self, r: &Listed) -> String {
        self.people.get(&r.applicant).cloned().unwrap_or_default()
    }
    pub fn service(&self, r: &Listed) -> String {
        self.services.get(&r.service).map(|s| s.0.clone()).unwrap_or_default()
    }
    pub fn needs_study(&self, r: &Listed) -> bool {
        self.services.get(&r.service).is_some_and(|s| s.1)
    }
}

pub async fn named<'l>(q: &mut impl Query, lang: Lang, rows: impl IntoIterator<Item = &'l Listed>) -> Result<Named> {
    let mut ids: Vec<Id> = rows.into_iter().map(|r| r.applicant).collect();
    ids.sort_unstable();
    ids.dedup();
    let people = people::persons(q, &ids).await?.into_iter().map(|p| (p.id, p.full_name())).collect();
    let services = services::all(q).await?.into_iter().map(|s| (s.id, (s.name(lang).to_string(), s.body.study_needed()))).collect();
    Ok(Named { people, services })
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
        let href = format!("/requests/{}", r.id);
        Some(WorkRow {
            request: r.id,
            number: r.number.clone().unwrap_or_default(),
            file: r.file,
            applicant: names.applicant(r),
            service: names.service(r),
            state: r.shown(actor),
            step,
            task: None,
            due: step == NextStep::Reply,
            since: r.since(actor),
            floor: floor_of(r, now),
            rail: r.rail(names.needs_study(r)),
            act_href: href.clone(),
            href,
        })
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
    type ToTell = (Id, crate::core::TaskKind, At);
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
    for state in mine(actor) {
        // A researcher's turn is his own studies, not his colleagues'.
        let only = (state == State::InResearch && !actor.can(perm::VERIFY) && !actor.can(perm::START_RESEARCH)).then_some(actor.id);
        let f = Filter { states: vec![state], sort: Sort::Waiting, researcher: only, limit, ..Filter::default() };
        rows.extend(list(q, permit, &f).await?.into_iter().map(|r| (r, None)));
    }
    let names = named(q, lang, rows.iter().map(|r| &r.0)).await?;
    let mut out: Vec<(u8, WorkRow)> = vec![];
    for (r, task) in &rows {
        let Some(mut w) = WorkRow::of(r, actor, &names, now).or_else(|| task.map(|_| bare(r, actor, &names, now))) else { continue };
        match task {
            Some((id, kind, due)) => {
                w.task = Some(*kind);
                // A day is given for it.
                w.due = due.plus_days(1) < now;
                w.since = *due;
                w.act_href = format!("/requests/{}/do/task?task={id}", r.id);
            }
            // Only the researcher it was given to writes the study.
            None if w.step == NextStep::WriteStudy && r.researcher != Some(actor.id) => continue,
            // Nothing to do but wait, or another's turn.
            None if !w.step.permission().is_some_and(|p| actor.can(p)) => continue,
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
        out.push((rank, w));
    }
    out.sort_by_key(|(rank, w)| (*rank, w.since, w.request));
    out.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(out.into_iter().map(|(_, w)| w).collect())
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
