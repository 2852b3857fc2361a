//! Anything at all as an index, with checksums that are right: `cargo fuzz run index fuzz/corpus/index
//! tests/hostile-index`.
//!
//! The tests of the crate replay `tests/hostile-index` through the same function.
#![no_main]

#[path = "../../crates/core/tests/support/hostile_index.rs"]
mod hostile_index;

use hostile_index::{ask, build_again, parts, seal, small, with_part};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use std::sync::LazyLock;

static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| small().unwrap_or_default());

fuzz_target!(|input: &[u8]| {
    let mut bytes = input.to_vec();
    seal(&mut bytes);
    ask(&bytes);
    build_again(&bytes);
});

// Changes one part and puts the others behind it where they belong. What is no index becomes the small one.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let is_whole = size >= hostile_index::PARTS_BEGIN && parts(data).iter().all(|part| part.end <= size);
    let bytes = if is_whole { data[..size].to_vec() } else { SMALL.clone() };
    let place = seed as usize % hostile_index::PARTS;
    let mut part = bytes[parts(&bytes)[place].clone()].to_vec();
    let length = part.len();
    part.resize(length + 64, 0);
    let length = fuzzer_mutate(&mut part, length, length + 64);
    let out = with_part(&bytes, place, &part[..length]);
    let length = out.len().min(max_size);
    data[..length].copy_from_slice(&out[..length]);
    length
});
