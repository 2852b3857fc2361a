//! The blocks of a text, line by line: which lines are code, which are prose, and what they stand in.
//!
//! This is CommonMark's first phase (section "A parsing strategy" of its specification) with the blocks of MDX and of
//! other tools beside it. Text that has none of those gives no events and is read once.

use super::admonition::{self, Directive};
use super::block;
use super::cursor::Cursor;
use super::event::{Container, Element, Event, What};
use super::expression;
use super::fence::Info;
use super::heading;
use super::include;
use super::pairs::Pairs;
use super::tag::{self, Kind, Tag};

/// Containers, and elements, that are laid out when they stand in each other. Deeper ones are read as text, so that
/// no line costs more than this many steps.
const MAX_DEPTH: usize = 64;

pub(super) struct Scan<'a> {
    pub(super) events: Vec<Event<'a>>,
    pub(super) elements: Vec<Element>,
}

pub(super) fn scan<'a>(source: &'a str, mdx: bool, snippet_components: &[String]) -> Scan<'a> {
    let mut scanner = Scanner {
        source,
        mdx,
        snippet_components,
        events: Vec::new(),
        pairs: Pairs::default(),
        layers: Vec::new(),
        leaf: Leaf::None,
        is_item_empty: false,
        is_marker_open: false,
        recorded: false,
        fuel: 16 * source.len() + 4096,
    };
    let mut at = 0;
    while at < source.len() {
        at = scanner.line(at);
    }
    scanner.end_paragraph(false);
    Scan { events: scanner.events, elements: scanner.pairs.elements }
}

pub(super) struct Scanner<'a, 'o> {
    pub(super) source: &'a str,
    pub(super) mdx: bool,
    snippet_components: &'o [String],
    pub(super) events: Vec<Event<'a>>,
    pub(super) pairs: Pairs<'a>,
    layers: Vec<Layer>,
    leaf: Leaf,
    /// The innermost item has begun, and its text has not: a blank line would end it.
    is_item_empty: bool,
    /// A block has begun behind a list marker and may be gone: the marker wants the next text.
    is_marker_open: bool,
    /// Whether lines and containers are told as events.
    recorded: bool,
    /// What may still be read in vain. An unclosed brace is looked for to the end of the text, and many of them would
    /// take quadratic time; when this is used up, ends are looked for nearby only.
    fuel: usize,
}

