//! The sections of a page that waits to be written, as one piece of memory.
//!
//! ```text
//! sections = (flags:u8 level:u8  heading:bytes?  anchor:bytes  ids:varint (id:bytes) × ids  language:bytes?
//!             text:bytes  terms:bytes  (length:varint) × fields)*
//! bytes    = length:varint  byte × length
//! ```
//!
//! A site of ten thousand pages has a hundred thousand sections, each with four texts: one by one, the places of these
//! and what the allocator keeps beside them took as much as the texts.

use crate::format::bytes::{Reader, put_str, put_varint};
use crate::format::directory::PartName;
use crate::format::fault::Fault;
use crate::rank::Lengths;
use serde::{Deserialize, Serialize};

/// A section, ready to be written.
#[derive(Debug, PartialEq)]
pub(super) struct SectionDraft<'a> {
    pub(super) level: u8,
    /// None where the text has it in its first line.
    pub(super) heading: Option<&'a [u8]>,
    pub(super) anchor: &'a str,
    /// Whether the anchor is the slug of the heading.
    pub(super) is_slug: bool,
    /// Whether the anchor is the whole path.
    pub(super) is_path: bool,
    /// Further addresses within the page that lead here.
    pub(super) ids: Vec<&'a str>,
    pub(super) language: Option<&'a str>,
    /// A stream.
    pub(super) text: &'a [u8],
    /// As [`Counter`](super::draft::Counter) writes them.
    pub(super) terms: &'a [u8],
    pub(super) lengths: Lengths,
}

/// The sections of a page, in order.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Sections {
    count: u32,
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
}

const HEADING: u8 = 1;
const SLUG: u8 = 2;
const PATH: u8 = 4;
const LANGUAGE: u8 = 8;

impl Sections {
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    pub(super) fn push(&mut self, section: &SectionDraft<'_>) {
        let flag = |flag, is: bool| if is { flag } else { 0 };
        let flags = flag(HEADING, section.heading.is_some())
            | flag(SLUG, section.is_slug)
            | flag(PATH, section.is_path)
            | flag(LANGUAGE, section.language.is_some());
        let out = &mut self.bytes;
        out.extend_from_slice(&[flags, section.level]);
        section.heading.iter().for_each(|heading| put(out, heading));
        put_str(out, section.anchor);
        put_varint(out, section.ids.len() as u32);
        section.ids.iter().for_each(|id| put_str(out, id));
        section.language.iter().for_each(|language| put_str(out, language));
        put(out, section.text);
        put(out, section.terms);
        section.lengths.iter().for_each(|&length| put_varint(out, length));
        self.count += 1;
    }

    /// Answers what was pushed in a piece of memory of its own size, and forgets it.
    ///
    /// What grows stays where its first bytes are, and those may lie among what another thread made: with glibc, drafts
    /// filled the memory of the threads that read files, and what those gave back was of no use to anyone else.
    pub(super) fn close(&mut self) -> Sections {
        let closed = Sections { count: self.count, bytes: self.bytes.as_slice().into() };
        self.count = 0;
        self.bytes.clear();
        closed
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = SectionDraft<'_>> {
        let mut reader = Reader::new(&self.bytes, PartName::Text);
        // They are as many as were pushed: bytes of a cache come with a checksum.
        (0..self.count).map_while(move |_| read(&mut reader).ok())
    }
}

fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
}

fn read<'a>(reader: &mut Reader<'a>) -> Result<SectionDraft<'a>, Fault> {
    let (flags, level) = (reader.byte()?, reader.byte()?);
    let bytes = |reader: &mut Reader<'a>| {
        let length = reader.varint()? as usize;
        reader.take(length)
    };
    let heading = if flags & HEADING == 0 { None } else { Some(bytes(reader)?) };
    let anchor = reader.str()?;
    let ids = (0..reader.varint()?).map(|_| reader.str()).collect::<Result<_, Fault>>()?;
    let language = if flags & LANGUAGE == 0 { None } else { Some(reader.str()?) };
    let (text, terms) = (bytes(reader)?, bytes(reader)?);
    let mut lengths = Lengths::default();
    for length in &mut lengths {
        *length = reader.varint()?;
    }
    let (is_slug, is_path) = (flags & SLUG > 0, flags & PATH > 0);
    Ok(SectionDraft { level, heading, anchor, is_slug, is_path, ids, language, text, terms, lengths })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::FIELDS;

    #[test]
    fn sections_come_back() {
        let start = SectionDraft {
            level: 0,
            heading: None,
            anchor: "",
            is_slug: true,
            is_path: false,
            ids: Vec::new(),
            language: None,
            text: &[],
            terms: &[],
            lengths: [0; FIELDS],
        };
        let section = SectionDraft {
            level: 2,
            heading: Some(&[7, 8]),
            anchor: "get#one",
            is_slug: false,
            is_path: true,
            ids: vec!["one", "", "é"],
            language: Some("Ruby"),
            text: &[1, 0, 200, 3],
            terms: &[9; 300],
            lengths: [1, 2, 3, 4, 5, 6, 70_000],
        };
        let mut sections = Sections::default();
        sections.push(&start);
        sections.push(&section);
        let mut sections = sections.close();
        assert_eq!(sections.iter().collect::<Vec<_>>(), [start, section]);
        sections.bytes.pop();
        assert_eq!(sections.iter().count(), 1);
    }
}
