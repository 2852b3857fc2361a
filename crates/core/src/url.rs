//! The address of a page on the web.

/// How paths become URLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UrlRules {
    pub(crate) clean: bool,
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

/// The address of a page.
pub(crate) fn page_url(base: &str, path: &str, is_index: bool, rules: UrlRules) -> String {
    let _ = (is_index, rules);
    let path = if path == "index" { "" } else { path };
    let slash = if base.ends_with('/') { "" } else { "/" };
    format!("{base}{slash}{path}")
}
