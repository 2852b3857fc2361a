//! A page as numbers of the [`Vocabulary`]: all that the index needs of it, without its source.

use super::cut::CutPage;
use super::sections::{SectionDraft, Sections};
use super::stream::{self, Symbol, varints};
use super::vocabulary::{EMPTY, Vocabulary};
use crate::analyze::Form;
use crate::format::aliases::Alias;
use crate::format::bytes::put_varint;
use crate::format::pages::PageKind;
use crate::parse::{FilterValues, Link, Note, Weight};
use crate::rank::{Counts, FIELDS, Field, Lengths};
use serde::{Deserialize, Serialize};

/// A page, ready to be written.
#[derive(Serialize, Deserialize)]
pub(super) struct PageDraft {
    pub(super) path: String,
    pub(super) kind: PageKind,
    /// Whether its file stands for its folder, as `index.md` does.
    pub(super) is_index: bool,
    pub(super) title: String,
    #[serde(with = "serde_bytes")]
    pub(super) title_stream: Vec<u8>,
    #[serde(with = "serde_bytes")]
    pub(super) description: Vec<u8>,
    pub(super) url: Option<String>,
    pub(super) aliases: Vec<String>,
    /// Addresses that an index led to the sections of this page, by the places of those. No source has any.
    #[serde(skip)]
    pub(super) addresses: Vec<(String, Alias)>,
    /// Where its front matter puts it among its neighbours in the navigation.
    pub(super) order: Option<i64>,
    pub(super) weight: Weight,
    /// A line each.
    pub(super) keywords: String,
    /// What it has of the keys that are declared for filters, in order.
    pub(super) filters: FilterValues,
    pub(super) sections: Sections,
    pub(super) links: Vec<Link>,
    pub(super) notes: Vec<Note>,
}

impl SectionDraft<'_> {
    /// The terms of the section, by number.
    pub(super) fn term_numbers(&self) -> impl Iterator<Item = u32> {
        self.terms(&[0.0; FIELDS]).map(|(term, _)| term)
    }

    /// The terms of the section, by number, each with the sum of its counts times the `weights` of their fields.
    pub(super) fn terms(&self, weights: &[f32; FIELDS]) -> impl Iterator<Item = (u32, f32)> {
        let mut numbers = varints(self.terms);
        let mut next = 0;
        std::iter::from_fn(move || {
            let head = numbers.next()?;
            let term = next + (head >> 1);
            next = term + 1;
            if head & OTHER == 0 {
                return Some((term, f32::from(ONCE) * weights[Field::Text as usize]));
            }
            let mut fields = numbers.next()?;
            let mut sum = 0.0;
            while fields > 0 {
                let field = fields.trailing_zeros();
                fields &= fields - 1;
                sum += numbers.next()? as f32 * weights.get(field as usize)?;
            }
            Some((term, sum))
        })
    }
}

/// The counts of a term that stands once in the text, in halves.
const ONCE: u16 = 2;
const USUAL: Counts = {
    let mut counts = [0; FIELDS];
    counts[Field::Text as usize] = ONCE;
    counts
};
const OTHER: u32 = 1;

/// Makes drafts. Kept between pages for its buffers.
#[derive(Default)]
pub(super) struct Drafter {
    pub(super) vocabulary: Vocabulary,
    pub(super) counter: Counter,
    /// The numbers of the names of the page at hand.
    numbers: Vec<u32>,
    sections: Sections,
    /// Of the section at hand.
    text: Vec<u8>,
    terms: Vec<u8>,
}

