//! From a target as an author wrote it to the page that is meant.

use crate::parse::navigation::{Covers, NavigationFile};
use crate::url::without_number;
use std::collections::HashMap;

/// Endings that targets have and the paths of pages do not.
const EXTENSIONS: [&str; 9] = [".md", ".mdx", ".markdown", ".html", ".htm", ".rst", ".adoc", ".ipynb", ".txt"];

/// File names that stand for their folder.
const INDEXES: [&str; 4] = ["index", "README", "readme", "_index"];

/// What a target leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Page(usize),
    /// A part of this page, which is no entry of its own.
    Section(usize),
    /// Another site.
    Elsewhere,
    Nothing,
}

impl Found {
    pub(super) fn page(self) -> Option<usize> {
        if let Found::Page(page) = self { Some(page) } else { None }
    }
}

/// All pages by their paths.
pub(super) struct Resolver<'a> {
    exact: HashMap<&'a str, usize>,
    /// By paths in small letters, and by those without the numbers that order files (`01-intro`).
    loose: HashMap<String, usize>,
    /// `example.com/docs` of `https://example.com/docs/`.
    site: &'a str,
    /// `docs` of it.
    prefix: &'a str,
}

impl<'a> Resolver<'a> {
    /// `pages` are the paths with their numbers, in the order of the paths.
    pub(super) fn new(pages: &[(&'a str, usize)], base_url: &'a str) -> Self {
        let mut loose = HashMap::with_capacity(pages.len());
        for &(path, page) in pages {
            loose.entry(path.to_lowercase()).or_insert(page);
        }
        for &(path, page) in pages {
            let without: Vec<&str> = path.split('/').map(without_number).collect();
            loose.entry(without.join("/").to_lowercase()).or_insert(page);
        }
        let site = without_scheme(base_url).unwrap_or(base_url).trim_end_matches('/');
        let prefix = site.split_once('/').map_or("", |(_, prefix)| prefix);
        Resolver { exact: pages.iter().copied().collect(), loose, site, prefix }
    }

    /// The page with exactly this path.
    pub(super) fn page(&self, path: &str) -> Option<usize> {
        self.exact.get(path).copied()
    }

    /// What a link in a file leads to.
    pub(super) fn link(&self, target: &str, file: &NavigationFile) -> Found {
        let Some(paths) = self.paths(target, file) else {
            return Found::Elsewhere;
        };
        match self.first(&paths) {
            Some(page) if target.contains('#') => Found::Section(page),
            Some(page) => Found::Page(page),
            None => Found::Nothing,
        }
    }

    /// The page that a file means by a name or a path, where that may be a folder as well.
    pub(super) fn place(&self, target: &str, file: &NavigationFile) -> Option<usize> {
        self.first(&self.places(target, file))
    }

    /// The paths that a file may mean by the name or the path of a page or a folder, the likeliest first. Files that
    /// order one folder name what is in it, and nothing at the root that is called the same.
    pub(super) fn places(&self, target: &str, file: &NavigationFile) -> Vec<String> {
        match file.covers {
            Covers::Site => self.paths(target, file).unwrap_or_default(),
            Covers::Folder | Covers::Nothing => file.bases.iter().map(|base| join(base, target.trim())).collect(),
        }
    }

    /// The page at exactly this path, but for its ending and the name of an index.
    pub(super) fn at(&self, path: &str) -> Option<usize> {
        self.page(path).or_else(|| forms(path).iter().find_map(|path| self.page(path)))
    }

    fn first(&self, paths: &[String]) -> Option<usize> {
        let loose = |path: &String| forms(path).iter().find_map(|path| self.loose.get(&path.to_lowercase()).copied());
        paths.iter().find_map(|path| self.at(path)).or_else(|| paths.iter().find_map(loose))
    }

    /// The paths below the root that a link may mean, the likeliest first; none where it leads off the site.
    fn paths(&self, target: &str, file: &NavigationFile) -> Option<Vec<String>> {
        let target = target.trim();
        let path = target.split(['#', '?']).next().unwrap_or(target);
        if path.is_empty() && !target.is_empty() {
            return None;
        }
        let decoded = decode(path);
        let mut found = Vec::new();
        for path in [Some(path), decoded.as_deref()].into_iter().flatten() {
            if let Some(rest) = without_scheme(path) {
                let below = rest.strip_prefix(self.site).filter(|_| !self.site.is_empty())?;
                if !(below.is_empty() || below.starts_with('/')) {
                    return None;
                }
                found.push(join("", below));
                continue;
            }
            let root = [join("", path)];
            let based = file.bases.iter().map(|base| join(base, path));
            let joined: Vec<String> = if path.starts_with('/') {
                root.into_iter().chain(based).collect()
            } else {
                based.chain(root).collect()
            };
            let below_prefix = joined.iter().filter_map(|path| {
                let rest = path.strip_prefix(self.prefix).filter(|_| !self.prefix.is_empty())?;
                rest.strip_prefix('/').or_else(|| rest.is_empty().then_some(""))
            });
            let below_prefix: Vec<String> = below_prefix.map(str::to_owned).collect();
            found.extend(joined);
            found.extend(below_prefix);
        }
        found.dedup();
        Some(found)
    }
}

/// The paths that a page may have where a target names this one.
fn forms(path: &str) -> Vec<String> {
    let stem = EXTENSIONS.iter().find_map(|extension| path.strip_suffix(extension)).unwrap_or(path);
    let mut forms = vec![path.to_owned(), stem.to_owned()];
    for index in INDEXES {
        match stem.strip_suffix(index) {
            Some("") => forms.push("index".to_owned()),
            Some(folder) => forms.extend(folder.strip_suffix('/').map(str::to_owned)),
            None => {}
        }
    }
    forms.extend(INDEXES.iter().map(|index| join(stem, index)));
    forms.dedup();
    forms
}

/// A path without `.`, `..` and empty segments; `..` leads no further up than the root.
fn join(folder: &str, path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            name => segments.push(name),
        }
    }
    segments.join("/")
}

