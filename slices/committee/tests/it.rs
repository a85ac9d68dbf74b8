//! The committee over its pages and actions, on both databases.

mod cases;
mod house;
