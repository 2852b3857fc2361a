//! What an address means: a path as results print it, or a link as authors write it.
//!
//! A link is tried as it is, then without what sites put around paths (origin, base path, extension, `index`,
//! slashes, query), then as an alias, then as a page with headings behind it (`guides/keys/rotate`, where
//! `guides/keys` is the page and `rotate` a section), then whatever its capitals.

use crate::Error;
use crate::format::pages::PageKind;
use crate::index::View;
use crate::slug::slug;
use crate::url::without_numbers;

/// A section that was found, by the number of its page and its place in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) page: u32,
    pub(crate) section: usize,
}

/// What an address means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resolved {
    Found(Place),
    /// The page is there, by its number, and the section is not.
    NoSection(u32),
    /// Nothing in this index.
    NoPage,
    /// It leads to another site, or is no address of pages at all (`mailto:`).
    Elsewhere,
}

/// An address longer than this is no path: the longest key has 1,024 bytes, and each may be written as `%XX`.
const MAX_ADDRESS: usize = 4096;

impl View<'_> {
    /// What `address` means on the page `from`: its path, and whether it stands for its folder. Without one, it means
    /// what it would mean on the root page.
    #[inline(never)]
    pub(crate) fn resolve(&self, address: &str, from: Option<(&str, bool)>) -> Result<Resolved, Error> {
        // The ids of records may look like anything.
        if let Some(section) = self.aliases.find(address)?.filter(|_| address.len() <= MAX_ADDRESS) {
            return self.place(section).map(Resolved::Found);
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
    fn literal(&self, address: &str) -> Result<Option<Resolved>, Error> {
        let find = |path: &str| if path.len() <= MAX_ADDRESS { self.paths.find(path) } else { Ok(None) };
        if let Some(page) = find(address)? {
            return Ok(Some(Resolved::Found(Place { page, section: 0 })));
        }
        let Some((path, anchor)) = address.rsplit_once('#') else { return Ok(None) };
        find(path)?.map(|page| self.section(page, anchor)).transpose()
    }

    /// An address without the origin of this site; none where it has another.
    fn local<'l>(&self, address: &'l str) -> Option<&'l str> {
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
    fn exact(&self, path: &str, anchor: &str) -> Result<Resolved, Error> {
        let path = if path.is_empty() { "index" } else { path };
        let lower = path.to_lowercase();
        for path in [path, &lower] {
            for path in [Some(path), bare(path)].into_iter().flatten() {
                if let Some(page) = self.paths.find(path)? {
                    return self.section(page, anchor);
                }
                if let Some(section) = self.aliases.find(path)? {
                    let place = self.place(section)?;
                    return if anchor.is_empty() {
                        Ok(Resolved::Found(place))
                    } else {
                        self.section(place.page, anchor)
                    };
                }
            }
        }
        // What names a file names no heading.
        let is_file = EXTENSIONS.iter().any(|end| path.ends_with(end));
        if is_file { Ok(Resolved::NoPage) } else { self.headings(bare(path).unwrap_or(path)) }
    }

    /// The longest page at the front of a path, and a section of it by the headings behind.
    fn headings(&self, path: &str) -> Result<Resolved, Error> {
        let lower = path.to_lowercase();
        for (at, _) in lower.rmatch_indices('/') {
            let Some(page) = self.paths.find(&lower[..at])? else { continue };
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
                        return Ok(Resolved::Found(Place { page, section: place }));
                    }
                    loose = loose.or(Some(place));
                }
                stack.push((section.level, &section.anchor));
            }
            if let Some(section) = loose {
                return Ok(Resolved::Found(Place { page, section }));
            }
            let address = format!("{}#{last}", &lower[..at]);
            return match self.aliases.find(&address)? {
                Some(section) => self.place(section).map(Resolved::Found),
                // Of a folder nobody expects sections: it is a page below it that is missing.
                None if self.pages.page(page)?.kind == PageKind::Folder => Ok(Resolved::NoPage),
                None => Ok(Resolved::NoSection(page)),
            };
        }
        Ok(Resolved::NoPage)
    }

    /// A section of a page by its anchor, or by another id that leads to it.
    fn section(&self, page: u32, anchor: &str) -> Result<Resolved, Error> {
        if anchor.is_empty() {
            return Ok(Resolved::Found(Place { page, section: 0 }));
        }
        let all = self.sections(page)?;
        if let Some(section) = all.iter().position(|section| section.anchor == anchor) {
            return Ok(Resolved::Found(Place { page, section }));
        }
        if let Some(section) = self.aliases.find(&format!("{}#{anchor}", self.path(page)?))? {
            return self.place(section).map(Resolved::Found);
        }
        // A page's own title, where it is a heading, is the page.
        let title = self.texts.string(self.pages.page(page)?.title)?;
        if slug(&title) == anchor || anchor == "top" {
            return Ok(Resolved::Found(Place { page, section: 0 }));
        }
        let wanted = letters(anchor);
        let loose = all.iter().position(|section| letters(&section.anchor) == wanted);
        Ok(loose.map_or(Resolved::NoSection(page), |section| Resolved::Found(Place { page, section })))
    }

    fn place(&self, section: u32) -> Result<Place, Error> {
        let page = self.pages.page_of(section)?;
        let range = self.pages.sections_of(page)?;
        if !range.contains(&section) {
            return Err(Error::Corrupt("aliases"));
        }
        Ok(Place { page, section: (section - range.start) as usize })
    }
}

