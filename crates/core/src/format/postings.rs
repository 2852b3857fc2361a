//! Posting lists: which sections hold a term, and how much it matters there.
//!
//! ```text
//! postings = usual:u8 × ⌈sections / 2⌉ or none  blocks, a record a term in the order of the ordinals
//! record   = (gap << 4 | step):varint, one a posting
//! ```
//!
//! Sections are numbered in path order, so sections about one subject sit together and most gaps are small.
//! An impact is the term's whole BM25F share of a section but for its idf, in sixteenths, by
//! [`rank::impact`](crate::rank::impact). Half the words of a section stand once in its text and so have the same one:
//! `usual` says which, in 4 bits, the lower ones first, and step 0 stands for it; steps 1 to 15 are the other impacts in
//! order. On the WorkOS docs a posting takes 1.4 bytes so, and 0.83 after brotli, where a gap and an impact of 8 bits
//! took 2.2 and 1.3; sixteen impacts rank as well as 256 (nDCG@10 of 29 sets on 7 corpora within ±0.003). Every query
//! needs it; an index of more sections than [`MAX_USUAL`], which would be fetched for it, has none, and 0 is then usual.

use super::blocks::{Blocks, BlocksWriter, Part};
use super::bytes::{Reader, varint_length};
use super::directory::PartName;
use super::fault::Fault;
use super::source::Source;

/// How many impacts there are.
pub(crate) const IMPACTS: usize = 16;

/// The most sections whose gaps fit.
pub(crate) const MAX_SECTIONS: u32 = 1 << 28;

/// The most sections whose usual impacts are known.
pub(crate) const MAX_USUAL: u32 = 8192;

/// One section of a posting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) section: u32,
    /// Below [`IMPACTS`].
    pub(crate) impact: u8,
}

/// How long the list of each term will be, told by the sections of each.
pub(crate) struct ListSizes {
    /// By the number of the term.
    lists: Vec<ListSize>,
}

#[derive(Clone, Default)]
struct ListSize {
    sections: u32,
    bytes: u32,
    /// The section behind the last one.
    next: u32,
}

impl ListSizes {
    pub(crate) fn new(terms: usize) -> Self {
        ListSizes { lists: vec![ListSize::default(); terms] }
    }

    /// Counts a section that a term stands in. Sections come in order.
    pub(crate) fn add(&mut self, term: u32, section: u32) {
        let list = &mut self.lists[term as usize];
        // Whatever the impact, the gap alone says how many bytes both take.
        list.bytes += varint_length((section - list.next) << 4);
        list.sections += 1;
        list.next = section + 1;
    }

    /// How many sections a term stands in.
    pub(crate) fn sections(&self, term: u32) -> u32 {
        self.lists[term as usize].sections
    }

    /// Makes room for the lists of these terms, which are all that stand in a section, in the order of their ordinals.
    pub(crate) fn writer(self, terms: impl Iterator<Item = u32>, sections: u32) -> ListsWriter {
        let whole = |list: &ListSize| varint_length(list.bytes) + list.bytes;
        // Terms that stand in no section are none of those.
        let mut bytes = vec![0; self.lists.iter().filter(|list| list.bytes > 0).map(|list| whole(list) as usize).sum()];
        let (mut ends, mut lengths) = (vec![ListEnd::default(); self.lists.len()], Vec::new());
        let mut start = 0;
        for term in terms {
            let list = &self.lists[term as usize];
            let first = put_at(&mut bytes, start, list.bytes);
            ends[term as usize].place = first;
            start = first + list.bytes as usize;
            lengths.push(whole(list));
        }
        ListsWriter { bytes, lengths, ends, section: 0, usual: (sections <= MAX_USUAL).then(Vec::new) }
    }
}

/// Writes a varint at a place, and answers the place behind it.
fn put_at(bytes: &mut [u8], mut place: usize, mut value: u32) -> usize {
    while value >= 0x80 {
        bytes[place] = value as u8 | 0x80;
        place += 1;
        value >>= 7;
    }
    bytes[place] = value as u8;
    place + 1
}

/// Writes lists side by side, section by section: a list of all postings to be sorted would be twice as large as theirs.
pub(crate) struct ListsWriter {
    /// All lists, each behind its length, and how many bytes both take.
    bytes: Vec<u8>,
    lengths: Vec<u32>,
    /// By the number of the term.
    ends: Vec<ListEnd>,
    section: u32,
    /// The usual impact of each section, where they are known.
    usual: Option<Vec<u8>>,
}

/// Where the next posting of a term goes, and the section that its gap is counted from.
#[derive(Clone, Default)]
struct ListEnd {
    place: usize,
    next: u32,
}

impl ListsWriter {
    /// Writes the next section: the numbers of its terms with their impacts.
    pub(crate) fn push(&mut self, terms: &[(u32, u8)]) {
        let mut usual = 0;
        if let Some(all) = &mut self.usual {
            let mut counts = [0u32; IMPACTS];
            terms.iter().for_each(|&(_, impact)| counts[usize::from(impact)] += 1);
            // Of several the lowest, so that the bytes are the same everywhere.
            usual = (0..IMPACTS).rev().max_by_key(|&impact| counts[impact]).unwrap_or(0) as u8;
            all.push(usual);
        }
        for &(term, impact) in terms {
            let step = if impact == usual { 0 } else { impact + u8::from(impact < usual) };
            let end = &mut self.ends[term as usize];
            let posting = (self.section - end.next) << 4 | u32::from(step);
            end.next = self.section + 1;
            end.place = put_at(&mut self.bytes, end.place, posting);
        }
        self.section += 1;
    }

