//! What a text that is being typed may become: names of pages and sections, and identifiers.

use super::found::{Follow, FoundTerms};
use super::{Ranked, SearchOptions, all, best, ranked};
use crate::error::Error;
use crate::format::fault::Fault;
use crate::index::{Index, View};
use crate::query::Query;
use crate::search::filter::Kept;
use crate::search::keys::Keys;

/// How many sections are looked at for their names.
const LOOKED_AT: usize = 512;

/// How many terms that begin so are looked at for identifiers.
const TERMS: usize = 256;

/// Something that a text may become.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Suggestion {
    /// A title or a heading as it is written, or an identifier in small letters.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// What [`Index::read`] takes; none for an identifier, which is to be searched for.
    pub path: Option<String>,
    /// The title of the page; empty for an identifier.
    pub title: String,
}

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub enum SuggestionKind {
    /// The title of a page.
    Page,
    /// The heading of a section.
    Section,
    /// A word of code.
    Identifier,
}

impl<B: AsRef<[u8]>> Index<B> {
    /// Names that have all words of `text`, of which the last may not be finished and each may be misspelled: at most
    /// `limit`, those that a search ranks first at the front, then identifiers that begin so. A text without words
    /// gets none. Costs a search.
    ///
    /// ```
    /// # let mut builder = headword::IndexBuilder::new();
    /// # builder.add("keys.md", b"# API keys\n\n## Rotate a key\n\nCall rotate_key.")?;
    /// # let index = headword::Index::open(builder.finish()?.0)?;
    /// let names: Vec<String> = index.suggest("rot", 5)?.into_iter().map(|suggestion| suggestion.text).collect();
    /// assert_eq!(names, ["Rotate a key", "rotate_key"]);
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `QUERY_TOO_LONG`.
    pub fn suggest(&self, text: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let query = match Query::parse(text) {
            Ok(query) => query,
            Err(Error::EmptyQuery) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        self.ask(|view| suggest(view, &query, limit))
    }
}

fn suggest(view: &View<'_>, query: &Query, limit: usize) -> Result<Vec<Suggestion>, Error> {
    let kept = Kept::new(view, &Keys::new(view)?, &SearchOptions::new())?;
    let Ranked { scores, found, .. } = ranked(view, query, &kept, &mut ())?;
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for section in best(all(&scores.tables.sections), LOOKED_AT) {
        if suggestions.len() >= limit {
            return Ok(suggestions);
        }
        let suggestion = view.later(named(view, query, &found, section))?.flatten();
        // Many pages have a section of one name.
        let is_new = |new: &Suggestion| suggestions.iter().all(|known| known.text != new.text);
        suggestions.extend(suggestion.filter(is_new));
    }
    if let Some(prefix) = &query.prefix {
        let terms = view.prefix(prefix)?.into_iter().flatten().take(TERMS);
        for term in terms.filter(|&term| view.terms.is_compound(term)) {
            if suggestions.len() >= limit {
                break;
            }
            let mut text = Vec::new();
            if view.later(view.terms.key(term, &mut text))?.is_none() {
                continue;
            }
            let text = String::from_utf8_lossy(&text).into_owned();
            suggestions.push(Suggestion { text, kind: SuggestionKind::Identifier, path: None, title: String::new() });
        }
    }
    Ok(suggestions)
}

/// A section whose name has all words of the query.
fn named(view: &View<'_>, query: &Query, found: &FoundTerms, section: u32) -> Result<Option<Suggestion>, Fault> {
    let record = view.texts.section(section)?;
    let page = view.pages.page_of(section)?;
    let page_record = view.pages.page(page)?;
    let is_page = record.level == 0;
    let stream = if is_page { page_record.title } else { view.heading(section, record)? };
    let mut places: Vec<u32> = Vec::new();
    let (mut walk, mut follow) = (view.texts.walk_stream(stream), Follow::new(found));
    while let Some((_, item)) = walk.step()? {
        places.extend(follow.step(&item).iter().map(|found| found.place));
    }
    let begun = query.terms.len() as u32;
    let has = |place: usize, is_last: bool| places.contains(&(place as u32)) || is_last && places.contains(&begun);
    let last = query.words.len().wrapping_sub(1);
    if query.words.is_empty() || !query.words.iter().enumerate().all(|(at, &place)| has(place, at == last)) {
        return Ok(None);
    }
    let path = view.head_of(section, record)?.path(&view.path(page)?);
    Ok(Some(Suggestion {
        text: view.texts.string(stream)?,
        kind: if is_page { SuggestionKind::Page } else { SuggestionKind::Section },
        path: Some(path),
        title: view.texts.string(page_record.title)?,
    }))
}
