//! What is known of pages and sections beside their text.
//!
//! ```text
//! info     = name:string base_url:string generator:string
//! paths    = dictionary of the paths; the ordinal of a path is the number of its page
//! pages    = records: first_section:varint title:stream description:stream
//! sections = records: page:varint level:u8 heading:stream explicit:u8 [anchor:string]
//! stream   = length:varint bytes of text's codes
//! ```
//!
//! The sections of a page follow each other, and the first is its start, before any heading. An anchor is
//! stored only where it is not the slug of its heading.

use super::bytes::{Reader, put_str, put_varint};
use super::records::Records;
use crate::Error;
use crate::slug::slug;
use std::ops::Range;

pub(crate) fn encode_info(name: &str, base_url: &str, generator: &str) -> Vec<u8> {
    let mut out = Vec::new();
    [name, base_url, generator].into_iter().for_each(|text| put_str(&mut out, text));
    out
}

/// Name, base URL and generator.
pub(crate) fn decode_info(bytes: &[u8]) -> Result<[&str; 3], Error> {
    let mut reader = Reader::new(bytes, "info");
    Ok([reader.str()?, reader.str()?, reader.str()?])
}

fn put_stream(out: &mut Vec<u8>, stream: &[u8]) {
    put_varint(out, stream.len() as u32);
    out.extend_from_slice(stream);
}

fn stream<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Error> {
    let length = reader.varint()? as usize;
    reader.take(length)
}

/// A page; title and description are streams of [`text`](super::text).
#[derive(Clone, Copy)]
pub(crate) struct PageRecord<'a> {
    pub(crate) first_section: u32,
    pub(crate) title: &'a [u8],
    pub(crate) description: &'a [u8],
}

impl<'a> PageRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.first_section);
        put_stream(&mut out, self.title);
        put_stream(&mut out, self.description);
        out
    }

    fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes, "pages");
        Ok(PageRecord {
            first_section: reader.varint()?,
            title: stream(&mut reader)?,
            description: stream(&mut reader)?,
        })
    }
}

/// A section; the heading is a stream of [`text`](super::text), empty at the start of a page.
#[derive(Clone, Copy)]
pub(crate) struct SectionRecord<'a> {
    pub(crate) page: u32,
    pub(crate) level: u8,
    pub(crate) heading: &'a [u8],
    /// `None` where it is the slug of the heading.
    pub(crate) anchor: Option<&'a str>,
}

impl<'a> SectionRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.page);
        out.push(self.level);
        put_stream(&mut out, self.heading);
        out.push(u8::from(self.anchor.is_some()));
        if let Some(anchor) = self.anchor {
            put_str(&mut out, anchor);
        }
        out
    }

    fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes, "sections");
        Ok(SectionRecord {
            page: reader.varint()?,
            level: reader.byte()?,
            heading: stream(&mut reader)?,
            anchor: if reader.byte()? == 0 { None } else { Some(reader.str()?) },
        })
    }

    /// The anchor, given the decoded heading; empty at the start of a page.
    pub(crate) fn anchor(&self, heading: &str) -> String {
        self.anchor.map_or_else(|| slug(heading), str::to_owned)
    }
}

/// Pages and sections in place.
#[derive(Clone, Copy)]
pub(crate) struct Pages<'a> {
    pages: Records<'a>,
    sections: Records<'a>,
}

impl<'a> Pages<'a> {
    pub(crate) fn open(pages: &'a [u8], sections: &'a [u8]) -> Result<Self, Error> {
        Ok(Pages { pages: Records::open(pages, "pages")?, sections: Records::open(sections, "sections")? })
    }

    pub(crate) fn len(&self) -> u32 {
        self.pages.len()
    }

    pub(crate) fn section_count(&self) -> u32 {
        self.sections.len()
    }

    pub(crate) fn page(&self, number: u32) -> Result<PageRecord<'a>, Error> {
        PageRecord::decode(self.pages.get(number)?)
    }

    pub(crate) fn section(&self, number: u32) -> Result<SectionRecord<'a>, Error> {
        let section = SectionRecord::decode(self.sections.get(number)?)?;
        if section.page < self.pages.len() { Ok(section) } else { Err(Error::Corrupt("sections")) }
    }

    /// The first section of each page, in order.
    pub(crate) fn first_sections(&self) -> impl Iterator<Item = Result<u32, Error>> {
        self.pages.iter().map(|record| Reader::new(record?, "pages").varint())
    }

    /// The numbers of a page's sections.
    pub(crate) fn sections_of(&self, page: u32) -> Result<Range<u32>, Error> {
        let first = self.page(page)?.first_section;
        let end = if page + 1 < self.pages.len() { self.page(page + 1)?.first_section } else { self.sections.len() };
        if first < end && end <= self.sections.len() { Ok(first..end) } else { Err(Error::Corrupt("pages")) }
    }
}
