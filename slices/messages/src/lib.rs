//! Messages to people: what is said at which event, by which channel, in which words; the outbox, its attempts and receipts (C5, D2, H4, H5).
//!
//! A room tells with [`tell`] inside its own transaction; [`Post`] sends afterwards and runs the [`Listener`]s in the transaction that
//! records what came of it.

pub mod channels;
mod outbox;
mod post;
mod receipts;
mod routes;
pub mod rules;
mod seal;
pub mod settings;
mod shown;
mod store;
mod waiting;

pub use outbox::{Tell, To, Told, tell};
pub use post::Post;
pub use routes::{GRANTS, NAV, perm, routes};
pub use rules::events::EVENTS;
pub use seal::set_key;
pub use shown::{Shown, inbox_of, of_file, of_person, of_request, read_all, read_by_employee, read_by_person, unread_of_person};
pub use waiting::{Listener, Settled, listen};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

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
    vec![]
}
