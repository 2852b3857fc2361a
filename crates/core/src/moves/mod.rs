//! What became of the pages and sections of an earlier index: rename detection, as git has it for files, for prose.
//!
//! A page that is gone is compared with all that there are now, three words at a time. Where most of what it said stands
//! on another page, it moved there; a page of the same title or last name needs less. What most pages of a folder did is
//! taken for the others of it where their new path exists. Sections follow what they say, so that pages may be split
//! and joined.

mod snapshot;

pub(crate) use snapshot::{PageShape, SectionShape, Snapshot, difference, shingles};

use crate::slug::slug;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A shingle that stands on more pages is nobody's own.
const COMMON: usize = 12;

/// A text of fewer shingles says too little to be known again by.
const TELLING: usize = 8;

/// How much of a page must stand on another one, in percent, to have moved there by that alone.
const MOVED: u32 = 50;

/// The same for one of the same title or last name, or one that is new.
const NAMED: u32 = 20;

/// The same for one that is new and has the same last name.
const RENAMED: u32 = 10;

/// How much of a page that is gone must stand on another one, in percent, for that to be worth a look.
const CLOSEST: u32 = 10;

/// How sure a move is that only other pages of the folder made.
const FOLLOWED: u32 = 70;

/// Something that has another address now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// A path of a page or a section in the earlier index.
    pub(crate) from: String,
    /// Its page and the place of its section now, by numbers of the later snapshot.
    pub(crate) page: usize,
    pub(crate) section: usize,
    /// In percent.
    pub(crate) confidence: u32,
}

/// What became of what an earlier index had.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    pub(crate) pages: Vec<Moved>,
    pub(crate) sections: Vec<Moved>,
    /// Pages that are nowhere any more, each with the page that is most like it, where one is.
    pub(crate) removed: Vec<(String, Option<usize>)>,
}

/// Where the shingles of a snapshot stand.
struct Places {
    of: FxHashMap<u32, Vec<(u32, u32)>>,
}

impl Places {
    fn new(snapshot: &Snapshot) -> Self {
        let mut of: FxHashMap<u32, Vec<(u32, u32)>> = FxHashMap::default();
        for (page, shape) in (0u32..).zip(&snapshot.pages) {
            for (section, shape) in (0u32..).zip(&shape.sections) {
                for &shingle in &shape.shingles {
                    let places = of.entry(shingle).or_default();
                    // One too many says as much as all.
                    if places.len() <= COMMON {
                        places.push((page, section));
                    }
                }
            }
        }
        Places { of }
    }

    /// The sections that say something of what `shingles` do, with how much of it in thousandths.
    fn alike(&self, shingles: &[u32]) -> BTreeMap<(u32, u32), u32> {
        let mut shares: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for shingle in shingles {
            let places = self.of.get(shingle).filter(|places| places.len() <= COMMON);
            places.into_iter().flatten().for_each(|&place| *shares.entry(place).or_default() += 1);
        }
        shares.values_mut().for_each(|share| *share = *share * 1000 / shingles.len().max(1) as u32);
        shares
    }
}

/// What became of what `old` had, given all of `new`.
pub(crate) fn moves(old: &Snapshot, new: &Snapshot) -> Moves {
    let places = Places::new(new);
    let mut moves = Moves::default();
    let mut left: Vec<(&PageShape, Option<usize>)> = Vec::new();
    for page in old.pages.iter().filter(|page| new.page(&page.path).is_none()) {
        match moved_page(page, old, new, &places) {
            Ok(moved) => moves.pages.push(moved),
            Err(closest) => left.push((page, closest)),
        }
    }
    let folders = folders(&moves.pages, new);
    for (page, closest) in left {
        match followed(page, &folders, new) {
            Some(moved) => moves.pages.push(moved),
            None => moves.removed.push((page.path.clone(), closest)),
        }
    }
    moves.pages.sort_by(|a, b| a.from.cmp(&b.from));
    for page in &old.pages {
        let moved = moves.pages.binary_search_by(|moved| moved.from.cmp(&page.path)).ok();
        let now = new.page(&page.path).or(moved.map(|moved| moves.pages[moved].page));
        let sections = page.sections.iter().skip(1).filter(|section| !section.anchor.is_empty());
        moves.sections.extend(sections.filter_map(|section| moved_section(section, now, new, &places)));
    }
    moves
}

