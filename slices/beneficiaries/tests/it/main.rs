//! Beneficiary files on both databases.

mod changes;
mod files;
mod finding;
mod fixtures;
mod words;
