//! Reference pages whose content is front matter: methods, parameters and results, in several languages.
//!
//! ```text
//! descriptions:                         ### JavaScript
//!   lamp:
//!     id: The lamp.            ──►      `lamps.get()`
//! reference:
//!   js:                                 **Parameters** `id` (`string`): The lamp.
//!     - title: lamps.get()
//!       parameters:
//!         - key: id
//!           type: string
//!           description: (lamp.id)
//! ```
//!
//! Which keys mean what is told by [`ReferenceKeys`]; no site's names stand here. The Markdown is meant to be cut at
//! its headings: each language is complete by itself, and so a reader pays for one of them only.

mod definitions;
mod entry;
mod groups;
mod names;
mod one_line;
mod render;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use definitions::Definitions;
pub(crate) use render::render;

use super::front_matter::Value;
use crate::config::ReferenceKeys;

/// Whether what [`render`] makes of a page depends on the definitions of other pages.
pub(crate) fn uses_definitions(value: &Value, keys: &ReferenceKeys) -> bool {
    fn any(value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Text(text) => entry::placeholder(text).is_some(),
            Value::List(items) => items.iter().any(any),
            Value::Map(pairs) => pairs.iter().any(|(_, value)| any(value)),
        }
    }
    !keys.entries.is_empty() && value.get(&keys.entries).is_some_and(any)
}
