//! A page as numbers of the [`Vocabulary`]: all that the index needs of it, without its source.

use super::repeats::Repeats;
use super::stream::{self, Symbol, varints};
use super::vocabulary::Vocabulary;
use crate::analyze::Form;
use crate::format::bytes::put_varint;
use crate::format::pages::PageKind;
use crate::parse::{Link, Note, Page, Weight};
use crate::rank::{Counts, FIELDS, Field, Lengths};
use crate::slug::slug;
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
    /// Addresses that an index led to the sections of this page, by the places of those.
    pub(super) addresses: Vec<(String, u32)>,
    /// Where its front matter puts it among its neighbours in the navigation.
    pub(super) order: Option<i64>,
    pub(super) weight: Weight,
    /// A line each.
    pub(super) keywords: String,
    pub(super) sections: Vec<SectionDraft>,
    pub(super) links: Vec<Link>,
    pub(super) notes: Vec<Note>,
}

/// A section, ready to be written.
#[derive(Serialize, Deserialize)]
pub(super) struct SectionDraft {
    pub(super) level: u8,
    /// None where the text has it in its first line.
    pub(super) heading: Option<serde_bytes::ByteBuf>,
    pub(super) anchor: String,
    /// Whether the anchor is the slug of the heading.
    pub(super) is_slug: bool,
    /// Whether the anchor is the whole path.
    pub(super) is_path: bool,
    /// Further addresses within the page that lead here.
    pub(super) ids: Vec<String>,
    pub(super) language: Option<Box<str>>,
    #[serde(with = "serde_bytes")]
    pub(super) text: Vec<u8>,
    /// ```text
    /// terms = (gap:varint fields:varint (count:varint) × fields set)*
    /// ```
    /// Terms by number, and the [`Counts`] that are not zero.
    #[serde(with = "serde_bytes")]
    pub(super) terms: Vec<u8>,
    pub(super) lengths: Lengths,
}

