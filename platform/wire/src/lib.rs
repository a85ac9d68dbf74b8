//! Calls to the outside over HTTP/1.1 and TLS: one request on one connection, one answer.
//!
//! Made for messages that must neither be lost nor sent twice: a failure says whether the request may have reached the other side
//! ([`Failure::NotSent`] or [`Failure::Unsure`]). No redirects are followed, answers are capped, and every call ends in time.
#![warn(missing_docs)]

mod address;
mod client;
mod secret;
pub mod settings;
mod tls;

pub use address::{Address, AddressError};
pub use client::{Answer, Call, Client, Failure, Limits};
pub use secret::Secret;
pub use tls::{TlsError, tls_config};
