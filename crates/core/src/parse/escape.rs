//! Plain text written as Markdown, so that it reads as the same text.
//!
//! Only what would change the text is escaped: a line that would begin a heading, a fence or raw HTML, and a tag
//! amid the text, whose name would be lost. Emphasis, code spans, lists, tables and closed fences stay: they keep
//! every word, and text from other tools is often Markdown already.

use super::markdown::OPTIONS;
use pulldown_cmark::{Event, Parser};

/// One line of plain text for a heading: it reads back as `text`, with its white space as single spaces.
pub(crate) fn heading(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, char)| char);
        let beside = before.is_alphanumeric() && after.is_alphanumeric();
        let escape = match char {
            '\\' => after.is_ascii_punctuation(),
            '`' | '[' => true,
            '*' | '~' => before != ' ' || after != ' ',
            '_' => !beside,
            '<' => !after.is_whitespace(),
            '&' => after == '#' || after.is_alphanumeric(),
            // A last run of `#` is dropped from an ATX heading.
            '#' => before == ' ' && text[at..].trim_end_matches('#').is_empty(),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(char);
        before = char;
    }
    // A name is copied from where it is read, and `\_\_init\_\_` is found nowhere.
    let name = !text.contains(' ') || text.contains('(');
    if out.len() > text.len() && name && !text.contains('`') { code_span(&text) } else { out }
}

/// One line of code amid text.
pub(crate) fn code_span(code: &str) -> String {
    let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
    if !code.contains('`') {
        return format!("`{code}`");
    }
    let ticks = "`".repeat(longest_run(&code, '`') + 1);
    format!("{ticks} {code} {ticks}")
}

/// Code as a block that nothing inside can end. `language` may be empty.
pub(crate) fn fence(code: &str, language: &str, out: &mut String) {
    let ticks = "`".repeat(longest_run(code, '`').max(2) + 1);
    let language = language.split(|char: char| char.is_whitespace() || char == '`').next().unwrap_or_default();
    out.push_str(&format!("{ticks}{language}\n"));
    let code = code.trim_end_matches(['\n', '\r']);
    out.push_str(code);
    out.push_str(if code.is_empty() { "" } else { "\n" });
    out.push_str(&ticks);
    out.push('\n');
}

/// Paragraphs of plain text, without the blank lines around them. No heading can begin in them, and they leave
/// nothing open behind them. Inside fences at the margin nothing is escaped, provided that they are closed.
pub(crate) fn text(text: &str, out: &mut String) {
    let text = without_blank_edges(text);
    let lines = lines(text);
    let mut escaped = String::with_capacity(text.len() + 16);
    let closers = closers(&lines);
    let last_label = text.rfind("]:");
    let mut fence: Option<(u8, usize)> = None;
    let mut containers = false;
    let mut start = 0;
    for (number, line) in lines.iter().enumerate() {
        let bare = line.trim_end_matches(['\n', '\r']);
        let run = fence_run(bare);
        if let Some((kind, length)) = fence {
            if is_closer(bare, kind, length) {
                fence = None;
            }
        } else if let Some((kind, length)) = run.filter(|&(kind, length)| closers.closes(number, kind, length)) {
            fence = Some((kind, length));
        } else if let Some(at) = escape_at(bare, &mut containers, last_label.is_some_and(|last| start <= last)) {
            escaped.push_str(&line[..at]);
            escaped.push('\\');
            escaped.push_str(&line[at..]);
            start += line.len();
            continue;
        }
        escaped.push_str(line);
        start += line.len();
    }
    if escaped.contains('<') { without_tags(&escaped, out) } else { out.push_str(&escaped) }
}

/// Escapes what would be taken for a tag or a comment amid the text, and for nothing else: `a < b` stays.
fn without_tags(text: &str, out: &mut String) {
    let mut at = 0;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        if !matches!(event, Event::InlineHtml(_) | Event::Html(_)) || range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        // A tag inside the tag's attributes would come to life when the outer one no longer is.
        for piece in text[range.clone()].split_inclusive('<') {
            match piece.strip_suffix('<') {
                Some(before) => {
                    out.push_str(before);
                    out.push_str("\\<");
                }
                None => out.push_str(piece),
            }
        }
        at = range.end;
    }
    out.push_str(&text[at..]);
}

