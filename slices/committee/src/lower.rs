//! What this room asks of those below it, in its own words.

use beneficiaries::File;
use db::Query;
use i18n::Lang;
use kernel::{Actor, Id, Problem, Result};
use requests::Request;
use std::collections::BTreeMap;

/// Whether the actor belongs to the household of this file.
pub async fn is_own(q: &mut impl Query, actor: &Actor, file: &File) -> Result<bool> {
    match beneficiaries::guard_relation(q, actor, file).await {
        Ok(()) => Ok(false),
        Err(Problem::Refused { .. }) => Ok(true),
        Err(e) => Err(e),
    }
}

/// A request in a line: who asks for what.
#[derive(Clone, Debug)]
pub struct Brief {
    pub applicant: String,
    pub service: String,
    pub number: String,
}

/// Lines of many requests, by request.
pub async fn briefs(q: &mut impl Query, lang: Lang, list: &[&Request]) -> Result<BTreeMap<Id, Brief>> {
    let people: Vec<Id> = list.iter().map(|r| r.applicant).collect();
    let names: BTreeMap<Id, String> = people::names(q, &people).await?.into_iter().map(|(id, n)| (id, n.full)).collect();
    let mut services: BTreeMap<(Id, i64), String> = BTreeMap::new();
    let mut out = BTreeMap::new();
    for r in list {
        let key = (r.service, r.service_version);
        if let std::collections::btree_map::Entry::Vacant(unknown) = services.entry(key) {
            unknown.insert(services::by_id_version(q, r.service, r.service_version).await?.name(lang).to_string());
        }
        out.insert(
            r.id,
            Brief {
                applicant: names.get(&r.applicant).cloned().unwrap_or_default(),
                service: services.get(&key).cloned().unwrap_or_default(),
                number: r.label().to_string(),
            },
        );
    }
    Ok(out)
}

pub async fn brief(q: &mut impl Query, lang: Lang, r: &Request) -> Result<Brief> {
    briefs(q, lang, &[r]).await?.remove(&r.id).ok_or(Problem::NotFound)
}
