//! `headword.toml` becomes values, and what is wrong with it is said with its line.
//!
//! The `toml` crate finds the grammar and bounds how deep it goes; its tables keep the place of each key and value.

use super::Config;
use super::keys::{ConfigKey, ConfigKind as Kind};
use super::value::{Value, cut, item_of, mismatch, pair, quoted, single};
use crate::closest::closest;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// An error has its line, counted from 1, and a sentence.
pub(super) fn read(config: &mut Config, text: &str) -> Result<(), (usize, String)> {
    let parsed = DeTable::parse(text).map_err(|error| {
        // What is nested too deep has no place.
        let line = error.span().map_or(0, |span| line_of(text, &span));
        (line, format!("it is not TOML: {}", error.message()))
    })?;
    set_table(config, "", parsed.get_ref()).map_err(|(span, reason)| (line_of(text, &span), reason))
}

pub(crate) fn line_of(text: &str, span: &Range<usize>) -> usize {
    1 + text.bytes().take(span.start).filter(|&byte| byte == b'\n').count()
}

type Found = (Range<usize>, String);

/// Recurses once for each table that there is a key for, however deep those of the file are.
fn set_table(config: &mut Config, table: &str, entries: &DeTable<'_>) -> Result<(), Found> {
    let mut entries: Vec<_> = entries.iter().collect();
    // Of several mistakes the first in the file is told.
    entries.sort_unstable_by_key(|(key, _)| key.span().start);
    for (spelled, value) in entries {
        let name: &str = spelled.get_ref();
        if let Some(key) = Config::KEYS.iter().find(|key| key.place() == (table, name)) {
            let value = value_of(key, value)?;
            config.assign(key, value);
        } else if table.is_empty() && tables().any(|table| table == name) {
            match value.get_ref() {
                DeValue::Table(entries) => set_table(config, name, entries)?,
                other => return Err((value.span(), format!("\"{name}\" must be a table, found {}", shown(other)))),
            }
        } else {
            return Err((spelled.span(), unknown(table, name)));
        }
    }
    Ok(())
}

fn tables() -> impl Iterator<Item = &'static str> {
    Config::KEYS.iter().map(|key| key.place().0).filter(|table| !table.is_empty())
}

fn value_of(key: &ConfigKey, value: &Spanned<DeValue<'_>>) -> Result<Value, Found> {
    let wrong = |reason| (value.span(), reason);
    match (key.kind, value.get_ref()) {
        (Kind::Bool, DeValue::Boolean(bool)) => Ok(Value::Bool(*bool)),
        (Kind::Pair, DeValue::Table(pairs)) => {
            let pairs = pairs.iter().map(|(code, name)| match name.get_ref() {
                DeValue::String(text) => pair(key, code.get_ref(), text).map_err(|reason| (name.span(), reason)),
                other => Err((name.span(), mismatch(key, &format!("{} for {}", shown(other), quoted(code.get_ref()))))),
            });
            pairs.collect::<Result<_, _>>().map(Value::Pairs)
        }
        (_, DeValue::Array(items)) if key.list && key.kind != Kind::Pair => {
            let items = items.iter().map(|item| match item.get_ref() {
                DeValue::String(text) => item_of(key, text).map_err(|reason| (item.span(), reason)),
                other => Err((item.span(), mismatch(key, &format!("{} in the list", shown(other))))),
            });
            items.collect::<Result<_, _>>().map(Value::List)
        }
        (kind, DeValue::String(text)) if !key.list && kind != Kind::Bool => {
            single(key, text).map(Value::Text).map_err(wrong)
        }
        (_, other) => Err(wrong(mismatch(key, &shown(other)))),
    }
}

