//! Runs `tests/cases/*.json`, and leaves the full answers in `target/answers` for the hosts in JavaScript to
//! compare with theirs, byte for byte.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use headword::{Config, Index, IndexBuilder, Role, Selection};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The docs that a case file names, built; `None` where they are not installed.
fn index(name: &str) -> Option<Index> {
    let docs = match name {
        "corpus" => root().join("tests/corpus"),
        _ => root().join("node_modules/@workos/mcp-docs-server/.docs/organized/docs"),
    };
    if !docs.exists() {
        eprintln!("skipped: {} is missing, npm ci installs it", docs.display());
        return None;
    }
    let mut config = Config::default();
    config.name = name.to_owned();
    config.base_url = "https://example.com/docs/".to_owned();
    let selection = config.selection().unwrap();
    let mut builder = IndexBuilder::with_config(config);
    add_folder(&mut builder, &selection, &docs, &docs);
    Some(Index::open(builder.finish().unwrap().0).unwrap())
}

/// Adds what the commands would: pages and navigation files.
fn add_folder(builder: &mut IndexBuilder, selection: &Selection, root: &Path, folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let relative = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        if path.is_dir() {
            if selection.may_hold_pages(&relative) {
                add_folder(builder, selection, root, &path);
            }
        } else if matches!(selection.role(&relative), Role::Page(_) | Role::Navigation) {
            builder.add(&relative, &fs::read(&path).unwrap()).unwrap();
        }
    }
}

/// Answers every case of a file, in order, and says which are not as expected.
fn run(file: &str) {
    let text = fs::read_to_string(root().join(format!("tests/cases/{file}.json"))).unwrap();
    let cases: Value = serde_json::from_str(&text).unwrap();
    let Some(index) = index(cases["index"].as_str().unwrap()) else {
        return;
    };
    let mut answers = String::new();
    let mut wrong = Vec::new();
    for case in cases["cases"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let query = case["query"].as_str().unwrap().repeat(case["repeat"].as_u64().unwrap_or(1) as usize);
        let answer = match index.search(&query, case["limit"].as_u64().unwrap_or(10) as usize) {
            Err(error) => {
                if case["error"] != error.code() {
                    wrong.push(format!("{name}: {error}"));
                }
                json!({ "error": error.code() }).to_string()
            }
            Ok(answer) => {
                let paths: Vec<_> = answer.hits.iter().map(|hit| &*hit.path).collect();
                let within = case["within"].as_u64().unwrap_or(10) as usize;
                for expected in case["expect"].as_array().into_iter().flatten() {
                    // A page stands for each of its sections.
                    let found =
                        answer.hits.iter().take(within).any(|hit| hit.path == *expected || hit.page == *expected);
                    if !found {
                        wrong.push(format!("{name}: {expected} is not within the first {within} of {paths:?}"));
                    }
                }
                if !case["error"].is_null() {
                    wrong.push(format!("{name}: no error"));
                }
                serde_json::to_string(&answer).unwrap()
            }
        };
        answers += &answer;
        answers.push('\n');
    }
    assert!(wrong.is_empty(), "{file}.json:\n{}", wrong.join("\n"));
    let folder = root().join("target/answers");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{file}.jsonl")), &answers).unwrap();
    if file == "corpus" {
        expect_test::expect_file!["../../../tests/golden/corpus.jsonl"].assert_eq(&answers);
    }
}

#[test]
fn corpus() {
    run("corpus");
}

#[test]
fn workos() {
    run("workos");
}
