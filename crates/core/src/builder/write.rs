//! Drafts become the parts of the file.

use super::draft::PageDraft;
use super::merge;
use super::names::Names;
use super::redirects::DeadRedirect;
use super::sections::SectionDraft;
use super::stream::{Symbol, symbols};
use super::vocabulary::Vocabulary;
use crate::Error;
use crate::analyze::Stems;
use crate::format::aliases::{self, Alias};
use crate::format::blocks::{BlocksWriter, Part};
use crate::format::dictionary;
use crate::format::directory::{PARTS, PartName};
use crate::format::duplicates;
use crate::format::navigation::{self, Branch, EntryRecord};
use crate::format::pages::{self, InfoRecord, PageRecord, SectionRecord};
use crate::format::postings::{ListSizes, ListsWriter, MAX_SECTIONS};
use crate::format::records::RecordsWriter;
use crate::format::terms::{self, NewTerm};
use crate::format::text::{self, TextEncoder, Token};
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

/// The file while its pages come, in the order of their paths. All that needs several pages is written before the first,
/// so that each can be dropped once it was written, and all words before it.
pub(super) struct Writer {
    /// All but what the pages are written to.
    parts: [Part; PARTS],
    hot: usize,
    terms: u32,
    encoder: TextEncoder,
    averages: [f32; FIELDS],
    languages: Vec<String>,
    places: std::vec::IntoIter<Place>,
    lists: ListsWriter,
    pages: BlocksWriter,
    section_counts: Vec<u32>,
    /// Whether each page has a text before its first heading.
    starts: Vec<bool>,
    texts: BlocksWriter,
}

/// What a site says of a page.
struct Place {
    weight: f32,
    /// One more than its entry and than the branch above, or 0.
    entry: u32,
    branch: u32,
}

impl Writer {
    /// Writes all but the pages.
    pub(super) fn new(site: &Site<'_>, vocabulary: &Vocabulary) -> Result<Writer, Error> {
        let found: u64 = site.pages.iter().map(|page| page.sections.len() as u64).sum();
        if found > u64::from(MAX_SECTIONS) {
            return Err(Error::TooLarge { what: "sections", found, limit: MAX_SECTIONS.into() });
        }
        let (sizes, averages) = measure(site, vocabulary.term_count());
        let mut counts = vec![0u64; vocabulary.term_count()];
        for (number, ..) in vocabulary.tokens() {
            if let Some(&(term, _)) = vocabulary.terms_of(number).first() {
                counts[term as usize] += u64::from(vocabulary.uses(number));
            }
        }
        let used = || vocabulary.terms().filter(|&(_, term)| sizes.sections(term) > 0);
        let mut sorted: Vec<NewTerm<'_>> = Vec::with_capacity(vocabulary.term_count());
        sorted.extend(used().map(|(text, term)| {
            let (compound, count) = (vocabulary.is_compound(term), counts[term as usize]);
            NewTerm { text, compound, count }
        }));
        let forms = Forms::new(&sorted, site.info.language);
        // Forms stand together: whoever asks for one is answered with all.
        for places in forms.groups() {
            let most = places.iter().map(|&(_, place)| sorted[place as usize].count).max().unwrap_or(0);
            places.iter().for_each(|&(_, place)| sorted[place as usize].count = most);
        }
        let (order, ends) = terms::order(&sorted);
        let next_forms = forms.next(&order);
        drop((counts, forms));
        let terms: Vec<&str> = order.iter().map(|&place| sorted[place as usize].text).collect();
        drop(sorted);
        let numbers: Vec<u32> = used().map(|(_, term)| term).collect();
        // The numbers of terms in the order of their ordinals.
        let order: Vec<u32> = order.into_iter().map(|place| numbers[place as usize]).collect();
        drop(numbers);
        let (dictionary, hot) = terms::encode(&terms, &next_forms, &ends)?;
        drop(next_forms);
        let mut ordinals = vec![u32::MAX; vocabulary.term_count()];
        order.iter().zip(0..).for_each(|(&term, ordinal)| ordinals[term as usize] = ordinal);
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
        // What only the tables need goes before the lists and the texts, which are nearly all of an index. The largest goes
        // last: glibc takes from its own heap, and gives back to none, what is smaller than the largest piece that was ever
        // freed.
        drop((ordinals, terms, tokens));
        let lists = sizes.writer(order.into_iter(), found as u32);

        let mut entries = BlocksWriter::default();
        let mut branch_records = RecordsWriter::default();
        let mut title = Vec::new();
        for (number, entry) in (0u32..).zip(&site.entries) {
            recode(&entry.title, &encoder, &mut title);
            let record = EntryRecord { above: entry.above, page: entry.page, title: &title };
            entries.push(&record.encode());
            if branches.of[number as usize].is_some() {
                if let Some(page) = entry.page.filter(|_| entry.title.is_empty()) {
                    recode(&site.pages[page as usize].title_stream, &encoder, &mut title);
                }
                let record = Branch { above: branches.above(site, number), title: &title };
                branch_records.push(&record.encode());
            }
        }
        let mut releases = BlocksWriter::default();
        site.releases.iter().for_each(|release| releases.push(release));
        let paths: Vec<&str> = site.pages.iter().map(|page| &*page.path).collect();
        let place = |(home, &weight): (&Option<u32>, &f32)| Place {
            weight,
            entry: home.map_or(0, |entry| entry + 1),
            branch: home.and_then(|entry| branches.above(site, entry)).map_or(0, |branch| branch + 1),
        };
        let places: Vec<Place> = site.homes.iter().zip(&site.weights).map(place).collect();
        Ok(Writer {
            parts: [
                Part::of(site.info.encode()),
                dictionary,
                Part::default(),
                Part::of(tables),
                dictionary::encode(&paths)?,
                Part::default(),
                Part::default(),
                navigation::finish(branch_records, entries),
                aliases::encode(&site.aliases)?,
                releases.finish(),
                Part::of(site.filters.clone()),
                Part::of(duplicates::encode(&site.duplicates)),
            ],
            hot,
            terms: term_count,
            encoder,
            averages,
            languages: site.info.languages.iter().map(|&language| language.to_owned()).collect(),
            section_counts: Vec::with_capacity(places.len()),
            starts: Vec::with_capacity(places.len()),
            places: places.into_iter(),
            lists,
            pages: BlocksWriter::default(),
            texts: BlocksWriter::default(),
        })
    }

