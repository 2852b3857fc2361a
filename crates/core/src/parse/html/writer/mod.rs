//! Elements as Markdown.
//!
//! The tree is walked from tag to tag, never by recursion. Text gathers in [`Writer::line`] until a block begins or
//! ends; lists, quotes and definitions are prefixes of the lines that follow.

mod boxes;
mod code;
mod inline;
mod table;
mod tags;

use super::content::is_left_out;
use crate::parse::escape;
use crate::parse::page::one_line;
use ego_tree::iter::Edge;
use scraper::ElementRef;
use scraper::node::Node;
use std::collections::HashSet;
use std::mem::take;
use table::Table;

/// Deeper lists and quotes are written at this depth: what they hold is worth more than how deep it stands.
const MAX_PREFIXES: usize = 12;

/// Longer ids are no addresses that anybody links to.
const MAX_ID: usize = 512;

/// What was written.
pub(super) struct Written {
    pub(super) markdown: String,
    pub(super) ids: Vec<(usize, String)>,
    pub(super) first_heading: Option<(u8, String)>,
}

/// Writes elements as Markdown.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
    ids: Vec<(usize, String)>,
    known: HashSet<String>,
    /// Ids whose place is where the next text is written.
    waiting: Vec<String>,
    /// Text of the block that is being read, without line ends but those of `br`.
    line: String,
    prefixes: Vec<Prefix>,
    lists: Vec<List>,
    first_heading: Option<(u8, String)>,
    /// The level of the last heading.
    level: u8,
    /// Definitions with ids of their own that are open.
    definitions: u8,
    /// Whether the last term of each open list of definitions has an address: what follows is the text of a section.
    terms: Vec<bool>,
    /// The same of the terms of open descriptions.
    described: Vec<bool>,
    heading: Option<Heading>,
    table: Option<Table>,
    /// Where marks that are open begin in `line`.
    marks: Vec<usize>,
    /// How many elements of code are open.
    code: u32,
    pre: Option<String>,
    language: String,
    /// Whether the next item of a list may follow without a blank line.
    tight: bool,
    /// Whether the next block follows without a blank line, whatever it is.
    joined: bool,
}

/// What begins the lines of a block: `first` once, `rest` from then on.
struct Prefix {
    first: Option<String>,
    rest: String,
}

struct List {
    /// The number of the next item; none in lists without numbers.
    next: Option<u32>,
}

struct Heading {
    level: u8,
    /// Whether it is one of the text, and not the term of a definition.
    of_text: bool,
    own: Option<String>,
    /// Where its permalink leads.
    permalink: Option<String>,
}

impl Writer {
    /// Appends an element and what it holds.
    pub(super) fn write(&mut self, root: ElementRef<'_>) {
        let mut skipped = None;
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) if skipped.is_none() => match node.value() {
                    Node::Text(text) => self.text(text),
                    Node::Element(_) => {
                        let Some(element) = ElementRef::wrap(node) else { continue };
                        if (is_left_out(element) && element != root) || !self.open(element) {
                            skipped = Some(node.id());
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
                Edge::Close(node) if skipped.is_none() => {
                    if let Some(element) = ElementRef::wrap(node) {
                        self.close(element);
                    }
                }
                _ => {}
            }
        }
        self.flush();
    }

    pub(super) fn finish(mut self) -> Written {
        self.flush();
        self.place_ids(self.out.len());
        self.out.truncate(self.out.trim_end().len());
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        Written { markdown: self.out, ids: self.ids, first_heading: self.first_heading }
    }

