//! The inside of paragraphs and headings: code spans, tags and expressions.

use super::event::{Event, What};
use super::expression;
use super::html::{id_of, is_html, is_html_attribute};
use super::scan::Scanner;
use super::tag::{self, Kind, Tag};

/// A component's tag or an expression, and whether only such stand before it, and behind it.
struct Piece {
    start: usize,
    end: usize,
    /// The element that it opens, or closes.
    element: Option<usize>,
    kind: Kind,
    leads: bool,
    trails: bool,
}

impl<'a> Scanner<'a, '_> {
    /// Reads `start..end`, which is one paragraph or heading. `raw` where HTML begins it, in which no backslash escapes.
    /// Elements that begin a paragraph may go on behind it.
    pub(super) fn inline(&mut self, start: usize, end: usize, raw: bool, may_go_on: bool) {
        let source = self.source;
        let Some(bytes) = source.as_bytes().get(..end) else {
            return;
        };
        let mut depth = self.pairs.depth();
        let mut pieces: Vec<Piece> = Vec::new();
        // Bit n: no run of n backticks is ahead.
        let mut no_run: u32 = 0;
        let mut at = start;
        while let Some(found) = self.next_mark(bytes, at) {
            at = found;
            if is_escaped(bytes, start, at) {
                at += 1;
                continue;
            }
            match bytes[at] {
                b'`' => {
                    let length = run(bytes, at);
                    // Nobody writes longer ones, and each length that has no partner costs a look at all of the rest.
                    let close = if length < 32 && no_run & (1 << length) == 0 {
                        closing_run(bytes, at + length, length)
                    } else {
                        None
                    };
                    if close.is_none() && length < 32 {
                        no_run |= 1 << length;
                    }
                    at = close.unwrap_or(at + length);
                }
                b'{' => {
                    let limit = end.min(self.reach(at));
                    match expression::end(source, at, limit) {
                        Some(close) => {
                            self.expression(at, close);
                            pieces.push(Piece {
                                start: at,
                                end: close,
                                element: None,
                                kind: Kind::Empty,
                                leads: false,
                                trails: false,
                            });
                            at = close;
                        }
                        None => {
                            self.spend(limit.saturating_sub(at));
                            at += 1;
                        }
                    }
                }
                _ => {
                    at = self.angle(at, end, raw, &mut pieces);
                    // What closes an element from before the paragraph takes the place of nothing in it.
                    depth = depth.min(self.pairs.depth());
                }
            }
        }
        self.set_blocks(start, end, depth, may_go_on, &mut pieces);
    }

    /// The next character that may begin something.
    fn next_mark(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let rest = bytes.get(at..)?;
        let found = if self.mdx { memchr::memchr3(b'<', b'`', b'{', rest) } else { memchr::memchr2(b'<', b'`', rest) };
        found.map(|found| at + found)
    }

    /// Reads what begins with the `<` at `at`, and gives the place behind it.
    fn angle(&mut self, at: usize, end: usize, raw: bool, pieces: &mut Vec<Piece>) -> usize {
        let source = self.source;
        let bytes = &source.as_bytes()[..end];
        let first = bytes.get(at + 1).copied().unwrap_or(b' ');
        if first == b'!' && bytes[at..].starts_with(b"<!--") {
            return memchr::memmem::find(&bytes[at..], b"-->").map_or(at + 4, |found| at + found + 3);
        }
        let is_fragment = self.mdx && (first == b'>' || bytes[at..].starts_with(b"</>"));
        if !(is_fragment || first == b'/' || first.is_ascii_alphabetic() || first == b'_' || first == b'$') {
            return at + 1;
        }
        if let Some(close) = autolink(bytes, at) {
            return close;
        }
        let limit = end.min(self.reach(at));
        let tag = match tag::parse(source, at, limit, !self.mdx, self.quotes()) {
            Ok(tag) if is_fragment || !tag.name.is_empty() => tag,
            Ok(_) => return at + 1,
            Err(seen) => {
                self.spend(seen.saturating_sub(at));
                return at + 1;
            }
        };
        let close = tag.end;
        // `[text](<the file.md>)` and `[text]: <the file.md>`
        let before = source.get(..at).unwrap_or_default();
        if before.ends_with("](") || before.ends_with("]: ") {
            return close;
        }
        if !self.is_component(&tag) && is_html(tag.name) {
            self.html(tag);
            return close;
        }
        // `</A>` in capitals, whose `<A HREF>` was HTML.
        if !self.mdx && tag.kind == Kind::Close && is_html(tag.name) && !self.pairs.is_open(tag.name) {
            return close;
        }
        let (component, kind) = (self.is_component(&tag), tag.kind);
        if !component && kind == Kind::Empty {
            return close;
        }
        let element = self.tag(tag, false, raw);
        if component {
            pieces.push(Piece { start: at, end: close, element, kind, leads: false, trails: false });
        }
        close
    }

    /// A tag of HTML: its id, and in MDX what only JSX knows.
    fn html(&mut self, tag: Tag<'a>) {
        if self.mdx && tag.attributes.iter().any(|attribute| !is_html_attribute(attribute.name, attribute.value)) {
            self.tag(tag, false, false);
        } else if let Some(id) = id_of(&tag) {
            self.events.push(Event { start: tag.start, end: tag.start, what: What::Id(id) });
        }
    }

    /// Finds the elements that stand on lines of their own: nothing but tags is before them and behind them, in the
    /// paragraph or, where every line of it is so, in the line. What is still open ends here, or is a block from here on.
    fn set_blocks(&mut self, start: usize, end: usize, depth: usize, may_go_on: bool, pieces: &mut [Piece]) {
        if pieces.is_empty() && self.pairs.depth() <= depth {
            return;
        }
        let source = self.source;
        let blank = |from: usize, to: usize| source.get(from..to).is_none_or(|text| text.trim().is_empty());
        let by_line = self.all_lines_are_wrapped(start, end, pieces);
        let mut before = start;
        let mut leads = true;
        for piece in pieces.iter_mut() {
            let gap = source.get(before..piece.start).unwrap_or_default();
            leads = match gap.rfind('\n').filter(|_| by_line) {
                Some(found) => blank(before + found, piece.start),
                None => leads && blank(before, piece.start),
            };
            piece.leads = leads;
            before = piece.end;
        }
        let mut behind = end;
        let mut trails = true;
        for piece in pieces.iter_mut().rev() {
            let gap = source.get(piece.end..behind).unwrap_or_default();
            trails = match gap.find('\n').filter(|_| by_line) {
                Some(found) => blank(piece.end, piece.end + found),
                None => trails && blank(piece.end, behind),
            };
            piece.trails = trails;
            behind = piece.start;
        }
        let mut leading: Vec<usize> = Vec::new();
        for piece in pieces.iter() {
            match (piece.kind, piece.element) {
                (Kind::Open, Some(element)) if piece.leads => leading.push(element),
                (Kind::Empty, Some(element)) => self.pairs.elements[element].block = piece.leads && piece.trails,
                (Kind::Close, Some(element)) if piece.trails && leading.binary_search(&element).is_ok() => {
                    self.pairs.elements[element].block = true;
                }
                _ => {}
            }
        }
        let stays = |element: &usize| may_go_on && leading.binary_search(element).is_ok();
        let kept = self.pairs.above(depth).iter().take_while(|open| stays(&open.element)).count();
        let mut gone = Vec::new();
        while let Some(open) = self.pairs.pop_to(depth + kept) {
            gone.push(open.element);
        }
        self.leave_elements(&gone);
        let elements: Vec<usize> = self.pairs.above(depth).iter().map(|open| open.element).collect();
        for element in elements {
            self.pairs.elements[element].block = true;
            self.enter_element(element);
        }
    }

    /// Whether each of several lines begins and ends with a tag.
    fn all_lines_are_wrapped(&self, start: usize, end: usize, pieces: &[Piece]) -> bool {
        let text = self.source.get(start..end).unwrap_or_default();
        if !text.contains('\n') {
            return false;
        }
        let mut at = start;
        let mut next = 0;
        for line in text.split_inclusive('\n') {
            let first = at + line.len() - line.trim_start().len();
            let last = at + line.trim_end().len();
            at += line.len();
            while pieces.get(next).is_some_and(|piece| piece.end <= first) {
                next += 1;
            }
            let Some(piece) = pieces.get(next) else {
                return false;
            };
            // A tag of several lines covers the starts of the later ones.
            if piece.start > first {
                return false;
            }
            while pieces.get(next).is_some_and(|piece| piece.end < last) {
                next += 1;
            }
            if pieces.get(next).is_none_or(|piece| piece.start >= last) {
                return false;
            }
        }
        true
    }
}

