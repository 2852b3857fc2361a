//! What a caller may rely on: round trips, order, determinism, and errors for bad input.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use headword::{Collection, Config, Error, Index, IndexBuilder, ReadOptions};
use proptest::prelude::*;

fn build(files: &[(&str, &[u8])]) -> Result<Vec<u8>, Error> {
    let mut builder = IndexBuilder::new().base_url("https://example.com");
    for (path, source) in files {
        builder.add(path, source)?;
    }
    Ok(builder.finish()?.0)
}

fn open(files: &[(&str, &[u8])]) -> Index {
    Index::open(build(files).unwrap()).unwrap()
}

fn message(result: Result<impl Sized, Error>) -> String {
    result.err().map_or_else(String::new, |error| format!("{}: {error}", error.code()))
}

#[test]
fn page_paths_have_no_extension_and_no_index() {
    let index = open(&[("index.md", b"root"), ("a/index.mdx", b"a"), ("a/b.v2.md", b"b"), ("c.markdown", b"c")]);
    let paths: Vec<_> = index.list().unwrap().into_iter().map(|page| (page.path, page.url)).collect();
    let expected = [
        ("index", "https://example.com/"),
        ("a", "https://example.com/a"),
        ("a/b.v2", "https://example.com/a/b.v2"),
        ("c", "https://example.com/c"),
    ];
    assert_eq!(paths, expected.map(|(path, url)| (path.to_owned(), url.to_owned())));
}

#[test]
fn what_is_on_no_site_has_no_address_there() {
    let mut builder = IndexBuilder::new().base_url("https://example.com");
    builder.add("guides/a.md", b"# A\n\n## B\n").unwrap();
    builder.add_to(Collection::Changelogs, "acme.md", b"# Acme\n\n## 1.0.0\n\nFirst.\n").unwrap();
    builder.add_to(Collection::Examples, "hello/main.rs", b"fn main() {}").unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    let url = |path: &str| index.read(path).unwrap().url;
    assert_eq!(url("guides/a#b"), "https://example.com/guides/a#b");
    for path in ["guides", "changelog/acme", "changelog/acme#1.0.0", "examples/hello", "examples/hello#main.rs"] {
        assert_eq!(url(path), "", "{path}");
    }
}

#[test]
fn a_section_keeps_its_address_though_another_has_it_as_an_id() {
    let index = open(&[("p.md", b"# P\n\n## Definitions {#custom}\n\na\n\n## Custom\n\nb\n")]);
    for entry in index.read("p").unwrap().outline {
        assert_eq!(index.read(&entry.path).unwrap().heading, entry.heading, "{}", entry.path);
    }
}

#[test]
fn pages_that_repeat_themselves_give_the_same_bytes_in_any_order() {
    // Sentences without a pattern, some of which come again, so that many are looked up in few places.
    let word = |sentence: u32, at: u32| (sentence ^ at.wrapping_mul(40_503)).wrapping_mul(2_654_435_761) >> 22;
    let sentence = |number: u32| (0..23).map(|at| format!("w{} ", word(number, at))).collect::<String>();
    let page = |page: u32| {
        let sections = (0..2_000u32).map(|at| {
            let number = (page + at).wrapping_mul(at).wrapping_mul(2_246_822_519) >> 12;
            format!("## {at}\n\n{}\n\n", sentence(number % 701))
        });
        format!("---\ntitle: Page\n---\n{}", sections.collect::<String>())
    };
    let pages: Vec<_> = (0..2).map(|number| (format!("{number}.md"), page(number))).collect();
    let files: Vec<(&str, &[u8])> = pages.iter().map(|(path, text)| (&**path, text.as_bytes())).collect();
    let reversed: Vec<_> = files.iter().rev().copied().collect();
    assert_eq!(build(&files), build(&reversed));
}

#[test]
fn a_hundred_thousand_words_come_back() {
    let words: String = (0..100_000).map(|word| format!("w{word} W{word}\n")).collect();
    let index = open(&[("a.md", words.as_bytes())]);
    // The words of the path and the title are terms too.
    assert!(index.info().unwrap().terms >= 100_000);
    assert_eq!(index.read("a").unwrap().markdown, words);
    for word in ["w0", "W33000", "w65537", "w99999"] {
        assert_eq!(index.search(word, 1).unwrap().total, 1, "{word}");
    }
}

