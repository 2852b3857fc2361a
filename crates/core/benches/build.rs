//! How fast sources become an index, in MB of source a second of one thread.
//!
//! `cargo bench -p headword --bench build -- FOLDER` reads every Markdown and MDX file below the folder.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

use headword::IndexBuilder;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: u32 = 7;

fn main() {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        return println!("give a folder of docs: cargo bench -p headword --bench build -- FOLDER");
    };
    let mut files = Vec::new();
    walk(Path::new(&folder), &mut files);
    files.sort();
    let sources: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| (file.strip_prefix(&folder).unwrap().display().to_string(), std::fs::read(file).unwrap()))
        .collect();
    let bytes: usize = sources.iter().map(|(_, source)| source.len()).sum();
    let mut best = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        let mut builder = IndexBuilder::new();
        let start = Instant::now();
        for (path, source) in &sources {
            builder.add(path, source).unwrap();
        }
        let added = start.elapsed();
        builder.finish().unwrap();
        let finished = start.elapsed() - added;
        best = [best[0].min(added), best[1].min(finished)];
    }
    let speed = bytes as f64 / 1e6 / (best[0] + best[1]).as_secs_f64();
    println!(
        "{} files, {:.2} MB: add {:.1?}, finish {:.1?}, {speed:.1} MB/s",
        sources.len(),
        bytes as f64 / 1e6,
        best[0],
        best[1]
    );
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with(['_', '.']) {
            continue;
        }
        if path.is_dir() {
            walk(&path, files);
        } else if name.ends_with(".md") || name.ends_with(".mdx") {
            files.push(path);
        }
    }
}
