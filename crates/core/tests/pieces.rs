//! An index of which only the head is there, and what questions asked for, answers as the whole one does; pieces that lie
//! are refused or answered.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

#[path = "support/hostile_index.rs"]
#[allow(dead_code, reason = "each test uses its own part")]
mod hostile_index;

use headword::{Config, Error, Filter, GroupBy, Index, IndexBuilder, ReadOptions, SearchOptions, Sort};
use hostile_index::small;
use proptest::prelude::*;
use std::fmt::Debug;
use std::sync::LazyLock;

static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| small().unwrap());

/// More blocks than a head has room for: many words, long texts, hundreds of pages.
static LARGE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = IndexBuilder::with_config(Config::from_toml("headword.toml", "filters = ['tags']").unwrap());
    let word = |number: usize| format!("w{:o}ord{}", number % 7001, number % 11);
    for page in 0..700 {
        let mut text =
            format!("---\ndescription: About {}.\ntags: t{}\n---\n# Page {}\n\n", word(page), page % 5, word(page * 7));
        for section in 0..1 + page % 9 {
            let words: Vec<String> = (0..40).map(|place| word(page * 31 + section * 97 + place * place * 13)).collect();
            text.push_str(&format!("## Part {} {section}\n\n{}. [next](page-{page})\n\n", words[0], words.join(" ")));
        }
        let path = format!("folder-{}/the-path-of-page-number-{page}.md", page % 23);
        builder.add(&path, text.as_bytes()).unwrap();
    }
    builder.finish().unwrap().0
});

fn opened(file: &[u8]) -> Index<&[u8]> {
    match Index::open_in_pieces(&file[..64.min(file.len())]) {
        Err(Error::Corrupt(_)) => {}
        opened => panic!("{opened:?}"),
    }
    let Err(Error::Missing(rest)) = Index::open_in_pieces(&file[..300.min(file.len())]) else { panic!("a short head") };
    assert_eq!((rest.len(), rest[0].start), (1, 300));
    Index::open_in_pieces(&file[..rest[0].end as usize]).unwrap()
}

/// An answer, how often something was missing for it, and how many bytes.
fn ask<T>(
    file: &[u8],
    index: &mut Index<&[u8]>,
    question: impl Fn(&Index<&[u8]>) -> Result<T, Error>,
) -> (Result<T, Error>, usize, usize) {
    let (mut rounds, mut bytes) = (0, 0);
    loop {
        match question(index) {
            Err(Error::Missing(ranges)) => {
                assert!(!ranges.is_empty() && rounds < 20, "{rounds} rounds");
                rounds += 1;
                for range in ranges {
                    bytes += range.len();
                    index.add_piece(range.start, &file[range.start as usize..range.end as usize]).unwrap();
                }
            }
            answer => return (answer, rounds, bytes),
        }
    }
}

#[track_caller]
fn same<T: PartialEq + Debug>(
    file: &[u8],
    index: &mut Index<&[u8]>,
    question: impl Fn(&Index<&[u8]>) -> Result<T, Error>,
) {
    let whole = question(&Index::open(file).unwrap());
    assert!(!matches!(whole, Err(Error::Missing(_))));
    assert_eq!(ask(file, index, question).0, whole);
}

#[test]
fn everything_is_answered_as_by_the_whole_index() {
    for file in [&*SMALL, &*LARGE] {
        same(file, &mut opened(file), |index| index.info());
        same(file, &mut opened(file), |index| index.list());
        same(file, &mut opened(file), |index| index.navigation());
        same(file, &mut opened(file), |index| index.releases());
        same(file, &mut opened(file), |index| index.inspect(20));
        let mut all = opened(file);
        for page in Index::open(&file[..]).unwrap().list().unwrap().into_iter().step_by(37) {
            same(file, &mut opened(file), |index| index.read(&page.path));
            same(file, &mut all, |index| index.read(&page.path));
            same(file, &mut opened(file), |index| index.read(&format!("/{}.md#nowhere", page.path)));
        }
        let python = ReadOptions::new().language("python");
        for address in
            ["/old/", "guides/keys#turn", "guides/keys/rotate", "reference#rotate", "record-1", "nowhere", "#"]
        {
            same(file, &mut opened(file), |index| index.read_with(address, &python));
        }
    }
}

#[test]
fn an_index_in_pieces_is_added_as_a_whole_one() {
    let built = |index: &Index<&[u8]>| {
        let mut builder = IndexBuilder::new();
        builder.add_index("large", index)?;
        Ok(builder.finish()?.0)
    };
    assert_eq!(ask(&LARGE, &mut opened(&LARGE), built).0, built(&Index::open(&LARGE[..]).unwrap()));
}

/// A word that is looked for as two reads headings of sections that go on with a copy. Those were read into the copy while
/// it had not come yet, and the index was said to be corrupt.
#[test]
fn a_heading_ends_where_a_copy_begins_that_is_not_there_yet() {
    let mut builder = IndexBuilder::new();
    for page in 0..200 {
        let words = |first: usize| (first..first + 60).map(|word| format!("w{word} ")).collect::<String>();
        let said = format!("## Section of {page}\n\n{}\n\n", words(page * 70));
        let others: String =
            (0..12).map(|part| format!("## Part {part}\n\n{}\n\n", words(page * 70 + part * 997))).collect();
        // The copy is the better answer, and what it is a copy of is not looked into.
        let text = format!("# Page {page}\n\n{said}{others}{said}Time out, time out.\n");
        builder.add(&format!("page-{page}.md"), text.as_bytes()).unwrap();
    }
    let file = builder.finish().unwrap().0;
    let mut index = opened(&file);
    let (answer, rounds, _) = ask(&file, &mut index, |index| index.search("timeout", 10));
    assert_eq!(answer.unwrap(), Index::open(&file[..]).unwrap().search("timeout", 10).unwrap());
    assert!(rounds > 1, "{rounds} rounds");
}

