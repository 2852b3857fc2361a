//! Pages below others.

use crate::error::Error;
use crate::index::{Index, PageSummary, View};

impl<B: AsRef<[u8]>> Index<B> {
    /// The pages below `path`, in the order of the navigation: those of its entry, and where it has none, those whose
    /// paths begin with it. `depth` levels of them, or all; [`PageSummary::depth`] tells how far below each is, from 1.
    /// Of an empty path, or `/`, all pages of the index.
    ///
    /// ```
    /// # let mut builder = headword::IndexBuilder::new();
    /// # builder.add("guides/keys.md", b"# Keys")?;
    /// # builder.add("guides/keys/rotate.md", b"# Rotate")?;
    /// # let index = headword::Index::open(builder.finish()?.0)?;
    /// let below = index.list_below("guides", Some(1))?;
    /// assert_eq!(below.iter().map(|page| &*page.path).collect::<Vec<_>>(), ["guides/keys"]);
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `NOT_FOUND`, as [`read`](Self::read).
    pub fn list_below(&self, path: &str, depth: Option<u32>) -> Result<Vec<PageSummary>, Error> {
        self.ask(|view| {
            view.want_pages()?;
            view.below(path, depth.unwrap_or(u32::MAX))
        })
    }
}

impl View<'_> {
    fn below(&self, path: &str, most: u32) -> Result<Vec<PageSummary>, Error> {
        let root = path.trim_matches('/').is_empty();
        let page = if root { None } else { Some(self.found(path)?.0.page) };
        let home = match page {
            Some(page) => self.pages.page(page)?.entry.checked_sub(1),
            None => None,
        };
        let mut depths: Vec<u32> = Vec::with_capacity(self.entries.len() as usize);
        let mut pages: Vec<(u32, u32)> = Vec::new();
        for number in 0..self.entries.len() {
            let entry = self.entries.get(number)?;
            // An entry below the home counts from it; one elsewhere has no depth.
            let above = entry.above.map_or(if root { 0 } else { u32::MAX }, |above| {
                depths.get(above as usize).copied().unwrap_or(u32::MAX)
            });
            depths.push(if home == Some(number) { 0 } else { above.saturating_add(1) });
            let depth = depths[number as usize];
            let is_below = (1..=most).contains(&depth) && depth < u32::MAX;
            if let Some(page) = entry.page.filter(|_| is_below) {
                // A page that has several entries is listed where it belongs.
                if self.pages.page(page)?.entry == number + 1 {
                    pages.push((page, depth));
                }
            }
        }
        if let (Some(page), true) = (page, pages.is_empty()) {
            let front = format!("{}/", self.path(page)?);
            for other in self.paths.prefix(&front)? {
                let depth =
                    self.path(other)?.matches('/').count().saturating_sub(front.matches('/').count()) as u32 + 1;
                pages.extend((depth <= most).then_some((other, depth)));
            }
        }
        pages.into_iter().map(|(page, depth)| Ok(PageSummary { depth, ..self.summary(page)? })).collect()
    }
}
