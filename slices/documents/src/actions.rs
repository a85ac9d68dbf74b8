//! Load within reach → judge → put the scans on the disk → write → event → commit.

use crate::{
    By, Document, DocumentType, NewCheck, NewDocument, NewScan, forms,
    parts::{self, FileSeen},
    perm,
    rules::{self, How, Outcome, Per},
    store,
};
use db::{Db, Once, Query, args};
use files::Files;
use kernel::{Env, Event, FieldError, FieldErrors, Id, Permit, Problem, Result};

/// A scan as it came. What it is, is judged by its bytes.
#[derive(Clone, Debug)]
pub struct NewUpload {
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
pub struct AddDocument {
    pub file_id: Id,
    pub raw: forms::Raw,
    pub scans: Vec<NewUpload>,
    /// The document this one takes the place of (renewed, reissued).
    pub replaces: Option<Id>,
    pub once: (String, String),
}

#[derive(Clone, Debug)]
pub struct EditDocument {
    pub raw: forms::Raw,
    pub version: i64,
}

#[derive(Clone, Debug)]
pub struct CheckDocument {
    pub outcome: Outcome,
    pub how: How,
    pub note: String,
    pub version: i64,
    pub once: (String, String),
}

#[derive(Clone, Debug)]
pub struct SaveType {
    /// Code and version of the kind being changed; `None` makes a new one.
    pub old: Option<(String, i64)>,
    pub name_ar: String,
    pub name_en: String,
    pub per: Per,
    pub number_needed: bool,
    pub expiry_needed: bool,
    pub valid_for_days: Option<i64>,
    pub ways: Vec<How>,
    pub sensitive: bool,
    pub active: bool,
    pub sort: i64,
}

/// What the actor may see of a document: its record, its file, its kind.
pub(crate) struct Loaded {
    pub document: Document,
    pub file: FileSeen,
    pub kind: DocumentType,
}

/// A document within reach. Out of reach, or sensitive and not for this reader where `contents` are asked for: not found.
pub(crate) async fn load(q: &mut impl Query, permit: &Permit, id: Id, contents: bool) -> Result<Loaded> {
    let document = store::find(q, id).await?.ok_or(Problem::NotFound)?;
    let file = parts::reach(q, permit, document.on_file.file_id).await?;
    let kind = kind_of(q, &document.on_file.type_code).await?;
    if contents && kind.sensitive && !permit.actor.can(perm::READ_SENSITIVE) {
        return Err(Problem::NotFound);
    }
    Ok(Loaded { document, file, kind })
}

async fn kind_of(q: &mut impl Query, code: &str) -> Result<DocumentType> {
    store::types(q).await?.into_iter().find(|t| t.code == code).ok_or_else(|| Problem::Internal("a document of no kind".into()))
}

fn by(env: &Env, permit: &Permit) -> By {
    By { at: env.now(), id: permit.actor.id, name: permit.actor.name.clone() }
}

/// Looks at each scan, makes thumbnails, and puts all on the disk: whole before any row names them. Each waits its turn.
async fn put_scans(env: &Env, files: &Files, scans: Vec<NewUpload>) -> Result<Vec<NewScan>> {
    if scans.is_empty() {
        return Err(Problem::field("scan", "scan_missing"));
    }
    if scans.len() > forms::MAX_SCANS {
        return Err(Problem::Invalid(one("scan", FieldError::new("scan_too_many").arg("n", forms::MAX_SCANS))));
    }
    let mut looked = vec![];
    for s in scans {
        let name = files::display_name(&s.name);
        match files::look(s.bytes).await {
            Ok(x) => looked.push((name, x)),
            Err(refusal) => {
                let mb = files::MAX_BYTES / 1_048_576;
                return Err(Problem::Invalid(one("scan", FieldError::new(refusal.code()).arg("name", name).arg("mb", mb))));
            }
        }
    }
    let mut out = vec![];
    for (name, files::Looked { sniffed, thumb, bytes }) in looked {
        let stored = files.put(env.id(), bytes).await?;
        let thumb = match thumb {
            Some(t) => Some(files.put(env.id(), t).await?.id),
            None => None,
        };
        out.push(NewScan { id: env.id(), stored, thumb, kind: sniffed.kind, pages: sniffed.pages, name });
    }
    Ok(out)
}

fn one(field: &str, e: FieldError) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add(field, e);
    errors
}

