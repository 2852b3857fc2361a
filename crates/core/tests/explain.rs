//! Every part of a score.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use expect_test::{Expect, expect};
use headword::{Config, Explanation, Filter, GroupBy, Index, IndexBuilder, Outcome, Role, SearchOptions};
use proptest::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static CORPUS: LazyLock<Index> = LazyLock::new(|| {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let config = Config::default();
    let selection = config.selection().unwrap();
    let mut builder = IndexBuilder::with_config(config);
    let mut folders = vec![docs.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let relative = path.strip_prefix(&docs).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if matches!(selection.role(&relative), Role::Page(_) | Role::Navigation) {
                builder.add(&relative, &fs::read(&path).unwrap()).unwrap();
            }
        }
    }
    Index::open(builder.finish().unwrap().0).unwrap()
});

/// Every section, by its path.
static SECTIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let pages = CORPUS.list().unwrap().into_iter().map(|page| page.path);
    let below = |path: &String| CORPUS.read(path).unwrap().outline.into_iter().map(|entry| entry.path);
    pages.flat_map(|path| below(&path).chain([path]).collect::<Vec<_>>()).collect()
});

fn sum(explanation: &Explanation) -> i64 {
    let words = explanation.words.iter();
    let words: i64 = words.map(|word| i64::from(word.section_points) + i64::from(word.page_points)).sum();
    words + explanation.steps.iter().map(|step| step.points).sum::<i64>()
}

/// The parts of every section add up to what a search gives it.
fn check_all(query: &str, options: &SearchOptions) {
    let options = options.clone().limit(usize::MAX).group_by(GroupBy::Section);
    let hits = CORPUS.search_with(query, &options).unwrap().hits;
    let scores: HashMap<_, _> = (1..).zip(&hits).map(|(rank, hit)| (&*hit.path, (hit.score, rank))).collect();
    assert!(scores.keys().all(|path| SECTIONS.iter().any(|section| section == path)), "{scores:?}");
    for path in &*SECTIONS {
        let explanation = CORPUS.explain(query, path, &options).unwrap();
        let found = scores.get(&**path);
        assert_eq!(explanation.score, found.map_or(0, |found| found.0), "{query}: {explanation:?}");
        assert_eq!(explanation.rank, found.map(|found| found.1), "{query}: {explanation:?}");
        assert_eq!(sum(&explanation), i64::from(explanation.score), "{query}: {explanation:?}");
        assert_eq!(&explanation.path, path);
        let is_found = matches!(explanation.outcome, Outcome::Ranked | Outcome::WordsAlone);
        assert_eq!(is_found, found.is_some(), "{query}: {explanation:?}");
    }
}

/// All words of the corpus.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let text = SECTIONS.iter().map(|path| CORPUS.read(path).unwrap().markdown).collect::<Vec<_>>().join(" ");
    let mut words: Vec<String> =
        text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort();
    words.dedup();
    words
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn parts_add_up_to_the_score_of_a_search(
        words in proptest::collection::vec((any::<prop::sample::Index>(), 0..10u8), 1..5),
        filtered in 0..6u8,
    ) {
        let words = words.iter().map(|(place, how)| {
            let word = &WORDS[place.index(WORDS.len())];
            let cut = |count: usize| word.chars().take(count).collect::<String>();
            let half = word.chars().count().div_ceil(2);
            match how {
                0 => cut(half),
                1 => format!("{}{}", cut(half), cut(half + 1)),
                2 => format!("-{word}"),
                3 => format!("title:{word}"),
                4 => format!("{}*", cut(half)),
                5 => format!("\"{word}\" "),
                _ => word.clone(),
            }
        });
        let query = words.collect::<Vec<_>>().join(" ");
        let options = SearchOptions::new();
        let options = match filtered {
            0 => options.filter(Filter::is("path", "guides")),
            1 => options.boost("path", "guides", 2.5).boost("path", "reference", 0.0),
            _ => options,
        };
        check_all(&query, &options);
    }
}

#[test]
fn titles_and_paths_add_up_too() {
    for path in SECTIONS.iter() {
        let page = CORPUS.read(path).unwrap();
        for query in [path, &page.title, &page.heading] {
            if !query.trim().is_empty() {
                check_all(query, &SearchOptions::new());
            }
        }
    }
}

#[test]
fn a_query_of_all_words_adds_up() {
    check_all(&WORDS.join(" "), &SearchOptions::new());
}

