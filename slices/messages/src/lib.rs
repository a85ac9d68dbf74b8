//! Messages to people: what is said at which event, by which channel, in which words; the outbox, its attempts and receipts (C5, D2, H4, H5).
//!
//! A room tells with [`tell`] inside its own transaction; [`Post`] sends afterwards and runs the [`Listener`]s in the transaction that
//! records what came of it.

mod actions;
mod came;
pub mod channels;
mod clock;
mod fields;
mod follow;
mod hooks;
mod lists;
mod outbox;
mod pages;
mod panel;
mod people_in;
mod post;
mod receipts;
mod routes;
pub mod rules;
mod seal;
pub mod settings;
mod shown;
mod store;
mod waiting;
mod withdraw;

pub use came::{Came, Taker, answered, take_in};
pub use clock::{PAGE, tell_once, told};
pub use follow::move_file;
pub use lists::stuck;
pub use outbox::{Tell, To, Told, tell};
pub use people_in::wrote_by;
pub use post::Post;
pub use routes::{GRANTS, NAV, SETTINGS, perm, routes};
pub use rules::events::{EVENTS, is_secret};
pub use seal::set_key;
pub use shown::{Shown, inbox_of, of_file, of_person, of_request, read_all, read_by_employee, read_by_person, unread_of_person};
pub use waiting::{Listener, Settled, listen};
pub use withdraw::withdraw;

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));

pub fn grants() -> Vec<kernel::Grant> {
    GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    [store::STATEMENTS, lists::STATEMENTS, people_in::STATEMENTS].concat()
}

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("request.side", panel::of_request), ("file.main", panel::of_file)]
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let dashed = |family: &str, codes: &[&str]| codes.iter().map(|c| format!("{family}-{}", c.to_lowercase().replace(['.', '_'], "-"))).collect::<Vec<_>>();
    let mut out = dashed("choice-message-event", &[EVENTS, &["merged"]].concat());
    out.extend(dashed("choice-message-channel", &["sms", "whatsapp", "email", "inbox", "console"]));
    out.extend(dashed("messages-channel-hint", rules::ways::CHANNELS));
    out.extend(dashed("messages-nobody", rules::ways::CHANNELS));
    out.extend(dashed("choice-message-status", lists::STATUSES));
    out.extend(dashed("choice-message-group", &["waiting", "gone", "trouble", "inside", "closed"]));
    out.extend(dashed("choice-message-outcome", &["begun", "accepted", "later", "refused", "unsure", "lost", "failed", "resent"]));
    out.extend(dashed("choice-message-provider", &[messaging::Settings::KINDS, &[channels::OFF]].concat()));
    out.extend(dashed("choice-message-lang", &["ar", "en"]));
    out.extend(dashed("choice-message-set", &["starttls", "implicit", "none", "post", "put", "get", "json", "form", "query"]));
    out.extend(dashed("choice-message-var", &["org", "name", "number", "file_number", "date", "time", "count", "code", "minutes", "updates", "link"]));
    out.extend(dashed("messages-time", rules::texts::PARTS));
    out.extend(dashed("messages-set", &fields::names()));
    out.extend(dashed("messages-set-hint", &["base", "headers", "body", "root_certificate", "verify_token", "sender", "port"]));
    out.extend(messaging::WhyCode::ALL.iter().map(|w| format!("messages-why-{}", w.code())));
    out.extend(["lost", "late", "silent", "sealed"].map(|w| format!("messages-why-{w}")));
    out.extend(dashed("permission", &GRANTS.iter().map(|g| g.permission.0).collect::<Vec<_>>()));
    out.extend(dashed("event", routes::EVENTS_WRITTEN));
    out.extend(
        [
            "brace",
            "variable",
            "needs",
            "template",
            "header",
            "hour",
            "base",
            "base_first",
            "without_link",
            "choose",
            "set_https",
            "set_address",
            "set_certificate",
            "set_tls",
            "set_template",
            "set_settings",
        ]
        .map(|e| format!("error-message_{e}")),
    );
    out.extend(["message_not_open", "message_no_way", "message_in_contact"].map(|e| format!("refusal-{e}")));
    out
}
