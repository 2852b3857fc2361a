//! Where written text goes: behind the marks of the quotes and lists it stands in, with blank lines between blocks.
//!
//! Outside of blocks that are laid out anew, the source has its own marks and is copied as it is.

use super::block;
use super::event::Container;
use super::output::Output;

#[derive(Debug)]
struct Layer {
    kind: LayerKind,
    /// The first line of an alert, until something stands in it: an alert without text is not written.
    header: Option<&'static str>,
}

#[derive(Debug, PartialEq)]
enum LayerKind {
    Container(Container),
    /// The alert that an element is.
    Alert(usize),
}

impl Layer {
    fn push_mark(&self, out: &mut String) {
        match self.kind {
            LayerKind::Container(Container::Item(width)) => out.extend(std::iter::repeat_n(' ', width)),
            LayerKind::Container(Container::Quote) | LayerKind::Alert(_) => out.push_str("> "),
            LayerKind::Container(Container::Indented) => {}
        }
    }
}

/// What has to come before the next text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    /// Nothing else on its line.
    LineBreak,
    /// A blank line, if it is not a tag of HTML: its block ends at a blank line.
    AfterTag,
    BlankLine,
}

pub(super) struct Layout<'a> {
    source: &'a str,
    pub(super) out: Output<'a>,
    layers: Vec<Layer>,
    gap: Gap,
    /// The blank line is wanted by an element in a line, and not between the items of a list.
    is_gap_soft: bool,
    /// The fewest layers since the last text. A blank line has the marks of those.
    low: usize,
    /// Headers of layers that have not been written.
    headers: usize,
    /// The marks of the layers, and so many spaces, come before the next text.
    due: Option<usize>,
    /// The next text comes right behind a list marker.
    marker: bool,
    /// Something on this line has been left out.
    pub(super) dropped: bool,
    /// Whether lines are told; else the source's own marks are copied.
    pub(super) recorded: bool,
    /// The marks for a blank line, where the layers are known no more.
    forgotten: Option<String>,
    /// The last thing written was a tag of HTML on a line of its own.
    after_html: bool,
    html_line: bool,
}

/// Alerts in alerts beyond this are written as if they were paragraphs.
const MAX_ALERTS: usize = 16;