/// One scan looked at and put on the disk, named by no row yet: the portal gathers a document's pages before the document is made.
///
/// # Errors
/// Field `scan`: `scan_empty`, `scan_too_large`, `scan_type`, `scan_heic`, `scan_unreadable`, `scan_locked`, `scan_active`, `scan_busy`.
pub async fn take(env: &Env, files: &Files, upload: NewUpload) -> Result<NewScan> {
    put_scans(env, files, vec![upload]).await?.pop().ok_or_else(|| Problem::Internal("a scan was taken and is not there".into()))
}

/// The same for several that belong together: all are looked at before the first is put on the disk.
///
/// # Errors
/// Those of [`take`]; `scan_missing`, `scan_too_many`.
pub async fn take_all(env: &Env, files: &Files, uploads: Vec<NewUpload>) -> Result<Vec<NewScan>> {
    put_scans(env, files, uploads).await
}

/// A document whose pages are on the disk already.
#[derive(Clone, Debug)]
pub struct AddStored {
    pub file_id: Id,
    pub raw: forms::Raw,
    pub scans: Vec<NewScan>,
    /// The document this one takes the place of.
    pub replaces: Option<Id>,
}

/// As [`add`], in the caller's transaction and of pages taken before. The caller has judged the right to the file.
///
/// # Errors
/// Those of [`add`], by field.
pub async fn add_stored(tx: &mut db::Tx, env: &Env, permit: &Permit, cmd: AddStored) -> Result<Id> {
    let file = parts::reach(tx, permit, cmd.file_id).await?;
    parts::guard(tx, &permit.actor, &file).await?;
    let kinds = store::types(tx).await?;
    let Some(kind) = kinds.iter().find(|t| t.code == cmd.raw.kind && t.active) else {
        return Err(Problem::field("type", "document_type"));
    };
    let mut errors = FieldErrors::default();
    let read = cmd.raw.read(&kind.code, &mut errors);
    judged(&mut errors, kind, &read.particulars, &file, env);
    if cmd.scans.is_empty() {
        errors.code("scan", "scan_missing");
    }
    if cmd.scans.len() > forms::MAX_SCANS {
        errors.add("scan", FieldError::new("scan_too_many").arg("n", forms::MAX_SCANS));
    }
    errors.ok(())?;
    let by = by(env, permit);
    let new = NewDocument {
        id: env.id(),
        file_id: cmd.file_id,
        person: read.particulars.person,
        type_code: kind.code.clone(),
        number: read.particulars.number,
        issuer: read.particulars.issuer,
        issued: read.issued,
        expires: read.expires,
    };
    crate::insert_in(tx, &new, &cmd.scans, &[], &by).await?;
    let mut event = Event::new("document.add", "document", new.id).file(cmd.file_id).fact("type", &kind.code).fact("scans", cmd.scans.len());
    if let Some(old) = cmd.replaces {
        let old = store::find(tx, old).await?.map(|d| d.on_file).filter(|d| d.file_id == cmd.file_id && d.type_code == kind.code).ok_or(Problem::NotFound)?;
        if old.superseded_by.is_some() {
            return Err(Problem::refused("document_superseded"));
        }
        tx.run_one(store::SUPERSEDE, args![old.id, new.id]).await?;
        event = event.fact("replaces", old.id);
    }
    tx.record(by.at, event);
    Ok(new.id)
}

