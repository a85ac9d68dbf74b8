use crate::pages::{acts, enter, frame, list, logo, print, scans, search, show, texts};
use kernel::{Grant, Reach};
use web::Routes;

pub mod perm {
    use kernel::Permission;
    pub const READ: Permission = Permission("letter.read");
    pub const WRITE: Permission = Permission("letter.write");
    pub const TEXTS: Permission = Permission("letter.manage_texts");
}

pub const EVENTS: &[&str] = &[
    "letter.out",
    "letter.in",
    "letter.opened",
    "letter.hand",
    "letter.due",
    "letter.close",
    "letter.reopen",
    "letter.void",
    "letter.scan",
    "letter.register_printed",
    "settings.paper_text",
    "settings.paper_frame",
    "settings.paper_logo",
];

const O: Reach = Reach::Own;
const B: Reach = Reach::Branch;
const A: Reach = Reach::All;

pub const GRANTS: &[Grant] = &[
    Grant {
        permission: perm::READ,
        roles: &[
            ("relations_officer", B),
            ("branch_delegate", B),
            ("social_researcher", O),
            ("research_lead", A),
            ("committee_secretary", A),
            ("committee_chair", A),
            ("manager", A),
            ("auditor", A),
        ],
    },
    Grant {
        permission: perm::WRITE,
        roles: &[("relations_officer", B), ("branch_delegate", B), ("social_researcher", O), ("research_lead", A), ("committee_secretary", A), ("manager", A)],
    },
    Grant { permission: perm::TEXTS, roles: &[("administrator", A), ("manager", A)] },
];

pub const NAV: &[web::NavItem] = &[web::NavItem { href: "/letters", key: "letters-nav", icon: "envelope", any_of: &[perm::READ], tool: false }];

pub const SETTINGS: &[staff::SettingsPage] =
    &[staff::SettingsPage { href: "/settings/texts", key: "letters-texts-title", hint: "letters-texts-hint", icon: "pen", permission: perm::TEXTS }];

pub fn routes() -> Routes {
    Routes::new("letters")
        .get("/letters", perm::READ, list::list)
        .get("/letters/search", perm::READ, search::page)
        .post("/letters/search", perm::READ, search::search)
        .get("/letters/register", perm::READ, print::register)
        .get("/letters/register.xlsx", perm::READ, print::workbook)
        .get("/letters/new/out", perm::WRITE, enter::new_out)
        .get("/letters/new/in", perm::WRITE, enter::new_in)
        .get("/letters/out", perm::READ, list::sent)
        .get("/letters/in", perm::READ, list::came)
        .upload("/letters/out", perm::WRITE, enter::create_out)
        .upload("/letters/in", perm::WRITE, enter::create_in)
        .get("/letters/{id}", perm::READ, show::show)
        .post("/letters/{id}/hand", perm::WRITE, acts::hand)
        .post("/letters/{id}/due", perm::WRITE, acts::due)
        .post("/letters/{id}/close", perm::WRITE, acts::close)
        .post("/letters/{id}/reopen", perm::WRITE, acts::reopen)
        .post("/letters/{id}/void", perm::WRITE, acts::void)
        .upload("/letters/{id}/scans", perm::WRITE, scans::add)
        .get("/letters/{id}/scans/{scan}", perm::READ, scans::show)
        .get("/letters/{id}/scans/{scan}/thumb", perm::READ, scans::thumb)
        .public_get("/logo/{id}", logo::public)
        .get("/settings/texts", perm::TEXTS, texts::list)
        .get("/settings/texts/frame", perm::TEXTS, frame::show)
        .upload("/settings/texts/frame", perm::TEXTS, frame::save)
        .upload("/settings/texts/frame/logo", perm::TEXTS, logo::put)
        .upload("/settings/texts/frame/logo/remove", perm::TEXTS, logo::remove)
        .get("/settings/texts/frame/logo/{id}", perm::TEXTS, logo::show)
        .get("/settings/texts/{kind}", perm::TEXTS, texts::edit)
        .post("/settings/texts/{kind}", perm::TEXTS, texts::save)
        .get("/settings/texts/{kind}/versions", perm::TEXTS, texts::versions)
        .post("/settings/texts/{kind}/restore", perm::TEXTS, texts::restore)
}
