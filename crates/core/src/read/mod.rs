//! Pages and sections by their paths, whole or as much as fits.

mod blocks;
mod cursor;
mod links;

use crate::error::Error;
use crate::format::fault::Fault;
use crate::format::pages::PageKind;
use crate::index::{Index, SectionHead, View};
use crate::resolve::{Meaning, PageLink, Place, Via};
use crate::tokens::{SLACK, text_tokens};
use blocks::{Fit, estimate, fit};
use cursor::Cursor;
use std::ops::Range;

/// A page or a section of it, as Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct PageContent {
    /// The path that was found: `page` or `page#anchor`.
    pub path: String,
    /// The path of the page.
    pub page: String,
    /// The page's title.
    pub title: String,
    /// The section's heading; empty for a whole page.
    pub heading: String,
    /// What the page says of itself in its front matter; may be empty.
    pub description: String,
    /// What the page is.
    pub kind: PageKind,
    /// Titles of the entries above it in the navigation, the outermost first.
    pub breadcrumb: Vec<String>,
    /// The address on the web; empty for a page that is not of the docs and whose source names none.
    pub url: String,
    /// The page as Markdown; of a section, that section and those below it. A Markdown source without components
    /// comes back byte for byte, but for its front matter.
    pub markdown: String,
    /// How many tokens `markdown` takes, by [`estimate_tokens`](crate::estimate_tokens) or the caller's counter.
    pub tokens: u32,
    /// Where to read on, where not all of it was given: for [`ReadOptions::cursor`].
    pub cursor: Option<String>,
    /// How many tokens, as estimated, come after what was given.
    pub left: u32,
    /// What it took to find the page or the section: more than [`Via::Address`] and the path may surprise.
    pub via: Via,
    /// The sections of what the path names, in order, without the start of a page.
    pub outline: Vec<OutlineEntry>,
    /// The page before this one in the navigation.
    pub previous: Option<PageLink>,
    /// The page after this one in the navigation.
    pub next: Option<PageLink>,
}

/// What to read of a page.
///
/// ```
/// # let mut builder = headword::IndexBuilder::new();
/// # builder.add("keys.md", b"# Keys\n\nA key opens a door.\n\n## Rotate\n\nTake a new one.")?;
/// # let index = headword::Index::open(builder.finish()?.0)?;
/// use headword::ReadOptions;
///
/// let mut text = String::new();
/// let mut options = ReadOptions::new().max_tokens(18);
/// loop {
///     let part = index.read_with("keys", &options)?;
///     text += &part.markdown;
///     let Some(cursor) = part.cursor else { break };
///     options = options.cursor(&cursor);
/// }
/// assert_eq!(text, index.read("keys")?.markdown);
/// # Ok::<(), headword::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Leaves out sections that are for other programming languages than this one: its key in the sources or its name,
    /// `js` or `JavaScript`, whatever the capitals. A page that has none for it is given whole.
    pub language: Option<String>,
    /// The most tokens that the Markdown may take. It is cut between blocks, and never within a code fence, a table row
    /// or a list item.
    pub max_tokens: Option<usize>,
    /// Goes on where another answer ended: what that said. The path and the language must be the same.
    pub cursor: Option<String>,
    /// Gives the outline alone, without Markdown.
    pub outline: bool,
    /// How links to other pages are written.
    pub links: ReadLinks,
}

/// How links of a text to other pages of the index are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadLinks {
    /// As the source has them, byte for byte.
    #[default]
    AsWritten,
    /// As paths that [`Index::read`] takes.
    Paths,
    /// As addresses on the web; where a page has none, as paths.
    Urls,
}

impl ReadOptions {
    /// Reads whole pages.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves out sections that are for other programming languages.
    #[must_use]
    pub fn language(mut self, language: &str) -> Self {
        self.language = Some(language.to_owned());
        self
    }

    /// Gives as much as fits.
    #[must_use]
    pub fn max_tokens(mut self, tokens: usize) -> Self {
        self.max_tokens = Some(tokens);
        self
    }

    /// Goes on where another answer ended.
    #[must_use]
    pub fn cursor(mut self, cursor: &str) -> Self {
        self.cursor = Some(cursor.to_owned());
        self
    }

