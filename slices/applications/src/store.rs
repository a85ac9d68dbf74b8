//! SQL and row mapping; decides nothing.

use crate::rules::{Answer, Stage};
use db::{Query, Row, args};
use kernel::{At, Id, Permit, Problem, Result, Scope};
use people::IdentityKind;

macro_rules! application {
    () => {
        "a.id, a.account_id, a.file_id, a.person_id, a.branch_id, a.at, a.state, a.decided_at, a.decided_by, a.reason, a.joined_file, a.joined_person, a.tell_due, a.told_at, a.told_how, a.told_by, a.version"
    };
}
macro_rules! correction {
    () => {
        "c.id, c.file_id, c.branch_id, c.person_id, c.asked_by, c.asker_name, c.field, c.is_now, c.should_be, c.why, c.document_id, c.at, c.due_at, c.state, c.answered_at, c.answered_by, \
         c.answer, c.version"
    };
}

db::statements! {
    pub INSERT = "INSERT INTO application (id, account_id, file_id, person_id, branch_id, at, state, reason, version) VALUES ($1, $2, $3, $4, $5, $6, 'open', '', 1)";
    pub CLAIM = "INSERT INTO application_claim (application_id, person_id, identity_kind, identity) VALUES ($1, $2, $3, $4)";
    pub CLAIMS = "SELECT person_id, identity_kind, identity FROM application_claim WHERE application_id = $1 ORDER BY person_id";
    pub OPEN_OF = concat!("SELECT ", application!(), " FROM application a WHERE a.account_id = $1 AND a.state = 'open'");
    pub NEWEST_OF = concat!("SELECT ", application!(), " FROM application a WHERE a.account_id = $1 ORDER BY a.at DESC, a.id DESC LIMIT 1");
    pub NEWEST_OF_PERSON = concat!("SELECT ", application!(), " FROM application a WHERE a.person_id = $1 ORDER BY a.at DESC, a.id DESC LIMIT 1");
    pub TO_TELL = "UPDATE application SET tell_due = $2 WHERE id = $1";
    pub TOLD = "UPDATE application SET tell_due = NULL, told_at = $2, told_how = $3, told_by = $4 WHERE id = $1 AND tell_due IS NOT NULL";
    pub NOT_TOLD = "UPDATE application SET tell_due = $2, told_at = NULL, told_how = '', told_by = NULL WHERE id = $1 AND state <> 'open' AND (told_at IS NULL OR told_how = 'message')";
    pub UNTOLD = concat!("SELECT ", application!(), " FROM application a WHERE a.tell_due <= $1 AND (CAST($2 AS TEXT) IS NULL OR a.branch_id = $2) AND (a.tell_due > $3 OR (a.tell_due = $3 AND a.id > $4)) \
        ORDER BY a.tell_due, a.id LIMIT $5");
    pub UNTOLD_COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM application WHERE tell_due <= $1 AND (CAST($2 AS TEXT) IS NULL OR branch_id = $2)";
    pub FIND = concat!("SELECT ", application!(), " FROM application a WHERE a.id = $1");
    pub OF_FILE = concat!("SELECT ", application!(), " FROM application a WHERE a.file_id = $1 OR a.joined_file = $1 ORDER BY a.at DESC, a.id DESC LIMIT 20");
    pub LIST = concat!("SELECT ", application!(), " FROM application a WHERE a.state = $1 AND (a.at > $2 OR (a.at = $2 AND a.id > $3)) ORDER BY a.at, a.id LIMIT $4");
    pub LIST_BRANCH = concat!("SELECT ", application!(), " FROM application a WHERE a.branch_id = $5 AND a.state = $1 AND (a.at > $2 OR (a.at = $2 AND a.id > $3)) ORDER BY a.at, a.id LIMIT $4");
    pub COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM application WHERE state = $1";
    pub COUNT_BRANCH = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM application WHERE branch_id = $2 AND state = $1";
    // Taken first of all: of two who decide at once the second waits here, and finds it decided.
    pub TAKE = "UPDATE application SET version = version + 1 WHERE id = $1 AND version = $2 AND state = 'open'";
    pub DECIDE = "UPDATE application SET state = $2, decided_at = $3, decided_by = $4, reason = $5, joined_file = $6, joined_person = $7 WHERE id = $1 AND state = 'open'";

    pub ASK = "INSERT INTO correction (id, file_id, branch_id, person_id, asked_by, asker_name, field, is_now, should_be, why, document_id, at, due_at, state, answer, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', '', 1)";
    pub CORRECTION = concat!("SELECT ", correction!(), " FROM correction c WHERE c.id = $1", beneficiaries::not_closed!("c.file_id", "$2"));
    pub CORRECTIONS_OF = concat!("SELECT ", correction!(), " FROM correction c WHERE c.file_id = $1 ORDER BY c.at DESC, c.id DESC LIMIT 50");
    pub CORRECTIONS = concat!("SELECT ", correction!(), " FROM correction c WHERE c.state = $1 AND (c.due_at > $2 OR (c.due_at = $2 AND c.id > $3)) AND c.due_at <= $4",
        beneficiaries::not_closed!("c.file_id", "$5"), " ORDER BY c.due_at, c.id LIMIT $6");
    pub CORRECTIONS_BRANCH = concat!("SELECT ", correction!(), " FROM correction c WHERE c.branch_id = $7 AND c.state = $1 AND (c.due_at > $2 OR (c.due_at = $2 AND c.id > $3)) AND c.due_at <= $4",
        beneficiaries::not_closed!("c.file_id", "$5"), " ORDER BY c.due_at, c.id LIMIT $6");
    pub CORRECTIONS_COUNT = concat!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM correction c WHERE c.state = $1 AND c.due_at <= $2", beneficiaries::not_closed!("c.file_id", "$3"));
    pub CORRECTIONS_COUNT_BRANCH = concat!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM correction c WHERE c.branch_id = $4 AND c.state = $1 AND c.due_at <= $2", beneficiaries::not_closed!("c.file_id", "$3"));
    pub ANSWER = "UPDATE correction SET state = $3, answered_at = $4, answered_by = $5, answer = $6, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'open'";
    pub MOVE_CORRECTIONS = "UPDATE correction SET file_id = $2, branch_id = $3 WHERE file_id = $1";
    pub CORRECTIONS_OF_PERSON = "UPDATE correction SET person_id = $3 WHERE file_id = $1 AND person_id = $2";
    pub CORRECTIONS_ASKED_BY = "UPDATE correction SET asked_by = $2 WHERE asked_by = $1";
    pub OPEN_CORRECTIONS_OF = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM correction WHERE file_id = $1 AND state = 'open'";
}

