use crate::pages::{access, categories, edit, employee, file, list, members, new, settings, status};
use kernel::{Grant, Reach};

/// What may be done with files.
pub mod perm {
    use kernel::Permission;
    pub const LIST: Permission = Permission("file.list");
    pub const OPEN: Permission = Permission("file.open");
    pub const CREATE: Permission = Permission("file.create");
    pub const EDIT: Permission = Permission("file.edit");
    pub const CHANGE_STATUS: Permission = Permission("file.change_status");
    pub const REVEAL_IDENTITY: Permission = Permission("file.reveal_identity");
    pub const READ_ACCESS: Permission = Permission("file.read_access");
    pub const READ_INCOME: Permission = Permission("file.read_income");
    pub const READ_HEALTH: Permission = Permission("file.read_health");
    pub const ASK_ACCESS: Permission = Permission("file.ask_access");
    pub const MANAGE_CATEGORIES: Permission = Permission("category.manage");
    pub const ALL: &[Permission] =
        &[LIST, OPEN, CREATE, EDIT, CHANGE_STATUS, REVEAL_IDENTITY, READ_ACCESS, READ_INCOME, READ_HEALTH, ASK_ACCESS, MANAGE_CATEGORIES];
}

const B: Reach = Reach::Branch;
const A: Reach = Reach::All;

pub const GRANTS: &[Grant] = &[
    Grant {
        permission: perm::LIST,
        roles: &[
            ("relations_officer", B),
            ("branch_delegate", B),
            ("social_researcher", B),
            ("research_lead", A),
            ("committee_secretary", A),
            ("manager", A),
            ("auditor", A),
        ],
    },
    Grant {
        permission: perm::OPEN,
        roles: &[
            ("relations_officer", B),
            ("branch_delegate", B),
            ("social_researcher", B),
            ("delivery_officer", B),
            ("research_lead", A),
            ("committee_member", A),
            ("committee_secretary", A),
            ("committee_chair", A),
            ("manager", A),
            ("auditor", A),
        ],
    },
    Grant { permission: perm::CREATE, roles: &[("relations_officer", B), ("branch_delegate", B), ("manager", A)] },
    Grant { permission: perm::EDIT, roles: &[("relations_officer", B), ("branch_delegate", B), ("manager", A)] },
    Grant { permission: perm::CHANGE_STATUS, roles: &[("relations_officer", B), ("research_lead", A), ("manager", A)] },
    Grant {
        permission: perm::REVEAL_IDENTITY,
        roles: &[
            ("relations_officer", B),
            ("branch_delegate", B),
            ("social_researcher", B),
            ("delivery_officer", B),
            ("research_lead", A),
            ("committee_secretary", A),
            ("manager", A),
            ("auditor", A),
        ],
    },
    Grant { permission: perm::READ_ACCESS, roles: &[("manager", A), ("auditor", A)] },
    Grant {
        permission: perm::READ_INCOME,
        roles: &[
            ("relations_officer", B),
            ("social_researcher", B),
            ("research_lead", A),
            ("committee_member", A),
            ("committee_secretary", A),
            ("committee_chair", A),
            ("manager", A),
            ("auditor", A),
        ],
    },
    Grant {
        permission: perm::READ_HEALTH,
        roles: &[
            ("relations_officer", B),
            ("social_researcher", B),
            ("research_lead", A),
            ("committee_member", A),
            ("committee_secretary", A),
            ("committee_chair", A),
            ("manager", A),
            ("auditor", A),
        ],
    },
    Grant { permission: perm::ASK_ACCESS, roles: &[("relations_officer", B), ("branch_delegate", B), ("social_researcher", B)] },
    Grant { permission: perm::MANAGE_CATEGORIES, roles: &[("manager", A), ("administrator", A)] },
];

pub const NAV: &[web::NavItem] = &[
    web::NavItem { href: "/files", key: "beneficiaries-nav", icon: "users", any_of: &[perm::LIST], tool: false },
    web::NavItem { href: "/categories", key: "beneficiaries-nav-categories", icon: "filter", any_of: &[perm::MANAGE_CATEGORIES], tool: true },
];

pub fn routes() -> web::Routes {
    web::Routes::new("beneficiaries")
        .get("/files", perm::LIST, list::list)
        .get("/files/new", perm::CREATE, new::ask)
        .post("/files/new", perm::CREATE, new::look)
        .post("/files", perm::CREATE, new::create)
        .post("/files/ask-access", perm::ASK_ACCESS, access::ask)
        .get("/files/{id}", perm::OPEN, file::show)
        .get("/files/{id}/print", perm::OPEN, file::print)
        .post("/files/{id}/reveal", perm::REVEAL_IDENTITY, file::reveal)
        .get("/files/{id}/edit", perm::EDIT, edit::form)
        .post("/files/{id}/edit", perm::EDIT, edit::save)
        .get("/files/{id}/members/new", perm::EDIT, members::new)
        .post("/files/{id}/members", perm::EDIT, members::add)
        .get("/files/{id}/members/{member}/edit", perm::EDIT, members::edit)
        .post("/files/{id}/members/{member}/edit", perm::EDIT, members::save)
        .get("/files/{id}/members/{member}/end", perm::EDIT, members::end_form)
        .post("/files/{id}/members/{member}/end", perm::EDIT, members::end)
        .get("/files/{id}/categories", perm::EDIT, categories::form)
        .post("/files/{id}/categories", perm::EDIT, categories::save)
        .get("/files/{id}/status", perm::CHANGE_STATUS, status::form)
        .post("/files/{id}/status", perm::CHANGE_STATUS, status::save)
        .get("/files/{id}/access", perm::READ_ACCESS, access::log)
        .post("/employees/{id}/person", staff::perm::EMPLOYEE_MANAGE, employee::link)
        .get("/categories", perm::MANAGE_CATEGORIES, settings::list)
        .post("/categories", perm::MANAGE_CATEGORIES, settings::add)
        .post("/categories/{code}", perm::MANAGE_CATEGORIES, settings::save)
}
