//! Which files of a folder are pages.

use crate::config::Config;
use crate::throw;
use wasm_bindgen::prelude::*;

/// What each file below the root of the docs is read as.
#[wasm_bindgen]
pub struct Selection(headword::Selection);

/// What a file is to a build.
#[wasm_bindgen]
pub enum Role {
    /// One or more pages.
    Page = "page",
    /// It says in which order pages are shown.
    Navigation = "navigation",
    /// Code that pages show by its file name.
    Snippet = "snippet",
    /// A code example.
    Example = "example",
    /// A changelog or a feed.
    Changelog = "changelog",
    /// Nothing to a build.
    Ignored = "ignored",
}

#[wasm_bindgen]
impl Selection {
    /// Throws an `Error` whose `code` is `CONFIG` where a glob cannot be used.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &Config) -> Result<Selection, JsValue> {
        config.0.selection().map(Selection).map_err(throw)
    }

    /// What a file is.
    pub fn role(&self, path: &str) -> Role {
        match self.0.role(path) {
            headword::Role::Page(_) => Role::Page,
            headword::Role::Navigation => Role::Navigation,
            headword::Role::Snippet => Role::Snippet,
            headword::Role::Example => Role::Example,
            headword::Role::Changelog => Role::Changelog,
            _ => Role::Ignored,
        }
    }

    /// Whether a walk of the docs should enter a folder.
    #[wasm_bindgen(js_name = mayHoldPages)]
    pub fn may_hold_pages(&self, folder: &str) -> bool {
        self.0.may_hold_pages(folder)
    }
}
