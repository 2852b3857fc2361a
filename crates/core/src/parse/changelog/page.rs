//! The page of a package: its releases, one section each.

use super::super::demote::demote;
use super::super::document::Document;
use super::super::escape;
use super::Release;
use crate::slug::slug;
use std::collections::{HashMap, HashSet};

/// A page of releases.
#[derive(Debug)]
pub(crate) struct ChangelogPage {
    pub(crate) document: Document,
    /// For each release, in the order given, the offset of its heading in the document's Markdown.
    pub(crate) headings: Vec<usize>,
}

/// One page for a package, its releases in the order given; [`super::merge`] sorts them.
///
/// A release is a heading of level 2 with its version, title and date. Its address is its version (`1.2.0`), else the
/// slug of its title, else its date, and stays when newer releases come: of several that are the same, the oldest has
/// the plain one. Headings in a release are of level 3 and deeper, and have the release's address before their own
/// (`1.2.0-added`).
pub(crate) fn document(package: &str, releases: &[Release]) -> ChangelogPage {
    let mut taken = Taken::default();
    let mut anchors: Vec<String> =
        releases.iter().rev().map(|release| taken.distinct(anchor(release), &release.date)).collect();
    anchors.reverse();
    let mut document = Document { title: title(package), ..Document::default() };
    let mut headings = Vec::with_capacity(releases.len());
    for (release, anchor) in releases.iter().zip(anchors) {
        if !document.markdown.is_empty() {
            document.markdown.push('\n');
        }
        let start = document.markdown.len();
        headings.push(start);
        document.markdown.push_str(&format!("## {}\n", heading(release)));
        document.ids.push((start, anchor.clone()));
        let body = demote(&release.markdown, 3);
        if !body.markdown.trim().is_empty() {
            document.markdown.push('\n');
            let start = document.markdown.len();
            for (at, text) in body.headings {
                document.ids.push((start + at, taken.distinct(format!("{anchor}-{}", slug(&text)), "")));
            }
            document.markdown.push_str(&body.markdown);
            document.markdown.push('\n');
        }
        if !release.url.is_empty() && !release.markdown.contains(&release.url) {
            let url = release.url.replace('(', "%28").replace(')', "%29");
            document.markdown.push_str(&format!("\n[Details]({url})\n"));
        }
    }
    ChangelogPage { document, headings }
}

/// `tool changelog`; a feed may have said that much already.
fn title(package: &str) -> String {
    let package = super::one_line(package);
    let lower = package.to_lowercase();
    let said = ["changelog", "change log", "release notes", "what's new", "updates"];
    match &*package {
        "" => "Changelog".to_owned(),
        _ if said.iter().any(|words| lower.contains(words)) => package,
        _ => format!("{package} changelog"),
    }
}

/// `1.2.0 (2024-01-05)`, `1.2.0: Codename (2024-01-05, yanked)`, `A title (2024-01-05)`, `2024-01-05`.
fn heading(release: &Release) -> String {
    let title = escape::heading(release.title.as_deref().unwrap_or_default());
    let version = escape::heading(&release.version);
    let mut name = match (&*version, &*title) {
        ("", title) => title.to_owned(),
        (version, "") => version.to_owned(),
        (version, title) => format!("{version}: {title}"),
    };
    // A month has its title as its date.
    let mut notes = vec![&*release.date];
    if name.is_empty() {
        name.push_str(if release.date.is_empty() { "Untitled" } else { &release.date });
        notes.clear();
    }
    notes.retain(|date| date.len() == "2024-01-05".len());
    if release.yanked {
        notes.push("yanked");
    }
    if notes.is_empty() { name } else { format!("{name} ({})", notes.join(", ")) }
}

fn anchor(release: &Release) -> String {
    let version = |char: char| char.is_alphanumeric() || ".-_+".contains(char);
    let version: String = release.version.chars().map(|char| if version(char) { char } else { '-' }).collect();
    let title = slug(release.title.as_deref().unwrap_or_default());
    [version.to_lowercase(), title, release.date.clone(), "entry".to_owned()]
        .into_iter()
        .find(|anchor| !anchor.is_empty())
        .unwrap_or_default()
}

/// Addresses given so far.
#[derive(Default)]
struct Taken {
    anchors: HashSet<String>,
    /// The last number given to each, so that many of one name are not counted anew each time.
    copies: HashMap<String, u32>,
}

impl Taken {
    /// The address itself where it is free, else with the date, else with a number.
    fn distinct(&mut self, anchor: String, date: &str) -> String {
        if self.anchors.insert(anchor.clone()) {
            return anchor;
        }
        let dated = format!("{anchor}-{date}");
        if !date.is_empty() && self.anchors.insert(dated.clone()) {
            return dated;
        }
        let copy = self.copies.entry(anchor.clone()).or_default();
        loop {
            *copy += 1;
            let numbered = format!("{anchor}-{copy}");
            if self.anchors.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn a_page_of_releases() {
        let release = |version: &str, title: Option<&str>, date: &str, url: &str, markdown: &str| Release {
            version: version.into(),
            date: date.into(),
            title: title.map(str::to_owned),
            url: url.into(),
            markdown: markdown.into(),
            ..Release::default()
        };
        let added = "# Added\n\n- a\n\n# Added\n\n```\nopen";
        let mut releases = vec![
            release("", Some("Improvements"), "2024-02-01", "", "Again."),
            release("2.0.0", Some("__init__"), "2024-01-05", "https://a.example/(2)", added),
            release("", Some("Improvements"), "2023-01-01", "", "- x\n  - y"),
            release("1.0.0", None, "2022-01-01", "", ""),
            release("", Some("May 2021"), "2021-05", "", ""),
        ];
        releases[3].yanked = true;
        let ChangelogPage { document, headings } = document("tool", &releases);
        let lines = document.ids.iter().map(|(at, id)| format!("{id} {}", &document.markdown[*at..*at + 6]));
        let lines = lines.collect::<Vec<_>>().join("\n");
        expect![[r#"
            tool changelog
            ## Improvements (2024-02-01)

            Again.

            ## 2.0.0: `__init__` (2024-01-05)

            ### Added

            - a

            ### Added

            ```
            open
            ```

            [Details](https://a.example/%282%29)

            ## Improvements (2023-01-01)

            - x
              - y

            ## 1.0.0 (2022-01-01, yanked)

            ## May 2021
            improvements-2024-02-01 ## Imp
            2.0.0 ## 2.0
            2.0.0-added ### Ad
            2.0.0-added-1 ### Ad
            improvements ## Imp
            1.0.0 ## 1.0
            may-2021 ## May"#]]
        .assert_eq(&format!("{}\n{}{lines}", document.title, document.markdown));
        assert!(headings.iter().all(|at| document.markdown[*at..].starts_with("## ")));
    }

    #[test]
    fn thousands_of_releases_of_one_name() {
        let release = Release { title: Some("Fix".into()), markdown: "# Fix".into(), ..Release::default() };
        let page = document("", &vec![release; 20_000]);
        assert_eq!(page.document.ids.len(), 40_000);
        assert_eq!(page.document.title, "Changelog");
    }
}
