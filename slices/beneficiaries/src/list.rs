//! The list of files: one walk of one index, forwards or back.

use crate::{
    File,
    file::{self, in_chunks, read_all},
    rules::Status,
    store,
};
use db::{Args, Query, Value, built};
use kernel::{Id, Result, Scope};
use std::collections::HashMap;

/// Rows of a page.
pub const ROWS: usize = 30;

#[derive(Clone, Debug)]
pub struct Filter {
    pub scope: Scope,
    /// Who looks: a file closed to him is left out.
    pub viewer: Id,
    pub branch: Option<Id>,
    pub status: Option<Status>,
    pub category: Option<String>,
    /// By name instead of newest first.
    pub by_name: bool,
}

/// Where a page begins. A file's id and nothing of the person: it stands in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    Start,
    After(Id),
    Before(Id),
}

#[derive(Clone, Debug, Default)]
pub struct Page {
    pub files: Vec<File>,
    /// Present where there is a page before, after.
    pub before: Option<Id>,
    pub after: Option<Id>,
}

struct Build {
    conditions: Vec<String>,
    args: Args,
}

impl Build {
    fn mark(&mut self, v: impl Into<Value>) -> String {
        self.args.push(v.into());
        format!("${}", self.args.len())
    }
    fn equals(&mut self, column: &str, v: impl Into<Value>) {
        let mark = self.mark(v);
        self.conditions.push(format!("{column} = {mark}"));
    }
}

pub async fn list(q: &mut impl Query, filter: &Filter, from: From) -> Result<Page> {
    let mut b = Build { conditions: vec![], args: vec![] };
    let walk_category = filter.category.is_some() && !filter.by_name;
    if let Some(c) = &filter.category {
        if walk_category {
            b.equals("k.category", c);
            b.conditions.push("k.to_day IS NULL".into());
        } else {
            let mark = b.mark(c);
            b.conditions.push(format!("EXISTS (SELECT 1 FROM file_category k WHERE k.category = {mark} AND k.file_id = f.id AND k.to_day IS NULL)"));
        }
    }
    match filter.scope {
        Scope::All => {}
        Scope::Branch { branch } => b.equals("f.branch_id", branch),
        Scope::Own { employee } => b.equals("f.created_by", employee),
    }
    if let Some(branch) = filter.branch {
        b.equals("f.branch_id", branch);
    }
    if let Some(s) = filter.status {
        b.equals("f.status", s.code());
    }
    let viewer = b.mark(filter.viewer);
    b.conditions.push(format!("NOT EXISTS (SELECT 1 FROM file_closed x WHERE x.file_id = f.id AND x.employee_id = {viewer})"));
    let id = if walk_category { "k.file_id" } else { "f.id" };
    // Forwards is down for the newest, up for names; a page before is walked the other way and turned round.
    let back = matches!(from, From::Before(_));
    let down = filter.by_name == back;
    if let From::After(at) | From::Before(at) = from {
        let sign = if down { "<" } else { ">" };
        if filter.by_name {
            let at = file::find_any(q, at).await?;
            let (name, id) = (b.mark(&at.name_key), b.mark(at.id));
            b.conditions.push(format!("(f.name_key, f.id) {sign} ({name}, {id})"));
        } else {
            let mark = b.mark(at);
            b.conditions.push(format!("{id} {sign} {mark}"));
        }
    }
    let head = if walk_category { store::LIST_CATEGORY } else { store::LIST };
    let mut sql = head.to_owned();
    if !b.conditions.is_empty() {
        sql += " WHERE ";
        sql += &b.conditions.join(" AND ");
    }
    let way = if down { "DESC" } else { "ASC" };
    sql += &if filter.by_name { format!(" ORDER BY f.name_key {way}, f.id {way}") } else { format!(" ORDER BY {id} {way}") };
    sql += &format!(" LIMIT {}", ROWS + 1);
    let mut files = read_all(&q.all(built(sql), b.args).await?)?;
    let more = files.len() > ROWS;
    files.truncate(ROWS);
    if back {
        files.reverse();
    }
    let first = files.first().map(|f| f.id);
    let last = files.last().map(|f| f.id);
    Ok(match from {
        From::Start => Page { files, before: None, after: last.filter(|_| more) },
        From::After(_) => Page { files, before: first, after: last.filter(|_| more) },
        From::Before(_) => Page { files, before: first.filter(|_| more), after: last },
    })
}

/// How many belong to each household now.
pub async fn member_counts(q: &mut impl Query, files: &[File]) -> Result<HashMap<Id, i64>> {
    let households: Vec<Id> = files.iter().map(|f| f.household).collect();
    let rows = in_chunks(q, store::COUNT_MEMBERS, &households, "GROUP BY household_id").await?;
    rows.iter().map(|r| Ok((r.id("household_id")?, r.int("n")?))).collect()
}
