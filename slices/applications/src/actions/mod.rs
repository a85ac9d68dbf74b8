//! Load → rule → write → event → commit.

mod begin;

pub use begin::{Begun, NewApplication, Relative, begin, begin_in};
