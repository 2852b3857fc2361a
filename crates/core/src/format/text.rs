//! Text, stored once, as a stream of word numbers: page store, excerpt source and positions in one.
//!
//! ```text
//! tokens  = hot:u32 hot × (word:u8 term:varint string)
//!
//! stream  = codes, of one or more bytes each:
//!   0          markup begins or ends                             what excerpts leave out: #, **, ](/url), <Tag>
//!   1          code begins or ends
//!   2 string   a separator, as it is
//!   3 string   a word that the dictionary does not have
//!   4 / 5      the next term has its first letter / all letters in capitals
//!   6 varint   the next term has capitals elsewhere: a bit a letter, the first one lowest
//!   7 back:varint first:varint length:varint
//!              a copy: so many bytes of the section `back` before this one, which hold no copy and begin with no mark
//!   8…         a hot token: the commonest words and separators
//!   …          a term below wide × 256, in two bytes
//!   …255       any term, in three or four bytes
//! ```
//!
//! Between two words that follow each other directly stands one space that is not stored. Decoding gives back
//! the text byte for byte. Words in their commonest spelling cost one byte where they are hot (about half of
//! running text), else two or three.

use super::blocks::Blocks;
use super::bytes::{Reader, put_str, put_varint};
use super::capitals::Capitals;
use super::directory::PartName;
use super::fault::Fault;
use super::pages::SectionRecord;
use super::source::Source;
use super::terms::Terms;
use crate::spare::Spelled;
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// What a run of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words that people read.
    Text,
    /// Words that machines read.
    Code,
    /// What is there for layout and links alone: neither searched nor shown in excerpts.
    Markup,
}

impl Kind {
    pub(super) fn of(markup: bool, code: bool) -> Kind {
        match (markup, code) {
            (true, _) => Kind::Markup,
            (false, true) => Kind::Code,
            (false, false) => Kind::Text,
        }
    }
}

pub(super) const MARKUP: u8 = 0;
pub(super) const CODE: u8 = 1;
const SEPARATOR: u8 = 2;
const WORD: u8 = 3;
pub(super) const TITLE: u8 = 4;
pub(super) const UPPER: u8 = 5;
const CAPITALS: u8 = 6;
const COPY: u8 = 7;
pub(super) const FIRST_HOT: u8 = 8;
/// First bytes of codes of two bytes: enough for a vocabulary of 16 K terms.
pub(super) const WIDE: u32 = 64;
pub(super) const FIRST_WIDE: u8 = LAST - (WIDE as u8) + 1;
pub(super) const LAST: u8 = 254;
const ESCAPE: u8 = 255;
const HOT: usize = (FIRST_WIDE - FIRST_HOT) as usize;

/// How many bytes one call may spell, or how many times the length of all texts where that is more. Crafted files could
/// otherwise ask for any amount of memory and time; honest ones grow tenfold, and a hundredfold where a page is one line
/// again and again.
const MAX_SPELLED: usize = 64 << 20;
const MAX_GROWTH: usize = 256;

/// What a stream counts for, however short it is.
const STREAM: usize = 16;

/// A word or a separator that occurs in the text, before it has its code.
pub(crate) struct Token<'a> {
    /// How the caller knows it.
    pub(crate) number: u32,
    pub(crate) text: &'a str,
    pub(crate) word: bool,
    /// The ordinal of the word in lower case, where the dictionary has it.
    pub(crate) term: Option<u32>,
    /// How often it occurs.
    pub(crate) count: u32,
}

