//! `headword test`: whether an index finds what its site expects.

use crate::args::Test;
use crate::commands::open;
use crate::failure::Failure;
use crate::input::read_input;
use crate::output::print;
use crate::render::{self, grouped, plural};
use crate::render_test;
use crate::style::Style;
use headword::{Case, CaseOutcome};
use serde::Serialize;

#[derive(Serialize)]
struct Tested {
    file: String,
    cases: Vec<CaseOutcome>,
}

pub(crate) fn test(args: &Test, style: Style) -> Result<(), Failure> {
    let refused = |error| Failure::engine(&error, None);
    let file = args.file.display().to_string();
    let index = open(&args.index)?;
    let cases = Case::read(&file, &read_input(&args.file, "cases")?).map_err(refused)?;
    let cases: Vec<_> = cases.iter().map(|case| case.check(&index)).collect::<Result<_, _>>().map_err(refused)?;
    let failed = cases.iter().filter(|case| !case.passed).count() as u64;
    let tested = Tested { file, cases };
    print(&match args.json {
        true => render::json(&tested)?,
        false => render_test::outcomes(&tested.file, &tested.cases, style),
    })?;
    match failed {
        0 => Ok(()),
        _ => {
            let all = plural(tested.cases.len() as u64, "case", "cases");
            Err(Failure::several(&[], &format!("{} of {all} failed", grouped(failed))))
        }
    }
}
