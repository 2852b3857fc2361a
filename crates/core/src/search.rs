//! From a query to pages in order.
//!
//! The larger steps are not inlined: as one function of 17 KB of wasm they took V8 50 ms to optimise, and a process
//! that asks one question waited for that before it could end.

use crate::error::Error;
use crate::excerpt::{Matcher, Piece};
use crate::format::pages::{PageKind, PageRecord};
use crate::format::postings::Posting;
use crate::format::text::Item;
use crate::index::{Index, View};
use crate::query::{Query, text_name};
use crate::rank::{idf, worth};
use serde::Serialize;
use std::collections::BinaryHeap;

/// How many of the best sections are looked at for their names.
const NAMED: usize = 100;

/// How many further sections a hit shows.
const SECTIONS: usize = 3;

/// What a query found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Answer {
    /// Pages, the best first.
    pub hits: Vec<Hit>,
    /// How many pages match, shown or not.
    pub total: u32,
}

/// A page, at its best section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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
}

/// A further section of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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

impl<B: AsRef<[u8]>> Index<B> {
    /// Finds pages by their words, at most `limit` of them.
    ///
    /// A page needs one of the query's words; those with more, rarer and better placed words come first, and
    /// equal ones in the order of their paths. The last word also stands for all words that start with it,
    /// unless something follows it: `insta` finds install, `insta ` does not.
    ///
    /// # Errors
    /// `EMPTY_QUERY` for white space alone, `QUERY_TOO_LONG` past [`MAX_QUERY_BYTES`](crate::MAX_QUERY_BYTES).
    pub fn search(&self, query: &str, limit: usize) -> Result<Answer, Error> {
        let query = Query::parse(query)?;
        let view = self.view()?;
        let mut scores = scores(&view, &query)?;
        add_names(&view, &query, &mut scores)?;
        let pages = best_sections(&view, &scores)?;
        let total = pages.len() as u32;
        let matcher = Matcher::new(&view, &query)?;
        let hits = best(pages.into_iter(), limit).into_iter().map(|section| hit(&view, &matcher, &scores, section));
        Ok(Answer { hits: hits.collect::<Result<_, _>>()?, total })
    }
}

/// The score of each section.
#[inline(never)]
fn scores(view: &View<'_>, query: &Query) -> Result<Vec<u32>, Error> {
    let sections = view.pages.section_count();
    let mut scores = vec![0u32; sections as usize];
    for term in query.terms.keys() {
        // A last word that is known counts in full, and the words that start with it fill in below.
        if let Some(ordinal) = view.dictionary.find(term)? {
            let list = view.postings.list(ordinal)?;
            let weight = idf(list.section_count(), sections);
            for posting in list {
                let Posting { section, impact } = posting?;
                let score = &mut scores[section as usize];
                *score = score.saturating_add(weight * worth(impact));
            }
        }
    }
    if let Some(prefix) = &query.prefix {
        add_prefix(view, prefix, &mut scores)?;
    }
    Ok(scores)
}

/// Adds what the words that start with `prefix` are worth, all of them taken as one word: a section counts its
/// best one, and half where the word itself is known, since that is then the likelier meaning.
#[inline(never)]
fn add_prefix(view: &View<'_>, prefix: &str, scores: &mut [u32]) -> Result<(), Error> {
    let exact = view.dictionary.find(prefix)?;
    let mut worths = vec![0u32; scores.len()];
    let mut count = 0;
    for ordinal in view.dictionary.prefix(prefix)?.filter(|&ordinal| Some(ordinal) != exact) {
        for posting in view.postings.list(ordinal)? {
            let Posting { section, impact } = posting?;
            let best = &mut worths[section as usize];
            count += u32::from(*best == 0);
            *best = worth(impact).max(*best);
        }
    }
    let weight = idf(count, scores.len() as u32);
    for (score, worth) in scores.iter_mut().zip(worths) {
        let share = weight * worth;
        *score = score.saturating_add(if exact.is_some() { share / 2 } else { share });
    }
    Ok(())
}

/// Adds to sections that are called what the query says, and to pages whose path ends with it.
///
/// A name is worth as much as the best score so far, three quarters of it below a page's start, and twice as much
/// where the query is the whole path: `sso` means the page `sso`, not a section SSO elsewhere. In the prototype of
/// this ranking, names took glossary entries from .47 to .82 nDCG@10 and titles from .91 to .99.
#[inline(never)]
fn add_names(view: &View<'_>, query: &Query, scores: &mut [u32]) -> Result<(), Error> {
    let mut candidates = best(scored(scores, 0..scores.len() as u32), NAMED);
    // The start of the page of that very path may be a poor match otherwise: it has few words.
    let at_path = match view.paths.find(&query.name.replace(' ', "-"))? {
        Some(page) => view.pages.sections_of(page)?.next(),
        None => None,
    };
    candidates.extend(at_path.filter(|section| !candidates.contains(section)));
    let top = scores.iter().copied().max().unwrap_or(0);
    let name = Name::new(view, &query.name)?;
    for section in candidates {
        let record = view.pages.section(section)?;
        let named = if record.level > 0 {
            name.is(view, view.heading(section, record)?)?
        } else {
            let path = view.path(record.page)?;
            let last = path.rsplit('/').next().unwrap_or_default();
            text_name(last) == query.name || name.is(view, view.pages.page(record.page)?.title)?
        };
        let worth = match named {
            _ if at_path == Some(section) => top.saturating_mul(2),
            true if record.level > 0 => top / 4 * 3,
            true => top,
            false => 0,
        };
        let score = &mut scores[section as usize];
        *score = score.saturating_add(worth);
    }
    Ok(())
}

