//! A sorted set of strings, each with its ordinal: the terms of the index, and the paths of its pages.
//!
//! The bytes are an [`fst`] map from string to ordinal. Ordinals grow with the strings, so that a prefix is a
//! range of ordinals and an ordinal leads back to its string. Only this file knows the `fst` crate; it trusts
//! its bytes, which is why [`open`](crate::Index::open) has verified their checksum before.

use crate::Error;
use fst::raw::{Fst, Node, Output};
use std::ops::Range;

/// Writes strings that are sorted and distinct.
pub(crate) fn encode<'a>(sorted: impl Iterator<Item = &'a str>) -> Result<Vec<u8>, Error> {
    // Writing to memory fails only where the strings are out of order, which is our mistake, not a caller's.
    let failed = |_| Error::Corrupt("dictionary out of order");
    let mut builder = fst::MapBuilder::memory();
    for (ordinal, key) in sorted.enumerate() {
        builder.insert(key, ordinal as u64).map_err(failed)?;
    }
    builder.into_inner().map_err(failed)
}

/// A dictionary in place.
pub(crate) struct Dictionary<'a> {
    fst: Fst<&'a [u8]>,
}

impl<'a> Dictionary<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        Fst::new(bytes).map(|fst| Dictionary { fst }).map_err(|_| Error::Corrupt("dictionary"))
    }

    pub(crate) fn len(&self) -> u32 {
        self.fst.len() as u32
    }

    /// The ordinal of exactly this string.
    pub(crate) fn find(&self, key: &str) -> Option<u32> {
        self.fst.get(key).map(|output| output.value() as u32)
    }

    /// The ordinals of all strings that start with `prefix`.
    pub(crate) fn prefix(&self, prefix: &str) -> Range<u32> {
        let mut node = self.fst.root();
        let mut sum = Output::zero();
        for &byte in prefix.as_bytes() {
            let Some(step) = node.find_input(byte) else {
                return 0..0;
            };
            let transition = node.transition(step);
            sum = sum.cat(transition.out);
            node = self.fst.node(transition.addr);
        }
        if node.is_empty() && !node.is_final() {
            return 0..0;
        }
        let first = self.walk(node, sum, false);
        first..self.walk(node, sum, true) + 1
    }

    /// The ordinal of the first or the last string below `node`.
    fn walk<'f>(&'f self, mut node: Node<'f>, mut sum: Output, last: bool) -> u32 {
        while !node.is_empty() && (last || !node.is_final()) {
            let transition = node.transition(if last { node.len() - 1 } else { 0 });
            sum = sum.cat(transition.out);
            node = self.fst.node(transition.addr);
        }
        sum.cat(node.final_output()).value() as u32
    }

    /// Appends the string of `ordinal` to `out`.
    ///
    /// Costs one binary search among the transitions of each node on the way: outputs grow with the inputs, so
    /// the right one is the last whose output is not above what is left.
    pub(crate) fn key(&self, ordinal: u32, out: &mut Vec<u8>) -> Result<(), Error> {
        if ordinal >= self.len() {
            return Err(Error::Corrupt("ordinal past the dictionary"));
        }
        let mut left = u64::from(ordinal);
        let mut node = self.fst.root();
        loop {
            if node.is_final() && node.final_output().value() == left {
                return Ok(());
            }
            let (mut low, mut high) = (0, node.len());
            let mut found = None;
            while low < high {
                let middle = (low + high) / 2;
                let transition = node.transition(middle);
                if transition.out.value() <= left {
                    found = Some(transition);
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            let Some(transition) = found else { return Err(Error::Corrupt("dictionary")) };
            left -= transition.out.value();
            out.push(transition.inp);
            node = self.fst.node(transition.addr);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// A dictionary answers as a sorted list would.
        #[test]
        fn answers_as_a_sorted_list(keys in proptest::collection::btree_set("[abé]{1,5}", 0..60), prefix in "[abé]{0,3}") {
            let bytes = encode(keys.iter().map(String::as_str)).unwrap();
            let dictionary = Dictionary::open(&bytes).unwrap();
            let keys: Vec<_> = keys.into_iter().collect();
            for (ordinal, key) in keys.iter().enumerate() {
                prop_assert_eq!(dictionary.find(key), Some(ordinal as u32));
                let mut found = Vec::new();
                dictionary.key(ordinal as u32, &mut found).unwrap();
                prop_assert_eq!(&found, key.as_bytes());
            }
            prop_assert!(dictionary.key(keys.len() as u32, &mut Vec::new()).is_err());
            let range: Vec<u32> = dictionary.prefix(&prefix).collect();
            let slow: Vec<u32> = (0..keys.len() as u32).filter(|&i| keys[i as usize].starts_with(&prefix)).collect();
            prop_assert_eq!(range, slow);
        }
    }
}
