//! What to say when the command line cannot be read.
//!
//! clap finds what is wrong; the words are ours, because `npx headword` has another parser and must
//! say the same. `js/headword/src/args.ts` holds the same sentences.

use crate::failure::Failure;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use headword::{Config, ConfigKey, ConfigKind};

/// Printed for `--help`, and when no command is given.
pub(crate) const HELP: &str = include_str!("help.txt");

const SEE_HELP: &str = "see \"headword --help\"";

/// Each command with its usage line and its long options, without those of settings.
const COMMANDS: [(&str, &str, &[&str]); 17] = [
    ("build", "headword build [DIR] [--SETTING VALUE]... [--watch] [--json]", &["--config", "--watch", "--json"]),
    ("check", "headword check [DIR] [--SETTING VALUE]... [--strict] [--json]", &["--config", "--strict", "--json"]),
    ("serve", "headword serve [DIR] [--SETTING VALUE]... [--port N]", &["--config", "--port"]),
    (
        "search",
        SEARCH,
        &["--queries", "--run", "--filter", "--facet", "--sort", "--limit", "--offset", "--explain", "--json"],
    ),
    ("read", READ, &["--language", "--max-tokens", "--cursor", "--links", "--outline", "--json"]),
    ("resolve", "headword resolve INDEX ADDRESS [--json]", &["--json"]),
    ("list", "headword list INDEX [PATH] [--depth N] [--json]", &["--depth", "--json"]),
    ("suggest", "headword suggest INDEX TEXT... [--limit N] [--json]", &["--limit", "--json"]),
    ("diff", "headword diff OLD NEW [--json]", &["--json"]),
    ("inspect", "headword inspect INDEX [--limit N] [--json]", &["--limit", "--json"]),
    (
        "merge",
        "headword merge INDEX... --out FILE [--name TEXT] [--base-url URL] [--json]",
        &["--out", "--name", "--base-url", "--json"],
    ),
    ("eval", EVAL, &["--unit", "--json"]),
    ("test", "headword test INDEX FILE [--json]", &["--json"]),
    ("split", "headword split INDEX --out DIR [--json]", &["--out", "--json"]),
    ("bundle", BUNDLE, &["--name", "--out", "--json"]),
    ("completion", COMPLETION, &[]),
    ("man", "headword man", &[]),
];

/// The usage line of `search`.
pub(crate) const SEARCH: &str =
    "headword search INDEX QUERY...|--queries FILE [--filter KEY=VALUE]... [--OPTION VALUE]... [--json]";

/// The usage line of `read`.
pub(crate) const READ: &str = "headword read INDEX PATH [--language LANGUAGE] [--max-tokens N] [--cursor CURSOR] \
                               [--links FORM] [--outline] [--json]";

/// The usage line of `eval`.
pub(crate) const EVAL: &str = "headword eval INDEX FILE... [--unit page|section] [--json]";

/// The usage line of `bundle`.
pub(crate) const BUNDLE: &str = "headword bundle INDEX --name NAME [--out DIR] [--json]";

/// The usage line of `completion`.
pub(crate) const COMPLETION: &str = "headword completion bash|zsh|fish";

/// What is written where no command is known.
pub(crate) const ANY: &str = "headword build|check|serve|search|read|resolve|list|suggest|diff|inspect|merge|eval|test|split|bundle|completion|man ...";

/// The commands that take settings.
const BUILDING: [&str; 3] = ["build", "check", "serve"];

/// Printed for `--help` after a command that takes settings, between its usage line and the settings.
const SETTINGS: &str = "
  DIR
      The same as --docs DIR
  --config FILE
      The file that settings are read from (headword.toml, where there is one)
  --watch
      With build: build again after each change, until it is stopped
  --strict
      With check: exit with status 1 where there is anything to mend
  --port N
      With serve: where to listen, 4380 unless given; 0 for any that is free
  --json
      With build and check: print JSON instead of text
  --color WHEN
      auto, always or never

Settings stand in that file, in variables and in options; a later one counts. Below is how they are
written as options; as a variable, --base-url is HEADWORD_BASE_URL. Lists are separated by commas,
or given one by one. Paths in the file are relative to its folder, others to the current one.

";

/// What the command line asked for instead of a command, or what is wrong with it.
pub(crate) enum Answer {
    /// Text for standard output: there was a question and this answers it.
    Text(String),
    /// The command line is wrong.
    Wrong(Failure),
}

