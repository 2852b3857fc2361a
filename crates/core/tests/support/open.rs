//! Small docs, as an index.

use headword::{Index, IndexBuilder};

/// The index of pages, each a path and Markdown.
pub(crate) fn open(pages: &[(&str, &str)]) -> Index {
    let mut builder = IndexBuilder::new();
    for (path, text) in pages {
        builder.add(path, text.as_bytes()).unwrap();
    }
    Index::open(builder.finish().unwrap().0).unwrap()
}
