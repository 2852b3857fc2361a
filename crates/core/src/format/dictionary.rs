//! A sorted set of strings, each with its place among them: paths of pages, further addresses, and terms, whose
//! several sets make up [`terms`](super::terms).
//!
//! ```text
//! dictionary = count:u32 lengths:sums length:u32 fst                     in the head
//! block      = checksum:u32 [forms] 32 × string                          in the body; the last one may have fewer
//! forms      = mask:u32 distance:varint × bits set in mask               where strings have other forms
//! string     = sizes:u8 [shared:varint] [own:varint] own bytes
//! ```
//!
//! A string begins with as many bytes of the one before it as `shared` says; `sizes` holds both numbers, 4 bits each,
//! shared first, where 15 stands for 15 and a varint. The [automaton](super::fst) in the head has for each block its
//! separator: the fewest bytes that tell its strings from those of the block before. How many separators are not above a
//! string says in which block it is, as in the term dictionary of Lucene.
//!
//! Terms with the same stem are forms of each other: *install*, *installed*, *installing*. Each says how far it is to the
//! next one among all terms, zigzag, and the last one leads back to the first. `mask` has a bit a string, the first one
//! lowest, set where it has a next form.
//!
//! On the WorkOS docs this takes 48 KB, 27 KB after brotli, where an automaton that shares ends of strings too takes 54
//! and 37 KB; a string is spelled in half the time.

mod near;

use super::blocks::BlockTable;
#[cfg(feature = "build")]
use super::blocks::Part;
use super::bytes::{Reader, put_varint};
use super::directory::PartName;
use super::fault::Fault;
#[cfg(feature = "build")]
use super::fst;
use super::fst::Fst;
use super::source::Source;
#[cfg(feature = "build")]
use super::sums;
#[cfg(feature = "build")]
use crate::Error;
pub(crate) use near::{Near, Search};
use std::cmp::Ordering;
use std::ops::Range;

/// The longest string.
pub(crate) const MAX_KEY: usize = 1024;

/// Strings of a block.
pub(crate) const BLOCK: u32 = 32;

const WIDE: usize = 15;

/// Writes strings that are sorted and distinct, none of more than [`MAX_KEY`] bytes.
#[cfg(feature = "build")]
pub(crate) fn encode(sorted: &[&str]) -> Result<Part, Error> {
    encode_with(sorted, None)
}

/// Writes strings, each with how far it is to its next form, where it has one.
#[cfg(feature = "build")]
pub(crate) fn encode_with(sorted: &[&str], next_forms: Option<&[Option<i32>]>) -> Result<Part, Error> {
    let mut part = Part::default();
    let mut separators = Vec::with_capacity(sorted.len().div_ceil(BLOCK as usize));
    let mut out = Vec::new();
    for (number, keys) in sorted.chunks(BLOCK as usize).enumerate() {
        let (first, before) = (keys[0], (number * BLOCK as usize).checked_sub(1).map(|last| sorted[last]));
        let told = before.map_or(0, |before| shared(before.as_bytes(), first.as_bytes()) + 1);
        separators.push(&first.as_bytes()[..told]);
        part.begin();
        out.clear();
        if let Some(forms) = next_forms {
            let start = number * BLOCK as usize;
            put_forms(&mut out, &forms[start..start + keys.len()]);
        }
        let mut last: &[u8] = &[];
        for key in keys {
            put(&mut out, last, key.as_bytes());
            last = key.as_bytes();
        }
        part.push(&out);
    }
    let count = (sorted.len() as u32).to_le_bytes();
    let separators = fst::encode(separators)?;
    let length = (separators.len() as u32).to_le_bytes();
    part.head = [&count, &*sums::encode(&part.blocks), &length, &separators].concat();
    Ok(part)
}

