//! Data flows one way: a module uses only modules before it.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use std::fs;
use std::path::{Path, PathBuf};

/// In reading order; ARCHITECTURE.md has the same list.
const ORDER: [&str; 30] = [
    "error",
    "closest",
    "sorted",
    "sieve",
    "spare",
    "tokens",
    "slug",
    "url",
    "config",
    "analyze",
    "format",
    "parse",
    "navigation",
    "selection",
    "rank",
    "index",
    "pieces",
    "query",
    "search",
    "evaluate",
    "resolve",
    "read",
    "list",
    "explain",
    "releases",
    "inspect",
    "moves",
    "builder",
    "diff",
    "disk",
];

/// What a module other than `disk` has no business with: bytes come in as arguments and leave as answers.
const OUTSIDE: [&str; 9] =
    ["std::fs", "std::io", "std::env", "std::net", "std::process", "std::thread", "std::time", "println!", "eprint"];

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| files(&entry.unwrap().path(), found));
    } else {
        found.push(path.to_owned());
    }
}

#[test]
fn only_disk_knows_the_world_outside() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    files(&src, &mut sources);
    let mut wrong = Vec::new();
    for file in sources.iter().filter(|file| !file.starts_with(src.join("disk"))) {
        let source = fs::read_to_string(file).unwrap();
        // Tests at the end of a file may look at the disk.
        let code = source.split("#[cfg(test)]").next().unwrap();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            if OUTSIDE.iter().any(|outside| line.contains(outside)) {
                wrong.push(format!("{}: {}", file.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_module_uses_only_modules_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    files(&src, &mut sources);
    let mut wrong = Vec::new();
    for file in sources {
        let relative = file.strip_prefix(&src).unwrap();
        let name = relative.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
        if name == "lib" {
            continue;
        }
        let place = ORDER.iter().position(|module| *module == name);
        let place = place.unwrap_or_else(|| panic!("{name} has no place in the order"));
        let source = fs::read_to_string(&file).unwrap();
        for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for used in line.split("crate::").skip(1) {
                let used = used.split(|char: char| !char.is_alphanumeric() && char != '_').next().unwrap();
                if ORDER.iter().position(|module| *module == used).is_some_and(|used| used > place) {
                    wrong.push(format!("{}: {}", relative.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
