//! A second look at the best sections: what they are called, where they stand, and which words stand together.

use super::found::{Follow, FoundTerm, FoundTerms};
use super::name::{Name, NearName};
use super::score::Scores;
use super::watch::Watch;
use super::within::Within;
use super::{CANDIDATES, best};
use crate::format::directory::PartName;
use crate::format::fault::Fault;
use crate::format::pages::SectionRecord;
use crate::format::seek::{Seek, Sought};
use crate::format::text::Walk;
use crate::index::View;
use crate::query::{Query, path_names, text_name};
use crate::rank::{
    AT_PATH, NAME, NAME_WORDS, NAMED, NAMED_SECTION, NAMED_SECTION_WITHIN, NAMED_WITHIN, NEARLY_NAMED,
    NEARLY_NAMED_SECTION, ONE, PAIR, REFERENCE, SAME_SEGMENT, SHALLOW, SIBLINGS, SIGNED, START, idf, share,
};
use crate::sorted::sorted;
use std::rc::Rc;

/// How many words of a section are looked at for pairs.
const LOOKED_AT: usize = 512;

/// How many of the candidates are looked at for pairs: it costs a walk through their texts.
const PAIRED: usize = 50;

/// How many of the best sections say how good their pages are: 20 to 50 gained as much.
const TOGETHER: usize = 30;

/// What whoever looks for the reference calls it at the end of a query, and the folders that it is in.
const REFERENCES: [&str; 6] = ["api", "api-reference", "apis", "endpoint", "endpoints", "reference"];

/// How many words a query has at most that asks for the reference of something.
const REFERENCE_WORDS: usize = 4;

/// A step of the second look, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Names,
    Pairs,
    Signs,
    EqualName,
    NearlyEqualName,
    Path,
    Reference,
    Siblings,
}

/// What sections are worth after the second look, in the order of `candidates`. `at_path` is the start of the page whose
/// path is the query; `literal` are sections that have all of it with the sign that it begins with; `corrections` are the
/// likeliest words for those that the index lacks.
///
/// Its steps are functions of their own: in one of 6.7 KB, V8 needed 36 ms to optimise it while the first question was
/// asked, and a process that asks one waits for that.
#[inline(never)]
pub(super) fn rerank(
    view: &View<'_>,
    query: &Query,
    found: &FoundTerms,
    scores: &Scores<'_>,
    candidates: &[u32],
    (at_path, literal, corrections): (Option<u32>, &[u32], &[(usize, u32)]),
    watch: &mut impl Watch,
) -> Result<Vec<u32>, Fault> {
    let (sections, sought) = (scores.tables.sections.len() as u32, found.sought(view, false));
    let mut look = Look { view, query, found, sought, sections, candidates: Vec::new() };
    let mut pages: Vec<PageName<'_>> = Vec::new();
    for &section in candidates {
        let page = scores.page_of(section);
        if pages.iter().all(|known| known.page != page) {
            pages.extend(view.later(PageName::new(view, page))?);
        }
        if let Some(page) = pages.iter().find(|known| known.page == page) {
            look.candidates.extend(view.later(Candidate::new(
                view,
                section,
                page,
                scores.tables.sections[section as usize],
            ))?);
        } else {
            // Both are fetched at once.
            view.later(view.texts.section(section))?;
        }
    }
    view.complete()?;
    look.add_names()?;
    watch.looked(Step::Names, &look.candidates);
    look.add_pairs()?;
    watch.looked(Step::Pairs, &look.candidates);
    let top = look.candidates.iter().map(|candidate| candidate.score).max().unwrap_or(0);
    let candidates = look.candidates.iter_mut().filter(|candidate| literal.contains(&candidate.section));
    candidates.for_each(|candidate| candidate.add(SIGNED, top));
    watch.looked(Step::Signs, &look.candidates);
    let any = look.add_equal_names(top, at_path, corrections)?;
    watch.looked(Step::EqualName, &look.candidates);
    if !any {
        look.add_nearly_equal_names(top)?;
        watch.looked(Step::NearlyEqualName, &look.candidates);
    }
    look.add_paths(top)?;
    watch.looked(Step::Path, &look.candidates);
    look.add_references();
    watch.looked(Step::Reference, &look.candidates);
    look.add_siblings();
    watch.looked(Step::Siblings, &look.candidates);
    Ok(look.candidates.iter().map(|candidate| candidate.worth()).collect())
}

