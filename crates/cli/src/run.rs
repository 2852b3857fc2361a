//! `headword search --queries`: what an index answers to a file of questions, for tools that measure relevance.

use crate::args::Search;
use crate::commands::open;
use crate::failure::Failure;
use crate::input::read_input;
use crate::output::{print, write_file};
use crate::render;
use crate::usage::SEARCH;
use headword::Question;
use serde::Serialize;
use std::path::Path;
use std::time::Instant;

/// What a written run holds.
#[derive(Serialize)]
pub(crate) struct Written {
    pub(crate) queries: u64,
    /// Those with an answer.
    pub(crate) answered: u64,
    pub(crate) lines: u64,
}

pub(crate) fn run(args: &Search) -> Result<(), Failure> {
    let started = Instant::now();
    let Some(file) = &args.queries else {
        return Err(Failure::usage("--run needs --queries FILE", SEARCH));
    };
    if let Some(word) = args.query.first() {
        return Err(Failure::usage(&format!("unexpected argument \"{word}\""), SEARCH));
    }
    let idle = [
        ("filter", !args.filter.is_empty()),
        ("facet", !args.facet.is_empty()),
        ("sort", args.sort.is_some()),
        ("offset", args.offset > 0),
        ("explain", args.explain.is_some()),
    ];
    if let Some((name, _)) = idle.iter().find(|(_, given)| *given) {
        return Err(Failure::usage(&format!("--{name} goes with a QUERY and not with --queries"), SEARCH));
    }
    let refused = |error| Failure::engine(&error, None);
    let questions = Question::read(&file.display().to_string(), &read_input(file, "queries")?).map_err(refused)?;
    let index = open(&args.index)?;
    let out = args.run.as_deref().filter(|out| *out != Path::new("-"));
    let mut text = String::new();
    let mut written = Written { queries: questions.len() as u64, answered: 0, lines: 0 };
    for question in &questions {
        let lines = question.run(&index, args.limit as usize).map_err(refused)?;
        written.answered += u64::from(!lines.is_empty());
        written.lines += lines.len() as u64;
        for line in lines {
            match out.is_none() && args.json {
                true => text.push_str(&render::json_line(&line)?),
                false => text.push_str(&format!("{line}\n")),
            }
        }
    }
    let Some(out) = out else { return print(&text) };
    write_file(out, &[text.into_bytes()])?;
    print(&match args.json {
        true => render::json(&written)?,
        false => render::run(&written, &out.display().to_string(), started.elapsed()),
    })
}
