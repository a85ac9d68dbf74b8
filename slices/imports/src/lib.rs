//! Taking in a register of beneficiaries as associations keep one: workbook bytes → sheets of cells ([`reader`]) → columns understood
//! ([`headings`]) → rows checked ([`people_rows`], [`member_rows`]) → what it would bring ([`plan`]) → what it comes to in the register
//! ([`actions`], [`memory`]) → what was told ([`report`], [`errors_book`]). What cannot be understood is reported, never guessed; what is
//! only odd is a remark.

pub mod actions;
pub mod birth;
pub mod cell;
pub mod declared;
pub mod errors_book;
pub mod finding;
pub mod headings;
pub mod member_rows;
pub mod memory;
mod pages;
pub mod people_rows;
pub mod plan;
pub mod plausible;
pub mod reader;
pub mod report;
mod routes;
mod store;

pub use actions::{Done, Options, Unplaced, run, run_as};
pub use routes::{EVENTS, GRANTS, NAV, perm, routes};

/// Arabic and English words.
pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

/// What a register told of a household, on its file's page.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("file.main", pages::file_panel)]
}

/// Keys made from codes.
pub fn locale_families() -> Vec<String> {
    use people::rules::words;
    let dash = |c: &str| c.replace(['.', '_'], "-");
    let choice = |list: &str, codes: &[&str]| codes.iter().map(|c| format!("choice-declared-{list}-{}", dash(c))).collect::<Vec<_>>();
    let mut keys: Vec<String> = finding::ERROR_CODES.iter().map(|c| format!("error-{c}")).collect();
    keys.extend(finding::Remark::CODES.iter().map(|c| format!("imports-remark-{c}")));
    keys.extend(headings::Field::ALL.iter().map(|f| format!("imports-field-{}", f.code())));
    keys.extend(["people", "members", "empty", "not-understood"].map(|k| format!("imports-kind-{k}")));
    keys.extend(EVENTS.iter().map(|e| format!("event-{}", dash(e))));
    keys.push(format!("permission-{}", dash(perm::RUN.0)));
    keys.extend(choice("source", words::INCOME_SOURCES));
    keys.extend(choice("dwelling", words::DWELLINGS));
    keys.extend(choice("schooling", words::SCHOOLING));
    keys
}