/// The end of `<https://example.com>` or `<name@example.com>`.
fn autolink(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at + 1..)?;
    let length = rest.iter().position(|byte| b"<> \n\t".contains(byte))?;
    let inside = rest.get(..length).filter(|_| rest.get(length) == Some(&b'>'))?;
    let is_scheme = |scheme: &[u8]| {
        (2..=32).contains(&scheme.len())
            && scheme[0].is_ascii_alphabetic()
            && scheme.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(byte))
    };
    let is_link = memchr::memchr(b':', inside).is_some_and(|colon| is_scheme(&inside[..colon]));
    let is_mail = !inside.contains(&b'=') && memchr::memchr(b'@', inside).is_some_and(|sign| sign > 0);
    (is_link || is_mail).then_some(at + length + 2)
}

fn is_escaped(bytes: &[u8], start: usize, at: usize) -> bool {
    bytes.get(start..at).is_some_and(|before| before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1)
}

fn run(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|byte| **byte == b'`').count()
}

/// The end of the next run of exactly `length` backticks.
fn closing_run(bytes: &[u8], mut at: usize, length: usize) -> Option<usize> {
    loop {
        at += memchr::memchr(b'`', bytes.get(at..)?)?;
        let found = run(bytes, at);
        at += found;
        if found == length {
            return Some(at);
        }
    }
}
