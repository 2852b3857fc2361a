//! JSON and YAML as one kind of data, with objects in the order in which they were written.

use super::Problem;
use serde_json::{Map, Value};

/// Enough for a mapping, two texts and their keys for each of 100,000 pages; the parser's own limit is 250,000, and it
/// counts what aliases unfold to.
const MAX_YAML_NODES: usize = 2_000_000;

pub(super) fn json(text: &str) -> Result<Value, Problem> {
    serde_json::from_str(text).map_err(|error| {
        let sentence = error.to_string();
        let sentence = sentence.split(" at line ").next().unwrap_or(&sentence);
        Problem { line: error.line(), reason: format!("it cannot be read as JSON: {sentence}; correct the file") }
    })
}

/// `first_line` is the line of the file, counted from 1, on which `text` begins.
pub(super) fn yaml<T: serde::de::DeserializeOwned>(text: &str, first_line: usize) -> Result<T, Problem> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_nodes: MAX_YAML_NODES, max_events: 2 * MAX_YAML_NODES },
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let line = error.location().map_or(0, |location| location.line() as usize + first_line - 1);
        let sentence = error.without_snippet().to_string();
        let sentence = sentence.lines().next().unwrap_or("it is not YAML");
        let sentence = sentence.split(" at line ").next().unwrap_or(sentence);
        Problem { line, reason: format!("{sentence}; correct the file") }
    })
}

/// A scalar as text: a title may be a number, `404` for instance.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// The text under the first of these keys that has one.
pub(super) fn text_of(map: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| text(map.get(*key)?))
}

/// What stands there, in a word or two, for messages.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}
