//! What an import may change of what an earlier one brought: a field moves only where the register still holds the value that the last
//! import put there. Whatever a colleague corrected in between stays, and is remarked on.

use crate::{headings::Field, people_rows::PersonRow};

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

/// The row's values as they are remembered and compared, field by field; empty ones are left out.
pub fn values(p: &PersonRow) -> Vec<(Field, String)> {
    let mut all = vec![(Field::Name, p.name.shown())];
    let mut put = |field, value: Option<String>| all.extend(value.map(|v| (field, v)));
    put(Field::OldNumber, p.old_number.clone());
    put(Field::Birth, p.birth.as_ref().map(|b| format!("{} {} {}", b.day, b.calendar.code(), b.precision.code())));
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