/// Somebody without a file who asked to be entered.
#[derive(Clone, Debug)]
pub struct Application {
    pub id: Id,
    /// The portal's account.
    pub account: Id,
    /// The draft file made for it, and its head.
    pub file: Id,
    pub person: Id,
    pub branch: Id,
    pub at: At,
    pub stage: Stage,
    /// When and by whom it was decided.
    pub decided: Option<(At, Id)>,
    pub reason: String,
    /// Where it was joined to: a file, and its person where he may come in by this account.
    pub joined: Option<(Id, Option<Id>)>,
    /// From when an employee is to tell him what came of it; `None` while undecided, and once he was told.
    pub tell_due: Option<At>,
    /// When and how he was told (`message`, or one of `requests::HOW_TOLD`), and by whom: an employee's id, or `system`.
    pub told: Option<(At, String, String)>,
    pub version: i64,
}

impl Application {
    fn read(r: &Row) -> Result<Application> {
        let stage = r.text("state")?;
        Ok(Application {
            id: r.id("id")?,
            account: r.id("account_id")?,
            file: r.id("file_id")?,
            person: r.id("person_id")?,
            branch: r.id("branch_id")?,
            at: r.at("at")?,
            stage: Stage::parse(&stage).ok_or_else(|| Problem::Internal("an application of an unknown stage".into()))?,
            decided: r.opt_at("decided_at")?.zip(r.opt_id("decided_by")?),
            reason: r.text("reason")?,
            joined: r.opt_id("joined_file")?.map(|f| Ok::<_, Problem>((f, r.opt_id("joined_person")?))).transpose()?,
            tell_due: r.opt_at("tell_due")?,
            told: match r.opt_at("told_at")? {
                Some(at) => Some((at, r.text("told_how")?, r.opt_text("told_by")?.unwrap_or_default())),
                None => None,
            },
            version: r.int("version")?,
        })
    }
    pub fn href(&self) -> String {
        format!("/applications/{}", self.id)
    }
}

