//! SQL and row mapping; decides nothing.

use crate::{Channel, Contact, Direction, Outcome, rules::Stage};
use db::{Args, Query, Row, Value, args, built};
use kernel::{Actor, At, Id, Permit, Problem, Result, Scope};

macro_rules! columns {
    () => {
        "id, branch_id, file_id, person_name, mobile, channel, direction, stage, arrived_at, called_at, ended_at, waiting_minutes, service_minutes, asked, answered, outcome, \
         answered_at, employee_id, employee_name, created_at, version"
    };
}

db::statements! {
    pub FIND = concat!("SELECT ", columns!(), " FROM contact WHERE id = $1", beneficiaries::not_closed!("contact.file_id", "$2"));
    pub ANY = concat!("SELECT ", columns!(), " FROM contact WHERE id = $1");
    pub MORE = "UPDATE contact SET asked = $3, version = version + 1 WHERE id = $1 AND version = $2";
    pub OF_FILE = concat!("SELECT ", columns!(), " FROM contact WHERE file_id = $1 ORDER BY arrived_at DESC, id DESC LIMIT $2");
    pub COUNT_OF_FILE = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM contact WHERE file_id = $1";
    pub RECEPTION = concat!("SELECT ", columns!(), " FROM contact WHERE file_id = $1 AND direction = 'in' AND stage <> 'left' AND arrived_at <= $2 \
        ORDER BY arrived_at DESC, id DESC LIMIT 1");
    pub INSERT = "INSERT INTO contact (id, branch_id, file_id, person_name, mobile, channel, direction, stage, arrived_at, called_at, ended_at, waiting_minutes, service_minutes, \
        asked, answered, outcome, answered_at, employee_id, employee_name, created_at, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1)";
    pub MOVE = "UPDATE contact SET file_id = $2, branch_id = $3, version = version + 1 WHERE file_id = $1";
    pub BEGIN = "UPDATE contact SET stage = 'in_service', called_at = $3, waiting_minutes = $4, employee_id = $5, employee_name = $6, version = version + 1 \
        WHERE id = $1 AND version = $2 AND stage = 'waiting'";
    pub LEFT = "UPDATE contact SET stage = 'left', ended_at = $3, outcome = 'needs_reply', version = version + 1 WHERE id = $1 AND version = $2 AND stage = 'waiting'";
    pub SAVE = "UPDATE contact SET file_id = $3, person_name = $4, mobile = $5, channel = $6, direction = $7, stage = $8, arrived_at = $9, called_at = $10, ended_at = $11, \
        waiting_minutes = $12, service_minutes = $13, asked = $14, answered = $15, outcome = $16, answered_at = $17, branch_id = $18, employee_id = $19, employee_name = $20, version = version + 1 \
        WHERE id = $1 AND version = $2";
}

/// What a list is narrowed by, beside the scope.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub channel: Option<Channel>,
    pub outcomes: Vec<Outcome>,
    pub stages: Vec<Stage>,
    /// Only what lies before this place of the list (newest first).
    pub before: Option<(At, Id)>,
    pub since: Option<At>,
}

/// The conditions of a filter and their parameters; text of the program only, values apart.
fn narrowed(permit: &Permit, f: &Filter) -> (String, Args) {
    let (mut text, mut values): (Vec<String>, Args) = (vec![], vec![]);
    let mut put = |pattern: &str, v: Value| {
        values.push(v);
        text.push(pattern.replace('#', &values.len().to_string()));
    };
    match permit.scope {
        Scope::All => {}
        Scope::Branch { branch } => put("branch_id = $#", branch.into()),
        Scope::Own { employee } => put("employee_id = $#", employee.into()),
    }
    put("NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = contact.file_id AND x.employee_id = $#)", permit.actor.id.into());
    if let Some(c) = f.channel {
        put("channel = $#", c.code().into());
    }
    if let Some(at) = f.since {
        put("arrived_at >= $#", at.into());
    }
    let quoted = |codes: Vec<&str>| codes.iter().map(|c| format!("'{c}'")).collect::<Vec<_>>().join(", ");
    if let Some((at, id)) = f.before {
        put("arrived_at <= $#", at.into());
        put("(arrived_at < $#", at.into());
        put("id < $#)", id.into());
        // The last two are one condition.
        let last = text.pop().unwrap_or_default();
        if let Some(t) = text.last_mut() {
            *t = format!("{t} OR {last}");
        }
    }
    if !f.outcomes.is_empty() {
        text.push(format!("outcome IN ({})", quoted(f.outcomes.iter().map(|o| o.code()).collect())));
    }
    if !f.stages.is_empty() {
        text.push(format!("stage IN ({})", quoted(f.stages.iter().map(|s| s.code()).collect())));
    }
    let text = if text.is_empty() { String::new() } else { format!(" WHERE {}", text.join(" AND ")) };
    (text, values)
}

