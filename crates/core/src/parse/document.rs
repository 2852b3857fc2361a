//! What every format is turned into: Markdown, and what Markdown cannot say by itself.

use super::front_matter::Value;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A source as Markdown, before it is cut into sections.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    /// One line of plain text; empty where the source names none.
    pub(crate) title: String,
    /// One line of plain text; empty where the source has none.
    pub(crate) description: String,
    /// The canonical URL, where the source states one.
    pub(crate) url: Option<String>,
    /// Words that the page should be found by beside its text.
    pub(crate) keywords: Vec<String>,
    /// Other paths or URL paths that open this page.
    pub(crate) aliases: Vec<String>,
    /// What the page's words are worth beside those of other pages; 1 unless stated.
    pub(crate) weight: f32,
    /// Whether searches find the page. It can always be read.
    pub(crate) search: bool,
    pub(crate) markdown: String,
    /// Addresses by byte offset into `markdown`, in order. At the first byte of a heading's line it is the address
    /// of that section; elsewhere it is one more address of the section that it stands in.
    pub(crate) ids: Vec<(usize, String)>,
    /// Headings, by the byte offset of their first byte in `markdown`, whose section and the sections below it are
    /// for one programming language (`python`), in order.
    pub(crate) languages: Vec<(usize, String)>,
    /// What may be declared for filters, by keys; of Markdown, that is its front matter, and none is here.
    pub(crate) filters: Value,
    /// What the author of the source should know.
    pub(crate) notes: Vec<Note>,
}

impl Default for Document {
    fn default() -> Self {
        Document {
            title: String::new(),
            description: String::new(),
            url: None,
            keywords: Vec::new(),
            aliases: Vec::new(),
            weight: 1.0,
            search: true,
            markdown: String::new(),
            ids: Vec::new(),
            languages: Vec::new(),
            filters: Value::Null,
            notes: Vec::new(),
        }
    }
}

/// Something in a source that is probably a mistake, and does not keep the page from being read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Note {
    /// A word for programs, one of [`CODES`].
    pub(crate) code: &'static str,
    /// The line in the source, counted from 1; 0 where no line can be told.
    pub(crate) line: usize,
    /// One sentence of what was found and what to do.
    pub(crate) message: String,
}

/// What notes say.
const CODES: [&str; 8] = [
    "empty-page",
    "missing-snippet",
    "unclosed-tag",
    "unresolved-placeholder",
    "reference-too-long",
    "duplicate-id",
    "file-left-out",
    "unusable-filter",
];

impl<'de> Deserialize<'de> for Note {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (read, line, message) = <(String, usize, String)>::deserialize(deserializer)?;
        let code = CODES.into_iter().find(|code| *code == read);
        Ok(Note { code: code.ok_or_else(|| D::Error::custom("another release's code"))?, line, message })
    }
}
