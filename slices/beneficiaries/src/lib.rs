//! Beneficiary files: the household, its categories, class and status; who may open one; and the search that finds it.

mod actions;
pub mod bulk;
mod closed;
mod file;
mod list;
mod pages;
mod remind;
mod routes;
pub mod rules;
mod search;
mod store;

pub use actions::{
    AccessAsk, Activation, AddMember, CategoryCommand, ChangeStatus, EditMember, EndMember, NewFile, NewMember, Particulars, Similar, Who, activate,
    add_category, add_member, ask_access, change_category, change_status, change_status_in, create_file, create_in, edit_member, end_member, file_access_asks,
    look_for_duplicates, register_in, reindex, set_categories, set_categories_in, set_class, set_points_class, set_unmatched, update_particulars,
};
pub use closed::{close_to, closed_to, open_to};
pub use file::{
    Category, File, FileCategory, StatusChange, Whole, by_number, categories, categories_of, categories_of_some, files, find, find_any, guard_relation,
    of_household, of_person, own_files, sample, status_history, whole,
};
pub use pages::{found_html, status_tag};
pub use remind::remind_reviews;
pub use routes::{GRANTS, NAV, perm, routes};
pub use rules::{Change, Status};
pub use search::{Found, Hit, LIMIT, Why, by_identity, by_identity_now, by_mobile, search};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub fn statements() -> Vec<db::Sql> {
    [store::STATEMENTS, remind::STATEMENTS].concat()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("employee.side", pages::employee::panel)]
}

/// Every event code this slice records, `file.opened` and `file.identity_revealed` among them.
pub const EVENTS: &[&str] = &[
    "file.create",
    "file.edit",
    "file.opened",
    "file.identity_revealed",
    "file.access_asked",
    "file.categories",
    "file.class",
    "file.change_status",
    "file.registered",
    "file.review_told",
    "file.activated",
    "file.member_added",
    "file.member_edited",
    "file.member_ended",
    "category.added",
    "category.changed",
];

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let dash = |c: &str| c.replace(['.', '_'], "-");
    let mut out: Vec<String> = vec![];
    out.extend(perm::ALL.iter().map(|p| format!("permission-{}", dash(p.0))));
    out.extend(EVENTS.iter().map(|e| format!("event-{}", dash(e))));
    out.extend(Status::ALL.iter().map(|s| format!("file-status-{}", s.code())));
    out.extend(
        Change::ALL
            .iter()
            .flat_map(|c| [format!("file-change-{}", c.code()), format!("file-change-{}-button", c.code()), format!("file-change-{}-ask", c.code())]),
    );
    out.extend(Why::ALL.iter().map(|w| format!("file-found-{}", dash(w.code()))));
    out.extend(rules::INCOME_CLASSES.iter().map(|c| format!("choice-income-class-{c}")));
    out.extend(rules::Needs::CODES.iter().map(|c| format!("choice-category-needs-{c}")));
    out.extend(["own_file", "has_file", "in_other_file", "member_elsewhere", "head_stays", "file_status", "file_closed"].map(|c| format!("refusal-{c}")));
    out.extend(["category_code", "category_taken", "confirm_new", "employee_not_in_register"].map(|c| format!("error-{c}")));
    out
}

/// Every permission of this room with the roles that hold it in a new database.
pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}
