//! What values may be: the same rules for the file, variables and flags.

use super::globs;
use super::keys::{ConfigKey, ConfigKind as Kind};

/// A value that fits its key.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    Bool(bool),
    List(Vec<String>),
    Pairs(Vec<(String, String)>),
}

/// Reads the value of a variable or a flag.
pub(super) fn from_text(key: &ConfigKey, text: &str) -> Result<Value, String> {
    match key.kind {
        Kind::Bool => match text {
            "true" | "1" => Ok(Value::Bool(true)),
            "false" | "0" => Ok(Value::Bool(false)),
            _ => Err(mismatch(key, &quoted(text))),
        },
        _ if key.list => from_items(key, items(text)),
        _ => single(key, text).map(Value::Text),
    }
}

/// Reads the values of a list, each as it is.
pub(super) fn from_items<'a>(key: &ConfigKey, items: impl Iterator<Item = &'a str>) -> Result<Value, String> {
    match key.kind {
        Kind::Pair => {
            let pairs = items.map(|item| match item.split_once('=') {
                Some((code, name)) => pair(key, code.trim(), name.trim()),
                None => Err(mismatch(key, &quoted(item))),
            });
            pairs.collect::<Result<_, _>>().map(Value::Pairs)
        }
        _ => items.map(|item| item_of(key, item)).collect::<Result<_, _>>().map(Value::List),
    }
}

/// The only value of a key.
pub(super) fn single(key: &ConfigKey, text: &str) -> Result<String, String> {
    let fits = match key.kind {
        Kind::Choice(words) => words.contains(&text),
        // Nothing is a value where nothing is the default: it takes back what an earlier source has set.
        Kind::Url => text.is_empty() || is_url(text),
        Kind::File | Kind::Folder => !text.is_empty() || key.default.is_empty(),
        _ => true,
    };
    if fits && !text.contains('\0') { Ok(text.to_owned()) } else { Err(mismatch(key, &quoted(text))) }
}

/// Keys of filters that mean something else than front matter.
const OURS: [&str; 7] = ["kind", "path", "language", "any", "all", "none", "not"];

/// One of the values of a list.
pub(super) fn item_of(key: &ConfigKey, text: &str) -> Result<String, String> {
    let elsewhere = key.kind == Kind::Place && text.contains("://") && !is_web(text);
    if text.is_empty() || text.contains('\0') || elsewhere {
        return Err(mismatch(key, &quoted(text)));
    }
    if key.name == "filters" && OURS.contains(&text) {
        return Err(format!("\"filters\" has the key {}, which searches know already; leave it out", quoted(text)));
    }
    if key.name == "synonyms" && sides(text).is_none() {
        let found = quoted(text);
        return Err(format!(
            "\"synonyms\" has {found}; write \"k8s = kubernetes\" for words that find each other, or \"sso -> single sign-on\""
        ));
    }
    if key.kind == Kind::Glob {
        globs::check(text).map_err(|reason| bad_glob(key.name, text, &reason))?;
    }
    Ok(text.to_owned())
}

/// The sides of synonyms, and whether each finds the others, and not the first alone the rest.
pub(crate) fn sides(text: &str) -> Option<(Vec<&str>, bool)> {
    let (sides, both): (Vec<&str>, bool) = match text.split_once("->") {
        Some((from, to)) => (vec![from, to], false),
        None => (text.split('=').collect(), true),
    };
    let is_side = |side: &&str| side.contains(char::is_alphanumeric) && !side.contains("->");
    (sides.len() > 1 && sides.iter().all(is_side)).then_some((sides, both))
}

/// One of the pairs of a map.
pub(super) fn pair(key: &ConfigKey, code: &str, name: &str) -> Result<(String, String), String> {
    if code.is_empty() || name.is_empty() {
        return Err(mismatch(key, &quoted(&format!("{code}={name}"))));
    }
    Ok((code.to_owned(), name.to_owned()))
}

/// What is wrong with a value, where the type alone says what would be right.
pub(super) fn mismatch(key: &ConfigKey, found: &str) -> String {
    format!("\"{}\" must be {}, found {found}", key.name, expected(key))
}

/// What is wrong with a glob of a list.
pub(crate) fn bad_glob(key: &str, glob: &str, reason: &str) -> String {
    format!("\"{key}\" has the glob {}, which cannot be used: {reason}", quoted(glob))
}

/// Text in quotes, see [`cut`].
pub(crate) fn quoted(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { format!("\"{}\"", cut(text)) }
}

/// At most 80 characters of a text, with nothing that would break a line or a terminal.
pub(super) fn cut(text: &str) -> String {
    const LONGEST: usize = 80;
    let rest = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    let start: String = text.chars().take(LONGEST).collect();
    start.replace(char::is_control, "\u{fffd}") + rest
}

fn expected(key: &ConfigKey) -> String {
    let what = match (key.kind, key.list) {
        (Kind::Bool, _) => "true or false",
        (Kind::Choice(words), _) => match words.split_last() {
            Some((last, first)) => return format!("{} or {last}", first.join(", ")),
            None => "nothing",
        },
        (Kind::Text, false) => "text",
        (Kind::Text, true) => "a list of texts that are not empty",
        (Kind::File, false) => "the path of a file",
        (Kind::File, true) => "a list of paths of files",
        (Kind::Folder, false) => "the path of a folder",
        (Kind::Folder, true) => "a list of paths of folders",
        (Kind::Place, _) => "a list of paths or http(s) URLs",
        (Kind::Url, _) => "a URL such as \"https://example.com/docs/\" or a path such as \"/docs/\", without ? and #",
        (Kind::Glob, _) => "a list of globs such as \"guides/**/*.md\"",
        (Kind::Pair, _) => "names by their codes such as js = \"JavaScript\"",
    };
    what.to_owned()
}

fn is_web(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// A path is put behind it, so it has neither a query nor a fragment.
fn is_url(text: &str) -> bool {
    let rooted = text.starts_with('/');
    let has_host = text.split_once("://").is_some_and(|(scheme, rest)| {
        scheme.starts_with(|char: char| char.is_ascii_alphabetic())
            && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
            && !rest.is_empty()
    });
    (rooted || has_host)
        && !text.contains(|char: char| char.is_whitespace() || char.is_control() || "?#<>\"".contains(char))
}

/// Values between commas, trimmed. A comma within `{…}` belongs to a glob.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let ends = move |char| {
        match char {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        char == ',' && depth == 0
    };
    text.split(ends).map(str::trim).filter(|item| !item.is_empty())
}
