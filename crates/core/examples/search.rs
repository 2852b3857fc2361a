//! Search in ten lines: `cargo run --example search -- docs.headword rotate api key`.

use std::{env, error, fs};

fn main() -> Result<(), Box<dyn error::Error>> {
    let mut words = env::args().skip(1);
    let file = words.next().ok_or("give an index and a query")?;
    let index = headword::Index::open(fs::read(file)?)?;
    for hit in index.search(&words.collect::<Vec<_>>().join(" "), 5)?.hits {
        println!("{}\n  {}", hit.title, hit.path);
    }
    Ok(())
}
