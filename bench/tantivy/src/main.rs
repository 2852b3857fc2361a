//! tantivy in a process of its own, driven as `bench/subject.mjs` drives the engines in JavaScript: see there.

use serde::Deserialize;
use std::error::Error;
use std::io::BufRead;
use std::path::Path;
use std::time::Instant;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::TokenStream;
use tantivy::{Directory, Index, IndexReader, TantivyDocument, Term};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What is searched, and how much a match in it counts: as the other engines have it.
const FIELDS: [(&str, f32); 5] = [("title", 4.0), ("heading", 3.0), ("up", 1.0), ("description", 2.0), ("text", 1.0)];
/// The index is of one segment whatever its size, and this much is gathered before anything is written.
const ARENA: usize = 200_000_000;

const TYPOS: &str = "prefix, typos";

/// A line of the corpus.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    #[serde(default)]
    page: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    heading: String,
    #[serde(default)]
    up: Vec<String>,
    #[serde(default)]
    description: String,
    text: String,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["build", corpus, folder] => build(corpus.as_ref(), folder.as_ref()),
        ["answer", folder, query] => answer(folder.as_ref(), query),
        ["serve", folder, queries] => serve(folder.as_ref(), queries.as_ref()),
        ["nothing"] => Ok(()),
        _ => Err("tantivy-bench build CORPUS FOLDER | answer FOLDER QUERY | serve FOLDER QUERIES | nothing".into()),
    }
}

fn schema() -> Schema {
    // Queries here have no phrases, so positions would only cost bytes. The tokenizer does not stem: a prefix of a
    // word need not be one of its stem.
    let indexing = TextFieldIndexing::default().set_tokenizer("default").set_index_option(IndexRecordOption::WithFreqs);
    let mut schema = Schema::builder();
    schema.add_text_field("path", STORED);
    for (name, _) in FIELDS {
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing.clone()));
    }
    schema.build()
}

fn build(corpus: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    let schema = schema();
    let index = Index::create_in_dir(folder, schema.clone())?;
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, ARENA)?;
    let path = schema.get_field("path")?;
    let fields = FIELDS.map(|(name, _)| schema.get_field(name));
    let [title, heading, up, description, text] = fields;
    let (title, heading, up, description, text) = (title?, heading?, up?, description?, text?);
    for line in std::io::BufReader::new(std::fs::File::open(corpus)?).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let mut document = TantivyDocument::new();
        document.add_text(path, line.id.unwrap_or(line.page));
        document.add_text(title, line.title);
        document.add_text(heading, line.heading);
        document.add_text(up, line.up.join(" "));
        document.add_text(description, line.description);
        document.add_text(text, line.text);
        writer.add_document(document)?;
    }
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// From files that are mapped into memory, which is how tantivy opens an index.
fn answer(folder: &Path, query: &str) -> Result<()> {
    let engine = Engine::new(Index::open_in_dir(folder)?)?;
    if engine.search(query, false)?.is_empty() { Err("nothing found".into()) } else { Ok(()) }
}

fn serve(folder: &Path, queries: &Path) -> Result<()> {
    let queries: Vec<String> = serde_json::from_slice(&std::fs::read(queries)?)?;
    let mut engine = None;
    for line in std::io::stdin().lines() {
        let line = line?;
        let (verb, argument) = line.split_once(' ').unwrap_or((&line, ""));
        let answer = match (verb, &engine) {
            ("open", _) => {
                let before = resident()?;
                let opened = Engine::new(Index::open(in_memory(folder)?)?)?;
                opened.search(&queries[0], true)?;
                engine = Some(opened);
                serde_json::json!({ "before": before, "after": resident()?, "searches": ["prefix", TYPOS] })
            }
            ("reopen", _) => {
                let directory = in_memory(folder)?;
                let times = (0..argument.parse()?).map(|_| -> Result<f64> {
                    let started = Instant::now();
                    Engine::new(Index::open(directory.clone())?)?;
                    Ok(started.elapsed().as_secs_f64() * 1000.0)
                });
                serde_json::json!({ "times": times.collect::<Result<Vec<_>>>()? })
            }
            ("round", Some(engine)) => {
                let mut found = 0;
                let mut times = Vec::new();
                for query in &queries {
                    let started = Instant::now();
                    let paths = engine.search(query, argument == TYPOS)?;
                    times.push(started.elapsed().as_secs_f64() * 1000.0);
                    found += usize::from(!paths.is_empty());
                }
                serde_json::json!({ "times": times, "found": found })
            }
            _ => return Err(format!("not understood: {line}").into()),
        };
        println!("{answer}");
    }
    Ok(())
}

/// An open index, ready to answer.
struct Engine {
    index: Index,
    reader: IndexReader,
    path: Field,
    fields: Vec<(Field, f32)>,
}

impl Engine {
    fn new(index: Index) -> Result<Self> {
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
        let schema = index.schema();
        let fields = FIELDS.iter().map(|(name, boost)| Ok((schema.get_field(name)?, *boost)));
        Ok(Engine { path: schema.get_field("path")?, fields: fields.collect::<Result<_>>()?, index, reader })
    }

    /// The paths of the best ten documents with any of the words, of which the last is a prefix.
    fn search(&self, text: &str, typos: bool) -> Result<Vec<String>> {
        let mut words = Vec::new();
        let mut analyzer = self.index.tokenizers().get("default").ok_or("no tokenizer")?;
        analyzer.token_stream(text).process(&mut |token| words.push(token.text.clone()));
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let distance = match word.chars().count() {
                _ if !typos => 0,
                0..=4 => 0,
                5..=8 => 1,
                _ => 2,
            };
            for &(field, boost) in &self.fields {
                let term = Term::from_field_text(field, word);
                let mut add = |query: Box<dyn Query>, boost| {
                    clauses.push((Occur::Should, Box::new(BoostQuery::new(query, boost))));
                };
                add(Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)), boost);
                if at + 1 == words.len() {
                    add(Box::new(FuzzyTermQuery::new_prefix(term, distance, true)), boost / 10.0);
                } else if distance > 0 {
                    add(Box::new(FuzzyTermQuery::new(term, distance, true)), boost / 10.0);
                }
            }
        }
        let searcher = self.reader.searcher();
        let best = searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(10).order_by_score())?;
        best.into_iter()
            .map(|(_, address)| {
                let document: TantivyDocument = searcher.doc(address)?;
                let path = document.get_first(self.path).and_then(|value| value.as_str().map(str::to_owned));
                Ok(path.ok_or("a document without a path")?)
            })
            .collect()
    }
}

/// The files of an index, read into memory.
fn in_memory(folder: &Path) -> Result<RamDirectory> {
    let directory = RamDirectory::create();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with(".lock") {
            continue;
        }
        directory.atomic_write(entry.file_name().as_ref(), &std::fs::read(entry.path())?)?;
    }
    Ok(directory)
}

/// Bytes of memory that this process has, as Linux counts them; 0 elsewhere.
fn resident() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.map(|line| line.trim().trim_end_matches(" kB").parse::<u64>()).transpose()?;
    Ok(kilobytes.unwrap_or_default() * 1024)
}
