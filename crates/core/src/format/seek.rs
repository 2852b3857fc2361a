//! Looking for a few words in a text, and passing over all others as fast as they are told apart.
//!
//! It reads what [`text`](super::text) writes. Most of a search once went into items of words that were none of the
//! query's; now an item is made where there is something to look at, and [`Walk::step`] makes it.

use super::fault::Fault;
use super::text::{CODE, FIRST_HOT, FIRST_WIDE, Item, Kind, LAST, MARKUP, TITLE, Texts, UPPER, WIDE, Walk};

/// Which words are looked for: a bit for each first byte of a code that is not passed over, and behind them one for each
/// term.
pub(crate) struct Sought(Vec<u64>);

/// Where the bits of terms begin.
const TERMS: usize = 256;

impl Sought {
    /// Looks for `terms`. Where `touching`, words that touch are told, too; where `parts`, all words that may have parts
    /// are looked for, whatever their terms are.
    pub(crate) fn new(texts: &Texts<'_>, terms: impl Iterator<Item = u32>, touching: bool, parts: bool) -> Self {
        let mut sought = Sought(vec![0; (TERMS + texts.terms.len() as usize).div_ceil(64)]);
        terms.for_each(|term| sought.set(TERMS + term as usize));
        if parts {
            texts.terms.compounds().into_iter().flatten().for_each(|term| sought.set(TERMS + term as usize));
        }
        for code in 0..=u8::MAX {
            let stops = match code {
                TITLE | UPPER | FIRST_WIDE..=LAST => false,
                FIRST_HOT..FIRST_WIDE => match texts.hot.get(usize::from(code - FIRST_HOT)) {
                    Some(Item::Separator(text)) => touching && text.is_empty(),
                    Some(Item::Word(text, term)) => {
                        let may_have_parts = || term.is_none() || text.chars().skip(1).any(char::is_uppercase);
                        term.is_some_and(|term| sought.has(TERMS + term as usize)) || parts && may_have_parts()
                    }
                    _ => true,
                },
                _ => true,
            };
            if stops {
                sought.set(usize::from(code));
            }
        }
        sought
    }

    fn set(&mut self, bit: usize) {
        self.0.get_mut(bit / 64).into_iter().for_each(|bits| *bits |= 1 << (bit % 64));
    }

    #[inline]
    fn has(&self, bit: usize) -> bool {
        self.0.get(bit / 64).is_none_or(|bits| bits >> (bit % 64) & 1 == 1)
    }
}

/// A word that may be one of those.
pub(crate) struct Sighting<'a> {
    /// How many words stand before it outside of markup.
    pub(crate) number: usize,
    pub(crate) item: Item<'a>,
    /// The terms of the word before it and its own, where the two touch and both are sought: those of scripts without
    /// spaces do.
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
    /// The term of the word that was seen last, with where it ends, or where an empty separator behind it ends.
    before: Option<(u32, *const u8)>,
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
    pub(crate) fn next(&mut self, sought: &Sought) -> Result<Option<Sighting<'a>>, Fault> {
        while self.words < self.most {
            let until = if self.places.is_some() { self.words / STRIDE * STRIDE + STRIDE } else { self.most };
            let until = until.min(self.most);
            self.pass_over(sought, until);
            if self.words == until {
                self.keep();
                continue;
            }
            let start = self.walk.place();
            let Some((kind, item)) = self.walk.step()? else { break };
            let end = self.walk.place();
            let before = self.before.take().filter(|&(_, before)| before == start);
            let here = match item {
                Item::Separator("") => {
                    // What it stands behind goes on.
                    self.before = before.map(|(term, _)| (term, end));
                    self.touches = self.before.is_some();
                    continue;
                }
                Item::Separator(_) => continue,
                word => word.term(),
            };
            let touches = std::mem::take(&mut self.touches);
            self.before = here.map(|here| (here, end));
            if kind == Kind::Markup {
                continue;
            }
            let number = self.words;
            self.words += 1;
            if self.words == until {
                self.keep();
            }
            let pair = before.zip(here).filter(|_| touches).map(|((before, _), here)| (before, here));
            return Ok(Some(Sighting { number, item, pair }));
        }
        Ok(None)
    }

    /// Keeps this place, where it is one to keep.
    fn keep(&mut self) {
        if self.words.is_multiple_of(STRIDE) {
            let here = self.walk;
            self.places.iter_mut().for_each(|places| places.push(here));
        }
    }

    /// Passes over codes of one and two bytes that are nothing to look at, up to word `until`. Whether a code has one
    /// byte or two makes no jump: every second one would be guessed wrongly.
    #[inline]
    fn pass_over(&mut self, sought: &Sought, until: usize) {
        let is_word = &self.walk.texts.is_word;
        let bytes = self.walk.reader.rest();
        let (mut at, mut last, mut words) = (0, 0, self.words);
        let (mut markup, mut in_code) = (self.walk.kind == Kind::Markup, self.walk.code);
        while words < until {
            let Some(&code) = bytes.get(at) else { break };
            let is_wide = u32::from(code.wrapping_sub(FIRST_WIDE)) < WIDE;
            let low = bytes.get(at + 1).copied().unwrap_or(0);
            let wide = usize::from(code.wrapping_sub(FIRST_WIDE)) << 8 | usize::from(low);
            let bit = if is_wide { TERMS + wide } else { usize::from(code) };
            let length = 1 + usize::from(is_wide);
            if sought.has(bit) {
                match code {
                    MARKUP | CODE => {
                        markup = code == MARKUP && !markup;
                        in_code ^= code == CODE;
                    }
                    // Words in markup are none that are sought.
                    FIRST_HOT..=LAST if markup && at + length <= bytes.len() => {}
                    _ => break,
                }
            }
            last = at;
            at += length;
            words += usize::from(is_word[usize::from(code)] & !markup);
        }
        // What says that a word has capitals is part of it; what is cut off is for the next step to refuse.
        let is_open = at > bytes.len() || matches!(bytes.get(last), Some(&(TITLE | UPPER)));
        let at = if is_open { last } else { at };
        self.walk.pass_over(at, Kind::of(markup, in_code), in_code);
        self.words = words;
    }
}

