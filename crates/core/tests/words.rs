//! Words with signs: names of languages, flags, headers, packages, paths.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use headword::{Index, IndexBuilder};

fn open(pages: &[(&str, &str)]) -> Index {
    let mut builder = IndexBuilder::new();
    for (path, text) in pages {
        builder.add(path, text.as_bytes()).unwrap();
    }
    Index::open(builder.finish().unwrap().0).unwrap()
}

#[track_caller]
fn check(index: &Index, query: &str, expected: &[&str]) {
    let answer = index.search(query, 9).unwrap();
    let paths: Vec<_> = answer.hits.iter().map(|hit| &*hit.page).collect();
    assert_eq!(paths, expected, "{query}");
}

#[test]
fn names_of_languages_are_words() {
    let index = open(&[
        ("c.md", "# C\n\nWritten in C, by hand."),
        ("cpp.md", "# C++\n\nSince C++17, with libstdc++."),
        ("csharp.md", "# C#\n\nThe language of .NET."),
        ("fish.md", "# Nets\n\nA net is made of nets, and the net net of them."),
    ]);
    check(&index, "C++ ", &["cpp"]);
    check(&index, "c# ", &["csharp"]);
    check(&index, "C ", &["c"]);
    check(&index, "libstdc++", &["cpp"]);
    check(&index, "C++17", &["cpp"]);
    check(&index, ".NET ", &["csharp", "fish"]);
    let answer = index.search("since C++", 1).unwrap();
    assert!(answer.hits[0].excerpt.iter().any(|piece| piece.mark && piece.text == "C++"), "{answer:?}");
}

/// One page has the word, the other one its parts in the same text; of what begins with a sign, in its name and more often.
#[test]
fn what_was_typed_stands_before_its_parts() {
    for (word, parts) in [
        ("x-api-key", "API key x"),
        ("--dry-run", "dry run"),
        ("-f", "f"),
        (".env", "env"),
        ("@scope/package", "package scope"),
        ("/users/:id", "id users"),
        ("std::vector", "vector std"),
        ("user->name", "name user"),
    ] {
        let text = |word: &str| format!("# Words\n\nSome words about other things stand before `{word}` here.");
        let (whole, mut parts_alone) = (text(word), text(parts));
        if word.starts_with(['-', '.', '@']) {
            parts_alone = format!("# Other\n\n## {parts}\n\nOf {parts} and {parts}.");
        }
        let index = open(&[("a.md", &parts_alone), ("b.md", &whole)]);
        check(&index, word, &["b", "a"]);
    }
}

#[test]
fn a_flag_is_not_left_out() {
    let index = open(&[("a.md", "Use kubectl apply -f file."), ("b.md", "Use kubectl apply alone.")]);
    check(&index, "kubectl apply -f", &["a", "b"]);
    check(&index, "kubectl -alone", &["a"]);
}

#[test]
fn versions_and_names_of_files_are_words() {
    let index =
        open(&[("a.md", "Release v1.2.3 of node.js."), ("b.md", "Release 2.0 of node."), ("c.md", "1 2 3 v js")]);
    check(&index, "v1.2.3 ", &["a"]);
    check(&index, "2.0 ", &["b"]);
    check(&index, "node.js ", &["a", "b", "c"]);
}