impl Drafter {
    /// Gives a page that was cut the numbers of the vocabulary.
    pub(super) fn draft(&mut self, cut: CutPage) -> PageDraft {
        let CutPage { page, keywords, names, mut symbols, .. } = cut;
        self.numbers.clear();
        self.numbers.extend(names.iter().map(|(text, word)| self.vocabulary.number(text, word)));
        for symbol in &mut symbols {
            if let Symbol::Token(token) = symbol {
                *token = self.numbers[*token as usize];
            }
        }
        let mut words = self.page_words(&symbols[cut.title.clone()], &symbols[cut.path], &symbols[cut.about]);
        let texts: Vec<_> = cut.sections.iter().map(|section| section.text.clone()).collect();
        for (number, (section, cut)) in page.sections.iter().zip(cut.sections).enumerate() {
            let heading = &symbols[cut.heading];
            self.count_about(&mut words, section.level, heading, &symbols[cut.anchor]);
            self.count_text(stream::unfolded(&symbols, &texts[..=number]));
            let lengths = self.counter.finish(&mut self.terms);
            stream::put(&symbols[cut.text], &mut self.text);
            let heading = (!cut.is_headed).then(|| stream::stream(heading));
            self.sections.push(&SectionDraft {
                level: section.level,
                heading: heading.as_deref(),
                anchor: &section.anchor,
                is_slug: cut.is_slug,
                is_path: section.is_path,
                ids: section.ids.iter().map(|id| &**id).collect(),
                language: section.language.as_deref(),
                text: &self.text,
                // A page that searches shall not find has no terms; it is read and listed like any other.
                terms: if page.search { &self.terms } else { &[] },
                lengths,
            });
        }
        let draft = PageDraft {
            title_stream: stream::stream(&symbols[cut.title]),
            description: stream::stream(&symbols[cut.description]),
            path: page.path.clone(),
            kind: page.kind,
            is_index: page.is_index,
            title: page.title.clone(),
            url: page.url,
            aliases: page.aliases,
            addresses: Vec::new(),
            order: page.order,
            weight: page.weight,
            keywords,
            filters: page.filters,
            sections: self.sections.close(),
            links: page.links,
            notes: page.notes,
        };
        self.count(&draft, true);
        draft
    }

    /// What it says of itself is its description and its keywords.
    fn page_words(&mut self, title: &[Symbol], path: &[Symbol], about: &[Symbol]) -> PageWords {
        let [title, path, about] = [title, path, about].map(|line| self.words(line));
        PageWords { title, path, about, above: Vec::new() }
    }

    /// Counts all that the next section of a page is found by but for its text.
    fn count_about(&mut self, page: &mut PageWords, level: u8, heading: &[Symbol], anchor: &[Symbol]) {
        page.above.retain(|&(above, _)| above < level);
        let (heading, anchor) = (self.words(heading), self.words(anchor));
        self.counter.begin(self.vocabulary.term_count());
        let mut count = |field, words: &[u32]| {
            words.iter().for_each(|&word| self.counter.count(&self.vocabulary, field, word));
        };
        count(Field::Title, &page.title);
        count(Field::Heading, if level == 0 { &page.title } else { &heading });
        page.above.iter().for_each(|(_, words)| count(Field::Parents, words));
        count(Field::Path, &page.path);
        count(Field::Path, &anchor);
        if level == 0 {
            count(Field::Description, &page.about);
        } else {
            page.above.push((level, heading));
        }
    }

    /// The words of a line, each with the pair that it ends.
    fn words(&mut self, line: &[Symbol]) -> Vec<u32> {
        let (mut words, mut touching) = (Vec::new(), Touching::default());
        for symbol in line {
            if let Symbol::Token(token) = *symbol {
                words.extend(touching.pair(&mut self.vocabulary, token));
                words.extend(Some(token).filter(|&token| self.vocabulary.is_word(token)));
            }
        }
        words
    }

    /// Takes in a draft that was made with the same numbers.
    pub(super) fn keep(&mut self, draft: &PageDraft) {
        self.count(draft, true);
    }

    /// Takes back what a draft added: it is no longer kept.
    pub(super) fn forget(&mut self, draft: &PageDraft) {
        self.count(draft, false);
    }

    fn count(&mut self, draft: &PageDraft, more: bool) {
        for section in draft.sections.iter() {
            section.heading.iter().for_each(|heading| self.vocabulary.count_stream(heading, more));
            self.vocabulary.count_stream(section.text, more);
        }
        for stream in [&draft.title_stream, &draft.description] {
            self.vocabulary.count_stream(stream, more);
        }
    }

