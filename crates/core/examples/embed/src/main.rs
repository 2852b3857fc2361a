//! A program that ships its manual, and searches it: `cargo run -p headword-example-embed -- open the shutters`.

use headword::{Error, Index};

/// Made by `build.rs` of the folder `manual`.
static MANUAL: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/docs.headword"));

fn main() -> Result<(), Error> {
    let index = Index::open(MANUAL)?;
    let question = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    for hit in index.search(&question, 1)?.hits {
        println!("{}", index.read(&hit.path)?.markdown);
    }
    Ok(())
}
