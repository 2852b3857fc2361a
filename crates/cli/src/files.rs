//! Which files of a folder are pages. `js/headword/src/files.ts` chooses the same.

use crate::failure::Failure;
use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file that ends like a page.
#[derive(Debug)]
pub(crate) struct Source {
    /// Where it is below the folder, with `/` between names on every system.
    pub(crate) path: String,
    /// Where it is, or why nobody can know.
    pub(crate) file: Result<PathBuf, Failure>,
}

impl Source {
    /// The file as it is on disk.
    pub(crate) fn read(self) -> Result<Vec<u8>, Failure> {
        let file = self.file?;
        fs::read(file).map_err(|error| {
            let tried = format!("{}: cannot read the file", self.path);
            Failure::io(&tried, &error, "make it readable or move it out of the folder")
        })
    }
}

/// The pages below `dir`, in the order of their paths: names that end in .md, .mdx or .markdown,
/// but nothing that starts with `_` or `.`, nothing in `node_modules`, and nothing behind a link.
///
/// A folder below `dir` that cannot be listed is reported as a source that cannot be read.
pub(crate) fn sources(dir: &Path) -> Result<Vec<Source>, Failure> {
    let tried = format!("cannot read the folder {}", dir.display());
    let found = fs::metadata(dir).map_err(|error| Failure::io(&tried, &error, "check the path"))?;
    if !found.is_dir() {
        return Err(Failure::new("IO", &format!("{tried}: it is a file; give the folder that holds the docs")));
    }

    let mut sources = Vec::new();
    for entry in WalkDir::new(dir).into_iter().filter_entry(|entry| entry.depth() == 0 || is_wanted(entry)) {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) if !is_unicode(&entry) => {
                let path = relative(dir, entry.path());
                let failure = format!("{path}: the name is not UTF-8; rename it");
                sources.push(Source { path, file: Err(Failure::new("ENCODING", &failure)) });
            }
            Ok(entry) if entry.file_type().is_file() => {
                sources.push(Source { path: relative(dir, entry.path()), file: Ok(entry.into_path()) });
            }
            Ok(_) => {}
            // Losing the folder itself while it is read is like not finding it.
            Err(error) if error.depth() == 0 => {
                return Err(Failure::io(&tried, &system(error), "check its permissions"));
            }
            Err(error) => {
                let path = error.path().map_or_else(String::new, |path| relative(dir, path));
                let tried = format!("{path}: cannot read the folder");
                let failure = Failure::io(&tried, &system(error), "make it readable or move it out of the folder");
                sources.push(Source { path, file: Err(failure) });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if name.starts_with(['_', '.']) || name == "node_modules" {
        return false;
    }
    let kind = entry.file_type();
    kind.is_dir() || kind.is_file() && [".md", ".mdx", ".markdown"].iter().any(|end| name.ends_with(end))
}

/// A name that is not Unicode has no place in an index. The replacement character stands for such
/// a name in Node, so a name that really holds one is refused as well, by both.
fn is_unicode(entry: &DirEntry) -> bool {
    !entry.file_name().to_string_lossy().contains('\u{fffd}')
}

fn relative(dir: &Path, path: &Path) -> String {
    let below = path.strip_prefix(dir).unwrap_or(path);
    let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
    names.join("/")
}

fn system(error: walkdir::Error) -> Error {
    error.into_io_error().unwrap_or_else(|| Error::from(ErrorKind::Other))
}
