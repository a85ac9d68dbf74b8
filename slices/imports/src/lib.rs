//! Taking in a register of beneficiaries as associations keep one: workbook bytes → sheets of cells ([`reader`]) → columns understood
//! ([`headings`]) → rows checked ([`people_rows`], [`member_rows`]) → what it would bring ([`plan`]) → what was told ([`report`], [`errors_book`]).
//! What cannot be understood is reported, never guessed; what is only odd is a remark.

pub mod birth;
pub mod cell;
pub mod errors_book;
pub mod finding;
pub mod headings;
pub mod member_rows;
pub mod memory;
pub mod people_rows;
pub mod plan;
pub mod plausible;
pub mod reader;
pub mod report;

/// Arabic and English words.
pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

/// Keys made from codes.
pub fn locale_families() -> Vec<String> {
    let mut keys: Vec<String> = finding::ERROR_CODES.iter().map(|c| format!("error-{c}")).collect();
    keys.extend(finding::Remark::CODES.iter().map(|c| format!("imports-remark-{c}")));
    keys.extend(headings::Field::ALL.iter().map(|f| format!("imports-field-{}", f.code())));
    keys.extend(reader::Unreadable::CODES.iter().map(|c| format!("imports-unreadable-{c}")));
    keys
}
