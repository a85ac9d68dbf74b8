//! SQL and row mapping of drafts and uploads; decides nothing.

use super::steps::{Pages, Step};
use db::{Query, Row, Tx, args};
use kernel::{At, Id, Problem, Result};
use std::collections::BTreeMap;

db::statements! {
    pub STEPS = "SELECT step, done_at, raw FROM portal_step WHERE request_id = $1";
    pub STEP_SET = "INSERT INTO portal_step (request_id, step, done_at, raw, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (request_id, step) DO UPDATE SET done_at = excluded.done_at, raw = excluded.raw, at = excluded.at";

    pub PAGES = "SELECT id, kind, subject, by_actor, stored_id, thumb_id, mime, bytes, pages, digest, name, borrowed, at FROM portal_page WHERE request_id = $1 ORDER BY at, id";
    pub PAGE = "SELECT id, kind, subject, by_actor, stored_id, thumb_id, mime, bytes, pages, digest, name, borrowed, at FROM portal_page WHERE id = $1 AND request_id = $2";
    pub PAGE_INSERT = "INSERT INTO portal_page (id, request_id, kind, subject, by_actor, stored_id, thumb_id, mime, bytes, pages, digest, name, borrowed, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    pub PAGE_DELETE = "DELETE FROM portal_page WHERE id = $1";
    pub PAGES_OF_LINE = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM portal_page WHERE request_id = $1 AND kind = $2 AND subject = $3";
    pub LINE_DELETE = "DELETE FROM portal_page WHERE request_id = $1 AND kind = $2 AND subject = $3";
    pub PAGES_MOVE = "UPDATE portal_page SET subject = $3 WHERE request_id = $1 AND subject = $2";
    pub UPLOADS_MOVE = "UPDATE portal_upload SET subject = $3 WHERE request_id = $1 AND subject = $2";
    pub UPLOADS_BY = "UPDATE portal_upload SET by_actor = $2 WHERE by_actor = $1";
    pub PAGES_OLD = "SELECT id, stored_id, thumb_id, borrowed FROM portal_page WHERE at < $1 ORDER BY at, id LIMIT 200";

    pub UPLOAD = "SELECT id, by_actor, request_id, kind, subject, name, bytes, digest, received, state, page_id FROM portal_upload WHERE id = $1 AND by_actor = $2";
    pub UPLOAD_SAME = "SELECT id, by_actor, request_id, kind, subject, name, bytes, digest, received, state, page_id FROM portal_upload \
        WHERE by_actor = $1 AND request_id = $2 AND kind = $3 AND subject = $4 AND digest = $5 AND bytes = $6 AND state IN ('open', 'again') ORDER BY began_at DESC, id LIMIT 1";
    pub UPLOADS_OPEN = "SELECT id, by_actor, request_id, kind, subject, name, bytes, digest, received, state, page_id FROM portal_upload \
        WHERE request_id = $1 AND kind = $2 AND subject = $3 AND state IN ('open', 'again') AND by_actor = $4 ORDER BY began_at, id";
    pub UPLOAD_INSERT = "INSERT INTO portal_upload (id, by_actor, request_id, kind, subject, name, bytes, digest, received, state, page_id, began_at, touched_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 'open', NULL, $9, $9)";
    pub UPLOAD_GROW = "UPDATE portal_upload SET received = $3, touched_at = $4 WHERE id = $1 AND received = $2 AND state IN ('open', 'again')";
    pub UPLOAD_EMPTY = "UPDATE portal_upload SET received = 0, state = 'again', touched_at = $2 WHERE id = $1";
    pub UPLOAD_END = "UPDATE portal_upload SET state = $2, page_id = $3, touched_at = $4 WHERE id = $1 AND state IN ('open', 'again')";
    pub UPLOADS_OLD = "SELECT id FROM portal_upload WHERE touched_at < $1 AND state IN ('open', 'again') ORDER BY touched_at, id LIMIT 200";
    pub UPLOADS_FORGET = "DELETE FROM portal_upload WHERE touched_at < $1 AND state IN ('done', 'dropped')";
    pub DAY = "SELECT CAST(COUNT(*) AS BIGINT) AS files, CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes FROM portal_upload WHERE by_actor = $1 AND began_at >= $2";
    pub PARTS = "SELECT starts_at, bytes, stored_id FROM portal_upload_part WHERE upload_id = $1 ORDER BY starts_at";
    pub PART_INSERT = "INSERT INTO portal_upload_part (upload_id, starts_at, bytes, stored_id) VALUES ($1, $2, $3, $4)";
    pub PARTS_DELETE = "DELETE FROM portal_upload_part WHERE upload_id = $1";
}