#[cfg(feature = "build")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::source::Wanted;
    use crate::format::text::Touching;
    use crate::{Index, IndexBuilder};
    use proptest::prelude::*;

    const WORDS: [&str; 16] = [
        "key",
        "Key",
        "KEY",
        "getUserId",
        "user",
        "the",
        "`code`",
        "[a link](/user/key)",
        "設定方法",
        "キー",
        "**bold**",
        "user_id",
        "éclair",
        "x-api-key",
        "e.g.",
        "—",
    ];

    /// The terms of the words, their numbers, and the pairs that touch, read token by token.
    type Seen = Vec<(usize, Option<u32>, Option<(u32, u32)>)>;

    fn plainly(mut walk: Walk<'_, '_>, most: usize) -> Seen {
        let (mut seen, mut touching) = (Vec::new(), Touching::default());
        while let Some((kind, item)) = walk.step().unwrap() {
            let pair = touching.step(&item);
            if kind != Kind::Markup && item.is_word() && seen.len() < most {
                seen.push((seen.len(), item.term(), pair));
            }
        }
        seen
    }

    proptest! {
        #[test]
        fn finds_what_a_walk_finds(
            lines in proptest::collection::vec(proptest::collection::vec((0..WORDS.len(), 0..4usize), 0..30), 1..12),
            sought in proptest::collection::vec(0..40u32, 0..6),
            most in 1..120usize,
        ) {
            let line = |line: &Vec<(usize, usize)>| -> String {
                line.iter().map(|&(word, gap)| [WORDS[word], [" ", ", ", "", " / "][gap]].concat()).collect()
            };
            // Twice, so that the second page is a copy in places.
            let page = format!("# Page\n\n{}", lines.iter().map(line).collect::<Vec<_>>().join("\n\n"));
            let mut builder = IndexBuilder::new();
            builder.add("a.md", format!("{page}\n\n{page}\n").as_bytes()).unwrap();
            let index = Index::open(builder.finish().unwrap().0).unwrap();
            let wanted = Wanted::default();
            let view = index.view(&wanted).unwrap();
            let is_sought = |term: &Option<u32>| term.is_some_and(|term| sought.contains(&term));
            for section in 0..view.texts.len() {
                let wanted: Seen = plainly(view.texts.walk(section).unwrap(), most);
                let words = wanted.len();
                let set = Sought::new(&view.texts, sought.iter().copied(), true, false);
                let mut seek = Seek::new(view.texts.walk(section).unwrap(), most).with_places();
                let mut seen: Seen = Vec::new();
                while let Some(Sighting { number, item, pair }) = seek.next(&set).unwrap() {
                    seen.push((number, item.term(), pair));
                }
                seen.retain(|(_, term, _)| is_sought(term));
                // A pair is told where both of its words are sought.
                let both = |pair: &Option<(u32, u32)>| pair.filter(|(a, b)| sought.contains(a) && sought.contains(b));
                let of_sought = wanted.iter().filter(|(_, term, _)| is_sought(term));
                let wanted: Seen = of_sought.map(|(number, term, pair)| (*number, *term, both(pair))).collect();
                seen.iter_mut().for_each(|(_, _, pair)| *pair = both(pair));
                prop_assert_eq!(seen, wanted);
                let (read, places) = seek.finish();
                prop_assert_eq!(read, words);
                for (place, walk) in places.into_iter().enumerate() {
                    prop_assert_eq!(plainly(walk, most).len(), (plainly(view.texts.walk(section).unwrap(), usize::MAX).len() - place * STRIDE).min(most));
                }
            }
        }
    }
}
