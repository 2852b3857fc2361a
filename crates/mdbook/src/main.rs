//! `mdbook-headword`: an output of mdBook that takes the place of its search.
//!
//! ```text
//! mdbook ──► html renderer ──► book/html/**.html
//!        └─► this program, with the book as JSON ──► docs.headword, headword/, a search box in each page
//! ```
//!
//! It runs after the renderer of HTML and reads the pages as that wrote them, so that all that preprocessors and themes
//! do is found, and each result leads to an anchor that is really there.

mod book;
mod failure;
mod index;
mod pages;
mod settings;
mod site;
mod summary;

use failure::Failure;
use std::io::{IsTerminal, Read};
use std::process::ExitCode;

const HELP: &str = include_str!("help.txt");

fn main() -> ExitCode {
    let argument = std::env::args().nth(1);
    let done = match argument.as_deref() {
        Some("--version" | "-V") => {
            println!("mdbook-headword {}", env!("CARGO_PKG_VERSION"));
            Ok(())
        }
        Some("--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        // mdBook asks so whether a preprocessor may run; the book that comes next is refused with words.
        Some("supports") => Ok(()),
        Some(other) => Err(Failure::new(format!("unknown argument {other:?}; see mdbook-headword --help"))),
        None if std::io::stdin().is_terminal() => {
            print!("{HELP}");
            Ok(())
        }
        None => render(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprint!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the book from standard input, as mdBook gives it to an output.
fn render() -> Result<(), Failure> {
    let mut text = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut text);
    read.map_err(|error| Failure::new(format!("cannot read what mdBook says: {error}; run it by mdbook build")))?;
    let book = book::Book::read(&text)?;
    site::complete()?;
    let found = pages::found(&book)?;
    let (pieces, report) = index::build(&book)?;
    index::write(&book, &pieces)?;
    site::write(&book)?;
    pages::add_search(&book, &found)?;
    book.leave_no_folder();
    eprintln!(" INFO Headword: {} pages, {} KB in {}", report.pages, report.bytes.div_ceil(1000), index::FILE);
    Ok(())
}
