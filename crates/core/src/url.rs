//! The address of a page on the web.
//!
//! | page | clean (default) | clean, trailing slash | not clean |
//! |---|---|---|---|
//! | `index` | `base/` | `base/` | `base/index.html` |
//! | `sso` from `sso/index.mdx` | `base/sso` | `base/sso/` | `base/sso/index.html` |
//! | `sso` from `sso.mdx` | `base/sso` | `base/sso/` | `base/sso.html` |

/// How paths become URLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UrlRules {
    /// Without `.html` and without the name of an index file.
    pub(crate) clean: bool,
    /// Every clean URL ends with `/`. URLs that are not clean name files and never do.
    pub(crate) trailing_slash: bool,
}

impl Default for UrlRules {
    fn default() -> Self {
        UrlRules { clean: true, trailing_slash: false }
    }
}

impl UrlRules {
    pub(crate) fn bits(self) -> u8 {
        u8::from(self.clean) | u8::from(self.trailing_slash) << 1
    }

    pub(crate) fn from_bits(bits: u8) -> Self {
        UrlRules { clean: bits & 1 != 0, trailing_slash: bits & 2 != 0 }
    }
}

/// The address of the page `path`, which has no extension and no anchor. `is_index` tells a page of a folder from a
/// page of a file: both `sso/index.mdx` and `sso.mdx` are the page `sso`.
pub(crate) fn page_url(base: &str, path: &str, is_index: bool, rules: UrlRules) -> String {
    let root = path == "index";
    let end = match (rules.clean, root) {
        (true, false) if rules.trailing_slash => "/",
        (true, _) => "",
        (false, true) => "index.html",
        (false, false) if is_index => "/index.html",
        (false, false) => ".html",
    };
    let mut url = String::with_capacity(base.len() + path.len() + 1 + end.len());
    url.push_str(base);
    if !base.ends_with('/') {
        url.push('/');
    }
    if !root {
        push_encoded(&mut url, path);
    }
    url.push_str(end);
    url
}

/// A path as it stands in a URL.
#[cfg(feature = "build")]
pub(crate) fn encoded(path: &str) -> String {
    let mut url = String::with_capacity(path.len());
    push_encoded(&mut url, path);
    url
}

/// Percent-encodes every byte that the path of a URL cannot hold: all but `pchar` and `/` of RFC 3986, section 3.3.
/// A path is the name of a file, so a `%` in it is a percent sign and no escape.
fn push_encoded(url: &mut String, path: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.extend(['%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
}

/// A path without the numbers that order its files; none where it has none.
pub(crate) fn without_numbers(path: &str) -> Option<String> {
    let names: Vec<&str> = path.split('/').map(without_number).collect();
    let without = names.join("/");
    (without.len() < path.len()).then_some(without)
}

/// `01-intro` is shown as `intro`; `2024-01-02` is a date.
pub(crate) fn without_number(segment: &str) -> &str {
    let rest = segment.trim_start_matches(|char: char| char.is_ascii_digit());
    let name = rest.trim_start_matches(['-', '_', '.', ' ']);
    let is_name = name.starts_with(|char: char| !char.is_ascii_digit());
    if rest.len() < segment.len() && name.len() < rest.len() && is_name { name } else { segment }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use proptest::prelude::*;

    #[test]
    fn every_rule_has_its_url() {
        let rules = [(true, false), (true, true), (false, false), (false, true)];
        let mut urls = String::new();
        for (path, is_index) in [("index", true), ("sso", true), ("sso", false), ("api/sso/get", false)] {
            let row = rules.map(|(clean, trailing_slash)| {
                let rules = UrlRules { clean, trailing_slash };
                assert_eq!(UrlRules::from_bits(rules.bits()), rules);
                page_url("x.io", path, is_index, rules)
            });
            urls += &format!("{}\n", row.join("  "));
        }
        let expected = expect![[r#"
            x.io/  x.io/  x.io/index.html  x.io/index.html
            x.io/sso  x.io/sso/  x.io/sso/index.html  x.io/sso/index.html
            x.io/sso  x.io/sso/  x.io/sso.html  x.io/sso.html
            x.io/api/sso/get  x.io/api/sso/get/  x.io/api/sso/get.html  x.io/api/sso/get.html
        "#]];
        expected.assert_eq(&urls);
    }

    #[test]
    fn a_base_may_end_with_a_slash_or_be_absent() {
        let url = |base, path| page_url(base, path, false, UrlRules::default());
        assert_eq!(url("https://x.io/", "sso"), "https://x.io/sso");
        assert_eq!(url("", "sso"), "/sso");
        assert_eq!(url("", "index"), "/");
        assert_eq!(url("/docs", "index"), "/docs/");
    }

    #[test]
    fn what_a_url_cannot_hold_is_encoded() {
        let url = page_url("", "Über uns/50% off?/c#/[slug]/a&b=(c)", false, UrlRules::default());
        assert_eq!(url, "/%C3%9Cber%20uns/50%25%20off%3F/c%23/%5Bslug%5D/a&b=(c)");
    }

    proptest! {
        #[test]
        fn a_url_is_plain_ascii_and_keeps_the_folders(path in ".{0,40}", is_index: bool, bits in 0u8..4) {
            let url = page_url("/", &path, is_index, UrlRules::from_bits(bits));
            let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"#<>?[\\]^`{|}".contains(&byte);
            prop_assert!(url.bytes().all(plain));
            if path != "index" {
                prop_assert!(url.matches('/').count() >= path.matches('/').count());
            }
        }
    }
}
