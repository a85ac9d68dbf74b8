//! The only crate that knows a database. SQLite embedded by default, PostgreSQL 15 or newer by URL; one SQL text for both.
//! Every write is a [`Tx`], and a [`Tx`] does not commit without an audit entry.

pub mod audit;
mod conn;
mod counters;
mod gaps;
mod keys;
mod many;
mod migrate;
mod opened;
mod row;
mod seal;
pub mod search;
pub mod settings;
mod sql;
pub mod testing;
mod value;
mod verify;

pub use audit::AuditRow;
pub use conn::{Db, Engine, OpenError, Query, Reader, Tx};
pub use counters::Once;
pub use keys::Keys;
pub use row::Row;
pub use seal::Sealer;
pub use sql::{Sql, Statement, built};
pub use value::{Args, Value};
pub use verify::{Verdict, verify};

/// The statements of this crate, for the test that has both databases plan each.
pub fn statements() -> Vec<Sql> {
    [audit::STATEMENTS, counters::STATEMENTS, settings::STATEMENTS, seal::STATEMENTS].concat()
}
