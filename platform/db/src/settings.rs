//! Settings by version: what was decided under one version stays explained by it.

use crate::{Query, Tx, args};
use kernel::{At, Result};

crate::statements! {
    LATEST = "SELECT version, value FROM setting WHERE name = $1 ORDER BY version DESC LIMIT 1";
    VERSION = "SELECT version, value FROM setting WHERE name = $1 AND version = $2";
    HISTORY = "SELECT version, value, at, by_employee FROM setting WHERE name = $1 ORDER BY version DESC LIMIT 50";
    INSERT = "INSERT INTO setting (name, version, value, at, by_employee) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name, version) DO NOTHING";
}

/// The newest version of a setting and its value (JSON text), or `None` while it has never been set.
pub async fn latest(q: &mut impl Query, name: &str) -> Result<Option<(i64, String)>> {
    let Some(row) = q.maybe(LATEST, args![name]).await? else { return Ok(None) };
    Ok(Some((row.int("version")?, row.text("value")?)))
}

/// One version's value.
pub async fn version(q: &mut impl Query, name: &str, version: i64) -> Result<Option<String>> {
    q.maybe(VERSION, args![name, version]).await?.map(|r| r.text("value")).transpose()
}

pub struct Version {
    pub version: i64,
    pub value: String,
    pub at: At,
    /// Employee id, or `system`.
    pub by: String,
}

/// The last fifty versions, newest first.
pub async fn history(q: &mut impl Query, name: &str) -> Result<Vec<Version>> {
    q.all(HISTORY, args![name])
        .await?
        .iter()
        .map(|r| Ok(Version { version: r.int("version")?, value: r.text("value")?, at: r.at("at")?, by: r.text("by_employee")? }))
        .collect()
}

/// Writes the next version; the caller records the event. Two writers at once: the second is told (conflict).
pub async fn set(tx: &mut Tx, name: &str, value: &str, at: At) -> Result<i64> {
    let next = latest(tx, name).await?.map_or(1, |(v, _)| v + 1);
    let by = tx.actor.clone();
    tx.run_one(INSERT, args![name, next, value, at, by]).await?;
    Ok(next)
}
