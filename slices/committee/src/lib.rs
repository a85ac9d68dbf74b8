//! The committee (H5): its members and rules, sittings with attendance, conflicts and votes, the outcome the secretary records and the
//! chair confirms, minutes; a named delegate for small requests; taking a decision up again before any reply.
//!
//! An outcome shows to nobody outside the committee before its reply, and to a member with a conflict never.

pub mod actions;
pub mod bulk;
mod case;
mod forms;
mod lower;
mod pages;
mod routes;
pub mod rules;
mod store;
mod work;

pub use actions::settings::{delegate, sitting as sitting_settings};
pub use case::{is_recused, viewer};
pub use routes::{GRANTS, SETTINGS, perm, routes};
pub use store::{Conflict, Item, Member, Sitting, members_on};
pub use work::{Work, WorkKind, work};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/committee", key: "committee-nav", icon: "scale", any_of: &[perm::READ], tool: false }];

pub fn grants() -> Vec<kernel::Grant> {
    routes::GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    [store::STATEMENTS, bulk::STATEMENTS].concat()
}

/// What this room shows in pages of lower floors.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("request.main", |cx, id| Box::pin(pages::panel::request(cx, id)))]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let choice = |list: &str, codes: &[&str]| codes.iter().map(|c| format!("choice-{list}-{}", c.replace('_', "-"))).collect::<Vec<_>>();
    let codes = |p: &'static str, list: &[&str]| list.iter().map(|c| format!("{p}-{}", c.replace(['.', '_'], "-"))).collect::<Vec<_>>();
    let mut out = choice("committee-position", &rules::Position::ALL.iter().map(|p| p.code()).collect::<Vec<_>>());
    out.extend(choice("committee-attendance", &rules::Attendance::ALL.iter().map(|p| p.code()).collect::<Vec<_>>()));
    out.extend(choice("committee-result", &["none", "recorded", "decided", "deferred", "waiting", "returned"]));
    out.extend(choice("committee-conflict", &rules::ConflictSource::ALL.iter().map(|p| p.code()).collect::<Vec<_>>()));
    out.extend(choice("committee-vote", &rules::CHOICES.iter().map(|p| p.code()).collect::<Vec<_>>()));
    out.extend(choice("committee-outcome", &["accept", "accept_part", "refuse", "refer"]));
    out.extend(choice("committee-quorum", &["majority", "at_least"]));
    out.extend(choice("committee-majority", &rules::MAJORITY.iter().map(|m| rules::majority_code(*m)).collect::<Vec<_>>()));
    out.extend(choice("committee-tie", &rules::TIE.iter().map(|m| rules::tie_code(*m)).collect::<Vec<_>>()));
    out.extend(choice("committee-work", &work::WorkKind::ALL.iter().map(|w| w.code()).collect::<Vec<_>>()));
    out.extend(codes("permission", &["committee.read", "committee.sit", "committee.vote_record", "committee.declare", "committee.manage"]));
    out.extend(codes("event", EVENTS));
    out.extend(ERRORS.iter().map(|c| format!("error-{c}")));
    out.extend(REFUSALS.iter().map(|c| format!("refusal-{c}")));
    out
}

/// Audit codes of this room alone; the steps of a request have theirs in the request's table.
const EVENTS: &[&str] = &[
    "committee.member_added",
    "committee.member_ended",
    "committee.settings",
    "committee.delegate",
    "committee.vote_record",
    "sitting.called",
    "sitting.agenda",
    "sitting.attendance",
    "sitting.conflict",
    "sitting.no_conflict",
    "sitting.conflict_withdrawn",
    "sitting.closed",
    "request.decision_recorded",
    "request.decision_withdrawn",
    "request.decided_by_delegate",
    "request.reopen_proposed",
];

const ERRORS: &[&str] = &[
    "committee_already_member",
    "committee_chair_taken",
    "committee_term_order",
    "committee_self_delegate",
    "committee_no_members",
    "committee_amount_needed",
    "committee_above_ceiling",
    "committee_goods_needed",
    "committee_above_quantity",
    "committee_until_past",
    "committee_place_taken",
];

const REFUSALS: &[&str] = &[
    "not_present_member",
    "no_majority",
    "tie",
    "not_the_votes",
    "chair_confirms",
    "sitting_closed",
    "confirmations_open",
    "attendance_missing",
    "decision_recorded",
    "item_done",
    "nothing_recorded",
    "only_himself",
    "conflict_in_register",
    "on_agenda",
    "reopening_proposed",
    "reopening_missing",
];
