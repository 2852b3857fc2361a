//! Words with the same stem, by [Snowball](https://snowballstem.org). Only builds need it, since the index knows which of
//! its words are forms of each other, whatever their language.

use rust_stemmers::{Algorithm, Stemmer};

/// Finds stems.
pub(crate) struct Stems(Stemmer);

impl Stems {
    /// Those of a language, by its code; those of English where it is none.
    pub(crate) fn new(language: &str) -> Self {
        Stems(Stemmer::create(algorithm(language).unwrap_or(Algorithm::English)))
    }

    /// The stem of a term; none where it is no plain word, as versions and identifiers are not.
    pub(crate) fn of(&self, term: &str) -> Option<String> {
        let plain = term.chars().all(|char| char.is_alphabetic() || char == '\'');
        plain.then(|| self.0.stem(term).into_owned())
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, ConfigKind};

    #[test]
    fn every_language_that_can_be_set_has_stems() {
        let key = Config::KEYS.iter().find(|key| key.name == "language").unwrap();
        let ConfigKind::Choice(languages) = key.kind else { unreachable!() };
        assert!(languages.iter().all(|language| algorithm(language).is_some()) && languages.len() == 18);
    }
}
