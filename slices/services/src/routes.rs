use crate::pages;
use kernel::{Grant, Permission, Reach};
use web::{NavItem, Routes};

pub mod perm {
    use kernel::Permission;
    pub const READ: Permission = Permission("service.read");
    pub const MANAGE: Permission = Permission("service.manage");
}

pub fn routes() -> Routes {
    Routes::new("services")
        .get("/services", perm::READ, pages::list)
        .get("/services/new", perm::MANAGE, pages::new)
        .post("/services/new", perm::MANAGE, pages::create)
        .get("/services/catalogue.toml", perm::MANAGE, pages::export_toml)
        .get("/services/catalogue.json", perm::MANAGE, pages::export_json)
        .get("/services/import", perm::MANAGE, pages::import_form)
        .upload("/services/import", perm::MANAGE, pages::import)
        .get("/services/{id}", perm::READ, pages::show)
        .get("/services/{id}/paper", perm::READ, pages::paper)
        .get("/services/{id}/versions", perm::READ, pages::versions)
        .get("/services/{id}/try", perm::READ, pages::try_form)
        .post("/services/{id}/try", perm::READ, pages::try_it)
        .get("/services/{id}/edit", perm::MANAGE, pages::edit)
        .post("/services/{id}/edit", perm::MANAGE, pages::revise)
        .post("/services/{id}/deactivate", perm::MANAGE, pages::deactivate)
        .post("/services/{id}/activate", perm::MANAGE, pages::activate)
}

const EVERYONE: &[(&str, Reach)] = &[
    ("relations_officer", Reach::All),
    ("social_researcher", Reach::All),
    ("research_lead", Reach::All),
    ("committee_member", Reach::All),
    ("committee_secretary", Reach::All),
    ("committee_chair", Reach::All),
    ("delivery_officer", Reach::All),
    ("treasurer", Reach::All),
    ("branch_delegate", Reach::All),
    ("volunteer_coordinator", Reach::All),
    ("supporter_relations", Reach::All),
    ("hr_officer", Reach::All),
    ("manager", Reach::All),
    ("auditor", Reach::All),
    ("administrator", Reach::All),
];

pub const GRANTS: &[Grant] =
    &[Grant { permission: perm::READ, roles: EVERYONE }, Grant { permission: perm::MANAGE, roles: &[("manager", Reach::All), ("administrator", Reach::All)] }];

const SEEN_BY: &[Permission] = &[perm::READ];

pub const NAV: &[NavItem] = &[NavItem { href: "/services", key: "services-title", icon: "hands", any_of: SEEN_BY, tool: false }];
