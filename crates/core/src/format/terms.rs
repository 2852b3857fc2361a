//! The terms of the index, each with its ordinal.
//!
//! ```text
//! terms = 6 × (body:u32 dictionary)       body: where its blocks begin among those of the part
//! ```
//!
//! Terms stand in three classes by how often the text has them, so that the commonest words have short codes and are at
//! hand when an index is read in pieces; in each class those that other terms find too come last. Each of the six sets
//! is a [`dictionary`](super::dictionary) of its own, and ordinals go on from one to the next: of an ordinal alone it is
//! known whether its term is compound.

#[cfg(feature = "build")]
use super::blocks::Part;
use super::bytes::Reader;
#[cfg(feature = "build")]
use super::dictionary;
use super::dictionary::{Dictionary, Near, Search};
use super::directory::PartName;
use super::fault::Fault;
use super::source::Source;
#[cfg(feature = "build")]
use crate::Error;
use crate::analyze::is_compound;
use std::ops::Range;

/// Terms of the first class and of the first two. Excerpts of the WorkOS docs ask for some 50 words that are not among
/// the first 2,048, and spelling those takes 10 KB of the head; two bytes tell 16,384 terms apart.
const CLASSES: [usize; 2] = [2048, 16_384];

const SETS: usize = 6;

/// The most forms of a word that are followed: those of crafted files may never lead back.
const MAX_FORMS: usize = 64;

/// A term before it has its ordinal.
#[derive(Clone, Copy)]
pub(crate) struct NewTerm<'a> {
    pub(crate) text: &'a str,
    /// Whether it is found by other terms too.
    pub(crate) compound: bool,
    /// How often the text has it, or another form of it where that is more.
    pub(crate) count: u64,
}

