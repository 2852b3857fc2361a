//! Text, stored once, as a stream of word numbers: page store, excerpt source and positions in one.
//!
//! ```text
//! tokens  = hot:u32 hot × (word:u8 string)  variants:records
//! variant = term:varint  ⌈letters / 8⌉ × u8                      a bit a letter: set where it is a capital
//!
//! stream  = codes, of one or more bytes each:
//!   0          markup begins or ends                             what excerpts leave out: #, **, ](/url), <Tag>
//!   1          code begins or ends
//!   2 string   a separator, as it is
//!   3 string   a word that the dictionary does not have
//!   4 / 5      the next term has its first letter / all letters in capitals
//!   6 varint   a variant: a term with capitals elsewhere
//!   7…         a hot token: the commonest words and separators
//!   …          a term below wide × 256, in two bytes
//!   …255       any term, in three or four bytes
//! ```
//!
//! Between two words that follow each other directly stands one space that is not stored. Decoding gives back
//! the text byte for byte. Words in their commonest spelling cost one byte where they are hot (about half of
//! running text), else two or three.

use super::bytes::{Reader, put_str, put_varint};
use super::dictionary::Dictionary;
use super::records::{Records, RecordsWriter};
use crate::Error;
use std::collections::HashMap;

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

const MARKUP: u8 = 0;
const CODE: u8 = 1;
const SEPARATOR: u8 = 2;
const WORD: u8 = 3;
const TITLE: u8 = 4;
const UPPER: u8 = 5;
const VARIANT: u8 = 6;
const FIRST_HOT: u8 = 7;
/// First bytes of codes of two bytes: enough for a vocabulary of 16 K terms.
const WIDE: u32 = 64;
const FIRST_WIDE: u8 = LAST - (WIDE as u8) + 1;
const LAST: u8 = 254;
const ESCAPE: u8 = 255;
const HOT: usize = (FIRST_WIDE - FIRST_HOT) as usize;

/// The longest text that one record decodes to. Damaged bytes could otherwise ask for any amount.
const MAX_DECODED: usize = 64 << 20;

/// A word or a separator before it has its code. Numbers are of [`TokenTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Word(u32),
    Separator(u32),
    Markup,
    Code,
}

/// Numbers distinct words and separators as they come, and counts them.
#[derive(Default)]
pub(crate) struct TokenTable {
    words: HashMap<Box<str>, u32>,
    separators: HashMap<Box<str>, u32>,
    counts: Vec<u32>,
}

impl TokenTable {
    pub(crate) fn number(&mut self, text: &str, word: bool) -> u32 {
        let numbers = if word { &mut self.words } else { &mut self.separators };
        if let Some(&number) = numbers.get(text) {
            self.counts[number as usize] += 1;
            return number;
        }
        let number = self.counts.len() as u32;
        numbers.insert(text.into(), number);
        self.counts.push(1);
        number
    }

    /// Gives every token its code, now that the dictionary is known, and writes the tables.
    pub(crate) fn finish(self, terms: &HashMap<&str, u32>) -> (Vec<u8>, TextEncoder) {
        let mut tokens: Vec<(bool, Box<str>, u32)> = Vec::with_capacity(self.counts.len());
        tokens.extend(self.words.into_iter().map(|(text, number)| (true, text, number)));
        tokens.extend(self.separators.into_iter().map(|(text, number)| (false, text, number)));
        tokens.sort_unstable();
        let mut codes = vec![Vec::new(); tokens.len()];
        let mut variants = Vec::new();
        let mut gains = Vec::new();
        for (rank, (word, text, number)) in tokens.iter().enumerate() {
            let code = if *word { word_code(text, terms, &mut variants) } else { string_code(SEPARATOR, text) };
            let gain = (code.len() - 1) as u64 * u64::from(self.counts[*number as usize]);
            gains.push((std::cmp::Reverse(gain), rank));
            codes[*number as usize] = code;
        }
        gains.sort_unstable();
        let hot: Vec<_> = gains.into_iter().take(HOT).map(|(_, rank)| &tokens[rank]).collect();
        let mut out = Vec::new();
        out.extend_from_slice(&(hot.len() as u32).to_le_bytes());
        for (place, (word, text, number)) in hot.into_iter().enumerate() {
            out.push(u8::from(*word));
            put_str(&mut out, text);
            codes[*number as usize] = vec![FIRST_HOT + place as u8];
        }
        let mut records = RecordsWriter::default();
        variants.iter().for_each(|variant| records.push(variant));
        out.extend_from_slice(&records.finish());
        (out, TextEncoder { codes })
    }
}

