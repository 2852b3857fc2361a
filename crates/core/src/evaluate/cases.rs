//! What a site expects of its index, and whether it is so.

use super::case_file;
use super::measures::Unit;
use crate::error::Error;
use crate::index::Index;
use crate::search::Hit;
use serde::Serialize;

/// How far down a page is looked for that should stand further up.
const DEEP: usize = 100;

/// What a query should find.
///
/// ```
/// use headword::{Case, Index, IndexBuilder};
///
/// let mut builder = IndexBuilder::new();
/// builder.add("guides/keys.md", b"# Keys\n\nRotate a key by making a new one first.")?;
/// let index = Index::open(builder.finish()?.0)?;
/// let cases = Case::read("cases.toml", b"[[case]]\nquery = 'rotate api key'\nexpect = ['guides/keys']")?;
/// assert!(cases[0].check(&index)?.passed);
/// # Ok::<(), headword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Case {
    /// The line of the file that it begins at, counted from 1.
    pub line: u32,
    /// What is searched.
    pub query: String,
    /// Pages and sections of which each is to be found. A page stands for all its sections; a section has to be the
    /// best of its page.
    pub expect: Vec<String>,
    /// Pages and sections of which none is to be found.
    pub not: Vec<String>,
    /// How many of the first pages count.
    pub within: u32,
}

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CaseOutcome {
    /// That of [`Case::line`].
    pub line: u32,
    /// What was searched.
    pub query: String,
    /// How many of the first pages count.
    pub within: u32,
    /// Whether all is as it should be.
    pub passed: bool,
    /// What was not found among the first pages and should be.
    pub missing: Vec<CasePlace>,
    /// What was found among them and should not be.
    pub unwanted: Vec<CasePlace>,
    /// What the first pages are, each at its best section.
    pub found: Vec<String>,
}

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CasePlace {
    /// As the case has it.
    pub path: String,
    /// Counted from 1; none where it is not among the first hundred pages, or not the best section of its page.
    pub rank: Option<u32>,
    /// The same, of its page.
    pub page_rank: Option<u32>,
    /// Whether the index has that page at all.
    pub in_index: bool,
}

impl Case {
    /// The cases of a file, in its order.
    ///
    /// # Errors
    /// `ENCODING`; `CASES`, naming the file and the line: not TOML, an unknown key, with the closest known one, a value
    /// that does not fit, nothing to search or to find; or no cases at all.
    pub fn read(path: &str, source: &[u8]) -> Result<Vec<Case>, Error> {
        case_file::read(path, source)
    }

    /// Searches, and looks where everything is.
    ///
    /// # Errors
    /// Those of [`Index::search`].
    pub fn check<B: AsRef<[u8]>>(&self, index: &Index<B>) -> Result<CaseOutcome, Error> {
        let within = self.within as usize;
        let first = index.search(&self.query, within)?.hits;
        let unwanted: Vec<_> = self
            .not
            .iter()
            .filter_map(|path| rank(&first, path).map(|rank| (path, rank)))
            .map(|(path, rank)| CasePlace {
                path: path.clone(),
                rank: Some(rank),
                page_rank: Some(rank),
                in_index: true,
            })
            .collect();
        let absent: Vec<_> = self.expect.iter().filter(|path| rank(&first, path).is_none()).collect();
        let mut missing = Vec::new();
        if !absent.is_empty() {
            let deep = index.search(&self.query, DEEP)?.hits;
            for path in absent {
                let page = Unit::Page.of(path);
                missing.push(CasePlace {
                    path: path.clone(),
                    rank: rank(&deep, path),
                    page_rank: rank(&deep, page),
                    in_index: has_page(index, page)?,
                });
            }
        }
        Ok(CaseOutcome {
            line: self.line,
            query: self.query.clone(),
            within: self.within,
            passed: missing.is_empty() && unwanted.is_empty(),
            missing,
            unwanted,
            found: first.into_iter().map(|hit| hit.path).collect(),
        })
    }
}

fn has_page<B: AsRef<[u8]>>(index: &Index<B>, path: &str) -> Result<bool, Error> {
    index.ask(|view| Ok::<_, Error>(view.paths.find(path)?.is_some()))
}

/// Where a page or a section is, counted from 1.
fn rank(hits: &[Hit], path: &str) -> Option<u32> {
    hits.iter().zip(1..).find(|(hit, _)| hit.page == path || hit.path == path).map(|(_, rank)| rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IndexBuilder;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(case: &str, expected: Expect) {
        let mut builder = IndexBuilder::new();
        for (path, text) in [
            ("keys.md", "# Keys\n\n## Rotate a key\n\nMake a new key."),
            ("doors.md", "# Doors\n\nA door has a key."),
            ("log.md", "# Log\n\nEverything that ever became of anything, the key of the door of the house too."),
        ] {
            builder.add(path, text.as_bytes()).unwrap();
        }
        let index = Index::open(builder.finish().unwrap().0).unwrap();
        let outcome =
            Case::read("cases.toml", format!("[[case]]\n{case}").as_bytes()).unwrap()[0].check(&index).unwrap();
        let places = |places: &[CasePlace]| {
            let place =
                |place: &CasePlace| format!("{} {:?} {:?} {}", place.path, place.rank, place.page_rank, place.in_index);
            places.iter().map(place).collect::<Vec<_>>().join(", ")
        };
        let passed = if outcome.passed { "passed" } else { "failed" };
        let (missing, unwanted) = (places(&outcome.missing), places(&outcome.unwanted));
        expected.assert_eq(&format!("{passed}: {}; missing {missing}; unwanted {unwanted}", outcome.found.join(" ")));
    }

    #[test]
    fn a_page_stands_for_its_sections() {
        check("query = 'key'\nexpect = 'keys'\nwithin = 1", expect!["passed: keys; missing ; unwanted "]);
        check(
            "query = 'key'\nexpect = 'keys#rotate-a-key'\nwithin = 1",
            expect!["failed: keys; missing keys#rotate-a-key None Some(1) true; unwanted "],
        );
        check(
            "query = 'rotate key'\nexpect = 'keys#rotate-a-key'\nwithin = 1",
            expect!["passed: keys#rotate-a-key; missing ; unwanted "],
        );
        check(
            "query = 'key'\nexpect = 'keys#other'\nwithin = 1",
            expect!["failed: keys; missing keys#other None Some(1) true; unwanted "],
        );
    }

    #[test]
    fn what_is_further_down_is_told() {
        check(
            "query = 'key'\nexpect = ['keys', 'log']\nwithin = 2",
            expect!["failed: keys doors; missing log Some(3) Some(3) true; unwanted "],
        );
        check(
            "query = 'key'\nexpect = 'lock'",
            expect!["failed: keys doors log; missing lock None None false; unwanted "],
        );
    }

    #[test]
    fn what_should_not_be_found_is_told() {
        check(
            "query = 'key'\nnot = ['log', 'doors']\nwithin = 2",
            expect!["failed: keys doors; missing ; unwanted doors Some(2) Some(2) true"],
        );
        check("query = 'key'\nnot = 'log'\nwithin = 2", expect!["passed: keys doors; missing ; unwanted "]);
    }
}
