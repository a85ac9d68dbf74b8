//! Who works here: employees, roles, branches, signing in, settings, the letterhead, the first run, the trail's pages.

mod actions;
mod demo;
mod first_code;
mod forms;
mod gate;
mod letterhead;
mod pages;
mod password;
pub mod routes;
pub mod rules;
mod seed;
mod sign_in;
mod store;
mod trail;

pub use actions::{
    branches::{BranchForm, change as change_branch, create as create_branch, set_active as set_branch_active},
    employees::{
        EmployeeForm, NewEmployee, change as change_employee, create_employee, reset_password, set_active as set_employee_active, set_person, set_roles, unlock,
    },
    first_run::{FirstRunForm, first_run},
    roles::set_permissions,
    settings::save_letterhead,
};
pub use demo::{DEMO_PASSWORD, demo_employees};
pub use first_code::FirstRun;
pub use gate::{StaffGate, actor, actor_by_username};
pub use letterhead::{BankAccount, Letterhead, Policy, letterhead, letterhead_version};
pub use password::use_cheap_hashes;
pub use routes::{GRANTS, NAV, SETTINGS, perm, routes};
pub use seed::{SettingsPage, register_settings, registry, seed_grants, set_registry};
pub use sign_in::{Began, SignIn, change_password, end_session, end_sessions, reauthenticate, set_language, sign_in, sweep};
pub use store::{
    branches::{Branch, branch, branch_by_number, branches, main_branch},
    employees::{Employee, EmployeeRef, all_roles, by_username, employee, employees, names, of_person, roles_of, with_permission, with_role},
    statements,
};
pub use trail::{TrailLine, audit_rows};

use db::{Db, Query};
use kernel::{Grant, Result};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub fn grants() -> Vec<Grant> {
    GRANTS.to_vec()
}

/// This slice puts no panel into lower floors' pages: there is none below.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}

/// Whether there is no employee yet: then the first-run page is open.
pub async fn is_empty(db: &Db) -> Result<bool> {
    store::employees::none_yet(&mut db.reader()).await
}

/// A new one-time code for the first-run page, to print where the program was started.
pub fn first_run_code() -> String {
    FirstRun::offer()
}

/// The association's names for the frame of every page.
pub async fn org_names(q: &mut impl Query) -> Result<web::OrgNames> {
    let l = letterhead(q).await?;
    Ok(l.on_pages())
}

/// The locale key of a role's name.
pub fn role_key(code: &str) -> String {
    format!("role-{}", code.replace('_', "-"))
}

/// Keys computed from codes: every one the locale files must have.
pub fn locale_families() -> Vec<String> {
    let dashed = |family: &str, code: &str| format!("{family}-{}", code.replace(['.', '_'], "-"));
    let mut keys: Vec<String> = rules::ROLES.iter().map(|r| role_key(r)).collect();
    keys.extend(GRANTS.iter().map(|g| dashed("permission", g.permission.0)));
    keys.extend(EVENTS.iter().map(|e| dashed("event", e)));
    keys.extend(["own", "branch", "all"].map(|r| format!("choice-reach-{r}")));
    keys.extend(rules::CLOSING.iter().map(|c| format!("choice-closing-{c}")));
    keys.extend(ERRORS.iter().map(|e| format!("error-{e}")));
    keys.extend(REFUSALS.iter().map(|e| format!("refusal-{e}")));
    keys.push("conflict-first_run_over".into());
    keys.extend(SLICES.iter().map(|s| format!("slice-{s}")));
    keys
}

/// Every slice, for the headings of the roles page.
const SLICES: [&str; 20] = [
    "staff",
    "people",
    "messages",
    "letters",
    "beneficiaries",
    "services",
    "documents",
    "contacts",
    "representatives",
    "requests",
    "imports",
    "research",
    "delivery",
    "committee",
    "accounts",
    "papers",
    "applications",
    "site",
    "portal",
    "desk",
];
const EVENTS: [&str; 23] = [
    "session.began",
    "session.refused",
    "session.reauth_refused",
    "session.ended",
    "session.revoked",
    "employee.created",
    "employee.changed",
    "employee.roles",
    "employee.closed",
    "employee.opened",
    "employee.unlocked",
    "employee.person",
    "employee.password_reset",
    "employee.password_changed",
    "role.seeded",
    "role.changed",
    "branch.created",
    "branch.changed",
    "branch.closed",
    "branch.opened",
    "settings.letterhead",
    "first_run.finished",
    "first_run.refused",
];
const ERRORS: [&str; 26] = [
    "sign_in_refused",
    "password_wrong",
    "password_short",
    "password_long",
    "password_has_name",
    "password_guessable",
    "password_differs",
    "password_same",
    "staff_username",
    "staff_username_taken",
    "staff_name",
    "staff_role",
    "staff_branch",
    "staff_branch_name",
    "staff_number",
    "staff_number_taken",
    "staff_org_name",
    "staff_email",
    "staff_phone",
    "staff_iban_missing",
    "staff_iban_shape",
    "staff_toml",
    "staff_code_wrong",
    "staff_code_shut",
    "staff_day",
    "staff_closing",
];
const REFUSALS: [&str; 8] =
    ["self_grant", "role_beyond_reach", "last_administrator", "administrator_core", "own_account", "branch_staffed", "last_branch", "sign_in_paused"];
