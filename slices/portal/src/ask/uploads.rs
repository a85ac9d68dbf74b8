//! Files in pieces over a network that breaks: begin, pieces in order, finish. A file begun once is gone on with after a broken line,
//! after a reload, by its digest. Answers are JSON; the pages work without any of this.

use super::{
    line, open_id,
    store::{self, Page, Upload},
};
use db::{Db, Query, args};
use documents::{NewScan, NewUpload};
use files::Files;
use kernel::{At, DAY_MS, Env, FieldError, FieldErrors, HOUR_MS, Id, Problem, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use web::{Answer, Cx, StatusCode};

/// Largest piece, in bytes: little is lost when the line breaks.
pub(crate) const PART: usize = 256 * 1024;
/// Most files and bytes one session's person may begin in 24 hours.
const FILES_A_DAY: i64 = 80;
const BYTES_A_DAY: i64 = 160 * 1024 * 1024;
/// After so long without a piece an upload is given up; pages never handed in are taken away.
const UPLOAD_MS: i64 = 48 * HOUR_MS;
const PAGE_MS: i64 = 60 * DAY_MS;

fn say(status: StatusCode, v: &Value) -> Answer {
    Ok(web::text(status, &v.to_string()))
}

/// A field's error in words, for a page that has no form to show it in.
fn words(cx: &Cx, e: &FieldErrors) -> String {
    web::Errors::new(cx.lang, e).list().iter().map(|(_, m)| m.clone()).collect::<Vec<_>>().join(" ")
}

fn one(code: &'static str) -> FieldErrors {
    let mut e = FieldErrors::default();
    e.code("scan", code);
    e
}

/// # Errors
/// Field `scan` with `ask_quota`.
pub(crate) async fn within_quota(cx: &Cx, more: i64) -> Result<()> {
    let (n, bytes) = store::day(&mut cx.reader(), cx.actor()?.id, cx.now().plus_ms(-DAY_MS)).await?;
    if n >= FILES_A_DAY || bytes.saturating_add(more) > BYTES_A_DAY { Err(Problem::Invalid(one("ask_quota"))) } else { Ok(()) }
}

/// How a page came.
pub(crate) enum From {
    Whole { bytes: i64 },
    Pieces(Id),
}

/// Puts a page to the others of its document. The same picture twice is one page.
///
/// # Errors
/// Field `scan` with `scan_too_many`.
pub(crate) async fn stage(cx: &Cx, request: Id, kind: &str, who: &str, scan: NewScan, from: From) -> Result<Page> {
    let (by, now) = (cx.actor()?.id, cx.now());
    let fresh = Page {
        id: cx.env().id(),
        kind: kind.into(),
        subject: who.into(),
        stored: scan.stored.id,
        thumb: scan.thumb,
        mime: scan.kind.mime().into(),
        bytes: scan.stored.bytes,
        pages: scan.pages,
        digest: scan.stored.digest,
        name: scan.name,
        borrowed: false,
        at: now,
    };
    let mut tx = cx.db().begin(cx.actor()?).await?;
    let there: Vec<Page> = store::gathered(&mut tx, request).await?.into_iter().filter(|p| p.kind == kind && p.subject == who).collect();
    let same = there.iter().find(|p| p.digest == fresh.digest).cloned();
    let full = same.is_none() && there.len() >= documents::MAX_SCANS;
    let at = there.last().map_or(now, |last| last.at.plus_ms(1).max(now));
    let page = same.clone().unwrap_or_else(|| Page { at, ..fresh.clone() });
    // Finished by another tab in this moment.
    let mut late = false;
    if !full {
        if same.is_none() {
            store::put_page(&mut tx, request, by, &page).await?;
        }
        let upload = match &from {
            From::Pieces(id) => *id,
            From::Whole { bytes } => {
                let id = cx.env().id();
                tx.run(store::UPLOAD_INSERT, args![id, by, request, kind, who, &page.name, *bytes, &page.digest, now]).await?;
                id
            }
        };
        late = tx.run(store::UPLOAD_END, args![upload, "done", Some(page.id), now]).await? == 0;
        if !late {
            tx.commit_quietly("a page of a document that is not handed in yet").await?;
        }
    }
    if full || late || same.is_some() {
        cx.files().remove(fresh.stored).await?;
        if let Some(t) = fresh.thumb {
            cx.files().remove(t).await?;
        }
    }
    if late {
        return Err(Problem::conflict("changed"));
    }
    if full {
        let mut e = FieldErrors::default();
        e.add("scan", FieldError::new("scan_too_many").arg("n", documents::MAX_SCANS));
        return Err(Problem::Invalid(e));
    }
    Ok(page)
}

async fn page_json(cx: &Cx, request: Id, id: Id) -> Result<Value> {
    let q = &mut cx.reader();
    let Some(p) = store::one_page(q, id, request).await? else { return Ok(Value::Null) };
    let n = store::gathered(q, request).await?.iter().filter(|x| x.kind == p.kind && x.subject == p.subject).position(|x| x.id == id).map_or(1, |i| i + 1);
    let s = line::shown(cx, request, n, &p);
    Ok(json!({ "id": s.id, "src": s.src, "image": s.image, "name": s.name, "about": s.about, "remove": s.remove }))
}

/// POST `request`, `kind`, `who`, `name`, `bytes`, `sha256`: where to go on. A file begun before and broken off is found again by its digest.
pub async fn begin(cx: Cx) -> Answer {
    let f = &cx.form;
    let request: Id = f.text("request").parse().map_err(|_| Problem::NotFound)?;
    let o = match open_id(&cx, request).await? {
        Ok(o) => o,
        Err(_) => return Err(Problem::NotFound),
    };
    let (kind, who, digest) = (f.text("kind"), f.text("who"), f.text("sha256").to_ascii_lowercase());
    if !line::asks_for(&cx, &o, kind, who).await? {
        return Err(Problem::NotFound);
    }
    let bytes: i64 = f.text("bytes").parse().unwrap_or(-1);
    if digest.len() != 64 || !digest.bytes().all(|b| b.is_ascii_hexdigit()) || bytes <= 0 {
        return say(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "say": words(&cx, &one("ask_upload_digest")) }));
    }
    if bytes > i64::try_from(files::MAX_BYTES).unwrap_or(i64::MAX) {
        return say(StatusCode::PAYLOAD_TOO_LARGE, &json!({ "say": words(&cx, &one("ask_upload_size")) }));
    }
    let by = cx.actor()?.id;
    let q = &mut cx.reader();
    if let Some(u) = store::same_upload(q, by, request, kind, who, &digest, bytes).await? {
        return say(StatusCode::OK, &json!({ "id": u.id.to_string(), "received": u.received, "part": PART }));
    }
    if let Some(p) = store::gathered(q, request).await?.into_iter().find(|p| p.kind == kind && p.subject == who && p.digest == digest) {
        return say(StatusCode::OK, &json!({ "page": page_json(&cx, request, p.id).await? }));
    }
    if let Err(Problem::Invalid(e)) = within_quota(&cx, bytes).await {
        return say(StatusCode::TOO_MANY_REQUESTS, &json!({ "say": words(&cx, &e) }));
    }
    let id = cx.env().id();
    let mut tx = cx.db().begin(cx.actor()?).await?;
    let name = files::display_name(f.text("name"));
    tx.run(store::UPLOAD_INSERT, args![id, by, request, kind, who, name, bytes, digest, cx.now()]).await?;
    tx.commit_quietly("a file begins to arrive").await?;
    say(StatusCode::CREATED, &json!({ "id": id.to_string(), "received": 0, "part": PART }))
}

