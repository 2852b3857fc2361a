//! Everything that was added, in the order and with the numbers of the file.

use super::IndexBuilder;
use super::aliases::aliases;
use super::check::Finding;
use super::draft::PageDraft;
use super::duplicates::duplicates;
use super::merge::Added;
use super::stream;
use super::write::{Site, SiteEntry};
use crate::error::Error;
use crate::format::filters;
use crate::format::pages::{InfoRecord, MAX_LANGUAGES, PageKind};
use crate::format::releases::ReleaseRecord;
use crate::navigation::{self, Navigation, PageEntry};
use crate::parse::Weight;
use std::collections::{BTreeMap, BTreeSet};

/// Pages in the order of their paths, each with its file.
pub(super) fn sorted(builder: &IndexBuilder) -> Result<Vec<(&str, &PageDraft)>, Error> {
    let mut pages: Vec<(&str, &PageDraft)> = builder.pages().collect();
    if pages.is_empty() {
        return Err(Error::NoPages);
    }
    pages.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
    if let Some([(first, page), (second, _)]) = pages.array_windows().find(|[(_, a), (_, b)]| a.path == b.path) {
        let sources = [first, second].map(|file| (*file).to_owned());
        return Err(Error::DuplicatePath { path: page.path.clone(), sources });
    }
    Ok(pages)
}

/// The tree of the docs.
pub(super) fn tree(builder: &IndexBuilder, pages: &[(&str, &PageDraft)]) -> Navigation {
    let menus = has_menus(pages);
    let order = |page: &PageDraft| match page.weight {
        Weight::Plain(place) if menus => page.order.or(Some(place as i64)),
        _ => page.order,
    };
    // Indexes may bring trees of their own.
    let apart: BTreeSet<&str> = builder.added.iter().flat_map(Added::apart).collect();
    let places: Vec<usize> = (0..pages.len()).filter(|&page| !apart.contains(&*pages[page].1.path)).collect();
    let entries = places.iter().map(|&page| pages[page].1);
    let entries: Vec<_> =
        entries.map(|page| PageEntry { path: &page.path, title: &page.title, order: order(page) }).collect();
    let mut tree = navigation::assemble(&builder.navigation_files(), &entries, &builder.config.base_url);
    if !apart.is_empty() {
        tree.entries.iter_mut().for_each(|entry| entry.page = entry.page.map(|page| places[page]));
        tree.unlisted.iter_mut().for_each(|page| *page = places[*page]);
        let mut home = vec![None; pages.len()];
        places.iter().zip(&tree.home).for_each(|(&page, entry)| home[page] = *entry);
        tree.home = home;
    }
    let number = |path: &str| pages.binary_search_by(|(_, page)| (*page.path).cmp(path)).ok();
    builder.added.iter().for_each(|added| added.append(&mut tree, number));
    tree
}

/// Whether a plain `weight` in front matter is a place in a menu, as Hugo has it: one that is no weight of words says
/// so for all.
fn has_menus(pages: &[(&str, &PageDraft)]) -> bool {
    pages
        .iter()
        .any(|(_, page)| matches!(page.weight, Weight::Plain(weight) if !(weight > 0.0 && weight <= MAX_WEIGHT)))
}

/// The most that a page's words may be worth beside those of other pages; ten times is already drowning them.
const MAX_WEIGHT: f64 = 10.0;

/// What the site says of itself, with all references between its parts as numbers.
///
/// `tree` counts the pages without those that stand for folders, which take the places of their entries.
pub(super) fn assemble<'a>(
    builder: &'a IndexBuilder,
    tree: Navigation,
    vocabulary: &mut super::vocabulary::Vocabulary,
) -> Result<Site<'a>, Error> {
    let pages = sorted(builder)?;
    let places: Vec<usize> = (0..pages.len()).filter(|&page| pages[page].1.kind != PageKind::Folder).collect();
    let mut homes = vec![None; pages.len()];
    for (&page, home) in places.iter().zip(&tree.home) {
        homes[page] = home.map(|entry| entry as u32);
    }
    let mut entries = Vec::with_capacity(tree.entries.len());
    for (number, entry) in tree.entries.into_iter().enumerate() {
        let folder = || {
            let path = entry.folder.as_deref()?;
            let page = pages.binary_search_by(|(_, page)| (*page.path).cmp(path)).ok()?;
            homes[page].get_or_insert(number as u32);
            Some(page)
        };
        let page = entry.page.map(|page| places[page]).or_else(folder);
        let own = page.is_some_and(|page| pages[page].1.title == entry.title);
        entries.push(SiteEntry {
            above: entry.above.map(|above| above as u32),
            page: page.map(|page| page as u32),
            title: if own { Vec::new() } else { stream::stream(&vocabulary.line(&entry.title)) },
        });
    }
    let mut firsts = Vec::with_capacity(pages.len());
    let mut next = 0u32;
    for (_, page) in &pages {
        firsts.push(next);
        next += page.sections.len() as u32;
    }
    let languages = pages.iter().flat_map(|(_, page)| page.sections.iter()).filter_map(|section| section.language);
    let languages: BTreeSet<&str> = languages.collect();
    if languages.len() as u64 > u64::from(MAX_LANGUAGES) {
        let found = languages.len() as u64;
        return Err(Error::TooLarge { what: "programming languages", found, limit: MAX_LANGUAGES.into() });
    }
    let menus = has_menus(&pages);
    let weight = |page: &PageDraft| match page.weight {
        Weight::Search(weight) => weight,
        Weight::Plain(weight) if !menus => weight as f32,
        Weight::Plain(_) => 1.0,
    };
    let (aliases, dead) = aliases(builder, &pages, &firsts)?;
    Ok(Site {
        weights: pages.iter().map(|(_, page)| weight(page)).collect(),
        info: InfoRecord {
            name: &builder.config.name,
            language: &builder.config.language,
            synonyms: &builder.synonyms,
            base_url: &builder.config.base_url,
            generator: concat!("headword ", env!("CARGO_PKG_VERSION")),
            url_rules: builder.config.url_rules(),
            languages: languages.into_iter().collect(),
            has_menus: builder.has_menus(),
            folders: pages.iter().filter(|(_, page)| page.kind == PageKind::Folder).count() as u32,
        },
        filters: filters(builder, &pages)?,
        duplicates: duplicates(&pages, &firsts),
        aliases,
        dead,
        releases: releases(builder, &pages, &firsts),
        pages: pages.into_iter().map(|(_, page)| page).collect(),
        entries,
        homes,
    })
}

