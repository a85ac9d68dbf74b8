//! The portal's door: one-time codes, sessions, whom a signed-in person may act for (D1, H4).

mod acts;
mod door;
mod elsewhere;
mod entry;
mod follow;
mod key;
mod limits;
mod mobile;
mod numbers;
mod pages;
pub mod perm;
mod routes;
pub mod rules;
mod sessions;
mod settings;
mod sign;
mod store;

pub use acts::{account_of, acting, choose, may_act, number_of};
pub use door::{MAY, PortalDoor};
pub use entry::{Entry, From, Said, Who, begin, confirm, entry, identify, resend};
pub use follow::{Whose, follow};
pub use key::use_key;
pub use limits::{take as take_rates, take_now as take_rates_now};
pub use mobile::{ChangeMobile, KNOWN_BY, change_mobile};
pub use numbers::on_numbers_gone;
pub use representatives::Acts;
pub use routes::{SETTINGS, routes};
pub use sessions::{Began, Device, devices, end_device, end_others, open_account, sign_out, sweep};
pub use settings::{opened_names, read as settings};
pub use sign::{Confirmed, Sent, begin_email, begin_sign, confirm_sign, sign_open};

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));
pub const NAV: &[web::NavItem] = &[];

pub fn grants() -> Vec<kernel::Grant> {
    perm::GRANTS.to_vec()
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

/// What this room shows on the file's page.
pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![("file.actions", pages::mobile::on_file)]
}

/// Every event code this slice records.
pub const EVENTS: &[&str] = &[
    "account.code_sent",
    "account.sent_elsewhere",
    "account.signed_in",
    "account.refused",
    "account.signed_out",
    "account.chosen",
    "account.number_changed",
    "account.number_gone",
    "account.settings",
    "account.opened_names",
    "sign.code",
    "sign.refused",
    "sign.confirmed",
];

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let dash = |c: &str| c.replace(['.', '_'], "-");
    let mut out: Vec<String> = perm::ALL.iter().map(|p| format!("permission-{}", dash(p.0))).collect();
    out.extend(EVENTS.iter().map(|e| format!("event-{}", dash(e))));
    out.extend(KNOWN_BY.iter().map(|k| format!("choice-known-by-{}", dash(k))));
    out.extend(["code", "oidc", "nafath"].map(|w| format!("choice-account-way-{w}")));
    out.extend(representatives::rules::Capacity::ALL.iter().map(|c| format!("accounts-claim-hint-{}", dash(c.code()))));
    out.extend(rules::AUTHS.iter().map(|a| format!("choice-account-auth-{a}")));
    out.extend(
        [
            "account_unmatched",
            "code_unreadable",
            "code_wrong",
            "code_over",
            "code_used_up",
            "between",
            "secure_address",
            "redirect_back",
            "address_digits",
            "secret_again",
            "mobile_same",
        ]
        .map(|c| format!("error-{c}")),
    );
    out.extend(
        ["sign_no_mobile", "elsewhere_unavailable", "elsewhere_refused", "elsewhere_stray", "elsewhere_busy", "nafath_rejected", "nafath_expired"]
            .map(|c| format!("refusal-{c}")),
    );
    out
}
