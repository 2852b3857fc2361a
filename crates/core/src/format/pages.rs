//! What is known of pages and sections beside their text.
//!
//! ```text
//! info     = name:string base_url:string generator:string flags:u8 count:varint count × language:string folders:varint
//!                     flags: 1 and 2 the rules of URLs, 4 navigation files say what the tree is
//! paths    = dictionary of the paths; the ordinal of a path is the number of its page
//! pages    = records: first_section:varint kind:u8 flags:u8 entry:varint title:stream description:stream [url:string]
//!                     [wishes]
//!                     flags: 1 the page stands for its folder, 2 it has a URL of its own, 4 it has wishes
//!                     entry: where it belongs in the navigation, the number of the entry plus 1, or 0
//! sections = records: page:varint level:u8 heading:stream flags:u8 [anchor:string] [language:u8]
//!                     flags: 1 it has an anchor, 2 the anchor is its whole path, 4 it has a language
//! wishes   = order:string weight:string keywords:string
//! stream   = length:varint bytes of text's codes
//! ```
//!
//! The sections of a page follow each other, and the first is its start, before any heading. An anchor is
//! stored only where it is not the slug of its heading. Wishes are what a page said of its place and its words, which
//! builds have followed: only an index that is built from this one needs them again.

use super::bytes::{Reader, put_str, put_varint};
use super::records::Records;
use crate::Error;
use crate::slug::slug;
use crate::url::UrlRules;
use serde::Serialize;
use std::ops::Range;

/// What an index says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InfoRecord<'a> {
    pub(crate) name: &'a str,
    pub(crate) base_url: &'a str,
    pub(crate) generator: &'a str,
    pub(crate) url_rules: UrlRules,
    /// Programming languages that sections are for.
    pub(crate) languages: Vec<&'a str>,
    /// Whether navigation files say what the tree is, and not the folders alone.
    pub(crate) has_menus: bool,
    /// How many of the pages stand for folders.
    pub(crate) folders: u32,
}

impl<'a> InfoRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        [self.name, self.base_url, self.generator].into_iter().for_each(|text| put_str(&mut out, text));
        out.push(self.url_rules.bits() | u8::from(self.has_menus) << 2);
        put_varint(&mut out, self.languages.len() as u32);
        self.languages.iter().for_each(|language| put_str(&mut out, language));
        put_varint(&mut out, self.folders);
        out
    }

    pub(crate) fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes, "info");
        let (name, base_url, generator) = (reader.str()?, reader.str()?, reader.str()?);
        let flags = reader.byte()?;
        let count = reader.varint()?;
        let languages = (0..count.min(MAX_LANGUAGES)).map(|_| reader.str()).collect::<Result<_, _>>()?;
        let (url_rules, has_menus) = (UrlRules::from_bits(flags), flags & 4 != 0);
        Ok(InfoRecord { name, base_url, generator, url_rules, languages, has_menus, folders: reader.varint()? })
    }
}

/// How many languages a byte can tell apart.
pub(crate) const MAX_LANGUAGES: u32 = 256;

/// What a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "build", derive(serde::Deserialize))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum PageKind {
    /// A page of the documentation.
    #[default]
    Docs,
    /// A group of code examples; its sections are files.
    Example,
    /// The changelog of a package; its sections are releases.
    Changelog,
    /// A folder without a page of its own, as the list of what is in it. Searches do not find it.
    Folder,
}

impl PageKind {
    const ALL: [PageKind; 4] = [PageKind::Docs, PageKind::Example, PageKind::Changelog, PageKind::Folder];
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
    pub(crate) kind: PageKind,
    pub(crate) is_index: bool,
    pub(crate) entry: u32,
    pub(crate) title: &'a [u8],
    pub(crate) description: &'a [u8],
    pub(crate) url: Option<&'a str>,
    /// As [`Wishes`] has them; empty where there are none.
    pub(crate) wishes: &'a [u8],
}

