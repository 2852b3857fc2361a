//! The few words of a section that show why it was found.

use crate::analyze::segments;
use crate::error::Error;
use crate::format::text::Kind;
use crate::index::View;
use crate::query::Query;
use serde::Serialize;

/// A piece of an excerpt. Pieces put together are the excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Piece {
    /// Plain text.
    pub text: String,
    /// Whether the query asked for this word.
    pub mark: bool,
}

/// How much plain text of a section is looked at, in bytes.
const LOOKED_AT: usize = 16 * 1024;

/// How long an excerpt is, in words: two or three lines on a phone.
const WORDS: usize = 32;

/// The window of a section with most of the query's words, or its first words where it has none.
pub(crate) fn excerpt(view: &View<'_>, query: &Query, section: u32) -> Result<Vec<Piece>, Error> {
    let text = plain(view, section)?;
    let words: Vec<Word> = segments(&text)
        .filter(|segment| segment.word)
        .map(|segment| Word {
            start: segment.start,
            end: segment.start + segment.text.len(),
            matched: query.matches(segment.text),
        })
        .collect();
    let window = best_window(&words, query.terms.len() + 1);
    Ok(pieces(&text, &words, window))
}

struct Word {
    start: usize,
    end: usize,
    /// Which of the query's words it is.
    matched: Option<usize>,
}

/// The text without markup, white space collapsed.
fn plain(view: &View<'_>, section: u32) -> Result<String, Error> {
    let mut text = String::new();
    view.texts.pieces(section, &mut |kind, piece| {
        if text.len() > LOOKED_AT {
            return;
        }
        // Of markup only its gaps are kept: a line break, or the edge of a table cell.
        let piece = if kind != Kind::Markup {
            piece
        } else if piece.contains(['\n', '|']) {
            " "
        } else {
            return;
        };
        for char in piece.chars() {
            if !char.is_whitespace() {
                text.push(char);
            } else if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        }
    })?;
    text.truncate(text.trim_end().len());
    Ok(text)
}

/// The first word of the window that has most different words of the query, then most of any, then comes first.
fn best_window(words: &[Word], kinds: usize) -> usize {
    let mut counts = vec![0u32; kinds];
    let (mut different, mut all) = (0u32, 0u32);
    let (mut best, mut best_start) = ((0, 0), 0);
    for (end, word) in words.iter().enumerate() {
        if let Some(kind) = word.matched {
            counts[kind] += 1;
            all += 1;
            different += u32::from(counts[kind] == 1);
        }
        if let Some(kind) = end.checked_sub(WORDS).and_then(|left| words[left].matched) {
            counts[kind] -= 1;
            all -= 1;
            different -= u32::from(counts[kind] == 0);
        }
        if (different, all) > best {
            best = (different, all);
            best_start = (end + 1).saturating_sub(WORDS);
        }
    }
    // The window ends with a match; where it can, it is moved so that matches stand in its first half.
    let first_match = words[best_start..].iter().position(|word| word.matched.is_some()).unwrap_or(0);
    let start = (best_start + first_match).saturating_sub(WORDS / 4).max(best_start);
    start.min(words.len().saturating_sub(WORDS))
}

fn pieces(text: &str, words: &[Word], first: usize) -> Vec<Piece> {
    let Some(last) = words.get(first..).and_then(|words| words.iter().take(WORDS).next_back()) else {
        return Vec::new();
    };
    let end = if last.end == words.last().map_or(0, |word| word.end) { text.len() } else { last.end };
    let mut at = if first == 0 { 0 } else { words[first].start };
    let mut pieces = Vec::new();
    let mut push = |text: &str, mark: bool| match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece { text: last, mark: false }) if !mark => last.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), mark }),
    };
    if at > 0 {
        push("… ", false);
    }
    for word in words[first..].iter().take(WORDS).filter(|word| word.matched.is_some()) {
        push(&text[at..word.start], false);
        push(&text[word.start..word.end], true);
        at = word.end;
    }
    push(&text[at..end], false);
    if end < text.len() {
        push(" …", false);
    }
    pieces
}
