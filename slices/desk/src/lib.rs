//! My desk: what needs me now, what waits on others, the running clocks; and the one search box.

mod pages;
mod routes;
mod rows;
mod search;

pub use routes::{NAV, routes};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub fn grants() -> Vec<kernel::Grant> {
    vec![]
}

pub fn statements() -> Vec<db::Sql> {
    vec![]
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}

pub fn locale_families() -> Vec<String> {
    vec![]
}