    /// Gives the outline alone.
    #[must_use]
    pub fn outline(mut self, outline: bool) -> Self {
        self.outline = outline;
        self
    }

    /// Writes links to other pages in another way.
    #[must_use]
    pub fn links(mut self, links: ReadLinks) -> Self {
        self.links = links;
        self
    }
}

/// A section in an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct OutlineEntry {
    /// What [`Index::read`] takes.
    pub path: String,
    /// The heading as plain text.
    pub heading: String,
    /// 1 to 6, as the number of `#` in Markdown.
    pub level: u8,
    /// The address on the web.
    pub url: String,
    /// The programming language that the section is for, as `python`.
    pub language: Option<String>,
    /// How many tokens its own text takes, as estimated, without the sections below it.
    pub tokens: u32,
}

impl<B: AsRef<[u8]>> Index<B> {
    /// A page (`sso`) or a section with those below it (`sso#test-sso`). What [`resolve`](Self::resolve) finds is read:
    /// `/sso/index.md`, `https://example.com/docs/sso/#test-sso`, `sso/test-sso`, a former path, one with a slip of the
    /// pen. [`PageContent::via`] says what it took.
    ///
    /// # Errors
    /// `NOT_FOUND` where nothing, or nothing for sure, has that address; it names what may be meant.
    pub fn read(&self, path: &str) -> Result<PageContent, Error> {
        self.read_with(path, &ReadOptions::default())
    }

    /// As [`read`](Self::read), with a say in what is left out and how much fits.
    ///
    /// # Errors
    /// `NOT_FOUND`; `CURSOR` where the cursor is of another index, path or language; `BUDGET` where the next block alone,
    /// which is never cut, takes more tokens than allowed.
    pub fn read_with(&self, path: &str, options: &ReadOptions) -> Result<PageContent, Error> {
        self.read_counted(path, options, &mut estimate)
    }

    /// As [`read_with`](Self::read_with), with tokens as `count` has them. It is asked for beginnings of what is left to
    /// read, about once a block.
    ///
    /// # Errors
    /// Those of [`read_with`](Self::read_with).
    pub fn read_counted(
        &self,
        path: &str,
        options: &ReadOptions,
        count: &mut dyn FnMut(&str) -> usize,
    ) -> Result<PageContent, Error> {
        let name = self.directory.name;
        self.ask(|view| match view.read(name, path, options, count)? {
            (page, None) => Ok(page),
            (_, Some(needed)) => Err(Error::Budget { max: options.max_tokens.unwrap_or(usize::MAX), needed }),
        })
    }

    /// How many tokens [`read`](Self::read) would take, as estimated; of a language, what [`ReadOptions::language`] leaves.
    /// For a list to choose from: it costs less than reading.
    ///
    /// ```
    /// # let mut builder = headword::IndexBuilder::new();
    /// # builder.add("keys.md", b"# Keys\n\nA key opens a door.")?;
    /// # let index = headword::Index::open(builder.finish()?.0)?;
    /// assert_eq!(index.tokens("keys", None)?, index.read("keys")?.tokens);
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `NOT_FOUND`.
    pub fn tokens(&self, path: &str, language: Option<&str>) -> Result<u32, Error> {
        self.ask(|view| {
            let mut markdown = String::new();
            for section in view.chosen(path, language)?.sections() {
                view.texts.whole(section.number, &mut markdown)?;
            }
            Ok::<_, Error>(estimate(&markdown) as u32)
        })
    }

    /// Reads several pages or sections, which share the budget: each takes what those before it left. Those for which
    /// nothing is left come without Markdown, with a cursor.
    ///
    /// # Errors
    /// Those of [`read_with`](Self::read_with), but for `BUDGET`. A cursor is refused.
    pub fn read_all(&self, paths: &[&str], options: &ReadOptions) -> Result<Vec<PageContent>, Error> {
        if options.cursor.is_some() {
            return Err(Error::Cursor("it continues one path, and several were given"));
        }
        let mut left = options.clone();
        let mut pages = Vec::with_capacity(paths.len());
        for path in paths {
            let (page, _) = self.ask(|view| view.read(self.directory.name, path, &left, &mut estimate))?;
            left.max_tokens = left.max_tokens.map(|tokens| tokens.saturating_sub(page.tokens as usize));
            pages.push(page);
        }
        Ok(pages)
    }
}

