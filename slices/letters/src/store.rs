//! SQL and row mapping; decides nothing. A letter tied to a file closed to its reader does not exist for him (invariants 5, 10).

use crate::{
    Letter, Scan, Step,
    rules::{Direction, Status},
};
use db::{Args, Query, Row, Value, args, built};
use kernel::{Actor, At, Day, Id, Permit, Problem, Result, Scope};

macro_rules! columns {
    () => {
        "id, direction, number, hijri_year, serial, kind, subject, party, their_number, their_date, their_calendar, branch_id, file_id, request_id, reply_to, holder_id, due_day, \
         attachments, note, status, void_reason, at, created_by, closed_at, version"
    };
}
macro_rules! open_to {
    ($employee:literal) => {
        concat!(" AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = letter.file_id AND x.employee_id = ", $employee, ")")
    };
}

db::statements! {
    pub FIND = concat!("SELECT ", columns!(), " FROM letter WHERE id = $1", open_to!("$2"));
    pub INSERT = "INSERT INTO letter (id, direction, number, hijri_year, serial, kind, subject, party, their_number, their_date, their_calendar, branch_id, file_id, request_id, \
        reply_to, holder_id, due_day, attachments, note, status, void_reason, at, created_by, closed_at, indexed, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, '', $21, $22, $23, $24, 1)";
    pub OF_REQUEST = concat!("SELECT ", columns!(), " FROM letter WHERE request_id = $1", open_to!("$2"), " ORDER BY at DESC, id DESC LIMIT 20");
    pub REPLIES = concat!("SELECT ", columns!(), " FROM letter WHERE reply_to = $1", open_to!("$2"), " ORDER BY at, id LIMIT 50");
    pub BY_NUMBER = concat!("SELECT ", columns!(), " FROM letter WHERE hijri_year = $1 AND serial = $2", open_to!("$3"), " ORDER BY direction DESC, id");
    pub BY_SERIAL = concat!("SELECT ", columns!(), " FROM letter WHERE serial = $1", open_to!("$2"), " ORDER BY hijri_year DESC, direction DESC, id LIMIT 40");
    pub HAND = "UPDATE letter SET holder_id = $3, version = version + 1 WHERE id = $1 AND version = $2";
    pub DUE = "UPDATE letter SET due_day = $3, version = version + 1 WHERE id = $1 AND version = $2";
    pub STATUS = "UPDATE letter SET status = $3, closed_at = $4, version = version + 1 WHERE id = $1 AND version = $2";
    pub VOID = "UPDATE letter SET status = 'void', void_reason = $3, closed_at = $4, version = version + 1 WHERE id = $1 AND version = $2";
    pub RAISE = "UPDATE letter SET version = version + 1 WHERE id = $1 AND version = $2";
    pub MOVE_FILE = "UPDATE letter SET file_id = $2, version = version + 1 WHERE file_id = $1";
    pub ANSWERED = "UPDATE letter SET status = 'answered', closed_at = $2, version = version + 1 WHERE id = $1 AND status = 'open'";
    /// A reply that is undone answers nothing any more.
    pub UNANSWERED = "UPDATE letter SET status = 'open', closed_at = NULL, version = version + 1 WHERE id = $1 AND status = 'answered' \
        AND NOT EXISTS (SELECT 1 FROM letter r WHERE r.reply_to = $1 AND r.status <> 'void')";
    pub STEP_INSERT = "INSERT INTO letter_step (id, letter_id, at, code, to_employee, note, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub STEPS = "SELECT at, code, to_employee, note, by_employee FROM letter_step WHERE letter_id = $1 ORDER BY at DESC, id DESC";
    pub SCAN_INSERT = "INSERT INTO letter_scan (id, letter_id, stored_id, thumb_id, kind, bytes, pages, digest, name, at, by_employee) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    pub SCANS = "SELECT id, stored_id, thumb_id, kind, bytes, pages, name, at FROM letter_scan WHERE letter_id = $1 ORDER BY at, id";
    pub LOGO = "SELECT mime, width, height, bytes FROM paper_logo WHERE id = $1";
    pub LOGO_INSERT = "INSERT INTO paper_logo (id, mime, width, height, bytes, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub ANY_SCAN = "SELECT id FROM letter_scan LIMIT 1";
    pub YEARS = "SELECT DISTINCT hijri_year FROM letter ORDER BY hijri_year DESC";
    pub HELD = concat!("SELECT CAST(COUNT(*) AS BIGINT) AS n, CAST(COALESCE(SUM(CASE WHEN due_day < $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS late FROM letter \
        WHERE holder_id = $1 AND status = 'open'", open_to!("$1"));
    pub UNINDEXED = "SELECT id, branch_id, party, subject, their_number FROM letter WHERE indexed = 0 ORDER BY id LIMIT 200";
    pub INDEXED = "UPDATE letter SET indexed = 1 WHERE id = $1";
    /// The upper floors' tables, read by number alone: what a letter may be tied to.
    pub REQUEST_BY_NUMBER = "SELECT r.id, r.file_id, r.branch_id FROM request r WHERE r.number = $1 AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = r.file_id AND x.employee_id = $2)";
    pub FILE_BY_NUMBER = "SELECT f.id, f.branch_id FROM beneficiary_file f WHERE f.number = $1 AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = f.id AND x.employee_id = $2)";
    pub TIED_TO = "SELECT f.number AS file_number, (SELECT r.number FROM request r WHERE r.id = $2) AS request_number FROM beneficiary_file f WHERE f.id = $1";
}

