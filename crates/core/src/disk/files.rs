//! The files below a folder. `js/headword/src/files.ts` finds the same.

use crate::Error;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What was found below a folder, each in the order of their paths.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files that are wanted: where they are below the folder, with `/` between names on every system, and on disk.
    pub(crate) files: Vec<(String, PathBuf)>,
    /// What cannot be read, by its path.
    pub(crate) failures: Vec<(String, Error)>,
    /// Links to elsewhere, which are not followed: they could lead round in circles, or out of the docs.
    pub(crate) links: Vec<String>,
    /// The folder itself and those that were entered.
    pub(crate) folders: Vec<PathBuf>,
}

/// Walks a folder, or takes the one file that stands in its place. Both questions are asked with a path below it: whether
/// to enter that folder, and whether a file is wanted.
pub(crate) fn walk(dir: &Path, enters: impl Fn(&str) -> bool, wanted: impl Fn(&str) -> bool) -> Result<Found, Error> {
    let tried = format!("cannot read the folder {}", dir.display());
    let metadata = fs::metadata(dir).map_err(|error| Error::io(&tried, &error, "check the path"))?;
    if !metadata.is_dir() {
        return one_file(dir, wanted);
    }
    let is_entered =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_type().is_dir() || enters(&relative(dir, entry.path()));
    let mut found = Found::default();
    for entry in WalkDir::new(dir).sort_by_file_name().into_iter().filter_entry(is_entered) {
        let entry = match entry {
            Ok(entry) => entry,
            // Losing the folder itself while it is read is like not finding it.
            Err(error) if error.depth() == 0 => {
                return Err(Error::io(&tried, &system(error), "check its permissions"));
            }
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| relative(dir, path));
                let tried = format!("{path}: cannot read the folder");
                let error = Error::io(&tried, &system(error), "make it readable or leave it out with \"exclude\"");
                found.failures.push((path, error));
                continue;
            }
        };
        let path = relative(dir, entry.path());
        if entry.file_type().is_dir() || entry.depth() == 0 {
            found.folders.push(entry.into_path());
        } else if entry.file_type().is_symlink() {
            // Of a link to a file it is known whether it would be wanted; a folder may hold anything.
            if wanted(&path) || entry.path().is_dir() && enters(&path) {
                found.links.push(path);
            }
        } else if entry.file_type().is_file() && wanted(&path) {
            if is_unicode(&path) {
                found.files.push((path, entry.into_path()));
            } else {
                let error = Error::FileName(path.clone());
                found.failures.push((path, error));
            }
        }
    }
    found.files.sort();
    found.failures.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.links.sort();
    Ok(found)
}

/// A file in place of a folder, as if its folder held nothing else.
fn one_file(file: &Path, wanted: impl Fn(&str) -> bool) -> Result<Found, Error> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !wanted(&name) {
        let (tried, advice) =
            (format!("cannot read {}", file.display()), "give a folder, or a file of docs".to_owned());
        return Err(Error::Io { tried, reason: "it is no source".to_owned(), advice });
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(Found { files: vec![(name, file.to_owned())], folders: vec![folder.to_owned()], ..Found::default() })
}

/// A name that is not Unicode has no place in an index. The replacement character stands for such a name in Node, so
/// a name that really holds one is refused as well, by both.
fn is_unicode(path: &str) -> bool {
    !path.contains('\u{fffd}')
}

fn relative(dir: &Path, path: &Path) -> String {
    let below = path.strip_prefix(dir).unwrap_or(path);
    let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
    names.join("/")
}

fn system(error: walkdir::Error) -> io::Error {
    error.into_io_error().unwrap_or_else(|| io::Error::from(ErrorKind::Other))
}
