//! What each section is worth to a query by the words it holds.

use super::alternative::Alternative;
use super::sense::Sense;
use crate::format::duplicates;
use crate::format::fault::Fault;
use crate::format::postings::Posting;
use crate::index::View;
use crate::rank::{FREQUENCIES, ONE, PAGE, SURFACE, idf, share};
use crate::sorted::sorted;
use crate::spare::{Layout, Spare, Tables};
use std::mem::take;

/// What sections and their pages are worth.
pub(super) struct Scores<'v> {
    pub(super) tables: Tables,
    spare: &'v Spare<Tables>,
}

impl Drop for Scores<'_> {
    fn drop(&mut self) {
        self.spare.put(take(&mut self.tables));
    }
}

/// What a term of a sense is worth by itself: its idf, in 256ths.
pub(super) type Worth = u32;

impl<'v> Scores<'v> {
    pub(super) fn new(view: &View<'v>) -> Result<Self, Fault> {
        let mut tables = view.tables.take();
        if tables.layout.page_of.is_empty() {
            tables.layout = layout(view)?;
        }
        tables.clear();
        Ok(Scores { tables, spare: view.tables })
    }

    /// The page of a section.
    pub(super) fn page_of(&self, section: u32) -> u32 {
        self.tables.layout.page_of[section as usize]
    }

    /// Makes of each section's score what it is worth with its page. From here on no word is counted.
    pub(super) fn settle(&mut self) {
        self.tables.pages.iter_mut().for_each(|page| *page = *page / ONE * PAGE);
        // Without a jump that depends on the score: half of them would be guessed wrongly.
        for (score, &page) in self.tables.sections.iter_mut().zip(&self.tables.layout.page_of) {
            let with_page = score.saturating_add(self.tables.pages[page as usize]);
            *score = if *score > 0 { with_page } else { 0 };
        }
    }

    /// What a section is worth with its page.
    pub(super) fn of(&self, section: u32) -> u32 {
        match self.parts(section) {
            (0, _) => 0,
            (own, page) => own.saturating_add(page),
        }
    }

    /// What a section is worth by its own words, and by those on all of its page.
    pub(super) fn parts(&self, section: u32) -> (u32, u32) {
        let section = section as usize;
        (self.tables.sections[section], self.tables.pages[self.tables.layout.page_of[section] as usize] / ONE * PAGE)
    }

    /// The sections with a score that hold all of some terms, wherever they stand; the `most` best of them where there are
    /// more.
    pub(super) fn holding(
        &self,
        view: &View<'_>,
        terms: impl Iterator<Item = u32>,
        most: usize,
    ) -> Result<Vec<u32>, Fault> {
        let mut distinct: Vec<u32> = sorted(terms.collect());
        distinct.dedup();
        let mut counts = vec![0u32; self.tables.sections.len()];
        for (number, &term) in (0..).zip(&distinct) {
            for posting in view.later(view.postings.list(term))?.into_iter().flatten() {
                let count = &mut counts[posting?.section as usize];
                *count += u32::from(*count == number);
            }
        }
        let all = distinct.len() as u32;
        let mut holding: Vec<(u32, u32)> = (0..)
            .zip(counts)
            .filter(|&(_, count)| count == all)
            .map(|(section, _)| (u32::MAX - self.of(section), section))
            .filter(|&(score, _)| score < u32::MAX)
            .collect();
        if holding.len() > most {
            holding = sorted(holding);
            holding.truncate(most);
        }
        Ok(holding.into_iter().map(|(_, section)| section).collect())
    }

