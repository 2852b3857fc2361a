//! From a query to pages in order.
//!
//! ```text
//! query ──► sense: the terms that each word stands for
//!             │
//!             ▼
//!           score: every section by the words it holds, and its page by those on all of it
//!             │  the best hundred
//!             ▼
//!           rerank: names, words that stand together, paths
//!             │  the best of each page
//!             ▼
//!           hits: paths, headings, excerpts
//! ```
//!
//! The larger steps are not inlined: as one function of 17 KB of wasm they took V8 50 ms to optimise, and a process
//! that asks one question waited for that before it could end.

mod alternative;
mod conditions;
mod every;
mod excerpt;
#[cfg(feature = "build")]
pub(crate) mod explain;
mod facets;
mod filter;
mod found;
mod hits;
mod keys;
mod literal;
mod name;
mod options;
mod order;
mod rerank;
mod score;
mod sense;
mod suggest;
mod watch;
mod within;

use crate::analyze::{lower, segments};
use crate::error::Error;
use crate::format::fault::Fault;
use crate::format::pages::PageKind;
use crate::index::{Index, View};
use crate::query::Query;
use crate::sorted::sorted;
use crate::spare::Layout;
use every::Every;
use excerpt::Matcher;
pub use excerpt::Piece;
pub use facets::{Facet, FacetCount};
use filter::Kept;
use found::{FoundTerm, FoundTerms};
use keys::Keys;
pub use options::{Boost, CombineWith, Filter, GroupBy, SearchOptions, Sort};
use score::Scores;
use std::collections::BinaryHeap;
pub use suggest::{Suggestion, SuggestionKind};
use watch::Watch;

/// How many of the best sections are looked at twice: on seven corpora 200 ranked no better, and 60 lost up to .006.
const CANDIDATES: usize = 100;

/// What a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Answer {
    /// Pages, or sections where those were asked for, the best first or in the order that was asked for.
    pub hits: Vec<Hit>,
    /// How many hits there are, shown or not.
    pub total: u32,
    /// What was counted of all pages that match, shown or not, in the order in which it was asked for.
    pub facets: Vec<Facet>,
    /// The query with other words for those that the index lacks, where it found the others.
    pub did_you_mean: Option<String>,
    /// Whether no section has a phrase, or a word in a place, that the query insists on. The answer is then what a
    /// query of the words alone finds.
    pub relaxed: bool,
}

/// A page, at its best section.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Hit {
    /// The best section: `page#anchor`, or `page` where that is the page's start. [`Index::read`] takes it.
    pub path: String,
    /// The path of the page.
    pub page: String,
    /// The page's title.
    pub title: String,
    /// The best section's heading; empty at the page's start.
    pub heading: String,
    /// What the page is.
    pub kind: PageKind,
    /// The programming language that the best section is for, as `python`.
    pub language: Option<String>,
    /// Titles of the entries above the page in the navigation, the outermost first.
    pub breadcrumb: Vec<String>,
    /// The address of the best section on the web.
    pub url: String,
    /// What the section says around the words of the query, or the page's description; may be empty.
    pub excerpt: Vec<Piece>,
    /// The higher the better. Comparable within one answer only.
    pub score: u32,
    /// Up to three other sections of the page that match, the best first.
    pub sections: Vec<SectionHit>,
    /// Paths of up to five sections of other pages that say the same, and match too; they are no hits of their own.
    pub same: Vec<String>,
}

/// A further section of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct SectionHit {
    /// What [`Index::read`] takes.
    pub path: String,
    /// The section's heading; empty at the page's start.
    pub heading: String,
    /// The address on the web.
    pub url: String,
    /// What the section says around the words of the query; may be empty.
    pub excerpt: Vec<Piece>,
    /// Comparable with that of the hit.
    pub score: u32,
    /// The programming language that the section is for, as `python`.
    pub language: Option<String>,
}

/// A section that a query finds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct RankedSection {
    /// What [`Index::read`] takes.
    pub path: String,
    /// The higher the better. Comparable within one answer only.
    pub score: u32,
}