fn put_forms(out: &mut Vec<u8>, next_forms: &[Option<i32>]) {
    let bits = next_forms.iter().enumerate().map(|(place, next)| u32::from(next.is_some()) << place);
    out.extend_from_slice(&bits.sum::<u32>().to_le_bytes());
    next_forms.iter().flatten().for_each(|&distance| put_varint(out, (distance << 1 ^ distance >> 31) as u32));
}

/// How many bytes two strings begin with alike.
fn shared(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

fn put(out: &mut Vec<u8>, last: &[u8], key: &[u8]) {
    let shared = shared(last, key);
    let own = key.len() - shared;
    out.push((shared.min(WIDE) << 4 | own.min(WIDE)) as u8);
    for size in [shared, own] {
        if let Some(more) = size.checked_sub(WIDE) {
            put_varint(out, more as u32);
        }
    }
    out.extend_from_slice(&key[shared..]);
}

/// Strings one after the other.
struct Keys<'a> {
    reader: Reader<'a>,
    part: PartName,
}

impl<'a> Keys<'a> {
    /// How many bytes the next string shares with the one before it, and its own. The caller has a string of at least
    /// as many bytes.
    #[inline]
    fn next(&mut self, last: usize) -> Result<(usize, &'a [u8]), Fault> {
        let sizes = usize::from(self.reader.byte()?);
        let (mut shared, mut own) = (sizes >> 4, sizes & 0xf);
        if shared == WIDE {
            shared += self.reader.varint()? as usize;
        }
        if own == WIDE {
            own += self.reader.varint()? as usize;
        }
        if shared > last || shared.saturating_add(own) > MAX_KEY {
            return Err(Fault::Corrupt(self.part));
        }
        Ok((shared, self.reader.take(own)?))
    }

    /// Replaces a string by the next one.
    fn step(&mut self, key: &mut Vec<u8>) -> Result<(), Fault> {
        let (shared, own) = self.next(key.len())?;
        key.truncate(shared);
        key.extend_from_slice(own);
        Ok(())
    }

    /// Steps over strings below `key`, at most `count`, and answers how many there are and whether the next is `key`.
    ///
    /// No string is put together: `same` is how many bytes of `key` the last one had, and one that shares more than
    /// those with it, or fewer, is below or above for the same reason.
    fn below(&mut self, key: &[u8], count: u32) -> Result<(u32, bool), Fault> {
        let (mut same, mut last) = (0, 0);
        for place in 0..count {
            let (shared, own) = self.next(last)?;
            last = shared + own.len();
            match shared.cmp(&same) {
                Ordering::Greater => continue,
                Ordering::Less => return Ok((place, false)),
                Ordering::Equal => {}
            }
            let rest = &key[same..];
            let more = self::shared(own, rest);
            same += more;
            match (own.get(more), rest.get(more)) {
                (None, None) => return Ok((place, true)),
                (Some(own), Some(rest)) if own > rest => return Ok((place, false)),
                (Some(_), None) => return Ok((place, false)),
                _ => {}
            }
        }
        Ok((count, false))
    }
}

/// A dictionary in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dictionary<'a> {
    count: u32,
    table: BlockTable<'a>,
    /// A string for each block: its own are not below it, those of the block before are.
    separators: Fst<'a>,
    has_forms: bool,
    part: PartName,
}

impl<'a> Dictionary<'a> {
    /// Takes what the head says of it from where `reader` is; `part` is what an error names.
    #[inline(never)]
    pub(crate) fn take(reader: &mut Reader<'a>, source: Source<'a>, body: u32, part: PartName) -> Result<Self, Fault> {
        let count = reader.u32()?;
        let table = BlockTable::take(reader, source, body, part)?;
        let length = reader.u32()? as usize;
        let separators = Fst::open(reader.take(length)?, part)?;
        // Each string takes a byte at least, so that lists by their numbers are no longer than the file.
        let blocks = count.div_ceil(BLOCK);
        if blocks != table.len() || blocks != separators.len() || count > table.size() {
            return Err(Fault::Corrupt(part));
        }
        Ok(Dictionary { count, table, separators, has_forms: false, part })
    }

