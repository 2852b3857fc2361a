//! Where a Markdown text may be cut: between its blocks, and never within a code fence, a table row or a list item.

use crate::tokens::{SLACK, text_tokens};

/// A part of a text up to where it may be cut.
struct Block {
    end: usize,
    /// It ends with a heading, whose text would follow.
    heading: bool,
    /// It is a paragraph, which may be cut between words where nothing else helps.
    paragraph: bool,
}

/// How much of the beginning of a text fits a budget.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// So many bytes, which are fewer than all.
    Bytes(usize),
    /// Nothing: its first block takes so many tokens.
    Needs(usize),
}

/// How much of `markdown` fits `max` tokens, given that all of it does not. `starts` are the places where sections
/// begin: the last of them is taken where it is in the last third of what fits, so that a reader goes on with a section.
pub(super) fn fit(markdown: &str, max: usize, starts: &[usize], count: &mut dyn FnMut(&str) -> usize) -> Fit {
    let blocks = blocks(markdown);
    // Counted from the beginning: a counter of somebody else need not add up. Halving asks it a dozen times.
    let fitting = &blocks[..blocks.partition_point(|block| count(&markdown[..block.end]) <= max)];
    let whole = fitting.iter().rfind(|block| !block.heading).or(fitting.last());
    if let Some(last) = whole.map(|block| block.end).filter(|&end| end < markdown.len()) {
        let section = starts.iter().rfind(|&&start| start <= last && start * 3 > last * 2);
        return Fit::Bytes(*section.unwrap_or(&last));
    }
    let Some(first) = blocks.first() else { return Fit::Needs(0) };
    let text = &markdown[..first.end];
    let words = text.char_indices().filter(|(_, char)| char.is_whitespace()).map(|(at, char)| at + char.len_utf8());
    let mut cut = 0;
    if first.paragraph {
        // Words are short: the last one that fits is found in steps that halve.
        let ends: Vec<usize> = words.collect();
        let fits = ends.partition_point(|&end| count(&text[..end]) <= max);
        cut = fits.checked_sub(1).map_or(0, |last| ends[last]);
    }
    if cut > 0 { Fit::Bytes(cut) } else { Fit::Needs(count(text)) }
}

/// The estimate, as a counter.
pub(super) fn estimate(text: &str) -> usize {
    text_tokens(text) + SLACK
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut fence: Option<(char, usize)> = None;
    let (mut last, mut last_is_rule) = (Line::Blank, false);
    let mut has_blank = true;
    let mut start = 0;
    for line in markdown.split_inclusive('\n') {
        let kind = match fence {
            Some(open) => {
                if closes(line, open) {
                    fence = None;
                    Line::Fence
                } else {
                    Line::Code
                }
            }
            None => {
                fence = opens(line);
                if fence.is_some() { Line::Fence } else { Line::of(line) }
            }
        };
        let opened = kind == Line::Fence && fence.is_some();
        let cut = start > 0
            && match kind {
                Line::Blank | Line::Code => false,
                Line::Fence => opened && !is_indented(line),
                _ if is_indented(line) => false,
                Line::Heading | Line::Item => true,
                // A table needs its head, and each row is whole.
                Line::Row => has_blank || last != Line::Row || !is_rule(line) && !last_is_rule,
                Line::Quote => has_blank || last != Line::Quote,
                Line::Text => has_blank || matches!(last, Line::Heading | Line::Fence),
            };
        if cut {
            let paragraph = is_paragraph(markdown, blocks.last().map_or(0, |block| block.end), start);
            blocks.push(Block { end: start, heading: last == Line::Heading, paragraph });
        }
        if kind == Line::Blank {
            has_blank = true;
        } else {
            (last, last_is_rule, has_blank) = (kind, kind == Line::Row && is_rule(line), false);
        }
        start += line.len();
    }
    let paragraph = is_paragraph(markdown, blocks.last().map_or(0, |block| block.end), start);
    blocks.push(Block { end: start, heading: last == Line::Heading, paragraph });
    blocks
}

