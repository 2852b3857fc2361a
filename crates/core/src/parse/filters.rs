//! The values of a page for the keys that the configuration declares under `filters`.

use super::document::Note;
use super::front_matter::Value;
use super::page::{FilterValues, one_line};
use crate::format::filters::MAX_VALUES;

/// The longest value that is kept, in bytes; what is longer is a text and no value to choose from.
const LONGEST: usize = 200;

/// The values of each declared key that a page has, the keys and their values in order.
pub(super) fn values(front: &Value, declared: &[String], notes: &mut Vec<Note>) -> FilterValues {
    let mut keys: Vec<&String> = declared.iter().collect();
    keys.sort_unstable();
    keys.dedup();
    let mut found = Vec::new();
    for key in keys {
        let Some(value) = front.get(key) else { continue };
        let mut note = |what: &str| {
            let message = format!("\"{key}\" {what}; searches do not filter by that");
            notes.push(Note { code: "unusable-filter", line: 0, message });
        };
        let items = if let Value::List(items) = value { &items[..] } else { std::slice::from_ref(value) };
        let mut texts: Vec<String> = Vec::new();
        for item in items {
            // Docusaurus also writes tags as mappings with a label.
            match item.get("label").unwrap_or(item) {
                Value::Text(text) if text.len() > LONGEST => note(&format!("has a value of over {LONGEST} bytes")),
                Value::Text(text) => texts.push(one_line(text)),
                Value::Null => {}
                Value::List(_) | Value::Map(_) => note("holds more than texts, numbers, dates and a list of those"),
            }
        }
        texts.retain(|text| !text.is_empty());
        texts.sort_unstable();
        texts.dedup();
        if texts.len() > MAX_VALUES {
            note(&format!("has {} values, and the last ones are over {MAX_VALUES}", texts.len()));
            texts.truncate(MAX_VALUES);
        }
        if !texts.is_empty() {
            found.push((key.clone(), texts));
        }
    }
    found
}
