//! Books that the real mdBook builds, with this program as one of their outputs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use headword::Index;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::fs;
use std::path::{Path, PathBuf};

/// Where `book.toml` says that the book is.
const PUBLISHED: &str = "https://lantern.example/book/";

/// A copy of `tests/book` in a folder of its own.
struct Book {
    root: PathBuf,
}

impl Book {
    fn new(name: &str) -> Book {
        let root = std::env::temp_dir().join(format!("mdbook-headword-{}-{name}", std::process::id()));
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/book"), &root);
        Book { root }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    #[track_caller]
    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Builds it as `mdbook build` does; `change` is made to `book.toml` first.
    fn build(&self, change: impl FnOnce(String) -> String) -> bool {
        let toml = change(self.text("book.toml"));
        // As the command is where it was installed.
        let toml = toml.replace("\"mdbook-headword\"", &format!("\"'{}'\"", env!("CARGO_BIN_EXE_mdbook-headword")));
        let config: Config = toml.parse().unwrap();
        MDBook::load_with_config(&self.root, config).unwrap().build().is_ok()
    }

    #[track_caller]
    fn index(&self) -> Index<Vec<u8>> {
        Index::open(fs::read(self.path("book/html/docs.headword")).unwrap()).unwrap()
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Whether the program has the files that a site serves; a fresh clone has none.
fn is_complete() -> bool {
    let is_there = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/widget.js").exists();
    if !is_there {
        eprintln!("skipped: crates/mdbook/dist is not there; npm start makes it");
    }
    is_there
}

fn as_it_is(toml: String) -> String {
    toml
}

#[test]
fn a_book_is_searched() {
    if !is_complete() {
        return;
    }
    let book = Book::new("searched");
    assert!(book.build(as_it_is));
    let index = book.index();
    let urls = |query: &str| -> Vec<String> {
        let hits = index.search(query, 5).unwrap().hits;
        hits.iter().map(|hit| hit.url.strip_prefix(PUBLISHED).unwrap().to_owned()).collect()
    };
    assert_eq!(urls("signture")[0], "webhooks.html#verify-the-signature-x-sig", "a slip of the pen");
    assert_eq!(urls("zebras"), ["webhooks.html#own-anchor"], "an anchor in HTML");
    assert_eq!(urls("shine"), ["guide/index.html#first-steps"], "code");
    assert_eq!(urls("knob"), ["guide/index.html#begin"], "an anchor that the author gave");
    assert_eq!(urls("quokkas"), ["guide/deep/linux%20arm.html"], "what a preprocessor brought");
    assert_eq!(urls("bulb"), ["preface.html"], "a synonym");
    for missing in ["unfindable", "lost", "hidden_line", "shutters", "author"] {
        assert_eq!(urls(missing), [""; 0], "{missing}");
    }
    let hit = &index.search("identity", 5).unwrap().hits[0];
    assert_eq!(hit.breadcrumb, ["User guide", "Install lantern"]);
    assert_eq!(index.info().unwrap().name, "Lantern");
}

#[test]
fn links_lead_to_ids_that_are_there() {
    if !is_complete() {
        return;
    }
    let book = Book::new("links");
    assert!(book.build(as_it_is));
    let index = book.index();
    let mut sections = 0;
    for page in index.list().unwrap() {
        let content = index.read(&page.path).unwrap();
        for entry in content.outline {
            let (_, anchor) = entry.path.split_once('#').unwrap();
            let html =
                book.text(&format!("book/html/{}", page.url.strip_prefix(PUBLISHED).unwrap().replace("%20", " ")));
            assert!(html.contains(&format!("id=\"{anchor}\"")), "{}: {anchor}", page.url);
            sections += 1;
        }
    }
    assert_eq!(sections, 4);
}

#[test]
fn each_page_has_the_box_once() {
    if !is_complete() {
        return;
    }
    let book = Book::new("pages");
    // A second build finds a folder that is full.
    assert!(book.build(as_it_is) && book.build(as_it_is));
    let pages = [
        ("index.html", ""),
        ("preface.html", ""),
        ("guide/index.html", "../"),
        ("guide/deep/linux arm.html", "../../"),
        ("webhooks.html", ""),
        ("hidden.html", ""),
        ("thanks.html", ""),
        ("404.html", ""),
        ("print.html", ""),
    ];
    for (page, root) in pages {
        let html = book.text(&format!("book/html/{page}"));
        assert_eq!(html.matches("<headword-search ").count(), 1, "{page}");
        assert!(html.contains(&format!("<headword-search src=\"{root}docs.headword\"")), "{page}");
        assert!(html.contains(&format!("<script type=\"module\" src=\"{root}headword/mdbook.js\">")), "{page}");
        assert!(html.contains(" placeholder=\"Search the book\" "), "{page}");
        let (buttons, rest) = html.split_once("</headword-search>").unwrap();
        assert!(buttons.contains("id=\"mdbook-theme-toggle\"") && rest.contains("class=\"menu-title\""), "{page}");
    }
    for page in ["old.html", "plain.html", "toc.html"] {
        assert!(!book.text(&format!("book/html/{page}")).contains("headword"), "{page}");
    }
    for file in ["mdbook.css", "mdbook.js", "widget.js", "worker-script.js", "wasm/reader_bg.wasm"] {
        assert!(book.path("book/html/headword").join(file).exists(), "{file}");
    }
    assert!(!book.path("book/search").exists(), "a folder without anything in it is left");
}

#[test]
fn a_theme_says_where_the_box_is() {
    if !is_complete() {
        return;
    }
    let book = Book::new("theme");
    fs::create_dir_all(book.path("theme")).unwrap();
    fs::write(
        book.path("theme/header.hbs"),
        "<headword-search src=\"{{ path_to_root }}docs.headword\"></headword-search>",
    )
    .unwrap();
    assert!(book.build(as_it_is));
    let html = book.text("book/html/guide/index.html");
    assert_eq!(html.matches("<headword-search").count(), 1);
    assert!(html.contains("<headword-search src=\"../docs.headword\"></headword-search>"));
    assert!(html.contains("../headword/mdbook.js"));
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    if !is_complete() {
        return;
    }
    let (one, other) = (Book::new("once"), Book::new("twice"));
    assert!(one.build(as_it_is) && other.build(as_it_is));
    let bytes = |book: &Book| fs::read(book.path("book/html/docs.headword")).unwrap();
    assert_eq!(bytes(&one), bytes(&other));
}

#[test]
fn a_book_that_cannot_be_searched_fails() {
    let changes: [(&str, &dyn Fn(String) -> String); 3] = [
        ("both", &|toml| {
            toml.replace("enable = false\n\n[output.html.search.chapter]", "\n[output.html.search.chapter]")
        }),
        ("early", &|toml| toml.replace("[output.search]", "[output.headword]")),
        ("unknown", &|toml| toml.replace("synonyms", "synonims")),
    ];
    for (name, change) in changes {
        let book = Book::new(name);
        assert!(!book.build(change), "{name}");
        assert!(!book.path("book/html/docs.headword").exists(), "{name}");
    }
}
