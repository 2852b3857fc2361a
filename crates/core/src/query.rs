//! What a query asks for.

use crate::analyze::{MAX_WORD_BYTES, segments, terms};
use crate::error::Error;
use std::collections::BTreeMap;

/// The longest query that is searched, in bytes. A page pasted whole still fits.
pub const MAX_QUERY_BYTES: usize = 128 * 1024;

/// The words of a query.
#[derive(Debug)]
pub(crate) struct Query {
    /// Each term once, with its place among them in the order of their first use.
    pub(crate) terms: BTreeMap<String, usize>,
    /// The whole query as a [`text_name`].
    pub(crate) name: String,
    /// The last word, where it may not be finished: nothing follows it.
    pub(crate) prefix: Option<String>,
}

impl Query {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        if text.len() > MAX_QUERY_BYTES {
            return Err(Error::QueryTooLong { bytes: text.len(), limit: MAX_QUERY_BYTES });
        }
        if text.trim().is_empty() {
            return Err(Error::EmptyQuery);
        }
        let mut query = Query { terms: BTreeMap::new(), name: text_name(text), prefix: None };
        for segment in segments(text) {
            // A word that anything follows, a space too, is finished.
            query.prefix =
                segment.word.then(|| segment.text.to_lowercase()).filter(|word| word.len() <= MAX_WORD_BYTES);
            if segment.word {
                terms(segment.text, |term, _| {
                    let place = query.terms.len();
                    query.terms.entry(term.to_owned()).or_insert(place);
                });
            }
        }
        Ok(query)
    }

    /// Which of the query's words this word of a text is: the number of a term, or the count of terms for the
    /// prefix. The best match is the earliest.
    pub(crate) fn matches(&self, word: &str) -> Option<usize> {
        let mut found = None;
        terms(word, |term, _| {
            let place = self.terms.get(term).copied().or_else(|| {
                let starts = self.prefix.as_deref().is_some_and(|prefix| term.starts_with(prefix));
                starts.then_some(self.terms.len())
            });
            found = match (found, place) {
                (Some(a), Some(b)) => Some(usize::min(a, b)),
                (a, b) => a.or(b),
            };
        });
        found
    }
}

/// A text as its words in lower case with single spaces, so that titles, headings and path segments compare.
pub(crate) fn text_name(text: &str) -> String {
    let mut name = String::new();
    for segment in segments(text).filter(|segment| segment.word) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&segment.text.to_lowercase());
    }
    name
}
