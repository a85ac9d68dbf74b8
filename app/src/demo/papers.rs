//! The documents a request asks for, invented and laid on the file.

use super::{
    cast::Who,
    family::{Family, MakeId},
    names,
    pictures::{self, Picture},
};
use documents::{By, Check, DocumentType, NewCheck, NewDocument, NewScan, OnFile, Outcome, Scan, Validity, Whole};
use files::Files;
use i18n::dates::Calendar;
use kernel::{At, Day, Id, Result};
use rand::{Rng, rngs::StdRng};

/// How far the documents of a request got.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Some are there, none matched.
    Some,
    /// All are there, none matched.
    All,
    Matched,
}

pub struct Desk<'a> {
    pub files: &'a Files,
    pub pictures: &'a [Picture],
    pub types: &'a [DocumentType],
    /// How many of this family's papers are really scanned: each is written to the disk and waited for.
    pub scans: usize,
}

/// Lays what `asked` names on the file, as of a day, taking again what is there and still holds.
pub fn lay(
    rng: &mut StdRng,
    desk: &Desk<'_>,
    family: &Family,
    asked: &[services::Required],
    depth: Depth,
    at: At,
    officer: &Who,
    on_file: &mut Vec<OnFile>,
    new: &mut Vec<Whole>,
    id: MakeId<'_>,
) -> Result<()> {
    for (i, need) in asked.iter().enumerate() {
        if depth == Depth::Some && (i % 2 == 1 || asked.len() == 1) {
            continue;
        }
        let Some(kind) = desk.types.iter().find(|t| t.code == need.document) else { continue };
        let person = match need.person {
            services::Person::Household => None,
            _ if kind.per == documents::Per::Household => None,
            services::Person::Applicant => Some(family.head.id),
            services::Person::Member(m) => Some(m),
        };
        let held = |d: &OnFile| d.type_code == kind.code && d.person == person && holds(d, kind, need.valid_for_days, at.day());
        let matched = |d: &OnFile| d.standing(kind) == Some(Outcome::Matched);
        if on_file.iter().any(|d| held(d) && (depth != Depth::Matched || matched(d))) {
            continue;
        }
        let whole = invent(rng, desk, new.len(), family, kind, need, person, depth, at, officer, id)?;
        on_file.push(seen(&whole));
        new.push(whole);
    }
    Ok(())
}

fn holds(d: &OnFile, kind: &DocumentType, limit: Option<i64>, on: Day) -> bool {
    let young = limit.is_none_or(|n| d.issued.is_some_and(|i| on.0 - i.0 <= n as i32));
    young && d.issued.is_none_or(|i| i <= on) && matches!(d.validity(kind, on), Validity::Lasting | Validity::Until(_))
}

fn invent(
    rng: &mut StdRng,
    desk: &Desk<'_>,
    already: usize,
    family: &Family,
    kind: &DocumentType,
    need: &services::Required,
    person: Option<Id>,
    depth: Depth,
    at: At,
    officer: &Who,
    id: MakeId<'_>,
) -> Result<Whole> {
    let limited = kind.valid_for_days.is_some() || need.valid_for_days.is_some();
    let issued = at.day().plus(-rng.random_range(1..if limited { 20 } else { 300 }));
    let number = match kind.code.as_str() {
        "national_id" => {
            family.household.members.iter().find(|m| Some(m.person.id) == person).and_then(|m| m.person.identity_number()).unwrap_or_default().to_owned()
        }
        "iban_certificate" => family.head.iban.clone().unwrap_or_default(),
        _ if kind.number_needed => format!("TJ{:07}", rng.random_range(0..10_000_000)),
        _ => String::new(),
    };
    let document = NewDocument {
        id: id(at),
        file_id: family.file.id,
        person,
        type_code: kind.code.clone(),
        number,
        issuer: names::pick(rng, names::ISSUERS).into(),
        issued: Some((issued, Calendar::Gregorian)),
        expires: kind.expiry_needed.then(|| (at.day().plus(rng.random_range(400..1500)), Calendar::Gregorian)),
    };
    let mut scans = vec![];
    if already < desk.scans {
        let picture = &desk.pictures[rng.random_range(0..desk.pictures.len())];
        let stored = pictures::store(desk.files, id(at), picture)?;
        scans.push(NewScan { id: id(at), stored, thumb: Some(picture.thumb), kind: pictures::KIND, pages: 1, name: "تجريبي.png".into() });
    }
    let mut checks = vec![];
    if depth == Depth::Matched
        && let Some(how) = need.ways.iter().filter_map(|w| documents::How::parse(w.code())).find(|h| kind.suffices(*h))
    {
        checks.push(NewCheck { id: id(at), outcome: Outcome::Matched, how, note: String::new() });
    }
    Ok(Whole { document, scans, checks, by: By { at, id: officer.id, name: officer.name.clone() } })
}

/// As the documents' room reads it back.
fn seen(w: &Whole) -> OnFile {
    let (d, by) = (&w.document, &w.by);
    let scan = |s: &NewScan| Scan {
        id: s.id,
        stored: s.stored.id,
        thumb: s.thumb,
        kind: s.kind,
        bytes: s.stored.bytes,
        pages: s.pages,
        digest: s.stored.digest.clone(),
        name: s.name.clone(),
        at: by.at,
        by: by.id,
        by_name: by.name.clone(),
    };
    let check = |c: &NewCheck| Check { id: c.id, outcome: c.outcome, how: c.how, as_of: by.at, by: by.id, by_name: by.name.clone(), note: c.note.clone() };
    OnFile {
        id: d.id,
        file_id: d.file_id,
        type_code: d.type_code.clone(),
        person: d.person,
        number: d.number.clone(),
        issuer: d.issuer.clone(),
        issued: d.issued.map(|x| x.0),
        expires: d.expires.map(|x| x.0),
        scans: w.scans.iter().map(scan).collect(),
        checks: w.checks.iter().map(check).collect(),
        superseded_by: None,
        added: by.at,
        version: 1,
    }
}