impl<'a> PageRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.first_section);
        out.push(self.kind as u8);
        let flags = [self.is_index, self.url.is_some(), !self.wishes.is_empty()];
        out.push(flags.iter().rev().fold(0, |bits, &flag| bits << 1 | u8::from(flag)));
        put_varint(&mut out, self.entry);
        put_stream(&mut out, self.title);
        put_stream(&mut out, self.description);
        if let Some(url) = self.url {
            put_str(&mut out, url);
        }
        out.extend_from_slice(self.wishes);
        out
    }

    fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes, "pages");
        let first_section = reader.varint()?;
        let kind = PageKind::ALL.get(usize::from(reader.byte()?)).ok_or(Error::Corrupt("pages"))?;
        let flags = reader.byte()?;
        Ok(PageRecord {
            first_section,
            kind: *kind,
            is_index: flags & 1 != 0,
            entry: reader.varint()?,
            title: stream(&mut reader)?,
            description: stream(&mut reader)?,
            url: if flags & 2 == 0 { None } else { Some(reader.str()?) },
            wishes: if flags & 4 == 0 { &[] } else { reader.rest() },
        })
    }
}

/// What a page said of its place and its words. Each is empty where the page did not.
#[cfg(feature = "build")]
#[derive(Default, PartialEq, Eq)]
pub(crate) struct Wishes<'a> {
    /// Its place among its neighbours, a whole number.
    pub(crate) order: &'a str,
    /// What its words are worth: a number behind `=` or, where it may be a place in a menu, `?`.
    pub(crate) weight: &'a str,
    /// Further words, a line each.
    pub(crate) keywords: &'a str,
}

#[cfg(feature = "build")]
impl<'a> Wishes<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if *self != Wishes::default() {
            [self.order, self.weight, self.keywords].iter().for_each(|text| put_str(&mut out, text));
        }
        out
    }

    pub(crate) fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Ok(Wishes::default());
        }
        let mut reader = Reader::new(bytes, "pages");
        Ok(Wishes { order: reader.str()?, weight: reader.str()?, keywords: reader.str()? })
    }
}

/// A section; the heading is a stream of [`text`](super::text), empty at the start of a page, and none where it stands
/// in the first line of the section's text.
#[derive(Clone, Copy)]
pub(crate) struct SectionRecord<'a> {
    pub(crate) page: u32,
    pub(crate) level: u8,
    pub(crate) heading: Option<&'a [u8]>,
    /// `None` where it is the slug of the heading.
    pub(crate) anchor: Option<&'a str>,
    /// Whether the anchor is the whole path, and not only what stands behind `page#`.
    pub(crate) is_path: bool,
    /// Its number in the info's list.
    pub(crate) language: Option<u8>,
}

impl<'a> SectionRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.page);
        out.push(self.level);
        let flags = [self.anchor.is_some(), self.is_path, self.language.is_some(), self.heading.is_some()];
        out.push(flags.iter().rev().fold(0, |bits, &flag| bits << 1 | u8::from(flag)));
        if let Some(heading) = self.heading {
            put_stream(&mut out, heading);
        }
        if let Some(anchor) = self.anchor {
            put_str(&mut out, anchor);
        }
        out.extend(self.language);
        out
    }

    fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes, "sections");
        let (page, level, flags) = (reader.varint()?, reader.byte()?, reader.byte()?);
        Ok(SectionRecord {
            page,
            level,
            heading: if flags & 8 == 0 { None } else { Some(stream(&mut reader)?) },
            anchor: if flags & 1 == 0 { None } else { Some(reader.str()?) },
            is_path: flags & 2 != 0,
            language: if flags & 4 == 0 { None } else { Some(reader.byte()?) },
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

    /// The numbers of a page's sections.
    pub(crate) fn sections_of(&self, page: u32) -> Result<Range<u32>, Error> {
        let first = self.page(page)?.first_section;
        let end = if page + 1 < self.pages.len() { self.page(page + 1)?.first_section } else { self.sections.len() };
        if first < end && end <= self.sections.len() { Ok(first..end) } else { Err(Error::Corrupt("pages")) }
    }
}
