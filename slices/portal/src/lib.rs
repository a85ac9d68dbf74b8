//! The people's own door (C5, D2): asking, sending documents, signing, following, confirming, objecting.
//!
//! Every page that names a record proves first that it is of a file this session may act for: [`own`] is the one place that does.

mod ask;
mod mine;
pub mod own;
mod routes;

pub use ask::{on_matched, sweep};
pub use routes::routes;

pub const LOCALES: (&str, &str) = (
    concat!(include_str!("../locales/ar.ftl"), "\n", include_str!("../locales/ask.ar.ftl")),
    concat!(include_str!("../locales/en.ftl"), "\n", include_str!("../locales/ask.en.ftl")),
);
pub const NAV: &[web::NavItem] = &[];

pub fn grants() -> Vec<kernel::Grant> {
    vec![]
}

pub fn statements() -> Vec<db::Sql> {
    [ask::statements(), mine::statements()].concat()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}

/// The key of a form that makes something new. One without it could be sent without end as if each time were the first.
///
/// # Errors
/// Conflict `form_reused`: the page is drawn again, with a key.
pub(crate) fn once(cx: &web::Cx) -> kernel::Result<&str> {
    match cx.form.once() {
        "" => Err(kernel::Problem::conflict("form_reused")),
        key => Ok(key),
    }
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    [ask::locale_families(), mine::locale_families()].concat()
}
