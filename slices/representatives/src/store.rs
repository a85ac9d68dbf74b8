//! The statements of representation and how a row is read.

use crate::rules::{Act, Capacity, Status, scope_of};
use db::{Query, Row, args};
use kernel::{At, Day, Id, Problem, Result};

macro_rules! columns {
    () => {
        "r.id, r.status, r.capacity, r.file_id, r.represented_id, r.said_for, r.said_birth, r.person_id, r.account_id, r.name, r.identity, r.mobile, r.scope, \
         r.from_day, r.until_day, r.document_id, r.note, r.reason, r.claimed_at, r.claimed_by, r.decided_at, r.decided_by, r.decided_by_name, r.ended_at, r.version, \
         f.number AS file_number, COALESCE(f.branch_id, r.branch_id) AS branch_id, p.first_name, p.family_name"
    };
}
macro_rules! from {
    () => {
        " FROM representative r LEFT JOIN beneficiary_file f ON f.id = r.file_id LEFT JOIN person p ON p.id = r.represented_id"
    };
}

db::statements! {
    // The portal's question: an end, a death or a file closed to nobody else is judged here and nowhere else.
    pub IN_FORCE = "SELECT r.file_id, r.represented_id, r.capacity, r.scope, r.until_day, p.first_name, p.family_name FROM representative r \
        JOIN person p ON p.id = r.represented_id WHERE r.person_id = $1 AND r.status = 'verified' AND r.from_day <= $2 \
        AND (r.until_day IS NULL OR r.until_day >= $2) AND p.deceased_on IS NULL ORDER BY r.id";
    pub FIND = concat!("SELECT ", columns!(), from!(), " WHERE r.id = $1");
    pub OF_FILE = concat!("SELECT ", columns!(), from!(), " WHERE r.file_id = $1 ORDER BY r.id DESC LIMIT 50");
    pub OF_PERSON = concat!("SELECT ", columns!(), from!(), " WHERE r.person_id = $1 ORDER BY r.id DESC LIMIT 50");
    pub OF_ACCOUNT = concat!("SELECT ", columns!(), from!(), " WHERE r.account_id = $1 ORDER BY r.id DESC LIMIT 50");
    // A claim that names no file lies with a branch of its own, until it has one; `$2` empty: every branch.
    pub BY_STATUS = concat!("SELECT ", columns!(), from!(), " WHERE r.status = $1 AND ($2 = '' OR COALESCE(f.branch_id, r.branch_id) = $2)",
        " AND (r.file_id IS NULL OR NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $3)) AND r.id > $4 ORDER BY r.id LIMIT 51");
    pub ENDING = concat!("SELECT ", columns!(), from!(), " WHERE r.status = 'verified' AND r.until_day <= $1 AND ($2 = '' OR COALESCE(f.branch_id, r.branch_id) = $2)",
        " AND (r.file_id IS NULL OR NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $3)) ORDER BY r.until_day, r.id LIMIT 200");
    pub COUNT_CLAIMED = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM representative r LEFT JOIN beneficiary_file f ON f.id = r.file_id \
        WHERE r.status = 'claimed' AND ($1 = '' OR COALESCE(f.branch_id, r.branch_id) = $1)";
    pub OPEN_OF_ACCOUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM representative WHERE account_id = $1 AND status = 'claimed'";
    pub INSERT = "INSERT INTO representative (id, status, capacity, file_id, represented_id, said_for, said_birth, person_id, account_id, name, identity, mobile, \
        scope, from_day, until_day, document_id, note, reason, claimed_at, claimed_by, decided_at, decided_by, decided_by_name, ended_at, branch_id, version) \
        VALUES ($1, 'claimed', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, NULL, $15, '', $16, $17, NULL, NULL, '', NULL, $18, 1)";
    pub SET_FILE = "UPDATE representative SET file_id = $3, represented_id = $4, version = version + 1 WHERE id = $1 AND version = $2 AND status = 'claimed'";
    // It lies with the branch of the file it was tied to: whose officers found that it is not meant.
    pub UNTIE = "UPDATE representative SET file_id = NULL, represented_id = NULL, branch_id = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND status = 'claimed' AND file_id IS NOT NULL";
    pub VERIFY = "UPDATE representative SET status = 'verified', represented_id = $3, person_id = $4, scope = $5, from_day = $6, until_day = $7, document_id = $8, \
        reason = $9, decided_at = $10, decided_by = $11, decided_by_name = $12, capacity = $13, version = version + 1 \
        WHERE id = $1 AND version = $2 AND status = 'claimed' AND file_id IS NOT NULL";
    pub REFUSE = "UPDATE representative SET status = 'refused', reason = $3, decided_at = $4, decided_by = $5, decided_by_name = $6, version = version + 1 \
        WHERE id = $1 AND version = $2 AND status = 'claimed'";
    pub END = "UPDATE representative SET status = 'ended', reason = $3, ended_at = $4, decided_by = $5, decided_by_name = $6, version = version + 1 \
        WHERE id = $1 AND version = $2 AND status = 'verified'";
    pub GIVE_UP = "UPDATE representative SET status = 'ended', reason = 'given_up', ended_at = $3, version = version + 1 \
        WHERE id = $1 AND version = $2 AND status IN ('claimed', 'verified')";
    pub MOVE_FILE = "UPDATE representative SET file_id = $2, version = version + 1 WHERE file_id = $1";
    pub MOVE_REPRESENTED = "UPDATE representative SET represented_id = $3 WHERE file_id = $1 AND represented_id = $2";
    pub MOVE_PERSON = "UPDATE representative SET person_id = $2, version = version + 1 WHERE person_id = $1";
    // Of whoever is in the draft alone, nobody acts in the other file; a claim waits for an employee to say whom it means.
    pub END_LEFT_OUT = "UPDATE representative SET status = 'ended', reason = $3, ended_at = $4, version = version + 1 WHERE file_id = $1 AND represented_id = $2 AND status = 'verified'";
    pub UNSAY = "UPDATE representative SET represented_id = NULL WHERE file_id = $1 AND represented_id = $2 AND status = 'claimed'";
    pub ADOPT = "UPDATE representative SET person_id = $2, version = version + 1 WHERE account_id = $1 AND person_id IS NULL";
    pub INSERT_SCAN = "INSERT INTO representative_scan (id, representative_id, stored_id, thumb_id, kind, bytes, pages, digest, name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    pub SCANS = "SELECT id, stored_id, thumb_id, kind, bytes, pages, digest, name FROM representative_scan WHERE representative_id = $1 ORDER BY id";
}

