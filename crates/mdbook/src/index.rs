//! The pages of the book as one index.

use crate::book::Book;
use crate::failure::Failure;
use crate::summary::summary;
use headword::{BuildReport, IndexBuilder};
use std::fs;

/// The index, at the root of the book.
pub(crate) const FILE: &str = "docs.headword";

/// Indexes what the renderer of HTML has written. Pages that the search is to leave out are no part of it.
pub(crate) fn build(book: &Book) -> Result<(Vec<Vec<u8>>, BuildReport), Failure> {
    let mut config = book.settings.index.clone();
    config.name.clone_from(&book.title);
    let whole = !config.selector.is_empty();
    let mut builder = IndexBuilder::with_config(config);
    builder.add("SUMMARY.md", summary(&book.items).as_bytes())?;
    let mut wrong = Vec::new();
    for chapter in book.chapters().into_iter().filter(|chapter| chapter.is_searched) {
        let Some(page) = &chapter.page else { continue };
        let text = fs::read_to_string(book.html.join(page))
            .map_err(|error| Failure::io(&format!("cannot read the page {page}"), &error, "run mdbook build again"))?;
        let content = if whole { None } else { content(&text) };
        let text = content.map(|content| document(&chapter.name, content)).unwrap_or(text);
        wrong.extend(builder.add(page, text.as_bytes()).err().map(|error| error.to_string()));
    }
    if !wrong.is_empty() {
        return Err(Failure::several(wrong));
    }
    Ok(builder.into_pieces()?)
}

/// Writes the index into the book.
pub(crate) fn write(book: &Book, pieces: &[Vec<u8>]) -> Result<(), Failure> {
    Ok(headword::disk::write(&book.html.join(FILE), pieces)?)
}

/// The main element. What stands in the head of a page is of the whole book and would be found on each page: its
/// description, and that search engines are to leave it alone.
fn content(page: &str) -> Option<&str> {
    let start = page.find("<main>").or_else(|| page.find("<main "))?;
    let end = page.rfind("</main>")? + "</main>".len();
    page.get(start..end)
}

fn document(title: &str, content: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!("<!DOCTYPE html><title>{title}</title><body>{content}</body>")
}
