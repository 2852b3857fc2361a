//! The start of the file: what it is, and where its parts are.
//!
//! ```text
//! file      = header directory parts
//! header    = magic:"HEADWORD" format:u32 analyzer:u32 checksum:u32      checksum of the directory
//! directory = 11 × (offset:u32 length:u32 checksum:u32)                  one for each Part, in order
//! parts     = info dictionary postings tokens paths pages sections text navigation aliases releases
//! ```
//!
//! A checksum is the lower half of the XXH64 of the bytes, with seed 0: CRC-32 would bring tables of 16 KB that no
//! compression shrinks. Each part has its own, so that parts fetched one by one can be verified too.

use super::bytes::Reader;
use crate::Error;
use crate::analyze::ANALYZER;
use std::ops::Range;

/// The format that this release writes and reads.
pub(crate) const FORMAT: u32 = 0;

const MAGIC: &[u8; 8] = b"HEADWORD";
const HEADER: usize = MAGIC.len() + 3 * 4;
const PARTS: usize = 11;
const ENTRY: usize = 3 * 4;

/// A part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Info,
    Dictionary,
    Postings,
    Tokens,
    Paths,
    Pages,
    Sections,
    Text,
    Navigation,
    Aliases,
    Releases,
}

impl Part {
    pub(crate) const ALL: [Part; PARTS] = [
        Part::Info,
        Part::Dictionary,
        Part::Postings,
        Part::Tokens,
        Part::Paths,
        Part::Pages,
        Part::Sections,
        Part::Text,
        Part::Navigation,
        Part::Aliases,
        Part::Releases,
    ];

    /// The name that reports and errors use.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Part::Info => "info",
            Part::Dictionary => "dictionary",
            Part::Postings => "postings",
            Part::Tokens => "tokens",
            Part::Paths => "paths",
            Part::Pages => "pages",
            Part::Sections => "sections",
            Part::Text => "text",
            Part::Navigation => "navigation",
            Part::Aliases => "aliases",
            Part::Releases => "releases",
        }
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    twox_hash::XxHash64::oneshot(0, bytes) as u32
}

/// The file in pieces, one behind the other: header and directory, and the parts in the order of [`Part::ALL`].
pub(crate) fn encode(parts: [Vec<u8>; PARTS]) -> Result<Vec<Vec<u8>>, Error> {
    size(parts.iter().map(|part| part.len() as u64))?;
    let mut directory = Vec::with_capacity(PARTS * ENTRY);
    let mut offset = (HEADER + PARTS * ENTRY) as u32;
    for part in &parts {
        for number in [offset, part.len() as u32, checksum(part)] {
            directory.extend_from_slice(&number.to_le_bytes());
        }
        offset += part.len() as u32;
    }
    let mut head = MAGIC.to_vec();
    for number in [FORMAT, ANALYZER, checksum(&directory)] {
        head.extend_from_slice(&number.to_le_bytes());
    }
    head.extend_from_slice(&directory);
    Ok([head].into_iter().chain(parts).collect())
}

/// Bytes of a file with parts of these lengths.
fn size(parts: impl Iterator<Item = u64>) -> Result<u32, Error> {
    let found = (HEADER + PARTS * ENTRY) as u64 + parts.sum::<u64>();
    u32::try_from(found).map_err(|_| Error::TooLarge { what: "bytes of index", found, limit: u32::MAX.into() })
}

/// Where each part is, verified.
#[derive(Clone, Debug)]
pub(crate) struct Directory([Range<usize>; PARTS]);

impl Directory {
    /// Reads header and directory, and every byte once for the checksums.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Error> {
        let Some(rest) = bytes.strip_prefix(MAGIC) else {
            return Err(Error::Corrupt("it does not start with the letters HEADWORD"));
        };
        let mut reader = Reader::new(rest, "header");
        let format = reader.u32()?;
        if format != FORMAT {
            return Err(Error::Version { found: format, expected: FORMAT });
        }
        let analyzer = reader.u32()?;
        let expected = reader.u32()?;
        let mut entries = Reader::new(reader.take(PARTS * ENTRY)?, "directory");
        if checksum(&bytes[HEADER..HEADER + PARTS * ENTRY]) != expected {
            return Err(Error::Corrupt("directory checksum"));
        }
        if analyzer != ANALYZER {
            return Err(Error::Analyzer { found: analyzer, expected: ANALYZER });
        }
        let mut ranges: [Range<usize>; PARTS] = Default::default();
        for (part, range) in Part::ALL.into_iter().zip(&mut ranges) {
            let (offset, length, expected) = (entries.u32()?, entries.u32()?, entries.u32()?);
            let end = offset.checked_add(length).ok_or(Error::Corrupt(part.name()))?;
            *range = offset as usize..end as usize;
            let slice = bytes.get(range.clone()).ok_or(Error::Corrupt(part.name()))?;
            if checksum(slice) != expected {
                return Err(Error::Corrupt(part.name()));
            }
        }
        Ok(Directory(ranges))
    }

    pub(crate) fn range(&self, part: Part) -> Range<usize> {
        self.0[part as usize].clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_more_than_4_gb_is_refused() {
        let head = (HEADER + PARTS * ENTRY) as u64;
        assert_eq!(size([u64::from(u32::MAX) - head].into_iter()), Ok(u32::MAX));
        let error = size([3 << 30, 1 << 30].into_iter()).unwrap_err();
        assert_eq!((error.code(), error.to_string().contains("4294967448 bytes of index")), ("TOO_LARGE", true));
    }
}
