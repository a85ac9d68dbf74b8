//! What an import may change of what an earlier one brought: a field moves only where the register still holds the value that the last
//! import put there. Whatever a colleague corrected in between stays, and is remarked on.

use crate::{
    declared::{Declared, PersonDeclared},
    headings::Field,
    member_rows::MemberRow,
    people_rows::PersonRow,
};
use people::NewPerson;
use std::collections::BTreeMap;

/// What to do with one field of a row whose person is in the register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// The workbook says nothing new.
    Keep,
    /// Write the workbook's value, and remember it.
    Take,
    /// The register holds the workbook's value already: remember it, write nothing.
    Remember,
    /// Somebody changed it since (or entered it by hand before any import): leave it, remark `changed_since`.
    Leave,
}

/// `incoming`: the workbook's value, `None` for an empty cell, which never empties a field. `last`: what the last import brought of this field.
/// `current`: what the register holds now. All in one canonical text (see [`values`]).
pub fn decide(incoming: Option<&str>, last: Option<&str>, current: Option<&str>) -> Decision {
    let Some(new) = incoming else { return Decision::Keep };
    match (last, current) {
        (Some(l), Some(c)) if l == new && c == new => Decision::Keep,
        (_, Some(c)) if c == new => Decision::Remember,
        (None, None) => Decision::Take,
        (Some(l), Some(c)) if l == c => Decision::Take,
        _ => Decision::Leave,
    }
}

/// What an import remembers of one subject: field code to the value it last brought.
pub type Kept = BTreeMap<String, String>;

/// Values by field, in one canonical text each.
pub type Values = BTreeMap<Field, String>;

/// What a head's row brings; empty cells are left out.
pub fn values(p: &PersonRow) -> Values {
    let mut all = Values::from([(Field::Name, p.name.shown())]);
    let mut put = |field, value: Option<String>| all.extend(value.map(|v| (field, v)));
    put(Field::OldNumber, p.old_number.clone());
    put(Field::Birth, p.birth.as_ref().map(|b| birth_text(&b.into())));
    put(Field::Sex, p.sex.map(|s| s.code().to_owned()));
    put(Field::Mobile, p.mobiles.first().map(|m| m.as_str().to_owned()));
    put(Field::Category, p.category.map(str::to_owned));
    put(Field::Count, p.count.map(|n| n.to_string()));
    put(Field::District, p.district.clone());
    put(Field::ShortAddress, p.short_address.as_ref().map(|a| a.as_str().to_owned()));
    put(Field::Iban, p.iban.as_ref().map(|i| i.as_str().to_owned()));
    put(Field::Income, p.income.map(|m| m.0.to_string()));
    put(Field::IncomeSource, p.income_source.map(str::to_owned));
    put(Field::Dwelling, p.dwelling.map(str::to_owned));
    put(Field::Rent, p.rent.map(|m| m.0.to_string()));
    put(Field::Notes, p.notes.clone());
    all
}

/// What a member's row brings.
pub fn member_values(m: &MemberRow) -> Values {
    let mut all = Values::from([(Field::Name, m.name.shown()), (Field::Relation, m.relation.to_owned())]);
    let mut put = |field, value: Option<String>| all.extend(value.map(|v| (field, v)));
    put(Field::Identity, m.identity.as_ref().map(|i| i.as_str().to_owned()));
    put(Field::Birth, m.birth.as_ref().map(|b| birth_text(&b.into())));
    put(Field::Sex, m.sex.map(|s| s.code().to_owned()));
    put(Field::Mobile, m.mobiles.first().map(|m| m.as_str().to_owned()));
    put(Field::Schooling, m.schooling.map(str::to_owned));
    put(Field::Health, m.health_text.clone());
    put(Field::Notes, m.notes.clone());
    all
}

