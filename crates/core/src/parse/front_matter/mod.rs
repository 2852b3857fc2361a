//! The YAML between `---` lines, or the TOML between `+++` lines, at the top of a file.

mod keys;
mod toml;
mod value;
mod yaml;

pub(crate) use keys::FrontMatter;
pub(crate) use value::Value;

use crate::Error;

#[derive(Clone, Copy, PartialEq)]
enum Syntax {
    Yaml,
    Toml,
}

/// The keys that Headword knows, all keys as a tree, the text behind them, and the line on which it begins, counted
/// from 1. Text that does not begin with a fence, or never closes it, has no front matter.
pub(crate) fn split<'a>(path: &str, text: &'a str) -> Result<(FrontMatter, Value, &'a str, usize), Error> {
    let error =
        |line: usize, reason: &str| Error::FrontMatter { path: path.to_owned(), line, reason: reason.to_owned() };
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    let (fence, syntax) = match opening.trim_end() {
        "---" => ("---", Syntax::Yaml),
        "+++" => ("+++", Syntax::Toml),
        _ => return Ok((FrontMatter::default(), Value::Null, text, 1)),
    };
    let mut end = opening.len();
    for (count, line) in lines.enumerate() {
        if line.trim_end() == fence {
            let value = parse(&text[opening.len()..end], syntax).map_err(|(line, reason)| error(line + 1, &reason))?;
            // The fences are two lines of their own, and the body begins on the next.
            return Ok((FrontMatter::new(&value, syntax), value, &text[end + line.len()..], count + 3));
        }
        end += line.len();
    }
    // A rule at the top of a page is Markdown; a key below it is front matter that was cut short.
    let second = text[opening.len()..].lines().next().unwrap_or_default();
    let key = second.split_once([':', '=']).map_or("", |(key, _)| key.trim_end());
    if !key.is_empty() && key.chars().all(|char| char.is_alphanumeric() || "_-".contains(char)) {
        return Err(error(
            1,
            &format!("it is opened here and never closed; add a line with {fence} below the last key"),
        ));
    }
    Ok((FrontMatter::default(), Value::Null, text, 1))
}

