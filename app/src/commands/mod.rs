//! The shell's commands, one file each.

pub mod admin;
pub mod audit;
pub mod bench;
pub mod demo;
pub mod import;
