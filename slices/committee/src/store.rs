//! The committee's statements and rows. No decisions here.

use crate::rules::{Attendance, ConflictSource, ItemResult, Position, Seat, SittingState, Term};
use db::{Query, Row, args};
use kernel::{At, Day, Id, Problem, Result};
use requests::rules::sitting::{Choice, Vote};

macro_rules! sitting_columns {
    () => {
        "s.id, s.hijri_year, s.serial, s.held_on, s.place, s.state, s.chair_id, s.secretary_id, s.settings_version, s.created_at, s.closed_at, s.version"
    };
}
macro_rules! item_columns {
    () => {
        "i.sitting_id, i.request_id, i.raised_at, i.result, i.decision_id, i.note, i.until_day, i.place, i.present, i.recused"
    };
}

db::statements! {
    pub MEMBERS = "SELECT id, employee_id, position, from_day, to_day, version FROM committee_member ORDER BY from_day DESC, id LIMIT 500";
    pub MEMBER = "SELECT id, employee_id, position, from_day, to_day, version FROM committee_member WHERE id = $1";
    pub MEMBER_INSERT = "INSERT INTO committee_member (id, employee_id, position, from_day, to_day, version) VALUES ($1, $2, $3, $4, $5, 1)";
    pub MEMBER_END = "UPDATE committee_member SET to_day = $3, version = version + 1 WHERE id = $1 AND version = $2";

    pub SITTING = concat!("SELECT ", sitting_columns!(), " FROM sitting s WHERE s.id = $1");
    pub SITTINGS_OPEN = concat!("SELECT ", sitting_columns!(), " FROM sitting s WHERE s.state = 'open' ORDER BY s.held_on, s.id LIMIT 50");
    pub SITTINGS_CLOSED = concat!("SELECT ", sitting_columns!(), " FROM sitting s WHERE s.state = 'closed' ORDER BY s.held_on DESC, s.id DESC LIMIT $1 OFFSET $2");
    pub SITTING_INSERT = "INSERT INTO sitting (id, held_on, place, state, chair_id, secretary_id, settings_version, created_at, version) VALUES ($1, $2, $3, 'open', $4, $5, $6, $7, 1)";
    pub SITTING_RAISE = "UPDATE sitting SET version = version + 1 WHERE id = $1 AND version = $2 AND state = 'open'";
    pub SITTING_CLOSE = "UPDATE sitting SET state = 'closed', hijri_year = $2, serial = $3, closed_at = $4, closed_by = $5 WHERE id = $1 AND state = 'open'";

    pub SEAT_INSERT = "INSERT INTO sitting_attendance (sitting_id, employee_id, position, status) VALUES ($1, $2, $3, $4)";
    pub SEAT_SET = "UPDATE sitting_attendance SET status = $3 WHERE sitting_id = $1 AND employee_id = $2";
    pub SEATS = "SELECT employee_id, position, status FROM sitting_attendance WHERE sitting_id = $1 ORDER BY employee_id";
    pub SAT_ON = "SELECT a.sitting_id FROM sitting_attendance a JOIN sitting_item i ON i.sitting_id = a.sitting_id WHERE a.employee_id = $1 AND i.request_id = $2 LIMIT 1";

    pub ITEM_INSERT = "INSERT INTO sitting_item (sitting_id, request_id, raised_at, result, note, present, recused) VALUES ($1, $2, $3, '', '', '', '') ON CONFLICT (sitting_id, request_id) DO NOTHING";
    pub ITEM_REMOVE = "DELETE FROM sitting_item WHERE sitting_id = $1 AND request_id = $2 AND result = ''";
    pub ITEMS = concat!("SELECT ", item_columns!(), " FROM sitting_item i WHERE i.sitting_id = $1 ORDER BY i.raised_at, i.request_id");
    pub ITEM = concat!("SELECT ", item_columns!(), " FROM sitting_item i WHERE i.sitting_id = $1 AND i.request_id = $2");
    pub ITEMS_OF_REQUEST = concat!("SELECT ", item_columns!(), " FROM sitting_item i JOIN sitting s ON s.id = i.sitting_id WHERE i.request_id = $1 ORDER BY s.held_on DESC, s.id DESC");
    pub ITEM_RECORDED = "UPDATE sitting_item SET result = $3, decision_id = $4, present = $5, recused = $6 WHERE sitting_id = $1 AND request_id = $2";
    pub ITEM_RESULT = "UPDATE sitting_item SET result = $3, note = $4, until_day = $5, place = $6, decision_id = $7 WHERE sitting_id = $1 AND request_id = $2";
    pub ON_AGENDA = "SELECT i.request_id FROM sitting_item i JOIN sitting s ON s.id = i.sitting_id WHERE s.state = 'open' AND i.result IN ('', 'recorded')";
    pub TO_CONFIRM = concat!("SELECT ", item_columns!(), " FROM sitting_item i JOIN sitting s ON s.id = i.sitting_id WHERE s.state = 'open' AND i.result = 'recorded' ORDER BY i.raised_at, i.request_id");
    pub TO_RECORD = concat!("SELECT ", item_columns!(), " FROM sitting_item i JOIN sitting s ON s.id = i.sitting_id WHERE s.state = 'open' AND s.held_on <= $1 AND i.result = '' ORDER BY i.raised_at, i.request_id");
    pub COUNTS = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM sitting_item WHERE sitting_id = $1";

    pub CONFLICT_INSERT = "INSERT INTO committee_conflict (request_id, employee_id, sitting_id, source, reason, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (request_id, employee_id) DO NOTHING";
    pub CONFLICTS = "SELECT c.request_id, c.employee_id, c.source, c.reason, c.at FROM committee_conflict c JOIN request r ON r.id = c.request_id WHERE r.file_id = $1 ORDER BY c.at, c.employee_id";
    pub CONFLICT_WITHDRAW = "DELETE FROM committee_conflict WHERE request_id = $1 AND employee_id = $2";
    pub STATEMENT_INSERT = "INSERT INTO committee_statement (request_id, employee_id, at) VALUES ($1, $2, $3) ON CONFLICT (request_id, employee_id) DO NOTHING";
    pub STATEMENTS_OF = "SELECT employee_id FROM committee_statement WHERE request_id = $1";

    pub VOTE_SET = "INSERT INTO sitting_vote (sitting_id, request_id, employee_id, choice, note, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (sitting_id, request_id, employee_id) DO UPDATE SET choice = $4, note = $5, at = $6, by_employee = $7";
    pub VOTE_CLEAR = "DELETE FROM sitting_vote WHERE sitting_id = $1 AND request_id = $2 AND employee_id = $3";
    pub VOTES = "SELECT employee_id, choice, note FROM sitting_vote WHERE sitting_id = $1 AND request_id = $2 ORDER BY employee_id";

    pub REOPENING_INSERT = "INSERT INTO committee_reopening (id, request_id, decision_id, new_fact, proposed_at, proposed_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (decision_id) DO NOTHING";
    pub REOPENING_OF = "SELECT id, request_id, decision_id, new_fact, proposed_at, proposed_by, confirmed_at FROM committee_reopening WHERE request_id = $1 ORDER BY proposed_at DESC, id DESC LIMIT 1";
    pub REOPENING_CONFIRM = "UPDATE committee_reopening SET confirmed_at = $2, confirmed_by = $3 WHERE id = $1 AND confirmed_at IS NULL";
    pub REOPENINGS_OPEN = "SELECT id, request_id, decision_id, new_fact, proposed_at, proposed_by, confirmed_at FROM committee_reopening WHERE confirmed_at IS NULL ORDER BY proposed_at LIMIT 50";
}

