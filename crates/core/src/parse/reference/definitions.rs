//! What the placeholders of reference pages stand for, and where each is looked up.
//!
//! A name is looked for on its own page, then on the index pages above it, and then wherever it is defined, on the
//! nearest page first: WorkOS writes `(limit)` on every list and defines it beside them, under `pagination`.

use super::entry::{Entry, Item, MAX_NAME_BYTES, own_text, placeholder, read};
use super::names::{Names, Place, place_of};
use crate::config::ReferenceKeys;
use crate::parse::front_matter::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::hash::Hasher;
use twox_hash::XxHash64;

/// A placeholder may stand for another one; a chain of more is taken for a circle.
const MAX_CHAIN: usize = 8;

/// The descriptions and entries of all reference pages, by name. The order in which pages are added does not matter.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Definitions {
    pub(super) entries: Vec<Entry>,
    /// In the space of their language.
    entry_names: Names<usize>,
    texts: Names<String>,
    pub(super) pages: BTreeMap<Place, Page>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Page {
    fingerprint: u64,
    /// The languages of the page with their entries, in order.
    pub(super) languages: Vec<(String, Vec<usize>)>,
}

/// An entry, and the page that it stands on.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) entry: &'a Entry,
    pub(super) scope: Scope<'a>,
}

/// Where a name is looked up: from a page, in the definitions of all.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) definitions: &'a Definitions,
    pub(super) place: &'a str,
}

impl Definitions {
    /// Takes what a page defines. `path` is that of its file: `reference/sso/index.mdx`.
    pub(crate) fn add(&mut self, path: &str, value: &Value, keys: &ReferenceKeys) {
        let part = |key: &str| value.get(key).filter(|value| !key.is_empty() && !value.pairs().is_empty());
        let (entries, descriptions) = (part(&keys.entries), part(&keys.descriptions));
        if entries.is_none() && descriptions.is_none() {
            return;
        }
        let place = place_of(path);
        let mut hasher = XxHash64::with_seed(0);
        for part in [entries, descriptions] {
            part.unwrap_or(&Value::Null).hash_into(&mut hasher);
        }
        if let Some(descriptions) = descriptions {
            self.add_texts(&place, descriptions, &mut String::new());
        }
        let mut languages = Vec::new();
        for (language, list) in entries.map_or(&[][..], Value::pairs) {
            let space = format!("{language}\n");
            let mut read_all = Vec::new();
            for entry in list.items().iter().filter(|item| matches!(item, Value::Map(_))) {
                let index = read(entry, keys, &mut self.entries);
                self.name_entry(&place, &space, &mut String::new(), index);
                read_all.push(index);
            }
            languages.push((language.clone(), read_all));
        }
        self.pages.insert(place, Page { fingerprint: hasher.finish(), languages });
    }

    /// The same for the same pages, whatever their order; another as soon as one of their definitions changes.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = XxHash64::with_seed(0);
        for (place, page) in &self.pages {
            hasher.write(&(place.len() as u64).to_le_bytes());
            hasher.write(place.as_bytes());
            hasher.write(&page.fingerprint.to_le_bytes());
        }
        hasher.finish()
    }

    fn add_texts(&mut self, place: &str, value: &Value, name: &mut String) {
        if !name.is_empty() {
            // A mapping without a text of its own is defined as well: what it holds is told one by one.
            self.texts.add("", name, place, own_text(value).unwrap_or_default().trim().to_owned());
        }
        for (key, value) in value.pairs() {
            let length = name.len();
            if extend(name, key) {
                self.add_texts(place, value, name);
            }
            name.truncate(length);
        }
    }

    fn name_entry(&mut self, place: &str, space: &str, name: &mut String, index: usize) {
        let length = name.len();
        let Some(entry) = self.entries.get(index) else { return };
        if !entry.name.is_empty() && extend(name, &entry.name) {
            let below: Vec<usize> = entry.items().filter_map(Item::entry).collect();
            self.entry_names.add(space, name, place, index);
            for index in below {
                self.name_entry(place, space, name, index);
            }
        }
        name.truncate(length);
    }
}

impl Entry {
    fn items(&self) -> impl Iterator<Item = &Item> {
        self.lists.iter().flat_map(|(_, items)| items)
    }
}

impl Item {
    fn entry(&self) -> Option<usize> {
        match self {
            Item::Entry(index) => Some(*index),
            Item::Placeholder(_) | Item::Name(_) => None,
        }
    }
}

/// Adds a key to a dotted name, if the name stays short enough to be one.
fn extend(name: &mut String, key: &str) -> bool {
    if !name.is_empty() {
        name.push('.');
    }
    name.push_str(key);
    name.len() <= MAX_NAME_BYTES
}

impl<'a> Scope<'a> {
    /// A description with its placeholder resolved, or the name that nothing defines.
    pub(super) fn text(self, written: &'a str) -> Result<&'a str, &'a str> {
        let (mut scope, mut text) = (self, written);
        for _ in 0..MAX_CHAIN {
            let Some(name) = placeholder(text) else { return Ok(text) };
            match scope.find(|definitions| &definitions.texts, "", name) {
                Some((found, definition)) => (scope, text) = (found, definition),
                // Without a dot it may be a remark, such as "(deprecated)".
                None => return if name.contains('.') { Err(name) } else { Ok(text) },
            }
        }
        Err(placeholder(written).unwrap_or(written))
    }

    /// The entry that a placeholder names, in one language.
    pub(super) fn entry(self, language: &str, name: &str) -> Option<Found<'a>> {
        let (scope, index) = self.find(|definitions| &definitions.entry_names, &format!("{language}\n"), name)?;
        scope.definitions.entries.get(*index).map(|entry| Found { entry, scope })
    }

    fn find<T>(self, names: fn(&Definitions) -> &Names<T>, space: &str, name: &str) -> Option<(Scope<'a>, &'a T)> {
        let (place, found) = names(self.definitions).find(space, name, self.place)?;
        Some((Scope { place, ..self }, found))
    }
}
