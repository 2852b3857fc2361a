//! One ordered tree of all pages, from navigation files where there are any and from folders where not.
//!
//! Every folder has a place in the tree: the entry of its page where a navigation file lists it, else an entry of its
//! own among its siblings. Below it come the items of its navigation file in their order, then what no file names:
//! the index, then by the order that pages state, then by path.

mod resolve;
mod titles;
mod tree;

pub(crate) use titles::titles;

use crate::parse::navigation::NavigationFile;

/// What the tree needs to know of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageEntry<'a> {
    /// `sso/test` for `sso/test.md`, `sso` for `sso/index.md`, `index` for the one at the root.
    pub(crate) path: &'a str,
    pub(crate) title: &'a str,
    /// Its place among its siblings, where it states one.
    pub(crate) order: Option<i64>,
}

/// The tree, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Navigation {
    /// Depth first. A page may have several entries.
    pub(crate) entries: Vec<Entry>,
    /// The entry where each page belongs, in the order of the pages: the first one, but not one in a file of a folder
    /// that the page is not in, where there is another. Pages that a navigation file hides have none.
    pub(crate) home: Vec<Option<usize>>,
    /// Pages that no sidebar shows though there is one, by number, in the order of their paths. The page at the root
    /// is not missed.
    pub(crate) unlisted: Vec<usize>,
    /// Targets that are no page, in the order of the files.
    pub(crate) dead: Vec<DeadTarget>,
}

/// A line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) depth: u16,
    /// The number of the entry above, always a lower one.
    pub(crate) above: Option<usize>,
    /// The number of the page; without one the entry only groups others.
    pub(crate) page: Option<usize>,
    /// The path of the folder that it stands for, where that has no page.
    pub(crate) folder: Option<String>,
}

/// A target in a navigation file that leads to no page and no other site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeadTarget {
    /// The file, as it was given.
    pub(crate) file: String,
    /// What the file calls it; may be empty.
    pub(crate) title: String,
    pub(crate) target: String,
}

/// Builds the tree. `base_url` is what stands before the path of a page in its URL, or empty. The same files and
/// pages in any order give the same tree, in time proportional to n log n.
pub(crate) fn assemble(files: &[NavigationFile], pages: &[PageEntry<'_>], base_url: &str) -> Navigation {
    tree::assemble(files, pages, base_url)
}

#[cfg(test)]
impl Navigation {
    /// The pages as one reads them from first to last, each once: its neighbours here are the previous and the next
    /// page.
    pub(crate) fn reading_order(&self) -> Vec<usize> {
        let pages = self.entries.iter().enumerate().filter_map(|(number, entry)| Some((number, entry.page?)));
        pages.filter(|&(number, page)| self.home.get(page) == Some(&Some(number))).map(|(_, page)| page).collect()
    }
}

#[cfg(test)]
mod tests;
