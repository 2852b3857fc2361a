//! Further addresses of pages and sections: what the docs say, and what an earlier index knew.

use super::IndexBuilder;
use super::draft::PageDraft;
use crate::format::aliases::Alias;
use crate::format::dictionary::MAX_KEY;
use crate::parse::Redirect;
use crate::resolve;
use crate::url;
use std::collections::{BTreeMap, BTreeSet};

/// Further addresses, sorted, each with the number of its section. No address is that of a page, and the first page
/// in order keeps one that two of them claim.
pub(super) fn aliases(builder: &IndexBuilder, pages: &[(&str, &PageDraft)], firsts: &[u32]) -> Vec<(String, Alias)> {
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
    // Files that lead elsewhere, some of them to each other.
    let mut left: Vec<&Redirect> = builder.docs.values().filter_map(|source| source.redirect.as_ref()).collect();
    for _ in 0..MAX_REDIRECTS {
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
        let led: Vec<(&Redirect, Option<u32>)> = left.iter().map(|redirect| (*redirect, lead(redirect))).collect();
        left.clear();
        for (redirect, section) in led {
            match section {
                Some(section) if !is_page(&redirect.path) => {
                    found.entry(redirect.path.clone()).or_insert(Alias::said(section));
                }
                Some(_) => {}
                None => left.push(redirect),
            }
        }
    }
    found.into_iter().collect()
}

/// How many files may lead from one to the next before a page comes.
const MAX_REDIRECTS: usize = 4;
