//! OpenID Connect against a little provider of our own, Nafath against a stand-in that behaves as its public description says. Both can be made to lie.

mod ill;
mod nafath;
mod oidc;
mod provider;
mod settings;
mod sign;

/// The time in all tests.
pub const NOW: kernel::At = kernel::At(1_795_341_600_000);