/// The paths that an address may be, the likeliest first.
pub(crate) fn candidates(base_url: &str, path: &str, from: Option<(&str, bool)>) -> Vec<String> {
    let mut paths = Vec::new();
    let mut push = |path: String| {
        if !paths.contains(&path) {
            paths.push(path);
        }
    };
    let origin = origin(base_url);
    let path = path.strip_prefix(origin).filter(|rest| !origin.is_empty() && rest.starts_with('/')).unwrap_or(path);
    let base = base_url[origin.len()..].trim_matches('/');
    if let Some(absolute) = path.strip_prefix('/') {
        let below =
            absolute.strip_prefix(base).filter(|below| !base.is_empty() && below.starts_with('/') | below.is_empty());
        below.into_iter().for_each(|below| push(joined("", below)));
        push(joined("", absolute));
        return paths;
    }
    if let Some((page, is_index)) = from {
        let page = if page == "index" { "" } else { page };
        let folder = if is_index { page } else { page.rsplit_once('/').map_or("", |(folder, _)| folder) };
        push(joined(folder, path));
        without_numbers(folder).into_iter().for_each(|folder| push(joined(&folder, path)));
        // Sites whose URLs end in a slash resolve links against the page itself.
        push(joined(page, path));
    }
    push(joined("", path));
    paths
}

/// What all ways to make an address of a heading agree on: `dsync.activated` is `dsyncactivated` on GitHub and
/// `dsync-activated` elsewhere.
fn letters(anchor: &str) -> String {
    anchor.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `https://example.com` of `https://example.com/docs/`.
fn origin(url: &str) -> &str {
    let Some(start) = url.find("//").map(|at| at + 2) else { return "" };
    let end = url[start..].find('/').map_or(url.len(), |length| start + length);
    &url[..end]
}

/// A path below a folder, its `.` and `..` resolved, without slashes at its ends.
fn joined(folder: &str, path: &str) -> String {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => _ = names.pop(),
            name => names.push(name),
        }
    }
    names.join("/")
}

const EXTENSIONS: [&str; 5] = [".md", ".mdx", ".markdown", ".html", ".htm"];

/// A path without its extension and without a last `index`; none where it has neither.
pub(crate) fn bare(path: &str) -> Option<&str> {
    let stem = EXTENSIONS.iter().find_map(|end| path.strip_suffix(end));
    let stem = stem.unwrap_or(path);
    let folder = stem.strip_suffix("/index").or_else(|| stem.strip_suffix("/README")).unwrap_or(stem);
    (folder.len() < path.len()).then_some(folder)
}

/// A text with its percent escapes resolved, where they are UTF-8.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        match (byte, after) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push((hex(*high).unwrap_or(0) * 16 + hex(*low).unwrap_or(0)) as u8);
                rest = after;
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_as_urls_are() {
        for (folder, path, expected) in
            [("guides", "../sso/./x", "sso/x"), ("", "../../x", "x"), ("a/b", "/c/", "a/b/c"), ("a", "", "a")]
        {
            assert_eq!(joined(folder, path), expected);
        }
    }

    #[test]
    fn percent_escapes_are_resolved_where_they_are_text() {
        for (text, expected) in
            [("a%20b", "a b"), ("%C3%BCber", "über"), ("100%", "100%"), ("%ff", "%ff"), ("%2", "%2")]
        {
            assert_eq!(decoded(text), expected);
        }
    }
}