fn string_code(kind: u8, text: &str) -> Vec<u8> {
    let mut code = vec![kind];
    put_str(&mut code, text);
    code
}

/// The code of a word that is not hot. Spellings with inner capitals are added to `variants`.
fn word_code(text: &str, terms: &HashMap<&str, u32>, variants: &mut Vec<Vec<u8>>) -> Vec<u8> {
    let Some((spelling, term)) = Spelling::of(text, terms) else { return string_code(WORD, text) };
    let mut code = Vec::new();
    match spelling {
        Spelling::Lower => {}
        Spelling::Title => code.push(TITLE),
        Spelling::Upper => code.push(UPPER),
        Spelling::Mixed(capitals) => {
            code.push(VARIANT);
            put_varint(&mut code, variants.len() as u32);
            let mut variant = Vec::new();
            put_varint(&mut variant, term);
            variant.extend_from_slice(&capitals);
            variants.push(variant);
            return code;
        }
    }
    put_term(&mut code, term);
    code
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

/// How a word is written, against its term.
enum Spelling {
    Lower,
    Title,
    Upper,
    Mixed(Vec<u8>),
}

impl Spelling {
    /// `None` where the word cannot be made from a term of the dictionary again.
    fn of(word: &str, terms: &HashMap<&str, u32>) -> Option<(Self, u32)> {
        let lower = word.to_lowercase();
        let term = *terms.get(&*lower)?;
        let spelling = if lower == word {
            Spelling::Lower
        } else if title(&lower) == word {
            Spelling::Title
        } else if lower.to_uppercase() == word {
            Spelling::Upper
        } else {
            let mut capitals = vec![0; word.chars().count().div_ceil(8)];
            for (place, _) in word.chars().enumerate().filter(|(_, char)| char.is_uppercase()) {
                capitals[place / 8] |= 1 << (place % 8);
            }
            if mixed(&lower, &capitals) != word {
                return None;
            }
            Spelling::Mixed(capitals)
        };
        Some((spelling, term))
    }
}

fn title(lower: &str) -> String {
    mixed(lower, &[1])
}

fn mixed(lower: &str, capitals: &[u8]) -> String {
    let mut out = String::with_capacity(lower.len());
    for (place, char) in lower.chars().enumerate() {
        if capitals.get(place / 8).is_some_and(|bits| bits >> (place % 8) & 1 == 1) {
            out.extend(char.to_uppercase());
        } else {
            out.push(char);
        }
    }
    out
}

/// Writes streams with the codes of one [`TokenTable`].
pub(crate) struct TextEncoder {
    codes: Vec<Vec<u8>>,
}

impl TextEncoder {
    /// `space` and `empty` are the numbers of the separators `" "` and `""`.
    pub(crate) fn encode(&self, tokens: &[Token], space: u32, empty: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(tokens.len() * 3 / 2);
        for (place, &token) in tokens.iter().enumerate() {
            let before = place.checked_sub(1).map(|before| tokens[before]);
            match token {
                Token::Markup => out.push(MARKUP),
                Token::Code => out.push(CODE),
                Token::Separator(number) => {
                    let between_words =
                        matches!(before, Some(Token::Word(_))) && matches!(tokens.get(place + 1), Some(Token::Word(_)));
                    if number != space || !between_words {
                        out.extend_from_slice(&self.codes[number as usize]);
                    }
                }
                Token::Word(number) => {
                    // Two words that touch, as UAX #29 cuts some scripts: without this they would get a space.
                    if matches!(before, Some(Token::Word(_))) {
                        out.extend_from_slice(&self.codes[empty as usize]);
                    }
                    out.extend_from_slice(&self.codes[number as usize]);
                }
            }
        }
        out
    }
}

/// Texts in place.
pub(crate) struct Texts<'a> {
    hot: Vec<(bool, &'a str)>,
    variants: Records<'a>,
    streams: Records<'a>,
    dictionary: Dictionary<'a>,
}

/// Takes decoded text, piece by piece, with what each is.
pub(crate) type Visit<'v> = dyn FnMut(Kind, &str) + 'v;

impl<'a> Texts<'a> {
    pub(crate) fn open(tokens: &'a [u8], text: &'a [u8], dictionary: Dictionary<'a>) -> Result<Self, Error> {
        let mut reader = Reader::new(tokens, "tokens");
        let count = reader.u32()? as usize;
        if count > HOT {
            return Err(Error::Corrupt("tokens"));
        }
        let mut hot = Vec::with_capacity(count);
        for _ in 0..count {
            hot.push((reader.byte()? != 0, reader.str()?));
        }
        let variants = Records::open(reader.rest(), "tokens")?;
        Ok(Texts { hot, variants, streams: Records::open(text, "text")?, dictionary })
    }

    pub(crate) fn len(&self) -> u32 {
        self.streams.len()
    }

    /// The text of a record, byte for byte.
    pub(crate) fn whole(&self, record: u32, out: &mut String) -> Result<(), Error> {
        self.decode(self.streams.get(record)?, &mut |_, piece| out.push_str(piece))
    }

    /// Hands over a record piece by piece.
    pub(crate) fn pieces(&self, record: u32, visit: &mut Visit<'_>) -> Result<(), Error> {
        self.decode(self.streams.get(record)?, visit)
    }

    /// Decodes a stream that stands elsewhere: a title, a description, a heading.
    pub(crate) fn string(&self, stream: &[u8]) -> Result<String, Error> {
        let mut out = String::new();
        self.decode(stream, &mut |_, piece| out.push_str(piece))?;
        Ok(out)
    }

    fn decode(&self, stream: &[u8], visit: &mut Visit<'_>) -> Result<(), Error> {
        let corrupt = || Error::Corrupt("text");
        let mut reader = Reader::new(stream, "text");
        let (mut kind, mut code) = (Kind::Text, false);
        let mut decoded = 0;
        let mut after_word = false;
        let mut buffer = Vec::new();
        while !reader.is_empty() {
            let mut first = reader.byte()?;
            if first == MARKUP || first == CODE {
                if first == CODE {
                    code = !code;
                }
                kind = match (first == MARKUP && kind != Kind::Markup, code) {
                    (true, _) => Kind::Markup,
                    (_, true) => Kind::Code,
                    (_, false) => Kind::Text,
                };
                after_word = false;
                continue;
            }
            let mut spelled = None;
            let mut capitals: &[u8] = &[];
            if first == TITLE || first == UPPER {
                spelled = Some(first);
                first = reader.byte()?;
            }
            let (word, piece): (bool, &str) = match first {
                SEPARATOR => (false, reader.str()?),
                WORD => (true, reader.str()?),
                FIRST_HOT..FIRST_WIDE => *self.hot.get(usize::from(first - FIRST_HOT)).ok_or_else(corrupt)?,
                _ => {
                    let term = match first {
                        VARIANT => {
                            let mut record = Reader::new(self.variants.get(reader.varint()?)?, "tokens");
                            let term = record.varint()?;
                            capitals = record.rest();
                            spelled = Some(VARIANT);
                            term
                        }
                        ESCAPE => reader.varint()?.checked_add(WIDE * 256).ok_or_else(corrupt)?,
                        _ => u32::from(first - FIRST_WIDE) << 8 | u32::from(reader.byte()?),
                    };
                    buffer.clear();
                    self.dictionary.key(term, &mut buffer)?;
                    (true, std::str::from_utf8(&buffer).map_err(|_| corrupt())?)
                }
            };
            let spelled = match spelled {
                None => None,
                Some(TITLE) => Some(title(piece)),
                Some(UPPER) => Some(piece.to_uppercase()),
                Some(_) => Some(mixed(piece, capitals)),
            };
            let piece = spelled.as_deref().unwrap_or(piece);
            if word && after_word {
                visit(kind, " ");
            }
            decoded += piece.len() + 1;
            if decoded > MAX_DECODED {
                return Err(corrupt());
            }
            visit(kind, piece);
            after_word = word;
        }
        Ok(())
    }
}
