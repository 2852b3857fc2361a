//! Headword turns documentation into one small file that answers questions.
//!
//! At build time [`IndexBuilder`] reads Markdown and MDX and writes an index: a dictionary, posting lists, and the
//! pages themselves. At query time [`Index`] opens those bytes in place, searches them and gives pages back.
//!
//! ```
//! use headword::{Index, IndexBuilder};
//!
//! let mut builder = IndexBuilder::new().base_url("https://example.com/docs/");
//! builder.add("sso/index.md", b"# Single sign-on\n\n## Test it\n\nUse the test identity provider.")?;
//! let (bytes, _) = builder.finish()?;
//!
//! let index = Index::open(bytes)?;
//! let answer = index.search("test provider", 10)?;
//! assert_eq!(answer.hits[0].url, "https://example.com/docs/sso#test-it");
//! assert_eq!(index.read("sso#test-it")?.markdown, "## Test it\n\nUse the test identity provider.");
//! # Ok::<(), headword::Error>(())
//! ```
//!
//! # What a caller may rely on
//!
//! - The same pages, in any order and on any platform, give the same bytes; the same bytes and query, the same answer.
//! - Opening reads each byte once and copies none; searching and reading touch what they need.
//! - Sources, queries and bytes from outside give an answer or an [`Error`], never a panic. An index that was crafted to
//!   do harm costs a call at most 64 MiB of text, or 256 times the text that it holds where that is more.
//! - There is no clock, no randomness, no thread and no `unsafe` in this crate, and no I/O but in [`disk`] and [`embed`],
//!   which only builds have.
//!
//! The feature `build` (on by default) holds [`IndexBuilder`] and the parsers; reading needs none of it.
#![forbid(unsafe_code)]

mod analyze;
#[cfg(feature = "build")]
mod builder;
mod closest;
#[cfg(feature = "build")]
mod config;
#[cfg(feature = "build")]
mod diff;
#[cfg(all(feature = "build", not(target_family = "wasm")))]
pub mod disk;
mod error;
#[cfg(feature = "build")]
mod evaluate;
mod excerpt;
#[cfg(feature = "build")]
mod explain;
mod format;
mod index;
mod inspect;
mod list;
#[cfg(feature = "build")]
mod moves;
#[cfg(feature = "build")]
mod navigation;
#[cfg(feature = "build")]
mod parse;
mod pieces;
mod query;
mod rank;
mod read;
mod releases;
mod resolve;
mod search;
#[cfg(feature = "build")]
mod selection;
mod sieve;
mod slug;
mod sorted;
mod tokens;
mod url;

#[cfg(feature = "build")]
pub use builder::{BuildReport, Collection, DocsFile, Finding, IndexBuilder, Move, Removal, WarningCount};
#[cfg(feature = "build")]
pub use config::{Config, ConfigKey, ConfigKind, ConfigSource, Format, ReferenceKeys};
#[cfg(feature = "build")]
pub use diff::{AddedPage, ChangedPage, ChangedSection, Diff, MovedPage, MovedSection};
#[cfg(all(feature = "build", not(target_family = "wasm")))]
pub use disk::embed;
pub use error::Error;
#[cfg(feature = "build")]
pub use evaluate::{
    Case, CaseOutcome, CasePlace, Evaluation, Evaluator, FileMeasures, Latency, Measures, Question, RunLine, Unit,
};
pub use excerpt::Piece;
pub use format::pages::PageKind;
pub use index::{Index, Info, NavigationEntry, PageSummary};
pub use inspect::{Inspection, OptionSize, PageSize, PartSize, TermCount};
pub use pieces::PieceLayout;
pub use query::MAX_QUERY_BYTES;
pub use read::{OutlineEntry, PageContent, ReadLinks, ReadOptions};
pub use releases::Release;
pub use resolve::{PageLink, Resolution, Status, Via};
#[cfg(feature = "build")]
pub use search::explain::{Explanation, Outcome, ScoreStep, StepName, TermMatch, TermScore, WordScore};
pub use search::{
    Answer, Boost, Facet, FacetCount, Filter, GroupBy, Hit, RankedSection, SearchOptions, SectionHit, Sort, Suggestion,
    SuggestionKind,
};
#[cfg(feature = "build")]
pub use selection::{Role, Selection};
pub use tokens::estimate_tokens;
