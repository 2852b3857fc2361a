//! What navigation files call pages that do not name themselves.

use super::resolve::Resolver;
use crate::parse::is_generic;
use crate::parse::navigation::{Item, NavigationFile, Target};
use std::collections::HashSet;

/// The title that navigation files give each page, in the order of `paths`. The first mention counts, those in files
/// of the page's own folders before others. Where `sso` is an "Overview", the group that it introduces, or the folder,
/// names it.
pub(crate) fn titles(files: &[NavigationFile], paths: &[&str], base_url: &str) -> Vec<Option<String>> {
    let mut pages: Vec<(&str, usize)> = paths.iter().copied().zip(0..).collect();
    pages.sort_unstable();
    let resolver = Resolver::new(&pages, base_url);
    let mut files: Vec<&NavigationFile> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));

    let mut titles: Vec<Option<String>> = vec![None; paths.len()];
    let mut foreign = Vec::new();
    // Groups that named a page; two pages of one group are not called the same.
    let mut spent: HashSet<(usize, usize)> = HashSet::new();
    for (number, file) in files.iter().enumerate() {
        // The items above this one and itself, by number.
        let mut open: Vec<usize> = Vec::new();
        for (at, item) in file.items.iter().enumerate() {
            open.truncate(item.depth);
            open.push(at);
            let page = match &item.target {
                Target::Link(target) => resolver.link(target, file).page(),
                Target::Place(target) => resolver.place(target, file),
                _ => None,
            };
            let Some(page) = page else {
                continue;
            };
            let (Some(path), Some(title)) = (paths.get(page), titles.get_mut(page)) else {
                continue;
            };
            if title.is_some() || item.title.is_empty() {
                continue;
            }
            let poor = is_generic(&item.title) && (*path == "index" || !is_generic(name_of(path)));
            let mut given = Some(&*item.title).filter(|_| !poor);
            if poor && *path != "index" {
                let group = group_above(file, &open).filter(|&group| spent.insert((number, group)));
                given = group.map(|group| &*file.items[group].title);
            }
            let given =
                given.or_else(|| Some(&*file.title).filter(|title| !title.is_empty() && is_page_of(path, file)));
            let given = given.or_else(|| Some(&*item.title).filter(|_| *path == "index"));
            if is_below(path, &file.folder) {
                *title = given.map(str::to_owned);
            } else {
                foreign.push((page, given));
            }
        }
    }
    // What a file calls its folder is the folder's page, where no item said better.
    for file in files.iter().filter(|file| !file.title.is_empty()) {
        let own = resolver.page(&file.folder).filter(|_| !file.folder.is_empty());
        let other = file.page.as_ref().and_then(|page| resolver.link(page, file).page());
        for page in [own, other].into_iter().flatten() {
            if let Some(title @ None) = titles.get_mut(page) {
                *title = Some(file.title.clone());
            }
        }
    }
    for (page, given) in foreign {
        if let Some(title @ None) = titles.get_mut(page) {
            *title = given.map(str::to_owned);
        }
    }
    titles
}

/// The nearest group around the last of these items that says what it is about.
fn group_above(file: &NavigationFile, open: &[usize]) -> Option<usize> {
    let above = open.iter().rev().skip(1).copied();
    let items = above.map(|at| (at, &file.items[at]));
    let groups = items.take_while(|(_, item): &(usize, &Item)| item.target == Target::Group);
    groups.into_iter().find(|(_, item)| !item.title.is_empty() && !is_generic(&item.title)).map(|(at, _)| at)
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn is_page_of(path: &str, file: &NavigationFile) -> bool {
    path == if file.folder.is_empty() { "index" } else { &file.folder }
}

/// Whether a page is in a folder, or its own page.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::navigation::parse;
    use expect_test::expect;

    #[test]
    fn titles_for_pages_without_one() {
        let files = [
            (
                "reference/_navigation.mdx",
                "---\ntitle: API reference\nlinks:\n  - title: Overview\n    links:\n      - {title: Getting started, url: /reference}\n      - {title: Errors, url: /reference/errors}\n  - title: Single sign-on\n    links:\n      - {title: Overview, url: /reference/sso}\n      - {title: Introduction, url: /reference/saml}\n      - {title: Overview, url: /reference/sso/overview}\n      - {title: Profile, url: /reference/sso/profile}\n---",
            ),
            (
                "aaa/_navigation.mdx",
                "---\nlinks:\n  - {title: See the errors, url: /reference/errors}\n  - {title: Words, url: /glossary}\n---",
            ),
            ("guide/_category_.json", r#"{ "label": "Guides" }"#),
            ("mkdocs.yml", "site_name: Acme\nnav:\n  - Home: index.md\n"),
        ];
        let paths = [
            "reference",
            "reference/errors",
            "reference/sso",
            "reference/saml",
            "reference/sso/overview",
            "reference/sso/profile",
            "glossary",
            "guide",
            "guide/x",
            "index",
        ];
        let files: Vec<NavigationFile> = files.iter().map(|(path, text)| parse(path, text).unwrap()).collect();
        let found = titles(&files, &paths, "");
        let shown: String =
            paths.iter().zip(found).map(|(path, title)| format!("{path}  {}\n", title.unwrap_or_default())).collect();
        expect![[r#"
            reference  API reference
            reference/errors  Errors
            reference/sso  Single sign-on
            reference/saml  
            reference/sso/overview  Overview
            reference/sso/profile  Profile
            glossary  Words
            guide  Guides
            guide/x  
            index  Acme
        "#]]
        .assert_eq(&shown);
    }
}
