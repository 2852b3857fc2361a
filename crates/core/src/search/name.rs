//! What pages and sections are called, beside what the query says.

use super::found::{Follow, FoundTerms, term_of};
use crate::analyze::lower;
use crate::format::fault::Fault;
use crate::format::text::Item;
use crate::index::View;
use crate::query::Query;

/// Words that say what kind of page it is, and not what about, where they are among the commonest words of the docs.
const KINDS: [&str; 36] = [
    "a",
    "an",
    "and",
    "api",
    "apis",
    "attribute",
    "doc",
    "docs",
    "documentation",
    "element",
    "event",
    "events",
    "for",
    "function",
    "guide",
    "guides",
    "in",
    "method",
    "methods",
    "object",
    "of",
    "or",
    "our",
    "overview",
    "page",
    "property",
    "reference",
    "section",
    "the",
    "to",
    "tutorial",
    "your",
    "how",
    "with",
    "on",
    "by",
];

/// The query as a name, to be compared with titles and headings as they are stored: few of them are spelled.
pub(super) struct Name<'q> {
    words: Vec<(&'q str, Option<u32>)>,
}

impl<'q> Name<'q> {
    /// None where the query has more words than a name. `corrections` are what the words were meant to be that the index
    /// lacks: `ssssion` is the name of the page Session.
    pub(super) fn new(view: &View<'_>, query: &'q Query, corrections: &[(usize, u32)]) -> Result<Option<Self>, Fault> {
        let Some(words) = query.name_words() else { return Ok(None) };
        let corrected = |word: &str| {
            let correction = corrections.iter().find(|&&(place, _)| query.terms[place].text == word);
            correction.map(|&(_, term)| term)
        };
        let words = words.map(|word| Ok((word, view.find(word)?.or_else(|| corrected(word)))));
        Ok(Some(Name { words: words.collect::<Result<_, _>>()? }))
    }

    /// Whether it is the name of something, which may have a number before its name, as `2. Install` has.
    pub(super) fn is(&self, view: &View<'_>, stream: &[u8]) -> Result<bool, Fault> {
        let mut walk = view.texts.walk_stream(stream);
        let (mut left, mut number) = (&*self.words, None);
        while let Some((_, item)) = walk.step()? {
            let same = match item {
                Item::Separator(_) => continue,
                Item::Word(text, None) => left.first().is_some_and(|(word, _)| lower(text) == *word),
                Item::Word(_, Some(term)) | Item::Term(term, _) => {
                    left.first().is_some_and(|&(_, wanted)| wanted == Some(term))
                }
            };
            match left {
                [_, rest @ ..] if same => left = rest,
                _ if left.len() < self.words.len() || number.is_some() => return Ok(false),
                _ => number = Some(item),
            }
        }
        // It is spelled last, since few names are the same but for their first word.
        Ok(left.is_empty() && number.map_or(Ok(true), |item| is_number(view, item))?)
    }
}

/// The query as a name that differs in forms of words only, and in words that every name may have.
pub(super) struct NearName<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) query: &'v Query,
    pub(super) found: &'v FoundTerms,
    /// The places of the words that tell something, in the order of the query.
    pub(super) wanted: Vec<usize>,
    /// Words that every name may have.
    pub(super) kinds: Vec<Option<u32>>,
}

impl<'v, 'a> NearName<'v, 'a> {
    /// None where no word of the query tells something.
    pub(super) fn new(view: &'v View<'a>, query: &'v Query, found: &'v FoundTerms) -> Result<Option<Self>, Fault> {
        let tells = |place: &&usize| !KINDS.contains(&&*query.terms[**place].text);
        let wanted: Vec<usize> = query.words.iter().filter(tells).copied().collect();
        if wanted.is_empty() {
            return Ok(None);
        }
        let mut kinds = KINDS.iter().map(|kind| view.terms.find_common(kind)).collect::<Result<Vec<_>, _>>()?;
        // They are not searched, and yet may be of the name: `get an organization`. What is missing of them is fetched
        // at once.
        for word in &query.asking {
            kinds.push(view.later(view.find(word))?.flatten());
        }
        view.complete()?;
        Ok(Some(NearName { view, query, found, wanted, kinds }))
    }

    /// Whether a name has the wanted words, one behind the other, and beside them only words that every name may have and
    /// a number before it. What the last word of the query may become is that word.
    #[inline(never)]
    pub(super) fn is(&self, stream: &[u8]) -> Result<bool, Fault> {
        let mut walk = self.view.texts.walk_stream(stream);
        let mut follow = Follow::new(self.found);
        let (mut left, mut number) = (&*self.wanted, None);
        while let Some((_, item)) = walk.step()? {
            let (term, here) = (term_of(&item), follow.step(&item));
            if !item.is_word() || term.is_some() && self.kinds.contains(&term) {
                continue;
            }
            let stands_for = |place: usize| here.iter().any(|found| found.place as usize == place);
            let same = left.first().is_some_and(|&place| {
                let is_last = left.len() == 1 && self.query.words.last() == Some(&place);
                // What the last word may become stands behind all terms.
                stands_for(place) || is_last && stands_for(self.query.terms.len())
            });
            match left {
                [_, rest @ ..] if same => left = rest,
                _ if left.len() < self.wanted.len() || number.is_some() => return Ok(false),
                _ => number = Some(item),
            }
        }
        Ok(left.is_empty() && number.map_or(Ok(true), |item| is_number(self.view, item))?)
    }
}

/// Whether a word is a number such as `2` or `2.4.1`.
fn is_number(view: &View<'_>, item: Item<'_>) -> Result<bool, Fault> {
    let mut spelled = Vec::new();
    let text = match item {
        Item::Separator(text) | Item::Word(text, _) => text.as_bytes(),
        Item::Term(term, _) => {
            // What is missing of several names is fetched at once.
            if view.later(view.terms.key(term, &mut spelled))?.is_none() {
                return Ok(false);
            }
            &spelled
        }
    };
    Ok(text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.'))
}
