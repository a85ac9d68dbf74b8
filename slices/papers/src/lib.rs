//! Official documents (T4, C4): gathered from the rooms that know, set in Typst, kept as issued, confirmed in public by the code on them.

mod code;
mod compose;
mod gather;
mod issue;
mod kind;
mod pages;
mod routes;
mod store;
mod words;

pub use issue::{Offer, Parts, archive_due, bytes, for_person, issue, offered};
pub use kind::Kind;
pub use routes::{GRANTS, perm, routes};
pub use store::{Issued, by_code, move_file, of_file, of_request};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));
pub const NAV: &[web::NavItem] = &[];

pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

/// What this room shows on others' pages.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("request.side", pages::panels::on_request), ("file.side", pages::panels::on_file)]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let mut out: Vec<String> = Kind::ALL.iter().map(|k| k.key()).collect();
    out.extend(GRANTS.iter().map(|g| format!("permission-{}", g.permission.0.replace(['.', '_'], "-"))));
    out.extend(["issued", "numbered", "opened"].map(|e| format!("event-paper-{e}")));
    out
}
