//! An opened index, and what it says of itself.

use crate::Error;
use crate::analyze::{ANALYZER, lower};
use crate::format::aliases::Aliases;
use crate::format::bytes::Reader;
use crate::format::dictionary::Dictionary;
use crate::format::directory::{Directory, FORMAT, PartName};
use crate::format::fault::Fault;
use crate::format::filters::{Filters, KIND};
use crate::format::navigation::{Entries, EntryRecord};
use crate::format::pages::{InfoRecord, PageKind, PageRecord, Pages, SectionRecord};
use crate::format::postings::Postings;
use crate::format::releases::Releases;
use crate::format::source::{Pieces, Source, Wanted};
use crate::format::terms::Terms;
use crate::format::text::Texts;
use crate::sorted::sorted;
use crate::spare::{Spare, Spelled, Tables};
use crate::url::page_url;

/// An index, opened in place: nothing is copied or unpacked, and many threads may search it at once. The first search
/// makes tables of some 30 bytes a section, which the next ones use again.
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
    /// The whole file, or what it begins with.
    pub(crate) bytes: B,
    pub(crate) directory: Directory,
    pub(crate) pieces: Pieces,
    pub(crate) spare: SpareMemory,
}

/// What one question leaves to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct SpareMemory {
    spelled: Spare<Spelled>,
    tables: Spare<Tables>,
}

/// What an index says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
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
    /// Pages it holds, without those that stand for folders.
    pub pages: u32,
    /// Sections of all pages.
    pub sections: u32,
    /// Distinct terms.
    pub terms: u32,
    /// Its size.
    pub bytes: u64,
    /// Eight hexadecimal digits that tell it from every other index, all but surely: a name for what is kept of it.
    pub fingerprint: String,
}

/// A page in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct PageSummary {
    /// What [`Index::read`] takes.
    pub path: String,
    /// The page's title.
    pub title: String,
    /// What the page says of itself in its front matter; may be empty.
    pub description: String,
    /// The address on the web; empty for a page that is not of the docs and whose source names none.
    pub url: String,
    /// What the page is.
    pub kind: PageKind,
    /// Titles of the entries above it in the navigation, the outermost first.
    pub breadcrumb: Vec<String>,
    /// How many levels below what was asked for it is, from 1; 0 in a list of all pages.
    pub depth: u32,
}

/// An entry of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct NavigationEntry {
    /// What the entry is called.
    pub title: String,
    /// How many entries stand above it.
    pub depth: u16,
    /// The page, where the entry has one: what [`Index::read`] takes.
    pub path: Option<String>,
}

impl<B: AsRef<[u8]>> Index<B> {
    /// Opens the bytes of an index. Costs one pass for the checksums and no allocation that grows with the index.
    ///
    /// # Errors
    /// `VERSION` or `ANALYZER` where another release wrote the bytes, `CORRUPT` where they are damaged.
    pub fn open(bytes: B) -> Result<Self, Error> {
        let directory = Directory::open(bytes.as_ref(), false)?;
        let index = Index { bytes, directory, pieces: Pieces::default(), spare: SpareMemory::default() };
        index.view(&Wanted::default())?.check()?;
        Ok(index)
    }

    /// Name, versions and counts.
    pub fn info(&self) -> Result<Info, Error> {
        self.ask(|view| {
            Ok::<_, Fault>(Info {
                name: view.info.name.to_owned(),
                base_url: view.info.base_url.to_owned(),
                generator: view.info.generator.to_owned(),
                format: FORMAT,
                analyzer: ANALYZER,
                pages: view.pages.len().saturating_sub(view.info.folders),
                sections: view.pages.section_count(),
                terms: view.terms.len(),
                bytes: self.size(),
                fingerprint: self.directory.fingerprint(),
            })
        })
    }

    /// All pages, in the order of the navigation.
    pub fn list(&self) -> Result<Vec<PageSummary>, Error> {
        self.ask(|view| {
            view.want_pages()?;
            view.list(None)
        })
    }

