//! The nodes are written down from the root, depth first.

use super::super::Entry;
use super::{Node, ROOT, Tree};
use crate::parse::title_of_path;

impl Tree<'_> {
    /// The nodes as entries, without those that lead nowhere, and the entry where each page belongs.
    pub(super) fn entries(&self) -> (Vec<Entry>, Vec<Option<usize>>) {
        let mut entries: Vec<Entry> = Vec::new();
        let mut home: Vec<Option<(usize, bool)>> = vec![None; self.pages.len()];
        let mut open: Vec<(usize, Option<usize>)> = vec![(ROOT, None)];
        while let Some((number, above)) = open.pop() {
            let node = &self.nodes[number];
            let parent = above.map(|above| &entries[above]);
            // A folder that lists its own page tells it by its entry.
            let again = node.page.is_some() && parent.is_some_and(|parent| parent.page == node.page);
            let mut below = above;
            if !node.inline && !again {
                below = Some(entries.len());
                if let Some(home) = node.page.map(|page| &mut home[page]) {
                    let better = home.is_none_or(|(_, foreign)| foreign && !node.foreign);
                    *home = if better { Some((entries.len(), node.foreign)) } else { *home };
                }
                let depth = parent.map_or(0, |parent| parent.depth.saturating_add(1));
                let folder =
                    node.folder.filter(|_| node.page.is_none()).map(|folder| self.folders[folder].path.to_owned());
                entries.push(Entry { title: self.title(node), depth, above, page: node.page, folder });
            }
            open.extend(node.children.iter().rev().map(|&child| (child, below)));
        }
        let numbers = drop_dead_ends(&mut entries);
        let home = home.into_iter().map(|home| home.map(|(entry, _)| numbers[entry])).collect();
        (entries, home)
    }

    fn title(&self, node: &Node<'_>) -> String {
        let folder = node.folder.map(|folder| &self.folders[folder]);
        let own =
            folder.and_then(|folder| folder.files.iter().map(|file| &*file.title).find(|title| !title.is_empty()));
        let page = node.page.map(|page| self.pages[page].title);
        let given = [Some(node.title), own, page].into_iter().flatten().find(|title| !title.is_empty());
        let path = folder.map(|folder| folder.path).or(node.page.map(|page| self.pages[page].path));
        given.map_or_else(|| title_of_path(path.unwrap_or_default()), str::to_owned)
    }
}

/// Keeps the entries that have a page, and those above them. Gives the new number of each entry that is kept.
fn drop_dead_ends(entries: &mut Vec<Entry>) -> Vec<usize> {
    let mut leads = vec![false; entries.len()];
    for (number, entry) in entries.iter().enumerate().rev() {
        leads[number] |= entry.page.is_some();
        if let Some(above) = entry.above {
            leads[above] |= leads[number];
        }
    }
    let mut kept = 0;
    let mut numbers = Vec::with_capacity(entries.len());
    for leads in &leads {
        numbers.push(kept);
        kept += usize::from(*leads);
    }
    let mut leads = leads.into_iter();
    entries.retain(|_| leads.next().unwrap_or_default());
    entries.iter_mut().for_each(|entry| entry.above = entry.above.map(|above| numbers[above]));
    numbers
}