/// A value of a type that does not fit.
pub(crate) fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text {}", quoted(text)),
        DeValue::Integer(number) => format!("the number {}", cut(number.as_str())),
        DeValue::Float(number) => format!("the number {}", cut(number.as_str())),
        DeValue::Boolean(bool) => bool.to_string(),
        DeValue::Datetime(date) => format!("the date {date}"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

fn unknown(table: &str, name: &str) -> String {
    let names = || Config::KEYS.iter().filter(|key| key.place().0 == table).map(|key| key.place().1);
    let below = || tables().filter(|_| table.is_empty());
    let elsewhere = Config::KEYS.iter().map(ConfigKey::place).find(|(_, known)| *known == name);
    let advice = match (elsewhere, closest(name, names().chain(below()))) {
        // A key behind the header of a table belongs to it, which is easily overlooked.
        (Some(("", _)), _) => "it belongs above the first table".to_owned(),
        (Some((owner, _)), _) => format!("it belongs in the table [{owner}]"),
        (None, Some(near)) => format!("did you mean \"{near}\"?"),
        (None, None) => {
            let mut known: Vec<_> = names().chain(below()).collect();
            known.dedup();
            format!("known are {}", known.join(", "))
        }
    };
    let place = if table.is_empty() { String::new() } else { format!(" in [{table}]") };
    format!("unknown key {}{place}; {advice}", quoted(name))
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, ConfigSource, Format};
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn refused(text: &str, expected: Expect) {
        expected.assert_eq(&Config::from_toml("headword.toml", text).unwrap_err().to_string());
    }

    #[test]
    fn a_whole_file_is_read() {
        let config = Config::from_toml(
            "headword.toml",
            "\u{feff}# Ours\r\nname = 'Acme'\r\nformat = 'html'\r\nclean-urls = false\r\n\
             exclude = [\r\n  'old', # gone\r\n  '*.{txt,md}',\r\n]\r\n\
             reference.prefix = 'type'\r\nreference.languages.js = 'JavaScript'\r\n",
        );
        let config = config.unwrap();
        assert_eq!((&*config.name, config.format, config.clean_urls), ("Acme", Some(Format::Html), false));
        assert_eq!(config.exclude, ["old", "*.{txt,md}"]);
        assert_eq!((&*config.reference.prefix, &*config.reference.languages["js"]), ("type", "JavaScript"));
        assert_eq!(Config::from_toml("headword.toml", "").unwrap(), Config::default());
    }

    #[test]
    fn the_examples_of_the_documentation_are_read() {
        for example in include_str!("../../../../CONFIG.md").split("```toml\n").skip(1) {
            let (text, _) = example.split_once("```").unwrap();
            assert_ne!(Config::from_toml("CONFIG.md", text).unwrap(), Config::default());
        }
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_closest_one() {
        refused("\n\nbase_url = ''", expect![[r#"headword.toml:3: unknown key "base_url"; did you mean "base-url"?"#]]);
        refused(
            "[reference]\ntitles = ''",
            expect![[r#"headword.toml:2: unknown key "titles" in [reference]; did you mean "title"?"#]],
        );
        refused("[refrence]", expect![[r#"headword.toml:1: unknown key "refrence"; did you mean "reference"?"#]]);
        refused(
            "[reference]\nbase-url = ''",
            expect![[r#"headword.toml:2: unknown key "base-url" in [reference]; it belongs above the first table"#]],
        );
        refused(
            "entries = 'reference'",
            expect![[r#"headword.toml:1: unknown key "entries"; it belongs in the table [reference]"#]],
        );
        refused(
            "theme.colour = 1",
            expect![[
                r#"headword.toml:1: unknown key "theme"; known are name, base-url, docs, out, format, include, exclude, clean-urls, trailing-slash, selector, snippets, snippet-components, examples, changelogs, redirects, previous, cache, filters, language, synonyms, reference"#
            ]],
        );
    }

    #[test]
    fn a_value_that_does_not_fit_is_named_with_its_key_and_what_would() {
        refused(
            "docs = 1_0",
            expect![[r#"headword.toml:1: "docs" must be the path of a folder, found the number 10"#]],
        );
        refused(
            "clean-urls = 'no'",
            expect![[r#"headword.toml:1: "clean-urls" must be true or false, found the text "no""#]],
        );
        refused(
            "format = 'md'",
            expect![[r#"headword.toml:1: "format" must be auto, markdown, html or records, found "md""#]],
        );
        refused(
            "include = '*.md'",
            expect![[
                r#"headword.toml:1: "include" must be a list of globs such as "guides/**/*.md", found the text "*.md""#
            ]],
        );
        refused(
            "exclude = [\n'a',\n['b']]",
            expect![[
                r#"headword.toml:3: "exclude" must be a list of globs such as "guides/**/*.md", found a list in the list"#
            ]],
        );
        refused(
            "base-url = 'example.com'",
            expect![[
                r#"headword.toml:1: "base-url" must be a URL such as "https://example.com/docs/" or a path such as "/docs/", without ? and #, found "example.com""#
            ]],
        );
        refused("out = ''", expect![[r#"headword.toml:1: "out" must be the path of a file, found nothing"#]]);
        refused(
            "snippets = ['']",
            expect![[r#"headword.toml:1: "snippets" must be a list of paths of folders, found nothing"#]],
        );
        refused(
            "changelogs = ['ftp://example.com/log']",
            expect![[
                r#"headword.toml:1: "changelogs" must be a list of paths or http(s) URLs, found "ftp://example.com/log""#
            ]],
        );
        refused(
            "reference = 'key'",
            expect![[r#"headword.toml:1: "reference" must be a table, found the text "key""#]],
        );
        refused("[[reference]]", expect![[r#"headword.toml:1: "reference" must be a table, found a list"#]]);
        refused(
            "[reference.languages]\njs = 1",
            expect![[
                r#"headword.toml:2: "reference.languages" must be names by their codes such as js = "JavaScript", found the number 1 for "js""#
            ]],
        );
        refused(
            "reference.languages = ['js']",
            expect![[
                r#"headword.toml:1: "reference.languages" must be names by their codes such as js = "JavaScript", found a list"#
            ]],
        );
        refused("name = 1979-05-27", expect![[r#"headword.toml:1: "name" must be text, found the date 1979-05-27"#]]);
        refused(
            "exclude = ['a', 'b[']",
            expect![[
                r#"headword.toml:1: "exclude" has the glob "b[", which cannot be used: unclosed character class; missing ']'"#
            ]],
        );
        refused(
            "include = ['../other']",
            expect![[
                r#"headword.toml:1: "include" has the glob "../other", which cannot be used: ".." is the name of no file or folder; paths begin at the root of the docs, and ** stands for everything"#
            ]],
        );
        refused(
            "include = ['!draft.md']",
            expect![[
                r#"headword.toml:1: "include" has the glob "!draft.md", which cannot be used: it begins with !; what is left out stands under "exclude", without !"#
            ]],
        );
    }

    #[test]
    fn what_is_not_toml_is_named_with_its_line() {
        refused("name = 'a'\nname = 'b'", expect!["headword.toml:2: it is not TOML: duplicate key"]);
        refused(
            "\nname = Acme",
            expect!["headword.toml:2: it is not TOML: string values must be quoted, expected literal string"],
        );
        refused("a = 'never closed", expect!["headword.toml:1: it is not TOML: invalid literal string, expected `'`"]);
        refused(
            &format!("a = {}", "[".repeat(100_000)),
            expect!["headword.toml:1: it is not TOML: cannot recurse further; max recursion depth met"],
        );
        refused(&format!("a{} = 1", ".a".repeat(100_000)), expect!["headword.toml: it is not TOML: recursion limit"]);
    }

    #[test]
    fn of_several_mistakes_the_first_in_the_file_is_told() {
        refused(
            "zzz = 1\naaa = 1\n[reference]\nid = 1",
            expect![[
                r#"headword.toml:1: unknown key "zzz"; known are name, base-url, docs, out, format, include, exclude, clean-urls, trailing-slash, selector, snippets, snippet-components, examples, changelogs, redirects, previous, cache, filters, language, synonyms, reference"#
            ]],
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_in_one_line(
            text in "([a-z=.'\"\\[\\]{}#,\n\\*/!\\\\]|name|include|reference|exclude|\\PC){0,40}",
        ) {
            if let Err(error) = Config::from_toml("headword.toml", &text) {
                prop_assert!(!error.to_string().contains('\n'));
            }
            for key in Config::KEYS {
                let _ = Config::default().set(key.name, &text, ConfigSource::Flag);
            }
        }
    }
}
