//! The tree as a user sees it, for the conventions of each generator.

use super::*;
use crate::parse::navigation::parse;
use crate::parse::title_of_path;
use expect_test::{Expect, expect};
use proptest::prelude::*;
use std::fmt::Write;

/// Files by path and text; pages are called as their paths, and `path=3` states an order.
fn navigation(files: &[(&str, &str)], pages: &[&str], base_url: &str) -> (Navigation, Vec<String>) {
    let files: Vec<NavigationFile> = files.iter().map(|(path, text)| parse(path, text).unwrap()).collect();
    let split =
        pages.iter().map(|page| page.split_once('=').map_or((*page, None), |(path, order)| (path, order.parse().ok())));
    let titled: Vec<(&str, Option<i64>, String)> =
        split.map(|(path, order)| (path, order, title_of_path(path))).collect();
    let pages: Vec<PageEntry<'_>> =
        titled.iter().map(|(path, order, title)| PageEntry { path, title, order: *order }).collect();
    (assemble(&files, &pages, base_url), titled.iter().map(|(path, ..)| (*path).to_owned()).collect())
}

fn show(files: &[(&str, &str)], pages: &[&str]) -> String {
    let (navigation, paths) = navigation(files, pages, "");
    let mut out = String::new();
    for (number, entry) in navigation.entries.iter().enumerate() {
        write!(out, "{}{}", "  ".repeat(usize::from(entry.depth)), entry.title).unwrap();
        if let Some(page) = entry.page {
            let again = if navigation.home[page] == Some(number) { "" } else { " (again)" };
            write!(out, "  {}{again}", paths[page]).unwrap();
        }
        if let Some(folder) = &entry.folder {
            write!(out, "  {folder}/").unwrap();
        }
        out.push('\n');
    }
    for page in &navigation.unlisted {
        writeln!(out, "unlisted {}", paths[*page]).unwrap();
    }
    for dead in &navigation.dead {
        writeln!(out, "dead {} {:?} {}", dead.file, dead.title, dead.target).unwrap();
    }
    out
}

#[track_caller]
fn check(files: &[(&str, &str)], pages: &[&str], expected: Expect) {
    expected.assert_eq(&show(files, pages));
}

