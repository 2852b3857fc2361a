//! What pages and sections are called, beside what the query says.

use crate::analyze::lower;
use crate::format::fault::Fault;
use crate::format::text::Item;
use crate::index::View;
use crate::query::Query;

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

/// Whether a word is a number such as `2` or `2.4.1`.
pub(super) fn is_number(view: &View<'_>, item: Item<'_>) -> Result<bool, Fault> {
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
