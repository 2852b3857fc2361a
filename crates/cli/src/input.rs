//! Files that a command is given beside an index.

use crate::failure::Failure;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The bytes of a file. `what` says what it holds, for messages.
pub(crate) fn read_input(file: &Path, what: &str) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|error| {
        let advice = match error.kind() {
            ErrorKind::NotFound => "check its name",
            ErrorKind::IsADirectory => "give a file in it",
            _ => "check the file",
        };
        Failure::io(&format!("cannot read the {what} {}", file.display()), &error, advice)
    })
}
