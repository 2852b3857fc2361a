//! Markdown made part of a larger page: its headings below the page's, and nothing left open behind it.

use super::escape::without_blank_edges;
use super::markdown::OPTIONS;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// Markdown that can stand amid other Markdown.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Demoted {
    pub(crate) markdown: String,
    /// Headings outside lists and quotes: the offset of their first byte in `markdown`, and their plain text.
    pub(crate) headings: Vec<(usize, String)>,
}

struct Heading {
    level: usize,
    nested: bool,
    range: Range<usize>,
    /// From the first to the last byte of what stands in it.
    content: Range<usize>,
    text: String,
}

/// Moves all headings down by the same number of levels, at most to 6, so that the highest is at `top` or deeper.
/// Headings underlined with `=` or `-` become those with `#`; a fence or an HTML block that is never closed is.
/// All else stays, byte for byte.
pub(crate) fn demote(body: &str, top: usize) -> Demoted {
    let body = without_blank_edges(body);
    let (headings, close) = read(body);
    let shift = top.saturating_sub(headings.iter().map(|heading| heading.level).min().unwrap_or(top));
    let mut out = Demoted::default();
    let mut at = 0;
    for heading in headings {
        if heading.range.start < at {
            continue;
        }
        let before = &body[at..heading.range.start];
        let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
        // A heading at the margin begins its line, so that its offset is the line's.
        let kept = if heading.nested { before } else { &before[..before.len() - indent] };
        out.markdown.push_str(kept);
        let start = out.markdown.len();
        out.markdown.push_str(&"#".repeat((heading.level + shift).min(6)));
        let source = &body[heading.range.clone()];
        if is_atx(source) {
            out.markdown.push_str(source.trim_start_matches('#'));
        } else {
            push_underlined(body, &heading, &mut out.markdown);
        }
        at = heading.range.end;
        if !heading.nested {
            out.headings.push((start, heading.text));
        }
    }
    out.markdown.push_str(&body[at..]);
    if let Some(close) = close {
        out.markdown.push('\n');
        out.markdown.push_str(&close);
    }
    out
}

fn is_atx(source: &str) -> bool {
    let rest = source.trim_start_matches('#');
    (1..=6).contains(&(source.len() - rest.len())) && (rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// A heading of several lines becomes one line.
fn push_underlined(body: &str, heading: &Heading, out: &mut String) {
    for line in body[heading.content.clone()].split(['\n', '\r']) {
        let line = if heading.nested { line.trim_start_matches([' ', '\t', '>']) } else { line };
        let line = line.trim().trim_end_matches('\\');
        if !line.is_empty() {
            out.push(' ');
            out.push_str(line);
        }
    }
    if out.ends_with('#') {
        out.push_str(" #");
    }
    let source = &body[heading.range.clone()];
    out.push_str(if source.ends_with(['\n', '\r']) { "\n" } else { "" });
}

/// The headings, and what has to be added so that the text behind the body is not part of it.
fn read(body: &str) -> (Vec<Heading>, Option<String>) {
    // What follows is a heading at the margin: only a fence or HTML that is still open can take it in.
    let probe = format!("{body}\n\n# .\n");
    let mut headings: Vec<Heading> = Vec::new();
    let mut depth = 0usize;
    let mut inside = false;
    let mut close = None;
    for (event, range) in Parser::new_ext(&probe, OPTIONS).into_offset_iter() {
        if range.start > body.len() {
            break;
        }
        match &event {
            Event::Start(Tag::Heading { level, .. }) => {
                inside = true;
                headings.push(Heading {
                    level: *level as usize,
                    nested: depth > 0,
                    content: range.end..range.start,
                    range: range.clone(),
                    text: String::new(),
                });
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) if range.end > body.len() + 2 => {
                let fence = &body[range.start..];
                let kind = if fence.starts_with('~') { "~" } else { "`" };
                close = Some(kind.repeat(fence.len() - fence.trim_start_matches(kind).len()));
            }
            Event::Start(Tag::HtmlBlock) if range.end > body.len() + 2 => {
                close = html_end(body[range.start..].trim_start())
            }
            Event::Start(
                Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionList,
            ) => depth += 1,
            Event::End(
                TagEnd::BlockQuote(_)
                | TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::FootnoteDefinition
                | TagEnd::DefinitionList,
            ) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(heading) = headings.last_mut().filter(|_| inside) else {
            continue;
        };
        match event {
            Event::Start(Tag::Heading { .. }) => continue,
            Event::Text(text) | Event::Code(text) => heading.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => heading.text.push(' '),
            _ => {}
        }
        heading.content.start = heading.content.start.min(range.start);
        heading.content.end = heading.content.end.max(range.end);
    }
    for heading in &mut headings {
        heading.range.end = heading.range.end.min(body.len());
        heading.content.end = heading.content.end.min(heading.range.end);
        heading.content.start = heading.content.start.min(heading.content.end);
    }
    (headings, close)
}

/// What ends a block of HTML that a blank line does not end.
fn html_end(html: &str) -> Option<String> {
    for (start, end) in [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")] {
        if html.starts_with(start) {
            return Some(end.to_owned());
        }
    }
    let name: String = html.chars().skip(1).take_while(char::is_ascii_alphabetic).take(8).collect();
    Some(format!("</{}>", name.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::sections;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn check(body: &str, expected: Expect) {
        expected.assert_eq(&demote(body, 3).markdown);
    }

    #[test]
    fn headings_go_below_the_page_s() {
        check(
            "# Added\n\n- a\n\n## More #\n\n```\n# code\n```",
            expect![[r##"
            ### Added

            - a

            #### More #

            ```
            # code
            ```"##]],
        );
        check(
            "Added\n=====\n\nTwo\nlines #\n---\n- x\n  # in a list",
            expect![[r##"
            ### Added

            #### Two lines # #
            - x
              ### in a list"##]],
        );
    }

    #[test]
    fn what_is_open_gets_closed() {
        check(
            "````sh\nls",
            expect![[r#"
            ````sh
            ls
            ````"#]],
        );
        check(
            "<!-- never closed",
            expect![[r#"
            <!-- never closed
            -->"#]],
        );
        check(
            "<pre>\nx",
            expect![[r#"
            <pre>
            x
            </pre>"#]],
        );
    }

    #[test]
    fn a_hundred_thousand_headings_take_no_time() {
        let demoted = demote(&"## a\n> # b\n\n".repeat(100_000), 3);
        assert_eq!(demoted.headings.len(), 100_000);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

        #[test]
        fn the_same_headings_below_the_top(body in "([a#=`>*<!~ -]|\n|# a|<!--|<pre>|```|> |- ){0,20}") {
            let mut page = demote(&body, 3).markdown;
            let before: Vec<_> = sections(&body).into_iter().skip(1).map(|section| section.heading).collect();
            page.push_str("\n\n## last\n");
            let sections = sections(&page);
            let after: Vec<_> = sections.iter().skip(1).map(|section| section.heading.clone()).collect();
            prop_assert_eq!(after.last().map(|heading| &**heading), Some("last"), "{:?}", page);
            prop_assert_eq!(&after[..after.len() - 1], &before[..], "{:?}", page);
            prop_assert!(sections[1..sections.len() - 1].iter().all(|section| section.level >= 3), "{:?}", page);
        }
    }
}
