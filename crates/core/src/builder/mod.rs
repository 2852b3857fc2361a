//! Pages in, one index out.

mod aliases;
mod cache;
mod check;
mod collections;
mod cut;
mod draft;
mod duplicates;
mod file;
mod merge;
mod names;
mod past;
mod redirects;
mod repeats;
mod report;
mod sections;
mod site;
mod stream;
mod vocabulary;
mod write;

pub use check::Finding;
pub use file::DocsFile;
pub use report::{BuildReport, Move, Removal, WarningCount};

use crate::config::{Config, sides};
use crate::error::Error;
use crate::format::aliases::{self as alias_part, Alias};
use crate::format::dictionary;
use crate::format::directory::{self, PartName};
use crate::format::synonyms;
use crate::index::Index;
use crate::navigation::titles;
use crate::parse::changelog::Release;
use crate::parse::navigation::{self, NavigationFile};
use crate::parse::redirects::{Rule, redirects};
use crate::parse::{self, Context, Definitions, Page, Prepared, Read, Redirect};
use cache::Known;
use collections::Gathered;
use cut::Cutter;
use draft::{Counter, Drafter, PageDraft};
use merge::Added;
use past::{Carried, Past};
use redirects::DeadRedirect;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;
use twox_hash::XxHash64;
use write::{Writer, Written};

/// Collects sources and writes them as one index. The same sources, in any order, give the same bytes.
///
/// ```
/// let mut builder = headword::IndexBuilder::new();
/// builder.add("sso.md", b"# Single sign-on\n\nConnect an identity provider.")?;
/// let (bytes, report) = builder.finish()?;
/// assert_eq!(report.pages, 1);
/// let index = headword::Index::open(bytes)?;
/// assert_eq!(index.search("identity", 5)?.hits[0].path, "sso");
/// # Ok::<(), headword::Error>(())
/// ```
///
/// A builder can be kept: a source that is added again replaces the one before, and costs nothing where it is the
/// same, so that writing the index anew after a change costs little more than reading what changed.
#[derive(Default)]
pub struct IndexBuilder {
    config: Config,
    cutter: Cutter,
    drafter: Drafter,
    docs: BTreeMap<String, Source>,
    /// Pages that an earlier run made, until their files are added.
    known_pages: BTreeMap<String, Known>,
    navigation: BTreeMap<String, Navigated>,
    snippets: BTreeMap<String, String>,
    examples: BTreeMap<String, String>,
    changelogs: BTreeMap<String, Changelog>,
    redirects: BTreeMap<String, Vec<Rule>>,
    /// Releases of the previous index.
    known: Vec<Release>,
    /// Redirects that the last index had no page for.
    dead: Vec<DeadRedirect>,
    /// What the previous index had addresses for.
    past: Option<Past>,
    /// Other indexes, whose pages become pages of this one.
    added: Vec<Added>,
    gathered: Gathered,
    /// Those of the configuration and of other indexes, as the file has them.
    synonyms: Vec<u8>,
    /// What front matter defines, and the name of the front matter that it is of.
    definitions: (u64, Definitions),
}

/// A folder of sources, by what is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Collection {
    /// Pages and navigation files.
    Docs,
    /// Code that pages show by its file name.
    Snippets,
    /// Code examples: every folder is a page, every file a section of it.
    Examples,
    /// Changelogs and feeds: every package is a page, every release a section of it.
    Changelogs,
    /// Files that say where old paths lead: lines of `_redirects`, as Netlify has them, or JSON.
    Redirects,
}

/// A file of the docs.
struct Source {
    hash: u64,
    bytes: u64,
    /// Kept for pages that depend on other files, such as those that have their title from the navigation.
    prepared: Option<Box<Prepared>>,
    /// Where it leads, if it is no page.
    redirect: Option<Box<Redirect>>,
    /// Names the context that `pages` were made in, where they depend on it; 0 before they are.
    context: u64,
    /// Names the page that was made.
    made: u64,
    pages: Vec<PageDraft>,
}

impl Source {
    fn new(hash: u64, bytes: u64) -> Self {
        Source { hash, bytes, prepared: None, redirect: None, context: 0, made: 0, pages: Vec::new() }
    }
}

/// An index before its pages are written.
struct Begun {
    writer: Writer,
    /// Its own further addresses.
    aliases: Vec<(String, Alias)>,
    report: BuildReport,
}

