//! What a query asks for.

mod literal;
mod syntax;

use crate::analyze::{Form, MAX_WORD_BYTES, lower, searched, segments, terms};
use crate::error::Error;
use crate::sorted::sorted;
pub(crate) use literal::Literal;
use std::collections::BTreeMap;
pub(crate) use syntax::Place;

/// The longest query that is searched, in bytes. A page pasted whole still fits; its first 2,048 words count.
pub const MAX_QUERY_BYTES: usize = 128 * 1024;

/// How many words of a query count, its first ones: a page pasted whole has more.
const MAX_WORDS: usize = 2048;

/// How many conditions a query may have: each costs a look into the texts of many sections.
const MAX_CONDITIONS: usize = 16;

/// How many words a name has at most: each is looked for in the dictionary, and a page pasted whole is none.
const MAX_NAME: usize = 64;

/// From how many words on a query is a question, of which only the words that tell something are searched.
const QUESTION: usize = 4;

/// Words of English questions, sorted: what they are asked with, and not about.
///
/// Without them the means of nDCG@10 rose by .001 on the docs of Kubernetes and .002 on those of Python and on judged
/// collections, and did not change on those of WorkOS.
const QUESTION_WORDS: [&str; 34] = [
    "about", "am", "any", "can", "could", "did", "do", "does", "from", "get", "has", "have", "how", "i", "is", "me",
    "my", "need", "should", "so", "there", "use", "using", "want", "way", "we", "what", "when", "where", "which",
    "why", "would", "you", "your",
];

/// The words of a query.
#[derive(Debug)]
pub(crate) struct Query {
    /// Each term once, in the order of their first use.
    pub(crate) terms: Vec<QueryTerm>,
    /// Where each of them stands.
    places: BTreeMap<String, usize>,
    /// The words in their order, by the places of their terms.
    pub(crate) words: Vec<usize>,
    /// Words that have parts, each with one of them, by their places.
    pub(crate) parts: Vec<(usize, usize)>,
    /// Words that must stand together or in a place, and words that must not stand there. Only the first 16 count; the
    /// words of the others are searched as text, but for those that must not stand there.
    pub(crate) conditions: Vec<Condition>,
    /// What only asks, each word once, in lower case: it is not searched.
    pub(crate) asking: Vec<String>,
    /// What it joins by signs; the first 8.
    pub(crate) literals: Vec<Literal>,
    /// Whether it is one of them and nothing else.
    pub(crate) is_literal: bool,
    /// The whole query as a [`text_name`].
    pub(crate) name: String,
    /// The last word, where it may not be finished: nothing follows it.
    pub(crate) prefix: Option<String>,
    /// The segments of a query that is a path: it has a slash and no space.
    pub(crate) path: Option<Vec<String>>,
    /// Whether words that the index lacks stand for others.
    pub(crate) fuzzy: bool,
    /// Whether a page needs all words.
    pub(crate) every: bool,
}

/// What a query looks for in the dictionary.
#[derive(Debug)]
pub(crate) struct QueryTerm {
    pub(crate) text: String,
    /// Whether it is a word as it was typed, and not a part of one.
    pub(crate) whole: bool,
    /// Whether it stands for all words that begin so, by a star behind it.
    pub(crate) star: bool,
}

impl QueryTerm {
    /// The two words that it is a pair of, where it is.
    pub(crate) fn pair(&self) -> Option<(&str, &str)> {
        let second = if self.text.is_ascii() { None } else { segments(&self.text).nth(1) }?;
        Some(self.text.split_at(second.start))
    }
}

/// What sections must hold, or must not.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// Words in lower case, one behind the other.
    pub(crate) words: Vec<String>,
    pub(crate) place: Place,
    pub(crate) not: bool,
}