/// A term of an employee in the committee.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: Id,
    pub employee: Id,
    pub position: Position,
    pub term: Term,
    pub version: i64,
}

#[derive(Clone, Debug)]
pub struct Sitting {
    pub id: Id,
    /// Hijri year and serial; given when it is closed.
    pub number: Option<(i64, i64)>,
    pub held_on: Day,
    pub place: String,
    pub state: SittingState,
    pub chair: Id,
    pub secretary: Id,
    pub settings_version: i64,
    pub created_at: At,
    pub closed_at: Option<At>,
    pub version: i64,
}

impl Sitting {
    /// `1448/14`, or empty before it is closed.
    pub fn label(&self) -> String {
        self.number.map_or_else(String::new, |(y, n)| format!("{y}/{n}"))
    }
    pub fn is_open(&self) -> bool {
        self.state == SittingState::Open
    }
}

#[derive(Clone, Debug)]
pub struct Item {
    pub sitting: Id,
    pub request: Id,
    pub raised_at: At,
    pub result: ItemResult,
    pub decision: Option<Id>,
    pub note: String,
    pub until: Option<Day>,
    pub place: Option<i64>,
    /// Who was in the room, and who was out for a conflict, when it was recorded.
    pub present: Vec<Id>,
    pub recused: Vec<Id>,
}

