//! A list of byte strings of any length, reached by number, in blocks that can be fetched one by one.
//!
//! ```text
//! blocks = counts:sums lengths:sums            in the head: how many records and how many bytes each block has
//! block  = checksum:u32 records × (length:varint bytes)      in the body
//! ```
//!
//! Blocks are cut between records, once they are about as large as the square root of an eighth of them all: what the
//! head says of a block takes 4 bytes, and a query reads some twenty blocks, so that this is where both together are
//! smallest.

use super::bytes::{Reader, put_varint, varint_length};
use super::directory::PartName;
use super::fault::Fault;
use super::source::{CHECKSUM, Source};
use super::sums::{self, Sum, Sums};
use std::ops::Range;

/// The sizes that blocks are cut at.
const SIZES: Range<usize> = 640..4096;

/// What a part has in the head and in the body of the file.
#[derive(Clone, Default)]
pub(crate) struct Part {
    pub(crate) head: Vec<u8>,
    /// Blocks, their checksums not yet written; in pieces of whole blocks, one behind the other.
    pub(crate) body: Vec<Vec<u8>>,
    /// Bytes of each block.
    pub(crate) blocks: Vec<u32>,
}

impl Part {
    /// A part that is read as a whole.
    pub(crate) fn of(head: Vec<u8>) -> Self {
        Part { head, ..Part::default() }
    }

    /// Puts what is read as a whole before the rest of the part.
    pub(crate) fn behind(mut self, mut head: Vec<u8>) -> Self {
        head.append(&mut self.head);
        self.head = head;
        self
    }

    /// Bytes of all blocks.
    pub(crate) fn body_length(&self) -> usize {
        self.body.iter().map(Vec::len).sum()
    }

    /// Begins a block.
    pub(crate) fn begin(&mut self) {
        with_room(&mut self.body, SIZES.end).extend_from_slice(&[0; CHECKSUM]);
        self.blocks.push(CHECKSUM as u32);
    }

    /// Appends to the block that was begun last.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        if let (Some(piece), Some(length)) = (self.body.last_mut(), self.blocks.last_mut()) {
            piece.extend_from_slice(bytes);
            *length += bytes.len() as u32;
        }
    }
}

/// What a piece has room for: what the drafts of some pages leave behind when they are written. What grows as a whole finds
/// no room there, and leaves holes as large as itself.
const PIECE: usize = 64 << 10;

/// The last piece, or a new one where that has no room for so many bytes.
fn with_room(pieces: &mut Vec<Vec<u8>>, bytes: usize) -> &mut Vec<u8> {
    if pieces.last().is_none_or(|piece| piece.capacity() - piece.len() < bytes) {
        pieces.push(Vec::with_capacity(bytes.max(PIECE)));
    }
    let last = pieces.len() - 1;
    &mut pieces[last]
}

/// Collects records and writes them.
#[derive(Default)]
pub(crate) struct BlocksWriter {
    /// Whole records, one behind the other.
    pieces: Vec<Vec<u8>>,
    /// Bytes of each record with its length.
    lengths: Vec<u32>,
}

impl BlocksWriter {
    /// Takes records that are written already, as many bytes each.
    pub(crate) fn of(bytes: Vec<u8>, lengths: Vec<u32>) -> Self {
        BlocksWriter { pieces: vec![bytes], lengths }
    }

    pub(crate) fn push(&mut self, record: &[u8]) {
        let length = varint_length(record.len() as u32) as usize + record.len();
        let piece = with_room(&mut self.pieces, length);
        put_varint(piece, record.len() as u32);
        piece.extend_from_slice(record);
        self.lengths.push(length as u32);
    }

