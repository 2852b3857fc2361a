//! What a user may say about a build.

use crate::{throw, to_js};
use headword::{ConfigKey, ConfigKind, Error};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The settings of a build.
#[wasm_bindgen]
pub struct Config(pub(crate) headword::Config);

/// Where a value is from.
#[wasm_bindgen]
pub enum ConfigSource {
    /// An environment variable.
    Variable = "variable",
    /// A flag of a command line.
    Flag = "flag",
}

/// A key as JavaScript needs it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Key {
    name: &'static str,
    flag: String,
    variable: String,
    kind: &'static str,
    /// The words of a choice; empty for other kinds.
    words: &'static [&'static str],
    list: bool,
    default: &'static str,
    value_name: &'static str,
    help: &'static str,
}

fn key(key: &ConfigKey) -> Key {
    let (kind, words): (_, &[_]) = match key.kind {
        ConfigKind::Text => ("text", &[]),
        ConfigKind::Bool => ("bool", &[]),
        ConfigKind::Choice(words) => ("choice", words),
        ConfigKind::File => ("file", &[]),
        ConfigKind::Folder => ("folder", &[]),
        ConfigKind::Place => ("place", &[]),
        ConfigKind::Url => ("url", &[]),
        ConfigKind::Glob => ("glob", &[]),
        ConfigKind::Pair => ("pair", &[]),
        // A kind that this border has not been told of.
        _ => ("", &[]),
    };
    Key {
        name: key.name,
        flag: key.flag(),
        variable: key.variable(),
        kind,
        words,
        list: key.list,
        default: key.default,
        value_name: key.value_name(),
        help: key.help,
    }
}

#[wasm_bindgen]
impl Config {
    /// Every key has its default.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript has no Default")]
    pub fn new() -> Config {
        Config(headword::Config::default())
    }

    /// Every key that there is, in the order of the documentation.
    pub fn keys() -> Result<JsValue, JsValue> {
        to_js(Ok(headword::Config::KEYS.iter().map(key).collect::<Vec<_>>()))
    }

    /// Reads the bytes of a `headword.toml`. Throws an `Error` whose `code` is that of [`headword::Error::code`], as all
    /// methods do.
    #[wasm_bindgen(js_name = fromToml)]
    pub fn from_toml(file_name: &str, source: &[u8]) -> Result<Config, JsValue> {
        let text = str::from_utf8(source)
            .map_err(|error| Error::Encoding { path: file_name.to_owned(), offset: error.valid_up_to() });
        text.and_then(|text| headword::Config::from_toml(file_name, text)).map(Config).map_err(throw)
    }

    /// Takes every path as relative to this folder.
    #[wasm_bindgen(js_name = relativeTo)]
    pub fn relative_to(&mut self, folder: &str) {
        self.0.relative_to(folder);
    }

    /// Sets a key from text, as a variable or a flag does.
    pub fn set(&mut self, key: &str, text: &str, source: ConfigSource) -> Result<(), JsValue> {
        let source = match source {
            ConfigSource::Variable => headword::ConfigSource::Variable,
            _ => headword::ConfigSource::Flag,
        };
        self.0.set(key, text, source).map_err(throw)
    }

    /// Sets what variables of the environment say, given as names and their values.
    #[wasm_bindgen(js_name = applyEnv)]
    pub fn apply_env(&mut self, names: Vec<String>, values: Vec<String>) -> Result<(), JsValue> {
        self.0.apply_env(names.into_iter().zip(values)).map_err(throw)
    }

    /// The root of the docs.
    #[wasm_bindgen(getter)]
    pub fn docs(&self) -> String {
        self.0.docs.clone()
    }

    /// The index to write.
    #[wasm_bindgen(getter)]
    pub fn out(&self) -> String {
        self.0.out.clone()
    }

    /// Folders of snippets.
    #[wasm_bindgen(getter)]
    pub fn snippets(&self) -> Vec<String> {
        self.0.snippets.clone()
    }

    /// Folders of examples.
    #[wasm_bindgen(getter)]
    pub fn examples(&self) -> Vec<String> {
        self.0.examples.clone()
    }

    /// Files, folders and addresses of changelogs.
    #[wasm_bindgen(getter)]
    pub fn changelogs(&self) -> Vec<String> {
        self.0.changelogs.clone()
    }

    /// Files of redirects.
    #[wasm_bindgen(getter)]
    pub fn redirects(&self) -> Vec<String> {
        self.0.redirects.clone()
    }

    /// An earlier index; may be empty.
    #[wasm_bindgen(getter)]
    pub fn previous(&self) -> String {
        self.0.previous.clone()
    }

    /// Where to keep what another build need not do again; may be empty.
    #[wasm_bindgen(getter)]
    pub fn cache(&self) -> String {
        self.0.cache.clone()
    }
}
