//! Several indexes as one: what comes of it is what all sources together give.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use headword::{Collection, Error, Index, IndexBuilder};
use proptest::prelude::*;

fn build(files: &[(String, String)]) -> Vec<u8> {
    let mut builder = IndexBuilder::new().name("Acme").base_url("https://example.com/docs/");
    files.iter().for_each(|(path, source)| builder.add(path, source.as_bytes()).unwrap());
    builder.finish().unwrap().0
}

fn merged(indexes: &[Vec<u8>]) -> Result<Vec<u8>, Error> {
    let mut builder = IndexBuilder::new();
    for (number, index) in indexes.iter().enumerate() {
        builder.add_index(&format!("{number}.headword"), &Index::open(index)?)?;
    }
    Ok(builder.finish()?.0)
}

/// Pages with all that their front matter may wish, and text of all kinds.
fn page() -> impl Strategy<Value = String> {
    let front = proptest::sample::subsequence(
        vec![
            "title: Keys *and* API",
            "description: All about iOS keys.",
            "sidebar_position: 7",
            "weight: 3",
            "headword: {weight: 1.7}",
            "keywords: [turn, Door lock]",
            "aliases: [/old/keys/, former]",
            "search: false",
            "url: https://example.org/x",
        ],
        0..5,
    );
    let text = proptest::collection::vec(
        prop_oneof![
            Just(
                "Rotate keys of the identityProvider, then rotate all keys of the identityProvider again, \
                  then rotate the keys of it.\n\n"
            ),
            Just("# Keys\n\n"),
            Just("## Turn `x` {#turn}\n\n"),
            Just("## Rotate\n\n"),
            Just("### API and iOS\n\n"),
            Just("- [a](b.md) **bold** `code`\n"),
            Just("```sh\nrotate --all  # ÜBER\n```\n\n"),
            Just("| a | `b` |\n|---|---|\n| *c* | d |\n\n"),
            Just("Überblick 日本語 x_y  two spaces\n\n"),
        ],
        0..9,
    );
    (front, text).prop_map(|(front, text)| format!("---\n{}\n---\n{}", front.join("\n"), text.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn indexes_of_parts_are_the_index_of_all(
        pages in proptest::collection::btree_map("(index|a|b|c/index|c/[ab]|01-c/02-d|c/d/e)", (page(), 0..3usize), 1..8),
    ) {
        let pages: Vec<((String, String), usize)> =
            pages.into_iter().map(|(path, (text, part))| ((format!("{path}.md"), text), part)).collect();
        let all: Vec<_> = pages.iter().map(|(page, _)| page.clone()).collect();
        let parts = (0..3).map(|part| pages.iter().filter(|(_, of)| *of == part).map(|(page, _)| page.clone()).collect());
        let parts: Vec<Vec<_>> = parts.filter(|pages: &Vec<_>| !pages.is_empty()).collect();
        let indexes: Vec<_> = parts.iter().map(|pages| build(pages)).collect();
        let mut reversed = indexes.clone();
        reversed.reverse();
        // An address that pages of two parts claim is the first page's, as they would be without the parts.
        prop_assert_eq!(merged(&indexes).unwrap(), build(&all));
        prop_assert_eq!(merged(&reversed).unwrap(), build(&all));
    }
}

#[test]
fn one_tree_stands_behind_the_other() {
    let part = |pages: &[(&str, &str)]| {
        let pages: Vec<_> = pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        build(&pages)
    };
    let keys = part(&[
        ("keys/a.md", "# A"),
        ("keys/b.md", "# B"),
        ("_navigation.mdx", "---\nlinks:\n  - {title: Second, url: /keys/b}\n  - {title: First, url: /keys/a}\n---"),
    ]);
    let doors = part(&[("doors/c.md", "# C"), ("doors/d.md", "# D")]);
    let index = Index::open(merged(&[keys, doors]).unwrap()).unwrap();
    let entries: Vec<_> = index.navigation().unwrap().into_iter().map(|entry| (entry.depth, entry.title)).collect();
    let expected = [(0, "Doors"), (1, "C"), (1, "D"), (0, "Second"), (0, "First")];
    assert_eq!(entries, expected.map(|(depth, title)| (depth, title.to_owned())));
    assert_eq!(index.read("keys/b").unwrap().next.unwrap().path, "keys/a");
}

#[test]
fn other_sites_keep_their_addresses_and_releases_come_together() {
    let index = |base: &str, path: &str, version: &str| {
        let mut builder = IndexBuilder::new().base_url(base);
        builder.add(path, b"# Page").unwrap();
        let changelog = format!("# Changelog\n\n## {version}\n\n- Change.\n");
        builder.add_to(Collection::Changelogs, "acme/CHANGELOG.md", changelog.as_bytes()).unwrap();
        builder.finish().unwrap().0
    };
    let all = merged(&[index("https://a.com", "a.md", "1.0.0"), index("https://b.com/docs", "b.md", "1.1.0")]).unwrap();
    let index = Index::open(all).unwrap();
    let urls = ["a", "b"].map(|path| index.read(path).unwrap().url);
    assert_eq!(urls, ["https://a.com/a", "https://b.com/docs/b"]);
    let versions: Vec<_> = index.releases().unwrap().into_iter().map(|release| release.version).collect();
    assert_eq!(versions, ["1.1.0", "1.0.0"]);
}

#[test]
fn a_page_of_two_indexes_is_refused_by_their_names() {
    let index = || build(&[("a.md".to_owned(), "# A".to_owned())]);
    let error = merged(&[index(), index()]).unwrap_err().to_string();
    assert_eq!(error, "0.headword and 1.headword are both the page \"a\"; rename or remove one of them");
}
