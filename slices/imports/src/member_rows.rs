//! One row of the members' sheet to a checked member of the household of the head whose identity number it names.

use crate::{
    birth::Birth,
    cell::Cell,
    finding::{Fault, Remark},
    headings::{Field, Layout},
    people_rows::RowReader,
};
use kernel::Day;
use people::rules::{IdentityNumber, Mobile, Name, identity, name, words};

#[derive(Clone, Debug)]
pub struct MemberRow {
    pub sheet: String,
    pub row: u32,
    pub head: IdentityNumber,
    pub name: Name,
    /// Relation code to the head; `other` where the word was missing or not known.
    pub relation: &'static str,
    pub identity: Option<IdentityNumber>,
    pub birth: Option<Birth>,
    pub sex: Option<words::Sex>,
    pub mobiles: Vec<Mobile>,
    pub schooling: Option<&'static str>,
    /// `healthy`, `disabled`, `sick`; of the sensitive kind.
    pub health: Option<&'static str>,
    /// The words of the health column, as written.
    pub health_text: Option<String>,
    pub notes: Option<String>,
    pub remarks: Vec<Remark>,
}

pub fn parse(sheet: &str, row: u32, layout: &Layout, cells: &[Cell], today: Day) -> Result<MemberRow, Vec<Fault>> {
    let mut r = RowReader::new(layout, cells);
    let head = r.required(Field::Head, |c| identity::parse(&c.text()));
    let name = r.required(Field::Name, |c| name::parse(&c.text()));
    let identity = r.optional(Field::Identity, |c| identity::parse(&c.text()));
    let birth = r.birth(today);
    let mobiles = r.mobiles();
    let relation = r.word(Field::Relation, "relation_unknown", words::relation);
    let sex = r.word(Field::Sex, "sex_unknown", words::sex);
    let schooling = r.word(Field::Schooling, "schooling_unknown", words::schooling);
    let health_text = r.text(Field::Health);
    let notes = r.notes();
    let (Some(head), Some(name), true) = (head, name, r.faults.is_empty()) else { return Err(r.faults) };
    let mut remarks = r.remarks;
    if identity.is_none() {
        remarks.push(Remark::new(Field::Identity, "member_no_identity"));
    }
    let implied = relation.and_then(words::relation_sex);
    if let (Some(told), Some(implied)) = (sex, implied)
        && told != implied
    {
        remarks.push(Remark::new(Field::Sex, "relation_sex"));
    }
    Ok(MemberRow {
        sheet: sheet.to_owned(),
        row,
        head,
        name,
        relation: relation.unwrap_or("other"),
        identity,
        birth,
        sex: sex.or(implied),
        mobiles,
        schooling,
        health: health_text.as_deref().and_then(words::health),
        health_text,
        notes,
        remarks,
    })
}
