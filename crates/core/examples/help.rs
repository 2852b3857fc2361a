//! What `help` of a command-line program may be: the one section that answers, as text, within what a screen shows.
//!
//! `cargo run --example help -- docs.headword how do I rotate a key`

use headword::{Index, ReadOptions};
use std::error::Error;
use std::{env, fs};

/// About a screen of text.
const TOKENS: usize = 300;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let file = words.next().ok_or("give an index and a question")?;
    let question = words.collect::<Vec<_>>().join(" ");
    let index = Index::open(fs::read(file)?)?;

    let answer = index.search(&question, 4)?;
    let Some((best, others)) = answer.hits.split_first() else {
        println!("Nothing about \"{question}\". The manual has:");
        for page in index.list()? {
            println!("  {}", page.title);
        }
        return Ok(());
    };
    if let Some(meant) = &answer.did_you_mean {
        println!("(about \"{meant}\")\n");
    }
    let mut options = ReadOptions::new();
    options.max_tokens = Some(TOKENS);
    let section = index.read_with(&best.path, &options)?;
    println!("{}", section.markdown.trim());
    if section.cursor.is_some() {
        println!("… more in {}", section.path);
    }
    if !others.is_empty() {
        println!("\nSee also:");
    }
    for hit in others {
        println!("  {}  {}", hit.title, hit.path);
    }
    Ok(())
}
