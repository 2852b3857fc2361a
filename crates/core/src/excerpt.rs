//! The few words of a section that show why it was found.

use crate::error::Error;
use crate::format::text::{Capitals, Item, Kind, Touching, Walk};
use crate::index::View;
use crate::query::Query;
use crate::sieve::Sieve;
use std::cell::RefCell;

/// A piece of an excerpt. Pieces put together are the excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Piece {
    /// Plain text.
    pub text: String,
    /// Whether the query asked for this word.
    pub mark: bool,
    /// Whether it is code.
    pub code: bool,
}

/// How many words of a section are looked at.
const LOOKED_AT: usize = 1024;

/// How many words apart the places are from where an excerpt can begin to be read.
const STRIDE: usize = 16;

/// How long an excerpt is, in words: two or three lines on a phone.
const WORDS: usize = 32;

/// Room for a piece, in bytes: half of them are longer than a few words.
const PIECE: usize = 64;

/// How many words with parts are remembered.
const SLOTS: usize = 256;

/// A word with parts, by its term and its capitals, and which of the query's words it is.
type Parts = Option<((u32, u32), Option<usize>)>;

/// Tells which words of a text a query asked for. Made once for all excerpts of an answer.
pub(crate) struct Matcher<'q> {
    query: &'q Query,
    /// Terms by ordinal, each with the place of the query's term that it stands for.
    terms: Vec<(u32, usize)>,
    sieve: Sieve,
    /// What was found of words that have parts, each in the slot of its term: they come again and again.
    parts: RefCell<Vec<Parts>>,
    /// The same of pairs, by their words.
    pairs: Vec<((u32, u32), usize)>,
    /// How many places there are.
    places: usize,
}

impl<'q> Matcher<'q> {
    /// Both are sorted; of a term that comes twice the first place counts.
    pub(crate) fn new(
        query: &'q Query,
        terms: impl Iterator<Item = (u32, usize)>,
        pairs: Vec<((u32, u32), usize)>,
    ) -> Self {
        let mut terms: Vec<_> = terms.collect();
        terms.dedup_by_key(|&mut (term, _)| term);
        // That of the prefix comes behind those of the terms.
        let sieve = Sieve::of(terms.iter().map(|&(term, _)| term));
        let parts = RefCell::new(vec![None; SLOTS]);
        Matcher { query, terms, sieve, parts, pairs, places: query.terms.len() + 1 }
    }

    /// Which of the query's words this is.
    fn matches(&self, view: &View<'_>, item: &Item<'_>) -> Result<Option<usize>, Error> {
        let (term, inner) = match *item {
            Item::Separator(_) => return Ok(None),
            Item::Word(text, None) => return Ok(self.query.matches(text)),
            Item::Word(text, Some(term)) => (term, text.chars().skip(1).any(char::is_uppercase)),
            Item::Term(term, capitals) => (term, matches!(capitals, Capitals::Inner(_))),
        };
        if self.sieve.may_have(term)
            && let Ok(found) = self.terms.binary_search_by_key(&term, |&(ordinal, _)| ordinal)
        {
            return Ok(Some(self.terms[found].1));
        }
        if inner || view.terms.is_compound(term) {
            return self.match_parts(view, term, item);
        }
        Ok(None)
    }

    /// The same of a word that has parts.
    #[inline(never)]
    fn match_parts(&self, view: &View<'_>, term: u32, item: &Item<'_>) -> Result<Option<usize>, Error> {
        // Capitals tell parts.
        let word = match *item {
            Item::Term(_, Capitals::Inner(capitals)) => (term, capitals),
            Item::Term(..) => (term, 0),
            _ => (term, u32::MAX),
        };
        let slot = term as usize % SLOTS;
        if let Some((known, found)) = self.parts.borrow()[slot]
            && known == word
            && word.1 < u32::MAX
        {
            return Ok(found);
        }
        let mut text = String::new();
        view.texts.spell(item, &mut text)?;
        let found = self.query.matches(&text);
        self.parts.borrow_mut()[slot] = Some((word, found));
        Ok(found)
    }

