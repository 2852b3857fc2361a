//! What the pages of an index say, in a form that is quick to compare: three words at a time.

use crate::format::fault::Fault;
use crate::format::pages::PageKind;
use crate::index::View;
use std::hash::Hasher;
use twox_hash::XxHash64;

/// The pages of an index that stand for sources.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    /// In the order of their paths.
    pub(crate) pages: Vec<PageShape>,
}

/// What a page says.
#[derive(Debug)]
pub(crate) struct PageShape {
    pub(crate) path: String,
    pub(crate) title: String,
    /// The number of its first section in its index.
    pub(crate) first: u32,
    pub(crate) sections: Vec<SectionShape>,
}

/// What a section says.
#[derive(Debug)]
pub(crate) struct SectionShape {
    pub(crate) path: String,
    pub(crate) anchor: String,
    pub(crate) heading: String,
    /// Hashes of its words, three at a time, sorted and distinct (Broder 1997, "On the resemblance and containment of
    /// documents").
    pub(crate) shingles: Vec<u32>,
}

/// How many words a shingle has.
const WORDS: usize = 3;

impl Snapshot {
    pub(crate) fn new(view: &View<'_>) -> Result<Self, Fault> {
        let mut pages = Vec::with_capacity(view.pages.len() as usize);
        let mut text = String::new();
        for number in 0..view.pages.len() {
            let record = view.pages.page(number)?;
            if !matches!(record.kind, PageKind::Docs | PageKind::Example) {
                continue;
            }
            let path = view.path(number)?;
            let mut sections = Vec::new();
            for head in view.sections(number)? {
                text.clear();
                view.texts.whole(head.number, &mut text)?;
                sections.push(SectionShape {
                    path: head.path(&path),
                    shingles: shingles(&words(&text)),
                    anchor: head.anchor,
                    heading: head.heading,
                });
            }
            let first = view.pages.sections_of(number)?.start;
            pages.push(PageShape { path, title: view.texts.string(record.title)?, first, sections });
        }
        Ok(Snapshot { pages })
    }

    pub(crate) fn page(&self, path: &str) -> Option<usize> {
        self.pages.binary_search_by(|page| (*page.path).cmp(path)).ok()
    }
}

impl PageShape {
    /// All that it says.
    pub(crate) fn shingles(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.sections.iter().flat_map(|section| &section.shingles).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Hashes of the words of a text.
fn words(text: &str) -> Vec<u64> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let mut hasher = XxHash64::with_seed(0);
            word.chars().flat_map(char::to_lowercase).for_each(|char| hasher.write_u32(char.into()));
            hasher.finish()
        })
        .collect()
}

/// Hashes of words, three at a time, sorted and distinct.
pub(crate) fn shingles(words: &[u64]) -> Vec<u32> {
    let hash = |words: &[u64]| {
        let mut hasher = XxHash64::with_seed(1);
        words.iter().for_each(|word| hasher.write_u64(word.to_le()));
        hasher.finish() as u32
    };
    let mut shingles: Vec<u32> = words.windows(WORDS.min(words.len().max(1))).map(hash).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// How many two sorted lists have in common.
fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut left, mut right, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        count += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    count
}

/// How much of two texts differs, in percent of all that either says.
pub(crate) fn difference(one: &[u32], other: &[u32]) -> u32 {
    let common = common(one, other);
    let all = one.len() + other.len() - common;
    if all == 0 { 0 } else { (100 * (all - common)).div_ceil(all) as u32 }
}
