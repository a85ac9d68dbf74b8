//! What this room asks of those below it, in its own words.

use crate::{actions::Register, core::Request};
use beneficiaries::{Activation, File};
use db::{Query, Tx};
use kernel::{Actor, Env, Id, Permit, Problem, Result};
use std::collections::BTreeMap;

/// Whether nobody but others may act on this file: the actor belongs to its household.
pub(crate) async fn is_own(q: &mut impl Query, actor: &Actor, file: &File) -> Result<bool> {
    match beneficiaries::guard_relation(q, actor, file).await {
        Ok(()) => Ok(false),
        Err(Problem::Refused { .. }) => Ok(true),
        Err(e) => Err(e),
    }
}

/// Codes of the file's present categories.
pub(crate) async fn categories(q: &mut impl Query, file: Id) -> Result<Vec<String>> {
    Ok(beneficiaries::categories_of(q, file).await?.into_iter().filter(|c| c.to.is_none()).map(|c| c.category.code).collect())
}

/// Names of employees, and of persons who acted by the portal; texts that are no id (`system`) and ids of nobody are left out.
pub(crate) async fn names(q: &mut impl Query, ids: impl IntoIterator<Item = String>) -> Result<BTreeMap<String, String>> {
    let ids: Vec<Id> = ids.into_iter().filter_map(|s| s.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut out: BTreeMap<String, String> = staff::names(q, &ids).await?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let others: Vec<Id> = ids.into_iter().filter(|id| !out.contains_key(&id.to_string())).collect();
    if !others.is_empty() {
        out.extend(people::names(q, &others).await?.into_iter().map(|(id, name)| (id.to_string(), name.full.clone())));
    }
    Ok(out)
}

/// H6: categories, class, validity and account of the file, in one transaction with the request's own step.
pub(crate) async fn activate(tx: &mut Tx, env: &Env, permit: &Permit, r: &Request, c: &Register) -> Result<()> {
    let class = beneficiaries::rules::INCOME_CLASSES.iter().find(|k| **k == c.class).ok_or_else(|| Problem::field("class", "choice"))?;
    beneficiaries::set_categories_in(tx, env, r.file, &c.categories).await?;
    if c.payment_way == "bank" {
        let iban = c.iban.clone().ok_or_else(|| Problem::field("iban", "required"))?;
        let p = people::person(tx, r.applicant).await?;
        people::update_person(tx, env, p.id, p.version, &people::NewPerson { iban: Some(iban), ..p.to_new() }).await?;
    }
    let a = Activation {
        valid_until: Some(c.valid_until),
        next_review: Some(c.next_review),
        income_class: Some((*class).to_string()),
        income_class_reason: Some(c.class_reason.clone()),
        points_class: None,
        reason: r.number.clone(),
    };
    beneficiaries::activate(tx, env, &permit.actor, r.file, &a).await
}