#[test]
fn folders_alone() {
    let pages = [
        "sso/test",
        "audit-logs/b",
        "audit-logs/a",
        "audit-logs/late=9",
        "audit-logs/first=-1",
        "zebra",
        "index",
        "sso",
        "deep/er/page",
        "early/x",
        "early=1",
    ];
    check(
        &[],
        &pages,
        expect![[r#"
            Index  index
            Early  early
              X  early/x
            Audit logs  audit-logs/
              First  audit-logs/first
              Late  audit-logs/late
              A  audit-logs/a
              B  audit-logs/b
            Deep  deep/
              Er  deep/er/
                Page  deep/er/page
            Sso  sso
              Test  sso/test
            Zebra  zebra
        "#]],
    );
}

#[test]
fn files_in_folders() {
    let files = [
        (
            "sso/_navigation.mdx",
            "---\ntitle: Single sign-on\nlinks:\n  - title: Getting started\n    links:\n      - {title: Quick start, url: /sso}\n      \
             - {title: Test it, url: /sso/test}\n  - title: User experience\n    links:\n      - {title: Sign-in, url: /sso/ux/sign-in}\n  \
             - title: Later\n  - {title: Widgets, url: /widgets}\n  - {title: Gone, url: /sso/gone}\n---",
        ),
        (
            "widgets/_navigation.mdx",
            "---\ntitle: Widgets\nlinks:\n  - title: Styling\n    links:\n      - {title: Overview, url: /widgets/styling}\n      - {title: Themes, url: /widgets/styling/themes}\n---",
        ),
        ("integrations/_navigation.mdx", "---\ntitle: Integrations\nlinks: []\n---"),
    ];
    let pages = [
        "sso",
        "sso/test",
        "sso/ux/sign-in",
        "sso/ux/sign-out",
        "sso/old",
        "widgets",
        "widgets/styling",
        "widgets/styling/themes",
        "widgets/styling/css",
        "integrations/okta",
        "glossary",
    ];
    check(
        &files,
        &pages,
        expect![[r#"
            Glossary  glossary
            Integrations  integrations/
              Okta  integrations/okta
            Single sign-on  sso
              Getting started
                Quick start  sso (again)
                Test it  sso/test
              User experience  sso/ux/
                Sign-in  sso/ux/sign-in
                Sign out  sso/ux/sign-out
              Widgets  widgets (again)
              Old  sso/old
            Widgets  widgets
              Styling
                Overview  widgets/styling
                Themes  widgets/styling/themes
                Css  widgets/styling/css
            unlisted glossary
            unlisted sso/old
            unlisted sso/ux/sign-out
            unlisted widgets/styling/css
            dead sso/_navigation.mdx "Gone" /sso/gone
        "#]],
    );
    let (navigation, paths) = navigation(&files, &pages, "");
    let order: Vec<&str> = navigation.reading_order().iter().map(|&page| &*paths[page]).collect();
    expect!["glossary integrations/okta sso sso/test sso/ux/sign-in sso/ux/sign-out sso/old widgets widgets/styling widgets/styling/themes widgets/styling/css"].assert_eq(&order.join(" "));
}

#[test]
fn nextra() {
    let files = [
        (
            "_meta.json",
            r#"{ "index": "Home", "guide": "Guides", "-- more": { "type": "separator", "title": "More" }, "api": { "title": "API", "type": "page" }, "loose": { "display": "children" }, "secret": { "display": "hidden" }, "gone": "Gone", "x": { "title": "Site", "href": "https://example.com" } }"#,
        ),
        ("guide/_meta.json", r#"{ "index": "Overview", "use": "Use it", "install": "", "api": "Calls" }"#),
    ];
    let pages = [
        "index",
        "guide",
        "guide/install",
        "guide/use",
        "guide/extra",
        "guide/api",
        "api/keys",
        "loose",
        "loose/one",
        "secret",
        "secret/x",
        "about",
    ];
    check(
        &files,
        &pages,
        expect![[r#"
            Home  index
            Guides  guide
              Use it  guide/use
              Install  guide/install
              Calls  guide/api
              Extra  guide/extra
            More
              API  api/
                Keys  api/keys
              Loose  loose
              One  loose/one
            About  about
            dead _meta.json "Gone" gone
        "#]],
    );
}

#[test]
fn fumadocs() {
    let files = [
        ("meta.json", r#"{ "pages": ["---Start---", "intro", "...extra", "---", "guide", "..."] }"#),
        ("guide/meta.json", r#"{ "title": "The guide", "pages": ["use", "install", "../other/page", "!draft"] }"#),
    ];
    let pages = [
        "intro",
        "extra",
        "extra/a",
        "guide",
        "guide/install",
        "guide/use",
        "guide/draft",
        "guide/forgotten",
        "other/page",
        "other/rest",
        "zoo",
    ];
    check(
        &files,
        &pages,
        expect![[r#"
            Start
              Intro  intro
              Extra  extra
              A  extra/a
            The guide  guide
              Use  guide/use
              Install  guide/install
              Page  other/page
              Forgotten  guide/forgotten
            Other  other/
              Rest  other/rest
            Zoo  zoo
            unlisted guide/forgotten
        "#]],
    );
}

#[test]
fn docusaurus() {
    let files = [
        (
            "sidebars.json",
            r#"{ "docs": ["intro", { "type": "category", "label": "Guides", "link": { "type": "doc", "id": "guides/index" }, "items": ["guides/install"] }, { "type": "category", "label": "API", "items": [{ "type": "autogenerated", "dirName": "api" }] }] }"#,
        ),
        ("api/_category_.json", r#"{ "label": "The API", "position": 2 }"#),
        ("api/v2/_category_.yml", "label: Version 2\nposition: 1.5\nlink: {type: doc, id: api/v2/overview}"),
    ];
    let pages = [
        "01-intro",
        "guides",
        "guides/install",
        "guides/forgotten",
        "api/keys",
        "api/errors=1",
        "api/users=2",
        "api/v2/overview",
        "api/v2/more",
    ];
    check(
        &files,
        &pages,
        expect![[r#"
            01 intro  01-intro
            Guides  guides
              Install  guides/install
              Forgotten  guides/forgotten
            API  api/
              Errors  api/errors
              Version 2  api/v2/overview
                More  api/v2/more
              Users  api/users
              Keys  api/keys
            unlisted guides/forgotten
        "#]],
    );
}

#[test]
fn vitepress_and_starlight() {
    let vitepress = r#"{ "/guide/": [{ "text": "Start", "items": [{ "text": "Install", "link": "/guide/install.html" }] }], "/api/": { "base": "/api/", "items": [{ "text": "Keys", "link": "keys" }] } }"#;
    check(
        &[(".vitepress/sidebar.json", vitepress)],
        &["index", "guide/install", "guide/extra", "api", "api/keys"],
        expect![[r#"
            Index  index
            Guide  guide/
              Start
                Install  guide/install
              Extra  guide/extra
            Api  api
              Keys  api/keys
            unlisted guide/extra
        "#]],
    );
    let starlight = r#"[{ "label": "Guides", "items": ["guides/one", { "slug": "Guides/Two" }] }, { "label": "Reference", "autogenerate": { "directory": "reference" } }]"#;
    check(
        &[("sidebar.json", starlight)],
        &["guides/two", "guides/one", "guides/three", "reference/b", "reference/a/x", "lost"],
        expect![[r#"
            Guides  guides/
              One  guides/one
              Two  guides/two
              Three  guides/three
            Reference  reference/
              A  reference/a/
                X  reference/a/x
              B  reference/b
            Lost  lost
            unlisted guides/three
            unlisted lost
        "#]],
    );
}

#[test]
fn mdbook() {
    let summary = "# Summary\n\n[Preface](README.md)\n\n# User guide\n\n- [Install](guide/install.md)\n  - [On Linux](guide/linux.md)\n- [Soon]()\n\n# Reference\n\n- [All](ref/all%20of%20it.md#top)\n- [Keys](./ref/keys.md)\n\n---\n\n[Thanks](thanks.md)\n";
    check(
        &[("SUMMARY.md", summary)],
        &["index", "guide/install", "guide/linux", "guide/forgotten", "ref/all of it", "ref/keys", "thanks"],
        expect![[r#"
            Preface  index
            User guide  guide/
              Install  guide/install
                On Linux  guide/linux
              Forgotten  guide/forgotten
            Reference  ref/
              Keys  ref/keys
              All of it  ref/all of it
            Thanks  thanks
            unlisted guide/forgotten
        "#]],
    );
}

#[test]
fn mkdocs() {
    let nav = "site_name: Acme\nnav:\n  - Home: index.md\n  - Guide:\n    - guide/index.md\n    - Install: guide/install.md\n  - Gone: gone.md\n  - Blog: https://example.com/blog\n";
    check(
        &[("mkdocs.yml", nav)],
        &["index", "guide", "guide/install"],
        expect![[r#"
            Home  index
            Guide
              Guide  guide
              Install  guide/install
            dead mkdocs.yml "Gone" gone.md
        "#]],
    );
    check(
        &[("mkdocs.yml", nav)],
        &["docs", "docs/guide", "docs/guide/install", "changes"],
        expect![[r#"
            Home  docs
            Guide
              Guide  docs/guide
              Install  docs/guide/install
            Changes  changes
            unlisted changes
            dead mkdocs.yml "Gone" gone.md
        "#]],
    );
}

#[test]
fn folders_put_below_each_other_stay_where_they_are() {
    let pages = ["a/p", "b/p", "b/c/p", "d/p"];
    let files = [
        ("a/meta.json", r#"{ "pages": ["../b/c", "p"] }"#),
        ("b/c/meta.json", r#"{ "pages": ["p", "../../a", "..", "."] }"#),
        ("d/meta.json", r#"{ "pages": ["../b", "p"] }"#),
        ("b/meta.json", r#"{ "pages": ["../d"] }"#),
    ];
    check(
        &files,
        &pages,
        expect![[r#"
            A  a/
              P  a/p
            B  b/
              C  b/c/
                P  b/c/p
              P  b/p
            D  d/
              P  d/p
            unlisted b/p
        "#]],
    );
}

fn any_file() -> impl Strategy<Value = (String, String)> {
    let folder = "(|a/|b/|a/b/|b/a/)";
    let name = "(\\.\\./)?(\\./|/)?[ab](/[ab]){0,2}";
    let meta = proptest::collection::vec(
        prop_oneof![
            Just("...".to_owned()),
            Just("---G---".to_owned()),
            name.prop_map(String::from),
            name.prop_map(|name: String| format!("...{name}"))
        ],
        0..5,
    );
    let links = proptest::collection::vec((name, 0..3usize, prop_oneof!["Overview", "T"]), 0..6);
    prop_oneof![
        (folder, meta).prop_map(|(folder, pages)| (
            format!("{folder}meta.json"),
            serde_json::json!({ "pages": pages }).to_string()
        )),
        (folder, links).prop_map(|(folder, links)| {
            let mut list = String::from("# Summary\n");
            let mut depth = 0;
            for (target, wanted, title) in links {
                depth = if list.len() < 12 { 0 } else { wanted.min(depth + 1) };
                writeln!(list, "{}- [{title}]({target}.md)", "  ".repeat(depth)).unwrap();
            }
            (format!("{folder}SUMMARY.md"), list)
        }),
    ]
}

proptest! {
    /// Whatever files say: every page has one place, every way up ends, and the order of the input does not matter.
    #[test]
    fn every_page_is_in_the_tree(
        files in proptest::collection::vec(any_file(), 0..5),
        pages in proptest::collection::btree_set("(index|[abc](/[abc]){0,3})", 1..12),
    ) {
        let mut seen = std::collections::BTreeSet::new();
        let files: Vec<(&str, &str)> = files.iter().filter(|(path, _)| seen.insert(path)).map(|(path, text)| (&**path, &**text)).collect();
        let pages: Vec<&str> = pages.iter().map(|page| &**page).collect();
        let (tree, _) = navigation(&files, &pages, "");
        prop_assert!(tree.home.iter().all(Option::is_some));
        let mut order = tree.reading_order();
        order.sort_unstable();
        prop_assert_eq!(order, (0..pages.len()).collect::<Vec<_>>());
        for (number, entry) in tree.entries.iter().enumerate() {
            prop_assert!(!entry.title.is_empty());
            prop_assert!(entry.above.is_none_or(|above| above < number));
            prop_assert_eq!(entry.depth, entry.above.map_or(0, |above| tree.entries[above].depth + 1));
        }
        let (mut other_files, mut other_pages) = (files.clone(), pages.clone());
        other_files.reverse();
        other_pages.reverse();
        prop_assert_eq!(show(&files, &pages), show(&other_files, &other_pages));
    }
}
