//! What stands on a line behind the marks of its containers: the start of a leaf block, or a block of some tool.

use super::admonition::{self, Directive};
use super::block;
use super::cursor::Cursor;
use super::event::{Container, What};
use super::expression;
use super::fence::Info;
use super::flow::Token;
use super::heading;
use super::include;
use super::scan::{Layer, Leaf, Line, Scanner};

/// What a line begins with, behind the marks of its containers.
pub(super) enum Start<'a> {
    Text { component: bool },
    Code,
    Heading(usize),
    Underline,
    Break,
    Fence(usize),
    Raw(&'static str),
    Flow(Vec<Token<'a>>, usize),
    Module(usize),
    Directive(Directive<'a>),
    Indented(admonition::Indented<'a>),
    Include(include::Include<'a>),
}

impl<'a> Scanner<'a, '_> {
    pub(super) fn start(&mut self, cursor: &Cursor<'a>, in_paragraph: bool, all: bool) -> Start<'a> {
        let text = Start::Text { component: false };
        let mut ahead = *cursor;
        let indent = ahead.skip(usize::MAX);
        if indent >= 4 && !self.mdx {
            return if in_paragraph { text } else { Start::Code };
        }
        let rest = ahead.rest();
        let line = self.text_of(&ahead).unwrap_or_default();
        match ahead.peek() {
            Some(b'#') => block::heading_level(rest).map(Start::Heading),
            Some(b'`' | b'~') => block::fence_length(rest).map(Start::Fence),
            Some(b'=' | b'-') if in_paragraph && all && block::is_setext_underline(rest) => Some(Start::Underline),
            Some(b'-') if rest.starts_with(b"-8<-") || rest.starts_with(b"--") && line.contains("-8<-") => {
                include::include(line).map(Start::Include)
            }
            Some(b'-' | b'*' | b'_') => block::is_thematic_break(rest).then_some(Start::Break),
            Some(b'=' | b'!' | b'?') => admonition::indented(line).map(Start::Indented),
            Some(b':') if rest.starts_with(b":::") => admonition::directive(line)
                .filter(|directive| match directive {
                    Directive::Open { .. } => true,
                    Directive::Close { colons } => self.pairs.closes_directive(*colons),
                })
                .map(Start::Directive),
            Some(b'$') if self.mdx && rest.starts_with(b"$$") => {
                Some(if memchr::memmem::find(&rest[2..], b"$$").is_some() { Start::Break } else { Start::Raw("$$") })
            }
            Some(b'<') if rest.starts_with(b"<<<") => include::include(line).map(Start::Include),
            Some(b'<') => match block::raw_html_end(rest, self.mdx) {
                Some(end) => Some(Start::Raw(end)),
                None => Some(self.flow(ahead.at)),
            },
            Some(b'{') if line.starts_with("{{#") => include::include(line).map(Start::Include),
            Some(b'{') if self.mdx || rest.starts_with(b"{/*") => Some(self.flow(ahead.at)),
            Some(b'i' | b'e')
                if self.mdx
                    && !in_paragraph
                    && indent == 0
                    && self.layers.iter().all(|layer| matches!(layer, Layer::Element { .. })) =>
            {
                self.module(ahead.at)
            }
            _ => None,
        }
        .unwrap_or(text)
    }

    fn module(&mut self, at: usize) -> Option<Start<'a>> {
        if self.fuel == 0 {
            return None;
        }
        let (end, seen) = expression::module_end(self.source, at)?;
        self.spend(seen - end);
        Some(Start::Module(end))
    }

    /// Does what a line begins with, and gives the start of the next line.
    pub(super) fn begin(&mut self, begun: Start<'a>, cursor: Cursor<'a>, line: &Line) -> usize {
        let is_plain = matches!(
            begun,
            Start::Text { component: false }
                | Start::Code
                | Start::Heading(_)
                | Start::Underline
                | Start::Break
                | Start::Fence(_)
                | Start::Raw(_)
                | Start::Module(_)
        );
        if !is_plain {
            self.begin_record(line);
        }
        self.record(line);
        let mut text = cursor;
        let indent = text.skip(usize::MAX);
        if !is_plain && !line.opened.is_empty() {
            self.push(cursor.at, cursor.at, What::Marker);
        }
        self.is_marker_open = !is_plain && (self.is_marker_open || !line.opened.is_empty());
        // What MDX indents is not code there, but it would be here.
        let drop = if self.mdx && indent >= 4 { indent } else { 0 };
        if !is_plain || (drop > 0 && !matches!(begun, Start::Code | Start::Raw(_))) {
            self.push(cursor.at, text.at, What::Indent);
        }
        self.leaf = Leaf::None;
        match begun {
            Start::Code | Start::Underline | Start::Break => {}
            Start::Text { .. } => {
                let html = !self.mdx && text.peek() == Some(b'<');
                self.leaf = Leaf::Paragraph { start: text.at, end: text.end, first: self.events.len(), html };
            }
            Start::Heading(level) => self.heading(text.at + level, text.end),
            Start::Fence(length) => {
                let mark = text.peek().unwrap_or(b'`');
                self.leaf = Leaf::Fence { mark, length, drop };
                let info = self.source.get(text.at + length..text.end).unwrap_or_default().trim_end();
                let read = Info::read(info);
                if read.changed || self.pairs.has_snippet() {
                    self.push(text.at + length, text.at + length + info.len(), What::Fence(read));
                }
            }
            Start::Raw(end) => {
                if !block::ends_raw_html(text.rest().get(2..).unwrap_or_default(), end) {
                    self.leaf = Leaf::Raw(end);
                }
            }
            Start::Module(end) => {
                self.push(line.start, end, What::Drop);
                self.push(end, end, What::BlankLine);
                return end;
            }
            Start::Flow(tokens, end) => {
                for token in tokens {
                    self.flow_token(token);
                }
                let next = self.source.len().min(end + 1);
                self.push(end, next, What::FlowEnd);
                return next;
            }
            Start::Directive(Directive::Open { colons, name, title }) => {
                let element = self.pairs.open(name, true, colons, false);
                self.push(text.at, line.next, What::Directive { name, title, element });
                self.enter_element(element);
            }
            Start::Directive(Directive::Close { colons }) => {
                let mut gone = Vec::new();
                if let Some(element) = self.pairs.close_directive(colons, &mut gone) {
                    self.leave_elements(&gone);
                    self.push(text.at, line.next, What::DirectiveEnd(element));
                }
            }
            Start::Indented(indented) => {
                self.push(text.at, line.next, What::Indented(indented));
                self.layers.push(Layer::Container(Container::Indented));
                self.push(line.next, line.next, What::Enter(Container::Indented));
            }
            Start::Include(include) => self.push(text.at, line.next, What::Include { include, in_code: false }),
        }
        line.next
    }

    fn heading(&mut self, start: usize, end: usize) {
        let text = self.source.get(start..end).unwrap_or_default();
        let suffix = heading::suffix(text);
        if suffix.is_some() {
            self.push(start, start, What::Heading);
        }
        let inline_end = suffix.map_or(end, |suffix| start + suffix.start);
        self.inline(start, inline_end, false, false);
        if let Some(suffix) = suffix {
            self.push(start + suffix.start, start + suffix.end, What::Suffix(suffix.id));
        }
    }

    /// Reads the inside of the paragraph that ends here, which a line of `=` or `-` makes a heading.
    pub(super) fn end_paragraph(&mut self, is_heading: bool) {
        let Leaf::Paragraph { start, end, first, html } = self.leaf else {
            return;
        };
        self.leaf = Leaf::None;
        let lines = self.events.len();
        let last_line =
            self.source.get(start..end).and_then(|text| text.rfind('\n')).map_or(start, |found| start + found + 1);
        let suffix = self.source.get(last_line..end).filter(|_| is_heading).and_then(heading::suffix);
        if suffix.is_some() {
            self.push(start, start, What::Heading);
        }
        let inline_end = suffix.map_or(end, |suffix| last_line + suffix.start);
        self.inline(start, inline_end, html, true);
        if let Some(suffix) = suffix {
            self.push(last_line + suffix.start, last_line + suffix.end, What::Suffix(suffix.id));
        }
        // Lines were told before what stands in them.
        if lines > first && self.events.len() > lines {
            self.events[first..].sort_by_key(|event| event.start);
        }
    }
}
