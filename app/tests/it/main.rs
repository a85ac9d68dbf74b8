//! What holds over the whole house: every statement, every word, every floor, every route for every role, every command.

mod arabic;
mod closed;
mod commands;
mod demo;
mod floors;
mod garbage;
mod icons;
mod invented;
mod kept;
mod locales;
mod matrix;
mod policy_doc;
mod statements;
