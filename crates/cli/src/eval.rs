//! `headword eval`: how good the answers of an index are, by files of questions with judged answers, and how fast.

use crate::args::Eval;
use crate::commands::open;
use crate::failure::Failure;
use crate::input::read_input;
use crate::output::print;
use crate::render;
use crate::render_eval;
use crate::style::Style;
use crate::usage::EVAL;
use headword::{Evaluator, Index};
use std::time::Instant;

/// What most searches ask for.
const HITS: usize = 10;

pub(crate) fn eval(args: &Eval, style: Style) -> Result<(), Failure> {
    let unit = args.unit.as_deref().map(str::parse).transpose();
    let unit = unit.map_err(|reason: String| Failure::usage(&format!("--unit {reason}"), EVAL))?;
    let index = open(&args.index)?;
    let mut evaluator = Evaluator::new();
    for file in &args.files {
        let source = read_input(file, "queries")?;
        let added = evaluator.add(&index, &file.display().to_string(), &source, unit);
        added.map_err(|error| Failure::engine(&error, None))?;
    }
    let times = times(&index, evaluator.queries())?;
    let evaluation = evaluator.finish(&times);
    print(&match args.json {
        true => render::json(&evaluation)?,
        false => render_eval::evaluation(&evaluation, style),
    })
}

/// How many nanoseconds each search took. All were searched before, to be measured: none is the first to touch its
/// part of the index.
fn times(index: &Index, queries: &[String]) -> Result<Vec<u64>, Failure> {
    let time = |query: &String| {
        let started = Instant::now();
        let answer = index.search(query, HITS);
        let took = started.elapsed();
        answer.map_err(|error| Failure::engine(&error, None))?;
        Ok(u64::try_from(took.as_nanos()).unwrap_or(u64::MAX))
    };
    queries.iter().map(time).collect()
}
