//! Drafts become the parts of the file.

use super::draft::{PageDraft, SectionDraft};
use super::merge;
use super::stream::{Symbol, symbols};
use super::vocabulary::Vocabulary;
use crate::Error;
use crate::analyze::Stems;
use crate::format::aliases;
use crate::format::dictionary::DictionaryWriter;
use crate::format::navigation::EntryRecord;
use crate::format::pages::{InfoRecord, PageRecord, SectionRecord};
use crate::format::postings::{self, IMPACTS, MAX_SECTIONS, Posting};
use crate::format::records::RecordsWriter;
use crate::format::text::{self, TextEncoder, Token};
use crate::rank::{self, FIELDS};
use rustc_hash::FxHashMap;

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
    let found = sections(&site.pages).count() as u64;
    if found > u64::from(MAX_SECTIONS) {
        return Err(Error::TooLarge { what: "sections", found, limit: MAX_SECTIONS.into() });
    }
    let lists = PostingLists::new(site, vocabulary.term_count());
    let mut ordinals = vec![u32::MAX; vocabulary.term_count()];
    let mut terms = Vec::with_capacity(ordinals.len());
    let mut posting_records = RecordsWriter::default();
    let mut record = Vec::new();
    let used = || vocabulary.terms().filter(|&(_, term)| !lists.of(term).is_empty());
    let next_forms = next_forms(used().map(|(text, _)| text));
    for ((text, term), next_form) in used().zip(next_forms) {
        ordinals[term as usize] = terms.len() as u32;
        terms.push((text, vocabulary.is_compound(term)));
        postings::encode(lists.of(term), &lists.sections, next_form, &mut record);
        posting_records.push(&record);
    }

    let tokens: Vec<Token<'_>> = vocabulary
        .tokens()
        .filter(|&(number, ..)| vocabulary.uses(number) > 0)
        .map(|(number, text, word)| {
            let term = vocabulary.terms_of(number).first().map(|&(term, _)| ordinals[term as usize]);
            let term = term.filter(|&ordinal| ordinal != u32::MAX);
            Token { number, text, word, term, count: vocabulary.uses(number) }
        })
        .collect();
    let (tables, encoder) = text::encode(&terms, &tokens);

    let mut pages = RecordsWriter::default();
    let mut section_records = RecordsWriter::default();
    let mut texts = RecordsWriter::default();
    let mut section_count = 0;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let mut places = Vec::new();
    for (number, page) in site.pages.iter().enumerate() {
        recode(&page.title_stream, &encoder, &mut first);
        recode(&page.description, &encoder, &mut second);
        let wishes = merge::wishes(page);
        let record = PageRecord {
            first_section: section_count,
            kind: page.kind,
            is_index: page.is_index,
            entry: site.homes[number].map_or(0, |entry| entry + 1),
            title: &first,
            description: &second,
            url: page.url.as_deref(),
            wishes: &wishes,
        };
        pages.push(&record.encode());
        places.clear();
        for section in &page.sections {
            section.heading.iter().for_each(|heading| recode(heading, &encoder, &mut first));
            let language = section.language.as_deref();
            let language = language.and_then(|language| site.info.languages.binary_search(&language).ok());
            let record = SectionRecord {
                page: number as u32,
                level: section.level,
                heading: section.heading.as_ref().filter(|_| section.level > 0).map(|_| &*first),
                anchor: (!section.is_slug).then_some(&*section.anchor),
                is_path: section.is_path,
                language: language.map(|language| language as u8),
            };
            section_records.push(&record.encode());
            recode_text(&section.text, &encoder, &mut places, &mut first);
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
    let dictionaries = DictionaryWriter::new()?;
    let parts = [
        site.info.encode(),
        dictionaries.encode(terms.iter().map(|&(term, _)| term)),
        [lists.sections, posting_records.finish()].concat(),
        tables,
        dictionaries.encode(site.pages.iter().map(|page| &*page.path)),
        pages.finish(),
        section_records.finish(),
        texts.finish(),
        navigation.finish(),
        aliases::encode(&site.aliases, &dictionaries),
        releases.finish(),
    ];
    Ok(Written { parts, sections: section_count, terms: terms.len() as u32 })
}

fn sections<'a>(pages: &[&'a PageDraft]) -> impl Iterator<Item = &'a SectionDraft> {
    pages.iter().flat_map(|page| &page.sections)
}

