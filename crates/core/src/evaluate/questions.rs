//! Files of questions, a JSON object a line, and what an index answers to them.
//!
//! ```text
//! {"qid": "7", "query": "rotate api key"}        other keys are left alone
//! 7 guides/keys#rotate-a-key 1 4711              an answer: qid docid rank score
//! ```

use crate::error::Error;
use crate::index::Index;
use crate::query::MAX_QUERY_BYTES;
use crate::search::RankedSection;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt;

/// A question of a file of them.
///
/// ```
/// use headword::{Index, IndexBuilder, Question};
///
/// let mut builder = IndexBuilder::new();
/// builder.add("guides/keys.md", b"# Keys\n\n## Rotate a key\n\nMake a new one first.")?;
/// let index = Index::open(builder.finish()?.0)?;
/// let questions = Question::read("queries.jsonl", br#"{"qid": "7", "query": "rotate key"}"#)?;
/// let lines = questions[0].run(&index, 1)?;
/// assert_eq!(lines[0].docid, "guides/keys#rotate-a-key");
/// assert!(lines[0].to_string().starts_with("7 guides/keys#rotate-a-key 1 "));
/// # Ok::<(), headword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Question {
    /// What tells it from the others of the file; never empty.
    pub qid: String,
    /// What is searched.
    pub query: String,
}

/// A section that answers a question. [`Display`](fmt::Display) gives a line of a TREC run, without its end: white
/// space and control characters of the ids, which would part or end it, are percent-encoded there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RunLine {
    /// The question.
    pub qid: String,
    /// The path of the section, which for a record is its id.
    pub docid: String,
    /// Counted from 1.
    pub rank: u32,
    /// The higher the better. Comparable within one question only.
    pub score: u32,
}

impl Question {
    /// The questions of a file, in its order. Keys other than `qid` and `query` are left alone, and so are lines of
    /// white space.
    ///
    /// # Errors
    /// `ENCODING`; `QUERIES`, naming the file and the line: not a JSON object, without a `qid` or a `query`, with a
    /// `qid` that another line has too, with a query that is too long; or no questions at all.
    pub fn read(path: &str, source: &[u8]) -> Result<Vec<Question>, Error> {
        lines(path, source, |question, _| Ok(question))
    }

    /// The sections that answer it, at most `limit` of them and the best first; none for an empty query.
    ///
    /// # Errors
    /// Those of [`Index::rank`] for an index that contradicts itself.
    pub fn run<B: AsRef<[u8]>>(&self, index: &Index<B>, limit: usize) -> Result<Vec<RunLine>, Error> {
        let lines = ranked(index, &self.query, limit)?.into_iter().zip(1..).map(|(section, rank)| RunLine {
            qid: self.qid.clone(),
            docid: section.path,
            rank,
            score: section.score,
        });
        Ok(lines.collect())
    }
}

impl fmt::Display for RunLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RunLine { qid, docid, rank, score } = self;
        write!(f, "{} {} {rank} {score}", one_word(qid), one_word(docid))
    }
}

/// The best sections; none for a query of white space, which whoever counts queries has to count too.
pub(super) fn ranked<B: AsRef<[u8]>>(index: &Index<B>, query: &str, limit: usize) -> Result<Vec<RankedSection>, Error> {
    match index.rank(query, limit) {
        Err(Error::EmptyQuery) => Ok(Vec::new()),
        answer => answer,
    }
}

/// Reads each line of a file of questions; `more` takes what it wants of the other keys, or says what is wrong.
pub(super) fn lines<T>(
    path: &str,
    source: &[u8],
    more: impl Fn(Question, &Map<String, Value>) -> Result<T, String>,
) -> Result<Vec<T>, Error> {
    let text = text(path, source)?;
    let error = |line, reason| Error::Queries { path: path.to_owned(), line, reason };
    let mut seen = HashMap::new();
    let mut all = Vec::new();
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let read = object(line).and_then(|object| {
            let (qid, query) = (string(&object, "qid")?, string(&object, "query")?);
            if qid.is_empty() {
                return Err("its \"qid\" is empty".to_owned());
            }
            if query.len() > MAX_QUERY_BYTES {
                return Err(Error::QueryTooLong { bytes: query.len(), limit: MAX_QUERY_BYTES }.to_string());
            }
            // Answers to two questions under one name could not be told apart.
            if let Some(first) = seen.insert(qid.clone(), number) {
                return Err(format!("line {first} has the same \"qid\"; give each question its own"));
            }
            more(Question { qid, query }, &object)
        });
        all.push(read.map_err(|reason| error(number, reason))?);
    }
    if all.is_empty() {
        return Err(error(0, "it holds no lines such as {\"qid\": \"1\", \"query\": \"rotate api key\"}".to_owned()));
    }
    Ok(all)
}

