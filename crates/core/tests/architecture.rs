//! Data flows one way: a module uses only modules before it.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use std::fs;
use std::path::{Path, PathBuf};

/// In reading order; ARCHITECTURE.md has the same list.
const ORDER: [&str; 29] = [
    "error",
    "closest",
    "sorted",
    "sieve",
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
    "excerpt",
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
];

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| files(&entry.unwrap().path(), found));
    } else {
        found.push(path.to_owned());
    }
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