#[test]
fn a_question_takes_few_rounds_and_a_small_part_of_the_index() {
    let query = "w17ord4 w250ord3";
    let (answer, rounds, bytes) = ask(&LARGE, &mut opened(&LARGE), |index| index.search(query, 10));
    assert!(!answer.unwrap().hits.is_empty());
    assert!(rounds <= 4 && bytes < LARGE.len() / 3, "{rounds} rounds, {bytes} of {} bytes", LARGE.len());
}

#[test]
fn what_is_there_is_not_missing() {
    let mut index = opened(&LARGE);
    for _ in 0..2 {
        ask(&LARGE, &mut index, |index| index.search("w17ord4", 10)).0.unwrap();
    }
    assert_eq!(ask(&LARGE, &mut index, |index| index.search("w17ord4", 10)).1, 0);
    // A file that is there as a whole needs no pieces.
    let mut whole = Index::open_in_pieces(&LARGE[..]).unwrap();
    assert_eq!(ask(&LARGE, &mut whole, |index| index.list()).1, 0);
}

#[test]
fn pieces_that_were_damaged_or_belong_elsewhere_are_refused() {
    let mut index = opened(&LARGE);
    let Err(Error::Missing(ranges)) = index.search("w17ord4", 10) else { panic!("nothing is missing") };
    let range = ranges[0].start as usize..ranges[0].end as usize;
    let piece = &LARGE[range.clone()];
    let refused = |index: &mut Index<&[u8]>, bytes: &[u8]| {
        assert_eq!(index.add_piece(range.start as u32, bytes), Err(Error::Corrupt("a piece is not of this index")));
    };
    for place in 0..piece.len() {
        let mut altered = piece.to_vec();
        altered[place] ^= 1 << (place % 8);
        refused(&mut index, &altered);
    }
    refused(&mut index, &[]);
    refused(&mut index, &piece[..piece.len() - 1]);
    refused(&mut index, &LARGE[range.start + 1..range.end + 1]);
    // Of the same docs with another word, at the same place.
    let mut builder = IndexBuilder::new();
    builder.add_index("large", &Index::open(&LARGE[..]).unwrap()).unwrap();
    builder.add("folder-0/more.md", b"# More").unwrap();
    let other = builder.finish().unwrap().0;
    refused(&mut index, &other[range.clone()]);
    index.add_piece(range.start as u32, piece).unwrap();
    // A block where another one belongs: refused when it is read.
    let Err(Error::Missing(ranges)) = opened(&LARGE).list() else { panic!("nothing is missing") };
    let mut index = opened(&LARGE);
    let (a, b) = (&ranges[0], &ranges[1]);
    index.add_piece(a.start, &LARGE[b.start as usize..b.end as usize]).unwrap();
    let answer = ask(&LARGE, &mut index, |index| index.list()).0;
    assert!(a.len() == b.len() || matches!(answer, Err(Error::Corrupt(_))), "{answer:?}");
}

#[test]
fn filters_and_counts_are_answered_as_by_the_whole_index() {
    for (file, query) in [(&*SMALL, "rotate keys "), (&*LARGE, "w17ord4 page ")] {
        let plain = ask(file, &mut opened(file), |index| index.search(query, 10));
        for (key, value) in
            [("tags", "t3"), ("tags", "b"), ("kind", "docs"), ("kind", "example"), ("language", "python")]
        {
            let options =
                SearchOptions::new().filter(Filter::is(key, value)).facet("tags").facet("kind").facet("language");
            same(file, &mut opened(file), |index| index.search_with(query, &options));
            // All that filters and counts need is in the head: other hits are fetched, and no more.
            let (answer, rounds, bytes) = ask(file, &mut opened(file), |index| index.search_with(query, &options));
            assert!(answer.is_ok() && rounds <= plain.1 + 1 && bytes <= 2 * plain.2, "{rounds} rounds, {bytes} bytes");
        }
        let sorted =
            SearchOptions::new().filter(Filter::is("path", "folder-3")).sort(Sort::descending("tags")).offset(1);
        same(file, &mut opened(file), |index| index.search_with(query, &sorted));
        let counted = SearchOptions::new().facet("path").group_by(GroupBy::Section).boost("tags", "t1", 3.0);
        same(file, &mut opened(file), |index| index.search_with(query, &counted));
        let unknown = SearchOptions::new().sort(Sort::ascending("date"));
        same(file, &mut opened(file), |index| index.search_with(query, &unknown));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is asked, in whatever order.
    #[test]
    fn searches_are_answered_as_by_the_whole_index(
        queries in proptest::collection::vec("(w[0-7]{1,4}(ord[0-9]?)?|part|page [0-9]|about|the-path) ?", 1..5), limit in 1..20usize,
    ) {
        let whole = Index::open(&LARGE[..]).unwrap();
        let mut index = opened(&LARGE);
        for query in [&*queries.join(" ")].into_iter().chain(queries.iter().map(String::as_str)) {
            let (answer, rounds, _) = ask(&LARGE, &mut index, |index| index.search(query, limit));
            prop_assert!(rounds <= 6, "{} rounds", rounds);
            prop_assert_eq!(&answer, &whole.search(query, limit));
            for hit in answer.into_iter().flat_map(|answer| answer.hits).take(2) {
                prop_assert_eq!(ask(&LARGE, &mut index, |index| index.read(&hit.path)).0, whole.read(&hit.path));
            }
        }
    }
}