#[derive(Debug)]
enum Layer {
    Container(Container),
    /// The lines inside are indented by `strip` columns, as the first of them is.
    Element {
        element: usize,
        strip: Option<usize>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Leaf {
    None,
    /// `first` is the number of events before those of its lines.
    Paragraph {
        start: usize,
        end: usize,
        first: usize,
        html: bool,
    },
    /// `drop` columns are taken from each line.
    Fence {
        mark: u8,
        length: usize,
        drop: usize,
    },
    /// Up to a line that holds this.
    Raw(&'static str),
}

/// What a line begins with, behind the marks of its containers.
enum Start<'a> {
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

/// A piece of a line that has nothing but tags and expressions.
enum Token<'a> {
    Tag(Tag<'a>),
    Expression(usize, usize),
    Removed(usize, usize),
}

/// A line, and what has been read of it.
struct Line {
    start: usize,
    next: usize,
    /// Where its text begins, behind the marks of the containers that go on.
    text: usize,
    pad: usize,
    /// How many layers there were before the ones that begin here.
    kept: usize,
    opened: Vec<(usize, Container)>,
}

impl<'a> Scanner<'a, '_> {
    fn line(&mut self, start: usize) -> usize {
        let bytes = self.source.as_bytes();
        let end =
            memchr::memchr(b'\n', bytes.get(start..).unwrap_or_default()).map_or(bytes.len(), |found| start + found);
        let next = bytes.len().min(end + 1);
        let mut cursor = Cursor::new(bytes, start, end);
        let mut matched = self.go_on(&mut cursor);
        if std::mem::take(&mut self.is_item_empty) && cursor.is_blank() {
            matched = matched.min(self.layers.len().saturating_sub(1));
        }
        if self.recorded && self.leaf == Leaf::None && !self.is_marker_open && !self.is_laid_out() {
            self.settle(matched, start);
            matched = self.layers.len();
            self.recorded = false;
            self.push(start, start, What::Forget);
        }
        let all = matched == self.layers.len();
        let mut line =
            Line { start, next, text: cursor.at, pad: cursor.pad, kept: self.layers.len(), opened: Vec::new() };
        if all && self.leaf_goes_on(&cursor, &line) {
            return next;
        }
        let paragraph = matches!(self.leaf, Leaf::Paragraph { .. });
        if cursor.is_blank() {
            self.settle(matched, start);
            if self.recorded {
                self.push(start, next, What::BlankLine);
            }
            return next;
        }
        let mut settled = !paragraph;
        if settled {
            self.settle(matched, start);
            line.kept = self.layers.len();
        }
        while let Some(container) = self.container(&mut cursor, paragraph && line.opened.is_empty() && all) {
            if !settled {
                self.settle(matched, start);
                line.kept = self.layers.len();
                settled = true;
            }
            self.layers.push(Layer::Container(container));
            line.opened.push((cursor.at, container));
        }
        if cursor.is_blank() {
            self.record(&line);
            self.is_item_empty = true;
            return next;
        }
        let begun = self.start(&cursor, !settled, all);
        if let (Start::Text { .. }, Leaf::Paragraph { end, .. }, false) = (&begun, &mut self.leaf, settled) {
            *end = cursor.end;
            self.record(&line);
            return next;
        }
        if !settled {
            self.end_paragraph(matches!(begun, Start::Underline));
            self.settle(matched, start);
            line.kept = self.layers.len();
        }
        self.begin(begun, cursor, &line)
    }

    fn push(&mut self, start: usize, end: usize, what: What<'a>) {
        self.events.push(Event { start, end, what });
    }

    /// Whether lines have to be told: something around them changes what stands before their text.
    fn is_laid_out(&self) -> bool {
        self.layers.iter().any(|layer| matches!(layer, Layer::Element { .. } | Layer::Container(Container::Indented)))
    }

    /// Reads the marks of the layers that this line goes on with, and tells how many those are.
    fn go_on(&mut self, cursor: &mut Cursor<'_>) -> usize {
        for (index, layer) in self.layers.iter_mut().enumerate() {
            match layer {
                Layer::Container(Container::Quote) => {
                    let mut ahead = *cursor;
                    ahead.skip(if self.mdx { usize::MAX } else { 3 });
                    if ahead.peek() != Some(b'>') {
                        return index;
                    }
                    ahead.advance(1);
                    ahead.skip(1);
                    *cursor = ahead;
                }
                Layer::Container(container) => {
                    let width = if let Container::Item(width) = container { *width } else { 4 };
                    let mut ahead = *cursor;
                    if ahead.skip(width) == width {
                        *cursor = ahead;
                    } else if !cursor.is_blank() {
                        return index;
                    }
                }
                Layer::Element { strip, .. } => {
                    if cursor.is_blank() {
                        continue;
                    }
                    let stripped = cursor.skip(strip.unwrap_or(usize::MAX));
                    strip.get_or_insert(stripped);
                }
            }
        }
        self.layers.len()
    }

    /// Whether this is one more line of code or raw HTML.
    fn leaf_goes_on(&mut self, cursor: &Cursor<'a>, line: &Line) -> bool {
        match self.leaf {
            Leaf::None | Leaf::Paragraph { .. } => return false,
            Leaf::Fence { mark, length, drop } => {
                let mut text = *cursor;
                let indent = text.skip(usize::MAX);
                self.record(line);
                if drop > 0 {
                    let mut behind = *cursor;
                    behind.skip(drop);
                    self.push(cursor.at, behind.at, What::Indent);
                }
                if (indent < 4 || self.mdx) && block::closes_fence(text.rest(), mark, length) {
                    self.leaf = Leaf::None;
                } else if matches!(text.peek(), Some(b'-' | b'{'))
                    && let Some(include) = self.text_of(&text).and_then(include::include)
                {
                    self.push(text.at, text.end, What::Include { include, in_code: true });
                }
            }
            Leaf::Raw(end) => {
                self.record(line);
                if block::ends_raw_html(cursor.rest(), end) {
                    self.leaf = Leaf::None;
                }
            }
        }
        true
    }

    fn text_of(&self, cursor: &Cursor<'_>) -> Option<&'a str> {
        self.source.get(cursor.at..cursor.end)
    }

    /// Ends the leaf, and the containers that do not go on: those from `matched` on.
    fn settle(&mut self, matched: usize, at: usize) {
        self.end_paragraph(false);
        if matched == self.layers.len() {
            return;
        }
        self.leaf = Leaf::None;
        let before = self.layers.len();
        let mut index = 0;
        self.layers.retain(|layer| {
            index += 1;
            index <= matched || matches!(layer, Layer::Element { .. })
        });
        let left = before - self.layers.len();
        if self.recorded && left > 0 {
            self.push(at, at, What::Leave(left));
        }
    }

    /// Reads the mark of a container that begins here.
    fn container(&self, cursor: &mut Cursor<'_>, interrupts: bool) -> Option<Container> {
        let mut ahead = *cursor;
        let indent = ahead.skip(usize::MAX);
        if (indent >= 4 && !self.mdx)
            || self.layers.iter().filter(|layer| matches!(layer, Layer::Container(_))).count() >= MAX_DEPTH
        {
            return None;
        }
        let rest = ahead.rest();
        if ahead.peek() == Some(b'>') {
            ahead.advance(1);
            ahead.skip(1);
            *cursor = ahead;
            return Some(Container::Quote);
        }
        let (width, may_interrupt) = block::list_marker(rest)?;
        let underlines = interrupts && block::is_setext_underline(rest);
        if (interrupts && !may_interrupt) || underlines || block::is_thematic_break(rest) {
            return None;
        }
        ahead.advance(width);
        let spaces = if ahead.is_blank() || ahead.indent() > 4 { ahead.skip(1).max(1) } else { ahead.skip(4) };
        *cursor = ahead;
        Some(Container::Item(indent + width + spaces))
    }

    /// Tells a line and the containers that begin on it, where that is done.
    fn record(&mut self, line: &Line) {
        if !self.recorded {
            return;
        }
        self.push(line.start, line.text, What::Line { pad: line.pad });
        for (at, container) in &line.opened {
            self.push(*at, *at, What::Enter(*container));
        }
    }

    /// From here on lines are told.
    fn begin_record(&mut self, line: &Line) {
        if self.recorded {
            return;
        }
        self.recorded = true;
        for index in 0..line.kept {
            if let Some(Layer::Container(container)) = self.layers.get(index) {
                let container = *container;
                self.push(line.start, line.start, What::Enter(container));
            }
        }
    }

    fn start(&mut self, cursor: &Cursor<'a>, in_paragraph: bool, all: bool) -> Start<'a> {
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
            Some(b'{') if self.mdx => Some(self.flow(ahead.at)),
            Some(b'i' | b'e')
                if self.mdx
                    && !in_paragraph
                    && indent == 0
                    && self.layers.iter().all(|layer| matches!(layer, Layer::Element { .. })) =>
            {
                let module = expression::module_end(self.source, ahead.at).filter(|_| self.fuel > 0);
                module.map(|(end, seen)| {
                    self.spend(seen - end);
                    Start::Module(end)
                })
            }
            _ => None,
        }
        .unwrap_or(text)
    }

    /// Where what begins at `at` has to end.
    pub(super) fn reach(&self, at: usize) -> usize {
        if self.fuel > 0 { self.source.len() } else { self.source.len().min(at + 64) }
    }

    pub(super) fn spend(&mut self, bytes: usize) {
        self.fuel = self.fuel.saturating_sub(bytes);
    }

    pub(super) fn quotes(&self) -> usize {
        self.layers.iter().filter(|layer| matches!(layer, Layer::Container(Container::Quote))).count()
    }

    /// Reads tags and expressions up to the end of a line, if there is nothing else.
    fn flow(&mut self, start: usize) -> Start<'a> {
        let bytes = self.source.as_bytes();
        let mut tokens = Vec::new();
        let mut at = start;
        loop {
            while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r')) {
                at += 1;
            }
            let token = match bytes.get(at) {
                None | Some(b'\n') if !tokens.is_empty() => return Start::Flow(tokens, at),
                Some(b'<') => self.flow_tag(at),
                Some(b'{') if self.mdx => {
                    let limit = self.reach(at);
                    let end = expression::end(self.source, at, limit);
                    if end.is_none() {
                        self.spend(limit - at);
                    }
                    end.map(|end| Token::Expression(at, end))
                }
                _ => None,
            };
            let Some(token) = token else {
                let component = matches!(tokens.first(), Some(Token::Tag(tag)) if self.is_component(tag));
                return Start::Text { component };
            };
            at = match &token {
                Token::Tag(tag) => tag.end,
                Token::Expression(_, end) | Token::Removed(_, end) => *end,
            };
            tokens.push(token);
        }
    }

    fn flow_tag(&mut self, at: usize) -> Option<Token<'a>> {
        let limit = self.reach(at);
        let tag = match tag::parse(self.source, at, limit, false, self.quotes()) {
            Ok(tag) => tag,
            Err(seen) => {
                self.spend(seen.saturating_sub(at));
                return None;
            }
        };
        if !self.mdx {
            return (!tag.name.is_empty() && self.is_component(&tag)).then_some(Token::Tag(tag));
        }
        if tag.kind == Kind::Open && ["style", "script"].contains(&tag.name) {
            let rest = self.source.as_bytes().get(tag.end..limit)?;
            let close = if tag.name == "style" { "</style>" } else { "</script>" };
            let Some(found) = memchr::memmem::find(rest, close.as_bytes()) else {
                self.spend(rest.len());
                return None;
            };
            return Some(Token::Removed(at, tag.end + found + close.len()));
        }
        Some(Token::Tag(tag))
    }

