//! `_meta.json` of Nextra and `meta.json` of Fumadocs: the order of one folder.
//!
//! ```json
//! { "index": "Start", "-- api": { "type": "separator", "title": "API" }, "keys": { "title": "Keys" } }
//! { "title": "Guide", "pages": ["index", "---API---", "keys", "...", "!draft", "[Status](https://example.com)"] }
//! ```
//!
//! Both name pages and folders by their file names. A separator is read as a group of what follows it, which is how
//! it is shown.

use super::data::{json, kind, text, text_of};
use super::{Covers, NavigationFile, Problem, Target};
use serde_json::{Map, Value};

/// Keys of Fumadocs. Early versions of Nextra used its file's name too, with pages for keys.
const FUMADOCS: [&str; 9] =
    ["title", "pages", "description", "icon", "root", "defaultOpen", "collapsible", "pagesIndex", "$schema"];

pub(super) fn nextra(file: &mut NavigationFile, source: &str) -> Result<(), Problem> {
    let map = object(json(source)?)?;
    let mut group = 0;
    for (key, value) in &map {
        match value {
            // Of all pages at once.
            _ if key == "*" => {}
            Value::Null => file.push(group, "", Target::Place(key.clone()))?,
            Value::String(title) => file.push(group, title, Target::Place(key.clone()))?,
            Value::Object(entry) => described(file, key, entry, &mut group)?,
            other => {
                let found = kind(other);
                return Err(Problem::new(format!("\"{key}\" is {found}; give a title, or a mapping with a title")));
            }
        }
    }
    Ok(())
}

/// An entry of Nextra that is more than a title.
fn described(
    file: &mut NavigationFile,
    key: &str,
    entry: &Map<String, Value>,
    group: &mut usize,
) -> Result<(), Problem> {
    let title = text_of(entry, &["title"]).unwrap_or_default();
    let word = |name| entry.get(name).and_then(Value::as_str).unwrap_or_default();
    let place = || key.to_owned();
    match (word("type"), word("display"), text_of(entry, &["href"])) {
        ("separator", ..) => separator(file, &title, group),
        (_, "hidden", _) => file.push(*group, &title, Target::Hidden(place())),
        (.., Some(href)) => file.push(*group, &title, Target::Link(href)),
        ("menu", ..) => {
            file.push(*group, &title, Target::Group)?;
            for (name, item) in entry.get("items").and_then(Value::as_object).into_iter().flatten() {
                let link = item.as_object();
                let title = link.map_or_else(|| text(item), |link| text_of(link, &["title"])).unwrap_or_default();
                let href = link.and_then(|link| text_of(link, &["href"]));
                file.push(*group + 1, &title, Target::Link(href.unwrap_or_else(|| format!("{key}/{name}"))))?;
            }
            Ok(())
        }
        (_, "children", _) => file.push(*group, &title, Target::Contents(place())),
        _ => file.push(*group, &title, Target::Place(place())),
    }
}

pub(super) fn either(file: &mut NavigationFile, source: &str) -> Result<(), Problem> {
    let map = object(json(source)?)?;
    let pages = match map.get("pages") {
        Some(Value::Array(pages)) => Some(pages),
        _ => None,
    };
    if pages.is_none() && !map.keys().all(|key| FUMADOCS.contains(&key.as_str())) {
        // The name is a common one: what has other values than titles is somebody's own data.
        let titles = map.values().all(|value| matches!(value, Value::String(_) | Value::Object(_)));
        return if titles { nextra(file, source) } else { Ok(()) };
    }
    file.title = text_of(&map, &["title"]).map(|title| super::one_line(&title)).unwrap_or_default();
    let Some(pages) = pages else {
        return Ok(());
    };
    file.covers = Covers::Folder;
    let mut group = 0;
    for page in pages {
        let Value::String(page) = page else {
            return Err(Problem::new(format!(
                "an item of pages is {}; give the name of a page or a folder",
                kind(page)
            )));
        };
        fumadocs(file, page.trim(), &mut group)?;
    }
    Ok(())
}

