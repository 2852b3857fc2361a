//! Files of questions that people have judged answers to, and what an index makes of them.
//!
//! ```text
//! {"qid": "7", "query": "rotate api key", "rel": {"guides/keys": 2, "reference/keys": 1}, "exclude": "changelog/"}
//! ```

use super::latency::Latency;
use super::measures::{Measures, Unit, is_deep_enough};
use super::questions::{Question, kind, lines, ranked};
use crate::error::Error;
use crate::index::Index;
use crate::query::Query;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How deep a ranking is looked at first. Ten pages are rarely further down.
const FIRST_DEPTH: usize = 64;

/// Measures how good the answers of an index are, file by file.
///
/// ```
/// use headword::{Evaluator, Index, IndexBuilder};
///
/// let mut builder = IndexBuilder::new();
/// builder.add("guides/keys.md", b"# Keys\n\n## Rotate a key\n\nMake a new one first.")?;
/// let index = Index::open(builder.finish()?.0)?;
/// let mut evaluator = Evaluator::new();
/// let judged = br#"{"qid": "7", "query": "rotate key", "rel": {"guides/keys": 1}}"#;
/// evaluator.add(&index, "queries.jsonl", judged, None)?;
/// assert_eq!(evaluator.finish(&[]).mean.success1, 1.0);
/// # Ok::<(), headword::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Evaluator {
    files: Vec<FileMeasures>,
    queries: Vec<String>,
}

/// How good the answers of an index are, and how fast they came.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Evaluation {
    /// Of each file, in the order in which they were added.
    pub files: Vec<FileMeasures>,
    /// Over the files: each counts as much as any other.
    pub mean: Measures,
    /// In microseconds, of the searches whose times were given.
    pub latency_microseconds: Latency,
}

/// How good the answers to the questions of one file are.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FileMeasures {
    /// The file, as it was given.
    pub file: String,
    /// What was judged.
    pub unit: Unit,
    /// How many questions there are; each counts.
    pub queries: u32,
    /// On average over the questions.
    pub measures: Measures,
}

/// A question with its answers.
struct Judged {
    query: String,
    grades: BTreeMap<String, f64>,
    /// Paths that begin so are left out of the ranking.
    exclude: Option<String>,
}

impl Evaluator {
    /// Nothing measured yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ranks what each question of a file finds and measures it. Without a `unit`, sections are judged where any
    /// judgement names one with a `#`, else pages.
    ///
    /// # Errors
    /// `ENCODING`; `QUERIES` as for [`Question::read`], and where a line has no `rel` with at least one path and its
    /// grade, a number from 0; `CORRUPT` for an index that contradicts itself. Then nothing was added.
    pub fn add<B: AsRef<[u8]>>(
        &mut self,
        index: &Index<B>,
        file: &str,
        source: &[u8],
        unit: Option<Unit>,
    ) -> Result<(), Error> {
        let all = lines(file, source, judged)?;
        let unit = unit.unwrap_or_else(|| unit_of(&all));
        let measured: Vec<_> = all.iter().map(|judged| judged.measures(index, unit)).collect::<Result<_, _>>()?;
        let measures = Measures::mean(&measured);
        self.files.push(FileMeasures { file: file.to_owned(), unit, queries: all.len() as u32, measures });
        self.queries.extend(all.into_iter().map(|judged| judged.query).filter(|query| Query::parse(query).is_ok()));
        Ok(())
    }

    /// The queries of all files that can be searched, for whoever measures how long that takes.
    pub fn queries(&self) -> &[String] {
        &self.queries
    }

    /// What was measured, to four decimals, with what the caller measured: how many nanoseconds each search took.
    pub fn finish(self, nanoseconds: &[u64]) -> Evaluation {
        let all: Vec<_> = self.files.iter().map(|file| file.measures).collect();
        let rounded = |file: FileMeasures| FileMeasures { measures: file.measures.rounded(), ..file };
        Evaluation {
            files: self.files.into_iter().map(rounded).collect(),
            mean: Measures::mean(&all).rounded(),
            latency_microseconds: Latency::of(nanoseconds),
        }
    }
}

