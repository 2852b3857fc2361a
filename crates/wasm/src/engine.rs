//! Searching and reading.

use crate::{request, throw, to_js};
use headword::{Index, PageKind, ReadLinks, ReadOptions};
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

    /// A `PageContent` for each path. `form` is 1 for the outline alone, and 2 or 4 for links as paths or URLs; `count` is
    /// the caller's own counter of tokens, asked of one path alone; it must not throw.
    pub fn read(
        &self,
        paths: Vec<String>,
        language: Option<String>,
        max_tokens: Option<u32>,
        cursor: Option<String>,
        form: u32,
        count: Option<js_sys::Function>,
    ) -> Result<JsValue, JsValue> {
        let mut options = ReadOptions::new().outline(form & 1 != 0);
        (options.language, options.cursor) = (language, cursor);
        options.max_tokens = max_tokens.map(|tokens| tokens as usize);
        options.links = match form >> 1 {
            1 => ReadLinks::Paths,
            2 => ReadLinks::Urls,
            _ => ReadLinks::AsWritten,
        };
        let (Some(count), [path]) = (count, &paths[..]) else {
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            return to_js(match paths[..] {
                // A budget that is too small for one path is an error, not an empty answer.
                [path] => self.0.read_with(path, &options).map(|page| vec![page]),
                _ => self.0.read_all(&paths, &options),
            });
        };
        let mut tokens = |text: &str| {
            let counted = count.call1(&JsValue::NULL, &text.into());
            counted.ok().and_then(|tokens| tokens.as_f64()).map_or(usize::MAX, |tokens| tokens.max(0.0).ceil() as usize)
        };
        to_js(self.0.read_counted(path, &options, &mut tokens).map(|page| vec![page]))
    }

    /// What reading would take in tokens.
    pub fn tokens(&self, path: &str, language: Option<String>) -> Result<u32, JsValue> {
        self.0.tokens(path, language.as_deref()).map_err(throw)
    }

    /// A `Resolution`.
    pub fn resolve(&self, address: &str) -> Result<JsValue, JsValue> {
        to_js(self.0.resolve(address))
    }

    /// Pages below a path, each as a `PageSummary`.
    #[wasm_bindgen(js_name = listBelow)]
    pub fn list_below(&self, path: &str, depth: Option<u32>) -> Result<JsValue, JsValue> {
        to_js(self.0.list_below(path, depth))
    }

    /// Every `Suggestion`.
    pub fn suggest(&self, text: &str, limit: u32) -> Result<JsValue, JsValue> {
        to_js(self.0.suggest(text, limit as usize))
    }

    /// Every page as a `PageSummary`.
    pub fn list(&self) -> Result<JsValue, JsValue> {
        to_js(self.0.list())
    }

    /// Every page of a kind as a `PageSummary`.
    #[wasm_bindgen(js_name = listOf)]
    pub fn list_of(&self, kind: &str) -> Result<JsValue, JsValue> {
        let kind = PageKind::named(kind).ok_or("a request that nobody makes")?;
        to_js(self.0.list_of(kind))
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
    /// What changed from `old` to this one: `{ diff, text }`, a `Diff` and the same as Markdown.
    #[wasm_bindgen(js_name = diffFrom)]
    pub fn diff_from(&self, old: &Engine) -> Result<JsValue, JsValue> {
        let diff = headword::Diff::new(&old.0, &self.0).map_err(throw)?;
        let changed = js_sys::Object::new();
        js_sys::Reflect::set(&changed, &"text".into(), &diff.to_string().into())?;
        js_sys::Reflect::set(&changed, &"diff".into(), &to_js(Ok(diff))?)?;
        Ok(changed.into())
    }

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
