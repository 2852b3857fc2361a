//! An opened index, and what it says of itself.

use crate::Error;
use crate::analyze::ANALYZER;
use crate::format::dictionary::Dictionary;
use crate::format::directory::{Directory, FORMAT, Part};
use crate::format::pages::{Pages, decode_info};
use crate::format::postings::Postings;
use crate::format::text::Texts;
use serde::Serialize;

/// An index, opened in place: nothing is copied or unpacked, and many threads may search it at once.
///
/// ```
/// # let mut builder = headword::IndexBuilder::new();
/// # builder.add("sso.md", b"# Single sign-on\n\nConnect an identity provider.")?;
/// # let bytes = builder.finish()?.0;
/// let index = headword::Index::open(&bytes[..])?;
/// let page = index.read("sso")?;
/// assert_eq!(page.title, "Single sign-on");
/// # Ok::<(), headword::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Index<B = Vec<u8>> {
    bytes: B,
    directory: Directory,
}

/// What an index says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Info {
    /// What the docs are called; may be empty.
    pub name: String,
    /// What stands before a path in a URL; may be empty.
    pub base_url: String,
    /// The release that wrote it, for instance `headword 0.1.0`.
    pub generator: String,
    /// The format of the file.
    pub format: u32,
    /// The analyzer that made its terms.
    pub analyzer: u32,
    /// Pages it holds.
    pub pages: u32,
    /// Sections of all pages.
    pub sections: u32,
    /// Distinct terms.
    pub terms: u32,
    /// Its size.
    pub bytes: u64,
}

/// A page in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PageSummary {
    /// What [`Index::read`] takes.
    pub path: String,
    /// The page's title.
    pub title: String,
    /// What the page says of itself in its front matter; may be empty.
    pub description: String,
    /// The address on the web: base URL and path.
    pub url: String,
}

impl<B: AsRef<[u8]>> Index<B> {
    /// Opens the bytes of an index. Costs one pass for the checksums and no allocation that grows with the index.
    ///
    /// # Errors
    /// `VERSION` or `ANALYZER` where another release wrote the bytes, `CORRUPT` where they are damaged.
    pub fn open(bytes: B) -> Result<Self, Error> {
        let directory = Directory::open(bytes.as_ref())?;
        let index = Index { bytes, directory };
        index.view()?.check()?;
        Ok(index)
    }

    /// Name, versions and counts.
    pub fn info(&self) -> Result<Info, Error> {
        let view = self.view()?;
        Ok(Info {
            name: view.name.to_owned(),
            base_url: view.base_url.to_owned(),
            generator: view.generator.to_owned(),
            format: FORMAT,
            analyzer: ANALYZER,
            pages: view.pages.len(),
            sections: view.pages.section_count(),
            terms: view.dictionary.len(),
            bytes: self.bytes.as_ref().len() as u64,
        })
    }

    /// All pages, in the order of their paths.
    pub fn list(&self) -> Result<Vec<PageSummary>, Error> {
        let view = self.view()?;
        (0..view.pages.len())
            .map(|number| {
                let page = view.pages.page(number)?;
                let path = view.path(number)?;
                Ok(PageSummary {
                    url: view.url(&path),
                    path,
                    title: view.texts.string(page.title)?,
                    description: view.texts.string(page.description)?,
                })
            })
            .collect()
    }

    pub(crate) fn view(&self) -> Result<View<'_>, Error> {
        let bytes = self.bytes.as_ref();
        // `open` has verified that every range lies within the bytes; bytes that change behind our back do not count.
        let part = |part: Part| bytes.get(self.directory.range(part)).ok_or(Error::Corrupt(part.name()));
        let [name, base_url, generator] = decode_info(part(Part::Info)?)?;
        let dictionary = part(Part::Dictionary)?;
        let pages = Pages::open(part(Part::Pages)?, part(Part::Sections)?)?;
        Ok(View {
            name,
            base_url,
            generator,
            dictionary: Dictionary::open(dictionary)?,
            postings: Postings::open(part(Part::Postings)?, pages.section_count())?,
            paths: Dictionary::open(part(Part::Paths)?)?,
            pages,
            texts: Texts::open(part(Part::Tokens)?, part(Part::Text)?, Dictionary::open(dictionary)?)?,
        })
    }
}

/// The parts of an index, each behind its reader.
pub(crate) struct View<'a> {
    name: &'a str,
    base_url: &'a str,
    generator: &'a str,
    pub(crate) dictionary: Dictionary<'a>,
    pub(crate) postings: Postings<'a>,
    pub(crate) paths: Dictionary<'a>,
    pub(crate) pages: Pages<'a>,
    pub(crate) texts: Texts<'a>,
}

impl View<'_> {
    /// Parts that count the same things must agree.
    fn check(&self) -> Result<(), Error> {
        let agree = self.dictionary.len() == self.postings.len()
            && self.paths.len() == self.pages.len()
            && self.texts.len() == self.pages.section_count();
        if agree { Ok(()) } else { Err(Error::Corrupt("parts of different indexes")) }
    }

    pub(crate) fn path(&self, page: u32) -> Result<String, Error> {
        let mut path = Vec::new();
        self.paths.key(page, &mut path)?;
        String::from_utf8(path).map_err(|_| Error::Corrupt("paths"))
    }

    /// The address of a path. The page `index` is the root itself.
    pub(crate) fn url(&self, path: &str) -> String {
        let path = match path.strip_prefix("index") {
            Some(rest) if rest.is_empty() || rest.starts_with('#') => rest,
            _ => path,
        };
        let slash = if self.base_url.ends_with('/') { "" } else { "/" };
        format!("{}{slash}{path}", self.base_url)
    }

    /// Titles of the pages in whose folders a page stands, the outermost first.
    pub(crate) fn breadcrumb(&self, path: &str) -> Result<Vec<String>, Error> {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        folders
            .filter_map(|folder| self.paths.find(folder))
            .map(|number| self.texts.string(self.pages.page(number)?.title))
            .collect()
    }

    /// A section, decoded but for its text.
    pub(crate) fn section(&self, number: u32) -> Result<SectionHead, Error> {
        let record = self.pages.section(number)?;
        let heading = self.texts.string(record.heading)?;
        Ok(SectionHead { number, anchor: record.anchor(&heading), heading, level: record.level })
    }

    /// All sections of a page, its start first.
    pub(crate) fn sections(&self, page: u32) -> Result<Vec<SectionHead>, Error> {
        self.pages.sections_of(page)?.map(|number| self.section(number)).collect()
    }
}

/// A section, decoded but for its text.
pub(crate) struct SectionHead {
    pub(crate) number: u32,
    pub(crate) heading: String,
    pub(crate) anchor: String,
    pub(crate) level: u8,
}

impl SectionHead {
    /// `page` or `page#anchor`: what `read` takes.
    pub(crate) fn path(&self, page: &str) -> String {
        if self.level == 0 { page.to_owned() } else { format!("{page}#{}", self.anchor) }
    }
}
