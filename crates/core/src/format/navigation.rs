//! The tree of the docs: what a sidebar shows.
//!
//! ```text
//! navigation = length:u32 branches:records  blocks
//! branches   = a record a branch: above:varint title:stream
//! blocks     = a record an entry, depth first: above:varint page:varint title:stream
//! ```
//!
//! `above` of an entry is the number of the entry above plus 1, or 0 at the top; `page` the number of the entry's page
//! plus 1, or 0 where the entry only groups others. A title is stored where it is not the page's own.
//!
//! Entries that others stand below are branches too, in the same order: their titles, and by their numbers plus 1 what
//! is above them, are in the head, so that what stands above a page is known with the page.

use super::blocks::{Blocks, BlocksWriter, Part};
use super::bytes::{Reader, put_varint};
use super::directory::PartName;
use super::fault::Fault;
use super::records::{Records, RecordsWriter};
use super::source::Source;

/// An entry of the tree; the title is a stream of [`text`](super::text).
#[derive(Clone, Copy)]
pub(crate) struct EntryRecord<'a> {
    pub(crate) above: Option<u32>,
    pub(crate) page: Option<u32>,
    pub(crate) title: &'a [u8],
}

impl<'a> EntryRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        [self.above, self.page].iter().for_each(|number| put_varint(&mut out, number.map_or(0, |number| number + 1)));
        out.extend_from_slice(self.title);
        out
    }

    fn decode(bytes: &'a [u8], number: u32) -> Result<Self, Fault> {
        let mut reader = Reader::new(bytes, PART);
        let above = above(&mut reader, number)?;
        Ok(EntryRecord { above, page: reader.varint()?.checked_sub(1), title: reader.rest() })
    }
}

/// What stands before its entry or branch, so that the way up always ends.
fn above(reader: &mut Reader<'_>, number: u32) -> Result<Option<u32>, Fault> {
    let above = reader.varint()?.checked_sub(1);
    if above.is_some_and(|above| above >= number) { Err(Fault::Corrupt(PART)) } else { Ok(above) }
}

/// An entry that others stand below, by the number of the branch above it and its title.
#[derive(Clone, Copy)]
pub(crate) struct Branch<'a> {
    pub(crate) above: Option<u32>,
    pub(crate) title: &'a [u8],
}

impl Branch<'_> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.above.map_or(0, |above| above + 1));
        out.extend_from_slice(self.title);
        out
    }
}

/// Writes branches and entries.
pub(crate) fn finish(branches: RecordsWriter, entries: BlocksWriter) -> Part {
    let branches = branches.finish();
    entries.finish().behind([&(branches.len() as u32).to_le_bytes(), &*branches].concat())
}

/// All entries, in place.
#[derive(Clone, Copy)]
pub(crate) struct Entries<'a> {
    branches: Records<'a>,
    entries: Blocks<'a>,
}

impl<'a> Entries<'a> {
    pub(crate) fn open(head: &'a [u8], source: Source<'a>, body: u32) -> Result<Self, Fault> {
        let mut reader = Reader::new(head, PART);
        let length = reader.u32()? as usize;
        let branches = Records::open(reader.take(length)?, PART)?;
        Ok(Entries { branches, entries: Blocks::take(&mut reader, source, body, PART)? })
    }

    pub(crate) fn len(&self) -> u32 {
        self.entries.len()
    }

    pub(crate) fn get(&self, number: u32) -> Result<EntryRecord<'a>, Fault> {
        EntryRecord::decode(self.entries.get(number)?, number)
    }

    /// A branch by its number.
    pub(crate) fn branch(&self, number: u32) -> Result<Branch<'a>, Fault> {
        let mut reader = Reader::new(self.branches.get(number)?, PART);
        Ok(Branch { above: above(&mut reader, number)?, title: reader.rest() })
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.entries.want_all()
    }
}

const PART: PartName = PartName::Navigation;
