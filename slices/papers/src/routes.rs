use crate::pages;
use kernel::{Grant, Reach};

pub mod perm {
    use kernel::Permission;
    /// Official documents, of what one may open anyway.
    pub const READ: Permission = Permission("papers.read");
    /// Orders of payment, with the whole account number.
    pub const READ_ORDERS: Permission = Permission("papers.read_orders");
}

const B: Reach = Reach::Branch;
const A: Reach = Reach::All;

pub const GRANTS: &[Grant] = &[
    Grant {
        permission: perm::READ,
        roles: &[
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
        ],
    },
    Grant { permission: perm::READ_ORDERS, roles: &[("treasurer", A), ("manager", A), ("auditor", A)] },
];

pub fn routes() -> web::Routes {
    web::Routes::new("papers")
        .get("/papers/preview/{kind}", letters::perm::TEXTS, pages::preview::preview)
        .get("/papers/{kind}/{id}", perm::READ, pages::staff::paper)
        .public_get("/v", pages::confirm::ask)
        .public_get("/v/{code}", pages::confirm::confirm)
}
