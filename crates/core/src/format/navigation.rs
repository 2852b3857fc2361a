//! The tree of the docs: what a sidebar shows.
//!
//! ```text
//! navigation = records, one an entry, depth first: above:varint page:varint title:stream
//! ```
//!
//! `above` is the number of the entry above plus 1, or 0 at the top; `page` the number of the entry's page plus 1,
//! or 0 where the entry only groups others. A title is stored where it is not the page's own.

use super::bytes::{Reader, put_varint};
use super::records::Records;
use crate::Error;

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

    fn decode(bytes: &'a [u8], number: u32) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes, "navigation");
        let above = reader.varint()?.checked_sub(1);
        // An entry stands behind the one above it, so that the way up always ends.
        if above.is_some_and(|above| above >= number) {
            return Err(Error::Corrupt("navigation"));
        }
        Ok(EntryRecord { above, page: reader.varint()?.checked_sub(1), title: reader.rest() })
    }
}

/// All entries, in place.
#[derive(Clone, Copy)]
pub(crate) struct Entries<'a>(Records<'a>);

impl<'a> Entries<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        Ok(Entries(Records::open(bytes, "navigation")?))
    }

    pub(crate) fn len(&self) -> u32 {
        self.0.len()
    }

    pub(crate) fn get(&self, number: u32) -> Result<EntryRecord<'a>, Error> {
        EntryRecord::decode(self.0.get(number)?, number)
    }
}
