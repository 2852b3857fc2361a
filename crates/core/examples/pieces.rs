//! What questions cost where an index is read in pieces: `cargo run --release --example pieces -- INDEX QUERIES`, where
//! QUERIES has one a line. Each is asked of an index of which only the head is there.
#![allow(clippy::unwrap_used, reason = "a measurement stops where something is wrong")]

use headword::{Error, Index};
use std::fs;
use std::time::Instant;

/// Ranges that are as near to each other as this are one request: what a request costs is more.
const NEAR: u32 = 512;

#[derive(Default)]
struct Cost {
    rounds: usize,
    requests: usize,
    bytes: usize,
    each: Vec<usize>,
}

fn ask<T>(
    file: &[u8],
    index: &mut Index<&[u8]>,
    question: impl Fn(&Index<&[u8]>) -> Result<T, Error>,
) -> (Option<T>, Cost) {
    let mut cost = Cost::default();
    loop {
        match question(index) {
            Err(Error::Missing(ranges)) => {
                cost.rounds += 1;
                let before = cost.bytes;
                let mut end = u32::MAX;
                for range in ranges {
                    if end > range.start || range.start - end > NEAR {
                        cost.requests += 1;
                    } else {
                        cost.bytes += (range.start - end) as usize;
                    }
                    cost.bytes += range.len();
                    end = range.end;
                    index.add_piece(range.start, &file[range.start as usize..range.end as usize]).unwrap();
                }
                cost.each.push(cost.bytes - before);
            }
            answer => return (answer.ok(), cost),
        }
    }
}

fn print(name: &str, mut numbers: Vec<usize>) {
    numbers.sort_unstable();
    let at = |share: usize| numbers.get(numbers.len() * share / 100).copied().unwrap_or(0);
    println!("{name:<24} p50 {:>8}   p90 {:>8}   max {:>8}", at(50), at(90), numbers.last().unwrap_or(&0));
}

fn main() {
    let mut args = std::env::args().skip(1);
    let file = fs::read(args.next().unwrap()).unwrap();
    let queries = fs::read_to_string(args.next().unwrap()).unwrap();
    let start = Instant::now();
    let whole = Index::open(&file[..]).unwrap();
    println!("open                     {:?}", start.elapsed());
    let head = &file[..whole.piece_layout().head as usize];
    println!("head                     {:>8} of {} bytes", head.len(), file.len());
    let (mut searches, mut reads) = (Vec::new(), Vec::new());
    let mut session = Index::open_in_pieces(head).unwrap();
    let mut later = Vec::new();
    for query in queries.lines() {
        let mut index = Index::open_in_pieces(head).unwrap();
        let (answer, cost) = ask(&file, &mut index, |index| index.search(query, 10));
        let Some(answer) = answer else { continue };
        assert_eq!(answer, whole.search(query, 10).unwrap());
        searches.push(cost);
        later.push(ask(&file, &mut session, |index| index.search(query, 10)).1);
        if let Some(hit) = answer.hits.first() {
            let (page, cost) = ask(&file, &mut index, |index| index.read(&hit.page));
            assert_eq!(page, whole.read(&hit.page).ok());
            let mut index = Index::open_in_pieces(head).unwrap();
            let cold = ask(&file, &mut index, |index| index.read(&hit.page)).1;
            reads.push((cost, cold));
        }
    }
    print("search: bytes with head", searches.iter().map(|cost| head.len() + cost.bytes).collect());
    print("search: bytes", searches.iter().map(|cost| cost.bytes).collect());
    for round in 0..4 {
        print(
            &format!("  round {}", round + 1),
            searches.iter().map(|cost| cost.each.get(round).copied().unwrap_or(0)).collect(),
        );
    }
    print("search: rounds", searches.iter().map(|cost| cost.rounds).collect());
    print("search: requests", searches.iter().map(|cost| cost.requests).collect());
    print("a later search: bytes", later.iter().map(|cost| cost.bytes).collect());
    print("a later search: rounds", later.iter().map(|cost| cost.rounds).collect());
    print("read a hit: bytes", reads.iter().map(|(cost, _)| cost.bytes).collect());
    print("read a hit: rounds", reads.iter().map(|(cost, _)| cost.rounds).collect());
    print("read a page: bytes", reads.iter().map(|(_, cost)| head.len() + cost.bytes).collect());
    print("read a page: rounds", reads.iter().map(|(_, cost)| cost.rounds).collect());
    let start = Instant::now();
    let mut count = 0;
    for query in queries.lines() {
        count += whole.search(query, 10).map_or(0, |answer| answer.hits.len());
    }
    println!("warm search              {:?} each ({count} hits)", start.elapsed() / queries.lines().count() as u32);
}
