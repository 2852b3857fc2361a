//! Drafts become the parts of the file.

use super::draft::{PageDraft, SectionDraft};
use super::stream::{Symbol, symbols};
use super::vocabulary::{EMPTY, SPACE, Vocabulary};
use crate::Error;
use crate::format::navigation::EntryRecord;
use crate::format::pages::{InfoRecord, PageRecord, SectionRecord};
use crate::format::postings::{self, Posting};
use crate::format::records::RecordsWriter;
use crate::format::text::{self, TextEncoder, Token};
use crate::format::{aliases, dictionary};
use crate::rank::{self, FIELDS};

/// Everything that the file says, in the order of its numbers.
pub(super) struct Site<'a> {
    pub(super) info: InfoRecord<'a>,
    /// In the order of their paths.
    pub(super) pages: Vec<&'a PageDraft>,
    /// What the words of each page are worth beside those of others.
    pub(super) weights: Vec<f32>,
    /// Depth first.
    pub(super) entries: Vec<SiteEntry>,
    /// The entry where each page belongs.
    pub(super) homes: Vec<Option<u32>>,
    pub(super) aliases: Vec<(String, u32)>,
    pub(super) releases: Vec<Vec<u8>>,
}

/// An entry of the navigation, by numbers of entries and pages.
pub(super) struct SiteEntry {
    pub(super) above: Option<u32>,
    pub(super) page: Option<u32>,
    /// A stream; empty where it is the page's title.
    pub(super) title: Vec<u8>,
}

/// The parts in the order of the file, and how many sections and terms they hold.
pub(super) struct Written {
    pub(super) parts: [Vec<u8>; 11],
    pub(super) sections: u32,
    pub(super) terms: u32,
}

/// Writes all parts.
pub(super) fn write(site: &Site<'_>, vocabulary: &Vocabulary) -> Result<Written, Error> {
    let used = used_terms(&site.pages, vocabulary.term_count());
    let terms = vocabulary.sorted_terms(|term| used[term as usize]);
    let mut ordinals = vec![u32::MAX; vocabulary.term_count()];
    terms.iter().zip(0..).for_each(|(&(_, term), ordinal)| ordinals[term as usize] = ordinal);
    let terms: Vec<&str> = terms.into_iter().map(|(text, _)| text).collect();

    let counts = token_counts(site, vocabulary.token_count());
    let tokens = vocabulary.tokens(|number| counts[number as usize] > 0).into_iter().map(|(number, text, word)| {
        let term = vocabulary.terms_of(number).first().map(|&(term, _)| ordinals[term as usize]);
        let term = term.filter(|&ordinal| word && ordinal != u32::MAX);
        Token { number, text, word, term, count: counts[number as usize] }
    });
    let (tables, encoder) = text::encode(&terms, tokens.collect());

    let mut pages = RecordsWriter::default();
    let mut section_records = RecordsWriter::default();
    let mut texts = RecordsWriter::default();
    let mut section_count = 0;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for (number, page) in site.pages.iter().enumerate() {
        recode(&page.title_stream, &encoder, &mut first);
        recode(&page.description, &encoder, &mut second);
        let record = PageRecord {
            first_section: section_count,
            kind: page.kind,
            is_index: page.is_index,
            entry: site.homes[number].map_or(0, |entry| entry + 1),
            title: &first,
            description: &second,
            url: page.url.as_deref(),
        };
        pages.push(&record.encode());
        for section in &page.sections {
            recode(&section.heading, &encoder, &mut first);
            let language = section.language.as_deref();
            let language = language.and_then(|language| site.info.languages.binary_search(&language).ok());
            let record = SectionRecord {
                page: number as u32,
                level: section.level,
                heading: &first,
                anchor: (!section.is_slug).then_some(&*section.anchor),
                is_path: section.is_path,
                language: language.map(|language| language as u8),
            };
            section_records.push(&record.encode());
            recode(&section.text, &encoder, &mut first);
            texts.push(&first);
            section_count += 1;
        }
    }
    let mut navigation = RecordsWriter::default();
    for entry in &site.entries {
        recode(&entry.title, &encoder, &mut first);
        let record = EntryRecord { above: entry.above, page: entry.page, title: &first };
        navigation.push(&record.encode());
    }
    let mut releases = RecordsWriter::default();
    site.releases.iter().for_each(|release| releases.push(release));
    let parts = [
        site.info.encode(),
        dictionary::encode(terms.iter().copied())?,
        encode_postings(site, &ordinals, terms.len()),
        tables,
        dictionary::encode(site.pages.iter().map(|page| &*page.path))?,
        pages.finish(),
        section_records.finish(),
        texts.finish(),
        navigation.finish(),
        aliases::encode(&site.aliases)?,
        releases.finish(),
    ];
    Ok(Written { parts, sections: section_count, terms: terms.len() as u32 })
}

fn sections<'a>(pages: &[&'a PageDraft]) -> impl Iterator<Item = &'a SectionDraft> {
    pages.iter().flat_map(|page| &page.sections)
}

fn used_terms(pages: &[&PageDraft], count: usize) -> Vec<bool> {
    let mut used = vec![false; count];
    for section in sections(pages) {
        section.terms().for_each(|(term, _)| used[term as usize] = true);
    }
    used
}

fn token_counts(site: &Site<'_>, count: usize) -> Vec<u32> {
    let mut counts = vec![0u32; count];
    let mut add = |stream: &[u8]| {
        for symbol in symbols(stream) {
            if let Symbol::Token(number) = symbol {
                counts[number as usize] += 1;
            }
        }
    };
    for page in &site.pages {
        add(&page.title_stream);
        add(&page.description);
        for section in &page.sections {
            add(&section.heading);
            add(&section.text);
        }
    }
    site.entries.iter().for_each(|entry| add(&entry.title));
    counts[SPACE as usize] += 1;
    counts[EMPTY as usize] += 1;
    counts
}

/// A stream of the vocabulary's numbers as a stream of the file's codes.
fn recode(stream: &[u8], encoder: &TextEncoder, out: &mut Vec<u8>) {
    out.clear();
    for symbol in symbols(stream) {
        match symbol {
            Symbol::Markup => TextEncoder::put_markup(out),
            Symbol::Code => TextEncoder::put_code(out),
            Symbol::Token(number) => encoder.put(out, number),
        }
    }
}

/// Posting lists of all terms, in the order of the dictionary.
fn encode_postings(site: &Site<'_>, ordinals: &[u32], terms: usize) -> Vec<u8> {
    let pages = &site.pages;
    let averages = std::array::from_fn(|field| {
        let lengths = sections(pages).map(|section| section.lengths[field]).filter(|&length| length > 0);
        let (count, sum) = lengths.fold((0u64, 0u64), |(count, sum), length| (count + 1, sum + u64::from(length)));
        sum as f32 / count.max(1) as f32
    });
    let averages: [f32; FIELDS] = averages;
    let mut lists = vec![Vec::new(); terms];
    let mut number = 0;
    for (page, &weight) in pages.iter().zip(&site.weights) {
        for section in &page.sections {
            for (term, counts) in section.terms() {
                let impact = rank::impact(&counts, &section.lengths, &averages, weight);
                lists[ordinals[term as usize] as usize].push(Posting { section: number, impact });
            }
            number += 1;
        }
    }
    let mut records = RecordsWriter::default();
    lists.iter().for_each(|list| records.push(&postings::encode(list)));
    records.finish()
}
