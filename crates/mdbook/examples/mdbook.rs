//! What `mdbook build FOLDER` does, by the library that mdBook itself is made of: for the tests in a browser and for the
//! benchmark, which need no mdBook that is installed.
//!
//! ```sh
//! cargo build -p mdbook-headword
//! PATH=$PWD/target/debug:$PATH cargo run -p mdbook-headword --example mdbook crates/mdbook/tests/book
//! ```

use mdbook_driver::MDBook;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("name the folder of a book, in which a book.toml is");
        return ExitCode::FAILURE;
    };
    match MDBook::load(folder).and_then(|book| book.build()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
