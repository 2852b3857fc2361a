//! The heading of a release: which version, of which day, and what it is called.

use super::super::date;
use super::one_line;

#[derive(Debug, Default, PartialEq)]
pub(super) struct ReleaseHeading {
    pub(super) version: String,
    pub(super) date: String,
    pub(super) title: Option<String>,
    pub(super) prerelease: bool,
    pub(super) yanked: bool,
    /// Nothing stands there but a version or a date.
    pub(super) bare: bool,
}

/// A longer heading is a sentence.
const MAX_HEADING: usize = 300;
const SEPARATORS: &[char] = &[' ', '-', '–', '—', ':', '/', '|', ',', '.', '_', '*', '·', '•', '~'];
const OPENING: &[char] = &['[', '(', '`', '"', '\''];
const CLOSING: &[char] = &[']', ')', '`', '"', '\'', ':', ',', ';', '.'];

/// Reads a heading's plain text; `None` where it begins neither with a version nor with a date.
pub(super) fn read(text: &str, package: &str) -> Option<ReleaseHeading> {
    let mut text = one_line(text);
    if text.len() > MAX_HEADING {
        return None;
    }
    let mut yanked = false;
    for mark in ["[yanked]", "(yanked)"] {
        if let Some(at) = text.to_ascii_lowercase().find(mark) {
            text.replace_range(at..at + mark.len(), "");
            yanked = true;
        }
    }
    let heading = if is_unreleased(&text) {
        ReleaseHeading { version: "Unreleased".to_owned(), prerelease: true, bare: true, ..ReleaseHeading::default() }
    } else if let Some((version, rest)) = version_first(&text, package) {
        let mut heading = details(rest);
        heading.prerelease |= is_prerelease(&version);
        if heading.date.is_empty() {
            heading.date =
                date::find(&version).filter(|(range, _)| range.start == 0).map_or_else(String::new, |(_, date)| date);
        }
        ReleaseHeading { version, ..heading }
    } else {
        date_first(&text, package)?
    };
    Some(ReleaseHeading { yanked, ..heading })
}

fn is_unreleased(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let first = text.trim_matches(|char: char| !char.is_ascii_alphanumeric()).split(' ').next().unwrap_or_default();
    matches!(first.trim_end_matches(CLOSING), "unreleased" | "unpublished")
        || matches!(&*text, "next" | "[next]" | "next release" | "next version" | "upcoming" | "upcoming release")
}

/// The version, where the text begins with one, and the text behind it. Before it may stand the words "Version" or
/// "Release" and the name of the package.
fn version_first<'a>(text: &'a str, package: &str) -> Option<(String, &'a str)> {
    let mut rest = text;
    let (mut keyword, mut named) = (false, false);
    for _ in 0..3 {
        let end = rest.find(' ').unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if let Some(version) = version_of(word, package) {
            return Some((version, after));
        }
        let word = word.trim_start_matches(OPENING).trim_end_matches(CLOSING);
        let is_package = |name: &str| !name.is_empty() && word.eq_ignore_ascii_case(name);
        if !keyword && ["version", "release", "ver", "rel"].iter().any(|name| word.eq_ignore_ascii_case(name)) {
            keyword = true;
        } else if !named && (keyword || is_package(package) || package.rsplit('/').next().is_some_and(is_package)) {
            named = true;
        } else {
            return None;
        }
        rest = after.trim_start();
    }
    None
}

/// `1.2.0` in `[v1.2.0]`, `@scope/name@1.2.0`, `name/v1.2.0`, `name-v1.2.0`.
fn version_of(word: &str, package: &str) -> Option<String> {
    let word = word.trim_start_matches(OPENING).trim_end_matches(CLOSING);
    let word = word.rsplit_once('@').filter(|(name, _)| !name.is_empty()).map_or(word, |(_, version)| version);
    let word = word.rsplit_once('/').filter(|(name, _)| !name.is_empty()).map_or(word, |(_, version)| version);
    let tag = word.rsplit_once("-v").filter(|(_, version)| version.starts_with(|char: char| char.is_ascii_digit()));
    let tag = tag.filter(|(name, _)| !is_version(name)).map(|(_, version)| version);
    let own = word.strip_prefix(package).filter(|_| !package.is_empty()).and_then(|rest| rest.strip_prefix('-'));
    let word = tag.or(own).unwrap_or(word);
    is_version(word).then(|| word.trim_start_matches(['v', 'V']).to_owned())
}

