//! Lists of requests: each a union of walks along an index, one for each state, so that a page costs what it shows.

use crate::{
    perm,
    rules::{
        State, Viewer,
        floor::{Floor, Promise},
        next::NextStep,
        rail::{self, RailFacts, Referral, Step, StepState},
        visibility,
    },
};
use db::{Args, Query, Row, Value, args, built};
use i18n::Lang;
use kernel::{Actor, At, Id, Permit, Problem, Result, Scope};
use services::Service;
use std::collections::{BTreeMap, HashMap};

macro_rules! columns {
    () => {
        "r.id, r.number, r.file_id, r.applicant_id, r.branch_id, r.service_id, r.service_version, r.state, r.created_at, r.created_by, r.state_since, r.submitted_at, r.snapshot_digest, r.floor_start, \
         r.earliest, r.floor_restart, r.verified_at, r.explained_at, r.explained_clear, r.clarifications_open, r.clarifications_answered, r.researcher_id, r.study_id, r.study_digest, r.presented_at, \
         r.decision_recorded, r.urgent_at, r.registered_at, r.served_at, r.missing_told_at, r.reminders"
    };
}
pub(crate) use columns;

db::statements! {
    BY_NUMBER = concat!("SELECT ", columns!(), " FROM request r WHERE r.number = $1", beneficiaries::not_closed!("r.file_id", "$2"));
    ALL_OF_FILE = concat!("SELECT ", columns!(), " FROM request r WHERE r.file_id = $1");
    OF_FILE = concat!("SELECT ", columns!(), " FROM request r WHERE r.file_id = $1", beneficiaries::not_closed!("r.file_id", "$2"), " ORDER BY r.created_at DESC, r.id DESC LIMIT 50");
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

pub(crate) fn read(r: &Row) -> Result<Listed> {
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
            answered: self.state.is_after_reply() || self.state.is_final(),
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
pub(crate) fn mine(actor: &Actor) -> Vec<State> {
    use State::*;
    let turns = [
        (perm::SUBMIT, &[Draft, AwaitingCompletion][..]),
        (perm::VERIFY, &[Submitted]),
        (perm::START_RESEARCH, &[Verified]),
        (perm::PRESENT, &[Verified, InResearch]),
        (perm::REPLY, &[Decided]),
        (perm::REGISTER, &[Accepted]),
        (perm::FINISH, &[InDelivery]),
    ];
    // The right to decide alone is a delegate's too: what he may decide comes from the committee's own room.
    let sitting: &[State] = if crate::core::of_the_committee(actor) { &[BeforeCommittee, Deferred, Waiting] } else { &[] };
    let mut out: Vec<State> = sitting.to_vec();
    out.extend(turns.iter().filter(|(p, _)| actor.can(*p)).flat_map(|(_, s)| s.iter().copied()));
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
    let mut a: Args = args![f.limit];
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
    // Nearly nobody has a file closed to him; for the rest the walks need no more than their index.
    let closed = beneficiaries::closed_to(q, permit.actor.id).await?;
    if !closed.is_empty() {
        let marks: Vec<String> = closed.into_iter().map(|file| place(Value::from(file))).collect();
        also += &format!(" AND r.file_id NOT IN ({})", marks.join(", "));
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
            format!("SELECT * FROM (SELECT r.id, r.{column} FROM request r WHERE r.state = {state}{also} ORDER BY r.{column} {order}, r.id {order} LIMIT $1) AS w{i}")
        })
        .collect();
    // The walks pick the rows, from indexes alone where they can; only what is shown is read whole.
    let sql = format!(
        "SELECT {} FROM (SELECT id, {column} FROM ({}) AS u ORDER BY {column} {order}, id {order} LIMIT $1) AS k JOIN request r ON r.id = k.id ORDER BY k.{column} {order}, k.id {order}",
        columns!(),
        walks.join(" UNION ALL ")
    );
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

pub(crate) fn within(r: &Listed, scope: &Scope) -> bool {
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

/// Names of everyone and everything in these rows.
pub async fn named<'l>(q: &mut impl Query, lang: Lang, rows: impl IntoIterator<Item = &'l Listed>) -> Result<Named> {
    let rows: Vec<&Listed> = rows.into_iter().collect();
    if rows.is_empty() {
        return Ok(Named { people: HashMap::new(), services: HashMap::new() });
    }
    let catalogue = services::all(q).await?;
    named_by(q, lang, &catalogue, rows).await
}

/// The same where the catalogue was read already.
pub(crate) async fn named_by<'l>(q: &mut impl Query, lang: Lang, catalogue: &[Service], rows: impl IntoIterator<Item = &'l Listed>) -> Result<Named> {
    let ids: Vec<Id> = rows.into_iter().map(|r| r.applicant).collect();
    let people = people::names(q, &ids).await?.into_iter().map(|(id, n)| (id, n.full)).collect();
    Ok(Named { people, services: catalogue.iter().map(|s| (s.id, (s.name(lang).to_string(), s.body.study_needed()))).collect() })
}