/// Where a line needs a backslash so that it is text. `containers` says whether a list, a quote or a definition may
/// be open, in which indented lines may be more than code; `label` whether the end of a link's label is yet to come.
fn escape_at(line: &str, containers: &mut bool, label: bool) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = line[at..].trim_start_matches([' ', '\t']);
        let indent = &line[at..line.len() - rest.len()];
        if !*containers && (indent.len() >= 4 || indent.contains('\t')) {
            return None;
        }
        at = line.len() - rest.len();
        let whole = rest.trim_end();
        let underline =
            !whole.is_empty() && (whole.bytes().all(|byte| byte == b'=') || whole.bytes().all(|byte| byte == b'-'));
        if underline {
            return Some(at);
        }
        let Some(marker) = container_marker(rest) else {
            return begins_block(rest, label).then_some(at);
        };
        *containers = true;
        at += marker;
    }
}

/// The length of a marker of a list, a quote or a definition that the line begins with.
fn container_marker(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let length = match bytes.get(digits)? {
        b'>' | b':' if digits == 0 => return Some(1),
        b'-' | b'+' | b'*' if digits == 0 => 1,
        b'.' | b')' if digits > 0 => digits + 1,
        _ => return None,
    };
    bytes.get(length).is_none_or(|byte| matches!(byte, b' ' | b'\t')).then_some(length)
}

fn begins_block(rest: &str, label: bool) -> bool {
    let bytes = rest.as_bytes();
    match bytes.first() {
        Some(b'#') => {
            let run = bytes.iter().take_while(|&&byte| byte == b'#').count();
            run <= 6 && bytes.get(run).is_none_or(|byte| matches!(byte, b' ' | b'\t'))
        }
        Some(b'`' | b'~') => fence_run(rest).is_some(),
        Some(b'<') => {
            bytes.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || b"/!?".contains(byte)) && !is_autolink(rest)
        }
        Some(b'[') => label,
        _ => false,
    }
}

/// `<https://…` and the like. No tag has a colon in its name.
fn is_autolink(rest: &str) -> bool {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || b"+.-".contains(byte);
    let end = rest.bytes().skip(1).take(33).take_while(name).count();
    end >= 2 && rest.as_bytes().get(end + 1) == Some(&b':')
}

/// A fence at the very margin: its character and length. Elsewhere a fence may end with its list, so it is escaped.
fn fence_run(line: &str) -> Option<(u8, usize)> {
    let kind = *line.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|&byte| byte == kind).count();
    (length >= 3 && (kind == b'~' || !line[length..].contains('`'))).then_some((kind, length))
}

fn is_closer(line: &str, kind: u8, length: usize) -> bool {
    closer(line).is_some_and(|(found, run)| found == kind && run >= length)
}

fn closer(line: &str) -> Option<(u8, usize)> {
    let bare = line.trim_start_matches(' ');
    if line.len() - bare.len() > 3 {
        return None;
    }
    let (kind, length) = fence_run(bare)?;
    bare[length..].trim_end_matches([' ', '\t']).is_empty().then_some((kind, length))
}

/// For each line the longest closing fences below it, so that one look tells whether a fence is closed.
struct Closers(Vec<[usize; 2]>);

impl Closers {
    fn closes(&self, line: usize, kind: u8, length: usize) -> bool {
        self.0.get(line).is_some_and(|longest| longest[usize::from(kind == b'~')] >= length)
    }
}

fn closers(lines: &[&str]) -> Closers {
    let mut longest = [0; 2];
    let mut below: Vec<_> = lines
        .iter()
        .rev()
        .map(|line| {
            let here = longest;
            if let Some((kind, length)) = closer(line.trim_end_matches(['\n', '\r'])) {
                let longest = &mut longest[usize::from(kind == b'~')];
                *longest = length.max(*longest);
            }
            here
        })
        .collect();
    below.reverse();
    Closers(below)
}

/// Lines with their ends; Markdown has three of them.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let end = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        if end {
            lines.push(&text[start..=at]);
            start = at + 1;
        }
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}

