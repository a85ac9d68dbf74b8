use crate::{pages, seed::SettingsPage};
use kernel::{Grant, Permission, Reach};
use web::{NavItem, Routes};

pub mod perm {
    use kernel::Permission;
    pub const EMPLOYEE_READ: Permission = Permission("employee.read");
    pub const EMPLOYEE_MANAGE: Permission = Permission("employee.manage");
    pub const SESSION_REVOKE_ANY: Permission = Permission("session.revoke_any");
    pub const ROLE_READ: Permission = Permission("role.read");
    pub const ROLE_ASSIGN: Permission = Permission("role.assign");
    pub const ROLE_MANAGE: Permission = Permission("role.manage");
    pub const BRANCH_READ: Permission = Permission("branch.read");
    pub const BRANCH_MANAGE: Permission = Permission("branch.manage");
    pub const SETTINGS_READ: Permission = Permission("settings.read");
    pub const SETTINGS_MANAGE: Permission = Permission("settings.manage");
    pub const AUDIT_READ: Permission = Permission("audit.read");
}

const READERS: &[(&str, Reach)] = &[("administrator", Reach::All), ("manager", Reach::All), ("auditor", Reach::All)];
const ADMIN: &[(&str, Reach)] = &[("administrator", Reach::All)];

const fn grant(permission: Permission, roles: &'static [(&'static str, Reach)]) -> Grant {
    Grant { permission, roles }
}

/// Who has what on a new database.
pub const GRANTS: &[Grant] = &[
    grant(perm::EMPLOYEE_READ, &[("administrator", Reach::All), ("manager", Reach::All), ("auditor", Reach::All), ("hr_officer", Reach::All)]),
    grant(perm::EMPLOYEE_MANAGE, ADMIN),
    grant(perm::SESSION_REVOKE_ANY, ADMIN),
    grant(perm::ROLE_READ, READERS),
    grant(perm::ROLE_ASSIGN, ADMIN),
    grant(perm::ROLE_MANAGE, ADMIN),
    grant(perm::BRANCH_READ, READERS),
    grant(perm::BRANCH_MANAGE, ADMIN),
    grant(perm::SETTINGS_READ, READERS),
    grant(perm::SETTINGS_MANAGE, ADMIN),
    grant(perm::AUDIT_READ, &[("auditor", Reach::All), ("manager", Reach::All)]),
];

/// Below the line of the side navigation.
pub const NAV: &[NavItem] = &[
    NavItem { href: "/employees", key: "staff-employees", icon: "users", any_of: &[perm::EMPLOYEE_READ], tool: true },
    NavItem { href: "/audit", key: "staff-audit", icon: "history", any_of: &[perm::AUDIT_READ], tool: true },
    NavItem { href: "/settings", key: "staff-settings", icon: "settings", any_of: &[perm::SETTINGS_READ], tool: true },
];

/// The settings pages of this slice; other slices bring theirs with [`crate::register_settings`].
pub const SETTINGS: &[SettingsPage] = &[
    SettingsPage { href: "/settings/letterhead", key: "staff-letterhead", hint: "staff-letterhead-hint", icon: "envelope", permission: perm::SETTINGS_READ },
    SettingsPage { href: "/branches", key: "staff-branches", hint: "staff-branches-hint", icon: "pin", permission: perm::BRANCH_READ },
    SettingsPage { href: "/employees", key: "staff-employees", hint: "staff-employees-hint", icon: "users", permission: perm::EMPLOYEE_READ },
    SettingsPage { href: "/roles", key: "staff-roles", hint: "staff-roles-hint", icon: "key", permission: perm::ROLE_READ },
];

pub fn routes() -> Routes {
    use pages::*;
    Routes::new("staff")
        .public_get("/sign-in", sign_in::page)
        .public_post("/sign-in", sign_in::enter)
        .signed_in_post("/sign-out", sign_in::leave)
        .public_post("/lang", sign_in::lang)
        .public_post("/theme", sign_in::theme)
        .public_get("/first-run", first_run::page)
        .public_post("/first-run/code", first_run::code)
        .public_post("/first-run", first_run::finish)
        .signed_in_get("/account", account::page)
        .signed_in_post("/account/language", account::language)
        .signed_in_get("/account/password", account::password_page)
        .signed_in_post("/account/password", account::password)
        .signed_in_get("/account/sessions", account::sessions)
        .signed_in_post("/account/sessions/others", account::end_others)
        .signed_in_post("/account/sessions/{id}/end", account::end_session)
        .get("/settings", perm::SETTINGS_READ, settings::index)
        .get("/settings/letterhead", perm::SETTINGS_READ, settings::letterhead)
        .post("/settings/letterhead", perm::SETTINGS_MANAGE, settings::save_letterhead)
        .get("/branches", perm::BRANCH_READ, branches::list)
        .get("/branches/new", perm::BRANCH_MANAGE, branches::new)
        .post("/branches", perm::BRANCH_MANAGE, branches::create)
        .get("/branches/{id}", perm::BRANCH_READ, branches::show_page)
        .post("/branches/{id}", perm::BRANCH_MANAGE, branches::change)
        .post("/branches/{id}/active", perm::BRANCH_MANAGE, branches::set_active)
        .get("/employees", perm::EMPLOYEE_READ, employees::list)
        .post("/employees/search", perm::EMPLOYEE_READ, employees::search)
        .get("/employees/new", perm::EMPLOYEE_MANAGE, employees::new)
        .post("/employees", perm::EMPLOYEE_MANAGE, employees::create)
        .get("/employees/{id}", perm::EMPLOYEE_READ, employees::show)
        .post("/employees/{id}", perm::EMPLOYEE_MANAGE, employees::change)
        .post("/employees/{id}/roles", perm::ROLE_ASSIGN, employees::set_roles)
        .post("/employees/{id}/active", perm::EMPLOYEE_MANAGE, employees::set_active)
        .post("/employees/{id}/password", perm::EMPLOYEE_MANAGE, employees::reset_password)
        .post("/employees/{id}/unlock", perm::EMPLOYEE_MANAGE, employees::unlock)
        .post("/employees/{id}/sessions", perm::SESSION_REVOKE_ANY, employees::end_sessions)
        .get("/roles", perm::ROLE_READ, roles::matrix)
        .get("/roles/{role}", perm::ROLE_READ, roles::show)
        .post("/roles/{role}", perm::ROLE_MANAGE, roles::change)
        .get("/audit", perm::AUDIT_READ, audit::page)
}