/// What the register of people holds of someone.
pub fn of_person(p: &NewPerson) -> Values {
    let mut all = Values::from([(Field::Name, shown(p))]);
    let mut put = |field, value: Option<String>| all.extend(value.map(|v| (field, v)));
    put(Field::Identity, p.identity.as_ref().map(|(_, n)| n.clone()));
    put(Field::Birth, p.birth.as_ref().map(birth_text));
    put(Field::Sex, p.sex.map(|s| s.code().to_owned()));
    put(Field::Mobile, p.mobiles.iter().find(|m| m.primary).or(p.mobiles.first()).map(|m| m.number.clone()));
    put(Field::District, p.district.clone());
    put(Field::ShortAddress, p.short_address.clone());
    put(Field::Iban, p.iban.clone());
    all
}

pub fn of_declared(d: &Declared) -> Values {
    let mut all = Values::new();
    let mut put = |field, value: Option<String>| all.extend(value.map(|v| (field, v)));
    put(Field::Count, d.count.map(|n| n.to_string()));
    put(Field::Income, d.income.map(|m| m.0.to_string()));
    put(Field::IncomeSource, d.income_source.clone());
    put(Field::Dwelling, d.dwelling.clone());
    put(Field::Rent, d.rent.map(|m| m.0.to_string()));
    put(Field::Notes, d.notes.clone());
    all
}

pub fn of_person_declared(d: &PersonDeclared) -> Values {
    let mut all = Values::new();
    let mut put = |field, value: Option<String>| all.extend(value.map(|v| (field, v)));
    put(Field::Schooling, d.schooling.clone());
    put(Field::Health, d.health_text.clone());
    put(Field::Notes, d.notes.clone());
    all
}

fn birth_text(b: &people::Birth) -> String {
    format!("{} {} {}", b.day, b.calendar.code(), b.precision.code())
}

/// The parts that are known, as [`people::Person::full_name`] joins them.
pub fn shown(p: &NewPerson) -> String {
    let parts = [Some(p.first.as_str()), p.father.as_deref(), p.grandfather.as_deref(), Some(p.family.as_str())];
    parts.into_iter().flatten().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What a row does to what is there.
#[derive(Debug, Default)]
pub struct Verdict {
    /// To write.
    pub take: Vec<Field>,
    /// To remark on.
    pub leave: Vec<Field>,
    /// What is remembered from now on.
    pub kept: Kept,
}

/// [`decide`] for every field of a row.
pub fn judge(incoming: &Values, last: Option<&Kept>, current: &Values) -> Verdict {
    let mut v = Verdict { kept: last.cloned().unwrap_or_default(), ..Verdict::default() };
    for (field, new) in incoming {
        let before = last.and_then(|k| k.get(field.code())).map(String::as_str);
        match decide(Some(new), before, current.get(field).map(String::as_str)) {
            Decision::Leave => {
                v.leave.push(*field);
                continue;
            }
            Decision::Take => v.take.push(*field),
            Decision::Keep | Decision::Remember => {}
        }
        v.kept.insert(field.code().to_owned(), new.clone());
    }
    v
}

/// All of a row, as remembered after it made something new.
pub fn kept(incoming: &Values) -> Kept {
    incoming.iter().map(|(f, v)| (f.code().to_owned(), v.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colleagues_correction_stays() {
        use Decision::{Keep, Leave, Remember, Take};
        for (incoming, last, current, want) in [
            // first import into an empty register, and a second of the same workbook
            (Some("a"), None, None, Take),
            (Some("a"), Some("a"), Some("a"), Keep),
            // the workbook is unchanged and was corrected here: the correction stays, and the difference is told
            (Some("a"), Some("a"), Some("b"), Leave),
            (Some("a"), Some("a"), None, Leave),
            // the workbook changed
            (Some("b"), Some("a"), Some("a"), Take),
            (Some("b"), Some("a"), Some("c"), Leave),
            (Some("b"), Some("a"), Some("b"), Remember),
            (Some("b"), Some("a"), None, Leave),
            // a person entered here by hand before any import
            (Some("a"), None, Some("a"), Remember),
            (Some("a"), None, Some("b"), Leave),
            // an empty cell empties nothing
            (None, Some("a"), Some("a"), Keep),
            (None, None, None, Keep),
        ] {
            assert_eq!(decide(incoming, last, current), want, "{incoming:?} {last:?} {current:?}");
        }
    }
}
