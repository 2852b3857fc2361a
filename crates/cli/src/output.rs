//! What leaves the command: a whole file or none, and text that nobody may be reading any more.

use crate::failure::Failure;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes `FILE.tmp` and renames it, so that `file` is never seen half written. It is made of `pieces`, one behind the
/// other.
pub(crate) fn write_file(file: &Path, pieces: &[Vec<u8>]) -> Result<(), Failure> {
    let mut name = OsString::from(file);
    name.push(".tmp");
    let temporary = PathBuf::from(name);
    write_whole(&temporary, pieces).and_then(|()| fs::rename(&temporary, file)).map_err(|error| {
        // It may never have been made; the first error is the one to tell.
        let _ = fs::remove_file(&temporary);
        let tried = format!("cannot write {}", file.display());
        let advice = match error.kind() {
            ErrorKind::NotFound => "make its folder first",
            ErrorKind::IsADirectory => "give the name of a file",
            _ => "check its folder",
        };
        Failure::io(&tried, &error, advice)
    })
}

fn write_whole(file: &Path, pieces: &[Vec<u8>]) -> io::Result<()> {
    let mut file = File::create(file)?;
    pieces.iter().try_for_each(|piece| file.write_all(piece))?;
    // A rename can reach the disk before the bytes do: after a power cut the file would be empty.
    file.sync_all()
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