impl<B: AsRef<[u8]>> Index<B> {
    /// Finds pages by their words, at most `limit` of them.
    ///
    /// A page needs one of the query's words; those with more, rarer and better placed words come first, and
    /// equal ones in the order of their paths. The last word also stands for all words that start with it,
    /// unless something follows it: `insta` finds install, `insta ` does not. A word that the index lacks stands for
    /// those that are spelled most like it.
    ///
    /// # Errors
    /// `EMPTY_QUERY` for white space alone, `QUERY_TOO_LONG` past [`MAX_QUERY_BYTES`](crate::MAX_QUERY_BYTES).
    pub fn search(&self, query: &str, limit: usize) -> Result<Answer, Error> {
        self.search_with(query, &SearchOptions::new().limit(limit))
    }

    /// As [`search`](Self::search), with a say in which pages are found, in which order, and what is counted. Filters
    /// leave out what they do not meet and change nothing else: neither scores nor the order of what is left, as long
    /// as no more than a hundred sections match.
    ///
    /// # Errors
    /// Those of [`search`](Self::search), and `FILTER` where the index does not have a key, or the key cannot have a
    /// value.
    pub fn search_with(&self, query: &str, options: &SearchOptions) -> Result<Answer, Error> {
        let text = query;
        let query = asked(text, options)?;
        self.ask(|view| {
            let keys = Keys::new(view)?;
            let kept = Kept::new(view, &keys, options)?;
            let Ranked { scores, found, corrections, relaxed } = ranked(view, &query, &kept, &mut ())?;
            let (scores, layout) = (&*scores.tables.sections, &scores.tables.layout);
            let facets = facets::facets(view, &keys, options, scores)?;
            let by_section = options.group_by == GroupBy::Section;
            let mut sections = match by_section {
                true => scored(scores).collect(),
                false => best_sections(view, scores, layout),
            };
            let folded = if by_section { Vec::new() } else { fold(layout, &mut sections) };
            let total = sections.len() as u32;
            let matcher = Matcher::new(view, &query, &found);
            let others = if by_section { 0 } else { hits::SECTIONS };
            let mut hits = Vec::new();
            for section in order::page(view, &keys, options, sections)? {
                let Some(mut hit) =
                    view.later(hits::hit(view, &matcher, scores, section, others, options.section_excerpts))?
                else {
                    continue;
                };
                let same = folded.iter().filter(|&&(_, kept)| kept == section).take(hits::SAME);
                let same =
                    same.map(|&(other, _)| view.later(hits::path(view, other))).collect::<Result<Vec<_>, _>>()?;
                hit.same = same.into_iter().flatten().collect();
                hits.push(hit);
            }
            let did_you_mean = view.later(did_you_mean(view, text, &query, &corrections))?.flatten();
            Ok::<_, Error>(Answer { hits, total, facets, did_you_mean, relaxed })
        })
    }

    /// The sections that a query finds, at most `limit` of them and the best first, whatever their pages: what
    /// measurements of relevance ask for.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn rank(&self, query: &str, limit: usize) -> Result<Vec<RankedSection>, Error> {
        let query = Query::parse(query)?;
        self.ask(|view| {
            let mut sections = Vec::new();
            for (section, score) in top(view, &query, limit)? {
                let head = view.later(view.head(section))?;
                let page = view.later(view.path(view.pages.page_of(section)?))?;
                let path = head.zip(page).map(|(head, page)| head.path(&page));
                sections.extend(path.map(|path| RankedSection { path, score }));
            }
            Ok::<_, Error>(sections)
        })
    }
}

/// The sections that a text finds, at most `limit` of them and the best first, each with its score; none where it is no
/// query.
pub(crate) fn sections(view: &View<'_>, text: &str, limit: usize) -> Result<Vec<(u32, u32)>, Error> {
    Query::parse(text).map_or(Ok(Vec::new()), |query| top(view, &query, limit))
}

/// The sections that a query finds, at most `limit` of them and the best first, each with its score.
fn top(view: &View<'_>, query: &Query, limit: usize) -> Result<Vec<(u32, u32)>, Error> {
    let kept = Kept::new(view, &Keys::new(view)?, &SearchOptions::new())?;
    let scores = &ranked(view, query, &kept, &mut ())?.scores.tables.sections;
    let sections = best(all(scores), limit);
    Ok(sections.into_iter().map(|section| (section, scores[section as usize])).collect())
}

