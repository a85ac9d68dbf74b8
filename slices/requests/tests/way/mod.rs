//! The road through its pages, on both databases.

mod held;
mod papers;
mod road;
mod said;
mod turns;