/// An identity number somebody said is his.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub person: Id,
    pub kind: IdentityKind,
    pub number: String,
}

/// A wish to have something of the file corrected.
#[derive(Clone, Debug)]
pub struct Correction {
    pub id: Id,
    pub file: Id,
    pub branch: Id,
    /// Whose data.
    pub person: Id,
    /// Who asked, and the name he had then.
    pub asked_by: Id,
    pub asker: String,
    /// One of [`crate::rules::FIELDS`].
    pub field: String,
    pub is_now: String,
    pub should_be: String,
    pub why: String,
    pub document: Option<Id>,
    pub at: At,
    pub due: At,
    pub answer: Answer,
    pub answered: Option<(At, Id)>,
    pub words: String,
    pub version: i64,
}

impl Correction {
    fn read(r: &Row) -> Result<Correction> {
        let state = r.text("state")?;
        Ok(Correction {
            id: r.id("id")?,
            file: r.id("file_id")?,
            branch: r.id("branch_id")?,
            person: r.id("person_id")?,
            asked_by: r.id("asked_by")?,
            asker: r.text("asker_name")?,
            field: r.text("field")?,
            is_now: r.text("is_now")?,
            should_be: r.text("should_be")?,
            why: r.text("why")?,
            document: r.opt_id("document_id")?,
            at: r.at("at")?,
            due: r.at("due_at")?,
            answer: Answer::parse(&state).ok_or_else(|| Problem::Internal("a correction of an unknown state".into()))?,
            answered: r.opt_at("answered_at")?.zip(r.opt_id("answered_by")?),
            words: r.text("answer")?,
            version: r.int("version")?,
        })
    }
    pub fn href(&self) -> String {
        format!("/corrections/{}", self.id)
    }
}

/// The branch a list is narrowed to; what is assigned to nobody cannot be one's own.
fn narrowed(scope: &Scope) -> Option<Id> {
    match scope {
        Scope::All => None,
        Scope::Branch { branch } => Some(*branch),
        Scope::Own { .. } => Some(Id::NIL),
    }
}

pub async fn claims(q: &mut impl Query, application: Id) -> Result<Vec<Claim>> {
    q.all(CLAIMS, args![application])
        .await?
        .iter()
        .map(|r| {
            Ok(Claim {
                person: r.id("person_id")?,
                kind: IdentityKind::parse(&r.text("identity_kind")?).ok_or_else(|| Problem::Internal("a claim of an unknown kind".into()))?,
                number: r.text("identity")?,
            })
        })
        .collect()
}

/// The application of an account nobody has decided about yet.
pub async fn open_of(q: &mut impl Query, account: Id) -> Result<Option<Application>> {
    q.maybe(OPEN_OF, args![account]).await?.as_ref().map(Application::read).transpose()
}

/// The last application of an account, decided or not.
pub async fn newest_of(q: &mut impl Query, account: Id) -> Result<Option<Application>> {
    q.maybe(NEWEST_OF, args![account]).await?.as_ref().map(Application::read).transpose()
}

/// The last application whose draft this person heads, decided or not.
pub async fn newest_of_person(q: &mut impl Query, person: Id) -> Result<Option<Application>> {
    q.maybe(NEWEST_OF_PERSON, args![person]).await?.as_ref().map(Application::read).transpose()
}

