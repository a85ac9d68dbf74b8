use crate::{pages, types_pages};
use kernel::{Grant, Permission, Reach};
use web::Routes;

pub mod perm {
    use kernel::Permission;
    pub const READ: Permission = Permission("document.read");
    pub const READ_SENSITIVE: Permission = Permission("document.read_sensitive");
    pub const ADD: Permission = Permission("document.add");
    pub const CHECK: Permission = Permission("document.check");
    pub const TYPES: Permission = Permission("document_type.manage");
}

pub const PERMISSIONS: &[Permission] = &[perm::READ, perm::READ_SENSITIVE, perm::ADD, perm::CHECK, perm::TYPES];
pub const EVENTS: &[&str] =
    &["document.add", "document.edit", "document.scan", "document.check", "document.opened", "document.expiry_told", "document_type.change"];

pub const GRANTS: &[Grant] = &[
    Grant {
        permission: perm::READ,
        roles: &[
            ("relations_officer", Reach::Branch),
            ("branch_delegate", Reach::Branch),
            ("social_researcher", Reach::Branch),
            ("research_lead", Reach::All),
            ("committee_member", Reach::All),
            ("committee_secretary", Reach::All),
            ("committee_chair", Reach::All),
            ("delivery_officer", Reach::Branch),
            ("manager", Reach::All),
            ("auditor", Reach::All),
        ],
    },
    Grant {
        permission: perm::READ_SENSITIVE,
        roles: &[
            ("relations_officer", Reach::Branch),
            ("social_researcher", Reach::Branch),
            ("research_lead", Reach::All),
            ("committee_member", Reach::All),
            ("committee_secretary", Reach::All),
            ("committee_chair", Reach::All),
            ("manager", Reach::All),
            ("auditor", Reach::All),
        ],
    },
    Grant {
        permission: perm::ADD,
        roles: &[("relations_officer", Reach::Branch), ("branch_delegate", Reach::Branch), ("social_researcher", Reach::Branch), ("research_lead", Reach::All)],
    },
    Grant {
        permission: perm::CHECK,
        roles: &[("relations_officer", Reach::Branch), ("branch_delegate", Reach::Branch), ("social_researcher", Reach::Branch), ("research_lead", Reach::All)],
    },
    Grant { permission: perm::TYPES, roles: &[("administrator", Reach::All), ("manager", Reach::All)] },
];

pub fn routes() -> Routes {
    Routes::new("documents")
        .get("/files/{id}/documents/new", perm::ADD, pages::new)
        .upload("/files/{id}/documents", perm::ADD, pages::create)
        .get("/documents/{id}", perm::READ, pages::show)
        .get("/documents/{id}/edit", perm::ADD, pages::edit_form)
        .post("/documents/{id}/edit", perm::ADD, pages::edit)
        .upload("/documents/{id}/scans", perm::ADD, pages::add_scan)
        .get("/documents/{id}/scans/{scan}", perm::READ, pages::scan)
        .get("/documents/{id}/scans/{scan}/thumb", perm::READ, pages::thumb)
        .post("/documents/{id}/checks", perm::CHECK, pages::check)
        .get("/documents/types", perm::TYPES, types_pages::list)
        .get("/documents/types/new", perm::TYPES, types_pages::new)
        .post("/documents/types/new", perm::TYPES, types_pages::create)
        .get("/documents/types/{code}", perm::TYPES, types_pages::edit_form)
        .post("/documents/types/{code}", perm::TYPES, types_pages::save)
}
