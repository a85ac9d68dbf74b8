//! What is hard to believe though every field is sound. Always a remark, never a reason to leave a family out: registers are written by
//! people, and families are of every kind.

use crate::{finding::Remark, headings::Field, member_rows::MemberRow, people_rows::PersonRow};
use kernel::Day;
use people::rules::words::Sex;

/// Categories that only a woman can be in.
const WOMENS: &[&str] = &["widow", "divorced", "abandoned"];

pub fn person(p: &PersonRow, today: Day) -> Vec<Remark> {
    let mut found = vec![];
    let age = p.birth.as_ref().map(|b| b.day.years_until(today));
    if p.name.is_short() {
        found.push(Remark::new(Field::Name, "name_short"));
    }
    if let (Some(told), Some(sex)) = (p.name.sex_told(), p.sex)
        && told != sex
    {
        found.push(Remark::new(Field::Sex, "sex_differs"));
    }
    if p.sex == Some(Sex::Male) && p.category.is_some_and(|c| WOMENS.contains(&c)) {
        found.push(Remark::new(Field::Category, "category_sex"));
    }
    match age {
        Some(a) if a > 120 => found.push(Remark::new(Field::Birth, "age_over_120").arg("years", a)),
        Some(a) if a < 18 => found.push(Remark::new(Field::Birth, "head_minor").arg("years", a)),
        _ => {}
    }
    match (p.category, age) {
        (Some("orphan"), Some(a)) if a >= 18 => found.push(Remark::new(Field::Category, "orphan_adult").arg("years", a)),
        (Some("elderly"), Some(a)) if a < 60 => found.push(Remark::new(Field::Category, "elderly_young").arg("years", a)),
        _ => {}
    }
    if p.mobiles.is_empty() {
        found.push(Remark::new(Field::Mobile, "mobile_missing"));
    }
    if p.dwelling == Some("owned") && p.rent.is_some_and(|r| r.0 > 0) {
        found.push(Remark::new(Field::Rent, "rent_but_owned"));
    }
    found
}

/// The least years between a parent's birth and a child's that are taken without a remark.
const PARENT_YEARS: i32 = 12;

pub fn member(m: &MemberRow, head: &PersonRow) -> Vec<Remark> {
    let (Some(own), Some(heads)) = (m.birth.as_ref().map(|b| b.day), head.birth.as_ref().map(|b| b.day)) else { return vec![] };
    match m.relation {
        "son" | "daughter" if heads.years_until(own) < PARENT_YEARS => vec![Remark::new(Field::Birth, "child_older")],
        "father" | "mother" if own.years_until(heads) < PARENT_YEARS => vec![Remark::new(Field::Birth, "parent_younger")],
        _ => vec![],
    }
}

/// The register's count of a household against its rows on the members' sheet. Some count the head, some do not: both are taken.
pub fn count(p: &PersonRow, listed: usize) -> Option<Remark> {
    let told = usize::try_from(p.count?).ok()?;
    (listed > 0 && told != listed && told != listed + 1).then(|| Remark::new(Field::Count, "count_differs").arg("told", told).arg("listed", listed))
}
