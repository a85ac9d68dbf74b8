//! The spine: one request's row, the facts the transition table judges by, and the one way to change its state.
//! Upper floors (research, committee, delivery) go through here; nobody else writes the table.

mod advance;
mod committee;
mod decision;
mod facts;
mod load;
mod moved;
mod notes;
mod paper;
pub(crate) mod sql;
mod tasks;
#[cfg(test)]
pub(crate) mod testing;

pub use advance::{Step, advance};
pub use committee::{deferred_due, for_committee, newly_raised, note_holding, raised_at, set_aside_decision, small_for_committee, waiting_places};
pub use decision::{Decision, NewDecision, confirm_decision, current_decision, decisions, record_decision};
pub(crate) use facts::{Seen, clocks_json, facts_of, see};
pub use facts::{clocks, facts, of_the_committee, shown};
pub use load::{Request, find, find_open, find_unscoped, raise};
pub use moved::move_file;
pub use notes::{
    Deviation, HistoryRow, TaskKind, deviations, history, note_clarifications, note_deliveries, note_history, note_served, note_study, open_task,
    record_deviation,
};
pub use paper::{Missing, Reply, missing, replies, snapshot};
pub use tasks::{Task, tasks};
