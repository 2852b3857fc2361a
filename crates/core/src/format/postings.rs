//! Posting lists: which sections hold a term, and how much it matters there.
//!
//! ```text
//! postings = section:u8 × sections  records, one a term in the dictionary's order
//! section  = usual impact | 16 where it is the first of its page
//! record   = first:varint [next form:varint] (gap << 4 | step):varint, one a further posting
//! first    = (gap << 4 | step) << 1 | whether the word has other forms
//! ```
//!
//! Sections are numbered in path order, so sections about one subject sit together and most gaps are small.
//! An impact is the term's whole BM25F share of a section but for its idf, in sixteenths, by
//! [`rank::impact`](crate::rank::impact). Half the words of a section stand once in its text and so have the same one:
//! `usual` says which, and step 0 stands for it; steps 1 to 15 are the other impacts in order. On the WorkOS docs
//! a posting takes 1.4 bytes so, and 0.83 after brotli, where a gap and an impact of 8 bits took 2.2 and 1.3; sixteen
//! impacts rank as well as 256 (nDCG@10 of 29 sets on 7 corpora within ±0.003).
//!
//! Words with the same stem are forms of each other: *install*, *installed*, *installing*. Each form says how far it is
//! to the next one, zigzag, and the last one leads back to the first: a few bytes, since they stand close together.

use super::bytes::{Reader, put_varint};
use super::records::Records;
use crate::Error;

/// How many impacts there are.
pub(crate) const IMPACTS: usize = 16;

/// The most sections whose gaps fit.
pub(crate) const MAX_SECTIONS: u32 = 1 << 27;

/// The most forms of a word that are followed. English has up to 20 in 100 K terms.
const MAX_FORMS: usize = 64;

/// Stands beside the usual impact of a page's first section.
pub(crate) const PAGE: u8 = 16;

/// One section of a posting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) section: u32,
    /// Below [`IMPACTS`].
    pub(crate) impact: u8,
}

/// Writes the list of one term, whose sections grow, over what is in `out`. `sections` has a byte for each section;
/// `next_form` says how far it is to the next term of the same stem, where there is one.
pub(crate) fn encode(list: &[Posting], sections: &[u8], next_form: Option<i32>, out: &mut Vec<u8>) {
    out.clear();
    let mut next = 0;
    for (place, &Posting { section, impact }) in list.iter().enumerate() {
        let usual = sections[section as usize] % PAGE;
        let step = if impact == usual { 0 } else { impact + u8::from(impact < usual) };
        let code = (section - next) << 4 | u32::from(step);
        if place == 0 {
            put_varint(out, code << 1 | u32::from(next_form.is_some()));
            next_form.iter().for_each(|&distance| put_varint(out, (distance << 1 ^ distance >> 31) as u32));
        } else {
            put_varint(out, code);
        }
        next = section + 1;
    }
}

/// All posting lists, in place.
#[derive(Clone, Copy)]
pub(crate) struct Postings<'a> {
    /// A byte for each section.
    sections: &'a [u8],
    records: Records<'a>,
}

impl<'a> Postings<'a> {
    pub(crate) fn open(bytes: &'a [u8], sections: u32) -> Result<Self, Error> {
        let (sections, records) = bytes.split_at_checked(sections as usize).ok_or(Error::Corrupt("postings"))?;
        Ok(Postings { sections, records: Records::open(records, "postings")? })
    }

    /// Whether each section is the first of its page, in order.
    pub(crate) fn page_starts(&self) -> impl Iterator<Item = bool> + use<'a> {
        self.sections.iter().map(|&byte| byte & PAGE != 0)
    }

    pub(crate) fn len(&self) -> u32 {
        self.records.len()
    }

    pub(crate) fn list(&self, term: u32) -> Result<PostingList<'a>, Error> {
        let mut reader = Reader::new(self.records.get(term)?, "postings");
        let first = reader.varint()?;
        let next_form = if first & 1 == 1 { Some(reader.varint()?) } else { None };
        Ok(PostingList { reader, first: Some(first >> 1), next: 0, sections: self.sections, next_form })
    }

    /// All terms with the stem of this one, which comes first.
    pub(crate) fn forms(&self, term: u32) -> Result<Vec<u32>, Error> {
        let mut forms = vec![term];
        let mut last = term;
        while forms.len() < MAX_FORMS {
            let Some(code) = self.list(last)?.next_form else { break };
            last = last.wrapping_add((code >> 1) ^ (code & 1).wrapping_neg());
            if last == term {
                break;
            }
            forms.push(last);
        }
        Ok(forms)
    }
}

