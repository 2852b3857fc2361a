//! How many of the pages that match have each value of a key.

use super::best;
use super::filter::sections_of_pages;
use super::keys::{DOCS, KINDS, Key, Keys, wrong};
use super::options::SearchOptions;
use crate::error::Error;
use crate::format::fault::Fault;
use crate::format::filters::FilterKey;
use crate::index::View;
use std::ops::Range;

/// How many keys one search counts, and how many values of each it answers with.
const MAX_FACETS: usize = 16;
const MAX_FACET_VALUES: usize = 100;

/// The values of a key among the pages that match.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Facet {
    /// The key.
    pub key: String,
    /// The values that most pages have, at most 100; equal ones in their order. Of `path`, they are the uppermost
    /// folders; of `language`, a page counts where a section for it matches.
    pub values: Vec<FacetCount>,
    /// How many further values pages have that match.
    pub others: u32,
}

/// A value, and how many pages have it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct FacetCount {
    /// The value, as a filter takes it.
    pub value: String,
    /// How many of the pages that match have it.
    pub count: u32,
}

/// Counts what the options ask for among the sections that have a score.
#[inline(never)]
pub(super) fn facets(
    view: &View<'_>,
    keys: &Keys<'_>,
    options: &SearchOptions,
    scores: &[u32],
) -> Result<Vec<Facet>, Error> {
    if options.facets.is_empty() {
        return Ok(Vec::new());
    }
    if options.facets.len() > MAX_FACETS {
        return Err(wrong("facet", "", format!("a search counts at most {MAX_FACETS} keys; name fewer of them")));
    }
    let matches = Matches::new(view, scores)?;
    let mut facets = Vec::with_capacity(options.facets.len());
    for name in &options.facets {
        let counts = match keys.find("facet", name)? {
            Key::Kind(key) => matches.kinds(key),
            Key::Path => matches.folders(),
            Key::Language(key) => matches.languages(key),
            Key::Declared(key) => matches.values(key),
        };
        facets.push(facet(name, view.later(counts)?.unwrap_or_default()));
    }
    Ok(facets)
}

/// The pages that match.
struct Matches<'v, 'a> {
    view: &'v View<'a>,
    scores: &'v [u32],
    /// The sections of each page.
    sections: Vec<Range<usize>>,
    /// How many pages before each one match, and in the end how many do: a range costs two looks, however long it is.
    before: Vec<u32>,
}

impl<'v, 'a> Matches<'v, 'a> {
    fn new(view: &'v View<'a>, scores: &'v [u32]) -> Result<Self, Fault> {
        let sections = sections_of_pages(view)?;
        let mut before = Vec::with_capacity(sections.len() + 1);
        let mut sum = 0;
        before.push(sum);
        for own in &sections {
            sum += u32::from(scores[own.clone()].iter().any(|&score| score > 0));
            before.push(sum);
        }
        Ok(Matches { view, scores, sections, before })
    }

    /// How many of these pages match.
    fn count(&self, pages: Range<u32>) -> u32 {
        let before = |page: u32| self.before.get(page as usize).or(self.before.last()).copied().unwrap_or(0);
        before(pages.end).saturating_sub(before(pages.start))
    }

    fn kinds(&self, key: Option<FilterKey<'_>>) -> Result<Vec<(String, u32)>, Fault> {
        let others = key.map_or(Ok(Vec::new()), |key| self.values(key))?;
        let all = self.count(0..self.view.pages.len());
        let count = |kind: &str| others.iter().find(|(other, _)| other == kind).map_or(0, |&(_, count)| count);
        let docs = KINDS.iter().fold(all, |left, kind| left.saturating_sub(count(kind)));
        Ok(KINDS.map(|kind| (kind.to_owned(), if kind == DOCS { docs } else { count(kind) })).into())
    }

    /// Pages by the first part of their paths. A page `sso` and the folder `sso` are one.
    fn folders(&self) -> Result<Vec<(String, u32)>, Fault> {
        let paths = self.view.paths;
        paths.want_all()?;
        self.view.complete()?;
        let mut counts = Vec::new();
        let mut page = 0;
        while page < self.view.pages.len() {
            let mut top = self.view.path(page)?;
            let is_page = !top.contains('/');
            top.truncate(top.find('/').unwrap_or(top.len()));
            let below = paths.prefix(&format!("{top}/"))?;
            if is_page {
                counts.push((top, self.count(page..page + 1) + self.count(below)));
                page += 1;
            } else {
                let end = below.end.max(page + 1);
                // Some paths stand between a page and its folder: `sso`, `sso-old`, `sso/okta`.
                if paths.find(&top)?.is_none() {
                    counts.push((top, self.count(below)));
                }
                page = end;
            }
        }
        Ok(counts)
    }

    /// Pages by the languages of their sections that match.
    fn languages(&self, key: Option<FilterKey<'_>>) -> Result<Vec<(String, u32)>, Fault> {
        let Some(key) = key else { return Ok(Vec::new()) };
        let mut counts: Vec<(String, u32)> = Vec::new();
        let mut page_of = Vec::with_capacity(self.scores.len());
        self.sections.iter().enumerate().for_each(|(page, own)| page_of.resize(own.end, page));
        // The value at hand, and the page that counted for it last.
        let mut last = (u32::MAX, usize::MAX);
        key.each(page_of.len() as u32, |place, text, section| {
            let page = page_of[section as usize];
            if self.scores[section as usize] == 0 || last == (place, page) {
                return;
            }
            match counts.last_mut().filter(|_| last.0 == place) {
                Some((_, count)) => *count += 1,
                None => counts.push((text.to_owned(), 1)),
            }
            last = (place, page);
        })?;
        Ok(counts)
    }

    fn values(&self, key: FilterKey<'_>) -> Result<Vec<(String, u32)>, Fault> {
        let mut counts = Vec::new();
        for value in key.values() {
            let value = value?;
            let mut count = 0u32;
            for range in value.ranges(self.view.pages.len()) {
                count += self.count(range?);
            }
            if count > 0 {
                counts.push((value.text.to_owned(), count));
            }
        }
        Ok(counts)
    }
}

/// The values with most pages; equal ones stay in their order.
fn facet(key: &str, mut counts: Vec<(String, u32)>) -> Facet {
    let shown = best((0..).zip(counts.iter().map(|&(_, count)| count)).filter(|&(_, count)| count > 0), counts.len());
    let others = shown.len().saturating_sub(MAX_FACET_VALUES) as u32;
    let values = shown.into_iter().take(MAX_FACET_VALUES).map(|place| {
        let (value, count) = std::mem::take(&mut counts[place as usize]);
        FacetCount { value, count }
    });
    Facet { key: key.to_owned(), values: values.collect(), others }
}