    /// Puts all lists behind the usual impacts, which are none where there are more than [`MAX_USUAL`].
    pub(crate) fn finish(self) -> Part {
        let usual = self.usual.unwrap_or_default();
        let pairs = usual.chunks(2).map(|pair| pair[0] | pair.get(1).copied().unwrap_or(0) << 4);
        BlocksWriter::of(self.bytes, self.lengths).finish().behind(pairs.collect())
    }
}

/// All posting lists, in place.
#[derive(Clone, Copy)]
pub(crate) struct Postings<'a> {
    usual: Usual<'a>,
    sections: u32,
    lists: Blocks<'a>,
}

/// The usual impact of each section.
#[derive(Clone, Copy)]
struct Usual<'a>(&'a [u8]);

impl Usual<'_> {
    fn of(self, section: u32) -> u8 {
        self.0.get(section as usize / 2).map_or(0, |pair| pair >> (section % 2 * 4) & 0xf)
    }
}

impl<'a> Postings<'a> {
    pub(crate) fn open(head: &'a [u8], source: Source<'a>, body: u32, sections: u32) -> Result<Self, Fault> {
        let mut reader = Reader::new(head, PartName::Postings);
        let usual = if sections > MAX_USUAL { 0 } else { sections.div_ceil(2) };
        let usual = Usual(reader.take(usual as usize)?);
        Ok(Postings { usual, sections, lists: Blocks::take(&mut reader, source, body, PartName::Postings)? })
    }

    pub(crate) fn len(&self) -> u32 {
        self.lists.len()
    }

    /// The sections of a term.
    pub(crate) fn list(&self, term: u32) -> Result<PostingList<'a>, Fault> {
        let reader = Reader::new(self.lists.get(term)?, PartName::Postings);
        Ok(PostingList { reader, next: 0, usual: self.usual, sections: self.sections })
    }

    /// All that is missing of the lists of these terms, where it is at most `most` bytes.
    pub(crate) fn want(&self, terms: std::ops::Range<u32>, most: u32) -> Result<(), Fault> {
        self.lists.want(terms, most)
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.lists.want_all()
    }
}

/// The sections of one term, in order.
pub(crate) struct PostingList<'a> {
    reader: Reader<'a>,
    next: u32,
    usual: Usual<'a>,
    sections: u32,
}

impl PostingList<'_> {
    /// How many sections hold the term; of a list that was not begun. Costs a look at each byte.
    pub(crate) fn section_count(&self) -> u32 {
        self.reader.rest().iter().filter(|&&byte| byte < 0x80).count() as u32
    }

    fn read(&mut self) -> Result<Posting, Fault> {
        let code = self.reader.varint()?;
        // Damaged bytes can carry the sum past the last section, so it is checked here, before anyone indexes with it.
        let section = self.next.saturating_add(code >> 4);
        if section >= self.sections {
            return Err(Fault::Corrupt(PartName::Postings));
        }
        let (usual, step) = (self.usual.of(section), code as u8 & 0xf);
        let impact = if step == 0 { usual } else { step - u8::from(step <= usual) };
        self.next = section + 1;
        Ok(Posting { section, impact })
    }
}

impl Iterator for PostingList<'_> {
    type Item = Result<Posting, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.reader.is_empty() {
            return None;
        }
        let posting = self.read();
        if posting.is_err() {
            self.reader = Reader::new(&[], PartName::Postings);
        }
        Some(posting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::source::{Pieces, Wanted};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn lists_come_back(
            sections in 1..300u32,
            lists in proptest::collection::vec(proptest::collection::btree_map(0..300u32, 0..IMPACTS as u8, 0..40), 0..20),
        ) {
            let wanted = |list: &BTreeMap<u32, u8>| -> Vec<Posting> {
                let known = list.iter().filter(|(section, _)| **section < sections);
                known.map(|(&section, &impact)| Posting { section, impact }).collect()
            };
            let terms = || (0u32..).zip(&lists).filter(|(_, list)| !wanted(list).is_empty());
            let mut sizes = ListSizes::new(lists.len());
            let of = |section| terms().filter_map(move |(term, list)| Some((term, *list.get(&section)?)));
            (0..sections).for_each(|section| of(section).for_each(|(term, _)| sizes.add(term, section)));
            let mut writer = sizes.writer(terms().map(|(term, _)| term), sections);
            (0..sections).for_each(|section| writer.push(&of(section).collect::<Vec<_>>()));
            let Part { head, body, .. } = writer.finish();
            let (body, pieces, missing) = (body.concat(), Pieces::default(), Wanted::default());
            let source = Source::new(&body, &pieces, body.len() as u32, &missing);
            let read = Postings::open(&head, source, 0, sections).unwrap();
            for (ordinal, (_, list)) in terms().enumerate() {
                let found = read.list(ordinal as u32).unwrap();
                prop_assert_eq!(found.section_count() as usize, wanted(list).len());
                prop_assert_eq!(found.collect::<Result<Vec<_>, _>>().unwrap(), wanted(list));
            }
        }

        #[test]
        fn bytes_from_anywhere_give_an_answer_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..99), sections in 0..9u32) {
            let (pieces, missing) = (Pieces::default(), Wanted::default());
            let source = Source::new(&bytes, &pieces, bytes.len() as u32, &missing);
            if let Ok(read) = Postings::open(&bytes, source, 0, sections) {
                for list in (0..read.len().min(9)).filter_map(|term| read.list(term).ok()) {
                    for posting in list.flatten() {
                        prop_assert!(posting.section < sections && usize::from(posting.impact) < IMPACTS);
                    }
                }
            }
        }
    }
}
