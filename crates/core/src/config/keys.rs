//! The keys of `headword.toml`, in one table: flags, variables, types, defaults and help are all read from it.

use Kind::{Bool, Choice, File, Folder, Glob, Pair, Place, Text, Url};

/// A key of the configuration, and all that a command line needs to offer it.
///
/// ```
/// use headword::Config;
///
/// let key = Config::KEYS.iter().find(|key| key.name == "base-url").unwrap();
/// assert_eq!(key.flag(), "--base-url");
/// assert_eq!(key.variable(), "HEADWORD_BASE_URL");
/// assert_eq!(key.default, "");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfigKey {
    /// As it stands in `headword.toml`; `reference.title` is `title` in the table `[reference]`.
    pub name: &'static str,
    /// What a value may be; of a list, what each of its items may be.
    pub kind: ConfigKind,
    /// Whether it holds several values. In a variable or a flag they are separated by commas, and the flag may be
    /// repeated.
    pub list: bool,
    /// The value where none is given, as a flag would be given it.
    pub default: &'static str,
    /// What it is for: one line of Markdown without a final full stop.
    pub help: &'static str,
}

/// What a value of the configuration may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigKind {
    /// Any text.
    Text,
    /// `true` or `false`. A flag without a value stands for `true`.
    Bool,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The path of a file.
    File,
    /// The path of a folder.
    Folder,
    /// The path of a file or a folder, or an http or https URL.
    Place,
    /// A URL, or a path that begins with `/`.
    Url,
    /// A pattern of paths, below the root of the docs.
    Glob,
    /// Two texts: a table in the file, `code=name` in variables and flags.
    Pair,
}

use ConfigKind as Kind;

impl ConfigKind {
    /// Whether a value says where something is on disk.
    pub(super) fn is_path(self) -> bool {
        matches!(self, File | Folder | Place)
    }
}

impl ConfigKey {
    /// The flag of a command line, for instance `--reference-title`.
    pub fn flag(&self) -> String {
        flag(self.name)
    }

    /// The environment variable, for instance `HEADWORD_REFERENCE_TITLE`.
    pub fn variable(&self) -> String {
        variable(self.name)
    }

    /// What stands for a value in help, for instance `URL`, or the words that it may be, where they are few; empty where
    /// the flag needs none.
    pub fn value_name(&self) -> &'static str {
        match self.kind {
            Text => "TEXT",
            Bool => "",
            Choice(words) if words.len() > 4 => "CODE",
            Choice(_) => "auto|markdown|html|records",
            File => "FILE",
            Folder => "DIR",
            Place => "FILE|DIR|URL",
            Url => "URL",
            Glob => "GLOB",
            Pair => "CODE=NAME",
        }
    }

    /// The table that it stands in, empty at the top, and its name there.
    pub(super) fn place(&self) -> (&'static str, &'static str) {
        self.name.rsplit_once('.').unwrap_or(("", self.name))
    }
}

pub(super) fn flag(name: &str) -> String {
    format!("--{}", name.replace('.', "-"))
}

/// What every variable begins with.
pub(super) const PREFIX: &str = "HEADWORD_";

pub(super) fn variable(name: &str) -> String {
    format!("{PREFIX}{}", name.replace(['.', '-'], "_").to_ascii_uppercase())
}

const fn one(name: &'static str, kind: Kind, default: &'static str, help: &'static str) -> ConfigKey {
    ConfigKey { name, kind, list: false, default, help }
}

const fn list(name: &'static str, kind: Kind, default: &'static str, help: &'static str) -> ConfigKey {
    ConfigKey { name, kind, list: true, default, help }
}

const FORMATS: Kind = Choice(&["auto", "markdown", "html", "records"]);
/// Those that Snowball has stems for.
const LANGUAGES: Kind = Choice(&[
    "ar", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr",
]);
/// The names that documentation frameworks give to a block of code that is read from a file.
const COMPONENTS: &str = "CodeBlock,CodeBlockTab,CodeSnippet,Snippet";

