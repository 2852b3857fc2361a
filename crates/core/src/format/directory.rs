//! The start of the file: what it is, and where its parts are.
//!
//! ```text
//! file      = head body
//! head      = header directory parts blocks
//! header    = magic:"HEADWORD" format:u32 analyzer:u32 checksum:u32       checksum of the head behind the header
//! directory = name:u32 head:u32 length:u32 checksum:u32                   bytes of head and file; checksum of the body
//!             12 × (start:u32 length:u32 body:u32 length:u32)             one for each PartName, in order
//! parts     = info dictionary postings tokens paths pages text navigation aliases releases filters duplicates
//! body      = blocks
//! ```
//!
//! A part is what stands in the head, and the blocks that this speaks of. With the head alone and those blocks that it
//! needs, an index answers as with the whole file. Blocks that nearly every question needs stand in the head too: the
//! commonest terms, and parts of which there is little.
//!
//! `name` is a checksum of all parts: it tells the index from every other, and is the seed of the checksums of blocks.

use super::blocks::Part;
use super::source::{checksum, seal};
use crate::Error;
use crate::analyze::ANALYZER;
use std::hash::Hasher;
use std::ops::Range;
use twox_hash::XxHash64;

/// The format that this release writes and reads.
pub(crate) const FORMAT: u32 = 0;

const MAGIC: &[u8; 8] = b"HEADWORD";
const HEADER: usize = MAGIC.len() + 3 * 4;
pub(crate) const PARTS: usize = 12;
const ENTRY: usize = 4 * 4;
const DIRECTORY: usize = 4 * 4 + PARTS * ENTRY;

/// The most bytes of blocks that a part has in the head: what an address on its own is resolved with.
const SMALL: usize = 8 << 10;

/// A part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartName {
    Info,
    Dictionary,
    Postings,
    Tokens,
    Paths,
    Pages,
    Text,
    Navigation,
    Aliases,
    Releases,
    Filters,
    Duplicates,
}

impl PartName {
    pub(crate) const ALL: [PartName; PARTS] = [
        PartName::Info,
        PartName::Dictionary,
        PartName::Postings,
        PartName::Tokens,
        PartName::Paths,
        PartName::Pages,
        PartName::Text,
        PartName::Navigation,
        PartName::Aliases,
        PartName::Releases,
        PartName::Filters,
        PartName::Duplicates,
    ];

    /// Parts whose blocks stand in the head where they are [`SMALL`], in this order.
    const WHOLE: [PartName; 2] = [PartName::Aliases, PartName::Paths];

    /// The order of the other blocks. The commonest terms come first.
    const BODY: [PartName; 6] = [
        PartName::Dictionary,
        PartName::Pages,
        PartName::Navigation,
        PartName::Postings,
        PartName::Text,
        PartName::Releases,
    ];

    /// The name that reports and errors use.
    pub(crate) fn name(self) -> &'static str {
        match self {
            PartName::Info => "info",
            PartName::Dictionary => "dictionary",
            PartName::Postings => "postings",
            PartName::Tokens => "tokens",
            PartName::Paths => "paths",
            PartName::Pages => "pages",
            PartName::Text => "text",
            PartName::Navigation => "navigation",
            PartName::Aliases => "aliases",
            PartName::Releases => "releases",
            PartName::Filters => "filters",
            PartName::Duplicates => "duplicates",
        }
    }
}

/// The file in pieces, one behind the other: the head up to its first block, and the blocks of each part in theirs.
/// `hot` is how many bytes of the dictionary's blocks stand in the head.
pub(crate) fn encode(mut parts: [Part; PARTS], hot: usize) -> Result<Vec<Vec<u8>>, Error> {
    let length = size(parts.iter().map(|part| (part.head.len() + part.body_length()) as u64))?;
    let name = hash(0, parts.iter().flat_map(|part| [&part.head].into_iter().chain(&part.body)).map(|bytes| &**bytes));
    let mut entries = [[0u32; 4]; PARTS];
    let mut head = vec![0; HEADER + DIRECTORY];
    for (part, entry) in parts.iter_mut().zip(&mut entries) {
        (entry[0], entry[1]) = (head.len() as u32, part.head.len() as u32);
        head.append(&mut part.head);
    }
    let is_small = |part: PartName| parts[part as usize].body_length() <= SMALL;
    let [small, large] = [true, false].map(|small| {
        let parts = PartName::WHOLE.into_iter().filter(|&part| is_small(part) == small);
        parts.collect::<Vec<_>>()
    });
    let (mut bodies, mut end, mut head_end) = (Vec::new(), head.len(), 0);
    for part_name in small.into_iter().chain(PartName::BODY).chain(large) {
        if part_name == PartName::Dictionary {
            head_end = end + hot;
        }
        let part = std::mem::take(&mut parts[part_name as usize]);
        let length = part.body_length();
        let entry = &mut entries[part_name as usize];
        (entry[2], entry[3]) = (end as u32, length as u32);
        let mut blocks = part.blocks.into_iter();
        for mut piece in part.body {
            let mut rest = &mut piece[..];
            while !rest.is_empty() {
                let length = blocks.next().map_or(rest.len(), |length| length as usize);
                let Some((block, behind)) = rest.split_at_mut_checked(length) else { break };
                seal(block, name);
                rest = behind;
            }
            bodies.push(piece);
        }
        end += length;
    }
    // What of the blocks stands in the head, and what does not.
    let mut left = head_end - head.len();
    let cut: Vec<(&[u8], &[u8])> = bodies
        .iter()
        .map(|body| {
            let (here, behind) = body.split_at(left.min(body.len()));
            left -= here.len();
            (here, behind)
        })
        .collect();
    let directory = [name, head_end as u32, length, hash(0, cut.iter().map(|(_, behind)| *behind))];
    let numbers = directory.iter().chain(entries.iter().flatten());
    for (bytes, number) in head[HEADER..].chunks_exact_mut(4).zip(numbers) {
        bytes.copy_from_slice(&number.to_le_bytes());
    }
    let checksum = hash(0, [&head[HEADER..]].into_iter().chain(cut.iter().map(|(here, _)| *here)));
    head[..MAGIC.len()].copy_from_slice(MAGIC);
    for (bytes, number) in head[MAGIC.len()..HEADER].chunks_exact_mut(4).zip([FORMAT, ANALYZER, checksum]) {
        bytes.copy_from_slice(&number.to_le_bytes());
    }
    Ok([head].into_iter().chain(bodies).collect())
}

