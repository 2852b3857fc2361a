//! An index is opened where its bytes are, whoever holds them.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use headword::{Index, IndexBuilder};
use memmap2::Mmap;
use std::borrow::Cow;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

const PAGES: usize = 400;

/// An index that is far larger than what opening it may allocate.
fn built() -> Vec<u8> {
    let mut builder = IndexBuilder::new();
    for page in 0..PAGES {
        let sentence = |n: usize| format!("Word{} stands beside thing{}.", (page * 7 + n * 13) % 997, page * 31 + n);
        let text: Vec<String> = (0..20).map(sentence).collect();
        builder.add(&format!("pages/p{page}.md"), format!("# Page {page}\n\n{}\n", text.join(" ")).as_bytes()).unwrap();
    }
    builder.finish().unwrap().0
}

fn titles(index: &Index<impl AsRef<[u8]>>) -> Vec<String> {
    index.search("word7", 5).unwrap().hits.into_iter().map(|hit| hit.title).collect()
}

#[test]
fn whoever_holds_the_bytes_gets_the_same_answers() {
    let bytes = built();
    let expected = titles(&Index::open(&bytes[..]).unwrap());
    assert_eq!(expected.len(), 5);

    let leaked: &'static [u8] = bytes.clone().leak();
    let index: Index<&'static [u8]> = Index::open(leaked).unwrap();
    assert_eq!(titles(&index), expected, "&'static [u8], as of include_bytes!");
    let index: Index<Vec<u8>> = Index::open(bytes.clone()).unwrap();
    assert_eq!(titles(&index), expected, "Vec<u8>");
    let index: Index<Box<[u8]>> = Index::open(bytes.clone().into_boxed_slice()).unwrap();
    assert_eq!(titles(&index), expected, "Box<[u8]>");
    let index: Index<Cow<'_, [u8]>> = Index::open(Cow::Borrowed(&bytes[..])).unwrap();
    assert_eq!(titles(&index), expected, "Cow<[u8]>");

    let shared: Arc<[u8]> = bytes.clone().into();
    let (one, two) = (Index::open(Arc::clone(&shared)).unwrap(), Index::open(Arc::clone(&shared)).unwrap());
    assert_eq!((titles(&one), titles(&two)), (expected.clone(), expected.clone()), "Arc<[u8]>");
    assert_eq!(Arc::strong_count(&shared), 3, "both hold these bytes and no others");

    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bytes.headword");
    fs::write(&file, &bytes).unwrap();
    // SAFETY: nothing changes the file while the map lives: it is this test's own.
    let map = unsafe { Mmap::map(&File::open(&file).unwrap()).unwrap() };
    assert_eq!(titles(&Index::open(map).unwrap()), expected, "a memory map");
}

#[test]
fn opening_copies_nothing() {
    let bytes = built();
    let opened = |bytes: &[u8]| {
        let mut index = None;
        let allocations = allocation_counter::measure(|| index = Some(Index::open(bytes).unwrap()));
        (allocations.count_total, allocations.bytes_total)
    };
    // One table is made: of the commonest words, of which there are 183 however large the index is.
    let (count, allocated) = opened(&bytes);
    assert!(bytes.len() > 100_000, "{}", bytes.len());
    assert!(count == 1 && allocated < 5_000, "{count} allocations of {allocated} bytes");
}
