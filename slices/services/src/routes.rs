use kernel::{Grant, Permission, Reach};
use web::{NavItem, Routes};

pub mod perm {
    use kernel::Permission;
    pub const READ: Permission = Permission("service.read");
    pub const MANAGE: Permission = Permission("service.manage");
}

pub fn routes() -> Routes {
    Routes::new("services")
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

pub const GRANTS: &[Grant] = &[
    Grant { permission: perm::READ, roles: EVERYONE },
    Grant { permission: perm::MANAGE, roles: &[("manager", Reach::All), ("administrator", Reach::All)] },
];

const SEEN_BY: &[Permission] = &[perm::READ];

pub const NAV: &[NavItem] = &[NavItem { href: "/services", key: "services-title", icon: "hands", any_of: SEEN_BY, tool: false }];