    /// Whether a tag is a component's here. In Markdown, HTML may be written in capitals.
    pub(super) fn is_component(&self, tag: &Tag<'_>) -> bool {
        let shouted = !self.mdx
            && !tag.name.is_empty()
            && (tag.name.len() > 1 || !tag.attributes.is_empty())
            && tag.name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && tag::is_html(tag.name);
        tag.is_component() && !shouted
    }

    pub(super) fn is_snippet(&self, name: &str) -> bool {
        self.snippet_components.iter().any(|component| component == name)
    }

    /// Does what a line begins with, and gives the start of the next line.
    fn begin(&mut self, begun: Start<'a>, cursor: Cursor<'a>, line: &Line) -> usize {
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

    fn flow_token(&mut self, token: Token<'a>) {
        match token {
            Token::Tag(tag) => drop(self.tag(tag, true, false)),
            Token::Expression(start, end) => self.expression(start, end),
            Token::Removed(start, end) => self.push(start, end, What::Drop),
        }
    }

    pub(super) fn expression(&mut self, start: usize, end: usize) {
        let text = self.source.get(start + 1..end - 1).and_then(expression::literal);
        self.push(start, end, text.map_or(What::Drop, What::Text));
    }

    /// Tells a tag, finds what it closes, and gives its element if that has a part in the layout.
    pub(super) fn tag(&mut self, tag: Tag<'a>, flow: bool, raw: bool) -> Option<usize> {
        let (start, end, name) = (tag.start, tag.end, tag.name);
        let component = self.is_component(&tag);
        let is_snippet = component && self.is_snippet(name);
        let pairs = component || flow || !tag::is_html(name);
        let element = match tag.kind {
            _ if !pairs => None,
            Kind::Empty => Some(self.pairs.empty(flow, is_snippet)),
            Kind::Open if !component && tag::is_void(name) => None,
            Kind::Open => {
                let element = self.pairs.open(name, flow, 0, is_snippet);
                if flow {
                    self.enter_element(element);
                }
                Some(element)
            }
            Kind::Close => {
                let mut gone = Vec::new();
                let element = self.pairs.close(name, &mut gone);
                self.leave_elements(&gone);
                element
            }
        };
        let tag = Box::new(tag);
        let is_html = !component && (flow || tag::is_html(name));
        let what = if is_html { What::Html { tag, flow } } else { What::Tag { tag, element, flow, raw } };
        self.push(start, end, what);
        element
    }

    /// The lines from here on stand in this element.
    pub(super) fn enter_element(&mut self, element: usize) {
        if self.layers.iter().filter(|layer| matches!(layer, Layer::Element { .. })).count() < MAX_DEPTH {
            self.layers.push(Layer::Element { element, strip: None });
        }
    }

    pub(super) fn leave_elements(&mut self, gone: &[usize]) {
        for gone in gone {
            let place = self
                .layers
                .iter()
                .rposition(|layer| matches!(layer, Layer::Element { element, .. } if element == gone));
            if let Some(place) = place {
                self.layers.remove(place);
            }
        }
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
    fn end_paragraph(&mut self, is_heading: bool) {
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
