//! The text that is being written: the source again as long as nothing differs, a copy from there on.

use std::borrow::Cow;
use std::ops::Range;

pub(super) struct Output<'a> {
    source: &'a str,
    text: String,
    /// The end of what is written, where that is a piece of the source. It grows without being copied.
    run: Range<usize>,
}

impl<'a> Output<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Output { source, text: String::new(), run: 0..0 }
    }

    pub(super) fn len(&self) -> usize {
        self.text.len() + self.run.len()
    }

    pub(super) fn copy(&mut self, range: Range<usize>) {
        if range.start != self.run.end {
            self.flush();
            self.run.start = range.start;
        }
        self.run.end = range.end;
    }

    pub(super) fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.flush();
            self.text.push_str(text);
        }
    }

    fn flush(&mut self) {
        if !self.run.is_empty() {
            self.text.push_str(self.source.get(self.run.clone()).unwrap_or_default());
            self.run.start = self.run.end;
        }
    }

    fn tail(&self) -> &str {
        if self.run.is_empty() { &self.text } else { self.source.get(self.run.clone()).unwrap_or_default() }
    }

    pub(super) fn ends_with(&self, char: char) -> bool {
        self.tail().ends_with(char)
    }

    pub(super) fn is_at_line_start(&self) -> bool {
        self.len() == 0 || self.ends_with('\n')
    }

    /// Where the last line begins.
    pub(super) fn line_start(&self) -> usize {
        let in_run = self.source.get(self.run.clone()).unwrap_or_default();
        match in_run.rfind('\n') {
            Some(found) => self.text.len() + found + 1,
            None => self.text.rfind('\n').map_or(0, |found| found + 1),
        }
    }

    /// What the last line holds so far.
    pub(super) fn last_line(&mut self) -> &str {
        self.flush();
        let start = self.text.rfind('\n').map_or(0, |found| found + 1);
        &self.text[start..]
    }

    /// Whether the last line is complete and empty, but for the marks of blockquotes.
    pub(super) fn ends_with_blank_line(&mut self) -> bool {
        self.flush();
        let Some(text) = self.text.strip_suffix('\n') else {
            return self.text.is_empty();
        };
        let text = text.trim_end_matches([' ', '\t', '\r', '>']);
        text.is_empty() || text.ends_with('\n')
    }

    pub(super) fn trim_spaces(&mut self) {
        self.flush();
        self.text.truncate(self.text.trim_end_matches([' ', '\t']).len());
    }

    /// The text; without the blank lines at its end if `trim`.
    pub(super) fn finish(mut self, trim: bool) -> Cow<'a, str> {
        if self.text.is_empty() && self.run.start == 0 {
            let all = self.source.get(self.run.clone()).unwrap_or_default();
            return Cow::Borrowed(if trim { keep_line_break(all) } else { all });
        }
        self.flush();
        if trim {
            self.text.truncate(keep_line_break(&self.text).len());
            if !self.text.is_empty() && !self.text.ends_with('\n') && self.source.ends_with('\n') {
                self.text.push('\n');
            }
        }
        Cow::Owned(self.text)
    }
}

fn keep_line_break(text: &str) -> &str {
    let length = text.trim_end().len();
    let rest = text.get(length..).unwrap_or_default();
    let line_break = rest.find('\n').map_or(0, |found| found + 1);
    text.get(..length + line_break).unwrap_or(text)
}