    /// Adds what the terms of a sense are worth, and says what each is worth by itself.
    #[inline(never)]
    pub(super) fn add(&mut self, view: &View<'_>, sense: &Sense) -> Result<Vec<(u32, Worth)>, Fault> {
        let mut worths = Vec::with_capacity(sense.forms.len() + sense.instead.len());
        if let Some(&word) = sense.forms.first() {
            let sections = self.tables.sections.len() as u32;
            self.count_all(view, sense.forms.iter().copied())?;
            let stem = idf(self.tables.found.len() as u32, sections);
            // The word as it was typed counts once more: `installing` means it a little more than `install`.
            let surface = if sense.forms.len() == 1 {
                self.spend(ONE + SURFACE);
                stem * SURFACE / ONE
            } else {
                self.spend(ONE);
                self.count_all(view, Some(word).into_iter())?;
                let surface = idf(self.tables.found.len() as u32, sections) * SURFACE / ONE;
                self.spend(SURFACE);
                surface
            };
            worths.extend(sense.forms.iter().map(|&form| (form, stem)));
            worths[0].1 += surface;
        }
        match sense.instead.first() {
            // One word was meant, and each of them may be it: they count as forms of a stem do.
            Some(&(_, weight)) if sense.correction.is_some() => {
                self.count_all(view, sense.instead.iter().map(|&(term, _)| term))?;
                let worth = idf(self.tables.found.len() as u32, self.tables.sections.len() as u32) * weight / ONE;
                self.spend(weight);
                worths.extend(sense.instead.iter().map(|&(term, _)| (term, worth)));
            }
            Some(_) => self.add_best(view, &sense.instead, &mut worths)?,
            None => {}
        }
        Ok(worths)
    }

    /// Adds what an alternative is worth where all its words stand: no more than `most`, which is what those are worth that
    /// it stands for. Answers what each term is worth by itself.
    #[inline(never)]
    pub(super) fn add_alternative(
        &mut self,
        view: &View<'_>,
        alternative: &Alternative,
        most: Worth,
    ) -> Result<Vec<(u32, Worth)>, Fault> {
        let sections = self.tables.sections.len() as u32;
        let mut all: Option<Vec<(u32, u32)>> = None;
        let mut worth = 0;
        for forms in &alternative.words {
            self.count_all(view, forms.iter().copied())?;
            worth += idf(self.tables.found.len() as u32, sections);
            let mut here: Vec<(u32, u32)> = Vec::with_capacity(self.tables.found.len());
            for section in self.tables.found.drain(..) {
                here.push((section, share(take(&mut self.tables.frequencies[section as usize]))));
            }
            let mut here = sorted(here);
            if let Some(before) = &all {
                here.retain_mut(|(section, least)| {
                    let place = before.binary_search_by_key(section, |&(section, _)| section);
                    *least = place.map_or(0, |place| before[place].1.min(*least));
                    *least > 0
                });
            }
            all = Some(here);
        }
        let worth = u32::min(worth.saturating_mul(ONE + SURFACE) / ONE, most) * alternative.worth / ONE;
        let mut all = all.unwrap_or_default();
        alternative.keep(view, &mut all)?;
        for (section, share) in all {
            let score = &mut self.tables.sections[section as usize];
            *score = score.saturating_add(worth * share);
            let page = self.tables.layout.page_of[section as usize] as usize;
            if self.tables.page_frequencies[page] == 0 {
                self.tables.found.push(page as u32);
            }
            self.tables.page_frequencies[page] = self.tables.page_frequencies[page].max(worth * share);
        }
        for page in self.tables.found.drain(..) {
            let best = take(&mut self.tables.page_frequencies[page as usize]);
            self.tables.pages[page as usize] = self.tables.pages[page as usize].saturating_add(best);
        }
        let each = worth / (alternative.words.len() as u32).max(1);
        Ok(alternative.words.iter().flatten().map(|&form| (form, each)).collect())
    }

    /// Notes which sections hold the terms of one word.
    #[inline(never)]
    fn count_all(&mut self, view: &View<'_>, terms: impl Iterator<Item = u32>) -> Result<(), Fault> {
        for term in terms {
            for posting in view.later(view.postings.list(term))?.into_iter().flatten() {
                let Posting { section, impact } = posting?;
                self.count(section, FREQUENCIES[usize::from(impact)]);
            }
        }
        Ok(())
    }

