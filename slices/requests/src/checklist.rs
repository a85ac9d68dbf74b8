//! The documents a request needs against those on file (H2). What is on file and still valid is taken again, never asked for twice.

use crate::{
    answers::{self, Answers},
    core::{Missing, Request, missing, snapshot},
    lower,
    rules::{
        State,
        checklist::{self as rule, Asked, Check, CheckOutcome, How, Item, ItemState, OnFile, People, Per, Required},
    },
};
use beneficiaries::File;
use db::Query;
use documents::DocumentType;
use i18n::Lang;
use kernel::{At, Day, Id, Result};
use people::Household;
use services::{Person, Service};
use std::collections::BTreeSet;

/// One line as pages show it.
#[derive(Clone, Debug)]
pub struct Line {
    pub item: Item,
    pub name_ar: String,
    pub name_en: String,
    /// The person's name where the document is a member's.
    pub subject_name: String,
    pub note_ar: String,
    pub note_en: String,
    /// Why it is asked, in words; empty where everyone is asked.
    because: Option<services::Required>,
    /// Who matched it and how, by the latest check.
    pub checked: Option<(String, How, At)>,
    /// It is no longer what was signed.
    pub changed: bool,
    /// Health, debts, prison: its particulars are not for everyone.
    pub sensitive: bool,
}

impl Line {
    pub fn name(&self, lang: Lang) -> String {
        let name = if lang == Lang::En && !self.name_en.is_empty() { &self.name_en } else { &self.name_ar };
        if self.subject_name.is_empty() { name.clone() } else { format!("{name} – {}", self.subject_name) }
    }
    pub fn note(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.note_en.is_empty() { &self.note_en } else { &self.note_ar }
    }
    pub fn because(&self, lang: Lang) -> String {
        self.because.as_ref().and_then(|b| b.because_text(lang)).unwrap_or_default()
    }
    /// Names the line in a form: type and person.
    pub fn key(&self) -> String {
        format!("{}.{}", self.item.document_type, self.item.subject.map(|i| i.to_string()).unwrap_or_default())
    }
}

/// What a request needs and has, as of a day: today while it may change, the day of its submission ever after.
#[derive(Clone, Debug)]
pub struct Checklist {
    pub service: Service,
    pub lines: Vec<Line>,
    pub needs_study: bool,
    pub as_of: Day,
    pub household: Household,
    /// The documents the lines name, for the snapshot.
    pub documents: Vec<documents::OnFile>,
    items: Vec<Item>,
}

impl Checklist {
    pub fn items(&self) -> &[Item] {
        &self.items
    }
    pub fn all_present(&self) -> bool {
        rule::all_present(&self.items)
    }
    pub fn all_valid(&self) -> bool {
        rule::all_valid(&self.items)
    }
    pub fn complete(&self) -> bool {
        rule::complete(&self.items)
    }
    pub fn verified(&self) -> bool {
        rule::verified(&self.items)
    }
    /// `(3, 5)` for "3 of 5".
    pub fn counts(&self) -> (usize, usize) {
        rule::counts(&self.items)
    }
    /// The lines that stand in the way of submitting.
    pub fn lacking(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|l| l.item.state.lacks())
    }
}

/// What was frozen: the household's people and each document's own content.
struct Signed {
    people: BTreeSet<Id>,
    documents: Vec<(Id, serde_json::Value)>,
}

fn signed(text: &str) -> Signed {
    let v: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let id = |x: &serde_json::Value| x.get("id").and_then(|i| i.as_str()).and_then(|s| s.parse().ok());
    let list = |key: &str| v.get(key).and_then(|l| l.as_array()).cloned().unwrap_or_default();
    Signed { people: list("household").iter().filter_map(id).collect(), documents: list("documents").into_iter().filter_map(|d| Some((id(&d)?, d))).collect() }
}

