//! Load → rule → write → event → commit.

mod begin;
mod correct;
mod decide;
mod told;

pub use begin::{Begun, NewApplication, Relative, begin, begin_in};
pub use correct::{AnswerTo, Ask, TEXT_MAX, answer, ask, judge};
pub use decide::{Join, join, make_new, refuse};
pub use told::{on_settled, told};
