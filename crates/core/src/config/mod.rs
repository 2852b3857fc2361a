//! What a user may say about a build: in `headword.toml`, in `HEADWORD_*` variables and in flags.
//!
//! Each key is known in one place, [`keys`]. A later source takes the place of an earlier one, so the caller gives
//! the file first, then the variables, then the flags. Paths stay as they were written; the caller resolves them.

mod file;
pub(crate) mod globs;
mod keys;
mod reference;
mod value;

pub use keys::{ConfigKey, ConfigKind};
pub use reference::ReferenceKeys;

use crate::Error;
use crate::closest::closest;
use crate::url::{UrlRules, page_url};
pub(crate) use file::{line_of, shown};
use std::collections::BTreeMap;
use value::Value;
pub(crate) use value::{bad_glob, quoted, sides};

/// How docs are read and what becomes of them.
///
/// ```
/// use headword::{Config, ConfigSource};
///
/// let text = "base-url = 'https://example.com/docs'\nexclude = ['drafts']\n";
/// let mut config = Config::from_toml("headword.toml", text)?;
/// config.apply_env([("HEADWORD_TRAILING_SLASH".to_owned(), "true".to_owned())])?;
/// config.set("exclude", "old,**/*.draft.md", ConfigSource::Flag)?;
///
/// assert_eq!(config.url("sso", true), "https://example.com/docs/sso/");
/// assert_eq!(config.exclude, ["old", "**/*.draft.md"]);
/// assert_eq!(config.out, "docs.headword");
/// # Ok::<(), headword::Error>(())
/// ```
///
/// A key that does not exist is an error that names the one that was probably meant:
///
/// ```
/// use headword::Config;
///
/// let error = Config::from_toml("headword.toml", "base_url = '/docs/'").unwrap_err();
/// assert_eq!(error.to_string(), r#"headword.toml:1: unknown key "base_url"; did you mean "base-url"?"#);
/// ```
///
/// Globs are relative to [`docs`](Config::docs); paths are as they were written, see [`relative_to`](Config::relative_to).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// What the docs are called, for people.
    pub name: String,
    /// What stands before the path of a page in its URL.
    pub base_url: String,
    /// The root of the docs.
    pub docs: String,
    /// The index to write.
    pub out: String,
    /// What the files are; none where each is what its extension says.
    pub format: Option<Format>,
    /// Globs of the files that are pages; empty for all that the format knows.
    pub include: Vec<String>,
    /// Globs of files and folders that are left out.
    pub exclude: Vec<String>,
    /// Whether URLs of pages are without `.html`.
    pub clean_urls: bool,
    /// Whether clean URLs end with a slash.
    pub trailing_slash: bool,
    /// CSS selector of the main content of an HTML page; empty where it is found by itself.
    pub selector: String,
    /// Folders of files that pages show by name.
    pub snippets: Vec<String>,
    /// MDX components that show a snippet.
    pub snippet_components: Vec<String>,
    /// Folders of example code.
    pub examples: Vec<String>,
    /// Changelogs: files, folders of files, or http(s) URLs.
    pub changelogs: Vec<String>,
    /// Files that say where old paths lead.
    pub redirects: Vec<String>,
    /// An earlier index, to tell what has changed since; empty for none.
    pub previous: String,
    /// Where to keep what the next build need not do again; empty for nowhere.
    pub cache: String,
    /// Keys of front matter that searches may filter, count, sort and boost by.
    pub filters: Vec<String>,
    /// The code of the language that the docs are written in, for instance `de`.
    pub language: String,
    /// Words that stand for each other, `k8s = kubernetes`, or for others too, `sso -> single sign-on`.
    pub synonyms: Vec<String>,
    /// Where front matter holds reference entries.
    pub reference: ReferenceKeys,
    /// Lists that a flag has begun: the next flag of that name adds to them.
    begun: Vec<&'static str>,
}

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Markdown and MDX: `.md`, `.mdx`, `.markdown`.
    Markdown,
    /// HTML: `.html`, `.htm`.
    Html,
    /// A JSON object a line, each a section of a page: `.jsonl`, `.ndjson`.
    Records,
}

