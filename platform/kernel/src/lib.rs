//! The vocabulary under every room: identifiers, instants, money, who acts, what may be done, what happened, what went wrong.
//! Knows no beneficiary and does no I/O; time, randomness and identifiers arrive as arguments through [`Env`].

mod actor;
mod codes;
mod env;
mod event;
mod id;
mod money;
mod problem;
mod time;

pub use actor::{Actor, Grant, Permission, Permit, Reach, Scope};
pub use env::{Clock, Env, FixedClock, Ids, RandomIds, SeededIds, SystemClock};
pub use event::Event;
pub use id::Id;
pub use money::Money;
pub use problem::{FieldError, FieldErrors, Problem, Result};
pub use time::{At, DAY_MS, Day, HOUR_MS, RIYADH_OFFSET_MS};
