//! The support request as rules: which step may follow which, when an answer may go out, what is missing, what was signed.
//!
//! Nothing here reads a clock, a database or a file; time and identifiers are arguments. Pages, actions, the API, the diagram in
//! the documentation and the tests all read the one [`TABLE`].

pub mod action;
pub mod canonical;
pub mod checklist;
pub mod delivery;
pub mod diagram;
pub mod facts;
pub mod floor;
pub mod needs;
pub mod next;
pub mod number;
pub mod rail;
pub mod sitting;
pub mod snapshot;
pub mod state;
pub mod table;
pub mod visibility;
pub mod working;

pub use action::{Action, Effect, Transition, Way, When, perm};
pub use facts::{Facts, Outcome};
pub use needs::{Need, Refusal};
pub use state::{Holder, State};
pub use table::{TABLE, check, find, grants, transitions_from, way};
pub use visibility::{Viewer, outcome_visible};
