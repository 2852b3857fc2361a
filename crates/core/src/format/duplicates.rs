//! Sections that say what a section of another page says.
//!
//! ```text
//! duplicates = (gap:varint back:varint)*        gap: sections since the last one; back: how far before it the other is
//! ```

use super::bytes::Reader;
#[cfg(feature = "build")]
use super::bytes::put_varint;
use super::directory::PartName;
use super::fault::Fault;

/// Writes sections in order, each with an earlier one that says the same.
#[cfg(feature = "build")]
pub(crate) fn encode(sorted: &[(u32, u32)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut last = 0;
    for &(section, other) in sorted {
        put_varint(&mut out, section - last);
        put_varint(&mut out, section - other);
        last = section;
    }
    out
}

/// All sections that say what an earlier one says, in order, each with that one.
pub(crate) fn decode(bytes: &[u8]) -> Result<Vec<(u32, u32)>, Fault> {
    let mut reader = Reader::new(bytes, PartName::Duplicates);
    let mut all: Vec<(u32, u32)> = Vec::new();
    let mut section = 0u32;
    while !reader.is_empty() {
        let (gap, back) = (reader.varint()?, reader.varint()?);
        section = section.checked_add(gap).ok_or(Fault::Corrupt(PartName::Duplicates))?;
        let other = section.checked_sub(back).ok_or(Fault::Corrupt(PartName::Duplicates))?;
        all.push((section, other));
    }
    Ok(all)
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back() {
        let pairs = [(3, 1), (4, 2), (1000, 0)];
        assert_eq!(decode(&encode(&pairs)).unwrap(), pairs);
    }
}
