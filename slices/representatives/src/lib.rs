//! Who may act for whom, in what, until when, with the proof an employee checked.

mod claim;
mod decide;
mod face;
pub mod perm;
pub mod rules;
mod store;

pub use claim::{Claim, Claimant, DeskClaim, MOST_OPEN, claim, claim_at_desk};
pub use decide::{Proof, Verify, end, give_up, load, mine, refuse, set_file, verify};
pub use face::{Acts, files_of};
pub use store::{ProofScan, Representative};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));
pub const NAV: &[web::NavItem] = &[];

pub fn routes() -> web::Routes {
    web::Routes::new("representatives")
}

pub fn grants() -> Vec<kernel::Grant> {
    vec![]
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    vec![]
}
