//! `headword split`: an index becomes files, of which a page fetches those that a question needs.

use crate::args::Split;
use crate::commands::bytes;
use crate::failure::Failure;
use crate::output::{print, write_file};
use crate::render::{grouped, json, plural};
use headword::Index;
use serde::Serialize;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// What was written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    /// The file that is opened.
    head: String,
    head_bytes: u32,
    pieces: u32,
    /// Of each but the last.
    piece_bytes: u32,
    bytes: u32,
}

pub(crate) fn split(args: &Split) -> Result<(), Failure> {
    let name = args.index.display().to_string();
    let bytes = bytes(&args.index)?;
    let index = Index::open(&bytes[..]).map_err(|error| Failure::engine(&error, Some(&name)))?;
    let layout = index.piece_layout();
    fs::create_dir_all(&args.out).map_err(|error| {
        Failure::io(&format!("cannot make the folder {}", args.out.display()), &error, "give another one with --out")
    })?;
    for number in 0..layout.count() {
        let range = layout.range(number);
        write_file(&args.out.join(layout.name(number)), &[bytes[range.start as usize..range.end as usize].to_vec()])?;
    }
    // The head comes last: where it is read, all pieces are there.
    let head = args.out.join(file_name(&name));
    write_file(&head, &[bytes[..layout.head as usize].to_vec()])?;
    let report = Report {
        head: head.display().to_string(),
        head_bytes: layout.head,
        pieces: layout.count(),
        piece_bytes: layout.size,
        bytes: layout.bytes,
    };
    print(&match args.json {
        true => json(&report)?,
        false => text(&report),
    })
}

fn text(report: &Report) -> String {
    format!(
        "Wrote {} ({} bytes) and {} of {} bytes beside it\n",
        report.head,
        grouped(report.head_bytes.into()),
        plural(report.pieces.into(), "piece", "pieces"),
        grouped(report.piece_bytes.into()),
    )
}

/// The last name in a path or an address.
fn file_name(index: &str) -> &str {
    let path = index.split(['?', '#']).next().unwrap_or(index);
    Path::new(path).file_name().and_then(OsStr::to_str).unwrap_or("docs.headword")
}