/// An upload of this session's own, for a request that may still be written.
async fn mine(cx: &Cx) -> Result<Upload> {
    let u = store::one_upload(&mut cx.reader(), cx.id("id")?, cx.actor()?.id).await?.ok_or(Problem::NotFound)?;
    match open_id(cx, u.request).await? {
        Ok(_) => Ok(u),
        Err(_) => Err(Problem::NotFound),
    }
}

async fn standing(cx: &Cx, status: StatusCode, u: &Upload) -> Answer {
    let page = match u.page {
        Some(p) => page_json(cx, u.request, p).await?,
        None => Value::Null,
    };
    say(status, &json!({ "id": u.id.to_string(), "received": u.received, "bytes": u.bytes, "state": u.state, "page": page }))
}

pub async fn status(cx: Cx) -> Answer {
    let u = mine(&cx).await?;
    standing(&cx, StatusCode::OK, &u).await
}

/// POST multipart `offset`, `chunk`. A piece that came before is taken as come; one that leaves a gap is told where to go on (409).
pub async fn part(cx: Cx) -> Answer {
    let u = mine(&cx).await?;
    let Some(chunk) = cx.form.file("chunk") else { return standing(&cx, StatusCode::UNPROCESSABLE_ENTITY, &u).await };
    let (offset, len): (i64, i64) = (cx.form.text("offset").parse().unwrap_or(-1), i64::try_from(chunk.bytes.len()).unwrap_or(i64::MAX));
    if !u.is_open() {
        return standing(&cx, if u.state == "done" { StatusCode::OK } else { StatusCode::GONE }, &u).await;
    }
    if chunk.bytes.len() > PART || offset < 0 || offset.saturating_add(len) > u.bytes {
        return standing(&cx, StatusCode::PAYLOAD_TOO_LARGE, &u).await;
    }
    if offset + len <= u.received {
        return standing(&cx, StatusCode::OK, &u).await;
    }
    if offset != u.received {
        return standing(&cx, StatusCode::CONFLICT, &u).await;
    }
    // Each piece is a file and a row: none is smaller than it must be.
    if len != i64::try_from(PART).unwrap_or(i64::MAX).min(u.bytes - u.received) {
        return standing(&cx, StatusCode::UNPROCESSABLE_ENTITY, &u).await;
    }
    let stored = cx.files().put(cx.env().id(), chunk.bytes.to_vec()).await?;
    let mut tx = cx.db().begin(cx.actor()?).await?;
    let grown = tx.run(store::UPLOAD_GROW, args![u.id, u.received, u.received + len, cx.now()]).await?;
    if grown == 0 {
        drop(tx);
        cx.files().remove(stored.id).await?;
        let u = mine(&cx).await?;
        return standing(&cx, StatusCode::CONFLICT, &u).await;
    }
    tx.run(store::PART_INSERT, args![u.id, offset, len, stored.id]).await?;
    tx.commit_quietly("a piece of a file").await?;
    standing(&cx, StatusCode::OK, &Upload { received: u.received + len, ..u }).await
}

