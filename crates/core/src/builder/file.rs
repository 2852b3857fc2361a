//! Files of the docs that are read apart from a builder.

use super::cut::{CutPage, Cutter};
use super::{IndexBuilder, Navigated, Source, check_path};
use crate::config::Config;
use crate::error::Error;
use crate::parse::navigation::{self, NavigationFile};
use crate::parse::{self, Prepared, Read, Redirect};
use twox_hash::XxHash64;

/// A file of the docs, read and cut into words: most of the work of [`IndexBuilder::add`], without a builder and so on
/// any thread. It takes several times the memory of its source, until a builder takes it in.
///
/// ```
/// use headword::{Config, DocsFile, IndexBuilder};
///
/// let config = Config::default();
/// let files = [("sso.md", "# Single sign-on"), ("keys.md", "# Keys")];
/// let threads = files.map(|(path, source)| {
///     let config = config.clone();
///     std::thread::spawn(move || DocsFile::read(&config, path, source.as_bytes()))
/// });
/// let mut builder = IndexBuilder::with_config(config);
/// for thread in threads {
///     builder.add_file(thread.join().expect("no source makes it panic")?);
/// }
/// assert_eq!(builder.finish()?.1.pages, 2);
/// # Ok::<(), headword::Error>(())
/// ```
pub struct DocsFile {
    path: String,
    hash: u64,
    bytes: u64,
    content: Content,
}

enum Content {
    Pages(Vec<CutPage>),
    Redirect(Redirect),
    Prepared(Box<Prepared>),
    Navigation(NavigationFile),
}

impl DocsFile {
    /// Reads a file as a builder with this configuration does. `path` is relative to the root of the docs, with `/`
    /// between folders.
    ///
    /// # Errors
    /// Those of [`IndexBuilder::add`].
    pub fn read(config: &Config, path: &str, source: &[u8]) -> Result<DocsFile, Error> {
        check_path(path)?;
        let content = if navigation::is_navigation(path) {
            Content::Navigation(navigation::parse(path, parse::text(path, source)?)?)
        } else {
            let mut cutter = Cutter::default();
            let mut pages = Vec::new();
            match parse::read(path, source, config, |page| pages.push(cutter.cut(page)))? {
                Read::Pages => Content::Pages(pages),
                Read::Redirect(redirect) => Content::Redirect(redirect),
                Read::Prepared(prepared) => Content::Prepared(prepared),
            }
        };
        let hash = XxHash64::oneshot(0, source);
        Ok(DocsFile { path: path.to_owned(), hash, bytes: source.len() as u64, content })
    }
}

impl IndexBuilder {
    /// Takes a file that was read apart, with the same outcome as [`add`](Self::add). The order of files makes no
    /// difference to the index.
    pub fn add_file(&mut self, file: DocsFile) {
        let DocsFile { path, hash, bytes, content } = file;
        let mut added = Source::new(hash, bytes);
        match content {
            Content::Navigation(file) => {
                self.navigation.insert(path, Navigated { hash, bytes, file });
                return;
            }
            Content::Pages(pages) => {
                // A list of its own: one collected in place would be where that of the pages was.
                added.pages = Vec::with_capacity(pages.len());
                added.pages.extend(pages.into_iter().map(|page| self.drafter.draft(page)));
            }
            Content::Redirect(redirect) => added.redirect = Some(Box::new(redirect)),
            Content::Prepared(prepared) => added.prepared = Some(prepared),
        }
        self.known_pages.remove(&path);
        self.forget(&path);
        self.docs.insert(path, added);
    }
}
