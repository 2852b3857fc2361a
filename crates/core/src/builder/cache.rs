//! What a builder made of pages, kept from one run to the next.
//!
//! ```text
//! cache = MessagePack of Saved  checksum:u64, the XXH64 of what stands before it
//! ```
//!
//! A cache is for the release, the configuration and the machine that wrote it, and nothing is lost with it: one that
//! does not fit is left aside.

use super::draft::PageDraft;
use super::{Collection, IndexBuilder, Source};
use crate::analyze::ANALYZER;
use crate::config::Config;
use crate::parse::Definitions;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use twox_hash::XxHash64;

#[derive(Serialize, Deserialize)]
struct Saved {
    /// Release, analyzer and configuration.
    made_by: u64,
    /// Words and separators by their numbers.
    tokens: Vec<(String, bool)>,
    definitions: (u64, Definitions),
    pages: BTreeMap<String, Known>,
}

/// The pages of a file of the docs, as an earlier run made them.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Known {
    pub(super) hash: u64,
    pub(super) made: u64,
    /// The front matter and the context of a page that depends on other files.
    pub(super) front: u64,
    pub(super) context: u64,
    pub(super) pages: Vec<PageDraft>,
}

impl IndexBuilder {
    /// What [`restore`](Self::restore) takes: the pages that were read, so that another run need not read them again.
    /// About as large as the sources, for the same release and configuration alone.
    pub fn save(&self) -> Vec<u8> {
        #[derive(Serialize)]
        struct Borrowed<'a> {
            made_by: u64,
            tokens: Vec<(&'a str, bool)>,
            definitions: (u64, &'a Definitions),
            pages: BTreeMap<&'a str, BorrowedKnown<'a>>,
        }
        #[derive(Serialize)]
        struct BorrowedKnown<'a> {
            hash: u64,
            made: u64,
            front: u64,
            context: u64,
            pages: &'a [PageDraft],
        }
        fn known<'a>((file, source): (&'a String, &'a Source)) -> (&'a str, BorrowedKnown<'a>) {
            let Source { hash, made, context, pages, .. } = source;
            let front = source.prepared.as_ref().map_or(0, |page| page.fingerprint);
            (file, BorrowedKnown { hash: *hash, made: *made, front, context: *context, pages })
        }
        let saved = Borrowed {
            made_by: made_by(&self.config),
            tokens: self.drafter.vocabulary.numbered(),
            definitions: (self.definitions.0, &self.definitions.1),
            pages: self.docs.iter().map(known).collect(),
        };
        // Plain lists, numbers and texts: there is nothing that could fail, and without a cache nothing is lost.
        let mut bytes = rmp_serde::to_vec(&saved).unwrap_or_default();
        let checksum = XxHash64::oneshot(0, &bytes);
        bytes.extend_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// A builder that reads as `config` says and knows the pages that [`save`](Self::save) wrote. Sources are still
    /// to be added; those that are the same as then cost next to nothing. None where the bytes are damaged, or were
    /// written by another release or with another configuration.
    ///
    /// ```
    /// use headword::{Config, IndexBuilder};
    ///
    /// let mut first = IndexBuilder::new();
    /// first.add("keys.md", b"# Keys")?;
    /// let mut second = IndexBuilder::restore(Config::default(), &first.save()).expect("the same release wrote it");
    /// second.add("keys.md", b"# Keys")?;
    /// assert_eq!(first.finish()?, second.finish()?);
    /// # Ok::<(), headword::Error>(())
    /// ```
    pub fn restore(config: Config, saved: &[u8]) -> Option<IndexBuilder> {
        let (bytes, checksum) = saved.split_last_chunk::<8>()?;
        if XxHash64::oneshot(0, bytes) != u64::from_le_bytes(*checksum) {
            return None;
        }
        let saved: Saved = rmp_serde::from_slice(bytes).ok()?;
        if saved.made_by != made_by(&config) {
            return None;
        }
        let mut builder = IndexBuilder::with_config(config);
        builder.drafter.vocabulary.renumber(&saved.tokens)?;
        builder.definitions = saved.definitions;
        builder.known_pages = saved.pages;
        Some(builder)
    }

    /// Every file that was added, in no order.
    pub fn sources(&self) -> impl Iterator<Item = (Collection, &str)> {
        let docs = self.docs.keys().chain(self.navigation.keys()).map(|path| (Collection::Docs, &**path));
        let snippets = self.snippets.keys().map(|path| (Collection::Snippets, &**path));
        let examples = self.examples.keys().map(|path| (Collection::Examples, &**path));
        let changelogs = self.changelogs.keys().map(|path| (Collection::Changelogs, &**path));
        docs.chain(snippets).chain(examples).chain(changelogs)
    }
}

fn made_by(config: &Config) -> u64 {
    XxHash64::oneshot(0, format!("{} {ANALYZER} {config:?}", env!("CARGO_PKG_VERSION")).as_bytes())
}
