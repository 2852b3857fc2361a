//! Pages and sections by their paths.

use crate::error::Error;
use crate::format::pages::PageKind;
use crate::index::{Index, SectionHead, View};
use crate::resolve::{Place, Resolved};
use serde::Serialize;
use std::ops::Range;

/// A page or a section of it, as Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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
    /// The sections that `markdown` holds, in order, without the start of a page.
    pub outline: Vec<OutlineEntry>,
    /// The page before this one in the navigation.
    pub previous: Option<PageLink>,
    /// The page after this one in the navigation.
    pub next: Option<PageLink>,
}

/// A page, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PageLink {
    /// What [`Index::read`] takes.
    pub path: String,
    /// The page's title.
    pub title: String,
}

/// What to read of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Leaves out sections that are for other programming languages than this one: its key in the sources or its name,
    /// `js` or `JavaScript`, whatever the capitals. A page that has none for it is given whole.
    pub language: Option<String>,
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
}

/// A section in an outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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
}

impl<B: AsRef<[u8]>> Index<B> {
    /// A page (`sso`) or a section with those below it (`sso#test-sso`). What links in the docs say is understood
    /// too: `/sso/index.md`, `https://example.com/docs/sso/#test-sso`, `sso/test-sso`, a former path.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is no such page or section.
    pub fn read(&self, path: &str) -> Result<PageContent, Error> {
        self.read_with(path, &ReadOptions::default())
    }

    /// As [`read`](Self::read), with a say in what is left out.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is no such page or section.
    pub fn read_with(&self, path: &str, options: &ReadOptions) -> Result<PageContent, Error> {
        self.ask(|view| view.read(path, options))
    }
}

impl View<'_> {
    fn read(&self, path: &str, options: &ReadOptions) -> Result<PageContent, Error> {
        let view = self;
        let (number, first) = match view.resolve(path, None)? {
            Resolved::Found(Place { page, section }) => (page, section),
            Resolved::NoSection(page) => {
                return Err(Error::NotFound { path: shortened(path), page: Some(view.path(page)?) });
            }
            Resolved::NoPage | Resolved::Elsewhere => {
                return Err(Error::NotFound { path: shortened(path), page: None });
            }
        };
        let all = view.sections(number)?;
        let page = view.path(number)?;
        let record = view.pages.page(number)?;
        let range = below(&all, first);
        let wanted = options.language.as_deref().and_then(|wanted| {
            let mut sections = all[range.clone()].iter().filter(|section| section.language.is_some());
            sections.find(|section| section.is_for(wanted)).and_then(|section| section.language)
        });
        let shown =
            |section: &&SectionHead<'_>| wanted.is_none() || section.language.is_none() || section.language == wanted;
        let mut markdown = String::new();
        for section in all[range.clone()].iter().filter(shown) {
            view.texts.whole(section.number, &mut markdown)?;
        }
        let page_url = view.url(&page, record);
        let [previous, next] = view.later(view.neighbours(number, record))?.unwrap_or_default();
        let link = |number: Option<u32>| number.map(|number| view.link(number)).transpose();
        // What is missing of both is fetched at once.
        let (previous, next) = (view.later(link(previous))?.flatten(), view.later(link(next))?.flatten());
        Ok(PageContent {
            path: all[first].path(&page),
            title: view.texts.string(record.title)?,
            heading: all[first].heading.clone(),
            description: view.texts.string(record.description)?,
            kind: record.kind,
            breadcrumb: view.breadcrumb(record)?,
            url: all[first].url(&page_url),
            markdown,
            outline: all[range]
                .iter()
                .filter(shown)
                .filter(|section| section.level > 0)
                .map(|section| outline_entry(section, &page, &page_url))
                .collect(),
            previous,
            next,
            page,
        })
    }
}

fn outline_entry(section: &SectionHead<'_>, page: &str, page_url: &str) -> OutlineEntry {
    OutlineEntry {
        path: section.path(page),
        heading: section.heading.clone(),
        level: section.level,
        url: section.url(page_url),
        language: section.language.map(str::to_owned),
    }
}

impl View<'_> {
    fn link(&self, number: u32) -> Result<PageLink, Error> {
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