impl Begun {
    /// Writes what the pages leave to be written.
    fn end(self, past: Option<&Past>) -> Result<(Vec<Vec<u8>>, BuildReport), Error> {
        let Begun { writer, aliases, mut report } = self;
        let mut written = writer.finish();
        let carried = past.map(|past| carry(past, &written, &aliases)).transpose()?;
        if let Some(Carried { aliases, moves, removed }) = carried {
            written.parts[PartName::Aliases as usize] = alias_part::encode(&aliases)?;
            (report.moves, report.removed) = (moves, removed);
        }
        report.add(&written);
        let pieces = directory::encode(written.parts, written.hot)?;
        report.bytes = pieces.iter().map(|piece| piece.len() as u64).sum();
        Ok((pieces, report))
    }
}

struct Changelog {
    hash: u64,
    bytes: u64,
    releases: Vec<Release>,
}

struct Navigated {
    hash: u64,
    bytes: u64,
    file: NavigationFile,
}

impl IndexBuilder {
    /// A builder without pages.
    pub fn new() -> Self {
        Self::default()
    }

    /// A builder that reads as `config` says.
    ///
    /// ```
    /// let config = headword::Config::from_toml("headword.toml", "base-url = 'https://example.com/docs/'")?;
    /// let mut builder = headword::IndexBuilder::with_config(config);
    /// builder.add("sso.md", b"# Single sign-on")?;
    /// let index = headword::Index::open(builder.finish()?.0)?;
    /// assert_eq!(index.read("sso")?.url, "https://example.com/docs/sso");
    /// # Ok::<(), headword::Error>(())
    /// ```
    pub fn with_config(config: Config) -> Self {
        IndexBuilder { config, ..Self::default() }
    }

