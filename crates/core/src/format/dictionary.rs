//! A sorted set of strings, each with its ordinal: the terms of the index, and the paths of its pages.
//!
//! The bytes are an [`fst`] map from string to ordinal. Ordinals grow with the strings, so that a prefix is a
//! range of ordinals and an ordinal leads back to its string. Only this file knows the `fst` crate; it trusts
//! its bytes, which is why [`open`](crate::Index::open) has verified their checksum before.

use crate::Error;
use fst::raw::{Fst, Node, Output};
#[cfg(feature = "build")]
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Writes dictionaries.
///
/// The crate's own writer keeps its table of nodes by `usize`, so that 32-bit and 64-bit builds share other nodes
/// and give other bytes. This one shares all of them: the bytes are the same everywhere.
#[cfg(feature = "build")]
pub(crate) struct DictionaryWriter {
    /// How bytes are written into the state of a node; 0 for those that need a byte of their own.
    common: [u8; 256],
}

#[cfg(feature = "build")]
impl DictionaryWriter {
    pub(crate) fn new() -> Result<Self, Error> {
        common_inputs().map(|common| DictionaryWriter { common })
    }

    /// Writes strings that are sorted and distinct, none of more than [`MAX_KEY`] bytes.
    pub(crate) fn encode<'a>(&self, sorted: impl Iterator<Item = &'a str>) -> Vec<u8> {
        encode(sorted.map(str::as_bytes).collect(), self.common)
    }
}

#[cfg(feature = "build")]
fn encode(keys: Vec<&[u8]>, common: [u8; 256]) -> Vec<u8> {
    let (ones, nodes) = (FxHashMap::default(), FxHashMap::default());
    let mut writer = Writer { out: Vec::new(), ones, nodes, last: NONE, common };
    writer.out.extend_from_slice(&VERSION.to_le_bytes());
    writer.out.extend_from_slice(&0u64.to_le_bytes());
    let root = writer.write(&keys, 0);
    writer.out.extend_from_slice(&(keys.len() as u64).to_le_bytes());
    writer.out.extend_from_slice(&root.to_le_bytes());
    // The crate's checksum is never verified: the directory has one for the whole part.
    writer.out.extend_from_slice(&[0; 4]);
    writer.out
}

/// The longest string. Writing takes a step down the stack for each byte of it.
pub(crate) const MAX_KEY: usize = 1024;

/// The version of the `fst` crate's layout, and its constants.
#[cfg(feature = "build")]
const VERSION: u64 = 3;
#[cfg(feature = "build")]
const EMPTY: u64 = 0;
#[cfg(feature = "build")]
const NONE: u64 = 1;
#[cfg(feature = "build")]
const INDEXED: usize = 32;

/// A node: whether a string ends here, and its transitions as byte, ordinals skipped, and address.
#[cfg(feature = "build")]
type NodeKey = (bool, Vec<(u8, u64, u64)>);

/// Writes nodes in the layout of the `fst` crate, children before parents.
#[cfg(feature = "build")]
struct Writer {
    out: Vec<u8>,
    /// Nodes with one transition, by its byte and address, where no string ends: most of all.
    ones: FxHashMap<(u8, u64), u64>,
    nodes: FxHashMap<NodeKey, u64>,
    last: u64,
    common: [u8; 256],
}

#[cfg(feature = "build")]
impl Writer {
    /// The address of the node of `keys`, which share their first `depth` bytes.
    ///
    /// A transition's output is how many keys come before its own, so equal tails have equal nodes.
    fn write(&mut self, keys: &[&[u8]], depth: usize) -> u64 {
        let byte_of = |key: Option<&&[u8]>| key.and_then(|key| key.get(depth)).copied();
        let (first, last) = (byte_of(keys.first()), byte_of(keys.last()));
        if let Some(byte) = first.filter(|_| first == last) {
            let address = self.write(keys, depth + 1);
            if let Some(&known) = self.ones.get(&(byte, address)) {
                return known;
            }
            self.put_one(byte, address);
            self.last = self.out.len() as u64 - 1;
            self.ones.insert((byte, address), self.last);
            return self.last;
        }
        let ends = keys.first().is_some_and(|key| key.len() == depth);
        let mut at = usize::from(ends);
        let mut transitions = Vec::new();
        while let Some(&byte) = keys.get(at).and_then(|key| key.get(depth)) {
            let length = keys[at..].partition_point(|key| key.get(depth) <= Some(&byte));
            let address = self.write(&keys[at..at + length], depth + 1);
            transitions.push((byte, at as u64, address));
            at += length;
        }
        if ends && transitions.is_empty() {
            return EMPTY;
        }
        let node = (ends, transitions);
        if let Some(&address) = self.nodes.get(&node) {
            return address;
        }
        self.put_any(ends, &node.1);
        self.last = self.out.len() as u64 - 1;
        self.nodes.insert(node, self.last);
        self.last
    }

