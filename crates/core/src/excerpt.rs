//! The few words of a section that show why it was found.

use crate::error::Error;
use crate::format::text::{Capitals, Item, Kind, Walk};
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

/// How many words of a section are looked at.
const LOOKED_AT: usize = 4096;

/// How long an excerpt is, in words: two or three lines on a phone.
const WORDS: usize = 32;

/// Tells which words of a text a query asked for. Made once for all excerpts of an answer.
pub(crate) struct Matcher<'q> {
    query: &'q Query,
    /// Terms by ordinal, each with the place of the query's term that it stands for.
    terms: Vec<(u32, usize)>,
}

impl<'q> Matcher<'q> {
    /// `terms` are sorted; of one that comes twice the first place counts.
    pub(crate) fn new(query: &'q Query, terms: impl Iterator<Item = (u32, usize)>) -> Self {
        let mut terms: Vec<_> = terms.collect();
        terms.dedup_by_key(|&mut (term, _)| term);
        Matcher { query, terms }
    }

    /// Which of the query's words this is.
    fn matches(&self, view: &View<'_>, item: &Item<'_>) -> Result<Option<usize>, Error> {
        let (term, inner) = match *item {
            Item::Separator(_) => return Ok(None),
            Item::Word(text, None) => return Ok(self.query.matches(text)),
            Item::Word(text, Some(term)) => (term, text.chars().skip(1).any(char::is_uppercase)),
            Item::Term(term, capitals) => (term, matches!(capitals, Capitals::Inner(_))),
        };
        if let Ok(found) = self.terms.binary_search_by_key(&term, |&(ordinal, _)| ordinal) {
            return Ok(Some(self.terms[found].1));
        }
        if inner || view.texts.is_compound(term) {
            let mut text = String::new();
            view.texts.spell(item, &mut text)?;
            return Ok(self.query.matches(&text));
        }
        Ok(None)
    }

    /// The window of a text with most of the query's words, or its first words where it has none.
    #[inline(never)]
    pub(crate) fn excerpt(&self, view: &View<'_>, mut walk: Walk<'_, '_>) -> Result<Vec<Piece>, Error> {
        let mut words = Vec::new();
        loop {
            let here = walk;
            let Some((kind, item)) = walk.step()? else { break };
            if kind != Kind::Markup && item.is_word() {
                words.push(Word { here, matched: self.matches(view, &item)? });
                if words.len() == LOOKED_AT {
                    break;
                }
            }
        }
        let first = best_window(&words, self.query.terms.len() + 1);
        let Some(window) = words.get(first..) else { return Ok(Vec::new()) };
        let Some(start) = window.first() else { return Ok(Vec::new()) };
        let mut excerpt = Excerpt::default();
        if first > 0 {
            excerpt.push("… ", false);
        }
        let mut walk = start.here;
        let mut left = window.iter().map(|word| word.matched.is_some());
        let mut shown = 0;
        let mut word_ends = false;
        let mut text = String::new();
        while let Some((kind, item)) = walk.step()? {
            let mut mark = false;
            text.clear();
            if kind == Kind::Markup {
                // Of markup only its gaps are kept: a line break, or the edge of a table cell.
                if let Item::Separator(text) = item {
                    excerpt.push(if text.contains(['\n', '|']) { " " } else { "" }, false);
                }
                word_ends = false;
                continue;
            }
            if item.is_word() {
                if shown == WORDS {
                    excerpt.push(" …", false);
                    break;
                }
                shown += 1;
                mark = left.next().unwrap_or(false);
                if word_ends {
                    excerpt.push(" ", false);
                }
            }
            view.texts.spell(&item, &mut text)?;
            excerpt.push(&text, mark);
            word_ends = item.is_word() && !walk.turns();
        }
        Ok(excerpt.finish())
    }
}

/// A word that is not markup, where it stands, and which of the query's words it is.
struct Word<'t, 'a> {
    here: Walk<'t, 'a>,
    matched: Option<usize>,
}

/// The first word of the window that has most different words of the query, then most of any, then comes first.
fn best_window(words: &[Word<'_, '_>], kinds: usize) -> usize {
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

/// Pieces with white space collapsed.
#[derive(Default)]
struct Excerpt {
    pieces: Vec<Piece>,
}

impl Excerpt {
    fn push(&mut self, text: &str, mark: bool) {
        for char in text.chars() {
            let space = char.is_whitespace();
            let after_space = self.pieces.last().is_none_or(|piece| piece.text.ends_with(' '));
            if space && after_space {
                continue;
            }
            let char = if space { ' ' } else { char };
            match self.pieces.last_mut() {
                Some(last) if last.mark == mark => last.text.push(char),
                _ => self.pieces.push(Piece { text: char.to_string(), mark }),
            }
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        if let Some(last) = self.pieces.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if last.text.is_empty() {
                self.pieces.pop();
            }
        }
        self.pieces
    }
}
