//! Parties: people, and what their particulars must look like.

pub mod rules;
