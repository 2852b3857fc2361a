//! What a component says by its attributes, and how that is written in Markdown.

use super::data;
use super::tag::{Tag, Value};
use crate::parse::escape;
use std::borrow::Cow;

/// The attributes of a component that are for people.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Said<'a> {
    pub(super) title: Option<Cow<'a, str>>,
    /// The title names something of a program by being in `name`.
    is_name: bool,
    /// What a field is: its type, and whether it has to be there.
    kind: Option<String>,
    pub(super) texts: Vec<Cow<'a, str>>,
    pub(super) link: Option<Cow<'a, str>>,
    /// Lines of lists that are given as data.
    lists: Vec<Vec<String>>,
    /// Address and description of a picture.
    picture: Option<(Cow<'a, str>, Cow<'a, str>)>,
}

/// Attributes that name their component. The first of them that is there is the title.
pub(super) const TITLES: [&str; 10] =
    ["title", "heading", "headline", "header", "label", "name", "term", "question", "summary", "trigger"];
/// Attributes that hold a sentence.
pub(super) const TEXTS: [&str; 14] = [
    "subtitle",
    "description",
    "caption",
    "text",
    "content",
    "message",
    "tip",
    "tooltip",
    "answer",
    "alt",
    "tagline",
    "excerpt",
    "quote",
    "cta",
];
pub(super) const LINKS: [&str; 4] = ["href", "link", "url", "to"];
/// Where Mintlify's fields (`<ParamField query="limit">`) have their name.
const FIELD_NAMES: [&str; 4] = ["path", "query", "body", "header"];

impl<'a> Said<'a> {
    pub(super) fn read(tag: &Tag<'a>) -> Self {
        let mut said = Said::default();
        // The name of an icon is a file's.
        let is_icon = tag.name.ends_with("Icon") || tag.name.ends_with("Icons");
        let is_field = tag.name.ends_with("Field");
        let text = |name: &str| tag.text(name).filter(|text| !text.trim().is_empty());
        let is_title = |name: &str| TITLES.contains(&name) || (is_field && FIELD_NAMES.contains(&name));
        if !tag.attributes.iter().any(|attribute| attribute.value != Value::None) {
            return said;
        }
        for name in TITLES.iter().chain(FIELD_NAMES.iter().filter(|_| is_field)) {
            let Some(title) = text(name).filter(|_| !(is_icon && *name == "name")) else {
                continue;
            };
            if said.title.is_none() {
                said.is_name = *name == "name" || is_field;
                said.title = Some(title);
            } else if said.title.as_ref() != Some(&title) {
                said.texts.push(title);
            }
        }
        if let Some(kind) = text("type").filter(|_| is_field && said.title.is_some()) {
            let required = tag.attributes.iter().any(|attribute| attribute.name == "required" && !attribute.is_false());
            said.kind = Some(format!("({}{})", escape::code_span(&kind), if required { ", required" } else { "" }));
        }
        // The names of tabs that have no label.
        if said.title.is_none() && matches!(tag.name, "Tab" | "TabItem") {
            said.title = text("value");
        }
        for name in TEXTS.iter().filter(|name| !is_title(name)) {
            let Some(value) = text(name) else {
                continue;
            };
            if *name == "alt"
                && let Some(source) = text("src")
            {
                said.picture = Some((source, value));
            } else if said.title.as_ref() != Some(&value) {
                said.texts.push(value);
            }
        }
        let lists = tag.attributes.iter().filter_map(|attribute| match attribute.value {
            Value::Expression(inside) => Some(data::lines(inside)),
            _ => None,
        });
        said.lists = lists.filter(|lines| !lines.is_empty()).collect();
        said.link = LINKS.iter().find_map(|name| text(name));
        said
    }

    /// The paragraphs of a component that stands on lines of its own.
    pub(super) fn paragraphs(&self) -> Vec<String> {
        let title = self.title.as_ref().map(|title| match &self.link {
            Some(link) => written_link(title, link),
            None => bold(&self.styled(title)),
        });
        let title = title.map(|title| self.kind.iter().fold(title, |title, kind| format!("{title} {kind}")));
        let picture = self.picture.as_ref().map(|(source, alt)| format!("!{}", written_link(alt, source)));
        title.into_iter().chain(picture).chain(self.texts.iter().map(|text| plain(text))).collect()
    }

    /// The lines of each list of a component that stands on lines of its own.
    pub(super) fn lists(&self) -> &[Vec<String>] {
        &self.lists
    }

    /// The words of a component without children that stands in a sentence.
    pub(super) fn words(&self) -> String {
        if let Some((source, alt)) = &self.picture {
            return format!("!{}", written_link(alt, source));
        }
        let Some(text) = self.title.as_ref().or(self.texts.first()) else {
            return String::new();
        };
        match &self.link {
            Some(link) => written_link(text, link),
            None => self.styled(text),
        }
    }

    /// What is said beside the children of a component in a sentence.
    pub(super) fn aside(&self) -> Option<String> {
        self.title.as_ref().or(self.texts.first()).map(|text| format!(" ({})", self.styled(text)))
    }

    fn styled(&self, text: &str) -> String {
        if is_identifier(text.trim(), self.is_name) { format!("`{}`", text.trim()) } else { plain(text) }
    }
}

/// Whether a title is the name of something in a program: `api_key.created`, `userId`, `fetch()`. Names of files are,
/// names of products (`Node.js`, `macOS`) are not. In `name`, one lower-case word is too.
pub(super) fn is_identifier(text: &str, is_name: bool) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.:/$()[]-".contains(&byte));
    if !plain || !text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_' || first == '$') {
        return false;
    }
    let bytes = text.as_bytes();
    let has_hump = bytes
        .windows(3)
        .any(|of| of[0].is_ascii_lowercase() && of[1].is_ascii_uppercase() && of[2].is_ascii_lowercase());
    is_name || text.contains(['_', '.']) || text.contains("::") || text.contains("()") || has_hump
}

pub(super) fn bold(text: &str) -> String {
    format!("**{text}**")
}

pub(super) fn written_link(text: &str, address: &str) -> String {
    format!("[{}]{}", plain(text).replace('[', "\\[").replace(']', "\\]"), link_end(address))
}

/// `(address)`, as Markdown has it behind the text of a link.
pub(super) fn link_end(address: &str) -> String {
    let address = address.trim().replace(['\n', '\r', '<', '>'], "");
    if address.contains([' ', '(', ')', '\t']) { format!("(<{address}>)") } else { format!("({address})") }
}

/// One line of plain text as Markdown: a `<` that would begin a tag is escaped.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let mut chars = word.chars().peekable();
        while let Some(char) = chars.next() {
            if char == '<' && chars.peek().is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(*next)) {
                out.push('\\');
            }
            out.push(char);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_programs_are_code() {
        for name in ["api_key.created", "userId", "fetch()", "std::mem", "index.html", "_app"] {
            assert!(is_identifier(name, false), "{name}");
        }
        for name in ["Node.js", "macOS", "npm", "iOS", ".NET", "Get a user", "Request", "gRPC", ""] {
            assert!(!is_identifier(name, false), "{name}");
        }
        assert!(is_identifier("limit", true));
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(plain(" a\n <b> < c"), "a \\<b> < c");
        assert_eq!(written_link("a [b]", "/c d"), "[a \\[b\\]](</c d>)");
    }
}
