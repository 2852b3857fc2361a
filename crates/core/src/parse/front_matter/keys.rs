//! The keys of front matter that say something about every page, under the names that documentation tools give them.

use super::{Syntax, Value};
use crate::parse::one_line;

/// The most that a page's words may be worth beside those of other pages; ten times is already drowning them.
const MAX_WEIGHT: f64 = 10.0;

/// Keys that hide a page from searches when they are `true`: Mintlify and many others, Just the Docs, Jekyll and
/// Hugo and Docusaurus, Docusaurus, Mintlify. A draft may still be read by whoever knows its path.
const HIDE: [&str; 6] = ["noindex", "no_index", "search_exclude", "draft", "unlisted", "hidden"];

/// Keys that hide a page when they are `false`: VitePress and others, Starlight.
const SHOW: [&str; 2] = ["search", "pagefind"];

/// The keys that Headword knows; all others are left alone. Texts are one line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FrontMatter {
    /// Empty where there is none. A mapping or a list under such a key is not for us.
    pub(crate) title: String,
    pub(crate) description: String,
    /// `canonical`, `canonical_url` or `canonicalUrl`; only a whole URL.
    pub(crate) url: Option<String>,
    /// `keywords` and `tags`: lists, or texts with commas.
    pub(crate) keywords: Vec<String>,
    /// `aliases` (Hugo) and `redirect_from` (Jekyll), as written.
    pub(crate) aliases: Vec<String>,
    /// Whether searches may find the page.
    pub(crate) search: bool,
    /// `search: {weight: 2}`, `search: {boost: 2}` (Material for MkDocs) or `search-weight: 2`.
    pub(crate) search_weight: Option<f32>,
    /// A plain `weight`: of the page's words, or on a Hugo site a place in a menu.
    pub(crate) plain_weight: Option<f64>,
    /// A place in the navigation: `sidebar_position`, `sidebar: {order}`, `nav_order`, `order`; in TOML, which only
    /// Hugo and Zola write, `weight`.
    pub(crate) order: Option<f64>,
}

impl Default for FrontMatter {
    fn default() -> Self {
        FrontMatter::new(&Value::Null, Syntax::Yaml)
    }
}

impl FrontMatter {
    pub(super) fn new(value: &Value, syntax: Syntax) -> FrontMatter {
        let below = |key: &str, inner: &str| value.get(key).and_then(|value| value.get(inner));
        let text = |keys: &[&str]| keys.iter().find_map(|key| value.get(key).and_then(line));
        let number = |keys: &[&str]| keys.iter().find_map(|key| value.get(key).and_then(number));
        let truth = |keys: &[&str], test: fn(&Value) -> bool| keys.iter().any(|key| value.get(key).is_some_and(test));
        let list = |keys: &[&str], commas: bool| {
            let mut found: Vec<String> = Vec::new();
            keys.iter().filter_map(|key| value.get(key)).for_each(|value| texts(value, commas, &mut found));
            found
        };
        let weight = value.get("weight").and_then(self::number);
        let menu_weight = weight.filter(|_| syntax == Syntax::Toml);
        FrontMatter {
            title: text(&["title"]).unwrap_or_default(),
            description: text(&["description"]).unwrap_or_default(),
            url: text(&["canonical", "canonical_url", "canonicalUrl"]).filter(|url| is_url(url)),
            keywords: list(&["keywords", "tags"], true),
            aliases: list(&["aliases", "redirect_from"], false),
            search: !truth(&HIDE, Value::is_true)
                && !truth(&SHOW, Value::is_false)
                && !below("search", "exclude").is_some_and(Value::is_true),
            search_weight: ["weight", "boost"]
                .iter()
                .find_map(|key| below("search", key).and_then(self::number))
                .or_else(|| number(&["search-weight", "search_weight", "searchWeight"]))
                .and_then(usable_weight),
            plain_weight: weight.filter(|_| syntax == Syntax::Yaml),
            order: number(&["sidebar_position"])
                .or_else(|| below("sidebar", "order").and_then(self::number))
                .or_else(|| number(&["nav_order", "order"]))
                .or(menu_weight),
        }
    }
}

