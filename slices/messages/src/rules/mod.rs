//! What a message says, by which way it goes and when: pure functions.

pub mod defaults;
pub mod events;
pub mod texts;
pub mod ways;
