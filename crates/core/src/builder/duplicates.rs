//! Sections that say what a section of another page says, so that searches show one of them.

use super::draft::PageDraft;
use super::stream::{Symbol, symbols};
use crate::format::pages::PageKind;
use crate::moves::{difference, shingles};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use twox_hash::XxHash64;

/// A text of fewer words and separators says too little to be somebody's copy.
const LEAST: usize = 40;

/// How much of what either says both say, in percent, where pages of one title are the same.
const ALIKE: u32 = 80;

/// Sections in the order of their numbers, each with the earliest that says the same: to the letter on any page, or nearly
/// so under the same anchor of a page of the same title.
pub(super) fn duplicates(pages: &[(&str, &PageDraft)], firsts: &[u32]) -> Vec<(u32, u32)> {
    let mut found: BTreeMap<u32, u32> = BTreeMap::new();
    // What each text of a page is the first to say.
    let mut texts: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
    let mut titles: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (number, ((_, page), &first)) in pages.iter().zip(firsts).enumerate() {
        if page.kind != PageKind::Docs {
            continue;
        }
        titles.entry(&page.title).or_default().push(number);
        for (section, place) in page.sections.iter().zip(first..) {
            if section.text.len() < LEAST || section.terms.is_empty() {
                continue;
            }
            match texts.get(&XxHash64::oneshot(0, section.text)) {
                // What a page says twice is its own affair.
                Some(&(_, owner)) if owner == number as u32 => {}
                Some(&(other, _)) => _ = found.insert(place, other),
                None => _ = texts.insert(XxHash64::oneshot(0, section.text), (place, number as u32)),
            }
        }
    }
    let mut same: Vec<&Vec<usize>> = titles.values().filter(|pages| pages.len() > 1).collect();
    same.sort_unstable();
    for numbers in same {
        let mut known: BTreeMap<&str, Vec<(u32, Vec<u32>)>> = BTreeMap::new();
        for &number in numbers.iter().take(MOST) {
            let (_, page) = pages[number];
            for (section, place) in page.sections.iter().zip(firsts[number]..) {
                let shingles = text_shingles(section.text);
                if shingles.len() < LEAST || found.contains_key(&place) || section.terms.is_empty() {
                    continue;
                }
                let others = known.entry(section.anchor).or_default();
                match others.iter().find(|(_, other)| difference(other, &shingles) <= 100 - ALIKE) {
                    Some(&(other, _)) => _ = found.insert(place, other),
                    None => others.push((place, shingles)),
                }
            }
        }
    }
    found.into_iter().collect()
}

/// Of pages of one title, so many are compared with each other.
const MOST: usize = 64;

/// A text by its words, three at a time.
fn text_shingles(text: &[u8]) -> Vec<u32> {
    let words = symbols(text).filter_map(|symbol| match symbol {
        Symbol::Token(number) => Some(u64::from(number)),
        // No token has so high a number.
        Symbol::Copy { first, length, .. } => Some(u64::MAX - (u64::from(first) << 32 | u64::from(length))),
        _ => None,
    });
    shingles(&words.collect::<Vec<_>>())
}
