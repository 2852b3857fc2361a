//! What is known of pages and sections beside their text.
//!
//! ```text
//! info     = name:string base_url:string generator:string flags:u8 count:varint count × language:string folders:varint
//!                     [language:string] [synonyms]
//!                     flags: 1 and 2 the rules of URLs, 4 navigation files say what the tree is, 8 it has a language,
//!                     which is not English; its synonyms, where it has any, are all of the rest
//! paths    = dictionary of the paths; the place of a path is the number of its page
//! pages    = counts:sums ⌈pages / 8⌉ × u8  blocks, a record a page: kind:u8 entry:varint branch:varint title:stream
//!                     description:stream [url:string] [wishes]
//!                     counts: how many sections each page has; a bit a page: set where its start has no text
//!                     kind: in the lower 2 bits; 4 the page stands for its folder, 8 it has a URL of its own,
//!                     16 it has wishes
//!                     entry: where it belongs in the navigation, the number of the entry plus 1, or 0
//!                     branch: the number of the branch above it plus 1, or 0
//! sections = blocks, a record a section: level:u8 [heading:stream] [anchor:string] [language:u8] text
//!                     level: in the lower 3 bits; 8 it has an anchor, 16 the anchor is its whole path,
//!                     32 it has a language, 64 it has a heading
//! wishes   = order:string weight:string keywords:string
//! stream   = length:varint bytes of text's codes
//! ```
//!
//! The sections of a page follow each other, and the first is its start, before any heading. An anchor is
//! stored only where it is not the slug of its heading, a heading only where it does not stand in the first line of the
//! section's text, which is the rest of the record. Wishes are what a page said of its place and its words, which
//! builds have followed: only an index that is built from this one needs them again.

use super::blocks::{Blocks, BlocksWriter, Part};
use super::bytes::{Reader, put_str, put_varint};
use super::directory::PartName;
use super::fault::Fault;
use super::source::Source;
use super::sums::{self, Sums};
use crate::slug::slug;
use crate::url::UrlRules;
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
    /// The code of the language that the docs are written in.
    pub(crate) language: &'a str,
    /// As [`synonyms`](super::synonyms) has them.
    pub(crate) synonyms: &'a [u8],
}

const ENGLISH: &str = "en";

impl<'a> InfoRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        [self.name, self.base_url, self.generator].into_iter().for_each(|text| put_str(&mut out, text));
        let has_language = self.language != ENGLISH;
        out.push(self.url_rules.bits() | u8::from(self.has_menus) << 2 | u8::from(has_language) << 3);
        put_varint(&mut out, self.languages.len() as u32);
        self.languages.iter().for_each(|language| put_str(&mut out, language));
        put_varint(&mut out, self.folders);
        if has_language {
            put_str(&mut out, self.language);
        }
        out.extend_from_slice(self.synonyms);
        out
    }

    pub(crate) fn decode(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut reader = Reader::new(bytes, PartName::Info);
        let (name, base_url, generator) = (reader.str()?, reader.str()?, reader.str()?);
        let flags = reader.byte()?;
        let count = reader.varint()?;
        let languages = (0..count.min(MAX_LANGUAGES)).map(|_| reader.str()).collect::<Result<_, _>>()?;
        let (url_rules, has_menus) = (UrlRules::from_bits(flags), flags & 4 != 0);
        let folders = reader.varint()?;
        let language = if flags & 8 == 0 { ENGLISH } else { reader.str()? };
        let synonyms = reader.rest();
        Ok(InfoRecord { name, base_url, generator, url_rules, languages, has_menus, folders, language, synonyms })
    }
}

/// How many languages a byte can tell apart.
pub(crate) const MAX_LANGUAGES: u32 = 256;

/// What a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "build", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
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

    /// What it is called in JSON, in filters and in other languages: `docs`, `example`, `changelog` or `folder`.
    ///
    /// ```
    /// assert_eq!(headword::PageKind::Example.name(), "example");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Docs => "docs",
            PageKind::Example => "example",
            PageKind::Changelog => "changelog",
            PageKind::Folder => "folder",
        }
    }

    /// The kind of this name.
    ///
    /// ```
    /// assert_eq!(headword::PageKind::named("example"), Some(headword::PageKind::Example));
    /// ```
    pub fn named(name: &str) -> Option<PageKind> {
        PageKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

fn put_stream(out: &mut Vec<u8>, stream: &[u8]) {
    put_varint(out, stream.len() as u32);
    out.extend_from_slice(stream);
}

fn stream<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Fault> {
    let length = reader.varint()? as usize;
    reader.take(length)
}

/// A page; title and description are streams of [`text`](super::text).
#[derive(Clone, Copy)]
pub(crate) struct PageRecord<'a> {
    pub(crate) kind: PageKind,
    pub(crate) is_index: bool,
    pub(crate) entry: u32,
    pub(crate) branch: u32,
    pub(crate) title: &'a [u8],
    pub(crate) description: &'a [u8],
    pub(crate) url: Option<&'a str>,
    /// As [`Wishes`] has them; empty where there are none.
    pub(crate) wishes: &'a [u8],
}

