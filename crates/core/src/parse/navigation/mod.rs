//! Files that order the pages of a site, as the common generators write them.
//!
//! | file | written for |
//! |---|---|
//! | `_navigation.mdx`, `_navigation.md` | front matter with `title` and nested `links` ([`links`]) |
//! | `_meta.json`, `meta.json` | Nextra, Fumadocs ([`meta`]) |
//! | `_category_.json`, `_category_.yml` | Docusaurus, one folder ([`category`]) |
//! | `sidebars.json`, `sidebar.json`, `.vitepress/sidebar.json` | Docusaurus, VitePress, Starlight ([`sidebar`]) |
//! | `SUMMARY.md` | mdBook, GitBook ([`summary`]) |
//! | `mkdocs.yml` | MkDocs ([`mkdocs`]) |
//!
//! Each becomes one list of [`Item`]s, depth first, with targets as they were written: which pages they mean is only
//! known once all pages are.

mod category;
mod data;
mod links;
mod meta;
mod mkdocs;
mod sidebar;
mod summary;

use super::one_line;
use crate::Error;

/// Items this deep or deeper are refused: no sidebar shows so many levels, and readers count on a bound.
pub(crate) const MAX_DEPTH: usize = 32;

/// A navigation file as it was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NavigationFile {
    /// As it was given.
    pub(crate) path: String,
    /// The folder that it orders; empty at the root of the docs.
    pub(crate) folder: String,
    /// Where relative targets may start, the likeliest first. The root of the docs is tried after them.
    pub(crate) bases: Vec<String>,
    /// What it calls its folder; empty where it does not.
    pub(crate) title: String,
    /// The folder's place among its siblings.
    pub(crate) order: Option<f64>,
    /// A page that stands for the folder beside its own one.
    pub(crate) page: Option<String>,
    pub(crate) covers: Covers,
    pub(crate) items: Vec<Item>,
}

/// What the generator makes of pages that a file does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Covers {
    /// It shows them after the others.
    Nothing,
    /// It leaves those of the same folder out.
    Folder,
    /// It leaves all of them out.
    Site,
}

/// A line of a sidebar. What stands below it follows it, one deeper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) depth: usize,
    /// One line; empty where the page's own title is meant.
    pub(crate) title: String,
    pub(crate) target: Target,
}

/// What an item leads to, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Nothing: it is a heading for what stands below it.
    Group,
    /// A page or another site, by path, file, id or URL.
    Link(String),
    /// A page, or a folder with all that is in it, by its path.
    Place(String),
    /// All that is in a folder, without an entry for the folder itself.
    Contents(String),
    /// All of this folder that no item names.
    Rest,
    /// A page or a folder that is not shown.
    Hidden(String),
}

/// Whether the file of this name is navigation, not a page.
pub(crate) fn is_navigation(path: &str) -> bool {
    format(path).is_some()
}

/// Reads a file that [`is_navigation`]. `path` is relative to the root of the docs; `..` leads no further up.
///
/// # Errors
/// `NAVIGATION`, naming the file and where it can be told the line.
pub(crate) fn parse(path: &str, text: &str) -> Result<NavigationFile, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let folder = folder_of(path);
    let mut file = NavigationFile {
        path: path.to_owned(),
        bases: vec![folder.clone()],
        folder,
        title: String::new(),
        order: None,
        page: None,
        covers: Covers::Nothing,
        items: Vec::new(),
    };
    let read = format(path).unwrap_or(sidebar::read as Format);
    match read(&mut file, text) {
        Ok(()) => Ok(file),
        Err(Problem { line, reason }) => Err(Error::Navigation { path: path.to_owned(), line, reason }),
    }
}

type Format = fn(&mut NavigationFile, &str) -> Result<(), Problem>;

fn format(path: &str) -> Option<Format> {
    match path.rsplit('/').next().unwrap_or(path) {
        "_navigation.mdx" | "_navigation.md" => Some(links::read),
        "_meta.json" => Some(meta::nextra),
        "meta.json" => Some(meta::either),
        "_category_.json" | "_category_.yml" | "_category_.yaml" => Some(category::read),
        "sidebars.json" | "sidebar.json" => Some(sidebar::read),
        "SUMMARY.md" => Some(summary::read),
        "mkdocs.yml" | "mkdocs.yaml" => Some(mkdocs::read),
        _ => None,
    }
}