/// What a list is narrowed by, beside the scope.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub direction: Option<Direction>,
    pub year: Option<i64>,
    pub status: Option<Status>,
    /// Open and due before this day.
    pub due_before: Option<Day>,
    pub holder: Option<Id>,
    pub branch: Option<Id>,
    /// Only what lies before this number of the list (newest first).
    pub before: Option<(i64, i64)>,
    pub since: Option<At>,
    pub until: Option<At>,
    pub ids: Option<Vec<Id>>,
    /// Oldest first, as a register is read.
    pub oldest_first: bool,
}

pub async fn list(q: &mut impl Query, permit: &Permit, f: &Filter, limit: i64) -> Result<Vec<Letter>> {
    let (mut text, mut values): (Vec<String>, Args) = (vec![], vec![]);
    let mut put = |pattern: &str, v: Value| {
        values.push(v);
        text.push(pattern.replace('#', &values.len().to_string()));
    };
    match permit.scope {
        Scope::All => {}
        Scope::Branch { branch } => {
            put("(branch_id = $#", branch.into());
            put("holder_id = $#)", permit.actor.id.into());
        }
        Scope::Own { employee } => {
            put("(created_by = $#", employee.into());
            put("holder_id = $#)", employee.into());
        }
    }
    let alternative = permit.scope != Scope::All;
    put("NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = letter.file_id AND x.employee_id = $#)", permit.actor.id.into());
    if let Some(d) = f.direction {
        put("direction = $#", d.code().into());
    }
    if let Some(y) = f.year {
        put("hijri_year = $#", y.into());
    }
    if let Some(s) = f.status {
        put("status = $#", s.code().into());
    }
    if let Some(d) = f.due_before {
        put("status = 'open' AND due_day < $#", d.into());
    }
    if let Some(h) = f.holder {
        put("status = 'open' AND holder_id = $#", h.into());
    }
    if let Some(b) = f.branch {
        put("branch_id = $#", b.into());
    }
    if let Some(at) = f.since {
        put("at >= $#", at.into());
    }
    if let Some(at) = f.until {
        put("at < $#", at.into());
    }
    let before = f.before.map(|(year, serial)| {
        put("$#", year.into());
        put("$#", serial.into());
    });
    if let Some(ids) = &f.ids {
        ids.iter().for_each(|id| put("$#", (*id).into()));
    }
    // The places of what stands together, put together: the alternative of a scope, the place of the page, the list of ids.
    let ids: Vec<String> = f.ids.as_ref().map(|ids| text.split_off(text.len() - ids.len())).unwrap_or_default();
    if before.is_some() {
        let (serial, year) = (text.pop().unwrap_or_default(), text.pop().unwrap_or_default());
        text.push(format!("hijri_year <= {year} AND (hijri_year < {year} OR serial < {serial})"));
    }
    if alternative {
        let (a, b) = (text.remove(0), text.remove(0));
        text.insert(0, format!("{a} OR {b}"));
    }
    if f.ids.is_some() {
        text.push(if ids.is_empty() { "1 = 0".into() } else { format!("id IN ({})", ids.join(", ")) });
    }
    values.push(limit.into());
    let dir = if f.oldest_first { "ASC" } else { "DESC" };
    let sql = format!(
        "SELECT {} FROM letter WHERE {} ORDER BY hijri_year {dir}, serial {dir}, direction {dir} LIMIT ${}",
        columns!(),
        text.join(" AND "),
        values.len()
    );
    q.all(built(sql), values).await?.iter().map(letter).collect()
}

