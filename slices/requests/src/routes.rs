use crate::pages::{act, clocks, files, form, letter, list, receipt, show, submit};
use crate::rules;
use kernel::{Grant, Reach};

pub mod perm {
    pub use crate::rules::perm::*;
    use kernel::Permission;
    pub const LIST: Permission = Permission("request.list");
    pub const OPEN: Permission = Permission("request.open");
    pub const CREATE: Permission = Permission("request.create");
    pub const EDIT: Permission = Permission("request.edit");
    /// To tell people what is to be told, and to record it.
    pub const TELL: Permission = Permission("request.tell");
    pub const MANAGE_CLOCKS: Permission = Permission("settings.manage_clocks");
}

const B: Reach = Reach::Branch;
const A: Reach = Reach::All;
const READERS: &[(&str, Reach)] = &[
    ("relations_officer", B),
    ("branch_delegate", B),
    ("social_researcher", B),
    ("research_lead", A),
    ("committee_member", A),
    ("committee_secretary", A),
    ("committee_chair", A),
    ("delivery_officer", B),
    ("treasurer", A),
    ("manager", A),
    ("auditor", A),
];

/// This room's own; the table's come from [`rules::grants`].
pub const GRANTS: &[Grant] = &[
    Grant { permission: perm::LIST, roles: READERS },
    Grant { permission: perm::OPEN, roles: READERS },
    Grant { permission: perm::CREATE, roles: &[("relations_officer", B), ("branch_delegate", B)] },
    Grant { permission: perm::EDIT, roles: &[("relations_officer", B), ("branch_delegate", B)] },
    Grant { permission: perm::TELL, roles: &[("relations_officer", B), ("branch_delegate", B), ("social_researcher", B)] },
    Grant { permission: perm::MANAGE_CLOCKS, roles: &[("manager", A), ("administrator", A)] },
];

/// Every permission of this room with the roles that hold it in a new database.
pub fn grants() -> Vec<Grant> {
    let mut out = GRANTS.to_vec();
    out.extend(rules::grants());
    out
}

pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/requests", key: "requests-nav", icon: "file", any_of: &[perm::LIST], tool: false }];

pub const SETTINGS: &[staff::SettingsPage] = &[staff::SettingsPage {
    href: "/settings/clocks",
    key: "requests-clocks-title",
    hint: "requests-clocks-hint",
    icon: "clock",
    permission: perm::MANAGE_CLOCKS,
}];

pub fn routes() -> web::Routes {
    web::Routes::new("requests")
        .get("/requests", perm::LIST, list::list)
        .post("/requests", perm::CREATE, list::create)
        .get("/requests/{id}", perm::OPEN, show::show)
        .get("/requests/{id}/form", perm::EDIT, form::show)
        .post("/requests/{id}/form", perm::EDIT, form::save)
        .post("/requests/{id}/checklist", perm::EDIT, form::checklist)
        .get("/requests/{id}/submit", perm::SUBMIT, submit::show)
        .upload("/requests/{id}/submit", perm::SUBMIT, submit::submit)
        .post("/requests/{id}/tell-missing", perm::SUBMIT, act::tell_missing)
        .post("/requests/{id}/verify", perm::VERIFY, act::verify)
        .post("/requests/{id}/return", perm::RETURN, act::return_back)
        .post("/requests/{id}/explain", perm::PRESENT, act::explain)
        .post("/requests/{id}/present", perm::PRESENT, act::present)
        .post("/requests/{id}/urge", perm::REPLY_URGENT, act::urge)
        .post("/requests/{id}/reply", perm::REPLY, act::reply)
        .post("/requests/{id}/register", perm::REGISTER, act::register)
        .post("/requests/{id}/object", perm::OBJECT, act::object)
        .post("/requests/{id}/withdraw", perm::WITHDRAW, act::withdraw)
        .post("/requests/{id}/carry-on", perm::WITHDRAW, act::carry_on)
        .post("/requests/{id}/void", perm::VOID, act::void)
        .post("/requests/{id}/lapse", perm::LAPSE, act::lapse)
        .post("/requests/{id}/remind", perm::TELL, act::remind)
        .post("/requests/{id}/tasks/{task}/done", perm::TELL, act::task_done)
        .get("/requests/{id}/do/{action}", perm::OPEN, act::form)
        .get("/requests/{id}/receipt", perm::OPEN, receipt::receipt)
        .get("/requests/{id}/print", perm::OPEN, receipt::print)
        .get("/requests/{id}/letter", perm::OPEN, letter::letter)
        .get("/requests/{id}/signatures/{signature}", perm::OPEN, files::signature)
        .get("/settings/clocks", perm::MANAGE_CLOCKS, clocks::show)
        .post("/settings/clocks", perm::MANAGE_CLOCKS, clocks::save)
}