    /// The window of a text with most of the query's words, or its first words where it has none. It begins and ends
    /// where sentences and lines do, where that is near enough.
    #[inline(never)]
    pub(crate) fn excerpt(&self, view: &View<'_>, walk: Walk<'_, '_>) -> Result<Vec<Piece>, Error> {
        let found = self.find(view, walk)?;
        let Window { first, end, begins, ends } = found.window(self.places);
        // The nearest place before it from where to go on.
        let near = first / STRIDE;
        let Some(&(mut walk)) = found.places.get(near) else { return Ok(Vec::new()) };
        let mut number = near * STRIDE;
        let mut marks = found.matches.iter().map(|&(word, _)| word).skip_while(|&word| word < first).peekable();
        let mut excerpt = Excerpt::default();
        if !begins {
            excerpt.push("… ", false, false);
        }
        let mut word_ends = false;
        let mut text = String::new();
        while let Some((kind, item)) = walk.step()? {
            if kind == Kind::Markup {
                // Of markup only its gaps are kept: a line break, or the edge of a table cell.
                if let Item::Separator(text) = item
                    && number > first
                {
                    excerpt.push(if text.contains(['\n', '|']) { " " } else { "" }, false, false);
                }
                word_ends = false;
                continue;
            }
            if item.is_word() {
                if number == end {
                    if !ends {
                        excerpt.push(" …", false, false);
                    }
                    break;
                }
                number += 1;
                if word_ends && number > first + 1 {
                    excerpt.push(" ", false, kind == Kind::Code);
                }
            }
            if number > first {
                let mark = item.is_word() && marks.next_if_eq(&(number - 1)).is_some();
                text.clear();
                view.texts.spell(&item, &mut text)?;
                excerpt.push(&text, mark, kind == Kind::Code);
            }
            word_ends = item.is_word() && !walk.turns();
        }
        Ok(excerpt.finish())
    }

    /// Looks for the words of the query.
    fn find<'t, 'a>(&self, view: &View<'_>, mut walk: Walk<'t, 'a>) -> Result<Found<'t, 'a>, Error> {
        // What grows step by step is moved at each, which was 7 % of a query.
        let mut found = Found {
            words: 0,
            places: Vec::with_capacity(LOOKED_AT / STRIDE),
            matches: Vec::with_capacity(WORDS),
            bounds: Vec::with_capacity(WORDS),
        };
        let mut bound = Bound::Line;
        let mut touching = Touching::default();
        loop {
            let here = walk;
            let Some((kind, item)) = walk.step()? else { break };
            if let Item::Separator(text) = item {
                bound = bound.max(Bound::of(kind, text));
            }
            let pair = if self.pairs.is_empty() { None } else { touching.step(&item) };
            if kind == Kind::Markup || !item.is_word() {
                continue;
            }
            if bound == Bound::Line || bound == Bound::Sentence && may_begin(&item) {
                found.bounds.push(found.words);
            }
            bound = Bound::None;
            if found.words.is_multiple_of(STRIDE) {
                found.places.push(here);
            }
            let pair = pair.and_then(|pair| self.pairs.binary_search_by_key(&pair, |&(words, _)| words).ok());
            if let Some((_, place)) = pair.and_then(|pair| self.pairs.get(pair)) {
                let before = found.words.saturating_sub(1);
                if found.matches.last().is_none_or(|&(last, _)| last < before) {
                    found.matches.push((before, *place));
                }
                found.matches.push((found.words, *place));
            } else {
                found.matches.extend(self.matches(view, &item)?.map(|place| (found.words, place)));
            }
            found.words += 1;
            if found.words == LOOKED_AT {
                break;
            }
        }
        Ok(found)
    }
}

/// Where the words of a query stand in a text.
struct Found<'t, 'a> {
    /// How many words were looked at.
    words: usize,
    /// Every sixteenth word.
    places: Vec<Walk<'t, 'a>>,
    /// The number of each word that was found, and which of the query's words it is.
    matches: Vec<(usize, usize)>,
    /// The words that sentences and lines begin with.
    bounds: Vec<usize>,
}

/// Part of a text, in words.
struct Window {
    first: usize,
    end: usize,
    /// Whether a sentence or a line begins with its first word, and one ends with its last.
    begins: bool,
    ends: bool,
}

