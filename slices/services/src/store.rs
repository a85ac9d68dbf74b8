use crate::{Service, ServiceBody};
use db::Row;
use kernel::{At, Problem, Result};
use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

db::statements! {
    pub COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM service";
    pub IN_FORCE = "SELECT s.id, s.code, s.active, s.sort, v.version, v.valid_from, v.body FROM service s JOIN service_version v ON v.service_id = s.id \
        WHERE s.active = 1 AND v.version = (SELECT MAX(x.version) FROM service_version x WHERE x.service_id = s.id AND x.valid_from <= $1) ORDER BY s.sort, s.code";
    pub ALL = "SELECT s.id, s.code, s.active, s.sort, v.version, v.valid_from, v.body FROM service s JOIN service_version v ON v.service_id = s.id AND v.version = s.latest ORDER BY s.sort, s.code";
    pub LATEST = "SELECT s.id, s.code, s.active, s.sort, v.version, v.valid_from, v.body FROM service s JOIN service_version v ON v.service_id = s.id AND v.version = s.latest WHERE s.id = $1";
    pub IN_FORCE_ONE = "SELECT s.id, s.code, s.active, s.sort, v.version, v.valid_from, v.body FROM service s JOIN service_version v ON v.service_id = s.id \
        WHERE s.id = $1 AND v.version = (SELECT MAX(x.version) FROM service_version x WHERE x.service_id = s.id AND x.valid_from <= $2)";
    pub BY_VERSION = "SELECT s.id, s.code, s.active, s.sort, v.version, v.valid_from, v.body FROM service s JOIN service_version v ON v.service_id = s.id WHERE s.id = $1 AND v.version = $2";
    pub BY_CODE = "SELECT s.id, s.code, s.active, s.sort, v.version, v.valid_from, v.body FROM service s JOIN service_version v ON v.service_id = s.id AND v.version = s.latest WHERE s.code = $1";
    pub HEAD = "SELECT code, active, sort, latest, version FROM service WHERE id = $1";
    pub INSERT = "INSERT INTO service (id, code, active, sort, latest, version) VALUES ($1, $2, 1, $3, 1, 1) ON CONFLICT (code) DO NOTHING";
    pub INSERT_VERSION = "INSERT INTO service_version (service_id, version, valid_from, at, by_employee, by_name, reason, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    pub REVISE = "UPDATE service SET latest = latest + 1, sort = $3, version = version + 1 WHERE id = $1 AND version = $2";
    pub SWITCH = "UPDATE service SET active = $3, version = version + 1 WHERE id = $1 AND version = $2";
    pub INSERT_SWITCH = "INSERT INTO service_switch (id, service_id, at, by_employee, by_name, active, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub VERSIONS = "SELECT version, valid_from, at, by_name, reason, body FROM service_version WHERE service_id = $1 ORDER BY version DESC LIMIT 200";
    pub SWITCHES = "SELECT at, by_name, active, reason FROM service_switch WHERE service_id = $1 ORDER BY at DESC, id DESC LIMIT 200";
    pub LAST_SORT = "SELECT CAST(COALESCE(MAX(sort), 0) AS BIGINT) AS n FROM service";
}

pub fn service(row: &Row) -> Result<Service> {
    Ok(Service {
        id: row.id("id")?,
        code: row.text("code")?,
        active: row.flag("active")?,
        sort: row.int("sort")?,
        version: row.int("version")?,
        valid_from: row.at("valid_from")?,
        body: body(row)?,
    })
}

/// Bodies are read on every list and file page and change a few times a year: what a text says is kept, by the text itself.
static READ: RwLock<BTreeMap<String, Arc<ServiceBody>>> = RwLock::new(BTreeMap::new());
const KEPT: usize = 500;

pub fn body(row: &Row) -> Result<Arc<ServiceBody>> {
    let text = row.text("body")?;
    if let Some(known) = READ.read().unwrap_or_else(PoisonError::into_inner).get(&text) {
        return Ok(known.clone());
    }
    let body: Arc<ServiceBody> = Arc::new(serde_json::from_str(&text).map_err(|e| Problem::Internal(format!("a service's body: {e}")))?);
    let mut kept = READ.write().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(text, body.clone());
    Ok(body)
}

/// The row of a service itself, for whoever is about to change it.
pub struct Head {
    pub code: String,
    pub active: bool,
    pub sort: i64,
    pub latest: i64,
    /// Of the record, not of the body: raised by every change.
    pub version: i64,
}

pub fn head(row: &Row) -> Result<Head> {
    Ok(Head { code: row.text("code")?, active: row.flag("active")?, sort: row.int("sort")?, latest: row.int("latest")?, version: row.int("version")? })
}

pub struct VersionRow {
    pub version: i64,
    pub valid_from: At,
    pub at: At,
    /// The name he had then; empty: the system.
    pub by_name: String,
    pub reason: String,
    pub body: Arc<ServiceBody>,
}

pub fn version(row: &Row) -> Result<VersionRow> {
    Ok(VersionRow {
        version: row.int("version")?,
        valid_from: row.at("valid_from")?,
        at: row.at("at")?,
        by_name: row.text("by_name")?,
        reason: row.text("reason")?,
        body: body(row)?,
    })
}

pub struct SwitchRow {
    pub at: At,
    pub by_name: String,
    pub active: bool,
    pub reason: String,
}

pub fn switch(row: &Row) -> Result<SwitchRow> {
    Ok(SwitchRow { at: row.at("at")?, by_name: row.text("by_name")?, active: row.flag("active")?, reason: row.text("reason")? })
}
