//! Addresses as text: what sites put around the paths of pages, and what is left without it.

use crate::url::without_numbers;

/// The paths that an address may be, the likeliest first.
pub(crate) fn candidates(base_url: &str, path: &str, from: Option<(&str, bool)>) -> Vec<String> {
    let mut paths = Vec::new();
    let mut push = |path: String| {
        if !paths.contains(&path) {
            paths.push(path);
        }
    };
    let origin = origin(base_url);
    let path = path.strip_prefix(origin).filter(|rest| !origin.is_empty() && rest.starts_with('/')).unwrap_or(path);
    let base = base_url[origin.len()..].trim_matches('/');
    if let Some(absolute) = path.strip_prefix('/') {
        let below =
            absolute.strip_prefix(base).filter(|below| !base.is_empty() && below.starts_with('/') | below.is_empty());
        below.into_iter().for_each(|below| push(joined("", below)));
        push(joined("", absolute));
        return paths;
    }
    if let Some((page, is_index)) = from {
        let page = if page == "index" { "" } else { page };
        let folder = if is_index { page } else { page.rsplit_once('/').map_or("", |(folder, _)| folder) };
        push(joined(folder, path));
        without_numbers(folder).into_iter().for_each(|folder| push(joined(&folder, path)));
        // Sites whose URLs end in a slash resolve links against the page itself.
        push(joined(page, path));
    }
    push(joined("", path));
    paths
}

/// What all ways to make an address of a heading agree on: `dsync.activated` is `dsyncactivated` on GitHub and
/// `dsync-activated` elsewhere.
pub(super) fn letters(anchor: &str) -> String {
    anchor.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `https://example.com` of `https://example.com/docs/`.
pub(super) fn origin(url: &str) -> &str {
    let Some(start) = url.find("//").map(|at| at + 2) else { return "" };
    let end = url[start..].find('/').map_or(url.len(), |length| start + length);
    &url[..end]
}

/// A path below a folder, its `.` and `..` resolved, without slashes at its ends.
pub(super) fn joined(folder: &str, path: &str) -> String {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => _ = names.pop(),
            name => names.push(name),
        }
    }
    names.join("/")
}

pub(super) const EXTENSIONS: [&str; 5] = [".md", ".mdx", ".markdown", ".html", ".htm"];

/// A path without its extension and without a last `index`; none where it has neither.
pub(crate) fn bare(path: &str) -> Option<&str> {
    let stem = EXTENSIONS.iter().find_map(|end| path.strip_suffix(end));
    let stem = stem.unwrap_or(path);
    let folder = stem.strip_suffix("/index").or_else(|| stem.strip_suffix("/README")).unwrap_or(stem);
    (folder.len() < path.len()).then_some(folder)
}

/// A text with its percent escapes resolved, where they are UTF-8.
pub(super) fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16);
        match (byte, after) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push((hex(*high).unwrap_or(0) * 16 + hex(*low).unwrap_or(0)) as u8);
                rest = after;
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_as_urls_are() {
        for (folder, path, expected) in
            [("guides", "../sso/./x", "sso/x"), ("", "../../x", "x"), ("a/b", "/c/", "a/b/c"), ("a", "", "a")]
        {
            assert_eq!(joined(folder, path), expected);
        }
    }

    #[test]
    fn percent_escapes_are_resolved_where_they_are_text() {
        for (text, expected) in
            [("a%20b", "a b"), ("%C3%BCber", "über"), ("100%", "100%"), ("%ff", "%ff"), ("%2", "%2")]
        {
            assert_eq!(decoded(text), expected);
        }
    }
}
