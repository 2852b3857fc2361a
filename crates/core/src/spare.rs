//! Memory that one question leaves to the next.
//!
//! Excerpts show the same words again and again, and each takes a walk through half a block of the dictionary; the
//! allocator of glibc returns lists as long as those of a large index to the system, and a quarter of a query went into
//! getting them again.

use std::fmt;
use std::mem::take;
use std::sync::Mutex;

/// Where something waits for the next question. Of questions that are asked at once one has it, and the others begin
/// anew: none waits.
#[derive(Default)]
pub(crate) struct Spare<T>(Mutex<T>);

impl<T: Default> Spare<T> {
    pub(crate) fn take(&self) -> T {
        self.0.try_lock().map(|mut spare| take(&mut *spare)).unwrap_or_default()
    }

    pub(crate) fn put(&self, spare: T) {
        if let Ok(mut place) = self.0.try_lock() {
            *place = spare;
        }
    }
}

impl<T: Default> Clone for Spare<T> {
    fn clone(&self) -> Self {
        Spare::default()
    }
}

impl<T> fmt::Debug for Spare<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Spare")
    }
}

/// How many words are kept, a power of two.
const SLOTS: usize = 2048;

/// No ordinal.
const EMPTY: u32 = u32::MAX;

/// Words that were spelled, each in the slot of its term.
#[derive(Default)]
pub(crate) struct Spelled(Vec<(u32, String)>);

impl Spelled {
    /// The word of a term, which `spell` puts together where it is not known; none where that cannot be done now.
    pub(crate) fn word<E>(
        &mut self,
        term: u32,
        spell: impl FnOnce(&mut String) -> Result<Option<()>, E>,
    ) -> Result<Option<&str>, E> {
        if self.0.is_empty() {
            self.0.resize(SLOTS, (EMPTY, String::new()));
        }
        let (known, word) = &mut self.0[term as usize % SLOTS];
        if *known != term {
            *known = EMPTY;
            if spell(word)?.is_none() {
                return Ok(None);
            }
            *known = term;
        }
        Ok(Some(word))
    }
}

/// Lists as long as there are sections or pages.
#[derive(Default)]
pub(crate) struct Tables {
    pub(crate) layout: Layout,
    /// What sections are worth by their own words, until their scores are settled.
    pub(crate) sections: Vec<u32>,
    /// What the words on all of a page are worth.
    pub(crate) pages: Vec<u32>,
    /// Frequencies of one word: zeroes between two of them.
    pub(crate) frequencies: Vec<u32>,
    pub(crate) page_frequencies: Vec<u32>,
    /// Sections whose frequency is not zero.
    pub(crate) found: Vec<u32>,
}

/// What the index says of its sections and never changes, made at its first question.
#[derive(Default)]
pub(crate) struct Layout {
    /// The first section of each page, and behind the last page the number of all sections.
    pub(crate) starts: Vec<u32>,
    /// The page of each section.
    pub(crate) page_of: Vec<u32>,
    /// The sections that say what another one says, in order, each with the first one that does.
    pub(crate) same: Vec<(u32, u32)>,
}

impl Tables {
    /// Makes all but the layout zeroes.
    pub(crate) fn clear(&mut self) {
        let (sections, pages) = (self.layout.page_of.len(), self.layout.starts.len().saturating_sub(1).max(1));
        let lists = [(&mut self.sections, sections), (&mut self.frequencies, sections)];
        for (list, length) in lists.into_iter().chain([(&mut self.pages, pages), (&mut self.page_frequencies, pages)]) {
            list.fill(0);
            list.resize(length, 0);
        }
        self.found.clear();
    }
}
