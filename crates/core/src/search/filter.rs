//! Which sections meet the filters of a search, and what boosts make of their scores.

use super::keys::{DOCS, Key, Keys, kind, wrong};
use super::options::{Boost, Filter, SearchOptions};
use crate::error::Error;
use crate::format::fault::Fault;
use crate::format::filters::{FilterKey, LANGUAGE};
use crate::index::View;
use std::ops::Range;

/// How many values the filters of one search may name, and how deep they may nest: each costs a pass over the sections.
const MAX_CONDITIONS: usize = 256;
const MAX_DEPTH: usize = 64;

/// The highest factor of a boost; more would drown every word.
const MAX_FACTOR: f64 = 10.0;

/// What one is, as a factor.
const ONE: u64 = 1 << 10;

/// What the options say of each section.
pub(super) struct Kept {
    /// Whether it meets the filters; none where there are no filters.
    sections: Option<Vec<bool>>,
    /// What multiplies its score, in 1024ths; none where there are no boosts.
    factors: Option<Vec<u64>>,
}

impl Kept {
    #[inline(never)]
    pub(super) fn new(view: &View<'_>, keys: &Keys<'_>, options: &SearchOptions) -> Result<Self, Error> {
        let mut masks = Masks { view, keys, pages: None, left: MAX_CONDITIONS };
        let mut sections = match &options.filters[..] {
            [] => None,
            filters => Some(masks.all(filters, 0)?),
        };
        if let Some(language) = &options.language {
            let other = masks.other_languages(language)?;
            let sections = sections.get_or_insert_with(|| vec![true; other.len()]);
            sections.iter_mut().zip(other).for_each(|(meets, other)| *meets &= !other);
        }
        let mut factors = None;
        masks.left = MAX_CONDITIONS;
        for boost in &options.boosts {
            let factor = factor(boost)?;
            let mask = masks.is("boost", &boost.key, &boost.value)?;
            let factors = factors.get_or_insert_with(|| vec![ONE; mask.len()]);
            let boosted = factors.iter_mut().zip(mask).filter(|(_, meets)| *meets);
            boosted.for_each(|(all, _)| *all = (*all * factor / ONE).min(u64::from(u32::MAX)));
        }
        Ok(Kept { sections, factors })
    }

    /// Whether there are filters, and the section does not meet them.
    pub(super) fn leaves_out(&self, section: u32) -> bool {
        self.sections.as_ref().is_some_and(|sections| sections.get(section as usize) != Some(&true))
    }

    pub(super) fn has_filters(&self) -> bool {
        self.sections.is_some()
    }

    /// Takes the scores of what is left out, and boosts the others. What was found stays found.
    pub(super) fn apply(&self, scores: &mut [u32]) {
        if let Some(sections) = &self.sections {
            scores.iter_mut().zip(sections).filter(|(_, meets)| !**meets).for_each(|(score, _)| *score = 0);
        }
        if let Some(factors) = &self.factors {
            for (score, factor) in scores.iter_mut().zip(factors).filter(|(score, _)| **score > 0) {
                *score = (u64::from(*score) * factor / ONE).clamp(1, u64::from(u32::MAX)) as u32;
            }
        }
    }
}

/// A factor in 1024ths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 10")]
fn factor(boost: &Boost) -> Result<u64, Error> {
    if (0.0..=MAX_FACTOR).contains(&boost.factor) {
        return Ok((boost.factor * ONE as f64 + 0.5) as u64);
    }
    Err(wrong("boost", &boost.key, "a factor is a number from 0 to 10".to_owned()))
}

/// Makes a mask of sections of each filter.
struct Masks<'v, 'a> {
    view: &'v View<'a>,
    keys: &'v Keys<'a>,
    /// The sections of each page, once they were asked for.
    pages: Option<Vec<Range<usize>>>,
    /// How many values may still be named.
    left: usize,
}

impl Masks<'_, '_> {
    fn all(&mut self, filters: &[Filter], depth: usize) -> Result<Vec<bool>, Error> {
        self.joined(filters, depth, true)
    }

    /// Where each of the filters is met, or any of them.
    fn joined(&mut self, filters: &[Filter], depth: usize, each: bool) -> Result<Vec<bool>, Error> {
        let mut mask = vec![each; self.view.pages.section_count() as usize];
        for filter in filters {
            let other = self.mask(filter, depth)?;
            // What decides it is `false` for each, and `true` for any.
            mask.iter_mut().zip(other).filter(|(_, meets)| *meets != each).for_each(|(all, _)| *all = !each);
        }
        Ok(mask)
    }

