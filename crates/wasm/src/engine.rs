//! Searching and reading.

use crate::{request, throw, to_js};
use headword::{Index, ReadOptions};
use wasm_bindgen::prelude::*;

/// An opened index.
#[wasm_bindgen]
pub struct Engine(pub(crate) Index);

#[wasm_bindgen]
impl Engine {
    /// Throws an `Error` whose `code` is that of [`headword::Error::code`], as all methods do.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Engine, JsValue> {
        Index::open(bytes).map(Engine).map_err(throw)
    }

    /// An index of which only the start is there.
    #[wasm_bindgen(js_name = inPieces)]
    pub fn in_pieces(start: Vec<u8>) -> Result<Engine, JsValue> {
        Index::open_in_pieces(start).map(Engine).map_err(throw)
    }

    /// Takes bytes that were missing.
    #[wasm_bindgen(js_name = addPiece)]
    pub fn add_piece(&mut self, start: u32, bytes: &[u8]) -> Result<(), JsValue> {
        self.0.add_piece(start, bytes).map_err(throw)
    }

    /// How the file is cut into pieces: a `PieceLayout`.
    pub fn layout(&self) -> Result<JsValue, JsValue> {
        to_js(Ok(self.0.piece_layout()))
    }

    /// An `Answer`.
    pub fn search(&self, query: &str, limit: u32) -> Result<JsValue, JsValue> {
        to_js(self.0.search(query, limit as usize))
    }

    /// An `Answer` by more options than that. `words` and `factors` are as `request` takes them.
    #[wasm_bindgen(js_name = searchWith)]
    pub fn search_with(
        &self,
        query: &str,
        limit: u32,
        offset: u32,
        words: &str,
        factors: Vec<f64>,
    ) -> Result<JsValue, JsValue> {
        let options = request::options(limit, offset, words, factors).ok_or("a request that nobody makes")?;
        to_js(self.0.search_with(query, &options))
    }

    /// A `PageContent`, without what is for other programming languages than `language`.
    pub fn read(&self, path: &str, language: Option<String>) -> Result<JsValue, JsValue> {
        let mut options = ReadOptions::new();
        options.language = language;
        to_js(self.0.read_with(path, &options))
    }

    /// Every page as a `PageSummary`.
    pub fn list(&self) -> Result<JsValue, JsValue> {
        to_js(self.0.list())
    }

    /// Every entry as a `NavigationEntry`.
    pub fn navigation(&self) -> Result<JsValue, JsValue> {
        to_js(self.0.navigation())
    }

    /// Every `Release`.
    pub fn releases(&self) -> Result<JsValue, JsValue> {
        to_js(self.0.releases())
    }

    /// An `Info`.
    pub fn info(&self) -> Result<JsValue, JsValue> {
        to_js(self.0.info())
    }
}

#[cfg(feature = "build")]
#[wasm_bindgen]
impl Engine {
    /// An `Explanation`. Whoever makes the docs asks for it, and no browser. `words` and `factors` are as `request` takes
    /// them.
    pub fn explain(&self, query: &str, path: &str, words: &str, factors: Vec<f64>) -> Result<JsValue, JsValue> {
        let options = request::options(1, 0, words, factors).ok_or("a request that nobody makes")?;
        to_js(self.0.explain(query, path, &options))
    }

    /// An `Inspection`. Whoever publishes an index asks for it, and no browser.
    pub fn inspect(&self, limit: u32) -> Result<JsValue, JsValue> {
        to_js(self.0.inspect(limit as usize))
    }
}
