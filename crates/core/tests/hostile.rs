//! Input that nobody should write, and that the web is full of: an error or a warning, never a panic or a hang.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/hostile.rs"]
mod hostile;

use expect_test::{Expect, expect};
use headword::{Collection, Index, IndexBuilder};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

#[test]
fn what_the_fuzzer_found_is_answered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile");
    for entry in fs::read_dir(folder).unwrap() {
        hostile::read(&fs::read(entry.unwrap().path()).unwrap());
    }
}

#[track_caller]
fn refused(collection: Collection, path: &str, source: &[u8], expected: Expect) {
    let error = IndexBuilder::new().add_to(collection, path, source).unwrap_err();
    expected.assert_eq(&format!("{}: {error}", error.code()));
}

#[track_caller]
fn builds(path: &str, source: &str) -> Index {
    let mut builder = IndexBuilder::new();
    builder.add(path, source.as_bytes()).unwrap();
    Index::open(builder.finish().unwrap().0).unwrap()
}

#[test]
fn bad_sources_are_named_with_their_place() {
    refused(
        Collection::Docs,
        "latin.md",
        b"# Stra\xdfe",
        expect!["ENCODING: latin.md: not UTF-8 (bad byte at offset 6); save the file as UTF-8"],
    );
    refused(
        Collection::Docs,
        "a.md",
        b"---\ntitle: [\n---\n",
        expect!["FRONT_MATTER: a.md:2: cannot read the front matter: unclosed bracket '['"],
    );
    refused(
        Collection::Docs,
        "a.jsonl",
        b"{\"id\": \"a\", \"text\": \"\"}\n{\"id\": 1",
        expect!["RECORDS: a.jsonl:2: cannot read the record: invalid type: integer `1`, expected a string, column 8"],
    );
    refused(
        Collection::Docs,
        "_navigation.mdx",
        b"---\nlinks: 7\n---\n",
        expect!["NAVIGATION: _navigation.mdx: cannot read the navigation: links is a number; give a list"],
    );
    refused(
        Collection::Changelogs,
        "feed.xml",
        b"<rss><channel><title>&x;</title>",
        expect!["FEED: feed.xml:1: cannot read the feed: it ends inside <rss › channel>; fetch it again"],
    );
}

#[test]
fn byte_order_marks_nul_and_line_ends_of_windows_pass() {
    let index = builds("a.md", "\u{feff}---\r\ntitle: Keys\r\n---\r\nOne\0two\r\n\r\n## Three\r\n");
    let page = index.read("a").unwrap();
    assert_eq!((&*page.title, page.outline.len()), ("Keys", 1));
    assert_eq!(page.markdown, "One\0two\r\n\r\n## Three\r\n");
}

#[test]
fn a_hundred_thousand_headings_are_a_page() {
    let index = builds("a.md", &"## Example\n\ntext\n\n".repeat(100_000));
    assert_eq!(index.info().unwrap().sections, 100_001);
    assert!(index.read("a#example-99999").is_ok());
}

#[test]
fn deep_nesting_is_read_as_far_as_it_goes() {
    for (path, source) in [
        ("a.md", "> ".repeat(50_000) + "deep"),
        ("a.md", (0..2_000).map(|depth| "  ".repeat(depth) + "- deep\n").collect()),
        ("a.md", "[".repeat(50_000)),
        ("a.md", "*a **b ".repeat(20_000)),
        ("a.html", "<div>".repeat(100_000) + "deep"),
        ("a.html", "<ul><li>".repeat(20_000) + "deep"),
        ("a.html", "<blockquote>".repeat(20_000) + "deep"),
        ("a.html", "<b><i>".repeat(20_000) + "deep"),
        ("a.html", "<dl>".to_owned() + &"<dd>wide".repeat(50_000)),
        ("a.html", "<sup>".repeat(50_000) + "deep"),
        ("a.html", "<table><tr><td>".repeat(20_000) + "deep"),
        ("a.mdx", "<A>\n".repeat(50_000) + "deep"),
        ("a.mdx", "{".repeat(100_000)),
        ("a.mdx", "<A b={".repeat(20_000)),
    ] {
        builds(path, &source);
    }
}

#[test]
fn large_files_are_pages() {
    let words = "The quick brown fox jumps over the lazy dog again and again.\n";
    let index = builds("a.md", &words.repeat((8 << 20) / words.len()));
    assert_eq!(index.search("brown fox", 1).unwrap().total, 1);
    builds("b.html", &format!("<p title='{}'>text", "x".repeat(1 << 20)));
    builds("c.md", &"x".repeat(1 << 20));
    builds("d.mdx", &"<a b='".repeat(100_000));
}

#[test]
fn thirty_thousand_releases_are_a_page() {
    let releases: String = (0..30_000).map(|minor| format!("## 1.{minor}.0\n\n- x\n\n")).collect();
    let mut builder = IndexBuilder::new();
    builder.add_to(Collection::Changelogs, "CHANGELOG.md", releases.as_bytes()).unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    let releases = index.releases().unwrap();
    assert_eq!((releases.len(), &*releases[0].version), (30_000, "1.29999.0"));
    assert_eq!(releases[0].markdown.trim(), "- x");
}

proptest! {
    /// No source of a few odd pieces is too much for any format.
    #[test]
    fn any_source_is_answered(
        path in "(a|b/index|_navigation|meta|SUMMARY)[.](md|mdx|html|json|jsonl)|(snippets|examples|changelogs)/a[.](md|xml|json|js)",
        text in "([-#`~<>{}()*_!:=|/&;\"' \n\ta-c0-2]|---\n|```|<a |</|<p id=x>|<Card title=\"|\\{\\{|\"id\":|<!--|]\\(|import |::: |- \\[|title: |key:){0,40}",
    ) {
        hostile::read(format!("{path}\n{text}\n=====\nother.md\n# Other\n").as_bytes());
    }
}
