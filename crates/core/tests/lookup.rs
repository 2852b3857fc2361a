//! Pages are found and read within a budget, whatever they hold.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use headword::{Error, Index, IndexBuilder, ReadLinks, ReadOptions, Status, estimate_tokens};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// The pages of the corpus that stands beside the tests, and those of the WorkOS docs where they are installed.
fn indexes() -> Vec<Index> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let corpora = [root.join("tests/corpus"), root.join("node_modules/@workos/mcp-docs-server/.docs/organized/docs")];
    corpora.iter().filter(|folder| folder.is_dir()).map(|folder| build(folder)).collect()
}

fn build(folder: &Path) -> Index {
    let mut builder = IndexBuilder::new().base_url("https://example.com/docs/");
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let file: PathBuf = entry.unwrap().path();
            let path = file.strip_prefix(folder).unwrap().display().to_string().replace('\\', "/");
            if file.is_dir() {
                folders.push(file);
            } else if [".md", ".mdx"].iter().any(|end| path.ends_with(end)) && !path.contains("/_") {
                builder.add(&path, &fs::read(file).unwrap()).unwrap();
            }
        }
    }
    Index::open(builder.finish().unwrap().0).unwrap()
}

#[test]
fn everything_that_is_printed_opens_where_it_says() {
    for index in indexes() {
        for page in index.list().unwrap() {
            let read = index.read(&page.path).unwrap();
            let places = read.outline.iter().map(|section| (&section.path, &section.url));
            for (path, url) in places.chain([(&page.path, &page.url)]) {
                for address in [path, url].into_iter().filter(|address| !address.is_empty()) {
                    let found = index.resolve(address).unwrap();
                    assert_eq!(found.path.as_ref(), Some(path), "{address}");
                    assert!(matches!(found.status, Status::Page | Status::Section), "{address}: {found:?}");
                }
            }
        }
        for entry in index.navigation().unwrap() {
            entry.path.iter().for_each(|path| assert_eq!(index.resolve(path).unwrap().path.as_ref(), Some(path)));
        }
    }
}

/// Reads a page part by part, as often as a budget needs.
fn parts(index: &Index, path: &str, max: usize) -> (String, usize) {
    let (mut text, mut count) = (String::new(), 0);
    let (mut options, mut budget) = (ReadOptions::new(), max);
    loop {
        match index.read_with(path, &options.clone().max_tokens(budget)) {
            Ok(part) => {
                assert!(estimate_tokens(&part.markdown) <= budget, "{path}: {max}");
                assert_eq!(part.tokens as usize, estimate_tokens(&part.markdown));
                assert!(is_whole(&part.markdown), "{path}: a fence is cut at {max}:\n{}", part.markdown);
                text += &part.markdown;
                count += 1;
                budget = max;
                let Some(cursor) = part.cursor else { return (text, count) };
                options = options.cursor(&cursor);
            }
            // A block that is larger than the budget is asked for by itself.
            Err(Error::Budget { needed, .. }) => budget = needed,
            Err(error) => panic!("{path}: {error}"),
        }
    }
}

fn is_whole(markdown: &str) -> bool {
    let fences = markdown.lines().filter(|line| line.trim_start_matches([' ', '>']).starts_with("```"));
    fences.count() % 2 == 0
}

#[test]
fn parts_within_a_budget_are_the_page() {
    for index in indexes() {
        for page in index.list().unwrap() {
            let whole = index.read(&page.path).unwrap().markdown;
            for max in [120, 1000, 20_000] {
                let (text, count) = parts(&index, &page.path, max);
                assert!(text == whole, "{} in {count} parts of {max} tokens", page.path);
            }
        }
    }
}

