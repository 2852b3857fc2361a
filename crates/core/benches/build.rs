//! How fast sources become an index, in MB of source a second of one thread.
//!
//! `cargo bench -p headword --bench build -- FOLDER [headword.toml]` reads the docs below the folder as configured,
//! then changes one page after another and writes the index anew.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

use headword::{Collection, Config, IndexBuilder, Role};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: u32 = 7;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(folder) = arguments.next() else {
        return println!("give a folder of docs: cargo bench -p headword --bench build -- FOLDER [headword.toml]");
    };
    let config = arguments.next().map_or_else(Config::default, |file| {
        Config::from_toml(&file, &std::fs::read_to_string(&file).unwrap()).unwrap()
    });
    let selection = config.selection().unwrap();
    let mut files = Vec::new();
    walk(Path::new(&folder), &mut files);
    files.sort();
    let mut sources: Vec<(String, Vec<u8>)> = Vec::new();
    for file in files {
        let path = file.strip_prefix(&folder).unwrap().display().to_string();
        if matches!(selection.role(&path), Role::Page(_) | Role::Navigation) {
            sources.push((path, std::fs::read(&file).unwrap()));
        }
    }
    let bytes: usize = sources.iter().map(|(_, source)| source.len()).sum();
    let mut best = [Duration::MAX; 3];
    for _ in 0..ROUNDS {
        let mut builder = IndexBuilder::with_config(config.clone());
        let start = Instant::now();
        for (path, source) in &sources {
            builder.add(path, source).unwrap();
        }
        let added = start.elapsed();
        builder.finish().unwrap();
        let finished = start.elapsed() - added;
        let mut rebuilt = Duration::ZERO;
        let changed = sources.iter().step_by(sources.len().div_ceil(CHANGES));
        let count = changed.len() as u32;
        for (path, source) in changed {
            let source = [source, &b"\n\nOne more sentence.\n"[..]].concat();
            let start = Instant::now();
            builder.add_to(Collection::Docs, path, &source).unwrap();
            builder.finish().unwrap();
            rebuilt += start.elapsed();
        }
        best = [best[0].min(added), best[1].min(finished), best[2].min(rebuilt / count)];
    }
    let full = best[0] + best[1];
    println!(
        "{} files, {:.2} MB: read {:.1?}, write {:.1?}, {:.1} MB/s; after a change of one page {:.1?}, {:.0} % of it",
        sources.len(),
        bytes as f64 / 1e6,
        best[0],
        best[1],
        bytes as f64 / 1e6 / full.as_secs_f64(),
        best[2],
        100.0 * best[2].as_secs_f64() / full.as_secs_f64(),
    );
}

/// How many pages are changed, one after another.
const CHANGES: usize = 20;

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}
