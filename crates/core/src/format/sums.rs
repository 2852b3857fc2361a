//! A list of numbers, and what those before each add up to: where things of different sizes begin.
//!
//! ```text
//! sums = count:u32 total:u32 length:u32  (sum:u32 start:u32) × ⌈count / 32⌉  length bytes: count × varint
//! ```
//!
//! `sum` is what the numbers before every thirty-second add up to and `start` where it stands; those behind it are walked,
//! a nanosecond each. What every question needs to have is kept small.

use super::bytes::{Reader, put_varint};
use super::directory::PartName;
use super::fault::Fault;

const STRIDE: u32 = 32;
const SAMPLE: usize = 8;

/// Writes numbers that add up to less than 2³².
pub(crate) fn encode(numbers: &[u32]) -> Vec<u8> {
    let (mut samples, mut bytes) = (Vec::new(), Vec::new());
    let mut sum = 0u32;
    for (place, &number) in (0u32..).zip(numbers) {
        if place.is_multiple_of(STRIDE) {
            samples.extend_from_slice(&sum.to_le_bytes());
            samples.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        }
        put_varint(&mut bytes, number);
        sum += number;
    }
    let head = [numbers.len() as u32, sum, bytes.len() as u32].map(u32::to_le_bytes).concat();
    [head, samples, bytes].concat()
}

/// Numbers in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sums<'a> {
    count: u32,
    total: u32,
    samples: &'a [u8],
    numbers: &'a [u8],
    part: PartName,
}

/// A number, its place, and what those before it add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) place: u32,
    pub(crate) before: u32,
    pub(crate) number: u32,
}

impl<'a> Sums<'a> {
    /// Takes a list from where `reader` is.
    #[inline(never)]
    pub(crate) fn take(reader: &mut Reader<'a>, part: PartName) -> Result<Self, Fault> {
        let (count, total, length) = (reader.u32()?, reader.u32()?, reader.u32()?);
        let samples = reader.take((count.div_ceil(STRIDE) as usize).saturating_mul(SAMPLE))?;
        let numbers = reader.take(length as usize)?;
        // Each takes a byte at least.
        if count as usize > numbers.len() {
            return Err(Fault::Corrupt(part));
        }
        Ok(Sums { count, total, samples, numbers, part })
    }

    /// How many numbers there are.
    pub(crate) fn len(&self) -> u32 {
        self.count
    }

    /// What all add up to.
    pub(crate) fn total(&self) -> u32 {
        self.total
    }

    /// The number at a place. Costs at most 32 steps.
    #[inline(never)]
    pub(crate) fn get(&self, place: u32) -> Result<Sum, Fault> {
        if place >= self.count {
            return Err(Fault::Corrupt(self.part));
        }
        self.walk(place / STRIDE, |sum| sum.place == place)
    }

    /// The number in which `value` lies when they stand one behind the other: the last one that `value` has reached,
    /// and not 0. Costs a binary search besides.
    #[inline(never)]
    pub(crate) fn find(&self, value: u32) -> Result<Sum, Fault> {
        if value >= self.total {
            return Err(Fault::Corrupt(self.part));
        }
        let (mut low, mut high) = (0, self.count.div_ceil(STRIDE));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            let before =
                Reader::new(self.samples.get(middle as usize * SAMPLE..).unwrap_or_default(), self.part).u32()?;
            (low, high) = if before <= value { (middle, high) } else { (low, middle) };
        }
        self.walk(low, |sum| value - sum.before.min(value) < sum.number)
    }

    /// The first number of a group for which `wanted` holds.
    fn walk(&self, group: u32, wanted: impl Fn(Sum) -> bool) -> Result<Sum, Fault> {
        let mut samples = Reader::new(self.samples.get(group as usize * SAMPLE..).unwrap_or_default(), self.part);
        let (mut before, start) = (samples.u32()?, samples.u32()?);
        // Those of crafted files may not reach into the next group, or a megabyte would be read a million times.
        let end = if samples.is_empty() { self.total } else { samples.u32()? };
        let mut reader = Reader::new(self.numbers.get(start as usize..).unwrap_or_default(), self.part);
        for place in group * STRIDE..self.count.min((group + 1).saturating_mul(STRIDE)) {
            let number = reader.varint()?;
            let after = before.checked_add(number).filter(|&after| after <= end).ok_or(Fault::Corrupt(self.part))?;
            let sum = Sum { place, before, number };
            if wanted(sum) {
                return Ok(sum);
            }
            before = after;
        }
        Err(Fault::Corrupt(self.part))
    }

    /// All numbers in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Result<u32, Fault>> + use<'a> {
        let mut reader = Reader::new(self.numbers, self.part);
        (0..self.count).map(move |_| reader.varint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_and_sums_come_back(numbers in proptest::collection::vec(0..300u32, 0..200)) {
            let bytes = encode(&numbers);
            let sums = Sums::take(&mut Reader::new(&bytes, PartName::Text), PartName::Text).unwrap();
            let mut before = 0;
            for (place, &number) in (0u32..).zip(&numbers) {
                let sum = Sum { place, before, number };
                prop_assert_eq!(sums.get(place), Ok(sum));
                for value in before..before + number {
                    prop_assert_eq!(sums.find(value), Ok(sum));
                }
                before += number;
            }
            prop_assert!(sums.find(before).is_err() && sums.get(numbers.len() as u32).is_err());
            let all: Result<Vec<u32>, _> = sums.iter().collect();
            prop_assert_eq!(all.unwrap(), numbers);
        }

        #[test]
        fn bytes_from_anywhere_give_an_answer_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..99), value in 0..99u32) {
            if let Ok(sums) = Sums::take(&mut Reader::new(&bytes, PartName::Text), PartName::Text) {
                let _ = (sums.get(value), sums.find(value), sums.iter().count());
            }
        }
    }
}