#[test]
fn snippets_are_shown_also_where_no_folder_is_configured() {
    let mut builder = IndexBuilder::new();
    builder.add("p.mdx", b"# P\n\n<CodeBlock file=\"a.js\" />\n").unwrap();
    builder.add_to(Collection::Snippets, "a.js", b"open();\n").unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    assert!(index.read("p").unwrap().markdown.contains("open();"));
}

#[test]
fn a_language_is_known_by_its_key_and_its_name() {
    let config = "[reference]\nentries = 'reference'\n[reference.languages]\njs = 'JavaScript'\n";
    let mut builder = IndexBuilder::with_config(Config::from_toml("headword.toml", config).unwrap());
    let source = b"---\nreference:\n  js:\n    - title: a.js()\n  go:\n    - title: a.Go()\n---\n";
    builder.add("p.mdx", source).unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    let read = |language: &str| index.read_with("p", &ReadOptions::new().language(language)).unwrap().markdown;
    assert!(read("JavaScript").contains("a.js()") && !read("JavaScript").contains("a.Go()"));
    assert_eq!(read("JS"), read("javascript"));
    assert!(read("GO").contains("a.Go()") && !read("GO").contains("a.js()"));
    assert!(read("rust").contains("a.js()") && read("rust").contains("a.Go()"));
}

#[test]
fn a_section_comes_with_those_below_it() {
    let index = open(&[("p.md", b"# P\n\nstart\n\n## A\n\na\n\n### A1\n\na1\n\n## B\n\nb\n")]);
    let section = index.read("p#a").unwrap();
    assert_eq!(section.markdown, "## A\n\na\n\n### A1\n\na1\n\n");
    assert_eq!(section.heading, "A");
    let outline: Vec<_> = section.outline.iter().map(|entry| (&*entry.path, entry.level)).collect();
    assert_eq!(outline, [("p#a", 2), ("p#a1", 3)]);
    // A page's title is the page, also as an address.
    assert_eq!(index.read("/p/#p").unwrap().path, "p");
}

#[test]
fn an_unknown_path_says_what_may_be_meant() {
    let index = open(&[("p.md", b"# P"), ("guides/api-keys.md", b"# Keys"), ("sso/api-keys.md", b"# Keys")]);
    assert_eq!(message(index.read("q")), "NOT_FOUND: \"q\" is no page or section; search for it, or list the pages");
    assert_eq!(
        message(index.read("old/api-keys")),
        "NOT_FOUND: \"old/api-keys\" is no page or section; it may be \"guides/api-keys\", \"sso/api-keys\""
    );
    // A section that is not there is somewhere on its page, or below none.
    assert_eq!(index.read("p#x").unwrap().path, "p");
    assert_eq!(index.read("guides/api-kyes").unwrap().path, "guides/api-keys");
    for hostile in ["../q", "q/../../q", "%2e%2e/q", "..\\q", "\0", &"x".repeat(1 << 20)] {
        let text = message(index.read(hostile));
        assert!(text.starts_with("NOT_FOUND") && text.len() < 1000, "{text}");
    }
    // As in URLs, there is nothing above the root.
    assert_eq!(index.read("../p").unwrap().path, "p");
}

#[test]
fn bad_sources_are_named() {
    assert_eq!(
        message(build(&[("a.md", b"ok\n\xff")])),
        "ENCODING: a.md: not UTF-8 (bad byte at offset 3); save the file as UTF-8"
    );
    let yaml = message(build(&[("b.md", b"---\ntitle: x\nlist: [1, 2\n---\nbody")]));
    assert!(yaml.starts_with("FRONT_MATTER: b.md:"), "{yaml}");
    let open = message(build(&[("c.md", b"---\ntitle: x\nbody")]));
    assert!(open.starts_with("FRONT_MATTER: c.md:1: "), "{open}");
    assert!(message(build(&[("d.md", b"---\n- a list\n---\n")])).starts_with("FRONT_MATTER: d.md:"));
    assert!(message(build(&[])).starts_with("NO_PAGES"));
    assert_eq!(
        message(build(&[("e/index.md", b""), ("e.mdx", b"")])),
        "DUPLICATE_PATH: e.mdx and e/index.md are both the page \"e\"; rename or remove one of them"
    );
}

