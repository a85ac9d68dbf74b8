//! Signing in by somebody else's word: OpenID Connect (authorization code with PKCE), and Nafath's request and status. Knows no beneficiary and
//! stores nothing: what has to be remembered between two steps is handed to the caller ([`Kept`], [`Transaction`]). Clause D1.
//!
//! Tokens are checked here upon `ring`, which TLS brings anyway: a JWT library would add some twenty crates for one signature check, and its
//! freedom (many algorithms, optional claims) is what has to be forbidden.
#![warn(missing_docs)]

mod claims;
mod error;
mod jwk;
mod jwt;
mod keys;
mod nafath;
mod oidc;
mod settings;

pub use claims::Identified;
pub use error::IdentityError;
pub use nafath::{CallbackIds, Nafath, Pending, Polled, Transaction};
pub use oidc::{Begun, Kept, Oidc, Returned};
pub use settings::{ClaimNames, ClientAuth, NafathSettings, OidcSettings, Settings, Way};
pub use wire::Secret;
pub use wire::settings::SettingsError;