    /// The same, of strings that have other forms.
    pub(crate) fn with_forms(self) -> Self {
        Dictionary { has_forms: true, ..self }
    }

    pub(crate) fn len(&self) -> u32 {
        self.count
    }

    /// The place of exactly this string.
    pub(crate) fn find(&self, key: &str) -> Result<Option<u32>, Fault> {
        let (place, found) = self.below(key.as_bytes())?;
        Ok(found.then_some(place))
    }

    /// The places of all strings that start with `prefix`.
    pub(crate) fn prefix(&self, prefix: &str) -> Result<Range<u32>, Fault> {
        let start = self.below(prefix.as_bytes());
        // No string has a byte of 255.
        let end = self.below(&[prefix.as_bytes(), &[0xff]].concat());
        Ok(start?.0..end?.0)
    }

    /// How many strings are below `key`, and whether the next one is `key`.
    #[inline(never)]
    fn below(&self, key: &[u8]) -> Result<(u32, bool), Fault> {
        let Some(block) = self.block_of(key)? else { return Ok((0, false)) };
        let first = block * BLOCK;
        let (below, found) = self.keys(block)?.below(key, BLOCK.min(self.count - first))?;
        Ok((first + below, found))
    }

    /// The places of the strings that are in one block with `key`, or would be.
    pub(crate) fn around(&self, key: &[u8]) -> Result<Range<u32>, Fault> {
        let block = self.block_of(key)?;
        Ok(block.map_or(0..0, |block| block * BLOCK..self.count.min((block + 1) * BLOCK)))
    }

    /// The last block whose separator is not above `key`.
    fn block_of(&self, key: &[u8]) -> Result<Option<u32>, Fault> {
        if self.count == 0 {
            return Ok(None);
        }
        // Crafted ones may all be above it.
        Ok(Some(self.separators.rank(key)?.saturating_sub(1)))
    }

