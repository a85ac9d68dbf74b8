use super::{TaskKind, sql};
use db::{Query, Row, args};
use kernel::{At, Id, Problem, Result};

/// Somebody is to be told something; done by a named employee, with how.
#[derive(Clone, Debug)]
pub struct Task {
    pub id: Id,
    pub kind: TaskKind,
    pub due: At,
    pub created_at: At,
    pub done_at: Option<At>,
    /// Employee id as text, or `system`.
    pub done_by: Option<String>,
    pub how: Option<String>,
    pub note: Option<String>,
}

pub(crate) fn read(r: &Row) -> Result<Task> {
    let kind = r.text("kind")?;
    Ok(Task {
        id: r.id("id")?,
        kind: TaskKind::parse(&kind).ok_or_else(|| Problem::Internal(format!("unknown task {kind}")))?,
        due: r.at("due_at")?,
        created_at: r.at("created_at")?,
        done_at: r.opt_at("done_at")?,
        done_by: r.opt_text("done_by")?,
        how: r.opt_text("how")?,
        note: r.opt_text("note")?,
    })
}

/// Newest first, done ones too.
pub async fn tasks(q: &mut impl Query, request: Id) -> Result<Vec<Task>> {
    q.all(sql::TASKS, args![request]).await?.iter().map(read).collect()
}
