//! A builder that was kept, or restored from what another one saved, writes what a new one would.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use headword::{Collection, Config, IndexBuilder};
use proptest::prelude::*;
use std::collections::BTreeMap;

const CONFIG: &str = "snippets = ['snippets']\n[reference]\nentries = 'reference'\nname = 'key'\n";

/// What files may hold, by their names. Pages depend on navigation, on each other's definitions, on snippets.
const FILES: &[(&str, &[&str])] = &[
    ("docs/_navigation.mdx", &["---\nlinks:\n  - {title: Keys, url: /keys}\n---", "---\nlinks: []\n---"]),
    ("docs/keys.mdx", &["Rotate a key.", "Rotate a secret. <CodeBlock file=\"a.js\" />", "# Keys\n\n## Rotate\n\nx"]),
    (
        "docs/get.mdx",
        &[
            "---\nreference:\n  js:\n    - {key: get, title: get(), description: (lamp.id)}\n---\nGet.",
            "---\nreference:\n  js:\n    - {key: get, title: getAll(), description: (lamp.id)}\n---\nGet.",
        ],
    ),
    (
        "docs/lamp.mdx",
        &[
            "---\ndescriptions:\n  lamp: {id: The lamp.}\n---\nLamps.",
            "---\ndescriptions:\n  lamp: {id: Another lamp.}\n---\nLamps.",
            "---\ndescriptions:\n  lamp: {id: Another lamp.}\n---\nMore lamps.",
        ],
    ),
    ("docs/old.html", &["<meta http-equiv=refresh content='0;url=keys'>", "<main><h1>Old</h1><p>page"]),
    ("docs/r.jsonl", &["{\"id\":\"r\",\"page\":\"r\",\"title\":\"R\",\"text\":\"records\"}", ""]),
    (
        "docs/folder/a.md",
        &["# A\n\n[b](../keys)", "---\nweight: 20\n---\n# A", "---\ntitle: A\nweight: 2\n---\nunique"],
    ),
    ("snippets/a.js", &["get()", "put()"]),
    ("examples/x/main.rs", &["fn old() {}", "fn new() {}"]),
    ("changelogs/CHANGELOG.md", &["# C\n\n## 1.0.0 - 2026-01-31\n\n- First.", "# C\n\n## 1.1.0\n\n- Second."]),
];

fn add(builder: &mut IndexBuilder, name: &str, source: &str) {
    let (folder, path) = name.split_once('/').unwrap();
    let collection = match folder {
        "snippets" => Collection::Snippets,
        "examples" => Collection::Examples,
        "changelogs" => Collection::Changelogs,
        _ => Collection::Docs,
    };
    builder.add_to(collection, path, source.as_bytes()).unwrap();
}

fn config() -> Config {
    Config::from_toml("headword.toml", CONFIG).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn changes_in_any_order_leave_no_trace(steps in proptest::collection::vec((0..FILES.len(), 0..4usize, 0..4u8), 1..12)) {
        let mut kept = IndexBuilder::with_config(config());
        let mut held: BTreeMap<&str, &str> = BTreeMap::from([("docs/always.md", "# Always")]);
        add(&mut kept, "docs/always.md", "# Always");
        for (file, version, then) in steps {
            let (name, versions) = FILES[file];
            match versions.get(version) {
                Some(source) => {
                    add(&mut kept, name, source);
                    held.insert(name, source);
                }
                None if held.remove(name).is_some() => {
                    let (folder, path) = name.split_once('/').unwrap();
                    let collection = match folder {
                        "snippets" => Collection::Snippets,
                        "examples" => Collection::Examples,
                        "changelogs" => Collection::Changelogs,
                        _ => Collection::Docs,
                    };
                    kept.remove(collection, path);
                }
                None => {}
            }
            let all = |builder: &mut IndexBuilder| held.iter().for_each(|(name, source)| add(builder, name, source));
            let mut fresh = IndexBuilder::with_config(config());
            all(&mut fresh);
            // One without an index in between, one with, one that was saved and restored.
            if then > 0 {
                prop_assert_eq!(kept.finish().unwrap(), fresh.finish().unwrap());
            }
            if then > 1 {
                let saved = kept.save();
                kept = IndexBuilder::restore(config(), &saved).unwrap();
                all(&mut kept);
            }
            if then > 2 {
                prop_assert_eq!(kept.finish().unwrap(), fresh.finish().unwrap());
            }
        }
    }
}
