//! Looking for a few words in a text, and passing over all others as fast as they are told apart.
//!
//! It reads what [`text`](super::text) writes, as [`Walk::step`] does, but makes no item of what nobody asked for: most
//! of a search once went into items of words that were none of the query's.

use super::capitals::Capitals;
use super::text::{CAPITALS, FIRST_HOT, FIRST_WIDE, Item, Kind, SEPARATOR, TITLE, UPPER, WORD, Walk, term};
use crate::Error;
use crate::sieve::Sieve;

/// Which words are looked for.
pub(crate) struct Sought<'s> {
    /// Terms, and the second words of pairs that touch.
    pub(crate) terms: &'s Sieve,
    /// Whether words that have parts are looked for too, whatever their terms are.
    pub(crate) parts: bool,
}

/// A word that may be one of those.
pub(crate) struct Sighting<'a> {
    /// How many words stand before it outside of markup.
    pub(crate) number: usize,
    pub(crate) item: Item<'a>,
    /// The terms of the word before it and its own, where the two touch: those of scripts without spaces do.
    pub(crate) pair: Option<(u32, u32)>,
}

/// How many words apart the places are that are kept.
pub(crate) const STRIDE: usize = 16;

/// Goes through a text from one word that is looked for to the next.
pub(crate) struct Seek<'t, 'a> {
    walk: Walk<'t, 'a>,
    /// How many words outside of markup have been read.
    words: usize,
    /// How many are read at most.
    most: usize,
    /// The term of the last word; none behind a separator that is not empty.
    before: Option<u32>,
    /// Whether the next word touches that one.
    touches: bool,
    /// Where to go on from the start and from every sixteenth word, where that is wanted.
    places: Option<Vec<Walk<'t, 'a>>>,
}

impl<'t, 'a> Seek<'t, 'a> {
    pub(crate) fn new(walk: Walk<'t, 'a>, most: usize) -> Self {
        Seek { walk, words: 0, most, before: None, touches: false, places: None }
    }

    /// The same, and keeps places to go on from.
    pub(crate) fn with_places(self) -> Self {
        let mut places = Vec::with_capacity(self.most / STRIDE + 1);
        places.push(self.walk);
        Seek { places: Some(places), ..self }
    }

    /// How many words were read, and the place before every sixteenth of them.
    pub(crate) fn finish(self) -> (usize, Vec<Walk<'t, 'a>>) {
        (self.words, self.places.unwrap_or_default())
    }

    /// The next word outside of markup that may be one of `sought`.
    #[inline(never)]
    pub(crate) fn next(&mut self, sought: &Sought<'_>) -> Result<Option<Sighting<'a>>, Error> {
        while self.words < self.most {
            let Some(code) = self.walk.code()? else { break };
            let reader = &mut self.walk.reader;
            let (item, inner) = match code {
                SEPARATOR => {
                    let length = reader.varint()? as usize;
                    reader.take(length)?;
                    self.separator(length == 0);
                    continue;
                }
                WORD => (Item::Word(reader.str()?, None), true),
                FIRST_HOT..FIRST_WIDE => {
                    let place = usize::from(code - FIRST_HOT);
                    match *self.walk.texts.hot.get(place).ok_or_else(|| Error::Corrupt("text"))? {
                        Item::Separator(text) => {
                            self.separator(text.is_empty());
                            continue;
                        }
                        word => (word, sought.parts && self.walk.texts.is_inner(place)),
                    }
                }
                TITLE | UPPER => {
                    let first = reader.byte()?;
                    let capitals = if code == TITLE { Capitals::First } else { Capitals::All };
                    (Item::Term(term(reader, first)?, capitals), false)
                }
                CAPITALS => {
                    let capitals = reader.varint()?;
                    let first = reader.byte()?;
                    (Item::Term(term(reader, first)?, Capitals::Inner(capitals)), true)
                }
                first => (Item::Term(term(reader, first)?, Capitals::None), false),
            };
            let here = item.term();
            let before = std::mem::replace(&mut self.before, here);
            let touches = std::mem::take(&mut self.touches);
            if self.walk.kind == Kind::Markup {
                continue;
            }
            let number = self.words;
            self.words += 1;
            if self.words.is_multiple_of(STRIDE) && self.places.is_some() {
                self.keep();
            }
            let is_sought = here.is_some_and(|here| sought.terms.may_have(here))
                || sought.parts && (inner || here.is_some_and(|here| self.walk.texts.terms.is_compound(here)));
            if is_sought {
                let pair = before.zip(here).filter(|_| touches);
                return Ok(Some(Sighting { number, item, pair }));
            }
        }
        Ok(None)
    }

    fn separator(&mut self, is_empty: bool) {
        self.touches = is_empty;
        if !is_empty {
            self.before = None;
        }
    }

    #[inline(never)]
    fn keep(&mut self) {
        self.walk.leave();
        let here = self.walk;
        self.places.iter_mut().for_each(|places| places.push(here));
    }
}
