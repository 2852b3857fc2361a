//! How good the answers of an index are: what it answers to many questions, how near that comes to what people judged
//! right, and whether it does what a site expects of it.
//!
//! Files are read by the caller, and time is measured by the caller: here are only texts and numbers.

mod questions;

pub use questions::{Question, RunLine};
