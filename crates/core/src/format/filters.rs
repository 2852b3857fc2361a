//! What pages may be filtered, counted, sorted and boosted by: the values of the keys that were declared, and of two
//! that every index knows.
//!
//! ```text
//! filters = (name:string size:varint values)*              nothing where there is no key; in the order of the names
//! values  = (text:string size:varint runs)*                in the order of `natural`, so that sorting compares places
//! runs    = (gap << 1 | is_run:varint [length - 2:varint])*     pages, each gap from the end of the one before;
//!                                                               of `language`, sections
//! ```
//!
//! `kind` has the pages that are of examples and changelogs, `language` the sections that are for one: all of this is
//! read as a whole, so that nothing has to be fetched for it. Pages are numbered in the order of their paths, so those of one product stand together: most values take a few
//! bytes, however many pages have them. A page in a run by itself takes one byte or two.

use super::bytes::Reader;
#[cfg(feature = "build")]
use super::bytes::{put_str, put_varint};
use super::directory::PartName;
use super::fault::Fault;
#[cfg(feature = "build")]
use std::cmp::Ordering;
#[cfg(feature = "build")]
use std::collections::BTreeMap;
use std::ops::Range;

/// The keys that are not of front matter.
pub(crate) const KIND: &str = "kind";
pub(crate) const LANGUAGE: &str = "language";

/// How many keys an index may have.
pub(crate) const MAX_KEYS: usize = 64;

/// How many values of one key a page may have.
pub(crate) const MAX_VALUES: usize = 64;

/// The pages of each value of each key. Lists are in order and without gaps in what they say: a key that no page has is
/// known all the same.
#[cfg(feature = "build")]
pub(crate) type Declared<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<u32>>>;

/// Writes all keys.
#[cfg(feature = "build")]
pub(crate) fn encode(declared: &Declared<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, values) in declared {
        let mut sorted: Vec<(&str, &[u32])> = values.iter().map(|(text, pages)| (*text, &pages[..])).collect();
        sorted.sort_by(|(a, _), (b, _)| natural(a, b));
        let mut bytes = Vec::new();
        for (text, pages) in sorted {
            put_str(&mut bytes, text);
            put_sized(&mut bytes, &runs(pages));
        }
        put_str(&mut out, name);
        put_sized(&mut out, &bytes);
    }
    out
}

#[cfg(feature = "build")]
fn put_sized(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
}

#[cfg(feature = "build")]
fn runs(pages: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut end = 0;
    for run in pages.chunk_by(|before, page| before + 1 == *page) {
        let gap = (run[0] - end) << 1;
        match run.len() as u32 {
            1 => put_varint(&mut out, gap),
            length => {
                put_varint(&mut out, gap | 1);
                put_varint(&mut out, length - 2);
            }
        }
        end = run[0] + run.len() as u32;
    }
    out
}

/// Digits by the number that they are, all else by its letters: `1.9` before `1.10`, `2026-01-31` before `2026-02-01`.
#[cfg(feature = "build")]
fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    loop {
        let (digits, others) = (number(left), number(right));
        if !digits.is_empty() && !others.is_empty() {
            // Without zeroes before it, the longer one is the larger.
            let value = |digits: &[u8]| digits.iter().position(|&digit| digit != b'0').unwrap_or(digits.len());
            let (one, other) = (&digits[value(digits)..], &others[value(others)..]);
            let order = one.len().cmp(&other.len()).then_with(|| one.cmp(other));
            if order.is_ne() {
                return order;
            }
            (left, right) = (&left[digits.len()..], &right[others.len()..]);
            continue;
        }
        match (left.split_first(), right.split_first()) {
            (Some((one, rest)), Some((other, others))) if one == other => (left, right) = (rest, others),
            (Some((one, _)), Some((other, _))) => return one.cmp(other),
            // `01` and `1` are two texts.
            (None, None) => return a.cmp(b),
            (one, other) => return one.is_some().cmp(&other.is_some()),
        }
    }
}

#[cfg(feature = "build")]
fn number(text: &[u8]) -> &[u8] {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    &text[..length]
}

/// All keys, in place.
#[derive(Clone, Copy)]
pub(crate) struct Filters<'a>(&'a [u8]);

impl<'a> Filters<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Self {
        Filters(bytes)
    }

    /// The keys in the order of their names.
    pub(crate) fn keys(&self) -> Result<Vec<FilterKey<'a>>, Fault> {
        let mut reader = reader(self.0);
        let mut keys = Vec::new();
        while !reader.is_empty() {
            let name = reader.str()?;
            keys.push(FilterKey { name, values: sized(&mut reader)? });
            if keys.len() > MAX_KEYS + 2 {
                return Err(CORRUPT);
            }
        }
        Ok(keys)
    }

    /// The keys of front matter.
    pub(crate) fn declared(&self) -> Result<impl Iterator<Item = FilterKey<'a>> + use<'a>, Fault> {
        Ok(self.keys()?.into_iter().filter(|key| key.name != KIND && key.name != LANGUAGE))
    }

    /// A key by its name.
    pub(crate) fn key(&self, name: &str) -> Result<Option<FilterKey<'a>>, Fault> {
        Ok(self.keys()?.into_iter().find(|key| key.name == name))
    }
}

const CORRUPT: Fault = Fault::Corrupt(PartName::Filters);

fn reader(bytes: &[u8]) -> Reader<'_> {
    Reader::new(bytes, PartName::Filters)
}

fn sized<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Fault> {
    let size = reader.varint()? as usize;
    reader.take(size)
}

/// A key that was declared.
#[derive(Clone, Copy)]
pub(crate) struct FilterKey<'a> {
    pub(crate) name: &'a str,
    values: &'a [u8],
}