/// Decided, and whoever applied is still to be told: the longest due first, after the last one of the page before.
pub async fn untold(q: &mut impl Query, permit: &Permit, now: At, after: Option<(At, Id)>, limit: i64) -> Result<Vec<Application>> {
    let (at, id) = after.map_or((At(-1), String::new()), |(at, id)| (at, id.to_string()));
    q.all(UNTOLD, args![now, narrowed(&permit.scope), at, id, limit]).await?.iter().map(Application::read).collect()
}

pub async fn untold_count(q: &mut impl Query, permit: &Permit, now: At) -> Result<i64> {
    q.one(UNTOLD_COUNT, args![now, narrowed(&permit.scope)]).await?.int("n")
}

/// An application within reach.
pub async fn find(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Application> {
    let a = q.maybe(FIND, args![id]).await?.as_ref().map(Application::read).transpose()?.ok_or(Problem::NotFound)?;
    if permit.scope.covers(a.branch, None) { Ok(a) } else { Err(Problem::NotFound) }
}

/// Applications that made this file, or were joined to it. The caller has judged the file.
pub async fn of_file(q: &mut impl Query, file: Id) -> Result<Vec<Application>> {
    q.all(OF_FILE, args![file]).await?.iter().map(Application::read).collect()
}

/// Oldest first, after the last one of the page before.
pub async fn list(q: &mut impl Query, permit: &Permit, stage: Stage, after: Option<(At, Id)>, limit: i64) -> Result<Vec<Application>> {
    let (at, id) = after.map_or((At(-1), String::new()), |(at, id)| (at, id.to_string()));
    let mut a = args![stage.code(), at, id, limit];
    let rows = match narrowed(&permit.scope) {
        Some(b) => {
            a.extend(args![b]);
            q.all(LIST_BRANCH, a).await?
        }
        None => q.all(LIST, a).await?,
    };
    rows.iter().map(Application::read).collect()
}

pub async fn count(q: &mut impl Query, permit: &Permit, stage: Stage) -> Result<i64> {
    match narrowed(&permit.scope) {
        Some(b) => q.one(COUNT_BRANCH, args![stage.code(), b]).await?.int("n"),
        None => q.one(COUNT, args![stage.code()]).await?.int("n"),
    }
}

/// A correction within reach.
pub async fn correction(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Correction> {
    let c = q.maybe(CORRECTION, args![id, permit.actor.id]).await?.as_ref().map(Correction::read).transpose()?.ok_or(Problem::NotFound)?;
    if permit.scope.covers(c.branch, None) { Ok(c) } else { Err(Problem::NotFound) }
}

/// Corrections asked for in a file, newest first. The caller has judged the file.
pub async fn corrections_of(q: &mut impl Query, file: Id) -> Result<Vec<Correction>> {
    q.all(CORRECTIONS_OF, args![file]).await?.iter().map(Correction::read).collect()
}

/// By the day the answer is due. `until`: only what is due by then.
pub async fn corrections(
    q: &mut impl Query,
    permit: &Permit,
    answer: Answer,
    until: Option<At>,
    after: Option<(At, Id)>,
    limit: i64,
) -> Result<Vec<Correction>> {
    let (at, id) = after.map_or((At(-1), String::new()), |(at, id)| (at, id.to_string()));
    let mut a = args![answer.code(), at, id, until.unwrap_or(At(i64::MAX)), permit.actor.id, limit];
    let rows = match narrowed(&permit.scope) {
        Some(b) => {
            a.extend(args![b]);
            q.all(CORRECTIONS_BRANCH, a).await?
        }
        None => q.all(CORRECTIONS, a).await?,
    };
    rows.iter().map(Correction::read).collect()
}

pub async fn corrections_count(q: &mut impl Query, permit: &Permit, answer: Answer, until: Option<At>) -> Result<i64> {
    let mut a = args![answer.code(), until.unwrap_or(At(i64::MAX)), permit.actor.id];
    match narrowed(&permit.scope) {
        Some(b) => {
            a.extend(args![b]);
            q.one(CORRECTIONS_COUNT_BRANCH, a).await?.int("n")
        }
        None => q.one(CORRECTIONS_COUNT, a).await?.int("n"),
    }
}
