//! Markdown and MDX as authors write them become plain Markdown, for agents and for search.
//!
//! Components, JavaScript, and the notes, includes and heading ids of a dozen tools are rewritten or left out; plain
//! Markdown stays as it is, byte for byte. The text is read once, line by line, for events ([`scan`]), of which plain
//! text has none, and these are written ([`render`]). The `markdown` crate reads MDX truly, at a twentieth of the
//! speed, and stops at the first mistake; tests ask it for the words.

mod admonition;
mod block;
mod component;
mod cursor;
mod data;
mod event;
mod expression;
mod fence;
mod flow;
mod heading;
mod html;
mod include;
mod inline;
mod layout;
mod leaf;
mod output;
mod pairs;
mod render;
mod scan;
mod tag;

pub(crate) use include::may_show_snippets;

use super::document::Note;
use std::borrow::Cow;

/// What a text is, and what it may refer to.
pub(crate) struct MdxOptions<'a> {
    /// Whether `import`, `export` and `{expressions}` are JavaScript, and white space at the start of a line says
    /// nothing.
    pub(crate) mdx: bool,
    /// Names of components that show code from another file.
    pub(crate) snippet_components: &'a [String],
    /// The text of another file, by its name as the source has it; of a component, its `file` or `src`.
    pub(crate) snippets: &'a dyn Fn(&str) -> Option<Snippet<'a>>,
}

/// A text that a page shows from another file.
#[derive(Clone, Debug)]
pub(crate) struct Snippet<'a> {
    pub(crate) text: Cow<'a, str>,
    /// The name that fenced code has for its language.
    pub(crate) language: Option<Cow<'a, str>>,
}

/// A text as plain Markdown.
#[derive(Debug)]
pub(crate) struct Rendered<'a> {
    /// Borrowed where nothing had to change.
    pub(crate) markdown: Cow<'a, str>,
    /// Addresses by byte offset into `markdown`, in order: of a heading, that of its line; of another element, its own.
    pub(crate) ids: Vec<(usize, String)>,
    /// Lines are those of the text that was given.
    pub(crate) notes: Vec<Note>,
}

/// Reads a text without its front matter.
pub(crate) fn render<'a>(body: &'a str, options: &MdxOptions<'_>) -> Rendered<'a> {
    let scan = scan::scan(body, options.mdx, options.snippet_components);
    render::render(body, scan, options)
}

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
