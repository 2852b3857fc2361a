//! `cases.toml`: what a site expects of its index.
//!
//! ```toml
//! [[case]]
//! query = "rotate api key"
//! expect = ["guides/keys"]      # each of them
//! not = ["changelog"]           # none of them
//! within = 3                    # the first pages that count
//! ```

use super::cases::Case;
use super::questions::text;
use crate::closest::closest;
use crate::config::{line_of, quoted, shown};
use crate::error::Error;
use crate::query::{MAX_QUERY_BYTES, Query};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How many pages count unless a case says so.
const WITHIN: u32 = 3;

const KEYS: [&str; 4] = ["query", "expect", "not", "within"];

/// An error has its line, counted from 1, and a sentence.
pub(super) fn read(path: &str, source: &[u8]) -> Result<Vec<Case>, Error> {
    let text = text(path, source)?;
    let error = |(line, reason)| Error::Cases { path: path.to_owned(), line, reason };
    let parsed = DeTable::parse(text).map_err(|problem| {
        // What is nested too deep has no place.
        let line = problem.span().map_or(0, |span| line_of(text, &span));
        error((line, format!("it is not TOML: {}", problem.message())))
    })?;
    let cases = cases(text, parsed.get_ref()).map_err(|(span, reason)| error((line_of(text, &span), reason)))?;
    match cases.is_empty() {
        true => Err(error((0, "it has no [[case]] with a query = \"…\" and an expect = [\"…\"]".to_owned()))),
        false => Ok(cases),
    }
}

type Found = (Range<usize>, String);

fn cases(text: &str, root: &DeTable<'_>) -> Result<Vec<Case>, Found> {
    let mut cases = Vec::new();
    for (key, value) in in_order(root) {
        let name: &str = key.get_ref();
        if name != "case" {
            return Err((key.span(), unknown_above(name)));
        }
        let wrong = |found| (value.span(), format!("\"case\" must be tables under [[case]], found {found}"));
        let DeValue::Array(tables) = value.get_ref() else { return Err(wrong(shown(value.get_ref()))) };
        for table in tables.iter() {
            match table.get_ref() {
                DeValue::Table(keys) => cases.push(case(text, &table.span(), keys)?),
                other => return Err(wrong(format!("{} in the list", shown(other)))),
            }
        }
    }
    Ok(cases)
}

/// Of several mistakes the first in the file is told.
fn in_order<'t, 'a>(table: &'t DeTable<'a>) -> Vec<(&'t Spanned<std::borrow::Cow<'a, str>>, &'t Spanned<DeValue<'a>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| key.span().start);
    entries
}

fn case(text: &str, span: &Range<usize>, keys: &DeTable<'_>) -> Result<Case, Found> {
    let mut case = Case {
        line: u32::try_from(line_of(text, span)).unwrap_or(u32::MAX),
        query: String::new(),
        expect: Vec::new(),
        not: Vec::new(),
        within: WITHIN,
    };
    for (key, value) in in_order(keys) {
        match &**key.get_ref() {
            "query" => case.query = query(value)?,
            "expect" => case.expect = paths("expect", value)?,
            "not" => case.not = paths("not", value)?,
            "within" => case.within = within(value)?,
            name => return Err((key.span(), unknown(name))),
        }
    }
    let missing = match &case {
        case if case.query.is_empty() => "it has no \"query\"",
        case if case.expect.is_empty() && case.not.is_empty() => {
            "it has neither an \"expect\" nor a \"not\", lists of paths such as \"guides/keys\""
        }
        _ => return Ok(case),
    };
    Err((span.clone(), missing.to_owned()))
}

fn query(value: &Spanned<DeValue<'_>>) -> Result<String, Found> {
    let wrong = |reason| Err((value.span(), reason));
    match value.get_ref() {
        DeValue::String(query) if query.len() > MAX_QUERY_BYTES => {
            wrong(Error::QueryTooLong { bytes: query.len(), limit: MAX_QUERY_BYTES }.to_string())
        }
        DeValue::String(query) if Query::parse(query).is_err() => wrong("\"query\" must have a word".to_owned()),
        DeValue::String(query) => Ok(query.to_string()),
        other => wrong(format!("\"query\" must be text, found {}", shown(other))),
    }
}

/// A list, or the only one.
fn paths(key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Found> {
    let wrong = |value: &Spanned<DeValue<'_>>, found: &str| {
        Err((value.span(), format!("\"{key}\" must be a list of paths such as \"guides/keys\", found {found}")))
    };
    let one = |value: &Spanned<DeValue<'_>>, place: &str| match value.get_ref() {
        DeValue::String(path) if path.is_empty() => wrong(value, &quoted(path)),
        DeValue::String(path) => Ok(path.to_string()),
        other => wrong(value, &format!("{}{place}", shown(other))),
    };
    match value.get_ref() {
        DeValue::Array(items) => items.iter().map(|item| one(item, " in the list")).collect(),
        _ => Ok(vec![one(value, "")?]),
    }
}