    /// What the docs are called, for people.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.config.name);
        self
    }

    /// What stands before the path of a page in its URL, for instance `https://example.com/docs/`.
    #[must_use]
    pub fn base_url(mut self, base_url: &str) -> Self {
        base_url.clone_into(&mut self.config.base_url);
        self
    }

    /// Reads a file of the docs: a page in Markdown, MDX or HTML, pages as JSON lines, or navigation. `path` is
    /// relative to the root of the docs, with `/` between folders; the page's path is this one without its
    /// extension and without a last `/index`. Adding a path again replaces what it held.
    ///
    /// # Errors
    /// `ENCODING`, `FRONT_MATTER`, `NAVIGATION` or `RECORDS`, naming the file, or `TOO_LARGE` for a path of over 1,024
    /// bytes; the builder is as before, so that the next file can be read.
    pub fn add(&mut self, path: &str, source: &[u8]) -> Result<(), Error> {
        self.add_to(Collection::Docs, path, source)
    }

    /// Reads a file of any collection. `path` is relative to the root of the collection, with `/` between folders.
    ///
    /// ```
    /// use headword::Collection;
    /// let mut builder = headword::IndexBuilder::new();
    /// builder.add_to(Collection::Changelogs, "acme/CHANGELOG.md", b"# Changelog\n\n## 1.0.0 - 2026-01-31\n\n- First.")?;
    /// builder.add_to(Collection::Examples, "hello/main.rs", b"fn main() {}")?;
    /// let index = headword::Index::open(builder.finish()?.0)?;
    /// assert_eq!(index.releases()?[0].version, "1.0.0");
    /// assert_eq!(index.read("examples/hello#main.rs")?.heading, "main.rs");
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`add`](Self::add), and `CHANGELOG`, `FEED` or `REDIRECTS`.
    pub fn add_to(&mut self, collection: Collection, path: &str, source: &[u8]) -> Result<(), Error> {
        check_path(path)?;
        let hash = XxHash64::oneshot(0, source);
        match collection {
            Collection::Docs => self.add_docs(path, hash, source)?,
            // Pictures and programs stand beside code and are none.
            Collection::Snippets => keep_text(&mut self.snippets, path, source),
            Collection::Examples => keep_text(&mut self.examples, path, source),
            Collection::Redirects => {
                let rules = redirects(path, parse::text(path, source)?)?;
                self.redirects.insert(path.to_owned(), rules);
            }
            Collection::Changelogs => {
                if self.changelogs.get(path).is_none_or(|known| known.hash != hash) {
                    let releases = parse::releases(path, parse::text(path, source)?)?;
                    let added = Changelog { hash, bytes: source.len() as u64, releases };
                    self.changelogs.insert(path.to_owned(), added);
                }
            }
        }
        Ok(())
    }

    fn add_docs(&mut self, path: &str, hash: u64, source: &[u8]) -> Result<(), Error> {
        let bytes = source.len() as u64;
        if navigation::is_navigation(path) {
            if self.navigation.get(path).is_none_or(|known| known.hash != hash) {
                let file = navigation::parse(path, parse::text(path, source)?)?;
                self.navigation.insert(path.to_owned(), Navigated { hash, bytes, file });
            }
            return Ok(());
        }
        self.add_pages(path, Source::new(hash, bytes), source, |config, page| parse::read(path, source, config, page))
    }

    /// Whether a file of the docs can be added by its lines.
    pub(crate) fn takes_lines(&self, path: &str) -> bool {
        !navigation::is_navigation(path) && parse::has_lines(path, &self.config)
    }

    /// Reads a file of the docs that [has lines](Self::takes_lines), a page at a time, with the same outcome as
    /// [`add`](Self::add). `hash` is the one of its bytes, of which there are so many. An error in place of a line is
    /// answered, and the builder is as before.
    pub(crate) fn add_lines<'a>(
        &mut self,
        path: &str,
        (hash, bytes): (u64, u64),
        lines: impl Iterator<Item = Result<Cow<'a, str>, Error>>,
    ) -> Result<(), Error> {
        check_path(path)?;
        // Records depend on no other file, so that nothing is kept of their source.
        self.add_pages(path, Source::new(hash, bytes), &[], |config, page| {
            parse::read_lines(path, lines, config, page).map(|()| Read::Pages)
        })
    }

    /// Takes in a file of the docs, whose pages `read` hands over, unless they are known.
    fn add_pages(
        &mut self,
        path: &str,
        mut added: Source,
        source: &[u8],
        read: impl FnOnce(&Config, &mut dyn FnMut(Page)) -> Result<Read, Error>,
    ) -> Result<(), Error> {
        let hash = added.hash;
        if self.docs.get(path).is_some_and(|known| known.hash == hash) {
            return Ok(());
        }
        let known = self.known_pages.remove(path).filter(|known| known.hash == hash);
        if let Some(known) = known.filter(|known| !known.pages.is_empty()) {
            known.pages.iter().for_each(|page| self.drafter.keep(page));
            (added.made, added.context, added.pages) = (known.made, known.context, known.pages);
            // It is read again where what it depends on has changed.
            added.prepared =
                if known.made == 0 { None } else { Some(Box::new(Prepared::again(path, source, known.front)?)) };
        } else {
            let IndexBuilder { cutter, drafter, config, .. } = self;
            // A page at a time: records of a whole site may stand in one file.
            let read = read(config, &mut |page| added.pages.push(drafter.draft(cutter.cut(page))));
            // Most files are a page.
            added.pages.shrink_to_fit();
            match read {
                Ok(Read::Pages) => {}
                Ok(Read::Redirect(redirect)) => added.redirect = Some(Box::new(redirect)),
                Ok(Read::Prepared(prepared)) => added.prepared = Some(prepared),
                Err(error) => {
                    added.pages.iter().for_each(|page| self.drafter.forget(page));
                    return Err(error);
                }
            }
        }
        self.forget(path);
        self.docs.insert(path.to_owned(), added);
        Ok(())
    }

    /// Drops the pages of a file of the docs. Says whether it was known.
    fn forget(&mut self, path: &str) -> bool {
        let Some(source) = self.docs.remove(path) else { return false };
        source.pages.iter().for_each(|page| self.drafter.forget(page));
        true
    }

    /// Forgets a file. Says whether it was known.
    pub fn remove(&mut self, collection: Collection, path: &str) -> bool {
        match collection {
            Collection::Docs => self.forget(path) || self.navigation.remove(path).is_some(),
            Collection::Snippets => self.snippets.remove(path).is_some(),
            Collection::Examples => self.examples.remove(path).is_some(),
            Collection::Changelogs => self.changelogs.remove(path).is_some(),
            Collection::Redirects => self.redirects.remove(path).is_some(),
        }
    }

    /// Keeps what the previous index knows and sources may have forgotten: releases that a feed no longer lists, and
    /// where its pages and sections went, so that their old addresses lead to them. What moved is found by what it says;
    /// [`BuildReport::moves`] lists it. Old addresses that the previous index knew already are kept too, so that each
    /// build need only know the one before.
    ///
    /// ```
    /// use headword::{Index, IndexBuilder, Status, Via};
    ///
    /// let text = b"# Keys\n\nA key opens a door. Rotate it each year, and keep the old one for a day.";
    /// let mut before = IndexBuilder::new();
    /// before.add("user/keys.md", text)?;
    /// let mut now = IndexBuilder::new();
    /// now.add("authkit/keys.md", text)?;
    /// now.previous(&Index::open(before.finish()?.0)?)?;
    /// let (bytes, report) = now.finish()?;
    /// assert_eq!((&*report.moves[0].from, &*report.moves[0].to), ("user/keys", "authkit/keys"));
    /// let found = Index::open(bytes)?.resolve("/user/keys")?;
    /// assert_eq!((found.status, found.via), (Status::Redirect, Some(Via::Moved)));
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// `CORRUPT`.
    pub fn previous<B: AsRef<[u8]>>(&mut self, index: &Index<B>) -> Result<(), Error> {
        let (known, past) = (collections::known(index)?, Past::new(index)?);
        (self.known, self.past) = (known, Some(past));
        Ok(())
    }

    /// Writes the index of everything that was added.
    ///
    /// # Errors
    /// `NO_PAGES`, `DUPLICATE_PATH`, `REDIRECTS` where they lead in a circle, or `TOO_LARGE` past 4 GiB.
    pub fn finish(&mut self) -> Result<(Vec<u8>, BuildReport), Error> {
        let (pieces, report) = self.finish_pieces()?;
        let mut bytes = Vec::with_capacity(report.bytes as usize);
        // Each piece is dropped once it is copied.
        pieces.into_iter().for_each(|piece| bytes.extend_from_slice(&piece));
        Ok((bytes, report))
    }

    /// Writes the index as pieces that make it up, one behind the other: for a file, which needs no copy of the whole in
    /// memory.
    ///
    /// # Errors
    /// Those of [`finish`](Self::finish).
    pub fn finish_pieces(&mut self) -> Result<(Vec<Vec<u8>>, BuildReport), Error> {
        let mut begun = self.begin()?;
        site::sorted(self)?.into_iter().for_each(|(_, page)| begun.writer.push(page));
        begun.end(self.past.as_ref())
    }

    /// Writes the index as [`finish_pieces`](Self::finish_pieces) does, for whoever writes one and no more: in less memory,
    /// since each page is dropped once it is written.
    ///
    /// ```
    /// let mut builder = headword::IndexBuilder::new();
    /// builder.add("sso.md", b"# Single sign-on")?;
    /// let bytes = builder.finish()?.0;
    /// assert_eq!(builder.into_pieces()?.0.concat(), bytes);
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`finish`](Self::finish).
    pub fn into_pieces(mut self) -> Result<(Vec<Vec<u8>>, BuildReport), Error> {
        let mut begun = self.begin()?;
        let past = self.past.take();
        let mut pages = self.into_pages();
        // No two have one path, or nothing would have begun.
        pages.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        pages.into_iter().for_each(|page| begun.writer.push(&page));
        begun.end(past.as_ref())
    }

    /// Writes all but the pages.
    fn begin(&mut self) -> Result<Begun, Error> {
        self.complete();
        self.synonyms = synonyms::encode(&self.pairs())?;
        let tree = collections::gather(self)?;
        // All pages are drafted.
        self.drafter.counter = Counter::default();
        // The titles of the navigation are words too.
        let mut vocabulary = std::mem::take(&mut self.drafter.vocabulary);
        let site = site::assemble(self, tree, &mut vocabulary);
        // They are counted while they are written.
        let entries = site.iter().flat_map(|site| &site.entries);
        let titles: Vec<Vec<u8>> = entries.map(|entry| entry.title.clone()).collect();
        titles.iter().for_each(|title| vocabulary.count_stream(title, true));
        vocabulary.sort();
        let begun = site.and_then(|site| {
            let report = report::report(self, &site);
            Ok((Begun { writer: Writer::new(&site, &vocabulary)?, aliases: site.aliases, report }, site.dead))
        });
        self.drafter.vocabulary = vocabulary;
        titles.iter().for_each(|title| self.drafter.vocabulary.count_stream(title, false));
        let (begun, dead) = begun?;
        self.dead = dead;
        Ok(begun)
    }

    /// Makes the pages that depend on other files, where those have changed.
    fn complete(&mut self) {
        let mut hasher = XxHash64::with_seed(1);
        for (file, source) in &self.docs {
            let Some(page) = &source.prepared else { continue };
            hasher.write(file.as_bytes());
            hasher.write(&page.fingerprint.to_le_bytes());
        }
        if self.definitions.0 != hasher.finish() {
            let mut definitions = Definitions::default();
            let prepared = self.docs.values_mut().filter_map(|source| source.prepared.as_mut());
            prepared.for_each(|page| page.define(&mut definitions, &self.config));
            self.definitions = (hasher.finish(), definitions);
        }
        let made = self.docs.values().filter(|source| source.prepared.is_none());
        let made = made.flat_map(|source| source.pages.iter().map(|page| &*page.path));
        let prepared = self.docs.values().filter_map(|source| source.prepared.as_ref());
        let paths: Vec<&str> = made.chain(prepared.map(|page| &*page.path)).collect();
        let files = self.navigation_files();
        let titles = titles(&files, &paths, &self.config.base_url);
        let titles = paths.iter().zip(titles).filter_map(|(path, title)| Some(((*path).to_owned(), title?)));
        let context = Context::new(titles.collect(), &self.definitions.1, &self.snippets);
        let fingerprint = context.fingerprint();
        for source in self.docs.values_mut() {
            let Some(prepared) = source.prepared.as_mut().filter(|_| source.context != fingerprint) else { continue };
            let page = parse::complete(prepared, &context, &self.config);
            source.context = fingerprint;
            // What changed elsewhere seldom changes this page.
            let made = page.fingerprint();
            if source.pages.is_empty() || source.made != made {
                source.made = made;
                source.pages.iter().for_each(|page| self.drafter.forget(page));
                source.pages = vec![self.drafter.draft(self.cutter.cut(page))];
            }
        }
    }

    /// Pairs of synonyms, in words of queries.
    fn pairs(&self) -> BTreeSet<(String, String)> {
        let mut pairs: BTreeSet<_> = self.added.iter().flat_map(|added| added.synonyms.iter().cloned()).collect();
        for (sides, both) in self.config.synonyms.iter().filter_map(|line| sides(line)) {
            let sides: Vec<String> = sides.into_iter().map(synonyms::side).collect();
            for (place, from) in sides.iter().enumerate().filter(|(place, _)| both || *place == 0) {
                let others = sides.iter().enumerate().filter(|(other, to)| *other != place && *to != from);
                pairs.extend(others.map(|(_, to)| (from.clone(), to.clone())));
            }
        }
        pairs
    }

    fn navigation_files(&self) -> Vec<NavigationFile> {
        self.navigation.values().map(|navigated| navigated.file.clone()).collect()
    }

    /// All pages with the file that each came from.
    fn pages(&self) -> impl Iterator<Item = (&str, &PageDraft)> {
        let docs = self.docs.iter().flat_map(|(file, source)| source.pages.iter().map(|page| (&**file, page)));
        let added = self.added.iter().flat_map(|added| added.pages.iter().map(|page| (&*added.name, page)));
        docs.chain(added).chain(self.gathered.pages())
    }

    /// The pages alone.
    fn into_pages(self) -> Vec<PageDraft> {
        let count = self.pages().count();
        // All words go first.
        drop((self.drafter, self.cutter));
        let mut pages = Vec::with_capacity(count);
        pages.extend(self.docs.into_values().flat_map(|source| source.pages));
        pages.extend(self.added.into_iter().flat_map(|added| added.pages));
        pages.extend(self.gathered.into_pages());
        pages
    }

    /// Releases that other indexes hold.
    fn known_releases(&self) -> impl Iterator<Item = &Release> {
        self.known.iter().chain(self.added.iter().flat_map(|added| &added.releases))
    }

    /// Whether navigation files say what the tree is.
    fn has_menus(&self) -> bool {
        !self.navigation.is_empty() || self.added.iter().any(|added| added.apart().next().is_some())
    }
}

/// Refuses a path that no dictionary takes.
fn check_path(path: &str) -> Result<(), Error> {
    let (found, limit) = (path.len() as u64, dictionary::MAX_KEY as u64);
    if found > limit { Err(Error::TooLarge { what: "bytes in the path of a page", found, limit }) } else { Ok(()) }
}

/// Keeps a file where it is text.
fn keep_text(files: &mut BTreeMap<String, String>, path: &str, source: &[u8]) {
    match parse::text(path, source) {
        Ok(text) => files.insert(path.to_owned(), text.to_owned()),
        Err(_) => files.remove(path),
    };
}

/// Compares an index that is written but for its further addresses with the one before.
fn carry(past: &Past, written: &Written, own: &[(String, Alias)]) -> Result<Carried, Error> {
    let pieces = directory::encode(written.parts.clone(), written.hot)?;
    let index = Index::open(pieces.concat())?;
    index.ask_whole(|view| past.carry(view, own))
}