    /// All pages of a kind, in the order of the navigation.
    ///
    /// ```
    /// # let mut builder = headword::IndexBuilder::new();
    /// # builder.add("keys.md", b"# Keys")?;
    /// # builder.add_to(headword::Collection::Examples, "hello/main.rs", b"fn main() {}")?;
    /// # let index = headword::Index::open(builder.finish()?.0)?;
    /// assert_eq!(index.list_of(headword::PageKind::Example)?[0].path, "examples/hello");
    /// # Ok::<(), headword::Error>(())
    /// ```
    pub fn list_of(&self, kind: PageKind) -> Result<Vec<PageSummary>, Error> {
        self.ask(|view| {
            view.want_pages()?;
            view.list(Some(kind))
        })
    }

    /// The tree of the docs, depth first: what a sidebar shows.
    ///
    /// ```
    /// # let mut builder = headword::IndexBuilder::new();
    /// # builder.add("guides/keys.md", b"# Keys")?;
    /// # let index = headword::Index::open(builder.finish()?.0)?;
    /// let entries = index.navigation()?;
    /// assert_eq!((&*entries[0].title, entries[0].depth, &entries[0].path), ("Guides", 0, &Some("guides".to_owned())));
    /// assert_eq!((&*entries[1].title, entries[1].depth, entries[1].path.as_deref()), ("Keys", 1, Some("guides/keys")));
    /// # Ok::<(), headword::Error>(())
    /// ```
    pub fn navigation(&self) -> Result<Vec<NavigationEntry>, Error> {
        self.ask(|view| {
            view.want_pages()?;
            view.navigation()
        })
    }

    /// Its size in bytes.
    pub(crate) fn size(&self) -> u64 {
        self.directory.length.into()
    }

    /// What a part has in the head.
    pub(crate) fn part(&self, part: PartName) -> Result<&[u8], Fault> {
        // `open` has verified that every range lies within the bytes; bytes that change behind our back do not count.
        self.bytes.as_ref().get(self.directory.range(part)).ok_or(Fault::Corrupt(part))
    }

    /// Asks a question. The answer is [`Error::Missing`] where anything was missing for it.
    pub(crate) fn ask<T, E: Into<Error>>(&self, question: impl FnOnce(&View<'_>) -> Result<T, E>) -> Result<T, Error> {
        let wanted = Wanted::default();
        let view = self.view(&wanted)?;
        let answer = question(&view).map_err(Into::into);
        self.spare.spelled.put(view.texts.into_spelled());
        wanted.answer(answer)
    }

    /// Asks a question that goes over all of the index.
    #[cfg(feature = "build")]
    pub(crate) fn ask_whole<T, E: From<Fault> + Into<Error>>(
        &self,
        question: impl FnOnce(&View<'_>) -> Result<T, E>,
    ) -> Result<T, Error> {
        self.ask(|view| {
            view.want_all()?;
            question(view)
        })
    }

    /// A view of all that is there. Whoever reads through it asks in the end whether anything was missing.
    #[inline(never)]
    pub(crate) fn view<'a>(&'a self, wanted: &'a Wanted) -> Result<View<'a>, Fault> {
        let source = Source::new(self.bytes.as_ref(), &self.pieces, self.directory.length, wanted);
        let (part, body) = (|part: PartName| self.part(part), |part: PartName| self.directory.body(part));
        let terms = Terms::open(part(PartName::Dictionary)?, source, body(PartName::Dictionary))?;
        let pages = Pages::open(part(PartName::Pages)?, source, body(PartName::Pages))?;
        let sections = pages.section_count();
        let mut paths = Reader::new(part(PartName::Paths)?, PartName::Paths);
        let (tokens, text) = (part(PartName::Tokens)?, part(PartName::Text)?);
        Ok(View {
            info: InfoRecord::decode(part(PartName::Info)?)?,
            terms,
            postings: Postings::open(part(PartName::Postings)?, source, body(PartName::Postings), sections)?,
            paths: Dictionary::take(&mut paths, source, body(PartName::Paths), PartName::Paths)?,
            pages,
            texts: Texts::open(tokens, text, source, body(PartName::Text), terms, self.spare.spelled.take())?,
            entries: Entries::open(part(PartName::Navigation)?, source, body(PartName::Navigation))?,
            aliases: Aliases::open(part(PartName::Aliases)?, source, body(PartName::Aliases))?,
            releases: Releases::open(part(PartName::Releases)?, source, body(PartName::Releases))?,
            filters: Filters::open(part(PartName::Filters)?),
            duplicates: part(PartName::Duplicates)?,
            tables: &self.spare.tables,
            wanted,
        })
    }
}

/// The parts of an index, each behind its reader.
pub(crate) struct View<'a> {
    pub(crate) info: InfoRecord<'a>,
    pub(crate) terms: Terms<'a>,
    pub(crate) postings: Postings<'a>,
    pub(crate) paths: Dictionary<'a>,
    pub(crate) pages: Pages<'a>,
    pub(crate) texts: Texts<'a>,
    pub(crate) entries: Entries<'a>,
    pub(crate) aliases: Aliases<'a>,
    pub(crate) releases: Releases<'a>,
    pub(crate) filters: Filters<'a>,
    /// As [`duplicates`](crate::format::duplicates) has them.
    pub(crate) duplicates: &'a [u8],
    pub(crate) tables: &'a Spare<Tables>,
    pub(crate) wanted: &'a Wanted,
}

impl<'a> View<'a> {
    /// Parts that count the same things must agree.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let agree = self.terms.len() == self.postings.len()
            && self.paths.len() == self.pages.len()
            && self.texts.len() == self.pages.section_count();
        if agree { Ok(()) } else { Err(Error::Corrupt("parts of different indexes")) }
    }

