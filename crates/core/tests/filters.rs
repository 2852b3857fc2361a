//! What filters leave, what facets count, and in which order hits come.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use headword::{Answer, Collection, Config, Filter, GroupBy, Index, IndexBuilder, PageKind, SearchOptions, Sort};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn build(filters: &str, pages: &[(&str, &str)]) -> Vec<u8> {
    let config = Config::from_toml("headword.toml", &format!("filters = [{filters}]")).unwrap();
    let mut builder = IndexBuilder::with_config(config);
    for (path, text) in pages {
        builder.add(path, text.as_bytes()).unwrap();
    }
    builder.finish().unwrap().0
}

const PAGES: [(&str, &str); 5] = [
    (
        "keys.md",
        "---\nproduct: api\nversion: 1.10\ntags: [secret, rotate]\ndate: 2026-01-31\n---\n# Keys\n\nRotate a key.",
    ),
    ("sso.md", "---\nproduct: sso\nversion: 1.9\ntags: secret\nbeta: true\n---\n# Log in\n\nA key of a provider."),
    ("sso/okta.md", "---\nproduct: sso\ndate: 2026-02-01\n---\n# Okta\n\nThe key.\n\n## Rotate\n\nA new key."),
    ("sso-old.md", "---\nproduct: [sso, old]\ntags: {label: gone}\n---\n# Before\n\nAn old key."),
    ("logs.md", "# Logs\n\nA key was made."),
];

fn docs() -> Index {
    let config = "filters = ['product', 'version', 'tags', 'date', 'beta']";
    let mut builder = IndexBuilder::with_config(Config::from_toml("headword.toml", config).unwrap());
    PAGES.iter().for_each(|(path, text)| builder.add(path, text.as_bytes()).unwrap());
    builder.add_to(Collection::Examples, "hello/main.rs", b"fn main() { let key = 1; }").unwrap();
    builder.add_to(Collection::Changelogs, "CHANGELOG.md", b"# Changelog\n\n## 1.0.0\n\n- A key.\n").unwrap();
    Index::open(builder.finish().unwrap().0).unwrap()
}

fn paths(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| &*hit.page).collect()
}

/// The pages that a filter leaves, by their paths.
#[track_caller]
fn leaves(filter: Filter, expected: &[&str]) {
    let answer = docs().search_with("key ", &SearchOptions::new().filter(filter.clone())).unwrap();
    let mut found = paths(&answer);
    found.sort_unstable();
    assert_eq!(found, expected, "{filter:?}");
    assert_eq!(answer.total as usize, expected.len());
}

#[test]
fn pages_are_left_by_what_they_are_and_what_they_say() {
    let is = Filter::is;
    leaves(is("kind", "example"), &["examples/hello"]);
    leaves(is("kind", "changelog"), &["changelog/releases"]);
    leaves(is("path", "sso"), &["sso", "sso/okta"]);
    leaves(is("path", "/sso/"), &["sso", "sso/okta"]);
    leaves(is("path", "ss"), &[]);
    leaves(is("language", "RUST"), &["examples/hello"]);
    leaves(is("product", "sso"), &["sso", "sso-old", "sso/okta"]);
    leaves(is("product", "SSO"), &[]);
    leaves(is("version", "1.10"), &["keys"]);
    leaves(is("beta", "true"), &["sso"]);
    leaves(is("date", "2026-02-01"), &["sso/okta"]);
    leaves(is("tags", "gone"), &["sso-old"]);
}

#[test]
fn records_have_values_in_their_keys() {
    let lines = r#"{"id": "a", "text": "A key.", "product": "sso", "version": 2, "beta": true, "tags": ["x"], "other": {"a": [1]}}
{"id": "a#b", "heading": "B", "text": "A key.", "tags": ["y", null], "product": "sso"}
{"id": "c", "text": "A key.", "tags": [{"label": "x"}], "product": {"a": 1}}"#;
    let index = Index::open(build("'product', 'version', 'tags', 'beta'", &[("docs.jsonl", lines)])).unwrap();
    let left = |key: &str, value: &str| {
        let options = SearchOptions::new().filter(Filter::is(key, value));
        paths(&index.search_with("key ", &options).unwrap()).join(" ")
    };
    assert_eq!(left("product", "sso"), "a");
    assert_eq!((left("version", "2"), left("beta", "true")), ("a".to_owned(), "a".to_owned()));
    assert_eq!((left("tags", "x"), left("tags", "y")), ("a c".to_owned(), "a".to_owned()));
}

