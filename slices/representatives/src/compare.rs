//! What the claimant wrote of whom he acts for, beside what the register has. Pure.

use crate::store::Representative;
use i18n::dates::{Calendar, Precision};
use kernel::Day;
use people::Person;

/// One thing he wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    FileNumber,
    Identity,
    Birth,
}

impl What {
    pub fn code(self) -> &'static str {
        match self {
            What::FileNumber => "file_number",
            What::Identity => "identity",
            What::Birth => "birth",
        }
    }
}

/// Whether what was written is what the register has; `None` where it has nothing to compare with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    pub what: What,
    pub same: Option<bool>,
}

/// The birth date he wrote, in the calendar he wrote it in.
pub fn said_birth(r: &Representative) -> Option<(Day, Calendar)> {
    let (day, calendar) = r.said_birth.split_once(' ')?;
    Some((day.parse().ok()?, if calendar == Calendar::Gregorian.code() { Calendar::Gregorian } else { Calendar::Hijri }))
}

/// Whether a birth date of the register may be the one written: a day of another calendar may be one day off, and of a date known by its year alone
/// only a wrong year tells.
pub fn same_birth(said: (Day, Calendar), person: &Person) -> Option<bool> {
    let b = person.birth?;
    if b.precision == Precision::Full {
        let slack = if b.calendar == said.1 { 0 } else { 1 };
        return Some((-slack..=slack).any(|d| b.day.plus(d) == said.0));
    }
    ((b.day.0 - said.0.0).abs() > 2 * 366).then_some(false)
}

/// Nothing for a claim taken down at the desk: there the employee chose the file himself. `number`: of the file it is tied to.
pub fn compare(r: &Representative, number: &str, person: &Person) -> Vec<Line> {
    if r.claimed_by != "portal" {
        return vec![];
    }
    let mut out = vec![match beneficiaries::rules::parse_number(&r.said_for) {
        Some(said) => Line { what: What::FileNumber, same: Some(said == number) },
        None => Line { what: What::Identity, same: person.identity_number().map(|n| n == people::identity_key(&r.said_for)) },
    }];
    if let Some(said) = said_birth(r) {
        out.push(Line { what: What::Birth, same: same_birth(said, person) });
    }
    out
}

/// What differs, as the trail names it: `identity birth`; empty where nothing does.
pub fn differing(lines: &[Line]) -> String {
    lines.iter().filter(|l| l.same == Some(false)).map(|l| l.what.code()).collect::<Vec<_>>().join(" ")
}

/// How well a person fits what was written: more is better.
pub fn fit(lines: &[Line]) -> i32 {
    lines.iter().map(|l| l.same.map_or(0, |same| if same { 1 } else { -1 })).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{At, Id};
    use people::{Birth, IdentityKind, NewPerson};

    fn claimed(said_for: &str, said_birth: &str, by: &str) -> Representative {
        Representative {
            id: Id::NIL,
            status: crate::rules::Status::Claimed,
            capacity: crate::rules::Capacity::Guardian,
            file: None,
            file_number: String::new(),
            branch: None,
            represented: None,
            represented_name: String::new(),
            said_for: said_for.into(),
            said_birth: said_birth.into(),
            person: None,
            account: None,
            name: String::new(),
            identity: String::new(),
            mobile: String::new(),
            scope: vec![],
            from: Day(0),
            until: None,
            document: None,
            note: String::new(),
            reason: String::new(),
            claimed_at: At(0),
            claimed_by: by.into(),
            decided_at: None,
            decided_by_name: String::new(),
            ended_at: None,
            version: 1,
        }
    }

    fn person(born: &str, precision: Precision, identity: Option<&str>) -> Person {
        let n = NewPerson::named(&people::rules::name::parse("سعد فهد علي الرشيد").unwrap());
        Person {
            id: Id::NIL,
            first: n.first,
            father: n.father,
            grandfather: n.grandfather,
            family: n.family,
            as_written: String::new(),
            latin: None,
            identity: identity.map(|i| (IdentityKind::Citizen, i.to_string())),
            birth: Some(Birth { day: born.parse().unwrap(), calendar: Calendar::Gregorian, precision }),
            sex: None,
            preferred_channel: None,
            preferred_language: None,
            short_address: None,
            city: None,
            district: None,
            deceased_on: None,
            iban: None,
            bank_name: None,
            email: None,
            mobiles: vec![],
            branch: Id::NIL,
            created_at: At(0),
            version: 1,
        }
    }

    #[test]
    fn what_was_written_beside_what_is_known() {
        let p = person("2014-02-02", Precision::Full, Some("1000000008"));
        let look = |said: &str, birth: &str| {
            let lines = compare(&claimed(said, birth, "portal"), "1-0004", &p);
            (differing(&lines), fit(&lines))
        };
        assert_eq!(look("1000000008", "2014-02-02 gregorian"), (String::new(), 2));
        assert_eq!(look("1000000016", "2014-02-03 gregorian"), ("identity birth".into(), -2));
        // Turned from the other calendar a day may be missed.
        assert_eq!(look("1-4", "2014-02-03 hijri"), (String::new(), 2));
        assert_eq!(look("1-5", "2014-02-05 hijri"), ("file_number birth".into(), -2));
        assert!(compare(&claimed("1-5", "", "01ABC"), "1-0004", &p).is_empty(), "at the desk the employee chose it");
        // What the register does not have differs from nothing.
        let vague = person("2014-01-01", Precision::YearOnly, None);
        assert_eq!(differing(&compare(&claimed("1000000016", "2014-12-03 gregorian", "portal"), "1-0004", &vague)), "");
        assert_eq!(differing(&compare(&claimed("1000000016", "1999-12-03 gregorian", "portal"), "1-0004", &vague)), "birth");
    }
}
