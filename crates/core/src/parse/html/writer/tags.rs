//! What each tag does to the Markdown.

use super::boxes::{admonition, repeats_admonition};
use super::table::{Table, is_layout};
use super::{List, Writer};
use crate::parse::escape;
use crate::parse::page::one_line;
use scraper::ElementRef;

impl Writer {
    /// Begins an element. False where nothing of it is to be written.
    pub(super) fn open(&mut self, element: ElementRef<'_>) -> bool {
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
            self.begin_in_pre(value.name());
            return true;
        }
        match value.name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !self.in_cell() => {
                let level = value.name().as_bytes()[1] - b'0';
                self.definitions = 0;
                self.begin_heading(level, true, value.attr("id"));
            }
            "dl" => self.terms.push(false),
            "dt" => {
                self.terms.iter_mut().last().into_iter().for_each(|term| *term = value.attr("id").is_some());
                if let Some(id) = value.attr("id").filter(|_| !self.in_cell()) {
                    let level = (self.level + 1 + self.definitions).clamp(1, 6);
                    self.begin_heading(level, false, Some(id));
                }
            }
            "dd" => {
                self.described.push(self.terms.last().is_some_and(|term| *term));
                if self.described.ends_with(&[true]) {
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
                self.begin_pre(element);
            }
            "table" if self.heading.is_none() && (self.table.is_some() || !is_layout(element)) => {
                self.table.get_or_insert_default().begin();
            }
            "tr" => {
                if let Some(table) = self.outermost_table() {
                    table.row();
                }
            }
            "td" | "th" => match self.outermost_table() {
                Some(table) => table.begin_cell(value.name() == "th"),
                None => self.flush(),
            },
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
            "sup" => {
                if let Some((open, _)) =
                    power(element).filter(|_| self.line.ends_with(|char: char| !char.is_whitespace()))
                {
                    self.line.push_str(open);
                }
            }
            "math" => {
                let Some(tex) = tex(element) else { return true };
                let plain = self.heading.is_some() || self.code > 0;
                self.line.push_str(&if plain { one_line(&tex) } else { escape::code_span(&tex) });
                return false;
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

    pub(super) fn close(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let name = value.name();
        if self.pre.is_some() {
            return self.end_in_pre(name);
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" if self.heading.is_some() => self.end_heading(),
            "dt" => self.flush(),
            "dd" => {
                self.flush();
                if self.described.pop() == Some(true) {
                    self.definitions = self.definitions.saturating_sub(1);
                } else {
                    self.pop_prefix();
                }
            }
            "dl" => {
                self.flush();
                self.terms.pop();
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
                let cell = one_line(&self.line);
                if let Some(table) = self.outermost_table() {
                    table.end_cell(cell);
                    self.line.clear();
                } else {
                    self.flush();
                }
            }
            "table" if self.table.as_mut().is_some_and(Table::end) => self.end_table(),
            "strong" | "b" => self.end_mark("**"),
            "summary" => {
                self.end_mark("**");
                self.flush();
            }
            "em" | "i" => self.end_mark("*"),
            "code" | "kbd" | "samp" | "tt" => self.end_code(),
            "sup" => self.line.push_str(power(element).map_or("", |(_, close)| close)),
            "a" => self.end_link(element),
            _ if is_block(name) => {
                self.flush();
                if matches!(name, "div" | "aside" | "section") && admonition(element).is_some() && !self.in_cell() {
                    self.pop_prefix();
                }
            }
            _ => {}
        }
    }

    fn outermost_table(&mut self) -> Option<&mut Table> {
        self.table.as_mut().filter(|table| table.is_outermost())
    }

    fn end_table(&mut self) {
        self.line.clear();
        let Some(table) = self.table.take() else { return };
        table.blocks().iter().for_each(|block| self.block(block));
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

/// What stands around a power, which would be digits of its base otherwise. Notes and ordinals are none.
fn power(element: ElementRef<'_>) -> Option<(&'static str, &'static str)> {
    let links = element.descendants().filter_map(ElementRef::wrap).any(|inside| inside.value().name() == "a");
    let text: String = element.text().collect();
    let text = text.trim();
    if links || text.is_empty() || matches!(text, "st" | "nd" | "rd" | "th" | "TM" | "™" | "®" | "*") {
        return None;
    }
    Some(if text.chars().all(char::is_alphanumeric) { ("^", "") } else { ("^(", ")") })
}

/// A formula as it was written, where the page says so.
fn tex(math: ElementRef<'_>) -> Option<String> {
    let mut inside = math.descendants().filter_map(ElementRef::wrap);
    let annotation = inside.find(|element| element.value().attr("encoding") == Some("application/x-tex"))?;
    Some(annotation.text().collect())
}
