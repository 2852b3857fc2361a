//! An automaton of sorted strings: it says how many of them are not above another one.
//!
//! ```text
//! fst    = version:u64 = 3  kind:u64 = 0  nodes  count:u64 root:u64 unused:u32            a map of the `fst` crate
//! node   = from its last byte backwards, which its address is:
//!   11 common            one transition, to the node that ends before this one
//!   10 common            one transition: [byte] sizes delta
//!   0 ends count         [count:u8] sizes [index: u8 × 256] bytes deltas outputs [output of the end]
//! common = 6 bits: the byte of a transition as its place in COMMON plus 1, or 0 where a byte follows
//! ends   = 1 bit: whether a string ends here;  count = 6 bits, or 0 where a byte follows (1 stands for 256)
//! sizes  = bytes of an output, and × 16 those of a delta
//! ```
//!
//! Bytes, deltas and outputs stand in the order of the transitions, the first one last; where there are more than 32,
//! `index` has the place of each byte. A delta says how far before this node another one ends, and 0 is the node where
//! a string ends and nothing follows. An output is how many strings come before those of its transition.
//!
//! The [`fst`](https://docs.rs/fst) crate reads the same bytes; builds ask it which bytes are common, and the tests
//! compare with it. Its reader trusts its bytes, and crafted ones make it panic; its writer gives other bytes on 32-bit
//! machines. This reader checks each step, this writer gives the same bytes everywhere.

use super::directory::PartName;
use super::fault::Fault;
#[cfg(feature = "build")]
use crate::Error;
#[cfg(feature = "build")]
use rustc_hash::FxHashMap;

/// Writes strings that are sorted and distinct, none of more than 1,024 bytes.
#[cfg(feature = "build")]
pub(crate) fn encode(keys: Vec<&[u8]>) -> Result<Vec<u8>, Error> {
    let common = common_inputs()?;
    let (ones, nodes) = (FxHashMap::default(), FxHashMap::default());
    let mut writer = Writer { out: Vec::new(), ones, nodes, last: NONE, common };
    writer.out.extend_from_slice(&VERSION.to_le_bytes());
    writer.out.extend_from_slice(&0u64.to_le_bytes());
    let root = writer.write(&keys, 0);
    writer.out.extend_from_slice(&(keys.len() as u64).to_le_bytes());
    writer.out.extend_from_slice(&root.to_le_bytes());
    // The crate's checksum is never verified: the directory has one for the whole part.
    writer.out.extend_from_slice(&[0; 4]);
    Ok(writer.out)
}

/// The longest string. Writing takes a step down the stack for each byte of it.
pub(crate) const MAX_KEY: usize = 1024;

/// The version of the `fst` crate's layout, and its constants.
const VERSION: u64 = 3;
const EMPTY: u64 = 0;
#[cfg(feature = "build")]
const NONE: u64 = 1;
const INDEXED: usize = 32;
const FOOTER: usize = 8 + 8 + 4;

/// The bytes that are written into the state of a node, in the order of their numbers.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

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

/// An automaton in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fst<'a> {
    /// With what stands before them, as addresses count from there.
    nodes: &'a [u8],
    root: Node<'a>,
    count: u32,
    part: PartName,
}

/// A node, taken apart. What is in `before` is read where it is asked for.
#[derive(Clone, Copy, Debug)]
struct Node<'a> {
    /// Whether a string ends here.
    ends: bool,
    /// Bytes of a delta, 0 where the only transition leads to the node before this one, and bytes of an output.
    widths: (usize, usize),
    /// The bytes of the transitions, the last one first, and so are their deltas and outputs.
    bytes: &'a [u8],
    /// Everything up to the last delta.
    before: &'a [u8],
}

/// The node at 0: a string ends and nothing follows.
const END: Node<'static> = Node { ends: true, widths: (0, 0), bytes: &[], before: &[] };