impl Judged {
    fn measures<B: AsRef<[u8]>>(&self, index: &Index<B>, unit: Unit) -> Result<Measures, Error> {
        let mut depth = FIRST_DEPTH;
        loop {
            let sections = ranked(index, &self.query, depth)?;
            let kept = || {
                let paths = sections.iter().map(|section| &*section.path);
                paths.filter(|path| !self.exclude.as_ref().is_some_and(|prefix| path.starts_with(prefix)))
            };
            if sections.len() < depth || is_deep_enough(unit, kept()) {
                return Ok(Measures::of(&self.grades, unit, kept()));
            }
            depth = depth.saturating_mul(FIRST_DEPTH);
        }
    }
}

fn unit_of(all: &[Judged]) -> Unit {
    let sections = all.iter().any(|judged| judged.grades.keys().any(|path| path.contains('#')));
    if sections { Unit::Section } else { Unit::Page }
}

fn judged(question: Question, keys: &Map<String, Value>) -> Result<Judged, String> {
    let grades = match keys.get("rel") {
        Some(Value::Object(grades)) if !grades.is_empty() => grades,
        Some(Value::Object(_)) => return Err("its \"rel\" names no path".to_owned()),
        Some(other) => return Err(format!("its \"rel\" must be grades by paths, found {}", kind(other))),
        None => return Err("it has no \"rel\" such as {\"guides/keys\": 1}".to_owned()),
    };
    let grades = grades.iter().map(|(path, grade)| match grade.as_f64() {
        // The upper bound keeps sums finite.
        Some(number) if (0.0..=f64::from(u32::MAX)).contains(&number) => Ok((path.clone(), number)),
        Some(_) => Err(format!("the grade of \"{path}\" must be from 0 to {}, found {grade}", u32::MAX)),
        None => Err(format!("the grade of \"{path}\" must be a number, found {}", kind(grade))),
    });
    let exclude = match keys.get("exclude") {
        None | Some(Value::Null) => None,
        // Every path begins with nothing.
        Some(Value::String(prefix)) => Some(prefix.clone()).filter(|prefix| !prefix.is_empty()),
        Some(other) => return Err(format!("its \"exclude\" must be text, found {}", kind(other))),
    };
    Ok(Judged { query: question.query, grades: grades.collect::<Result<_, _>>()?, exclude })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IndexBuilder;
    use expect_test::{Expect, expect};

    fn index() -> Index {
        let mut builder = IndexBuilder::new();
        for path in ["a.md", "b.md", "c.md"] {
            builder.add(path, b"# Lamp\n\nA lamp.\n\n## Red\n\nA red lamp.\n").unwrap();
        }
        // More sections of one page than are looked at first.
        let many: String = (0..200).map(|i| format!("## Tide {i}\n\nThe tide.\n\n")).collect();
        builder.add("many.md", many.as_bytes()).unwrap();
        builder.add("z.md", b"# Z\n\nHigh or low, of water in the harbour by the pier, comes the tide.").unwrap();
        Index::open(builder.finish().unwrap().0).unwrap()
    }

    #[track_caller]
    fn check(lines: &str, unit: Option<Unit>, expected: Expect) {
        let mut evaluator = Evaluator::new();
        let said = match evaluator.add(&index(), "q.jsonl", lines.as_bytes(), unit) {
            Ok(()) => serde_json::to_string(&evaluator.finish(&[]).files[0]).unwrap().replace('"', ""),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&said);
    }

    #[test]
    fn the_unit_is_that_of_the_judgements() {
        check(
            r#"{"qid":"1","query":"lamp","rel":{"a":1,"b":1,"c":1}}"#,
            None,
            expect!["{file:q.jsonl,unit:page,queries:1,measures:{ndcg10:1,mrr10:1,recall10:1,success1:1}}"],
        );
        check(
            r#"{"qid":"1","query":"red lamp","rel":{"a#red":1}}"#,
            None,
            expect!["{file:q.jsonl,unit:section,queries:1,measures:{ndcg10:1,mrr10:1,recall10:1,success1:1}}"],
        );
        check(
            r#"{"qid":"1","query":"red lamp","rel":{"b#red":1}}"#,
            Some(Unit::Page),
            expect!["{file:q.jsonl,unit:page,queries:1,measures:{ndcg10:0.6309,mrr10:0.5,recall10:1,success1:0}}"],
        );
    }

    #[test]
    fn every_question_counts() {
        let found = r#"{"qid":"1","query":"lamp","rel":{"a":1,"b":1,"c":1}}"#;
        let empty = r#"{"qid":"2","query":" ","rel":{"a":1}}"#;
        let absent = r#"{"qid":"3","query":"zzzz","rel":{"a":1}}"#;
        check(
            &[found, empty, absent].join("\n"),
            None,
            expect![
                "{file:q.jsonl,unit:page,queries:3,measures:{ndcg10:0.3333,mrr10:0.3333,recall10:0.3333,success1:0.3333}}"
            ],
        );
    }

    #[test]
    fn what_is_excluded_leaves_its_place() {
        check(
            r#"{"qid":"1","query":"lamp","rel":{"c":1},"exclude":"b"}"#,
            None,
            expect!["{file:q.jsonl,unit:page,queries:1,measures:{ndcg10:0.6309,mrr10:0.5,recall10:1,success1:0}}"],
        );
        check(
            r#"{"qid":"1","query":"lamp","rel":{"a":1},"exclude":"a"}"#,
            None,
            expect!["{file:q.jsonl,unit:page,queries:1,measures:{ndcg10:0,mrr10:0,recall10:0,success1:0}}"],
        );
        check(
            r#"{"qid":"1","query":"lamp","rel":{"a":1},"exclude":""}"#,
            None,
            expect!["{file:q.jsonl,unit:page,queries:1,measures:{ndcg10:1,mrr10:1,recall10:1,success1:1}}"],
        );
    }

    #[test]
    fn a_page_is_found_behind_many_sections_of_another() {
        check(
            r#"{"qid":"1","query":"tide","rel":{"z":1}}"#,
            None,
            expect!["{file:q.jsonl,unit:page,queries:1,measures:{ndcg10:0.6309,mrr10:0.5,recall10:1,success1:0}}"],
        );
    }

    #[test]
    fn a_bad_judgement_is_named() {
        check(
            r#"{"qid":"1","query":"a"}"#,
            None,
            expect![[r#"q.jsonl:1: cannot read the query: it has no "rel" such as {"guides/keys": 1}"#]],
        );
        check(
            r#"{"qid":"1","query":"a","rel":{}}"#,
            None,
            expect![[r#"q.jsonl:1: cannot read the query: its "rel" names no path"#]],
        );
        check(
            r#"{"qid":"1","query":"a","rel":["a"]}"#,
            None,
            expect![[r#"q.jsonl:1: cannot read the query: its "rel" must be grades by paths, found a list"#]],
        );
        check(
            r#"{"qid":"1","query":"a","rel":{"a":"1"}}"#,
            None,
            expect![[r#"q.jsonl:1: cannot read the query: the grade of "a" must be a number, found text"#]],
        );
        check(
            r#"{"qid":"1","query":"a","rel":{"a":-1}}"#,
            None,
            expect![[r#"q.jsonl:1: cannot read the query: the grade of "a" must be from 0 to 4294967295, found -1"#]],
        );
        check(
            r#"{"qid":"1","query":"a","rel":{"a":1},"exclude":1}"#,
            None,
            expect![[r#"q.jsonl:1: cannot read the query: its "exclude" must be text, found a number"#]],
        );
    }
}
