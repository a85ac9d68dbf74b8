use crate::pages;
use kernel::{Grant, Reach};
use web::Routes;

pub mod perm {
    use kernel::Permission;
    pub const LOG: Permission = Permission("contact.log");
    pub const READ: Permission = Permission("contact.read");
}

pub const EVENTS: &[&str] =
    &["contact.log", "contact.arrive", "contact.begin", "contact.end", "contact.left", "contact.change", "contact.opened", "contact.came"];

const B: Reach = Reach::Branch;
const A: Reach = Reach::All;

pub const GRANTS: &[Grant] = &[
    Grant { permission: perm::LOG, roles: &[("relations_officer", B), ("branch_delegate", B), ("social_researcher", B), ("research_lead", A)] },
    Grant {
        permission: perm::READ,
        roles: &[("relations_officer", B), ("branch_delegate", B), ("social_researcher", B), ("research_lead", A), ("manager", A), ("auditor", A)],
    },
];

pub fn routes() -> Routes {
    Routes::new("contacts")
        .get("/contacts", perm::READ, pages::list)
        .get("/contacts/waiting", perm::READ, pages::waiting)
        .get("/contacts/new", perm::LOG, pages::new)
        .post("/contacts/new", perm::LOG, pages::look)
        .post("/contacts", perm::LOG, pages::create)
        .get("/contacts/{id}", perm::READ, pages::show)
        .post("/contacts/{id}", perm::LOG, pages::save)
        .post("/contacts/{id}/begin", perm::LOG, pages::begin)
        .post("/contacts/{id}/left", perm::LOG, pages::left)
}