pub fn letter(r: &Row) -> Result<Letter> {
    let fault = || Problem::Internal("letter: a stored code is none of ours".into());
    Ok(Letter {
        id: r.id("id")?,
        direction: Direction::parse(&r.text("direction")?).ok_or_else(fault)?,
        number: r.text("number")?,
        year: r.int("hijri_year")?,
        serial: r.int("serial")?,
        kind: r.text("kind")?,
        subject: r.text("subject")?,
        party: r.text("party")?,
        their_number: r.text("their_number")?,
        their_date: r.opt_day("their_date")?,
        their_calendar: r.text("their_calendar")?,
        branch: r.id("branch_id")?,
        file: r.opt_id("file_id")?,
        request: r.opt_id("request_id")?,
        reply_to: r.opt_id("reply_to")?,
        holder: r.opt_id("holder_id")?,
        due: r.opt_day("due_day")?,
        attachments: r.int("attachments")?,
        note: r.text("note")?,
        status: Status::parse(&r.text("status")?).ok_or_else(fault)?,
        void_reason: r.text("void_reason")?,
        at: r.at("at")?,
        by: r.text("created_by")?.parse().ok(),
        closed_at: r.opt_at("closed_at")?,
        version: r.int("version")?,
    })
}

/// `None` for absent and for one tied to a file closed to this actor alike.
pub async fn find(q: &mut impl Query, actor: &Actor, id: Id) -> Result<Option<Letter>> {
    q.maybe(FIND, args![id, actor.id]).await?.as_ref().map(letter).transpose()
}

pub async fn many(q: &mut impl Query, sql: db::Sql, values: Args) -> Result<Vec<Letter>> {
    q.all(sql, values).await?.iter().map(letter).collect()
}

pub fn insert_args(l: &Letter, by: &str, indexed: bool) -> Args {
    args![
        l.id,
        l.direction.code(),
        &l.number,
        l.year,
        l.serial,
        &l.kind,
        &l.subject,
        &l.party,
        &l.their_number,
        l.their_date,
        &l.their_calendar,
        l.branch,
        l.file,
        l.request,
        l.reply_to,
        l.holder,
        l.due,
        l.attachments,
        &l.note,
        l.status.code(),
        l.at,
        by,
        l.closed_at,
        indexed
    ]
}

pub async fn scans(q: &mut impl Query, letter: Id) -> Result<Vec<Scan>> {
    let fault = || Problem::Internal("letter: a stored kind of scan is none of ours".into());
    q.all(SCANS, args![letter])
        .await?
        .iter()
        .map(|r| {
            Ok(Scan {
                id: r.id("id")?,
                stored: r.id("stored_id")?,
                thumb: r.opt_id("thumb_id")?,
                kind: files::Kind::parse_mime(&r.text("kind")?).ok_or_else(fault)?,
                bytes: r.int("bytes")?,
                pages: r.int("pages")?,
                name: r.text("name")?,
                at: r.at("at")?,
            })
        })
        .collect()
}

pub async fn steps(q: &mut impl Query, letter: Id) -> Result<Vec<Step>> {
    q.all(STEPS, args![letter])
        .await?
        .iter()
        .map(|r| {
            let by = r.text("by_employee")?.parse().ok();
            Ok(Step { at: r.at("at")?, code: r.text("code")?, to: r.opt_id("to_employee")?, note: r.text("note")?, by })
        })
        .collect()
}

/// How many letters are in his hands, and how many of them past their day.
pub async fn held(q: &mut impl Query, employee: Id, today: Day) -> Result<(i64, i64)> {
    let r = q.one(HELD, args![employee, today]).await?;
    Ok((r.int("n")?, r.int("late")?))
}