impl<'a> Layout<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Layout {
            source,
            out: Output::new(source),
            layers: Vec::new(),
            gap: Gap::None,
            is_gap_soft: false,
            low: 0,
            headers: 0,
            due: None,
            marker: false,
            dropped: false,
            recorded: false,
            forgotten: None,
            after_html: false,
            html_line: false,
        }
    }

    pub(super) fn line(&mut self, pad: usize) {
        self.due = Some(pad);
        self.dropped = false;
        self.recorded = true;
    }

    /// What comes next is another block.
    pub(super) fn end_block(&mut self) {
        self.gap = Gap::BlankLine;
        self.is_gap_soft = false;
    }

    /// What comes next is another block, or the next item of a list.
    pub(super) fn end_block_in_line(&mut self) {
        self.is_gap_soft |= self.gap != Gap::BlankLine;
        self.gap = Gap::BlankLine;
    }

    pub(super) fn after_list_marker(&mut self) {
        self.marker = true;
    }

    pub(super) fn enter(&mut self, container: Container, header: Option<&'static str>) {
        self.layers.push(Layer { kind: LayerKind::Container(container), header });
        self.headers += usize::from(header.is_some());
        self.recorded = true;
    }

    pub(super) fn enter_alert(&mut self, element: usize, header: &'static str) -> bool {
        let alerts = self.layers.iter().filter(|layer| matches!(layer.kind, LayerKind::Alert(_))).count();
        if alerts < MAX_ALERTS {
            self.layers.push(Layer { kind: LayerKind::Alert(element), header: Some(header) });
            self.headers += 1;
        }
        alerts < MAX_ALERTS
    }

    pub(super) fn leave_alert(&mut self, element: usize) {
        if let Some(place) = self.layers.iter().rposition(|layer| layer.kind == LayerKind::Alert(element)) {
            self.remove(place);
        }
    }

    pub(super) fn leave(&mut self, containers: usize) {
        if self.marker {
            // An item without text. Three marks alone would be a rule, and what follows no part of the list.
            self.marker = false;
            let is_rule = block::is_thematic_break(self.out.last_line().trim_start_matches([' ', '>']).as_bytes());
            self.out.push(if is_rule { "<!-- -->\n" } else { "\n" });
        }
        for _ in 0..containers {
            let Some(place) = self.layers.iter().rposition(|layer| matches!(layer.kind, LayerKind::Container(_)))
            else {
                return;
            };
            match self.layers[place].kind {
                LayerKind::Container(Container::Item(_)) if self.is_gap_soft => self.gap = Gap::LineBreak,
                LayerKind::Container(Container::Indented) => self.end_block(),
                _ => {}
            }
            self.remove(place);
        }
    }

    fn remove(&mut self, place: usize) {
        let layer = self.layers.remove(place);
        self.headers -= usize::from(layer.header.is_some());
        self.low = self.low.min(place);
    }

    pub(super) fn forget(&mut self) {
        if self.gap != Gap::None {
            self.forgotten = Some(self.marks(self.low));
        }
        self.layers.clear();
        self.low = 0;
        self.headers = 0;
        self.due = None;
        self.dropped = false;
        self.recorded = false;
    }

    fn marks(&self, layers: usize) -> String {
        let mut marks = String::new();
        for layer in self.layers.iter().take(layers) {
            layer.push_mark(&mut marks);
        }
        marks
    }

    /// Writes what has to come before text.
    pub(super) fn begin(&mut self, html: bool) {
        if self.marker {
            self.marker = false;
            self.due = None;
            self.gap = Gap::None;
            self.low = self.layers.len();
            self.write_headers(true);
        } else {
            self.write_gap(html);
            self.low = self.layers.len();
            self.write_headers(false);
        }
        if let Some(pad) = self.due.take() {
            let mut marks = self.marks(self.layers.len());
            marks.extend(std::iter::repeat_n(' ', pad));
            self.out.push(&marks);
        }
        self.after_html = false;
    }

    fn write_gap(&mut self, html: bool) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        self.is_gap_soft = false;
        let forgotten = self.forgotten.take();
        if gap == Gap::None || self.out.len() == 0 {
            return;
        }
        if !self.out.is_at_line_start() {
            self.out.push("\n");
        }
        let is_enough = gap == Gap::LineBreak || (html && gap == Gap::AfterTag);
        if !is_enough && !self.out.ends_with_blank_line() {
            let marks = forgotten.unwrap_or_else(|| self.marks(self.low));
            self.out.push(marks.trim_end());
            self.out.push("\n");
        }
    }

    fn write_headers(&mut self, mut behind_marker: bool) {
        if self.headers == 0 {
            return;
        }
        for place in 0..self.layers.len() {
            let Some(header) = self.layers[place].header.take() else {
                continue;
            };
            let mut line = String::new();
            if behind_marker {
                self.layers[place].push_mark(&mut line);
            } else {
                line = self.marks(place);
                // Notes of MkDocs are indented in the source, and quoted here.
                self.layers[place].push_mark(&mut line);
            }
            if self.layers[place].kind == LayerKind::Container(Container::Indented) {
                self.layers[place].kind = LayerKind::Container(Container::Quote);
                line.push_str("> ");
            }
            line.push_str(header);
            line.push('\n');
            self.out.push(&line);
            behind_marker = false;
            self.due.get_or_insert(0);
        }
        self.headers = 0;
    }

    /// Copies text of the source.
    pub(super) fn copy(&mut self, start: usize, end: usize) {
        let mut at = start;
        let text = |at: usize| self.source.get(at..end).unwrap_or_default();
        if text(at).is_empty() {
            return;
        }
        let is_line_empty = self.due.is_some() || self.out.is_at_line_start();
        if self.marker || self.gap != Gap::None || self.dropped && is_line_empty || self.html_line {
            // What is left of a line of which all else is gone, and blank lines where one is written anyway.
            let skips_lines = self.gap != Gap::None && !self.recorded;
            loop {
                let rest = text(at);
                let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
                let is_break = rest.as_bytes().get(spaces) == Some(&b'\n');
                if is_break {
                    at += spaces + 1;
                    if !self.dropped && self.out.is_at_line_start() {
                        self.end_block();
                    }
                    self.dropped = false;
                    if !skips_lines {
                        break;
                    }
                } else {
                    // The white space before a line's text is the source's.
                    if spaces == rest.len() || self.dropped || self.marker {
                        at += spaces;
                    }
                    break;
                }
            }
        } else if self.dropped {
            let rest = text(at);
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            if rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
                self.out.trim_spaces();
                at += spaces;
            } else if spaces > 0 && self.out.ends_with(' ') {
                at += spaces;
            }
            self.dropped &= !rest.contains('\n');
        }
        if at < end {
            let is_blank = self.due.is_some() && text(at).trim_ascii().is_empty();
            self.begin(text(at).starts_with('<'));
            if is_blank {
                // An empty line of code.
                self.out.trim_spaces();
            }
            self.out.copy(at..end);
        }
    }

    /// Writes text that stands in a line.
    pub(super) fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.begin(false);
            self.out.push(text);
        }
    }

    /// Writes lines that are a block.
    pub(super) fn block<T: AsRef<str>>(&mut self, lines: impl IntoIterator<Item = T>) {
        if !self.marker {
            self.end_block();
        }
        for line in lines {
            let line = line.as_ref();
            self.due = Some(0);
            self.begin(false);
            if line.is_empty() {
                self.out.trim_spaces();
            }
            self.out.push(line);
            self.out.push("\n");
        }
        self.end_block();
        self.due = Some(0);
        self.dropped = true;
    }

    /// Writes a tag of HTML that is a line, or one of several on that line.
    pub(super) fn html(&mut self, tag: &str, opens: bool) {
        if !self.html_line {
            self.gap = self.gap.max(if opens && !self.after_html { Gap::BlankLine } else { Gap::AfterTag });
            self.begin(true);
        }
        self.out.push(tag);
        self.html_line = true;
        self.after_html = true;
    }

    /// Ends a line of tags.
    pub(super) fn end_tags(&mut self) {
        if self.html_line {
            self.html_line = false;
            self.out.push("\n");
            self.gap = self.gap.max(Gap::AfterTag);
        } else {
            if !self.out.is_at_line_start() && !self.marker && self.due.is_none() {
                self.out.push("\n");
            }
            self.end_block();
        }
        self.dropped = false;
    }

    /// Where the line begins that is being written.
    pub(super) fn line_start(&mut self) -> usize {
        self.begin(false);
        self.out.line_start()
    }

    pub(super) fn finish(mut self) -> std::borrow::Cow<'a, str> {
        if self.dropped && !self.out.is_at_line_start() {
            self.out.trim_spaces();
        }
        let trim = self.gap != Gap::None;
        self.out.finish(trim)
    }
}