// Inside, `None` is what contradicts itself: an error at each step would cost more than the step.
impl<'a> Node<'a> {
    /// The node at an address.
    #[inline]
    fn at(nodes: &'a [u8], address: usize) -> Option<Self> {
        if address == EMPTY as usize {
            return Some(END);
        }
        let (&state, before) = nodes.get(..=address)?.split_last()?;
        if state >= 0x80 {
            let (bytes, before) = match usize::from(state & 0x3f) {
                0 => split_end(before, 1)?,
                common => (COMMON.get(common - 1..common)?, before),
            };
            if state >= 0xc0 {
                return Some(Node { ends: false, widths: (0, 0), bytes, before });
            }
            let (&sizes, before) = before.split_last()?;
            return Some(Node { ends: false, widths: widths(sizes)?, bytes, before });
        }
        let (count, before) = match usize::from(state & 0x3f) {
            0 => match before.split_last()? {
                (1, before) => (256, before),
                (&count, before) => (usize::from(count), before),
            },
            count => (count, before),
        };
        let (&sizes, before) = before.split_last()?;
        // The place of each byte is for the crate: nobody looks for one byte among many here.
        let before = if count > INDEXED { before.split_last_chunk::<256>()?.0 } else { before };
        let (bytes, before) = split_end(before, count)?;
        // The empty set has a root from which nothing leads on.
        let widths = if count == 0 { (0, 0) } else { widths(sizes)? };
        Some(Node { ends: state & 0x40 != 0, widths, bytes, before })
    }

    /// How many strings come before those of a transition.
    #[inline]
    fn output(&self, place: usize) -> Option<u32> {
        match self.widths {
            (_, 0) => Some(0),
            (delta, output) => self.number(self.bytes.len() * (delta + output), place, output),
        }
    }

    /// The node that a transition leads to, which stands before this one: every way ends.
    #[inline]
    fn follow(&self, nodes: &'a [u8], place: usize) -> Option<Node<'a>> {
        let (delta, output) = self.widths;
        let back = if delta == 0 { 1 } else { self.number(self.bytes.len() * delta, place, delta)? };
        // The output of the end is 0 and is not read: no string comes before one that the others begin with.
        let own = self.bytes.len() * (delta + output) + if self.ends { output } else { 0 };
        if back == 0 { Some(END) } else { Node::at(nodes, self.before.len().checked_sub(own + back as usize)?) }
    }

    /// One of several numbers that take as many bytes each and begin `back` bytes before the end.
    #[inline]
    fn number(&self, back: usize, place: usize, width: usize) -> Option<u32> {
        let numbers = self.before.get(self.before.len().checked_sub(back)?..)?;
        let number = numbers.get(place * width..(place + 1) * width)?;
        Some(number.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte)))
    }
}

/// The last bytes of a slice, and what stands before them.
fn split_end(bytes: &[u8], length: usize) -> Option<(&[u8], &[u8])> {
    let (before, end) = bytes.split_at_checked(bytes.len().checked_sub(length)?)?;
    Some((end, before))
}

/// The bytes of a delta and of an output. Nothing in a file of 4 GB takes more than 4.
fn widths(sizes: u8) -> Option<(usize, usize)> {
    let (delta, output) = (usize::from(sizes >> 4), usize::from(sizes & 0xf));
    (matches!(delta, 1..=4) && output <= 4).then_some((delta, output))
}

impl<'a> Fst<'a> {
    /// `part` is what an error names.
    pub(crate) fn open(bytes: &'a [u8], part: PartName) -> Result<Self, Fault> {
        let open = || {
            let (nodes, footer) = bytes.split_at_checked(bytes.len().checked_sub(FOOTER)?)?;
            let version = u64::from_le_bytes(*bytes.first_chunk()?);
            let (count, footer) = footer.split_first_chunk()?;
            let root = u64::from_le_bytes(*footer.first_chunk()?);
            let count = u32::try_from(u64::from_le_bytes(*count)).ok().filter(|_| version == VERSION)?;
            let root = Node::at(nodes, usize::try_from(root).ok()?)?;
            Some(Fst { nodes, root, count, part })
        };
        open().ok_or(Fault::Corrupt(part))
    }

    /// How many strings there are.
    pub(crate) fn len(&self) -> u32 {
        self.count
    }

    /// How many strings are not above `key`. Takes a step a byte.
    pub(crate) fn rank(&self, key: &[u8]) -> Result<u32, Fault> {
        self.walk(key).filter(|&rank| rank <= self.count).ok_or(Fault::Corrupt(self.part))
    }