/// Whether a document is still what was signed.
fn same(d: &documents::OnFile, was: &serde_json::Value) -> bool {
    let text = |k: &str| was.get(k).and_then(|x| x.as_str()).unwrap_or_default();
    let day = |d: Option<Day>| d.map(|d| d.to_string()).unwrap_or_default();
    let files: Vec<&str> = was.get("files").and_then(|f| f.as_array()).map(|a| a.iter().filter_map(|x| x.as_str()).collect()).unwrap_or_default();
    text("number") == d.number
        && text("issuer") == d.issuer
        && text("issued") == day(d.issued)
        && text("expires") == day(d.expires)
        && files.iter().all(|f| d.scans.iter().any(|s| s.digest == *f))
}

fn check(c: &documents::Check) -> Check {
    Check {
        outcome: match c.outcome {
            documents::Outcome::Matched => CheckOutcome::Matched,
            documents::Outcome::Mismatch => CheckOutcome::Mismatch,
            documents::Outcome::Unreadable => CheckOutcome::Unreadable,
            documents::Outcome::Expired => CheckOutcome::Expired,
        },
        how: How::parse(c.how.code()).unwrap_or(How::Verbal),
        as_of: c.as_of,
        by: c.by,
        // The documents' room refuses a check by one of the household.
        person: None,
    }
}

fn on_file(d: &documents::OnFile) -> OnFile {
    let checks: Vec<Check> = d.checks.iter().map(check).collect();
    let matched = checks.iter().filter(|c| c.outcome == CheckOutcome::Matched && c.how.can_match()).map(|c| c.as_of);
    let renewed = d.scans.iter().map(|s| s.at).chain(matched).fold(d.added, At::max);
    OnFile { id: d.id, document_type: d.type_code.clone(), owner: d.person, issued: d.issued, expires: d.expires, renewed, checks }
}

/// What `r` needs and has.
pub async fn of_request(q: &mut impl Query, r: &Request, file: &File, now: At) -> Result<Checklist> {
    let service = match r.state {
        State::Draft => services::in_force_one(q, r.service, now).await?,
        _ => services::by_id_version(q, r.service, r.service_version).await?,
    };
    let frozen = snapshot(q, r.id, &r.snapshot_digest).await?;
    let as_of = match (&frozen, r.submitted_at) {
        (Some(_), Some(at)) => at.day(),
        _ => now.day(),
    };
    let mut household = people::household(q, file.household).await?;
    let mut facts = Answers::parse(&r.answers);
    let types = documents::types(q).await?;
    let was = frozen.map(|(f, _)| signed(&f.text));
    let (docs, changed) = match &was {
        None => {
            facts.refresh(lower::categories(q, file.id).await?, &household, as_of);
            (documents::of_file(q, file.id).await?, BTreeSet::new())
        }
        Some(s) => {
            // Who joined or left since is not of what was signed.
            household.members.retain_mut(|m| {
                m.to = None;
                s.people.contains(&m.person.id)
            });
            let ever = documents::of_file_ever(q, file.id).await?;
            let docs: Vec<documents::OnFile> = ever.into_iter().filter(|d| s.documents.iter().any(|(id, _)| *id == d.id)).collect();
            let changed = docs.iter().filter(|d| s.documents.iter().any(|(id, v)| *id == d.id && !same(d, v))).map(|d| d.id).collect();
            (docs, changed)
        }
    };
    let members = answers::members(&household, r.applicant, as_of);
    // What a return named stays asked for until something newer is there; what is signed has been judged.
    let asked = match (&was, r.state) {
        (None, State::AwaitingCompletion) => missing(q, r.id).await?.iter().filter_map(asked_for).collect(),
        _ => vec![],
    };
    Ok(build(service, household, &members, r.applicant, &facts.facts(r.amount_asked), docs, &types, as_of, &changed, &asked))
}

fn asked_for(m: &Missing) -> Option<Asked> {
    (m.why == "asked" && !m.document_type.is_empty()).then(|| Asked { document_type: m.document_type.clone(), subject: m.person, at: m.at })
}

