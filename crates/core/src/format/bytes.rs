//! The smallest pieces of the file: little-endian integers, varints and lengths, read with bounds checked.
//!
//! ```text
//! varint = 7 bits a byte, lowest first, the high bit set on all but the last; at most 5 bytes
//! string = length:varint bytes
//! ```

use super::directory::PartName;
use super::fault::Fault;

/// Appends `value` as a varint.
pub(crate) fn put_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// How many bytes [`put_varint`] appends.
pub(crate) fn varint_length(value: u32) -> u32 {
    (u32::BITS - (value | 1).leading_zeros()).div_ceil(7)
}

/// Appends a string behind its length.
pub(crate) fn put_str(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Reads from the front of a slice. Every step says [`Fault::Corrupt`] where the bytes end too early.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    part: PartName,
}

impl<'a> Reader<'a> {
    /// `part` is what an error names.
    pub(crate) fn new(bytes: &'a [u8], part: PartName) -> Self {
        Reader { rest: bytes, part }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Everything that is left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Fault> {
        let Some((taken, rest)) = self.rest.split_at_checked(length) else { return Err(Fault::Corrupt(self.part)) };
        self.rest = rest;
        Ok(taken)
    }

    /// Passes over so many bytes, or over all that are left.
    pub(crate) fn skip(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Fault> {
        let Some((&byte, rest)) = self.rest.split_first() else { return Err(Fault::Corrupt(self.part)) };
        self.rest = rest;
        Ok(byte)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Fault> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    // Most are of one byte, and were a call each.
    #[inline(always)]
    pub(crate) fn varint(&mut self) -> Result<u32, Fault> {
        match self.rest {
            [first @ ..0x80, rest @ ..] => {
                self.rest = rest;
                Ok(u32::from(*first))
            }
            _ => self.long_varint(),
        }
    }

    #[inline(never)]
    fn long_varint(&mut self) -> Result<u32, Fault> {
        let first = self.byte()?;
        let mut value = u32::from(first & 0x7f);
        for shift in [7, 14, 21, 28] {
            let byte = self.byte()?;
            // Four bits are left for the fifth byte: more would be lost without a word.
            if shift == 28 && byte > 0x0f {
                break;
            }
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Fault::Corrupt(self.part))
    }

    pub(crate) fn str(&mut self) -> Result<&'a str, Fault> {
        let length = self.varint()? as usize;
        std::str::from_utf8(self.take(length)?).map_err(|_| Fault::Corrupt(self.part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_of_varint_comes_back() {
        for value in [0, 1, 127, 128, 16_383, 16_384, u32::MAX - 1, u32::MAX] {
            let mut bytes = Vec::new();
            put_varint(&mut bytes, value);
            assert_eq!(Reader::new(&bytes, PartName::Text).varint(), Ok(value));
            bytes.pop();
            assert_eq!(Reader::new(&bytes, PartName::Text).varint(), Err(Fault::Corrupt(PartName::Text)));
        }
    }

    #[test]
    fn a_varint_past_32_bits_is_corrupt() {
        for bytes in [[0xff; 5], [0x80, 0x80, 0x80, 0x80, 0x10]] {
            assert_eq!(Reader::new(&bytes, PartName::Text).varint(), Err(Fault::Corrupt(PartName::Text)));
        }
    }
}