    fn keys(&self, number: u32) -> Result<Keys<'a>, Fault> {
        let mut reader = Reader::new(self.table.get(number)?, self.part);
        if self.has_forms {
            let forms = reader.u32()?.count_ones();
            (0..forms).try_for_each(|_| reader.varint().map(|_| ()))?;
        }
        Ok(Keys { reader, part: self.part })
    }

    /// How far it is from the string at a place to its next form, where it has one; to be added with a carry.
    pub(crate) fn next_form(&self, place: u32) -> Result<Option<u32>, Fault> {
        if place >= self.count || !self.has_forms {
            return Ok(None);
        }
        let bytes = self.table.get(place / BLOCK)?;
        let mut reader = Reader::new(bytes, self.part);
        let (mask, bit) = (reader.u32()?, 1u32 << (place % BLOCK));
        if mask & bit == 0 {
            return Ok(None);
        }
        for _ in 0..(mask & (bit - 1)).count_ones() {
            reader.varint()?;
        }
        let code = reader.varint()?;
        Ok(Some((code >> 1) ^ (code & 1).wrapping_neg()))
    }

    /// Replaces `out` by the string at a place, at most [`MAX_KEY`] bytes.
    #[inline(never)]
    pub(crate) fn key(&self, place: u32, out: &mut Vec<u8>) -> Result<(), Fault> {
        if place >= self.count {
            return Err(Fault::Corrupt(self.part));
        }
        let mut keys = self.keys(place / BLOCK)?;
        let mut steps: [(usize, &[u8]); BLOCK as usize] = [(0, &[]); BLOCK as usize];
        let steps = &mut steps[..=(place % BLOCK) as usize];
        let mut length = 0;
        for step in &mut *steps {
            let (shared, own) = keys.next(length)?;
            *step = (shared, own);
            length = shared + own.len();
        }
        // Put together from its end: the strings before it have what it shares with them, and most have nothing of it.
        out.clear();
        out.resize(length, 0);
        for (shared, own) in steps.iter().rev() {
            if let Some(gap) = out.get_mut(*shared..length) {
                gap.copy_from_slice(&own[..gap.len()]);
                length = *shared;
            }
            if length == 0 {
                break;
            }
        }
        Ok(())
    }

    /// Hands over all strings in their order, in one pass.
    pub(crate) fn each(&self, mut take: impl FnMut(&[u8]) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut key = Vec::new();
        for block in 0..self.table.len() {
            key.clear();
            let mut keys = self.keys(block)?;
            for _ in 0..BLOCK.min(self.count - block * BLOCK) {
                keys.step(&mut key)?;
                take(&key)?;
            }
        }
        Ok(())
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.table.want_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::source::{Pieces, Wanted};
    use proptest::prelude::*;

    /// A dictionary of a file that begins with its head.
    fn open<'a>(file: &'a [u8], of: &'a (Pieces, Wanted), head: usize) -> Result<Dictionary<'a>, Fault> {
        let source = Source::new(file, &of.0, file.len() as u32, &of.1);
        Dictionary::take(&mut Reader::new(&file[..head], PartName::Paths), source, head as u32, PartName::Paths)
    }

    proptest! {
        /// A dictionary answers as a sorted list would.
        #[test]
        fn answers_as_a_sorted_list(
            keys in proptest::collection::btree_set("[abé]{1,6}|a{10,40}b?", 0..1300), prefix in "[abé]{0,3}",
        ) {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let Part { head, body, .. } = encode(&keys).unwrap();
            let (file, of) = ([&*head, &body.concat()].concat(), Default::default());
            let dictionary = open(&file, &of, head.len()).unwrap();
            for (place, key) in keys.iter().enumerate() {
                prop_assert_eq!(dictionary.find(key), Ok(Some(place as u32)));
                let absent = format!("{key}!");
                prop_assert_eq!(dictionary.find(&absent), Ok(None));
                prop_assert!(dictionary.around(key.as_bytes()).unwrap().contains(&(place as u32)));
                let mut found = Vec::new();
                dictionary.key(place as u32, &mut found).unwrap();
                prop_assert_eq!(&found, key.as_bytes());
            }
            prop_assert!(dictionary.key(keys.len() as u32, &mut Vec::new()).is_err());
            let mut all = Vec::new();
            dictionary
                .each(|key| {
                    all.push(key.to_vec());
                    Ok(())
                })
                .unwrap();
            prop_assert!(all.iter().eq(keys.iter().map(|key| key.as_bytes())));
            let range: Vec<u32> = dictionary.prefix(&prefix).unwrap().collect();
            let slow: Vec<u32> = (0..keys.len() as u32).filter(|&i| keys[i as usize].starts_with(&prefix)).collect();
            prop_assert_eq!(range, slow);
        }

        /// A dictionary whose bytes were altered answers, or says that they contradict themselves.
        #[test]
        fn altered_bytes_are_answered(
            keys in proptest::collection::btree_set("[abé]{0,5}|[\u{20}-\u{ff}]", 0..99),
            changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..5),
        ) {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let Part { head, body, .. } = encode(&keys).unwrap();
            let (mut file, of) = ([&*head, &body.concat()].concat(), Default::default());
            let length = file.len();
            changes.iter().for_each(|(place, value)| file[place.index(length)] = *value);
            let Ok(dictionary) = open(&file, &of, head.len()) else { return Ok(()) };
            for key in &keys {
                let found = dictionary.find(key);
                prop_assert!(matches!(found, Ok(None) | Err(Fault::Corrupt(PartName::Paths))) || found.unwrap() < Some(dictionary.len()));
                let range = dictionary.prefix(key);
                prop_assert!(range.is_err() || range.unwrap().end <= dictionary.len());
            }
            for place in 0..dictionary.len().min(200) {
                let mut key = Vec::new();
                prop_assert!(dictionary.key(place, &mut key).is_err() || key.len() <= MAX_KEY);
            }
        }
    }
}