/// Where a single value is from, so that an error can name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigSource {
    /// An environment variable.
    Variable,
    /// A flag of a command line. Of a list, the first one takes the place of what was set before, and those after it
    /// add to it.
    Flag,
}

impl Default for Config {
    /// What a build does that is told nothing: each key has the default that [`Config::KEYS`] states.
    fn default() -> Self {
        let mut config = Config {
            name: String::new(),
            base_url: String::new(),
            docs: String::new(),
            out: String::new(),
            format: None,
            include: Vec::new(),
            exclude: Vec::new(),
            clean_urls: false,
            trailing_slash: false,
            selector: String::new(),
            snippets: Vec::new(),
            snippet_components: Vec::new(),
            examples: Vec::new(),
            changelogs: Vec::new(),
            redirects: Vec::new(),
            previous: String::new(),
            cache: String::new(),
            filters: Vec::new(),
            language: String::new(),
            synonyms: Vec::new(),
            reference: ReferenceKeys::empty(),
            begun: Vec::new(),
        };
        for key in Config::KEYS {
            // A test sets each default by itself, so none is lost here.
            let _ = value::from_text(key, key.default).map(|value| config.assign(key, value));
        }
        config
    }
}

impl Config {
    /// Every key that there is, in the order of the documentation.
    pub const KEYS: &'static [ConfigKey] = &keys::KEYS;

    /// Reads a `headword.toml`; what it does not say has its default. `file_name` is for errors.
    ///
    /// # Errors
    /// `CONFIG`, naming the line: the text is not TOML, a key is unknown, a value does not fit its key, or a glob
    /// cannot be used.
    pub fn from_toml(file_name: &str, text: &str) -> Result<Config, Error> {
        let mut config = Config::default();
        file::read(&mut config, text).map_err(|(line, reason)| Error::Config {
            file: file_name.to_owned(),
            line,
            reason,
        })?;
        Ok(config)
    }

    /// Sets one key, named as in [`ConfigKey::name`], from text: items of lists are separated by commas outside
    /// `{…}`, and a switch is `true` or `false`.
    ///
    /// # Errors
    /// `CONFIG`: the key is unknown, or the value does not fit it. The error names the variable or the flag.
    pub fn set(&mut self, key: &str, text: &str, source: ConfigSource) -> Result<(), Error> {
        self.set_value(key, source, |key| value::from_text(key, text))
    }

