//! Words that words of the query stand for besides themselves: synonyms, and words that are written together or apart.
//!
//! ```text
//! k8s       kubernetes       what the authors of the docs have said
//! web hook  webhook          where more sections have it as one word than have one of the two
//! webhook   web hook         where the index has it as two and not as one
//! ```
//!
//! A section has an alternative when its words stand there one behind the other. That is worth no more than the words
//! that were typed are.

use super::found::term_of;
use crate::analyze::segments;
use crate::format::fault::Fault;
use crate::format::synonyms;
use crate::format::text::{Kind, Walk};
use crate::index::View;
use crate::query::Query;
use crate::rank::{JOINED, SYNONYM};
use crate::sorted::sorted;
use std::cmp::Reverse;

/// How many words of a query are looked at.
const LOOKED_AT: usize = 64;

/// How many alternatives a query has.
const MOST: usize = 16;

/// How many pairs of words are put together: each is looked for in the dictionary.
const JOINED_PAIRS: usize = 8;

/// How many words are taken apart, and how long they are in bytes.
const TAKEN_APART: usize = 4;
const SPLIT: std::ops::RangeInclusive<usize> = 5..=24;

/// How many sections several words are looked for in, the best first, and how many words of each are looked at.
const LOOKED_INTO: usize = 100;
const LOOKED_AT_OF_EACH: usize = 512;

/// Words that stand for others.
pub(super) struct Alternative {
    /// Which of the query's terms it stands for.
    pub(super) places: Vec<usize>,
    /// The forms of each word.
    pub(super) words: Vec<Vec<u32>>,
    /// Whether texts have the words as they are, and not as pairs of characters.
    in_texts: bool,
    /// What it is worth beside what was typed, in 256ths.
    pub(super) worth: u32,
}

impl Alternative {
    /// Leaves those of the sections with all its words, each with their share, where they follow each other.
    pub(super) fn keep(&self, view: &View<'_>, sections: &mut Vec<(u32, u32)>) -> Result<(), Fault> {
        if self.words.len() < 2 || !self.in_texts {
            return Ok(());
        }
        let best = sorted(sections.iter().map(|&(section, share)| (Reverse(share), section)).collect());
        let mut kept = Vec::with_capacity(LOOKED_INTO.min(best.len()));
        for (Reverse(share), section) in best.into_iter().take(LOOKED_INTO) {
            kept.extend(view.later(self.is_in(view, section))?.filter(|&is_in| is_in).map(|_| (section, share)));
        }
        *sections = kept;
        Ok(())
    }

    fn is_in(&self, view: &View<'_>, section: u32) -> Result<bool, Fault> {
        let record = view.texts.section(section)?;
        let title = view.pages.page(view.pages.page_of(section)?)?.title;
        Ok(self.follow(view.texts.walk_stream(title))?
            || self.follow(view.texts.walk_stream(view.heading(section, record)?))?
            || self.follow(view.texts.walk_record(section, record))?)
    }

    fn follow(&self, mut walk: Walk<'_, '_>) -> Result<bool, Fault> {
        // How many of the words have been met, for each place where they may have begun.
        let (mut open, mut looked_at): (Vec<usize>, usize) = (Vec::new(), 0);
        while let Some((kind, item)) = walk.step()?.filter(|_| looked_at < LOOKED_AT_OF_EACH) {
            if kind == Kind::Markup || !item.is_word() {
                continue;
            }
            let here = term_of(&item);
            looked_at += 1;
            open.push(0);
            open.retain_mut(|met| {
                let forms = self.words.get(*met);
                *met += 1;
                forms.zip(here).is_some_and(|(forms, here)| forms.contains(&here))
            });
            if open.first().is_some_and(|&met| met == self.words.len()) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The alternatives of a query.
#[inline(never)]
pub(super) fn alternatives(view: &View<'_>, query: &Query) -> Result<Vec<Alternative>, Fault> {
    let places = &query.words[..query.words.len().min(LOOKED_AT)];
    let texts: Vec<&str> = places.iter().map(|&place| &*query.terms[place].text).collect();
    let mut found = Vec::new();
    for pair in synonyms::pairs(view.info.synonyms) {
        let (from, to) = pair?;
        let count = from.split(' ').count();
        for (start, window) in texts.windows(count).enumerate() {
            if found.len() < MOST && from.split(' ').eq(window.iter().copied()) {
                found.extend(alternative(view, &places[start..start + count], to.split(' '), SYNONYM)?);
            }
        }
    }
    for (pair, places) in texts.windows(2).zip(places.windows(2)).take(JOINED_PAIRS) {
        if found.len() == MOST || !pair.iter().all(|word| is_plain(word)) {
            continue;
        }
        let joined = pair.concat();
        // Common words that happen to make up another one, as `set up` does, are meant as they are.
        if sections(view, &joined)? > u32::min(sections(view, pair[0])?, sections(view, pair[1])?) {
            found.extend(alternative(view, places, [&*joined].into_iter(), JOINED)?);
        }
    }
    let long = places.iter().zip(&texts).filter(|(_, text)| is_plain(text) && SPLIT.contains(&text.len()));
    // A last word that begins others is not finished.
    let begins = |text: &str| Ok(query.prefix.as_deref() == Some(text) && begins_others(view, text)?);
    for (&place, text) in long.take(TAKEN_APART) {
        if found.len() < MOST && view.find(text)?.is_none() && !begins(text)? {
            found.extend(apart(view, place, text)?);
        }
    }
    Ok(found)
}

/// Only words of letters are written together and apart.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn alternative<'w>(
    view: &View<'_>,
    places: &[usize],
    words: impl Iterator<Item = &'w str>,
    worth: u32,
) -> Result<Option<Alternative>, Fault> {
    let (mut forms, mut in_texts) = (Vec::new(), true);
    for word in words {
        in_texts &= word.is_ascii() || segments(word).nth(1).is_none();
        let Some(term) = view.find(word)? else { return Ok(None) };
        forms.push(view.forms(term)?);
    }
    Ok(Some(Alternative { places: places.to_vec(), words: forms, in_texts, worth }))
}

fn begins_others(view: &View<'_>, word: &str) -> Result<bool, Fault> {
    Ok(!view.prefix(word)?.is_empty())
}

/// How many sections have a word.
fn sections(view: &View<'_>, word: &str) -> Result<u32, Fault> {
    let Some(term) = view.find(word)? else { return Ok(0) };
    Ok(view.later(view.postings.list(term))?.map_or(0, |list| list.section_count()))
}

/// The two words that a word most likely is: those of which the rarer one is the most common.
fn apart(view: &View<'_>, place: usize, word: &str) -> Result<Option<Alternative>, Fault> {
    let mut best: Option<(u32, Alternative)> = None;
    for end in 2..word.len() - 1 {
        let Some(parts) = alternative(view, &[place], [&word[..end], &word[end..]].into_iter(), JOINED)? else {
            continue;
        };
        let mut rarer = u32::MAX;
        for forms in &parts.words {
            let list = view.later(view.postings.list(forms[0]))?;
            rarer = rarer.min(list.map_or(0, |list| list.section_count()));
        }
        if best.as_ref().is_none_or(|&(most, _)| rarer > most) {
            best = Some((rarer, parts));
        }
    }
    Ok(best.map(|(_, parts)| parts))
}