    pub(crate) fn finish(self) -> Part {
        let BlocksWriter { pieces, lengths } = self;
        let size = (pieces.iter().map(Vec::len).sum::<usize>() / 8).isqrt().clamp(SIZES.start, SIZES.end);
        let (mut part, mut counts) = (Part::default(), Vec::new());
        let mut pieces = pieces.into_iter();
        let (mut piece, mut start) = (Vec::new(), 0);
        for length in lengths {
            if start == piece.len() {
                // The one before is dropped.
                (piece, start) = (pieces.next().unwrap_or_default(), 0);
            }
            let Some(record) = piece.get(start..start + length as usize) else { break };
            start += record.len();
            if part.blocks.last().is_none_or(|&block| block as usize - CHECKSUM + record.len() > size) {
                part.begin();
                counts.push(0);
            }
            part.push(record);
            counts.last_mut().into_iter().for_each(|count| *count += 1);
        }
        part.head = [sums::encode(&counts), sums::encode(&part.blocks)].concat();
        part
    }
}

/// Records in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Blocks<'a> {
    counts: Sums<'a>,
    table: BlockTable<'a>,
    part: PartName,
}

impl<'a> Blocks<'a> {
    /// Takes what the head says of them from where `reader` is.
    #[inline(never)]
    pub(crate) fn take(reader: &mut Reader<'a>, source: Source<'a>, body: u32, part: PartName) -> Result<Self, Fault> {
        let (counts, table) = (Sums::take(reader, part)?, BlockTable::take(reader, source, body, part)?);
        // Each record takes a byte at least, so that lists by their numbers are no longer than the file.
        if counts.len() != table.len() || counts.total() > table.size() {
            return Err(Fault::Corrupt(part));
        }
        Ok(Blocks { counts, table, part })
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> u32 {
        self.counts.total()
    }

    /// Bytes of all blocks.
    pub(crate) fn size(&self) -> usize {
        self.table.size() as usize
    }

    /// The bytes of record `number`. Costs steps over its neighbours.
    #[inline(never)]
    pub(crate) fn get(&self, number: u32) -> Result<&'a [u8], Fault> {
        let found = self.counts.find(number)?;
        let mut reader = Reader::new(self.table.get(found.place)?, self.part);
        for _ in found.before..number {
            let length = reader.varint()? as usize;
            reader.take(length)?;
        }
        let length = reader.varint()? as usize;
        reader.take(length)
    }

    /// All that is missing of these records, where it is at most `most` bytes.
    pub(crate) fn want(&self, records: Range<u32>, most: u32) -> Result<(), Fault> {
        if records.is_empty() {
            return Ok(());
        }
        let (first, last) = (self.counts.find(records.start)?, self.counts.find(records.end - 1)?);
        let (start, Sum { before, number, .. }) =
            (self.table.lengths.get(first.place)?, self.table.lengths.get(last.place)?);
        if before + number - start.before <= most {
            for block in first.place..=last.place {
                Fault::later(self.table.get(block))?;
            }
        }
        Ok(())
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.table.want_all()
    }
}

/// Where the blocks of a part are in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BlockTable<'a> {
    source: Source<'a>,
    /// Where they begin.
    body: u32,
    lengths: Sums<'a>,
    part: PartName,
}

impl<'a> BlockTable<'a> {
    /// Takes their lengths from where `reader` is.
    pub(crate) fn take(reader: &mut Reader<'a>, source: Source<'a>, body: u32, part: PartName) -> Result<Self, Fault> {
        Ok(BlockTable { source, body, lengths: Sums::take(reader, part)?, part })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> u32 {
        self.lengths.len()
    }

    /// Bytes of them all.
    pub(crate) fn size(&self) -> u32 {
        self.lengths.total()
    }

    /// The content of a block.
    #[inline(never)]
    pub(crate) fn get(&self, number: u32) -> Result<&'a [u8], Fault> {
        let Sum { before, number: length, .. } = self.lengths.get(number)?;
        let range = || Some(self.body.checked_add(before)?..self.body.checked_add(before)?.checked_add(length)?);
        self.source.get(range().ok_or(Fault::Corrupt(self.part))?, self.part)
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        (0..self.len()).try_for_each(|number| Fault::later(self.get(number)).map(|_| ()))
    }
}