    /// Writes the next page.
    pub(super) fn push(&mut self, page: &PageDraft) {
        // There is a place for each page of the site.
        let Some(Place { weight, entry, branch }) = self.places.next() else { return };
        let (mut first, mut second) = (Vec::new(), Vec::new());
        recode(&page.title_stream, &self.encoder, &mut first);
        recode(&page.description, &self.encoder, &mut second);
        let wishes = merge::wishes(page);
        let record = PageRecord {
            kind: page.kind,
            is_index: page.is_index,
            entry,
            branch,
            title: &first,
            description: &second,
            url: page.url.as_deref(),
            wishes: &wishes,
        };
        self.pages.push(&record.encode());
        self.section_counts.push(page.sections.len() as u32);
        self.starts.push(page.sections.iter().next().is_some_and(|section| !section.text.is_empty()));
        let (mut places, mut impacts) = (Vec::new(), Vec::new());
        for section in page.sections.iter() {
            section.heading.iter().for_each(|heading| recode(heading, &self.encoder, &mut first));
            let of = |language: &str| self.languages.binary_search_by(|known| (**known).cmp(language)).ok();
            recode_text(section.text, &self.encoder, &mut places, &mut second);
            let record = SectionRecord {
                level: section.level,
                heading: section.heading.as_ref().filter(|_| section.level > 0).map(|_| &*first),
                anchor: (!section.is_slug).then_some(section.anchor),
                is_path: section.is_path,
                language: section.language.and_then(of).map(|language| language as u8),
                text: &second,
            };
            self.texts.push(&record.encode());
            let weights = rank::field_weights(&section.lengths, &self.averages);
            impacts.clear();
            impacts.extend(section.terms(&weights).map(|(term, sum)| (term, rank::impact(sum, weight))));
            self.lists.push(&impacts);
        }
    }

    /// The parts, once all pages are written.
    pub(super) fn finish(self) -> Written {
        let Writer { mut parts, hot, terms, encoder, section_counts, .. } = self;
        // Room for the checksums of blocks may take as much.
        drop(encoder);
        parts[PartName::Postings as usize] = self.lists.finish();
        parts[PartName::Pages as usize] = pages::finish(&section_counts, &self.starts, self.pages);
        parts[PartName::Text as usize] = self.texts.finish();
        Written { parts, hot, sections: section_counts.iter().sum(), terms }
    }
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

/// How long the lists of all terms will be, and how many words each field has where it has any.
fn measure(site: &Site<'_>, terms: usize) -> (ListSizes, [f32; FIELDS]) {
    let (mut counts, mut sums) = ([0u64; FIELDS], [0u64; FIELDS]);
    let mut sizes = ListSizes::new(terms);
    for (section, number) in sections(&site.pages).zip(0..) {
        section.term_numbers().for_each(|term| sizes.add(term, number));
        for (field, &length) in section.lengths.iter().enumerate() {
            counts[field] += u64::from(length > 0);
            sums[field] += u64::from(length);
        }
    }
    (sizes, std::array::from_fn(|field| sums[field] as f32 / counts[field].max(1) as f32))
}

/// Terms of one stem.
struct Forms {
    /// The number of a stem, and the place of a term that has it; in order.
    stems: Vec<(u32, u32)>,
}

impl Forms {
    fn new(terms: &[NewTerm<'_>], language: &str) -> Self {
        let (known, mut names) = (Stems::new(language), Names::default());
        let stem = |(term, place): (&NewTerm<'_>, u32)| Some((names.number(&known.of(term.text)?, true).0, place));
        let mut stems: Vec<(u32, u32)> = terms.iter().zip(0..).filter_map(stem).collect();
        stems.sort_unstable();
        Forms { stems }
    }

    /// Those of each stem, at least one.
    fn groups(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        self.stems.chunk_by(|(a, _), (b, _)| a == b)
    }

    /// How far each term is from the next one of its stem, where it has one, in the order of the ordinals; the last of
    /// them leads back to the first.
    fn next(&self, order: &[u32]) -> Vec<Option<i32>> {
        let mut ordinals = vec![0; order.len()];
        (0u32..).zip(order).for_each(|(ordinal, &place)| ordinals[place as usize] = ordinal);
        let mut next_forms = vec![None; order.len()];
        for places in self.groups().filter(|places| places.len() > 1) {
            let mut forms: Vec<u32> = places.iter().map(|&(_, place)| ordinals[place as usize]).collect();
            forms.sort_unstable();
            let next = forms.iter().skip(1).chain(forms.first());
            for (&form, &next) in forms.iter().zip(next) {
                next_forms[form as usize] = Some(next as i32 - form as i32);
            }
        }
        next_forms
    }
}
