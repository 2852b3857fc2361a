//! Every distinct word and separator of the docs, numbered as they come.
//!
//! Pages are kept as these numbers until the index is written, so that a page that did not change is never cut
//! into words again. A word that is no longer used keeps its number and is left out of the index.

use crate::analyze::{self, Form, segments};
use rustc_hash::FxHashMap;

/// The number of the separator `" "`.
pub(super) const SPACE: u32 = 0;
/// The number of the separator `""`: between two words that touch, as UAX #29 cuts some scripts.
pub(super) const EMPTY: u32 = 1;

/// Words, separators and terms, each with its number.
pub(super) struct Vocabulary {
    words: FxHashMap<Box<str>, u32>,
    separators: FxHashMap<Box<str>, u32>,
    tokens: Vec<Token>,
    /// The terms of all words, one word behind the other.
    found_by: Vec<(u32, Form)>,
    terms: FxHashMap<Box<str>, u32>,
}

/// A distinct word or separator.
struct Token {
    word: bool,
    /// Where its terms are in `found_by`.
    first: u32,
    count: u32,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary = Vocabulary {
            words: FxHashMap::default(),
            separators: FxHashMap::default(),
            tokens: Vec::new(),
            found_by: Vec::new(),
            terms: FxHashMap::default(),
        };
        vocabulary.number(" ", false);
        vocabulary.number("", false);
        vocabulary
    }
}

impl Vocabulary {
    /// The number of a segment.
    pub(super) fn number(&mut self, text: &str, word: bool) -> u32 {
        let numbers = if word { &mut self.words } else { &mut self.separators };
        if let Some(&number) = numbers.get(text) {
            return number;
        }
        let number = self.tokens.len() as u32;
        numbers.insert(text.into(), number);
        let first = self.found_by.len();
        if word {
            analyze::terms(text, |term, form| {
                let next = self.terms.len() as u32;
                let term = match self.terms.get(term) {
                    Some(&term) => term,
                    None => *self.terms.entry(term.into()).or_insert(next),
                };
                self.found_by.push((term, form));
            });
        }
        self.tokens.push(Token { word, first: first as u32, count: (self.found_by.len() - first) as u32 });
        number
    }

    /// The numbers of the words of a text.
    pub(super) fn words_of(&mut self, text: &str) -> Vec<u32> {
        segments(text).filter(|segment| segment.word).map(|segment| self.number(segment.text, true)).collect()
    }

    /// What a word is found by, the whole word first.
    pub(super) fn terms_of(&self, word: u32) -> &[(u32, Form)] {
        let token = &self.tokens[word as usize];
        &self.found_by[token.first as usize..][..token.count as usize]
    }

    /// How many words and separators there are.
    pub(super) fn token_count(&self) -> usize {
        self.tokens.len()
    }

    /// How many terms there are.
    pub(super) fn term_count(&self) -> usize {
        self.terms.len()
    }

    /// The terms for which `used` says so, in the order of their bytes.
    pub(super) fn sorted_terms(&self, used: impl Fn(u32) -> bool) -> Vec<(&str, u32)> {
        let mut terms: Vec<_> = self.terms.iter().map(|(text, &term)| (&**text, term)).collect();
        terms.retain(|&(_, term)| used(term));
        terms.sort_unstable();
        terms
    }

    /// Every word and separator for which `used` says so, in no order: its number, its text, whether it is a word.
    pub(super) fn tokens(&self, used: impl Fn(u32) -> bool) -> Vec<(u32, &str, bool)> {
        let mut tokens: Vec<_> =
            self.words.iter().chain(&self.separators).map(|(text, &number)| (number, &**text)).collect();
        tokens.retain(|&(number, _)| used(number));
        tokens.into_iter().map(|(number, text)| (number, text, self.tokens[number as usize].word)).collect()
    }
}
