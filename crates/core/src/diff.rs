//! What changed from one index to another.

use crate::builder::Removal;
use crate::error::Error;
use crate::index::Index;
use crate::moves::{Moved, PageShape, Snapshot, difference, moves};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What changed from one index to another: pages of the docs and examples, and their sections. Each page of either index
/// is in at most one of the lists; one that says the same at the same address is in none. All are in the order of their
/// paths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Diff {
    /// Pages that only the later index has.
    pub added: Vec<AddedPage>,
    /// Pages that are nowhere any more.
    pub removed: Vec<Removal>,
    /// Pages that have another address.
    pub moved: Vec<MovedPage>,
    /// Pages that say something else.
    pub changed: Vec<ChangedPage>,
}

/// A page that only the later index has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AddedPage {
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: String,
}

/// A page that has another address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MovedPage {
    /// Its path before.
    pub from: String,
    /// How sure it is that it moved, in percent.
    pub confidence: u32,
    /// Its path now, and what else changed.
    pub page: ChangedPage,
}

/// What a page says differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangedPage {
    /// Its path in the later index.
    pub path: String,
    /// Its title in the later index.
    pub title: String,
    /// How much of what either says is not said by both, in percent, three words at a time.
    pub change: u32,
    /// Sections that it did not have.
    pub added: Vec<String>,
    /// Paths that sections had which it has no more, and which are nowhere else.
    pub removed: Vec<String>,
    /// Sections that have another address.
    pub moved: Vec<MovedSection>,
    /// Sections that say something else.
    pub changed: Vec<ChangedSection>,
}

/// A section that has another address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MovedSection {
    /// Its path before.
    pub from: String,
    /// Its path now.
    pub to: String,
}

/// A section that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChangedSection {
    /// Its path in the later index.
    pub path: String,
    /// As that of a page.
    pub change: u32,
}

