//! The statements of this room. Requests are joined for their number and state; only their own room writes them.

use crate::rules::{Body, Head, Standing, standing};
use db::{Query, Row, Tx, args};
use kernel::{At, Id, Permit, Result, Scope};

macro_rules! study_columns {
    () => {
        "s.id, s.request_id, s.file_id, s.branch_id, s.round, s.kind, s.researcher_id, s.assigned_at, s.assigned_by, s.body, s.updated_at, s.snapshot_digest, s.digest, s.signed_at, s.signatures, s.version, \
         r.number, r.state, r.applicant_id, r.service_id, r.service_version, r.snapshot_digest AS current_snapshot, r.study_id AS current_study"
    };
}
macro_rules! question_columns {
    () => {
        "c.id, c.request_id, c.file_id, c.branch_id, c.question, c.asked_at, c.asked_by, c.answer, c.answered_at, c.answered_by, r.number, r.applicant_id"
    };
}

/// Begins the statement of the requests that wait for a researcher; the services that ask for a study follow.
pub const TO_ASSIGN: &str = "SELECT r.id, r.number, r.applicant_id, r.service_id, r.service_version, r.verified_at, r.created_at FROM request r \
    WHERE r.state = 'verified' AND (CAST($1 AS TEXT) IS NULL OR r.branch_id = $1) AND (r.created_at > $2 OR (r.created_at = $2 AND r.id > $3)) \
    AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $5) AND (r.service_id || ':' || CAST(r.service_version AS TEXT)) IN";
pub const TO_ASSIGN_COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM request r WHERE r.state = 'verified' AND (CAST($1 AS TEXT) IS NULL OR r.branch_id = $1) \
    AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $2) AND (r.service_id || ':' || CAST(r.service_version AS TEXT)) IN";

