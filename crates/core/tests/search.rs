//! What queries find.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

#[path = "support/open.rs"]
mod open;

use headword::{Answer, CombineWith, GroupBy, Index, SearchOptions};
use open::open;
use proptest::prelude::*;

fn paths(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| &*hit.path).collect()
}

fn docs() -> Index {
    open(&[
        ("keys.md", "# API keys\n\nThe client secret is shown once. Rotate it.\n\n```js\nlet secret = client\n```"),
        (
            "guides/rotate.md",
            "# Rotate keys\n\nA secret of the client is rotated by `rotateSecret()`.\n\n## Deprecated\n\nOld client.",
        ),
        (
            "sso.md",
            "# Single sign-on\n\nTo be or not to be: the configuration of identity providers, and their secrets.",
        ),
    ])
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let index = docs();
    let answer = index.search(query, 9).unwrap();
    assert_eq!(paths(&answer), expected, "{query}");
    assert!(!answer.relaxed, "{query}");
}

#[test]
fn a_phrase_is_found_word_for_word() {
    check(r#""client secret""#, &["keys"]);
    check(r#""to be or not to be""#, &["sso"]);
    check(r#""api keys" rotate"#, &["keys"]);
}

#[test]
fn a_word_behind_a_minus_is_left_out() {
    check("secret -rotatesecret", &["keys", "sso"]);
    check(r#"secret -"client secret""#, &["guides/rotate", "sso"]);
    check("-secrets", &["sso", "keys", "guides/rotate"]);
}

#[test]
fn a_word_in_a_field() {
    check("title:rotate", &["guides/rotate"]);
    check("heading:deprecated", &["guides/rotate#deprecated"]);
    check("path:guides secret", &["guides/rotate"]);
    check("code:secret", &["keys"]);
}

#[test]
fn a_star_stands_for_all_words_that_begin_so() {
    check("conf* ", &["sso"]);
    check("depr* old", &["guides/rotate#deprecated"]);
}

#[test]
fn what_no_section_has_is_searched_as_words() {
    let index = docs();
    let answer = index.search(r#""secret client keys""#, 9).unwrap();
    assert!(answer.relaxed && answer.hits.len() == 3, "{answer:?}");
    // What is left out stays out.
    let answer = index.search("title:nothing secret -once", 9).unwrap();
    assert!(answer.relaxed && !paths(&answer).contains(&"keys"), "{answer:?}");
}

#[test]
fn an_answer_says_which_word_it_took_instead() {
    let index = docs();
    let mean = |query| index.search(query, 9).unwrap().did_you_mean;
    assert_eq!(mean("Identiyt provider"), Some("identity provider".to_owned()));
    assert_eq!(mean("identity provider"), None);
    assert_eq!(mean("xyzzy"), None);
}

#[test]
fn odd_queries_are_text() {
    let index = docs();
    for query in ["\"", "\"\"", "-", "--", "*", "title:", "-\"\"", "\"secret", "a:b:c", "- -", "\u{0}", "…", "path:/"]
    {
        index.search(query, 9).unwrap();
    }
    assert_eq!(index.search("\"secret", 9).unwrap().hits.len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Every prefix of every word finds the sections of that word, as long as nothing follows it.
    #[test]
    fn prefixes_find_their_words(texts in proptest::collection::vec("[abcé]{1,7}( [abcé]{1,7}){0,3}", 1..9)) {
        let pages: Vec<(String, String)> = (0..).zip(&texts).map(|(number, text)| (format!("p{number}.md"), text.clone())).collect();
        let index = open(&pages.iter().map(|(path, text)| (&**path, &**text)).collect::<Vec<_>>());
        for (number, text) in texts.iter().enumerate() {
            for word in text.split(' ') {
                for (end, _) in word.char_indices().skip(1).chain([(word.len(), ' ')]) {
                    let answer = index.search(&word[..end], 99).unwrap();
                    let path = format!("p{number}");
                    prop_assert!(answer.hits.iter().any(|hit| hit.page == path), "{} of {path}", &word[..end]);
                }
            }
        }
    }

    /// A page with all words as they were typed stands before one that needed another spelling.
    #[test]
    fn exact_words_come_before_typos(words in proptest::collection::vec("[a-e]{4,8}", 2..6), query in proptest::collection::vec(any::<proptest::sample::Index>(), 1..3)) {
        let pages: Vec<(String, String)> = words.iter().enumerate().map(|(number, word)| (format!("p{number}.md"), format!("{word} {}", words[0]))).collect();
        let index = open(&pages.iter().map(|(path, text)| (&**path, &**text)).collect::<Vec<_>>());
        let query: Vec<&str> = query.iter().map(|place| &*words[place.index(words.len())]).collect();
        let answer = index.search(&(query.join(" ") + " "), 99).unwrap();
        let exact = |path: &str| {
            let text = &pages.iter().find(|(page, _)| page.trim_end_matches(".md") == path).unwrap().1;
            query.iter().all(|word| text.split(' ').any(|other| other == *word))
        };
        let order: Vec<bool> = answer.hits.iter().map(|hit| exact(&hit.page)).collect();
        prop_assert!(order.is_sorted_by(|a, b| a >= b), "{order:?}");
    }

    #[test]
    fn no_query_fails(query in "\\PC{1,40}|[ab\"*: -]{1,20}") {
        match docs().search(&query, 9) {
            Ok(answer) => prop_assert!(answer.hits.len() <= 3),
            Err(error) => prop_assert!(error.code() == "EMPTY_QUERY" && query.trim().is_empty()),
        }
    }
}

#[track_caller]
fn check_with(query: &str, options: &SearchOptions, expected: &[&str]) {
    assert_eq!(paths(&docs().search_with(query, options).unwrap()), expected, "{query}");
}

/// Of pages that are called the same, the one is meant that is in what the query says besides.
#[test]
fn a_name_is_said_with_what_it_is_in() {
    let profile = "# Profile\n\nWhat is known of somebody.";
    let index = open(&[
        ("reference/dsync/profile.md", profile),
        ("reference/sso/profile.md", profile),
        (
            "sso.md",
            "# SSO\n\nThe profile of SSO, and what SSO asks of a profile: an SSO profile.\n\n## Of SSO\n\nProfile.",
        ),
    ]);
    for query in ["sso profile", "profile sso"] {
        assert_eq!(index.search(query, 9).unwrap().hits[0].path, "reference/sso/profile", "{query}");
    }
    assert_eq!(index.search("dsync profile", 9).unwrap().hits[0].path, "reference/dsync/profile");
}

#[test]
fn the_reference_is_asked_for_by_its_name() {
    let keys = "# Keys\n\nA key opens what an API has. Keys are long.";
    let index = open(&[("keys.md", keys), ("reference/keys.md", keys), ("token.md", "# Token\n\nAn API of none.")]);
    let first = |query: &str| index.search(query, 9).unwrap().hits[0].path.clone();
    assert_eq!((first("keys"), first("keys api")), ("keys".to_owned(), "reference/keys".to_owned()));
}

#[test]
fn a_name_that_was_spelled_wrongly_is_still_a_name() {
    let text = "A session begins, and sessions end. The session of one of many sessions is a session.";
    let index = open(&[
        ("sessions.md", &format!("# Sessions\n\n{text}\n\n## Many\n\n{text}")),
        ("z/session.md", &format!("# Session\n\n{text}")),
    ]);
    for query in ["session", "ssssion"] {
        assert_eq!(index.search(query, 9).unwrap().hits[0].path, "z/session", "{query}");
    }
}

/// What only asks is not searched, and yet may be of a name.
#[test]
fn a_name_may_begin_as_a_question_does() {
    let membership = "Membership of an organization.";
    let index = open(&[
        (
            "a/membership.md",
            &format!("# Organization membership\n\n{membership} {membership}\n\n## List\n\n{membership}"),
        ),
        ("a/membership/get.md", &format!("# Get an organization membership\n\n{membership}")),
    ]);
    for query in ["get an organization membership", "get an organization member"] {
        assert_eq!(index.search(query, 9).unwrap().hits[0].path, "a/membership/get", "{query}");
    }
}

#[test]
fn a_word_need_not_be_a_beginning_nor_a_slip() {
    check("provid", &["sso"]);
    check_with("provid", &SearchOptions::new().prefix(false).fuzzy(false), &[]);
    check("identitiy ", &["sso"]);
    check_with("identitiy ", &SearchOptions::new().fuzzy(false), &[]);
    check_with("identitiy ", &SearchOptions::new().prefix(false), &["sso"]);
}

#[test]
fn of_a_page_pasted_whole_the_first_words_count() {
    let index = docs();
    let filler = "nowhere ".repeat(2047);
    let found = index.search(&format!("{filler}rotate "), 9).unwrap();
    assert_eq!(paths(&found), ["guides/rotate", "keys"]);
    // The last of them is finished, since something follows it.
    assert_eq!(index.search(&format!("{filler}rotate identity"), 9).unwrap(), found);
    assert!(index.search(&format!("{filler}x rotate"), 9).unwrap().hits.is_empty());
}

#[test]
fn all_words_can_be_asked_for() {
    let all = SearchOptions::new().combine_with(CombineWith::And);
    check("secret configuration", &["sso", "keys", "guides/rotate"]);
    check_with("secret configuration", &all, &["sso"]);
    // Wherever on the page, in another form, not finished yet, or spelled wrongly.
    check_with("deprecated client secrets ", &all, &["guides/rotate#deprecated"]);
    check_with("rotated secret cli", &all, &["guides/rotate", "keys"]);
    check_with("clientt secret", &all, &["keys", "guides/rotate"]);
    check_with("secret nowhere", &all, &[]);
    // The whole is in no page, its parts are.
    check_with("secret.rotate", &all, &["guides/rotate", "keys"]);
    check_with("secrets.providers", &all, &["sso"]);
    check_with("singlesign on", &all, &["sso"]);
    // A path is no way around it.
    check_with("keys configuration", &all, &[]);
}

#[test]
fn sections_for_other_languages_can_be_left_out() {
    let mut builder = headword::IndexBuilder::new();
    for (path, code) in [("a/main.py", "print(key)"), ("a/main.rs", "print!(key)")] {
        builder.add_to(headword::Collection::Examples, path, code.as_bytes()).unwrap();
    }
    builder.add("keys.md", b"# Keys\n\nA key.").unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    let found = |language: &str| {
        let answer = index.search_with("key ", &SearchOptions::new().language(language).group_by(GroupBy::Section));
        let mut languages: Vec<_> =
            answer.unwrap().hits.into_iter().map(|hit| hit.language.unwrap_or_default()).collect();
        languages.sort();
        languages
    };
    assert_eq!(found("python"), ["", "python"]);
    assert_eq!(found("Rust"), ["", "rust"]);
    assert_eq!(found("go"), [""]);
}

#[test]
fn further_sections_come_without_excerpts_where_none_are_wanted() {
    let whole = docs().search("client", 9).unwrap();
    assert!(whole.hits.iter().flat_map(|hit| &hit.sections).any(|section| !section.excerpt.is_empty()));
    let mut bare = whole.clone();
    for section in bare.hits.iter_mut().flat_map(|hit| &mut hit.sections) {
        section.excerpt.clear();
    }
    let options = SearchOptions::new().limit(9).section_excerpts(false);
    assert_eq!(docs().search_with("client", &options).unwrap(), bare);
}
