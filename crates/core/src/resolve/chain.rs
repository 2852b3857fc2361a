//! What an address means: a path as results print it, or a link as authors write it.
//!
//! A link is tried as it is, then without what sites put around paths (origin, base path, extension, `index`,
//! slashes, query), then as an alias, then as a page with headings behind it (`guides/keys/rotate`, where
//! `guides/keys` is the page and `rotate` a section), then whatever its capitals.

use super::Via;
use super::address::{EXTENSIONS, bare, candidates, decoded, letters, origin};
use crate::format::aliases::{Alias, Reason};
use crate::format::directory::PartName;
use crate::format::fault::Fault;
use crate::format::pages::PageKind;
use crate::index::View;
use crate::slug::slug;

/// A section that was found, by the number of its page and its place in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) page: u32,
    pub(crate) section: usize,
}

/// What an address means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resolved {
    /// With what it took.
    Found(Place, Via),
    /// It moved there since an earlier index: how sure that is, in percent.
    Moved(Place, u32),
    /// A page that is not there any more, and the living one that is most like it.
    Removed(Place),
    /// The page is there, by its number, and the section is not.
    NoSection(u32),
    /// Nothing in this index.
    NoPage,
    /// It leads to another site, or is no address of pages at all (`mailto:`).
    Elsewhere,
}

/// An address longer than this is no path: the longest key has 1,024 bytes, and each may be written as `%XX`.
pub(super) const MAX_ADDRESS: usize = 4096;

