//! Indexes become drafts again, so that several become one.
//!
//! All that an index is made from stands in it: text with what is code and what is markup, headings, addresses, and the
//! wishes of pages. What is found by which words is counted again, since what a word is worth depends on all pages.

use super::IndexBuilder;
use super::collections;
use super::cut::{CutPage, Cutter};
use super::draft::PageDraft;
use crate::config::Config;
use crate::error::Error;
use crate::format::aliases::Alias;
use crate::format::fault::Fault;
use crate::format::pages::{PageKind, Wishes};
use crate::format::synonyms;
use crate::index::{Index, View};
use crate::navigation::{Entry, Navigation};
use crate::parse::changelog::Release;
use crate::parse::{FilterValues, Page, Section, Weight};
use crate::url::without_numbers;
use std::collections::BTreeMap;

/// An index that was added.
pub(super) struct Added {
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) pages: Vec<PageDraft>,
    pub(super) releases: Vec<Release>,
    /// Keys that it declares for filters.
    pub(super) filters: Vec<String>,
    /// Its synonyms.
    pub(super) synonyms: Vec<(String, String)>,
    /// Its tree, where navigation files said what that is.
    menu: Vec<MenuEntry>,
}

struct MenuEntry {
    entry: Entry,
    /// Its page, and whether the page belongs here.
    page: Option<(String, bool)>,
}

