//! Sources become pages: front matter, then Markdown, cut into sections.

mod document;
mod front_matter;
mod markdown;

pub(crate) use document::Note;

use crate::Error;
use crate::format::pages::PageKind;
use crate::format::text::Kind;
use std::ops::Range;

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
    pub(crate) order: Option<i64>,
    pub(crate) weight: f32,
    pub(crate) search: bool,
    pub(crate) markdown: String,
    /// Never empty; the first is the page's start, before any heading.
    pub(crate) sections: Vec<Section>,
    pub(crate) links: Vec<Link>,
    pub(crate) notes: Vec<Note>,
}

/// A link of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) target: String,
    /// The line in the source, counted from 1.
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

/// Reads one file. `path` is relative to the root of the docs, with `/` between folders.
pub(crate) fn parse(path: &str, source: &[u8]) -> Result<Page, Error> {
    let text = std::str::from_utf8(source)
        .map_err(|error| Error::Encoding { path: path.to_owned(), offset: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (front_matter, body) = front_matter::split(path, text)?;
    let body = body.trim_start_matches(['\n', '\r']);
    let page_path = page_path(path);
    let markdown::Cut { mut sections, links } = markdown::cut(body, &[], &[]);
    let links = links.into_iter().map(|target| Link { target, line: 0 }).collect();
    let mut title = one_line(&front_matter.title.text());
    if title.is_empty() {
        title = title_heading(&sections).map_or_else(|| title_of_path(&page_path), one_line);
    }
    merge_title_heading(&mut sections, &title);
    markdown::distinct_anchors(&mut sections);
    let description = one_line(&front_matter.description.text());
    Ok(Page {
        path: page_path,
        title,
        description,
        markdown: body.to_owned(),
        sections,
        links,
        weight: 1.0,
        search: true,
        ..Page::default()
    })
}

/// `sso/index.mdx` is the page `sso`, and `index.md` at the root is `index`.
fn page_path(file: &str) -> String {
    let stem = match file.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => stem,
        _ => file,
    };
    stem.strip_suffix("/index").unwrap_or(stem).to_owned()
}

/// The first heading, where it is the only one of its level: else it names a part of the page, not the page.
fn title_heading(sections: &[Section]) -> Option<&str> {
    let first = sections.get(1)?;
    let alone = sections[2..].iter().all(|section| section.level > first.level);
    (alone && !first.heading.is_empty()).then_some(&*first.heading)
}

/// The last segment as a title: `get-by-id` becomes "Get by id".
fn title_of_path(path: &str) -> String {
    let words = path.rsplit('/').next().unwrap_or(path).replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn one_line(text: &str) -> String {
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
        sections.remove(1);
    }
}