/// The places of sorted terms in the order of their ordinals, and where each set ends among them.
pub(crate) fn order(sorted: &[NewTerm<'_>]) -> (Vec<u32>, [usize; SETS]) {
    let mut places: Vec<u32> = (0..sorted.len() as u32).collect();
    places.sort_by_key(|&place| std::cmp::Reverse(sorted[place as usize].count));
    let mut ends = [0; SETS];
    let mut start = 0;
    for (number, end) in CLASSES.into_iter().chain([usize::MAX]).enumerate() {
        let end = end.min(places.len());
        let class = &mut places[start..end];
        class.sort_unstable_by_key(|&place| (sorted[place as usize].compound, place));
        let simple = class.partition_point(|&place| !sorted[place as usize].compound);
        ends[2 * number] = start + simple;
        ends[2 * number + 1] = end;
        start = end;
    }
    (places, ends)
}

/// Writes terms that stand in the order of their ordinals; each set ends where `ends` says. Answers how many bytes the
/// blocks of the first class have, too.
#[cfg(feature = "build")]
pub(crate) fn encode(terms: &[&str], next_forms: &[Option<i32>], ends: &[usize; SETS]) -> Result<(Part, usize), Error> {
    let mut out = Part::default();
    let (mut start, mut hot) = (0, 0);
    for (number, &end) in ends.iter().enumerate() {
        let set = dictionary::encode_with(&terms[start..end], Some(&next_forms[start..end]))?;
        out.head.extend_from_slice(&(out.body_length() as u32).to_le_bytes());
        out.head.extend_from_slice(&set.head);
        out.body.extend(set.body);
        out.blocks.extend_from_slice(&set.blocks);
        start = end;
        if number == 1 {
            hot = out.body_length();
        }
    }
    Ok((out, hot))
}

/// All terms, in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms<'a> {
    sets: [Dictionary<'a>; SETS],
    /// Where the ordinals of each set end.
    ends: [u32; SETS],
}

impl<'a> Terms<'a> {
    pub(crate) fn open(head: &'a [u8], source: Source<'a>, body: u32) -> Result<Self, Fault> {
        let mut reader = Reader::new(head, PART);
        let mut set = || {
            let start = body.checked_add(reader.u32()?).ok_or(Fault::Corrupt(PART))?;
            Dictionary::take(&mut reader, source, start, PART).map(Dictionary::with_forms)
        };
        let sets = [set()?, set()?, set()?, set()?, set()?, set()?];
        let mut ends = [0u32; SETS];
        let mut end = 0u32;
        for (set, ends) in sets.iter().zip(&mut ends) {
            end = end.checked_add(set.len()).ok_or(Fault::Corrupt(PART))?;
            *ends = end;
        }
        Ok(Terms { sets, ends })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> u32 {
        self.ends[SETS - 1]
    }

    /// Each set with its first ordinal, those of compound terms or of others.
    fn sets(&self) -> impl Iterator<Item = (usize, &Dictionary<'a>, u32)> {
        self.sets.iter().enumerate().map(|(number, set)| (number, set, self.ends[number] - set.len()))
    }

    /// The ordinal of exactly this term.
    #[inline(never)]
    pub(crate) fn find(&self, term: &str) -> Result<Option<u32>, Fault> {
        let compound = usize::from(is_compound(term));
        let mut whole = true;
        for (_, set, first) in self.sets().filter(|(number, ..)| number % 2 == compound) {
            match Fault::later(set.find(term))? {
                Some(None) => {}
                Some(Some(place)) => return Ok(Some(first + place)),
                None => whole = false,
            }
        }
        if whole { Ok(None) } else { Err(Fault::Missing) }
    }

    /// The ordinal of a term of the first class, which is at hand.
    pub(crate) fn find_common(&self, term: &str) -> Result<Option<u32>, Fault> {
        let compound = usize::from(is_compound(term));
        let first = self.ends[compound] - self.sets[compound].len();
        Ok(self.sets[compound].find(term)?.map(|place| first + place))
    }

    /// The ordinals of all terms that start with `prefix`, a range a set, in order.
    #[inline(never)]
    pub(crate) fn prefix(&self, prefix: &str) -> Result<Vec<Range<u32>>, Fault> {
        let mut whole = true;
        let mut ranges = Vec::with_capacity(SETS);
        for (_, set, first) in self.sets() {
            match Fault::later(set.prefix(prefix))? {
                Some(range) if range.is_empty() => {}
                Some(range) => ranges.push(first + range.start..first + range.end),
                None => whole = false,
            }
        }
        if whole { Ok(ranges) } else { Err(Fault::Missing) }
    }

    /// Ordinals among which those of `term` or of all terms that start with it are, if any are: known without the
    /// blocks that say which.
    pub(crate) fn around(&self, term: &str, prefix: bool) -> Result<Vec<Range<u32>>, Fault> {
        let compound = usize::from(is_compound(term));
        let mut ranges = Vec::with_capacity(SETS);
        for (_, set, first) in self.sets().filter(|(number, ..)| prefix || number % 2 == compound) {
            let mut range = set.around(term.as_bytes())?;
            if prefix {
                range.end = set.around(&[term.as_bytes(), &[0xff]].concat())?.end;
            }
            if !range.is_empty() {
                ranges.push(first + range.start..first + range.end);
            }
        }
        Ok(ranges)
    }

    /// The set of an ordinal, and its place there.
    fn set_of(&self, ordinal: u32) -> Result<(usize, u32), Fault> {
        let number = self.ends.iter().position(|&end| ordinal < end).ok_or(Fault::Corrupt(PART))?;
        Ok((number, ordinal - (self.ends[number] - self.sets[number].len())))
    }

    /// Replaces `out` by the term of `ordinal`.
    #[inline(never)]
    pub(crate) fn key(&self, ordinal: u32, out: &mut Vec<u8>) -> Result<(), Fault> {
        let (set, place) = self.set_of(ordinal)?;
        self.sets[set].key(place, out)
    }

    /// Whether the term of `ordinal` is found by other terms too.
    pub(crate) fn is_compound(&self, ordinal: u32) -> bool {
        self.compounds().into_iter().any(|range| range.contains(&ordinal))
    }

    /// The ordinals of terms that are found by other terms too.
    pub(crate) fn compounds(&self) -> [Range<u32>; SETS / 2] {
        let [first, common, second, wide, third, all] = self.ends;
        [first..common, second..wide, third..all]
    }

    /// All terms with the stem of this one, which comes first.
    pub(crate) fn forms(&self, ordinal: u32) -> Result<Vec<u32>, Fault> {
        let mut forms = vec![ordinal];
        let mut last = ordinal;
        while forms.len() < MAX_FORMS {
            let (set, place) = self.set_of(last)?;
            let Some(distance) = self.sets[set].next_form(place)? else { break };
            last = last.wrapping_add(distance);
            if last == ordinal {
                break;
            }
            forms.push(last);
        }
        Ok(forms)
    }

    /// The terms that become `word` by at most `most` edits: a letter more, less, or another one, or two neighbours
    /// swapped, after Damerau and Levenshtein. In the order of the ordinals. Two edits are looked for among the commoner
    /// terms alone: among the others there are words that nobody meant near every word, and a large part of them would
    /// be fetched.
    pub(crate) fn near(&self, word: &str, most: u8) -> Result<Vec<Near>, Fault> {
        let mut whole = true;
        let mut found = Vec::new();
        let Some(mut search) = Search::new(word, most) else { return Ok(found) };
        let sets = if most > 1 { SETS - 2 } else { SETS };
        for (_, set, first) in self.sets().take(sets) {
            match Fault::later(set.near(&mut search))? {
                Some(near) => found.extend(near.into_iter().map(|near| Near { ordinal: first + near.ordinal, ..near })),
                None => whole = false,
            }
        }
        if whole { Ok(found) } else { Err(Fault::Missing) }
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.sets.iter().try_for_each(|set| set.want_all())
    }
}

const PART: PartName = PartName::Dictionary;
