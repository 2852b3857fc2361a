//! Changelogs in JSON: a list of entries, an object around such a list, or a [JSON Feed](https://www.jsonfeed.org/version/1.1/).

use super::super::{date, html};
use super::{Release, one_line, web_url};
use crate::Error;
use serde::Deserialize;

/// An object with entries under any of the names in use, or a JSON Feed.
#[derive(Deserialize)]
struct Wrapper {
    #[serde(default, alias = "name", alias = "title")]
    package: Option<String>,
    #[serde(alias = "releases", alias = "changelog", alias = "items")]
    entries: Vec<Entry>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entry {
    package: Option<String>,
    #[serde(alias = "tag_name", alias = "tag")]
    version: Option<String>,
    #[serde(alias = "name")]
    title: Option<String>,
    #[serde(alias = "published_at")]
    date: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
    changes: Option<Changes>,
    #[serde(alias = "markdown", alias = "content", alias = "text", alias = "description")]
    body: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    summary: Option<String>,
    #[serde(alias = "html_url", alias = "link")]
    url: Option<String>,
    external_url: Option<String>,
    guid: Option<String>,
    id: Option<Id>,
    prerelease: Option<bool>,
    yanked: Option<bool>,
}

/// The text of an entry: at once, or in pieces, or in pieces with a kind (`added`, `fixed`).
#[derive(Deserialize)]
#[serde(untagged)]
enum Changes {
    Whole(String),
    Pieces(Vec<Change>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Change {
    Text(String),
    OfKind {
        #[serde(default, alias = "kind", alias = "category")]
        r#type: Option<String>,
        #[serde(alias = "description", alias = "message", alias = "title", alias = "summary")]
        text: String,
    },
}

/// JSON Feed wants text, and GitHub gives numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

/// The releases in a file, in its order: `[{package, version, date, changes, url, guid}, …]`, the same list under
/// `releases`, `entries` or `changelog` of an object that names the package, or a JSON Feed. What is called a version
/// and is none becomes the title.
///
/// # Errors
/// `CHANGELOG`, naming the file and the line.
pub(crate) fn json(path: &str, text: &str) -> Result<Vec<Release>, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let error = |line: usize, reason: String| Error::Changelog { path: path.to_owned(), line, reason };
    let of_json = |problem: serde_json::Error| {
        let reason = problem.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(&*reason, |(reason, _)| reason);
        error(problem.line().max(1), format!("{reason}, column {}", problem.column()))
    };
    let (package, entries) = match text.trim_start().as_bytes().first() {
        Some(b'[') => (String::new(), serde_json::from_str::<Vec<Entry>>(text).map_err(of_json)?),
        Some(b'{') => {
            let wrapper: Wrapper = serde_json::from_str(text).map_err(of_json)?;
            (wrapper.package.unwrap_or_default(), wrapper.entries)
        }
        _ => return Err(error(1, "expected a list of entries or an object that holds one".to_owned())),
    };
    Ok(entries.into_iter().filter_map(|entry| release(&one_line(&package), entry)).collect())
}

/// `None` for an entry that says nothing.
fn release(package: &str, entry: Entry) -> Option<Release> {
    let package = entry.package.map_or_else(|| package.to_owned(), |own| one_line(&own));
    let version = entry.version.unwrap_or_default();
    let mut release = Release::named(
        &package,
        if version.trim().is_empty() { entry.title.as_deref().unwrap_or_default() } else { &version },
    );
    if !version.trim().is_empty() {
        let title = entry.title.map(|title| one_line(&title)).filter(|title| !title.is_empty());
        let own = title.filter(|title| *title != release.version && *title != version.trim());
        release.title = own.or(release.title);
    }
    let when = [entry.date, entry.date_published, entry.date_modified].into_iter().flatten();
    if let Some(day) = when.map(|when| date::day(&when)).find(|day| !day.is_empty()) {
        release.date = day;
    }
    release.url = [entry.url, entry.external_url]
        .into_iter()
        .flatten()
        .map(|url| web_url(&url))
        .find(|url| !url.is_empty())
        .unwrap_or_default();
    release.guid = entry
        .guid
        .or(entry.id.map(|id| match id {
            Id::Text(text) => text,
            Id::Number(number) => number.to_string(),
        }))
        .unwrap_or_default();
    release.prerelease |= entry.prerelease == Some(true);
    release.yanked |= entry.yanked == Some(true);
    release.markdown = [
        entry.changes.map(changes),
        entry.content_html.map(|content| html::fragment(&content)),
        entry.body.or(entry.content_text).or(entry.summary).map(|body| text(&body)),
    ]
    .into_iter()
    .flatten()
    .find(|markdown| !markdown.is_empty())
    .unwrap_or_default();
    let said = [&release.version, &release.date, &release.markdown].iter().any(|part| !part.is_empty());
    (said || release.title.is_some()).then_some(release)
}

fn changes(changes: Changes) -> String {
    let pieces = match changes {
        Changes::Whole(whole) => return text(&whole),
        Changes::Pieces(pieces) => pieces,
    };
    let pieces: Vec<String> = pieces
        .into_iter()
        .map(|piece| match piece {
            Change::Text(piece) => text(&piece),
            Change::OfKind { r#type: Some(kind), text: piece } if !kind.trim().is_empty() => {
                format!("{}: {}", one_line(&kind), text(&piece))
            }
            Change::OfKind { text: piece, .. } => text(&piece),
        })
        .filter(|piece| !piece.is_empty())
        .collect();
    let line = |piece: &String| !piece.contains('\n') && !piece.starts_with(['-', '*', '+', '#', '>', '`', '|']);
    if pieces.len() > 1 && pieces.iter().all(line) {
        pieces.iter().map(|piece| format!("- {piece}")).collect::<Vec<_>>().join("\n")
    } else {
        pieces.join("\n\n")
    }
}

/// Markdown as it is, HTML as Markdown.
fn text(text: &str) -> String {
    let text = text.trim();
    let tag = text.strip_prefix('<').is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_alphabetic()));
    let is_html = (tag && text.contains('>') && !text.starts_with("<http"))
        || ["</p>", "</li>", "<br>", "<br/>", "<br />", "</a>"].iter().any(|tag| text.contains(tag));
    if is_html { html::fragment(text) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let lines = match json("log.json", text) {
            Ok(releases) => releases
                .iter()
                .map(|r| {
                    let title = r.title.as_deref().unwrap_or_default();
                    format!("{}|{}|{}|{title}|{}|{}|{:?}", r.package, r.version, r.date, r.url, r.guid, r.markdown)
                })
                .collect::<Vec<_>>()
                .join("\n"),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&lines);
    }

