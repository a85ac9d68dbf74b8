//! Rows of the trail in a reader's words.

use crate::store::employees;
use db::{AuditRow, Query};
use i18n::Lang;
use kernel::{At, Id, Result};
use std::collections::BTreeMap;

/// One line of a trail page: who did what, on what, when. Holds no personal value but employees' names.
#[derive(Clone, Debug)]
pub struct TrailLine {
    pub seq: i64,
    pub at: At,
    /// Employee's name, or the word for the system.
    pub who: String,
    /// Employee id, or `system`: what the filter takes.
    pub actor: String,
    /// The event in words.
    pub what: String,
    pub code: String,
    pub object_id: String,
    pub file_id: String,
    /// Codes the event carries, as `key: value`; ids of employees as their names.
    pub facts: Vec<String>,
}

/// The words of an event, or its code where a locale has none yet.
pub(crate) fn event_words(lang: Lang, code: &str) -> String {
    let key = format!("event-{}", code.replace(['.', '_'], "-"));
    if i18n::has(lang, &key) { i18n::t(lang, &key) } else { code.to_string() }
}

/// Puts rows into words, with the names of those who acted: for the trail's page, and for "who opened this file".
pub async fn audit_rows(q: &mut impl Query, lang: Lang, rows: Vec<AuditRow>) -> Result<Vec<TrailLine>> {
    let facts: Vec<BTreeMap<String, String>> = rows.iter().map(|r| serde_json::from_str(&r.facts).unwrap_or_default()).collect();
    let mut ids: Vec<Id> = rows.iter().flat_map(|r| [r.actor.parse().ok(), r.object_id.parse().ok().filter(|_| r.object == "employee")]).flatten().collect();
    ids.extend(facts.iter().flat_map(|f| f.get("employee").and_then(|v| v.parse::<Id>().ok())));
    let names = employees::names(q, &ids).await?;
    let name = |id: &str| id.parse::<Id>().ok().and_then(|id| names.get(&id).cloned());
    let nil = Id::NIL.to_string();
    Ok(rows
        .into_iter()
        .zip(facts)
        .map(|(r, f)| TrailLine {
            seq: r.seq,
            at: r.at,
            who: name(&r.actor).unwrap_or_else(|| if r.actor == "system" { i18n::t(lang, "staff-system") } else { r.actor.clone() }),
            what: match (r.object.as_str(), name(&r.object_id)) {
                ("employee", Some(n)) if r.object_id != r.actor => format!("{}: {n}", event_words(lang, &r.code)),
                _ => event_words(lang, &r.code),
            },
            facts: f.iter().filter(|(_, v)| !v.is_empty() && *v != "false").map(|(k, v)| format!("{k}: {}", name(v).unwrap_or_else(|| v.clone()))).collect(),
            actor: r.actor,
            code: r.code,
            object_id: if r.object_id == nil { String::new() } else { r.object_id },
            file_id: r.file_id.unwrap_or_default(),
        })
        .collect())
}