    fn text(&mut self, text: &str) {
        if let Some(pre) = &mut self.pre {
            return pre.extend(text.chars().map(|char| if char == '\u{a0}' { ' ' } else { char }));
        }
        let plain = self.heading.is_some() || self.code > 0;
        let mut chars = text.chars().peekable();
        while let Some(char) = chars.next() {
            if char.is_whitespace() && char != '\u{a0}' {
                if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                    self.line.push(' ');
                }
                continue;
            }
            let amid_word = |line: &str, next: Option<&char>| {
                line.ends_with(char::is_alphanumeric) && next.is_some_and(|next| next.is_alphanumeric())
            };
            let escape = !plain
                && match char {
                    '*' | '`' => true,
                    '_' => !amid_word(&self.line, chars.peek()),
                    '<' => chars.peek().is_some_and(|next| next.is_alphabetic() || "/!?".contains(*next)),
                    _ => false,
                };
            if escape {
                self.line.push('\\');
            }
            self.line.push(if char == '\u{a0}' { ' ' } else { char });
        }
    }

    fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(Table::in_cell)
    }

    fn id(&mut self, id: &str) {
        if !id.is_empty() && id.len() <= MAX_ID && self.known.insert(id.to_owned()) {
            self.waiting.push(id.to_owned());
        }
    }

    fn place_ids(&mut self, at: usize) {
        self.ids.extend(self.waiting.drain(..).map(|id| (at, id)));
    }

    fn begin_heading(&mut self, level: u8, of_text: bool, own: Option<&str>) {
        self.marks.clear();
        self.heading = Some(Heading { level, of_text, own: own.map(str::to_owned), permalink: None });
    }

    fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let text = one_line(&take(&mut self.line));
        self.marks.clear();
        if text.is_empty() {
            return;
        }
        // Headings stand at the margin: one inside of a list item begins a section as well.
        let prefixes = take(&mut self.prefixes);
        self.blank();
        self.prefixes = prefixes;
        let address = heading.permalink.filter(|id| self.waiting.contains(id)).or(heading.own);
        let mut waiting = take(&mut self.waiting);
        if let Some(address) = address {
            waiting.retain(|id| *id != address);
            waiting.insert(0, address);
        }
        let at = self.out.len();
        self.ids.extend(waiting.into_iter().map(|id| (at, id)));
        let marks = "#".repeat(usize::from(heading.level));
        self.out.push_str(&format!("{marks} {}\n", escape::heading(&text)));
        if self.first_heading.is_none() {
            self.first_heading = Some((heading.level, text));
        }
        // Definitions stand below the last heading of the text, not below each other.
        if heading.of_text {
            self.level = heading.level;
        }
    }

    /// Ends the paragraph that is being read.
    fn flush(&mut self) {
        if self.heading.is_some() || self.in_cell() {
            if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            return;
        }
        let text = take(&mut self.line);
        self.marks.iter_mut().for_each(|mark| *mark = 0);
        let text = text.trim().trim_end_matches('\\').trim_end();
        if text.is_empty() {
            return;
        }
        let escaped = if begins_syntax(text) { format!("\\{text}") } else { text.to_owned() };
        self.block(&escaped);
    }

    /// Writes a block behind a blank line, each of its lines behind the prefixes.
    fn block(&mut self, text: &str) {
        let item = self.prefixes.last().is_some_and(|prefix| prefix.first.is_some());
        if !(take(&mut self.joined) || item && take(&mut self.tight)) {
            self.blank();
        }
        self.tight = false;
        let at = self.out.len();
        self.place_ids(at);
        for line in text.split('\n') {
            let start = self.out.len();
            for prefix in &mut self.prefixes {
                match prefix.first.take() {
                    Some(first) => self.out.push_str(&first),
                    None => self.out.push_str(&prefix.rest),
                }
            }
            self.out.push_str(line);
            if line.is_empty() {
                self.out.truncate(start + self.out[start..].trim_end().len());
            }
            self.out.push('\n');
        }
    }

    fn blank(&mut self) {
        if self.out.is_empty() || self.out.ends_with("\n\n") {
            return;
        }
        let quotes = self.prefixes.iter().take_while(|prefix| prefix.first.is_none());
        let line: String = quotes.map(|prefix| &*prefix.rest).collect();
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn push_prefix(&mut self, first: &str, rest: &str) {
        let flat = self.prefixes.len() >= MAX_PREFIXES;
        let (first, rest) = if flat { (None, String::new()) } else { (Some(first.to_owned()), rest.to_owned()) };
        self.prefixes.push(Prefix { first, rest });
    }

    fn pop_prefix(&mut self) {
        self.prefixes.pop();
    }
}

/// Whether a line of text would begin a heading, a list or a quote.
fn begins_syntax(text: &str) -> bool {
    let (first, rest) = text.split_at(text.find(|char: char| !"#>-+=~".contains(char)).unwrap_or(text.len()));
    let digits = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let number = digits.len() < text.len() && (digits.starts_with(". ") || digits.starts_with(") "));
    // A backslash before a digit is a backslash.
    !number && !first.is_empty() && (rest.is_empty() || rest.starts_with(' ') || first.starts_with('>'))
}