pub(super) struct Candidate<'a> {
    pub(super) section: u32,
    page: u32,
    path: Rc<str>,
    pub(super) score: u32,
    /// Streams.
    title: &'a [u8],
    heading: &'a [u8],
    record: SectionRecord<'a>,
}

/// What the candidates of one page have in common.
struct PageName<'a> {
    page: u32,
    title: &'a [u8],
    path: Rc<str>,
}

impl<'a> PageName<'a> {
    #[inline(never)]
    fn new(view: &View<'a>, page: u32) -> Result<Self, Fault> {
        let (path, record) = (view.later(view.path(page))?, view.later(view.pages.page(page))?);
        let Some((path, record)) = path.zip(record) else {
            return view.complete().and(Err(Fault::Corrupt(PartName::Pages)));
        };
        Ok(PageName { page, title: record.title, path: path.into() })
    }
}

impl<'a> Candidate<'a> {
    #[inline(never)]
    fn new(view: &View<'a>, section: u32, page: &PageName<'a>, score: u32) -> Result<Self, Fault> {
        let record = view.texts.section(section)?;
        let heading = view.heading(section, record)?;
        let &PageName { page, title, ref path } = page;
        Ok(Candidate { section, page, path: Rc::clone(path), score, title, heading, record })
    }

    /// What it is worth in the end.
    pub(super) fn worth(&self) -> u32 {
        let folders = self.path.matches('/').count() as u32;
        self.score.saturating_add(self.score / ONE * (self.start() + SHALLOW / (folders + 1)))
    }

    /// What it is worth as the start of a page, in 256ths.
    pub(super) fn start(&self) -> u32 {
        if self.record.level == 0 { START } else { 0 }
    }

    /// `part` of the whole, in 256ths.
    fn add(&mut self, part: u32, of: u32) {
        self.score = self.score.saturating_add((u64::from(of) * u64::from(part) / u64::from(ONE)) as u32);
    }
}

struct Look<'v, 'a> {
    view: &'v View<'a>,
    query: &'v Query,
    found: &'v FoundTerms,
    sought: Sought,
    sections: u32,
    candidates: Vec<Candidate<'a>>,
}

impl Look<'_, '_> {
    /// Words of title and heading count once more: in the score of a section they would drown among those of its text.
    #[inline(never)]
    fn add_names(&mut self) -> Result<(), Fault> {
        let weight = NAME / (self.query.terms.len() as u32).max(1);
        let mut seen = Vec::new();
        for candidate in &mut self.candidates {
            let heading = if candidate.record.level == 0 { candidate.title } else { candidate.heading };
            for stream in [candidate.title, heading] {
                let (mut words, mut sum) = (0, 0);
                seen.clear();
                let mut walk = self.view.texts.walk_stream(stream);
                let mut follow = Follow::new(self.found);
                while let Some((_, item)) = walk.step()? {
                    words += u32::from(item.is_word());
                    for found in follow.step(&item) {
                        if !seen.contains(&found.place) {
                            seen.push(found.place);
                            sum += found.worth;
                        }
                    }
                }
                // BM25 with k1 1.2 and b .75 for words that occur once.
                let norm = 307 * (64 + 192 * words / NAME_WORDS) / ONE;
                candidate.add(weight, sum.saturating_mul(ONE * ONE / (ONE + norm)));
            }
        }
        Ok(())
    }

