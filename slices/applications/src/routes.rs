use crate::pages::{corrections, list, show};
use kernel::{Grant, Reach};

pub mod perm {
    use kernel::Permission;
    /// Applications of people without a file, and corrections people ask for.
    pub const READ: Permission = Permission("application.read");
    /// To say whose an application is, and to answer corrections.
    pub const DECIDE: Permission = Permission("application.decide");
}

const B: Reach = Reach::Branch;
const A: Reach = Reach::All;

pub const GRANTS: &[Grant] = &[
    Grant { permission: perm::READ, roles: &[("relations_officer", B), ("manager", A), ("auditor", A)] },
    Grant { permission: perm::DECIDE, roles: &[("relations_officer", B), ("manager", A)] },
];

pub const EVENTS: &[&str] = &[
    "application.begin",
    "application.make_new",
    "application.join",
    "application.refuse",
    "application.told",
    "application.opened",
    "correction.ask",
    "correction.answer",
    "correction.opened",
];

pub fn routes() -> web::Routes {
    web::Routes::new("applications")
        .get("/applications", perm::READ, list::list)
        .get("/applications/{id}", perm::READ, show::show)
        .post("/applications/{id}/make-new", perm::DECIDE, show::make_new)
        .post("/applications/{id}/join", perm::DECIDE, show::join)
        .post("/applications/{id}/refuse", perm::DECIDE, show::refuse)
        .post("/applications/{id}/told", perm::DECIDE, show::told)
        .get("/corrections", perm::READ, corrections::list)
        .get("/corrections/{id}", perm::READ, corrections::show)
        .post("/corrections/{id}/answer", perm::DECIDE, corrections::answer)
}
