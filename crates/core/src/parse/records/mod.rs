//! JSON Lines, one section of a page a line: what other tools cut, with their own ids.
//!
//! ```text
//! {"id": "sso#test", "page": "sso", "title": "Single sign-on", "heading": "Test it", "level": 2, "text": "Use …"}
//! ```
//!
//! Lines of one page stand together, so that a page is all that is held at a time; of the others only the names.

mod page;

use super::document::Document;
use super::front_matter::Value;
use crate::Error;
use page::Draft;
use serde::Deserialize;
use serde_json::Value as Json;
use std::borrow::Cow;
use std::collections::HashSet;

/// The lines of one page.
#[derive(Debug)]
pub(crate) struct RecordPage {
    /// `page`, verbatim.
    pub(crate) path: String,
    /// `ids` holds what follows `page#` in an id, and the whole id where it does not begin so.
    pub(crate) document: Document,
    /// The ids of the page's sections, verbatim: first the page's start, then each heading in the document's
    /// Markdown. Empty where no line had one.
    pub(crate) section_ids: Vec<String>,
}

/// A line. Other keys are left alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Record {
    id: Option<String>,
    page: Option<String>,
    title: Option<String>,
    heading: Option<String>,
    /// The headings above, outermost first.
    up: Option<Vec<String>>,
    level: Option<u64>,
    text: Option<String>,
    code: Option<String>,
    /// Names of an API that the section is about.
    ident: Option<Vec<String>>,
    url: Option<String>,
    description: Option<String>,
    keywords: Option<Keywords>,
    language: Option<String>,
    weight: Option<f32>,
    /// What it has of keys that are declared for filters.
    #[serde(skip)]
    filters: Vec<(String, Value)>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Keywords {
    List(Vec<String>),
    Line(String),
}

/// The pages of a file, one after another, from its lines. A line needs a text and an id or a page; the page of
/// `sso#test` is `sso`.
///
/// A first line without a heading, and any whose id is the page's, is the page's start; each other line is a section
/// with its heading, also where that is empty. Texts are plain text or Markdown without headings.
///
/// # Errors
/// `RECORDS`, naming the file and the line: not a JSON object, without a text or an id, or of a page that stands
/// further up already; and an error that comes in place of a line. Nothing follows an error. What its lines have of the
/// keys in `filters` is the page's.
pub(crate) fn pages<'a>(
    path: &str,
    lines: impl Iterator<Item = Result<Cow<'a, str>, Error>>,
    filters: &[String],
) -> impl Iterator<Item = Result<RecordPage, Error>> {
    let mut lines = lines.zip(1..);
    let mut seen: HashSet<Box<str>> = HashSet::new();
    let mut next: Option<Draft> = None;
    let mut done = false;
    std::iter::from_fn(move || {
        while !done {
            let Some((line, number)) = lines.next() else {
                done = true;
                break;
            };
            let error = |reason: String| Error::Records { path: path.to_owned(), line: number, reason };
            let found = line.and_then(|line| {
                // Problems name columns, and a line may come with its end.
                let line = line.lines().next().unwrap_or_default();
                // The mark that a file may begin with is no blank.
                let line = if number == 1 { line.strip_prefix('\u{feff}').unwrap_or(line) } else { line };
                if line.trim().is_empty() {
                    return Ok(None);
                }
                let (page, record) = read(line, filters).map_err(error)?;
                let current = next.as_ref().is_some_and(|draft| draft.path == page);
                if !current && !seen.insert(page.as_str().into()) {
                    let reason = format!("the page \"{page}\" stands further up already; put its lines together");
                    return Err(error(reason));
                }
                Ok(Some((page, record)))
            });
            let (page, record) = match found {
                Ok(Some(found)) => found,
                Ok(None) => continue,
                Err(error) => {
                    done = true;
                    next = None;
                    return Some(Err(error));
                }
            };
            let finished = next.take_if(|draft| draft.path != page);
            next.get_or_insert_with(|| Draft::new(page)).push(record, number);
            if let Some(draft) = finished {
                return Some(Ok(draft.finish()));
            }
        }
        next.take().map(|draft| Ok(draft.finish()))
    })
}

