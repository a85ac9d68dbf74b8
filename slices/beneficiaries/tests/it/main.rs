//! Beneficiary files on both databases.

mod changes;
mod closed;
mod files;
mod finding;
mod fixtures;
mod words;