/// What follows the scheme of a URL of the web; another URL leads to no page, so that all of it is given.
fn without_scheme(target: &str) -> Option<&str> {
    let (scheme, rest) = target.split_once(':').unwrap_or_default();
    let is_scheme = scheme.starts_with(|char: char| char.is_ascii_alphabetic())
        && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char));
    if let Some(rest) = rest.strip_prefix("//").filter(|_| is_scheme).or_else(|| target.strip_prefix("//")) {
        return Some(rest);
    }
    matches!(scheme, "mailto" | "tel" | "javascript" | "data").then_some(target)
}

/// Without percent-encoding, where there is any that is UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut pieces = path.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    let mut any = false;
    for piece in pieces {
        let code = piece.get(..2).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&piece.as_bytes()[2..]);
                any = true;
            }
            None => {
                bytes.push(b'%');
                bytes.extend_from_slice(piece.as_bytes());
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|_| any)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::navigation::parse;
    use expect_test::expect;
    use std::fmt::Write;

    #[test]
    fn targets_are_understood_leniently() {
        let pages = [
            "index",
            "sso",
            "sso/test-sso",
            "sso/v1.2",
            "docs/own",
            "API/Keys",
            "02-install",
            "a b",
            "manual/README",
            "sso/deep/x",
        ];
        let targets = [
            "/sso",
            "sso/",
            "./test-sso",
            "../sso/test-sso.mdx",
            "test-sso.md?x=1",
            "/sso/index.html",
            "/sso/v1.2",
            "/docs/sso",
            "docs/own",
            "/docs/",
            "https://example.com/docs/sso",
            "http://example.com/docs",
            "//example.com/docs/sso/test-sso/",
            "/api/keys",
            "install",
            "/a%20b",
            "/manual",
            "/",
            "deep/x",
            "/test-sso",
            "../../../index",
            "https://example.com/documents/sso",
            "https://example.org/docs/sso",
            "mailto:a@example.com",
            "#top",
            "/sso#top",
            "/nothing",
            "%zz",
        ];
        let links: String = targets.iter().map(|target| format!("- {{title: x, url: {target:?}}}\n")).collect();
        let file = parse("sso/_navigation.md", &format!("---\nlinks:\n{links}---")).unwrap();
        let mut order: Vec<(&str, usize)> = pages.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let resolver = Resolver::new(&order, "https://example.com/docs/");
        let mut out = String::new();
        for target in targets {
            let found = match resolver.link(target, &file) {
                Found::Page(page) => pages[page].to_owned(),
                other => format!("({other:?})"),
            };
            writeln!(out, "{target}  {found}").unwrap();
        }
        expect![[r#"
            /sso  sso
            sso/  sso
            ./test-sso  sso/test-sso
            ../sso/test-sso.mdx  sso/test-sso
            test-sso.md?x=1  sso/test-sso
            /sso/index.html  sso
            /sso/v1.2  sso/v1.2
            /docs/sso  sso
            docs/own  docs/own
            /docs/  index
            https://example.com/docs/sso  sso
            http://example.com/docs  index
            //example.com/docs/sso/test-sso/  sso/test-sso
            /api/keys  API/Keys
            install  02-install
            /a%20b  a b
            /manual  manual/README
            /  index
            deep/x  sso/deep/x
            /test-sso  sso/test-sso
            ../../../index  index
            https://example.com/documents/sso  (Elsewhere)
            https://example.org/docs/sso  (Elsewhere)
            mailto:a@example.com  (Elsewhere)
            #top  (Elsewhere)
            /sso#top  (Section(1))
            /nothing  (Nothing)
            %zz  (Nothing)
        "#]]
        .assert_eq(&out);
    }
}