impl View<'_> {
    /// What `address` means on the page `from`: its path, and whether it stands for its folder. Without one, it means
    /// what it would mean on the root page.
    #[inline(never)]
    pub(crate) fn resolve(&self, address: &str, from: Option<(&str, bool)>) -> Result<Resolved, Fault> {
        // The ids of records may look like anything.
        if let Some(alias) = self.aliases.find(address)?.filter(|_| address.len() <= MAX_ADDRESS) {
            return self.led(alias);
        }
        if let (None, Some(found)) = (from, self.literal(address)?) {
            return Ok(found);
        }
        let Some(address) = self.local(address) else { return Ok(Resolved::Elsewhere) };
        if address.len() > MAX_ADDRESS {
            return Ok(Resolved::NoPage);
        }
        let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
        let path = path.split('?').next().unwrap_or(path);
        let (path, anchor) = (decoded(path), decoded(anchor));
        if let (true, Some((page, _))) = (path.is_empty(), from) {
            return match self.paths.find(page)? {
                Some(page) => self.section(page, &anchor),
                None => Ok(Resolved::NoPage),
            };
        }
        let own = from.map(|(page, _)| self.paths.find(page)).transpose()?.flatten();
        let mut half = None;
        for path in candidates(self.info.base_url, &path, from) {
            match self.exact(&path, &anchor)? {
                Resolved::NoPage => {}
                // A page that is not there is no section of the page that leads to it.
                Resolved::NoSection(page) if Some(page) == own && anchor.is_empty() => {}
                Resolved::NoSection(page) => half = half.or(Some(page)),
                found => return Ok(found),
            }
        }
        Ok(half.map_or(Resolved::NoPage, Resolved::NoSection))
    }

    /// A path as results print it, whatever it looks like: `C#` and `/what?` are paths of pages too.
    fn literal(&self, address: &str) -> Result<Option<Resolved>, Fault> {
        let find = |path: &str| if path.len() <= MAX_ADDRESS { self.paths.find(path) } else { Ok(None) };
        if let Some(page) = find(address)? {
            return Ok(Some(Resolved::Found(Place { page, section: 0 }, Via::Exact)));
        }
        let Some((path, anchor)) = address.rsplit_once('#') else { return Ok(None) };
        find(path)?.map(|page| self.section(page, anchor)).transpose()
    }

    /// An address without the origin of this site; none where it has another.
    pub(super) fn local<'l>(&self, address: &'l str) -> Option<&'l str> {
        let address = address.trim();
        let scheme = address.find(':').is_some_and(|at| {
            let scheme = &address[..at];
            !scheme.is_empty() && scheme.chars().all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
        });
        if !scheme && !address.starts_with("//") {
            return Some(address);
        }
        let origin = origin(self.info.base_url);
        let rest = address.strip_prefix(origin).filter(|_| !origin.is_empty())?;
        // Beside the docs a site has other pages, a blog for instance.
        let base = self.info.base_url[origin.len()..].trim_end_matches('/');
        match rest.strip_prefix(base)?.chars().next() {
            None => Some("/"),
            Some('/' | '#' | '?') => Some(rest),
            Some(_) => None,
        }
    }

    /// A path that needs no more than its page found.
    fn exact(&self, path: &str, anchor: &str) -> Result<Resolved, Fault> {
        let path = if path.is_empty() { "index" } else { path };
        let lower = path.to_lowercase();
        for path in [path, &lower] {
            for path in [Some(path), bare(path)].into_iter().flatten() {
                if let Some(page) = self.paths.find(path)? {
                    return self.section(page, anchor);
                }
                if let Some(alias) = self.aliases.find(path)? {
                    return self.led_to(alias, path, anchor);
                }
            }
        }
        // What names a file names no heading.
        let is_file = EXTENSIONS.iter().any(|end| path.ends_with(end));
        if is_file { Ok(Resolved::NoPage) } else { self.headings(bare(path).unwrap_or(path)) }
    }

    /// The longest page at the front of a path, and a section of it by the headings behind.
    fn headings(&self, path: &str) -> Result<Resolved, Fault> {
        let lower = path.to_lowercase();
        for (at, _) in lower.rmatch_indices('/') {
            let front = &lower[..at];
            let page = match self.paths.find(front)? {
                Some(page) => page,
                None => match self.aliases.find(front)? {
                    Some(alias) => return self.led_to(alias, front, &lower[at + 1..]),
                    None => continue,
                },
            };
            let names: Vec<&str> = lower[at + 1..].split('/').collect();
            let Some((last, above)) = names.split_last() else { continue };
            let wanted = letters(last);
            let all = self.sections(page)?;
            let mut stack: Vec<(u8, &str)> = Vec::new();
            let mut loose = None;
            for (place, section) in all.iter().enumerate() {
                stack.retain(|&(level, _)| level < section.level && level > 0);
                if letters(&section.anchor) == wanted {
                    let mut ancestors = stack.iter();
                    if above.iter().all(|name| ancestors.any(|(_, anchor)| anchor == name)) {
                        return Ok(Resolved::Found(Place { page, section: place }, Via::Heading));
                    }
                    loose = loose.or(Some(place));
                }
                stack.push((section.level, &section.anchor));
            }
            if let Some(section) = loose {
                return Ok(Resolved::Found(Place { page, section }, Via::Heading));
            }
            let address = format!("{}#{last}", &lower[..at]);
            return match self.aliases.find(&address)? {
                Some(alias) => self.led(alias),
                // Of a folder nobody expects sections: it is a page below it that is missing.
                None if self.pages.page(page)?.kind == PageKind::Folder => Ok(Resolved::NoPage),
                None => Ok(Resolved::NoSection(page)),
            };
        }
        Ok(Resolved::NoPage)
    }

    /// A section of a page by its anchor, or by another id that leads to it.
    fn section(&self, page: u32, anchor: &str) -> Result<Resolved, Fault> {
        let found = |section, via| Ok(Resolved::Found(Place { page, section }, via));
        if anchor.is_empty() {
            return found(0, Via::Address);
        }
        let all = self.sections(page)?;
        if let Some(section) = all.iter().position(|section| section.anchor == anchor) {
            return found(section, Via::Address);
        }
        if let Some(alias) = self.aliases.find(&format!("{}#{anchor}", self.path(page)?))? {
            return self.led(alias);
        }
        // A page's own title, where it is a heading, is the page.
        let title = self.texts.string(self.pages.page(page)?.title)?;
        if slug(&title) == anchor || anchor == "top" {
            return found(0, Via::Anchor);
        }
        let wanted = letters(anchor);
        match all.iter().position(|section| letters(&section.anchor) == wanted) {
            Some(section) => found(section, Via::Anchor),
            None => Ok(Resolved::NoSection(page)),
        }
    }

    /// Where an alias leads.
    fn led(&self, alias: Alias) -> Result<Resolved, Fault> {
        let place = self.place(alias.section)?;
        Ok(match alias.reason {
            Reason::Said => Resolved::Found(place, Via::Redirect),
            Reason::Moved(tenths) => Resolved::Moved(place, u32::from(tenths) * 10),
            Reason::Removed => Resolved::Removed(place),
        })
    }

    /// Where the alias `path` leads together with an anchor: sections that went elsewhere have aliases of their own.
    fn led_to(&self, alias: Alias, path: &str, anchor: &str) -> Result<Resolved, Fault> {
        let led = self.led(alias)?;
        if anchor.is_empty() {
            return Ok(led);
        }
        // Of a path of headings, the last one is the section.
        let anchor = anchor.rsplit('/').next().unwrap_or(anchor);
        if let Some(alias) = self.aliases.find(&format!("{path}#{anchor}"))? {
            return self.led(alias);
        }
        let page = match led {
            Resolved::Found(place, _) | Resolved::Moved(place, _) => place.page,
            other => return Ok(other),
        };
        Ok(match (self.section(page, anchor)?, led) {
            (Resolved::Found(place, _), Resolved::Moved(_, percent)) => Resolved::Moved(place, percent),
            (Resolved::Found(place, _), _) => Resolved::Found(place, Via::Redirect),
            (other, _) => other,
        })
    }

    pub(super) fn place(&self, section: u32) -> Result<Place, Fault> {
        let page = self.pages.page_of(section)?;
        let range = self.pages.sections_of(page)?;
        if !range.contains(&section) {
            return Err(Fault::Corrupt(PartName::Aliases));
        }
        Ok(Place { page, section: (section - range.start) as usize })
    }
}
