//! What settings of a connection have in common: which field is wrong, and how.

use crate::{Address, AddressError, Client, Limits};

/// Why settings are not taken: the field and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// The field's name as in the struct.
    pub field: &'static str,
    /// `required`, `address`, `https`, `certificate`, or one of the reader's own: `algorithm`, `method`, `template`, `tls`.
    pub code: &'static str,
}

/// A field and what is wrong with it.
pub fn wrong(field: &'static str, code: &'static str) -> SettingsError {
    SettingsError { field, code }
}

/// # Errors
/// `required` at the first field that is empty.
pub fn required(fields: &[(&'static str, bool)]) -> Result<(), SettingsError> {
    match fields.iter().find(|(_, empty)| *empty) {
        Some((field, _)) => Err(wrong(field, "required")),
        None => Ok(()),
    }
}

/// # Errors
/// `https` for an address that is none over TLS, `address` for what is no address.
pub fn address(field: &'static str, text: &str) -> Result<Address, SettingsError> {
    Address::parse(text).map_err(|e| wrong(field, if e == AddressError::NotHttps { "https" } else { "address" }))
}

/// A client that trusts `root` (PEM) where it is not empty, else the world's usual roots.
///
/// # Errors
/// `certificate` at `root_certificate`.
pub fn client(limits: Limits, root: &str) -> Result<Client, SettingsError> {
    Client::new(limits, Some(root)).map_err(|_| wrong("root_certificate", "certificate"))
}