/// The pieces' files are taken away first: a row without its file is found again by the sweep, a file without its row by nobody.
async fn forget_parts(db: &Db, files: &Files, actor: &kernel::Actor, upload: Id, end: Option<&str>, now: At) -> Result<()> {
    for (.., stored) in store::parts(&mut db.reader(), upload).await? {
        files.remove(stored).await?;
    }
    let mut tx = db.begin(actor).await?;
    tx.run(store::PARTS_DELETE, args![upload]).await?;
    match end {
        Some(state) => tx.run(store::UPLOAD_END, args![upload, state, None::<Id>, now]).await?,
        None => tx.run(store::UPLOAD_EMPTY, args![upload, now]).await?,
    };
    tx.commit_quietly("pieces of a file that are needed no more").await
}

/// POST: all pieces are there; they become a page, or it is said why not.
pub async fn finish(cx: Cx) -> Answer {
    let u = mine(&cx).await?;
    match u.state.as_str() {
        _ if u.is_open() => {}
        "done" => return standing(&cx, StatusCode::OK, &u).await,
        _ => return say(StatusCode::GONE, &json!({ "say": words(&cx, &one("ask_upload_gone")) })),
    }
    if u.received != u.bytes {
        return standing(&cx, StatusCode::CONFLICT, &u).await;
    }
    let mut whole = Vec::with_capacity(usize::try_from(u.bytes).unwrap_or(0));
    for (.., stored) in store::parts(&mut cx.reader(), u.id).await? {
        whole.extend(cx.files().get(stored).await?);
    }
    let digest: String = Sha256::digest(&whole).iter().map(|b| format!("{b:02x}")).collect();
    if digest != u.digest {
        // Something was changed on the way: from the beginning, once. What arrives wrong twice is not what was announced.
        if u.state == store::AGAIN {
            forget_parts(cx.db(), cx.files(), cx.actor()?, u.id, Some("dropped"), cx.now()).await?;
            return say(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "state": "dropped", "say": words(&cx, &one("ask_upload_digest")) }));
        }
        forget_parts(cx.db(), cx.files(), cx.actor()?, u.id, None, cx.now()).await?;
        return say(StatusCode::CONFLICT, &json!({ "id": u.id.to_string(), "received": 0, "say": words(&cx, &one("ask_upload_digest")) }));
    }
    let staged = async {
        let scan = documents::take(cx.env(), cx.files(), NewUpload { name: u.name.clone(), bytes: whole }).await?;
        stage(&cx, u.request, &u.kind, &u.subject, scan, From::Pieces(u.id)).await
    }
    .await;
    match staged {
        Ok(p) => {
            forget_parts(cx.db(), cx.files(), cx.actor()?, u.id, Some("done"), cx.now()).await?;
            say(StatusCode::OK, &json!({ "state": "done", "page": page_json(&cx, u.request, p.id).await? }))
        }
        Err(Problem::Invalid(e)) => {
            forget_parts(cx.db(), cx.files(), cx.actor()?, u.id, Some("dropped"), cx.now()).await?;
            say(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "say": words(&cx, &e) }))
        }
        Err(Problem::Conflict { .. }) => standing(&cx, StatusCode::CONFLICT, &mine(&cx).await?).await,
        Err(p) => Err(p),
    }
}

/// Gives up uploads nobody went on with and pages never handed in; how many. Run once an hour or so.
pub async fn sweep(env: &Env, db: &Db, files: &Files) -> Result<usize> {
    let (now, system) = (env.now(), kernel::Actor::system());
    let mut n = 0;
    let old = db.reader().all(store::UPLOADS_OLD, args![now.plus_ms(-UPLOAD_MS)]).await?;
    for r in &old {
        forget_parts(db, files, &system, r.id("id")?, Some("dropped"), now).await?;
        n += 1;
    }
    for r in db.reader().all(store::PAGES_OLD, args![now.plus_ms(-PAGE_MS)]).await? {
        if !r.flag("borrowed")? {
            files.remove(r.id("stored_id")?).await?;
            if let Some(t) = r.opt_id("thumb_id")? {
                files.remove(t).await?;
            }
        }
        let mut tx = db.begin(&system).await?;
        tx.run(store::PAGE_DELETE, args![r.id("id")?]).await?;
        tx.commit_quietly("a page nobody handed in").await?;
        n += 1;
    }
    let mut tx = db.begin(&system).await?;
    tx.run(store::UPLOADS_FORGET, args![now.plus_ms(-UPLOAD_MS)]).await?;
    tx.commit_quietly("uploads that ended long ago").await?;
    Ok(n)
}
