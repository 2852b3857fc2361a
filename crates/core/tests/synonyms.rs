//! Words that stand for other words: synonyms, and what is written together or apart.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use headword::{Config, ConfigSource, Index, IndexBuilder};
use proptest::prelude::*;

fn build(config: Config, pages: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = IndexBuilder::with_config(config);
    for (path, text) in pages {
        builder.add(path, text.as_bytes()).unwrap();
    }
    builder.finish().unwrap().0
}

fn with(synonyms: &[&str], pages: &[(&str, &str)]) -> Index {
    let mut config = Config::default();
    config.set_list("synonyms", synonyms, ConfigSource::Flag).unwrap();
    Index::open(build(config, pages)).unwrap()
}

fn found<B: AsRef<[u8]>>(index: &Index<B>, query: &str) -> Vec<String> {
    index.search(query, 9).unwrap().hits.into_iter().map(|hit| hit.page).collect()
}

const PAGES: [(&str, &str); 4] = [
    ("cluster.md", "# Clusters\n\nRun Kubernetes with three nodes."),
    ("login.md", "# Single sign-on\n\nOne account for all."),
    ("other.md", "# Other\n\nNothing of it. Sign the paper on a single page."),
    ("short.md", "# Short\n\nK8s for short."),
];

#[test]
fn synonyms_find_each_other_below_the_word_itself() {
    let index = with(&["k8s = Kubernetes"], &PAGES);
    assert_eq!(found(&index, "k8s "), ["short", "cluster"]);
    assert_eq!(found(&index, "kubernetes "), ["cluster", "short"]);
    let hits = index.search("k8s ", 9).unwrap().hits;
    assert!(hits[1].excerpt.iter().any(|piece| piece.mark && piece.text == "Kubernetes"), "{hits:?}");
    assert_eq!(found(&with(&[], &PAGES), "k8s "), ["short"]);
}

#[test]
fn synonyms_of_one_way_and_of_several_words() {
    let index = with(&["sso -> single sign-on"], &PAGES);
    assert_eq!(found(&index, "sso "), ["login"]);
    assert!(found(&index, "single sign-on ").contains(&"other".to_owned()));
    let index = with(&["container orchestration -> kubernetes"], &PAGES);
    assert_eq!(found(&index, "container orchestration "), ["cluster"]);
    assert!(found(&index, "kubernetes ") == ["cluster"] && found(&index, "container ").is_empty());
}

#[test]
fn merged_indexes_keep_their_synonyms_and_languages() {
    let mut config = Config::default();
    config.set_list("synonyms", &["k8s = kubernetes"], ConfigSource::Flag).unwrap();
    config.set("language", "de", ConfigSource::Flag).unwrap();
    let german = ("a.md", "# Haus\n\nEines allein.");
    let others = ("b.md", "# Häuser\n\nDie der Stadt.");
    let whole = build(config.clone(), &[PAGES[0], PAGES[3], german, others]);
    let one = build(config, &[PAGES[0], german, others]);
    let other = build(Config::default(), &[PAGES[3]]);
    let mut builder = IndexBuilder::new();
    for (name, bytes) in [("one", one), ("other", other)] {
        builder.add_index(name, &Index::open(bytes).unwrap()).unwrap();
    }
    let merged = builder.finish().unwrap().0;
    assert_eq!(found(&Index::open(&merged[..]).unwrap(), "k8s "), ["short", "cluster"]);
    assert_eq!(found(&Index::open(&merged[..]).unwrap(), "haus "), ["a", "b"]);
    assert!(merged == whole);
}

#[test]
fn forms_of_words_are_those_of_the_language() {
    let pages = [("a.md", "# Im Verzeichnis"), ("b.md", "# Zu Verzeichnissen"), ("c.md", "# Other\n\nNone.")];
    let mut config = Config::default();
    assert_eq!(found(&Index::open(build(config.clone(), &pages)).unwrap(), "verzeichnis "), ["a"]);
    config.set("language", "de", ConfigSource::Flag).unwrap();
    assert_eq!(found(&Index::open(build(config.clone(), &pages)).unwrap(), "verzeichnis "), ["a", "b"]);
    let error = config.set("language", "xx", ConfigSource::Flag).unwrap_err().to_string();
    assert!(error.starts_with("--language: \"language\" must be ar, da, de,"), "{error}");
}

#[test]
fn synonyms_without_two_sides_are_told() {
    for line in ["k8s", "k8s =", "-> a", "a -> b -> c", "= ="] {
        let error = Config::default().set_list("synonyms", &[line], ConfigSource::Flag).unwrap_err();
        assert!(error.code() == "CONFIG" && error.to_string().contains("k8s = kubernetes"), "{error}");
    }
}

#[test]
fn words_are_found_together_and_apart() {
    let pages = [
        ("hooks.md", "# Webhooks\n\nA webhook tells of events."),
        ("times.md", "# Limits\n\nRequests that take long time out."),
        ("users.md", "# Users\n\nThey log in with a password."),
        ("rest.md", "# Rest\n\nThe rest of it, out of time, in a log, time and again out in the log."),
        ("more.md", "# More\n\nOut in the world. Time flies. A log of all."),
    ];
    let index = with(&[], &pages);
    assert_eq!(found(&index, "web hook "), ["hooks"]);
    assert_eq!(found(&index, "web-hook "), ["hooks"]);
    assert_eq!(found(&index, "timeout ")[0], "times");
    assert_eq!(found(&index, "login ")[0], "users");
    let apart = with(
        &[],
        &[
            ("a.md", "Each web hook is called."),
            ("b.md", "A web of hooks."),
            ("c.md", "Other web hook."),
            ("d.md", "None."),
        ],
    );
    assert!(found(&apart, "webhook ").contains(&"a".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(99))]

    /// A page with the words as they were typed stands before one that has them together or apart, or a synonym.
    #[test]
    fn exact_words_come_before_alternatives(
        first in "[a-d]{2,4}", second in "[e-h]{2,4}", others in proptest::collection::vec("[m-p]{4,6}", 4..9), apart in any::<bool>(),
    ) {
        let (two, one) = (format!("{first} {second}"), format!("{first}{second}"));
        let (exact, other) = if apart { (&two, &one) } else { (&one, &two) };
        let filler = others.join(" ");
        let text = |words: &str| format!("# Page\n\n{filler} {words} {filler}");
        let index = with(&[&format!("{exact} = word")], &[("y.md", &text(exact)), ("a.md", &text(other)), ("b.md", &text("word"))]);
        let hits = found(&index, &format!("{exact} "));
        prop_assert_eq!(&hits[0], "y");
        prop_assert!(hits.contains(&"b".to_owned()));
    }
}
