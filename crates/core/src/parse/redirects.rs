//! Files that say where old paths lead: `_redirects` lines as Netlify and others write them, and JSON.
//!
//! ```text
//! # a remark                             { "/old": "/new" }
//! /old            /new          301      [{ "source": "/old", "destination": "/new" }]
//! /blog/*         /news/:splat           [{ "from": "/old", "to": "/new" }]
//! /a/:page/b      /c/:page
//! ```

use crate::error::Error;
use serde_json::Value;

/// A line of a file of redirects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) from: String,
    pub(crate) to: String,
    /// Counted from 1; 0 in JSON.
    pub(crate) line: usize,
}

/// Reads a file of redirects.
pub(crate) fn redirects(path: &str, text: &str) -> Result<Vec<Rule>, Error> {
    if text.trim_start().starts_with(['{', '[']) { json(path, text) } else { lines(path, text) }
}

fn lines(path: &str, text: &str) -> Result<Vec<Rule>, Error> {
    let mut rules = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let mut words = text.split_whitespace().take_while(|word| !word.starts_with('#'));
        // Conditions on the query stand between both: `/store id=:id /blog/:id 301`.
        let from = words.next();
        let to = words.find(|word| word.starts_with('/') || word.contains("://") || !word.contains('='));
        let (Some(from), Some(to)) = (from, to) else {
            let reason = format!("\"{}\" lacks a target; write \"/old/path /new/path\"", shortened(text));
            return Err(Error::Redirects { path: path.to_owned(), line, reason });
        };
        // Nothing is at an address that answers 404 or 410.
        if !words.any(|word| ["404", "410"].contains(&word.trim_end_matches('!'))) {
            rules.push(Rule { from: from.to_owned(), to: to.to_owned(), line });
        }
    }
    Ok(rules)
}

fn json(path: &str, text: &str) -> Result<Vec<Rule>, Error> {
    let wrong = |line, reason| Error::Redirects { path: path.to_owned(), line, reason };
    let value: Value = serde_json::from_str(text).map_err(|error| wrong(error.line(), format!("not JSON: {error}")))?;
    let mut rules = Vec::new();
    let mut push = |from: Option<&str>, to: Option<&str>| match (from, to) {
        (Some(from), Some(to)) => {
            rules.push(Rule { from: from.to_owned(), to: to.to_owned(), line: 0 });
            Ok(())
        }
        _ => {
            Err(wrong(0, "an entry lacks \"from\" or \"to\" (or \"source\" and \"destination\"), as texts".to_owned()))
        }
    };
    let entries = value.get("redirects").filter(|entries| entries.is_array()).unwrap_or(&value);
    match entries {
        Value::Object(pairs) => pairs.iter().try_for_each(|(from, to)| push(Some(from), to.as_str()))?,
        Value::Array(entries) => {
            for entry in entries {
                let text = |keys: [&str; 2]| keys.iter().find_map(|key| entry.get(key)?.as_str());
                push(text(["from", "source"]), text(["to", "destination"]))?;
            }
        }
        _ => return Err(wrong(0, "it must be an object of paths, or a list of redirects".to_owned())),
    }
    Ok(rules)
}

/// The paths that a rule with `*` or `:name` in it leads from, each with the path of the page that it leads to: there is
/// one for each page of `paths` that its target may be.
pub(crate) fn expanded<'p>(rule: &Rule, paths: impl Iterator<Item = &'p str>) -> Vec<(String, String)> {
    let target: Vec<&str> = segments(&rule.to).collect();
    let mut found = Vec::new();
    for path in paths {
        let Some(captures) = captures(&target, path) else { continue };
        let mut from: Vec<&str> = Vec::new();
        for segment in segments(&rule.from) {
            let name = if segment == "*" { ":splat" } else { segment };
            match captures.iter().find(|(known, _)| *known == name) {
                Some((_, text)) => from.push(text),
                None if name.starts_with(':') => break,
                None => from.push(segment),
            }
        }
        found.push((from.join("/").trim_matches('/').to_owned(), path.to_owned()));
    }
    found
}

/// Whether a rule stands for several.
pub(crate) fn is_pattern(rule: &Rule) -> bool {
    segments(&rule.from).any(|segment| segment == "*" || segment.starts_with(':'))
}

/// What the placeholders of a target stand for where it is this path.
fn captures<'t>(target: &[&'t str], path: &'t str) -> Option<Vec<(&'t str, &'t str)>> {
    let mut rest = path;
    let mut captures = Vec::new();
    for (place, &segment) in target.iter().enumerate() {
        if segment == ":splat" && place + 1 == target.len() {
            captures.push((segment, rest));
            return Some(captures);
        }
        let (first, behind) = rest.split_once('/').unwrap_or((rest, ""));
        if segment.starts_with(':') && !first.is_empty() {
            captures.push((segment, first));
        } else if segment != first {
            return None;
        }
        rest = behind;
    }
    (rest.is_empty() && !captures.is_empty()).then_some(captures)
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        redirects("_redirects", text).unwrap().into_iter().map(|rule| (rule.from, rule.to)).collect()
    }

    #[test]
    fn lines_and_json_say_the_same() {
        let expected = [("/a".to_owned(), "/b".to_owned()), ("/c/*".to_owned(), "/d/:splat".to_owned())];
        assert_eq!(read("# old\n/a /b 301\n\n/c/*\t/d/:splat\n/gone /x 410\n"), expected);
        assert_eq!(read(r#"{"/a": "/b", "/c/*": "/d/:splat"}"#), expected);
        assert_eq!(
            read(r#"{"redirects": [{"source": "/a", "destination": "/b"}, {"from": "/c/*", "to": "/d/:splat"}]}"#),
            expected
        );
        assert_eq!(read("/store id=:id /blog/:id 301!"), [("/store".to_owned(), "/blog/:id".to_owned())]);
    }

    #[test]
    fn a_line_without_a_target_is_named() {
        let error = redirects("_redirects", "/a /b\n/c\n").unwrap_err();
        assert_eq!(error.code(), "REDIRECTS");
        assert_eq!(
            error.to_string(),
            "_redirects:2: cannot read the redirect: \"/c\" lacks a target; write \"/old/path /new/path\""
        );
        assert!(redirects("r.json", "[{\"from\": 1}]").is_err());
        assert!(redirects("r.json", "{").is_err());
    }

    #[test]
    fn a_pattern_stands_for_the_pages_that_it_leads_to() {
        let rule = |from: &str, to: &str| Rule { from: from.to_owned(), to: to.to_owned(), line: 1 };
        let paths = ["new", "new/a", "new/b/c", "other"];
        let from = |rule: &Rule| -> Vec<String> {
            expanded(rule, paths.into_iter()).into_iter().map(|(from, to)| format!("{from}>{to}")).collect()
        };
        assert_eq!(from(&rule("/old/*", "/new/:splat")), ["old>new", "old/a>new/a", "old/b/c>new/b/c"]);
        assert_eq!(from(&rule("/x/:page/y", "/new/:page")), ["x/a/y>new/a"]);
        assert_eq!(from(&rule("/all/*", "/:splat")).len(), 4);
    }
}
