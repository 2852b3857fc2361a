//! All of this crate that touches the disk: what a build reads, and files that are written whole. Nothing that reads an
//! index is here.

mod embed;
mod files;
mod lines;
mod sources;

pub use embed::embed;
pub use sources::{Place, Source, Sources, sources};

use crate::{Config, Error};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

impl Error {
    /// A refusal by the operating system: what was tried, why it failed, what to do.
    pub fn io(tried: &str, error: &io::Error, advice: &str) -> Error {
        Error::Io { tried: tried.to_owned(), reason: reason(error), advice: advice.to_owned() }
    }
}

/// Reads a `headword.toml`. Paths in it are relative to its folder.
///
/// # Errors
/// `IO` where it cannot be read, `ENCODING` where it is not UTF-8, `CONFIG` where it says what no setting is.
pub fn settings(file: &Path) -> Result<Config, Error> {
    let name = file.display().to_string();
    let text = fs::read(file).map_err(|error| Error::io(&format!("cannot read {name}"), &error, "check the path"))?;
    let text = String::from_utf8(text)
        .map_err(|error| Error::Encoding { path: name.clone(), offset: error.utf8_error().valid_up_to() })?;
    let mut config = Config::from_toml(&name, &text)?;
    config.relative_to(&file.parent().map(|folder| folder.to_string_lossy()).unwrap_or_default());
    Ok(config)
}

/// The bytes of the index before this one, where [`Config::previous`] names it. Before the first build there is none to be read where
/// this one will be written.
///
/// # Errors
/// `IO` where it cannot be read.
pub fn previous(config: &Config) -> Result<Option<Vec<u8>>, Error> {
    if config.previous.is_empty() {
        return Ok(None);
    }
    let name = &config.previous;
    match fs::read(name) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound && *name == config.out => Ok(None),
        Err(error) => Err(Error::io(&format!("cannot read the previous index {name}"), &error, "check \"previous\"")),
    }
}

impl Source {
    /// Its bytes.
    ///
    /// # Errors
    /// `IO` where the file cannot be read, and of a source that is no file: this crate knows no network.
    pub fn read(&self) -> Result<Vec<u8>, Error> {
        let path = &self.path;
        match &self.place {
            Place::File(file) => fs::read(file).map_err(|error| self.unreadable(&error)),
            Place::Url => Err(Error::Io {
                tried: format!("{path}: cannot read the address"),
                reason: "only files are read here".to_owned(),
                advice: "download it, and name the file".to_owned(),
            }),
        }
    }
}

/// Writes `FILE.tmp` and renames it, so that `file` is never seen half written. It is made of `pieces`, one behind the
/// other.
///
/// # Errors
/// `IO`, and nothing is left behind.
pub fn write(file: &Path, pieces: &[Vec<u8>]) -> Result<(), Error> {
    let mut name = OsString::from(file);
    name.push(".tmp");
    let temporary = PathBuf::from(name);
    write_whole(&temporary, pieces).and_then(|()| fs::rename(&temporary, file)).map_err(|error| {
        // It may never have been made; the first error is the one to tell.
        let _ = fs::remove_file(&temporary);
        let advice = match error.kind() {
            ErrorKind::NotFound => "make its folder first",
            ErrorKind::IsADirectory => "give the name of a file",
            _ => "check its folder",
        };
        Error::io(&format!("cannot write {}", file.display()), &error, advice)
    })
}

fn write_whole(file: &Path, pieces: &[Vec<u8>]) -> io::Result<()> {
    let mut file = File::create(file)?;
    pieces.iter().try_for_each(|piece| file.write_all(piece))?;
    // A rename can reach the disk before the bytes do: after a power cut the file would be empty.
    file.sync_all()
}

/// What the operating system found, in words of our own: its own differ from one system and one
/// language runtime to the next. `js/headword/src/reason.ts` has the same words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "not found".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "it is not a folder".to_owned(),
        ErrorKind::StorageFull => "no space left on the device".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        ErrorKind::AddrInUse => "it is taken".to_owned(),
        _ => match error.raw_os_error() {
            Some(number) => format!("system error {number}"),
            None => "unknown error".to_owned(),
        },
    }
}
