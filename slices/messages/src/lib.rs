//! Messages to people: what is said at which event, by which channel, in which words; the outbox, its attempts and receipts.

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));
pub const NAV: &[web::NavItem] = &[];

pub fn routes() -> web::Routes {
    web::Routes::new("messages")
}

pub fn grants() -> Vec<kernel::Grant> {
    vec![]
}

pub fn statements() -> Vec<db::Sql> {
    vec![]
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    vec![]
}
