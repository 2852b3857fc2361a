//! Text as numbers of the [`Vocabulary`], before words have the codes of the file.
//!
//! ```text
//! stream = varints: 0 markup begins or ends, 1 code begins or ends, 2 a copy, with its three numbers behind it,
//!          else a word or separator, its number plus 3
//! ```
//!
//! As in the file, one space between two words is not written.

use super::vocabulary::{EMPTY, SPACE, Vocabulary};
use crate::analyze::segments;
use crate::error::Error;
use crate::format::bytes::put_varint;
use crate::format::text::{Kind, Texts};
use crate::parse::Section;
use std::ops::Range;

const MARKUP: u32 = 0;
const CODE: u32 = 1;
const COPY: u32 = 2;
const FIRST: u32 = 3;

/// A symbol of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    Markup,
    Code,
    Token(u32),
    /// So many symbols from the `first` one on of the section that stands `back` sections before this one.
    Copy {
        back: u32,
        first: u32,
        length: u32,
    },
}

/// The symbols of a stream, in order.
pub(super) fn symbols(stream: &[u8]) -> impl Iterator<Item = Symbol> {
    let mut values = varints(stream);
    std::iter::from_fn(move || {
        Some(match values.next()? {
            MARKUP => Symbol::Markup,
            CODE => Symbol::Code,
            COPY => Symbol::Copy { back: values.next()?, first: values.next()?, length: values.next()? },
            value => Symbol::Token(value - FIRST),
        })
    })
}

/// A stream of symbols.
pub(super) fn stream(symbols: &[Symbol]) -> Vec<u8> {
    let mut out = Vec::new();
    put(symbols, &mut out);
    out.shrink_to_fit();
    out
}

/// Writes a stream of symbols over what is in `out`.
pub(super) fn put(symbols: &[Symbol], out: &mut Vec<u8>) {
    out.clear();
    out.reserve(2 * symbols.len());
    for symbol in symbols {
        match *symbol {
            Symbol::Markup => put_varint(out, MARKUP),
            Symbol::Code => put_varint(out, CODE),
            Symbol::Token(token) => put_varint(out, token + FIRST),
            Symbol::Copy { back, first, length } => {
                [COPY, back, first, length].iter().for_each(|&value| put_varint(out, value));
            }
        }
    }
}

/// The symbols of the last of several sections, with what its copies stand for. `sections` says where each of a page
/// stands in `symbols`.
pub(super) fn unfolded<'a>(symbols: &'a [Symbol], sections: &'a [Range<usize>]) -> impl Iterator<Item = Symbol> + 'a {
    let last = sections.last().cloned().unwrap_or_default();
    let mut own = symbols[last].iter().copied();
    let mut copied: &[Symbol] = &[];
    std::iter::from_fn(move || {
        if let Some((&symbol, rest)) = copied.split_first() {
            copied = rest;
            return Some(symbol);
        }
        let symbol = own.next()?;
        let Symbol::Copy { back, first, length } = symbol else { return Some(symbol) };
        let start = sections[sections.len() - 1 - back as usize].start + first as usize;
        // What is copied is longer than a symbol and holds no copies.
        let (&symbol, rest) = symbols[start..start + length as usize].split_first()?;
        copied = rest;
        Some(symbol)
    })
}

/// Where the heading ends in the symbols of its section, if its first line is `#`s and the heading as it is.
pub(super) fn heading_end(markdown: &str, symbols: &[Symbol], heading: (&str, &[Symbol])) -> Option<usize> {
    let line = markdown.lines().next()?.trim_start_matches('#').trim_start_matches(' ');
    let (text, heading) = heading;
    // Markup begins, and the `#`s are one separator, or two where something else merges with the space.
    let start = (2..4).find(|&start| symbols.get(start..).is_some_and(|rest| rest.starts_with(heading)))?;
    (line == text && text.starts_with(char::is_alphanumeric)).then_some(start + heading.len())
}