/// Puts a clap error into words. `command` is the first word of the command line.
pub(crate) fn explain(error: &clap::Error, command: Option<&str>) -> Answer {
    let known = COMMANDS.iter().find(|(name, ..)| Some(*name) == command);
    let building = command.filter(|name| BUILDING.contains(name));
    let mut options: Vec<String> =
        known.map_or(&[][..], |(_, _, options)| options).iter().map(|&name| name.into()).collect();
    options.extend(building.iter().flat_map(|_| Config::KEYS).map(ConfigKey::flag));
    options.extend(["--color", "--help", "--version"].map(str::to_owned));
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let argument = text(error, ContextKind::InvalidArg);
    let sentence = match error.kind() {
        ErrorKind::DisplayHelp => return Answer::Text(help(building)),
        ErrorKind::DisplayVersion => {
            return Answer::Text(format!("headword {}\n", env!("CARGO_PKG_VERSION")));
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            return Answer::Wrong(Failure::usage_text(HELP));
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand);
            unknown("command", &name, &COMMANDS.map(|(name, ..)| name), SEE_HELP)
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            // In a search it may be a word of the query.
            let advice = if command == Some("search") { "write -- before words that start with -" } else { SEE_HELP };
            unknown("option", &argument, &options, advice)
        }
        ErrorKind::UnknownArgument => format!("unexpected argument \"{argument}\""),
        ErrorKind::MissingRequiredArgument => {
            format!("missing {}", argument.replace(['<', '>', '[', ']'], ""))
        }
        ErrorKind::InvalidValue => format!("{} needs a value", name(&argument)),
        ErrorKind::TooManyValues => {
            let found = text(error, ContextKind::InvalidValue);
            format!("{} takes no value, found \"{found}\"", name(&argument))
        }
        ErrorKind::ValueValidation => {
            let (found, name) = (text(error, ContextKind::InvalidValue), name(&argument));
            let wanted = match name {
                "--filter" => "KEY=VALUE".to_owned(),
                "--offset" => format!("a whole number from 0 to {}", u32::MAX),
                "--port" => format!("a whole number from 0 to {}", u16::MAX),
                _ => format!("a whole number from 1 to {}", u32::MAX),
            };
            format!("{name} takes {wanted}, found \"{found}\"")
        }
        // An argument that is not Unicode, which only this parser can see.
        _ => "an argument is not UTF-8".to_owned(),
    };
    let usage = known.map_or(ANY, |(_, usage, _)| usage);
    Answer::Wrong(Failure::usage(&sentence, usage))
}

/// The help of a command that takes settings, else that of all commands.
fn help(building: Option<&str>) -> String {
    let known = COMMANDS.iter().find(|(name, ..)| Some(*name) == building);
    let Some((_, usage, _)) = known else { return HELP.to_owned() };
    let mut text = format!("usage: {usage}\n{SETTINGS}");
    for key in Config::KEYS {
        let value = match key.kind {
            ConfigKind::Bool if key.default == "true" => "=false",
            ConfigKind::Bool => "",
            _ => &format!(" {}", key.value_name()),
        };
        let default = match (key.default, key.kind) {
            ("", _) | (_, ConfigKind::Bool) => String::new(),
            (default, _) => format!(" ({default})"),
        };
        text.push_str(&format!("  {}{value}\n      {}{default}\n", key.flag(), key.help.replace('`', "")));
    }
    text
}

fn unknown(what: &str, found: &str, known: &[&str], advice: &str) -> String {
    match closest(found, known) {
        Some(name) => format!("unknown {what} \"{found}\"; did you mean \"{name}\"?"),
        None => format!("unknown {what} \"{found}\"; {advice}"),
    }
}

/// `--limit <N>` is written `--limit`, and `<DIR>` is written `DIR`.
fn name(argument: &str) -> &str {
    let first = argument.split(' ').next().unwrap_or(argument);
    first.trim_matches(['<', '>', '.'])
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" and "),
        _ => String::new(),
    }
}

