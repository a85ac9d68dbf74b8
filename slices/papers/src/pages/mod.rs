pub mod confirm;
pub mod panels;
pub mod staff;