/// A line of the vocabulary's numbers as a stream of the file's codes.
fn recode(stream: &[u8], encoder: &TextEncoder, out: &mut Vec<u8>) {
    recode_text(stream, encoder, &mut Vec::new(), out);
}

/// The text of a section as a stream of the file's codes. `places` has where each symbol of the page's sections before
/// it begins and the last one ends; those of this one are added.
fn recode_text(stream: &[u8], encoder: &TextEncoder, places: &mut Vec<Vec<u32>>, out: &mut Vec<u8>) {
    out.clear();
    let mut own = Vec::with_capacity(stream.len());
    for symbol in symbols(stream) {
        own.push(out.len() as u32);
        match symbol {
            Symbol::Markup => TextEncoder::put_markup(out),
            Symbol::Code => TextEncoder::put_code(out),
            Symbol::Token(number) => encoder.put(out, number),
            Symbol::Copy { back, first, length } => {
                let source = if back == 0 { &own } else { &places[places.len() - back as usize] };
                let (start, end) = (source[first as usize], source[(first + length) as usize]);
                TextEncoder::put_copy(out, back, start, end - start);
            }
        }
    }
    own.push(out.len() as u32);
    places.push(own);
}

/// How far each term is from the next one of its stem, where it has one; the last of them leads back to the first.
fn next_forms<'a>(terms: impl Iterator<Item = &'a str>) -> Vec<Option<i32>> {
    let stems = Stems::new();
    // The first and the last term of each stem so far.
    let mut ends: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    let mut next_forms = Vec::new();
    for (ordinal, term) in terms.enumerate() {
        next_forms.push(None);
        let Some(stem) = stems.of(term) else { continue };
        let (first, last) = ends.entry(stem).or_insert((ordinal, ordinal));
        if *last < ordinal {
            next_forms[*last] = Some((ordinal - *last) as i32);
            next_forms[ordinal] = Some(*first as i32 - ordinal as i32);
            *last = ordinal;
        }
    }
    next_forms
}

/// Posting lists by the numbers of terms; empty for terms that are not used any more.
struct PostingLists {
    /// One list behind the other.
    postings: Vec<Posting>,
    /// Where the list of each term ends, and that of the next begins.
    ends: Vec<usize>,
    /// A byte for each section, as [`postings`] has them.
    sections: Vec<u8>,
}

impl PostingLists {
    fn new(site: &Site<'_>, terms: usize) -> Self {
        let pages = &site.pages;
        let averages: [f32; FIELDS] = std::array::from_fn(|field| {
            let lengths = sections(pages).map(|section| section.lengths[field]).filter(|&length| length > 0);
            let (count, sum) = lengths.fold((0u64, 0u64), |(count, sum), length| (count + 1, sum + u64::from(length)));
            sum as f32 / count.max(1) as f32
        });
        // All postings in the order of their sections first: how long each list is, is known before one is written.
        // A posting is made of three bytes or more.
        let mut all = Vec::with_capacity(sections(pages).map(|section| section.terms.len() / 3).sum());
        let mut ends = vec![0; terms + 1];
        let mut bytes = Vec::with_capacity(sections(pages).count());
        let mut number = 0;
        for (page, &weight) in pages.iter().zip(&site.weights) {
            for (place, section) in page.sections.iter().enumerate() {
                let weights = rank::field_weights(&section.lengths, &averages);
                let mut counts = [0u32; IMPACTS];
                for (term, sum) in section.terms(&weights) {
                    ends[term as usize + 1] += 1;
                    let impact = rank::impact(sum, weight);
                    counts[usize::from(impact)] += 1;
                    all.push((term, Posting { section: number, impact }));
                }
                // Of several the lowest, so that the bytes are the same everywhere.
                let most = (0..IMPACTS).rev().max_by_key(|&impact| counts[impact]);
                bytes.push(most.unwrap_or(0) as u8 | if place == 0 { postings::PAGE } else { 0 });
                number += 1;
            }
        }
        // Here each is where the list of its term begins; it is where it ends once the list is written.
        let mut start = 0;
        for end in &mut ends {
            start += *end;
            *end = start;
        }
        let mut postings = vec![Posting { section: 0, impact: 0 }; all.len()];
        for (term, posting) in all {
            let place = &mut ends[term as usize];
            postings[*place] = posting;
            *place += 1;
        }
        PostingLists { postings, ends, sections: bytes }
    }

    fn of(&self, term: u32) -> &[Posting] {
        let start = (term as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.postings[start..self.ends[term as usize]]
    }
}
