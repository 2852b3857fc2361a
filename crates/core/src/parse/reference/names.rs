//! Names, and on which pages they are defined.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

/// A page: its path without extension and without `index`, its segments parted by [`FOLDER`].
pub(super) type Place = String;

/// Parts the segments of a place. Greater than [`END`], so that a folder stands directly before what is in it.
const FOLDER: char = '\u{1}';
const END: char = '\0';

pub(super) fn place_of(path: &str) -> Place {
    let page = crate::parse::page::page_path(path).0;
    if page == "index" { String::new() } else { page.replace('/', "\u{1}") }
}

/// Definitions by their name in lower case, then by their page, then by their name as written: one sorted map, since
/// most names are defined once, and a map for each would cost more than what it holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Names<T>(BTreeMap<String, T>);

impl<T> Default for Names<T> {
    fn default() -> Self {
        Names(BTreeMap::new())
    }
}

impl<T> Names<T> {
    /// Defines a name on a page. Where that page defines it already, the first definition stays.
    pub(super) fn add(&mut self, space: &str, name: &str, place: &str, definition: T) {
        let mut key = folded(space, name);
        key.extend([place, "\0", name]);
        self.0.entry(key).or_insert(definition);
    }

    /// What a page defines; else what the pages above it define, the nearest first; else what the nearest other page
    /// defines. On one page, the name as written comes before the same in other capitals.
    pub(super) fn find(&self, space: &str, name: &str, place: &str) -> Option<(&str, &T)> {
        let mut key = folded(space, name);
        let start = key.len();
        let mut above = place;
        loop {
            key.truncate(start);
            key.extend([above, "\0"]);
            if let Some(found) = self.at(&key, name) {
                return Some((place_in(found.0, start), found.1));
            }
            if above.is_empty() {
                break;
            }
            above = above.rsplit_once(FOLDER).map_or("", |(folder, _)| folder);
        }
        key.truncate(start);
        key.push_str(place);
        let shared = self.nearest(&key, start)?.to_owned();
        let (first, _) = self.0.range(shared..).next()?;
        let place = place_in(first, start);
        key.truncate(start);
        key.extend([place, "\0"]);
        self.at(&key, name).map(|(_, definition)| (place, definition))
    }

    /// What stands under a name and a place.
    fn at(&self, key: &str, name: &str) -> Option<(&str, &T)> {
        let first =
            self.0.range::<str, _>((Excluded(key), Unbounded)).next().filter(|(found, _)| found.starts_with(key));
        let (found, definition) = first?;
        if found.get(key.len()..) == Some(name) {
            return Some((found, definition));
        }
        let as_written = [key, name].concat();
        Some(
            self.0
                .get_key_value(&as_written)
                .map_or((&**found, definition), |(found, definition)| (&**found, definition)),
        )
    }

    /// How much of a key, at least its name of `start` bytes, some other key shares with it, in whole folders. In
    /// sorted order the neighbours of a key share the most with it.
    fn nearest<'k>(&self, key: &'k str, start: usize) -> Option<&'k str> {
        let before = self.0.range::<str, _>((Unbounded, Excluded(key))).next_back();
        let after = self.0.range::<str, _>((Excluded(key), Unbounded)).next();
        let name = key.get(..start)?;
        let neighbours = [before, after].into_iter().flatten().filter(|(found, _)| found.starts_with(name));
        neighbours.map(|(found, _)| shared_folder(key, start, place_in(found, start))).max_by_key(|shared| shared.len())
    }
}

/// The beginning of a key: the part that is the same wherever the name is defined.
fn folded(space: &str, name: &str) -> String {
    let mut key = String::with_capacity(space.len() + 2 * name.len() + 40);
    key.push_str(space);
    if name.is_ascii() {
        key.extend(name.chars().map(|char| char.to_ascii_lowercase()));
    } else {
        key.push_str(&name.to_lowercase());
    }
    key.push(END);
    key
}

fn place_in(key: &str, start: usize) -> &str {
    key.get(start..).and_then(|rest| rest.split_once(END)).map_or("", |(place, _)| place)
}

/// As many folders of the place in `key` as are those of `other`.
fn shared_folder<'k>(key: &'k str, start: usize, other: &str) -> &'k str {
    let mut end = start;
    let mut next = start;
    for (left, right) in key.get(start..).unwrap_or_default().split(FOLDER).zip(other.split(FOLDER)) {
        if left != right {
            break;
        }
        end = next + left.len();
        next = end + FOLDER.len_utf8();
    }
    key.get(..end).unwrap_or_default()
}
