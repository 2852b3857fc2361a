//! What reading an index needs, and that nobody who calls this crate meets the crates below it.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the crate is without features. ARCHITECTURE.md says what each is for.
const READER: [&str; 4] = ["headword", "strsim", "twox-hash", "unicode-segmentation"];
/// What the feature `serde` adds: `serde`, and what its derive needs to compile.
const SERDE: [&str; 7] = ["proc-macro2", "quote", "serde", "serde_core", "serde_derive", "syn", "unicode-ident"];

/// The crates that `cargo build` compiles for this one with these features, in order.
fn tree(features: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tree", "--locked", "--package", "headword", "--no-default-features", "--features", features])
        .args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut crates: Vec<String> = text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    crates.sort();
    crates.dedup();
    crates
}

#[test]
fn reading_needs_three_crates() {
    assert_eq!(tree(""), READER);
}

#[test]
fn results_that_serialise_need_serde_alone() {
    let mut expected = [&READER[..], &SERDE[..]].concat();
    expected.sort_unstable();
    assert_eq!(tree("serde"), expected);
}

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| files(&entry.unwrap().path(), found));
    } else {
        found.push(path.to_owned());
    }
}

/// The dependencies, as Rust spells them.
fn dependencies() -> Vec<String> {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let table = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    table.lines().filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_"))).collect()
}

/// Names that a `use` of one of these crates brings into a file.
fn imported(source: &str, crates: &[String]) -> Vec<String> {
    let uses = source.split("use ").skip(1).filter_map(|rest| rest.split(';').next());
    let ours = uses.filter(|path| crates.iter().any(|name| path.starts_with(&format!("{name}::"))));
    let words = ours.flat_map(|path| path.split(|char: char| !char.is_alphanumeric() && char != '_'));
    words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned).collect()
}

/// What stands between `pub` and the body, or the end of a field: `pub(crate)` is nobody else's.
fn signatures(source: &str) -> Vec<&str> {
    let starts = source
        .match_indices("pub ")
        .filter(|(at, _)| source[..*at].lines().last().is_none_or(|line| line.trim().is_empty()));
    starts
        .filter_map(|(at, _)| {
            let rest = &source[at..];
            let end = if rest.starts_with("pub fn") || rest.starts_with("pub const fn") {
                rest.find(" {\n")
            } else {
                rest.find([';', '\n'])
            };
            rest.get(..end?)
        })
        .collect()
}

#[test]
fn no_dependency_stands_in_a_signature() {
    let crates = dependencies();
    assert!(crates.len() > 15, "{crates:?}");
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in sources {
        let source = fs::read_to_string(&file).unwrap();
        let imported = imported(&source, &crates);
        for signature in signatures(&source) {
            seen += 1;
            let mut words = signature.split(|char: char| !char.is_alphanumeric() && char != '_');
            if words.any(|word| imported.iter().any(|name| name == word) || crates.iter().any(|name| name == word)) {
                wrong.push(format!("{}: {signature}", file.display()));
            }
        }
    }
    assert!(seen > 300, "{seen} public functions and fields");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