pub(crate) async fn pages(q: &mut impl Query, request: Id, sent: bool) -> Result<Pages> {
    let mut out = Pages { sent, ..Pages::default() };
    for r in q.all(STEPS, args![request]).await? {
        let Some(step) = Step::parse(&r.text("step")?) else { continue };
        let raw = r.text("raw")?;
        if !raw.is_empty() {
            out.raw.insert(step, serde_json::from_str::<BTreeMap<String, String>>(&raw).map_err(Problem::internal)?);
        }
        if r.opt_at("done_at")?.is_some() {
            out.done.insert(step);
        }
    }
    Ok(out)
}

/// A page sent for a document that is not handed in yet.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub id: Id,
    pub kind: String,
    pub subject: String,
    pub stored: Id,
    pub thumb: Option<Id>,
    pub mime: String,
    pub bytes: i64,
    pub pages: i64,
    pub digest: String,
    pub name: String,
    pub borrowed: bool,
    /// Orders the pages: each later than the one before, even within one millisecond.
    pub at: At,
}

fn page(r: &Row) -> Result<Page> {
    Ok(Page {
        id: r.id("id")?,
        kind: r.text("kind")?,
        subject: r.text("subject")?,
        stored: r.id("stored_id")?,
        thumb: r.opt_id("thumb_id")?,
        mime: r.text("mime")?,
        bytes: r.int("bytes")?,
        pages: r.int("pages")?,
        digest: r.text("digest")?,
        name: r.text("name")?,
        borrowed: r.flag("borrowed")?,
        at: r.at("at")?,
    })
}

pub(crate) async fn gathered(q: &mut impl Query, request: Id) -> Result<Vec<Page>> {
    q.all(PAGES, args![request]).await?.iter().map(page).collect()
}

pub(crate) async fn one_page(q: &mut impl Query, id: Id, request: Id) -> Result<Option<Page>> {
    q.maybe(PAGE, args![id, request]).await?.as_ref().map(page).transpose()
}

pub(crate) async fn put_page(tx: &mut Tx, request: Id, by: Id, p: &Page) -> Result<()> {
    let values = args![p.id, request, &p.kind, &p.subject, by, p.stored, p.thumb, &p.mime, p.bytes, p.pages, &p.digest, &p.name, p.borrowed, p.at];
    tx.run(PAGE_INSERT, values).await.map(|_| ())
}

/// A file on its way in pieces.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub id: Id,
    pub request: Id,
    pub kind: String,
    pub subject: String,
    pub name: String,
    pub bytes: i64,
    pub digest: String,
    pub received: i64,
    pub state: String,
    pub page: Option<Id>,
}

/// Begun anew after it arrived wrong once; otherwise like `open`.
pub(crate) const AGAIN: &str = "again";

impl Upload {
    /// Whether more of it may come.
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "open" | AGAIN)
    }
}

fn upload(r: &Row) -> Result<Upload> {
    Ok(Upload {
        id: r.id("id")?,
        request: r.id("request_id")?,
        kind: r.text("kind")?,
        subject: r.text("subject")?,
        name: r.text("name")?,
        bytes: r.int("bytes")?,
        digest: r.text("digest")?,
        received: r.int("received")?,
        state: r.text("state")?,
        page: r.opt_id("page_id")?,
    })
}

/// Another session's is as absent as none.
pub(crate) async fn one_upload(q: &mut impl Query, id: Id, by: Id) -> Result<Option<Upload>> {
    q.maybe(UPLOAD, args![id, by]).await?.as_ref().map(upload).transpose()
}

pub(crate) async fn same_upload(q: &mut impl Query, by: Id, request: Id, kind: &str, subject: &str, digest: &str, bytes: i64) -> Result<Option<Upload>> {
    q.maybe(UPLOAD_SAME, args![by, request, kind, subject, digest, bytes]).await?.as_ref().map(upload).transpose()
}

pub(crate) async fn open_uploads(q: &mut impl Query, request: Id, kind: &str, subject: &str, by: Id) -> Result<Vec<Upload>> {
    q.all(UPLOADS_OPEN, args![request, kind, subject, by]).await?.iter().map(upload).collect()
}

/// Files and bytes begun since then.
pub(crate) async fn day(q: &mut impl Query, by: Id, since: At) -> Result<(i64, i64)> {
    let r = q.one(DAY, args![by, since]).await?;
    Ok((r.int("files")?, r.int("bytes")?))
}

/// The pieces in their order: where each begins, its length, its file.
pub(crate) async fn parts(q: &mut impl Query, upload: Id) -> Result<Vec<(i64, i64, Id)>> {
    q.all(PARTS, args![upload]).await?.iter().map(|r| Ok((r.int("starts_at")?, r.int("bytes")?, r.id("stored_id")?))).collect()
}
