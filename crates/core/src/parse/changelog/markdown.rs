//! `CHANGELOG.md` in the styles that people and tools write: Keep a Changelog, changesets, conventional-changelog,
//! release-please, GitHub's releases, or dates alone.
//!
//! `pulldown-cmark` finds headings and links; bodies stay as they were written, byte for byte.

use super::super::markdown::OPTIONS;
use super::heading::{self, ReleaseHeading};
use super::{Release, one_line, web_url};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::ops::Range;

#[derive(Default)]
struct Heading {
    level: usize,
    range: Range<usize>,
    text: String,
    url: String,
}

/// Where a link's target is defined (`[#12]: https://…`), and where it is used.
struct Links {
    definitions: Vec<Range<usize>>,
    /// Places of links and the definitions they need, in the order of the text.
    uses: Vec<(usize, Range<usize>)>,
}

/// A longer definition is not carried along.
const MAX_DEFINITION: usize = 500;

/// The releases in a file, in its order; none where no heading is a version or a date.
pub(crate) fn markdown(path: &str, text: &str) -> Vec<Release> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (headings, links) = read(text);
    let from_path = package_of_path(path);
    let package = headings
        .first()
        .filter(|first| first.level == 1 && heading::read(&first.text, &from_path).is_none())
        .and_then(|first| package_of_title(&first.text))
        .unwrap_or(from_path);
    let candidates = headings.iter().filter_map(|heading| Some((heading, heading::read(&heading.text, &package)?)));
    let releases = of_one_kind(candidates.collect());
    let mut out = Vec::with_capacity(releases.len());
    // Text that is carried along is no more than the text itself.
    let mut budget = text.len();
    for (number, (heading, read)) in releases.iter().enumerate() {
        let next = releases.get(number + 1).map(|(next, _)| *next);
        let range = heading.range.end..next.map_or(text.len(), |next| next.range.start);
        let body = links.without_definitions(text, range);
        let empty = text[body.clone()].lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
        let group = next.is_some_and(|next| next.level > heading.level) && !read.version.contains('-');
        if empty && (group || read.version == "Unreleased") {
            continue;
        }
        out.push(Release {
            package: package.clone(),
            version: read.version.clone(),
            date: read.date.clone(),
            title: read.title.clone(),
            url: web_url(&heading.url),
            guid: String::new(),
            markdown: links.with_definitions(text, body, &mut budget),
            prerelease: read.prerelease,
            yanked: read.yanked,
        });
    }
    out
}

/// Releases stand at one level, or at several where a tool gives patches smaller headings than minor releases. What
/// is deeper, or has more in its heading than a version and a date, is a part of a release.
fn of_one_kind(candidates: Vec<(&Heading, ReleaseHeading)>) -> Vec<(&Heading, ReleaseHeading)> {
    let mut counts = [0usize; 7];
    for (heading, _) in &candidates {
        counts[heading.level.min(6)] += 1;
    }
    let mut usual = 1;
    for level in 2..counts.len() {
        if counts[level] >= counts[usual] {
            usual = level;
        }
    }
    let is_release = |(heading, read): &(&Heading, ReleaseHeading)| {
        heading.level == usual || (read.bare && heading.level <= usual + 1)
    };
    candidates.into_iter().filter(is_release).collect()
}