#[test]
fn a_cursor_of_another_index_or_path_is_refused() {
    let text = |name: &str| format!("# {name}\n\nOne two three.\n\nFour five six.\n\nSeven eight nine.\n");
    let open = |names: &[&str]| {
        let mut builder = IndexBuilder::new();
        names.iter().for_each(|name| builder.add(&format!("{name}.md"), text(name).as_bytes()).unwrap());
        Index::open(builder.finish().unwrap().0).unwrap()
    };
    let (index, other) = (open(&["a", "b"]), open(&["a", "c"]));
    let options = ReadOptions::new().max_tokens(12);
    let cursor = index.read_with("a", &options).unwrap().cursor.unwrap();
    assert!(index.read_with("a", &options.clone().cursor(&cursor)).is_ok());
    for (index, path) in [(&other, "a"), (&index, "b")] {
        assert_eq!(index.read_with(path, &options.clone().cursor(&cursor)).unwrap_err().code(), "CURSOR");
    }
    let several = index.read_all(&["a", "b"], &ReadOptions::new().max_tokens(20)).unwrap();
    assert!(several.iter().map(|page| page.tokens).sum::<u32>() <= 20);
    assert!(several[1].cursor.is_some());
    // Where nothing is left, the cursor of the second goes on from its start.
    let none = index.read_all(&["a", "b"], &ReadOptions::new().max_tokens(19)).unwrap();
    let rest = index.read_with("b", &ReadOptions::new().cursor(none[1].cursor.as_deref().unwrap())).unwrap();
    assert_eq!(format!("{}{}", none[1].markdown, rest.markdown), text("b"));
    let mut words = |text: &str| text.split_whitespace().count();
    let counted = index.read_counted("a", &ReadOptions::new().max_tokens(5), &mut words).unwrap();
    assert_eq!((counted.tokens, &*counted.markdown), (5, "# a\n\nOne two three.\n\n"));
}

#[test]
fn links_can_be_paths_and_urls() {
    let mut builder = IndexBuilder::new().base_url("https://example.com/docs/");
    builder.add("a/b.md", b"# B\n\nSee [c](./c.md#d), `[c](c.md)` and [x](https://x.example/).").unwrap();
    builder.add("a/c.md", b"# C\n\n## D\n").unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    let read = |links| index.read_with("a/b", &ReadOptions::new().links(links)).unwrap().markdown;
    let rest = "`[c](c.md)` and [x](https://x.example/).";
    assert_eq!(read(ReadLinks::Paths), format!("# B\n\nSee [c](a/c#d), {rest}"));
    assert_eq!(read(ReadLinks::Urls), format!("# B\n\nSee [c](https://example.com/docs/a/c#d), {rest}"));
    assert_eq!(read(ReadLinks::AsWritten), format!("# B\n\nSee [c](./c.md#d), {rest}"));
}

#[test]
fn pages_that_say_the_same_are_one_hit() {
    let text = "# Pipes\n\nA pipe carries the tokens of other services to yours, keeps them fresh, and forgets them when asked. \
                Connect one in the dashboard, then ask it for a token wherever you call that service.\n";
    let mut builder = IndexBuilder::new();
    builder.add("authkit/pipes.md", text.as_bytes()).unwrap();
    builder.add("pipes.md", text.as_bytes()).unwrap();
    builder.add("other.md", b"# Other\n\nNot a pipe.").unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    let answer = index.search("pipe carries tokens", 10).unwrap();
    assert_eq!(answer.hits.iter().map(|hit| &*hit.page).collect::<Vec<_>>(), ["pipes", "other"]);
    assert_eq!((answer.total, &*answer.hits[0].same), (2, &["authkit/pipes".to_owned()][..]));
    assert_eq!(index.resolve("pipes").unwrap().path.as_deref(), Some("pipes"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_resolves_or_misses(address in "(\\PC{0,40}|[a-z./%#?-]{0,60}|(\\.\\./){1,20}[a-z]{0,9})") {
        thread_local! {
            static INDEX: Index = build(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus"));
        }
        INDEX.with(|index| {
            let found = index.resolve(&address).unwrap();
            if let Some(path) = found.path {
                prop_assert_eq!(index.read(&address).unwrap().path, path);
            } else {
                prop_assert_eq!(index.read(&address).unwrap_err().code(), "NOT_FOUND");
            }
            Ok(())
        })?;
    }
}
