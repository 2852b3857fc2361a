//! Drafts become the parts of the file.

use super::draft::PageDraft;
use super::merge;
use super::redirects::DeadRedirect;
use super::sections::SectionDraft;
use super::stream::{Symbol, symbols};
use super::vocabulary::Vocabulary;
use crate::Error;
use crate::analyze::Stems;
use crate::format::aliases::{self, Alias};
use crate::format::blocks::{BlocksWriter, Part};
use crate::format::dictionary;
use crate::format::directory::PARTS;
use crate::format::duplicates;
use crate::format::navigation::{self, Branch, EntryRecord};
use crate::format::pages::{self, InfoRecord, PageRecord, SectionRecord};
use crate::format::postings::{self, IMPACTS, MAX_SECTIONS, MAX_USUAL, Posting};
use crate::format::records::RecordsWriter;
use crate::format::terms::{self, NewTerm};
use crate::format::text::{self, TextEncoder, Token};
use crate::rank::{self, FIELDS};
use rustc_hash::FxHashMap;
use std::ops::Range;

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
    pub(super) aliases: Vec<(String, Alias)>,
    /// Redirects that lead to none of the pages.
    pub(super) dead: Vec<DeadRedirect>,
    pub(super) releases: Vec<Vec<u8>>,
    /// As [`filters`](crate::format::filters) has them.
    pub(super) filters: Vec<u8>,
    /// Sections that say what an earlier one of another page says, in order, each with that one.
    pub(super) duplicates: Vec<(u32, u32)>,
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
    pub(super) parts: [Part; PARTS],
    /// How many bytes of the dictionary's blocks nearly every question needs.
    pub(super) hot: usize,
    pub(super) sections: u32,
    pub(super) terms: u32,
}

