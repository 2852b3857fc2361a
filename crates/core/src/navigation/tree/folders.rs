//! Every folder gets its place, and with it what no item names.

use super::{HIDDEN, Node, ROOT, Tree};
use crate::parse::navigation::{Covers, NavigationFile};

impl<'a> Tree<'a> {
    /// A folder may be put below one that is put below it. Folders from which no way leads up to the root are put
    /// nowhere: all other anchors are in files of folders around them, so that those do lead up.
    pub(super) fn break_rings(&mut self) {
        const ON_THE_WAY: u8 = 1;
        const LEADS_UP: u8 = 2;
        const IN_A_RING: u8 = 3;
        let mut state = vec![0; self.folders.len()];
        state[0] = LEADS_UP;
        let mut way = Vec::new();
        for start in 1..self.folders.len() {
            let mut at = start;
            while state[at] == 0 {
                state[at] = ON_THE_WAY;
                way.push(at);
                let folder = &self.folders[at];
                at = match folder.placed.or(folder.listed).or(folder.group.flatten()) {
                    Some((HIDDEN, _)) => 0,
                    Some((_, home)) => home,
                    None => folder.parent,
                };
            }
            let end = if state[at] == LEADS_UP { LEADS_UP } else { IN_A_RING };
            way.drain(..).for_each(|folder| state[folder] = end);
        }
        for (folder, _) in self.folders.iter_mut().zip(state).filter(|&(_, state)| state == IN_A_RING) {
            if let Some((node, _)) = folder.placed.take() {
                self.nodes[node].folder = None;
            }
        }
    }

    pub(super) fn decide_what_is_shown(&mut self, files: &[&NavigationFile]) {
        let mut shows_all = !files.iter().any(|file| file.covers == Covers::Site && !file.items.is_empty());
        for number in 0..self.folders.len() {
            let folder = &self.folders[number];
            if number > 0 {
                shows_all = self.folders[folder.parent].shows_all || folder.shows_all;
            }
            for file in &folder.files {
                shows_all = match (file.covers, file.items.is_empty()) {
                    // It only gives a title or a place.
                    (Covers::Nothing, true) => shows_all,
                    // Who lists nothing does not mean that nothing is there.
                    (Covers::Nothing, false) | (Covers::Site, true) => true,
                    (Covers::Site, false) | (Covers::Folder, _) => false,
                };
            }
            self.folders[number].shows_all = shows_all || folder.rest.is_some();
        }
    }

    pub(super) fn unlisted(&self, order: &[(&str, usize)]) -> Vec<usize> {
        let mut hidden = vec![false; self.pages.len()];
        for folder in self.folders.iter().filter(|folder| !folder.shows_all) {
            folder.pages.iter().for_each(|&page| hidden[page] = true);
        }
        for folder in &self.folders {
            let is_entry = folder.files.is_empty() && folder.placed.is_none();
            if let Some(page) = folder.page.filter(|_| is_entry && !self.folders[folder.parent].shows_all) {
                hidden[page] = true;
            }
        }
        let missed = |&(path, page): &(&str, usize)| {
            hidden[page] && !self.named[page] && !self.mentioned[page] && path != "index"
        };
        order.iter().copied().filter(missed).map(|(_, page)| page).collect()
    }

    /// Gives each folder its place, and each page that no item names its place in its folder.
    pub(super) fn hang_folders(&mut self) {
        let mut anchors = vec![ROOT; self.folders.len()];
        // What no item names: by the order it states, what states none last; then by path.
        type Place<'a> = (f64, &'a str, usize);
        let mut rests: Vec<Vec<Place<'a>>> = (0..self.folders.len()).map(|_| Vec::new()).collect();
        for number in (0..self.folders.len()).rev() {
            let mut rest = std::mem::take(&mut rests[number]);
            for page in std::mem::take(&mut self.folders[number].pages) {
                if !self.named[page] {
                    let entry = self.pages[page];
                    let first = number == 0 && entry.path == "index";
                    let place =
                        if first { f64::NEG_INFINITY } else { entry.order.map_or(f64::INFINITY, |order| order as f64) };
                    rest.push((place, entry.path, self.nodes.len()));
                    self.nodes.push(Node { page: Some(page), ..Node::default() });
                }
            }
            rest.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
            rests[number] = rest;
            if number == 0 {
                break;
            }
            let folder = &self.folders[number];
            let unnamed = folder.page.filter(|&page| !self.named[page]);
            anchors[number] = match folder.placed.or(folder.listed).or(folder.group.flatten()) {
                Some((anchor, _)) => {
                    if self.is_group(anchor) && anchor != HIDDEN && folder.page.is_none() {
                        self.nodes[anchor].folder = Some(number);
                    }
                    // The contents of a folder, without an entry for it, begin with its page.
                    if let Some(page) = unnamed.filter(|_| self.nodes[anchor].inline) {
                        let node = self.nodes.len();
                        self.nodes.push(Node { page: Some(page), ..Node::default() });
                        self.nodes[anchor].children.push(node);
                    }
                    anchor
                }
                None => {
                    let node = self.nodes.len();
                    let empty = unnamed.is_none() && folder.items.is_empty() && rests[number].is_empty();
                    if !empty {
                        let stated = folder.files.iter().find_map(|file| file.order);
                        let order = folder.page.and_then(|page| self.pages[page].order).map(|order| order as f64);
                        let place = stated.or(order).unwrap_or(f64::INFINITY);
                        rests[folder.parent].push((place, folder.path, node));
                    }
                    self.nodes.push(Node { page: folder.page, folder: Some(number), ..Node::default() });
                    node
                }
            };
        }
        for (number, rest) in rests.into_iter().enumerate() {
            let folder = &mut self.folders[number];
            let items = std::mem::take(&mut folder.items);
            let rest_anchor = folder.rest.unwrap_or(anchors[number]);
            let is_index = |&(place, ..): &Place<'_>| number == 0 && place == f64::NEG_INFINITY;
            let (index, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(is_index);
            self.nodes[anchors[number]].children.extend(index.into_iter().map(|(.., node)| node));
            self.nodes[anchors[number]].children.extend(items);
            self.nodes[rest_anchor].children.extend(rest.into_iter().map(|(.., node)| node));
        }
    }
}
