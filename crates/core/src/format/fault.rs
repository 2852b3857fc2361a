//! Why bytes of an index cannot be read.

use super::directory::PartName;
use crate::Error;

/// What stands in the way of reading a part. Nearly every function of a reader may answer one, so it is a byte and is
/// copied: with [`Error`], which is 72 bytes, the reader took a tenth more WebAssembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The part is not as it was written.
    Corrupt(PartName),
    /// More text is to be spelled than one question may.
    Endless,
    /// A piece has not come yet. [`Wanted`](super::source::Wanted) knows which.
    Missing,
}

impl Fault {
    /// A result, or nothing where something is missing for it, which the question then asks for in the end.
    pub(crate) fn later<T>(result: Result<T, Fault>) -> Result<Option<T>, Fault> {
        match result {
            Err(Fault::Missing) => Ok(None),
            Err(fault) => Err(fault),
            Ok(found) => Ok(Some(found)),
        }
    }
}

impl From<Fault> for Error {
    // Kept out of the functions that call it, which are many.
    #[inline(never)]
    fn from(fault: Fault) -> Error {
        match fault {
            Fault::Corrupt(part) => Error::Corrupt(part.name()),
            Fault::Endless => Error::Corrupt("text without end"),
            Fault::Missing => Error::Missing(Vec::new()),
        }
    }
}
