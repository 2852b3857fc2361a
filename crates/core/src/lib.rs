//! Headword turns documentation into one small file that answers questions.
//!
//! At build time [`IndexBuilder`] reads Markdown, MDX, HTML and more, and writes an index: a dictionary, posting lists, and
//! the pages themselves. At query time [`Index`] opens those bytes in place, searches them and gives pages back. There is no
//! server, no folder of segments and no state: an index is a value.
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
//! # Where to start
//!
//! | to | use |
//! |---|---|
//! | ship docs in a program | [`embed`] in `build.rs`, `include_bytes!`, [`Index::open`] |
//! | make an index at run time | [`IndexBuilder`], or [`disk`] for what a `headword.toml` names |
//! | find pages | [`Index::search`]; with filters, counts and orders [`Index::search_with`]; names alone [`Index::suggest`] |
//! | show pages | [`Index::read`], [`Index::list`], [`Index::navigation`]; addresses of any kind [`Index::resolve`] |
//! | read an index that is far away | [`Index::open_in_pieces`], which says what it lacks for an answer |
//!
//! The folder `examples` has a search in ten lines, an HTTP endpoint, help for a command line, and a package that embeds its
//! manual.
//!
//! # What a caller may rely on
//!
//! **Order.** Hits stand by score, and equal ones in the order of the index, so that an answer never changes from one call
//! to the next. A page that has the words as they were typed never stands below one that needed a guess at them.
//!
//! **Determinism.** The same pages, added in any order, on any platform, give the same bytes. The same bytes and query give
//! the same answer: all numbers of a search are integers.
//!
//! ```
//! # use headword::IndexBuilder;
//! let build = |pages: [(&str, &str); 2]| {
//!     let mut builder = IndexBuilder::new();
//!     pages.iter().try_for_each(|(path, text)| builder.add(path, text.as_bytes()))?;
//!     Ok::<_, headword::Error>(builder.finish()?.0)
//! };
//! let (keys, users) = (("keys.md", "# Keys"), ("users.md", "# Users"));
//! assert_eq!(build([keys, users])?, build([users, keys])?);
//! # Ok::<(), headword::Error>(())
//! ```
//!
//! **Cost.** Opening reads each byte once for the checksums, copies none, and allocates one small table. Searching and reading
//! touch what they need. Of the docs of WorkOS, 1.1 MB and 3,841 sections, opening takes 0.08 ms, and with a first answer
//! 0.8 ms (the median of a dozen queries on one core of a server). Bytes may be owned, borrowed, shared or mapped: whatever is
//! `AsRef<[u8]>`.
//!
//! **Threads.** Asking takes `&self` and no lock. An index of shared bytes is as cheap to open twice as to share.
//!
//! ```
//! # use headword::{Index, IndexBuilder};
//! # let mut builder = IndexBuilder::new();
//! # builder.add("keys.md", b"# Keys\n\nRotate them.")?;
//! let bytes: std::sync::Arc<[u8]> = builder.finish()?.0.into();
//! let index = Index::open(bytes)?;
//! std::thread::scope(|scope| {
//!     for query in ["keys", "rotate"] {
//!         scope.spawn(|| assert_eq!(index.search(query, 1).unwrap().hits[0].path, "keys"));
//!     }
//! });
//! # Ok::<(), headword::Error>(())
//! ```
//!
//! **Limits.** Sources, queries and bytes from outside give an answer or an [`Error`], never a panic. A query has at most
//! [`MAX_QUERY_BYTES`], of which the first 2,048 words count, an index 4 GiB and 268 million sections. An index that was
//! crafted to do harm costs a call at most 64 MiB of text, or 256 times the text that it holds where that is more. Every
//! error has a code that never changes once released.
//!
//! ```
//! let error = headword::Index::open(&b"something else"[..]).unwrap_err();
//! assert_eq!(error.code(), "CORRUPT");
//! ```
//!
//! **Nothing else.** There is no clock, no randomness, no thread and no `unsafe` in this crate, and no I/O but in [`disk`]
//! and [`embed`], which only builds have. No type of another crate stands in a signature.
//!
//! # The file
//!
//! An index names its format and the analyzer that made its words. A release reads the format that it writes: an index of
//! another one is refused with `VERSION` or `ANALYZER`, never read wrongly. Formats and analyzers change in minor releases
//! before 1.0 and in major ones from then on, so that an index may be kept for as long as the releases that read it are
//! compatible. A file that was cut short or altered is refused with `CORRUPT`.
//!
//! # Features
//!
//! - `build`, on by default: [`IndexBuilder`], the parsers, [`disk`] and [`embed`]. Reading needs none of it, and three small
//!   crates in all.
//! - `serde`, which `build` has too: `Serialize` for all that an index answers, with the names that JavaScript has.
//!
//! It compiles with Rust 1.95, which is all that it is tested with; a later one may be asked for in a minor release.
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
mod spare;
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
    Answer, Boost, CombineWith, Facet, FacetCount, Filter, GroupBy, Hit, Piece, RankedSection, SearchOptions,
    SectionHit, Sort, Suggestion, SuggestionKind,
};
#[cfg(feature = "build")]
pub use selection::{Role, Selection};
pub use tokens::estimate_tokens;