db::statements! {
    pub QUESTIONS_MOVE = "UPDATE clarification SET file_id = $2, branch_id = $3 WHERE file_id = $1";
    pub STUDIES_MOVE = "UPDATE study SET file_id = $2, branch_id = $3, version = version + 1 WHERE file_id = $1";
    pub QUESTION_INSERT = "INSERT INTO clarification (id, request_id, file_id, branch_id, question, asked_at, asked_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub QUESTION_ANSWER = "UPDATE clarification SET answer = $2, answered_at = $3, answered_by = $4 WHERE id = $1 AND answered_at IS NULL";
    pub QUESTION = concat!("SELECT ", question_columns!(), " FROM clarification c JOIN request r ON r.id = c.request_id WHERE c.id = $1");
    pub QUESTIONS_OF = concat!("SELECT ", question_columns!(), " FROM clarification c JOIN request r ON r.id = c.request_id WHERE c.request_id = $1 ORDER BY c.asked_at, c.id");
    pub QUESTIONS_OPEN = concat!("SELECT ", question_columns!(), " FROM clarification c JOIN request r ON r.id = c.request_id \
        WHERE c.answered_at IS NULL AND (CAST($1 AS TEXT) IS NULL OR c.branch_id = $1) AND (c.asked_at > $2 OR (c.asked_at = $2 AND c.id > $3))", beneficiaries::not_closed!("c.file_id", "$5"), " ORDER BY c.asked_at, c.id LIMIT $4");
    pub QUESTIONS_OPEN_COUNT = concat!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM clarification c WHERE c.answered_at IS NULL AND (CAST($1 AS TEXT) IS NULL OR c.branch_id = $1)", beneficiaries::not_closed!("c.file_id", "$2"));

    pub STUDY_INSERT = "INSERT INTO study (id, request_id, file_id, branch_id, round, kind, researcher_id, assigned_at, assigned_by, body, updated_at, snapshot_digest, digest, signatures, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $8, '', '', 0, 1)";
    pub STUDY_ROUNDS = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM study WHERE request_id = $1";
    pub STUDY_WRITE = "UPDATE study SET body = $3, updated_at = $4, digest = '', signed_at = NULL, version = version + 1 WHERE id = $1 AND version = $2";
    pub STUDY_ASSIGN = "UPDATE study SET researcher_id = $3, assigned_at = $4, assigned_by = $5, digest = '', signed_at = NULL, version = version + 1 WHERE id = $1 AND version = $2";
    pub STUDY_SIGN = "UPDATE study SET snapshot_digest = $3, digest = $4, signed_at = $5, signatures = signatures + 1, version = version + 1 WHERE id = $1 AND version = $2";
    pub SIGNED_INSERT = "INSERT INTO study_signed (study_id, version, body, snapshot_digest, digest, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub STUDY = concat!("SELECT ", study_columns!(), " FROM study s JOIN request r ON r.id = s.request_id WHERE s.id = $1");
    pub STUDIES_OF = concat!("SELECT ", study_columns!(), " FROM study s JOIN request r ON r.id = s.request_id WHERE s.request_id = $1 ORDER BY s.round DESC");
    pub STUDIES_MINE = concat!("SELECT ", study_columns!(), " FROM study s JOIN request r ON r.id = s.request_id \
        WHERE s.researcher_id = $1 AND r.state = 'in_research' AND r.study_id = s.id AND (s.assigned_at > $2 OR (s.assigned_at = $2 AND s.id > $3))", beneficiaries::not_closed!("s.file_id", "$1"), " ORDER BY s.assigned_at, s.id LIMIT $4");
    pub STUDIES_MINE_COUNT = concat!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM study s JOIN request r ON r.id = s.request_id WHERE s.researcher_id = $1 AND r.state = 'in_research' AND r.study_id = s.id", beneficiaries::not_closed!("s.file_id", "$1"));
    pub STUDIES_OPEN = concat!("SELECT ", study_columns!(), " FROM study s JOIN request r ON r.id = s.request_id \
        WHERE r.state = 'in_research' AND r.study_id = s.id AND (CAST($1 AS TEXT) IS NULL OR s.branch_id = $1) AND (CAST($5 AS TEXT) IS NULL OR s.researcher_id = $5) \
        AND (s.assigned_at > $2 OR (s.assigned_at = $2 AND s.id > $3))", beneficiaries::not_closed!("s.file_id", "$6"), " ORDER BY s.assigned_at, s.id LIMIT $4");
    pub STUDIES_ALL = concat!("SELECT ", study_columns!(), " FROM study s JOIN request r ON r.id = s.request_id \
        WHERE (CAST($1 AS TEXT) IS NULL OR s.branch_id = $1) AND (CAST($5 AS TEXT) IS NULL OR s.researcher_id = $5) \
        AND (s.assigned_at < $2 OR (s.assigned_at = $2 AND s.id < $3))", beneficiaries::not_closed!("s.file_id", "$6"), " ORDER BY s.assigned_at DESC, s.id DESC LIMIT $4");
    pub VERIFIED_SERVICES = "SELECT DISTINCT service_id, service_version FROM request WHERE state = 'verified' AND (CAST($1 AS TEXT) IS NULL OR branch_id = $1)";
}

/// A question referred to the research officer (H3).
#[derive(Clone, Debug)]
pub struct Question {
    pub id: Id,
    pub request: Id,
    pub file: Id,
    pub branch: Id,
    pub question: String,
    pub asked_at: At,
    pub asked_by: Id,
    /// The words of the answer, when, by whom.
    pub answer: Option<(String, At, Id)>,
    /// The request's number, once it has one.
    pub number: Option<String>,
    pub applicant: Id,
}

impl Question {
    fn read(r: &Row) -> Result<Question> {
        let answer = match (r.opt_text("answer")?, r.opt_at("answered_at")?, r.opt_id("answered_by")?) {
            (Some(words), Some(at), Some(by)) => Some((words, at, by)),
            _ => None,
        };
        Ok(Question {
            id: r.id("id")?,
            request: r.id("request_id")?,
            file: r.id("file_id")?,
            branch: r.id("branch_id")?,
            question: r.text("question")?,
            asked_at: r.at("asked_at")?,
            asked_by: r.id("asked_by")?,
            answer,
            number: r.opt_text("number")?,
            applicant: r.id("applicant_id")?,
        })
    }
}

