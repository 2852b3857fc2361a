//! The items of navigation files become nodes, and say where folders stand.

use super::super::DeadTarget;
use super::super::resolve::Found;
use super::super::titles::is_below;
use super::{HIDDEN, Node, Tree};
use crate::parse::is_generic;
use crate::parse::navigation::{Covers, NavigationFile, Target};

/// An item whose children are being read: its node, and the folder that all their pages are in, where it is one.
type Open = (usize, Option<Option<usize>>);

impl<'a> Tree<'a> {
    pub(super) fn add_items(&mut self, file: &'a NavigationFile) {
        let home = self.folder(&file.folder);
        let mut open: Vec<Open> = Vec::new();
        for (at, item) in file.items.iter().enumerate() {
            while open.len() > item.depth {
                self.close_group(open.pop(), home, file);
            }
            let node = self.nodes.len();
            let inline = item.title.is_empty() && item.target == Target::Group;
            self.nodes.push(Node { title: &item.title, inline, ..Node::default() });
            match open.last() {
                Some(&(above, _)) => self.nodes[above].children.push(node),
                None => self.folders[home].items.push(node),
            }
            let has_items = file.items.get(at + 1).is_some_and(|next| next.depth > item.depth);
            match &item.target {
                Target::Group => {}
                Target::Rest => self.put_rest(home, node),
                Target::Link(target) => match self.resolver.link(target, file) {
                    Found::Page(page) => {
                        self.name(node, page);
                        self.nodes[node].foreign = !is_below(self.pages[page].path, &file.folder);
                        let path = self.pages[page].path;
                        let group = open.last_mut().filter(|(above, _)| self.is_group(*above));
                        if let Some((_, common)) = group {
                            let folder =
                                path.rsplit_once('/').and_then(|(folder, _)| self.by_path.get(folder)).copied();
                            *common = Some(folder.filter(|_| common.is_none() || *common == Some(folder)));
                        }
                        let group = open.last().map(|&(above, _)| above).filter(|&above| self.is_group(above));
                        // What introduces a group has its folder's other pages beside it, not below.
                        let introduces = is_generic(&item.title) && !has_items;
                        self.list(path, group.filter(|_| introduces).unwrap_or(node), home, file);
                    }
                    Found::Nothing => self.report(file, &item.title, target),
                    Found::Section(page) => self.mentioned[page] = true,
                    Found::Elsewhere => {}
                },
                Target::Place(target) => match self.place(target, file) {
                    (Some(folder), _) if self.is_free(folder, file) => {
                        self.folders[folder].placed = Some((node, home));
                        self.folders[folder].shows_all = file.covers != Covers::Site;
                        self.nodes[node].folder = Some(folder);
                        self.folders[folder].page.into_iter().for_each(|page| self.name(node, page));
                    }
                    (_, Some(page)) => {
                        self.name(node, page);
                        self.nodes[node].foreign = !is_below(self.pages[page].path, &file.folder);
                    }
                    (None, None) => self.report(file, &item.title, target),
                    (Some(_), None) => {}
                },
                Target::Contents(target) => match self.place(target, file).0 {
                    Some(folder) if self.is_free(folder, file) => {
                        self.nodes[node].inline = true;
                        self.folders[folder].shows_all = true;
                        // A group of nothing else is the folder's entry.
                        let is_last = file.items.get(at + 1).is_none_or(|next| next.depth < item.depth);
                        let group = open.last().map(|&(above, _)| above);
                        let group = group.filter(|&above| above + 1 == node && is_last && self.is_group(above));
                        self.folders[folder].placed = Some((group.unwrap_or(node), home));
                        if let Some(group) = group {
                            self.nodes[group].folder = Some(folder);
                            self.folders[folder].page.into_iter().for_each(|page| self.name(group, page));
                        }
                    }
                    Some(folder) if folder == home => self.put_rest(home, node),
                    Some(_) => {}
                    None => self.report(file, &item.title, target),
                },
                Target::Hidden(target) => {
                    let (folder, page) = self.place(target, file);
                    page.into_iter().for_each(|page| self.named[page] = true);
                    if let Some(folder) = folder.filter(|&folder| self.is_free(folder, file)) {
                        self.folders[folder].placed = Some((HIDDEN, home));
                        self.folders[folder].shows_all = true;
                    }
                }
            }
            open.push((node, None));
        }
        while let Some(last) = open.pop() {
            self.close_group(Some(last), home, file);
        }
    }

    fn name(&mut self, node: usize, page: usize) {
        self.nodes[node].page = Some(page);
        self.named[page] = true;
    }

    fn report(&mut self, file: &NavigationFile, title: &str, target: &str) {
        let (file, title) = (file.path.clone(), title.to_owned());
        self.dead.push(DeadTarget { file, title, target: target.to_owned() });
    }

    fn put_rest(&mut self, folder: usize, node: usize) {
        self.nodes[node].inline = true;
        self.folders[folder].rest.get_or_insert(node);
    }

    pub(super) fn is_group(&self, node: usize) -> bool {
        let node = &self.nodes[node];
        node.page.is_none() && node.folder.is_none() && !node.inline
    }

    /// The entry of a page is the entry of the folder of that name, if the file is of a folder around it. The file of
    /// the nearest one counts.
    fn list(&mut self, path: &str, node: usize, home: usize, file: &NavigationFile) {
        let Some(&folder) = self.by_path.get(path) else {
            return;
        };
        // Folders around the same one are told apart by the lengths of their paths.
        let nearer =
            self.folders[folder].listed.is_none_or(|(_, other)| self.folders[other].path.len() < file.folder.len());
        if nearer && path.len() > file.folder.len() && is_below(path, &file.folder) {
            self.folders[folder].listed = Some((node, home));
        }
    }

    /// A group of pages that are all in one folder, which has no page of its own, stands for the folder.
    fn close_group(&mut self, group: Option<Open>, home: usize, file: &NavigationFile) {
        let Some((node, Some(Some(folder)))) = group else {
            return;
        };
        let folder = &mut self.folders[folder];
        if folder.page.is_none() && folder.path.len() > file.folder.len() && is_below(folder.path, &file.folder) {
            folder.group = Some(Some((node, home)).filter(|_| folder.group.is_none()));
        }
    }

    /// The folder and the page that a file means by a name.
    fn place(&self, target: &str, file: &NavigationFile) -> (Option<usize>, Option<usize>) {
        let places = self.resolver.places(target, file);
        let at = |path: &String| (self.by_path.get(&**path).copied(), self.resolver.at(path));
        let found = places.iter().map(at).find(|(folder, page)| folder.is_some() || page.is_some());
        found.unwrap_or_else(|| (None, self.resolver.place(target, file)))
    }

    /// Whether the file can put the folder somewhere: it is not the one that the file is in, nor one around that, nor
    /// one that stands elsewhere already.
    fn is_free(&self, folder: usize, file: &NavigationFile) -> bool {
        self.folders.get(folder).is_some_and(|folder| folder.placed.is_none() && !is_below(&file.folder, folder.path))
    }
}