/// Gives every token its code, now that the terms have their ordinals, and writes the table. `terms` stand in the order
/// of their ordinals; `tokens` are sorted by whether they are words, then by their text.
pub(crate) fn encode(terms: &[&str], tokens: &[Token<'_>]) -> (Vec<u8>, TextEncoder) {
    let numbers = tokens.iter().map(|token| token.number as usize + 1).max().unwrap_or(0);
    let mut encoder = TextEncoder { bytes: Vec::new(), codes: vec![Code::default(); numbers] };
    let mut gains = Vec::with_capacity(tokens.len());
    for (rank, token) in tokens.iter().enumerate() {
        let start = encoder.bytes.len();
        if token.word {
            let term = token.term.and_then(|term| Some((term, *terms.get(term as usize)?)));
            put_word(&mut encoder.bytes, token.text, term);
        } else {
            put_string(&mut encoder.bytes, SEPARATOR, token.text);
        }
        let length = encoder.bytes.len() - start;
        encoder.set(token.number, start);
        gains.push((std::cmp::Reverse((length - 1) as u64 * u64::from(token.count)), rank));
    }
    // Only the first ones count.
    if gains.len() > HOT {
        gains.select_nth_unstable(HOT);
        gains.truncate(HOT);
    }
    gains.sort_unstable();
    let hot = gains.iter().take(HOT).map(|&(_, rank)| &tokens[rank]);
    let mut out = Vec::new();
    out.extend_from_slice(&(hot.len() as u32).to_le_bytes());
    for (token, code) in hot.zip(FIRST_HOT..) {
        out.push(u8::from(token.word));
        put_varint(&mut out, token.term.map_or(0, |term| term + 1));
        put_str(&mut out, token.text);
        let start = encoder.bytes.len();
        encoder.bytes.push(code);
        encoder.set(token.number, start);
    }
    (out, encoder)
}

fn put_string(out: &mut Vec<u8>, kind: u8, text: &str) {
    out.push(kind);
    put_str(out, text);
}

/// The code of a word that is not hot.
fn put_word(out: &mut Vec<u8>, text: &str, term: Option<(u32, &str)>) {
    let known = term.and_then(|(term, lower)| Some((term, Capitals::of(text, lower)?)));
    let Some((term, capitals)) = known else { return put_string(out, WORD, text) };
    match capitals {
        Capitals::None => {}
        Capitals::First => out.push(TITLE),
        Capitals::All => out.push(UPPER),
        Capitals::Inner(capitals) => {
            out.push(CAPITALS);
            put_varint(out, capitals);
        }
    }
    put_term(out, term);
}

fn put_term(out: &mut Vec<u8>, term: u32) {
    if term < WIDE * 256 {
        out.push(FIRST_WIDE + (term >> 8) as u8);
        out.push(term as u8);
    } else {
        out.push(ESCAPE);
        put_varint(out, term - WIDE * 256);
    }
}

/// The codes of tokens, by their numbers.
pub(crate) struct TextEncoder {
    bytes: Vec<u8>,
    codes: Vec<Code>,
}

/// The code of a token. Most have one to four bytes, and copying those eight at a time is four times as fast.
#[derive(Clone, Copy, Default)]
struct Code {
    /// Where it begins in `bytes`, and its length.
    start: u32,
    length: u32,
    /// Its first bytes.
    short: [u8; SHORT],
}

const SHORT: usize = 8;

impl TextEncoder {
    /// Appends the mark where markup begins or ends.
    pub(crate) fn put_markup(out: &mut Vec<u8>) {
        out.push(MARKUP);
    }

    /// Appends the mark where code begins or ends.
    pub(crate) fn put_code(out: &mut Vec<u8>) {
        out.push(CODE);
    }

    /// Appends a copy of so many bytes of the section `back` before this one.
    pub(crate) fn put_copy(out: &mut Vec<u8>, back: u32, first: u32, length: u32) {
        out.push(COPY);
        [back, first, length].into_iter().for_each(|number| put_varint(out, number));
    }

    /// Appends the code of a token that was given to [`encode`].
    pub(crate) fn put(&self, out: &mut Vec<u8>, number: u32) {
        let Code { start, length, short } = self.codes[number as usize];
        let end = out.len() + length as usize;
        if length as usize <= SHORT {
            out.extend_from_slice(&short);
            out.truncate(end);
        } else {
            out.extend_from_slice(&self.bytes[start as usize..][..length as usize]);
        }
    }

    /// Gives a token the code that begins at `start` and ends where `bytes` does.
    fn set(&mut self, number: u32, start: usize) {
        let code = &self.bytes[start..];
        let mut short = [0; SHORT];
        short.iter_mut().zip(code).for_each(|(to, from)| *to = *from);
        self.codes[number as usize] = Code { start: start as u32, length: code.len() as u32, short };
    }
}

/// Texts in place.
pub(crate) struct Texts<'a> {
    pub(super) hot: Vec<Item<'a>>,
    /// Of each first byte whether its code is a word, and no longer than two bytes.
    pub(super) is_word: [bool; 256],
    sections: Blocks<'a>,
    pub(super) terms: Terms<'a>,
    /// How many bytes may still be spelled.
    left: Cell<usize>,
    spelled: RefCell<Spelled>,
}

