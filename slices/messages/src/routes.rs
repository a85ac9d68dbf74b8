use kernel::{Grant, Reach};
use web::Routes;

pub mod perm {
    use kernel::Permission;
    pub const READ: Permission = Permission("message.read");
    pub const RESEND: Permission = Permission("message.resend");
    pub const MANAGE: Permission = Permission("message.manage");
}

const B: Reach = Reach::Branch;
const A: Reach = Reach::All;

pub const GRANTS: &[Grant] = &[
    Grant { permission: perm::READ, roles: &[("relations_officer", B), ("branch_delegate", B), ("research_lead", A), ("manager", A), ("auditor", A)] },
    Grant { permission: perm::RESEND, roles: &[("relations_officer", B), ("branch_delegate", B), ("manager", A)] },
    Grant { permission: perm::MANAGE, roles: &[("administrator", A)] },
];

pub const NAV: &[web::NavItem] = &[];

pub fn routes() -> Routes {
    Routes::new("messages")
}
