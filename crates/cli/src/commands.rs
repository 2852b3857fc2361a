//! The three commands: read what is asked for, call the engine, print.

use crate::args::{Build, Command, Read, Search};
use crate::failure::Failure;
use crate::files::sources;
use crate::output::{print, write_file};
use crate::render::{self, Style, grouped, plural};
use headword::{Index, IndexBuilder};
use serde::Serialize;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Instant;

/// Does what the command line asks.
pub(crate) fn run(command: &Command, style: Style) -> Result<(), Failure> {
    match command {
        Command::Build(args) => build(args, style),
        Command::Search(args) => search(args, style),
        Command::Read(args) => read(args, style),
    }
}

fn build(args: &Build, style: Style) -> Result<(), Failure> {
    let started = Instant::now();
    let mut builder = IndexBuilder::new();
    if let Some(name) = &args.name {
        builder = builder.name(name);
    }
    if let Some(url) = &args.base_url {
        builder = builder.base_url(url);
    }

    let sources = sources(&args.dir)?;
    let count = sources.len();
    let mut failures = Vec::new();
    for source in sources {
        let path = source.path.clone();
        let added =
            source.read().and_then(|bytes| builder.add(&path, &bytes).map_err(|error| Failure::engine(&error, None)));
        failures.extend(added.err());
    }
    if !failures.is_empty() {
        let file = args.out.display();
        let files = plural(count as u64, "file", "files");
        let summary =
            format!("{} of {files} could not be read; {file} was not written", grouped(failures.len() as u64));
        return Err(Failure::several(&failures, &summary));
    }

    let dir = args.dir.display().to_string();
    let (bytes, report) = builder.finish().map_err(|error| Failure::engine(&error, Some(&dir)))?;
    write_file(&args.out, &bytes)?;
    if args.json {
        return print(&json(&report)?);
    }
    let file = args.out.display().to_string();
    print(&render::report(&report, &file, started.elapsed(), style))
}

fn search(args: &Search, style: Style) -> Result<(), Failure> {
    let query = args.query.join(" ");
    let answer =
        open(&args.index)?.search(&query, args.limit as usize).map_err(|error| Failure::engine(&error, None))?;
    print(&if args.json { json(&answer)? } else { render::answer(&answer, &query, style) })
}

fn read(args: &Read, style: Style) -> Result<(), Failure> {
    let index = open(&args.index)?;
    let page = index.read(&args.path).map_err(|error| Failure::engine(&error, None))?;
    print(&if args.json { json(&page)? } else { render::page(&page, style) })
}

fn open(file: &Path) -> Result<Index, Failure> {
    let name = file.display();
    let bytes = fs::read(file).map_err(|error| {
        let advice = match error.kind() {
            ErrorKind::NotFound => format!("write it with \"headword build DIR --out {name}\""),
            ErrorKind::IsADirectory => "give the index file in it".to_owned(),
            _ => "check the file".to_owned(),
        };
        Failure::io(&format!("cannot read the index {name}"), &error, &advice)
    })?;
    Index::open(bytes).map_err(|error| Failure::engine(&error, Some(&name.to_string())))
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    // Results hold text, whole numbers, lists and nothing else, so this cannot fail.
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::new("IO", &error.to_string()))?;
    Ok(text + "\n")
}
