//! What leaves the command: text that nobody may be reading any more, and whole files.

use crate::failure::Failure;
use headword::disk;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes a file that is never seen half written.
pub(crate) fn write_file(file: &Path, pieces: &[Vec<u8>]) -> Result<(), Failure> {
    disk::write(file, pieces).map_err(|error| Failure::engine(&error, None))
}

/// Prints to standard output. A reader that has gone (`headword search ... | head`) is no error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::io("cannot write to standard output", &error, "check where it leads"))
        }
        _ => Ok(()),
    }
}