/// What is asked for by a text and options.
fn asked(text: &str, options: &SearchOptions) -> Result<Query, Error> {
    let mut query = Query::parse(text)?;
    query.prefix = query.prefix.filter(|_| options.prefix);
    query.fuzzy = options.fuzzy;
    query.every = options.combine_with == CombineWith::And;
    Ok(query)
}

/// What a query found, before any of it is spelled.
struct Ranked<'v> {
    scores: Scores<'v>,
    found: FoundTerms,
    /// Places of words that the index lacks, each with the likeliest term instead.
    corrections: Vec<(usize, u32)>,
    relaxed: bool,
}

#[inline(never)]
fn ranked<'v>(view: &View<'v>, query: &Query, kept: &Kept, watch: &mut impl Watch) -> Result<Ranked<'v>, Fault> {
    let mut scores = Scores::new(view)?;
    let mut terms = Vec::new();
    let mut corrections = Vec::new();
    let mut every = Every::new(view, query);
    for sense in sense::senses(view, query)? {
        every.iter_mut().try_for_each(|every| every.sense(&scores, &sense))?;
        corrections.extend(sense.correction.map(|term| (sense.place, term)));
        let worths = scores.add(view, &sense)?;
        watch.word(&sense, &worths, &scores);
        terms.extend(worths.into_iter().map(|(term, worth)| FoundTerm { term, place: sense.place as u32, worth }));
    }
    for alternative in alternative::alternatives(view, query)? {
        every.iter_mut().try_for_each(|every| every.alternative(&scores, &alternative))?;
        let place = alternative.places.first().copied().unwrap_or_default();
        // What the words are worth that it stands for; it is never worth more.
        let own = |place: usize| {
            let own = terms.iter().filter(|found: &&FoundTerm| found.place as usize == place);
            own.map(|found| found.worth).max()
        };
        let most = alternative.places.iter().map(|&place| own(place)).sum::<Option<u32>>();
        let worths = scores.add_alternative(view, &alternative, most.unwrap_or(u32::MAX))?;
        terms.extend(worths.into_iter().map(|(term, worth)| FoundTerm { term, place: place as u32, worth }));
    }
    watch.alternatives(&scores);
    // The words of its name are looked for in the second look.
    query.name_words().into_iter().flatten().try_for_each(|word| view.find(word).map(|_| ()))?;
    view.complete()?;
    let found = FoundTerms::new(view, query, terms)?;
    conditions::leave_out(view, query, &mut scores)?;
    watch.left_out(&scores);
    every.iter().for_each(|every| every.insist(&mut scores));
    let relaxed = conditions::insist(view, query, &mut scores)?;
    watch.insisted(&scores);
    view.complete()?;
    let literal = literal::add(view, query, &mut scores)?;
    watch.signs(&scores);
    scores.settle();
    let mut candidates = best(all(&scores.tables.sections), CANDIDATES);
    if kept.has_filters() {
        // Beside the best of all, or what is left would be worth something else than without filters.
        let left = best(all(&scores.tables.sections).filter(|&(section, _)| !kept.leaves_out(section)), CANDIDATES);
        let left: Vec<u32> = left.into_iter().filter(|section| !candidates.contains(section)).collect();
        candidates.extend(left);
    }
    let at_path =
        at_path(view, query)?.filter(|&section| every.is_none() || scores.tables.sections[section as usize] > 0);
    candidates.extend(at_path.filter(|section| !candidates.contains(section)));
    // What would be shown without the second look is fetched along with what that needs: most of it is the same.
    let worths = rerank::rerank(view, query, &found, &scores, &candidates, (at_path, &literal, &corrections), watch);
    let worths = view.later(worths)?;
    for (section, worth) in candidates.into_iter().zip(worths.unwrap_or_default()) {
        scores.tables.sections[section as usize] = worth;
    }
    kept.apply(&mut scores.tables.sections);
    Ok(Ranked { scores, found, corrections, relaxed })
}

