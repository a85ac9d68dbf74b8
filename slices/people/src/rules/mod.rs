//! What a person's particulars must look like, however they were typed: pure functions from raw text to checked values or field codes.
//! Every error is a [`kernel::FieldError`] whose sentence is the locale key `error-{code}`; [`ERROR_CODES`] lists them all.

pub mod address;
pub mod email;
pub mod iban;
pub mod identity;
pub mod mobile;
pub mod name;
mod text;
pub mod words;

pub use address::ShortAddress;
pub use iban::Iban;
pub use identity::{Identity, IdentityNumber};
pub use mobile::Mobile;
pub use name::Name;
pub use text::{clean, key};

/// Every code these rules can give, and the two of dates (`i18n::dates`), which are met first at a birth date: for `locale_families()`.
/// Their sentences are in `locales/rules.ar.ftl` and `rules.en.ftl`.
pub const ERROR_CODES: &[&str] = &[
    "id_not_digits",
    "id_length",
    "id_prefix",
    "id_check_digit",
    "mobile",
    "email",
    "iban_length",
    "iban_country",
    "iban_not_digits",
    "iban_checksum",
    "short_address",
    "name_parts",
    "name_letters",
    "money",
    "date_impossible",
    "date_unreadable",
];