#[test]
fn a_yaml_bomb_is_an_error() {
    let mut bomb = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{before}]\n");
    }
    bomb += "---\n";
    assert!(message(build(&[("bomb.md", bomb.as_bytes())])).starts_with("FRONT_MATTER: bomb.md:"));
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    assert_eq!(open(&[("a.md", b"---\n\ntext")]).read("a").unwrap().markdown, "---\n\ntext");
}

#[test]
fn another_version_is_refused() {
    let mut bytes = build(&[("a.md", b"text")]).unwrap();
    bytes[8] = 9;
    assert_eq!(
        message(Index::open(&bytes[..])),
        "VERSION: the index is in format 9, this release reads format 0; \
         rebuild the index with this release or install the release that wrote it"
    );
    bytes[8] = 0;
    bytes[12] = 9;
    assert!(message(Index::open(&bytes[..])).starts_with("ANALYZER: "));
}

#[test]
fn a_cut_or_altered_index_is_refused() {
    let bytes = build(&[("a.md", b"# Title\n\nSome text"), ("b.md", b"more `code`")]).unwrap();
    for length in 0..bytes.len() {
        assert!(message(Index::open(&bytes[..length])).starts_with("CORRUPT"), "cut to {length} bytes");
    }
    for place in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[place] ^= 0x10;
        assert!(Index::open(&altered[..]).is_err(), "byte {place} altered");
    }
    assert!(message(Index::open(&b"<!doctype html>"[..])).contains("is not a Headword index"));
}

#[test]
fn the_last_word_is_a_prefix_until_something_follows() {
    let index = open(&[("a.md", b"webhook"), ("b.md", b"web")]);
    let paths = |query| index.search(query, 9).unwrap().hits.into_iter().map(|hit| hit.path).collect::<Vec<_>>();
    assert_eq!(paths("webh"), ["a"]);
    assert_eq!(paths("web"), ["b", "a"]);
    assert_eq!(paths("web "), ["b"]);
    assert_eq!(paths("we "), Vec::<String>::new());
}

#[test]
fn other_forms_of_a_word_are_found_behind_it() {
    let index = open(&[("a.md", b"installation"), ("b.md", b"install"), ("c.md", b"instant")]);
    let paths = |query| index.search(query, 9).unwrap().hits.into_iter().map(|hit| hit.path).collect::<Vec<_>>();
    assert_eq!(paths("insta"), ["a", "b", "c"]);
    assert_eq!(paths("install"), ["b", "a"]);
    assert_eq!(paths("install "), ["b", "a"]);
    assert_eq!(paths("installation"), ["a", "b"]);
}

#[test]
fn a_word_spelled_wrongly_finds_the_word() {
    let index = open(&[("a.md", b"authentication"), ("b.md", b"authorization"), ("c.md", b"clerk v1.2.3 sha256")]);
    let paths = |query| index.search(query, 9).unwrap().hits.into_iter().map(|hit| hit.path).collect::<Vec<_>>();
    for typo in ["authentcation", "authenticatino", "autthenticaton", "uathentication"] {
        assert_eq!(paths(typo), ["a"], "{typo}");
    }
    assert_eq!(paths("vlerk"), ["c"]);
    // Numbers are meant, and short words are too near to all others.
    assert_eq!(paths("v1.2.4 "), Vec::<String>::new());
    assert_eq!(paths("cle "), Vec::<String>::new());
}

#[test]
fn highlights_are_pieces_of_the_excerpt() {
    let index = open(&[("a.md", b"# T\n\nRead [the *guide*](/hidden) about **keys** & `keyRing`.")]);
    let hit = &index.search("key guide", 1).unwrap().hits[0];
    let text: String = hit.excerpt.iter().map(|piece| &*piece.text).collect();
    let marked: Vec<_> = hit.excerpt.iter().filter(|piece| piece.mark).map(|piece| &*piece.text).collect();
    assert_eq!(text, "Read the guide about keys & keyRing.");
    assert_eq!(marked, ["guide", "keys", "keyRing"]);
}

#[test]
fn a_page_without_a_start_shows_its_description() {
    let index = open(&[("sso.md", b"---\ntitle: SSO\ndescription: Sign in once.\n---\n\n## Begin\n\ntext")]);
    let hit = &index.search("sso", 1).unwrap().hits[0];
    assert_eq!((&*hit.path, &*hit.excerpt[0].text), ("sso", "Sign in once."));
}

