//! The committee's table of routes, with the permission of each and who holds it in a new database.

use crate::pages;
use kernel::{Grant, Reach};
use requests::rules::perm as request;
use web::Routes;

/// What may be done in this room beside what the request's own table names (`request.decide`, `request.confirm_decision`, …).
pub mod perm {
    use kernel::Permission;
    pub const READ: Permission = Permission("committee.read");
    /// Calls sittings, keeps their agenda and attendance, closes them.
    pub const SIT: Permission = Permission("committee.sit");
    /// Writes votes down.
    pub const VOTE_RECORD: Permission = Permission("committee.vote_record");
    /// Says that one has a conflict in an item.
    pub const DECLARE: Permission = Permission("committee.declare");
    /// Members, quorum and majority, the delegate.
    pub const MANAGE: Permission = Permission("committee.manage");
}

pub const GRANTS: &[Grant] = &[
    Grant {
        permission: perm::READ,
        roles: &[
            ("committee_member", Reach::All),
            ("committee_chair", Reach::All),
            ("committee_secretary", Reach::All),
            ("manager", Reach::All),
            ("auditor", Reach::All),
        ],
    },
    Grant { permission: perm::SIT, roles: &[("committee_secretary", Reach::All)] },
    Grant { permission: perm::VOTE_RECORD, roles: &[("committee_secretary", Reach::All)] },
    Grant { permission: perm::DECLARE, roles: &[("committee_member", Reach::All), ("committee_chair", Reach::All), ("committee_secretary", Reach::All)] },
    Grant { permission: perm::MANAGE, roles: &[("manager", Reach::All), ("committee_secretary", Reach::All)] },
];

pub fn routes() -> Routes {
    Routes::new("committee")
        .get("/committee", perm::READ, pages::index::list)
        .get("/committee/members", perm::MANAGE, pages::members::list)
        .post("/committee/members", perm::MANAGE, pages::members::add)
        .post("/committee/members/{id}/end", perm::MANAGE, pages::members::end)
        .get("/committee/settings", perm::MANAGE, pages::settings::show)
        .post("/committee/settings", perm::MANAGE, pages::settings::save)
        .post("/committee/delegate", perm::MANAGE, pages::settings::save_delegate)
        .get("/committee/sittings/new", perm::SIT, pages::sitting::new)
        .post("/committee/sittings", perm::SIT, pages::sitting::create)
        .get("/committee/sittings/{id}", perm::READ, pages::sitting::show)
        .post("/committee/sittings/{id}/attendance", perm::SIT, pages::sitting::attendance)
        .post("/committee/sittings/{id}/agenda", perm::SIT, pages::sitting::add_items)
        .post("/committee/sittings/{id}/close", perm::SIT, pages::sitting::close)
        .get("/committee/sittings/{id}/minutes", perm::READ, pages::minutes::show)
        .get("/committee/sittings/{id}/items/{request}", perm::READ, pages::item::show)
        .post("/committee/sittings/{id}/items/{request}/remove", perm::SIT, pages::item::remove)
        .post("/committee/sittings/{id}/items/{request}/conflict", perm::DECLARE, pages::item::conflict)
        .post("/committee/sittings/{id}/items/{request}/withdraw-conflict", perm::SIT, pages::item::withdraw_conflict)
        .post("/committee/sittings/{id}/items/{request}/no-conflict", perm::DECLARE, pages::item::no_conflict)
        .post("/committee/sittings/{id}/items/{request}/votes", perm::VOTE_RECORD, pages::item::votes)
        .post("/committee/sittings/{id}/items/{request}/decision", request::DECIDE, pages::item::decision)
        .post("/committee/sittings/{id}/items/{request}/withdraw-decision", request::DECIDE, pages::item::withdraw_decision)
        .post("/committee/sittings/{id}/items/{request}/defer", request::DEFER, pages::item::defer)
        .post("/committee/sittings/{id}/items/{request}/waitlist", request::WAITLIST, pages::item::waitlist)
        .post("/committee/sittings/{id}/items/{request}/return", request::RETURN_TO_RESEARCH, pages::item::return_to_research)
        .get("/committee/sittings/{id}/items/{request}/confirm", request::CONFIRM_DECISION, pages::confirm::show)
        .post("/committee/sittings/{id}/items/{request}/confirm", request::CONFIRM_DECISION, pages::confirm::confirm)
        .get("/requests/{id}/decide-by-delegate", request::DECIDE, pages::delegate::show)
        .post("/requests/{id}/decide-by-delegate", request::DECIDE, pages::delegate::decide)
        .get("/requests/{id}/reopen", perm::READ, pages::reopen::show)
        .post("/requests/{id}/reopen", request::REOPEN, pages::reopen::propose)
        .post("/requests/{id}/reopen/confirm", request::CONFIRM_DECISION, pages::reopen::confirm)
}

/// For the settings page's list; `app` registers it.
pub const SETTINGS: &[staff::SettingsPage] = &[
    staff::SettingsPage { href: "/committee/settings", key: "committee-settings", hint: "committee-settings-hint", icon: "scale", permission: perm::MANAGE },
    staff::SettingsPage { href: "/committee/members", key: "committee-members", hint: "committee-members-hint", icon: "users", permission: perm::MANAGE },
];