impl<'a> PageRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let flags = [self.is_index, self.url.is_some(), !self.wishes.is_empty()];
        out.push(flags.iter().rev().fold(0, |bits, &flag| bits << 1 | u8::from(flag)) << 2 | self.kind as u8);
        put_varint(&mut out, self.entry);
        put_varint(&mut out, self.branch);
        put_stream(&mut out, self.title);
        put_stream(&mut out, self.description);
        if let Some(url) = self.url {
            put_str(&mut out, url);
        }
        out.extend_from_slice(self.wishes);
        out
    }

    fn decode(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut reader = Reader::new(bytes, PartName::Pages);
        let kind = reader.byte()?;
        let flags = kind >> 2;
        Ok(PageRecord {
            kind: PageKind::ALL[usize::from(kind & 3)],
            is_index: flags & 1 != 0,
            entry: reader.varint()?,
            branch: reader.varint()?,
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

    pub(crate) fn decode(bytes: &'a [u8]) -> Result<Self, Fault> {
        if bytes.is_empty() {
            return Ok(Wishes::default());
        }
        let mut reader = Reader::new(bytes, PartName::Pages);
        Ok(Wishes { order: reader.str()?, weight: reader.str()?, keywords: reader.str()? })
    }
}

/// A section; the heading is a stream of [`text`](super::text), empty at the start of a page, and none where it stands
/// in the first line of the section's text.
#[derive(Clone, Copy)]
pub(crate) struct SectionRecord<'a> {
    pub(crate) level: u8,
    pub(crate) heading: Option<&'a [u8]>,
    /// `None` where it is the slug of the heading.
    pub(crate) anchor: Option<&'a str>,
    /// Whether the anchor is the whole path, and not only what stands behind `page#`.
    pub(crate) is_path: bool,
    /// Its number in the info's list.
    pub(crate) language: Option<u8>,
    /// A stream too.
    pub(crate) text: &'a [u8],
}

impl<'a> SectionRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.text.len() + 16);
        let flags = [self.anchor.is_some(), self.is_path, self.language.is_some(), self.heading.is_some()];
        out.push(flags.iter().rev().fold(0, |bits, &flag| bits << 1 | u8::from(flag)) << 3 | (self.level & 7));
        if let Some(heading) = self.heading {
            put_stream(&mut out, heading);
        }
        if let Some(anchor) = self.anchor {
            put_str(&mut out, anchor);
        }
        out.extend(self.language);
        out.extend_from_slice(self.text);
        out
    }

    pub(crate) fn decode(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut reader = Reader::new(bytes, PartName::Text);
        let level = reader.byte()?;
        let flags = level >> 3;
        Ok(SectionRecord {
            level: level & 7,
            heading: if flags & 8 == 0 { None } else { Some(stream(&mut reader)?) },
            anchor: if flags & 1 == 0 { None } else { Some(reader.str()?) },
            is_path: flags & 2 != 0,
            language: if flags & 4 == 0 { None } else { Some(reader.byte()?) },
            text: reader.rest(),
        })
    }

    /// The anchor, given the decoded heading; empty at the start of a page.
    pub(crate) fn anchor(&self, heading: &str) -> String {
        self.anchor.map_or_else(|| slug(heading), str::to_owned)
    }
}

/// Puts pages behind how many sections each has and whether its start has text.
pub(crate) fn finish(counts: &[u32], starts: &[bool], pages: BlocksWriter) -> Part {
    let mut bits = vec![0u8; starts.len().div_ceil(8)];
    for (page, _) in starts.iter().enumerate().filter(|(_, has_text)| !**has_text) {
        bits[page / 8] |= 1 << (page % 8);
    }
    pages.finish().behind([sums::encode(counts), bits].concat())
}

/// Pages in place, and which sections are theirs.
#[derive(Clone, Copy)]
pub(crate) struct Pages<'a> {
    counts: Sums<'a>,
    without_start: &'a [u8],
    pages: Blocks<'a>,
}

impl<'a> Pages<'a> {
    pub(crate) fn open(head: &'a [u8], source: Source<'a>, body: u32) -> Result<Self, Fault> {
        let mut reader = Reader::new(head, PartName::Pages);
        let counts = Sums::take(&mut reader, PartName::Pages)?;
        let without_start = reader.take((counts.len() as usize).div_ceil(8))?;
        let pages = Blocks::take(&mut reader, source, body, PartName::Pages)?;
        if pages.len() != counts.len() {
            return Err(Fault::Corrupt(PartName::Pages));
        }
        Ok(Pages { counts, without_start, pages })
    }

    pub(crate) fn len(&self) -> u32 {
        self.pages.len()
    }

    pub(crate) fn section_count(&self) -> u32 {
        self.counts.total()
    }

    pub(crate) fn page(&self, number: u32) -> Result<PageRecord<'a>, Fault> {
        PageRecord::decode(self.pages.get(number)?)
    }

    /// The page of a section.
    pub(crate) fn page_of(&self, section: u32) -> Result<u32, Fault> {
        self.counts.find(section).map(|sum| sum.place)
    }

    /// How many sections each page has, in order.
    pub(crate) fn counts(&self) -> impl Iterator<Item = Result<u32, Fault>> + use<'a> {
        self.counts.iter()
    }

    /// The numbers of a page's sections.
    pub(crate) fn sections_of(&self, page: u32) -> Result<Range<u32>, Fault> {
        let sum = self.counts.get(page)?;
        if sum.number == 0 { Err(Fault::Corrupt(PartName::Pages)) } else { Ok(sum.before..sum.before + sum.number) }
    }

    /// Whether the start of a page, before any heading, has text.
    pub(crate) fn has_start(&self, page: u32) -> bool {
        self.without_start.get(page as usize / 8).is_some_and(|bits| bits >> (page % 8) & 1 == 0)
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.pages.want_all()
    }
}
