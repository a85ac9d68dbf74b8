use crate::{edit, pages};
use kernel::{Grant, Reach};
use web::Routes;

pub mod perm {
    use kernel::Permission;
    /// To write and publish the public pages.
    pub const MANAGE: Permission = Permission("site.manage");
}

pub const GRANTS: &[Grant] = &[Grant { permission: perm::MANAGE, roles: &[("manager", Reach::All), ("administrator", Reach::All)] }];

/// For the settings page's list.
pub const SETTINGS: &[staff::SettingsPage] =
    &[staff::SettingsPage { href: "/settings/site", key: "site-edit-title", hint: "site-edit-hint", icon: "globe", permission: perm::MANAGE }];

pub fn routes() -> Routes {
    Routes::new("site")
        .public_get("/", pages::home)
        .public_get("/help", pages::help)
        .public_get("/help/{code}", pages::service)
        .public_get("/how", pages::how)
        .public_get("/promises", pages::promises)
        .public_get("/contact", pages::contact)
        .public_get("/faq", pages::faq)
        .public_get("/privacy", pages::privacy)
        .public_get("/accessibility", pages::accessibility)
        .public_get("/sitemap", pages::sitemap)
        .public_get("/robots.txt", pages::robots)
        .public_get("/lang/{code}", pages::lang)
        .get("/settings/site", perm::MANAGE, edit::index)
        .get("/settings/site/{part}", perm::MANAGE, edit::show)
        .post("/settings/site/{part}", perm::MANAGE, edit::save)
        .post("/settings/site/{part}/restore", perm::MANAGE, edit::restore)
}
