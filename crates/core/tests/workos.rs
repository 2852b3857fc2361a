//! What becomes of the docs of WorkOS, the corpus that `npm install` brings: 547 files, two fifths of them front matter.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use expect_test::expect_file;
use headword::{Collection, Config, Index, IndexBuilder, Role, Via};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The sources by their paths, without those that are neither pages nor navigation; none where they are not installed.
fn sources(config: &Config) -> Option<BTreeMap<String, Vec<u8>>> {
    let docs = root().join("node_modules/@workos/mcp-docs-server/.docs/organized/docs");
    if !docs.is_dir() {
        println!("skipped: the docs of WorkOS are not installed; run npm install");
        return None;
    }
    let selection = config.selection().unwrap();
    let mut found = BTreeMap::new();
    let mut folders = vec![docs.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            let path = file.strip_prefix(&docs).unwrap().display().to_string().replace('\\', "/");
            if file.is_dir() {
                folders.push(file);
            } else if matches!(selection.role(&path), Role::Page(_) | Role::Navigation) {
                found.insert(path, fs::read(file).unwrap());
            }
        }
    }
    Some(found)
}

/// Links to pages of the docs, as their authors wrote them.
fn link_targets(sources: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    for source in sources.values() {
        let text = String::from_utf8_lossy(source);
        for (at, _) in text.match_indices("](/") {
            let target = text[at + 2..].split([')', ' ', '\n']).next().unwrap();
            targets.insert(target.to_owned());
        }
    }
    targets
}

/// The text of a page outside of code, where a tag is a tag.
fn prose(markdown: &str) -> String {
    let mut prose = String::new();
    let mut fence = None;
    for line in markdown.lines() {
        let bare = line.trim_start();
        let ticks = bare.len() - bare.trim_start_matches('`').len();
        match fence {
            Some(length) if ticks >= length => fence = None,
            Some(_) => {}
            None if ticks >= 3 => fence = Some(ticks),
            None => {
                for (number, piece) in line.split('`').enumerate() {
                    if number % 2 == 0 {
                        prose += piece;
                    }
                }
                prose.push('\n');
            }
        }
    }
    prose
}

/// `(user.id)` alone in a cell or behind a colon: nothing that prose says.
fn placeholders(markdown: &str) -> usize {
    let dotted = |text: &str| {
        let name = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        name.is_some_and(|name| {
            name.contains('.')
                && name.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_'))
        })
    };
    let lines = markdown.lines().filter(|line| !line.contains("<!-- code not included"));
    lines.flat_map(|line| line.split(['|', ' '])).filter(|piece| dotted(piece.trim())).count()
}

#[test]
fn the_docs_of_workos() {
    let config = fs::read_to_string(root().join("prebuilt-index/workos.toml")).unwrap();
    let config = Config::from_toml("workos.toml", &config).unwrap();
    let Some(sources) = sources(&config) else { return };
    let changelog = root().join("node_modules/@workos/mcp-docs-server/.docs/organized/changelogs/workos-platform.json");
    let mut builder = IndexBuilder::with_config(config);
    for (path, source) in &sources {
        builder.add(path, source).unwrap();
    }
    builder.add_to(Collection::Changelogs, "workos-platform.json", &fs::read(changelog).unwrap()).unwrap();
    let findings = builder.check().unwrap();
    let (bytes, report) = builder.finish().unwrap();
    let index = Index::open(bytes).unwrap();

    let pages = index.list().unwrap();
    let contents: Vec<_> = pages.iter().map(|page| index.read(&page.path).unwrap()).collect();
    let written =
        serde_json::to_string(&(&pages, &contents, index.navigation().unwrap(), index.releases().unwrap())).unwrap();
    for never in ["originalPath", ".tmp-workos-clone", "_navigation"] {
        assert!(!written.contains(never), "{never} is in the index");
    }
    let mut tags = Vec::new();
    for content in &contents {
        assert!(!content.title.is_empty(), "{} has no title", content.path);
        let text = prose(&content.markdown);
        for (at, _) in text.match_indices('<') {
            let name = text[at + 1..].trim_start_matches('/');
            let escaped = text[..at].ends_with('\\');
            if !escaped && name.starts_with(|char: char| char.is_ascii_uppercase()) {
                tags.push(format!("{}: {}", content.path, &text[at..].lines().next().unwrap()));
            }
        }
    }
    assert!(tags.is_empty(), "tags of components:\n{}", tags.join("\n"));

    let targets = link_targets(&sources);
    // What is only like the address of a page opens too, and is no link that is right.
    let is_dead = |target: &&String| index.read(target).map_or(true, |page| page.via == Via::Similar);
    let dead: Vec<&String> = targets.iter().filter(is_dead).collect();
    let count = |code: &str| findings.iter().filter(|finding| finding.code == code).count();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    findings.iter().for_each(|finding| *codes.entry(finding.code).or_default() += 1);
    let mut text = format!(
        "{} files, {} pages, {} sections, {} entries of navigation, {} releases\n",
        sources.len(),
        report.pages,
        report.sections,
        index.navigation().unwrap().len(),
        index.releases().unwrap().len(),
    );
    text += &format!(
        "placeholders left: {}, without a definition: {}\n",
        contents.iter().map(|content| placeholders(&content.markdown)).sum::<usize>(),
        count("unresolved-placeholder"),
    );
    text +=
        &format!("links: {} of {} distinct targets open; these do not:\n", targets.len() - dead.len(), targets.len());
    dead.iter().for_each(|target| text += &format!("  {target}\n"));
    text += "findings:\n";
    codes.iter().for_each(|(code, count)| text += &format!("  {count} {code}\n"));
    expect_file!["../../../tests/golden/workos.txt"].assert_eq(&text);
}