#[test]
fn html_has_the_values_that_pagefind_would_take() {
    let page = r#"<html><head><meta data-pagefind-filter="author[content]" content=" Ada "></head><body>
        <nav data-pagefind-filter="area:Beside the text"></nav>
        <main><h1>Key</h1><p>A key by <b data-pagefind-filter="author">Grace
        Hopper</b>.</p><img data-pagefind-filter="tag[data-tag], , alt[none], year:1843, or so" data-tag="x"></main>
        </body></html>"#;
    let index = Index::open(build("'author', 'area', 'tag', 'year'", &[("a.html", page)])).unwrap();
    let facets = ["author", "area", "tag", "year"].into_iter().fold(SearchOptions::new(), SearchOptions::facet);
    let answer = index.search_with("key ", &facets).unwrap();
    let values: Vec<_> = answer.facets.iter().flat_map(|facet| &facet.values).map(|value| &*value.value).collect();
    assert_eq!(values, ["Ada", "Grace Hopper", "Beside the text", "x", "1843, or so"]);
}

#[test]
fn filters_are_put_together() {
    let is = Filter::is;
    let secret_sso = Filter::All(vec![is("product", "sso"), is("tags", "secret")]);
    leaves(secret_sso.clone(), &["sso"]);
    leaves(Filter::Any(vec![is("product", "api"), secret_sso]), &["keys", "sso"]);
    let not = |filter| Filter::Not(Box::new(filter));
    leaves(Filter::All(vec![is("kind", "docs"), not(is("product", "sso"))]), &["keys", "logs"]);
    leaves(Filter::Any(Vec::new()), &[]);
    let answer = docs().search_with("key ", &SearchOptions::new().filter(Filter::All(Vec::new()))).unwrap();
    assert_eq!(answer, docs().search("key ", 10).unwrap());
}

#[track_caller]
fn refused(options: &SearchOptions, expected: &str) {
    let error = docs().search_with("key", options).unwrap_err();
    assert_eq!((error.code(), &*error.to_string()), ("FILTER", expected));
}