/// Writes all parts.
pub(super) fn write(site: &Site<'_>, vocabulary: &Vocabulary) -> Result<Written, Error> {
    let found: u64 = site.pages.iter().map(|page| page.sections.len() as u64).sum();
    if found > u64::from(MAX_SECTIONS) {
        return Err(Error::TooLarge { what: "sections", found, limit: MAX_SECTIONS.into() });
    }
    let lists = PostingLists::new(site, vocabulary.term_count());
    let mut counts = vec![0u64; vocabulary.term_count()];
    for (number, ..) in vocabulary.tokens() {
        if let Some(&(term, _)) = vocabulary.terms_of(number).first() {
            counts[term as usize] += u64::from(vocabulary.uses(number));
        }
    }
    let used = || vocabulary.terms().filter(|&(_, term)| lists.count(term) > 0);
    let stems = Stems::new(site.info.language);
    // Forms of one stem, each by its place.
    let mut forms: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (place, (text, _)) in (0u32..).zip(used()) {
        stems.of(text).into_iter().for_each(|stem| forms.entry(stem).or_default().push(place));
    }
    let numbers: Vec<u32> = used().map(|(_, term)| term).collect();
    let mut sorted: Vec<NewTerm<'_>> = used()
        .map(|(text, term)| NewTerm { text, compound: vocabulary.is_compound(term), count: counts[term as usize] })
        .collect();
    // Forms stand together: whoever asks for one is answered with all.
    for places in forms.values() {
        let most = places.iter().map(|&place| sorted[place as usize].count).max().unwrap_or(0);
        places.iter().for_each(|&place| sorted[place as usize].count = most);
    }
    let (order, ends) = terms::order(&sorted);
    let next_forms = next_forms(forms.into_values(), &order);
    let usual: &[u8] = if lists.usual.len() as u32 > MAX_USUAL { &[] } else { &lists.usual };
    let mut ordinals = vec![u32::MAX; vocabulary.term_count()];
    let mut terms = Vec::with_capacity(order.len());
    // Most postings take one byte or two.
    let mut posting_records = BlocksWriter::with_capacity(2 * lists.postings.len());
    let mut record = Vec::new();
    let mut list = Vec::new();
    for place in order {
        let term = numbers[place as usize];
        ordinals[term as usize] = terms.len() as u32;
        terms.push(sorted[place as usize].text);
        lists.read(term, &mut list);
        postings::encode(&list, usual, &mut record);
        posting_records.push(&record);
    }
    let postings = postings::finish(usual, posting_records);
    let (dictionary, hot) = terms::encode(&terms, &next_forms, &ends)?;
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(vocabulary.token_count());
    tokens.extend(vocabulary.tokens().filter(|&(number, ..)| vocabulary.uses(number) > 0).map(
        |(number, text, word)| {
            let term = vocabulary.terms_of(number).first().map(|&(term, _)| ordinals[term as usize]);
            let term = term.filter(|&ordinal| ordinal != u32::MAX);
            Token { number, text, word, term, count: vocabulary.uses(number) }
        },
    ));
    let (tables, encoder) = text::encode(&terms, &tokens);
    let branches = branches(site);
    let term_count = terms.len() as u32;
    // What only the tables need goes before the texts, which are two thirds of an index. The largest goes last: glibc
    // takes from its own heap, and gives back to none, what is smaller than the largest piece that was ever freed.
    drop((tokens, terms, ordinals, sorted));
    drop(lists.postings);

    let mut pages = BlocksWriter::default();
    let mut section_counts = Vec::with_capacity(site.pages.len());
    let mut starts = Vec::with_capacity(site.pages.len());
    // On the C++ docs, the codes of the file take 1.4 times what the numbers of the vocabulary do. Memory that is not
    // written to costs nothing.
    let numbers: usize = sections(&site.pages).map(|section| 8 + section.text.len()).sum();
    let mut texts = BlocksWriter::with_capacity(2 * numbers);
    let mut section_count = 0;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    let mut places = Vec::new();
    for (number, page) in site.pages.iter().enumerate() {
        recode(&page.title_stream, &encoder, &mut first);
        recode(&page.description, &encoder, &mut second);
        let wishes = merge::wishes(page);
        let record = PageRecord {
            kind: page.kind,
            is_index: page.is_index,
            entry: site.homes[number].map_or(0, |entry| entry + 1),
            branch: site.homes[number].and_then(|entry| branches.above(site, entry)).map_or(0, |branch| branch + 1),
            title: &first,
            description: &second,
            url: page.url.as_deref(),
            wishes: &wishes,
        };
        pages.push(&record.encode());
        section_counts.push(page.sections.len() as u32);
        starts.push(page.sections.iter().next().is_some_and(|section| !section.text.is_empty()));
        places.clear();
        for section in page.sections.iter() {
            section.heading.iter().for_each(|heading| recode(heading, &encoder, &mut first));
            let language = section.language;
            let language = language.and_then(|language| site.info.languages.binary_search(&language).ok());
            recode_text(section.text, &encoder, &mut places, &mut second);
            let record = SectionRecord {
                level: section.level,
                heading: section.heading.as_ref().filter(|_| section.level > 0).map(|_| &*first),
                anchor: (!section.is_slug).then_some(section.anchor),
                is_path: section.is_path,
                language: language.map(|language| language as u8),
                text: &second,
            };
            texts.push(&record.encode());
            section_count += 1;
        }
    }
    let mut entries = BlocksWriter::default();
    let mut branch_records = RecordsWriter::default();
    for (number, entry) in (0u32..).zip(&site.entries) {
        recode(&entry.title, &encoder, &mut first);
        let record = EntryRecord { above: entry.above, page: entry.page, title: &first };
        entries.push(&record.encode());
        if branches.of[number as usize].is_some() {
            if let Some(page) = entry.page.filter(|_| entry.title.is_empty()) {
                recode(&site.pages[page as usize].title_stream, &encoder, &mut first);
            }
            let record = Branch { above: branches.above(site, number), title: &first };
            branch_records.push(&record.encode());
        }
    }
    let mut releases = BlocksWriter::default();
    site.releases.iter().for_each(|release| releases.push(release));
    let paths: Vec<&str> = site.pages.iter().map(|page| &*page.path).collect();
    let parts = [
        Part::of(site.info.encode()),
        dictionary,
        postings,
        Part::of(tables),
        dictionary::encode(&paths)?,
        pages::finish(&section_counts, &starts, pages),
        texts.finish(),
        navigation::finish(branch_records, entries),
        aliases::encode(&site.aliases)?,
        releases.finish(),
        Part::of(site.filters.clone()),
        Part::of(duplicates::encode(&site.duplicates)),
    ];
    Ok(Written { parts, hot, sections: section_count, terms: term_count })
}

/// Entries that others stand below.
struct Branches {
    /// The number of each entry among them.
    of: Vec<Option<u32>>,
}

