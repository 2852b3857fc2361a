//! The address of a heading, as GitHub makes it.

/// Letters, digits, `-` and `_` in lower case; spaces become `-`; everything else goes.
pub(crate) fn slug(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    for char in heading.trim().chars() {
        match char {
            ' ' | '\t' | '\n' => out.push('-'),
            '-' | '_' => out.push(char),
            _ if char.is_alphanumeric() => out.extend(char.to_lowercase()),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn slugs_are_those_of_github() {
        for (heading, slug) in [
            ("(1) Add SSO to your app", "1-add-sso-to-your-app"),
            ("What’s new? C++ & `foo_bar`", "whats-new-c--foo_bar"),
            ("Über uns", "über-uns"),
            ("!!!", ""),
        ] {
            assert_eq!(super::slug(heading), slug);
        }
    }
}
