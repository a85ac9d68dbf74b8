//! The one integration test binary of this crate.

mod house;
mod oracle;
mod way;