#[test]
fn every_path_that_is_printed_opens() {
    let index = open(&[
        ("x/index.md", b"# X\n\n## !!!\n\n## Same\n\n## Same\n\n## Same-1\n\n## \xc3\x9cber {#eigen}\n"),
        ("x/y.md", b"text\n\n# Y\n\n#\n\n- ## In a list\n"),
    ]);
    for page in index.list().unwrap() {
        let whole = index.read(&page.path).unwrap();
        assert_eq!(whole.path, page.path);
        for entry in whole.outline {
            assert_eq!(index.read(&entry.path).unwrap().path, entry.path);
        }
    }
}

fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Zé'’_.]{1,9}",
        "[ \n#*`<>|~\\[\\](){}:!&;\"=-]{1,4}",
        Just("\n\n## ".to_owned()),
        Just("\n```js\n".to_owned()),
        Just("[text](/link)".to_owned()),
        Just("\r\n".to_owned()),
        "\\PC{1,3}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn markdown_comes_back_as_it_went_in(text in markdown()) {
        let index = open(&[("a.md", text.as_bytes())]);
        // Lines before a `---` fence are not what this is about.
        prop_assume!(!text.starts_with("---"));
        // Nor an id behind a heading.
        prop_assume!(!text.contains("[#"));
        // Nor is what sites write behind the language of a fence, in their own ways.
        prop_assume!(text.lines().all(|line| !line.contains("```") || line.ends_with("```js") || line.ends_with("```")));
        // A tag that no HTML has is text, and escaped, as `&lt;` or `\<`; what the author escaped stays so.
        let plain = |text: &str| text.trim_start_matches(['\n', '\r']).replace("&lt;", "<");
        let found = plain(&index.read("a").unwrap().markdown);
        let found = if text.contains("\\<") { found } else { found.replace("\\<", "<") };
        prop_assert_eq!(found, plain(&text));
    }

    #[test]
    fn any_order_of_pages_gives_the_same_bytes(texts in proptest::collection::vec(markdown(), 1..6), turn in 0..6usize) {
        let names: Vec<_> = (0..texts.len()).map(|number| format!("dir{}/p{number}.md", number % 2)).collect();
        let mut files: Vec<(&str, &[u8])> = names.iter().zip(&texts).map(|(name, text)| (&**name, text.as_bytes())).collect();
        prop_assume!(texts.iter().all(|text| !text.starts_with("---")));
        let bytes = build(&files).unwrap();
        let turn = turn % files.len();
        files.rotate_left(turn);
        prop_assert_eq!(build(&files).unwrap(), bytes);
    }

    /// An index answers as a scan of its pages would: the scan is slow but plainly right.
    #[test]
    fn finds_what_a_scan_finds(pages in proptest::collection::vec("[ab]{1,3}( [ab]{1,3}){0,9}", 1..20), query in "[ab]{1,3} ?") {
        let names: Vec<_> = (0..pages.len()).map(|number| format!("page{number:02}.md")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().zip(&pages).map(|(name, text)| (&**name, text.as_bytes())).collect();
        let index = open(&files);
        let mut found: Vec<_> = index.search(&query, 99).unwrap().hits.into_iter().map(|hit| hit.path).collect();
        found.sort();
        let (word, finished) = (query.trim_end(), query.ends_with(' '));
        let scan = |text: &str| text.split(' ').any(|found| if finished { found == word } else { found.starts_with(word) });
        let expected: Vec<_> = names.iter().zip(&pages).filter(|(_, text)| scan(text)).map(|(name, _)| name.trim_end_matches(".md").to_owned()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_query_is_answered(query in "\\PC{0,40}|[a-z_.A-Z' ]{0,60}", limit in 0..20usize) {
        let index = open(&[("a.md", b"# Title\n\nSome text, `code` and getUserById."), ("b.md", b"more text")]);
        match index.search(&query, limit) {
            Ok(answer) => prop_assert!(answer.hits.len() <= limit && answer.hits.len() <= answer.total as usize),
            Err(error) => prop_assert_eq!(error.code(), "EMPTY_QUERY"),
        }
    }
}

#[test]
fn a_path_too_long_is_refused() {
    let path = format!("{}.md", "x".repeat(1100));
    assert!(message(build(&[(&path, b"text")])).starts_with("TOO_LARGE: too large: 1103 bytes in the path of a page"));
}

#[test]
fn a_vocabulary_past_two_bytes_comes_back() {
    let text: String = (0..20_000u32).map(|number| format!("w{number:x} W{number:X} ")).collect();
    let index = open(&[("a.md", text.as_bytes())]);
    assert_eq!(index.read("a").unwrap().markdown, text);
    assert_eq!(index.search("w4e1f ", 9).unwrap().total, 1);
}

#[test]
fn many_headings_of_one_name_do_not_hang_the_build() {
    let index = open(&[("a.md", "## Same\n".repeat(50_000).as_bytes())]);
    assert_eq!(index.read("a#same-49999").unwrap().heading, "Same");
}

/// A builder that was kept writes what a new one would.
#[test]
fn a_change_gives_the_same_bytes_as_a_new_build() {
    use headword::Collection;
    let add_all = |builder: &mut IndexBuilder, pages: &[(&str, &str)]| {
        for (path, source) in pages {
            builder.add(path, source.as_bytes()).unwrap();
        }
    };
    let first = [
        ("_navigation.mdx", "---\ntitle: Docs\nlinks:\n  - {title: Keys, url: /keys}\n---"),
        ("keys.mdx", "Rotate a Key."),
        ("gone.md", "# Gone\n\nforever vanished"),
        ("a/b.md", "# B\n\nwords"),
    ];
    let second = [
        ("_navigation.mdx", "---\ntitle: Docs\nlinks:\n  - {title: Secrets, url: /keys}\n---"),
        ("keys.mdx", "Rotate a Secret."),
        ("a/c.md", "# C\n\nother words"),
        ("a/b.md", "# B\n\nwords"),
    ];
    let mut kept = IndexBuilder::new();
    add_all(&mut kept, &first);
    kept.add_to(Collection::Examples, "x/main.rs", b"fn old() {}").unwrap();
    kept.finish().unwrap();
    add_all(&mut kept, &second);
    kept.add_to(Collection::Examples, "x/main.rs", b"fn new() {}").unwrap();
    assert!(kept.remove(Collection::Docs, "gone.md"));
    let mut fresh = IndexBuilder::new();
    add_all(&mut fresh, &second);
    fresh.add_to(Collection::Examples, "x/main.rs", b"fn new() {}").unwrap();
    assert_eq!(kept.finish().unwrap(), fresh.finish().unwrap());
    assert_eq!(Index::open(kept.finish().unwrap().0).unwrap().read("keys").unwrap().title, "Secrets");
}

/// What an earlier run knew changes nothing but the time.
#[test]
fn a_cache_gives_the_same_bytes() {
    use headword::Config;
    let config = || {
        Config::from_toml("headword.toml", "snippets = ['snippets']\n[reference]\nentries = 'reference'\nname = 'key'")
            .unwrap()
    };
    let sources = |words: &str| {
        [
            ("a.mdx".to_owned(), format!("# A\n\n{words} <CodeBlock file=\"none\" /> [b](b)")),
            (
                "get.mdx".to_owned(),
                "---\nreference:\n  js:\n    - {key: get, title: get(), type: (nothing.at_all)}\n---\nGet.".to_owned(),
            ),
            ("r.jsonl".to_owned(), "{\"id\":\"r\",\"page\":\"r\",\"title\":\"R\",\"text\":\"records\"}".to_owned()),
        ]
    };
    let build = |mut builder: IndexBuilder, words: &str| {
        for (path, source) in sources(words) {
            builder.add(&path, source.as_bytes()).unwrap();
        }
        let built = builder.finish().unwrap();
        (built, builder)
    };
    let (_, first) = build(IndexBuilder::with_config(config()), "one");
    let saved = first.save();
    for words in ["one", "two"] {
        let (built, _) = build(IndexBuilder::restore(config(), &saved).unwrap(), words);
        assert_eq!(built, build(IndexBuilder::with_config(config()), words).0);
    }
    assert!(IndexBuilder::restore(Config::default(), &saved).is_none());
    for cut in 0..saved.len() {
        assert!(IndexBuilder::restore(config(), &saved[..cut]).is_none());
    }
}
