//! Anything at all as a source: `cargo fuzz run sources fuzz/corpus/sources tests/hostile`.
//!
//! The tests of the crate replay `tests/hostile` through the same function.
#![no_main]

#[path = "../../crates/core/tests/support/hostile.rs"]
mod hostile;

libfuzzer_sys::fuzz_target!(|input: &[u8]| hostile::read(input));
