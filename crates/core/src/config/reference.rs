//! Where the front matter of pages holds an API reference.

use super::Config;
use std::collections::BTreeMap;

/// Under which keys the front matter of a page holds entries of an API reference.
///
/// ```
/// use headword::Config;
///
/// let text = "[reference]\nentries = 'reference'\nname = 'key'\nlanguages = { js = 'JavaScript' }\n";
/// let reference = Config::from_toml("headword.toml", text)?.reference;
/// assert_eq!(reference.name, "key");
/// assert_eq!(reference.title, "title");
/// assert_eq!(reference.languages["js"], "JavaScript");
/// # Ok::<(), headword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReferenceKeys {
    /// Key that holds the entries; empty where there are none to read.
    pub entries: String,
    /// Key that holds descriptions which entries name.
    pub descriptions: String,
    /// Key of the title of an entry.
    pub title: String,
    /// Key of the name of an entry, a parameter or a property.
    pub name: String,
    /// Key of what stands before a title; empty for nothing.
    pub prefix: String,
    /// Key of a type.
    pub r#type: String,
    /// Key of a description.
    pub description: String,
    /// Key that says that a parameter or property may be left out.
    pub optional: String,
    /// Key of the URL of an entry.
    pub address: String,
    /// Key of the identifier of an entry.
    pub id: String,
    /// Keys of the lists in an entry.
    pub lists: Vec<String>,
    /// Programming languages by their keys, and how they are called.
    pub languages: BTreeMap<String, String>,
}

impl Default for ReferenceKeys {
    fn default() -> Self {
        Config::default().reference
    }
}

impl ReferenceKeys {
    /// Before the defaults of [`Config::KEYS`] are set.
    pub(super) fn empty() -> Self {
        ReferenceKeys {
            entries: String::new(),
            descriptions: String::new(),
            title: String::new(),
            name: String::new(),
            prefix: String::new(),
            r#type: String::new(),
            description: String::new(),
            optional: String::new(),
            address: String::new(),
            id: String::new(),
            lists: Vec::new(),
            languages: BTreeMap::new(),
        }
    }
}
