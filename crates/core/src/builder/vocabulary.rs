//! Every distinct word and separator of the docs, numbered as they come.
//!
//! Pages are kept as these numbers until the index is written, so that a page that did not change is never cut
//! into words again. A word that is no longer used keeps its number and is left out of the index.

use crate::analyze::{self, Form, segments};
use rustc_hash::FxHashMap;
use twox_hash::XxHash64;

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
    /// Which terms are found by other terms too.
    compound: Vec<bool>,
    /// All terms in the order of their bytes, and all tokens in that of theirs, as far as they were asked for.
    sorted_terms: Vec<(Box<str>, u32)>,
    sorted_tokens: Vec<(bool, Box<str>, u32)>,
}

/// A distinct word or separator; a separator has no terms.
struct Token {
    /// How often it occurs in the drafts that are kept.
    uses: u32,
    /// Where its terms are in `found_by`.
    first: u32,
    count: u32,
    name: u32,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary = Vocabulary {
            words: FxHashMap::default(),
            separators: FxHashMap::default(),
            tokens: Vec::new(),
            found_by: Vec::new(),
            terms: FxHashMap::default(),
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
                let number = match self.terms.get(term) {
                    Some(&number) => number,
                    None => {
                        self.compound.push(analyze::is_compound(term));
                        *self.terms.entry(term.into()).or_insert(next)
                    }
                };
                self.found_by.push((number, form));
            });
        }
        let count = (self.found_by.len() - first) as u32;
        let name = XxHash64::oneshot(u64::from(word), text.as_bytes()) as u32;
        self.tokens.push(Token { uses: 0, first: first as u32, count, name });
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

    /// Notes that a token occurs once more, or once less.
    pub(super) fn count(&mut self, token: u32, more: bool) {
        let uses = &mut self.tokens[token as usize].uses;
        *uses = if more { *uses + 1 } else { uses.saturating_sub(1) };
    }

    /// How often a token occurs.
    pub(super) fn uses(&self, token: u32) -> u32 {
        self.tokens[token as usize].uses
    }

    /// A hash of a token, the same whatever came before it.
    pub(super) fn name(&self, token: u32) -> u32 {
        self.tokens[token as usize].name
    }

    /// Whether a term is found by other terms too.
    pub(super) fn is_compound(&self, term: u32) -> bool {
        self.compound[term as usize]
    }

    /// How many terms there are.
    pub(super) fn term_count(&self) -> usize {
        self.terms.len()
    }

    /// Words and separators by their numbers, each with whether it is a word.
    pub(super) fn numbered(&self) -> Vec<(&str, bool)> {
        let mut tokens = vec![("", false); self.tokens.len()];
        for (word, numbers) in [(true, &self.words), (false, &self.separators)] {
            numbers.iter().for_each(|(text, &number)| tokens[number as usize] = (text, word));
        }
        tokens
    }

    /// Gives words and separators the numbers of their places in a list of [`numbered`](Self::numbered), which a new
    /// vocabulary has not. None where the list is none.
    pub(super) fn renumber(&mut self, tokens: &[(String, bool)]) -> Option<()> {
        let same = |(place, (text, word)): (usize, &(String, bool))| self.number(text, *word) as usize == place;
        tokens.iter().enumerate().all(same).then_some(())
    }

    /// Brings the orders up to date. Costs a sort of what is new and a merge with the rest.
    pub(super) fn sort(&mut self) {
        if self.sorted_tokens.len() == self.tokens.len() {
            return;
        }
        let known = self.sorted_terms.len() as u32;
        let new = self.terms.iter().filter(|&(_, &term)| term >= known);
        self.sorted_terms.extend(new.map(|(text, &term)| (text.clone(), term)));
        // Runs that are sorted already are found and merged.
        self.sorted_terms[known as usize..].sort_unstable();
        self.sorted_terms.sort();
        let known = self.sorted_tokens.len() as u32;
        let words = self.words.iter().map(|(text, number)| (true, text, number));
        let new = words.chain(self.separators.iter().map(|(text, number)| (false, text, number)));
        let new = new.filter(|&(.., &number)| number >= known);
        self.sorted_tokens.extend(new.map(|(word, text, &number)| (word, text.clone(), number)));
        self.sorted_tokens[known as usize..].sort_unstable();
        self.sorted_tokens.sort();
    }

    /// All terms in the order of their bytes, as of the last [`sort`](Self::sort), with their numbers.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, u32)> {
        self.sorted_terms.iter().map(|(text, term)| (&**text, *term))
    }

    /// All separators and then all words in the order of their bytes, as of the last [`sort`](Self::sort): the
    /// number, the text, whether it is a word.
    pub(super) fn tokens(&self) -> impl Iterator<Item = (u32, &str, bool)> {
        self.sorted_tokens.iter().map(|(word, text, number)| (*number, &**text, *word))
    }
}
