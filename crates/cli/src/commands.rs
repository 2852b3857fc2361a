//! The commands. Those that answer from an index: open it, call the engine, print.

use crate::args::{Command, Diff, Inspect, List, Read, Resolve, Search, Suggest};
use crate::build::build;
use crate::bundle::bundle;
use crate::check::check;
use crate::completion::{MAN, completion};
use crate::eval::eval;
use crate::explain::explain;
use crate::failure::Failure;
use crate::merge::merge;
use crate::output::print;
use crate::pager::show;
use crate::progress;
use crate::remote;
use crate::render::{self, json};
use crate::render_lookup;
use crate::run::run as run_queries;
use crate::search_options::search_options;
use crate::serve::serve;
use crate::split::split;
use crate::style::Style;
use crate::test::test;
use crate::usage::READ;
use headword::{Error, Index, ReadLinks, ReadOptions, Via};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Does what the command line asks.
pub(crate) fn run(command: &Command, style: Style) -> Result<(), Failure> {
    match command {
        Command::Build(args) => build(args, style),
        Command::Check(args) => check(args, style),
        Command::Serve(args) => serve(args),
        Command::Search(args) if args.queries.is_some() || args.run.is_some() => run_queries(args),
        Command::Search(args) => match &args.explain {
            Some(path) => explain(args, path, style),
            None => search(args, style),
        },
        Command::Read(args) => read(args, style),
        Command::Resolve(args) => resolve(args, style),
        Command::List(args) => list(args, style),
        Command::Suggest(args) => suggest(args, style),
        Command::Diff(args) => diff(args),
        Command::Inspect(args) => inspect(args, style),
        Command::Merge(args) => merge(args, style),
        Command::Eval(args) => eval(args, style),
        Command::Test(args) => test(args, style),
        Command::Split(args) => split(args),
        Command::Bundle(args) => bundle(args),
        Command::Completion(args) => completion(args),
        Command::Man => print(MAN),
    }
}

fn search(args: &Search, style: Style) -> Result<(), Failure> {
    let query = args.query.join(" ");
    let answer = ask(&args.index, |index| index.search_with(&query, &search_options(args)))?;
    print(&if args.json { json(&answer)? } else { render::answer(&answer, &query, args.offset, &[], style) })
}

fn read(args: &Read, style: Style) -> Result<(), Failure> {
    let mut options = ReadOptions::new().outline(args.outline);
    (options.language, options.cursor) = (args.language.clone(), args.cursor.clone());
    options.max_tokens = args.max_tokens.map(|tokens| tokens as usize);
    options.links = match args.links.as_deref() {
        None | Some("as-written") => ReadLinks::AsWritten,
        Some("paths") => ReadLinks::Paths,
        Some("urls") => ReadLinks::Urls,
        Some(found) => {
            let wrong = format!("--links takes as-written, paths or urls, found \"{found}\"");
            return Err(Failure::usage(&wrong, READ));
        }
    };
    let page = ask(&args.index, |index| index.read_with(&args.path, &options))?;
    if args.json {
        return print(&json(&page)?);
    }
    if !matches!(page.via, Via::Exact | Via::Address) {
        progress::line(&render::printable(&format!("note: \"{}\" is \"{}\" here", args.path, page.path)));
    }
    show(&render::page(&page, style), style)
}

fn resolve(args: &Resolve, style: Style) -> Result<(), Failure> {
    let resolution = ask(&args.index, |index| index.resolve(&args.address))?;
    print(&if args.json { json(&resolution)? } else { render_lookup::resolution(&resolution, style) })
}

fn list(args: &List, style: Style) -> Result<(), Failure> {
    let path = args.path.as_deref().unwrap_or_default();
    let pages = ask(&args.index, |index| index.list_below(path, args.depth))?;
    print(&if args.json { json(&pages)? } else { render_lookup::pages(&pages, style) })
}

fn suggest(args: &Suggest, style: Style) -> Result<(), Failure> {
    let text = args.text.join(" ");
    let suggestions = ask(&args.index, |index| index.suggest(&text, args.limit as usize))?;
    print(&if args.json { json(&suggestions)? } else { render_lookup::suggestions(&suggestions, style) })
}

fn diff(args: &Diff) -> Result<(), Failure> {
    let (old, new) = (open(&args.old)?, open(&args.new)?);
    let diff = headword::Diff::new(&old, &new).map_err(|error| Failure::engine(&error, None))?;
    print(&if args.json { json(&diff)? } else { render::printable(&diff.to_string()) })
}

fn inspect(args: &Inspect, style: Style) -> Result<(), Failure> {
    let inspection = open(&args.index)?.inspect(args.limit as usize).map_err(|error| Failure::engine(&error, None))?;
    print(&if args.json { json(&inspection)? } else { render::inspection(&inspection, style) })
}

/// Asks an index a question: one on the web in pieces, one in a file as a whole.
pub(crate) fn ask<T>(index: &Path, question: impl Fn(&Index) -> Result<T, Error>) -> Result<T, Failure> {
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
