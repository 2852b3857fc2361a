//! What a word of a query stands for: terms of the index.

use crate::format::fault::Fault;
use crate::index::View;
use crate::query::{Query, QueryTerm};
use crate::rank::{ONE, PREFIX, PREFIX_BESIDE_WORD, TYPO, TYPOS};
use crate::sorted::sorted;

/// The shortest word that is taken for another one spelled wrongly, in letters.
const SHORTEST_TYPO: usize = 4;

/// From how many letters on a word may have two errors.
const TWO_TYPOS: usize = 8;

/// How many words one word may have been meant to be.
const MEANINGS: usize = 6;

/// How many words of a query are corrected.
const CORRECTED: usize = 16;

/// The terms that a word stands for.
#[derive(Debug)]
pub(super) struct Sense {
    /// Which of the query's terms it is; that of the prefix comes behind all of them.
    pub(super) place: usize,
    /// The word itself and the other forms of its stem, as one term.
    pub(super) forms: Vec<u32>,
    /// What it may stand for instead: terms, each with what it is worth beside the word itself, in 256ths; all of them the
    /// same.
    pub(super) instead: Vec<(u32, u32)>,
    /// The likeliest of them, where the index lacks the word.
    pub(super) correction: Option<u32>,
}

/// What the words of a query stand for. Words that stand for nothing are left out.
pub(super) fn senses(view: &View<'_>, query: &Query) -> Result<Vec<Sense>, Fault> {
    let mut senses = Vec::with_capacity(query.terms.len() + 1);
    let begun = query.prefix.as_deref().map(|prefix| begun(view, query, prefix)).transpose()?.flatten();
    let mut corrected = 0;
    for (place, term) in query.terms.iter().enumerate() {
        let mut sense = Sense { place, forms: Vec::new(), instead: Vec::new(), correction: None };
        let known = view.known(&term.text)?;
        if let Some(Some(ordinal)) = known {
            sense.forms = view.forms(ordinal)?;
        } else if begun.is_some() && query.prefix.as_ref() == Some(&term.text) {
            // It is not finished, and may be right so far.
        } else if known.is_some() && query.fuzzy && corrected < CORRECTED && may_be_typo(term) {
            corrected += 1;
            sense.instead = meanings(view, &term.text)?;
            sense.correction = sense.instead.first().map(|&(term, _)| term);
        }
        if term.star {
            let begun = view.prefix(&term.text)?.into_iter().flatten().filter(|begun| !sense.forms.contains(begun));
            sense.instead = begun.map(|term| (term, ONE)).collect();
            sense.correction = None;
        }
        if !sense.forms.is_empty() || !sense.instead.is_empty() {
            senses.push(sense);
        }
    }
    senses.extend(begun);
    Ok(senses)
}

/// The words that a last word may become. Where it is a word already, that is the likelier meaning.
fn begun(view: &View<'_>, query: &Query, prefix: &str) -> Result<Option<Sense>, Fault> {
    let word = view.find(prefix)?;
    let forms = word.map_or(Ok(Vec::new()), |word| view.forms(word))?;
    let worth = if word.is_some() { PREFIX_BESIDE_WORD } else { PREFIX };
    let terms = view.prefix(prefix)?.into_iter().flatten().filter(|term| !forms.contains(term));
    let instead: Vec<_> = terms.map(|term| (term, worth)).collect();
    Ok((!instead.is_empty()).then_some(Sense {
        place: query.terms.len(),
        forms: Vec::new(),
        instead,
        correction: None,
    }))
}

/// Whether a word that the index does not have may be another one, spelled wrongly. Numbers and versions are meant.
fn may_be_typo(term: &QueryTerm) -> bool {
    term.whole && !term.text.contains(char::is_numeric) && term.text.chars().nth(SHORTEST_TYPO - 1).is_some()
}

/// The words that are spelled most like this one, and all their forms.
fn meanings(view: &View<'_>, word: &str) -> Result<Vec<(u32, u32)>, Fault> {
    let most = if word.chars().count() < TWO_TYPOS { 1 } else { 2 };
    let mut near = Vec::new();
    // Two errors are looked for where no word has one: in pieces that asks for ten times as much of the dictionary.
    for most in 1..=most {
        let Some(all) = view.later(view.terms.near(word, most))? else { break };
        for found in all {
            let Some(list) = view.later(view.postings.list(found.ordinal))? else { continue };
            let sections = list.section_count();
            near.push((2 * found.distance + u8::from(!found.same_start), std::cmp::Reverse(sections), found.ordinal));
        }
        if !near.is_empty() {
            break;
        }
    }
    let mut instead: Vec<(u32, u32)> = Vec::new();
    for (distance, _, ordinal) in sorted(near).into_iter().take(MEANINGS) {
        let worth = if distance <= 3 { TYPO } else { TYPOS };
        for form in view.forms(ordinal)? {
            if !instead.iter().any(|&(known, _)| known == form) {
                instead.push((form, worth.min(ONE)));
            }
        }
    }
    Ok(instead)
}
