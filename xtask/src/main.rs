//! Work on the project that cargo itself cannot do: `cargo xtask wasm`.

mod remap;
mod wasm;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask TASK

tasks:
  wasm    builds crates/wasm into js/headword/dist/wasm (reader and builder)";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["wasm"] => root().and_then(|root| wasm::build(&root)),
        [] | ["--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the checkout.
///
/// Cargo tells where the crate stands each time it runs it. `env!` would remember where it was
/// compiled, which is another place once the checkout has been moved.
fn root() -> Result<PathBuf, String> {
    let xtask = env::var_os("CARGO_MANIFEST_DIR").ok_or("run me through cargo: cargo xtask")?;
    let root = PathBuf::from(xtask).join("..");
    root.canonicalize().map_err(|error| format!("{}: {error}", root.display()))
}