    fn walk(&self, key: &[u8]) -> Option<u32> {
        let (mut node, mut before) = (self.root, 0u32);
        // What comes behind all strings of the node at hand.
        let mut end = self.count;
        for &byte in key {
            // The transitions stand in the order of their bytes, the last one first.
            let above = node.bytes.iter().take_while(|&&other| other > byte).count();
            if let Some(next) = above.checked_sub(1) {
                end = before.checked_add(node.output(next)?)?;
            }
            if node.bytes.get(above) != Some(&byte) {
                return Some(end);
            }
            before = before.checked_add(node.output(above)?)?;
            node = node.follow(self.nodes, above)?;
        }
        before.checked_add(u32::from(node.ends))
    }

    /// Hands over all strings in order, each with how many bytes it has in common with the one before it.
    pub(crate) fn each(&self, mut found: impl FnMut(usize, &[u8]) -> Result<(), Fault>) -> Result<(), Fault> {
        let corrupt = Fault::Corrupt(self.part);
        let mut key = Vec::new();
        // The nodes on the way, each with how many of its transitions are left.
        let mut way = vec![(self.root, self.root.bytes.len())];
        let (mut shared, mut left) = (0, self.count);
        // Crafted nodes may lead to many others and to few strings.
        let mut steps = u64::from(self.count) * MAX_KEY as u64 + 1;
        let mut entered = true;
        while let Some((node, next)) = way.last_mut() {
            steps = steps.checked_sub(1).ok_or(corrupt)?;
            if entered && node.ends {
                left = left.checked_sub(1).ok_or(corrupt)?;
                found(shared, &key)?;
                shared = key.len();
            }
            let Some(place) = next.checked_sub(1) else {
                way.pop();
                key.pop();
                shared = shared.min(key.len());
                entered = false;
                continue;
            };
            *next = place;
            let below = node.bytes.get(place).zip(node.follow(self.nodes, place));
            let (&byte, below) = below.filter(|_| key.len() < MAX_KEY).ok_or(corrupt)?;
            key.push(byte);
            way.push((below, below.bytes.len()));
            entered = true;
        }
        Ok(())
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
            let ours = encode(keys.iter().map(String::as_bytes).collect()).unwrap();
            let pairs = keys.iter().zip(0..);
            let theirs = fst::Map::from_iter(pairs).unwrap();
            assert_eq!(&ours[..ours.len() - 4], &theirs.as_fst().as_bytes()[..ours.len() - 4], "{many} keys");
        }
    }

    proptest! {
        /// An automaton answers as a sorted list would.
        #[test]
        fn answers_as_a_sorted_list(keys in proptest::collection::btree_set("[abé]{0,5}|[\u{20}-\u{ff}]", 0..60), other in "[abcé]{0,4}") {
            let bytes = encode(keys.iter().map(String::as_bytes).collect()).unwrap();
            let fst = Fst::open(&bytes, PartName::Text).unwrap();
            for key in keys.iter().chain([&other]) {
                prop_assert_eq!(fst.rank(key.as_bytes()), Ok(keys.iter().filter(|other| *other <= key).count() as u32));
            }
            let mut found: Vec<Vec<u8>> = Vec::new();
            fst.each(|shared, key| {
                let last = found.last().map_or(&[][..], Vec::as_slice);
                assert_eq!(shared, last.iter().zip(key).take_while(|(a, b)| a == b).count());
                found.push(key.to_vec());
                Ok(())
            }).unwrap();
            prop_assert_eq!(found, keys.iter().map(|key| key.as_bytes().to_vec()).collect::<Vec<_>>());
        }

        /// An automaton whose bytes were altered answers, or says that they contradict themselves.
        #[test]
        fn altered_bytes_are_answered(
            keys in proptest::collection::btree_set("[abé]{0,5}|[\u{20}-\u{ff}]", 0..99),
            changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..5),
        ) {
            let mut bytes = encode(keys.iter().map(String::as_bytes).collect()).unwrap();
            let length = bytes.len();
            changes.iter().for_each(|(place, value)| bytes[place.index(length)] = *value);
            let Ok(fst) = Fst::open(&bytes, PartName::Text) else { return Ok(()) };
            for key in &keys {
                prop_assert!(fst.rank(key.as_bytes()).map_or(true, |rank| rank <= fst.len()));
            }
            let mut count = 0;
            let _ = fst.each(|_, key| { count += 1; assert!(key.len() <= MAX_KEY); Ok(()) });
            prop_assert!(count <= fst.len());
        }
    }
}
