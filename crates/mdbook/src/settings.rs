//! What `book.toml` says in the table of this output.

use crate::failure::Failure;
use headword::{Config, ConfigKind, ConfigSource, Error};
use serde_json::Value;
use std::collections::BTreeMap;

/// Attributes of `<headword-search>` that a book may set. Where the index is, and where links lead, is not its to say.
const ATTRIBUTES: [&str; 12] = [
    "facets",
    "highlight",
    "hotkey",
    "lang",
    "limit",
    "load",
    "no-preview",
    "placeholder",
    "preload",
    "query-param",
    "recent",
    "theme",
];
/// Keys that the index is made by, under the names that `headword.toml` has for them.
const KEYS: [&str; 4] = ["base-url", "language", "selector", "synonyms"];

/// How the index is made, and how the search box is.
pub(crate) struct Settings {
    pub(crate) index: Config,
    /// Attributes of the element with their values.
    pub(crate) element: BTreeMap<String, String>,
}

impl Settings {
    /// `name` is that of the output, `language` that of the book.
    pub(crate) fn read(name: &str, table: Option<&Value>, language: Option<&str>) -> Result<Settings, Failure> {
        let mut index = Config::default();
        // mdBook's pages are files, and links lead to them by their whole names.
        index.clean_urls = false;
        if let Some(code) = language.and_then(known_language) {
            index.set("language", code, ConfigSource::Flag)?;
        }
        let mut settings = Settings { index, element: defaults() };
        let mut wrong = Vec::new();
        for (key, value) in table.and_then(Value::as_object).into_iter().flatten() {
            let done = match key.as_str() {
                "command" | "optional" => Ok(()),
                "element" => settings.set_element(value),
                key if KEYS.contains(&key) => settings.set(key, value),
                _ => Err(format!("is unknown; the settings are {} and element", KEYS.join(", "))),
            };
            wrong.extend(done.err().map(|why| format!("book.toml [output.{name}]: \"{key}\" {why}")));
        }
        if wrong.is_empty() { Ok(settings) } else { Err(Failure::several(wrong)) }
    }

    fn set(&mut self, key: &str, value: &Value) -> Result<(), String> {
        let done = match value {
            Value::String(text) if key != "synonyms" => self.index.set(key, text, ConfigSource::Flag),
            Value::Array(list) if key == "synonyms" => {
                let items = list.iter().map(Value::as_str).collect::<Option<Vec<_>>>();
                let items = items.ok_or("must be a list of texts: [\"k8s = kubernetes\"]")?;
                self.index.set_list(key, &items, ConfigSource::Flag)
            }
            _ if key == "synonyms" => return Err("must be a list of texts: [\"k8s = kubernetes\"]".to_owned()),
            other => return Err(format!("must be a text, found {other}")),
        };
        done.map_err(|error| match error {
            // It begins with the key, as the sentence does that it ends.
            Error::Config { reason, .. } => reason.trim_start_matches(&format!("\"{key}\" ")).to_owned(),
            other => format!("cannot be used: {other}"),
        })
    }

    fn set_element(&mut self, value: &Value) -> Result<(), String> {
        let attributes = value.as_object().ok_or("must be a table of attributes: { limit = 20 }")?;
        for (name, value) in attributes {
            if !ATTRIBUTES.contains(&name.as_str()) {
                return Err(format!("has the unknown attribute \"{name}\"; there are {}", ATTRIBUTES.join(", ")));
            }
            let value = match value {
                Value::Bool(true) => String::new(),
                Value::Bool(false) => {
                    self.element.remove(name);
                    continue;
                }
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                other => return Err(format!("has {other} as \"{name}\"; give a text, a number, true or false")),
            };
            self.element.insert(name.clone(), value);
        }
        Ok(())
    }
}

/// As readers of mdBook know it: its keys, `?search=` and `?highlight=`. Every page of a book is of one kind, so only
/// folders are worth a filter.
fn defaults() -> BTreeMap<String, String> {
    let pairs = [("facets", "path"), ("highlight", "highlight"), ("hotkey", "/ s mod+k"), ("query-param", "search")];
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

/// The language of a book, `pt-BR`, as one whose forms of words are known: `pt`.
fn known_language(tag: &str) -> Option<&'static str> {
    let code = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    let key = Config::KEYS.iter().find(|key| key.name == "language")?;
    let ConfigKind::Choice(codes) = key.kind else { return None };
    codes.iter().copied().find(|known| *known == code)
}
