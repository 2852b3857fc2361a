//! Which entries of a page belong together.

use super::entry::Entry;
use crate::parse::one_line;
use std::collections::HashMap;

/// Entries that are one operation, and the helpers that are told beside it.
pub(super) struct Group {
    pub(super) id: String,
    /// Languages and their entries, in order.
    pub(super) languages: Vec<(String, Vec<usize>)>,
}

/// The entries of a page by what they have in common: their id, or without ids their name. Where some entries have
/// ids, those without only define what others name.
pub(super) fn groups(languages: &[(String, Vec<usize>)], entries: &[Entry]) -> Vec<Group> {
    let mut all = languages.iter().flat_map(|(_, list)| list).filter_map(|index| entries.get(*index));
    let with_ids = all.any(|entry| !entry.id.is_empty());
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (language, list) in languages {
        for &index in list {
            let Some(entry) = entries.get(index).filter(|entry| !with_ids || !entry.id.is_empty()) else { continue };
            let (id, same) = if with_ids { (&entry.id, entry.id.clone()) } else { (&entry.name, letters(&entry.name)) };
            let place = *places.entry(same).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Group { id: id.clone(), languages: Vec::new() });
            }
            let Some(group) = groups.get_mut(place) else { continue };
            match group.languages.last_mut().filter(|(last, _)| last == language) {
                Some((_, list)) => list.push(index),
                None => group.languages.push((language.clone(), vec![index])),
            }
        }
    }
    gather_helpers(groups)
}

/// `getLamp`, `get_lamp` and `GetLamp` are the same in their languages.
fn letters(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What exists in one language only, beside one operation that exists in several, is told with it.
fn gather_helpers(groups: Vec<Group>) -> Vec<Group> {
    let (mut operations, helpers): (Vec<Group>, Vec<Group>) =
        groups.into_iter().partition(|group| group.languages.len() > 1);
    let [operation] = &mut operations[..] else {
        // In the order of the source, which the numbers of entries keep.
        operations.extend(helpers);
        operations.sort_by_key(|group| group.languages.first().and_then(|(_, list)| list.first().copied()));
        return operations;
    };
    let languages = operation.languages.iter().enumerate();
    let mut places: HashMap<String, usize> = languages.map(|(place, (name, _))| (name.clone(), place)).collect();
    for (language, list) in helpers.into_iter().flat_map(|helper| helper.languages) {
        let place = *places.entry(language.clone()).or_insert(operation.languages.len());
        match operation.languages.get_mut(place) {
            Some((_, told)) => told.extend(list),
            None => operation.languages.push((language, list)),
        }
    }
    operations
}

impl Group {
    /// The id in words; the signature, where it has one only.
    pub(super) fn title(&self, entries: &[Entry]) -> String {
        if let [(_, list)] = &self.languages[..]
            && let [index] = &list[..]
            && let Some(entry) = entries.get(*index)
        {
            return entry.signature();
        }
        let words = one_line(&self.id.replace(['_', '-'], " "));
        if words == self.id && words.chars().any(char::is_uppercase) {
            return words;
        }
        let mut chars = words.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    }
}

impl Entry {
    /// `GET /lamps/:id`, `lamps.get()`: one line, empty where the entry has neither title nor name.
    pub(super) fn signature(&self) -> String {
        let title = match (self.title.is_empty(), self.prefix.ends_with(['.', '>', ':', '/'])) {
            (false, _) => self.title.clone(),
            // Other prefixes say where a name may be found in code: `await`, `new`.
            (true, true) => [&*self.prefix, &self.name].concat(),
            (true, false) => self.name.clone(),
        };
        one_line(&if self.has_verb() { format!("{} {title}", self.kind) } else { title })
    }

    /// Whether its type is an HTTP verb.
    pub(super) fn has_verb(&self) -> bool {
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].contains(&&*self.kind)
    }
}
