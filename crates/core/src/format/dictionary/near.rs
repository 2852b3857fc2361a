//! Strings that are spelled nearly like another one.

use super::{BLOCK, Dictionary, MAX_KEY};
use crate::format::fault::Fault;

/// The longest word that has neighbours, in letters.
const LONGEST: usize = 32;

/// How many letters a search compares at most, with a row of distances each.
const MAX_STEPS: usize = 1 << 18;

/// A string near another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) ordinal: u32,
    /// How many edits apart they are.
    pub(crate) distance: u8,
    /// Whether their first letters are the same.
    pub(crate) same_start: bool,
}

/// What is searched for, and the rows of the string at hand: those of letters that it shares with the one before it are
/// not computed again.
pub(crate) struct Search {
    word: Vec<char>,
    most: u8,
    /// Distances between the first letters of the string, a row for each, and those of the word, a column for each.
    rows: Vec<[u8; LONGEST + 2]>,
    /// The letters of the string that have rows, and where each ends in its bytes.
    path: Vec<(char, usize)>,
    /// With so many bytes, all strings are too far away.
    dead: usize,
    steps: usize,
}

impl Search {
    /// None where no string can be near: a word that is too long has no neighbours.
    pub(crate) fn new(word: &str, most: u8) -> Option<Self> {
        let word: Vec<char> = word.chars().collect();
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let mut rows = vec![[0; LONGEST + 2]; word.len() + usize::from(most) + 2];
        for (column, distance) in rows[0].iter_mut().enumerate() {
            *distance = column as u8;
        }
        Some(Search { word, most, rows, path: Vec::new(), dead: usize::MAX, steps: MAX_STEPS })
    }

    fn begin(&mut self) {
        self.path.clear();
        self.dead = usize::MAX;
    }

    /// Whether a string has so many more letters, or so many fewer, that it is too far away whatever they are.
    fn differs_in_length(&self, key: &[u8]) -> bool {
        let most = usize::from(self.most);
        // A letter has a byte at least.
        key.len() + most < self.word.len() || key.len() > self.word.len() + most && key.is_ascii()
    }

    /// Goes on to a string that shares so many bytes with the one that was compared last. Says whether it, or a longer one, is near.
    fn step(&mut self, shared: usize, key: &[u8]) -> bool {
        self.dead = usize::MAX;
        while self.path.last().is_some_and(|&(_, end)| end > shared) {
            self.path.pop();
        }
        let mut at = self.path.last().map_or(0, |&(_, end)| end);
        // The last letter of a separator may be cut short, and crafted bytes may be none.
        let text = key.get(at..).unwrap_or_default();
        let text = match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(text.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default(),
        };
        for letter in text.chars() {
            at += letter.len_utf8();
            if !self.push(letter, at) {
                self.dead = at;
                return false;
            }
        }
        true
    }

    /// Takes a letter onto the path, where strings that are near enough may follow.
    fn push(&mut self, letter: char, end: usize) -> bool {
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        let depth = self.path.len();
        let Some((above, rest)) = self.rows.split_at_mut_checked(depth + 1) else { return false };
        let (Some(row), Some(last)) = (rest.first_mut(), above.last()) else { return false };
        // Only where so many letters were added or left out at most can they be near.
        let (length, most, far) = (depth + 1, usize::from(self.most), self.most + 1);
        let first = length.saturating_sub(most).max(1);
        let until = (length + most).min(self.word.len());
        row[first - 1] = if first == 1 { far.min(length as u8) } else { far };
        let mut least = row[first - 1];
        for column in first..=until {
            let wanted = self.word[column - 1];
            let mut distance = u8::min(last[column], row[column - 1]) + 1;
            distance = distance.min(last[column - 1] + u8::from(wanted != letter));
            let before = depth.checked_sub(1).and_then(|before| self.path.get(before));
            let swapped =
                column > 1 && self.word[column - 2] == letter && before.is_some_and(|&(own, _)| own == wanted);
            if swapped {
                distance = distance.min(above[depth - 1][column - 2] + 1);
            }
            row[column] = distance;
            least = least.min(distance);
        }
        // The next row looks at one column more.
        row[until.max(first - 1) + 1] = far;
        if least <= self.most {
            self.path.push((letter, end));
        }
        least <= self.most
    }

    /// The distance of the string at hand, where it is near enough and another one.
    fn found(&self, key: &[u8], ordinal: u32) -> Option<Near> {
        if self.path.len().abs_diff(self.word.len()) > self.most.into() {
            return None;
        }
        let distance = self.rows.get(self.path.len())?.get(self.word.len()).copied()?;
        let whole = self.path.last().is_some_and(|&(_, end)| end == key.len());
        let same_start = self.path.first().map(|&(letter, _)| letter) == self.word.first().copied();
        (whole && (1..=self.most).contains(&distance)).then_some(Near { ordinal, distance, same_start })
    }
}

