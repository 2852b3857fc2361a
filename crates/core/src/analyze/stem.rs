//! Words with the same stem, by [Snowball](https://snowballstem.org). Only builds need it, since the index knows which of
//! its words are forms of each other.

use rust_stemmers::{Algorithm, Stemmer};

/// Finds stems.
pub(crate) struct Stems(Stemmer);

impl Stems {
    pub(crate) fn new() -> Self {
        Stems(Stemmer::create(Algorithm::English))
    }

    /// The stem of a term; none where it is no plain word, as versions and identifiers are not.
    pub(crate) fn of(&self, term: &str) -> Option<String> {
        let plain = term.chars().all(|char| char.is_alphabetic() || char == '\'');
        plain.then(|| self.0.stem(term).into_owned())
    }
}
