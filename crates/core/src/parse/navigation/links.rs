//! `_navigation.mdx`: nested links in front matter.
//!
//! ```yaml
//! ---
//! title: Single sign-on
//! links:
//!   - title: Getting started
//!     links:
//!       - title: Test it
//!         url: /sso/test
//! ---
//! ```

use super::data::{kind, text, text_of, yaml};
use super::{Covers, NavigationFile, Problem, Target};
use serde_json::Value;

pub(super) fn read(file: &mut NavigationFile, source: &str) -> Result<(), Problem> {
    file.covers = Covers::Site;
    let front_matter = front_matter(source)?;
    if front_matter.trim().is_empty() {
        return Ok(());
    }
    let map = match yaml(front_matter, 2)? {
        Value::Object(map) => map,
        other => return Err(Problem::new(format!("the front matter is {}; give title and links", kind(&other)))),
    };
    file.title = map.get("title").and_then(text).map(|title| super::one_line(&title)).unwrap_or_default();
    links(file, map.get("links").unwrap_or(&Value::Null), 0)
}

fn front_matter(source: &str) -> Result<&str, Problem> {
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = source.split_inclusive('\n');
    let start = lines.next().filter(|line| is_fence(line)).map(str::len);
    let start = start.ok_or_else(|| Problem {
        line: 1,
        reason: "no front matter was found; begin the file with a line of ---, then title and links".to_owned(),
    })?;
    let mut end = start;
    for line in lines {
        if is_fence(line) {
            return Ok(&source[start..end]);
        }
        end += line.len();
    }
    let reason = "the front matter is opened here and never closed; add a line with --- below the last key";
    Err(Problem { line: 1, reason: reason.to_owned() })
}

fn links(file: &mut NavigationFile, value: &Value, depth: usize) -> Result<(), Problem> {
    let list = match value {
        Value::Null => return Ok(()),
        Value::Array(list) => list,
        other => return Err(Problem::new(format!("links is {}; give a list", kind(other)))),
    };
    for link in list {
        let Value::Object(map) = link else {
            return Err(Problem::new(format!("a link is {}; give title and url, or title and links", kind(link))));
        };
        let title = text_of(map, &["title"]).unwrap_or_default();
        let url = text_of(map, &["url"]).filter(|url| !url.trim().is_empty());
        if title.trim().is_empty() && url.is_none() {
            return Err(Problem::new("a link has neither title nor url; add them or remove it"));
        }
        file.push(depth, &title, url.map_or(Target::Group, Target::Link))?;
        links(file, map.get("links").unwrap_or(&Value::Null), depth + 1)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::show;
    use expect_test::expect;

    #[test]
    fn groups_and_links() {
        let source = "---\ntitle: Keys\nlinks:\n  - title: Basics\n    links:\n      - title: 404\n        url: /keys\n      \
                      - title: Rotate\n        url: >-\n          /keys/rotate\n  - title: Empty\n    links: []\n---\n";
        expect![[r#"
            folder "keys" title "Keys" covers Site
              Basics  Group
                404  Link("/keys")
                Rotate  Link("/keys/rotate")
              Empty  Group
        "#]]
        .assert_eq(&show("keys/_navigation.mdx", &source.replace('\n', "\r\n")));
    }

    #[test]
    fn mistakes_name_the_file() {
        let cases = [
            "# Title",
            "---\ntitle: x\n",
            "---\nlinks: sso\n---",
            "---\nlinks: [sso]\n---",
            "---\n- x\n---",
            "---\na: b: c\n---",
        ];
        let shown: String = cases.iter().map(|text| show("a/_navigation.md", text)).collect();
        expect![[r#"
            a/_navigation.md:1: cannot read the navigation: no front matter was found; begin the file with a line of ---, then title and links
            a/_navigation.md:1: cannot read the navigation: the front matter is opened here and never closed; add a line with --- below the last key
            a/_navigation.md: cannot read the navigation: links is text; give a list
            a/_navigation.md: cannot read the navigation: a link is text; give title and url, or title and links
            a/_navigation.md: cannot read the navigation: the front matter is a list; give title and links
            a/_navigation.md:2: cannot read the navigation: mapping values are not allowed in this context; correct the file
        "#]].assert_eq(&shown);
    }
}