impl Dictionary<'_> {
    /// The strings near a word, in order. Of blocks whose strings all begin with letters that are too far away, nothing
    /// is read.
    pub(crate) fn near(&self, search: &mut Search) -> Result<Vec<Near>, Fault> {
        let (mut found, mut whole) = (Vec::new(), true);
        // What a separator and the next one begin with, all strings of the block between them begin with.
        let mut begin = Vec::with_capacity(MAX_KEY);
        let mut block = 0;
        self.separators.each(|shared, separator| {
            if block > 0 {
                whole &= self.near_block(search, block - 1, &begin[..shared.min(begin.len())], &mut found)?;
            }
            begin.clear();
            begin.extend_from_slice(separator);
            block += 1;
            Ok(())
        })?;
        if let Some(last) = self.table.len().checked_sub(1) {
            whole &= self.near_block(search, last, &[], &mut found)?;
        }
        if whole { Ok(found) } else { Err(Fault::Missing) }
    }

    /// Adds the strings of a block, all of which begin with `begin`; answers whether it is there.
    fn near_block(&self, search: &mut Search, block: u32, begin: &[u8], found: &mut Vec<Near>) -> Result<bool, Fault> {
        search.begin();
        if !search.step(0, begin) {
            return Ok(true);
        }
        let Some(mut keys) = Fault::later(self.keys(block))? else { return Ok(false) };
        search.begin();
        let mut key = Vec::with_capacity(MAX_KEY);
        // The bytes of the string at hand, and those that it has in common with the one that was compared last.
        let (mut length, mut common) = (0, 0);
        for place in block * BLOCK..self.count.min((block + 1) * BLOCK) {
            let (shared, own) = keys.next(length)?;
            length = shared + own.len();
            common = common.min(shared);
            // It is not put together: what the next one shares with it beyond that is too far away, too.
            if common >= search.dead {
                continue;
            }
            key.truncate(shared);
            key.extend_from_slice(own);
            if search.differs_in_length(&key) {
                continue;
            }
            if search.step(common, &key) {
                found.extend(search.found(&key, place));
            }
            common = length;
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::blocks::Part;
    use crate::format::bytes::Reader;
    use crate::format::dictionary::encode;
    use crate::format::directory::PartName;
    use crate::format::source::{Pieces, Source, Wanted};
    use proptest::prelude::*;

    /// Edits between two words, after the definition.
    fn distance(a: &[char], b: &[char]) -> usize {
        match (a.split_last(), b.split_last()) {
            (None, _) => b.len(),
            (_, None) => a.len(),
            (Some((x, a1)), Some((y, b1))) => {
                let mut least = usize::min(distance(a1, b), distance(a, b1)) + 1;
                least = least.min(distance(a1, b1) + usize::from(x != y));
                if let (Some((x2, a2)), Some((y2, b2))) = (a1.split_last(), b1.split_last())
                    && (x, x2) == (y2, y)
                {
                    least = least.min(distance(a2, b2) + 1);
                }
                least
            }
        }
    }

    proptest! {
        #[test]
        fn finds_what_a_scan_finds(keys in proptest::collection::btree_set("[abé]{1,6}", 0..140), word in "[abé]{1,6}", most in 1..3u8) {
            let sorted: Vec<&str> = keys.iter().map(String::as_str).collect();
            let Part { head, body, .. } = encode(&sorted).unwrap();
            let (file, pieces, wanted) = ([&*head, &body.concat()].concat(), Pieces::default(), Wanted::default());
            let source = Source::new(&file, &pieces, file.len() as u32, &wanted);
            let mut reader = Reader::new(&head, PartName::Paths);
            let dictionary = Dictionary::take(&mut reader, source, head.len() as u32, PartName::Paths).unwrap();
            let found = dictionary.near(&mut Search::new(&word, most).unwrap()).unwrap();
            let found: Vec<_> = found.iter().map(|near| (near.ordinal, near.distance)).collect();
            let letters: Vec<char> = word.chars().collect();
            let scan = keys.iter().zip(0..).map(|(key, ordinal)| (ordinal, distance(&key.chars().collect::<Vec<_>>(), &letters) as u8));
            let scan: Vec<(u32, u8)> = scan.filter(|(_, distance)| (1..=most).contains(distance)).collect();
            prop_assert_eq!(found, scan);
        }
    }
}