/// A name without the version that vendored folders have behind it: `tool` of `tool-1.2.0`.
pub(super) fn without_version(name: &str) -> &str {
    name.rsplit_once('-').filter(|(_, version)| is_version(version)).map_or(name, |(name, _)| name)
}

/// Digits and dots, then perhaps what a prerelease or a build is called. A lone number is one only with a `v`.
fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']).unwrap_or(word);
    let core = &number[..core_length(number)];
    let mut parts = core.split('.');
    let numbered = parts.next().is_some_and(|part| !part.is_empty());
    let suffix = &number[core.len()..];
    numbered
        && (parts.next().is_some() || number.len() < word.len())
        && suffix.chars().all(|char| char.is_ascii_alphanumeric() || "+-._".contains(char))
}

/// The length of `1.2.0` in `1.2.0-beta.1` and in `1.2.0rc1`; `1.2.x` is all core.
pub(super) fn core_length(version: &str) -> usize {
    let mut end = 0;
    for (at, char) in version.char_indices() {
        let wild = matches!(char, 'x' | '*') && version[..at].ends_with('.');
        if char.is_ascii_digit() || wild {
            end = at + 1;
        } else if char != '.' {
            break;
        }
    }
    end
}

fn is_prerelease(version: &str) -> bool {
    let version = version.split('+').next().unwrap_or_default();
    let suffix = version[core_length(version)..].to_ascii_lowercase();
    let word = suffix.trim_start_matches(['.', '_']);
    let numbered = |letter: char| {
        word.strip_prefix(letter).is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
    };
    suffix.starts_with('-')
        || ["alpha", "beta", "rc", "dev", "pre", "canary", "next", "nightly", "snapshot"]
            .iter()
            .any(|name| word.starts_with(name))
        || ['a', 'b', 'c', 'm'].into_iter().any(numbered)
}

/// What stands behind a version: a date, a title, both or nothing.
fn details(rest: &str) -> ReleaseHeading {
    let (date, words) = match date::find(rest) {
        Some((range, date)) => (date, format!("{} {}", &rest[..range.start], &rest[range.end..])),
        None => (String::new(), rest.to_owned()),
    };
    let mut title = one_line(&words.replace("( )", "").replace("[ ]", "").replace("()", ""));
    title = trim(&title).to_owned();
    let inside = title.strip_prefix('(').and_then(|title| title.strip_suffix(')'));
    if let Some(inside) = inside.filter(|inside| !inside.contains(['(', ')'])) {
        title = trim(inside).to_owned();
    }
    let unreleased = matches!(&*title.to_ascii_lowercase(), "unreleased" | "upcoming" | "not released" | "tbd");
    let said =
        ["latest", "current", "released", "released on", "()", "_"].iter().any(|word| title.eq_ignore_ascii_case(word));
    let title = Some(title).filter(|title| !title.is_empty() && !unreleased && !said);
    ReleaseHeading { date, bare: title.is_none(), title, prerelease: unreleased, ..ReleaseHeading::default() }
}

fn trim(title: &str) -> &str {
    title.trim_start_matches(SEPARATORS).trim_end_matches([' ', '-', '–', '—', ':', '/', '|', ',', '_', '*'])
}

