//! Words that stand for other words, as the docs' authors have said.
//!
//! ```text
//! synonyms = (from:string to:string)*
//! ```
//!
//! Both sides are words as queries have them, in lower case with a space between two. `k8s = kubernetes` is kept as both
//! pairs. Docs have few: they are looked through for each query.

use super::bytes::Reader;
#[cfg(feature = "build")]
use super::bytes::put_str;
use super::directory::PartName;
use super::fault::Fault;
#[cfg(feature = "build")]
use crate::Error;
#[cfg(feature = "build")]
use crate::analyze::searched;
#[cfg(feature = "build")]
use std::collections::BTreeSet;

/// How many bytes they may take: a query looks through so many in some 50 µs.
#[cfg(feature = "build")]
const MAX_BYTES: usize = 64 << 10;

/// Writes pairs, each from the words of a query to the words that it finds too.
#[cfg(feature = "build")]
pub(crate) fn encode(pairs: &BTreeSet<(String, String)>) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    for (from, to) in pairs {
        [from, to].into_iter().for_each(|side| put_str(&mut out, side));
    }
    match out.len() {
        ..=MAX_BYTES => Ok(out),
        found => Err(Error::TooLarge { what: "bytes of synonyms", found: found as u64, limit: MAX_BYTES as u64 }),
    }
}

/// A side as words of queries.
#[cfg(feature = "build")]
pub(crate) fn side(text: &str) -> String {
    searched(text).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The pairs, in order.
pub(crate) fn pairs(bytes: &[u8]) -> impl Iterator<Item = Result<(&str, &str), Fault>> {
    let mut reader = Reader::new(bytes, PartName::Info);
    std::iter::from_fn(move || {
        if reader.is_empty() {
            return None;
        }
        let pair = reader.str().and_then(|from| Ok((from, reader.str()?)));
        if pair.is_err() {
            reader = Reader::new(&[], PartName::Info);
        }
        Some(pair)
    })
}