/// Headings outside lists and quotes, and the links of the whole text.
fn read(text: &str) -> (Vec<Heading>, Links) {
    let parser = Parser::new_ext(text, OPTIONS);
    let mut definitions: Vec<_> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    definitions.sort_by_key(|range| range.start);
    let mut links = Links { definitions, uses: Vec::new() };
    let mut headings: Vec<Heading> = Vec::new();
    let mut depth = 0usize;
    let mut inside = false;
    let mut images = 0usize;
    let mut events = parser.into_offset_iter();
    while let Some((event, range)) = events.next() {
        if let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = &event
            && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
            && let Some(definition) = events.reference_definitions().get(id)
        {
            links.uses.push((range.start, definition.span.clone()));
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                inside = true;
                headings.push(Heading { level: level as usize, range, ..Heading::default() });
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList) => {
                depth += 1
            }
            Event::End(
                TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionList,
            ) => {
                depth = depth.saturating_sub(1);
            }
            event if inside => {
                let Some(heading) = headings.last_mut() else {
                    continue;
                };
                match event {
                    // What stands in an image is a badge's text and names nothing.
                    Event::Start(Tag::Image { .. }) => images += 1,
                    Event::End(TagEnd::Image) => images = images.saturating_sub(1),
                    _ if images > 0 => {}
                    Event::Text(text) | Event::Code(text) => heading.text.push_str(&text),
                    Event::SoftBreak | Event::HardBreak => heading.text.push(' '),
                    Event::Start(Tag::Link { dest_url, .. }) if heading.url.is_empty() => {
                        heading.url = dest_url.into_string()
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    (headings, links)
}

impl Links {
    /// A part of the text without definitions, anchors, comments and rules at its end, and blank lines around it.
    fn without_definitions(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let mut start = range.start;
        let mut end = range.end;
        let mut definition = self.definitions.partition_point(|definition| definition.start < end);
        loop {
            end = start + text[start..end].trim_end().len();
            let body = &text[start..end];
            if definition > 0
                && self.definitions[definition - 1].start >= start
                && self.definitions[definition - 1].end >= end
            {
                definition -= 1;
                end = self.definitions[definition].start;
            } else if let Some(length) = trailing_markup(body) {
                end -= length;
            } else {
                break;
            }
        }
        let blank = text[start..end].len() - text[start..end].trim_start().len();
        start += text[start..start + blank].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        start..end
    }

    /// A part of the text, and below it the definitions that its links need and that stand elsewhere.
    fn with_definitions(&self, text: &str, range: Range<usize>, budget: &mut usize) -> String {
        let mut out = text[range.clone()].to_owned();
        let first = self.uses.partition_point(|(at, _)| *at < range.start);
        let last = self.uses.partition_point(|(at, _)| *at < range.end).max(first);
        let mut needed: Vec<_> = self.uses[first..last].iter().map(|(_, definition)| definition).collect();
        needed.sort_by_key(|definition| definition.start);
        needed.dedup();
        let mut separator = "\n\n";
        for definition in needed {
            let source = text[definition.clone()].trim();
            if range.contains(&definition.start) || source.len() > MAX_DEFINITION || source.len() > *budget {
                continue;
            }
            *budget -= source.len();
            out.push_str(separator);
            out.push_str(source);
            separator = "\n";
        }
        out
    }
}

/// The length of a last line that is an anchor for the next heading, a comment or a rule.
fn trailing_markup(body: &str) -> Option<usize> {
    let line = &body[body.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
    let bare = line.trim();
    let anchor = (bare.starts_with("<a ") || bare.starts_with("<a>"))
        && bare.ends_with("</a>")
        && bare.matches('<').count() == 2;
    let empty_anchor = anchor && bare[..bare.len() - "</a>".len()].ends_with('>');
    let comment = bare.starts_with("<!--") && bare.find("-->") == Some(bare.len() - "-->".len());
    // Below a line of text `---` underlines it.
    let above = body[..body.len() - line.len()].trim_end_matches([' ', '\t']);
    let apart = above.is_empty() || above.ends_with("\n\n") || above.ends_with("\n\r\n");
    let rule = apart && bare.len() >= 3 && ['-', '*', '_'].iter().any(|mark| bare.chars().all(|char| char == *mark));
    (empty_anchor || comment || rule).then_some(line.len())
}

/// What a changelog is called, the longest first, so that a shorter one leaves no part of it.
const TITLES: [&str; 18] = [
    "all notable changes",
    "release changelog",
    "product updates",
    "release history",
    "version history",
    "change history",
    "release notes",
    "release log",
    "change logs",
    "change log",
    "changelogs",
    "what's new",
    "changelog",
    "whats new",
    "releases",
    "changes",
    "history",
    "news",
];

/// The package in the title of a changelog; `None` where it names none.
fn package_of_title(title: &str) -> Option<String> {
    let title = one_line(title).replace('’', "'");
    let lower = title.to_lowercase();
    if lower.len() != title.len() || title.len() > 100 {
        return None;
    }
    let mut name = &*title;
    for words in TITLES {
        let separators: &[char] = &[' ', '-', '–', '—', ':', '|', '(', ')'];
        if let Some(rest) = lower.strip_suffix(words).filter(|rest| rest.is_empty() || rest.ends_with(separators)) {
            name = title[..rest.len()].trim_end_matches(separators).trim_end_matches("'s");
            break;
        }
        if let Some(rest) = lower.strip_prefix(words).filter(|rest| rest.starts_with(separators)) {
            let rest = rest.trim_start_matches(separators);
            let rest = ["for ", "of ", "from "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
            name = &title[title.len() - rest.len()..];
            break;
        }
    }
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// `packages/foo/CHANGELOG.md` is of `foo`, `packages/@acme/foo/HISTORY.md` of `@acme/foo`, `changelogs/foo.md` of
/// `foo`; a file at the root is of nothing that its path could tell.
fn package_of_path(path: &str) -> String {
    let mut folders: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let file = folders.pop().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let is_title = |name: &str| {
        let name = name.to_lowercase().replace(['-', '_'], " ");
        TITLES.contains(&&*name) || matches!(&*name, "index" | "readme")
    };
    if !is_title(stem) {
        return decoded(stem);
    }
    match folders[..] {
        [.., scope, name] if scope.starts_with('@') => format!("{scope}/{name}"),
        [.., name] if !is_title(name) => decoded(heading::without_version(name)),
        _ => String::new(),
    }
}

/// `%40acme%2Ffoo`, as tools write `@acme/foo` into a file's name.
fn decoded(name: &str) -> String {
    name.replace("%40", "@").replace("%2F", "/").replace("%2f", "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn check(path: &str, text: &str, expected: Expect) {
        let lines: Vec<_> = markdown(path, text)
            .iter()
            .map(|r| {
                let marks =
                    [(r.prerelease, " pre"), (r.yanked, " yanked")].map(|(is, mark)| if is { mark } else { "" });
                let title = r.title.as_deref().unwrap_or_default();
                let (package, url, marks) = (&r.package, &r.url, marks.concat());
                format!("{package}|{}|{}|{title}|{url}{marks}\n  {:?}", r.version, r.date, r.markdown)
            })
            .collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn keep_a_changelog() {
        let text = "\u{feff}# Changelog\n\nAll changes.\n\n## [Unreleased]\n\n### Added\n\n\
            ## [1.2.0] - 2024-01-05\n### Added\n- One, see [#7]\n  - nested\n\n\
            ## [1.1.0] - 2023-12-01 [YANKED]\n```md\n## 9.9.9\n```\n\n\
            [#7]: https://a.example/7\n[1.2.0]: https://a.example/1.2.0\n[1.1.0]: https://a.example/1.1.0\n";
        check(
            "CHANGELOG.md",
            text,
            expect![[r####"
            |1.2.0|2024-01-05||https://a.example/1.2.0
              "### Added\n- One, see [#7]\n  - nested\n\n[#7]: https://a.example/7"
            |1.1.0|2023-12-01||https://a.example/1.1.0 yanked
              "```md\n## 9.9.9\n```""####]],
        );
    }

    #[test]
    fn changesets_and_prereleases() {
        let text = "# @acme/x\n\n## 2.0.0-rc.0\n\n### Minor Changes\n\n- abc: Text\n\n    - deeper\n\n## 1.0.0-beta.1\n\n- y\n";
        check(
            "packages/x/CHANGELOG.md",
            text,
            expect![[r####"
            @acme/x|2.0.0-rc.0||| pre
              "### Minor Changes\n\n- abc: Text\n\n    - deeper"
            @acme/x|1.0.0-beta.1||| pre
              "- y""####]],
        );
    }

    #[test]
    fn conventional_changelogs_have_patches_one_level_down() {
        let text = "<a name=\"1.1.1\"></a>\n### [1.1.1](https://a.example/c) (2024-01-05)\n\n\n### Bug Fixes\n\n* one\n\n\
            <a name=\"1.1.0\"></a>\n## [1.1.0](https://a.example/b) (2024-01-04)\n\n* two\n\n# 1.0.0 (2024-01-03)\n";
        check(
            "a/packages/@acme/tool/CHANGELOG.md",
            text,
            expect![[r####"
            @acme/tool|1.1.1|2024-01-05||https://a.example/c
              "### Bug Fixes\n\n* one"
            @acme/tool|1.1.0|2024-01-04||https://a.example/b
              "* two"
            @acme/tool|1.0.0|2024-01-03||
              """####]],
        );
    }

    #[test]
    fn dates_alone_and_underlined_headings() {
        let text = "# Portal changelog\n\n## January 5, 2024\n\nText\n\n---\n\n## 2023-12-01: Faster\n\nMore\n";
        check(
            "changelogs/portal.md",
            text,
            expect![[r#"
            Portal||2024-01-05||
              "Text"
            Portal||2023-12-01|Faster|
              "More""#]],
        );
        let text = "1.1.0 / 2018-10-26\r\n==================\r\n\r\n  * Drop\r\n\r\nv1.0.0\r\n======\r\n";
        check(
            "HISTORY.md",
            text,
            expect![[r#"
            |1.1.0|2018-10-26||
              "  * Drop"
            |1.0.0|||
              """#]],
        );
        check("NOTES.md", "# Guide\n\n## Added\n\n## 2 things\n", expect![[r#""#]]);
    }

    #[test]
    fn packages_come_from_titles_and_paths() {
        for (path, title, package) in [
            ("CHANGELOG.md", "Changelog", ""),
            ("packages/foo/CHANGELOG.md", "Release Notes", "foo"),
            ("vendor/foo-1.2.0/RELEASES.md", "Releases", "foo"),
            ("changelogs/%40acme%2Ffoo.md", "Change Log", "@acme/foo"),
            ("changelogs/@scope-foo.md", "What’s new", "@scope-foo"),
            ("CHANGELOG.md", "Changelog for Foo Bar", "Foo Bar"),
            ("CHANGELOG.md", "Foo Release History", "Foo"),
            ("CHANGELOG.md", "`foo` Change Log", "foo"),
        ] {
            let releases = markdown(path, &format!("# {title}\n\n## 1.0.0\n"));
            assert_eq!(releases[0].package, package, "{path} {title}");
        }
    }

    #[test]
    fn thousands_of_releases_take_no_time() {
        let text = format!("{}\n[a]: https://{}\n", "## 1.0.0\n\n[a] <a>\n\n".repeat(20_000), "x".repeat(400));
        let releases = markdown("CHANGELOG.md", &text);
        assert_eq!(releases.len(), 20_000);
        assert!(releases.iter().map(|release| release.markdown.len()).sum::<usize>() < 3 * text.len());
    }

    proptest! {
        #[test]
        fn anything_is_read(
            text in "(# |## |### |1\\.0|\\[1\\.0\\]|2024-01-05|\n|\r\n|\\[a\\]: x|<a|</a>|<!--|-->|---|```|é| ){0,40}"
        ) {
            for release in markdown("a/b.md", &text) {
                prop_assert!(!release.version.is_empty() || !release.date.is_empty() || release.title.is_some());
            }
        }
    }
}