impl Diff {
    /// Compares two indexes. Costs a pass over the text of both. `to_string` gives the same as Markdown.
    ///
    /// ```
    /// use headword::{Diff, Index, IndexBuilder};
    ///
    /// let build = |text: &str| {
    ///     let mut builder = IndexBuilder::new();
    ///     builder.add("keys.md", text.as_bytes())?;
    ///     Index::open(builder.finish()?.0)
    /// };
    /// let diff = Diff::new(&build("# Keys\n\nOne key.")?, &build("# Keys\n\nOne key.\n\n## Rotate\n\nEach year.")?)?;
    /// assert_eq!(diff.changed[0].added, ["keys#rotate"]);
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CORRUPT`.
    pub fn new<A: AsRef<[u8]>, B: AsRef<[u8]>>(old: &Index<A>, new: &Index<B>) -> Result<Self, Error> {
        let (old, new) = (old.ask_whole(Snapshot::new)?, new.ask_whole(Snapshot::new)?);
        let moves = moves(&old, &new);
        let sections: BTreeMap<&str, &Moved> = moves.sections.iter().map(|moved| (&*moved.from, moved)).collect();
        let mut diff = Diff::default();
        let mut known: BTreeSet<usize> = BTreeSet::new();
        for page in &old.pages {
            let Some(number) = new.page(&page.path) else { continue };
            known.insert(number);
            let change = changes(page, &new.pages[number], &sections, &new);
            if change.change > 0 || !change.is_empty() {
                diff.changed.push(change);
            }
        }
        for moved in &moves.pages {
            let Some(before) = old.page(&moved.from) else { continue };
            let now = &new.pages[moved.page];
            // One that became part of a page that was there already has nothing of its own to compare.
            let page = match known.insert(moved.page) {
                true => changes(&old.pages[before], now, &sections, &new),
                false => ChangedPage::same(now),
            };
            diff.moved.push(MovedPage { from: moved.from.clone(), confidence: moved.confidence, page });
        }
        let added = new.pages.iter().enumerate().filter(|(number, _)| !known.contains(number));
        let added = added.map(|(_, page)| AddedPage { path: page.path.clone(), title: page.title.clone() });
        diff.added = added.collect();
        let closest = |page: Option<usize>| page.map(|page| new.pages[page].path.clone());
        diff.removed = moves.removed.into_iter().map(|(path, page)| Removal { path, closest: closest(page) }).collect();
        Ok(diff)
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.moved.is_empty() && self.changed.is_empty()
    }
}

impl ChangedPage {
    fn same(page: &PageShape) -> Self {
        ChangedPage {
            path: page.path.clone(),
            title: page.title.clone(),
            change: 0,
            added: Vec::new(),
            removed: Vec::new(),
            moved: Vec::new(),
            changed: Vec::new(),
        }
    }

    fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.moved.is_empty() && self.changed.is_empty()
    }
}

/// What a page says differently.
fn changes(old: &PageShape, now: &PageShape, moved: &BTreeMap<&str, &Moved>, new: &Snapshot) -> ChangedPage {
    let mut page = ChangedPage::same(now);
    page.change = difference(&old.shingles(), &now.shingles());
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for section in &old.sections {
        if let Some(now) = now.sections.iter().find(|other| other.anchor == section.anchor) {
            seen.insert(&now.anchor);
            let change = difference(&section.shingles, &now.shingles);
            if change > 0 {
                page.changed.push(ChangedSection { path: now.path.clone(), change });
            }
        } else if let Some(moved) = moved.get(&*section.path) {
            let to = &new.pages[moved.page].sections[moved.section];
            seen.insert(&to.anchor);
            page.moved.push(MovedSection { from: section.path.clone(), to: to.path.clone() });
        } else {
            page.removed.push(section.path.clone());
        }
    }
    let added = now.sections.iter().filter(|section| !seen.contains(&*section.anchor));
    page.added = added.map(|section| section.path.clone()).collect();
    page
}

/// The report, as Markdown: counts, then a list for each kind of change.
impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.added.len(), "added"),
            (self.removed.len(), "removed"),
            (self.moved.len(), "moved"),
            (self.changed.len(), "changed"),
        ];
        let counts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if counts.is_empty() {
            return writeln!(f, "No page changed.");
        }
        writeln!(f, "Pages: {}.", counts.join(", "))?;
        if !self.added.is_empty() {
            writeln!(f, "\n## Added\n")?;
            self.added.iter().try_for_each(|page| writeln!(f, "- `{}` {}", page.path, one_line(&page.title)))?;
        }
        if !self.removed.is_empty() {
            writeln!(f, "\n## Removed\n")?;
            for Removal { path, closest } in &self.removed {
                match closest {
                    Some(closest) => writeln!(f, "- `{path}`; most like it is `{closest}`")?,
                    None => writeln!(f, "- `{path}`")?,
                }
            }
        }
        if !self.moved.is_empty() {
            writeln!(f, "\n## Moved\n")?;
            for MovedPage { from, page, .. } in &self.moved {
                write!(f, "- `{from}` → `{}`", page.path)?;
                changed(f, page)?;
            }
        }
        if !self.changed.is_empty() {
            writeln!(f, "\n## Changed\n")?;
            for page in &self.changed {
                write!(f, "- `{}` {}", page.path, one_line(&page.title))?;
                changed(f, page)?;
            }
        }
        Ok(())
    }
}

/// The rest of a page's line, and a line for each of its sections.
fn changed(f: &mut fmt::Formatter<'_>, page: &ChangedPage) -> fmt::Result {
    match page.change {
        0 => writeln!(f)?,
        change => writeln!(f, ", {change} % other")?,
    }
    let anchor =
        |path: &str| path.split_once('#').map_or_else(|| "its start".to_owned(), |(_, anchor)| format!("`#{anchor}`"));
    page.added.iter().try_for_each(|path| writeln!(f, "  - new: {}", anchor(path)))?;
    page.removed.iter().try_for_each(|path| writeln!(f, "  - gone: {}", anchor(path)))?;
    page.moved.iter().try_for_each(|moved| writeln!(f, "  - moved: {} → `{}`", anchor(&moved.from), moved.to))?;
    let sections = page.changed.iter();
    sections.take(SHOWN).try_for_each(|section| writeln!(f, "  - {}: {} %", anchor(&section.path), section.change))?;
    match page.changed.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => writeln!(f, "  - and {more} more sections"),
    }
}

/// How many changed sections of a page the report names.
const SHOWN: usize = 10;

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
