//! What makes shells complete this command, and its manual page.
//!
//! They are files in `generated`, made of the definitions in `args.rs` and the sentences in `help.txt`, which is what
//! `--help` prints. `UPDATE_EXPECT=1 cargo test -p headword-cli` makes them anew; `npx headword` prints the same files.

use crate::args::Completion;
use crate::failure::Failure;
use crate::output::print;
use crate::usage::COMPLETION;

/// The manual page.
pub(crate) const MAN: &str = include_str!("../generated/headword.1");

/// Prints the script for a shell.
pub(crate) fn completion(args: &Completion) -> Result<(), Failure> {
    print(match &*args.shell {
        "bash" => include_str!("../generated/headword.bash"),
        "zsh" => include_str!("../generated/_headword"),
        "fish" => include_str!("../generated/headword.fish"),
        found => {
            let wrong = format!("SHELL is bash, zsh or fish, found \"{found}\"");
            return Err(Failure::usage(&wrong, COMPLETION));
        }
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]
mod tests {
    use crate::args::CommandLine;
    use crate::usage::HELP;
    use clap::{Command, CommandFactory, ValueHint};
    use clap_complete::{Shell, generate};
    use expect_test::{ExpectFile, expect_file};
    use headword::{Config, ConfigKey};
    use roff::{Roff, bold, roman};
    use std::process;

    /// What stands in a table of the help: a name, perhaps with the name of its value, and the sentence about it.
    fn table(title: &str) -> Vec<(&'static str, String)> {
        let text = HELP.split(&format!("\n{title}:\n")).nth(1).unwrap().split("\n\n").next().unwrap();
        let mut rows: Vec<(&str, String)> = Vec::new();
        for line in text.lines() {
            let (name, sentence) = line.split_at(23.min(line.len()));
            match name.trim() {
                "" => {
                    let (_, last) = rows.last_mut().unwrap();
                    *last += &format!(" {}", sentence.trim());
                }
                name => rows.push((name, sentence.trim().to_owned())),
            }
        }
        rows
    }

    /// The first sentence: there is no room for more beside a cursor.
    fn first(sentence: &str) -> String {
        let end = sentence.find([':', ';']).into_iter().chain(sentence.find(". ")).min().unwrap_or(sentence.len());
        sentence[..end].trim_end_matches('.').to_owned()
    }

    /// The command line with the sentences of the help, and with the words that options take.
    fn described() -> Command {
        let (commands, options) = (table("commands"), table("options"));
        let mut command = CommandLine::command();
        command.build();
        let about = |options: &[(&str, String)], name: &str| {
            let row = options.iter().find(|(key, _)| key.split([' ', ',']).any(|word| word == format!("--{name}")));
            row.map(|(_, sentence)| first(sentence))
        };
        let described = |arg: clap::Arg| {
            let Some(name) = arg.get_long().map(str::to_owned) else {
                return if arg.get_id() == "shell" { arg.value_parser(["bash", "zsh", "fish"]) } else { arg };
            };
            let setting = Config::KEYS.iter().find(|key| key.flag() == format!("--{name}"));
            let help = setting.map(|key| key.help.replace('`', "")).or_else(|| about(&options, &name));
            let arg = match setting.map(ConfigKey::value_name) {
                Some(value) if value.contains('|') && value.chars().any(char::is_lowercase) => {
                    arg.value_parser(value.split('|').collect::<Vec<_>>())
                }
                Some(value) if value.contains("FILE") || value.contains("DIR") => arg.value_hint(ValueHint::AnyPath),
                _ => arg,
            };
            let arg = match &*name {
                "color" => arg.value_parser(["auto", "always", "never"]),
                "links" => arg.value_parser(["as-written", "paths", "urls"]),
                "unit" => arg.value_parser(["page", "section"]),
                _ => arg,
            };
            arg.help(help.unwrap_or_else(|| panic!("help.txt says nothing of --{name}")))
        };
        for (name, sentence) in &commands {
            command = command.mut_subcommand(name, |command| command.about(first(sentence)).mut_args(described));
        }
        command.mut_args(described)
    }

    #[track_caller]
    fn script(shell: Shell, expected: ExpectFile) {
        let mut script = Vec::new();
        generate(shell, &mut described(), "headword", &mut script);
        let text = String::from_utf8(script).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        expected.assert_eq(&(lines.join("\n") + "\n"));
    }

    #[test]
    fn shells_complete_what_the_definitions_have() {
        script(Shell::Bash, expect_file!["../generated/headword.bash"]);
        script(Shell::Zsh, expect_file!["../generated/_headword"]);
        script(Shell::Fish, expect_file!["../generated/headword.fish"]);
    }

    #[test]
    fn the_manual_says_what_the_help_says() {
        let mut page = Roff::new();
        page.control("TH", ["HEADWORD", "1", "", concat!("headword ", env!("CARGO_PKG_VERSION"))]);
        page.control("SH", ["NAME"]);
        page.text([roman("headword - turns documentation into one file that answers questions")]);
        let section = |title: &str| HELP.split(&format!("\n{title}:\n")).nth(1).unwrap().split("\n\n").next().unwrap();
        let literal = |page: &mut Roff, title: &str, text: &str| {
            page.control("SH", [title]);
            page.control("nf", []);
            // In a section, what is below it stands further in anyway.
            for line in text.lines() {
                page.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
            }
            page.control("fi", []);
        };
        literal(&mut page, "SYNOPSIS", section("usage"));
        let rows = |page: &mut Roff, title: &str, rows: &[(String, String)]| {
            page.control("SH", [title]);
            for (name, sentence) in rows {
                page.control("TP", []).text([bold(name)]).text([roman(sentence)]);
            }
        };
        let owned = |title| table(title).into_iter().map(|(name, text)| (name.to_owned(), text)).collect::<Vec<_>>();
        rows(&mut page, "COMMANDS", &owned("commands"));
        rows(&mut page, "OPTIONS", &owned("options"));
        let setting = |key: &ConfigKey| (format!("{} {}", key.flag(), key.value_name()), key.help.replace('`', ""));
        rows(&mut page, "SETTINGS OF BUILD AND CHECK", &Config::KEYS.iter().map(setting).collect::<Vec<_>>());
        literal(&mut page, "EXAMPLES", section("examples"));
        page.control("SH", ["NOTES"]);
        let (_, notes) = HELP.rsplit_once("\n\n").unwrap();
        for line in notes.lines() {
            page.control("PP", []).text([roman(line)]);
        }
        expect_file!["../generated/headword.1"].assert_eq(&page.to_roff());
    }

    /// Bash is nearly everywhere; it is asked what a reader of the command would be shown.
    #[test]
    fn bash_completes_a_command_and_its_options() {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/generated/headword.bash");
        let ask = |words: &str, last: &str| {
            let count = words.split(' ').count() - 1;
            let line = format!(
                "source {script}; COMP_WORDS=({words}); COMP_CWORD={count}; _headword headword '{last}' ''; echo ${{COMPREPLY[@]}}"
            );
            process::Command::new("bash")
                .args(["--norc", "-c", &line])
                .output()
                .ok()
                .map(|output| String::from_utf8(output.stdout).unwrap())
        };
        let Some(commands) = ask("headword se", "se") else { return println!("skipped: there is no bash") };
        assert_eq!(commands, "serve search\n");
        assert_eq!(ask("headword read x --li", "--li").unwrap(), "--links\n");
        assert_eq!(ask("headword completion z", "z").unwrap(), "zsh\n");
    }
}