#[derive(Clone, Debug)]
pub struct Conflict {
    /// The request it was declared in.
    pub request: Id,
    pub employee: Id,
    pub source: ConflictSource,
    pub reason: String,
    pub at: At,
}

#[derive(Clone, Debug)]
pub struct VoteRow {
    pub vote: Vote,
    pub note: String,
}

/// A proposal to take a decided request up again.
#[derive(Clone, Debug)]
pub struct Reopening {
    pub id: Id,
    pub request: Id,
    pub decision: Id,
    pub new_fact: String,
    pub proposed_at: At,
    pub proposed_by: Id,
    pub confirmed_at: Option<At>,
}

fn code<T>(r: &Row, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
    parse(&r.text(column)?).ok_or_else(|| Problem::Internal(format!("column {column} holds an unknown code")))
}

fn ids(text: &str) -> Vec<Id> {
    text.split_whitespace().filter_map(|s| s.parse().ok()).collect()
}

/// As `present` and `recused` are kept.
pub fn id_list(ids: &[Id]) -> String {
    ids.iter().map(Id::to_string).collect::<Vec<_>>().join(" ")
}

fn member(r: &Row) -> Result<Member> {
    Ok(Member {
        id: r.id("id")?,
        employee: r.id("employee_id")?,
        position: code(r, "position", Position::parse)?,
        term: Term { from: r.day("from_day")?, to: r.opt_day("to_day")? },
        version: r.int("version")?,
    })
}

fn sitting_row(r: &Row) -> Result<Sitting> {
    Ok(Sitting {
        id: r.id("id")?,
        number: r.opt_int("hijri_year")?.zip(r.opt_int("serial")?),
        held_on: r.day("held_on")?,
        place: r.text("place")?,
        state: code(r, "state", SittingState::parse)?,
        chair: r.id("chair_id")?,
        secretary: r.id("secretary_id")?,
        settings_version: r.int("settings_version")?,
        created_at: r.at("created_at")?,
        closed_at: r.opt_at("closed_at")?,
        version: r.int("version")?,
    })
}

fn item_row(r: &Row) -> Result<Item> {
    Ok(Item {
        sitting: r.id("sitting_id")?,
        request: r.id("request_id")?,
        raised_at: r.at("raised_at")?,
        result: code(r, "result", ItemResult::parse)?,
        decision: r.opt_id("decision_id")?,
        note: r.text("note")?,
        until: r.opt_day("until_day")?,
        place: r.opt_int("place")?,
        present: ids(&r.text("present")?),
        recused: ids(&r.text("recused")?),
    })
}

fn reopening(r: &Row) -> Result<Reopening> {
    Ok(Reopening {
        id: r.id("id")?,
        request: r.id("request_id")?,
        decision: r.id("decision_id")?,
        new_fact: r.text("new_fact")?,
        proposed_at: r.at("proposed_at")?,
        proposed_by: r.id("proposed_by")?,
        confirmed_at: r.opt_at("confirmed_at")?,
    })
}

/// Every term ever, the latest first.
pub async fn members(q: &mut impl Query) -> Result<Vec<Member>> {
    q.all(MEMBERS, args![]).await?.iter().map(member).collect()
}

pub async fn members_on(q: &mut impl Query, day: Day) -> Result<Vec<Member>> {
    Ok(members(q).await?.into_iter().filter(|m| m.term.covers(day)).collect())
}

pub async fn one_member(q: &mut impl Query, id: Id) -> Result<Member> {
    member(&q.maybe(MEMBER, args![id]).await?.ok_or(Problem::NotFound)?)
}

pub async fn sitting(q: &mut impl Query, id: Id) -> Result<Sitting> {
    sitting_row(&q.maybe(SITTING, args![id]).await?.ok_or(Problem::NotFound)?)
}

pub async fn open_sittings(q: &mut impl Query) -> Result<Vec<Sitting>> {
    q.all(SITTINGS_OPEN, args![]).await?.iter().map(sitting_row).collect()
}