/// An error has its line, counted from 1 within the text, and a sentence of one line.
fn parse(text: &str, syntax: Syntax) -> Result<Value, yaml::Trouble> {
    let value = match syntax {
        Syntax::Yaml => yaml::parse(text)?,
        Syntax::Toml => toml::parse(text)?,
    };
    match value {
        Value::Null | Value::Map(_) => Ok(value),
        Value::Text(_) | Value::List(_) => {
            let blank = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
            Err((1 + text.lines().take_while(blank).count(), "expected mapping start".to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&match split("page.md", text) {
            Ok((_, value, body, line)) => format!("{}body, line {line}: {body:?}\n", outline(&value)),
            Err(error) => format!("{error}\n"),
        });
    }

    fn outline(value: &Value) -> String {
        fn walk(value: &Value, indent: usize, out: &mut String) {
            let space = "  ".repeat(indent);
            match value {
                Value::Null => out.push_str(" null\n"),
                Value::Text(text) => out.push_str(&format!(" {text:?}\n")),
                Value::List(items) => {
                    out.push('\n');
                    for item in items {
                        out.push_str(&format!("{space}-"));
                        walk(item, indent + 1, out);
                    }
                }
                Value::Map(pairs) => {
                    out.push('\n');
                    for (key, value) in pairs {
                        out.push_str(&format!("{space}{key}:"));
                        walk(value, indent + 1, out);
                    }
                }
            }
        }
        let mut out = String::new();
        walk(value, 0, &mut out);
        out.trim_start_matches('\n').to_owned()
    }

    #[test]
    fn yaml_keeps_what_was_written() {
        check(
            "---\r\nversion: 1.10\nno: yes\ndate: 2026-01-31\nempty:\nplaceholder: (limit)\nlist: [a, 'b, c']\nfolded: >\n  one\n  two\n---\r\nBody\r\n",
            expect![[r#"
                version: "1.10"
                no: "yes"
                date: "2026-01-31"
                empty: null
                placeholder: "(limit)"
                list:
                  - "a"
                  - "b, c"
                folded: "one two\n"
                body, line 12: "Body\r\n"
            "#]],
        );
    }

    #[test]
    fn toml_keeps_what_was_written() {
        check(
            "+++\ntitle = \"Keys\"\nversion = 1.10\nweight = 3\ndate = 2026-01-31\n[sidebar]\norder = 2\n+++\nBody",
            expect![[r#"
                title: "Keys"
                version: "1.10"
                weight: "3"
                date: "2026-01-31"
                sidebar:
                  order: "2"
                body, line 9: "Body"
            "#]],
        );
    }

    #[test]
    fn no_front_matter() {
        let none = |text: &str| {
            let (_, value, body, line) = split("page.md", text).unwrap();
            assert_eq!((value, body, line), (Value::Null, text, 1));
        };
        for text in ["", "# Title", "---\n\nA rule above.", "+++", " ---\nkey: indented\n---\n"] {
            none(text);
        }
        assert_eq!(split("page.md", "---\n# only a comment\n---\n# Title").unwrap().2, "# Title");
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (text, expected) in [
            (
                "---\ntitle: Open\n",
                "1: cannot read the front matter: it is opened here and never closed; add a line with --- below the last key",
            ),
            (
                "+++\ntitle = 1\n",
                "1: cannot read the front matter: it is opened here and never closed; add a line with +++ below the last key",
            ),
            ("---\n- a\n---\n", "2: cannot read the front matter: expected mapping start"),
            ("---\n\na: [1\n---\n", "3: cannot read the front matter: unclosed bracket '['"),
            (
                "---\na: 1\nb: 2\na: 3\n---\n",
                "4: cannot read the front matter: the key \"a\" stands here a second time",
            ),
            (
                "---\na: {{ b }}\n---\n",
                "2: cannot read the front matter: a key is text, not a list or a mapping; put quotes around braces that are text",
            ),
            ("+++\na = 1\nb\n+++\n", "3: cannot read the front matter: key with no value, expected `=`"),
        ] {
            assert_eq!(split("page.md", text).unwrap_err().to_string(), format!("page.md:{expected}"));
        }
    }

    #[test]
    fn aliases_unfold_within_bounds() {
        check(
            "---\nbase: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3\nlist: [*base]\n---\n",
            expect![[r#"
                base:
                  a: "1"
                  b: "2"
                more:
                  b: "3"
                  a: "1"
                list:
                  -
                    a: "1"
                    b: "2"
                body, line 8: ""
            "#]],
        );
        let mut laughs = "---\na0: &a0 ha\n".to_owned();
        for level in 1..40 {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            laughs.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
        }
        laughs.push_str("---\n");
        let error = split("page.md", &laughs).unwrap_err().to_string();
        assert!(error.ends_with("unfold to more than 4 MB; write fewer of them"), "{error}");
        let mut deep = "---\na0: &a0 ha\n".to_owned();
        for level in 1..2000 {
            deep.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
        }
        deep.push_str("---\n");
        assert!(split("page.md", &deep).unwrap_err().to_string().contains("255 levels"));
        assert!(split("page.md", "---\na: &a [*a]\n---\n").is_err());
        assert!(split("page.md", &format!("---\na: {}\n---\n", "[".repeat(100_000))).is_err());
        assert!(split("page.md", &format!("+++\na = {}\n+++\n", "[".repeat(100_000))).is_err());
    }

    #[test]
    fn a_hundred_thousand_keys_take_no_time() {
        let keys: String = (0..100_000).map(|number| format!("key{number}: {number}\n")).collect();
        assert_eq!(split("page.md", &format!("---\n{keys}---\n")).unwrap().1.pairs().len(), 100_000);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(---|\\+\\+\\+)\n([-a-c:&*<>|'\"\\[\\]{},#?! \t\r\n\u{0}é=.%@`]|<<|\\*a|&a)*\n(---|\\+\\+\\+)?\n.*") {
            if let Ok((_, _, body, line)) = split("page.md", &text) {
                let front = &text[..text.len() - body.len()];
                prop_assert_eq!(line, 1 + front.matches('\n').count());
            }
        }
    }
}