pub(crate) fn build(
    service: Service,
    household: Household,
    members: &[services::Member],
    applicant: Id,
    facts: &services::Facts,
    docs: Vec<documents::OnFile>,
    types: &[DocumentType],
    as_of: Day,
    changed: &BTreeSet<Id>,
    asked_again: &[Asked],
) -> Checklist {
    let files: Vec<OnFile> = docs.iter().map(on_file).collect();
    let everyone: Vec<Id> = members.iter().map(|m| m.id).collect();
    let asked = services::required(&service, facts, members);
    let mut lines = vec![];
    for need in &asked {
        let kind = types.iter().find(|t| t.code == need.document);
        let (per, people) = match need.person {
            Person::Household => (Per::Household, People { applicant, members: everyone.clone() }),
            Person::Applicant => (Per::Applicant, People { applicant, members: everyone.clone() }),
            Person::Member(id) => (Per::EachMember, People { applicant, members: vec![id] }),
        };
        // A household's paper asked of a person is the household's all the same.
        let per = if kind.is_some_and(|k| k.per == documents::Per::Household) { Per::Household } else { per };
        let limit = [need.valid_for_days, kind.and_then(|k| k.valid_for_days)].into_iter().flatten().min();
        let rule = Required {
            document_type: need.document.clone(),
            applies: true,
            valid_for_days: limit.and_then(|n| i32::try_from(n).ok()),
            sufficient: need.ways.iter().filter_map(|w| How::parse(w.code())).collect(),
            per,
        };
        for mut item in rule::checklist_asked(&[rule], &people, &files, asked_again, as_of) {
            let moved = item.document.is_some_and(|d| changed.contains(&d));
            if moved {
                item.state = ItemState::Mismatch;
            }
            // Asked of several people, but one paper of the household's.
            if !lines.iter().any(|l: &Line| l.item.document_type == item.document_type && l.item.subject == item.subject) {
                lines.push(line(item, Some(need), kind, &household, &docs, moved));
            }
        }
    }
    for r in &service.body.requirements {
        if !asked.iter().any(|a| a.document == r.document) && !lines.iter().any(|l: &Line| l.item.document_type == r.document) {
            let kind = types.iter().find(|t| t.code == r.document);
            let item = Item {
                document_type: r.document.clone(),
                per: Per::Household,
                subject: None,
                state: ItemState::NotApplicable,
                document: None,
                valid_until: None,
            };
            lines.push(line(item, None, kind, &household, &docs, false));
        }
    }
    let items: Vec<Item> = lines.iter().map(|l| l.item.clone()).collect();
    let used: BTreeSet<Id> = items.iter().filter_map(|i| i.document).collect();
    let documents = docs.into_iter().filter(|d| used.contains(&d.id)).collect();
    Checklist { needs_study: service.body.study_needed(), service, lines, as_of, household, documents, items }
}

fn line(item: Item, need: Option<&services::Required>, kind: Option<&DocumentType>, household: &Household, docs: &[documents::OnFile], changed: bool) -> Line {
    let code = item.document_type.clone();
    let subject_name = match item.per {
        Per::EachMember => item.subject.and_then(|s| household.members.iter().find(|m| m.person.id == s)).map(|m| m.person.short_name()).unwrap_or_default(),
        _ => String::new(),
    };
    let checked = item
        .document
        .and_then(|id| docs.iter().find(|d| d.id == id))
        .and_then(|d| d.checks.last())
        .map(|c| (c.by_name.clone(), How::parse(c.how.code()).unwrap_or(How::Verbal), c.as_of));
    Line {
        name_ar: kind.map_or_else(|| code.clone(), |k| k.name_ar.clone()),
        name_en: kind.map_or_else(|| code.clone(), |k| k.name_en.clone()),
        subject_name,
        note_ar: need.map(|n| n.note_ar.clone()).unwrap_or_default(),
        note_en: need.map(|n| n.note_en.clone()).unwrap_or_default(),
        because: need.cloned(),
        checked,
        changed,
        sensitive: kind.is_some_and(|k| k.sensitive),
        item,
    }
}