    pub(crate) fn path(&self, page: u32) -> Result<String, Fault> {
        let mut path = Vec::new();
        self.paths.key(page, &mut path)?;
        self.texts.spend(path.len())?;
        String::from_utf8(path).map_err(|_| Fault::Corrupt(PartName::Paths))
    }

    /// The address of a page on the web; none for what only the index holds as a page.
    pub(crate) fn url(&self, path: &str, page: PageRecord<'_>) -> String {
        match page.url {
            Some(url) => url.to_owned(),
            None if page.kind != PageKind::Docs => String::new(),
            None => page_url(self.info.base_url, path, page.is_index, self.info.url_rules),
        }
    }

    /// Titles of the entries above a page, the outermost first; none twice in a row, nor the page's own.
    pub(crate) fn breadcrumb(&self, page: PageRecord<'_>) -> Result<Vec<String>, Fault> {
        let mut titles = Vec::new();
        let mut below = self.texts.string(page.title)?;
        let mut next = page.branch.checked_sub(1);
        while let Some(branch) = next.map(|number| self.entries.branch(number)).transpose()? {
            let title = self.texts.string(branch.title)?;
            if lower(&title) != lower(&below) {
                below.clone_from(&title);
                titles.push(title);
            }
            next = branch.above;
        }
        titles.reverse();
        Ok(titles)
    }

    pub(crate) fn entry_title(&self, entry: EntryRecord<'_>) -> Result<String, Fault> {
        match entry.page {
            Some(page) if entry.title.is_empty() => self.texts.string(self.pages.page(page)?.title),
            _ => self.texts.string(entry.title),
        }
    }

    /// The pages before and after a page in the navigation.
    pub(crate) fn neighbours(&self, number: u32, page: PageRecord<'_>) -> Result<[Option<u32>; 2], Fault> {
        let Some(entry) = page.entry.checked_sub(1) else { return Ok([None, None]) };
        let other = |entry: u32| {
            let Some(page) = self.entries.get(entry)?.page.filter(|&page| page != number) else { return Ok(None) };
            // A page that has several entries is read where it belongs.
            Ok((self.pages.page(page)?.entry == entry + 1).then_some(page))
        };
        let before = (0..entry).rev().find_map(|entry| other(entry).transpose());
        let after = (entry + 1..self.entries.len()).find_map(|entry| other(entry).transpose());
        Ok([before.transpose()?, after.transpose()?])
    }

    fn list(&self, only: Option<PageKind>) -> Result<Vec<PageSummary>, Fault> {
        let pages = match only {
            Some(kind @ (PageKind::Example | PageKind::Changelog)) => self.pages_of(kind)?,
            _ => (0..self.pages.len()).collect(),
        };
        let mut places = Vec::with_capacity(pages.len());
        for page in pages {
            let record = self.pages.page(page)?;
            if only.is_none_or(|kind| record.kind == kind) {
                // A page that has several entries is listed where it belongs; one without comes behind all that have one.
                places.push((record.entry.wrapping_sub(1), page));
            }
        }
        sorted(places).into_iter().map(|(_, page)| self.summary(page)).collect()
    }