/// Closed ones, newest first.
pub async fn closed_sittings(q: &mut impl Query, limit: i64, offset: i64) -> Result<Vec<Sitting>> {
    q.all(SITTINGS_CLOSED, args![limit, offset]).await?.iter().map(sitting_row).collect()
}

pub async fn seats(q: &mut impl Query, sitting: Id) -> Result<Vec<Seat>> {
    let mut out: Vec<Seat> = q
        .all(SEATS, args![sitting])
        .await?
        .iter()
        .map(|r| {
            Ok(Seat { employee: r.id("employee_id")?, position: code(r, "position", Position::parse)?, attendance: code(r, "status", Attendance::parse)? })
        })
        .collect::<Result<_>>()?;
    out.sort_by_key(|s| (s.position, s.employee));
    Ok(out)
}

/// Whether this employee had a seat in a sitting this request lay before.
pub async fn sat_on(q: &mut impl Query, employee: Id, request: Id) -> Result<bool> {
    Ok(q.maybe(SAT_ON, args![employee, request]).await?.is_some())
}

pub async fn items(q: &mut impl Query, sitting: Id) -> Result<Vec<Item>> {
    q.all(ITEMS, args![sitting]).await?.iter().map(item_row).collect()
}

pub async fn item(q: &mut impl Query, sitting: Id, request: Id) -> Result<Item> {
    item_row(&q.maybe(ITEM, args![sitting, request]).await?.ok_or(Problem::NotFound)?)
}

/// Newest sitting first.
pub async fn items_of(q: &mut impl Query, request: Id) -> Result<Vec<Item>> {
    q.all(ITEMS_OF_REQUEST, args![request]).await?.iter().map(item_row).collect()
}

/// Requests that lie before an open sitting and are not done with.
pub async fn on_agenda(q: &mut impl Query) -> Result<Vec<Id>> {
    q.all(ON_AGENDA, args![]).await?.iter().map(|r| r.id("request_id")).collect()
}

pub async fn to_confirm(q: &mut impl Query) -> Result<Vec<Item>> {
    q.all(TO_CONFIRM, args![]).await?.iter().map(item_row).collect()
}

/// Items of open sittings whose day has come.
pub async fn to_record(q: &mut impl Query, today: Day) -> Result<Vec<Item>> {
    q.all(TO_RECORD, args![today]).await?.iter().map(item_row).collect()
}

pub async fn count_items(q: &mut impl Query, sitting: Id) -> Result<i64> {
    q.one(COUNTS, args![sitting]).await?.int("n")
}

/// The conflicts known in any request of a file, the oldest first: kinship and interest are with the people, not with one paper of theirs.
pub async fn conflicts(q: &mut impl Query, file: Id) -> Result<Vec<Conflict>> {
    q.all(CONFLICTS, args![file])
        .await?
        .iter()
        .map(|r| {
            Ok(Conflict {
                request: r.id("request_id")?,
                employee: r.id("employee_id")?,
                source: code(r, "source", ConflictSource::parse)?,
                reason: r.text("reason")?,
                at: r.at("at")?,
            })
        })
        .collect()
}

/// Members who said that they have no conflict in this request.
pub async fn cleared(q: &mut impl Query, request: Id) -> Result<Vec<Id>> {
    q.all(STATEMENTS_OF, args![request]).await?.iter().map(|r| r.id("employee_id")).collect()
}

pub async fn votes(q: &mut impl Query, sitting: Id, request: Id) -> Result<Vec<VoteRow>> {
    q.all(VOTES, args![sitting, request])
        .await?
        .iter()
        .map(|r| Ok(VoteRow { vote: Vote { member: r.id("employee_id")?, choice: code(r, "choice", Choice::parse)? }, note: r.text("note")? }))
        .collect()
}

/// The latest proposal for this request, confirmed or not.
pub async fn reopening_of(q: &mut impl Query, request: Id) -> Result<Option<Reopening>> {
    q.maybe(REOPENING_OF, args![request]).await?.as_ref().map(reopening).transpose()
}

pub async fn open_reopenings(q: &mut impl Query) -> Result<Vec<Reopening>> {
    q.all(REOPENINGS_OPEN, args![]).await?.iter().map(reopening).collect()
}
