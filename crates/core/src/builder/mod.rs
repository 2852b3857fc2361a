//! Pages in, one index out.

mod draft;
mod stream;
mod vocabulary;
mod write;

use crate::error::Error;
use crate::format::dictionary;
use crate::format::directory::{self, Part};
use crate::format::pages::InfoRecord;
use crate::parse;
use draft::{Drafter, PageDraft};
use serde::Serialize;
use std::collections::BTreeMap;
use write::{Site, write};

/// Collects pages and writes them as one index. The same pages, in any order, give the same bytes.
///
/// ```
/// let mut builder = headword::IndexBuilder::new();
/// builder.add("sso.md", b"# Single sign-on\n\nConnect an identity provider.")?;
/// let (bytes, report) = builder.finish()?;
/// assert_eq!(report.pages, 1);
/// let index = headword::Index::open(bytes)?;
/// assert_eq!(index.search("identity", 5)?.hits[0].path, "sso");
/// # Ok::<(), headword::Error>(())
/// ```
#[derive(Default)]
pub struct IndexBuilder {
    name: String,
    base_url: String,
    drafter: Drafter,
    sources: BTreeMap<String, Source>,
}

struct Source {
    bytes: u64,
    pages: Vec<PageDraft>,
}

/// What was built.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BuildReport {
    /// Pages in the index.
    pub pages: u32,
    /// Sections of all pages.
    pub sections: u32,
    /// Distinct terms.
    pub terms: u32,
    /// Bytes of all sources, as they were given.
    pub source_bytes: u64,
    /// Bytes of the index.
    pub bytes: u64,
    /// Bytes of each part of the index, in the order of the file. With the header they add up to `bytes`.
    pub parts: Vec<PartSize>,
}

/// The size of a part of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PartSize {
    /// What it holds, in a word.
    pub name: &'static str,
    /// Its size.
    pub bytes: u64,
}

impl IndexBuilder {
    /// A builder without pages.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the docs are called, for people.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// What stands before the path of a page in its URL, for instance `https://example.com/docs/`.
    #[must_use]
    pub fn base_url(mut self, base_url: &str) -> Self {
        base_url.clone_into(&mut self.base_url);
        self
    }

    /// Reads a Markdown or MDX file. `path` is relative to the root of the docs, with `/` between folders; the
    /// page's path is this one without its extension and without a last `/index`.
    ///
    /// # Errors
    /// `ENCODING` or `FRONT_MATTER`, naming the file, or `TOO_LARGE` for a path of over 1,024 bytes; the builder is as before, so that the next file can be read.
    pub fn add(&mut self, path: &str, source: &[u8]) -> Result<(), Error> {
        if path.len() > dictionary::MAX_KEY {
            let (found, limit) = (path.len() as u64, dictionary::MAX_KEY as u64);
            return Err(Error::TooLarge { what: "bytes in the path of a page", found, limit });
        }
        let page = parse::parse(path, source)?;
        let page = self.drafter.draft(page);
        self.sources.insert(path.to_owned(), Source { bytes: source.len() as u64, pages: vec![page] });
        Ok(())
    }

    /// Writes the index.
    ///
    /// # Errors
    /// `NO_PAGES`, `DUPLICATE_PATH`, or `TOO_LARGE` past 4 GiB.
    pub fn finish(&mut self) -> Result<(Vec<u8>, BuildReport), Error> {
        let mut pages: Vec<(&str, &PageDraft)> = Vec::new();
        for (file, source) in &self.sources {
            pages.extend(source.pages.iter().map(|page| (&**file, page)));
        }
        if pages.is_empty() {
            return Err(Error::NoPages);
        }
        pages.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
        if let Some([(first, page), (second, _)]) = pages.array_windows().find(|[(_, a), (_, b)]| a.path == b.path) {
            let sources = [first, second].map(|file| (*file).to_owned());
            return Err(Error::DuplicatePath { path: page.path.clone(), sources });
        }
        let site = Site {
            info: InfoRecord {
                name: &self.name,
                base_url: &self.base_url,
                generator: concat!("headword ", env!("CARGO_PKG_VERSION")),
                ..InfoRecord::default()
            },
            pages: pages.into_iter().map(|(_, page)| page).collect(),
            entries: Vec::new(),
            aliases: Vec::new(),
            releases: Vec::new(),
        };
        let page_count = site.pages.len() as u32;
        let written = write(site, &self.drafter.vocabulary)?;
        let bytes = directory::encode(&written.parts)?;
        let report = BuildReport {
            pages: page_count,
            sections: written.sections,
            terms: written.terms,
            source_bytes: self.sources.values().map(|source| source.bytes).sum(),
            bytes: bytes.len() as u64,
            parts: Part::ALL
                .iter()
                .zip(&written.parts)
                .map(|(part, bytes)| PartSize { name: part.name(), bytes: bytes.len() as u64 })
                .collect(),
        };
        Ok((bytes, report))
    }
}