impl IndexBuilder {
    /// Adds the pages and releases of an index, as if their sources had been added. `name` is what errors call it.
    /// Without a name or a base URL of its own, the builder takes those of the first index; pages of other sites keep
    /// their addresses on the web.
    ///
    /// The index of several indexes is that of all their sources, byte for byte, but for what only sources know: files
    /// that lead to other pages, and which of two pages that claim an address was first. Trees that navigation files
    /// say stand behind the others, in the order in which they were added.
    ///
    /// ```
    /// use headword::{Index, IndexBuilder};
    ///
    /// let build = |pages: &[(&str, &str)]| {
    ///     let mut builder = IndexBuilder::new();
    ///     pages.iter().try_for_each(|(path, source)| builder.add(path, source.as_bytes()))?;
    ///     Ok::<_, headword::Error>(builder.finish()?.0)
    /// };
    /// let (keys, doors) = (("keys.md", "# Keys\n\nA key opens a door."), ("doors.md", "# Doors"));
    /// let mut builder = IndexBuilder::new();
    /// builder.add_index("keys.headword", &Index::open(build(&[keys])?)?)?;
    /// builder.add_index("doors.headword", &Index::open(build(&[doors])?)?)?;
    /// assert_eq!(builder.finish()?.0, build(&[keys, doors])?);
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CORRUPT`; the builder is as before.
    pub fn add_index<B: AsRef<[u8]>>(&mut self, name: &str, index: &Index<B>) -> Result<(), Error> {
        index.ask_whole(|view| self.add_view(name, index, view))
    }

    fn add_view<B: AsRef<[u8]>>(&mut self, name: &str, index: &Index<B>, view: &View<'_>) -> Result<(), Error> {
        let info = &view.info;
        let is_first = self.added.is_empty() && self.docs.is_empty();
        let (base_url, rules) = match is_first && self.config.base_url.is_empty() {
            true => (info.base_url.to_owned(), info.url_rules),
            false => (self.config.base_url.clone(), self.config.url_rules()),
        };
        let same_site = base_url == info.base_url && rules == info.url_rules;
        let mut pages = Vec::new();
        let read = self.read_pages(view, same_site, &mut pages);
        let menu = || if info.has_menus { menu(view) } else { Ok(Vec::new()) };
        let keys = || Ok::<_, Error>(view.filters.declared()?.map(|key| key.name.to_owned()).collect());
        let pair = |pair: Result<(&str, &str), Fault>| pair.map(|(from, to)| (from.to_owned(), to.to_owned()));
        let synonyms = || synonyms::pairs(info.synonyms).map(pair).collect::<Result<Vec<_>, _>>();
        let rest = read.and_then(|()| Ok((menu()?, collections::known(index)?, keys()?, synonyms()?)));
        let (menu, releases, filters, synonyms) = match rest {
            Ok(rest) => rest,
            Err(error) => {
                pages.iter().for_each(|page| self.drafter.forget(page));
                return Err(error);
            }
        };
        if is_first {
            (self.config.clean_urls, self.config.trailing_slash) = (rules.clean, rules.trailing_slash);
            self.config.base_url = base_url;
            if self.config.name.is_empty() {
                info.name.clone_into(&mut self.config.name);
            }
        }
        if self.added.is_empty() && self.config.language == Config::default().language {
            info.language.clone_into(&mut self.config.language);
        }
        let bytes = index.size();
        self.added.push(Added { name: name.to_owned(), bytes, pages, releases, filters, synonyms, menu });
        Ok(())
    }

    fn read_pages(&mut self, view: &View<'_>, same_site: bool, pages: &mut Vec<PageDraft>) -> Result<(), Error> {
        let searched = searched(view)?;
        let mut addresses = addresses(view)?;
        let mut filters = filters(view)?;
        for number in 0..view.pages.len() {
            let page = view.pages.page(number)?;
            let filters = filters.get_mut(number as usize).map(std::mem::take).unwrap_or_default();
            // Pages of folders and changelogs are made again, of what all indexes have for them.
            if matches!(page.kind, PageKind::Docs | PageKind::Example) {
                let mut draft = self.drafter.draft(read_back(&mut self.cutter, view, number, &searched)?);
                draft.filters = filters;
                draft.addresses = addresses.remove(&number).unwrap_or_default();
                let url = view.url(&draft.path, page);
                draft.url = page.url.map(str::to_owned).or(Some(url).filter(|url| !same_site && !url.is_empty()));
                pages.push(draft);
            }
        }
        Ok(())
    }
}

impl Added {
    /// Pages that stand in a tree of its own, or are hidden from it.
    pub(super) fn apart(&self) -> impl Iterator<Item = &str> {
        let listed = self.menu.iter().filter_map(|entry| entry.page.as_ref().map(|(path, _)| &**path));
        let pages = self.pages.iter().filter(|_| !self.menu.is_empty()).map(|page| &*page.path);
        listed.chain(pages)
    }

    /// Puts its own tree behind another. `number` knows the pages by their paths.
    pub(super) fn append(&self, tree: &mut Navigation, number: impl Fn(&str) -> Option<usize>) {
        let first = tree.entries.len();
        for MenuEntry { entry, page } in &self.menu {
            let place = tree.entries.len();
            let found = page.as_ref().and_then(|(path, is_home)| Some((number(path)?, *is_home)));
            if let Some(home) = found.filter(|(_, is_home)| *is_home).and_then(|(page, _)| tree.home.get_mut(page)) {
                *home = Some(place);
            }
            let above = entry.above.map(|above| first + above);
            tree.entries.push(Entry { above, page: found.map(|(page, _)| page), ..entry.clone() });
        }
    }
}

/// Whether searches find each section: those that they shall not find have no terms.
fn searched(view: &View<'_>) -> Result<Vec<bool>, Error> {
    let mut searched = vec![false; view.pages.section_count() as usize];
    for term in 0..view.postings.len() {
        for posting in view.postings.list(term)? {
            searched[posting?.section as usize] = true;
        }
    }
    Ok(searched)
}

/// The values of each page, for the keys that it has any of.
fn filters(view: &View<'_>) -> Result<Vec<FilterValues>, Error> {
    let mut pages: Vec<FilterValues> = vec![Vec::new(); view.pages.len() as usize];
    for key in view.filters.declared()? {
        key.each(view.pages.len(), |_, text, page| {
            let page = &mut pages[page as usize];
            match page.last_mut().filter(|(name, _)| name == key.name) {
                Some((_, values)) => values.push(text.to_owned()),
                None => page.push((key.name.to_owned(), vec![text.to_owned()])),
            }
        })?;
    }
    Ok(pages)
}

/// Further addresses of each page, with the places of their sections.
fn addresses(view: &View<'_>) -> Result<BTreeMap<u32, Vec<(String, Alias)>>, Error> {
    let mut addresses: BTreeMap<u32, Vec<(String, Alias)>> = BTreeMap::new();
    for address in view.aliases.iter() {
        let (address, alias) = address?;
        let section = alias.section;
        let page = view.pages.page_of(section)?;
        let range = view.pages.sections_of(page)?;
        let place = Some(section).filter(|section| range.contains(section)).ok_or_else(|| Error::Corrupt("aliases"))?
            - range.start;
        // Those that come of the page's own path come again, behind all others.
        if place > 0 || without_numbers(&view.path(page)?).as_deref() != Some(&*address) {
            addresses.entry(page).or_default().push((address, Alias { section: place, ..alias }));
        }
    }
    Ok(addresses)
}

fn menu(view: &View<'_>) -> Result<Vec<MenuEntry>, Error> {
    let mut menu: Vec<MenuEntry> = Vec::new();
    for number in 0..view.entries.len() {
        let record = view.entries.get(number)?;
        let above = record.above.map(|above| above as usize);
        let depth = above.and_then(|above| menu.get(above)).map_or(0, |above| above.entry.depth.saturating_add(1));
        let title = view.entry_title(record)?;
        let mut entry = Entry { title, depth, above, page: None, folder: None };
        let mut page = None;
        if let Some(number_of_page) = record.page {
            let record = view.pages.page(number_of_page)?;
            let path = view.path(number_of_page)?;
            match record.kind {
                PageKind::Folder => entry.folder = Some(path),
                _ => page = Some((path, record.entry == number + 1)),
            }
        }
        menu.push(MenuEntry { entry, page });
    }
    Ok(menu)
}

/// The page that an index was written from, cut.
fn read_back(cutter: &mut Cutter, view: &View<'_>, number: u32, searched: &[bool]) -> Result<CutPage, Error> {
    let record = view.pages.page(number)?;
    let numbers = view.pages.sections_of(number)?;
    let wishes = Wishes::decode(record.wishes)?;
    let mut page = Page {
        path: view.path(number)?,
        kind: record.kind,
        is_index: record.is_index,
        title: view.texts.string(record.title)?,
        description: view.texts.string(record.description)?,
        keywords: Some(wishes.keywords.to_owned()).filter(|keywords| !keywords.is_empty()).into_iter().collect(),
        order: wishes.order.parse().ok(),
        weight: weight(wishes.weight),
        search: numbers.clone().any(|section| searched[section as usize]),
        ..Page::default()
    };
    for number in numbers.clone() {
        let head = view.head(number)?;
        let start = page.markdown.len();
        view.texts.whole(number, &mut page.markdown)?;
        page.sections.push(Section {
            heading: head.heading,
            level: head.level,
            anchor: head.anchor,
            is_path: head.is_path,
            language: head.language.map(str::to_owned),
            range: start..page.markdown.len(),
            ..Section::default()
        });
    }
    cutter.cut_again(page, &view.texts, numbers.start)
}

/// The wishes of a page, as they are kept.
pub(super) fn wishes(page: &PageDraft) -> Vec<u8> {
    let order = page.order.map(|order| order.to_string()).unwrap_or_default();
    let weight = match page.weight {
        weight if weight == Weight::default() => String::new(),
        Weight::Search(weight) => format!("={weight}"),
        Weight::Plain(weight) => format!("?{weight}"),
    };
    Wishes { order: &order, weight: &weight, keywords: &page.keywords }.encode()
}

fn weight(text: &str) -> Weight {
    let read = || match text.split_at_checked(1)? {
        ("=", weight) => weight.parse().ok().map(Weight::Search),
        ("?", weight) => weight.parse().ok().map(Weight::Plain),
        _ => None,
    };
    read().unwrap_or_default()
}
