//! The files that a site serves: the element, its engine, and what fits it into mdBook's pages.

use crate::book::Book;
use crate::failure::Failure;
use std::fs;

/// The folder of the book that they are in.
pub(crate) const FOLDER: &str = "headword";

/// What `npm start` has made. Empty in a clone where it has not run.
const ENGINE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));
const OWN: [(&str, &[u8]); 2] =
    [("mdbook.css", include_bytes!("../assets/mdbook.css")), ("mdbook.js", include_bytes!("../assets/mdbook.js"))];

/// Whether this program has what a site needs.
pub(crate) fn complete() -> Result<(), Failure> {
    if ENGINE.iter().any(|(name, _)| *name == "widget.js") {
        return Ok(());
    }
    Err(Failure::new(
        "this program was compiled without the search element; in a clone of Headword run npm start, and then cargo build \
         -p mdbook-headword again, or take it from crates.io: cargo install mdbook-headword",
    ))
}

/// Writes the files into the book.
pub(crate) fn write(book: &Book) -> Result<(), Failure> {
    let folder = book.html.join(FOLDER);
    for (name, bytes) in OWN.iter().chain(ENGINE) {
        let file = folder.join(name);
        let made = file.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&file, bytes))
            .map_err(|error| Failure::io(&format!("cannot write {}", file.display()), &error, "check its folder"))?;
    }
    Ok(())
}