    /// Counts the text of a section, without copies.
    fn count_text(&mut self, symbols: impl Iterator<Item = Symbol>) {
        let (mut field, mut in_markup) = (Field::Text, false);
        let mut touching = Touching::default();
        for symbol in symbols {
            match symbol {
                Symbol::Token(token) if !in_markup => {
                    let pair = touching.pair(&mut self.vocabulary, token);
                    pair.into_iter().for_each(|pair| self.counter.count(&self.vocabulary, field, pair));
                    if self.vocabulary.is_word(token) {
                        self.counter.count(&self.vocabulary, field, token);
                    }
                    continue;
                }
                Symbol::Markup => in_markup = !in_markup,
                Symbol::Code if field == Field::Text => field = Field::Code,
                Symbol::Code => field = Field::Text,
                Symbol::Token(_) | Symbol::Copy { .. } => {}
            }
            touching = Touching::default();
        }
    }
}

/// Which word the next one touches, if it does.
#[derive(Default)]
struct Touching {
    word: Option<u32>,
    touches: bool,
}

impl Touching {
    /// The pair that a word ends; none for separators.
    fn pair(&mut self, vocabulary: &mut Vocabulary, token: u32) -> Option<u32> {
        let touches = std::mem::replace(&mut self.touches, token == EMPTY);
        if token == EMPTY {
            return None;
        }
        let before = self.word.replace(token).filter(|_| touches)?;
        vocabulary.pair(before, token)
    }
}

/// Words that the sections of a page are found by.
struct PageWords {
    title: Vec<u32>,
    path: Vec<u32>,
    about: Vec<u32>,
    /// Headings above the next section, each with its level.
    above: Vec<(u8, Vec<u32>)>,
}

/// Counts the terms of one section, field by field.
#[derive(Default)]
pub(super) struct Counter {
    /// By the number of a term; zeroes for those that the section does not have.
    counts: Vec<Counts>,
    found: Vec<u32>,
    lengths: [u32; FIELDS],
}

impl Counter {
    fn begin(&mut self, terms: usize) {
        self.lengths = [0; FIELDS];
        if self.counts.len() < terms {
            self.counts.resize(terms, [0; FIELDS]);
        }
    }

    pub(super) fn count(&mut self, vocabulary: &Vocabulary, field: Field, word: u32) {
        let field = field as usize;
        self.lengths[field] += u32::from(!vocabulary.is_pair(word));
        for &(term, form) in vocabulary.terms_of(word) {
            if self.counts.len() <= term as usize {
                self.counts.resize(vocabulary.term_count(), [0; FIELDS]);
            }
            let counts = &mut self.counts[term as usize];
            if counts.iter().all(|&count| count == 0) {
                self.found.push(term);
            }
            let halves = if form == Form::Part { 1 } else { 2 };
            counts[field] = counts[field].saturating_add(halves);
        }
    }

    /// Writes what was counted over what is in `out`, and answers how many words each field has.
    ///
    /// ```text
    /// terms = (gap << 1 | is_other:varint  where that is 1: fields:varint (count:varint) × fields set)*
    /// ```
    /// Terms by number, and the [`Counts`] that are not zero, unless they are those of most terms: once in the text.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) -> Lengths {
        out.clear();
        self.found.sort_unstable();
        let mut next = 0;
        for term in self.found.drain(..) {
            let counts = std::mem::take(&mut self.counts[term as usize]);
            let gap = (term - next) << 1;
            next = term + 1;
            if counts == USUAL {
                put_varint(out, gap);
                continue;
            }
            put_varint(out, gap | OTHER);
            let fields = counts.iter().enumerate().map(|(field, &count)| u32::from(count > 0) << field).sum();
            put_varint(out, fields);
            counts.iter().filter(|&&count| count > 0).for_each(|&count| put_varint(out, count.into()));
        }
        self.lengths
    }
}