/// The query as a name, to be compared with titles and headings as they are stored: none of them is spelled.
struct Name<'q> {
    words: Vec<(&'q str, Option<u32>)>,
}

impl<'q> Name<'q> {
    fn new(view: &View<'_>, name: &'q str) -> Result<Self, Error> {
        let words = name.split(' ').map(|word| Ok((word, view.dictionary.find(word)?)));
        Ok(Name { words: words.collect::<Result<_, _>>()? })
    }

    fn is(&self, view: &View<'_>, stream: &[u8]) -> Result<bool, Error> {
        let mut walk = view.texts.walk_stream(stream);
        let mut left = self.words.iter();
        while let Some((_, item)) = walk.step()? {
            let same = match item {
                Item::Separator(_) => true,
                Item::Word(text) => left.next().is_some_and(|(word, _)| text.to_lowercase() == *word),
                Item::Term(term, _) => left.next().is_some_and(|&(_, wanted)| wanted == Some(term)),
            };
            if !same {
                return Ok(false);
            }
        }
        Ok(left.next().is_none())
    }
}

/// Those of `sections` that have a score, with it.
fn scored<'s>(scores: &'s [u32], sections: impl Iterator<Item = u32> + 's) -> impl Iterator<Item = (u32, u32)> + 's {
    sections.map(|section| (section, scores[section as usize])).filter(|&(_, score)| score > 0)
}

/// The `count` sections with the highest scores, the best first; equal ones in the order of the index.
fn best(scored: impl Iterator<Item = (u32, u32)>, count: usize) -> Vec<u32> {
    // The worst of the best so far is at the top of the heap, to be thrown out first.
    let mut heap = BinaryHeap::new();
    for (section, score) in scored {
        let key = u64::from(!score) << 32 | u64::from(section);
        if heap.len() < count {
            heap.push(key);
        } else if let Some(mut worst) = heap.peek_mut().filter(|worst| key < **worst) {
            *worst = key;
        }
    }
    heap.into_sorted_vec().into_iter().map(|key| key as u32).collect()
}

/// The best section of each page that has one, with its score.
#[inline(never)]
fn best_sections(view: &View<'_>, scores: &[u32]) -> Result<Vec<(u32, u32)>, Error> {
    let mut pages = Vec::new();
    let mut sections = scored(scores, 0..scores.len() as u32).peekable();
    let mut firsts = view.pages.first_sections();
    firsts.next();
    while sections.peek().is_some() {
        // Sections stand in the order of their pages: those of this one end where the next begins.
        let end = firsts.next().transpose()?.unwrap_or(u32::MAX);
        let mut best: Option<(u32, u32)> = None;
        while let Some((section, score)) = sections.next_if(|&(section, _)| section < end) {
            let better = match best {
                Some((_, top)) if score > top => true,
                // A start without a text of its own has nothing to show that a section nearly as good has not.
                Some((first, top)) => score >= top - top / 8 && view.texts.size(first)? == 0,
                None => true,
            };
            if better {
                best = Some((section, score));
            }
        }
        pages.extend(best);
    }
    Ok(pages)
}

#[inline(never)]
fn hit(view: &View<'_>, matcher: &Matcher<'_>, scores: &[u32], best_section: u32) -> Result<Hit, Error> {
    let page_number = view.pages.section(best_section)?.page;
    let page = view.path(page_number)?;
    let record = view.pages.page(page_number)?;
    let page_url = view.url(&page, record);
    let place = (&*page, &*page_url, record);
    let top = section_hit(view, matcher, scores, place, best_section)?;
    let all = view.pages.sections_of(page_number)?;
    if !all.contains(&best_section) {
        return Err(Error::Corrupt("sections"));
    }
    let others = all.filter(|&section| section != best_section);
    let others = best(scored(scores, others), SECTIONS);
    let sections = others.into_iter().map(|section| section_hit(view, matcher, scores, place, section));
    Ok(Hit {
        title: view.texts.string(record.title)?,
        kind: record.kind,
        breadcrumb: view.breadcrumb(record)?,
        sections: sections.collect::<Result<_, _>>()?,
        path: top.path,
        heading: top.heading,
        url: top.url,
        excerpt: top.excerpt,
        score: top.score,
        language: top.language,
        page,
    })
}

#[inline(never)]
fn section_hit(
    view: &View<'_>,
    matcher: &Matcher<'_>,
    scores: &[u32],
    (page, page_url, record): (&str, &str, PageRecord<'_>),
    section: u32,
) -> Result<SectionHit, Error> {
    let head = view.head(section)?;
    // Many pages begin with a heading; what they say of themselves is then the best there is to show.
    let description = (head.level == 0).then(|| view.texts.walk_stream(record.description));
    let mut excerpt = Vec::new();
    for walk in [Some(view.texts.walk(section)?), description].into_iter().flatten() {
        excerpt = matcher.excerpt(view, walk)?;
        if !excerpt.is_empty() {
            break;
        }
    }
    Ok(SectionHit {
        path: head.path(page),
        url: head.url(page_url),
        language: head.language.map(str::to_owned),
        heading: head.heading,
        excerpt,
        score: scores[section as usize],
    })
}
