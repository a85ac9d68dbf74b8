//! SQL and row mapping; decides nothing. `document_check` is only ever inserted into.

use crate::{
    Check, Document, DocumentType, OnFile, Scan,
    rules::{self, How, Outcome, Per},
};
use db::{Args, Query, Row, args};
use i18n::dates::Calendar;
use kernel::{Id, Problem, Result};
use std::collections::HashMap;

db::statements! {
    pub TYPES = "SELECT code, name_ar, name_en, per, number_needed, expiry_needed, valid_for_days, ways, sensitive, active, sort, version \
        FROM document_type ORDER BY sort, code";
    pub TYPE_INSERT = "INSERT INTO document_type (code, name_ar, name_en, per, number_needed, expiry_needed, valid_for_days, ways, sensitive, active, sort, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    pub TYPE_UPDATE = "UPDATE document_type SET name_ar = $3, name_en = $4, per = $5, number_needed = $6, expiry_needed = $7, valid_for_days = $8, ways = $9, \
        sensitive = $10, active = $11, sort = $12, version = version + 1 WHERE code = $1 AND version = $2";
    pub TYPE_USES = "SELECT type_code, CAST(COUNT(*) AS BIGINT) AS n FROM document GROUP BY type_code";

    pub FIND = "SELECT id, file_id, person_id, type_code, number, issuer, issued, issued_calendar, expires, expires_calendar, created_at, created_by, created_by_name, \
        edited_at, superseded_by, version FROM document WHERE id = $1";
    pub OF_FILE = "SELECT id, file_id, person_id, type_code, number, issuer, issued, issued_calendar, expires, expires_calendar, created_at, created_by, created_by_name, \
        edited_at, superseded_by, version FROM document WHERE file_id = $1 ORDER BY type_code, id";
    pub REPLACED_BY = "SELECT id FROM document WHERE superseded_by = $1 ORDER BY id";
    pub INSERT = "INSERT INTO document (id, file_id, person_id, type_code, number, issuer, issued, issued_calendar, expires, expires_calendar, created_at, created_by, \
        created_by_name, edited_at, superseded_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, NULL, 1)";
    pub RAISE = "UPDATE document SET version = version + 1 WHERE id = $1 AND version = $2";
    pub EDIT = "UPDATE document SET person_id = $3, number = $4, issuer = $5, issued = $6, issued_calendar = $7, expires = $8, expires_calendar = $9, edited_at = $10, \
        version = version + 1 WHERE id = $1 AND version = $2";
    pub SUPERSEDE = "UPDATE document SET superseded_by = $2, version = version + 1 WHERE id = $1 AND superseded_by IS NULL";

    pub WHOSE = "SELECT id, person_id FROM document WHERE file_id = $1 ORDER BY id";
    pub MOVE = "UPDATE document SET file_id = $2, person_id = $3, version = version + 1 WHERE id = $1";

    pub SCANS_OF = "SELECT id, document_id, stored_id, thumb_id, kind, bytes, pages, digest, name, at, by_employee, by_name FROM document_scan WHERE document_id = $1 ORDER BY at, id";
    pub SCANS_OF_FILE = "SELECT s.id, s.document_id, s.stored_id, s.thumb_id, s.kind, s.bytes, s.pages, s.digest, s.name, s.at, s.by_employee, s.by_name \
        FROM document d JOIN document_scan s ON s.document_id = d.id WHERE d.file_id = $1 ORDER BY s.at, s.id";
    pub ANY_SCAN = "SELECT id FROM document_scan LIMIT 1";
    pub SCAN_INSERT = "INSERT INTO document_scan (id, document_id, stored_id, thumb_id, kind, bytes, pages, digest, name, at, by_employee, by_name) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    pub CHECKS_OF = "SELECT id, document_id, outcome, how, as_of, by_employee, by_name, note FROM document_check WHERE document_id = $1 ORDER BY as_of, id";
    pub CHECKS_OF_FILE = "SELECT c.id, c.document_id, c.outcome, c.how, c.as_of, c.by_employee, c.by_name, c.note \
        FROM document d JOIN document_check c ON c.document_id = d.id WHERE d.file_id = $1 ORDER BY c.as_of, c.id";
    pub CHECK_INSERT = "INSERT INTO document_check (id, document_id, outcome, how, as_of, by_employee, by_name, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

fn fault(what: &str) -> Problem {
    Problem::Internal(format!("document: a stored {what} is none of ours"))
}

pub async fn types(q: &mut impl Query) -> Result<Vec<DocumentType>> {
    q.all(TYPES, args![]).await?.iter().map(kind).collect()
}

fn kind(r: &Row) -> Result<DocumentType> {
    Ok(DocumentType {
        code: r.text("code")?,
        name_ar: r.text("name_ar")?,
        name_en: r.text("name_en")?,
        per: Per::parse(&r.text("per")?).ok_or_else(|| fault("owner"))?,
        number_needed: r.flag("number_needed")?,
        expiry_needed: r.flag("expiry_needed")?,
        valid_for_days: r.opt_int("valid_for_days")?,
        ways: r.text("ways")?.split_whitespace().filter_map(How::parse).collect(),
        sensitive: r.flag("sensitive")?,
        active: r.flag("active")?,
        sort: r.int("sort")?,
        version: r.int("version")?,
    })
}

pub fn ways_text(ways: &[How]) -> String {
    How::ALL.iter().filter(|h| ways.contains(h)).map(|h| h.code()).collect::<Vec<_>>().join(" ")
}

pub async fn type_uses(q: &mut impl Query) -> Result<HashMap<String, i64>> {
    q.all(TYPE_USES, args![]).await?.iter().map(|r| Ok((r.text("type_code")?, r.int("n")?))).collect()
}

fn head(r: &Row) -> Result<Document> {
    let calendar = |c: &str| Ok::<_, Problem>(r.opt_text(c)?.and_then(|s| Calendar::parse(&s)).unwrap_or(Calendar::Gregorian));
    Ok(Document {
        on_file: OnFile {
            id: r.id("id")?,
            file_id: r.id("file_id")?,
            type_code: r.text("type_code")?,
            person: r.opt_id("person_id")?,
            number: r.text("number")?,
            issuer: r.text("issuer")?,
            issued: r.opt_day("issued")?,
            expires: r.opt_day("expires")?,
            scans: vec![],
            checks: vec![],
            superseded_by: r.opt_id("superseded_by")?,
            added: r.at("created_at")?,
            version: r.int("version")?,
        },
        issued_calendar: calendar("issued_calendar")?,
        expires_calendar: calendar("expires_calendar")?,
        created_at: r.at("created_at")?,
        created_by_name: r.text("created_by_name")?,
        edited_at: r.opt_at("edited_at")?,
        history: vec![],
    })
}

fn scan(r: &Row) -> Result<(Id, Scan)> {
    Ok((
        r.id("document_id")?,
        Scan {
            id: r.id("id")?,
            stored: r.id("stored_id")?,
            thumb: r.opt_id("thumb_id")?,
            kind: files::Kind::parse_mime(&r.text("kind")?).ok_or_else(|| fault("kind of scan"))?,
            bytes: r.int("bytes")?,
            pages: r.int("pages")?,
            digest: r.text("digest")?,
            name: r.text("name")?,
            at: r.at("at")?,
            by: r.id("by_employee")?,
            by_name: r.text("by_name")?,
        },
    ))
}

fn check(r: &Row) -> Result<(Id, Check)> {
    Ok((
        r.id("document_id")?,
        Check {
            id: r.id("id")?,
            outcome: Outcome::parse(&r.text("outcome")?).ok_or_else(|| fault("outcome"))?,
            how: How::parse(&r.text("how")?).ok_or_else(|| fault("way of checking"))?,
            as_of: r.at("as_of")?,
            by: r.id("by_employee")?,
            by_name: r.text("by_name")?,
            note: r.text("note")?,
        },
    ))
}

/// Puts scans and checks into their documents; only checks that count go to the face, the history keeps them all.
fn assemble(heads: &[Row], scans: &[Row], checks: &[Row]) -> Result<Vec<Document>> {
    let mut out: Vec<Document> = heads.iter().map(head).collect::<Result<_>>()?;
    let at: HashMap<Id, usize> = out.iter().enumerate().map(|(i, d)| (d.on_file.id, i)).collect();
    for r in scans {
        let (id, s) = scan(r)?;
        if let Some(i) = at.get(&id) {
            out[*i].on_file.scans.push(s);
        }
    }
    for r in checks {
        let (id, c) = check(r)?;
        if let Some(i) = at.get(&id) {
            if rules::counts(c.as_of, out[*i].edited_at) {
                out[*i].on_file.checks.push(c.clone());
            }
            out[*i].history.push(c);
        }
    }
    Ok(out)
}

/// Every document of a file, the superseded among them.
pub async fn of_file(q: &mut impl Query, file: Id) -> Result<Vec<Document>> {
    let heads = q.all(OF_FILE, args![file]).await?;
    if heads.is_empty() {
        return Ok(vec![]);
    }
    let scans = q.all(SCANS_OF_FILE, args![file]).await?;
    let checks = q.all(CHECKS_OF_FILE, args![file]).await?;
    assemble(&heads, &scans, &checks)
}

pub async fn find(q: &mut impl Query, id: Id) -> Result<Option<Document>> {
    let heads = q.all(FIND, args![id]).await?;
    if heads.is_empty() {
        return Ok(None);
    }
    let scans = q.all(SCANS_OF, args![id]).await?;
    let checks = q.all(CHECKS_OF, args![id]).await?;
    Ok(assemble(&heads, &scans, &checks)?.pop())
}

pub async fn replaced(q: &mut impl Query, by: Id) -> Result<Vec<Id>> {
    q.all(REPLACED_BY, args![by]).await?.iter().map(|r| r.id("id")).collect()
}

/// A document as its insert's parameters; so for scans and checks below, one row or many.
pub fn document_args(d: &crate::NewDocument, by: &crate::By) -> Args {
    let calendar = |x: Option<(kernel::Day, Calendar)>| x.map(|(_, c)| c.code().to_string());
    args![
        d.id,
        d.file_id,
        d.person,
        d.type_code.as_str(),
        d.number.as_str(),
        d.issuer.as_str(),
        d.issued.map(|x| x.0),
        calendar(d.issued),
        d.expires.map(|x| x.0),
        calendar(d.expires),
        by.at,
        by.id,
        by.name.as_str()
    ]
}

pub fn scan_args(document: Id, s: &crate::NewScan, by: &crate::By) -> Args {
    args![
        s.id,
        document,
        s.stored.id,
        s.thumb,
        s.kind.mime(),
        s.stored.bytes,
        s.pages,
        s.stored.digest.as_str(),
        s.name.as_str(),
        by.at,
        by.id,
        by.name.as_str()
    ]
}

pub fn check_args(document: Id, c: &crate::NewCheck, by: &crate::By) -> Args {
    args![c.id, document, c.outcome.code(), c.how.code(), by.at, by.id, by.name.as_str(), c.note.as_str()]
}