/// A line and the page it is of.
fn read(line: &str, filters: &[String]) -> Result<(String, Record), String> {
    let line = line.trim_start();
    // Else an array would do for an object.
    if !line.starts_with('{') {
        return Err("it is not a JSON object".to_owned());
    }
    let mut record: Record = serde_json::from_str(line).map_err(|problem| {
        let reason = problem.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(&*reason, |(reason, _)| reason);
        format!("{reason}, column {}", problem.column())
    })?;
    // Where none are declared, each line is read once.
    if !filters.is_empty() {
        let all: serde_json::Map<String, Json> = serde_json::from_str(line).unwrap_or_default();
        let declared = all.into_iter().filter(|(key, _)| filters.contains(key));
        record.filters = declared.map(|(key, json)| (key, value(json))).collect();
    }
    if record.text.is_none() {
        return Err("it has no \"text\"".to_owned());
    }
    if record.weight.is_some_and(|weight| !weight.is_finite() || weight < 0.0) {
        return Err("its \"weight\" is less than 0".to_owned());
    }
    let of_id = || record.id.as_deref().map(|id| id.split('#').next().unwrap_or(id));
    let page = record.page.as_deref().or_else(of_id).ok_or("it has neither an \"id\" nor a \"page\"")?;
    if page.is_empty() {
        return Err("the name of its page is empty".to_owned());
    }
    Ok((page.to_owned(), record))
}