    #[test]
    fn lists_and_objects() {
        check(
            r#"[{"package": "web", "version": "Faster search", "date": "2026-02-17", "changes": ["It is faster."],
                 "source": "rss", "url": "https://a.example/1", "guid": "g1"},
                {"package": "web", "version": "v1.2.0", "title": "Owl", "date": "2026-02-17T10:00:00Z", "changes": ["One", "Two"]},
                {"package": "web", "version": null, "changes": []}]"#,
            expect![[r#"
                web||2026-02-17|Faster search|https://a.example/1|g1|"It is faster."
                web|1.2.0|2026-02-17|Owl|||"- One\n- Two""#]],
        );
        check(
            r#"{"package": "sdk", "releases": [{"version": "1.0.0", "url": "javascript:alert(1)",
                "changes": [{"type": "Added", "text": "X"}, {"type": "Fixed", "description": "Y"}]},
                {"tag_name": "v0.9.0", "body": "Some\n\n## Notes", "id": 7}]}"#,
            expect![[r#"
                sdk|1.0.0|||||"- Added: X\n- Fixed: Y"
                sdk|0.9.0||||7|"Some\n\n## Notes""#]],
        );
    }

    #[test]
    fn json_feed() {
        check(
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [
                {"id": "1", "url": "https://a.example/1", "title": "Hello", "content_html": "<p>Text</p>",
                 "date_published": "2024-01-05T10:00:00-08:00"}]}"#,
            expect![[r#"News||2024-01-05|Hello|https://a.example/1|1|"Text\n""#]],
        );
    }

    #[test]
    fn errors_name_the_line() {
        check(
            "[{\"version\": \"1\",\n \"date\": 5}]",
            expect!["log.json:2: cannot read the changelog: invalid type: integer `5`, expected a string, column 10"],
        );
        check(
            "{\"package\": \"a\"}",
            expect!["log.json:1: cannot read the changelog: missing field `entries`, column 16"],
        );
        check(
            "nothing",
            expect!["log.json:1: cannot read the changelog: expected a list of entries or an object that holds one"],
        );
        check(
            &"[".repeat(100_000),
            expect!["log.json:1: cannot read the changelog: invalid type: sequence, expected a string, column 2"],
        );
    }
}
