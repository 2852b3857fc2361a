//! TOML becomes a [`Value`]; Hugo and Zola write it between `+++` lines.
//!
//! Read by the crate `toml`, which nests at most 80 levels, without its serde: so numbers keep their digits.

use super::value::Value;
use super::yaml::Trouble;
use toml::de::{DeTable, DeValue};

/// The table of a text.
pub(super) fn parse(text: &str) -> Result<Value, Trouble> {
    DeTable::parse(text).map(|table| mapping(table.get_ref())).map_err(|error| {
        let end = error.span().map_or(0, |span| span.start).min(text.len());
        let line = 1 + text.bytes().take(end).filter(|&byte| byte == b'\n').count();
        (line, error.message().lines().next().unwrap_or("it is not TOML").to_owned())
    })
}

fn mapping(table: &DeTable<'_>) -> Value {
    let mut pairs: Vec<_> = table.iter().collect();
    // The table is sorted by its keys; as a mapping it has the order of the source.
    pairs.sort_by_key(|(key, _)| key.span().start);
    Value::Map(pairs.into_iter().map(|(key, entry)| (key.get_ref().to_string(), value(entry.get_ref()))).collect())
}

fn value(found: &DeValue<'_>) -> Value {
    match found {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Float(number) => Value::Text(number.to_string()),
        DeValue::Boolean(truth) => Value::Text(truth.to_string()),
        DeValue::Datetime(time) => Value::Text(time.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| value(item.get_ref())).collect()),
        DeValue::Table(table) => mapping(table),
    }
}