/// The sections of one term, in order.
pub(crate) struct PostingList<'a> {
    reader: Reader<'a>,
    /// The first code, until it has been given.
    first: Option<u32>,
    next: u32,
    sections: &'a [u8],
    next_form: Option<u32>,
}

impl PostingList<'_> {
    /// How many sections hold the term; of a list that was not begun. Costs a look at each byte.
    pub(crate) fn section_count(&self) -> u32 {
        self.reader.rest().iter().filter(|&&byte| byte < 0x80).count() as u32 + 1
    }

    fn read(&mut self, code: u32) -> Result<Posting, Error> {
        // Damaged bytes can carry the sum past the last section, so it is checked here, before anyone indexes with it.
        let section = self.next.saturating_add(code >> 4);
        let Some(&byte) = self.sections.get(section as usize) else { return Err(Error::Corrupt("postings")) };
        let usual = byte % PAGE;
        let step = code as u8 & 0xf;
        let impact = if step == 0 { usual } else { step - u8::from(step <= usual) };
        self.next = section + 1;
        Ok(Posting { section, impact })
    }
}

impl Iterator for PostingList<'_> {
    type Item = Result<Posting, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let code = match self.first.take() {
            Some(first) => Ok(first),
            None if self.reader.is_empty() => return None,
            None => self.reader.varint(),
        };
        let posting = code.and_then(|code| self.read(code));
        if posting.is_err() {
            self.reader = Reader::new(&[], "postings");
        }
        Some(posting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::records::RecordsWriter;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn read(sections: &[u8], lists: &[(Vec<Posting>, Option<i32>)]) -> Vec<u8> {
        let (mut bytes, mut records, mut record) = (sections.to_vec(), RecordsWriter::default(), Vec::new());
        for (list, next_form) in lists {
            encode(list, sections, *next_form, &mut record);
            records.push(&record);
        }
        bytes.extend(records.finish());
        bytes
    }

    proptest! {
        #[test]
        fn lists_come_back(
            sections in proptest::collection::vec(0..2 * PAGE, 1..300),
            lists in proptest::collection::vec(
                (proptest::collection::btree_map(0..300u32, 0..IMPACTS as u8, 1..40), proptest::option::of(-20..20i32)), 0..20),
        ) {
            let wanted = |list: &BTreeMap<u32, u8>| -> Vec<Posting> {
                let known = list.iter().map(|(section, &impact)| (section % sections.len() as u32, impact));
                let known: BTreeMap<u32, u8> = known.collect();
                known.into_iter().map(|(section, impact)| Posting { section, impact }).collect()
            };
            let lists: Vec<_> = lists.iter().map(|(list, next_form)| (wanted(list), *next_form)).collect();
            let bytes = read(&sections, &lists);
            let read = Postings::open(&bytes, sections.len() as u32).unwrap();
            for (term, (wanted, _)) in lists.iter().enumerate() {
                let found = read.list(term as u32).unwrap();
                prop_assert_eq!(found.section_count() as usize, wanted.len());
                prop_assert_eq!(&found.collect::<Result<Vec<_>, _>>().unwrap(), wanted);
            }
        }

        #[test]
        fn bytes_from_anywhere_give_an_answer_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..99), sections in 0..9u32) {
            if let Ok(read) = Postings::open(&bytes, sections) {
                for term in 0..read.len().min(9) {
                    prop_assert!(read.forms(term).map_or(0, |forms| forms.len()) <= MAX_FORMS);
                    for posting in read.list(term).into_iter().flatten().flatten() {
                        prop_assert!(posting.section < sections && usize::from(posting.impact) < IMPACTS);
                    }
                }
            }
        }
    }

    #[test]
    fn forms_lead_round() {
        let list = vec![Posting { section: 0, impact: 1 }];
        let lists: Vec<_> = [Some(2), None, Some(1), Some(-3)].map(|next_form| (list.clone(), next_form)).into();
        let bytes = read(&[PAGE], &lists);
        let read = Postings::open(&bytes, 1).unwrap();
        assert_eq!(read.forms(0), Ok(vec![0, 2, 3]));
        assert_eq!(read.forms(3), Ok(vec![3, 0, 2]));
        assert_eq!(read.forms(1), Ok(vec![1]));
    }
}
