//! The blocks of a text, line by line: which lines are code, which are prose, and what they stand in.
//!
//! This is CommonMark's first phase (section "A parsing strategy" of its specification) with the blocks of MDX and of
//! other tools beside it. Text that has none of those gives no events and is read once.

use super::block;
use super::cursor::Cursor;
use super::event::{Container, Element, Event, What};
use super::include;
use super::leaf::Start;
use super::pairs::Pairs;

/// Containers, and elements, that are laid out when they stand in each other. Deeper ones are read as text, so that
/// no line costs more than this many steps.
pub(super) const MAX_DEPTH: usize = 64;

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
    pub(super) snippet_components: &'o [String],
    pub(super) events: Vec<Event<'a>>,
    pub(super) pairs: Pairs<'a>,
    pub(super) layers: Vec<Layer>,
    pub(super) leaf: Leaf,
    /// The innermost item has begun, and its text has not: a blank line would end it.
    is_item_empty: bool,
    /// A block has begun behind a list marker and may be gone: the marker wants the next text.
    pub(super) is_marker_open: bool,
    /// Whether lines and containers are told as events.
    recorded: bool,
    /// What may still be read in vain. An unclosed brace is looked for to the end of the text, and many of them would
    /// take quadratic time; when this is used up, ends are looked for nearby only.
    pub(super) fuel: usize,
}

#[derive(Debug)]
pub(super) enum Layer {
    Container(Container),
    /// The lines inside are indented by `strip` columns, as the first of them is.
    Element {
        element: usize,
        strip: Option<usize>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Leaf {
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

/// A line, and what has been read of it.
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) next: usize,
    /// Where its text begins, behind the marks of the containers that go on.
    pub(super) text: usize,
    pub(super) pad: usize,
    /// How many layers there were before the ones that begin here.
    pub(super) kept: usize,
    pub(super) opened: Vec<(usize, Container)>,
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
            self.is_item_empty = matches!(line.opened.last(), Some((_, Container::Item(_))));
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

    pub(super) fn push(&mut self, start: usize, end: usize, what: What<'a>) {
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

    pub(super) fn text_of(&self, cursor: &Cursor<'_>) -> Option<&'a str> {
        self.source.get(cursor.at..cursor.end)
    }

    /// Ends the leaf, and the containers that do not go on: those from `matched` on.
    pub(super) fn settle(&mut self, matched: usize, at: usize) {
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
    pub(super) fn record(&mut self, line: &Line) {
        if !self.recorded {
            return;
        }
        self.push(line.start, line.text, What::Line { pad: line.pad });
        for (at, container) in &line.opened {
            self.push(*at, *at, What::Enter(*container));
        }
    }

    /// From here on lines are told.
    pub(super) fn begin_record(&mut self, line: &Line) {
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
}