impl Found<'_, '_> {
    fn window(&self, places: usize) -> Window {
        let (first, last) = best_matches(&self.matches, places);
        // All matches are shown, and nothing is wasted behind the end of the text.
        let least = (last + 1).saturating_sub(WORDS);
        let most = first.min(self.words.saturating_sub(WORDS));
        // Some words before the first match say what it is about.
        let usual = first.saturating_sub(WORDS / 4).clamp(least, most.max(least));
        let near = least.max(usual.saturating_sub(WORDS / 4));
        let bound = self.bounds.iter().rev().find(|&&bound| bound <= most).filter(|&&bound| bound >= near);
        let first = bound.copied().unwrap_or(usual);
        let mut end = first + WORDS;
        let mut ends = false;
        // The end of the text is one too, where that was seen.
        if end < self.words || self.words == LOOKED_AT {
            let short = usize::max(last + 1, first + WORDS / 2);
            let bound = self.bounds.iter().rev().find(|&&bound| bound <= end).filter(|&&bound| bound >= short);
            (end, ends) = (bound.copied().unwrap_or(end), bound.is_some());
        }
        Window { first, end, begins: bound.is_some(), ends }
    }
}

/// What a separator ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bound {
    None,
    /// Where what follows may begin one: behind `e.g.` it does not.
    Sentence,
    Line,
}

impl Bound {
    fn of(kind: Kind, text: &str) -> Bound {
        let plain = text.trim_ascii_end();
        let lines = text.bytes().filter(|&byte| byte == b'\n').count();
        let line = match kind {
            Kind::Code => lines > 0,
            // Lines of a paragraph are broken anywhere.
            Kind::Text => lines > 1,
            Kind::Markup => lines > 1 || lines == 1 && !plain.is_empty(),
        };
        match plain.chars().next_back() {
            _ if line => Bound::Line,
            Some('。' | '！' | '？') => Bound::Line,
            Some('.' | '!' | '?') if kind == Kind::Text && plain.len() < text.len() => Bound::Sentence,
            _ => Bound::None,
        }
    }
}

/// Whether a sentence may begin with a word.
fn may_begin(item: &Item<'_>) -> bool {
    match *item {
        Item::Term(_, capitals) => !matches!(capitals, Capitals::None),
        Item::Word(text, _) => !text.starts_with(|char: char| char.is_ascii_lowercase()),
        Item::Separator(_) => false,
    }
}

/// The first and the last match in the window that has most different words of the query, then most of any, then comes
/// first.
fn best_matches(matches: &[(usize, usize)], places: usize) -> (usize, usize) {
    let mut counts = vec![0u32; places];
    let (mut different, mut first) = (0, 0);
    let (mut best, mut best_ends) = ((0, 0), (0, 0));
    for (last, &(word, place)) in matches.iter().enumerate() {
        counts[place] += 1;
        different += u32::from(counts[place] == 1);
        while matches[first].0 + WORDS <= word {
            let count = &mut counts[matches[first].1];
            *count -= 1;
            different -= u32::from(*count == 0);
            first += 1;
        }
        let here = (different, last + 1 - first);
        if here > best {
            (best, best_ends) = (here, (matches[first].0, word));
        }
    }
    best_ends
}

/// Pieces with white space collapsed.
#[derive(Default)]
struct Excerpt {
    pieces: Vec<Piece>,
}

impl Excerpt {
    fn push(&mut self, text: &str, mark: bool, code: bool) {
        // Nearly every word.
        if let Some(last) = self.pieces.last_mut()
            && (last.mark, last.code) == (mark, code)
            && text.bytes().all(|byte| byte.is_ascii_graphic())
        {
            last.text.push_str(text);
            return;
        }
        for char in text.chars() {
            let space = char.is_whitespace();
            let after_space = self.pieces.last().is_none_or(|piece| piece.text.ends_with(' '));
            if space && after_space {
                continue;
            }
            let char = if space { ' ' } else { char };
            match self.pieces.last_mut() {
                Some(last) if last.mark == mark && last.code == code => last.text.push(char),
                last => {
                    // A line break that code ends with is none of it.
                    let ended = last.filter(|last| last.code && !code && last.text.ends_with(' '));
                    let gap = ended.is_some_and(|last| last.text.pop().is_some());
                    self.pieces.pop_if(|last| last.text.is_empty());
                    let mut text = String::with_capacity(PIECE);
                    text.push_str(if gap { " " } else { "" });
                    text.push(char);
                    self.pieces.push(Piece { text, mark, code });
                }
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
