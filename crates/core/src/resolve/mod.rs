//! From any address to what it means in this index: a page, a section, or where it went.
//!
//! ```text
//! address ──► chain: as it is → without origin, extension, `index`, slashes, capitals → redirects
//!               │      → a page and the headings behind it → an anchor                              found, or
//!               ▼
//!             near: paths of the same words, titles, spelling, what a search finds                    a guess, or several
//! ```

mod address;
mod chain;
mod near;

use crate::error::Error;
use crate::format::fault::Fault;
use crate::index::{Index, View};
#[cfg(feature = "build")]
pub(crate) use address::{bare, candidates};
pub(crate) use chain::{Place, Resolved};

/// What an address means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Resolution {
    /// What was found of it.
    pub status: Status,
    /// Where it is: `page`, `page#anchor`, or the id of a section that came with one. [`Index::read`] takes it. None
    /// where nothing was found, or several.
    pub path: Option<String>,
    /// The path of its page.
    pub page: Option<String>,
    /// The title of its page; empty where there is none.
    pub title: String,
    /// The heading of the section; empty for a page.
    pub heading: String,
    /// The address on the web; empty where there is none.
    pub url: String,
    /// What it took to find it. None where nothing was found.
    pub via: Option<Via>,
    /// How sure a guess is, or that a page moved there, in percent; 100 for what is no guess.
    pub confidence: u32,
    /// What else it may mean, the likeliest first: at most five.
    pub candidates: Vec<PageLink>,
}

/// A page, named.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct PageLink {
    /// What [`Index::read`] takes.
    pub path: String,
    /// The page's title; of a section, with its heading.
    pub title: String,
}

/// What was found of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub enum Status {
    /// A page.
    Page,
    /// A section of a page.
    Section,
    /// It has another address now.
    Redirect,
    /// Nothing has this address, and one thing is much like it.
    Fuzzy,
    /// Nothing has this address, and several are like it.
    Ambiguous,
    /// An earlier index had it, and this one does not; the first candidate is most like it.
    Removed,
    /// Nothing here is like it, or it leads to another site.
    Missing,
}

/// What it took to find what an address means, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub enum Via {
    /// It is the path, as results print it.
    Exact,
    /// The path, without what sites put around it: origin, base path, extension, `index`, slashes, capitals, escapes.
    Address,
    /// A redirect or an alias that the docs say.
    Redirect,
    /// It moved since an earlier index, which was found by comparing what pages say.
    Moved,
    /// A page, and a heading behind its path: `guides/keys/rotate`.
    Heading,
    /// The anchor, but for its punctuation; or the page's own title.
    Anchor,
    /// A path of nearly these words, or spelled nearly so.
    Similar,
}

/// How many candidates an answer names.
const CANDIDATES: usize = 5;

