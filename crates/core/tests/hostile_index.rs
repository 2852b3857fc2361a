//! Indexes that nobody wrote: cut short, altered, put together from others, or crafted with checksums that are right.
//! Each gives an answer or an error, never a panic or a hang.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/hostile_index.rs"]
mod hostile_index;

use headword::{Error, Index, IndexBuilder};
use hostile_index::{PARTS, ask, build_again, parts, seal, small, with_part};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| small().unwrap());

#[test]
fn what_the_fuzzer_found_is_answered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile-index");
    for entry in fs::read_dir(folder).unwrap() {
        let mut bytes = fs::read(entry.unwrap().path()).unwrap();
        seal(&mut bytes);
        ask(&bytes);
        build_again(&bytes);
    }
}

#[test]
fn an_index_that_is_cut_short_is_corrupt() {
    for length in 0..SMALL.len() {
        assert!(matches!(Index::open(&SMALL[..length]), Err(Error::Corrupt(_))), "{length} bytes");
    }
}

#[test]
fn any_altered_byte_is_noticed() {
    let mut bytes = SMALL.clone();
    for place in 0..bytes.len() {
        bytes[place] ^= 1 << (place % 8);
        let error = Index::open(&bytes[..]).err();
        let expected = matches!(error, Some(Error::Corrupt(_) | Error::Version { .. } | Error::Analyzer { .. }));
        assert!(expected, "byte {place}: {error:?}");
        bytes[place] = SMALL[place];
    }
}

#[test]
fn any_altered_byte_with_its_checksum_is_answered() {
    let mut bytes = SMALL.clone();
    for place in 0..bytes.len() {
        for change in [1 << (place % 8), 0xff] {
            bytes[place] ^= change;
            seal(&mut bytes);
            ask(&bytes);
            bytes.copy_from_slice(&SMALL);
        }
    }
}

/// Or the tests below, and the fuzzer, would ask nothing but indexes that do not open.
#[test]
fn an_index_that_is_put_together_of_its_own_parts_opens() {
    for (place, range) in parts(&SMALL).into_iter().enumerate() {
        let index = Index::open(with_part(&SMALL, place, &SMALL[range])).unwrap();
        assert!(!index.search("rotate keys", 10).unwrap().hits.is_empty());
    }
}

#[test]
fn any_part_that_is_cut_short_with_its_checksum_is_answered() {
    for (place, range) in parts(&SMALL).into_iter().enumerate() {
        let part = &SMALL[range];
        for length in 0..part.len() {
            ask(&with_part(&SMALL, place, &part[..length]));
        }
        ask(&with_part(&SMALL, place, &[part, part].concat()));
    }
}

#[test]
fn parts_of_other_indexes_are_answered() {
    let mut builder = IndexBuilder::new();
    builder.add("guides/keys.md", b"# Other keys\n\nRotate.\n\n## More\n").unwrap();
    let other = builder.finish().unwrap().0;
    for (place, range) in parts(&other).into_iter().enumerate() {
        ask(&with_part(&SMALL, place, &other[range]));
        for wrong in 0..parts(&SMALL).len() {
            ask(&with_part(&SMALL, wrong, &SMALL[parts(&SMALL)[place].clone()]));
        }
    }
}

proptest! {
    /// Several bytes of one part at once: a count and what it counts.
    #[test]
    fn several_altered_bytes_are_answered(
        part in 0..PARTS,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = SMALL.clone();
        let range = parts(&bytes)[part].clone();
        if !range.is_empty() {
            changes.iter().for_each(|(place, value)| bytes[range.clone()][place.index(range.len())] = *value);
            seal(&mut bytes);
            ask(&bytes);
            build_again(&bytes);
        }
    }
}