    fn put_one(&mut self, byte: u8, address: u64) {
        let next = address == self.last;
        if !next {
            let delta = self.delta(address);
            let size = width(delta);
            self.put_number(delta, size);
            self.put_sizes([0, size]);
        }
        let common = self.common[usize::from(byte)];
        if common == 0 {
            self.out.push(byte);
        }
        self.out.push(if next { 0xc0 } else { 0x80 } | common);
    }

    fn put_any(&mut self, ends: bool, transitions: &[(u8, u64, u64)]) {
        let deltas: Vec<u64> = transitions.iter().map(|&(.., address)| self.delta(address)).collect();
        let widest = |numbers: &mut dyn Iterator<Item = u64>| numbers.map(width).max().unwrap_or(0);
        let skips = transitions.iter().any(|&(_, skipped, _)| skipped > 0);
        let skipped_size = if skips { widest(&mut transitions.iter().map(|&(_, skipped, _)| skipped)) } else { 0 };
        let delta_size = widest(&mut deltas.iter().copied());
        if skips {
            if ends {
                self.put_number(0, skipped_size);
            }
            transitions.iter().rev().for_each(|&(_, skipped, _)| self.put_number(skipped, skipped_size));
        }
        deltas.iter().rev().for_each(|&delta| self.put_number(delta, delta_size));
        self.out.extend(transitions.iter().rev().map(|&(byte, ..)| byte));
        if transitions.len() > INDEXED {
            let mut index = [255; 256];
            for (place, &(byte, ..)) in transitions.iter().enumerate() {
                index[usize::from(byte)] = place as u8;
            }
            self.out.extend_from_slice(&index);
        }
        self.put_sizes([skipped_size, delta_size]);
        let mut state = if ends { 0x40 } else { 0 };
        match transitions.len() {
            count @ 1..64 => state |= count as u8,
            // A node of 256 transitions says 1, which no other node says in this place.
            256 => self.out.push(1),
            count => self.out.push(count as u8),
        }
        self.out.push(state);
    }

    /// How far back a node is from where the next one starts.
    fn delta(&self, address: u64) -> u64 {
        if address == EMPTY { EMPTY } else { self.out.len() as u64 - address }
    }

    fn put_number(&mut self, number: u64, width: usize) {
        self.out.extend_from_slice(&number.to_le_bytes()[..width]);
    }

    fn put_sizes(&mut self, [skipped, delta]: [usize; 2]) {
        self.out.push((delta << 4 | skipped) as u8);
    }
}

/// How many bytes a number takes; at least one.
#[cfg(feature = "build")]
fn width(number: u64) -> usize {
    (1..8).find(|&width| number >> (8 * width) == 0).unwrap_or(8)
}

/// Asks the `fst` crate which bytes it writes into the state of a node: in the set of all strings of one byte
/// twice, the node behind each first byte has just that one transition.
#[cfg(feature = "build")]
fn common_inputs() -> Result<[u8; 256], Error> {
    let failed = |_| Error::Corrupt("the fst crate writes another layout");
    let mut builder = fst::raw::Builder::memory();
    for byte in 0..=255u8 {
        builder.add([byte, byte]).map_err(failed)?;
    }
    let fst = builder.into_fst();
    let root = fst.root();
    let mut common = [0; 256];
    for transition in root.transitions() {
        common[usize::from(transition.inp)] = fst.as_bytes()[transition.addr] & 0x3f;
    }
    Ok(common)
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

    /// The `fst` crate's own writer gives the same map in as many bytes, where it has room for all nodes.
    #[test]
    fn the_layout_is_that_of_the_fst_crate() {
        for many in [0, 1, 2, 40, 300] {
            let mut keys: Vec<String> =
                (0..many).map(|number: u32| format!("{:o}-{number:x}é", number * 7919)).collect();
            keys.extend((0..many.min(250)).filter_map(char::from_u32).map(String::from));
            keys.sort();
            keys.dedup();
            let ours = DictionaryWriter::new().unwrap().encode(keys.iter().map(String::as_str));
            let pairs = keys.iter().zip(0..);
            let theirs = fst::Map::from_iter(pairs).unwrap();
            assert_eq!(&ours[..ours.len() - 4], &theirs.as_fst().as_bytes()[..ours.len() - 4], "{many} keys");
        }
    }

    proptest! {
        /// A dictionary answers as a sorted list would.
        #[test]
        fn answers_as_a_sorted_list(keys in proptest::collection::btree_set("[abé]{1,5}", 0..60), prefix in "[abé]{0,3}") {
            let bytes = DictionaryWriter::new().unwrap().encode(keys.iter().map(String::as_str));
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