/// The start of the page whose path is the query. It may be a poor match otherwise: it has few words.
fn at_path(view: &View<'_>, query: &Query) -> Result<Option<u32>, Fault> {
    match view.later(view.paths.find(&query.name.replace(' ', "-")))?.flatten() {
        Some(page) => Ok(view.pages.sections_of(page)?.next()),
        None => Ok(None),
    }
}

/// The query with its corrections.
fn did_you_mean(
    view: &View<'_>,
    text: &str,
    query: &Query,
    corrections: &[(usize, u32)],
) -> Result<Option<String>, Fault> {
    if corrections.is_empty() {
        return Ok(None);
    }
    let mut corrected = String::with_capacity(text.len());
    for segment in segments(text) {
        let lower = lower(segment.text);
        match corrections.iter().find(|&&(place, _)| segment.word && query.terms[place].text == lower) {
            Some(&(_, term)) => {
                let mut word = Vec::new();
                view.terms.key(term, &mut word)?;
                corrected.push_str(&String::from_utf8_lossy(&word));
            }
            None => corrected.push_str(segment.text),
        }
    }
    Ok(Some(corrected))
}

/// The sections that have a score, with it.
fn scored(scores: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    all(scores).filter(|&(_, score)| score > 0)
}

/// All sections with their scores.
fn all(scores: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    (0u32..).zip(scores.iter().copied())
}

/// The `count` sections with the highest scores, the best first; equal ones in the order of the index. Those with a score
/// of 0 are none.
pub(crate) fn best(sections: impl Iterator<Item = (u32, u32)>, count: usize) -> Vec<u32> {
    // The worst of the best so far is at the top of the heap, to be thrown out first. No score is below `worst`.
    let mut heap = BinaryHeap::new();
    let mut worst = u64::from(u32::MAX) << 32;
    for (section, score) in sections {
        let key = u64::from(!score) << 32 | u64::from(section);
        if key >= worst || count == 0 {
            continue;
        }
        if heap.len() == count {
            heap.pop();
        }
        heap.push(key);
        if heap.len() == count {
            worst = heap.peek().copied().unwrap_or(worst);
        }
    }
    heap.into_sorted_vec().into_iter().map(|key| key as u32).collect()
}

/// Takes out of sections with their scores, which are in order, those that say what another one of them says, but for
/// the best. Answers what was taken out, in order, each with the one that is kept in its place.
#[inline(never)]
fn fold(layout: &Layout, sections: &mut Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let mut known = layout.same.iter().peekable();
    let mut groups = Vec::new();
    for &(section, score) in &*sections {
        while known.next_if(|&&(other, _)| other < section).is_some() {}
        let first = known.next_if(|&&(other, _)| other == section);
        groups.extend(first.map(|&(_, first)| (first, !score, section)));
    }
    // By the first section that says it; of those that do, the best comes first.
    let groups = sorted(groups);
    let mut folded = Vec::new();
    for group in groups.chunk_by(|(one, ..), (other, ..)| one == other) {
        folded.extend(group.iter().skip(1).map(|&(.., section)| (section, group[0].2)));
    }
    let folded = sorted(folded);
    let mut taken = folded.iter().peekable();
    sections.retain(|&(section, _)| taken.next_if(|&&(other, _)| other == section).is_none());
    folded
}

/// The best section of each page that has one, with its score.
#[inline(never)]
fn best_sections(view: &View<'_>, scores: &[u32], layout: &Layout) -> Vec<(u32, u32)> {
    let mut pages = Vec::new();
    for (page, range) in (0u32..).zip(layout.starts.windows(2)) {
        let own = scores.get(range[0] as usize..range[1] as usize).and_then(<[u32]>::split_first);
        let Some((&start, rest)) = own else { continue };
        // Of equal ones the first.
        let keys = (range[0] + 1..).zip(rest).map(|(section, &score)| u64::from(score) << 32 | u64::from(!section));
        let best = keys.max().unwrap_or(0);
        let (score, section) = ((best >> 32) as u32, !(best as u32));
        // A start without a text of its own has nothing to show that a section nearly as good has not.
        let least = if view.pages.has_start(page) { start.saturating_add(1) } else { start - start / 8 };
        if score >= least.max(1) {
            pages.push((section, score));
        } else if start > 0 {
            pages.push((range[0], start));
        }
    }
    pages
}