/// A representation as staff see it.
#[derive(Clone, Debug)]
pub struct Representative {
    pub id: Id,
    pub status: Status,
    pub capacity: Capacity,
    /// Absent while the claim names no file we know.
    pub file: Option<Id>,
    pub file_number: String,
    /// The file's; of a claim without a file the branch it lies with.
    pub branch: Option<Id>,
    /// Who is represented: the head or a member of the household.
    pub represented: Option<Id>,
    pub represented_name: String,
    /// What the claimant wrote: a file number or an identity number, and a birth date as typed.
    pub said_for: String,
    pub said_birth: String,
    /// Who represents, once he is in the register.
    pub person: Option<Id>,
    pub account: Option<Id>,
    pub name: String,
    /// As in the register: digits alone; empty where none was given.
    pub identity: String,
    /// `05XXXXXXXX`.
    pub mobile: String,
    pub scope: Vec<Act>,
    pub from: Day,
    /// The last day it holds, inclusive.
    pub until: Option<Day>,
    pub document: Option<Id>,
    pub note: String,
    pub reason: String,
    pub claimed_at: At,
    /// An employee's id, or `portal`.
    pub claimed_by: String,
    pub decided_at: Option<At>,
    pub decided_by_name: String,
    pub ended_at: Option<At>,
    pub version: i64,
}

fn fault(what: &str) -> Problem {
    Problem::Internal(format!("representative: a stored {what} is none of ours"))
}

impl Representative {
    fn read(r: &Row) -> Result<Representative> {
        let name = [r.opt_text("first_name")?, r.opt_text("family_name")?].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Ok(Representative {
            id: r.id("id")?,
            status: Status::parse(&r.text("status")?).ok_or_else(|| fault("status"))?,
            capacity: Capacity::parse(&r.text("capacity")?).ok_or_else(|| fault("capacity"))?,
            file: r.opt_id("file_id")?,
            file_number: r.opt_text("file_number")?.unwrap_or_default(),
            branch: r.opt_id("branch_id")?,
            represented: r.opt_id("represented_id")?,
            represented_name: name,
            said_for: r.text("said_for")?,
            said_birth: r.text("said_birth")?,
            person: r.opt_id("person_id")?,
            account: r.opt_id("account_id")?,
            name: r.text("name")?,
            identity: r.text("identity")?,
            mobile: r.text("mobile")?,
            scope: scope_of(&r.text("scope")?),
            from: r.day("from_day")?,
            until: r.opt_day("until_day")?,
            document: r.opt_id("document_id")?,
            note: r.text("note")?,
            reason: r.text("reason")?,
            claimed_at: r.at("claimed_at")?,
            claimed_by: r.text("claimed_by")?,
            decided_at: r.opt_at("decided_at")?,
            decided_by_name: r.text("decided_by_name")?,
            ended_at: r.opt_at("ended_at")?,
            version: r.int("version")?,
        })
    }
}

/// A scan that came with a claim.
#[derive(Clone, Debug)]
pub struct ProofScan {
    pub id: Id,
    pub stored: files::Stored,
    pub thumb: Option<Id>,
    pub kind: files::Kind,
    pub pages: i64,
    pub name: String,
}

pub(crate) async fn find(q: &mut impl Query, id: Id) -> Result<Representative> {
    Representative::read(&q.maybe(FIND, args![id]).await?.ok_or(Problem::NotFound)?)
}

pub(crate) async fn read_all(q: &mut impl Query, sql: db::Sql, args: db::Args) -> Result<Vec<Representative>> {
    q.all(sql, args).await?.iter().map(Representative::read).collect()
}

pub(crate) async fn scans(q: &mut impl Query, id: Id) -> Result<Vec<ProofScan>> {
    q.all(SCANS, args![id])
        .await?
        .iter()
        .map(|r| {
            Ok(ProofScan {
                id: r.id("id")?,
                stored: files::Stored { id: r.id("stored_id")?, bytes: r.int("bytes")?, digest: r.text("digest")? },
                thumb: r.opt_id("thumb_id")?,
                kind: files::Kind::parse_mime(&r.text("kind")?).ok_or_else(|| fault("kind of scan"))?,
                pages: r.int("pages")?,
                name: r.text("name")?,
            })
        })
        .collect()
}