impl<'a> FilterKey<'a> {
    /// The values in their order.
    pub(crate) fn values(&self) -> impl Iterator<Item = Result<FilterValue<'a>, Fault>> + use<'a> {
        let mut reader = reader(self.values);
        std::iter::from_fn(move || {
            if reader.is_empty() {
                return None;
            }
            let value = reader.str().and_then(|text| Ok(FilterValue { text, runs: sized(&mut reader)? }));
            if value.is_err() {
                // Nothing behind a mistake can be told apart.
                reader = self::reader(&[]);
            }
            Some(value)
        })
    }

    /// The value that is this text.
    #[inline(never)]
    pub(crate) fn find(&self, text: &str) -> Result<Option<FilterValue<'a>>, Fault> {
        self.values().find(|value| value.as_ref().map_or(true, |value| value.text == text)).transpose()
    }

    /// Hands over each page of each value, the values in their order and by their places. A page has at most
    /// [`MAX_VALUES`]: bytes that say more are not ours, and would take for ever.
    pub(crate) fn each(&self, pages: u32, mut found: impl FnMut(u32, &'a str, u32)) -> Result<(), Fault> {
        let mut left = u64::from(pages) * MAX_VALUES as u64;
        for (place, value) in (0..).zip(self.values()) {
            let value = value?;
            for range in value.ranges(pages) {
                let range = range?;
                left = left.checked_sub(range.len() as u64).ok_or(CORRUPT)?;
                range.for_each(|page| found(place, value.text, page));
            }
        }
        Ok(())
    }
}

/// A value, and the pages that have it.
#[derive(Clone, Copy)]
pub(crate) struct FilterValue<'a> {
    pub(crate) text: &'a str,
    runs: &'a [u8],
}

impl<'a> FilterValue<'a> {
    /// Its pages, of `pages`, as ranges in order, none of which overlap.
    pub(crate) fn ranges(&self, pages: u32) -> impl Iterator<Item = Result<Range<u32>, Fault>> + use<'a> {
        let mut reader = reader(self.runs);
        let mut end = 0u32;
        std::iter::from_fn(move || {
            if reader.is_empty() {
                return None;
            }
            let mut next = || {
                let head = reader.varint()?;
                let start = end.checked_add(head >> 1).ok_or(CORRUPT)?;
                let length = if head & 1 == 0 { 1 } else { reader.varint()?.checked_add(2).ok_or(CORRUPT)? };
                end = start.checked_add(length).filter(|&end| end <= pages).ok_or(CORRUPT)?;
                Ok(start..end)
            };
            let range = next();
            if range.is_err() {
                reader = self::reader(&[]);
            }
            Some(range)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_stand_in_their_order() {
        let sorted = ["", "-", "1", "01", "1.9", "1.10", "2", "10", "2026-1-5", "2026-01-31", "a", "a2", "a10", "b"];
        for (at, a) in sorted.iter().enumerate() {
            for (other, b) in sorted.iter().enumerate() {
                let expected =
                    if (*a, *b) == ("1", "01") || (*a, *b) == ("01", "1") { a.cmp(b) } else { at.cmp(&other) };
                assert_eq!(natural(a, b), expected, "{a} {b}");
            }
        }
    }

    #[test]
    fn no_key_takes_no_byte_and_a_key_without_pages_is_known() {
        assert_eq!(encode(&Declared::new()), b"");
        let bytes = encode(&Declared::from([("product", BTreeMap::new())]));
        assert_eq!(bytes, b"\x07product\0");
        assert_eq!(Filters::open(&bytes).keys().unwrap()[0].name, "product");
    }

    proptest! {
        #[test]
        fn values_come_back(
            keys in proptest::collection::btree_map(
                "[a-c]{1,2}",
                proptest::collection::btree_map("[a-c0-9]{0,3}", proptest::collection::btree_set(0..60u32, 1..60), 0..9),
                0..4,
            ),
        ) {
            let lists = |values: &BTreeMap<String, BTreeSet<u32>>| {
                values.iter().map(|(text, pages)| (text.clone(), pages.iter().copied().collect())).collect()
            };
            let owned: BTreeMap<String, BTreeMap<String, Vec<u32>>> =
                keys.iter().map(|(name, values)| (name.clone(), lists(values))).collect();
            let declared: Declared<'_> = owned
                .iter()
                .map(|(name, values)| (&**name, values.iter().map(|(text, pages)| (&**text, pages.clone())).collect()))
                .collect();
            let bytes = encode(&declared);
            let mut read: BTreeMap<String, BTreeMap<String, Vec<u32>>> = BTreeMap::new();
            for key in Filters::open(&bytes).keys().unwrap() {
                let values = read.entry(key.name.to_owned()).or_default();
                key.each(60, |_, text, page| values.entry(text.to_owned()).or_default().push(page)).unwrap();
                for (text, pages) in values {
                    let found = key.find(text).unwrap().unwrap();
                    let ranges: Vec<_> = found.ranges(60).collect::<Result<_, _>>().unwrap();
                    prop_assert_eq!(&ranges.into_iter().flatten().collect::<Vec<_>>(), pages);
                }
                let order: Vec<_> = key.values().map(|value| value.unwrap().text).collect();
                prop_assert!(order.is_sorted_by(|a, b| natural(a, b).is_lt()));
            }
            prop_assert_eq!(read, owned);
        }

        #[test]
        fn bytes_from_anywhere_give_an_answer_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..99)) {
            for key in Filters::open(&bytes).keys().into_iter().flatten() {
                let mut count = 0u32;
                let _ = key.each(9, |_, _, page| count += u32::from(page < 9));
                prop_assert!(count <= 9 * MAX_VALUES as u32);
                let _ = key.find("a");
            }
        }
    }
}