/// A study with what is known of its request.
#[derive(Clone, Debug)]
pub struct Study {
    pub id: Id,
    pub request: Id,
    pub file: Id,
    pub branch: Id,
    /// The first study of a request is 1.
    pub round: i64,
    /// Of [`crate::rules::KINDS`].
    pub kind: String,
    pub researcher: Id,
    pub assigned_at: At,
    pub assigned_by: Id,
    pub body: Body,
    pub updated_at: At,
    /// The submission it was signed for.
    pub snapshot_digest: String,
    /// What was signed; empty while unsigned or changed since.
    pub digest: String,
    pub signed_at: Option<At>,
    /// How often it was signed.
    pub signatures: i64,
    pub version: i64,
    pub number: Option<String>,
    /// The request's state, as stored.
    pub state: String,
    pub applicant: Id,
    pub service: (Id, i64),
    pub current_snapshot: String,
    /// Whether the request goes by this study.
    pub is_current: bool,
}

impl Study {
    fn read(r: &Row) -> Result<Study> {
        let id = r.id("id")?;
        Ok(Study {
            id,
            request: r.id("request_id")?,
            file: r.id("file_id")?,
            branch: r.id("branch_id")?,
            round: r.int("round")?,
            kind: r.text("kind")?,
            researcher: r.id("researcher_id")?,
            assigned_at: r.at("assigned_at")?,
            assigned_by: r.id("assigned_by")?,
            body: Body::parse(&r.text("body")?)?,
            updated_at: r.at("updated_at")?,
            snapshot_digest: r.text("snapshot_digest")?,
            digest: r.text("digest")?,
            signed_at: r.opt_at("signed_at")?,
            signatures: r.int("signatures")?,
            version: r.int("version")?,
            number: r.opt_text("number")?,
            state: r.text("state")?,
            applicant: r.id("applicant_id")?,
            service: (r.id("service_id")?, r.int("service_version")?),
            current_snapshot: r.text("current_snapshot")?,
            is_current: r.opt_id("current_study")? == Some(id),
        })
    }
    pub fn head(&self) -> Head {
        Head { id: self.id, request: self.request, round: self.round, kind: self.kind.clone(), researcher: self.researcher }
    }
    pub fn standing(&self) -> Standing {
        standing(&self.digest, &self.snapshot_digest, self.signatures, &self.current_snapshot)
    }
    /// Whether its researcher may write in it.
    pub fn is_open(&self) -> bool {
        self.is_current && self.state == requests::rules::State::InResearch.code()
    }
    fn within(&self, scope: &Scope) -> bool {
        scope.covers(self.branch, Some(self.researcher))
    }
}

/// A request that waits for a researcher.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub request: Id,
    pub number: Option<String>,
    pub applicant: Id,
    pub service: (Id, i64),
    pub since: Option<At>,
    pub created_at: At,
}

/// Where a page of a list begins: after this instant and id.
#[derive(Clone, Copy, Debug)]
pub struct After(pub At, pub Option<Id>);

impl After {
    pub const START: After = After(At(-1), None);
    pub const END: After = After(At(i64::MAX), None);
    fn id(&self) -> String {
        self.1.map(|id| id.to_string()).unwrap_or_default()
    }
}

/// The branch a list is narrowed to. What nobody is assigned to cannot be one's own: then the list is empty.
fn narrowed(scope: &Scope) -> Option<Id> {
    match scope {
        Scope::Own { .. } => Some(Id::NIL),
        other => other.branch(),
    }
}

pub async fn question(q: &mut impl Query, id: Id) -> Result<Option<Question>> {
    q.maybe(QUESTION, args![id]).await?.as_ref().map(Question::read).transpose()
}

/// Every question about a request, oldest first.
pub async fn questions_of(q: &mut impl Query, request: Id) -> Result<Vec<Question>> {
    q.all(QUESTIONS_OF, args![request]).await?.iter().map(Question::read).collect()
}

/// Unanswered questions, oldest first.
pub async fn open_questions(q: &mut impl Query, permit: &Permit, after: After, limit: i64) -> Result<Vec<Question>> {
    q.all(QUESTIONS_OPEN, args![narrowed(&permit.scope), after.0, after.id(), limit, permit.actor.id]).await?.iter().map(Question::read).collect()
}

pub async fn open_question_count(q: &mut impl Query, permit: &Permit) -> Result<i64> {
    q.one(QUESTIONS_OPEN_COUNT, args![narrowed(&permit.scope), permit.actor.id]).await?.int("n")
}

