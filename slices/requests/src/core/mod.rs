//! The spine: one request's row, the facts the transition table judges by, and the one way to change its state.
//! Upper floors (research, committee, delivery) go through here; nobody else writes the table.

mod advance;
mod committee;
mod decision;
mod facts;
mod load;
mod notes;
pub(crate) mod sql;

pub use advance::{Step, advance};
pub use committee::{for_committee, note_holding, raised_at, set_aside_decision, snapshot_text, waiting_places};
pub use decision::{Decision, NewDecision, confirm_decision, current_decision, decisions, record_decision};
pub use facts::{clocks, facts, shown};
pub use load::{Request, find, find_unscoped, raise};
pub use notes::{Deviation, TaskKind, history, note_clarifications, note_deliveries, note_study, open_task, record_deviation};