impl View<'_> {
    /// Where an address leads, or why it leads nowhere.
    pub(crate) fn found(&self, path: &str) -> Result<(Place, Via), Error> {
        let candidates = match self.meaning(path)? {
            Meaning::Found(place, via) => return Ok((place, via)),
            Meaning::Moved(place, _) => return Ok((place, Via::Moved)),
            Meaning::Near(place, via, ..) => return Ok((place, via)),
            Meaning::Unsure(places) => places,
            Meaning::Removed(place) => {
                let near = vec![self.place_link(place)?.path];
                return Err(Error::NotFound { path: shortened(path), removed: true, candidates: near });
            }
        };
        let near = candidates.into_iter().take(5).map(|place| Ok(self.place_link(place)?.path));
        Err(Error::NotFound { path: shortened(path), removed: false, candidates: near.collect::<Result<_, Error>>()? })
    }

    /// What a path names, and what of it is for a language.
    fn chosen(&self, path: &str, language: Option<&str>) -> Result<Chosen<'_>, Error> {
        let (Place { page, section: first }, via) = self.found(path)?;
        let all = self.sections(page)?;
        let range = below(&all, first);
        let language = language.and_then(|wanted| {
            let mut sections = all[range.clone()].iter().filter(|section| section.language.is_some());
            sections.find(|section| section.is_for(wanted)).and_then(|section| section.language)
        });
        Ok(Chosen { page, via, all, range, language })
    }

    /// As much of a page as fits. Where nothing does, how many tokens its next block takes.
    fn read(
        &self,
        name: u32,
        path: &str,
        options: &ReadOptions,
        count: &mut dyn FnMut(&str) -> usize,
    ) -> Result<(PageContent, Option<usize>), Error> {
        let view = self;
        let chosen = view.chosen(path, options.language.as_deref())?;
        let (number, via, head) = (chosen.page, chosen.via, chosen.head());
        let page = view.path(number)?;
        let record = view.pages.page(number)?;
        let language =
            chosen.language.and_then(|wanted| view.info.languages.iter().position(|language| *language == wanted));
        let from = Cursor {
            index: name,
            section: head.number,
            language: language.map_or(0, |language| language as u32 + 1),
            offset: 0,
        };
        let page_url = view.url(&page, record);
        let (mut markdown, mut starts, mut outline) = (String::new(), Vec::new(), Vec::new());
        for section in chosen.sections() {
            let start = markdown.len();
            starts.push(start);
            view.texts.whole(section.number, &mut markdown)?;
            if section.level > 0 {
                let tokens = text_tokens(&markdown[start..]) as u32;
                outline.push(outline_entry(section, &page, &page_url, tokens));
            }
        }
        let part = view.part(markdown, &starts, from, options, (&page, record.is_index), count)?;
        let [previous, next] = view.later(view.neighbours(number, record))?.unwrap_or_default();
        let link = |number: Option<u32>| number.map(|number| view.link(number)).transpose();
        // What is missing of both is fetched at once.
        let (previous, next) = (view.later(link(previous))?.flatten(), view.later(link(next))?.flatten());
        let path = head.path(&page);
        let content = PageContent {
            title: view.texts.string(record.title)?,
            heading: head.heading.clone(),
            description: view.texts.string(record.description)?,
            kind: record.kind,
            breadcrumb: view.breadcrumb(record)?,
            url: head.url(&page_url),
            markdown: part.markdown,
            tokens: part.tokens as u32,
            cursor: part.cursor,
            left: part.left as u32,
            via,
            outline,
            previous,
            next,
            path,
            page,
        };
        Ok((content, part.needed))
    }

    /// What of a text is given, and where to read on.
    fn part(
        &self,
        mut markdown: String,
        starts: &[usize],
        from: Cursor,
        options: &ReadOptions,
        page: (&str, bool),
        count: &mut dyn FnMut(&str) -> usize,
    ) -> Result<Part, Error> {
        if options.outline {
            let left = text_tokens(&markdown);
            return Ok(Part { markdown: String::new(), tokens: 0, cursor: None, left, needed: None });
        }
        let mut offset = 0;
        if let Some(cursor) = &options.cursor {
            offset = from.offset_of(Cursor::parse(cursor)?)?;
            if !markdown.is_char_boundary(offset) {
                return Err(Error::Cursor("it is of another text"));
            }
        }
        markdown.drain(..offset);
        let starts: Vec<usize> = starts.iter().filter_map(|start| start.checked_sub(offset)).collect();
        let (mut given, mut needed) = (markdown.len(), None);
        // What is written in another way is counted so.
        let written = |text: &str| match options.links {
            ReadLinks::AsWritten => Ok(text.to_owned()),
            links => self.with_links(text, links, page),
        };
        let mut failed = None;
        let mut cost = |text: &str| match options.links {
            ReadLinks::AsWritten => count(text),
            _ => match written(text) {
                Ok(text) => count(&text),
                Err(error) => {
                    failed = Some(error);
                    usize::MAX
                }
            },
        };
        if let Some(max) = options.max_tokens.filter(|&max| !markdown.is_empty() && cost(&markdown) > max) {
            (given, needed) = match fit(&markdown, max, &starts, &mut cost) {
                Fit::Bytes(bytes) => (bytes, None),
                Fit::Needs(tokens) => (0, Some(tokens)),
            };
            failed.map_or(Ok(()), Err)?;
        }
        let left = if given < markdown.len() { text_tokens(&markdown[given..]) + SLACK } else { 0 };
        let cursor = Cursor { offset: (offset + given) as u32, ..from };
        let cursor = (given < markdown.len()).then(|| cursor.text());
        markdown.truncate(given);
        let markdown = written(&markdown)?;
        let tokens = if markdown.is_empty() { 0 } else { count(&markdown) };
        Ok(Part { markdown, tokens, cursor, left, needed })
    }
}

