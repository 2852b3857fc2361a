//! The commands. Those that answer from an index: open it, call the engine, print.

use crate::args::{Command, Inspect, Read, Search};
use crate::build::build;
use crate::check::check;
use crate::eval::eval;
use crate::failure::Failure;
use crate::merge::merge;
use crate::output::print;
use crate::remote;
use crate::render::{self, Style, json};
use crate::run::run as run_queries;
use crate::search_options::search_options;
use crate::split::split;
use crate::test::test;
use headword::{Error, Index, ReadOptions};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Does what the command line asks.
pub(crate) fn run(command: &Command, style: Style) -> Result<(), Failure> {
    match command {
        Command::Build(args) => build(args, style),
        Command::Check(args) => check(args, style),
        Command::Search(args) if args.queries.is_some() || args.run.is_some() => run_queries(args),
        Command::Search(args) => search(args, style),
        Command::Read(args) => read(args, style),
        Command::Inspect(args) => inspect(args, style),
        Command::Merge(args) => merge(args, style),
        Command::Eval(args) => eval(args, style),
        Command::Test(args) => test(args, style),
        Command::Split(args) => split(args),
    }
}

fn search(args: &Search, style: Style) -> Result<(), Failure> {
    let query = args.query.join(" ");
    let answer = ask(&args.index, |index| index.search_with(&query, &search_options(args)))?;
    print(&if args.json { json(&answer)? } else { render::answer(&answer, &query, args.offset, style) })
}

fn read(args: &Read, style: Style) -> Result<(), Failure> {
    let options = args.language.iter().fold(ReadOptions::new(), |options, language| options.language(language));
    let page = ask(&args.index, |index| index.read_with(&args.path, &options))?;
    print(&if args.json { json(&page)? } else { render::page(&page, style) })
}

fn inspect(args: &Inspect, style: Style) -> Result<(), Failure> {
    let inspection = open(&args.index)?.inspect(args.limit as usize).map_err(|error| Failure::engine(&error, None))?;
    print(&if args.json { json(&inspection)? } else { render::inspection(&inspection, style) })
}

/// Asks an index a question: one on the web in pieces, one in a file as a whole.
fn ask<T>(index: &Path, question: impl Fn(&Index) -> Result<T, Error>) -> Result<T, Failure> {
    match index.to_str().filter(|url| remote::is_web(url)) {
        Some(url) => remote::ask(url, question),
        None => question(&open(index)?).map_err(|error| Failure::engine(&error, None)),
    }
}

/// An index as a whole, in a file or on the web, in one piece or several.
pub(crate) fn open(file: &Path) -> Result<Index, Failure> {
    let name = file.display().to_string();
    Index::open(bytes(file)?).map_err(|error| Failure::engine(&error, Some(&name)))
}

/// All bytes of an index.
pub(crate) fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    if let Some(url) = file.to_str().filter(|url| remote::is_web(url)) {
        return remote::download(url);
    }
    let name = file.display();
    let bytes = fs::read(file).map_err(|error| {
        let advice = match error.kind() {
            ErrorKind::NotFound => format!("write it with \"headword build --out {name}\""),
            ErrorKind::IsADirectory => "give the index file in it".to_owned(),
            _ => "check the file".to_owned(),
        };
        Failure::io(&format!("cannot read the index {name}"), &error, &advice)
    })?;
    remote::joined(bytes, |piece| {
        let piece = file.with_file_name(piece);
        fs::read(&piece).map_err(|error| {
            let advice = "copy all that \"headword split\" wrote";
            Failure::io(&format!("cannot read the piece {}", piece.display()), &error, advice)
        })
    })
}
