//! An index of which only the start has come so far, and some pieces of the rest.
//!
//! A question is asked as of a whole index. Where something is missing for it, the answer is [`Error::Missing`] with all
//! that is known to be needed; whoever asked fetches it, adds it and asks again. Each round learns what the next one
//! needs: from words the lists of sections that have them, from those the text, from the text further words.

use crate::error::Error;
use crate::format::directory::Directory;
use crate::format::fault::Fault;
use crate::format::source::Pieces;
use crate::index::{Index, SpareMemory, View};
use std::ops::Range;

/// Lists of terms are fetched along with the terms where it is not known yet which are asked for, if they are this
/// small: a block of terms and the lists of them all in place of a further round.
const ALONG: u32 = 4096;

impl<B: AsRef<[u8]>> Index<B> {
    /// Opens an index of which `start` is what the file begins with. It answers as one that is open as a whole, once
    /// all pieces that a question needs are there.
    ///
    /// ```
    /// # use headword::{Error, Index, IndexBuilder};
    /// # let mut builder = IndexBuilder::new();
    /// # builder.add("sso.md", b"# Single sign-on\n\nConnect an identity provider.")?;
    /// # let file = builder.finish()?.0;
    /// let fetch = |start: u32, end: u32| &file[start as usize..end as usize];
    ///
    /// let mut index = match Index::open_in_pieces(fetch(0, 256)) {
    ///     Err(Error::Missing(rest)) => Index::open_in_pieces(fetch(0, rest[0].end))?,
    ///     opened => opened?,
    /// };
    /// let answer = loop {
    ///     match index.search("identity", 10) {
    ///         Err(Error::Missing(pieces)) => {
    ///             for piece in pieces {
    ///                 index.add_piece(piece.start, fetch(piece.start, piece.end))?;
    ///             }
    ///         }
    ///         answer => break answer?,
    ///     }
    /// };
    /// assert_eq!(answer.hits[0].path, "sso");
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// `MISSING` with one range where `start` ends too early, by how much; else as [`open`](Self::open).
    pub fn open_in_pieces(start: B) -> Result<Self, Error> {
        let directory = Directory::open(start.as_ref(), true)?;
        let index = Index { bytes: start, directory, pieces: Pieces::default(), spare: SpareMemory::default() };
        index.ask(|view| view.check())?;
        Ok(index)
    }

    /// Adds a range that was missing, with the bytes that the file has there.
    ///
    /// # Errors
    /// `CORRUPT` where the bytes are not those, as they are not where the file was replaced by another index.
    pub fn add_piece(&mut self, start: u32, bytes: &[u8]) -> Result<(), Error> {
        self.pieces.add(self.directory.name, start, bytes)
    }

    /// How the file is cut into pieces that are files of their own, for hosts that give no ranges of files.
    ///
    /// ```
    /// # let mut builder = headword::IndexBuilder::new();
    /// # builder.add("sso.md", b"# Single sign-on\n\nConnect an identity provider.")?;
    /// # let file = builder.finish()?.0;
    /// let layout = headword::Index::open(&file[..])?.piece_layout();
    /// assert_eq!(layout.bytes as usize, file.len());
    /// assert_eq!(layout.head + (0..layout.count()).map(|number| layout.range(number).len() as u32).sum::<u32>(), layout.bytes);
    /// assert!(layout.name(0).ends_with("-0.piece"));
    /// # Ok::<(), headword::Error>(())
    /// ```
    pub fn piece_layout(&self) -> PieceLayout {
        let Directory { head, length, .. } = self.directory;
        PieceLayout { fingerprint: self.directory.fingerprint(), head, bytes: length, size: SIZE }
    }
}

/// Bytes of a piece that is a file of its own. Most questions need a few hundred bytes in each of some twenty places.
const SIZE: u32 = 4096;

/// How an index is cut into files: its head, and behind it pieces of one size, the last of which may be shorter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct PieceLayout {
    /// What tells this index from every other.
    pub fingerprint: String,
    /// Bytes that every question needs: the first ones of the file.
    pub head: u32,
    /// Bytes of the file.
    pub bytes: u32,
    /// Bytes of a piece.
    pub size: u32,
}

impl PieceLayout {
    /// How many pieces there are.
    pub fn count(&self) -> u32 {
        (self.bytes - self.head).div_ceil(self.size)
    }

    /// Where a piece stands in the file.
    pub fn range(&self, number: u32) -> Range<u32> {
        let start = |number: u32| number.saturating_mul(self.size).saturating_add(self.head).min(self.bytes);
        start(number)..start(number.saturating_add(1))
    }

    /// The name of the file that a piece is. Another index has other names, so that pieces may be kept forever.
    pub fn name(&self, number: u32) -> String {
        format!("{}-{number}.piece", self.fingerprint)
    }
}

impl View<'_> {
    /// A result, or nothing where something is missing for it, which the question then asks for in the end.
    pub(crate) fn later<T>(&self, result: Result<T, Fault>) -> Result<Option<T>, Fault> {
        Fault::later(result)
    }

    /// Goes on only if nothing is missing so far.
    pub(crate) fn complete(&self) -> Result<(), Fault> {
        self.wanted.none()
    }

    /// Whether the index has a term, and its ordinal; nothing where that is not known yet.
    pub(crate) fn known(&self, term: &str) -> Result<Option<Option<u32>>, Fault> {
        let found = self.later(self.terms.find(term))?;
        if found.is_none() {
            self.want_lists(term, false)?;
        }
        Ok(found)
    }

    /// The ordinal of a term; none as well where that is not known yet.
    pub(crate) fn find(&self, term: &str) -> Result<Option<u32>, Fault> {
        self.known(term).map(Option::flatten)
    }

    /// The ordinals of terms that start with `prefix`; none as well where they are not known yet.
    pub(crate) fn prefix(&self, prefix: &str) -> Result<Vec<Range<u32>>, Fault> {
        let found = self.later(self.terms.prefix(prefix))?;
        if found.is_none() {
            self.want_lists(prefix, true)?;
        }
        Ok(found.unwrap_or_default())
    }

    /// All forms of a term; itself where they are not known yet.
    pub(crate) fn forms(&self, term: u32) -> Result<Vec<u32>, Fault> {
        Ok(self.later(self.terms.forms(term))?.unwrap_or_else(|| vec![term]))
    }

    fn want_lists(&self, term: &str, prefix: bool) -> Result<(), Fault> {
        let ranges = self.terms.around(term, prefix)?;
        ranges.into_iter().try_for_each(|range| self.postings.want(range, ALONG))
    }

    /// Goes on only if all of a page is there.
    pub(crate) fn want_page(&self, page: u32) -> Result<(), Fault> {
        self.later(self.pages.page(page))?;
        self.texts.want(self.pages.sections_of(page)?)?;
        self.complete()
    }

    /// Goes on only if all that lists of pages need is there.
    pub(crate) fn want_pages(&self) -> Result<(), Fault> {
        self.paths.want_all()?;
        self.pages.want_all()?;
        self.entries.want_all()?;
        self.terms.want_all()?;
        self.complete()
    }

    /// Goes on only if everything is there.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.aliases.want_all()?;
        self.releases.want_all()?;
        self.postings.want_all()?;
        self.texts.want_all()?;
        self.want_pages()
    }
}
