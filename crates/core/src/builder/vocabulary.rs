//! Every distinct word and separator of the docs, numbered as they come.
//!
//! Pages are kept as these numbers until the index is written, so that a page that did not change is never cut
//! into words again. A word that is no longer used keeps its number and is left out of the index.

use super::names::{List, Names};
use crate::analyze::{self, Form};

/// The number of the separator `" "`.
pub(super) const SPACE: u32 = 0;
/// The number of the separator `""`: between two words that touch, as UAX #29 cuts some scripts.
pub(super) const EMPTY: u32 = 1;

/// Words, separators and terms, each with its number.
pub(super) struct Vocabulary {
    /// Words and separators, marked where they are words.
    names: Names,
    tokens: Vec<Token>,
    /// The terms of all words, one word behind the other.
    found_by: Vec<(u32, Form)>,
    terms: Names,
    /// Which terms are found by other terms too.
    compound: Vec<bool>,
    /// The numbers of all terms in the order of their bytes, and of all tokens in that of theirs, as far as they were
    /// asked for.
    sorted_terms: Vec<u32>,
    sorted_tokens: Vec<u32>,
}

/// A distinct word or separator. A word has a term at least, a separator none.
struct Token {
    /// How often it occurs in the drafts that are kept.
    uses: u32,
    /// Where its terms are in `found_by`.
    first: u32,
    count: u32,
    is_pair: bool,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary = Vocabulary {
            names: Names::default(),
            tokens: Vec::new(),
            found_by: Vec::new(),
            terms: Names::default(),
            compound: Vec::new(),
            sorted_terms: Vec::new(),
            sorted_tokens: Vec::new(),
        };
        for separator in [" ", ""] {
            let number = vocabulary.number(separator, false);
            vocabulary.count(number, true);
        }
        vocabulary
    }
}

impl Vocabulary {
    /// The number of a segment.
    pub(super) fn number(&mut self, text: &str, word: bool) -> u32 {
        let (number, is_new) = self.names.number(text, word);
        if is_new.is_some() {
            let first = self.found_by.len();
            if word {
                analyze::terms(text, |term, form| {
                    let (number, is_new) = self.terms.number(term, true);
                    if is_new.is_some() {
                        self.compound.push(analyze::is_compound(term));
                    }
                    self.found_by.push((number, form));
                });
            }
            let count = (self.found_by.len() - first) as u32;
            let is_pair = word && !text.is_ascii() && analyze::segments(text).nth(1).is_some();
            self.tokens.push(Token { uses: 0, first: first as u32, count, is_pair });
        }
        number
    }

    /// Whether a token is a word.
    pub(super) fn is_word(&self, token: u32) -> bool {
        self.tokens[token as usize].count > 0
    }

    /// Whether a word is a [`pair`](Self::pair).
    pub(super) fn is_pair(&self, word: u32) -> bool {
        self.tokens[word as usize].is_pair
    }

    /// What a word is found by, the whole word first.
    pub(super) fn terms_of(&self, word: u32) -> &[(u32, Form)] {
        let token = &self.tokens[word as usize];
        &self.found_by[token.first as usize..][..token.count as usize]
    }

    /// The number of two words as a pair, which counts as a word that no text has; none where they are found apart.
    pub(super) fn pair(&mut self, before: u32, here: u32) -> Option<u32> {
        let names = self.names.list();
        let (before, here) = (names.text(before), names.text(here));
        let pair = analyze::is_pair(before, here).then(|| [before, here].concat())?;
        Some(self.number(&pair, true))
    }

    /// Notes that a token occurs once more, or once less.
    pub(super) fn count(&mut self, token: u32, more: bool) {
        let uses = &mut self.tokens[token as usize].uses;
        *uses = if more { *uses + 1 } else { uses.saturating_sub(1) };
    }

    /// How often a token occurs.
    pub(super) fn uses(&self, token: u32) -> u32 {
        self.tokens[token as usize].uses
    }

    /// Whether a term is found by other terms too.
    pub(super) fn is_compound(&self, term: u32) -> bool {
        self.compound[term as usize]
    }

    /// How many words and separators there are.
    pub(super) fn token_count(&self) -> usize {
        self.tokens.len()
    }

    /// How many terms there are.
    pub(super) fn term_count(&self) -> usize {
        self.terms.list().len()
    }

    /// Words and separators by their numbers, each with whether it is a word.
    pub(super) fn numbered(&self) -> Vec<(&str, bool)> {
        self.names.list().iter().collect()
    }

    /// Gives words and separators the numbers of their places in a list of [`numbered`](Self::numbered), which a new
    /// vocabulary has not. None where the list is none.
    pub(super) fn renumber(&mut self, tokens: &[(String, bool)]) -> Option<()> {
        let same = |(place, (text, word)): (usize, &(String, bool))| self.number(text, *word) as usize == place;
        tokens.iter().enumerate().all(same).then_some(())
    }

    /// Brings the orders up to date. Costs a sort of what is new and a merge with the rest.
    pub(super) fn sort(&mut self) {
        for (sorted, names) in [(&mut self.sorted_terms, &self.terms), (&mut self.sorted_tokens, &self.names)] {
            sort(sorted, names.list());
        }
    }

    /// All terms in the order of their bytes, as of the last [`sort`](Self::sort), with their numbers.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, u32)> {
        self.sorted_terms.iter().map(|&term| (self.terms.list().text(term), term))
    }

    /// All separators and then all words in the order of their bytes, as of the last [`sort`](Self::sort): the
    /// number, the text, whether it is a word.
    pub(super) fn tokens(&self) -> impl Iterator<Item = (u32, &str, bool)> {
        let names = self.names.list();
        self.sorted_tokens.iter().map(|&number| (number, names.text(number), names.is_marked(number)))
    }
}

/// Puts the numbers that are missing where they belong: names without a mark first, in the order of their bytes.
fn sort(sorted: &mut Vec<u32>, names: &List) {
    if sorted.len() == names.len() {
        return;
    }
    let key = |number: u32| (names.is_marked(number), names.text(number));
    // The first letters, as a number, tell most names apart without a look at them.
    let begin = |number: u32| {
        let (mark, text) = key(number);
        let mut begin = [0; 8];
        let length = text.len().min(8);
        begin[..length].copy_from_slice(&text.as_bytes()[..length]);
        (mark, u64::from_be_bytes(begin), number)
    };
    let mut new: Vec<(bool, u64, u32)> = (sorted.len() as u32..names.len() as u32).map(begin).collect();
    new.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| key(a.2).cmp(&key(b.2))));
    sorted.extend(new.into_iter().map(|(.., number)| number));
    // Runs that are sorted already are found and merged.
    sorted.sort_by(|&a, &b| key(a).cmp(&key(b)));
}
