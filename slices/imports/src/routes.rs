use crate::pages;
use kernel::{Grant, Reach};
use web::{NavItem, Routes};

pub mod perm {
    use kernel::Permission;
    /// Bringing a register in, and reading what earlier imports told.
    pub const RUN: Permission = Permission("import.run");
}

/// The last is the program's own: invented people come in bulk too.
pub const EVENTS: &[&str] = &["import.tried", "import.confirmed", "import.ran", "file.imported", "demo.filled"];

pub const GRANTS: &[Grant] = &[Grant { permission: perm::RUN, roles: &[("manager", Reach::All), ("administrator", Reach::All)] }];

pub const NAV: &[NavItem] = &[NavItem { href: "/imports", key: "imports-title", icon: "upload", any_of: &[perm::RUN], tool: true }];

pub fn routes() -> Routes {
    Routes::new("imports")
        .get("/imports", perm::RUN, pages::list)
        .upload("/imports", perm::RUN, pages::try_out)
        .get("/imports/{id}", perm::RUN, pages::show)
        .post("/imports/{id}/confirm", perm::RUN, pages::confirm)
        .get("/imports/{id}/errors", perm::RUN, pages::errors)
        .get("/imports/{id}/report", perm::RUN, pages::report)
}