/// Whether a block is text alone.
fn is_paragraph(markdown: &str, start: usize, end: usize) -> bool {
    let mut lines = markdown[start..end].lines().filter(|line| !line.trim().is_empty());
    lines.all(|line| Line::of(line) == Line::Text && opens(line).is_none() && !is_indented(line))
}

/// What a line outside of fences is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    Heading,
    Item,
    Row,
    Quote,
    Text,
    /// The first or the last of a fence.
    Fence,
    /// Within one.
    Code,
}

impl Line {
    fn of(line: &str) -> Self {
        let text = line.trim();
        let number = text.trim_start_matches(|char: char| char.is_ascii_digit());
        let is_numbered = number.len() < text.len() && (number.starts_with(". ") || number.starts_with(") "));
        match text.bytes().next() {
            None => Line::Blank,
            Some(b'#') => Line::Heading,
            Some(b'|') => Line::Row,
            Some(b'>') => Line::Quote,
            Some(b'-' | b'*' | b'+') if text[1..].starts_with(' ') || text.len() == 1 => Line::Item,
            _ if is_numbered => Line::Item,
            _ => Line::Text,
        }
    }
}

/// Whether a line belongs to what stands before it: to a list item, for instance.
fn is_indented(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\t')
}

/// Whether a row is the rule below the head of a table.
fn is_rule(line: &str) -> bool {
    line.trim().bytes().all(|byte| b"|-: ".contains(&byte))
}

/// The fence that a line opens. Fences stand in list items and quotes as well.
pub(super) fn opens(line: &str) -> Option<(char, usize)> {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let mark = text.chars().next().filter(|mark| ['`', '~'].contains(mark))?;
    let length = text.chars().take_while(|&char| char == mark).count();
    (length >= 3 && !(mark == '`' && text[length..].contains('`'))).then_some((mark, length))
}

pub(super) fn closes(line: &str, (mark, length): (char, usize)) -> bool {
    let text = line.trim_matches([' ', '\t', '>', '\n', '\r']);
    text.len() >= length && text.chars().all(|char| char == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Keys\n\nA key opens a door.\n\n- one\n  still one\n\n  ```js\n  a\n\n  b\n  ```\n- two\n\n\
                        | a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n```sh\n# no heading\n\n- no item\n```\n\n> a\n> b\n\nEnd.\n";

    #[test]
    fn fences_rows_and_items_stay_whole() {
        let mut start = 0;
        let mut parts = Vec::new();
        for block in blocks(PAGE) {
            parts.push(&PAGE[start..block.end]);
            start = block.end;
        }
        assert_eq!(
            parts,
            [
                "# Keys\n\n",
                "A key opens a door.\n\n",
                "- one\n  still one\n\n  ```js\n  a\n\n  b\n  ```\n",
                "- two\n\n",
                "| a | b |\n|---|---|\n| 1 | 2 |\n",
                "| 3 | 4 |\n\n",
                "```sh\n# no heading\n\n- no item\n```\n\n",
                "> a\n> b\n\n",
                "End.\n"
            ]
        );
    }

    #[test]
    fn what_fits_goes_on_until_the_end() {
        for max in 20..200 {
            let mut rest = PAGE;
            while estimate(rest) > max {
                match fit(rest, max, &[], &mut estimate) {
                    Fit::Bytes(length) => {
                        assert!(length > 0 && estimate(&rest[..length]) <= max);
                        rest = &rest[length..];
                    }
                    Fit::Needs(tokens) => {
                        assert!(tokens > max);
                        break;
                    }
                }
            }
        }
    }

    #[test]
    fn a_paragraph_that_is_too_long_is_cut_between_words() {
        let text = "word ".repeat(100);
        assert_eq!(fit(&text, 52, &[], &mut estimate), Fit::Bytes(245));
    }
}
