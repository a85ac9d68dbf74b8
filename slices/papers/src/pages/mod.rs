pub mod confirm;
pub mod panels;
pub mod preview;
pub mod staff;
