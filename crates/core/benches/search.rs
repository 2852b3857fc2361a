//! How long a first answer takes from the bytes of an index, and how many answers a second one index gives to one thread
//! and to several.
//!
//! `cargo bench -p headword --no-default-features --bench search -- INDEX [QUERIES]`, where QUERIES has one a line; without
//! it, those of `tests/cases/workos.json` are asked.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

use headword::Index;
use memmap2::Mmap;
use serde_json::Value;
use std::fs::{self, File};
use std::hint::black_box;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

/// First answers that are timed, each of an index that was opened for it.
const FIRST: usize = 500;
/// How long threads answer, and how often: the best time counts.
const ROUND: Duration = Duration::from_millis(1500);
const ROUNDS: usize = 5;
const LIMIT: usize = 10;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(file) = arguments.next() else {
        return println!("give an index: cargo bench -p headword --bench search -- INDEX [QUERIES]");
    };
    let queries = arguments
        .next()
        .map_or_else(cases, |file| fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect::<Vec<_>>());
    let bytes = fs::read(&file).unwrap();
    let index = Index::open(&bytes[..]).unwrap();
    let queries: Vec<String> = queries.into_iter().filter(|query| index.search(query, LIMIT).is_ok()).collect();
    println!("{file}: {} KB, {} queries, ten hits each", bytes.len() / 1000, queries.len());

    let query = |number: usize| &*queries[number % queries.len()];
    let opened = median(|_| black_box(Index::open(&bytes[..])).is_ok());
    let in_memory = median(|number| black_box(Index::open(&bytes[..]).unwrap().search(query(number), LIMIT)).is_ok());
    let read = median(|number| {
        let index = Index::open(fs::read(&file).unwrap()).unwrap();
        black_box(index.search(query(number), LIMIT)).is_ok()
    });
    let mapped = median(|number| {
        // SAFETY: nobody changes the file that is measured.
        let index = Index::open(unsafe { Mmap::map(&File::open(&file).unwrap()).unwrap() }).unwrap();
        black_box(index.search(query(number), LIMIT)).is_ok()
    });
    println!("open, median: {opened:.1?}");
    println!("open and first answer, median: {in_memory:.1?} from memory, {mapped:.1?} mapped, {read:.1?} read");

    let most = thread::available_parallelism().map_or(1, usize::from);
    let mut one = 0.0;
    for threads in (0..).map(|power| 1 << power).take_while(|threads| *threads <= most) {
        let best = (0..ROUNDS).map(|_| throughput(&index, &queries, threads)).fold(0.0, f64::max);
        one = if threads == 1 { best } else { one };
        println!("{threads} threads: {best:.0} answers a second, {:.2} times one thread", best / one);
    }
}

/// The queries of the cases on the WorkOS docs.
fn cases() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/workos.json");
    let cases: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let all = cases["cases"].as_array().unwrap().iter();
    all.filter_map(|case| Some(case["query"].as_str()?.to_owned())).collect()
}

fn median(first: impl Fn(usize) -> bool) -> Duration {
    let mut times: Vec<Duration> = (0..FIRST)
        .map(|number| {
            let start = Instant::now();
            assert!(first(number));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// Answers a second of all threads together, each of which asks all queries in an order of its own.
fn throughput(index: &Index<&[u8]>, queries: &[String], threads: usize) -> f64 {
    let barrier = Barrier::new(threads);
    let answer = |thread: usize| {
        barrier.wait();
        let start = Instant::now();
        let mut answered = 0;
        while start.elapsed() < ROUND {
            let query = &queries[(answered + thread * queries.len() / threads) % queries.len()];
            black_box(index.search(query, LIMIT)).unwrap();
            answered += 1;
        }
        answered as f64 / start.elapsed().as_secs_f64()
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|thread| scope.spawn(move || answer(thread))).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}
