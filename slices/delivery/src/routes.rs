use crate::pages;
use kernel::{Grant, Reach};
use requests::rules::perm::FINISH;

pub mod perm {
    use kernel::Permission;
    pub const READ: Permission = Permission("delivery.read");
    pub const PLAN: Permission = Permission("delivery.plan");
    /// The treasurer's: no line leaves without it.
    pub const RELEASE: Permission = Permission("delivery.release");
    pub const HAND: Permission = Permission("delivery.hand");
    /// Closing a line that will not be handed over.
    pub const CLOSE: Permission = Permission("delivery.close");
    /// Looking into what a beneficiary says he did not receive, or received wrong.
    pub const LOOK_INTO: Permission = Permission("delivery.look_into");
}

const B: Reach = Reach::Branch;
const A: Reach = Reach::All;

pub const GRANTS: &[Grant] = &[
    Grant {
        permission: perm::READ,
        roles: &[("delivery_officer", B), ("relations_officer", B), ("branch_delegate", B), ("treasurer", A), ("manager", A), ("auditor", A)],
    },
    Grant { permission: perm::PLAN, roles: &[("delivery_officer", B), ("relations_officer", B)] },
    Grant { permission: perm::RELEASE, roles: &[("treasurer", A)] },
    Grant { permission: perm::HAND, roles: &[("delivery_officer", B), ("branch_delegate", B)] },
    Grant { permission: perm::CLOSE, roles: &[("delivery_officer", B)] },
    Grant { permission: perm::LOOK_INTO, roles: &[("delivery_officer", B), ("manager", A)] },
];

pub fn routes() -> web::Routes {
    web::Routes::new("delivery")
        .get("/delivery", perm::READ, pages::list::list)
        .get("/delivery/checks", perm::LOOK_INTO, pages::check::list)
        .get("/delivery/checks/{id}", perm::LOOK_INTO, pages::check::show)
        .post("/delivery/checks/{id}", perm::LOOK_INTO, pages::check::settle)
        .get("/requests/{id}/delivery/new", perm::PLAN, pages::plan::form)
        .post("/requests/{id}/delivery/new", perm::PLAN, pages::plan::plan)
        .post("/delivery/{id}/release", perm::RELEASE, pages::line::release)
        .get("/delivery/{id}/hand", perm::HAND, pages::hand::form)
        .upload("/delivery/{id}/hand", perm::HAND, pages::hand::hand)
        .get("/delivery/{id}/close", perm::CLOSE, pages::line::close_form)
        .post("/delivery/{id}/close", perm::CLOSE, pages::line::close)
        .get("/delivery/{id}/receipt", perm::READ, pages::line::receipt)
        .get("/delivery/{id}/proof", perm::READ, pages::line::proof)
        .get("/requests/{id}/finish", FINISH, pages::finish::form)
        .post("/requests/{id}/finish", FINISH, pages::finish::finish)
}
