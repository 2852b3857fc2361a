//! Indexes the manual.

fn main() {
    headword::embed("manual");
}