/// Numbers that [`put_varint`] wrote here, in memory.
pub(super) fn varints(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let mut bytes = bytes.iter();
    std::iter::from_fn(move || {
        let first = *bytes.next()?;
        let mut value = u32::from(first & 0x7f);
        if first < 0x80 {
            return Some(value);
        }
        for shift in [7, 14, 21, 28] {
            let byte = *bytes.next()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Some(value)
    })
}

impl Vocabulary {
    /// Notes that the tokens of a stream occur once more, or once less.
    pub(super) fn count_stream(&mut self, stream: &[u8], more: bool) {
        for symbol in symbols(stream) {
            if let Symbol::Token(token) = symbol {
                self.count(token, more);
            }
        }
    }
}

/// Cuts text into symbols. `number` knows words and separators, among them [`SPACE`] and [`EMPTY`].
struct SymbolWriter<'a, N> {
    number: N,
    out: &'a mut Vec<Symbol>,
    after_word: bool,
    /// A space that follows a word, and is written only where no word follows it.
    held: bool,
    in_code: bool,
}

impl<'a, N: FnMut(&str, bool) -> u32> SymbolWriter<'a, N> {
    fn new(number: N, out: &'a mut Vec<Symbol>) -> Self {
        SymbolWriter { number, out, after_word: false, held: false, in_code: false }
    }

    fn push(&mut self, text: &str) {
        for segment in segments(text) {
            // Half of all segments.
            let number = if segment.text == " " { SPACE } else { (self.number)(segment.text, segment.word) };
            if segment.word {
                if self.after_word && !self.held {
                    self.out.push(Symbol::Token(EMPTY));
                }
                self.held = false;
                self.out.push(Symbol::Token(number));
            } else if number == SPACE && self.after_word && !self.held {
                self.held = true;
                continue;
            } else {
                self.symbol(Symbol::Token(number));
            }
            self.after_word = segment.word;
        }
    }

    fn symbol(&mut self, symbol: Symbol) {
        self.release();
        self.after_word = false;
        self.out.push(symbol);
    }

    /// Writes the space that is held.
    fn release(&mut self) {
        if std::mem::take(&mut self.held) {
            self.out.push(Symbol::Token(SPACE));
        }
    }

    fn markup(&mut self, text: &str) {
        if !text.is_empty() {
            self.symbol(Symbol::Markup);
            self.push(text);
            self.symbol(Symbol::Markup);
        }
    }
}

/// Appends a section of an index as the symbols that it was written from, without copies.
pub(super) fn again(
    mut number: impl FnMut(&str, bool) -> u32,
    texts: &Texts<'_>,
    section: u32,
    out: &mut Vec<Symbol>,
) -> Result<(), Error> {
    let (mut in_markup, mut in_code) = (false, false);
    let mut walk = texts.walk(section)?;
    let mut text = String::new();
    while let Some((kind, item)) = walk.step()? {
        let (markup, code) = (kind == Kind::Markup, kind == Kind::Code);
        if in_markup != markup {
            in_markup = markup;
            out.push(Symbol::Markup);
        }
        // Markup may stand in the midst of code.
        if !markup && in_code != code {
            in_code = code;
            out.push(Symbol::Code);
        }
        text.clear();
        texts.spell(&item, &mut text)?;
        out.push(Symbol::Token(number(&text, item.is_word())));
    }
    if in_markup {
        out.push(Symbol::Markup);
    }
    Ok(())
}

/// Appends a line of text as symbols.
pub(super) fn line(number: impl FnMut(&str, bool) -> u32, text: &str, out: &mut Vec<Symbol>) {
    let mut writer = SymbolWriter::new(number, out);
    writer.push(text);
    writer.release();
}

/// Appends a whole section as symbols, with marks where markup and code begin and end.
pub(super) fn section(number: impl FnMut(&str, bool) -> u32, markdown: &str, section: &Section, out: &mut Vec<Symbol>) {
    let mut writer = SymbolWriter::new(number, out);
    let mut at = section.range.start;
    for (kind, range) in &section.runs {
        let (start, end) = (range.start.max(at), range.end.min(section.range.end));
        if start >= end {
            continue;
        }
        writer.markup(&markdown[at..start]);
        let code = *kind == Kind::Code;
        if writer.in_code != code {
            writer.in_code = code;
            writer.symbol(Symbol::Code);
        }
        writer.push(&markdown[start..end]);
        at = end;
    }
    writer.markup(&markdown[at..section.range.end]);
    writer.release();
}

impl Vocabulary {
    /// A line of text as symbols.
    pub(super) fn line(&mut self, text: &str) -> Vec<Symbol> {
        let mut out = Vec::new();
        line(|text, word| self.number(text, word), text, &mut out);
        out
    }
}