/// The source as text, without the mark that some editors put before it.
pub(super) fn text<'a>(path: &str, source: &'a [u8]) -> Result<&'a str, Error> {
    let text = str::from_utf8(source)
        .map_err(|error| Error::Encoding { path: path.to_owned(), offset: error.valid_up_to() })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn object(line: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("it is not a JSON object".to_owned()),
        Err(problem) => {
            let reason = problem.to_string();
            let reason = reason.rsplit_once(" at line ").map_or(&*reason, |(reason, _)| reason);
            Err(format!("it is not a JSON object: {reason}, column {}", problem.column()))
        }
    }
}

fn string(object: &Map<String, Value>, key: &str) -> Result<String, String> {
    match object.get(key) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(other) => Err(format!("its \"{key}\" must be text, found {}", kind(other))),
        None => Err(format!("it has no \"{key}\"")),
    }
}

/// What a value is, for messages.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn one_word(id: &str) -> String {
    let mut word = String::with_capacity(id.len());
    for char in id.chars() {
        // Python's `split`, with which runs are often read, parts at some control characters too.
        if char.is_whitespace() || char.is_control() {
            let mut bytes = [0; 4];
            char.encode_utf8(&mut bytes).bytes().for_each(|byte| word.push_str(&format!("%{byte:02X}")));
        } else {
            word.push(char);
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IndexBuilder;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn refused(text: &str, expected: Expect) {
        expected.assert_eq(&Question::read("queries.jsonl", text.as_bytes()).unwrap_err().to_string());
    }

    #[test]
    fn questions_come_in_the_order_of_the_file() {
        let text = "\u{feff}{\"qid\":\"b\",\"query\":\"sso\",\"rel\":7}\r\n\r\n  {\"query\":\"\",\"qid\":\"a b\"}";
        let questions = Question::read("queries.jsonl", text.as_bytes()).unwrap();
        let questions: Vec<_> = questions.iter().map(|question| (&*question.qid, &*question.query)).collect();
        assert_eq!(questions, [("b", "sso"), ("a b", "")]);
    }

    #[test]
    fn a_bad_line_is_named() {
        refused("\n[1]", expect!["queries.jsonl:2: cannot read the query: it is not a JSON object"]);
        refused(
            "{\"qid\":\"a\"",
            expect![
                "queries.jsonl:1: cannot read the query: it is not a JSON object: EOF while parsing an object, column 10"
            ],
        );
        refused("{\"query\":\"a\"}", expect![[r#"queries.jsonl:1: cannot read the query: it has no "qid""#]]);
        refused("{\"qid\":\"a\"}", expect![[r#"queries.jsonl:1: cannot read the query: it has no "query""#]]);
        refused(
            "{\"qid\":7,\"query\":\"a\"}",
            expect![[r#"queries.jsonl:1: cannot read the query: its "qid" must be text, found a number"#]],
        );
        refused(
            "{\"qid\":\"\",\"query\":\"a\"}",
            expect![[r#"queries.jsonl:1: cannot read the query: its "qid" is empty"#]],
        );
        refused(
            "{\"qid\":\"a\",\"query\":\"a\"}\n{\"qid\":\"a\",\"query\":\"b\"}",
            expect![[
                r#"queries.jsonl:2: cannot read the query: line 1 has the same "qid"; give each question its own"#
            ]],
        );
        refused(
            &format!("{{\"qid\":\"a\",\"query\":\"{}\"}}", "a".repeat(MAX_QUERY_BYTES + 1)),
            expect![
                "queries.jsonl:1: cannot read the query: the query has 131073 bytes, at most 131072 are searched; shorten it"
            ],
        );
        refused(
            "\n",
            expect![[
                r#"queries.jsonl: cannot read the queries: it holds no lines such as {"qid": "1", "query": "rotate api key"}"#
            ]],
        );
        let error = Question::read("queries.jsonl", b"{\xff").unwrap_err();
        assert_eq!(error.code(), "ENCODING");
    }

    #[test]
    fn ids_with_white_space_are_one_word() {
        let source = "{\"id\":\"a b\\u2003%#c\\u001f\",\"page\":\"a b\",\"title\":\"Lamps\",\"text\":\"A lamp.\"}\n";
        let mut builder = IndexBuilder::new();
        builder.add("docs.jsonl", source.as_bytes()).unwrap();
        let index = Index::open(builder.finish().unwrap().0).unwrap();
        let question = |query: &str| Question { qid: "q 1".to_owned(), query: query.to_owned() };
        let lines = question("lamp").run(&index, 10).unwrap();
        assert_eq!(lines[0].docid, "a b\u{2003}%#c\u{1f}");
        let line = lines[0].to_string();
        assert_eq!(line.rsplit_once(' ').unwrap().0, "q%201 a%20b%E2%80%83%#c%1F 1");
        assert_eq!(question(" ").run(&index, 10).unwrap(), []);
        assert_eq!(question("zzzz").run(&index, 10).unwrap(), []);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(source in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = Question::read("queries.jsonl", &source);
        }
    }
}