    /// Notes that a section holds a word.
    #[inline]
    fn count(&mut self, section: u32, frequency: u32) {
        let sum = &mut self.tables.frequencies[section as usize];
        if *sum == 0 {
            self.tables.found.push(section);
        }
        *sum += frequency;
    }

    /// Turns the frequencies of a word into scores of sections and pages.
    fn spend(&mut self, weight: u32) {
        let weight_here = idf(self.tables.found.len() as u32, self.tables.sections.len() as u32) * weight / ONE;
        let mut pages = 0;
        for &section in &self.tables.found {
            let frequency = take(&mut self.tables.frequencies[section as usize]);
            let score = &mut self.tables.sections[section as usize];
            *score = score.saturating_add(weight_here * share(frequency));
            let page = &mut self.tables.page_frequencies[self.tables.layout.page_of[section as usize] as usize];
            pages += u32::from(*page == 0);
            *page += frequency;
        }
        let weight = idf(pages, self.tables.pages.len() as u32) * weight / ONE;
        for section in self.tables.found.drain(..) {
            let page = self.tables.layout.page_of[section as usize] as usize;
            let frequency = take(&mut self.tables.page_frequencies[page]);
            self.tables.pages[page] = self.tables.pages[page].saturating_add(weight * share(frequency));
        }
    }

    /// Adds what the best of several terms is worth in each section: they are guesses at one word that is not finished.
    fn add_best(&mut self, view: &View<'_>, terms: &[(u32, u32)], worths: &mut Vec<(u32, Worth)>) -> Result<(), Fault> {
        for &(term, weight) in terms {
            let Some(list) = view.later(view.postings.list(term))? else { continue };
            let worth = idf(list.section_count(), self.tables.sections.len() as u32) * weight / ONE;
            worths.push((term, worth));
            for posting in list {
                let Posting { section, impact } = posting?;
                let best = &mut self.tables.frequencies[section as usize];
                if *best == 0 {
                    self.tables.found.push(section);
                }
                *best = u32::max(*best, worth * share(FREQUENCIES[usize::from(impact)]));
            }
        }
        for &section in &self.tables.found {
            let best = take(&mut self.tables.frequencies[section as usize]);
            let score = &mut self.tables.sections[section as usize];
            *score = score.saturating_add(best);
            let page = &mut self.tables.page_frequencies[self.tables.layout.page_of[section as usize] as usize];
            *page = u32::max(*page, best);
        }
        for section in self.tables.found.drain(..) {
            let page = self.tables.layout.page_of[section as usize] as usize;
            let best = take(&mut self.tables.page_frequencies[page]);
            self.tables.pages[page] = self.tables.pages[page].saturating_add(best);
        }
        Ok(())
    }
}

/// Which sections are of one page, and which say the same.
#[inline(never)]
fn layout(view: &View<'_>) -> Result<Layout, Fault> {
    let sections = view.pages.section_count();
    let (mut starts, mut page_of) = (vec![0], Vec::with_capacity(sections as usize));
    for (page, count) in (0u32..).zip(view.pages.counts()) {
        let count = count?.min(sections - page_of.len() as u32);
        page_of.extend(std::iter::repeat_n(page, count as usize));
        starts.push(page_of.len() as u32);
    }
    page_of.resize(sections as usize, 0);
    let mut same: Vec<(u32, u32)> = Vec::new();
    for (section, other) in duplicates::decode(view.duplicates)? {
        let known = same.binary_search_by_key(&other, |&(section, _)| section);
        same.push((section, known.map_or(other, |known| same[known].1)));
    }
    let mut same = sorted(same.iter().flat_map(|&(section, first)| [(first, first), (section, first)]).collect());
    same.dedup_by_key(|&mut (section, _)| section);
    Ok(Layout { starts, page_of, same })
}
