//! Pure: which documents a request needs, what a body may not be, what changed between two.

pub(crate) mod check;
pub(crate) mod diff;
mod required;

pub use check::check;
pub use diff::{Change, diff};
pub use required::{Because, Member, Person, Required, required};
