//! Markdown and MDX bodies, cut at their headings.
//!
//! `pulldown-cmark` finds the grammar; from its events only the places are kept, so that the text stays as it
//! was written and every byte of it belongs to one section.

use super::Section;
use crate::format::text::Kind;
use crate::slug::slug;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The sections of a body, the page's start first.
pub(super) fn sections(body: &str) -> Vec<Section> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mut sections = vec![Section::default()];
    let mut in_heading = false;
    let mut in_code = false;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
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
                take_attributes(section);
            }
            Event::Text(text) if in_heading => section.heading.push_str(&text),
            Event::Code(code) if in_heading => section.heading.push_str(&code),
            Event::SoftBreak | Event::HardBreak if in_heading => section.heading.push(' '),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) => section.runs.push((if in_code { Kind::Code } else { Kind::Text }, range)),
            Event::Code(_) => section.runs.push((Kind::Code, inside_backticks(body, range))),
            // The lines of a block come one by one, and a tag may span several of them.
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => outside_tags(body, range, &mut section.runs),
            _ => {}
        }
    }
    if let Some(last) = sections.last_mut() {
        last.range.end = body.len();
    }
    sections
}

/// Takes `{#id}` and `{{ "url": "id" }}` from the end of a heading.
fn take_attributes(section: &mut Section) {
    let heading = section.heading.trim_end();
    if let Some((text, id)) = heading.strip_suffix('}').and_then(|rest| rest.rsplit_once("{#")) {
        section.anchor = id.trim().to_owned();
        section.heading = text.trim_end().to_owned();
    } else if let Some((text, attributes)) = heading.strip_suffix("}}").and_then(|rest| rest.rsplit_once("{{")) {
        if let Some((_, value)) = attributes.split_once("\"url\":") {
            section.anchor = value.split('"').nth(1).unwrap_or_default().to_owned();
        }
        section.heading = text.trim_end().to_owned();
    }
    section.heading = section.heading.trim().to_owned();
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

fn inside_backticks(body: &str, range: Range<usize>) -> Range<usize> {
    let code = &body[range.clone()];
    let ticks = code.len() - code.trim_start_matches('`').len();
    let inside = range.start + ticks..range.end.saturating_sub(ticks);
    if inside.start < inside.end { inside } else { range }
}

/// The text between the tags of a piece of HTML or JSX.
fn outside_tags(body: &str, range: Range<usize>, runs: &mut Vec<(Kind, Range<usize>)>) {
    let mut at = range.start;
    while at < range.end {
        let open = body[at..range.end].find('<').map_or(range.end, |found| at + found);
        if !body[at..open].trim().is_empty() {
            runs.push((Kind::Text, at..open));
        }
        at = body[open..range.end].find('>').map_or(range.end, |found| open + found + 1);
    }
}