    /// Words of the query that follow each other there and stand together here: in that order, with one word between
    /// them, or the other way round, which both count half.
    #[inline(never)]
    fn add_pairs(&mut self) -> Result<(), Fault> {
        let places = &self.query.words;
        let pairs = places.windows(2).map(|pair| (pair[0] as u32, pair[1] as u32));
        let mut pairs: Vec<(u32, u32)> = sorted(pairs.collect());
        pairs.dedup();
        if pairs.is_empty() {
            return Ok(());
        }
        let near = self.candidates.len().min(PAIRED);
        let mut counts = vec![0u32; pairs.len() * near];
        for (candidate, counts) in self.candidates.iter().zip(counts.chunks_mut(pairs.len())) {
            self.count_pairs(self.view.texts.walk_stream(candidate.title), &pairs, counts, 2)?;
            if candidate.record.level > 0 {
                self.count_pairs(self.view.texts.walk_stream(candidate.heading), &pairs, counts, 4)?;
            }
            let walk = self.view.texts.walk_record(candidate.section, candidate.record);
            self.count_pairs(walk, &pairs, counts, 2)?;
        }
        // How many sections have each.
        let mut having = vec![0u32; pairs.len()];
        for counts in counts.chunks(pairs.len()) {
            having.iter_mut().zip(counts).for_each(|(having, &count)| *having += u32::from(count > 0));
        }
        for (number, having) in having.into_iter().enumerate().filter(|&(_, having)| having > 0) {
            let weight = idf(having, self.sections);
            let counts = counts.iter().skip(number).step_by(pairs.len());
            for (candidate, &count) in self.candidates.iter_mut().zip(counts) {
                candidate.add(PAIR, weight * share(count.saturating_mul(ONE / 2)));
            }
        }
        Ok(())
    }

    /// Adds `weight` for each time that the words of a pair follow each other, and half where they nearly do.
    #[inline(never)]
    fn count_pairs(
        &self,
        walk: Walk<'_, '_>,
        pairs: &[(u32, u32)],
        counts: &mut [u32],
        weight: u32,
    ) -> Result<(), Fault> {
        let mut count = |before: &[FoundTerm], here: &[FoundTerm], weight: u32| {
            for (first, second) in before.iter().flat_map(|first| here.iter().map(move |second| (first, second))) {
                if let Ok(number) = pairs.binary_search(&(first.place, second.place)) {
                    counts[number] += weight;
                }
            }
        };
        // The two words of the query that were met last, each with its number among all words. The heading of a section
        // stands in its text too, as markup, which is passed over.
        let mut met: [(usize, &[FoundTerm]); 2] = [(0, &[]); 2];
        let mut seek = Seek::new(walk, LOOKED_AT);
        while let Some(sighting) = seek.next(&self.sought)? {
            let here = self.found.seen(&sighting);
            if here.is_empty() {
                continue;
            }
            for (number, before) in met {
                match sighting.number - number {
                    1 => {
                        count(before, here, weight);
                        count(here, before, weight / 2);
                    }
                    2 => count(before, here, weight / 2),
                    _ => {}
                }
            }
            met = [(sighting.number, here), met[0]];
        }
        Ok(())
    }

    /// Adds to sections that are called what the query says, and to pages whose path ends with it. Says whether there
    /// are any.
    #[inline(never)]
    fn add_equal_names(&mut self, top: u32, at_path: Option<u32>, corrections: &[(usize, u32)]) -> Result<bool, Fault> {
        let mut any = false;
        let name = Name::new(self.view, self.query, corrections)?;
        let is_name = |stream| name.as_ref().map_or(Ok(false), |name| name.is(self.view, stream));
        for candidate in &mut self.candidates {
            if at_path == Some(candidate.section) {
                any = true;
                candidate.add(AT_PATH, top);
                continue;
            }
            let equal = if candidate.record.level > 0 {
                is_name(candidate.heading)?
            } else {
                let last = candidate.path.rsplit('/').next().unwrap_or_default();
                text_name(last) == self.query.name || is_name(candidate.title)?
            };
            if equal {
                any = true;
                candidate.add(if candidate.record.level > 0 { NAMED_SECTION } else { NAMED }, top);
            }
        }
        Ok(any)
    }