/// Newest first, or oldest first (`waiting` lists).
pub async fn list(q: &mut impl Query, permit: &Permit, f: &Filter, oldest_first: bool, limit: i64) -> Result<Vec<Contact>> {
    let (place, mut values) = narrowed(permit, f);
    values.push(limit.into());
    let dir = if oldest_first { "ASC" } else { "DESC" };
    let sql = format!("SELECT {} FROM contact{place} ORDER BY arrived_at {dir}, id {dir} LIMIT ${}", columns!(), values.len());
    q.all(built(sql), values).await?.iter().map(contact).collect()
}

pub async fn counts(q: &mut impl Query, permit: &Permit, f: &Filter) -> Result<Vec<(Channel, i64)>> {
    let (place, values) = narrowed(permit, f);
    let rows = q.all(built(format!("SELECT channel, CAST(COUNT(*) AS BIGINT) AS n FROM contact{place} GROUP BY channel")), values).await?;
    let mut out: Vec<(Channel, i64)> = Channel::ALL.into_iter().map(|c| (c, 0)).collect();
    for r in rows {
        let code = r.text("channel")?;
        if let Some(slot) = out.iter_mut().find(|(c, _)| c.code() == code) {
            slot.1 = r.int("n")?;
        }
    }
    Ok(out)
}

pub fn contact(r: &Row) -> Result<Contact> {
    let fault = || Problem::Internal("contact: a stored code is none of ours".into());
    Ok(Contact {
        id: r.id("id")?,
        branch: r.id("branch_id")?,
        file: r.opt_id("file_id")?,
        person_name: r.text("person_name")?,
        mobile: r.text("mobile")?,
        channel: Channel::parse(&r.text("channel")?).ok_or_else(fault)?,
        direction: Direction::parse(&r.text("direction")?).ok_or_else(fault)?,
        stage: Stage::parse(&r.text("stage")?).ok_or_else(fault)?,
        arrived: r.at("arrived_at")?,
        called: r.opt_at("called_at")?,
        ended: r.opt_at("ended_at")?,
        waiting_minutes: r.opt_int("waiting_minutes")?,
        service_minutes: r.opt_int("service_minutes")?,
        asked: r.text("asked")?,
        answered: r.text("answered")?,
        outcome: Outcome::parse(&r.text("outcome")?).ok_or_else(fault)?,
        answered_at: r.opt_at("answered_at")?,
        employee: r.id("employee_id")?,
        employee_name: r.text("employee_name")?,
        created_at: r.at("created_at")?,
        version: r.int("version")?,
    })
}

/// `None` for absent and for a talk about a file closed to this actor alike.
pub async fn find(q: &mut impl Query, actor: &Actor, id: Id) -> Result<Option<Contact>> {
    q.maybe(FIND, args![id, actor.id]).await?.as_ref().map(contact).transpose()
}

pub async fn of_file(q: &mut impl Query, file: Id, limit: i64) -> Result<Vec<Contact>> {
    q.all(OF_FILE, args![file, limit]).await?.iter().map(contact).collect()
}

pub fn insert_args(c: &Contact) -> Args {
    args![
        c.id,
        c.branch,
        c.file,
        c.person_name.as_str(),
        c.mobile.as_str(),
        c.channel.code(),
        c.direction.code(),
        c.stage.code(),
        c.arrived,
        c.called,
        c.ended,
        c.waiting_minutes,
        c.service_minutes,
        c.asked.as_str(),
        c.answered.as_str(),
        c.outcome.code(),
        c.answered_at,
        c.employee,
        c.employee_name.as_str(),
        c.created_at
    ]
}

pub fn save_args(c: &Contact) -> Args {
    args![
        c.id,
        c.version,
        c.file,
        c.person_name.as_str(),
        c.mobile.as_str(),
        c.channel.code(),
        c.direction.code(),
        c.stage.code(),
        c.arrived,
        c.called,
        c.ended,
        c.waiting_minutes,
        c.service_minutes,
        c.asked.as_str(),
        c.answered.as_str(),
        c.outcome.code(),
        c.answered_at,
        c.branch,
        c.employee,
        c.employee_name.as_str()
    ]
}
