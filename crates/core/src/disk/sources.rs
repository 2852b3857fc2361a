//! What a build reads: the files and addresses that the settings name. `js/headword/src/sources.ts` lists the same.

use super::files::{Found, walk};
use crate::{Collection, Config, Error, Role, Selection};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Everything that a build reads, in a fixed order.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Sources {
    /// What can be read.
    pub list: Vec<Source>,
    /// What cannot.
    pub failures: Vec<Error>,
    /// Symbolic links, which are not followed: they could lead round in circles, or out of the docs.
    pub links: Vec<String>,
    /// Every folder that was looked through.
    pub folders: Vec<PathBuf>,
}

/// One file or address.
#[derive(Debug)]
#[non_exhaustive]
pub struct Source {
    /// Which sources it is one of.
    pub collection: Collection,
    /// What it is called in the index and in messages.
    pub path: String,
    /// Where it is.
    pub place: Place,
}

/// Where a source is.
#[derive(Debug)]
pub enum Place {
    /// In this file.
    File(PathBuf),
    /// On the web, at the address that the path of the source is.
    Url,
}

/// Lists what the settings name. Nothing is read yet but folders.
///
/// # Errors
/// `IO` where a folder or a changelog that the settings name cannot be read. What is wrong below them is in
/// [`Sources::failures`].
pub fn sources(config: &Config, selection: &Selection) -> Result<Sources, Error> {
    let mut sources = Sources::default();
    let is_source = |path: &str| matches!(selection.role(path), Role::Page(_) | Role::Navigation);
    let docs = walk(Path::new(&config.docs), |folder| selection.may_hold_pages(folder), is_source)?;
    sources.take(Collection::Docs, docs, "");
    for (collection, folders) in [(Collection::Snippets, &config.snippets), (Collection::Examples, &config.examples)] {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for folder in folders {
            let found = walk(Path::new(folder), is_open, is_open)?;
            for (path, _) in &found.files {
                if let Some(owner) = owners.insert(path.clone(), folder) {
                    let folders = [owner.to_owned(), folder.clone()];
                    sources.failures.push(Error::FileTwice { path: path.clone(), folders });
                }
            }
            sources.take(collection, found, "");
        }
    }
    for place in &config.changelogs {
        changelogs(place, &mut sources)?;
    }
    for file in &config.redirects {
        let (path, place) = (file.replace('\\', "/"), PathBuf::from(file));
        sources.folders.extend(place.parent().map(Path::to_path_buf));
        sources.list.push(Source { collection: Collection::Redirects, path, place: Place::File(place) });
    }
    Ok(sources)
}

impl Sources {
    fn take(&mut self, collection: Collection, found: Found, prefix: &str) {
        let source = |(path, file)| Source { collection, path: format!("{prefix}{path}"), place: Place::File(file) };
        self.list.extend(found.files.into_iter().map(source));
        self.failures.extend(found.failures.into_iter().map(|(_, error)| error));
        self.links.extend(found.links.into_iter().map(|link| format!("{prefix}{link}")));
        self.folders.extend(found.folders);
    }
}

/// A file, a folder of files, or an address.
fn changelogs(place: &str, sources: &mut Sources) -> Result<(), Error> {
    let collection = Collection::Changelogs;
    if place.contains("://") {
        sources.list.push(Source { collection, path: place.to_owned(), place: Place::Url });
        return Ok(());
    }
    let file = Path::new(place);
    let metadata = fs::metadata(file)
        .map_err(|error| Error::io(&format!("cannot read the changelog {place}"), &error, "check \"changelogs\""))?;
    let place = place.trim_start_matches("./").trim_end_matches('/').replace('\\', "/");
    if metadata.is_file() {
        sources.folders.extend(file.parent().map(Path::to_path_buf));
        sources.list.push(Source { collection, path: place, place: Place::File(file.to_path_buf()) });
        return Ok(());
    }
    let mut found = walk(file, is_open, |path| is_open(path) && is_changelog(path))?;
    if found.files.iter().any(|(path, _)| is_named_changelog(path)) {
        found.files.retain(|(path, _)| is_named_changelog(path));
    }
    sources.take(collection, found, &format!("{place}/"));
    Ok(())
}

/// Whether no name on the path is a tool's.
fn is_open(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !name.starts_with('.') && name != "node_modules"
}

/// Extensions of changelogs: Markdown, JSON and feeds.
fn is_changelog(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "mdx", "markdown", "json", "xml", "rss", "atom"].contains(&extension)
}

/// `CHANGELOG.md`: where a folder has such files, as a folder of packages does, its others are no changelogs.
fn is_named_changelog(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.eq_ignore_ascii_case("changelog.md")
}
