//! How good the answers of an index are: what it answers to many questions, how near that comes to what people judged
//! right, and whether it does what a site expects of it.
//!
//! Files are read by the caller, and time is measured by the caller: here are only texts and numbers.

mod case_file;
mod cases;
mod judged;
mod latency;
mod measures;
mod questions;

pub use cases::{Case, CaseOutcome, CasePlace};
pub use judged::{Evaluation, Evaluator, FileMeasures};
pub use latency::Latency;
pub use measures::{Measures, Unit};
pub use questions::{Question, RunLine};