    /// Sets a key that holds several values, each as it is, commas and all; pairs are `code=name`. What was set before
    /// is replaced.
    ///
    /// ```
    /// let mut config = headword::Config::default();
    /// config.set_list("reference.languages", &["c=C, C++"], headword::ConfigSource::Flag)?;
    /// assert_eq!(config.reference.languages["c"], "C, C++");
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CONFIG`: the key is unknown or holds one value, or an item does not fit it.
    pub fn set_list(&mut self, key: &str, items: &[&str], source: ConfigSource) -> Result<(), Error> {
        self.begun.retain(|begun| *begun != key);
        self.set_value(key, source, |known| match known.list {
            true => value::from_items(known, items.iter().copied()),
            false => Err(format!("\"{key}\" holds one value, found a list")),
        })
    }

    fn set_value(
        &mut self,
        key: &str,
        source: ConfigSource,
        read: impl FnOnce(&ConfigKey) -> Result<Value, String>,
    ) -> Result<(), Error> {
        let spell = match source {
            ConfigSource::Variable => keys::variable,
            ConfigSource::Flag => keys::flag,
        };
        let Some(known) = Config::KEYS.iter().find(|known| known.name == key) else {
            let near = closest(key, Config::KEYS.iter().map(|key| key.name)).map(spell);
            return Err(unknown_setting(&spell(key), near));
        };
        let value = read(known).map_err(|reason| Error::Config { file: spell(key), line: 0, reason })?;
        if source == ConfigSource::Flag && known.list {
            if !self.begun.contains(&known.name) {
                self.begun.push(known.name);
            } else if self.extend(known, &value) {
                return Ok(());
            }
        }
        self.assign(known, value);
        Ok(())
    }

    /// Sets what variables of the environment say; those that do not begin with `HEADWORD_` are passed over.
    ///
    /// ```
    /// use headword::Config;
    ///
    /// let mut config = Config::default();
    /// config.apply_env([
    ///     ("HOME".to_owned(), "/root".to_owned()),
    ///     ("HEADWORD_REFERENCE_LISTS".to_owned(), "parameters,returns".to_owned()),
    /// ])?;
    /// assert_eq!(config.reference.lists, ["parameters", "returns"]);
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CONFIG`: no key has this variable, or its value does not fit. Of several errors it is that of the first
    /// variable by its name, in whatever order they come.
    pub fn apply_env(&mut self, variables: impl IntoIterator<Item = (String, String)>) -> Result<(), Error> {
        let ours = variables.into_iter().filter(|(name, _)| name.starts_with(keys::PREFIX));
        for (name, text) in ours.collect::<BTreeMap<_, _>>() {
            match Config::KEYS.iter().find(|key| key.variable() == name) {
                Some(key) => self.set(key.name, &text, ConfigSource::Variable)?,
                None => {
                    // Without what they all begin with, or any two would be near each other.
                    let known: Vec<String> = Config::KEYS.iter().map(ConfigKey::variable).collect();
                    let ends = known.iter().filter_map(|name| name.strip_prefix(keys::PREFIX));
                    let end = name.strip_prefix(keys::PREFIX).unwrap_or_default();
                    return Err(unknown_setting(&name, closest(end, ends).map(keys::variable)));
                }
            }
        }
        Ok(())
    }

    /// Takes every path as relative to this folder, so that what `site/headword.toml` says can be used from elsewhere.
    /// Paths from the root of a file system and URLs stay as they are, and so do those that are set afterwards.
    ///
    /// ```
    /// let mut config = headword::Config::from_toml("site/headword.toml", "docs = 'content'\nchangelogs = ['../log.md']")?;
    /// config.relative_to("site");
    /// assert_eq!((&*config.docs, &*config.out), ("site/content", "site/docs.headword"));
    /// assert_eq!(config.changelogs, ["site/../log.md"]);
    /// # Ok::<(), headword::Error>(())
    /// ```
    pub fn relative_to(&mut self, folder: &str) {
        if folder.is_empty() {
            return;
        }
        // Of the root of the file system nothing is left.
        let folder = folder.trim_end_matches(['/', '\\']);
        let is_absolute =
            |path: &str| path.starts_with(['/', '\\']) || path.get(1..2) == Some(":") || path.contains("://");
        let join = |path: &mut String| {
            if !(path.is_empty() || is_absolute(path)) {
                *path = if path == "." && !folder.is_empty() { folder.to_owned() } else { format!("{folder}/{path}") };
            }
        };
        for key in Config::KEYS.iter().filter(|key| key.kind.is_path()) {
            match self.field(key.name) {
                Some(Field::Text(path)) => join(path),
                Some(Field::List(paths)) => paths.iter_mut().for_each(join),
                _ => {}
            }
        }
    }

    /// The URL of a page: of its path, which has neither extension nor anchor. `is_index` says that the page is of a
    /// file named `index`: both `sso/index.md` and `sso.md` are the page `sso`.
    ///
    /// ```
    /// use headword::Config;
    ///
    /// let mut config = Config::from_toml("headword.toml", "base-url = 'https://example.com'")?;
    /// assert_eq!(config.url("index", true), "https://example.com/");
    /// assert_eq!(config.url("sso", true), "https://example.com/sso");
    /// config.clean_urls = false;
    /// assert_eq!(config.url("sso", true), "https://example.com/sso/index.html");
    /// assert_eq!(config.url("sso", false), "https://example.com/sso.html");
    /// # Ok::<(), headword::Error>(())
    /// ```
    pub fn url(&self, page_path: &str, is_index: bool) -> String {
        page_url(&self.base_url, page_path, is_index, self.url_rules())
    }

    /// What an index keeps, so that whoever opens it makes the same URLs.
    pub(crate) fn url_rules(&self) -> UrlRules {
        UrlRules { clean: self.clean_urls, trailing_slash: self.trailing_slash }
    }