/// The known name that is a slip away from `found`: one edit, or a third of its letters.
fn closest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    // A known name can stand where it is not understood, such as after `--`.
    let slips = known.iter().filter(|name| **name != found).map(|name| (strsim::osa_distance(found, name), *name));
    let (edits, name) = slips.min_by_key(|(edits, _)| *edits)?;
    (edits <= (name.len() / 3).max(1)).then_some(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "a test stops where something is wrong")]

    use super::*;
    use crate::args::CommandLine;
    use clap::Parser;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(line: &str, expected: Expect) {
        let words = ["headword"].into_iter().chain(line.split_whitespace());
        let said = match CommandLine::try_parse_from(words) {
            Ok(_) => "understood".to_owned(),
            Err(error) => match explain(&error, line.split_whitespace().next()) {
                Answer::Text(text) => text,
                Answer::Wrong(failure) => failure.text().to_owned(),
            },
        };
        expected.assert_eq(&said);
    }

    #[test]
    fn a_wrong_command_line_says_what_to_write() {
        check(
            "serch docs.headword sso",
            expect![[r#"
                error[USAGE]: unknown command "serch"; did you mean "search"?
                usage: headword build|check|serve|search|read|resolve|list|suggest|diff|inspect|merge|eval|test|split|bundle|completion|man ...
            "#]],
        );
        check(
            "search docs.headword sso --limt 3",
            expect![[r#"
                error[USAGE]: unknown option "--limt"; did you mean "--limit"?
                usage: headword search INDEX QUERY...|--queries FILE [--filter KEY=VALUE]... [--OPTION VALUE]... [--json]
            "#]],
        );
        check(
            "search docs.headword sso --colour",
            expect![[r#"
                error[USAGE]: unknown option "--colour"; did you mean "--color"?
                usage: headword search INDEX QUERY...|--queries FILE [--filter KEY=VALUE]... [--OPTION VALUE]... [--json]
            "#]],
        );
        check(
            "build --base_url /docs/",
            expect![[r#"
                error[USAGE]: unknown option "--base_url"; did you mean "--base-url"?
                usage: headword build [DIR] [--SETTING VALUE]... [--watch] [--json]
            "#]],
        );
        check(
            "check --out",
            expect![[r#"
                error[USAGE]: --out needs a value
                usage: headword check [DIR] [--SETTING VALUE]... [--strict] [--json]
            "#]],
        );
        check(
            "build docs other",
            expect![[r#"
                error[USAGE]: unexpected argument "other"
                usage: headword build [DIR] [--SETTING VALUE]... [--watch] [--json]
            "#]],
        );
        check(
            "search docs.headword sso --limit 0",
            expect![[r#"
                error[USAGE]: --limit takes a whole number from 1 to 4294967295, found "0"
                usage: headword search INDEX QUERY...|--queries FILE [--filter KEY=VALUE]... [--OPTION VALUE]... [--json]
            "#]],
        );
        check(
            "search docs.headword sso --filter product",
            expect![[r#"
                error[USAGE]: --filter takes KEY=VALUE, found "product"
                usage: headword search INDEX QUERY...|--queries FILE [--filter KEY=VALUE]... [--OPTION VALUE]... [--json]
            "#]],
        );
        check(
            "search docs.headword sso --offset -1",
            expect![[r#"
                error[USAGE]: --offset takes a whole number from 0 to 4294967295, found "-1"
                usage: headword search INDEX QUERY...|--queries FILE [--filter KEY=VALUE]... [--OPTION VALUE]... [--json]
            "#]],
        );
        check(
            "search docs.headword sso --sort -date --filter a=b=c --filter a=d --facet a --facet b",
            expect!["understood"],
        );
        check(
            "read docs.headword sso extra",
            expect![[r#"
                error[USAGE]: unexpected argument "extra"
                usage: headword read INDEX PATH [--language LANGUAGE] [--max-tokens N] [--cursor CURSOR] [--links FORM] [--outline] [--json]
            "#]],
        );
        check(
            "merge a.headword b.headword",
            expect![[r#"
                error[USAGE]: missing --out FILE
                usage: headword merge INDEX... --out FILE [--name TEXT] [--base-url URL] [--json]
            "#]],
        );
    }

    #[test]
    fn a_file_of_queries_takes_the_place_of_a_query() {
        check("search docs.headword --queries queries.jsonl --run my.run --limit 50", expect!["understood"]);
        check(
            "search docs.headword --run my.run",
            expect![[r#"
                error[USAGE]: missing QUERY...
                usage: headword search INDEX QUERY...|--queries FILE [--filter KEY=VALUE]... [--OPTION VALUE]... [--json]
            "#]],
        );
    }

    #[test]
    fn every_setting_is_an_option() {
        check("build", expect!["understood"]);
        check(
            "check docs --clean-urls=false --trailing-slash --exclude a --exclude b,c --strict",
            expect!["understood"],
        );
        let Err(error) = CommandLine::try_parse_from(["headword", "build", "--help"]) else {
            panic!("help is printed")
        };
        let Answer::Text(help) = explain(&error, Some("build")) else { panic!("help is printed") };
        assert!(help.contains("  --clean-urls=false\n      URLs of pages are without .html\n"), "{help}");
        assert!(Config::KEYS.iter().all(|key| help.contains(&key.flag())), "{help}");
    }

    #[test]
    fn options_may_come_between_words_and_the_last_one_counts() {
        check("search docs.headword rotate --limit 1 keys --limit 2", expect!["understood"]);
    }

    #[test]
    fn the_version_is_the_release() {
        check("search --version", expect![["headword 0.1.0\n"]]);
    }
}
