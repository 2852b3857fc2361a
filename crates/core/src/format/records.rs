//! A list of byte strings of any length, reached by number.
//!
//! ```text
//! records = count:u32  (start:u32) × ⌈count / 16⌉  count × (length:varint bytes)
//! ```
//!
//! `start` is where every sixteenth record begins, counted from the first; the fifteen behind it are walked.
//! A start a record would cost 4 bytes where most records have fewer than 20, and walking takes nanoseconds.

use super::bytes::{Reader, put_varint};
use super::directory::PartName;
use super::fault::Fault;

const STRIDE: usize = 16;

/// Collects records and writes them.
#[derive(Default)]
pub(crate) struct RecordsWriter {
    starts: Vec<u32>,
    bytes: Vec<u8>,
    count: u32,
}

impl RecordsWriter {
    pub(crate) fn push(&mut self, record: &[u8]) {
        if (self.count as usize).is_multiple_of(STRIDE) {
            self.starts.push(self.bytes.len() as u32);
        }
        put_varint(&mut self.bytes, record.len() as u32);
        self.bytes.extend_from_slice(record);
        self.count += 1;
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let head = [self.count].into_iter().chain(self.starts).flat_map(u32::to_le_bytes);
        // In place: the texts are two thirds of an index.
        let mut out = self.bytes;
        out.splice(0..0, head.collect::<Vec<u8>>());
        out
    }
}

/// Records in place.
#[derive(Clone, Copy)]
pub(crate) struct Records<'a> {
    count: u32,
    starts: &'a [u8],
    bytes: &'a [u8],
    part: PartName,
}

impl<'a> Records<'a> {
    pub(crate) fn open(bytes: &'a [u8], part: PartName) -> Result<Self, Fault> {
        let mut reader = Reader::new(bytes, part);
        let count = reader.u32()?;
        // Each takes a byte at least, so that lists by their numbers are no longer than the file.
        if count as usize > bytes.len() {
            return Err(Fault::Corrupt(part));
        }
        let starts = reader.take((count as usize).div_ceil(STRIDE) * 4)?;
        Ok(Records { count, starts, bytes: &bytes[4 + starts.len()..], part })
    }

    /// The bytes of record `number`. Costs at most fifteen steps over its neighbours. A record ends before the next
    /// sixteen begin: those of crafted files, read one after the other, are no longer than the file.
    pub(crate) fn get(&self, number: u32) -> Result<&'a [u8], Fault> {
        if number >= self.count {
            return Err(Fault::Corrupt(self.part));
        }
        let number = number as usize;
        let mut starts = Reader::new(&self.starts[number / STRIDE * 4..], self.part);
        let start = starts.u32()? as usize;
        let end = if starts.is_empty() { self.bytes.len() } else { starts.u32()? as usize };
        let bytes = self.bytes.get(start..end).ok_or(Fault::Corrupt(self.part))?;
        let mut reader = Reader::new(bytes, self.part);
        for _ in 0..number % STRIDE {
            let length = reader.varint()? as usize;
            reader.take(length)?;
        }
        let length = reader.varint()? as usize;
        reader.take(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn records_come_back(records in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..300), 0..70)) {
            let mut writer = RecordsWriter::default();
            records.iter().for_each(|record| writer.push(record));
            let bytes = writer.finish();
            let read = Records::open(&bytes, PartName::Text).unwrap();
            for (number, record) in records.iter().enumerate() {
                prop_assert_eq!(read.get(number as u32), Ok(&record[..]));
            }
            prop_assert!(read.get(records.len() as u32).is_err());
        }

        /// Crafted starts may overlap; what is read one after the other may not, or a megabyte would be read a
        /// million times.
        #[test]
        fn records_of_crafted_files_are_no_longer_than_the_file(
            mut bytes in proptest::collection::vec(any::<u8>(), 30..400), count in 0..400u32,
        ) {
            bytes[..4].copy_from_slice(&count.to_le_bytes());
            if let Ok(read) = Records::open(&bytes, PartName::Text) {
                let all: usize = (0..count).map_while(|number| read.get(number).ok()).map(<[u8]>::len).sum();
                prop_assert!(all <= bytes.len());
            }
        }

        #[test]
        fn bytes_from_anywhere_give_an_answer_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..99), number in 0..40u32) {
            if let Ok(read) = Records::open(&bytes, PartName::Text) {
                let _ = read.get(number);
            }
        }
    }
}