    fn mask(&mut self, filter: &Filter, depth: usize) -> Result<Vec<bool>, Error> {
        if depth > MAX_DEPTH {
            return Err(wrong("filter", "", format!("it nests more than {MAX_DEPTH} levels deep; write it flatter")));
        }
        match filter {
            Filter::Is { key, value } => self.is("filter", key, value),
            Filter::All(filters) => self.all(filters, depth + 1),
            Filter::Any(filters) => self.joined(filters, depth + 1, false),
            Filter::Not(filter) => {
                let mut mask = self.mask(filter, depth + 1)?;
                mask.iter_mut().for_each(|meets| *meets = !*meets);
                Ok(mask)
            }
        }
    }

    #[inline(never)]
    fn is(&mut self, what: &'static str, key: &str, value: &str) -> Result<Vec<bool>, Error> {
        let view = self.view;
        let pages = view.pages.len();
        self.left = self.left.checked_sub(1).ok_or_else(|| {
            wrong(what, key, format!("a search takes at most {MAX_CONDITIONS} values; name fewer of them"))
        })?;
        match self.keys.find(what, key)? {
            Key::Kind(key) => {
                let kind = kind(what, value)?;
                let values: Vec<_> = key.into_iter().flat_map(|key| key.values()).collect::<Result<_, _>>()?;
                let is = |other: &str| kind == DOCS || kind == other;
                let found = values.iter().filter(|value| is(value.text));
                let mut mask = self.of_pages(&mut found.flat_map(|value| value.ranges(pages)))?;
                if kind == DOCS {
                    mask.iter_mut().for_each(|other| *other = !*other);
                }
                Ok(mask)
            }
            Key::Path => {
                let path = value.trim_matches('/');
                let own = view.paths.find(path)?.map_or(0..0, |page| page..page + 1);
                let below = if path.is_empty() { 0..pages } else { view.paths.prefix(&format!("{path}/"))? };
                Ok(self.of_pages(&mut [Ok(own), Ok(below)].into_iter())?)
            }
            Key::Language(key) => Ok(self.of_language(key, value, true)?),
            Key::Declared(key) => match key.find(value)? {
                Some(value) => Ok(self.of_pages(&mut value.ranges(pages))?),
                None => Ok(vec![false; view.pages.section_count() as usize]),
            },
        }
    }

    /// The sections that are for a language, or those that are for any other.
    fn of_language(&self, key: Option<FilterKey<'_>>, language: &str, is: bool) -> Result<Vec<bool>, Fault> {
        let wanted = language.to_lowercase();
        let mut mask = vec![false; self.view.pages.section_count() as usize];
        // Whether the value at hand is the one.
        let mut last = (u32::MAX, false);
        key.map_or(Ok(()), |key| {
            key.each(mask.len() as u32, |place, text, section| {
                if last.0 != place {
                    last = (place, text.to_lowercase() == wanted);
                }
                mask[section as usize] |= last.1 == is;
            })
        })?;
        Ok(mask)
    }

    /// The sections that are for other languages than this one, and not for it.
    fn other_languages(&self, language: &str) -> Result<Vec<bool>, Error> {
        let Key::Language(key) = self.keys.find("language", LANGUAGE)? else { return Ok(Vec::new()) };
        let own = self.of_language(key, language, true)?;
        let mut other = self.of_language(key, language, false)?;
        other.iter_mut().zip(own).for_each(|(other, own)| *other &= !own);
        Ok(other)
    }

    /// The sections of some pages.
    #[inline(never)]
    fn of_pages(&mut self, ranges: &mut dyn Iterator<Item = Result<Range<u32>, Fault>>) -> Result<Vec<bool>, Fault> {
        let count = self.view.pages.section_count() as usize;
        let sections = match &mut self.pages {
            Some(pages) => pages,
            none => none.insert(sections_of_pages(self.view)?),
        };
        let mut mask = vec![false; count];
        for range in ranges {
            let range = range?;
            for own in sections.get(range.start as usize..range.end as usize).unwrap_or_default() {
                mask[own.clone()].fill(true);
            }
        }
        Ok(mask)
    }
}

/// The sections of each page, as they stand in their order.
#[inline(never)]
pub(super) fn sections_of_pages(view: &View<'_>) -> Result<Vec<Range<usize>>, Fault> {
    let most = view.pages.section_count() as usize;
    let mut pages = Vec::with_capacity(view.pages.len() as usize);
    let mut end = 0usize;
    for count in view.pages.counts() {
        let start = end;
        end = most.min(end.saturating_add(count? as usize));
        pages.push(start..end);
    }
    Ok(pages)
}
