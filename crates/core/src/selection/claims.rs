//! Folders of the docs that are read for another reason than for their pages.

use super::Role;
use crate::config::Config;
use std::collections::HashMap;

/// Snippets, examples and changelogs within the docs, by their paths there.
#[derive(Debug)]
pub(super) struct Claims {
    roles: HashMap<String, Role>,
    longest: usize,
}

impl Claims {
    pub(super) fn new(config: &Config) -> Claims {
        let mut roles = HashMap::new();
        for (places, role) in [
            (&config.examples, Role::Example),
            (&config.snippets, Role::Snippet),
            (&config.changelogs, Role::Changelog),
        ] {
            roles.extend(places.iter().filter_map(|place| below(&config.docs, place)).map(|place| (place, role)));
        }
        let longest = roles.keys().map(String::len).max().unwrap_or(0);
        Claims { roles, longest }
    }

    /// The claim on a path, and how many of its bytes are claimed; the innermost of several.
    pub(super) fn on(&self, path: &str) -> Option<(usize, Role)> {
        if self.roles.is_empty() {
            return None;
        }
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        // Hashing more than the longest claim would take time quadratic in the depth of a path.
        let ends = ends.take_while(|&end| end <= self.longest);
        ends.filter_map(|end| Some((end, *self.roles.get(path.get(..end)?)?))).last()
    }
}

/// The path of `place` below the folder `docs`, where it is below it.
fn below(docs: &str, place: &str) -> Option<String> {
    if place.contains("://") {
        return None;
    }
    let (docs, place) = (names(docs), names(place));
    let rest = place.strip_prefix(&docs[..])?;
    // Above the docs, or from the root of the file system while the docs are not.
    let elsewhere = rest.first().is_none_or(|first| ["", ".."].contains(first));
    (!elsewhere).then(|| rest.join("/"))
}

/// The names of a path, without `.` and with `..` taken back where that can be told. A path from the root of the file
/// system begins with an empty name.
fn names(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (number, name) in path.split(['/', '\\']).enumerate() {
        match name {
            "" if number > 0 || path.is_empty() => {}
            "." => {}
            ".." if names.last().is_some_and(|last| !["", ".."].contains(last)) => {
                names.pop();
            }
            _ => names.push(name),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn places_are_found_below_the_docs_however_they_are_written() {
        for (docs, place, expected) in [
            (".", "a/b", Some("a/b")),
            ("docs/", "./docs//a/../b/", Some("b")),
            ("../docs", "../docs/a", Some("a")),
            ("/srv/docs", "/srv/docs/a", Some("a")),
            ("docs", "docs", None),
            ("docs", "docs2/a", None),
            (".", "../a", None),
            (".", "/a", None),
            (".", "https://example.com/log", None),
        ] {
            assert_eq!(below(docs, place).as_deref(), expected, "{docs} {place}");
        }
    }
}