impl SectionDraft {
    /// The terms of the section, by number, each with the sum of its counts times the `weights` of their fields.
    pub(super) fn terms(&self, weights: &[f32; FIELDS]) -> impl Iterator<Item = (u32, f32)> {
        let mut numbers = varints(&self.terms);
        let mut next = 0;
        std::iter::from_fn(move || {
            let term = next + numbers.next()?;
            next = term + 1;
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

/// Makes drafts. Kept between pages for its buffers.
#[derive(Default)]
pub(super) struct Drafter {
    pub(super) vocabulary: Vocabulary,
    pub(super) counter: Counter,
    repeats: Repeats,
}

impl Drafter {
    pub(super) fn draft(&mut self, page: Page) -> PageDraft {
        let keywords = page.keywords.join("\n");
        let mut words = self.begin(&page.title, &page.path, [&page.description, &keywords]);
        let mut sections = Vec::with_capacity(page.sections.len());
        for section in &page.sections {
            self.begin_section(&mut words, section.level, &section.heading, &section.anchor);
            let symbols = stream::section(&mut self.vocabulary, &page.markdown, section, |vocabulary, word, code| {
                self.counter.count(vocabulary, if code { Field::Code } else { Field::Text }, word);
            });
            let parts = SectionParts {
                level: section.level,
                heading: &section.heading,
                anchor: &section.anchor,
                is_path: section.is_path,
                ids: section.ids.clone(),
                language: section.language.as_deref(),
                markdown: &page.markdown[section.range.clone()],
                search: page.search,
            };
            sections.push(self.end_section(&parts, &symbols));
        }
        let draft = PageDraft {
            title_stream: stream::stream(&stream::line(&mut self.vocabulary, &page.title)),
            description: stream::stream(&stream::line(&mut self.vocabulary, &page.description)),
            path: page.path,
            kind: page.kind,
            is_index: page.is_index,
            title: page.title,
            url: page.url,
            aliases: page.aliases,
            addresses: Vec::new(),
            order: page.order,
            weight: page.weight,
            keywords,
            sections,
            links: page.links,
            notes: page.notes,
        };
        self.count(&draft, true);
        draft
    }

    /// Begins a page. What it says of itself is its description and its keywords.
    pub(super) fn begin(&mut self, title: &str, path: &str, about: [&str; 2]) -> PageWords {
        self.repeats.begin();
        let mut words_of = |text: &str| self.vocabulary.words_of(text);
        let (title, path) = (words_of(title), words_of(path));
        PageWords { title, path, about: about.iter().flat_map(|text| words_of(text)).collect(), above: Vec::new() }
    }

    /// Begins the next section of a page: counts all that it is found by but for its text.
    pub(super) fn begin_section(&mut self, page: &mut PageWords, level: u8, heading: &str, anchor: &str) {
        page.above.retain(|&(above, _)| above < level);
        let heading = self.vocabulary.words_of(heading);
        let anchor = self.vocabulary.words_of(anchor);
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

    /// Takes in a draft that was made with the same numbers.
    pub(super) fn keep(&mut self, draft: &PageDraft) {
        self.count(draft, true);
    }

    /// Takes back what a draft added: it is no longer kept.
    pub(super) fn forget(&mut self, draft: &PageDraft) {
        self.count(draft, false);
    }

    fn count(&mut self, draft: &PageDraft, more: bool) {
        for section in &draft.sections {
            section.heading.iter().for_each(|heading| self.vocabulary.count_stream(heading, more));
            self.vocabulary.count_stream(&section.text, more);
        }
        for stream in [&draft.title_stream, &draft.description] {
            self.vocabulary.count_stream(stream, more);
        }
    }

    /// Ends a section whose words have been counted. `symbols` are all of it, without copies.
    pub(super) fn end_section(&mut self, section: &SectionParts<'_>, symbols: &[Symbol]) -> SectionDraft {
        let (terms, lengths) = self.counter.finish();
        let heading = stream::line(&mut self.vocabulary, section.heading);
        let end = stream::heading_end(section.markdown, symbols, (section.heading, &heading));
        let folded = self.repeats.fold(symbols, end.unwrap_or(0), |token| self.vocabulary.name(token));
        SectionDraft {
            level: section.level,
            heading: end.is_none().then(|| stream::stream(&heading).into()),
            is_slug: section.anchor == slug(section.heading),
            is_path: section.is_path,
            anchor: section.anchor.to_owned(),
            ids: section.ids.clone(),
            language: section.language.map(Into::into),
            text: stream::stream(folded),
            // A page that searches shall not find has no terms; it is read and listed like any other.
            terms: if section.search { terms } else { Vec::new() },
            lengths,
        }
    }
}

/// Words that the sections of a page are found by.
pub(super) struct PageWords {
    title: Vec<u32>,
    path: Vec<u32>,
    about: Vec<u32>,
    /// Headings above the next section, each with its level.
    above: Vec<(u8, Vec<u32>)>,
}

/// A section, before it is a draft.
pub(super) struct SectionParts<'a> {
    pub(super) level: u8,
    pub(super) heading: &'a str,
    pub(super) anchor: &'a str,
    pub(super) is_path: bool,
    pub(super) ids: Vec<String>,
    pub(super) language: Option<&'a str>,
    pub(super) markdown: &'a str,
    /// Whether searches may find it.
    pub(super) search: bool,
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
        self.lengths[field] += 1;
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

    pub(super) fn finish(&mut self) -> (Vec<u8>, [u32; FIELDS]) {
        self.found.sort_unstable();
        let mut out = Vec::with_capacity(4 * self.found.len());
        let mut next = 0;
        for term in self.found.drain(..) {
            let counts = std::mem::take(&mut self.counts[term as usize]);
            put_varint(&mut out, term - next);
            next = term + 1;
            let fields = counts.iter().enumerate().map(|(field, &count)| u32::from(count > 0) << field).sum();
            put_varint(&mut out, fields);
            counts.iter().filter(|&&count| count > 0).for_each(|&count| put_varint(&mut out, count.into()));
        }
        out.shrink_to_fit();
        (out, self.lengths)
    }
}