#[track_caller]
fn check(query: &str, path: &str, options: &SearchOptions, expected: Expect) {
    let mut builder = IndexBuilder::new();
    builder.add("keys.md", b"# API keys\n\nA key opens doors.\n\n## Rotate a key\n\nRotating takes a minute.").unwrap();
    builder.add("guides/door.md", b"# Doors\n\nInstall the door first.\n\n## Locks\n\nEach has a lock.").unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    let explanation = match index.explain(query, path, options) {
        Ok(explanation) => explanation,
        Err(error) => return expected.assert_eq(&error.to_string()),
    };
    let mut text = format!("{} {:?} {:?}\n", explanation.path, explanation.outcome, explanation.rank);
    for word in &explanation.words {
        let dots = if word.begins { "…" } else { "" };
        let here =
            (if word.section_points > 0 { "here " } else { "" }, if word.page_points > 0 { "page " } else { "" });
        text += &format!("{}{dots} {}{}", word.word, here.0, here.1);
        for term in &word.terms {
            let times = term.frequency.map_or("-".to_owned(), |times| format!("{:.1}", f64::from(times) / 256.0));
            text += &format!("({} {:?} {} {} {times}) ", term.term, term.how, term.edits, term.sections);
        }
        text += &format!("+{}\n", word.others);
    }
    let steps = explanation.steps.iter().map(|step| format!("{:?} {}", step.step, step.points.signum()));
    text += &steps.collect::<Vec<_>>().join(", ");
    expected.assert_eq(&text);
}

#[test]
fn a_word_is_itself_a_form_a_beginning_or_a_typo() {
    check(
        "rotate key",
        "keys#rotate-a-key",
        &SearchOptions::new(),
        expect![[r#"
        keys#rotate-a-key Ranked Some(1)
        rotate here page (rotate Exact 0 1 2.3) (rotating Form 0 1 0.8) +0
        key here page (key Exact 0 2 2.3) (keys Form 0 2 3.1) +0
        Names 1, Pairs 1, NearlyEqualName 1, Siblings 1, Shallow 1"#]],
    );
    check(
        "instal",
        "guides/door",
        &SearchOptions::new(),
        expect![[r#"
        guides/door Ranked Some(1)
        instal +0
        instal… here page (install Prefix 0 1 0.8) +0
        Start 1, Shallow 1"#]],
    );
    check(
        "dorr loock zzz ",
        "guides/door#locks",
        &SearchOptions::new(),
        expect![[r#"
        guides/door#locks Ranked Some(1)
        dorr here page (door Typo 1 2 0.8) (doors Typo 1 3 4.1) +0
        loock here page (lock Typo 1 1 0.8) (locks Typo 1 1 5.7) +0
        zzz +0
        Names 1, Siblings 1, Shallow 1"#]],
    );
    check(
        "roat* keys",
        "keys",
        &SearchOptions::new(),
        expect![[r#"
        keys Ranked Some(1)
        roat… +0
        keys here page (keys Exact 0 2 5.7) (key Form 0 2 0.8) +0
        Names 1, Siblings 1, Start 1, Shallow 1"#]],
    );
}

#[test]
fn a_section_that_is_not_found_says_why() {
    check(
        "minute",
        "guides/door",
        &SearchOptions::new(),
        expect![[r#"
        guides/door NoWord None
        minute (minute Exact 0 1 -) +0
    "#]],
    );
    check(
        "door -lock",
        "guides/door#locks",
        &SearchOptions::new(),
        expect![[r#"
        guides/door#locks LeftOut None
        door here page (door Exact 0 2 0.8) (doors Form 0 3 4.1) +0
        LeftOut -1"#]],
    );
    check(
        "\"rotate a key\" door",
        "guides/door",
        &SearchOptions::new(),
        expect![[r#"
        guides/door Unmet None
        rotate (rotate Exact 0 1 -) (rotating Form 0 1 -) +0
        a page (a Exact 0 3 -) +0
        key (key Exact 0 2 -) (keys Form 0 2 -) +0
        door here page (door Exact 0 2 1.8) (doors Form 0 3 8.6) +0
        Unmet -1"#]],
    );
    check(
        "door",
        "guides/door",
        &SearchOptions::new().filter(Filter::is("path", "keys")),
        expect![[r#"
        guides/door Filtered None
        door here page (door Exact 0 2 1.8) (doors Form 0 3 8.6) +0
        Names 1, EqualName 1, Siblings 1, Start 1, Shallow 1, Filters -1"#]],
    );
    check(
        "door",
        "guides/dor",
        &SearchOptions::new(),
        expect![[r#""guides/dor" is no page or section; it may be "guides/door", "guides/door#locks""#]],
    );
    check(
        "door",
        "guides/door#x",
        &SearchOptions::new(),
        expect![[r#"
            guides/door Ranked Some(1)
            door here page (door Exact 0 2 1.8) (doors Form 0 3 8.6) +0
            Names 1, EqualName 1, Siblings 1, Start 1, Shallow 1"#]],
    );
}

#[test]
fn a_section_beyond_the_hundred_best_is_ranked_by_its_words_alone() {
    let mut builder = IndexBuilder::new();
    let many: String = (0..150).map(|number| format!("## Tide {number}\n\nThe tide.\n\n")).collect();
    builder.add("tides.md", many.as_bytes()).unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    let outcome = |path: &str| index.explain("tide ", path, &SearchOptions::new()).unwrap().outcome;
    assert_eq!((outcome("tides#tide-0"), outcome("tides#tide-149")), (Outcome::Ranked, Outcome::WordsAlone));
}