impl Query {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        if text.len() > MAX_QUERY_BYTES {
            return Err(Error::QueryTooLong { bytes: text.len(), limit: MAX_QUERY_BYTES });
        }
        if text.trim().is_empty() {
            return Err(Error::EmptyQuery);
        }
        let (whole, text) = (text, beginning(text));
        let pieces = syntax::pieces(text);
        // Where there is nothing to find, nothing can be left out of it.
        let only_not = pieces.iter().all(|piece| piece.not);
        let mut query = Query {
            terms: Vec::new(),
            places: BTreeMap::new(),
            words: Vec::new(),
            parts: Vec::new(),
            conditions: Vec::new(),
            asking: Vec::new(),
            literals: literal::literals(
                pieces.iter().filter(|piece| !piece.phrase && (!piece.not || only_not)).map(|piece| piece.text),
            ),
            is_literal: pieces.len() == 1,
            name: String::new(),
            prefix: None,
            path: path(text),
            fuzzy: true,
            every: false,
        };
        let mut words: Vec<(&str, bool)> = Vec::new();
        let mut name: Vec<String> = Vec::new();
        for piece in &pieces {
            let found: Vec<&str> =
                segments(piece.text).filter(|segment| segment.word).map(|segment| segment.text).collect();
            if piece.phrase || piece.place != Place::Anywhere || piece.not && !only_not {
                let words: Vec<_> = found.iter().map(|word| lower(word)).collect();
                let condition = Condition { words, place: piece.place, not: piece.not && !only_not };
                let counts = query.conditions.len() < MAX_CONDITIONS && !query.conditions.contains(&condition);
                if counts && !condition.words.is_empty() {
                    query.conditions.push(condition);
                }
            }
            if !piece.not || only_not {
                name.extend(found.iter().map(|word| lower(word)));
                words.extend(searched(piece.text).map(|word| (word, piece.star)));
            }
        }
        let plain = pieces.last().filter(|piece| !piece.phrase && !piece.not && !piece.star);
        // A word that anything follows, a space too, is finished.
        query.prefix = plain
            .filter(|piece| whole.ends_with(piece.text))
            .and_then(|piece| searched(piece.text).last().filter(|last| piece.text.ends_with(last)))
            .filter(|last| last.len() <= MAX_WORD_BYTES)
            .map(lower);
        query.name = name.join(" ");
        query.asking = drop_question_words(&mut words);
        for (word, star) in words {
            let mut own = None;
            terms(word, |term, form| {
                let place = query.place(term, form == Form::Whole);
                if *own.get_or_insert(place) != place {
                    query.parts.extend(own.map(|own| (own, place)));
                }
            });
            if let Some(own) = own {
                query.words.push(own);
                query.terms[own].star |= star;
            }
        }
        Ok(query)
    }

    /// The words of its [`name`](Self::name); none where there are more than a name has.
    pub(crate) fn name_words(&self) -> Option<impl Iterator<Item = &str>> {
        let words = || self.name.split(' ');
        words().nth(MAX_NAME).is_none().then(words)
    }

    /// The place of a term, which is new where no other term is the same.
    fn place(&mut self, text: &str, whole: bool) -> usize {
        if let Some(&place) = self.places.get(text) {
            self.terms[place].whole |= whole;
            return place;
        }
        self.places.insert(text.to_owned(), self.terms.len());
        self.terms.push(QueryTerm { text: text.to_owned(), whole, star: false });
        self.terms.len() - 1
    }

    /// The place of the term that this word of a text is or has as a part: the earliest. That of the prefix is behind
    /// those of all terms.
    pub(crate) fn matches(&self, word: &str) -> Option<usize> {
        let mut found: Option<usize> = None;
        terms(word, |term, _| {
            let place = self.places.get(term).copied().or_else(|| {
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

/// The words of a query that count.
fn beginning(text: &str) -> &str {
    // A word has a byte at least.
    let next = if text.len() > MAX_WORDS { segments(text).filter(|segment| segment.word).nth(MAX_WORDS) } else { None };
    next.map_or(text, |next| &text[..next.start])
}

/// Leaves out what only asks, where enough is left to search for. Answers those words, each once.
fn drop_question_words(words: &mut Vec<(&str, bool)>) -> Vec<String> {
    let tells = |(word, _): &(&str, bool)| QUESTION_WORDS.binary_search(&&*lower(word)).is_err();
    if words.len() < QUESTION || words.iter().filter(|word| tells(word)).count() < 2 {
        return Vec::new();
    }
    let asking = words.iter().filter(|word| !tells(word)).map(|(word, _)| lower(word));
    let mut asking = sorted(asking.collect());
    asking.dedup();
    words.retain(tells);
    asking
}

/// The names of the segments of a path; none where the text is no path.
fn path(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let is_path = text.contains('/') && !text.contains(char::is_whitespace);
    is_path.then(|| path_names(text)).filter(|names| !names.is_empty())
}

/// The segments of a path, and of its anchor, as a [`text_name`] each.
pub(crate) fn path_names(path: &str) -> Vec<String> {
    path.split(['/', '#']).map(text_name).filter(|name| !name.is_empty()).collect()
}

/// A text as its words in lower case with single spaces, so that titles, headings and path segments compare.
pub(crate) fn text_name(text: &str) -> String {
    let mut name = String::new();
    for segment in segments(text).filter(|segment| segment.word) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&lower(segment.text));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_has_a_bounded_number_of_conditions() {
        let phrases: String = (0..99).map(|number| format!("\"a w{number}\" -x{number} \"a w{number}\" ")).collect();
        let query = Query::parse(&phrases).unwrap();
        assert_eq!(
            (query.conditions.len(), query.conditions.iter().filter(|condition| condition.not).count()),
            (16, 8)
        );
        // All phrases are words too, and nothing that must not be there is one.
        let whole: Vec<_> = query.terms.iter().filter(|term| term.whole).collect();
        assert_eq!((whole.len(), whole.iter().any(|term| term.text.starts_with('x'))), (100, false));
    }

    #[test]
    fn question_words_are_sorted() {
        assert!(QUESTION_WORDS.is_sorted());
    }

    #[track_caller]
    fn check(text: &str, words: &str) {
        let query = Query::parse(text).unwrap();
        let found: Vec<_> = query.words.iter().map(|&place| &*query.terms[place].text).collect();
        assert_eq!(found.join(" "), words);
    }

    #[test]
    fn questions_are_asked_by_the_words_that_tell() {
        check("How do I rotate my API keys?", "rotate api keys");
        check("what is SSO", "what is sso");
        check("where is it from", "where is it from");
    }
}