/// What is wrong with a file and what to do; the line is counted from 1, or 0 where none can be told.
#[derive(Debug)]
struct Problem {
    line: usize,
    reason: String,
}

impl Problem {
    fn new(reason: impl Into<String>) -> Self {
        Problem { line: 0, reason: reason.into() }
    }
}

impl NavigationFile {
    fn push(&mut self, depth: usize, title: &str, target: Target) -> Result<(), Problem> {
        let title = one_line(title);
        if depth >= MAX_DEPTH {
            let reason = format!("\"{title}\" is nested deeper than {MAX_DEPTH} levels; move it up");
            return Err(Problem::new(reason));
        }
        self.items.push(Item { depth, title, target });
        Ok(())
    }
}

/// The folder of a file, without `.` and `..`. A generator's own folder stands for the one it is in.
fn folder_of(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            name => segments.push(name),
        }
    }
    segments.pop();
    segments.pop_if(|name| matches!(*name, ".vitepress" | ".vuepress"));
    segments.join("/")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write;

    /// A file as an outline, or the error that a user sees.
    pub(crate) fn show(path: &str, text: &str) -> String {
        let file = match parse(path, text) {
            Ok(file) => file,
            Err(error) => return format!("{error}\n"),
        };
        let mut out = format!("folder {:?} title {:?} covers {:?}", file.folder, file.title, file.covers);
        if let Some(order) = file.order {
            write!(out, " order {order}").unwrap();
        }
        if let Some(page) = &file.page {
            write!(out, " page {page:?}").unwrap();
        }
        out.push('\n');
        for item in &file.items {
            let title = if item.title.is_empty() { "-" } else { &item.title };
            writeln!(out, "{}{title}  {:?}", "  ".repeat(item.depth + 1), item.target).unwrap();
        }
        out
    }

    #[test]
    fn names_tell_navigation_from_pages() {
        let is = ["_navigation.mdx", "a/_meta.json", "SUMMARY.md", ".vitepress/sidebar.json", "x/_category_.yml"];
        assert!(is.into_iter().all(is_navigation));
        assert!(
            !["navigation.md", "summary.md", "a/package.json", "_meta.json/page.md"].into_iter().any(is_navigation)
        );
        assert_eq!(folder_of("../mkdocs.yml"), "");
        assert_eq!(folder_of("./a//b/../c/meta.json"), "a/c");
        assert_eq!(folder_of("guide/.vitepress/sidebar.json"), "guide");
    }

    #[test]
    fn too_deep_is_an_error_in_every_format() {
        let json = |depth: usize| {
            format!("{}{}", r#"[{"text":"x","items":"#.repeat(depth), "[]".to_owned() + &"}]".repeat(depth))
        };
        assert!(parse("sidebar.json", &json(30)).is_ok());
        for depth in [40, 100_000] {
            assert_eq!(parse("sidebar.json", &json(depth)).unwrap_err().code(), "NAVIGATION");
            let yaml = format!("nav: {}{}", "[{a: ".repeat(depth), "}]".repeat(depth));
            assert_eq!(parse("mkdocs.yml", &yaml).unwrap_err().code(), "NAVIGATION");
        }
        let list: String = (0..40).map(|depth| format!("{}- [x](y.md)\n", "  ".repeat(depth))).collect();
        assert_eq!(parse("SUMMARY.md", &list).unwrap_err().code(), "NAVIGATION");
    }

    proptest! {
        /// Nothing panics, and an item is at most one deeper than the one before it.
        #[test]
        fn any_text_is_read_or_refused(
            name in "(_navigation\\.mdx|_meta\\.json|meta\\.json|_category_\\.yml|sidebars\\.json|SUMMARY\\.md|mkdocs\\.yml)",
            text in "(---\n|title: a\n|links:\n|nav:\n|  - a: b\n|- \\[a\\]\\(b\\)\n|# x\n|[{}\\[\\]:,\" \n]|\"a\"|\"items\":\\[|\"link\":\"b\"){0,30}",
        ) {
            if let Ok(file) = parse(&name, &text) {
                let mut below = 0;
                for item in &file.items {
                    prop_assert!(item.depth <= below);
                    below = item.depth + 1;
                }
            }
        }
    }
}
