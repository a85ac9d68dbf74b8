//! The rooms put together, and the commands. The binary `sila` is a thin door to this, so that tests walk the same house.

pub mod args;
pub mod commands;
pub mod demo;
pub mod house;
pub mod kept;
pub mod serve;
