//! Delivery (H7): what was granted is planned in lines, let go by the treasurer, handed over with proof or closed with a reason.
//! Never more than was decided and told, and never by who decided.

mod actions;
pub mod bulk;
pub mod check;
mod forms;
mod next;
mod pages;
mod panel;
mod proof;
mod routes;
pub mod rules;
mod store;
mod work;

pub use actions::{Hand, NewLine, Plan, Proof, close, finish, hand, plan, release};
pub use routes::{GRANTS, perm, routes};
pub use store::{Handed, Line, ToPlan, find, of_request};
pub use work::{Work, work};

use requests::rules::delivery::LineState;

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/delivery", key: "delivery-nav", icon: "truck", any_of: &[perm::READ], tool: false }];

pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    [store::STATEMENTS, bulk::STATEMENTS, check::STATEMENTS].concat()
}

/// What this room shows on the request's page.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("request.main", panel::on_request), ("request.next", next::on_request), ("request.with", next::with)]
}

/// One line in words: `3,000 ر.س`, or goods with their quantity.
pub fn line_words(shell: &web::Shell, l: &Line) -> String {
    pages::what_words(shell, &l.what())
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let dashed = |list: &str, codes: &[&str]| codes.iter().map(|c| format!("{list}-{}", c.replace('_', "-"))).collect::<Vec<_>>();
    let mut out = dashed("choice-delivery-way", &[rules::MONEY_WAYS, rules::GOODS_WAYS].concat());
    out.extend(dashed("choice-delivery-proof", rules::PROOFS));
    out.extend(dashed("choice-delivery-receiver", rules::RECEIVERS));
    out.extend(dashed("choice-delivery-receipt", check::ANSWERS));
    out.extend(dashed("choice-delivery-receipt-said", check::ANSWERS));
    out.extend(LineState::ALL.iter().map(|s| format!("choice-delivery-state-{}", s.code())));
    out.extend(GRANTS.iter().map(|g| format!("permission-{}", g.permission.0.replace(['.', '_'], "-"))));
    out.extend(["plan", "release", "hand", "close", "opened", "receipt-said", "receipt-settled"].map(|e| format!("event-delivery-{e}")));
    out.extend(["months", "due_year_only", "proof_missing", "more_than_left"].map(|c| format!("error-{c}")));
    out.extend(
        ["delivery_not_open", "delivery_way", "line_not_planned", "line_not_released", "line_settled", "proof_does_not_fit", "receipt_not_yet"]
            .map(|c| format!("refusal-{c}")),
    );
    out
}
