//! Further addresses of pages and sections: what the docs say, and what an earlier index knew.

use super::IndexBuilder;
use super::draft::PageDraft;
use crate::error::Error;
use crate::format::aliases::Alias;
use crate::format::dictionary::MAX_KEY;
use crate::parse::Redirect;
use crate::parse::redirects::{self, Rule};
use crate::resolve;
use crate::url;
use std::collections::{BTreeMap, BTreeSet};

/// Addresses in order, each with where it leads.
pub(super) type Addresses = Vec<(String, Alias)>;

/// Further addresses, sorted, each with the number of its section. No address is that of a page, and the first page
/// in order keeps one that two of them claim.
pub(super) fn aliases(
    builder: &IndexBuilder,
    pages: &[(&str, &PageDraft)],
    firsts: &[u32],
) -> Result<(Addresses, Vec<DeadRedirect>), Error> {
    let mut found: BTreeMap<String, Alias> = BTreeMap::new();
    let is_page = |path: &str| pages.binary_search_by(|(_, page)| (*page.path).cmp(path)).is_ok();
    let mut add = |address: String, alias: Alias| {
        if !address.is_empty() && address.len() <= MAX_KEY && !is_page(&address) {
            found.entry(address).or_insert(alias);
        }
    };
    for ((_, page), &first) in pages.iter().zip(firsts) {
        // A section keeps its own address, also where the id of another one is the same.
        let anchors: BTreeSet<&str> = page.sections.iter().map(|section| section.anchor).collect();
        for alias in &page.aliases {
            let path = alias.trim_matches('/');
            add(resolve::bare(path).unwrap_or(path).to_owned(), Alias::said(first));
        }
        page.addresses.iter().for_each(|(address, alias)| {
            let section = first + alias.section;
            add(address.clone(), Alias { section, ..*alias });
        });
        for (section, number) in page.sections.iter().zip(first..) {
            if section.is_path {
                add(section.anchor.to_owned(), Alias::said(number));
            }
            let ids = section.ids.iter().filter(|id| !anchors.contains(*id));
            ids.for_each(|id| add(format!("{}#{id}", page.path), Alias::said(number)));
        }
    }
    // Many sites order files by numbers that their addresses do not have: docs/01-app/02-start.md is /app/start.
    for ((_, page), &first) in pages.iter().zip(firsts) {
        url::without_numbers(&page.path).into_iter().for_each(|path| add(path, Alias::said(first)));
    }
    // Files that lead elsewhere, and what files of redirects say: some of them lead to each other.
    let own = builder.docs.values().filter_map(|source| source.redirect.clone().map(|redirect| (redirect, "", 0)));
    let paths = || pages.iter().map(|(_, page)| &*page.path);
    let mut left: Vec<(Redirect, &str, usize)> = own.collect();
    let origin = builder.config.base_url.split_inclusive('/').take(3).collect::<String>();
    let leaves = |rule: &&Rule| rule.to.contains("://") && !(origin.len() > 1 && rule.to.starts_with(&origin));
    for (file, rules) in &builder.redirects {
        // Other sites are not ours to check.
        for rule in rules.iter().filter(|rule| !leaves(rule)) {
            let said = match redirects::is_pattern(rule) {
                true => redirects::expanded(&below(builder, rule), paths()),
                false => vec![(rule.from.clone(), rule.to.clone())],
            };
            left.extend(said.into_iter().map(|(from, target)| (redirect(builder, &from, target), &**file, rule.line)));
        }
    }
    loop {
        let lead = |redirect: &Redirect| {
            let (path, anchor) = redirect.target.split_once('#').unwrap_or((&redirect.target, ""));
            let from = Some((&*redirect.path, redirect.is_index));
            let paths = resolve::candidates(&builder.config.base_url, path, from);
            let mut paths = paths.iter().map(|path| resolve::bare(path).unwrap_or(path));
            paths.find_map(|path| {
                let path = if path.is_empty() { "index" } else { path };
                let Ok(page) = pages.binary_search_by(|(_, page)| (*page.path).cmp(path)) else {
                    return found.get(path).map(|alias| alias.section);
                };
                let own = pages[page].1.sections.iter().position(|section| section.anchor == anchor);
                let other = || found.get(&format!("{path}#{anchor}")).map(|alias| alias.section);
                Some(own.map(|place| firsts[page] + place as u32).or_else(other).unwrap_or(firsts[page]))
            })
        };
        let led: Vec<Option<u32>> = left.iter().map(|(redirect, ..)| lead(redirect)).collect();
        let before = left.len();
        let mut led = led.into_iter();
        left.retain(|(redirect, ..)| {
            let section = led.next().flatten();
            if let Some(section) = section.filter(|_| !is_page(&redirect.path) && redirect.path.len() <= MAX_KEY) {
                found.entry(redirect.path.clone()).or_insert(Alias::said(section));
            }
            section.is_none()
        });
        if left.len() == before {
            break;
        }
    }
    circle(builder, &left)?;
    let dead = left.into_iter().filter(|(.., line)| *line > 0);
    let dead = dead.map(|(redirect, file, line)| DeadRedirect { file: file.to_owned(), line, target: redirect.target });
    Ok((found.into_iter().collect(), dead.collect()))
}

/// A redirect that leads to no page.
pub(super) struct DeadRedirect {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) target: String,
}

/// A redirect as if a file stood at its path.
fn redirect(builder: &IndexBuilder, from: &str, target: String) -> Redirect {
    let path = resolve::candidates(&builder.config.base_url, from, None).swap_remove(0);
    let path = resolve::bare(&path).unwrap_or(&path).to_owned();
    Redirect { path, is_index: true, target }
}

/// A rule of paths below the root of the docs.
fn below(builder: &IndexBuilder, rule: &Rule) -> Rule {
    let path = |path: &str| resolve::candidates(&builder.config.base_url, path, None).swap_remove(0);
    Rule { from: path(&rule.from), to: path(&rule.to), line: rule.line }
}

/// Refuses redirects that lead to each other for ever.
fn circle(builder: &IndexBuilder, left: &[(Redirect, &str, usize)]) -> Result<(), Error> {
    let next: BTreeMap<&str, String> = left
        .iter()
        .map(|(redirect, ..)| {
            let target = redirect.target.split(['#', '?']).next().unwrap_or_default();
            (&*redirect.path, self::redirect(builder, target, String::new()).path)
        })
        .collect();
    let mut harmless: BTreeSet<&str> = BTreeSet::new();
    for (redirect, file, line) in left {
        let mut way: Vec<&str> = vec![&redirect.path];
        let mut at = &*redirect.path;
        while let Some(to) = next.get(at).filter(|_| !harmless.contains(at)) {
            if let Some(start) = way.iter().position(|known| known == to) {
                let way = [&way[start..], &[to]].concat().join(" → ");
                let reason = format!("it leads in a circle: {way}; let one of them lead to a page");
                return Err(Error::Redirects { path: (*file).to_owned(), line: *line, reason });
            }
            way.push(to);
            at = to;
        }
        harmless.extend(way);
    }
    Ok(())
}
