//! SQL and the reading of rows. Decides nothing.

pub mod audit;
pub mod branches;
pub mod employees;
pub mod roles;
pub mod sessions;

pub fn statements() -> Vec<db::Sql> {
    [audit::STATEMENTS, branches::STATEMENTS, employees::STATEMENTS, roles::STATEMENTS, sessions::STATEMENTS].concat()
}