    fn assign(&mut self, key: &ConfigKey, value: Value) {
        match (self.field(key.name), value) {
            (Some(Field::Text(field)), Value::Text(text)) => *field = text,
            (Some(Field::Bool(field)), Value::Bool(bool)) => *field = bool,
            (Some(Field::List(field)), Value::List(list)) => *field = list,
            (Some(Field::Pairs(field)), Value::Pairs(pairs)) => *field = pairs.into_iter().collect(),
            (Some(Field::Format(field)), Value::Text(text)) => *field = Format::named(&text),
            // Each key has a field for what its kind is read as: a test sets every one of them.
            _ => {}
        }
    }

    /// Adds to a list; says whether that is all there is to do.
    fn extend(&mut self, key: &ConfigKey, value: &Value) -> bool {
        match (self.field(key.name), value) {
            (Some(Field::List(field)), Value::List(list)) => field.extend_from_slice(list),
            (Some(Field::Pairs(field)), Value::Pairs(pairs)) => field.extend(pairs.iter().cloned()),
            _ => return false,
        }
        true
    }

    fn field(&mut self, name: &str) -> Option<Field<'_>> {
        let reference = &mut self.reference;
        Some(match name {
            "name" => Field::Text(&mut self.name),
            "base-url" => Field::Text(&mut self.base_url),
            "docs" => Field::Text(&mut self.docs),
            "out" => Field::Text(&mut self.out),
            "format" => Field::Format(&mut self.format),
            "include" => Field::List(&mut self.include),
            "exclude" => Field::List(&mut self.exclude),
            "clean-urls" => Field::Bool(&mut self.clean_urls),
            "trailing-slash" => Field::Bool(&mut self.trailing_slash),
            "selector" => Field::Text(&mut self.selector),
            "snippets" => Field::List(&mut self.snippets),
            "snippet-components" => Field::List(&mut self.snippet_components),
            "examples" => Field::List(&mut self.examples),
            "changelogs" => Field::List(&mut self.changelogs),
            "redirects" => Field::List(&mut self.redirects),
            "previous" => Field::Text(&mut self.previous),
            "cache" => Field::Text(&mut self.cache),
            "filters" => Field::List(&mut self.filters),
            "language" => Field::Text(&mut self.language),
            "synonyms" => Field::List(&mut self.synonyms),
            "reference.entries" => Field::Text(&mut reference.entries),
            "reference.descriptions" => Field::Text(&mut reference.descriptions),
            "reference.title" => Field::Text(&mut reference.title),
            "reference.name" => Field::Text(&mut reference.name),
            "reference.prefix" => Field::Text(&mut reference.prefix),
            "reference.type" => Field::Text(&mut reference.r#type),
            "reference.description" => Field::Text(&mut reference.description),
            "reference.optional" => Field::Text(&mut reference.optional),
            "reference.address" => Field::Text(&mut reference.address),
            "reference.id" => Field::Text(&mut reference.id),
            "reference.lists" => Field::List(&mut reference.lists),
            "reference.languages" => Field::Pairs(&mut reference.languages),
            _ => return None,
        })
    }
}

