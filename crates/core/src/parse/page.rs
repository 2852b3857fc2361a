//! A page: Markdown in sections, and what is known of it beside its text.

use super::document::{Document, Note};
use super::markdown::{Cut, cut, distinct_anchors};
use crate::format::pages::PageKind;
use crate::format::text::Kind;
use crate::slug::slug;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use twox_hash::XxHash64;

/// A page as it was read, as Markdown in sections.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) kind: PageKind,
    /// Whether its file stands for its folder.
    pub(crate) is_index: bool,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) url: Option<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) aliases: Vec<String>,
    /// Where its front matter puts it among its neighbours in the navigation.
    pub(crate) order: Option<i64>,
    /// What its words are worth beside those of other pages.
    pub(crate) weight: Weight,
    pub(crate) search: bool,
    /// What it has of the keys that are declared for filters, in order.
    pub(crate) filters: FilterValues,
    pub(crate) markdown: String,
    /// Never empty; the first is the page's start, before any heading.
    pub(crate) sections: Vec<Section>,
    pub(crate) links: Vec<Link>,
    pub(crate) notes: Vec<Note>,
}

/// The values that a page has of each key that is declared for filters, where it has any.
pub(crate) type FilterValues = Vec<(String, Vec<String>)>;

impl Page {
    /// Two pages of one path with the same number are the same.
    pub(crate) fn fingerprint(&self) -> u64 {
        let about = (&self.title, &self.description, &self.url, &self.keywords, &self.aliases, self.order, self.weight);
        let sections = self.sections.iter().map(|section| (&section.anchor, &section.ids, &section.language));
        let sections: Vec<_> = sections.collect();
        let text = format!(
            "{}\0{about:?}{sections:?}{:?}{:?}{}{:?}",
            self.markdown, self.links, self.notes, self.search, self.filters
        );
        XxHash64::oneshot(0, text.as_bytes())
    }
}

/// What a page's words are worth beside those of other pages.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Weight {
    /// Said for searching.
    Search(f32),
    /// Said by a plain `weight`, which some sites take for a place in a menu.
    Plain(f64),
}

impl Default for Weight {
    fn default() -> Self {
        Weight::Search(1.0)
    }
}

/// A link of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Link {
    pub(crate) target: String,
    /// The line in the source, counted from 1; 0 where no line can be told.
    pub(crate) line: usize,
}

/// A heading and what stands below it, up to the next heading.
#[derive(Debug, Default)]
pub(crate) struct Section {
    /// Plain text; empty at the page's start.
    pub(crate) heading: String,
    /// 1 to 6; 0 at the page's start.
    pub(crate) level: u8,
    pub(crate) anchor: String,
    /// Whether the anchor is the whole path.
    pub(crate) is_path: bool,
    /// Further addresses within the page that lead here.
    pub(crate) ids: Vec<String>,
    /// The programming language that it is for.
    pub(crate) language: Option<String>,
    /// The whole section in the Markdown, its heading line included.
    pub(crate) range: Range<usize>,
    /// Pieces of text and code, in order; what lies between them is markup.
    pub(crate) runs: Vec<(Kind, Range<usize>)>,
}

/// What a page is called where it does not say itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named<'a> {
    /// In the navigation.
    pub(super) navigation: Option<&'a str>,
    /// In the content of its front matter.
    pub(super) reference: Option<&'a str>,
}

/// The page of a document. `source` is what the document was made from, for the lines of its links.
pub(super) fn page(path: String, document: Document, named: Named<'_>, source: &str) -> Page {
    let Cut { mut sections, links } = cut(&document.markdown, &document.ids, &document.languages);
    let mut title = one_line(&document.title);
    if title.is_empty() {
        let heading = title_heading(&sections).filter(|heading| heading.level == 1 || !is_generic(&heading.heading));
        let heading = heading.map(|heading| &*heading.heading);
        let found = heading.or(named.navigation).or(named.reference);
        title = found.map_or_else(|| title_of_path(&path), one_line);
    }
    merge_title_heading(&mut sections, &title);
    distinct_anchors(&mut sections);
    Page {
        path,
        kind: PageKind::Docs,
        is_index: false,
        title,
        description: one_line(&document.description),
        url: document.url,
        keywords: document.keywords,
        aliases: document.aliases,
        order: None,
        weight: Weight::Search(document.weight),
        search: document.search,
        filters: Vec::new(),
        sections,
        links: located(links, source),
        notes: document.notes,
        markdown: document.markdown,
    }
}

/// The page of a document that was made of several files.
pub(crate) fn page_of(path: &str, kind: PageKind, document: Document) -> Page {
    Page { kind, ..page(path.to_owned(), document, Named::default(), "") }
}

/// `sso/index.mdx` is the page `sso`, which stands for its folder, and `index.md` at the root is `index`.
pub(super) fn page_path(file: &str) -> (String, bool) {
    let stem = match file.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => stem,
        _ => file,
    };
    let folder = stem.strip_suffix("/index");
    (folder.unwrap_or(stem).to_owned(), folder.is_some() || stem == "index")
}

/// The first heading, where it is the only one of its level: else it names a part of the page, not the page.
fn title_heading(sections: &[Section]) -> Option<&Section> {
    let first = sections.get(1)?;
    let alone = sections[2..].iter().all(|section| section.level > first.level || section.language.is_some());
    (alone && !first.heading.is_empty() && first.language.is_none()).then_some(first)
}

/// Titles, as slugs, that tell a page from its neighbours and from nothing elsewhere.
const GENERIC: [&str; 21] = [
    "overview",
    "introduction",
    "intro",
    "getting-started",
    "get-started",
    "quick-start",
    "quickstart",
    "start",
    "start-here",
    "home",
    "index",
    "readme",
    "welcome",
    "about",
    "description",
    "example",
    "examples",
    "install",
    "installation",
    "setup",
    "usage",
];

/// Whether a title says only that other pages, or other parts of the page, follow.
pub(crate) fn is_generic(title: &str) -> bool {
    // No slug is shorter than a quarter of its title; the longest titles are not worth one.
    title.len() < 64 && GENERIC.contains(&slug(title).as_str())
}

/// The last segment as a title: `get-by-id` becomes "Get by id".
pub(crate) fn title_of_path(path: &str) -> String {
    let words = path.rsplit('/').next().unwrap_or(path).replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A page that begins with its own title as a heading has one start, not an empty one and then another.
fn merge_title_heading(sections: &mut Vec<Section>, title: &str) {
    let [start, first, ..] = &mut sections[..] else {
        return;
    };
    if start.runs.is_empty() && first.level == 1 && one_line(&first.heading) == title {
        start.range.end = first.range.end;
        start.runs = std::mem::take(&mut first.runs);
        start.ids.append(&mut first.ids);
        if !first.anchor.is_empty() {
            start.ids.push(std::mem::take(&mut first.anchor));
        }
        sections.remove(1);
    }
}

/// How many links may be looked for in vain: formats that write their links anew have none of them in their source.
const MISSES: usize = 64;

/// Links with the lines on which their targets stand, in order, in the source.
fn located(targets: Vec<String>, source: &str) -> Vec<Link> {
    let (mut at, mut line, mut misses) = (0, 1, 0);
    let mut locate = |target: &str| {
        if misses == MISSES || source.is_empty() {
            return 0;
        }
        let Some(found) = source[at..].find(target) else {
            misses += 1;
            return 0;
        };
        line += source[at..at + found].bytes().filter(|&byte| byte == b'\n').count();
        at += found;
        line
    };
    targets.into_iter().map(|target| Link { line: locate(&target), target }).collect()
}
