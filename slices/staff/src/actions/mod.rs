//! Load → rule → write → event → commit.

pub mod branches;
pub mod employees;
pub mod first_run;
pub mod roles;
pub mod settings;
