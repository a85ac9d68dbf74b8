use db::{AuditRow, Query, args};
use kernel::{At, Result};

db::statements! {
    // Each code once, by stepping along the index instead of reading the whole trail.
    pub CODES = "WITH RECURSIVE c (code) AS (SELECT MIN(code) FROM audit_event UNION ALL SELECT (SELECT MIN(a.code) FROM audit_event a WHERE a.code > c.code) FROM c WHERE c.code IS NOT NULL) SELECT code FROM c WHERE code IS NOT NULL";
    pub BEFORE = "SELECT seq FROM audit_event WHERE at < $1 ORDER BY seq DESC LIMIT 1";
}

/// Which part of the trail; empty texts do not narrow.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Employee id, or `system`.
    pub actor: String,
    pub code: String,
    /// Id of any object, a file's too.
    pub object: String,
}

/// A page of the trail, newest first: rows before a sequence number.
pub async fn read(q: &mut impl Query, f: &Filter, before: i64, limit: i64) -> Result<Vec<AuditRow>> {
    let mut sql = String::from("SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE seq < $1");
    let mut a = args![before];
    for (value, one, two) in [(&f.actor, "actor", ""), (&f.code, "code", ""), (&f.object, "object_id", "file_id")] {
        if value.is_empty() {
            continue;
        }
        a.push(value.into());
        let n = a.len();
        sql += &if two.is_empty() { format!(" AND {one} = ${n}") } else { format!(" AND ({one} = ${n} OR {two} = ${n})") };
    }
    sql += &format!(" ORDER BY seq DESC LIMIT {limit}");
    q.all(db::built(sql), a)
        .await?
        .iter()
        .map(|r| {
            Ok(AuditRow {
                seq: r.int("seq")?,
                at: r.at("at")?,
                actor: r.text("actor")?,
                code: r.text("code")?,
                object: r.text("object")?,
                object_id: r.text("object_id")?,
                file_id: r.opt_text("file_id")?,
                facts: r.text("facts")?,
            })
        })
        .collect()
}

pub async fn codes(q: &mut impl Query) -> Result<Vec<String>> {
    q.all(CODES, args![]).await?.iter().map(|r| r.text("code")).collect()
}

/// The last sequence number before an instant, or 0.
pub async fn before(q: &mut impl Query, at: At) -> Result<i64> {
    q.maybe(BEFORE, args![at]).await?.map_or(Ok(0), |r| r.int("seq"))
}