/// Adds a document with at least one scan. The same form sent twice makes one document: its id comes back again.
pub async fn add(env: &Env, db: &Db, files: &Files, permit: &Permit, cmd: AddDocument) -> Result<Id> {
    let mut q = db.reader();
    let file = parts::reach(&mut q, permit, cmd.file_id).await?;
    parts::guard(&mut q, &permit.actor, &file).await?;
    let kinds = store::types(&mut q).await?;
    let Some(kind) = kinds.iter().find(|t| t.code == cmd.raw.kind && t.active) else {
        return Err(Problem::field("type", "document_type"));
    };
    let mut errors = FieldErrors::default();
    let read = cmd.raw.read(&kind.code, &mut errors);
    judged(&mut errors, kind, &read.particulars, &file, env);
    if cmd.scans.is_empty() {
        errors.code("scan", "scan_missing");
    }
    errors.ok(())?;
    let replaced = match cmd.replaces {
        Some(id) => {
            let old = store::find(&mut q, id).await?.ok_or(Problem::NotFound)?.on_file;
            if old.file_id != cmd.file_id || old.type_code != kind.code {
                return Err(Problem::NotFound);
            }
            if old.superseded_by.is_some() {
                return Err(Problem::refused("document_superseded"));
            }
            Some(old.id)
        }
        None => None,
    };
    let scans = put_scans(env, files, cmd.scans).await?;
    let by = by(env, permit);
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(id) = tx.once(&cmd.once.0, &cmd.once.1, by.at).await? {
        return id.parse().map_err(|_| Problem::Internal("a form's answer is no id".into()));
    }
    let new = NewDocument {
        id: env.id(),
        file_id: cmd.file_id,
        person: read.particulars.person,
        type_code: kind.code.clone(),
        number: read.particulars.number,
        issuer: read.particulars.issuer,
        issued: read.issued,
        expires: read.expires,
    };
    crate::insert_in(&mut tx, &new, &scans, &[], &by).await?;
    let mut event = Event::new("document.add", "document", new.id).file(cmd.file_id).fact("type", &kind.code).fact("scans", scans.len());
    if let Some(old) = replaced {
        tx.run_one(store::SUPERSEDE, args![old, new.id]).await?;
        event = event.fact("replaces", old);
    }
    tx.once_result(&cmd.once.0, &new.id.to_string()).await?;
    tx.record(by.at, event);
    tx.commit().await?;
    Ok(new.id)
}

fn judged(errors: &mut FieldErrors, kind: &DocumentType, p: &rules::Particulars, file: &FileSeen, env: &Env) {
    let members: Vec<Id> = file.members.iter().map(|m| m.person).collect();
    for (field, e) in rules::judge(kind, p, &members, env.now().day()).0 {
        // What could not be read is already said; that it is also missing adds nothing.
        if errors.get(&field).is_none() {
            errors.add(field, e);
        }
    }
}

/// One or more further scans of a document that nothing has replaced.
pub async fn add_scan(env: &Env, db: &Db, files: &Files, permit: &Permit, document: Id, scans: Vec<NewUpload>, once: (String, String)) -> Result<()> {
    let mut q = db.reader();
    let loaded = load(&mut q, permit, document, true).await?;
    parts::guard(&mut q, &permit.actor, &loaded.file).await?;
    if loaded.document.on_file.superseded_by.is_some() {
        return Err(Problem::refused("document_superseded"));
    }
    let scans = put_scans(env, files, scans).await?;
    let by = by(env, permit);
    let mut tx = db.begin(&permit.actor).await?;
    if let Once::Again(_) = tx.once(&once.0, &once.1, by.at).await? {
        return Ok(());
    }
    tx.run_one(store::RAISE, args![document, loaded.document.on_file.version]).await?;
    for s in &scans {
        tx.run(store::SCAN_INSERT, store::scan_args(document, s, &by)).await?;
    }
    tx.once_result(&once.0, "done").await?;
    tx.record(by.at, Event::new("document.scan", "document", document).file(loaded.document.on_file.file_id).fact("scans", scans.len()));
    tx.commit().await
}

