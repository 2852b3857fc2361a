//! Posting lists: which sections hold a term, and how much it matters there.
//!
//! ```text
//! postings = records, one a term in the dictionary's order
//! record   = count:varint  count × (gap:varint impact:u8)
//! ```
//!
//! Sections are numbered in path order, so sections about one subject sit together and most gaps fit one byte.
//! An impact is the term's whole BM25F share of a section but for its idf, quantised at build time by
//! [`rank::impact`](crate::rank::impact); the count gives the idf.

use super::bytes::{Reader, put_varint};
use super::records::Records;
use crate::Error;

/// One section of a posting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) section: u32,
    pub(crate) impact: u8,
}

/// Writes the list of one term, whose sections grow, over what is in `out`.
pub(crate) fn encode(list: &[Posting], out: &mut Vec<u8>) {
    out.clear();
    put_varint(out, list.len() as u32);
    let mut next = 0;
    for posting in list {
        put_varint(out, posting.section - next);
        out.push(posting.impact);
        next = posting.section + 1;
    }
}

/// All posting lists, in place.
#[derive(Clone, Copy)]
pub(crate) struct Postings<'a> {
    records: Records<'a>,
    sections: u32,
}

impl<'a> Postings<'a> {
    /// `sections` bounds the section numbers that the lists may name.
    pub(crate) fn open(bytes: &'a [u8], sections: u32) -> Result<Self, Error> {
        Ok(Postings { records: Records::open(bytes, "postings")?, sections })
    }

    pub(crate) fn len(&self) -> u32 {
        self.records.len()
    }

    pub(crate) fn list(&self, term: u32) -> Result<PostingList<'a>, Error> {
        let mut reader = Reader::new(self.records.get(term)?, "postings");
        let count = reader.varint()?;
        Ok(PostingList { reader, count, next: 0, sections: self.sections })
    }
}

/// The sections of one term, in order.
pub(crate) struct PostingList<'a> {
    reader: Reader<'a>,
    count: u32,
    next: u32,
    sections: u32,
}

impl PostingList<'_> {
    /// How many sections hold the term.
    pub(crate) fn section_count(&self) -> u32 {
        self.count
    }

    fn read(&mut self) -> Result<Posting, Error> {
        let gap = self.reader.varint()?;
        // Damaged bytes can carry the sum past the last section, so it is checked here, before anyone indexes with it.
        let section = self.next.checked_add(gap).filter(|&section| section < self.sections);
        let section = section.ok_or(Error::Corrupt("postings"))?;
        self.next = section + 1;
        Ok(Posting { section, impact: self.reader.byte()? })
    }
}

impl Iterator for PostingList<'_> {
    type Item = Result<Posting, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.reader.is_empty() {
            return None;
        }
        let posting = self.read();
        if posting.is_err() {
            self.reader = Reader::new(&[], "postings");
        }
        Some(posting)
    }
}
