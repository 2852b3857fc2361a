//! What was built.

use super::IndexBuilder;
use super::write::{Site, Written};
use crate::format::blocks::Part;
use crate::format::directory::PartName;
use crate::format::pages::PageKind;
use crate::inspect::PartSize;
use serde::Serialize;
use std::collections::BTreeMap;

/// What was built.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BuildReport {
    /// Pages in the index, without those that stand for folders.
    pub pages: u32,
    /// Sections of all pages.
    pub sections: u32,
    /// Distinct terms.
    pub terms: u32,
    /// Bytes of all sources, as they were given.
    pub source_bytes: u64,
    /// Bytes of the index.
    pub bytes: u64,
    /// Bytes of each part of the index, in the order of the file. With the header they add up to `bytes`.
    pub parts: Vec<PartSize>,
    /// How many probable mistakes were met, by their code; [`check`](IndexBuilder::check) lists them, and finds more.
    pub warnings: Vec<WarningCount>,
    /// Pages and sections of the previous index that have another address now, found by what they say, in the order of
    /// their old addresses, pages first. Those that the docs redirect themselves are none.
    pub moves: Vec<Move>,
    /// Pages of the previous index that are nowhere any more.
    pub removed: Vec<Removal>,
}

/// A page or a section that has another address than in the previous index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Move {
    /// Its address before.
    pub from: String,
    /// Its address now.
    pub to: String,
    /// How sure that is, in percent.
    pub confidence: u32,
}

/// A page of the previous index that is nowhere any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Removal {
    /// Its address before.
    pub path: String,
    /// The page that says most of what it said.
    pub closest: Option<String>,
}

/// How often a probable mistake was met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WarningCount {
    /// As in [`Finding`](super::Finding).
    pub code: &'static str,
    /// How often.
    pub count: u32,
}

/// All that there is to report before the pages are written.
pub(super) fn report(builder: &IndexBuilder, site: &Site<'_>) -> BuildReport {
    let mut warnings: BTreeMap<&'static str, u32> = BTreeMap::new();
    for page in &site.pages {
        page.notes.iter().for_each(|note| *warnings.entry(note.code).or_default() += 1);
    }
    BuildReport {
        pages: site.pages.iter().filter(|page| page.kind != PageKind::Folder).count() as u32,
        source_bytes: builder.source_bytes(),
        warnings: warnings.into_iter().map(|(code, count)| WarningCount { code, count }).collect(),
        ..BuildReport::default()
    }
}

impl BuildReport {
    /// Adds what was written, but for the size of the whole.
    pub(super) fn add(&mut self, written: &Written) {
        (self.sections, self.terms) = (written.sections, written.terms);
        let part = |(name, part): (&PartName, &Part)| PartSize {
            name: name.name(),
            bytes: (part.head.len() + part.body_length()) as u64,
        };
        self.parts = PartName::ALL.iter().zip(&written.parts).map(part).collect();
    }
}