/// Text without the blank lines before and after it; the first line keeps its indentation.
pub(crate) fn without_blank_edges(text: &str) -> &str {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    &text[start..]
}

fn longest_run(text: &str, wanted: char) -> usize {
    let (longest, _) = text.chars().fold((0, 0), |(longest, run), char| {
        let run = if char == wanted { run + 1 } else { 0 };
        (run.max(longest), run)
    });
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::sections;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn check(input: &str, expected: Expect) {
        let mut out = String::new();
        text(input, &mut out);
        expected.assert_eq(&out);
    }

    #[test]
    fn only_what_would_change_the_text_is_escaped() {
        check(
            "# not a heading\n#include <map>\n- # nor this\n> > 1. ## nor this",
            expect![[r#"
            \# not a heading
            #include \<map>
            - \# nor this
            > > 1. \## nor this"#]],
        );
        check(
            "Title\n=====\nOther\n---\n- item\n  --",
            expect![[r#"
            Title
            \=====
            Other
            \---
            - item
              \--"#]],
        );
        check(
            "vector<int> and `Vec<T>` where a < b <https://a.example>",
            expect![[r#"vector\<int> and `Vec<T>` where a < b <https://a.example>"#]],
        );
        check(
            "<div>\nfoo **bar** snake_case\n[a]: b\n[x](y)",
            expect![[r#"
            \<div>
            foo **bar** snake_case
            \[a]: b
            [x](y)"#]],
        );
    }

    #[test]
    fn a_closed_fence_stays_and_an_open_one_is_text() {
        check(
            "```sh\n# comment\n```\n# no",
            expect![[r#"
            ```sh
            # comment
            ```
            \# no"#]],
        );
        check(
            "```sh\n# comment",
            expect![[r#"
            \```sh
            \# comment"#]],
        );
    }

    #[test]
    fn names_in_headings_stay_whole() {
        for (name, expected) in [
            ("__init__(self, *args)", "`__init__(self, *args)`"),
            ("snake_case and 2 * 3", "snake_case and 2 * 3"),
            ("What is *new* in C #", r"What is \*new\* in C \#"),
            ("get_event_loop()", "get_event_loop()"),
            ("Use `a`", r"Use \`a\`"),
        ] {
            assert_eq!(heading(name), expected);
        }
    }

    #[test]
    fn fences_are_longer_than_what_they_hold() {
        let mut out = String::new();
        fence("a\n````\n", "md", &mut out);
        assert_eq!(out, "`````md\na\n````\n`````\n");
        assert_eq!(code_span("a`b"), "`` a`b ``");
    }

    #[test]
    fn a_hundred_thousand_open_fences_take_no_time() {
        let mut out = String::new();
        text(&"```a\n<b\n[\n".repeat(100_000), &mut out);
        assert!(out.starts_with("\\```a\n\\<b\n["));
    }

    fn letters(text: &str) -> String {
        text.chars().filter(char::is_ascii_alphabetic).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

        #[test]
        fn no_text_is_cut_and_nothing_stays_open(input in "[a#=`>*+.<!\\[\\]:~ \n\t/_\"'|1)?\r-]{0,40}") {
            let mut page = String::from("## one\n\n");
            text(&input, &mut page);
            page.push_str("\n\n## two\n");
            let sections = sections(&page);
            prop_assert_eq!(sections.len(), 3, "{:?}", page);
        }

        #[test]
        fn no_word_is_lost(input in "[ab#=>*+.<!\\[\\]: \n\t/_\"'|?-]{0,40}") {
            let mut page = String::new();
            text(&input, &mut page);
            let sections = sections(&page);
            let found: String = sections.iter().flat_map(|s| &s.runs).map(|(_, range)| &page[range.clone()]).collect();
            prop_assert_eq!(letters(&found), letters(&input), "{:?}", page);
        }

        #[test]
        fn headings_read_back(input in "[a#=`>*+.<!\\[\\]:~ /_\"'|1)&;(-]{1,20}") {
            let page = format!("## {}\n", heading(&input));
            let sections = sections(&page);
            prop_assert_eq!(sections.len(), 2);
            prop_assert_eq!(&sections[1].heading, &input.split_whitespace().collect::<Vec<_>>().join(" "), "{:?}", page);
        }
    }
}
