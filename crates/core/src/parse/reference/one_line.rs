//! Descriptions of several lines, as one line: a cell of a table has no room for more, and a line costs an agent less.

/// Markdown of paragraphs and lists as one line of Markdown. Items are parted by commas where each is a piece of
/// code, else by semicolons; items within items stand in brackets.
///
/// ```text
/// The state.      The state. `on`, `off`
/// - `on`
/// - `off`
/// ```
pub(super) fn one_line(text: &str) -> String {
    let mut line = Line::default();
    let mut gap = false;
    for source in text.lines() {
        let trimmed = source.trim();
        if let Some(code) = &mut line.fence {
            if trimmed.starts_with("```") {
                line.end_fence();
            } else if !trimmed.is_empty() {
                code.push(' ');
                code.push_str(trimmed);
            }
            continue;
        }
        let indent = source.len() - source.trim_start().len();
        let rule = ["---", "***", "___"].iter().any(|rule| trimmed.starts_with(rule))
            && trimmed.bytes().all(|byte| b"-*_ ".contains(&byte));
        if trimmed.is_empty() || rule {
            gap = true;
            continue;
        }
        if trimmed.starts_with("```") {
            line.fence = Some(String::new());
        } else if let Some(item) = item(trimmed) {
            line.item(indent, item);
        } else {
            let bare = trimmed.trim_start_matches(['#', '>']);
            let bare = if bare.starts_with(' ') { bare.trim_start() } else { trimmed };
            line.paragraph(bare, gap, indent);
        }
        gap = false;
    }
    line.end_fence();
    line.close();
    line.text
}

#[derive(Default)]
struct Line {
    text: String,
    list: Option<List>,
    /// The code of a fence that is open.
    fence: Option<String>,
}

struct List {
    indent: usize,
    nested: bool,
    /// Whether the last item is nothing but a piece of code.
    code: bool,
}

impl Line {
    fn item(&mut self, indent: usize, item: &str) {
        let code = item.starts_with('`') && item.matches('`').count() == 2 && item.trim_end_matches('.').ends_with('`');
        let ended = self.text.ends_with(['.', ':', ';', ',', '?', '!']);
        match &mut self.list {
            None => {
                let open = !ended && !self.text.is_empty();
                self.text.push_str(if open {
                    ": "
                } else if self.text.is_empty() {
                    ""
                } else {
                    " "
                });
                self.list = Some(List { indent, nested: false, code });
            }
            Some(list) if indent > list.indent + 1 => {
                self.text.push_str(if list.nested { ", " } else { " (" });
                list.nested = true;
            }
            Some(list) => {
                if std::mem::take(&mut list.nested) {
                    self.text.push(')');
                }
                let ended = ended && self.text.ends_with(['.', ':', ';', ',', '?', '!']);
                self.text.push_str(if ended {
                    " "
                } else if list.code && code {
                    ", "
                } else {
                    "; "
                });
                list.code = code;
            }
        }
        self.text.push_str(item);
    }

    fn paragraph(&mut self, words: &str, gap: bool, indent: usize) {
        if gap && self.list.as_ref().is_none_or(|list| indent <= list.indent) {
            self.close();
            if !self.text.is_empty() && !self.text.ends_with(['.', ':', ';', ',', '?', '!']) {
                self.text.push('.');
            }
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(words);
    }

    /// Ends the list, if there is one.
    fn close(&mut self) {
        if self.list.take().is_some_and(|list| list.nested) {
            self.text.push(')');
        }
    }

    fn end_fence(&mut self) {
        if let Some(code) = self.fence.take().filter(|code| !code.is_empty()) {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(&super::table::code(&code));
        }
    }
}

/// What stands behind the mark of a list item. Numbers are kept: text may speak of step 2.
fn item(line: &str) -> Option<&str> {
    let bullet = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim_start);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits)
        && line.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    bullet.or(numbered.then_some(line))
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_line_that_begins_with_a_short_word_and_a_quote_is_no_rule() {
        assert_eq!(one_line("A “pending” state.\n\nÉ."), "A “pending” state. É.");
        assert_eq!(one_line("One.\n\n---\n\nTwo."), "One. Two.");
    }
}
