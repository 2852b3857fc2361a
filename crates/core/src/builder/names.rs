//! Distinct texts, numbered as they come.
//!
//! A hash map of strings takes some 60 bytes a word beside its letters, and each look at it reads three places in
//! memory. Here all letters stand in one text, and a slot of eight bytes says by its hash alone, in nearly all cases,
//! whether it is the right one.

use std::ops::Range;

/// Texts with a mark, each pair once.
#[derive(Default)]
pub(super) struct Names {
    list: List,
    /// Each name stands in the first slot that was free from the one that its hash points to. At most two thirds are
    /// taken; their number is a power of two.
    slots: Vec<Slot>,
}

/// Texts with a mark, by their numbers.
#[derive(Clone, Default)]
pub(super) struct List {
    /// One behind the other.
    text: String,
    /// Where each ends and the next begins, times two, and one more where it is marked.
    ends: Vec<usize>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    /// The upper half of the hash, its last bit the mark.
    hash: u32,
    /// One more than the number; 0 where the slot is free.
    next: u32,
}

impl List {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number that was given.
    pub(super) fn text(&self, number: u32) -> &str {
        &self.text[self.range(number)]
    }

    fn bytes(&self, number: u32) -> &[u8] {
        &self.text.as_bytes()[self.range(number)]
    }

    fn range(&self, number: u32) -> Range<usize> {
        let number = number as usize;
        number.checked_sub(1).map_or(0, |before| self.ends[before] >> 1)..self.ends[number] >> 1
    }

    pub(super) fn is_marked(&self, number: u32) -> bool {
        self.ends[number as usize] & 1 == 1
    }

    /// All texts in the order of their numbers, each with whether it is marked.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, bool)> {
        let mut start = 0;
        self.ends.iter().map(move |&end| (&self.text[std::mem::replace(&mut start, end >> 1)..end >> 1], end & 1 == 1))
    }
}

impl Names {
    pub(super) fn list(&self) -> &List {
        &self.list
    }

    /// The number of a text with a mark, and its hash where it is new: the same on any machine, whatever came before.
    pub(super) fn number(&mut self, text: &str, mark: bool) -> (u32, Option<u32>) {
        if self.slots.len() * 2 <= self.list.len() * 3 {
            self.grow();
        }
        let whole = hash(text, mark);
        let hash = (whole >> 32) as u32 & !1 | u32::from(mark);
        let last = self.slots.len() - 1;
        let mut place = whole as usize & last;
        loop {
            let slot = self.slots[place];
            let Some(number) = slot.next.checked_sub(1) else { break };
            if slot.hash == hash && self.list.bytes(number) == text.as_bytes() {
                return (number, None);
            }
            place = (place + 1) & last;
        }
        let List { text: all, ends } = &mut self.list;
        let number = ends.len() as u32;
        all.push_str(text);
        ends.push(all.len() << 1 | usize::from(mark));
        self.slots[place] = Slot { hash, next: number + 1 };
        (number, Some(hash))
    }

    /// Forgets all of them, and keeps the memory that a few hundred take.
    pub(super) fn clear(&mut self) {
        self.list.text.clear();
        self.list.ends.clear();
        self.slots.truncate(MOST_KEPT);
        self.slots.fill(Slot::default());
    }

    /// Twice as many slots.
    fn grow(&mut self) {
        let last = (self.slots.len() * 2).max(FEWEST) - 1;
        let mut slots = vec![Slot::default(); last + 1];
        for slot in self.slots.iter().filter(|slot| slot.next > 0) {
            let mut place = hash(self.list.text(slot.next - 1), slot.hash & 1 == 1) as usize & last;
            while slots[place].next > 0 {
                place = (place + 1) & last;
            }
            slots[place] = *slot;
        }
        self.slots = slots;
    }
}

/// How many slots there are at first, and once all names are forgotten: powers of two.
const FEWEST: usize = 256;
const MOST_KEPT: usize = 2048;

/// Eight letters a step; most names take one.
fn hash(text: &str, mark: bool) -> u64 {
    let bytes = text.as_bytes();
    let first = (bytes.len() as u64) << 1 | u64::from(mark);
    if let Some(last) = bytes.last_chunk() {
        let chunks = bytes.as_chunks().0.iter();
        let hash = chunks.fold(first, |hash, chunk| mixed(hash ^ u64::from_le_bytes(*chunk)));
        return mixed(hash ^ u64::from_le_bytes(*last));
    }
    // Letters may be read twice: the length is part of the hash.
    let letters = match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
        (Some(first), Some(last), _) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        (.., [one]) => u64::from(*one),
        (.., [first, .., last]) => u64::from(*first) << 16 | u64::from(bytes[bytes.len() / 2]) << 8 | u64::from(*last),
        _ => 0,
    };
    mixed(first ^ letters << 8)
}

/// All bits of a number in each half of another one.
fn mixed(number: u64) -> u64 {
    // 2⁶⁴ over the golden ratio. The constant before it keeps 0 from being itself.
    let product = u128::from(number ^ 0xa076_1d64_78bd_642f) * 0x9e37_79b9_7f4a_7c15;
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        /// Names are numbered as a map would number them.
        #[test]
        fn numbers_are_those_of_a_map(texts in proptest::collection::vec(("[ab]{0,20}", any::<bool>()), 0..900)) {
            let (mut names, mut map) = (Names::default(), HashMap::new());
            for (text, mark) in &texts {
                let next = map.len() as u32;
                let number = *map.entry((text, mark)).or_insert(next);
                let (found, is_new) = names.number(text, *mark);
                prop_assert_eq!((found, is_new.is_some()), (number, number == next));
            }
            prop_assert_eq!(names.list().len(), map.len());
            let all: Vec<_> = names.list().iter().collect();
            for ((text, mark), number) in map {
                prop_assert_eq!(names.list().text(number), text);
                prop_assert_eq!(all[number as usize], (&**text, *mark));
            }
        }
    }
}
