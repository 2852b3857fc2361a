//! `headword search --explain`: what scores are made of.

use crate::args::Search;
use crate::commands::ask;
use crate::failure::Failure;
use crate::output::print;
use crate::render;
use crate::render_explain;
use crate::search_options::search_options;
use crate::style::Style;
use headword::{Answer, Explanation};
use serde::Serialize;

#[derive(Serialize)]
struct Explained {
    #[serde(flatten)]
    answer: Answer,
    /// Of each hit.
    explanations: Vec<Explanation>,
}

/// Explains the section at `path`, found or not; without one, all hits.
pub(crate) fn explain(args: &Search, path: &str, style: Style) -> Result<(), Failure> {
    let query = args.query.join(" ");
    let options = search_options(args);
    if !path.is_empty() {
        let explanation = ask(&args.index, |index| index.explain(&query, path, &options))?;
        return print(&match args.json {
            true => render::json(&explanation)?,
            false => render_explain::section(&explanation, style),
        });
    }
    let explained = ask(&args.index, |index| {
        let answer = index.search_with(&query, &options)?;
        let hits = answer.hits.iter().map(|hit| index.explain(&query, &hit.path, &options));
        Ok(Explained { explanations: hits.collect::<Result<_, _>>()?, answer })
    })?;
    print(&match args.json {
        true => render::json(&explained)?,
        false => {
            let below: Vec<_> = explained.explanations.iter().map(|hit| render_explain::parts(hit, style)).collect();
            render::answer(&explained.answer, &query, args.offset, &below, style)
        }
    })
}
