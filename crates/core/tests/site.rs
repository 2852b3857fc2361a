//! Sites as generators build them: several files of HTML, and what leads from one to the other.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use headword::{Config, Format, Index, IndexBuilder, Role, Via};

fn builder(files: &[(&str, &str)]) -> IndexBuilder {
    let mut builder = IndexBuilder::new().base_url("https://example.com/docs/");
    files.iter().for_each(|(path, source)| builder.add(path, source.as_bytes()).unwrap());
    builder
}

fn open(files: &[(&str, &str)]) -> Index {
    Index::open(builder(files).finish().unwrap().0).unwrap()
}

/// Findings but those of Markdown that nothing leads to.
fn findings(files: &[(&str, &str)]) -> Vec<String> {
    let found = builder(files).check().unwrap().into_iter();
    let found = found.filter(|finding| finding.code != "orphan" || !finding.file.ends_with(".md"));
    found.map(|finding| format!("{} {} {}", finding.file, finding.code, finding.message)).collect()
}

fn leads_to(target: &str) -> String {
    format!("<meta http-equiv=refresh content='0; url={target}'><p>Moved")
}

#[test]
fn what_has_moved_opens_where_it_is_now() {
    let files = [
        ("new/keys.html", "<main><h1>Keys</h1><p>a<h2 id=rotate>Rotate</h2><p>b"),
        ("old.html", &leads_to("new/keys.html")),
        ("older/index.html", &leads_to("../old.html")),
        ("rotate.html", &leads_to("/docs/new/keys#rotate")),
        ("whole.html", &leads_to("https://example.com/docs/new/keys.html")),
        ("round.html", &leads_to("round.html")),
        ("away.html", &leads_to("https://example.org/")),
    ];
    let index = open(&files);
    assert!(index.list().unwrap().iter().all(|page| page.path.starts_with("new")));
    for (path, expected) in [
        ("old", "new/keys"),
        ("old.html", "new/keys"),
        ("older/", "new/keys"),
        ("rotate.html", "new/keys#rotate"),
        ("https://example.com/docs/whole.html", "new/keys"),
        ("old#rotate", "new/keys#rotate"),
    ] {
        assert_eq!(index.read(path).unwrap().path, expected, "{path}");
    }
    assert!(index.read("round").is_err() && index.read("away").is_err());
}

#[test]
fn a_link_to_a_neighbour_on_the_same_server_is_not_dead() {
    let link = |target: &str| format!("<main><h1>A</h1><a href='{target}'>b</a>");
    assert_eq!(findings(&[("a.html", &link("../std/vec.html#new"))]), [""; 0]);
    assert_eq!(findings(&[("x/a.html", &link("../../std/vec.html"))]), [""; 0]);
    assert_eq!(
        findings(&[("x/a.html", &link("../std/vec.html"))]),
        ["x/a.html dead-link \"../std/vec.html\" leads to no page; correct or remove it"]
    );
    // A person who writes Markdown may have miscounted.
    assert_eq!(
        findings(&[("a.md", "[b](../std/vec.md)")]),
        ["a.md dead-link \"../std/vec.md\" leads to no page; correct or remove it"]
    );
}

#[test]
fn a_page_that_only_a_menu_leads_to_is_no_orphan() {
    let menu = "<nav><a href='b.html'>B</a></nav><main><h1>A</h1><a href='c.html'>c</a></main>";
    let files = [("a.html", menu), ("b.html", "<main><h1>B</h1>"), ("c.html", "<main><h1>C</h1>")];
    assert_eq!(findings(&files), [""; 0]);
}

#[test]
fn a_file_that_is_missing_below_a_page_is_no_section_of_it() {
    let page = "<main><h1>A</h1><a href='lib/_thread.html'>b</a> <a href='lib/examples.py'>c</a>";
    assert_eq!(
        findings(&[("index.html", page), ("lib/index.html", "<main><h1>Library</h1>")]),
        ["index.html dead-link \"lib/_thread.html\" leads to no page; correct or remove it"]
    );
}

#[test]
fn a_page_that_is_missing_is_no_section_of_the_one_that_leads_to_it() {
    assert_eq!(findings(&[("a.md", "[b](b)")]), ["a.md dead-link \"b\" leads to no page; correct or remove it"]);
}

#[test]
fn files_in_numbered_order_open_without_their_numbers() {
    let files = [
        ("01-app/02-start.md", "# Start\n\n## Install\n\n[guide](/docs/guides/keys#rotate) [own](02-start.md)"),
        ("01-app/03-next.md", "# Next\n\n[start](./start#install)"),
        ("02-guides/1.keys.md", "# Keys\n\n## Rotate\n\n[start](/app/start)"),
        ("2026-01-31-news.md", "# News"),
    ];
    let index = open(&files);
    assert_eq!(index.read("app/start#install").unwrap().path, "01-app/02-start#install");
    assert!(index.read("2026-01-31-news").is_ok());
    // A day is no number: without it the page is guessed, and has no such address.
    assert_eq!(index.resolve("news").unwrap().via, Some(Via::Similar));
    assert_eq!(findings(&files), [""; 0]);
}

#[test]
fn a_list_of_a_folder_leads_to_pages_whose_names_need_escapes() {
    let files = [("index.md", "# A\n\n[b](log)"), ("log/%40acme%2Fb.md", "# B"), ("log/Über uns?.md", "# C")];
    assert_eq!(findings(&files), [""; 0]);
}

#[test]
fn modules_with_underscores_are_pages() {
    let selection = Config::default().selection().unwrap();
    assert_eq!(selection.role("library/__main__.html"), Role::Page(Format::Html));
    assert_eq!(selection.role("_modules/os.html"), Role::Ignored);
    assert_eq!(selection.role("library/_part.md"), Role::Ignored);
}

#[test]
fn pages_open_whatever_their_files_are_called() {
    let files = [
        ("C#.md", "# C\n\n## Use it\n\nx"),
        ("what?.md", "# W"),
        ("a:b.md", "# AB\n\n## C"),
        ("50%.md", "# H"),
        ("/./b.md", "# B\n\n## D"),
    ];
    let index = open(&files);
    for page in index.list().unwrap() {
        assert_eq!(index.read(&page.path).unwrap().path, page.path);
    }
    assert_eq!(index.read("C##use-it").unwrap().heading, "Use it");
    assert_eq!(index.read("a:b#c").unwrap().heading, "C");
    assert_eq!(index.read("/./b#d").unwrap().heading, "D");
}
