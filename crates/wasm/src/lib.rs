//! Headword for JavaScript: convert, call, convert. Nothing is decided here.

#[cfg(feature = "build")]
mod builder;
#[cfg(feature = "build")]
mod config;
mod engine;
#[cfg(feature = "build")]
mod evaluate;
mod request;
#[cfg(feature = "build")]
mod selection;

use headword::Error;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// The release of this module. The JavaScript beside it refuses another one.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A result as JavaScript reads it from `--json`: what is missing is null.
// Kept out of its callers, as the larger steps of the search are.
#[inline(never)]
fn to_js<T: Serialize>(result: Result<T, Error>) -> Result<JsValue, JsValue> {
    Ok(result.map_err(throw)?.serialize(&Serializer::new().serialize_missing_as_null(true))?)
}

/// An `Error` whose `code` is that of [`Error::code`]; of `MISSING`, its `ranges` are starts and ends in turns.
fn throw(error: Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    // Setting a property of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&thrown, &"code".into(), &error.code().into());
    if let Error::Missing(ranges) = &error {
        let ends: Vec<u32> = ranges.iter().flat_map(|range| [range.start, range.end]).collect();
        let _ = js_sys::Reflect::set(&thrown, &"ranges".into(), &js_sys::Uint32Array::from(&ends[..]).into());
    }
    thrown.into()
}
