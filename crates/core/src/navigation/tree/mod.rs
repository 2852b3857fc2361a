//! Assembles the tree: [`items`] of navigation files, then [`folders`], then [`entries`].
//!
//! Nodes are made for the items of navigation files first, then for what no file names; every folder is then hung at
//! its *anchor*, one node, so that each node has one parent and a walk over them ends. A file may say that a folder
//! stands elsewhere, even below itself: such rings are found and the files that close them are not followed.

mod entries;
mod folders;
mod items;

use super::resolve::Resolver;
use super::{DeadTarget, Navigation, PageEntry};
use crate::parse::navigation::{MAX_DEPTH, NavigationFile};
use std::collections::HashMap;

/// The node above all others, which is no entry.
const ROOT: usize = 0;
/// The node of what is not shown.
const HIDDEN: usize = 1;

#[derive(Default)]
struct Node<'a> {
    title: &'a str,
    page: Option<usize>,
    folder: Option<usize>,
    /// What stands below it takes its place.
    inline: bool,
    /// It is in a file of a folder that its page is not in.
    foreign: bool,
    children: Vec<usize>,
}

#[derive(Default)]
struct Folder<'a> {
    path: &'a str,
    parent: usize,
    page: Option<usize>,
    files: Vec<&'a NavigationFile>,
    /// The items of its files that stand in no other item.
    items: Vec<usize>,
    /// The pages in it, but not its own one.
    pages: Vec<usize>,
    /// Where a file asks for what no item names.
    rest: Option<usize>,
    /// Where a file puts the folder, and that file's folder.
    placed: Option<(usize, usize)>,
    /// The entry of its page in a file of a folder around it, and that folder.
    listed: Option<(usize, usize)>,
    /// The group of all its pages in a file of a folder around it, and that folder; two groups are none.
    group: Option<Option<(usize, usize)>>,
    /// Whether pages that no item names are shown by the site.
    shows_all: bool,
}

struct Tree<'a> {
    pages: &'a [PageEntry<'a>],
    resolver: Resolver<'a>,
    nodes: Vec<Node<'a>>,
    /// A folder stands behind the one it is in; the root is the first.
    folders: Vec<Folder<'a>>,
    by_path: HashMap<&'a str, usize>,
    /// Whether an item names the page.
    named: Vec<bool>,
    /// Whether an item names a part of the page.
    mentioned: Vec<bool>,
    dead: Vec<DeadTarget>,
}

pub(super) fn assemble(files: &[NavigationFile], pages: &[PageEntry<'_>], base_url: &str) -> Navigation {
    let mut order: Vec<(&str, usize)> = pages.iter().map(|page| page.path).zip(0..).collect();
    order.sort_unstable();
    let mut files: Vec<&NavigationFile> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let resolver = Resolver::new(&order, base_url);
    let nodes = vec![Node { inline: true, ..Node::default() }, Node::default()];
    let (named, mentioned) = (vec![false; pages.len()], vec![false; pages.len()]);
    let folders = vec![Folder::default()];
    let by_path = HashMap::from([("", 0)]);
    let mut tree = Tree { pages, resolver, nodes, folders, by_path, named, mentioned, dead: Vec::new() };
    tree.add_folders(&order, &files);
    files.iter().for_each(|file| tree.add_items(file));
    tree.break_rings();
    tree.decide_what_is_shown(&files);
    let unlisted = tree.unlisted(&order);
    tree.hang_folders();
    let (entries, home) = tree.entries();
    Navigation { entries, home, unlisted, dead: tree.dead }
}

impl<'a> Tree<'a> {
    fn add_folders(&mut self, order: &[(&'a str, usize)], files: &[&'a NavigationFile]) {
        for &(path, page) in order {
            let folder = self.folder(path.rsplit_once('/').map_or("", |(folder, _)| folder));
            self.folders[folder].pages.push(page);
        }
        for file in files {
            let folder = self.folder(&file.folder);
            self.folders[folder].files.push(file);
        }
        for number in 1..self.folders.len() {
            let folder = &self.folders[number];
            let own = self.resolver.page(folder.path);
            let other = folder.files.iter().find_map(|file| self.resolver.link(file.page.as_ref()?, file).page());
            self.folders[number].page = own.or(other);
        }
        // The page of a folder is told by the folder's entry.
        let mut is_folder = vec![false; self.pages.len()];
        self.folders.iter().filter_map(|folder| folder.page).for_each(|page| is_folder[page] = true);
        self.folders.iter_mut().for_each(|folder| folder.pages.retain(|&page| !is_folder[page]));
    }

    /// The number of a folder, or of the deepest one around it that is no deeper than a tree may be.
    fn folder(&mut self, path: &'a str) -> usize {
        let ends = path.match_indices('/').map(|(end, _)| end).chain((!path.is_empty()).then_some(path.len()));
        let mut folder = 0;
        for end in ends.take(MAX_DEPTH) {
            let next = self.folders.len();
            let parent = std::mem::replace(&mut folder, *self.by_path.entry(&path[..end]).or_insert(next));
            if folder == next {
                self.folders.push(Folder { path: &path[..end], parent, ..Folder::default() });
            }
        }
        folder
    }
}
