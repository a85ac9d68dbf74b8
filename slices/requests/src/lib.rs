//! The support request (طلب دعم مستفيد): the main road from a draft to help received (H1–H7).
//!
//! [`rules`] says what may follow what; the spine ([`advance`] and the `note_…` functions) is how every room moves a request;
//! the actions and pages here are the officer's part of the road. Research, committee and delivery put theirs into the slots
//! `request.main`, `request.side`, `request.actions`, `request.next` (the button of the next step) and `request.with` (whose turn it is) of the request's page.

mod actions;
mod answers;
pub mod bulk;
mod checklist;
mod core;
mod forms;
mod freeze;
mod lists;
mod lower;
mod pages;
mod routes;
pub mod rules;
mod say;
mod words;
mod work;

pub use crate::core::*;
pub use actions::{
    CarryOn, Close, Create, Explain, HandSignature, MESSAGE, MissingItem, Object, Register, Remind, ReplyWith, Return, Save, Stands, Submit, TaskDone, Tell,
    Urge, carry_on, create, create_in, explain, lapse, lapse_due, object, present, register, remind, reply, return_back, save, set_clocks, stands, submit,
    task_done, tell_missing, urge, verify, void, withdraw,
};
pub use answers::{Answers, FORM_VERSION, Income};
pub use checklist::{Checklist, Line, of_request};
pub use freeze::DECLARATION_VERSION;
pub use lists::{Filter, Group, Listed, Named, Sort, by_number, count_by_state, list, named, of_file};
pub use routes::{GRANTS, NAV, SETTINGS, grants, perm, routes};
pub use say::{also, on_settled, remind_due, targets_at_risk, told_or_task};
pub use words::{EVENTS, locale_families};
pub use work::{WorkRow, group, work};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

/// How a person was told something: there and then, by a call, by a letter handed over, on a visit, through the delegate.
pub const HOW_TOLD: &[&str] = &["at_desk", "phone", "letter", "visit", "delegate"];
/// How a person comes to know without an employee: he read it on the portal, or a message reached him.
pub const TOLD_BY_ITSELF: &[&str] = &["portal", "message"];
/// How the promise was explained (H5).
pub const HOW_EXPLAINED: &[&str] = &["phone", "interview", "letter"];
pub const PAYMENT_WAYS: &[&str] = &["bank", "pickup"];
/// Codes of history lines that move nothing.
pub const DID: &[&str] =
    &["create", "explain", "explain_unclear", "urge", "remind", "carry_on", "tell_promise", "tell_missing", "tell_reply", "tell_answer", "joined"];

pub fn statements() -> Vec<db::Sql> {
    [crate::core::sql::STATEMENTS, lists::STATEMENTS, work::STATEMENTS, bulk::STATEMENTS].concat()
}

/// The panel of the file's page.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("file.main", pages::panels::file_panel)]
}
