//! What people outside ask of the register: to be entered in it, to have something corrected.
//!
//! Somebody without a file enters himself on the portal: [`begin`] makes a draft on which a request can be filled and even submitted, flagged as
//! nobody's. An employee then says whose it is. What he claims to be is kept apart from the register until then.

mod actions;
mod follow;
mod likely;
mod pages;
mod routes;
pub mod rules;
mod store;
mod work;

pub use actions::{
    AnswerTo, Ask, Asked, Begun, Join, NewApplication, Relative, TEXT_MAX, answer, ask, ask_in, begin, begin_in, join, judge, make_new, on_settled, refuse,
    room_for, told,
};
pub use follow::{Follower, Matched, followers};
pub use likely::{Candidate, Candidates, Draft, candidates, draft};
pub use routes::{GRANTS, perm, routes};
pub use store::{Application, Claim, Correction, claims, corrections_of, find, newest_of, newest_of_person, of_file, open_of};
pub use work::{Counts, Work, counts, work};

use rules::{Answer, FIELDS, Stage, Why};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));
pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/applications", key: "applications-nav", icon: "users", any_of: &[perm::READ], tool: false }];

pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

/// What this room shows on the file's page.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("file.main", pages::panel::file_panel)]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let choice = |list: &str, codes: Vec<&str>| codes.iter().map(|c| format!("choice-{list}-{}", c.replace('_', "-"))).collect::<Vec<_>>();
    let mut out = choice("application", Stage::ALL.iter().map(|s| s.code()).collect());
    out.extend(choice("application-why", Why::ALL.iter().map(|s| s.code()).collect()));
    out.extend(choice("correction", Answer::ALL.iter().map(|s| s.code()).collect()));
    out.extend(choice("correction-field", FIELDS.to_vec()));
    out.extend(GRANTS.iter().map(|g| format!("permission-{}", g.permission.0.replace(['.', '_'], "-"))));
    out.extend(routes::EVENTS.iter().map(|e| format!("event-{}", e.replace(['.', '_'], "-"))));
    out.extend(["claim_taken", "join_not_open", "correction_many"].map(|c| format!("refusal-{c}")));
    out.extend(["application_decided", "application_told", "correction_answered"].map(|c| format!("conflict-{c}")));
    out
}

/// The file and the person an account stands for while the portal knows no person of it: its draft, or what that was joined to. `mobile`: the
/// number confirmed at the door (`9665…`), empty for another way in. A number that is no longer that person's opens nothing, and a file
/// joined to stands only to its head, and only where the employee took the number over.
pub async fn stands_for(q: &mut impl db::Query, account: kernel::Id, mobile: &str) -> kernel::Result<Option<(kernel::Id, kernel::Id)>> {
    let found = store::newest_of(q, account).await?.and_then(|a| match a.stage {
        Stage::Open | Stage::MadeNew => Some((a.file, a.person)),
        Stage::Joined => a.joined.and_then(|(file, person)| Some((file, person?))),
        Stage::Refused => None,
    });
    let Some((file, person)) = found else { return Ok(None) };
    let local = mobile.strip_prefix("966").map(|n| format!("0{n}"));
    let still = match local {
        Some(n) => people::person(q, person).await?.mobiles.iter().any(|m| m.number == n),
        None => true,
    };
    let head = beneficiaries::find_any(q, file).await?.head == person;
    Ok((still && head).then_some((file, person)))
}