/// The checksum of several pieces, as of one.
fn hash<'a>(seed: u64, pieces: impl Iterator<Item = &'a [u8]>) -> u32 {
    let mut hasher = XxHash64::with_seed(seed);
    pieces.for_each(|piece| hasher.write(piece));
    hasher.finish() as u32
}

/// Bytes of a file with parts of these lengths.
fn size(parts: impl Iterator<Item = u64>) -> Result<u32, Error> {
    let found = (HEADER + DIRECTORY) as u64 + parts.sum::<u64>();
    u32::try_from(found).map_err(|_| Error::TooLarge { what: "bytes of index", found, limit: u32::MAX.into() })
}

/// Where each part is, verified.
#[derive(Clone, Debug)]
pub(crate) struct Directory {
    /// What tells this index from every other.
    pub(crate) name: u32,
    /// Bytes of the head.
    pub(crate) head: u32,
    /// Bytes of the file.
    pub(crate) length: u32,
    parts: [(Range<usize>, u32, u32); PARTS],
}

impl Directory {
    /// [`Directory::name`] as people and files have it.
    pub(crate) fn fingerprint(&self) -> String {
        format!("{:08x}", self.name)
    }

    /// Reads header and directory, and every byte once for the checksums. In pieces, the head is enough:
    /// [`Error::Missing`] says how much of it is to come.
    pub(crate) fn open(bytes: &[u8], in_pieces: bool) -> Result<Self, Error> {
        let Some(rest) = bytes.strip_prefix(MAGIC) else {
            return Err(Error::Corrupt("it does not start with the letters HEADWORD"));
        };
        let mut numbers =
            rest.chunks_exact(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
        let mut next = || numbers.next().ok_or(Error::Corrupt("header"));
        let format = next()?;
        if format != FORMAT {
            return Err(Error::Version { found: format, expected: FORMAT });
        }
        let (analyzer, expected) = (next()?, next()?);
        let (name, head, length, body) = (next()?, next()?, next()?, next()?);
        if bytes.len().min(head as usize) < HEADER + DIRECTORY || head > length {
            return Err(Error::Corrupt("directory"));
        }
        let Some(found) = bytes.get(HEADER..head as usize) else {
            let rest = bytes.len() as u32..head;
            return Err(if in_pieces { Error::Missing(vec![rest]) } else { Error::Corrupt("head") });
        };
        if checksum(0, found) != expected {
            return Err(Error::Corrupt("checksum of the head"));
        }
        if analyzer != ANALYZER {
            return Err(Error::Analyzer { found: analyzer, expected: ANALYZER });
        }
        match bytes.get(head as usize..length as usize) {
            Some(found) if checksum(0, found) == body => {}
            None if in_pieces => {}
            _ => return Err(Error::Corrupt("checksum of the body")),
        }
        let mut parts: [(Range<usize>, u32, u32); PARTS] = Default::default();
        for (name, part) in PartName::ALL.into_iter().zip(&mut parts) {
            let (start, size, body, bodies) = (next()?, next()?, next()?, next()?);
            let end = |start: u32, size: u32, most: u32| start.checked_add(size).filter(|&end| end <= most);
            let range =
                end(start, size, head).zip(end(body, bodies, length)).ok_or_else(|| Error::Corrupt(name.name()))?;
            *part = (start as usize..range.0 as usize, body, bodies);
        }
        Ok(Directory { name, head, length, parts })
    }

    /// Where what a part has in the head is.
    pub(crate) fn range(&self, part: PartName) -> Range<usize> {
        self.parts[part as usize].0.clone()
    }

    /// Where the blocks of a part begin.
    pub(crate) fn body(&self, part: PartName) -> u32 {
        self.parts[part as usize].1
    }

    /// Bytes of a part, in the head and in blocks.
    pub(crate) fn size(&self, part: PartName) -> u64 {
        let (range, _, body) = &self.parts[part as usize];
        range.len() as u64 + u64::from(*body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_more_than_4_gb_is_refused() {
        let head = (HEADER + DIRECTORY) as u64;
        assert_eq!(size([u64::from(u32::MAX) - head].into_iter()), Ok(u32::MAX));
        let error = size([3 << 30, 1 << 30].into_iter()).unwrap_err();
        assert_eq!((error.code(), error.to_string().contains("4294967524 bytes of index")), ("TOO_LARGE", true));
    }
}
