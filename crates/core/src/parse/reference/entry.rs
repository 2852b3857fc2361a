//! What one entry of a reference says: a method, an endpoint, a class, or one of their parameters.

use crate::config::ReferenceKeys;
use crate::parse::front_matter::Value;
use serde::{Deserialize, Serialize};

/// An entry or a value within one. Texts are as written; empty where there are none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) prefix: String,
    pub(super) kind: String,
    pub(super) description: String,
    pub(super) optional: bool,
    pub(super) address: String,
    pub(super) id: String,
    /// Its parameters, properties, … by their place in [`ReferenceKeys::lists`]; none is empty.
    pub(super) lists: Vec<(usize, Vec<Item>)>,
}

/// What a list of parameters holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Item {
    /// Written out here; its place among all entries.
    Entry(usize),
    /// `(Directory.id)`: whatever that names.
    Placeholder(String),
    /// A name without a type or a description.
    Name(String),
}

/// Reads an entry and all within it; gives its place in `entries`. A [`Value`] nests 255 deep at most, so recursion
/// is safe.
pub(super) fn read(value: &Value, keys: &ReferenceKeys, entries: &mut Vec<Entry>) -> usize {
    // The entry comes before what it holds, so that places grow in the order of the source.
    let place = entries.len();
    entries.push(Entry::default());
    let mut entry = Entry::default();
    let mut lists = Vec::new();
    for (key, value) in value.pairs().iter().filter(|(key, _)| !key.is_empty()) {
        let field = [
            (&keys.name, &mut entry.name),
            (&keys.title, &mut entry.title),
            (&keys.prefix, &mut entry.prefix),
            (&keys.r#type, &mut entry.kind),
            (&keys.description, &mut entry.description),
            (&keys.address, &mut entry.address),
            (&keys.id, &mut entry.id),
        ];
        if let Some((_, field)) = field.into_iter().find(|(name, _)| *name == key) {
            own_text(value).unwrap_or_default().trim().clone_into(field);
        } else if *key == keys.optional {
            entry.optional = value.is_true();
        } else if let Some(list) = keys.lists.iter().position(|list| list == key) {
            let items: Vec<Item> = value.items().iter().filter_map(|item| read_item(item, keys, entries)).collect();
            if !items.is_empty() {
                lists.push((list, items));
            }
        }
    }
    lists.sort_by_key(|(list, _)| *list);
    entry.lists = lists;
    if let Some(slot) = entries.get_mut(place) {
        *slot = entry;
    }
    place
}

fn read_item(value: &Value, keys: &ReferenceKeys, entries: &mut Vec<Entry>) -> Option<Item> {
    match value {
        Value::Map(_) => Some(Item::Entry(read(value, keys, entries))),
        Value::Text(text) => match placeholder(text) {
            Some(name) => Some(Item::Placeholder(name.to_owned())),
            None => Some(Item::Name(text.trim().to_owned())).filter(|_| !text.trim().is_empty()),
        },
        Value::Null | Value::List(_) => None,
    }
}

/// The text of a value; of a mapping, what it says of itself.
pub(super) fn own_text(value: &Value) -> Option<&str> {
    value.text().or_else(|| value.get("self").and_then(Value::text))
}

/// Longer names are no names, and a dotted name is kept once for every value that it leads to.
pub(super) const MAX_NAME_BYTES: usize = 200;

/// The name in `(user.id)`, if that is all there is.
pub(super) fn placeholder(text: &str) -> Option<&str> {
    let name = text.trim().strip_prefix('(')?.strip_suffix(')')?;
    let named = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(|first| first.is_alphabetic() || "_$".contains(first))
            && chars.all(|char| char.is_alphanumeric() || "_$-".contains(char))
    };
    (name.len() <= MAX_NAME_BYTES && name.split('.').all(named)).then_some(name)
}
