//! Headword for JavaScript: convert, call, convert. Nothing is decided here.

use headword::{Error, Index};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// The release of this module. The JavaScript beside it refuses another one.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// An opened index.
#[wasm_bindgen]
pub struct Engine(Index);

#[wasm_bindgen]
impl Engine {
    /// Throws an `Error` whose `code` is that of [`headword::Error::code`], as all methods do.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Engine, JsValue> {
        Index::open(bytes).map(Engine).map_err(throw)
    }

    /// An `Answer`.
    pub fn search(&self, query: &str, limit: u32) -> Result<JsValue, JsValue> {
        to_js(self.0.search(query, limit as usize))
    }

    /// A `PageContent`.
    pub fn read(&self, path: &str) -> Result<JsValue, JsValue> {
        to_js(self.0.read(path))
    }

    /// Every page as a `PageSummary`.
    pub fn list(&self) -> Result<JsValue, JsValue> {
        to_js(self.0.list())
    }

    /// An `Info`.
    pub fn info(&self) -> Result<JsValue, JsValue> {
        to_js(self.0.info())
    }
}

// Kept out of its callers, as the larger steps of the search are.
#[inline(never)]
fn to_js<T: Serialize>(result: Result<T, Error>) -> Result<JsValue, JsValue> {
    Ok(result.map_err(throw)?.serialize(&Serializer::new())?)
}

fn throw(error: Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    // Setting a property of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&thrown, &"code".into(), &error.code().into());
    thrown.into()
}

#[cfg(feature = "build")]
mod build {
    use super::{throw, to_js};
    use wasm_bindgen::prelude::*;

    /// Collects sources and writes an index.
    #[wasm_bindgen]
    pub struct Builder(headword::IndexBuilder);

    #[wasm_bindgen]
    impl Builder {
        /// Both may be empty.
        #[wasm_bindgen(constructor)]
        pub fn new(name: &str, base_url: &str) -> Builder {
            Builder(headword::IndexBuilder::new().name(name).base_url(base_url))
        }

        /// Reads one file.
        pub fn add(&mut self, path: &str, source: &[u8]) -> Result<(), JsValue> {
            self.0.add(path, source).map_err(throw)
        }

        /// `{ bytes, report }`. The builder is used up.
        pub fn finish(self) -> Result<JsValue, JsValue> {
            let (bytes, report) = self.0.finish().map_err(throw)?;
            let built = js_sys::Object::new();
            js_sys::Reflect::set(&built, &"bytes".into(), &js_sys::Uint8Array::from(&bytes[..]))?;
            js_sys::Reflect::set(&built, &"report".into(), &to_js(Ok(report))?)?;
            Ok(built.into())
        }
    }
}
