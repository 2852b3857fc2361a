//! Elements as Markdown.
//!
//! The tree is walked from tag to tag, never by recursion. Text gathers in [`Writer::line`] until a block begins or
//! ends; lists, quotes and definitions are prefixes of the lines that follow.

use super::content::is_left_out;
use crate::parse::escape;
use crate::parse::page::one_line;
use ego_tree::iter::Edge;
use scraper::ElementRef;
use scraper::node::Node;
use std::collections::HashSet;
use std::mem::take;

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

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    header: bool,
    /// How many tables are open; those inside of cells are text of the cell.
    depth: u32,
    in_cell: bool,
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
            return pre.push_str(text);
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

    /// Begins an element. False where nothing of it is to be written.
    fn open(&mut self, element: ElementRef<'_>) -> bool {
        let value = element.value();
        if self.pre.is_none() && (is_block(value.name()) || begins_block(value.name())) {
            self.flush();
        }
        if let Some(id) = value.attr("id").or_else(|| value.attr("name").filter(|_| value.name() == "a")) {
            self.id(id);
        }
        if let Some(attributes) = value.attr("data-pagefind-index-attrs") {
            for text in attributes.split(',').filter_map(|name| value.attr(name.trim())) {
                self.text(text);
                self.line.push(' ');
            }
        }
        if self.pre.is_some() {
            return true;
        }
        match value.name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !self.in_cell() => {
                let level = value.name().as_bytes()[1] - b'0';
                self.definitions = 0;
                self.begin_heading(level, true, value.attr("id"));
            }
            "dt" => {
                if let Some(id) = value.attr("id").filter(|_| !self.in_cell()) {
                    let level = (self.level + 1 + self.definitions).clamp(1, 6);
                    self.begin_heading(level, false, Some(id));
                }
            }
            "dd" => {
                if describes_address(element) {
                    self.definitions = (self.definitions + 1).min(6);
                } else {
                    self.push_prefix(": ", "  ");
                    self.joined = self.out.ends_with('\n') && !self.out.ends_with("\n\n");
                }
            }
            "ul" | "menu" => {
                self.tight = !self.prefixes.is_empty();
                self.lists.push(List { next: None });
            }
            "ol" => {
                self.tight = !self.prefixes.is_empty();
                let start = value.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.push(List { next: Some(start) });
            }
            "li" => {
                let marker = match self.lists.last_mut() {
                    Some(List { next: Some(next) }) => {
                        *next = next.saturating_add(1);
                        format!("{}. ", next.saturating_sub(1))
                    }
                    _ => "- ".to_owned(),
                };
                let rest = " ".repeat(marker.len());
                self.push_prefix(&marker, &rest);
            }
            "blockquote" => {
                self.push_prefix("> ", "> ");
            }
            "pre" => {
                self.pre = Some(String::new());
                self.language = language_of(element);
            }
            "table" if self.heading.is_none() => {
                self.table.get_or_insert_default().depth += 1;
            }
            "tr" => {
                if let Some(table) = self.table.as_mut().filter(|table| table.depth == 1) {
                    table.rows.push(Vec::new());
                }
            }
            "td" | "th" => {
                if let Some(table) = self.table.as_mut().filter(|table| table.depth == 1) {
                    table.in_cell = true;
                    table.header |= value.name() == "th" && table.rows.len() == 1;
                }
            }
            "br" => {
                if self.heading.is_some() || self.in_cell() {
                    self.line.push(' ');
                } else if !self.line.is_empty() {
                    self.line.truncate(self.line.trim_end().len());
                    self.line.push_str("\\\n");
                }
            }
            "hr" => self.block("---"),
            "img" => {
                let alt = value.attr("alt").map(one_line).unwrap_or_default();
                if let Some(src) = value.attr("src").filter(|_| !alt.is_empty() && self.heading.is_none()) {
                    self.line.push_str(&format!("![{alt}]({src})"));
                }
            }
            "strong" | "b" | "em" | "i" | "a" | "summary" => self.marks.push(self.line.len()),
            "code" | "kbd" | "samp" | "tt" => {
                self.marks.push(self.line.len());
                self.code += 1;
            }
            _ if repeats_admonition(element) => return false,
            "div" | "aside" | "section" => {
                if let Some(kind) = admonition(element).filter(|_| !self.in_cell()) {
                    self.push_prefix("> ", "> ");
                    self.block(&format!("[!{kind}]"));
                    self.joined = true;
                }
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let name = value.name();
        if self.pre.is_some() {
            if name == "pre" {
                self.end_pre();
            }
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" if self.heading.is_some() => self.end_heading(),
            "dt" => self.flush(),
            "dd" => {
                self.flush();
                if describes_address(element) {
                    self.definitions = self.definitions.saturating_sub(1);
                } else {
                    self.pop_prefix();
                }
            }
            "ul" | "ol" | "menu" => {
                self.flush();
                self.lists.pop();
                self.tight = false;
            }
            "li" | "blockquote" => {
                self.flush();
                self.pop_prefix();
                self.tight = name == "li";
            }
            "td" | "th" => {
                if let Some(table) = self.table.as_mut().filter(|table| table.depth == 1) {
                    table.in_cell = false;
                    let cell = one_line(&take(&mut self.line));
                    match table.rows.last_mut() {
                        Some(row) => row.push(cell),
                        None => table.rows.push(vec![cell]),
                    }
                } else {
                    self.line.push(' ');
                }
            }
            "table" => {
                let Some(table) = &mut self.table else { return };
                table.depth -= 1;
                if table.depth == 0 {
                    self.end_table();
                }
            }
            "strong" | "b" => self.end_mark("**"),
            "summary" => {
                self.end_mark("**");
                self.flush();
            }
            "em" | "i" => self.end_mark("*"),
            "code" | "kbd" | "samp" | "tt" => self.end_code(),
            "a" => self.end_link(value.attr("href")),
            _ if is_block(name) => {
                self.flush();
                if matches!(name, "div" | "aside" | "section") && admonition(element).is_some() && !self.in_cell() {
                    self.pop_prefix();
                }
            }
            _ => {}
        }
    }

    fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.in_cell)
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

    fn end_pre(&mut self) {
        let Some(code) = self.pre.take() else { return };
        if self.heading.is_some() || self.in_cell() {
            return self.line.push_str(&escape::code_span(&code));
        }
        let mut fence = String::new();
        escape::fence(code.strip_prefix('\n').unwrap_or(&code), &self.language, &mut fence);
        self.block(fence.trim_end());
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        self.line.clear();
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let rows = table.rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
        if columns < 2 {
            // A single column is layout.
            rows.flatten().for_each(|cell| self.block(cell));
            return;
        }
        let line = |row: &[String]| {
            let mut line = "|".to_owned();
            for column in 0..columns.min(row.len().max(1)) {
                let cell = row.get(column).map_or("", String::as_str);
                line.push_str(&format!(" {} |", cell.replace("\\|", "|").replace('|', "\\|")));
            }
            line
        };
        let rows: Vec<&Vec<String>> = rows.collect();
        let Some((first, others)) = rows.split_first() else { return };
        let mut text = Vec::with_capacity(rows.len() + 2);
        let empty = vec![String::new(); columns];
        let mut head = if table.header { (*first).clone() } else { empty };
        head.resize(columns, String::new());
        text.push(line(&head));
        text.push(format!("|{}", "---|".repeat(columns)));
        if !table.header {
            text.push(line(first));
        }
        text.extend(others.iter().map(|row| line(row)));
        self.block(&text.join("\n"));
    }

    /// Where the innermost mark that is open began, if its text is still being read.
    fn begun(&mut self) -> Option<usize> {
        let at = self.marks.pop()?;
        (at <= self.line.len() && self.line.is_char_boundary(at)).then_some(at)
    }

    fn end_mark(&mut self, mark: &str) {
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

    fn end_code(&mut self) {
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

    fn end_link(&mut self, href: Option<&str>) {
        let Some(at) = self.begun() else { return };
        let here = href.and_then(|href| href.strip_prefix('#'));
        let text = &self.line[at..];
        // A sign beside a heading that leads to the heading.
        if let Some(id) = here.filter(|_| !text.chars().any(char::is_alphanumeric)) {
            if let Some(heading) = &mut self.heading {
                heading.permalink = Some(id.to_owned());
            }
            return self.line.truncate(at);
        }
        let Some(href) = href.filter(|href| !href.is_empty() && !href.starts_with("javascript:")) else { return };
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

/// Elements that are paragraphs or hold them, and need nothing else.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "body"
            | "caption"
            | "center"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "hgroup"
            | "html"
            | "legend"
            | "main"
            | "nav"
            | "p"
            | "search"
            | "section"
    )
}

/// Elements that begin a block of their own kind.
fn begins_block(name: &str) -> bool {
    matches!(
        name,
        "h1" | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "dt"
            | "dd"
            | "ul"
            | "ol"
            | "menu"
            | "li"
            | "blockquote"
            | "pre"
            | "table"
            | "hr"
            | "summary"
    )
}

/// Whether a line of text would begin a heading, a list or a quote.
fn begins_syntax(text: &str) -> bool {
    let (first, rest) = text.split_at(text.find(|char: char| !"#>-+=~".contains(char)).unwrap_or(text.len()));
    let digits = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let number = digits.len() < text.len() && (digits.starts_with(". ") || digits.starts_with(") "));
    // A backslash before a digit is a backslash.
    !number && !first.is_empty() && (rest.is_empty() || rest.starts_with(' ') || first.starts_with('>'))
}

/// Whether a description belongs to a term that has an address, and is therefore the text of a section.
fn describes_address(description: ElementRef<'_>) -> bool {
    let mut terms = description.prev_siblings().filter_map(ElementRef::wrap);
    terms.find(|other| other.value().name() == "dt").is_some_and(|term| term.value().attr("id").is_some())
}

/// What a box beside the text is, in the words of GitHub's alerts.
fn admonition(element: ElementRef<'_>) -> Option<&'static str> {
    let classes = || element.value().classes();
    if !classes().any(|class| matches!(class, "admonition" | "callout" | "alert" | "theme-admonition" | "custom-block"))
    {
        return None;
    }
    classes().find_map(|class| {
        let kind = class.rsplit('-').next().unwrap_or(class);
        Some(match kind {
            "note" | "seealso" | "info" => "NOTE",
            "tip" | "hint" | "success" => "TIP",
            "important" => "IMPORTANT",
            "warning" | "attention" => "WARNING",
            "caution" | "danger" | "error" => "CAUTION",
            _ => return None,
        })
    })
}

/// Whether this is the title of a box and says no more than its kind does.
fn repeats_admonition(element: ElementRef<'_>) -> bool {
    element.value().classes().any(|class| class == "admonition-title")
        && element
            .parent()
            .and_then(ElementRef::wrap)
            .and_then(admonition)
            .is_some_and(|kind| element.text().collect::<String>().trim().eq_ignore_ascii_case(kind))
}

/// The language of a block of code, as its classes or those around it say.
fn language_of(pre: ElementRef<'_>) -> String {
    let inside = pre.children().filter_map(ElementRef::wrap).find(|child| child.value().name() == "code");
    let around = pre.ancestors().filter_map(ElementRef::wrap).take(3);
    let named = inside.into_iter().chain([pre]).chain(around).find_map(|element| {
        let value = element.value();
        let attribute = value.attr("data-lang").or_else(|| value.attr("data-language")).map(str::to_owned);
        attribute.or_else(|| {
            value
                .classes()
                .find_map(|class| {
                    ["language-", "lang-", "highlight-source-", "highlight-"]
                        .iter()
                        .find_map(|start| class.strip_prefix(start))
                })
                .map(str::to_owned)
        })
    });
    let named = named.unwrap_or_default().to_lowercase();
    match named.trim_end_matches('3') {
        "default" | "none" | "text" | "plain" | "plaintext" | "notranslate" => String::new(),
        language => language.chars().filter(|char| char.is_alphanumeric() || "+#-_.".contains(*char)).collect(),
    }
}
