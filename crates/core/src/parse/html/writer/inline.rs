//! Marks within a line: emphasis, code, links.

use super::Writer;
use crate::parse::escape;
use scraper::ElementRef;

/// Classes of links beside headings that say what they are for.
const PERMALINKS: [&str; 6] = ["headerlink", "hash-link", "header-anchor", "anchor", "anchor-link", "permalink"];

impl Writer {
    /// Where the innermost mark that is open began, if its text is still being read.
    fn begun(&mut self) -> Option<usize> {
        let at = self.marks.pop()?;
        (at <= self.line.len() && self.line.is_char_boundary(at)).then_some(at)
    }

    pub(super) fn end_mark(&mut self, mark: &str) {
        let Some(at) = self.begun() else { return };
        if self.heading.is_some() || self.code > 0 {
            return;
        }
        let text = self.line.split_off(at);
        let inside = text.trim();
        if inside.is_empty() || inside.contains('\n') || self.line.ends_with('*') {
            return self.line.push_str(&text);
        }
        let before = &text[..text.len() - text.trim_start().len()];
        let after = &text[text.trim_end().len()..];
        self.line.push_str(&format!("{before}{mark}{inside}{mark}{after}"));
    }

    pub(super) fn end_code(&mut self) {
        self.code = self.code.saturating_sub(1);
        let Some(at) = self.begun() else { return };
        // Of code in code the outer one counts.
        if self.heading.is_some() || self.code > 0 {
            return;
        }
        let code = self.line.split_off(at);
        if code.trim().is_empty() {
            return self.line.push_str(&code);
        }
        self.line.push_str(&escape::code_span(&code));
        if code.ends_with(' ') {
            self.line.push(' ');
        }
    }

    pub(super) fn end_link(&mut self, link: ElementRef<'_>) {
        let href = link.value().attr("href");
        let Some(at) = self.begun() else { return };
        let here = href.and_then(|href| href.strip_prefix('#'));
        let text = &self.line[at..];
        // A sign beside a heading that leads to the heading.
        let named =
            || link.value().classes().any(|class| PERMALINKS.contains(&class)) && !self.line[..at].trim().is_empty();
        let is_sign = !text.chars().any(char::is_alphanumeric) || self.heading.is_some() && named();
        if let Some(id) = here.filter(|_| is_sign) {
            if let Some(heading) = &mut self.heading {
                heading.permalink = Some(id.to_owned());
            }
            return self.line.truncate(at);
        }
        let Some(href) = href.filter(|href| !href.is_empty()) else { return };
        let inside = text.trim();
        if self.heading.is_some() || self.code > 0 || inside.is_empty() || inside.contains(['\n', ']']) {
            return;
        }
        let target = if href.contains([' ', '(', ')']) { format!("<{href}>") } else { href.to_owned() };
        let before = text[..text.len() - text.trim_start().len()].to_owned();
        let after = text[text.trim_end().len()..].to_owned();
        let link = format!("{before}[{inside}]({target}){after}");
        self.line.truncate(at);
        self.line.push_str(&link);
    }
}