    /// The pages of a kind that the filters know of, which are all but docs and folders.
    fn pages_of(&self, kind: PageKind) -> Result<Vec<u32>, Fault> {
        let key = self.filters.key(KIND)?;
        let Some(value) = key.map(|key| key.find(kind.name())).transpose()?.flatten() else { return Ok(Vec::new()) };
        let mut pages = Vec::new();
        for range in value.ranges(self.pages.len()) {
            pages.extend(range?);
        }
        Ok(pages)
    }

    fn navigation(&self) -> Result<Vec<NavigationEntry>, Fault> {
        let mut depths: Vec<u16> = Vec::with_capacity(self.entries.len() as usize);
        let mut entries = Vec::with_capacity(self.entries.len() as usize);
        for number in 0..self.entries.len() {
            let record = self.entries.get(number)?;
            let above = record.above.and_then(|above| depths.get(above as usize));
            let depth = above.map_or(0, |above| above.saturating_add(1));
            depths.push(depth);
            let path = record.page.map(|page| self.path(page)).transpose()?;
            entries.push(NavigationEntry { title: self.entry_title(record)?, depth, path });
        }
        Ok(entries)
    }

    pub(crate) fn summary(&self, number: u32) -> Result<PageSummary, Fault> {
        let page = self.pages.page(number)?;
        let path = self.path(number)?;
        Ok(PageSummary {
            url: self.url(&path, page),
            path,
            title: self.texts.string(page.title)?,
            description: self.texts.string(page.description)?,
            kind: page.kind,
            breadcrumb: self.breadcrumb(page)?,
            depth: 0,
        })
    }

    /// The heading of a section, as a stream.
    pub(crate) fn heading(&self, number: u32, record: SectionRecord<'a>) -> Result<&'a [u8], Fault> {
        match record.heading {
            Some(heading) => Ok(heading),
            None if record.level == 0 => Ok(&[]),
            None => self.texts.first_line(number, record),
        }
    }

    /// A section, decoded but for its text.
    pub(crate) fn head(&self, number: u32) -> Result<SectionHead<'_>, Fault> {
        self.head_of(number, self.texts.section(number)?)
    }

    /// The same of one that was read already.
    pub(crate) fn head_of(&self, number: u32, record: SectionRecord<'a>) -> Result<SectionHead<'_>, Fault> {
        let heading = self.texts.string(self.heading(number, record)?)?;
        Ok(SectionHead {
            number,
            anchor: record.anchor(&heading),
            is_path: record.is_path,
            heading,
            level: record.level,
            language: record.language.and_then(|language| self.info.languages.get(usize::from(language)).copied()),
        })
    }

    /// All sections of a page, its start first.
    pub(crate) fn sections(&self, page: u32) -> Result<Vec<SectionHead<'_>>, Fault> {
        self.want_page(page)?;
        self.pages.sections_of(page)?.map(|number| self.head(number)).collect()
    }
}

/// A section, decoded but for its text.
pub(crate) struct SectionHead<'a> {
    pub(crate) number: u32,
    pub(crate) heading: String,
    pub(crate) anchor: String,
    pub(crate) is_path: bool,
    pub(crate) level: u8,
    /// The programming language that it is for.
    pub(crate) language: Option<&'a str>,
}

impl SectionHead<'_> {
    /// Whether it is for this programming language, by its key or its name.
    pub(crate) fn is_for(&self, language: &str) -> bool {
        let keys = [self.language.unwrap_or_default(), &self.heading];
        keys.iter().any(|key| lower(key) == lower(language))
    }

    /// What `read` takes: `page`, `page#anchor`, or the id that the section came with.
    pub(crate) fn path(&self, page: &str) -> String {
        match (self.level, self.is_path) {
            (_, true) => self.anchor.clone(),
            (0, _) => page.to_owned(),
            _ => format!("{page}#{}", self.anchor),
        }
    }

    /// The address of the section, given its page's.
    pub(crate) fn url(&self, page_url: &str) -> String {
        let whole = self.level == 0 || self.is_path || page_url.is_empty();
        if whole { page_url.to_owned() } else { format!("{page_url}#{}", self.anchor) }
    }
}