/// Changes number, issuer, dates or whose it is. Checks made before no longer count.
pub async fn edit(env: &Env, db: &Db, permit: &Permit, document: Id, cmd: EditDocument) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let Loaded { document: old, file, kind } = load(&mut tx, permit, document, true).await?;
    parts::guard(&mut tx, &permit.actor, &file).await?;
    if old.on_file.superseded_by.is_some() {
        return Err(Problem::refused("document_superseded"));
    }
    let mut errors = FieldErrors::default();
    let read = cmd.raw.read(&kind.code, &mut errors);
    judged(&mut errors, &kind, &read.particulars, &file, env);
    errors.ok(())?;
    let (p, now) = (read.particulars, env.now());
    let calendar = |d: Option<(kernel::Day, i18n::dates::Calendar)>| d.map(|(_, c)| c.code().to_string());
    tx.run_one(
        store::EDIT,
        args![document, cmd.version, p.person, p.number, p.issuer, p.issued, calendar(read.issued), p.expires, calendar(read.expires), now],
    )
    .await?;
    let voided = old.on_file.checks.len();
    tx.record(now, Event::new("document.edit", "document", document).file(old.on_file.file_id).fact("checks_voided", voided));
    tx.commit().await
}

/// One employee's match against the original, as of now. Only ways that suffice for the kind are taken.
pub async fn check(env: &Env, db: &Db, permit: &Permit, document: Id, cmd: CheckDocument) -> Result<()> {
    let mut tx = db.begin(&permit.actor).await?;
    let loaded = load(&mut tx, permit, document, true).await?;
    let d = &loaded.document.on_file;
    parts::guard(&mut tx, &permit.actor, &loaded.file).await?;
    if d.superseded_by.is_some() {
        return Err(Problem::refused("document_superseded"));
    }
    if !loaded.kind.suffices(cmd.how) {
        return Err(Problem::field("how", "check_how_insufficient"));
    }
    let by = by(env, permit);
    if let Once::Again(_) = tx.once(&cmd.once.0, &cmd.once.1, by.at).await? {
        return Ok(());
    }
    tx.run_one(store::RAISE, args![document, cmd.version]).await?;
    let new = NewCheck { id: env.id(), outcome: cmd.outcome, how: cmd.how, note: cmd.note };
    crate::check_in(&mut tx, document, &new, &by).await?;
    tx.once_result(&cmd.once.0, "done").await?;
    tx.record(by.at, Event::new("document.check", "document", document).file(d.file_id).fact("outcome", cmd.outcome.code()).fact("how", cmd.how.code()));
    tx.commit().await
}

/// Makes or changes a kind of document; its code comes back.
pub async fn save_type(env: &Env, db: &Db, permit: &Permit, cmd: SaveType) -> Result<String> {
    let mut tx = db.begin(&permit.actor).await?;
    let ways = store::ways_text(&cmd.ways);
    let id = env.id();
    let (code, made) = match cmd.old {
        Some((code, version)) => {
            let values = args![
                code.as_str(),
                version,
                cmd.name_ar,
                cmd.name_en,
                cmd.per.code(),
                cmd.number_needed,
                cmd.expiry_needed,
                cmd.valid_for_days,
                ways,
                cmd.sensitive,
                cmd.active,
                cmd.sort
            ];
            tx.run_one(store::TYPE_UPDATE, values).await?;
            (code, false)
        }
        None => {
            let text = id.to_string();
            let code = format!("own_{}", &text[16..]);
            let values = args![
                code.as_str(),
                cmd.name_ar,
                cmd.name_en,
                cmd.per.code(),
                cmd.number_needed,
                cmd.expiry_needed,
                cmd.valid_for_days,
                ways,
                cmd.sensitive,
                cmd.active,
                cmd.sort
            ];
            tx.run_one(store::TYPE_INSERT, values).await?;
            (code, true)
        }
    };
    tx.record(env.now(), Event::new("document_type.change", "document_type", id).fact("code", &code).fact("made", made));
    tx.commit().await?;
    crate::tell_catalogue(&mut db.reader()).await?;
    Ok(code)
}
