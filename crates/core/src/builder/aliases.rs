//! Further addresses of pages and sections: what the docs say, and what an earlier index knew.

use super::IndexBuilder;
use super::draft::PageDraft;
use super::redirects::{DeadRedirect, follow};
use crate::error::Error;
use crate::format::aliases::Alias;
use crate::format::dictionary::MAX_KEY;
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
    let dead = follow(builder, pages, firsts, &mut found)?;
    Ok((found.into_iter().collect(), dead))
}