fn value(json: Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::String(text) => Value::Text(text),
        Json::Bool(_) | Json::Number(_) => Value::Text(json.to_string()),
        Json::Array(items) => Value::List(items.into_iter().map(value).collect()),
        Json::Object(pairs) => Value::Map(pairs.into_iter().map(|(key, json)| (key, value(json))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> impl Iterator<Item = Result<Cow<'_, str>, Error>> {
        text.lines().map(|line| Ok(line.into()))
    }

    fn records(path: &str, text: &str) -> Result<Vec<RecordPage>, Error> {
        pages(path, lines(text), &[]).collect()
    }

    use crate::parse::markdown::sections;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let pages: Vec<_> = pages("docs.jsonl", lines(text), &[])
            .map(|page| match page {
                Ok(RecordPage { path, document, section_ids }) => {
                    let ids: Vec<_> = document.ids.iter().map(|(at, id)| format!("{at} {id}")).collect();
                    let notes: String =
                        document.notes.iter().map(|note| format!("\n{}: {}", note.line, note.message)).collect();
                    let ids = ids.join(", ");
                    format!("--- {path} [{}] {section_ids:?} ids {ids}{notes}\n{}", document.title, document.markdown)
                }
                Err(error) => error.to_string(),
            })
            .collect();
        expected.assert_eq(&pages.join("\n"));
    }

    #[test]
    fn a_page_of_sections() {
        check(
            r##"{"id":"sso","page":"sso","title":"Single sign-on","heading":"","up":[],"level":0,"text":"Start.","extra":{"a":[1]}}
{"id":"sso#test","page":"sso","title":"Single sign-on","heading":"Test it","level":2,"text":"# no heading\nUse `get()`.","code":"# yes\nget()","ident":["get()","Client.get","Client.get()"],"language":"python"}

{"id":"sso#raw","page":"sso","heading":"__init__()","level":3,"text":""}
{"id":"dir#a","text":"Another page"}"##,
            expect![[r#"
                --- sso [Single sign-on] ["sso", "sso#test", "sso#raw"] ids 8 test, 96 raw
                Start.

                ## Test it

                \# no heading
                Use `get()`.

                Names: `Client.get`

                ```python
                # yes
                get()
                ```

                ### `__init__()`

                --- dir [] ["dir#a"] ids 0 a
                Another page
            "#]],
        );
    }

    #[test]
    fn chunks_without_headings_keep_their_ids() {
        check(
            r##"{"id":"a#1","text":"One"}
{"id":"a#2","text":"Two"}
{"id":"chunk-3","page":"a","text":"Three"}
{"id":"a#","page":"a","text":"Four"}"##,
            expect![[r#"
                --- a [] ["a#1", "a#2", "chunk-3", "a#"] ids 0 1, 5 2, 14 chunk-3, 25 a#
                One

                ##

                Two

                ##

                Three

                ##

                Four
            "#]],
        );
    }

    #[test]
    fn an_id_that_comes_twice_gets_a_number() {
        check(
            r##"{"id":"a","heading":"","text":"Start"}
{"id":"a#x","heading":"X","text":"1"}
{"id":"a#x","heading":"X","text":"2"}
{"id":"a#x-1","heading":"X 1","text":"3"}
{"id":"a","heading":"","text":"More"}"##,
            expect![[r#"
                --- a [] ["a", "a#x", "a#x", "a#x-1"] ids 13 x, 22 x-2, 31 x-1
                5: the id "a" is used more than once; the texts stand together at the page's start
                3: the id "a#x" is used more than once; this section is found as "a#x-2"
                Start

                More

                ## X

                1

                ## X

                2

                ## X 1

                3
            "#]],
        );
    }

    #[test]
    fn parents_are_those_that_the_line_names() {
        check(
            r##"{"id":"a#one","heading":"One","level":2,"up":[],"text":""}
{"id":"a#two","heading":"Two","level":3,"up":["One"],"text":""}
{"id":"a#three","heading":"Three","level":3,"up":["One","Two"],"text":""}
{"id":"a#other","heading":"Other","level":3,"up":["Not here"],"text":""}
{"id":"a#title","heading":"Module","level":0,"text":""}"##,
            expect![[r#"
                --- a [] ["", "a#one", "a#two", "a#three", "a#other", "a#title"] ids 0 one, 8 two, 17 three, 29 other, 39 title
                ## One

                ### Two

                #### Three

                ## Other

                # Module
            "#]],
        );
    }

    #[test]
    fn errors_name_the_line() {
        check(
            "{\"id\":\"a\",\"text\":\"\"}\n\n{\"id\":\"b\",\"text\":5}",
            expect!["docs.jsonl:3: cannot read the record: invalid type: integer `5`, expected a string, column 18"],
        );
        check(
            "{\"id\":\"a\",\"text\":\"\"}\n{\"id\":\"b\",\"text\":\"\"}\n{\"id\":\"a#c\",\"text\":\"\"}",
            expect![[r#"
                --- a [] ["a"] ids 

                docs.jsonl:3: cannot read the record: the page "a" stands further up already; put its lines together"#]],
        );
        check("[\"a\"]", expect!["docs.jsonl:1: cannot read the record: it is not a JSON object"]);
        check(
            "{\"text\":\"\"}",
            expect![[r#"docs.jsonl:1: cannot read the record: it has neither an "id" nor a "page""#]],
        );
        check("{\"id\":\"a\"}", expect![[r#"docs.jsonl:1: cannot read the record: it has no "text""#]]);
        check(
            "{\"id\":\"a\",\"text\":\"\"",
            expect!["docs.jsonl:1: cannot read the record: EOF while parsing an object, column 19"],
        );
    }

    proptest! {
        #[test]
        fn every_line_is_a_section_with_its_id(
            lines in prop::collection::vec(("[#a` <*-]{0,8}", "[a#=`>*+.<!\\[\\]:~ \n\t/_\"'|1)-]{0,20}", 0u64..8), 1..8)
        ) {
            let text: String = lines.iter().enumerate().map(|(number, (heading, text, level))| {
                let line = serde_json::json!({"id": format!("p#{number}"), "heading": heading, "text": text, "level": level, "code": text});
                format!("{line}\n")
            }).collect();
            let pages = records("a", &text).unwrap();
            prop_assert_eq!(pages.len(), 1);
            let page = &pages[0];
            let sections = sections(&page.document.markdown);
            prop_assert_eq!(sections.len(), page.section_ids.len(), "{:?}", &page.document.markdown);
            let found: Vec<_> = page.section_ids.iter().filter(|id| !id.is_empty()).cloned().collect();
            prop_assert_eq!(found, (0..lines.len()).map(|number| format!("p#{number}")).collect::<Vec<_>>());
            let starts: Vec<_> = sections.iter().map(|section| section.range.start).collect();
            prop_assert!(page.document.ids.iter().all(|(at, _)| *at == 0 || starts.contains(at)));
        }

        #[test]
        fn anything_is_read_or_refused(text in "(\\{|\\}|\"id\"|\"text\"|:|\"a#b\"|,|\n|null|1|\\[|\"|é){0,30}") {
            let _ = records("a", &text);
        }
    }
}
