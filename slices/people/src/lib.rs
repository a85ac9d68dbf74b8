//! The register of people: persons, households, signatures, and the form a person is entered with. It has no pages of its own:
//! a person is always met through a file, a request or an employee, and there the right to see him is judged.

pub mod bulk;
pub mod consents;
mod follow;
mod forms;
mod household;
mod numbers;
mod person;
pub mod rules;
mod signature;
mod store;

pub use follow::{follow, release_mobiles};
pub use forms::{FieldSet, PersonForm, fields_html};
pub use household::{END_REASONS, HEAD, Household, Member, add_member, change_member, create_household, end_member, household, households_of, is_member};
pub use numbers::{Listener, NumbersGone, listen};
pub use person::{
    Birth, IdentityKind, MobileLine, Name, NewPerson, Person, Sex, by_identity, by_mobile, identity_key, insert_person, name_tokens, names, person, persons,
    record_death, update_person,
};
pub use signature::{How, NewSignature, Signature, Signer, sign, signatures};

pub const LOCALES: (&str, &str) = (
    concat!(include_str!("../locales/rules.ar.ftl"), "\n", include_str!("../locales/ar.ftl")),
    concat!(include_str!("../locales/rules.en.ftl"), "\n", include_str!("../locales/en.ftl")),
);
pub const GRANTS: &[kernel::Grant] = &[];

/// How a person would rather be reached.
pub const CHANNELS: &[&str] = &["call", "whatsapp", "sms", "email", "visit_us", "visit_them", "letter", "through_delegate"];
/// The language a person would rather be spoken to in.
pub const LANGUAGES: &[&str] = &["ar", "en", "ur", "bn", "hi", "id", "tl", "sign", "other"];

pub fn routes() -> web::Routes {
    web::Routes::new("people")
}

pub fn statements() -> Vec<db::Sql> {
    store::STATEMENTS.to_vec()
}

/// Every key put together from a code.
pub fn locale_families() -> Vec<String> {
    let choice = |list: &str, codes: &[&str]| codes.iter().map(|c| format!("choice-{list}-{}", c.replace('_', "-"))).collect::<Vec<_>>();
    let mut out: Vec<String> = rules::ERROR_CODES.iter().chain(forms::ERROR_CODES).map(|c| format!("error-{c}")).collect();
    out.extend(["already_member", "signature_name", "signature_witness", "signature_scan"].map(|c| format!("refusal-{c}")));
    out.extend(choice("sex", Sex::CODES));
    out.extend(choice("identity-kind", &["national", "citizen", "resident", "other", "none"]));
    out.extend(choice("relation", &[&[HEAD, "head_female"], rules::words::RELATIONS].concat()));
    out.extend(choice("member-end", END_REASONS));
    out.extend(choice("preferred-channel", CHANNELS));
    out.extend(choice("spoken-language", LANGUAGES));
    out.extend(choice("consent", consents::PURPOSES));
    out.extend(choice("consent-how", consents::HOWS));
    out.extend(choice("signer", &Signer::ALL.iter().map(|s| s.code()).collect::<Vec<_>>()));
    out.extend(choice("signed-how", &How::ALL.iter().map(|s| s.code()).collect::<Vec<_>>()));
    out
}

/// Persons have no permissions of their own: the rooms that show them ask.
pub fn grants() -> Vec<kernel::Grant> {
    vec![]
}

pub const NAV: &[web::NavItem] = &[];

pub fn panels() -> Vec<(&'static str, web::PanelFn)> {
    vec![]
}
