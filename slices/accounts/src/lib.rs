//! The portal's door: one-time codes, sessions, whom a signed-in person may act for.

mod acts;
mod door;
mod key;
mod limits;
pub mod rules;
mod store;

pub use acts::{account_of, acting, choose, may_act};
pub use door::{MAY, PortalDoor};
pub use key::use_key;
pub use representatives::Acts;

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));
pub const NAV: &[web::NavItem] = &[];

pub fn routes() -> web::Routes {
    web::Routes::new("accounts")
}

pub fn grants() -> Vec<kernel::Grant> {
    vec![]
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    vec![]
}
