//! What an earlier index had stays to be found: pages and sections that moved, and what is known to be gone.

use super::report::{Move, Removal};
use crate::error::Error;
use crate::format::aliases::{Alias, Reason};
use crate::format::dictionary::MAX_KEY;
use crate::format::fault::Fault;
use crate::index::{Index, View};
use crate::moves::{Moves, Snapshot, moves};
use std::collections::BTreeMap;

/// All that an earlier index had an address for.
#[derive(Default)]
pub(super) struct Past {
    snapshot: Snapshot,
    /// Its further addresses, each with the path of the section that it led to, and the place of that in its page.
    aliases: Vec<(String, Reason, String, usize)>,
}

/// Further addresses of a new index, with what was found to have moved.
pub(super) struct Carried {
    pub(super) aliases: Vec<(String, Alias)>,
    pub(super) moves: Vec<Move>,
    pub(super) removed: Vec<Removal>,
}

impl Past {
    pub(super) fn new<B: AsRef<[u8]>>(index: &Index<B>) -> Result<Self, Error> {
        index.ask_whole(|view| {
            let mut aliases = Vec::new();
            for alias in view.aliases.iter() {
                let (address, alias) = alias?;
                let page = view.pages.page_of(alias.section)?;
                let first = view.pages.sections_of(page)?.start;
                aliases.push((address, alias.reason, view.path(page)?, alias.section.saturating_sub(first) as usize));
            }
            Ok::<_, Fault>(Past { snapshot: Snapshot::new(view)?, aliases })
        })
    }

    /// The further addresses of the index that `view` shows: its own, which `own` has, and those that lead to what moved
    /// since the earlier one.
    pub(super) fn carry(&self, view: &View<'_>, own: &[(String, Alias)]) -> Result<Carried, Error> {
        let new = Snapshot::new(view)?;
        let Moves { pages, sections, removed } = moves(&self.snapshot, &new);
        let mut aliases: BTreeMap<String, Alias> = own.iter().cloned().collect();
        let is_page = |path: &str| view.paths.find(path).map(|page| page.is_some());
        let mut report = Vec::new();
        for moved in pages.iter().chain(&sections) {
            let page = &new.pages[moved.page];
            if moved.from.len() <= MAX_KEY && !is_page(&moved.from)? && !aliases.contains_key(&moved.from) {
                let reason = Reason::Moved((moved.confidence / 10).clamp(1, 10) as u8);
                aliases.insert(moved.from.clone(), Alias { section: page.first + moved.section as u32, reason });
                let (from, to) = (moved.from.clone(), page.sections[moved.section].path.clone());
                report.push(Move { from, to, confidence: moved.confidence });
            }
        }
        let mut gone = Vec::new();
        for (path, closest) in removed {
            if aliases.contains_key(&path) || is_page(&path)? {
                continue;
            }
            let closest = closest.map(|page| &new.pages[page]);
            // What nothing is like is in the folder that it was in, as far as that is still there.
            let folders = path.rmatch_indices('/').map(|(at, _)| &path[..at]).chain(["index"]);
            let above = || folders.filter_map(|folder| new.page(folder)).next().map(|page| &new.pages[page]);
            if let Some(page) = closest.or_else(above).filter(|_| path.len() <= MAX_KEY) {
                aliases.insert(path.clone(), Alias { section: page.first, reason: Reason::Removed });
            }
            gone.push(Removal { path, closest: closest.map(|page| page.path.clone()) });
        }
        for (address, reason, page, place) in &self.aliases {
            if aliases.contains_key(address) || is_page(address)? {
                continue;
            }
            if let Some((section, sure)) = self.now(page, *place, &new, &aliases) {
                let reason = match (*reason, sure) {
                    // Each guess on the way makes the whole less sure.
                    (Reason::Moved(before), Reason::Moved(now)) => Reason::Moved(before.min(now)),
                    (Reason::Said, now) => now,
                    (before, _) => before,
                };
                aliases.insert(address.clone(), Alias { section, reason });
            }
        }
        Ok(Carried { aliases: aliases.into_iter().collect(), moves: report, removed: gone })
    }

    /// Where a section of the earlier index is now.
    fn now(
        &self,
        page: &str,
        place: usize,
        new: &Snapshot,
        aliases: &BTreeMap<String, Alias>,
    ) -> Option<(u32, Reason)> {
        let old = self.snapshot.page(page).map(|page| &self.snapshot.pages[page]);
        let section = old.and_then(|old| old.sections.get(place));
        if let Some(alias) = section.and_then(|section| aliases.get(&section.path)) {
            return Some((alias.section, alias.reason));
        }
        let (now, reason) = match (new.page(page), aliases.get(page)) {
            (Some(now), _) => (&new.pages[now], Reason::Said),
            (None, Some(alias)) => {
                let now = new.pages.partition_point(|page| page.first <= alias.section).checked_sub(1);
                let now = now.map(|now| &new.pages[now]);
                // It may be a folder or a changelog, of which there is no snapshot.
                match now.filter(|now| ((alias.section - now.first) as usize) < now.sections.len()) {
                    Some(now) => (now, alias.reason),
                    None => return Some((alias.section, alias.reason)),
                }
            }
            _ => return None,
        };
        let anchor = section.map_or("", |section| &section.anchor);
        let place = now.sections.iter().position(|section| section.anchor == anchor).unwrap_or(0);
        Some((now.first + place as u32, reason))
    }
}