/// A page or a section with those below it.
struct Chosen<'a> {
    page: u32,
    via: Via,
    /// The sections of the page.
    all: Vec<SectionHead<'a>>,
    /// Which of them are named; at least one.
    range: Range<usize>,
    /// The language that others are left out for; none where there is nothing for the one that was asked for.
    language: Option<&'a str>,
}

impl<'a> Chosen<'a> {
    /// The section that is named; of a page, its start.
    fn head(&self) -> &SectionHead<'a> {
        &self.all[self.range.start]
    }

    fn sections(&self) -> impl Iterator<Item = &SectionHead<'a>> {
        let shown = |section: &&SectionHead<'_>| {
            self.language.is_none() || section.language.is_none() || section.language == self.language
        };
        self.all[self.range.clone()].iter().filter(shown)
    }
}

/// As much of a text as was asked for.
struct Part {
    markdown: String,
    tokens: usize,
    cursor: Option<String>,
    left: usize,
    /// How many tokens the next block takes, where nothing fits.
    needed: Option<usize>,
}

fn outline_entry(section: &SectionHead<'_>, page: &str, page_url: &str, tokens: u32) -> OutlineEntry {
    OutlineEntry {
        path: section.path(page),
        heading: section.heading.clone(),
        level: section.level,
        url: section.url(page_url),
        language: section.language.map(str::to_owned),
        tokens,
    }
}

impl View<'_> {
    fn link(&self, number: u32) -> Result<PageLink, Fault> {
        Ok(PageLink { path: self.path(number)?, title: self.texts.string(self.pages.page(number)?.title)? })
    }
}

/// A section and those below it; of a page's start, the whole page.
fn below(all: &[SectionHead<'_>], first: usize) -> Range<usize> {
    let level = all[first].level;
    let end = all[first + 1..].iter().position(|section| section.level <= level);
    first..end.map_or(all.len(), |length| first + 1 + length)
}

/// An error repeats what was asked for, but not a megabyte of it.
fn shortened(path: &str) -> String {
    path.chars().take(200).collect()
}
