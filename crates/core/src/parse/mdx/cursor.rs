//! A place in a line, counted in columns: a tab reaches to the next multiple of four.

/// The part of a line that has not been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
    /// The end of the line, without its line break.
    pub(super) end: usize,
    column: usize,
    /// Columns that remain of a tab whose other columns have been read.
    pub(super) pad: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], start: usize, end: usize) -> Self {
        Cursor { bytes, at: start, end, column: 0, pad: 0 }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..self.end).unwrap_or_default()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.rest().iter().all(u8::is_ascii_whitespace)
    }

    /// Columns of white space before the next character.
    pub(super) fn indent(&self) -> usize {
        let mut ahead = *self;
        ahead.skip(usize::MAX)
    }

    /// Reads white space of at most this many columns, and tells how many there were.
    pub(super) fn skip(&mut self, columns: usize) -> usize {
        let from_tab = self.pad.min(columns);
        self.pad -= from_tab;
        let mut skipped = from_tab;
        while skipped < columns {
            match self.peek() {
                Some(b' ') => {
                    skipped += 1;
                    self.column += 1;
                }
                Some(b'\t') => {
                    let width = 4 - self.column % 4;
                    let used = width.min(columns - skipped);
                    self.column += width;
                    self.pad = width - used;
                    skipped += used;
                }
                _ => break,
            }
            self.at += 1;
        }
        skipped
    }

    /// Reads this many bytes that are not tabs.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
        self.column += bytes;
    }
}