/// A token of a stream. A term is spelled only when asked for, since that is what costs time.
#[derive(Clone, Copy)]
pub(crate) enum Item<'a> {
    Separator(&'a str),
    /// A word that is spelled in the stream or in the table of hot tokens.
    /// The ordinal is that of its term, where it is known.
    Word(&'a str, Option<u32>),
    Term(u32, Capitals),
}

impl Item<'_> {
    pub(crate) fn is_word(&self) -> bool {
        !matches!(self, Item::Separator(_))
    }

    /// The ordinal of its term, where it is a word that the dictionary has.
    pub(crate) fn term(&self) -> Option<u32> {
        match *self {
            Item::Term(term, _) => Some(term),
            Item::Word(_, term) => term,
            Item::Separator(_) => None,
        }
    }
}

/// Which word the next one touches, if it does: words of scripts without spaces do.
#[derive(Default)]
pub(crate) struct Touching {
    before: Option<u32>,
    touches: bool,
}

impl Touching {
    /// The word before this one and this one, where they touch.
    pub(crate) fn step(&mut self, item: &Item<'_>) -> Option<(u32, u32)> {
        let is_empty = matches!(item, Item::Separator(""));
        let touches = std::mem::replace(&mut self.touches, is_empty);
        if is_empty {
            return None;
        }
        let here = item.term();
        let before = std::mem::replace(&mut self.before, here);
        before.zip(here).filter(|_| touches)
    }
}

impl<'a> Texts<'a> {
    pub(crate) fn open(
        tokens: &'a [u8],
        head: &'a [u8],
        source: Source<'a>,
        body: u32,
        terms: Terms<'a>,
        spelled: Spelled,
    ) -> Result<Self, Fault> {
        let mut reader = Reader::new(tokens, PartName::Tokens);
        let count = reader.u32()? as usize;
        if count > HOT {
            return Err(Fault::Corrupt(PartName::Tokens));
        }
        let mut hot = Vec::with_capacity(count);
        for _ in 0..count {
            let (word, term, text) = (reader.byte()? != 0, reader.varint()?, reader.str()?);
            hot.push(if word { Item::Word(text, term.checked_sub(1)) } else { Item::Separator(text) });
        }
        let mut is_word = [false; 256];
        is_word[usize::from(FIRST_WIDE)..=usize::from(LAST)].fill(true);
        for (is_word, item) in is_word[usize::from(FIRST_HOT)..].iter_mut().zip(&hot) {
            *is_word = item.is_word();
        }
        let sections = Blocks::take(&mut Reader::new(head, PartName::Text), source, body, PartName::Text)?;
        let left = Cell::new(MAX_SPELLED.max(sections.size().saturating_mul(MAX_GROWTH)));
        Ok(Texts { is_word, hot, sections, terms, left, spelled: RefCell::new(spelled) })
    }

    pub(crate) fn len(&self) -> u32 {
        self.sections.len()
    }

    /// The words that were spelled, for the next question.
    pub(crate) fn into_spelled(self) -> Spelled {
        self.spelled.into_inner()
    }