fn fumadocs(file: &mut NavigationFile, page: &str, group: &mut usize) -> Result<(), Problem> {
    let link = page.strip_prefix("external:").unwrap_or(page);
    if page == "..." || page == "z...a" {
        file.push(*group, "", Target::Rest)
    } else if let Some(title) = page.strip_prefix("---") {
        let title = title.strip_suffix("---").unwrap_or(title);
        // `[Icon]` stands before the title.
        let title = title.strip_prefix('[').and_then(|title| title.split_once(']')).map_or(title, |(_, title)| title);
        separator(file, title, group)
    } else if let Some((label, url)) = link.strip_suffix(')').and_then(|link| link.split_once("](")) {
        let label = label.rsplit('[').next().unwrap_or(label);
        file.push(*group, label, Target::Link(url.to_owned()))
    } else if let Some(name) = page.strip_prefix('!') {
        file.push(*group, "", Target::Hidden(name.to_owned()))
    } else if let Some(name) = page.strip_prefix("...") {
        file.push(*group, "", Target::Contents(name.to_owned()))
    } else {
        file.push(*group, "", Target::Place(page.to_owned()))
    }
}

/// What follows stands below it; one without a title ends the group before it.
fn separator(file: &mut NavigationFile, title: &str, group: &mut usize) -> Result<(), Problem> {
    *group = usize::from(!title.trim().is_empty());
    if *group == 1 { file.push(0, title, Target::Group) } else { Ok(()) }
}

fn object(value: Value) -> Result<Map<String, Value>, Problem> {
    match value {
        Value::Object(map) => Ok(map),
        other => Err(Problem::new(format!("it is {}; give an object with a key for each page", kind(&other)))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::show;
    use expect_test::expect;

    #[test]
    fn nextra_entries() {
        let source = r#"{
            "*": { "theme": { "toc": false } },
            "index": "Home", "zebra": "", "apple": { "title": "Apples", "type": "page" },
            "-- more": { "type": "separator", "title": "More" },
            "secret": { "display": "hidden" }, "loose": { "display": "children" },
            "status": { "title": "Status", "href": "https://example.com" },
            "company": { "title": "Company", "type": "menu", "items": { "team": { "title": "Team", "href": "/team" }, "jobs": "Jobs" } },
            "---": { "type": "separator" },
            "last": null
        }"#;
        expect![[r#"
            folder "docs" title "" covers Nothing
              Home  Place("index")
              -  Place("zebra")
              Apples  Place("apple")
              More  Group
                -  Hidden("secret")
                -  Contents("loose")
                Status  Link("https://example.com")
                Company  Group
                  Team  Link("/team")
                  Jobs  Link("company/jobs")
              -  Place("last")
        "#]]
        .assert_eq(&show("docs/_meta.json", source));
    }

    #[test]
    fn fumadocs_pages() {
        let source = r#"{ "title": "Guide", "icon": "Book", "pages": ["index", "---[Key]Keys---", "rotate", "...scopes", "../other/page",
            "---", "[Status](https://example.com)", "[Icon][Blog](/blog)", "external:[X](https://example.com/x)", "!draft", "..."] }"#;
        expect![[r#"
            folder "guide" title "Guide" covers Folder
              -  Place("index")
              Keys  Group
                -  Place("rotate")
                -  Contents("scopes")
                -  Place("../other/page")
              Status  Link("https://example.com")
              Blog  Link("/blog")
              X  Link("https://example.com/x")
              -  Hidden("draft")
              -  Rest
        "#]]
        .assert_eq(&show("guide/meta.json", source));
    }

    #[test]
    fn one_name_two_meanings() {
        let shown = [
            r#"{"title": "Guide"}"#,
            r#"{"intro": "Introduction"}"#,
            r#"{"version": 3, "name": "x"}"#,
            "[1]",
            "{\n\"a\": 1,}",
        ];
        let shown: String = shown.iter().map(|text| show("meta.json", text)).collect();
        expect![[r#"
            folder "" title "Guide" covers Nothing
            folder "" title "" covers Nothing
              Introduction  Place("intro")
            folder "" title "" covers Nothing
            meta.json: cannot read the navigation: it is a list; give an object with a key for each page
            meta.json:2: cannot read the navigation: it cannot be read as JSON: trailing comma; correct the file
        "#]]
        .assert_eq(&shown);
        expect![[r#"
            _meta.json: cannot read the navigation: "x" is a list; give a title, or a mapping with a title
        "#]]
        .assert_eq(&show("_meta.json", r#"{"title": "Titles", "x": [1]}"#));
    }
}
