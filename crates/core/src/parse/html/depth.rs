//! Nesting without bounds, bounded.
//!
//! For each element a parser looks through those that are open, so a hundred thousand nested ones would cost ten
//! billion steps. As browsers do from 512 levels on, elements that are too deep are laid side by side.

use std::borrow::Cow;

/// Real pages nest about thirty levels deep.
const MAX_DEPTH: usize = 256;

/// Elements without an end, or whose end is often not written: they say nothing of the depth.
const UNCOUNTED: [&str; 35] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rt", "rp",
    "html", "head", "body", "path", "use", "circle",
];

/// The text without the tags of elements that are nested too deeply.
pub(super) fn bounded(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut copied, mut depth, mut dropped) = (0, 0usize, 0usize);
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start + 1..];
        let ends = rest.starts_with('/');
        let name = &rest[usize::from(ends)..];
        let length = name.find(|char: char| !char.is_ascii_alphanumeric() && char != '-').unwrap_or(name.len());
        let name = &name[..length];
        at = start + 1 + usize::from(ends) + length;
        if !name.starts_with(|char: char| char.is_ascii_alphabetic())
            || name.len() > 16
            || UNCOUNTED.contains(&&*name.to_ascii_lowercase())
        {
            continue;
        }
        let drop = if ends {
            if dropped > 0 {
                dropped -= 1;
                true
            } else {
                depth = depth.saturating_sub(1);
                false
            }
        } else if depth == MAX_DEPTH {
            dropped += 1;
            true
        } else {
            depth += 1;
            false
        };
        if drop {
            out.push_str(&html[copied..start]);
            copied = html[at..].find('>').map_or(html.len(), |length| at + length + 1);
            at = copied;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_as_they_are_pass() {
        let page = "<p>a<br>".repeat(1000) + &"<div><b>x</b></div>".repeat(1000);
        assert!(matches!(bounded(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_too_deep_keeps_its_text() {
        let page = format!("{}deep{}after", "<div class='a'>".repeat(1000), "</div>".repeat(1000));
        let text = bounded(&page);
        assert_eq!(text.matches("<div").count(), MAX_DEPTH);
        assert_eq!(text.matches("</div>").count(), MAX_DEPTH);
        assert!(text.contains("deep<") || text.contains("deep</"));
        assert!(text.ends_with("after"));
    }
}
