//! Pages that lack a word of the query, where all of them are asked for.

use super::alternative::Alternative;
use super::score::Scores;
use super::sense::Sense;
use crate::format::fault::Fault;
use crate::index::View;
use crate::query::Query;

/// How many words a page must have; a page has a bit for each, and for each of their parts.
const WORDS: usize = 32;
const BITS: usize = 64;

/// Which of the words each page has.
pub(super) struct Every<'q, 'v, 'a> {
    view: &'v View<'a>,
    query: &'q Query,
    /// The places of words and parts, each at the number of its bit.
    places: Vec<usize>,
    pages: Vec<u64>,
}

impl<'q, 'v, 'a> Every<'q, 'v, 'a> {
    /// None where a page needs one word alone.
    pub(super) fn new(view: &'v View<'a>, query: &'q Query) -> Option<Self> {
        if !query.every {
            return None;
        }
        let mut places: Vec<usize> = query.words.iter().take(WORDS).copied().collect();
        let parts = query.parts.iter().filter(|(own, _)| places.contains(own)).map(|&(_, part)| part);
        places.extend(parts.collect::<Vec<_>>());
        places.truncate(BITS);
        Some(Every { view, query, places, pages: vec![0; view.pages.len() as usize] })
    }

    /// Notes the pages that have what a word stands for.
    pub(super) fn sense(&mut self, scores: &Scores<'_>, sense: &Sense) -> Result<(), Fault> {
        let terms = sense.forms.iter().copied().chain(sense.instead.iter().map(|&(term, _)| term));
        let bits = self.bits(sense.place);
        self.note(scores, bits, terms)
    }

    /// Notes the pages that have all words of an alternative.
    pub(super) fn alternative(&mut self, scores: &Scores<'_>, alternative: &Alternative) -> Result<(), Fault> {
        let bits = alternative.places.iter().fold(0, |bits, &place| bits | self.bits(place));
        let before = self.pages.clone();
        let mut all = vec![true; self.pages.len()];
        for forms in &alternative.words {
            self.pages.fill(0);
            self.note(scores, 1, forms.iter().copied())?;
            all.iter_mut().zip(&self.pages).for_each(|(all, &has)| *all &= has > 0);
        }
        self.pages = before.into_iter().zip(all).map(|(page, all)| if all { page | bits } else { page }).collect();
        Ok(())
    }

    /// Leaves only what is on a page with all words.
    pub(super) fn insist(&self, scores: &mut Scores<'_>) {
        let words: Vec<(u64, u64)> = self.query.words.iter().take(WORDS).map(|&word| self.needed(word)).collect();
        let has_all =
            |page: u64| words.iter().all(|&(own, parts)| page & own != 0 || parts != 0 && page & parts == parts);
        for section in 0..scores.tables.sections.len() {
            if !self.pages.get(scores.page_of(section as u32) as usize).is_some_and(|&page| has_all(page)) {
                scores.tables.sections[section] = 0;
            }
        }
    }

    /// The bit of a word, and those of its parts.
    fn needed(&self, word: usize) -> (u64, u64) {
        let parts = self.query.parts.iter().filter(|&&(own, _)| own == word);
        (self.bits(word), parts.fold(0, |bits, &(_, part)| bits | self.bits(part)))
    }

    /// The bits of a place. That of the prefix is the last word's.
    fn bits(&self, place: usize) -> u64 {
        let place = match self.query.words.last() {
            Some(&last) if place == self.query.terms.len() => last,
            _ => place,
        };
        self.places.iter().position(|&known| known == place).map_or(0, |bit| 1 << bit)
    }

    fn note(&mut self, scores: &Scores<'_>, bits: u64, terms: impl Iterator<Item = u32>) -> Result<(), Fault> {
        for term in terms {
            for posting in self.view.later(self.view.postings.list(term))?.into_iter().flatten() {
                if let Some(page) = self.pages.get_mut(scores.page_of(posting?.section) as usize) {
                    *page |= bits;
                }
            }
        }
        Ok(())
    }
}