/// Where a page went, or the page that is most like it.
fn moved_page(page: &PageShape, old: &Snapshot, new: &Snapshot, places: &Places) -> Result<Moved, Option<usize>> {
    let shingles = page.shingles();
    let mut shares: BTreeMap<usize, u32> = BTreeMap::new();
    for ((page, _), share) in places.alike(&shingles) {
        *shares.entry(page as usize).or_default() += share;
    }
    let name = last(&page.path);
    // A page that says next to nothing may be known by its name alone.
    let named = |number: usize| {
        let other = &new.pages[number];
        let is_title = !page.title.is_empty() && slug(&other.title) == slug(&page.title);
        (u32::from(is_title), u32::from(last(&other.path) == name))
    };
    if shingles.len() < TELLING {
        let same: Vec<usize> = (0..new.pages.len()).filter(|&number| named(number) == (1, 1)).collect();
        if let [only] = same[..] {
            return Ok(Moved { from: page.path.clone(), page: only, section: 0, confidence: 60 });
        }
    }
    let best = shares
        .into_iter()
        .map(|(number, share)| {
            let percent = (share / 10).min(100);
            let (title, last) = named(number);
            let is_new = old.page(&new.pages[number].path).is_none();
            let least = match (title + last, is_new) {
                (0, false) => MOVED,
                (1.., true) => RENAMED,
                _ => NAMED,
            };
            (percent + 15 * (title + last) + 10 * u32::from(is_new), percent, least, number)
        })
        // Of equal ones the first.
        .max_by_key(|&(score, .., number)| (score, std::cmp::Reverse(number)));
    match best {
        Some((score, percent, least, number)) if shingles.len() >= TELLING && percent >= least => {
            Ok(Moved { from: page.path.clone(), page: number, section: 0, confidence: score.clamp(50, 100) })
        }
        Some((_, percent, _, number)) if percent >= CLOSEST => Err(Some(number)),
        _ => Err(None),
    }
}

/// Where most pages of each folder went that moved: the front of their paths, before and now.
fn folders(moved: &[Moved], new: &Snapshot) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<(String, String), u32> = BTreeMap::new();
    for moved in moved {
        let (from, to) = (&*moved.from, &*new.pages[moved.page].path);
        // Without what both end with.
        let mut same = 0;
        for (a, b) in from.rsplit('/').zip(to.rsplit('/')) {
            if a != b {
                break;
            }
            same += a.len() + 1;
        }
        let front = |path: &str| path.get(..path.len().saturating_sub(same)).unwrap_or_default().to_owned();
        if same > 0 {
            *counts.entry((front(from), front(to))).or_default() += 1;
        }
    }
    let mut best: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for ((from, to), count) in counts {
        let known = best.entry(from).or_default();
        if count > known.0 {
            *known = (count, to);
        }
    }
    best.into_iter()
        .filter(|(from, (count, _))| *count > 1 && !from.is_empty())
        .map(|(from, (_, to))| (from, to))
        .collect()
}

/// Where a page is if it went where others of its folder did.
fn followed(page: &PageShape, folders: &BTreeMap<String, String>, new: &Snapshot) -> Option<Moved> {
    let path = &page.path;
    let ends = path.rmatch_indices('/').map(|(at, _)| at).chain(std::iter::once(0));
    let ends = std::iter::once(path.len()).chain(ends);
    for end in ends {
        let Some(to) = folders.get(&path[..end]) else { continue };
        let now = format!("{to}{}", &path[end..]);
        if let Some(page) = new.page(now.trim_matches('/')) {
            return Some(Moved { from: path.clone(), page, section: 0, confidence: FOLLOWED });
        }
    }
    None
}

/// Where a section went, where its page, or what that is `now`, does not have it by its own address.
fn moved_section(section: &SectionShape, now: Option<usize>, new: &Snapshot, places: &Places) -> Option<Moved> {
    let page = now.map(|now| &new.pages[now]);
    if page.is_some_and(|page| page.sections.iter().any(|other| other.anchor == section.anchor)) {
        return None;
    }
    if section.shingles.len() < TELLING {
        return None;
    }
    let alike = places.alike(&section.shingles);
    let best = alike.into_iter().map(|((page, place), share)| {
        let (page, place) = (page as usize, place as usize);
        let other = &new.pages[page].sections[place];
        let same_page = u32::from(Some(page) == now);
        let same_name = u32::from(!section.heading.is_empty() && slug(&other.heading) == slug(&section.heading));
        let percent = (share / 10).min(100);
        (percent + 15 * (same_page + same_name), percent, page, place)
    });
    let (score, percent, page, place) =
        best.max_by_key(|&(score, _, page, place)| (score, std::cmp::Reverse((page, place))))?;
    (percent >= MOVED || percent >= NAMED && score >= percent + 30).then(|| Moved {
        from: section.path.clone(),
        page,
        section: place,
        confidence: score.clamp(50, 100),
    })
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
