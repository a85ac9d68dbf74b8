use crate::{pages, search};
use web::{NavItem, Routes};

pub const NAV: &[NavItem] = &[NavItem { href: "/desk", key: "desk-nav", icon: "desk", any_of: &[], tool: false }];

pub fn routes() -> Routes {
    Routes::new("desk").signed_in_get("/desk", pages::desk).signed_in_get("/search", search::ask).signed_in_post("/search", search::answer)
}
