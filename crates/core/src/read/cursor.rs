//! Where to read on.

use crate::error::Error;

/// A place in the text that a path names, in one index.
///
/// As text it is `index.section.language.offset`, in hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The name of the index: a checksum of all that is in it.
    pub(super) index: u32,
    /// The section that the path names.
    pub(super) section: u32,
    /// The language that is read, its number and one; 0 for all.
    pub(super) language: u32,
    /// How many bytes of the text come before.
    pub(super) offset: u32,
}

impl Cursor {
    pub(super) fn text(self) -> String {
        format!("{:08x}.{:x}.{:x}.{:x}", self.index, self.section, self.language, self.offset)
    }

    /// Where another cursor of the same text goes on.
    pub(super) fn offset_of(self, other: Cursor) -> Result<usize, Error> {
        if other.index != self.index {
            return Err(Error::Cursor("it is of another index, or of this one before it was built anew"));
        }
        if (other.section, other.language) != (self.section, self.language) {
            return Err(Error::Cursor("it is of another path or language"));
        }
        Ok(other.offset as usize)
    }

    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let mut parts = text.split('.').map(|part| u32::from_str_radix(part, 16).ok());
        let mut next = || parts.next().flatten().filter(|_| text.len() <= MAX_CURSOR);
        let read = (next(), next(), next(), next());
        match read {
            (Some(index), Some(section), Some(language), Some(offset)) if parts.next().is_none() => {
                Ok(Cursor { index, section, language, offset })
            }
            _ => Err(Error::Cursor("it is none that an answer gave")),
        }
    }
}

const MAX_CURSOR: usize = 4 * 8 + 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_anything_else_is_refused() {
        let cursor = Cursor { index: u32::MAX, section: 7, language: 0, offset: 4096 };
        assert_eq!(Cursor::parse(&cursor.text()), Ok(cursor));
        for text in ["", "1", "1.2.3", "1.2.3.4.5", "1.2.3.x", "100000000.2.3.4", &"1.".repeat(100_000)] {
            assert!(Cursor::parse(text).is_err(), "{text:.20}");
        }
    }
}
