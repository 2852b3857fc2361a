//! Markdown, cut at its headings.
//!
//! `pulldown-cmark` finds the grammar; from its events only the places are kept, so that the text stays as it
//! was written and every byte of it belongs to one section.

use super::Section;
use crate::format::text::Kind;
use crate::slug::slug;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Markdown in sections.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// The page's start first.
    pub(super) sections: Vec<Section>,
    /// Targets of links, in order.
    pub(super) links: Vec<String>,
}

/// The grammar that pages are read with.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Cuts Markdown at its headings. `ids` and `languages` are those of [`Document`](super::document::Document).
pub(super) fn cut(markdown: &str, ids: &[(usize, String)], languages: &[(usize, String)]) -> Cut {
    let mut sections = vec![Section::default()];
    let mut links = Vec::new();
    let mut in_heading = false;
    let mut in_code = false;
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        if let Event::Start(Tag::Heading { level, .. }) = &event {
            if let Some(last) = sections.last_mut() {
                last.range.end = range.start;
            }
            sections.push(Section { level: *level as u8, range: range.clone(), ..Section::default() });
            in_heading = true;
        }
        let Some(section) = sections.last_mut() else {
            continue;
        };
        match event {
            Event::End(TagEnd::Heading(_)) => {
                in_heading = false;
                section.heading = section.heading.trim().to_owned();
            }
            Event::Text(text) if in_heading => section.heading.push_str(&text),
            Event::Code(code) if in_heading => section.heading.push_str(&code),
            Event::SoftBreak | Event::HardBreak if in_heading => section.heading.push(' '),
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    section.runs.extend(title_of_fence(markdown, range).map(|title| (Kind::Code, title)));
                }
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) => section.runs.push((if in_code { Kind::Code } else { Kind::Text }, range)),
            Event::Code(_) => section.runs.push((Kind::Code, inside_backticks(markdown, range))),
            // The term of a definition is an address too.
            Event::Start(Tag::DefinitionListTitle) => section.ids.extend(slug_of(&markdown[range])),
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.into_string()),
            // The lines of a block come one by one, and a tag may span several of them.
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                links.extend(hrefs(&markdown[range.clone()]));
                outside_tags(markdown, range, &mut section.runs);
            }
            _ => {}
        }
    }
    if let Some(last) = sections.last_mut() {
        last.range.end = markdown.len();
    }
    address(markdown, &mut sections, ids);
    speak(markdown, &mut sections, languages);
    Cut { sections, links }
}

/// The sections of a text without addresses of its own.
#[cfg(test)]
pub(crate) fn sections(markdown: &str) -> Vec<Section> {
    cut(markdown, &[], &[]).sections
}

/// Gives ids to the headings at whose lines they stand, and to the sections in which they stand otherwise.
fn address(markdown: &str, sections: &mut [Section], ids: &[(usize, String)]) {
    let mut next = 1;
    for (offset, id) in ids {
        while sections.get(next).is_some_and(|section| line_start(markdown, section.range.start) <= *offset) {
            next += 1;
        }
        let Some(section) = sections.get_mut(next - 1) else { continue };
        if section.level > 0 && *offset <= section.range.start && section.anchor.is_empty() {
            section.anchor.clone_from(id);
        } else if section.anchor != *id {
            section.ids.push(id.clone());
        }
    }
}

/// Gives languages to the sections at whose headings they stand, and to those below.
fn speak(markdown: &str, sections: &mut [Section], languages: &[(usize, String)]) {
    let mut languages = languages.iter().peekable();
    let mut current: Option<(u8, &String)> = None;
    for section in sections.iter_mut().skip(1) {
        current = current.filter(|&(level, _)| section.level > level);
        let start = line_start(markdown, section.range.start);
        while languages.next_if(|(offset, _)| *offset < start).is_some() {}
        if let Some((_, language)) = languages.next_if(|(offset, _)| *offset <= section.range.start) {
            current = Some((section.level, language));
        }
        section.language = current.map(|(_, language)| language.clone());
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |before| before + 1)
}

/// Gives each section below a heading its own anchor: the given one or the slug, with `-1`, `-2`, … where taken.
pub(super) fn distinct_anchors(sections: &mut [Section]) {
    let mut taken = HashSet::new();
    // The last number given to each anchor, so that a page of a hundred thousand "Example"s does not count them anew
    // for every one.
    let mut copies: HashMap<String, u32> = HashMap::new();
    for section in sections.iter_mut().filter(|section| section.level > 0) {
        let mut anchor = if section.anchor.is_empty() { slug(&section.heading) } else { section.anchor.clone() };
        if anchor.is_empty() {
            anchor = "section".to_owned();
        }
        let copy = copies.entry(anchor.clone()).or_default();
        let mut distinct = anchor.clone();
        while !taken.insert(distinct.clone()) {
            *copy += 1;
            distinct = format!("{anchor}-{copy}");
        }
        section.anchor = distinct;
    }
}

fn slug_of(text: &str) -> Option<String> {
    let slug = slug(text.trim());
    (!slug.is_empty() && slug.len() <= MAX_TERM).then_some(slug)
}

/// Longer terms are sentences.
const MAX_TERM: usize = 64;

/// The title in the first line of a fence: ` ```js title="Request" `.
fn title_of_fence(markdown: &str, range: Range<usize>) -> Option<Range<usize>> {
    let line = markdown[range.clone()].lines().next()?;
    let start = line.find("title=\"")? + "title=\"".len();
    let length = line[start..].find('"').filter(|&length| length > 0)?;
    Some(range.start + start..range.start + start + length)
}

fn inside_backticks(markdown: &str, range: Range<usize>) -> Range<usize> {
    let code = &markdown[range.clone()];
    let ticks = code.len() - code.trim_start_matches('`').len();
    let inside = range.start + ticks..range.end.saturating_sub(ticks);
    if inside.start < inside.end { inside } else { range }
}

/// The text between the tags and comments of a piece of HTML.
fn outside_tags(markdown: &str, range: Range<usize>, runs: &mut Vec<(Kind, Range<usize>)>) {
    let mut at = range.start;
    while at < range.end {
        let open = markdown[at..range.end].find('<').map_or(range.end, |found| at + found);
        if !markdown[at..open].trim().is_empty() {
            runs.push((Kind::Text, at..open));
        }
        let (end, length) = if markdown[open..range.end].starts_with("<!--") { ("-->", 3) } else { (">", 1) };
        at = markdown[open..range.end].find(end).map_or(range.end, |found| open + found + length);
    }
}

/// The targets of `<a href="…">` in a piece of HTML.
fn hrefs(html: &str) -> impl Iterator<Item = String> {
    html.split("<a ").skip(1).filter_map(|tag| {
        let tag = tag.split('>').next()?;
        let (_, value) = tag.split_once("href=")?;
        let quote = value.chars().next().filter(|quote| "\"'".contains(*quote))?;
        value[1..].split(quote).next().map(str::to_owned)
    })
}