impl Branches {
    /// The branch above an entry.
    fn above(&self, site: &Site<'_>, entry: u32) -> Option<u32> {
        site.entries[entry as usize].above.and_then(|above| self.of[above as usize])
    }
}

fn branches(site: &Site<'_>) -> Branches {
    let mut is_branch = vec![false; site.entries.len()];
    site.entries.iter().filter_map(|entry| entry.above).for_each(|above| is_branch[above as usize] = true);
    let mut count = 0;
    let number = |is_branch: bool| {
        count += u32::from(is_branch);
        is_branch.then(|| count - 1)
    };
    Branches { of: is_branch.into_iter().map(number).collect() }
}

fn sections<'a>(pages: &[&'a PageDraft]) -> impl Iterator<Item = SectionDraft<'a>> {
    pages.iter().flat_map(|page| page.sections.iter())
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

/// How far each term is from the next one of its stem, where it has one, in the order of the ordinals; the last of them
/// leads back to the first.
fn next_forms(forms: impl Iterator<Item = Vec<u32>>, order: &[u32]) -> Vec<Option<i32>> {
    let mut ordinals = vec![0; order.len()];
    (0u32..).zip(order).for_each(|(ordinal, &place)| ordinals[place as usize] = ordinal);
    let mut next_forms = vec![None; order.len()];
    for places in forms.filter(|places| places.len() > 1) {
        let mut forms: Vec<u32> = places.iter().map(|&place| ordinals[place as usize]).collect();
        forms.sort_unstable();
        let next = forms.iter().skip(1).chain(forms.first());
        for (&form, &next) in forms.iter().zip(next) {
            next_forms[form as usize] = Some(next as i32 - form as i32);
        }
    }
    next_forms
}

/// Posting lists by the numbers of terms; empty for terms that are not used any more.
struct PostingLists {
    /// One list behind the other, each posting as `section << 4 | impact`.
    postings: Vec<u32>,
    /// Where the list of each term ends, and that of the next begins.
    ends: Vec<usize>,
    /// The impact that most terms of each section have.
    usual: Vec<u8>,
}

impl PostingLists {
    fn new(site: &Site<'_>, terms: usize) -> Self {
        let pages = &site.pages;
        let (mut counts, mut sums) = ([0u64; FIELDS], [0u64; FIELDS]);
        // How long each list is, is known before one is written.
        let mut ends = vec![0; terms + 1];
        for section in sections(pages) {
            section.term_numbers().for_each(|term| ends[term as usize + 1] += 1);
            for (field, &length) in section.lengths.iter().enumerate() {
                counts[field] += u64::from(length > 0);
                sums[field] += u64::from(length);
            }
        }
        let averages: [f32; FIELDS] = std::array::from_fn(|field| sums[field] as f32 / counts[field].max(1) as f32);
        // Here each is where the list of its term begins; it is where it ends once the list is written.
        let mut start = 0;
        for end in &mut ends {
            start += *end;
            *end = start;
        }
        let mut postings = vec![0; start];
        let mut usual = Vec::with_capacity(pages.iter().map(|page| page.sections.len()).sum());
        let mut number = 0;
        for (page, &weight) in pages.iter().zip(&site.weights) {
            for section in page.sections.iter() {
                let weights = rank::field_weights(&section.lengths, &averages);
                let mut counts = [0u32; IMPACTS];
                for (term, sum) in section.terms(&weights) {
                    let impact = rank::impact(sum, weight);
                    counts[usize::from(impact)] += 1;
                    let place = &mut ends[term as usize];
                    postings[*place] = number << 4 | u32::from(impact);
                    *place += 1;
                }
                // Of several the lowest, so that the bytes are the same everywhere.
                let most = (0..IMPACTS).rev().max_by_key(|&impact| counts[impact]);
                usual.push(most.unwrap_or(0) as u8);
                number += 1;
            }
        }
        PostingLists { postings, ends, usual }
    }

    fn range(&self, term: u32) -> Range<usize> {
        let start = (term as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[term as usize]
    }

    /// How many sections have a term.
    fn count(&self, term: u32) -> usize {
        self.range(term).len()
    }

    /// Reads the list of a term over what is in `list`.
    fn read(&self, term: u32, list: &mut Vec<Posting>) {
        list.clear();
        let postings = self.postings[self.range(term)].iter();
        list.extend(postings.map(|&posting| Posting { section: posting >> 4, impact: posting as u8 & 0xf }));
    }
}
