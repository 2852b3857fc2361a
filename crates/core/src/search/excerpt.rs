//! The few words of a section that show why it was found.

use super::found::FoundTerms;
use crate::format::capitals::Capitals;
use crate::format::fault::Fault;
use crate::format::seek::{STRIDE, Seek, Sighting, Sought};
use crate::format::text::{Item, Kind, Walk};
use crate::index::View;
use crate::query::Query;
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

/// How long an excerpt is, in words: two or three lines on a phone.
const WORDS: usize = 32;

/// Room for a piece, in bytes: half of them are longer than a few words.
const PIECE: usize = 64;

/// How many words with parts are remembered.
const SLOTS: usize = 256;

/// A word with parts, by its term and its capitals, and which of the query's words it is.
type Parts = Option<((u32, u32), Option<usize>)>;

/// Tells which words of a text a query asked for. Made once for all excerpts of an answer.
pub(super) struct Matcher<'q> {
    query: &'q Query,
    found: &'q FoundTerms,
    sought: Sought,
    /// What was found of words that have parts, each in the slot of its term: they come again and again.
    parts: RefCell<Vec<Parts>>,
}

impl<'q> Matcher<'q> {
    pub(super) fn new(view: &View<'_>, query: &'q Query, found: &'q FoundTerms) -> Self {
        Matcher { query, found, sought: found.sought(view, true), parts: RefCell::new(vec![None; SLOTS]) }
    }

    /// How many places there are: that of the prefix comes behind those of the terms.
    fn places(&self) -> usize {
        self.query.terms.len() + 1
    }

    /// Which of the query's words this is.
    fn matches(&self, view: &View<'_>, item: &Item<'_>) -> Result<Option<usize>, Fault> {
        let (term, inner) = match *item {
            Item::Separator(_) => return Ok(None),
            Item::Word(text, None) => return Ok(self.query.matches(text)),
            Item::Word(text, Some(term)) => (term, text.chars().skip(1).any(char::is_uppercase)),
            Item::Term(term, capitals) => (term, matches!(capitals, Capitals::Inner(_))),
        };
        if let Some(found) = self.found.of(term).first() {
            return Ok(Some(found.place as usize));
        }
        if inner || view.terms.is_compound(term) {
            return self.match_parts(view, term, item);
        }
        Ok(None)
    }

    /// The same of a word that has parts.
    #[inline(never)]
    fn match_parts(&self, view: &View<'_>, term: u32, item: &Item<'_>) -> Result<Option<usize>, Fault> {
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
    pub(super) fn excerpt(&self, view: &View<'_>, walk: Walk<'_, '_>) -> Result<Vec<Piece>, Fault> {
        let found = self.find(view, walk)?;
        if found.words == 0 {
            return Ok(Vec::new());
        }
        let Window { first, end, begins, ends } = found.window(self.places())?;
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
    #[inline(never)]
    fn find<'t, 'a>(&self, view: &View<'_>, walk: Walk<'t, 'a>) -> Result<Found<'t, 'a>, Fault> {
        let mut matches: Vec<(usize, usize)> = Vec::with_capacity(WORDS);
        let mut seek = Seek::new(walk, LOOKED_AT).with_places();
        while let Some(Sighting { number, item, pair }) = seek.next(&self.sought)? {
            if let Some(pair) = pair.and_then(|pair| self.found.of_pair(pair).first()) {
                let (before, place) = (number.saturating_sub(1), pair.place as usize);
                if matches.last().is_none_or(|&(last, _)| last < before) {
                    matches.push((before, place));
                }
                matches.push((number, place));
            } else {
                matches.extend(self.matches(view, &item)?.map(|place| (number, place)));
            }
        }
        let (words, places) = seek.finish();
        Ok(Found { words, places, matches })
    }
}

/// Where the words of a query stand in a text.
struct Found<'t, 'a> {
    /// How many words were looked at.
    words: usize,
    /// The places before every sixteenth word.
    places: Vec<Walk<'t, 'a>>,
    /// The number of each word that was found, and which of the query's words it is.
    matches: Vec<(usize, usize)>,
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
    #[inline(never)]
    fn window(&self, places: usize) -> Result<Window, Fault> {
        let (first, last) = best_matches(&self.matches, places);
        // All matches are shown, and nothing is wasted behind the end of the text.
        let least = (last + 1).saturating_sub(WORDS);
        let most = first.min(self.words.saturating_sub(WORDS));
        // Some words before the first match say what it is about.
        let usual = first.saturating_sub(WORDS / 4).clamp(least, most.max(least));
        let near = least.max(usual.saturating_sub(WORDS / 4));
        let bounds = self.bounds(near, most.max(usual) + WORDS)?;
        let last_bound = |from: usize, to: usize| {
            let bound = bounds.iter().rev().find(|&&bound| bound <= to).filter(|&&bound| bound >= from);
            bound.copied()
        };
        let bound = last_bound(near, most);
        let first = bound.unwrap_or(usual);
        let end = first + WORDS;
        // The end of the text is one too, where that was seen.
        let seen = end >= self.words && self.words < LOOKED_AT;
        let short = usize::max(last + 1, first + WORDS / 2);
        let end_bound = if seen { None } else { last_bound(short, end) };
        Ok(Window { first, end: end_bound.unwrap_or(end), begins: bound.is_some(), ends: end_bound.is_some() })
    }

    /// The words that sentences and lines begin with, from one word to another.
    #[inline(never)]
    fn bounds(&self, from: usize, to: usize) -> Result<Vec<usize>, Fault> {
        let mut bounds = Vec::with_capacity(WORDS);
        let place = from / STRIDE;
        let Some(&(mut walk)) = self.places.get(place) else { return Ok(bounds) };
        let mut number = place * STRIDE;
        let mut bound = if number == 0 { Bound::Line } else { Bound::None };
        while let Some((kind, item)) = walk.step()? {
            if let Item::Separator(text) = item {
                bound = bound.max(Bound::of(kind, text));
            }
            if kind == Kind::Markup || !item.is_word() {
                continue;
            }
            if bound == Bound::Line || bound == Bound::Sentence && may_begin(&item) {
                bounds.push(number);
            }
            bound = Bound::None;
            number += 1;
            if number > to {
                break;
            }
        }
        Ok(bounds)
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
