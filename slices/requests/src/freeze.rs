//! What is signed: the submission as it stands, in one canonical text.

use crate::{
    answers::{Answers, FORM_VERSION},
    checklist::Checklist,
    core::{Request, sql},
    rules::snapshot::{Frozen, SnapshotDoc, SnapshotDocument},
};
use db::{Query, args};
use kernel::{Problem, Result};
use people::Person;
use serde_json::{Value, json};

/// Raised when the declaration's wording changes; old wordings stay under `requests-declaration-{n}`.
pub const DECLARATION_VERSION: i64 = 1;

fn person(p: &Person) -> Value {
    json!({
        "id": p.id.to_string(),
        "name": p.full_name(),
        "identity": p.identity_number().unwrap_or_default(),
        "birth": p.birth.map(|b| b.day.to_string()).unwrap_or_default(),
    })
}

/// The submission as it would be signed now: `a` already brought up to date with the household.
///
/// # Errors
/// [`Problem::Internal`] where a value has no canonical text (never with the form's own answers).
pub(crate) async fn freeze(q: &mut impl Query, r: &Request, applicant: &Person, a: &Answers, list: &Checklist) -> Result<Frozen> {
    // A resubmission is another text even where nothing else changed: what was signed before a return is signed again.
    let round = q.one(sql::SNAPSHOT_COUNT, args![r.id]).await?.int("n")? + 1;
    frozen(round, r, applicant, a, list)
}

/// The text of one submission; `round`: the how-manieth it is.
pub(crate) fn frozen(round: i64, r: &Request, applicant: &Person, a: &Answers, list: &Checklist) -> Result<Frozen> {
    let mut doc = SnapshotDoc::new(r.id, FORM_VERSION, DECLARATION_VERSION, list.service.code.clone(), list.service.version);
    if let Value::Object(facts) = person(applicant) {
        for (k, v) in facts {
            doc = doc.applicant(k, v);
        }
    }
    for m in list.household.current() {
        let mut facts = person(&m.person);
        facts["relation"] = Value::String(m.relation.clone());
        doc = doc.member(facts);
    }
    doc = doc
        .answer("round", round)
        .answer("need", a.need.clone())
        .answer("goods", a.goods.clone())
        .answer("amount", r.amount_asked.map_or(Value::Null, |m| json!(m.0)))
        .answer("members", a.members)
        .answer("children", a.children)
        .answer("dwelling", a.dwelling.clone())
        .answer("rent_yearly", a.rent_yearly.0)
        .answer("income", a.income.iter().map(|i| json!({"source": i.source, "monthly": i.monthly.0})).collect::<Vec<_>>())
        .answer("no_income", a.no_income)
        .answer("has_debts", a.has_debts.map_or(Value::Null, Value::Bool))
        .answer("debts_total", a.debts_total.0)
        .answer("debts_monthly", a.debts_monthly.0)
        .answer("debts_about", a.debts_about.clone())
        .answer("contact_mobile", a.contact_mobile.clone())
        .answer("contact_channel", a.contact_channel.clone())
        .answer("contact_note", a.contact_note.clone())
        .answer("categories", a.categories.clone());
    for d in &list.documents {
        doc = doc.document(SnapshotDocument {
            id: d.id,
            document_type: d.type_code.clone(),
            owner: d.person.unwrap_or(d.file_id),
            number: d.number.clone(),
            issuer: d.issuer.clone(),
            issued: d.issued,
            expires: d.expires,
            files: d.scans.iter().map(|s| s.digest.clone()).collect(),
        });
    }
    doc.freeze().map_err(|e| Problem::Internal(format!("the submission has no canonical text: {e:?}")))
}
