//! What holds over the whole house: every statement, every word, every floor, every route for every role, every command.

mod demo;
mod commands;
mod floors;
mod locales;
mod matrix;
mod statements;