/// Where the value of a key is kept.
enum Field<'a> {
    Text(&'a mut String),
    Bool(&'a mut bool),
    List(&'a mut Vec<String>),
    Pairs(&'a mut BTreeMap<String, String>),
    Format(&'a mut Option<Format>),
}

impl Format {
    /// What the extension of a file says.
    pub(crate) fn of(path: &str) -> Option<Format> {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name.rsplit_once('.')?.1 {
            "md" | "mdx" | "markdown" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            "jsonl" | "ndjson" => Some(Format::Records),
            _ => None,
        }
    }

    fn named(name: &str) -> Option<Format> {
        match name {
            "markdown" => Some(Format::Markdown),
            "html" => Some(Format::Html),
            "records" => Some(Format::Records),
            _ => None,
        }
    }
}

/// A variable or flag that no key has.
fn unknown_setting(found: &str, near: Option<String>) -> Error {
    let advice = near.map_or_else(
        || "the documentation of headword.toml lists them all".to_owned(),
        |near| format!("did you mean {near}?"),
    );
    let file = value::cut(found);
    Error::Config { file, line: 0, reason: format!("there is no such setting; {advice}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    /// Flags and variables, in order.
    fn given(settings: &[(&str, &str, ConfigSource)]) -> Result<Config, Error> {
        let mut config = Config::default();
        settings.iter().try_for_each(|(key, text, source)| config.set(key, text, *source)).map(|()| config)
    }

    #[test]
    fn every_key_can_be_set_and_no_two_are_kept_in_one_place() {
        let mut before = Config::default();
        for key in Config::KEYS {
            value::from_text(key, key.default).unwrap();
            let text = match key.kind {
                ConfigKind::Choice(words) => words.last().unwrap(),
                ConfigKind::Bool if key.default == "true" => "false",
                ConfigKind::Bool => "true",
                ConfigKind::Url => "/url",
                ConfigKind::Pair => "js=JavaScript",
                _ if key.name == "synonyms" => "k8s = kubernetes",
                _ => "other",
            };
            let mut config = before.clone();
            config.set(key.name, text, ConfigSource::Variable).unwrap();
            assert_ne!(config, before, "{} changes nothing", key.name);
            config.set(key.name, key.default, ConfigSource::Variable).unwrap();
            assert_eq!(config, before, "{} cannot be taken back", key.name);
            config.set(key.name, text, ConfigSource::Variable).unwrap();
            before = config;
        }
    }

    #[test]
    fn variables_and_flags_name_themselves() {
        use ConfigSource::{Flag, Variable};
        let said = |key, text, source, expected: Expect| {
            expected.assert_eq(&given(&[(key, text, source)]).unwrap_err().to_string());
        };
        said(
            "clean-urls",
            "yes",
            Variable,
            expect![[r#"HEADWORD_CLEAN_URLS: "clean-urls" must be true or false, found "yes""#]],
        );
        said(
            "reference.languages",
            "js",
            Flag,
            expect![[
                r#"--reference-languages: "reference.languages" must be names by their codes such as js = "JavaScript", found "js""#
            ]],
        );
        said(
            "include",
            "a,{b",
            Flag,
            expect![[
                r#"--include: "include" has the glob "{b", which cannot be used: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?)"#
            ]],
        );
        said("base_url", "a", Flag, expect!["--base_url: there is no such setting; did you mean --base-url?"]);
        let variable = |name: &str, expected: Expect| {
            let error = Config::default().apply_env([(name.to_owned(), String::new())]).unwrap_err();
            assert_eq!(error.code(), "CONFIG");
            expected.assert_eq(&error.to_string());
        };
        variable(
            "HEADWORD_BASEURL",
            expect!["HEADWORD_BASEURL: there is no such setting; did you mean HEADWORD_BASE_URL?"],
        );
        variable(
            "HEADWORD_THEME",
            expect!["HEADWORD_THEME: there is no such setting; the documentation of headword.toml lists them all"],
        );
        variable(
            "HEADWORD_",
            expect!["HEADWORD_: there is no such setting; the documentation of headword.toml lists them all"],
        );
    }

    #[test]
    fn a_later_source_wins_and_a_repeated_flag_adds() {
        use ConfigSource::{Flag, Variable};
        let mut config = Config::from_toml("headword.toml", "name = 'file'\nexclude = ['file']\n").unwrap();
        let variables = [("HEADWORD_EXCLUDE", "a, b ,"), ("HEADWORD_NAME", "variable"), ("PATH", "/bin")];
        config.apply_env(variables.map(|(name, text)| (name.to_owned(), text.to_owned()))).unwrap();
        assert_eq!((&*config.name, &config.exclude[..]), ("variable", &["a".to_owned(), "b".to_owned()][..]));
        for text in ["c", "*.{d,e},f"] {
            config.set("exclude", text, Flag).unwrap();
        }
        assert_eq!(config.exclude, ["c", "*.{d,e}", "f"]);
        let config = given(&[
            ("reference.languages", "js=JavaScript,py = Python", Flag),
            ("reference.languages", "go=Go", Flag),
            ("name", "a", Flag),
            ("name", "b", Flag),
            ("cache", "c", Variable),
            ("cache", "", Variable),
        ]);
        let config = config.unwrap();
        assert_eq!(config.reference.languages.into_values().collect::<Vec<_>>(), ["Go", "JavaScript", "Python"]);
        assert_eq!((&*config.name, &*config.cache), ("b", ""));
    }
}
