//! Who may act for whom, in what, until when, with the proof an employee checked.

mod claim;
mod compare;
mod decide;
mod face;
mod follow;
mod pages;
pub mod perm;
mod routes;
pub mod rules;
mod store;

pub use claim::{Claim, Claimant, DeskClaim, MOST_OPEN, check_claim, claim, claim_at_desk};
pub use decide::{Proof, Verify, end, give_up, load, mine, refuse, set_file, untie, verify};
pub use face::{Acts, files_of};
pub use follow::{Moved, adopt, move_file};
pub use pages::list::waiting;
pub use routes::{NAV, routes};
pub use store::{ProofScan, Representative};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub fn grants() -> Vec<kernel::Grant> {
    perm::GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

/// What this room shows on the file's page.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("file.main", pages::panel::on_file)]
}

/// Every event code this slice records.
pub const EVENTS: &[&str] = &[
    "representation.claim",
    "representation.verify",
    "representation.refuse",
    "representation.end",
    "representation.file",
    "representation.untied",
    "representation.given_up",
    "representation.opened",
    "representation.identity_revealed",
];

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let dash = |c: &str| c.replace(['.', '_'], "-");
    let mut out: Vec<String> = perm::ALL.iter().map(|p| format!("permission-{}", dash(p.0))).collect();
    out.extend(EVENTS.iter().map(|e| format!("event-{}", dash(e))));
    out.extend(rules::Status::ALL.iter().map(|s| format!("representation-{}", s.code())));
    for c in rules::Capacity::ALL {
        out.extend([format!("choice-capacity-{}", dash(c.code())), format!("representatives-hint-{}", dash(c.code()))]);
    }
    out.extend(rules::Act::ALL.iter().map(|a| format!("choice-act-{}", a.code())));
    out.extend(
        ["representative_many", "representative_self", "representative_identity", "representative_mobile", "representative_no_file"]
            .map(|c| format!("refusal-{c}")),
    );
    out.extend(
        ["birth_whole", "for_whom_unlike", "until_past", "no_such_file", "proof_kind", "proof_unmatched", "proof_ended", "differs_reason"]
            .map(|c| format!("error-{c}")),
    );
    out
}
