//! The YAML between `---` lines at the top of a file.
//!
//! Parsed by `serde-saphyr`, which bounds what anchors and aliases may unfold to.

use crate::Error;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The keys that Headword knows; all others are left alone.
#[derive(Debug, Default, Deserialize)]
pub(super) struct FrontMatter {
    #[serde(default)]
    pub(super) title: Scalar,
    #[serde(default)]
    pub(super) description: Scalar,
}

/// A value that should be text. Real pages also keep whole mappings under such keys, which are not for us.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub(super) enum Scalar {
    Text(String),
    Integer(i64),
    #[default]
    None,
    Other(IgnoredAny),
}

impl Scalar {
    pub(super) fn text(self) -> String {
        match self {
            Scalar::Text(text) => text,
            Scalar::Integer(number) => number.to_string(),
            Scalar::None | Scalar::Other(_) => String::new(),
        }
    }
}

/// Front matter and the text behind it. Text that does not begin with a `---` line, or never closes it, has none.
pub(super) fn split<'a>(path: &str, text: &'a str) -> Result<(FrontMatter, &'a str), Error> {
    let error =
        |line: usize, reason: &str| Error::FrontMatter { path: path.to_owned(), line, reason: reason.to_owned() };
    let mut lines = text.split_inclusive('\n');
    let is_fence = |line: &str| line.trim_end() == "---";
    let Some(opening) = lines.next().filter(|line| is_fence(line)) else {
        return Ok((FrontMatter::default(), text));
    };
    let mut end = opening.len();
    for line in lines.by_ref() {
        if is_fence(line) {
            let body = &text[end + line.len()..];
            return Ok((yaml(&text[opening.len()..end]).map_err(|(line, reason)| error(line + 1, &reason))?, body));
        }
        end += line.len();
    }
    // A rule at the top of a page is Markdown; a key below it is front matter that was cut short.
    let second = text[opening.len()..].lines().next().unwrap_or_default();
    let key = second.split_once(':').map_or("", |(key, _)| key);
    if !key.is_empty() && key.chars().all(|char| char.is_alphanumeric() || "_-".contains(char)) {
        return Err(error(1, "it is opened here and never closed; add a line with --- below the last key"));
    }
    Ok((FrontMatter::default(), text))
}

/// An error has its line, counted from 1 within the YAML, and a sentence of one line.
fn yaml(text: &str) -> Result<FrontMatter, (usize, String)> {
    if text.trim().is_empty() {
        return Ok(FrontMatter::default());
    }
    serde_saphyr::from_str(text).map_err(|error| {
        let line = error.location().map_or(1, |location| location.line() as usize);
        let sentence = error.without_snippet().to_string();
        let sentence = sentence.lines().next().unwrap_or("it is not YAML");
        // The line is told with the file's name, counted from the top of the file.
        (line, sentence.split(" at line ").next().unwrap_or(sentence).to_owned())
    })
}
