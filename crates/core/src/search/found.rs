//! Which words of a text the query asked for, by the ordinals of their terms.

use super::score::Worth;
use crate::format::text::Item;
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
}

impl FoundTerms {
    pub(super) fn new(terms: Vec<FoundTerm>) -> Self {
        FoundTerms { terms: sorted(terms) }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &FoundTerm> {
        self.terms.iter()
    }

    /// What a term stands for; nothing where the query did not ask for it.
    #[inline]
    pub(super) fn of(&self, term: u32) -> &[FoundTerm] {
        let start = self.terms.partition_point(|found| found.term < term);
        let rest = &self.terms[start..];
        let length = rest.iter().take_while(|found| found.term == term).count();
        &rest[..length]
    }
}

/// The term of a word, where the index has it.
pub(super) fn term_of(item: &Item<'_>) -> Option<u32> {
    match *item {
        Item::Term(term, _) => Some(term),
        Item::Word(_, term) => term,
        Item::Separator(_) => None,
    }
}