/// A study within reach; `None` for absent and out of reach alike.
pub async fn study(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Option<Study>> {
    let found = q.maybe(STUDY, args![id]).await?.as_ref().map(Study::read).transpose()?;
    Ok(found.filter(|s| s.within(&permit.scope)))
}

/// Every study of a request, newest first.
pub async fn studies_of(q: &mut impl Query, request: Id) -> Result<Vec<Study>> {
    q.all(STUDIES_OF, args![request]).await?.iter().map(Study::read).collect()
}

/// What a researcher has in hand, oldest first.
pub async fn mine(q: &mut impl Query, employee: Id, after: After, limit: i64) -> Result<Vec<Study>> {
    q.all(STUDIES_MINE, args![employee, after.0, after.id(), limit]).await?.iter().map(Study::read).collect()
}

pub async fn mine_count(q: &mut impl Query, employee: Id) -> Result<i64> {
    q.one(STUDIES_MINE_COUNT, args![employee]).await?.int("n")
}

/// Studies of others too: those under way oldest first, or all newest first.
pub async fn within(q: &mut impl Query, permit: &Permit, all: bool, after: After, limit: i64) -> Result<Vec<Study>> {
    let own = if let Scope::Own { employee } = permit.scope { Some(employee) } else { None };
    let sql = if all { STUDIES_ALL } else { STUDIES_OPEN };
    // Going backwards, a cursor without an id begins before everything.
    let id = if all && after.1.is_none() { "~".to_string() } else { after.id() };
    q.all(sql, args![permit.scope.branch(), after.0, id, limit, own, permit.actor.id]).await?.iter().map(Study::read).collect()
}

async fn needing(q: &mut impl Query, branch: Option<Id>) -> Result<Vec<String>> {
    let mut out = vec![];
    for row in q.all(VERIFIED_SERVICES, args![branch]).await? {
        let (id, version) = (row.id("service_id")?, row.int("service_version")?);
        if services::by_id_version(q, id, version).await?.body.study_needed() {
            out.push(format!("{id}:{version}"));
        }
    }
    Ok(out)
}

fn places(from: usize, n: usize) -> String {
    (from..from + n).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ")
}

/// Verified requests whose service asks for a study, oldest first.
pub async fn to_assign(q: &mut impl Query, permit: &Permit, after: After, limit: i64) -> Result<Vec<Waiting>> {
    let needing = needing(q, narrowed(&permit.scope)).await?;
    if needing.is_empty() {
        return Ok(vec![]);
    }
    let sql = format!("{TO_ASSIGN} ({}) ORDER BY r.created_at, r.id LIMIT $4", places(6, needing.len()));
    let mut a = args![narrowed(&permit.scope), after.0, after.id(), limit, permit.actor.id];
    a.extend(needing.into_iter().map(db::Value::from));
    q.all(db::built(sql), a)
        .await?
        .iter()
        .map(|r| {
            Ok(Waiting {
                request: r.id("id")?,
                number: r.opt_text("number")?,
                applicant: r.id("applicant_id")?,
                service: (r.id("service_id")?, r.int("service_version")?),
                since: r.opt_at("verified_at")?,
                created_at: r.at("created_at")?,
            })
        })
        .collect()
}

pub async fn to_assign_count(q: &mut impl Query, permit: &Permit) -> Result<i64> {
    let needing = needing(q, narrowed(&permit.scope)).await?;
    if needing.is_empty() {
        return Ok(0);
    }
    let sql = format!("{TO_ASSIGN_COUNT} ({})", places(3, needing.len()));
    let mut a = args![narrowed(&permit.scope), permit.actor.id];
    a.extend(needing.into_iter().map(db::Value::from));
    q.one(db::built(sql), a).await?.int("n")
}

/// Puts questions and studies of one file under another of `branch`: the same person's. How many. Records no event: the caller does.
pub async fn move_file(tx: &mut Tx, from: Id, to: Id, branch: Id) -> Result<u64> {
    Ok(tx.run(QUESTIONS_MOVE, args![from, to, branch]).await? + tx.run(STUDIES_MOVE, args![from, to, branch]).await?)
}