/// In the order of the documentation, `CONFIG.md`, which shows these words.
pub(super) const KEYS: [ConfigKey; 32] = [
    one("name", Text, "", "What the docs are called, for people"),
    one("base-url", Url, "", "What stands before the path of a page in its URL"),
    one("docs", Folder, ".", "The root of the docs"),
    one("out", File, "docs.headword", "The index to write"),
    one("format", FORMATS, "auto", "What the files are; `auto` goes by their extensions"),
    list("include", Glob, "", "The files that are pages; all that the format knows unless given"),
    list("exclude", Glob, "", "Files and folders to leave out"),
    one("clean-urls", Bool, "true", "URLs of pages are without `.html`"),
    one("trailing-slash", Bool, "false", "Clean URLs end with a slash"),
    one("selector", Text, "", "CSS selector of an HTML page's main content; found by itself unless given"),
    list("snippets", Folder, "", "Folders of the files that pages show by name"),
    list("snippet-components", Text, COMPONENTS, "MDX components that show a snippet"),
    list("examples", Folder, "", "Folders of example code"),
    list("changelogs", Place, "", "Changelogs: files, folders of files, or http(s) URLs"),
    list("redirects", File, "", "Files that say where old paths lead: `_redirects` lines, or JSON"),
    one("previous", File, "", "An earlier index, to tell what has changed since"),
    one("cache", File, "", "Where to keep what the next build need not do again"),
    list("filters", Text, "", "Keys of front matter, records and HTML that searches may filter, count and sort by"),
    one("language", LANGUAGES, "en", "What the docs are written in: how words have other forms"),
    list(
        "synonyms",
        Text,
        "",
        "Words that find each other, `k8s = kubernetes`, or others too, `sso -> single sign-on`",
    ),
    one("reference.entries", Text, "", "Key that holds the entries; nothing is read unless given"),
    one("reference.descriptions", Text, "descriptions", "Key that holds descriptions which entries refer to"),
    one("reference.title", Text, "title", "Key of an entry's title"),
    one("reference.name", Text, "name", "Key of the name of an entry, a parameter or a property"),
    one("reference.prefix", Text, "", "Key of what stands before a title, such as `GET`; none unless given"),
    one("reference.type", Text, "type", "Key of a type"),
    one("reference.description", Text, "description", "Key of a description"),
    one("reference.optional", Text, "optional", "Key that says that a parameter or a property may be left out"),
    one("reference.address", Text, "url", "Key of an entry's URL"),
    one("reference.id", Text, "id", "Key of an entry's identifier"),
    list("reference.lists", Text, "parameters,properties,returns", "Keys of an entry's lists"),
    list("reference.languages", Pair, "", "Keys of programming languages, and what those are called"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn help_shows_the_words_of_a_choice() {
        for key in KEYS {
            if let Choice(words) = key.kind {
                // Where they are many, the documentation lists them.
                let shown = if words.len() > 4 { "CODE".to_owned() } else { words.join("|") };
                assert_eq!(key.value_name(), shown);
            }
        }
    }

    const DOCUMENT: &str = include_str!("../../../../CONFIG.md");

    fn words(key: &ConfigKey) -> String {
        let what = match key.kind {
            Text => "text",
            Bool => "`true` or `false`",
            Choice(words) => return format!("`\"{}\"`", words.join("\"`, `\"")),
            File => "file",
            Folder => "folder",
            Place => "place",
            Url => "URL",
            Glob => "glob",
            Pair => return "table of texts".to_owned(),
        };
        if key.list { format!("list of {what}s") } else { what.to_owned() }
    }

    #[test]
    fn every_key_is_documented_as_it_is() {
        for key in KEYS {
            let default = match (key.kind, key.default) {
                (_, "") => String::new(),
                (Bool, default) => format!("`{default}`"),
                (_, default) if key.list => format!("`[\"{}\"]`", default.replace(',', "\", \"")),
                (_, default) => format!("`\"{default}\"`"),
            };
            let row = format!("| `{}` | {} | {default} | {} |\n", key.place().1, words(&key), key.help);
            let row = row.replace("|  |", "| |");
            assert!(DOCUMENT.contains(&row), "CONFIG.md lacks this row:\n{row}");
        }
    }

    #[test]
    fn no_two_keys_have_one_flag_or_variable() {
        let distinct = |name: fn(&ConfigKey) -> String| KEYS.iter().map(name).collect::<BTreeSet<_>>().len();
        assert_eq!(distinct(ConfigKey::flag), KEYS.len());
        assert_eq!(distinct(ConfigKey::variable), KEYS.len());
    }
}
