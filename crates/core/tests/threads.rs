//! One index answers any number of threads at once, without a lock.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use headword::{Answer, Error, Index, IndexBuilder, PageContent, ReadOptions, Resolution, SearchOptions};
use std::thread;

const THREADS: usize = 8;
const WORDS: [&str; 12] =
    ["key", "rotate", "door", "session", "webhook", "verify", "token", "user", "event", "retry", "limit", "error"];

fn index() -> Index {
    let mut builder = IndexBuilder::new();
    for page in 0..60 {
        let word = |n: usize| WORDS[(page * 5 + n * n) % WORDS.len()];
        let text: Vec<&str> = (0..40).map(word).collect();
        let source = format!("# {} {page}\n\n{}.\n\n## {}\n\n{}.\n", word(1), text.join(" "), word(2), text.join(", "));
        builder.add(&format!("p{page}.md"), source.as_bytes()).unwrap();
    }
    Index::open(builder.finish().unwrap().0).unwrap()
}

/// What every thread asks: common words, beginnings, slips of the pen, phrases, and pages.
fn ask(index: &Index) -> Vec<String> {
    let mut answers = Vec::new();
    for (number, word) in WORDS.iter().enumerate() {
        let other = WORDS[(number + 5) % WORDS.len()];
        for query in
            [(*word).to_owned(), format!("{word} {}", &other[..2]), format!("x{word}"), format!("\"{word} {other}\"")]
        {
            answers.push(format!("{:?}", index.search(&query, 10)));
        }
        answers.push(format!("{:?}", index.read(&format!("p{number}"))));
    }
    answers
}

#[test]
fn many_threads_get_the_answers_of_one() {
    let index = index();
    let expected = ask(&index);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(|| ask(&index))).collect();
        for thread in threads {
            assert!(thread.join().unwrap() == expected, "answers depend on no other thread");
        }
    });
}

#[test]
fn what_a_caller_holds_may_go_to_other_threads() {
    fn is_shared<T: Send + Sync + 'static>() {}
    is_shared::<Index<Vec<u8>>>();
    is_shared::<Index<&'static [u8]>>();
    is_shared::<Index<std::sync::Arc<[u8]>>>();
    is_shared::<Index<memmap2::Mmap>>();
    is_shared::<IndexBuilder>();
    is_shared::<SearchOptions>();
    is_shared::<ReadOptions>();
    is_shared::<Answer>();
    is_shared::<PageContent>();
    is_shared::<Resolution>();
    is_shared::<Error>();
}
