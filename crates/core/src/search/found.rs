//! Which words of a text the query asked for, by the ordinals of their terms.

use super::score::Worth;
use crate::format::fault::Fault;
use crate::format::seek::{Sighting, Sought};
use crate::format::text::{Item, Touching};
use crate::index::View;
use crate::query::Query;
use crate::sieve::Sieve;
use crate::sorted::sorted;

/// A term that a sense stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FoundTerm {
    pub(super) term: u32,
    /// Which of the query's terms it stands for.
    pub(super) place: u32,
    pub(super) worth: Worth,
}

/// All terms of all senses.
#[derive(Default)]
pub(super) struct FoundTerms {
    /// By term, then by place.
    terms: Vec<FoundTerm>,
    /// Nearly every word of a text is none of them, which is seen from here.
    sieve: Sieve,
    /// Pairs by their words: texts have only those.
    pairs: Vec<((u32, u32), FoundTerm)>,
}

impl FoundTerms {
    pub(super) fn new(view: &View<'_>, query: &Query, terms: Vec<FoundTerm>) -> Result<Self, Fault> {
        let terms = sorted(terms);
        let mut pairs = Vec::new();
        for (place, term) in query.terms.iter().enumerate() {
            let Some((before, here)) = term.pair() else { continue };
            let known = terms.iter().find(|found| found.place as usize == place);
            if let Some((before, here)) = view.find(before)?.zip(view.find(here)?) {
                pairs.extend(known.map(|&found| ((before, here), found)));
            }
        }
        let sieve = Sieve::of(terms.iter().map(|found| found.term));
        Ok(FoundTerms { terms, sieve, pairs: sorted(pairs) })
    }

    /// What is looked for in a text; where `parts`, beside all words that may have parts.
    pub(super) fn sought(&self, view: &View<'_>, parts: bool) -> Sought {
        let pairs = self.pairs.iter().flat_map(|&((first, second), _)| [first, second]);
        let terms = self.terms.iter().map(|found| found.term).chain(pairs);
        Sought::new(&view.texts, terms, !self.pairs.is_empty(), parts)
    }

    /// What a word stands for that was seen where it was looked for.
    pub(super) fn seen(&self, sighting: &Sighting<'_>) -> &[FoundTerm] {
        self.of_word(&sighting.item, sighting.pair)
    }

    /// What a word stands for with the one that it touches, or else by itself.
    #[inline]
    fn of_word(&self, item: &Item<'_>, pair: Option<(u32, u32)>) -> &[FoundTerm] {
        let pair = pair.map_or(&[][..], |words| self.of_pair(words));
        if pair.is_empty() { term_of(item).map_or(&[][..], |term| self.of(term)) } else { pair }
    }

    /// What a term stands for; nothing where the query did not ask for it.
    #[inline]
    pub(super) fn of(&self, term: u32) -> &[FoundTerm] {
        if !self.sieve.may_have(term) {
            return &[];
        }
        let start = self.terms.partition_point(|found| found.term < term);
        let rest = &self.terms[start..];
        let length = rest.iter().take_while(|found| found.term == term).count();
        &rest[..length]
    }

    /// What two words that touch stand for.
    pub(super) fn of_pair(&self, words: (u32, u32)) -> &[FoundTerm] {
        let place = self.pairs.binary_search_by_key(&words, |&(words, _)| words);
        place.map_or(&[], |place| std::slice::from_ref(&self.pairs[place].1))
    }
}

/// Follows a text, and knows what each of its words stands for.
pub(super) struct Follow<'f> {
    found: &'f FoundTerms,
    touching: Touching,
}

impl<'f> Follow<'f> {
    pub(super) fn new(found: &'f FoundTerms) -> Self {
        Follow { found, touching: Touching::default() }
    }

    /// What the next token of the text stands for.
    #[inline]
    pub(super) fn step(&mut self, item: &Item<'_>) -> &'f [FoundTerm] {
        let pair = if self.found.pairs.is_empty() { None } else { self.touching.step(item) };
        self.found.of_word(item, pair)
    }
}

/// The term of a word, where the index has it.
pub(super) fn term_of(item: &Item<'_>) -> Option<u32> {
    item.term()
}