fn date_first(text: &str, package: &str) -> Option<ReleaseHeading> {
    if let Some(date) = date::month(text) {
        let title = Some(text.to_owned());
        return Some(ReleaseHeading { date, title, bare: true, ..ReleaseHeading::default() });
    }
    let (range, date) = date::find(text)?;
    let before = text[..range.start].trim_matches(|char: char| !char.is_alphanumeric()).to_ascii_lowercase();
    let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| before.starts_with(day))
        && !before.contains(' ');
    if !before.is_empty() && !weekday {
        return None;
    }
    let rest = trim(text[range.end..].trim_start_matches([']', ')']));
    if let Some((version, rest)) = version_first(rest, package) {
        let prerelease = is_prerelease(&version);
        return Some(ReleaseHeading { version, date, prerelease, ..details(rest) });
    }
    let title = Some(rest.to_owned()).filter(|title| !title.is_empty());
    Some(ReleaseHeading { date, bare: title.is_none(), title, ..ReleaseHeading::default() })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    #[test]
    fn headings_of_all_styles() {
        let lines: Vec<String> = [
            "[1.2.0] - 2024-01-05",
            "1.2.0 (2024-01-05)",
            "v1.2.0",
            "[Unreleased]",
            "[0.9.0] - 2023-01-01 [YANKED]",
            "1.0.0-beta.1",
            "2.0.0rc1 / 2018-10-26",
            "8.0.0 (unreleased)",
            "Release rayon 1.11.0 / rayon-core 1.13.0 (2025-08-12)",
            "Version 0.8.23",
            "tool 3.1: Quiet Owl (LTS)",
            "@acme/tool@4.0.0",
            "tool-v5.0.0",
            "2.0.0 (breaking changes)",
            "2024-01-05",
            "Friday, January 5, 2024 – Faster search",
            "2021-11-14 / 1.8.1",
            "January 2024",
            "2024.01.05",
            "1.2.0-1 - Jan 5th, 2024",
            "2.0",
            "What's new in 2.0",
            "2 things to know",
            "Fixed on 2024-01-05",
            "Added",
        ]
        .iter()
        .map(|text| match super::read(text, "tool") {
            Some(h) => format!(
                "{text}: {:?} {:?} {:?}{}{}{}",
                h.version,
                h.date,
                h.title.unwrap_or_default(),
                if h.prerelease { " pre" } else { "" },
                if h.yanked { " yanked" } else { "" },
                if h.bare { "" } else { " +" }
            ),
            None => format!("{text}: no release"),
        })
        .collect();
        expect![[r#"
            [1.2.0] - 2024-01-05: "1.2.0" "2024-01-05" ""
            1.2.0 (2024-01-05): "1.2.0" "2024-01-05" ""
            v1.2.0: "1.2.0" "" ""
            [Unreleased]: "Unreleased" "" "" pre
            [0.9.0] - 2023-01-01 [YANKED]: "0.9.0" "2023-01-01" "" yanked
            1.0.0-beta.1: "1.0.0-beta.1" "" "" pre
            2.0.0rc1 / 2018-10-26: "2.0.0rc1" "2018-10-26" "" pre
            8.0.0 (unreleased): "8.0.0" "" "" pre
            Release rayon 1.11.0 / rayon-core 1.13.0 (2025-08-12): "1.11.0" "2025-08-12" "rayon-core 1.13.0" +
            Version 0.8.23: "0.8.23" "" ""
            tool 3.1: Quiet Owl (LTS): "3.1" "" "Quiet Owl (LTS)" +
            @acme/tool@4.0.0: "4.0.0" "" ""
            tool-v5.0.0: "5.0.0" "" ""
            2.0.0 (breaking changes): "2.0.0" "" "breaking changes" +
            2024-01-05: "" "2024-01-05" ""
            Friday, January 5, 2024 – Faster search: "" "2024-01-05" "Faster search" +
            2021-11-14 / 1.8.1: "1.8.1" "2021-11-14" ""
            January 2024: "" "2024-01" "January 2024"
            2024.01.05: "2024.01.05" "2024-01-05" ""
            1.2.0-1 - Jan 5th, 2024: "1.2.0-1" "2024-01-05" "" pre
            2.0: "2.0" "" ""
            What's new in 2.0: no release
            2 things to know: no release
            Fixed on 2024-01-05: no release
            Added: no release"#]]
        .assert_eq(&lines.join("\n"));
    }

    #[test]
    fn a_megabyte_is_no_heading() {
        assert_eq!(super::read(&"1.2.0 ".repeat(200_000), ""), None);
    }
}
