//! Writing an index.

use crate::config::Config;
use crate::{throw, to_js};
use headword::{Index, IndexBuilder};
use wasm_bindgen::prelude::*;

/// Collects sources and writes an index.
#[wasm_bindgen]
pub struct Builder(IndexBuilder);

/// What a file is read for.
#[wasm_bindgen]
pub enum Collection {
    /// Pages and navigation files.
    Docs = "docs",
    /// Code that pages show by its file name.
    Snippets = "snippets",
    /// Code examples.
    Examples = "examples",
    /// Changelogs and feeds.
    Changelogs = "changelogs",
    /// Files that say where old paths lead.
    Redirects = "redirects",
}

#[wasm_bindgen]
impl Builder {
    /// A builder that reads as `config` says.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &Config) -> Builder {
        Builder(IndexBuilder::with_config(config.0.clone()))
    }

    /// A builder that knows what `save` of another one wrote; none where another release or configuration wrote it.
    pub fn restore(config: &Config, saved: &[u8]) -> Option<Builder> {
        IndexBuilder::restore(config.0.clone(), saved).map(Builder)
    }

    /// Takes in all pages of an index; `name` is for messages.
    #[wasm_bindgen(js_name = addIndex)]
    pub fn add_index(&mut self, name: &str, index: &[u8]) -> Result<(), JsValue> {
        Index::open(index).and_then(|index| self.0.add_index(name, &index)).map_err(throw)
    }

    /// Reads one file. Throws an `Error` whose `code` is that of [`headword::Error::code`], as all methods do.
    pub fn add(&mut self, collection: Collection, path: &str, source: &[u8]) -> Result<(), JsValue> {
        self.0.add_to(known(collection), path, source).map_err(throw)
    }

    /// Forgets a file. Says whether it was known.
    pub fn remove(&mut self, collection: Collection, path: &str) -> bool {
        self.0.remove(known(collection), path)
    }

    /// Keeps what the bytes of an earlier index know.
    pub fn previous(&mut self, index: &[u8]) -> Result<(), JsValue> {
        Index::open(index).and_then(|index| self.0.previous(&index)).map_err(throw)
    }

    /// `{ bytes, report }`.
    pub fn finish(&mut self) -> Result<JsValue, JsValue> {
        let (bytes, report) = self.0.finish().map_err(throw)?;
        let built = js_sys::Object::new();
        js_sys::Reflect::set(&built, &"bytes".into(), &js_sys::Uint8Array::from(&bytes[..]))?;
        js_sys::Reflect::set(&built, &"report".into(), &to_js(Ok(report))?)?;
        Ok(built.into())
    }

    /// Every `Finding`.
    pub fn check(&mut self) -> Result<JsValue, JsValue> {
        to_js(self.0.check())
    }

    /// What `restore` takes.
    pub fn save(&self) -> Vec<u8> {
        self.0.save()
    }
}

fn known(collection: Collection) -> headword::Collection {
    match collection {
        Collection::Snippets => headword::Collection::Snippets,
        Collection::Examples => headword::Collection::Examples,
        Collection::Changelogs => headword::Collection::Changelogs,
        Collection::Redirects => headword::Collection::Redirects,
        _ => headword::Collection::Docs,
    }
}