    /// The same for names that differ in forms of words only, and in words that every name may have; for those that begin
    /// with the query, where its last word may not be finished; and for those that the query says with what they are in.
    #[inline(never)]
    fn add_nearly_equal_names(&mut self, top: u32) -> Result<(), Fault> {
        let Some(near) = NearName::new(self.view, self.query, self.found)? else { return Ok(()) };
        let within = Within::new(&near);
        for candidate in &mut self.candidates {
            let &mut Candidate { page, title, heading, record, .. } = candidate;
            let section = record.level > 0;
            let (stream, above) = if section { (heading, Some(title)) } else { (title, None) };
            let is_within = |within: &Within<'_, '_, '_>| within.is(stream, above, page, &candidate.path);
            let part = if near.is(stream)? {
                if section { NEARLY_NAMED_SECTION } else { NEARLY_NAMED }
            } else if within.as_ref().map_or(Ok(false), is_within)? {
                if section { NAMED_SECTION_WITHIN } else { NAMED_WITHIN }
            } else {
                continue;
            };
            candidate.add(part, top);
        }
        Ok(())
    }

    /// Where the query is a path, adds to what its last segment names, the more of the other segments it shares.
    #[inline(never)]
    fn add_paths(&mut self, top: u32) -> Result<(), Fault> {
        let Some(wanted) = self.query.path.as_deref() else { return Ok(()) };
        for candidate in &mut self.candidates {
            let head = self.view.head_of(candidate.section, candidate.record)?;
            let path = path_names(&head.path(&candidate.path));
            if path.last() == wanted.last() {
                let shared = path.iter().filter(|name| wanted.contains(name)).count() as u32;
                let all = wanted.len() as u32 + path.len() as u32 - shared;
                candidate.add(SAME_SEGMENT * shared / all.max(1), top);
            }
        }
        Ok(())
    }

    /// Adds to the pages of the reference where that is what the query asks for, as `sso api` does.
    #[inline(never)]
    fn add_references(&mut self) {
        let last = self.query.words.last().map(|&place| &*self.query.terms[place].text);
        let asks = last.is_some_and(|last| REFERENCES.contains(&last));
        if !asks || !(2..=REFERENCE_WORDS).contains(&self.query.words.len()) {
            return;
        }
        for candidate in &mut self.candidates {
            if candidate.path.split('/').any(|segment| REFERENCES.contains(&segment)) {
                candidate.add(REFERENCE, candidate.score);
            }
        }
    }

    /// Adds to the best section of each page, the more and the better its other ones are among the best of all: such a page
    /// is about what the query says, and not only in passing.
    #[inline(never)]
    fn add_siblings(&mut self) {
        // What filters put behind them would not be there without.
        let worths = self.candidates.iter().take(CANDIDATES).map(Candidate::worth);
        let best = best((0..).zip(worths), TOGETHER);
        let of = |number: u32| &self.candidates[number as usize];
        let Some(most) = best.first().map(|&first| 2 * u64::from(of(first).worth())) else { return };
        let mut parts = Vec::with_capacity(best.len());
        for (place, &number) in best.iter().enumerate() {
            let is_sibling = |&&other: &&u32| of(other).page == of(number).page;
            if !best[..place].iter().any(|other| is_sibling(&other)) {
                let others = best[place + 1..].iter().filter(is_sibling);
                let others: u64 = others.map(|&other| u64::from(of(other).worth())).sum();
                parts.push((number, u64::from(SIBLINGS) * others.min(most) / most));
            }
        }
        for (number, part) in parts {
            let candidate = &mut self.candidates[number as usize];
            candidate.add(part as u32, candidate.score);
        }
    }
}
