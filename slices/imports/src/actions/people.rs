//! Rows to people of the register, and single fields of a row put over what a person has.

use crate::{
    declared::{Declared, PersonDeclared},
    headings::Field,
    member_rows::MemberRow,
    people_rows::PersonRow,
};
use kernel::Id;
use people::{Birth, IdentityKind, MobileLine, NewPerson, rules};

fn identity(number: &rules::IdentityNumber) -> (IdentityKind, String) {
    let kind = match number.kind() {
        rules::Identity::Citizen => IdentityKind::Citizen,
        rules::Identity::Resident => IdentityKind::Resident,
    };
    (kind, number.as_str().to_owned())
}

fn lines(mobiles: &[rules::Mobile]) -> Vec<MobileLine> {
    mobiles.iter().enumerate().map(|(i, m)| MobileLine { number: m.as_str().to_owned(), answers: None, primary: i == 0 }).collect()
}

fn name_over(p: &mut NewPerson, name: &rules::Name) {
    p.first = name.first.clone();
    p.father = name.father.clone();
    p.grandfather = name.grandfather.clone();
    p.family = name.family.clone();
    p.as_written = name.as_written.clone();
}

/// The row's number in front; the one it takes the place of goes, any other stays.
fn mobiles_over(p: &mut NewPerson, mobiles: &[rules::Mobile]) {
    let mut all = lines(mobiles);
    let rest = p.mobiles.iter().filter(|m| !m.primary && !all.iter().any(|n| n.number == m.number)).cloned().collect::<Vec<_>>();
    all.extend(rest);
    p.mobiles = all;
}

pub(super) fn of_head(row: &PersonRow, branch: Id) -> NewPerson {
    NewPerson {
        identity: Some(identity(&row.identity)),
        birth: row.birth.as_ref().map(Birth::from),
        sex: row.sex,
        short_address: row.short_address.as_ref().map(|a| a.as_str().to_owned()),
        district: row.district.clone(),
        iban: row.iban.as_ref().map(|i| i.as_str().to_owned()),
        bank_name: row.iban.as_ref().and_then(|i| i.bank()).map(|b| b.ar.to_owned()),
        mobiles: lines(&row.mobiles),
        branch: Some(branch),
        ..NewPerson::named(&row.name)
    }
}

pub(super) fn of_member(row: &MemberRow, branch: Id) -> NewPerson {
    NewPerson {
        identity: row.identity.as_ref().map(identity),
        birth: row.birth.as_ref().map(Birth::from),
        sex: row.sex,
        mobiles: lines(&row.mobiles),
        branch: Some(branch),
        ..NewPerson::named(&row.name)
    }
}

/// Puts one field of a head's row over the person's. Fields that are not the person's do nothing.
pub(super) fn head_over(p: &mut NewPerson, row: &PersonRow, field: Field) {
    match field {
        Field::Name => name_over(p, &row.name),
        Field::Birth => p.birth = row.birth.as_ref().map(Birth::from),
        Field::Sex => p.sex = row.sex,
        Field::Mobile => mobiles_over(p, &row.mobiles),
        Field::District => p.district = row.district.clone(),
        Field::ShortAddress => p.short_address = row.short_address.as_ref().map(|a| a.as_str().to_owned()),
        Field::Iban => {
            p.iban = row.iban.as_ref().map(|i| i.as_str().to_owned());
            p.bank_name = row.iban.as_ref().and_then(|i| i.bank()).map(|b| b.ar.to_owned());
        }
        _ => {}
    }
}

pub(super) fn member_over(p: &mut NewPerson, row: &MemberRow, field: Field) {
    match field {
        Field::Name => name_over(p, &row.name),
        Field::Identity => p.identity = row.identity.as_ref().map(identity),
        Field::Birth => p.birth = row.birth.as_ref().map(Birth::from),
        Field::Sex => p.sex = row.sex,
        Field::Mobile => mobiles_over(p, &row.mobiles),
        _ => {}
    }
}

pub(super) fn declared(row: &PersonRow) -> Declared {
    Declared {
        count: row.count,
        income: row.income,
        income_source: row.income_source.map(str::to_owned),
        dwelling: row.dwelling.map(str::to_owned),
        rent: row.rent,
        notes: row.notes.clone(),
    }
}

/// Puts one declared field over; whether it was one.
pub(super) fn declared_over(d: &mut Declared, row: &PersonRow, field: Field) -> bool {
    match field {
        Field::Count => d.count = row.count,
        Field::Income => d.income = row.income,
        Field::IncomeSource => d.income_source = row.income_source.map(str::to_owned),
        Field::Dwelling => d.dwelling = row.dwelling.map(str::to_owned),
        Field::Rent => d.rent = row.rent,
        Field::Notes => d.notes = row.notes.clone(),
        _ => return false,
    }
    true
}

pub(super) fn person_declared(row: &MemberRow) -> PersonDeclared {
    PersonDeclared {
        schooling: row.schooling.map(str::to_owned),
        health: row.health.map(str::to_owned),
        health_text: row.health_text.clone(),
        notes: row.notes.clone(),
    }
}

pub(super) fn person_declared_over(d: &mut PersonDeclared, row: &MemberRow, field: Field) -> bool {
    match field {
        Field::Schooling => d.schooling = row.schooling.map(str::to_owned),
        Field::Health => {
            d.health = row.health.map(str::to_owned);
            d.health_text = row.health_text.clone();
        }
        Field::Notes => d.notes = row.notes.clone(),
        _ => return false,
    }
    true
}
