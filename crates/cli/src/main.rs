//! The `headword` command: builds an index from a folder of docs, searches it, reads pages from it.
//!
//! It reads files, calls the engine and prints. `npx headword` is the same command through wasm and
//! prints the same bytes; `tests/transcripts` holds both to that.
#![forbid(unsafe_code)]

mod args;
mod build;
mod bundle;
mod check;
mod commands;
mod completion;
mod eval;
mod explain;
mod failure;
mod fetch;
mod input;
mod live;
mod merge;
mod output;
mod pager;
mod progress;
mod remote;
mod render;
mod render_eval;
mod render_explain;
mod render_lookup;
mod render_test;
mod run;
mod search_options;
mod serve;
mod session;
mod settings;
mod split;
mod style;
mod test;
mod threads;
mod usage;
mod watch;

use clap::Parser;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// What was typed. `-o` is `--out` to the commands that write a file.
fn words() -> Vec<OsString> {
    let mut words: Vec<OsString> = std::env::args_os().collect();
    let writes =
        words.get(1).is_some_and(|command| ["build", "merge", "split", "bundle"].iter().any(|name| command == name));
    words.iter_mut().filter(|word| writes && *word == "-o").for_each(|word| *word = "--out".into());
    words
}

fn main() -> ExitCode {
    let done = match args::CommandLine::try_parse_from(words()) {
        Ok(line) => {
            style::Style::of_stdout(line.color.as_deref()).and_then(|style| commands::run(&line.command, style))
        }
        Err(error) => {
            let command = std::env::args_os().nth(1);
            match usage::explain(&error, command.as_ref().and_then(|word| word.to_str())) {
                usage::Answer::Text(text) => output::print(&text),
                usage::Answer::Wrong(failure) => Err(failure),
            }
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // With standard error gone there is nobody left to tell.
            let _ = io::stderr().write_all(failure.text().as_bytes());
            ExitCode::from(failure.status())
        }
    }
}