impl<B: AsRef<[u8]>> Index<B> {
    /// What an address means: a path as results print it, a URL, a link as docs have it, a former path, one with a slip
    /// of the pen. It never fails for what it is asked, and touches no file. Costs a few look-ups; a guess reads all
    /// paths and searches.
    ///
    /// ```
    /// use headword::Status;
    ///
    /// let mut builder = headword::IndexBuilder::new().base_url("https://example.com/docs/");
    /// builder.add("guides/keys.md", b"# Keys\n\n## Rotate a key\n\nTake a new one.")?;
    /// let index = headword::Index::open(builder.finish()?.0)?;
    /// let found = index.resolve("https://example.com/docs/guides/keys/index.html#rotate-a-key")?;
    /// assert_eq!((found.status, found.path.as_deref()), (Status::Section, Some("guides/keys#rotate-a-key")));
    /// let found = index.resolve("/manual/keys")?;
    /// assert_eq!((found.status, found.path.as_deref()), (Status::Fuzzy, Some("guides/keys")));
    /// assert_eq!(index.resolve("../../etc/passwd")?.status, Status::Missing);
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CORRUPT`, and `MISSING` of an index that is open in pieces.
    pub fn resolve(&self, address: &str) -> Result<Resolution, Error> {
        self.ask(|view| view.resolution(address))
    }
}

/// What an address leads to, before any of it is spelled.
pub(crate) enum Meaning {
    Found(Place, Via),
    /// It moved there, with how sure that is in percent.
    Moved(Place, u32),
    /// A guess, how sure it is in percent, and what else may be meant.
    Near(Place, Via, u32, Vec<Place>),
    /// Several guesses that are as good, or nothing.
    Unsure(Vec<Place>),
    /// What is most like it.
    Removed(Place),
}

impl View<'_> {
    /// What an address means, guessed where it must be.
    pub(crate) fn meaning(&self, address: &str) -> Result<Meaning, Error> {
        match self.resolve(address, None)? {
            Resolved::Found(place, via) => Ok(Meaning::Found(place, via)),
            Resolved::Moved(place, percent) => Ok(Meaning::Moved(place, percent)),
            Resolved::Removed(place) => Ok(Meaning::Removed(place)),
            Resolved::Elsewhere => Ok(Meaning::Unsure(Vec::new())),
            Resolved::NoPage => self.near(address, None),
            Resolved::NoSection(page) => self.near(address, Some(page)),
        }
    }

    #[inline(never)]
    fn resolution(&self, address: &str) -> Result<Resolution, Error> {
        let (status, found, via, confidence, candidates) = match self.meaning(address)? {
            Meaning::Found(place, via) => {
                let status = match via {
                    Via::Redirect => Status::Redirect,
                    _ if place.section > 0 => Status::Section,
                    _ => Status::Page,
                };
                (status, Some(place), Some(via), 100, Vec::new())
            }
            Meaning::Moved(place, percent) => (Status::Redirect, Some(place), Some(Via::Moved), percent, Vec::new()),
            Meaning::Near(place, via, confidence, others) => {
                (Status::Fuzzy, Some(place), Some(via), confidence, others)
            }
            Meaning::Unsure(others) if others.is_empty() => (Status::Missing, None, None, 0, others),
            Meaning::Unsure(others) => (Status::Ambiguous, None, None, 0, others),
            Meaning::Removed(place) => (Status::Removed, None, None, 0, vec![place]),
        };
        let links: Vec<_> =
            candidates.into_iter().take(CANDIDATES).map(|place| self.later(self.place_link(place))).collect();
        let candidates = links.into_iter().filter_map(Result::transpose).collect::<Result<_, _>>()?;
        let mut resolution = Resolution {
            status,
            path: None,
            page: None,
            title: String::new(),
            heading: String::new(),
            url: String::new(),
            via,
            confidence,
            candidates,
        };
        let Some(place) = found else { return Ok(resolution) };
        let (page, record) = (self.path(place.page)?, self.pages.page(place.page)?);
        let number = self.pages.sections_of(place.page)?.start + place.section as u32;
        let section = self.head(number)?;
        let path = section.path(&page);
        if via == Some(Via::Address) && path == address {
            resolution.via = Some(Via::Exact);
        }
        resolution.url = section.url(&self.url(&page, record));
        resolution.title = self.texts.string(record.title)?;
        resolution.heading = section.heading;
        (resolution.path, resolution.page) = (Some(path), Some(page));
        // The id of a record is an address of its own.
        if via == Some(Via::Redirect) && resolution.path.as_deref() == Some(address) {
            resolution.via = Some(Via::Exact);
            resolution.status = if place.section > 0 { Status::Section } else { Status::Page };
        }
        Ok(resolution)
    }

    /// A place, named by its page's title and its heading.
    pub(crate) fn place_link(&self, place: Place) -> Result<PageLink, Fault> {
        let page = self.path(place.page)?;
        let section = self.head(self.pages.sections_of(place.page)?.start + place.section as u32)?;
        let mut title = self.texts.string(self.pages.page(place.page)?.title)?;
        if !section.heading.is_empty() && place.section > 0 {
            title = format!("{title} › {}", section.heading);
        }
        Ok(PageLink { path: section.path(&page), title })
    }
}