    /// A section, with its text as a stream.
    pub(crate) fn section(&self, number: u32) -> Result<SectionRecord<'a>, Fault> {
        SectionRecord::decode(self.sections.get(number)?)
    }

    /// Everything that is missing of these sections.
    pub(crate) fn want(&self, sections: Range<u32>) -> Result<(), Fault> {
        self.sections.want(sections, u32::MAX)
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.sections.want_all()
    }

    /// Takes from what one call may spell.
    pub(crate) fn spend(&self, bytes: usize) -> Result<(), Fault> {
        self.left.set(self.left.get().checked_sub(bytes).ok_or(Fault::Endless)?);
        Ok(())
    }

    /// The tokens of a section from the start.
    pub(crate) fn walk(&self, section: u32) -> Result<Walk<'_, 'a>, Fault> {
        Ok(self.walk_record(section, self.section(section)?))
    }

    /// The tokens of a section that was read already.
    pub(crate) fn walk_record(&self, section: u32, record: SectionRecord<'a>) -> Walk<'_, 'a> {
        Walk { section: Some(section), ..self.walk_stream(record.text) }
    }

    /// The tokens of a stream that stands elsewhere.
    pub(crate) fn walk_stream<'s>(&self, stream: &'s [u8]) -> Walk<'_, 's>
    where
        'a: 's,
    {
        let reader = Reader::new(stream, PartName::Text);
        Walk { texts: self, reader, outer: None, section: None, kind: Kind::Text, code: false, passed_over: false }
    }

    /// The first line of a section from its first word on: a heading without its `#`s. No heading is in a copy, so that
    /// where one begins that is not there yet, the line has ended.
    pub(crate) fn first_line(&self, section: u32, record: SectionRecord<'a>) -> Result<&'a [u8], Fault> {
        let mut walk = self.walk_record(section, record);
        let mut start: Option<&[u8]> = None;
        loop {
            let here = walk.reader.rest();
            let step = walk.step()?;
            let (goes_on, word) = match step {
                _ if walk.passed_over => (false, false),
                Some((Kind::Markup, Item::Separator(text))) => (!text.contains('\n'), false),
                Some((Kind::Markup, _)) => (true, true),
                _ => (false, false),
            };
            match start {
                Some(line) if !goes_on => {
                    return line.get(..line.len().saturating_sub(here.len())).ok_or(Fault::Corrupt(PartName::Text));
                }
                None if word => start = Some(here),
                None if !goes_on => return Err(Fault::Corrupt(PartName::Text)),
                _ => {}
            }
        }
    }

    /// Appends the text of a section, byte for byte.
    pub(crate) fn whole(&self, section: u32, out: &mut String) -> Result<(), Fault> {
        self.append(self.walk(section)?, out)
    }

    /// Decodes a stream that stands elsewhere: a title, a description, a heading.
    pub(crate) fn string(&self, stream: &'a [u8]) -> Result<String, Fault> {
        let mut out = String::new();
        self.append(self.walk_stream(stream), &mut out)?;
        Ok(out)
    }

    fn append(&self, mut walk: Walk<'_, 'a>, out: &mut String) -> Result<(), Fault> {
        self.spend(STREAM)?;
        let mut word_ends = false;
        while let Some((_, item)) = walk.step()? {
            if item.is_word() && word_ends {
                out.push(' ');
            }
            self.spell(&item, out)?;
            word_ends = item.is_word() && !walk.turns();
        }
        Ok(())
    }

    /// Appends a token as it was written.
    pub(crate) fn spell(&self, item: &Item<'a>, out: &mut String) -> Result<(), Fault> {
        let (term, capitals) = match *item {
            Item::Separator(text) | Item::Word(text, _) => {
                out.push_str(text);
                return Ok(());
            }
            Item::Term(term, capitals) => (term, capitals),
        };
        let mut spelled = self.spelled.borrow_mut();
        let lower = spelled.word(term, |word| {
            let mut key = std::mem::take(word).into_bytes();
            if Fault::later(self.terms.key(term, &mut key))?.is_none() {
                return Ok(None);
            }
            *word = String::from_utf8(key).map_err(|_| Fault::Corrupt(PartName::Dictionary))?;
            Ok(Some(()))
        })?;
        let Some(lower) = lower else { return Ok(()) };
        self.spend(lower.len())?;
        capitals.push(lower, out);
        Ok(())
    }
}

/// Steps through a stream. A copy of it goes on from the same place.
#[derive(Clone, Copy)]
pub(crate) struct Walk<'t, 'a> {
    pub(super) texts: &'t Texts<'a>,
    pub(super) reader: Reader<'a>,
    /// Where to go on when the copy that is read ends.
    outer: Option<Reader<'a>>,
    /// The section that is read, from which copies count back; a stream that stands elsewhere has none.
    section: Option<u32>,
    pub(super) kind: Kind,
    pub(super) code: bool,
    /// Whether there was a copy that is not there yet.
    passed_over: bool,
}

/// The number of a term whose code begins with `first`.
#[inline]
fn term(reader: &mut Reader<'_>, first: u8) -> Result<u32, Fault> {
    match first {
        ESCAPE => reader.varint()?.checked_add(WIDE * 256),
        FIRST_WIDE.. => Some((u32::from(first - FIRST_WIDE) << 8) | u32::from(reader.byte()?)),
        _ => None,
    }
    .ok_or(Fault::Corrupt(PartName::Text))
}

