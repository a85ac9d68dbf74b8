//! The database crate on both engines: SQLite always, PostgreSQL where `SILA_TEST_PG` names a server on which databases may be made.

mod attacks;
mod basics;
mod bed;
mod search;
mod trail;
