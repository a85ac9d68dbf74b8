//! What a paper says, gathered from the rooms that know it. Nothing is decided here.

mod blank;
mod delivery;
mod file;
mod form;
mod request;

use crate::Kind;
use db::Query;
use i18n::Lang;
use kernel::{Actor, At, Id, Result};
use typeset::{Block, Signer};

/// Who asks, and how much of it he may read.
pub(crate) struct Ask<'a> {
    pub actor: &'a Actor,
    pub lang: Lang,
    pub now: At,
    /// Income, debts and health too.
    pub full: bool,
}

/// How a paper comes by its number.
pub(crate) enum Number {
    Given(String),
    /// The next of the year's orders of payment, once for this object.
    Order,
}

/// A paper before it has number, code, letterhead and the association's words.
pub(crate) struct Draft {
    pub kind: Kind,
    pub lang: Lang,
    /// The kind of the association's text ([`letters::texts::KINDS`]).
    pub text: &'static str,
    pub object: &'static str,
    pub object_id: Id,
    pub request: Option<Id>,
    pub file: Option<Id>,
    pub branch: Id,
    pub number: Number,
    /// What it is made from, in codes and values: the same facts make no second paper.
    pub facts: Vec<String>,
    pub private: bool,
    /// A letter: addressee first, then the subject; the others begin with their title.
    pub letter: bool,
    /// `None`: no attachments line.
    pub attachments: Option<i64>,
    /// Values of the association's text; [`crate::compose`] adds its own name, the day and how it is reached.
    pub vars: Vec<(&'static str, String)>,
    /// A value of several lines that is set as a list where the text has it in a paragraph of its own.
    pub items: Vec<String>,
    /// Pairs shown in a frame after the first paragraph, unless the text already says the value (`always`: even then).
    pub card: Vec<CardLine>,
    /// After the association's words.
    pub body: Vec<Block>,
    /// Instead of the text's signatory alone.
    pub signers: Signers,
}

pub(crate) struct CardLine {
    pub label: String,
    pub value: String,
    pub always: bool,
}

impl CardLine {
    pub fn always(label: String, value: String) -> CardLine {
        CardLine { label, value, always: true }
    }
    pub fn unless_said(label: String, value: String) -> CardLine {
        CardLine { label, value, always: false }
    }
}

pub(crate) enum Signers {
    /// The text's signatory, with the place for the stamp.
    Signatory,
    /// He first, then these.
    SignatoryAnd(Vec<Signer>),
    /// These alone, without the stamp.
    Only(Vec<Signer>),
    /// The text's signatory where he is named, without the stamp: what goes out by itself waits for no hand.
    Named,
    Nobody,
}

/// Gathers `kind` about `subject` (see [`crate::issue`] for what that is).
///
/// # Errors
/// `NotFound` where there is nothing to set yet (no reply, nothing missing, not released).
pub(crate) async fn gather(q: &mut impl Query, ask: &Ask<'_>, kind: Kind, subject: Id) -> Result<Draft> {
    match kind {
        Kind::RequestForm => form::filled(q, ask, subject).await,
        Kind::RequestFormBlank => blank::form(q, ask, subject).await,
        Kind::Receipt => request::receipt(q, ask, subject).await,
        Kind::MissingList => request::missing(q, ask, subject).await,
        Kind::Decision => request::decision(q, ask, subject).await,
        Kind::Deferral => request::deferral(q, ask, subject).await,
        Kind::DisbursementOrder => delivery::order(q, ask, subject).await,
        Kind::DeliveryReceipt => delivery::receipt(q, ask, subject).await,
        Kind::FileSummary => file::summary(q, ask, subject).await,
    }
}
