//! Where the bytes of an index come from: the file is there as a whole, or its first bytes and pieces of the others.
//!
//! A piece is a block of the file, with the checksum that it begins with:
//!
//! ```text
//! block = checksum:u32 content       lower half of the XXH64 of the content, with the name of the index as its seed
//! ```
//!
//! So a piece that was damaged, cut short, or belongs to another build of the same docs is refused when it comes.
//! [`Source::get`] answers [`Fault::Missing`] for a block that has not come yet; of a whole file nothing is ever missing.

use super::directory::PartName;
use super::fault::Fault;
use crate::Error;
use std::cell::RefCell;
use std::ops::Range;

/// Bytes of a checksum.
pub(crate) const CHECKSUM: usize = 4;

/// The lower half of an XXH64. CRC-32 would bring tables of 16 KB that no compression shrinks.
pub(crate) fn checksum(seed: u32, bytes: &[u8]) -> u32 {
    twox_hash::XxHash64::oneshot(seed.into(), bytes) as u32
}

/// Writes the checksum of a block into its first bytes.
pub(crate) fn seal(block: &mut [u8], name: u32) {
    if let Some((first, content)) = block.split_first_chunk_mut() {
        *first = checksum(name, content).to_le_bytes();
    }
}

/// Whether a block begins with its checksum.
fn is_sealed(block: &[u8], name: u32) -> bool {
    let split = block.split_first_chunk();
    split.is_some_and(|(first, content)| u32::from_le_bytes(*first) == checksum(name, content))
}

/// Blocks that have come, in the order in which they begin in the file. A map would be 4 KB more of WebAssembly.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pieces(Vec<(u32, Vec<u8>)>);

impl Pieces {
    /// Takes a block that begins at `start`, once its checksum is verified.
    pub(crate) fn add(&mut self, name: u32, start: u32, bytes: &[u8]) -> Result<(), Error> {
        if !is_sealed(bytes, name) {
            return Err(Error::Corrupt("a piece is not of this index"));
        }
        match self.0.binary_search_by_key(&start, |(start, _)| *start) {
            Ok(known) => self.0[known].1 = bytes.to_vec(),
            Err(place) => self.0.insert(place, (start, bytes.to_vec())),
        }
        Ok(())
    }

    fn get(&self, start: u32) -> Option<&[u8]> {
        let found = self.0.binary_search_by_key(&start, |(start, _)| *start).ok()?;
        self.0.get(found).map(|(_, bytes)| &**bytes)
    }
}

/// The bytes of an index, as far as they are there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    start: &'a [u8],
    pieces: &'a Pieces,
    length: u32,
    wanted: &'a Wanted,
}

impl<'a> Source<'a> {
    /// `start` is the file up to some byte, `length` that of the whole.
    pub(crate) fn new(start: &'a [u8], pieces: &'a Pieces, length: u32, wanted: &'a Wanted) -> Self {
        Source { start, pieces, length, wanted }
    }

    /// The content of the block in this range. What is no block of the file is corrupt; a block that has not come yet is
    /// wanted from now on.
    #[inline(never)]
    pub(crate) fn get(&self, range: Range<u32>, part: PartName) -> Result<&'a [u8], Fault> {
        let block = match self.start.get(range.start as usize..range.end as usize) {
            Some(block) => block,
            None if range.start >= range.end || range.end > self.length => return Err(Fault::Corrupt(part)),
            None => match self.pieces.get(range.start) {
                Some(piece) if piece.len() == range.len() => piece,
                Some(_) => return Err(Fault::Corrupt(part)),
                None => {
                    self.wanted.add(range);
                    return Err(Fault::Missing);
                }
            },
        };
        block.get(CHECKSUM..).ok_or(Fault::Corrupt(part))
    }
}

/// What a question is missing: all of it is collected before giving up, so that one round fetches it.
#[derive(Debug, Default)]
pub(crate) struct Wanted(RefCell<Vec<Range<u32>>>);

impl Wanted {
    fn add(&self, range: Range<u32>) {
        let mut all = self.0.borrow_mut();
        // Most come in the order of the file.
        if let Err(place) = all.binary_search_by_key(&range.start, |range| range.start) {
            all.insert(place, range);
        }
    }

    /// [`Fault::Missing`] where anything is missing so far.
    pub(crate) fn none(&self) -> Result<(), Fault> {
        if self.0.borrow().is_empty() { Ok(()) } else { Err(Fault::Missing) }
    }

    /// An answer, if nothing was missing for it; else [`Error::Missing`] with all that was.
    pub(crate) fn answer<T>(&self, answer: Result<T, Error>) -> Result<T, Error> {
        let ranges = self.0.take();
        match answer {
            // What is wrong does not become right by more pieces.
            Err(error) if !matches!(error, Error::Missing(_)) => Err(error),
            answer if ranges.is_empty() => answer,
            _ => Err(Error::Missing(ranges)),
        }
    }
}
