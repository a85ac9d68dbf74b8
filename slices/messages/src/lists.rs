//! Messages as staff look for them: narrowed by branch, closed files left out.

use crate::store::{self, Message, columns};
use db::{Args, Query, Value, args, built};
use kernel::{Actor, At, Id, Permit, Problem, Result, Scope};

db::statements! {
    pub FIND_FOR = concat!("SELECT ", columns!(), " FROM message m WHERE m.id = $1 AND m.employee_id IS NULL \
        AND NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = m.file_id AND x.employee_id = $2)");
}

/// What a list is narrowed by, beside the scope.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Codes; `held` among them stands for what waits for its hour.
    pub statuses: Vec<&'static str>,
    pub channel: Option<&'static str>,
    pub event: Option<&'static str>,
    pub address: Option<String>,
    pub number: Option<String>,
    /// About one of these.
    pub files: Option<Vec<Id>>,
    /// Only what lies before this place (newest first).
    pub before: Option<(At, Id)>,
}

/// Every status a list can be narrowed by, in the order of a message's life.
pub const STATUSES: &[&str] = &["held", "queued", "sending", "retry", "sent", "delivered", "read", "inbox", "merged", "dead", "unsure", "closed"];

/// Newest first.
pub async fn list(q: &mut impl Query, permit: &Permit, f: &Filter, now: At, limit: i64) -> Result<Vec<Message>> {
    let (mut text, mut values): (Vec<String>, Args) = (vec!["m.employee_id IS NULL".into()], vec![]);
    let mut put = |pattern: &str, v: Value| {
        values.push(v);
        text.push(pattern.replace('#', &values.len().to_string()));
    };
    match permit.scope {
        Scope::All => {}
        Scope::Branch { branch } => put("m.branch_id = $#", branch.into()),
        Scope::Own { .. } => return Ok(vec![]),
    }
    put("NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = m.file_id AND x.employee_id = $#)", permit.actor.id.into());
    if let Some(c) = f.channel {
        put("m.channel = $#", c.into());
    }
    if let Some(e) = f.event {
        put("m.event = $#", e.into());
    }
    if let Some(a) = &f.address {
        put("m.address = $#", a.into());
    }
    if let Some(n) = &f.number {
        put("m.ref = $#", n.into());
    }
    if let Some(files) = &f.files {
        if files.is_empty() {
            return Ok(vec![]);
        }
        let places: Vec<String> = files
            .iter()
            .map(|id| {
                values.push((*id).into());
                format!("${}", values.len())
            })
            .collect();
        text.push(format!("m.file_id IN ({})", places.join(", ")));
    }
    if let Some((at, id)) = f.before {
        values.push(at.into());
        let a = values.len();
        values.push(id.into());
        text.push(format!("(m.created_at < ${a} OR (m.created_at = ${a} AND m.id < ${}))", a + 1));
    }
    if !f.statuses.is_empty() {
        let mut any: Vec<String> = vec![];
        let plain: Vec<String> = f.statuses.iter().filter(|s| !matches!(**s, "held" | "queued")).map(|s| format!("'{s}'")).collect();
        if !plain.is_empty() {
            any.push(format!("m.status IN ({})", plain.join(", ")));
        }
        for (code, sign) in [("held", ">"), ("queued", "<=")] {
            if f.statuses.contains(&code) {
                values.push(now.into());
                any.push(format!("(m.status = 'queued' AND m.not_before {sign} ${})", values.len()));
            }
        }
        text.push(format!("({})", any.join(" OR ")));
    }
    values.push(limit.into());
    let sql = format!("SELECT {} FROM message m WHERE {} ORDER BY m.created_at DESC, m.id DESC LIMIT ${}", columns!(), text.join(" AND "), values.len());
    q.all(built(sql), values).await?.iter().map(store::message).collect()
}

/// One message within reach; absent, out of reach and about a closed file are the same answer.
pub async fn find(q: &mut impl Query, permit: &Permit, id: Id) -> Result<Message> {
    let m = find_for(q, &permit.actor, id).await?.ok_or(Problem::NotFound)?;
    if permit.scope.covers(m.branch, None) { Ok(m) } else { Err(Problem::NotFound) }
}

async fn find_for(q: &mut impl Query, actor: &Actor, id: Id) -> Result<Option<Message>> {
    q.maybe(FIND_FOR, args![id, actor.id]).await?.as_ref().map(store::message).transpose()
}

/// One try of a message.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub at: At,
    pub channel: String,
    pub provider: String,
    /// `begun accepted later refused unsure lost failed resent`.
    pub outcome: String,
    pub why: String,
}

/// Every try, the first first.
pub async fn attempts(q: &mut impl Query, id: Id) -> Result<Vec<Attempt>> {
    q.all(store::ATTEMPTS, args![id])
        .await?
        .iter()
        .map(|r| Ok(Attempt { at: r.at("at")?, channel: r.text("channel")?, provider: r.text("provider")?, outcome: r.text("outcome")?, why: r.text("why")? }))
        .collect()
}

/// How many messages wait for a human (at most a hundred are counted), for the desk of whoever may send them again.
pub async fn stuck(q: &mut impl Query, actor: &Actor, now: At) -> Result<i64> {
    let Some(permit) = Permit::check(actor, crate::perm::RESEND) else { return Ok(0) };
    let f = Filter { statuses: vec!["dead", "unsure"], ..Filter::default() };
    Ok(list(q, &permit, &f, now, 100).await?.len() as i64)
}