fn within(value: &Spanned<DeValue<'_>>) -> Result<u32, Found> {
    let number = match value.get_ref() {
        DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    number.filter(|&number| number > 0).ok_or_else(|| {
        let found = shown(value.get_ref());
        (value.span(), format!("\"within\" must be a whole number from 1 to {}, found {found}", u32::MAX))
    })
}

fn unknown_above(name: &str) -> String {
    let advice = match closest(name, ["case"].into_iter()) {
        _ if KEYS.contains(&name) => "it belongs below a [[case]]",
        Some(_) => "did you mean \"case\"?",
        None => "a file has [[case]] alone",
    };
    format!("unknown key {}; {advice}", quoted(name))
}

fn unknown(name: &str) -> String {
    let advice = match closest(name, KEYS.into_iter()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("known are {}", KEYS.join(", ")),
    };
    format!("unknown key {} in [[case]]; {advice}", quoted(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn refused(text: &str, expected: Expect) {
        expected.assert_eq(&read("cases.toml", text.as_bytes()).unwrap_err().to_string());
    }

    #[test]
    fn a_whole_file_is_read() {
        let text = "\u{feff}# Ours\r\n[[case]]\r\nquery = 'sso'\r\nexpect = ['sso', 'guides/sso#test']\r\nnot = 'changelog'\r\n\
                    \r\n[[case]]\r\nquery = 'key'\r\nexpect = 'keys'\r\nwithin = 1_0\r\n";
        let cases = read("cases.toml", text.as_bytes()).unwrap();
        assert_eq!((cases[0].line, cases[0].within, &*cases[0].query), (2, 3, "sso"));
        assert_eq!((cases[0].expect.len(), &*cases[0].not[0]), (2, "changelog"));
        assert_eq!((cases[1].line, cases[1].within, &*cases[1].expect[0]), (7, 10, "keys"));
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        refused(
            "\n[[cases]]\nquery = 'a'",
            expect![[r#"cases.toml:2: cannot read the case: unknown key "cases"; did you mean "case"?"#]],
        );
        refused(
            "query = 'a'",
            expect![[r#"cases.toml:1: cannot read the case: unknown key "query"; it belongs below a [[case]]"#]],
        );
        refused(
            "name = 'a'",
            expect![[r#"cases.toml:1: cannot read the case: unknown key "name"; a file has [[case]] alone"#]],
        );
        refused(
            "[case]\nquery = 'a'",
            expect![[r#"cases.toml:1: cannot read the case: "case" must be tables under [[case]], found a table"#]],
        );
        refused(
            "case = [1]",
            expect![[
                r#"cases.toml:1: cannot read the case: "case" must be tables under [[case]], found the number 1 in the list"#
            ]],
        );
        refused(
            "[[case]]\nquerry = 'a'",
            expect![[r#"cases.toml:2: cannot read the case: unknown key "querry" in [[case]]; did you mean "query"?"#]],
        );
        refused(
            "[[case]]\nquery = 'a'\nlimit = 3",
            expect![[
                r#"cases.toml:3: cannot read the case: unknown key "limit" in [[case]]; known are query, expect, not, within"#
            ]],
        );
        refused("[[case]]\nquery = ' '", expect![[r#"cases.toml:2: cannot read the case: "query" must have a word"#]]);
        refused(
            "[[case]]\nquery = ['a']",
            expect![[r#"cases.toml:2: cannot read the case: "query" must be text, found a list"#]],
        );
        refused(
            "[[case]]\nquery = 'a'\nexpect = ['a', 1]",
            expect![[
                r#"cases.toml:3: cannot read the case: "expect" must be a list of paths such as "guides/keys", found the number 1 in the list"#
            ]],
        );
        refused(
            "[[case]]\nquery = 'a'\nexpect = ''",
            expect![[
                r#"cases.toml:3: cannot read the case: "expect" must be a list of paths such as "guides/keys", found nothing"#
            ]],
        );
        refused(
            "[[case]]\nquery = 'a'\nnot = 7",
            expect![[
                r#"cases.toml:3: cannot read the case: "not" must be a list of paths such as "guides/keys", found the number 7"#
            ]],
        );
        refused(
            "[[case]]\nquery = 'a'\nexpect = 'a'\nwithin = 0",
            expect![[
                r#"cases.toml:4: cannot read the case: "within" must be a whole number from 1 to 4294967295, found the number 0"#
            ]],
        );
        refused(
            "[[case]]\nquery = 'a'\nexpect = 'a'\nwithin = '3'",
            expect![[
                r#"cases.toml:4: cannot read the case: "within" must be a whole number from 1 to 4294967295, found the text "3""#
            ]],
        );
        refused("\n[[case]]\nexpect = 'a'", expect![[r#"cases.toml:2: cannot read the case: it has no "query""#]]);
        refused(
            "\n\n[[case]]\nquery = 'a'\nexpect = []",
            expect![[
                r#"cases.toml:3: cannot read the case: it has neither an "expect" nor a "not", lists of paths such as "guides/keys""#
            ]],
        );
        refused(
            "# nothing\n",
            expect![[
                r#"cases.toml: cannot read the cases: it has no [[case]] with a query = "…" and an expect = ["…"]"#
            ]],
        );
        refused(
            "[[case]]\nquery = a",
            expect![
                "cases.toml:2: cannot read the case: it is not TOML: string values must be quoted, expected literal string"
            ],
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_in_one_line(
            text in "([a-z=.'\"\\[\\]{}#,\n0-9]|\\[\\[case\\]\\]\n|query|expect|not|within|\\PC){0,40}",
        ) {
            if let Err(error) = read("cases.toml", text.as_bytes()) {
                prop_assert!(!error.to_string().contains('\n'));
            }
        }
    }
}
