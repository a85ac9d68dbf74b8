//! A browser in little, and what is tried with it.

mod client;
mod doors;
mod rights;
