//! Load → rule → write → event → commit.

mod begin;
mod correct;
mod decide;
mod told;

pub use begin::{Begun, NewApplication, Relative, begin, begin_in};
pub use correct::{AnswerTo, Ask, Asked, TEXT_MAX, answer, ask, ask_in, judge, room_for};
pub use decide::{Join, join, make_new, refuse};
pub use told::{on_settled, told};
