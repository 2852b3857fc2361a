//! Pages and sections by their paths.

use crate::error::Error;
use crate::index::{Index, SectionHead, View};
use crate::slug::slug;
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
    /// Titles of the pages above, the outermost first.
    pub breadcrumb: Vec<String>,
    /// The address on the web.
    pub url: String,
    /// The body of the source, byte for byte, without front matter; of a section, that section and those below it.
    pub markdown: String,
    /// The sections that `markdown` holds, in order, without the start of a page.
    pub outline: Vec<OutlineEntry>,
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
}

impl<B: AsRef<[u8]>> Index<B> {
    /// A page (`sso`) or a section with those below it (`sso#test-sso`). Slashes at either end are allowed.
    ///
    /// # Errors
    /// `NOT_FOUND` where there is no such page or section.
    pub fn read(&self, path: &str) -> Result<PageContent, Error> {
        let view = self.view()?;
        let (page, anchor) = path.split_once('#').unwrap_or((path, ""));
        let page = page.trim_matches('/');
        let page = if page.is_empty() { "index" } else { page };
        let Some(number) = view.paths.find(page) else {
            return Err(Error::NotFound { path: shortened(path), page: None });
        };
        let record = view.pages.page(number)?;
        let title = view.texts.string(record.title)?;
        let all = view.sections(number)?;
        let found = match anchor {
            "" => Some(0),
            // A page's own title, where it is a heading, is the page.
            _ if slug(&title) == anchor && all.iter().all(|section| section.anchor != anchor) => Some(0),
            _ => all.iter().position(|section| section.anchor == anchor),
        };
        let Some(first) = found else {
            return Err(Error::NotFound { path: shortened(path), page: Some(page.to_owned()) });
        };
        let range = below(&all, first);
        let mut markdown = String::new();
        for section in &all[range.clone()] {
            view.texts.whole(section.number, &mut markdown)?;
        }
        let section = &all[first];
        let path = section.path(page);
        Ok(PageContent {
            url: view.url(&path),
            path,
            page: page.to_owned(),
            title,
            heading: section.heading.clone(),
            description: view.texts.string(record.description)?,
            breadcrumb: view.breadcrumb(page)?,
            markdown,
            outline: all[range]
                .iter()
                .filter(|section| section.level > 0)
                .map(|section| outline_entry(section, page, &view))
                .collect(),
        })
    }
}

fn outline_entry(section: &SectionHead, page: &str, view: &View<'_>) -> OutlineEntry {
    let path = section.path(page);
    OutlineEntry { url: view.url(&path), path, heading: section.heading.clone(), level: section.level }
}

/// A section and those below it; of a page's start, the whole page.
fn below(all: &[SectionHead], first: usize) -> Range<usize> {
    let level = all[first].level;
    let end = all[first + 1..].iter().position(|section| section.level <= level);
    first..end.map_or(all.len(), |length| first + 1 + length)
}

/// An error repeats what was asked for, but not a megabyte of it.
fn shortened(path: &str) -> String {
    path.chars().take(200).collect()
}
