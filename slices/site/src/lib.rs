//! The public pages (C7, D1, D6b, H5): services in plain words, how to ask, promises and how far they are kept, ways to reach the association.
//! Their words are the association's own, written on screen and kept by versions; what services ask and give comes from the catalogue.

mod content;
mod edit;
mod figures;
mod markdown;
mod pages;
mod routes;
mod services_view;
mod store;
mod ways;

pub use content::{Fields, PARTS, Part, STEPS, WAYS, part, starting};
pub use edit::publish;
pub use figures::{Figure, Figures, LEAST, load as figures, roll_up};
pub use markdown::render as markdown;
pub use routes::{GRANTS, SETTINGS, perm, routes};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));
pub const NAV: &[web::NavItem] = &[];

pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let mut keys: Vec<String> = WAYS.iter().map(|w| format!("choice-site-way-{}", w.0.replace('_', "-"))).collect();
    keys.extend(figures::names().map(|n| format!("choice-site-figure-{}", n.replace('_', "-"))));
    keys.extend(PARTS.iter().flat_map(|p| [format!("choice-site-part-{}", p.code), format!("choice-site-about-{}", p.code)]));
    keys.extend(
        ["title", "intro", "services", "rights-title", "rights", "ways", "text", "from", "until", "body", "figures", "hours", "address"]
            .map(|f| format!("choice-site-field-{f}")),
    );
    keys.extend(services::Kind::ALL.iter().map(|k| format!("choice-site-also-{}", k.code().replace('_', "-"))));
    keys.extend(["permission-site-manage", "event-site-publish"].map(str::to_string));
    keys
}
