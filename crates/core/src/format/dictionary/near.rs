//! Strings that are spelled nearly like another one.

use super::{Dictionary, Node};

/// The longest word that has neighbours, in letters.
const LONGEST: usize = 32;

/// How many nodes a walk visits at most. A word of 12 letters with two edits visits some 9,000 of 29,528 terms.
const MAX_STEPS: usize = 60_000;

/// A string near another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) ordinal: u32,
    /// How many edits apart they are.
    pub(crate) distance: u8,
    /// Whether their first letters are the same.
    pub(crate) same_start: bool,
}

/// `None` where the dictionary contradicts itself.
pub(super) fn near(dictionary: &Dictionary<'_>, word: &str, most: u8) -> Option<Vec<Near>> {
    let word: Vec<char> = word.chars().collect();
    if word.is_empty() || word.len() > LONGEST {
        return Some(Vec::new());
    }
    let mut rows = vec![[0; LONGEST + 1]; word.len() + usize::from(most) + 2];
    for (column, distance) in rows[0].iter_mut().enumerate() {
        *distance = column as u8;
    }
    let steps = MAX_STEPS;
    let mut search = Search { dictionary, word, most, rows, path: Vec::new(), steps, near: Vec::new() };
    search.walk(dictionary.root, 0, Letter::default())?;
    Some(search.near)
}

struct Search<'d, 'a> {
    dictionary: &'d Dictionary<'a>,
    word: Vec<char>,
    most: u8,
    /// Distances between the first letters of the path, a row for each, and those of the word, a column for each.
    rows: Vec<[u8; LONGEST + 1]>,
    path: Vec<char>,
    steps: usize,
    near: Vec<Near>,
}

/// A letter of which some bytes have been read.
#[derive(Clone, Copy, Default)]
struct Letter {
    bits: u32,
    bytes_left: u8,
}

impl Letter {
    /// The letter with one more byte.
    fn with(self, byte: u8) -> Option<Letter> {
        let begins = |bits: u8, bytes_left| Some(Letter { bits: bits.into(), bytes_left });
        match (self.bytes_left, byte) {
            (0, 0..0x80) => begins(byte, 0),
            (0, 0xc0..0xe0) => begins(byte & 0x1f, 1),
            (0, 0xe0..0xf0) => begins(byte & 0xf, 2),
            (0, 0xf0..) => begins(byte & 7, 3),
            (1.., 0x80..0xc0) => {
                Some(Letter { bits: self.bits << 6 | u32::from(byte & 0x3f), bytes_left: self.bytes_left - 1 })
            }
            _ => None,
        }
    }
}

impl<'a> Search<'_, 'a> {
    fn walk(&mut self, node: Node<'a>, sum: u32, letter: Letter) -> Option<()> {
        self.steps = self.steps.saturating_sub(1);
        let distance = self.rows[self.path.len()][self.word.len()];
        if node.ends && letter.bytes_left == 0 && (1..=self.most).contains(&distance) {
            let ordinal = self.dictionary.checked(Some(sum)).ok()?;
            self.near.push(Near { ordinal, distance, same_start: self.path.first() == self.word.first() });
        }
        for place in (0..node.bytes.len()).rev() {
            if self.steps == 0 {
                break;
            }
            let letter = letter.with(*node.bytes.get(place)?)?;
            if letter.bytes_left == 0 && !self.push(char::from_u32(letter.bits)?) {
                continue;
            }
            let next = node.follow(self.dictionary.nodes, place)?;
            self.walk(next, sum.checked_add(node.output(place)?)?, letter)?;
            if letter.bytes_left == 0 {
                self.path.pop();
            }
        }
        Some(())
    }

    /// Takes a letter onto the path, where words that are near enough may follow.
    fn push(&mut self, letter: char) -> bool {
        let depth = self.path.len();
        let (above, rest) = self.rows.split_at_mut(depth + 1);
        let (Some(row), Some(last)) = (rest.first_mut(), above.last()) else { return false };
        row[0] = depth as u8 + 1;
        let mut least = row[0];
        for (column, &wanted) in (1..).zip(&self.word) {
            let mut distance = u8::min(last[column], row[column - 1]) + 1;
            distance = distance.min(last[column - 1] + u8::from(wanted != letter));
            let swapped = column > 1 && depth > 0 && self.word[column - 2] == letter && self.path[depth - 1] == wanted;
            if swapped {
                distance = distance.min(above[depth - 1][column - 2] + 1);
            }
            row[column] = distance;
            least = least.min(distance);
        }
        if least <= self.most {
            self.path.push(letter);
        }
        least <= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::super::DictionaryWriter;
    use super::*;
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
        fn finds_what_a_scan_finds(keys in proptest::collection::btree_set("[abé]{1,6}", 0..40), word in "[abé]{1,6}", most in 1..3u8) {
            let bytes = DictionaryWriter::new().unwrap().encode(keys.iter().map(String::as_str));
            let dictionary = Dictionary::open(&bytes, "test").unwrap();
            let found: Vec<_> = dictionary.near(&word, most).unwrap().iter().map(|near| (near.ordinal, near.distance)).collect();
            let letters: Vec<char> = word.chars().collect();
            let scan = keys.iter().zip(0..).map(|(key, ordinal)| (ordinal, distance(&key.chars().collect::<Vec<_>>(), &letters) as u8));
            let scan: Vec<(u32, u8)> = scan.filter(|(_, distance)| (1..=most).contains(distance)).collect();
            prop_assert_eq!(found, scan);
        }
    }
}
