//! How a message leaves the house: mail, SMS providers, WhatsApp. Knows no beneficiary and no database.
//!
//! [`Settings::open`] gives a [`Sender`]; [`Sender::send`] says what became of one message in an [`Outcome`]. An outcome never holds
//! the text or the number. What happened afterwards comes by the providers' callbacks, read by [`receipts`] and [`whatsapp`].
//! Clauses H4, H5.
#![warn(missing_docs)]

mod console;
mod generic;
mod judge;
mod mail;
mod outcome;
pub mod receipts;
mod settings;
pub mod sms;
mod sms_providers;
mod smtp;
pub mod whatsapp;

pub use outcome::{Outcome, Receipt, Status, Why, WhyCode};
pub use settings::{Channel, FormKind, Generic, Jawaly, Msegat, Settings, Smtp, SmtpTls, Taqnyat, Unifonic, WhatsApp};
pub use wire::Secret;
pub use wire::settings::SettingsError;

use std::{future::Future, pin::Pin};

/// One message to one person, as it is to arrive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// Ours: the same for every try of the same message. Goes along as correlation, and as the mail's Message-ID, so that a repetition is
    /// recognisable. Letters, digits and `-` only.
    pub id: String,
    /// A mobile as `9665XXXXXXXX`, or a mail address. Other spellings of a mobile (`+966…`, `00966…`, `05…`) are brought into that form.
    pub to: String,
    /// The receiver's name, for a mail's `To`; may be empty.
    pub name: String,
    /// Mail only; without one the first line of the text serves.
    pub subject: Option<String>,
    /// The words as they are to arrive (WhatsApp with a template: what the template says, for the record only).
    pub text: String,
    /// WhatsApp only: an approved template. Without one the text goes as it is, which WhatsApp allows only within 24 hours of the person's own
    /// last message; the caller knows that.
    pub template: Option<Template>,
    /// `ar` or `en`: the direction and language of a mail.
    pub lang: String,
}

/// A WhatsApp template as approved, and the values of its body's places {{1}}, {{2}} … in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Its name with the provider.
    pub name: String,
    /// Its language code there, such as `ar` or `en_US`.
    pub lang: String,
    /// One value a place; line breaks and tabs become blanks (WhatsApp refuses them).
    pub params: Vec<String>,
}

/// What [`Sender::send`] gives: a future in a box, so that senders fit behind `dyn`.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// Sends messages by one way. Cheap to share; made by [`Settings::open`].
pub trait Sender: Send + Sync {
    /// `smtp`, `unifonic`, `taqnyat`, `msegat`, `jawaly`, `generic`, `whatsapp`, `console`.
    fn kind(&self) -> &'static str;
    /// Tries once. Always ends within the sender's own time limit (30 seconds; mail about a minute) and never panics on what the other side says.
    fn send<'a>(&'a self, o: &'a Outgoing) -> Sending<'a>;
}
