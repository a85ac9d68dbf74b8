//! The trail: one row for each thing that happened, written in its own transaction, never changed or removed.

use crate::{Args, Engine, Query, Row, Statement, args, conn::run_on};
use kernel::{At, Event, Id, Result};
use sqlx::AnyConnection;

crate::statements! {
    INSERT = "INSERT INTO audit_event (at, actor, code, object, object_id, file_id, facts) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF_FILE = "SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE file_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    OF_OBJECT = "SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE object_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    OF_ACTOR = "SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE actor = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    OF_CODE = "SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE code = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    NEWEST = "SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE seq < $1 ORDER BY seq DESC LIMIT $2";
    OPENINGS = "SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE file_id = $1 AND code IN ('file.opened', 'request.opened', 'document.opened', 'file.identity_revealed') AND seq < $2 ORDER BY seq DESC LIMIT $3";
    SPAN = "SELECT seq, at, actor, code, object, object_id, file_id, facts FROM audit_event WHERE seq > $1 ORDER BY seq LIMIT $2";
}

/// A row of the trail as pages show it.
#[derive(Clone, Debug)]
pub struct AuditRow {
    pub seq: i64,
    pub at: At,
    /// Employee id as text, or `system`.
    pub actor: String,
    pub code: String,
    pub object: String,
    pub object_id: String,
    pub file_id: Option<String>,
    /// JSON object of codes and digests, keys in order.
    pub facts: String,
}

impl AuditRow {
    pub(crate) fn read(r: &Row) -> Result<AuditRow> {
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
    }

    /// What is sealed: every column, each with its length in front so that no two rows read alike.
    pub(crate) fn leaf(&self) -> [u8; 32] {
        let mut text = String::with_capacity(256);
        let (seq, at) = (self.seq.to_string(), self.at.0.to_string());
        for part in [seq.as_str(), &at, &self.actor, &self.code, &self.object, &self.object_id, self.file_id.as_deref().unwrap_or("-"), &self.facts] {
            text.push_str(&part.len().to_string());
            text.push(':');
            text.push_str(part);
        }
        crate::seal::sha256(&[b"\0", text.as_bytes()])
    }
}

async fn rows(q: &mut impl Query, sql: impl Into<Statement> + Send, args: Args) -> Result<Vec<AuditRow>> {
    q.all(sql, args).await?.iter().map(AuditRow::read).collect()
}

/// Which part of the trail a page asks for; newest first, before a sequence number, at most `limit`.
#[derive(Clone, Debug)]
pub enum Part {
    All,
    File(Id),
    /// Only the openings of a file: "who opened this file".
    Openings(Id),
    Object(Id),
    /// Employee id as text, or `system`.
    Actor(String),
    Code(String),
}

/// Reads a page of the trail. `before` is the smallest sequence number already shown, or `None` for the newest.
pub async fn read(q: &mut impl Query, part: &Part, before: Option<i64>, limit: i64) -> Result<Vec<AuditRow>> {
    let b = before.unwrap_or(i64::MAX);
    match part {
        Part::All => rows(q, NEWEST, args![b, limit]).await,
        Part::File(id) => rows(q, OF_FILE, args![id, b, limit]).await,
        Part::Openings(id) => rows(q, OPENINGS, args![id, b, limit]).await,
        Part::Object(id) => rows(q, OF_OBJECT, args![id, b, limit]).await,
        Part::Actor(a) => rows(q, OF_ACTOR, args![a, b, limit]).await,
        Part::Code(c) => rows(q, OF_CODE, args![c, b, limit]).await,
    }
}

/// Events after `after`, in order (for sealing and verification).
pub(crate) async fn span(q: &mut impl Query, after: i64, limit: i64) -> Result<Vec<AuditRow>> {
    rows(q, SPAN, args![after, limit]).await
}

pub(crate) async fn insert(conn: &mut AnyConnection, at: At, actor: &str, e: &Event) -> Result<()> {
    let facts = serde_json::to_string(&e.facts).map_err(kernel::Problem::internal)?;
    run_on(conn, INSERT.into(), args![at, actor, e.code, e.object, e.object_id, e.file, facts]).await?;
    Ok(())
}

/// Refuses every change and removal in the database itself. Whoever can lift these (the database's owner) is found by `verify`.
pub(crate) fn guards(engine: Engine) -> Vec<&'static str> {
    match engine {
        Engine::Sqlite => vec![
            "CREATE TRIGGER audit_event_fixed BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
            "CREATE TRIGGER audit_event_kept BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
            "CREATE TRIGGER audit_seal_fixed BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
            "CREATE TRIGGER audit_seal_kept BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
        ],
        Engine::Postgres => vec![
            "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$",
            "CREATE TRIGGER audit_event_fixed BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
            "CREATE TRIGGER audit_event_kept BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
            "CREATE TRIGGER audit_seal_fixed BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
            "CREATE TRIGGER audit_seal_kept BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
        ],
    }
}
