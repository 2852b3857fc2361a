//! What YAML and TOML have in common: a tree of texts.
//!
//! Numbers, dates and booleans stay the text that was written: a version `1.10` must not become `1.1`, and nothing
//! that Headword reads from front matter is worth a table of types.

use std::hash::Hasher;

/// A value of front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing, `~` or `null`, unquoted.
    #[default]
    Null,
    Text(String),
    List(Vec<Value>),
    /// In the order of the source; no key stands twice.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The value under a key of a mapping.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.pairs().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What a list holds; nothing for all others.
    pub(crate) fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// What a mapping holds; nothing for all others.
    pub(crate) fn pairs(&self) -> &[(String, Value)] {
        match self {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// Whether this is `true`.
    pub(crate) fn is_true(&self) -> bool {
        self.text().is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// Whether this is `false`.
    pub(crate) fn is_false(&self) -> bool {
        self.text().is_some_and(|text| text.eq_ignore_ascii_case("false"))
    }

    /// Feeds the whole value to a hasher. Different values feed different bytes.
    pub(crate) fn hash_into(&self, hasher: &mut impl Hasher) {
        let mut text = |kind: u8, length: usize, bytes: &[u8]| {
            hasher.write_u8(kind);
            hasher.write(&(length as u64).to_le_bytes());
            hasher.write(bytes);
        };
        match self {
            Value::Null => text(0, 0, &[]),
            Value::Text(written) => text(1, written.len(), written.as_bytes()),
            Value::List(items) => {
                text(2, items.len(), &[]);
                items.iter().for_each(|item| item.hash_into(hasher));
            }
            Value::Map(pairs) => {
                text(3, pairs.len(), &[]);
                for (key, value) in pairs {
                    hasher.write(&(key.len() as u64).to_le_bytes());
                    hasher.write(key.as_bytes());
                    value.hash_into(hasher);
                }
            }
        }
    }
}
