//! What an index is made of: parts, pages and terms by their size.

use crate::error::Error;
use crate::format::directory::PartName;
use crate::format::duplicates;
use crate::format::fault::Fault;
use crate::format::pages::PageKind;
use crate::index::{Index, Info, View};
use std::cmp::Reverse;

/// What an index is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Inspection {
    /// Name, versions and counts.
    pub info: Info,
    /// Bytes of each part, in the order of the file. With the header they add up to the bytes of the index.
    pub parts: Vec<PartSize>,
    /// What an index need not have, and what it takes of the parts: `descriptions`, `urls` and `folders` of pages,
    /// `anchors` and `languages` of sections, `examples`, `changelogs`, `releases`, `navigation`, `aliases` and the keys of
    /// `filters`, and `duplicates` of sections.
    pub options: Vec<OptionSize>,
    /// The pages with most bytes of text, the largest first; equal ones in the order of their paths.
    pub pages: Vec<PageSize>,
    /// The terms that most sections hold, the most frequent first; equal ones in the order of their bytes.
    pub terms: Vec<TermCount>,
}

/// The size of a part of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct PartSize {
    /// What it holds, in a word.
    pub name: &'static str,
    /// Its size.
    pub bytes: u64,
}

/// What something takes that an index need not have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct OptionSize {
    /// What it is, in a word.
    pub name: &'static str,
    /// How many of them there are.
    pub count: u32,
    /// Bytes of the index that hold them. Of pages as a whole, such as `examples`, these are their texts.
    pub bytes: u64,
}

/// The size of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct PageSize {
    /// What [`Index::read`] takes.
    pub path: String,
    /// How many sections it has, its start among them.
    pub sections: u32,
    /// Bytes that hold its text.
    pub bytes: u64,
}

/// How frequent a term is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct TermCount {
    /// The term, in lower case.
    pub term: String,
    /// How many sections hold it.
    pub sections: u32,
}

impl<B: AsRef<[u8]>> Index<B> {
    /// What the index is made of, with at most `limit` pages and `limit` terms. Looks at every page, section and term.
    ///
    /// ```
    /// # let mut builder = headword::IndexBuilder::new();
    /// builder.add("keys.md", b"# Keys\n\nA key opens a door, and a key closes it.")?;
    /// builder.add("doors.md", b"# Doors\n\nA door.")?;
    /// let inspection = headword::Index::open(builder.finish()?.0)?.inspect(1)?;
    /// assert_eq!((&*inspection.pages[0].path, inspection.pages[0].sections), ("keys", 1));
    /// assert_eq!((&*inspection.terms[0].term, inspection.terms[0].sections), ("a", 2));
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CORRUPT`.
    pub fn inspect(&self, limit: usize) -> Result<Inspection, Error> {
        self.ask(|view| {
            view.want_all()?;
            self.inspection(view, limit)
        })
    }

    fn inspection(&self, view: &View<'_>, limit: usize) -> Result<Inspection, Error> {
        let size = |part: PartName| PartSize { name: part.name(), bytes: self.directory.size(part) };
        let parts = PartName::ALL.into_iter().map(size).collect();
        let mut options = Options::default();
        let mut pages = Vec::with_capacity(view.pages.len() as usize);
        for number in 0..view.pages.len() {
            pages.push((Reverse(options.page(view, number)?), number));
        }
        let mut terms = Vec::with_capacity(view.terms.len() as usize);
        for ordinal in 0..view.terms.len() {
            terms.push((Reverse(view.postings.list(ordinal)?.section_count()), ordinal));
        }
        let wholes = [
            ("releases", view.releases.len(), PartName::Releases),
            ("navigation", view.entries.len(), PartName::Navigation),
            ("aliases", view.aliases.len(), PartName::Aliases),
            ("filters", view.filters.keys()?.len() as u32, PartName::Filters),
            ("duplicates", duplicates::decode(view.duplicates)?.len() as u32, PartName::Duplicates),
        ];
        let mut sizes = options.sizes();
        for (name, count, part) in wholes {
            sizes.push(OptionSize { name, count, bytes: self.directory.size(part) });
        }
        Ok(Inspection {
            info: self.info()?,
            parts,
            options: sizes,
            pages: first(pages, limit)
                .map(|(Reverse(bytes), number)| {
                    let sections = view.pages.sections_of(number)?.len() as u32;
                    Ok(PageSize { path: view.path(number)?, sections, bytes })
                })
                .collect::<Result<_, Fault>>()?,
            terms: first(terms, limit)
                .map(|(Reverse(sections), ordinal)| {
                    let mut term = Vec::new();
                    view.terms.key(ordinal, &mut term)?;
                    let term = String::from_utf8(term).map_err(|_| Fault::Corrupt(PartName::Dictionary))?;
                    Ok(TermCount { term, sections })
                })
                .collect::<Result<_, Fault>>()?,
        })
    }
}

/// The `limit` smallest, in order.
fn first<T: Ord>(mut all: Vec<T>, limit: usize) -> impl Iterator<Item = T> {
    all.sort_unstable();
    all.into_iter().take(limit)
}

/// Counts and bytes of what pages and sections need not have.
#[derive(Default)]
struct Options {
    descriptions: (u32, u64),
    urls: (u32, u64),
    anchors: (u32, u64),
    languages: (u32, u64),
    examples: (u32, u64),
    changelogs: (u32, u64),
    folders: (u32, u64),
}

impl Options {
    /// Takes a page in. Answers the bytes of its text.
    fn page(&mut self, view: &View<'_>, number: u32) -> Result<u64, Fault> {
        let page = view.pages.page(number)?;
        let mut text = 0;
        for number in view.pages.sections_of(number)? {
            let section = view.texts.section(number)?;
            text += section.text.len() as u64;
            add(&mut self.anchors, section.anchor.map(str::len));
            add(&mut self.languages, section.language.map(|_| 0));
        }
        add(&mut self.descriptions, Some(page.description.len()).filter(|&length| length > 0));
        add(&mut self.urls, page.url.map(str::len));
        let kind = match page.kind {
            PageKind::Docs => return Ok(text),
            PageKind::Example => &mut self.examples,
            PageKind::Changelog => &mut self.changelogs,
            PageKind::Folder => &mut self.folders,
        };
        *kind = (kind.0 + 1, kind.1 + text);
        Ok(text)
    }

    fn sizes(&self) -> Vec<OptionSize> {
        [
            ("descriptions", self.descriptions),
            ("urls", self.urls),
            ("folders", self.folders),
            ("anchors", self.anchors),
            ("languages", self.languages),
            ("examples", self.examples),
            ("changelogs", self.changelogs),
        ]
        .map(|(name, (count, bytes))| OptionSize { name, count, bytes })
        .to_vec()
    }
}

/// Counts something of so many bytes, and one more for its length.
fn add((count, bytes): &mut (u32, u64), length: Option<usize>) {
    if let Some(length) = length {
        *count += 1;
        *bytes += length as u64 + 1;
    }
}
