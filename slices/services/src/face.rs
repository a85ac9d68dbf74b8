use crate::{Service, store};
use db::{Query, args};
use i18n::Lang;
use kernel::{At, Id, Problem, Result};
use std::sync::{PoisonError, RwLock};

/// The services that may be asked for at an instant, in the catalogue's order.
pub async fn in_force(q: &mut impl Query, at: At) -> Result<Vec<Service>> {
    q.all(store::IN_FORCE, args![at]).await?.iter().map(store::service).collect()
}

/// One service as it was in force at an instant, stopped or not. What a request is judged by is this at its submission.
pub async fn in_force_one(q: &mut impl Query, id: Id, at: At) -> Result<Service> {
    q.maybe(store::IN_FORCE_ONE, args![id, at]).await?.as_ref().map(store::service).transpose()?.ok_or(Problem::NotFound)
}

/// A service in the version named.
pub async fn by_id_version(q: &mut impl Query, id: Id, version: i64) -> Result<Service> {
    q.maybe(store::BY_VERSION, args![id, version]).await?.as_ref().map(store::service).transpose()?.ok_or(Problem::NotFound)
}

/// A service in its newest version, which may begin only later.
pub async fn latest(q: &mut impl Query, id: Id) -> Result<Service> {
    q.maybe(store::LATEST, args![id]).await?.as_ref().map(store::service).transpose()?.ok_or(Problem::NotFound)
}

/// The newest version by the service's own code.
pub async fn by_code(q: &mut impl Query, code: &str) -> Result<Option<Service>> {
    q.maybe(store::BY_CODE, args![code]).await?.as_ref().map(store::service).transpose()
}

/// Every service, stopped ones too, each in its newest version.
pub async fn all(q: &mut impl Query) -> Result<Vec<Service>> {
    q.all(store::ALL, args![]).await?.iter().map(store::service).collect()
}

/// A document type as the documents' room names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentName {
    pub code: String,
    pub ar: String,
    pub en: String,
}

static KNOWN: RwLock<Vec<DocumentName>> = RwLock::new(Vec::new());

/// The document types a requirement may name, with their words. Told by `app` at start and whenever they change;
/// until then [`crate::DOCUMENTS`] are known, in this crate's words.
pub fn know_documents(list: Vec<DocumentName>) {
    *KNOWN.write().unwrap_or_else(PoisonError::into_inner) = list;
}

/// Codes a requirement may name.
pub fn known_documents() -> Vec<String> {
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if known.is_empty() { crate::DOCUMENTS.iter().map(|s| s.to_string()).collect() } else { known.iter().map(|d| d.code.clone()).collect() }
}

/// A document type's name; its code where nobody has a word for it.
pub fn document_name(lang: Lang, code: &str) -> String {
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    match known.iter().find(|d| d.code == code) {
        Some(d) => crate::body::pick(lang, &d.ar, &d.en).to_string(),
        None if crate::DOCUMENTS.contains(&code) => crate::word(lang, "document", code),
        None => code.to_string(),
    }
}

/// A word of one of this crate's lists: `word(lang, "category", "widow")`. A code nobody knows shows as itself.
pub fn word(lang: Lang, list: &str, code: &str) -> String {
    let key = format!("choice-services-{list}-{}", code.replace('_', "-"));
    if i18n::has(lang, &key) { i18n::t(lang, &key) } else { code.to_string() }
}