/// The pages of each value of each key that is declared.
fn filters(builder: &IndexBuilder, pages: &[(&str, &PageDraft)]) -> Result<Vec<u8>, Error> {
    let declared = builder.config.filters.iter().chain(builder.added.iter().flat_map(|added| &added.filters));
    let mut keys: filters::Declared<'_> = declared.map(|key| (&**key, BTreeMap::new())).collect();
    if keys.len() > filters::MAX_KEYS {
        let (found, limit) = (keys.len() as u64, filters::MAX_KEYS as u64);
        return Err(Error::TooLarge { what: "keys of filters", found, limit });
    }
    for ((_, page), number) in pages.iter().zip(0..) {
        for (key, values) in &page.filters {
            let Some(known) = keys.get_mut(&**key) else { continue };
            for value in values {
                let pages: &mut Vec<u32> = known.entry(value).or_default();
                // An index that was added may say a thing twice.
                if pages.last() != Some(&number) {
                    pages.push(number);
                }
            }
        }
    }
    let mut section = 0;
    for ((_, page), number) in pages.iter().zip(0..) {
        let kind = matches!(page.kind, PageKind::Example | PageKind::Changelog).then(|| page.kind.name());
        let mut add = |key, value, number| keys.entry(key).or_default().entry(value).or_default().push(number);
        kind.into_iter().for_each(|kind| add(filters::KIND, kind, number));
        for own in page.sections.iter() {
            own.language.into_iter().for_each(|language| add(filters::LANGUAGE, language, section));
            section += 1;
        }
    }
    Ok(filters::encode(&keys))
}

fn releases(builder: &IndexBuilder, pages: &[(&str, &PageDraft)], firsts: &[u32]) -> Vec<Vec<u8>> {
    let mut records = Vec::new();
    for ((_, page), &first) in pages.iter().zip(firsts) {
        for (place, release) in builder.gathered.releases_of(&page.path) {
            let record = ReleaseRecord {
                section: first + *place as u32,
                prerelease: release.prerelease,
                yanked: release.yanked,
                title: release.title.as_deref().unwrap_or_default(),
                package: &release.package,
                version: &release.version,
                date: &release.date,
                url: &release.url,
                guid: &release.guid,
            };
            records.push(record.encode());
        }
    }
    records
}

impl IndexBuilder {
    /// Mistakes in navigation files and pages that none of them lists, and the numbers of those that one lists.
    pub(super) fn navigation_findings(&self) -> Result<(Vec<Finding>, Vec<u32>), Error> {
        let mut pages = sorted(self)?;
        pages.retain(|(_, page)| page.kind != PageKind::Folder);
        let tree = tree(self, &pages);
        let dead = tree.dead.into_iter().map(|dead| Finding {
            file: dead.file,
            line: 0,
            code: "dead-navigation",
            message: format!("\"{}\" leads to \"{}\", which is no page; correct or remove it", dead.title, dead.target),
        });
        let unlisted = tree.unlisted.iter().filter(|&&page| pages[page].1.kind == PageKind::Docs);
        let unlisted = unlisted.map(|&page| Finding {
            file: pages[page].0.to_owned(),
            line: 0,
            code: "not-in-navigation",
            message: "no navigation file lists it; add it to one".to_owned(),
        });
        let listed = if self.navigation.is_empty() {
            Vec::new()
        } else {
            let all = sorted(self)?;
            let number = |path: &str| all.binary_search_by(|(_, page)| (*page.path).cmp(path)).ok();
            let listed = (0..pages.len()).filter(|page| !tree.unlisted.contains(page));
            listed.filter_map(|page| number(&pages[page].1.path)).map(|page| page as u32).collect()
        };
        Ok((dead.chain(unlisted).collect(), listed))
    }

    /// Bytes of everything that was added.
    pub(super) fn source_bytes(&self) -> u64 {
        let docs = self.docs.values().map(|source| source.bytes);
        let navigation = self.navigation.values().map(|navigated| navigated.bytes);
        let others = self.snippets.values().chain(self.examples.values()).map(|text| text.len() as u64);
        let changelogs = self.changelogs.values().map(|changelog| changelog.bytes);
        let indexes = self.added.iter().map(|added| added.bytes);
        docs.chain(navigation).chain(others).chain(changelogs).chain(indexes).sum()
    }
}