impl<'a> Walk<'_, 'a> {
    /// The next token and what it is part of. Two words in direct succession have a space between them, unless
    /// [`turns`](Self::turns) says otherwise.
    pub(crate) fn step(&mut self) -> Result<Option<(Kind, Item<'a>)>, Fault> {
        let Some(code) = self.code()? else { return Ok(None) };
        let item = match code {
            SEPARATOR => Item::Separator(self.reader.str()?),
            WORD => Item::Word(self.reader.str()?, None),
            TITLE => {
                let first = self.reader.byte()?;
                Item::Term(term(&mut self.reader, first)?, Capitals::First)
            }
            UPPER => {
                let first = self.reader.byte()?;
                Item::Term(term(&mut self.reader, first)?, Capitals::All)
            }
            CAPITALS => {
                let capitals = self.reader.varint()?;
                let first = self.reader.byte()?;
                Item::Term(term(&mut self.reader, first)?, Capitals::Inner(capitals))
            }
            place @ FIRST_HOT..FIRST_WIDE => {
                let hot = self.texts.hot.get(usize::from(place - FIRST_HOT));
                let &item = hot.ok_or(Fault::Corrupt(PartName::Text))?;
                if let Item::Word(text, _) | Item::Separator(text) = item {
                    self.texts.spend(text.len())?;
                }
                item
            }
            first => Item::Term(term(&mut self.reader, first)?, Capitals::None),
        };
        self.leave();
        Ok(Some((self.kind, item)))
    }

    /// The first byte of the next token.
    #[inline]
    fn code(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            self.leave();
            if self.reader.is_empty() {
                return Ok(None);
            }
            match self.reader.byte()? {
                turn @ (MARKUP | CODE) => {
                    let markup = turn == MARKUP && self.kind != Kind::Markup;
                    self.code ^= turn == CODE;
                    self.kind = Kind::of(markup, self.code);
                }
                COPY => self.enter()?,
                code => return Ok(Some(code)),
            }
        }
    }

    /// Begins to read a copy.
    #[inline(never)]
    fn enter(&mut self) -> Result<(), Fault> {
        let (back, first, length) = (self.reader.varint()?, self.reader.varint()?, self.reader.varint()?);
        self.texts.spend(length as usize)?;
        let section = self.section.filter(|_| self.outer.is_none()).and_then(|section| section.checked_sub(back));
        let section = self.texts.section(section.ok_or(Fault::Corrupt(PartName::Text))?);
        let Some(section) = Fault::later(section)? else {
            self.passed_over = true;
            return Ok(());
        };
        let source = section.text.get(first as usize..).ok_or(Fault::Corrupt(PartName::Text))?;
        let copy =
            source.get(..length as usize).filter(|copy| !copy.is_empty()).ok_or(Fault::Corrupt(PartName::Text))?;
        self.outer = Some(std::mem::replace(&mut self.reader, Reader::new(copy, PartName::Text)));
        Ok(())
    }

    /// Goes on behind a copy that was read to its end.
    #[inline]
    fn leave(&mut self) {
        if self.reader.is_empty() {
            self.reader = self.outer.take().unwrap_or(self.reader);
        }
    }

    /// Goes on behind so many bytes, where this is the kind of text.
    pub(super) fn pass_over(&mut self, bytes: usize, kind: Kind, code: bool) {
        self.reader.skip(bytes);
        (self.kind, self.code) = (kind, code);
        self.leave();
    }

    /// Where the next token begins in memory.
    pub(super) fn place(&self) -> *const u8 {
        self.reader.rest().as_ptr()
    }

    /// Whether markup or code begins or ends here.
    pub(crate) fn turns(&self) -> bool {
        matches!(self.reader.rest().first(), Some(&(MARKUP | CODE)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::blocks::{BlocksWriter, Part};
    use crate::format::source::{Pieces, Wanted};
    use crate::format::terms;

    /// Each code of these stands for many bytes.
    #[test]
    fn crafted_texts_do_not_grow_without_end() {
        let mut tokens = 1u32.to_le_bytes().to_vec();
        tokens.extend([0, 0]);
        put_str(&mut tokens, &"-".repeat(100_000));
        let (terms, _) = terms::encode(&["word"], &[None], &[1; 6]).unwrap();
        let (mut long, mut copies) = (Vec::new(), Vec::new());
        put_string(&mut long, SEPARATOR, &"-".repeat(100_000));
        (0..10_000).for_each(|_| TextEncoder::put_copy(&mut copies, 1, 0, 100_000 + 4));
        for (streams, last) in [(vec![vec![FIRST_HOT; 10_000]], 0), (vec![long, copies], 1)] {
            let mut sections = BlocksWriter::default();
            streams.iter().for_each(|stream| sections.push(&[&[0], &**stream].concat()));
            let Part { head, body, .. } = sections.finish();
            let (file, pieces, wanted) =
                ([terms.body.concat(), body.concat()].concat(), Pieces::default(), Wanted::default());
            let source = Source::new(&file, &pieces, file.len() as u32, &wanted);
            let terms_read = Terms::open(&terms.head, source, 0).unwrap();
            let texts = Texts::open(&tokens, &head, source, terms.body_length() as u32, terms_read, Spelled::default())
                .unwrap();
            let mut text = String::new();
            assert_eq!(texts.whole(last, &mut text), Err(Fault::Endless));
            assert!(text.len() <= 3 * MAX_SPELLED, "{}", text.len());
        }
    }
}
