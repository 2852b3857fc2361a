//! What the program says on standard error where a book cannot be searched.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

/// What the program says to what mdBook gives it.
#[track_caller]
fn check(input: &str, arguments: &[&str], expected: Expect) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mdbook-headword"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It need not read what it refuses by its arguments.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    expected.assert_eq(&String::from_utf8(output.stderr).unwrap());
}

/// A book without chapters, with these outputs, of which this one is `name`.
fn book(name: &str, output: Value) -> String {
    json!({
        "version": "0.5.4",
        "root": "/nowhere",
        "book": { "items": [] },
        "config": { "book": { "title": "Lantern" }, "output": output },
        "destination": format!("/nowhere/book/{name}"),
    })
    .to_string()
}

#[test]
fn a_preprocessor() {
    let expected = expect![[r#"
        ERROR mdbook-headword: book.toml has it as a preprocessor; it is an output, since it reads the pages that mdBook has written: write [output.search] with command = "mdbook-headword" in place of the preprocessor
    "#]];
    check("[{}, {}]", &[], expected);
}

#[test]
fn no_book() {
    let expected = expect![[r#"
        ERROR mdbook-headword: cannot read the book that mdBook gives to outputs: EOF while parsing a value at line 1 column 0; update mdbook-headword, which knows mdBook 0.4 and 0.5
    "#]];
    check("", &[], expected);
}

#[test]
fn an_argument() {
    let expected = expect![[r#"
        ERROR mdbook-headword: unknown argument "build"; see mdbook-headword --help
    "#]];
    check("", &["build"], expected);
}

#[test]
fn no_pages() {
    let expected = expect![[r#"
        ERROR mdbook-headword: book.toml has no [output.html], so that mdBook writes no pages; add [output.html.search] with enable = false
    "#]];
    check(&book("search", json!({ "search": {} })), &[], expected);
}

#[test]
fn a_name_that_comes_too_early() {
    let expected = expect![[r#"
        ERROR mdbook-headword: mdBook runs outputs in the order of their names, and "headword" comes before "html", when there are no pages yet; write [output.search] with command = "mdbook-headword" in place of [output.headword]
    "#]];
    check(&book("headword", json!({ "html": {}, "headword": {} })), &[], expected);
}

#[test]
fn two_searches() {
    let expected = expect![[r#"
        ERROR mdbook-headword: mdBook's own search is on, so that each page would have two; turn it off in book.toml: [output.html.search] with enable = false
    "#]];
    check(&book("search", json!({ "html": {}, "search": {} })), &[], expected);
}

#[test]
fn settings() {
    let own = json!({
        "base-url": 1,
        "command": "mdbook-headword",
        "element": { "src": "/other" },
        "language": "tlh",
        "synonims": [],
        "synonyms": "k8s = kubernetes",
    });
    let expected = expect![[r#"
        ERROR mdbook-headword: book.toml [output.search]: "base-url" must be a text, found 1
        ERROR mdbook-headword: book.toml [output.search]: "element" has the unknown attribute "src"; there are facets, highlight, hotkey, lang, limit, load, no-preview, placeholder, preload, query-param, recent, theme
        ERROR mdbook-headword: book.toml [output.search]: "language" must be ar, da, de, el, en, es, fi, fr, hu, it, nl, no, pt, ro, ru, sv, ta or tr, found "tlh"
        ERROR mdbook-headword: book.toml [output.search]: "synonims" is unknown; the settings are base-url, language, selector, synonyms and element
        ERROR mdbook-headword: book.toml [output.search]: "synonyms" must be a list of texts: ["k8s = kubernetes"]
    "#]];
    check(&book("search", json!({ "html": { "search": { "enable": false } }, "search": own })), &[], expected);
}