/// One line of text; nothing where there is none.
fn line(value: &Value) -> Option<String> {
    value.text().map(one_line).filter(|text| !text.is_empty())
}

fn number(value: &Value) -> Option<f64> {
    value.text().and_then(|text| text.trim().parse().ok()).filter(|number: &f64| number.is_finite())
}

/// Outside of these bounds it is a place in a menu, or a mistake.
#[expect(clippy::cast_possible_truncation, reason = "a weight has few digits")]
fn usable_weight(weight: f64) -> Option<f32> {
    (weight > 0.0 && weight <= MAX_WEIGHT).then_some(weight as f32).filter(|weight| *weight > 0.0)
}

fn is_url(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme))
}

/// The texts of a list, or the parts of a text. Docusaurus also writes tags as mappings with a label.
fn texts(value: &Value, commas: bool, found: &mut Vec<String>) {
    match value {
        Value::Text(text) if commas => found.extend(text.split(',').map(one_line)),
        Value::Text(text) => found.push(one_line(text)),
        Value::List(items) => found.extend(items.iter().filter_map(|item| line(item.get("label").unwrap_or(item)))),
        Value::Null | Value::Map(_) => {}
    }
    found.retain(|text| !text.is_empty());
}

#[cfg(test)]
mod tests {
    use crate::parse::front_matter::split;

    #[track_caller]
    fn keys(yaml: &str) -> super::FrontMatter {
        split("page.md", &format!("---\n{yaml}\n---\n")).unwrap().0
    }

    #[test]
    fn texts_are_one_line_and_mappings_are_not_for_us() {
        let found = keys("title: >\n  Two\n  lines\ndescription: {lamp: not text}");
        assert_eq!((&*found.title, &*found.description), ("Two lines", ""));
    }

    #[test]
    fn lists_are_lists_or_commas() {
        let found = keys(
            "keywords: sso, single sign-on,\ntags: [a, {label: b, permalink: /b}, {}]\nredirect_from: /old, path\naliases:\n- /older",
        );
        assert_eq!(found.keywords, ["sso", "single sign-on", "a", "b"]);
        assert_eq!(found.aliases, ["/older", "/old, path"]);
    }

    #[test]
    fn a_page_is_hidden_by_whatever_its_tool_calls_it() {
        for yaml in [
            "search: false",
            "search: {exclude: true}",
            "noindex: true",
            "pagefind: false",
            "draft: true",
            "hidden: True",
        ] {
            assert!(!keys(yaml).search, "{yaml}");
        }
        for yaml in
            ["search: true", "search: {exclude: false}", "noindex: false", "pagefind: true", "draft:", "search:"]
        {
            assert!(keys(yaml).search, "{yaml}");
        }
    }

    #[test]
    fn a_weight_is_for_searching_and_a_place_is_for_menus() {
        let weights = |yaml: &str| (keys(yaml).search_weight, keys(yaml).plain_weight);
        assert_eq!(weights("weight: 2.5"), (None, Some(2.5)));
        assert_eq!(weights("weight: 20\nsearch: {boost: 3}"), (Some(3.0), Some(20.0)));
        assert_eq!(weights("search-weight: 0.5"), (Some(0.5), None));
        for unusable in ["search-weight: 0", "search-weight: 11", "weight: .nan", "weight: [2]"] {
            assert_eq!(weights(unusable), (None, None), "{unusable}");
        }
        let toml = split("page.md", "+++\nweight = 2\n+++\n").unwrap().0;
        assert_eq!((toml.plain_weight, toml.order), (None, Some(2.0)));
        assert_eq!(keys("sidebar: {order: 3, label: Keys}").order, Some(3.0));
    }
}