#[test]
fn what_the_index_does_not_have_is_an_error_with_what_it_has() {
    let new = SearchOptions::new;
    let filter = |key: &str, value: &str| new().filter(Filter::is(key, value));
    refused(&filter("prodcut", "sso"), r#"filter "prodcut": the index has no such key; did you mean "product"?"#);
    refused(&filter("kind", "exmple"), r#"filter "kind": there is no kind "exmple"; did you mean "example"?"#);
    refused(&filter("kind", "x"), r#"filter "kind": there is no kind "x"; a kind is docs, example or changelog"#);
    refused(
        &new().facet("author"),
        r#"facet "author": the index has no such key; it has kind, path, language, beta, date, product, tags, version"#,
    );
    refused(
        &new().sort(Sort::ascending("kind")),
        r#"sort "kind": the index has no such key; it has beta, date, product, tags, version"#,
    );
    refused(&new().boost("kind", "docs", 11.0), r#"boost "kind": a factor is a number from 0 to 10"#);
    refused(&new().boost("kind", "docs", f64::NAN), r#"boost "kind": a factor is a number from 0 to 10"#);
    let error = Index::open(build("", &PAGES)).unwrap().search_with("key", &new().sort(Sort::ascending("date")));
    assert_eq!(
        error.unwrap_err().to_string(),
        "sort \"date\": the index has no such key; it has none; name keys of front matter under \"filters\" in \
         headword.toml and build it again"
    );
    let mut deep = Filter::is("kind", "docs");
    for _ in 0..80 {
        deep = Filter::Not(Box::new(deep));
    }
    refused(&new().filter(deep), r#"filter "": it nests more than 64 levels deep; write it flatter"#);
    let many = Filter::Any(vec![Filter::is("tags", "x"); 300]);
    refused(&new().filter(many), r#"filter "tags": a search takes at most 256 values; name fewer of them"#);
}

#[test]
fn facets_count_all_that_matches_and_nothing_else() {
    let options = SearchOptions::new().limit(1).facet("product").facet("kind").facet("path").facet("language");
    let count = |options: &SearchOptions, query: &str| {
        let facets = docs().search_with(query, options).unwrap().facets;
        let line = |values: &[headword::FacetCount]| {
            values.iter().map(|value| format!("{} {}", value.value, value.count)).collect::<Vec<_>>().join(", ")
        };
        facets.iter().map(|facet| format!("{}: {}", facet.key, line(&facet.values))).collect::<Vec<_>>()
    };
    assert_eq!(
        count(&options, "key "),
        [
            "product: sso 3, api 1, old 1",
            "kind: docs 5, changelog 1, example 1",
            "path: sso 2, changelog 1, examples 1, keys 1, logs 1, sso-old 1",
            "language: rust 1",
        ]
    );
    let filtered = SearchOptions::new().filter(Filter::is("tags", "secret")).facet("product");
    assert_eq!(count(&filtered, "key "), ["product: api 1, sso 1"]);
    assert_eq!(count(&filtered, "nothing"), ["product: "]);
}

#[test]
fn hits_are_sorted_by_numbers_and_dates_and_those_without_come_last() {
    let index = docs();
    let sorted = |sort: Sort| {
        let options = SearchOptions::new().filter(Filter::is("kind", "docs")).sort(sort);
        index.search_with("key ", &options).unwrap().hits.into_iter().map(|hit| hit.page).collect::<Vec<_>>()
    };
    assert_eq!(sorted(Sort::ascending("version"))[..2], ["sso", "keys"]);
    assert_eq!(sorted(Sort::descending("version"))[..2], ["keys", "sso"]);
    assert_eq!(sorted(Sort::ascending("date"))[..2], ["keys", "sso/okta"]);
    assert_eq!(sorted(Sort::descending("date"))[..2], ["sso/okta", "keys"]);
    // Pages of one value, and those without any, stand by relevance.
    let relevant = SearchOptions::new().filter(Filter::is("kind", "docs"));
    let relevant = index.search_with("key ", &relevant).unwrap();
    let without: Vec<_> = paths(&relevant).into_iter().filter(|path| !["keys", "sso/okta"].contains(path)).collect();
    assert_eq!(sorted(Sort::ascending("date"))[2..], without);
}

#[test]
fn boosts_multiply_scores_and_lose_nothing() {
    let index = docs();
    let plain = index.search("key ", 10).unwrap();
    let boosted = |factor| index.search_with("key ", &SearchOptions::new().boost("product", "old", factor)).unwrap();
    let score = |answer: &Answer| answer.hits.iter().find(|hit| hit.page == "sso-old").unwrap().score;
    assert_eq!(boosted(1.0), plain);
    assert_eq!(score(&boosted(0.5)), score(&plain) / 2);
    assert_eq!(boosted(10.0).hits[0].page, "sso-old");
    let last = boosted(0.0);
    assert_eq!((last.total, &*last.hits.last().unwrap().page), (plain.total, "sso-old"));
}

#[test]
fn sections_are_hits_of_their_own_where_those_are_asked_for() {
    let options = SearchOptions::new().filter(Filter::is("path", "sso/okta")).group_by(GroupBy::Section);
    let answer = docs().search_with("key ", &options).unwrap();
    let mut found: Vec<_> = answer.hits.iter().map(|hit| &*hit.path).collect();
    found.sort_unstable();
    assert_eq!((found, answer.total), (vec!["sso/okta", "sso/okta#rotate"], 2));
    assert!(answer.hits.iter().all(|hit| hit.sections.is_empty()));
}

#[test]
fn an_index_without_keys_has_no_byte_for_them_and_pages_cluster() {
    let part = |bytes: &[u8]| {
        let inspection = Index::open(bytes).unwrap().inspect(0).unwrap();
        inspection.parts.iter().find(|part| part.name == "filters").unwrap().bytes
    };
    assert_eq!(part(&build("", &PAGES)), 0);
    let pages: Vec<(String, String)> = (0..500)
        .map(|page| (format!("{}/{page:03}.md", page / 250), format!("---\nproduct: p{}\n---\n# Page", page / 250)))
        .collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (&**path, &**text)).collect();
    assert!(part(&build("'product'", &pages)) < 30);
}

#[test]
fn a_cache_and_a_merge_keep_what_was_declared() {
    let config = || Config::from_toml("headword.toml", "filters = ['product', 'tags']").unwrap();
    let all = build("'tags', 'product'", &PAGES);
    let mut first = IndexBuilder::with_config(config());
    PAGES.iter().rev().for_each(|(path, text)| first.add(path, text.as_bytes()).unwrap());
    let mut again = IndexBuilder::restore(config(), &first.save()).unwrap();
    PAGES.iter().for_each(|(path, text)| again.add(path, text.as_bytes()).unwrap());
    assert_eq!(again.finish().unwrap().0, first.finish().unwrap().0);
    let mut merged = IndexBuilder::new();
    for pages in PAGES.chunks(2) {
        let part = build("'product', 'tags'", pages);
        merged.add_index("part", &Index::open(part).unwrap()).unwrap();
    }
    assert_eq!(merged.finish().unwrap().0, all);
}

#[test]
fn what_cannot_be_a_value_is_told() {
    let mut builder = IndexBuilder::with_config(Config::from_toml("headword.toml", "filters = ['tags']").unwrap());
    builder.add("a.md", b"---\ntags: {b: c}\n---\n# A").unwrap();
    let found = builder.check().unwrap();
    let found = found.iter().find(|finding| finding.code == "unusable-filter").unwrap();
    assert!(found.message.starts_with("\"tags\" holds more than texts"), "{}", found.message);
}

#[test]
fn a_key_that_searches_know_is_not_declared() {
    let error = Config::from_toml("headword.toml", "filters = ['kind']").unwrap_err();
    assert!(error.to_string().contains("\"filters\" has the key \"kind\", which searches know already"), "{error}");
}

/// Pages of few words, each with values of two keys.
fn pages() -> impl Strategy<Value = Vec<(String, Vec<u8>, u8)>> {
    proptest::collection::vec(
        (
            "(# [ab]{1,2}\n\n)?[abc]( [abc]){0,6}(\n\n## [ab]\n\n[abc]( [abc]){0,3})?",
            proptest::collection::vec(0..3u8, 0..3),
            0..12u8,
        ),
        1..16,
    )
}

fn filter() -> impl Strategy<Value = Filter> {
    let is = prop_oneof![
        (0..3u8).prop_map(|tag| Filter::is("tags", &format!("t{tag}"))),
        (0..12u8).prop_map(|date| Filter::is("date", &date.to_string())),
        (0..3u8).prop_map(|folder| Filter::is("path", &folder.to_string())),
        Just(Filter::is("kind", "docs")),
    ];
    is.prop_recursive(3, 12, 3, |filter| {
        prop_oneof![
            proptest::collection::vec(filter.clone(), 0..3).prop_map(Filter::All),
            proptest::collection::vec(filter.clone(), 0..3).prop_map(Filter::Any),
            filter.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
}

/// What a filter is, said plainly.
fn meets(filter: &Filter, page: &BTreeMap<&str, Vec<String>>) -> bool {
    match filter {
        Filter::Is { key, value } => page[&**key].contains(value),
        Filter::All(filters) => filters.iter().all(|filter| meets(filter, page)),
        Filter::Any(filters) => filters.iter().any(|filter| meets(filter, page)),
        Filter::Not(filter) => !meets(filter, page),
        _ => false,
    }
}

proptest! {
    /// A filter leaves pages out and changes nothing else, and facets count what is left.
    #[test]
    fn a_filtered_answer_is_the_whole_one_without_other_pages(
        pages in pages(), filter in filter(), query in "[abc]( [abc]){0,2} ?",
    ) {
        let mut sources = Vec::new();
        let mut about = BTreeMap::new();
        for (number, (text, tags, date)) in pages.iter().enumerate() {
            let path = format!("{}/{number}", number % 3);
            let tags: Vec<String> = tags.iter().map(|tag| format!("t{tag}")).collect();
            sources.push((format!("{path}.md"), format!("---\ntags: [{}]\ndate: {date}\n---\n{text}", tags.join(", "))));
            let values = [
                ("tags", tags),
                ("date", vec![date.to_string()]),
                ("path", vec![(number % 3).to_string()]),
                ("kind", vec!["docs".to_owned()]),
            ];
            about.insert(path, BTreeMap::from(values));
        }
        let sources: Vec<(&str, &str)> = sources.iter().map(|(path, text)| (&**path, &**text)).collect();
        let index = Index::open(build("'tags', 'date'", &sources)).unwrap();
        let all = index.search(&query, usize::MAX).unwrap();
        let options = SearchOptions::new().limit(usize::MAX).filter(filter.clone()).facet("tags");
        let left = index.search_with(&query, &options).unwrap();
        let expected: Vec<_> = all.hits.iter().filter(|hit| meets(&filter, &about[&hit.page])).cloned().collect();
        prop_assert_eq!(&left.hits, &expected);
        prop_assert_eq!(left.total as usize, expected.len());
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for hit in &expected {
            let tags: std::collections::BTreeSet<_> = about[&hit.page]["tags"].iter().cloned().collect();
            tags.into_iter().for_each(|tag| *counts.entry(tag).or_default() += 1);
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|(a, one), (b, other)| other.cmp(one).then_with(|| a.cmp(b)));
        let found: Vec<_> = left.facets[0].values.iter().map(|value| (value.value.clone(), value.count)).collect();
        prop_assert_eq!(found, counts);
    }

    /// The pages of an answer, one behind the other, are the answer, in whatever order and by whatever a hit is.
    #[test]
    fn pages_of_an_answer_go_on_where_the_last_one_ended(
        pages in pages(), query in "[abc]( [abc])? ?", limit in 1..5usize, sorted in any::<bool>(), by_section in any::<bool>(),
    ) {
        let sources: Vec<(String, String)> = pages
            .iter()
            .enumerate()
            .map(|(number, (text, _, date))| (format!("{number}.md"), format!("---\ndate: {date}\n---\n{text}")))
            .collect();
        let sources: Vec<(&str, &str)> = sources.iter().map(|(path, text)| (&**path, &**text)).collect();
        let index = Index::open(build("'date'", &sources)).unwrap();
        let mut options = SearchOptions::new().limit(usize::MAX);
        options.sort = sorted.then(|| Sort::descending("date"));
        options.group_by = if by_section { GroupBy::Section } else { GroupBy::Page };
        let all = index.search_with(&query, &options).unwrap();
        prop_assert_eq!(all.total as usize, all.hits.len());
        let mut hits = Vec::new();
        for offset in (0..all.hits.len() + limit).step_by(limit) {
            hits.extend(index.search_with(&query, &options.clone().limit(limit).offset(offset)).unwrap().hits);
        }
        prop_assert_eq!(hits, all.hits);
    }
}

#[test]
fn what_folders_list_is_no_kind_to_ask_for() {
    let index = docs();
    assert!(index.list().unwrap().iter().any(|page| page.kind == PageKind::Folder));
    assert!(index.search_with("key", &SearchOptions::new().filter(Filter::is("kind", "folder"))).is_err());
}
