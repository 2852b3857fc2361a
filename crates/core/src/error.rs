//! Everything that can go wrong, with a code for programs and a sentence for people.

use std::fmt;
use std::ops::Range;

/// Why a source could not be read, an index could not be opened, or a question could not be answered.
///
/// [`Error::code`] never changes once released; the sentence of [`Display`](fmt::Display) may be reworded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// This source is not UTF-8. Holds its path and the offset of the first bad byte.
    Encoding {
        /// The source, as it was given.
        path: String,
        /// Bytes before the first one that is not UTF-8.
        offset: usize,
    },
    /// The front matter of this source is not a YAML mapping, or does not end.
    FrontMatter {
        /// The source, as it was given.
        path: String,
        /// The line in the source, counted from 1.
        line: usize,
        /// What the YAML parser found there.
        reason: String,
    },
    /// This navigation file cannot be read as one.
    Navigation {
        /// The file, as it was given.
        path: String,
        /// The line in the file, counted from 1; 0 where none can be told.
        line: usize,
        /// What was found there, and what to do.
        reason: String,
    },
    /// A line of this source is not a record: one JSON object, of which at least an id and a text are known.
    Records {
        /// The source, as it was given.
        path: String,
        /// The line in the source, counted from 1.
        line: usize,
        /// What was found there.
        reason: String,
    },
    /// This source is not an RSS or Atom feed, is cut short, or does what a feed has no need to do.
    Feed {
        /// The source, as it was given.
        path: String,
        /// The line in the source, counted from 1.
        line: usize,
        /// What was found there.
        reason: String,
    },
    /// This source is not a changelog in JSON.
    Changelog {
        /// The source, as it was given.
        path: String,
        /// The line in the source, counted from 1.
        line: usize,
        /// What was found there.
        reason: String,
    },
    /// This file of redirects cannot be read, or what it says leads in a circle.
    Redirects {
        /// The file, as it was given.
        path: String,
        /// The line in the file, counted from 1; 0 where no line can be told.
        line: usize,
        /// What was found there, and what to do.
        reason: String,
    },
    /// A file of questions cannot be read as one.
    Queries {
        /// The file, as it was given.
        path: String,
        /// The line in the file, counted from 1; 0 where it concerns the file as a whole.
        line: usize,
        /// What was found there.
        reason: String,
    },
    /// A file of cases, which say what an index should find, cannot be read as one.
    Cases {
        /// The file, as it was given.
        path: String,
        /// The line in the file, counted from 1; 0 where no line can be told.
        line: usize,
        /// What was found there and what would be right.
        reason: String,
    },
    /// A setting is unknown or has a value that does not fit it.
    Config {
        /// The configuration file, the environment variable or the flag.
        file: String,
        /// The line in the file, counted from 1; 0 where no line can be told.
        line: usize,
        /// What was found there and what would be right.
        reason: String,
    },
    /// Two sources would be found under the same path.
    DuplicatePath {
        /// The path of both pages.
        path: String,
        /// The two sources, in order.
        sources: [String; 2],
    },
    /// The name of this file is not UTF-8, so that nothing could be found under it.
    FileName(String),
    /// A file of this path is in two folders of one kind, and would be shown as either.
    FileTwice {
        /// The path below both folders.
        path: String,
        /// The two folders, in order.
        folders: [String; 2],
    },
    /// The operating system refused to read or write a file.
    Io {
        /// What was tried, with the name of the file.
        tried: String,
        /// What the system found, in words that are the same on every system.
        reason: String,
        /// What to do.
        advice: String,
    },
    /// There was no page to index.
    NoPages,
    /// A count or a size that the format has no room for.
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much was found.
        found: u64,
        /// The most that fits.
        limit: u64,
    },
    /// Written in this format, which this release does not read.
    Version {
        /// The format of the bytes.
        found: u32,
        /// The format that this release reads.
        expected: u32,
    },
    /// The words of this index were made by another analyzer than this release's.
    Analyzer {
        /// The analyzer of the bytes.
        found: u32,
        /// The analyzer of this release.
        expected: u32,
    },
    /// This part contradicts itself: the bytes were cut short, altered, or never an index.
    Corrupt(&'static str),
    /// These ranges of the file are needed for an answer and have not come yet: of an index that is open in pieces only.
    /// Each comes once, in the order of the file.
    /// Give them to [`Index::add_piece`](crate::Index::add_piece), each by itself, and ask again.
    Missing(Vec<Range<u32>>),
    /// The query has nothing but white space.
    EmptyQuery,
    /// The query is longer than [`MAX_QUERY_BYTES`](crate::MAX_QUERY_BYTES).
    QueryTooLong {
        /// Its length in bytes.
        bytes: usize,
        /// The most that is searched.
        limit: usize,
    },
    /// A search filters, counts, sorts or boosts by what this index does not have, or by a value that is none of its
    /// key.
    Filter {
        /// What was asked for: `filter`, `facet`, `sort` or `boost`.
        what: &'static str,
        /// The key, cut to 80 characters.
        key: String,
        /// What is wrong with it, and what would be right.
        reason: String,
    },
    /// No page or section has this path.
    NotFound {
        /// The path asked for, cut to 200 characters.
        path: String,
        /// Whether an earlier index had it.
        removed: bool,
        /// Paths that may be meant, the likeliest first: at most five.
        candidates: Vec<String>,
    },
    /// A cursor that cannot be continued, and why.
    Cursor(&'static str),
    /// The next block of a text takes more tokens than may be given, and is never cut.
    Budget {
        /// How many tokens were allowed.
        max: usize,
        /// How many it takes.
        needed: usize,
    },
}

impl Error {
    /// A word for programs, for instance `"CORRUPT"`.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Encoding { .. } => "ENCODING",
            Error::FrontMatter { .. } => "FRONT_MATTER",
            Error::Navigation { .. } => "NAVIGATION",
            Error::Records { .. } => "RECORDS",
            Error::Feed { .. } => "FEED",
            Error::Changelog { .. } => "CHANGELOG",
            Error::Redirects { .. } => "REDIRECTS",
            Error::Queries { .. } => "QUERIES",
            Error::Cases { .. } => "CASES",
            Error::Config { .. } => "CONFIG",
            Error::DuplicatePath { .. } => "DUPLICATE_PATH",
            Error::FileName(_) => "ENCODING",
            Error::FileTwice { .. } => "DUPLICATE_PATH",
            Error::Io { .. } => "IO",
            Error::NoPages => "NO_PAGES",
            Error::TooLarge { .. } => "TOO_LARGE",
            Error::Version { .. } => "VERSION",
            Error::Analyzer { .. } => "ANALYZER",
            Error::Corrupt(_) => "CORRUPT",
            Error::Missing(_) => "MISSING",
            Error::EmptyQuery => "EMPTY_QUERY",
            Error::QueryTooLong { .. } => "QUERY_TOO_LONG",
            Error::Filter { .. } => "FILTER",
            Error::NotFound { .. } => "NOT_FOUND",
            Error::Cursor(_) => "CURSOR",
            Error::Budget { .. } => "BUDGET",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Encoding { path, offset } => {
                write!(f, "{path}: not UTF-8 (bad byte at offset {offset}); save the file as UTF-8")
            }
            Error::FrontMatter { path, line, reason } => {
                write!(f, "{path}:{line}: cannot read the front matter: {reason}")
            }
            Error::Navigation { path, line: 0, reason } => write!(f, "{path}: cannot read the navigation: {reason}"),
            Error::Navigation { path, line, reason } => {
                write!(f, "{path}:{line}: cannot read the navigation: {reason}")
            }
            Error::Records { path, line, reason } => write!(f, "{path}:{line}: cannot read the record: {reason}"),
            Error::Feed { path, line, reason } => write!(f, "{path}:{line}: cannot read the feed: {reason}"),
            Error::Changelog { path, line, reason } => {
                write!(f, "{path}:{line}: cannot read the changelog: {reason}")
            }
            Error::Redirects { path, line: 0, reason } => write!(f, "{path}: cannot read the redirects: {reason}"),
            Error::Redirects { path, line, reason } => {
                write!(f, "{path}:{line}: cannot read the redirect: {reason}")
            }
            Error::Queries { path, line: 0, reason } => write!(f, "{path}: cannot read the queries: {reason}"),
            Error::Queries { path, line, reason } => write!(f, "{path}:{line}: cannot read the query: {reason}"),
            Error::Cases { path, line: 0, reason } => write!(f, "{path}: cannot read the cases: {reason}"),
            Error::Cases { path, line, reason } => write!(f, "{path}:{line}: cannot read the case: {reason}"),
            Error::Config { file, line: 0, reason } => write!(f, "{file}: {reason}"),
            Error::Config { file, line, reason } => write!(f, "{file}:{line}: {reason}"),
            Error::DuplicatePath { path, sources: [first, second] } => {
                write!(f, "{first} and {second} are both the page \"{path}\"; rename or remove one of them")
            }
            Error::FileName(path) => write!(f, "{path}: the name is not UTF-8; rename it"),
            Error::FileTwice { path, folders: [first, second] } => {
                write!(f, "\"{path}\" is in {first} and in {second}; rename one of them, or give a folder above both")
            }
            Error::Io { tried, reason, advice } => write!(f, "{tried}: {reason}; {advice}"),
            Error::NoPages => write!(
                f,
                "no pages to index; looked for .md, .mdx, .markdown, .html, .htm, .jsonl and .ndjson files whose names do not \
                 start with _ or ., and that the settings \"format\", \"include\" and \"exclude\" leave in"
            ),
            Error::TooLarge { what, found, limit } => {
                write!(
                    f,
                    "too large: {found} {what}, at most {limit} fit; shorten it or split the docs into several indexes"
                )
            }
            Error::Version { found, expected } => write!(
                f,
                "the index is in format {found}, this release reads format {expected}; \
                 rebuild the index with this release or install the release that wrote it"
            ),
            Error::Analyzer { found, expected } => write!(
                f,
                "the index was made with analyzer {found}, this release has analyzer {expected}; rebuild the index"
            ),
            Error::Corrupt(part) => write!(
                f,
                "not a usable index ({part}): the file was cut short, altered, or is not a Headword index; rebuild or fetch it again"
            ),
            Error::Missing(ranges) => {
                write!(f, "{} pieces of the index have not come yet; fetch them, add them and ask again", ranges.len())
            }
            Error::EmptyQuery => write!(f, "the query is empty; give at least one word"),
            Error::QueryTooLong { bytes, limit } => {
                write!(f, "the query has {bytes} bytes, at most {limit} are searched; shorten it")
            }
            Error::Filter { what, key, reason } => write!(f, "{what} \"{key}\": {reason}"),
            Error::NotFound { path, removed, candidates } => {
                let what = if *removed { "is no longer there" } else { "is no page or section" };
                write!(f, "\"{path}\" {what}; ")?;
                match &candidates[..] {
                    [] => write!(f, "search for it, or list the pages"),
                    [one] => write!(f, "most like it is \"{one}\""),
                    [first, others @ ..] => {
                        write!(f, "it may be \"{first}\"")?;
                        others.iter().try_for_each(|other| write!(f, ", \"{other}\""))
                    }
                }
            }
            Error::Cursor(why) => write!(f, "cannot read on from this cursor: {why}; read from the start without it"),
            Error::Budget { max, needed } => write!(
                f,
                "the next block takes {needed} tokens and is not cut, {max} are allowed; allow at least {needed}"
            ),
        }
    }
}

impl std::error::Error for Error {}
