//! `headword check`: what an author should know of the docs before readers find it.

use crate::args::Check;
use crate::build::note_links;
use crate::failure::Failure;
use crate::output::print;
use crate::render::{self, plural};
use crate::session::Session;
use crate::style::Style;
use headword::Finding;
use serde::Serialize;

#[derive(Serialize)]
struct Checked {
    files: u64,
    findings: Vec<Finding>,
}

pub(crate) fn check(args: &Check, style: Style) -> Result<(), Failure> {
    let mut session = Session::new(args.settings.read()?)?;
    let update = session.update("nothing was checked")?;
    note_links(&update.links);
    let docs = session.config.docs.clone();
    let findings = session.builder.check().map_err(|error| Failure::engine(&error, Some(&docs)))?;
    let count = findings.len() as u64;
    let checked = Checked { files: update.files, findings };
    print(&match args.json {
        true => render::json(&checked)?,
        false => render::findings(&checked.findings, checked.files, style),
    })?;
    match args.strict && count > 0 {
        true => {
            Err(Failure::several(&[], &format!("{}, none allowed with --strict", plural(count, "finding", "findings"))))
        }
        false => Ok(()),
    }
}
