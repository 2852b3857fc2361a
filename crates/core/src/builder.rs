//! Pages in, one index out.

use crate::analyze::{self, Form, segments};
use crate::error::Error;
use crate::format::dictionary;
use crate::format::directory::{self, Part};
use crate::format::pages::{PageRecord, SectionRecord, encode_info};
use crate::format::postings::{self, Posting};
use crate::format::records::RecordsWriter;
use crate::format::text::{Kind, Token, TokenTable};
use crate::parse::{self, Page, Section};
use crate::rank::{self, Counts, FIELDS, Field};
use crate::slug::slug;
use serde::Serialize;
use std::collections::HashMap;

/// Collects pages and writes them as one index. The same pages, in any order, give the same bytes.
///
/// ```
/// let mut builder = headword::IndexBuilder::new();
/// builder.add("sso.md", b"# Single sign-on\n\nConnect an identity provider.")?;
/// let (bytes, report) = builder.finish()?;
/// assert_eq!(report.pages, 1);
/// let index = headword::Index::open(bytes)?;
/// assert_eq!(index.search("identity", 5)?.hits[0].path, "sso");
/// # Ok::<(), headword::Error>(())
/// ```
#[derive(Default)]
pub struct IndexBuilder {
    name: String,
    base_url: String,
    source_bytes: u64,
    tokens: TokenTable,
    terms: TermTable,
    pages: Vec<PageDraft>,
}

/// What was built.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BuildReport {
    /// Pages in the index.
    pub pages: u32,
    /// Sections of all pages.
    pub sections: u32,
    /// Distinct terms.
    pub terms: u32,
    /// Bytes of all sources, as they were given.
    pub source_bytes: u64,
    /// Bytes of the index.
    pub bytes: u64,
    /// Bytes of each part of the index, in the order of the file. With the header they add up to `bytes`.
    pub parts: Vec<PartSize>,
}

/// The size of a part of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PartSize {
    /// What it holds, in a word.
    pub name: &'static str,
    /// Its size.
    pub bytes: u64,
}

/// A page whose words have numbers. The source is not kept.
struct PageDraft {
    path: String,
    file: String,
    title: Vec<Token>,
    description: Vec<Token>,
    sections: Vec<SectionDraft>,
}

struct SectionDraft {
    level: u8,
    heading: Vec<Token>,
    anchor: Option<String>,
    text: Vec<Token>,
    terms: Vec<(u32, Counts)>,
    lengths: [u32; FIELDS],
}

impl IndexBuilder {
    /// A builder without pages.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the docs are called, for people.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// What stands before the path of a page in its URL, for instance `https://example.com/docs/`.
    #[must_use]
    pub fn base_url(mut self, base_url: &str) -> Self {
        base_url.clone_into(&mut self.base_url);
        self
    }

    /// Reads a Markdown or MDX file. `path` is relative to the root of the docs, with `/` between folders; the
    /// page's path is this one without its extension and without a last `/index`.
    ///
    /// # Errors
    /// `ENCODING` or `FRONT_MATTER`, naming the file, or `TOO_LARGE` for a path of over 1,024 bytes; the builder is as before, so that the next file can be read.
    pub fn add(&mut self, path: &str, source: &[u8]) -> Result<(), Error> {
        if path.len() > dictionary::MAX_KEY {
            let (found, limit) = (path.len() as u64, dictionary::MAX_KEY as u64);
            return Err(Error::TooLarge { what: "bytes in the path of a page", found, limit });
        }
        let page = parse::parse(path, source)?;
        self.source_bytes += source.len() as u64;
        let draft = self.draft(path, &page);
        self.pages.push(draft);
        Ok(())
    }

    fn draft(&mut self, file: &str, page: &Page<'_>) -> PageDraft {
        let mut drafts = Vec::with_capacity(page.sections.len());
        let mut above: Vec<&Section> = Vec::new();
        for section in &page.sections {
            above.retain(|parent| parent.level < section.level && parent.level > 0);
            let mut counter = Counter::new(&mut self.terms);
            counter.count(Field::Title, &page.title);
            let heading = if section.level == 0 { &page.title } else { &section.heading };
            counter.count(Field::Heading, heading);
            above.iter().for_each(|parent| counter.count(Field::Parents, &parent.heading));
            counter.count(Field::Path, &page.path);
            counter.count(Field::Path, &section.anchor);
            if section.level == 0 {
                counter.count(Field::Description, &page.description);
            }
            for (kind, range) in &section.runs {
                let field = if *kind == Kind::Code { Field::Code } else { Field::Text };
                counter.count(field, &page.source[range.clone()]);
            }
            let (terms, lengths) = counter.finish();
            drafts.push(SectionDraft {
                level: section.level,
                heading: tokens_of(&mut self.tokens, &section.heading),
                anchor: (section.anchor != slug(&section.heading)).then(|| section.anchor.clone()),
                text: section_tokens(&mut self.tokens, page.source, section),
                terms,
                lengths,
            });
            above.push(section);
        }
        PageDraft {
            path: page.path.clone(),
            file: file.to_owned(),
            title: tokens_of(&mut self.tokens, &page.title),
            description: tokens_of(&mut self.tokens, &page.description),
            sections: drafts,
        }
    }

    /// Writes the index.
    ///
    /// # Errors
    /// `NO_PAGES`, `DUPLICATE_PATH`, or `TOO_LARGE` past 4 GiB.
    pub fn finish(mut self) -> Result<(Vec<u8>, BuildReport), Error> {
        if self.pages.is_empty() {
            return Err(Error::NoPages);
        }
        self.pages.sort_unstable_by(|a, b| (&a.path, &a.file).cmp(&(&b.path, &b.file)));
        if let Some([first, second]) = self.pages.array_windows().find(|[a, b]| a.path == b.path) {
            let sources = [first.file.clone(), second.file.clone()];
            return Err(Error::DuplicatePath { path: first.path.clone(), sources });
        }
        let space = self.tokens.number(" ", false);
        let empty = self.tokens.number("", false);
        let order = self.terms.sorted();
        let ordinals: HashMap<&str, u32> = order.iter().zip(0..).map(|(&(term, _), ordinal)| (term, ordinal)).collect();
        let (tokens, encoder) = self.tokens.finish(&ordinals);
        let encode = |tokens: &[Token]| encoder.encode(tokens, space, empty);

        let (mut pages, mut sections, mut texts) = <(RecordsWriter, RecordsWriter, RecordsWriter)>::default();
        let mut section_count = 0;
        for (number, page) in self.pages.iter().enumerate() {
            let (title, description) = (encode(&page.title), encode(&page.description));
            let record = PageRecord { first_section: section_count, title: &title, description: &description };
            pages.push(&record.encode());
            for section in &page.sections {
                let heading = encode(&section.heading);
                let record = SectionRecord {
                    page: number as u32,
                    level: section.level,
                    heading: &heading,
                    anchor: section.anchor.as_deref(),
                };
                sections.push(&record.encode());
                texts.push(&encode(&section.text));
                section_count += 1;
            }
        }
        let parts = [
            encode_info(&self.name, &self.base_url, concat!("headword ", env!("CARGO_PKG_VERSION"))),
            dictionary::encode(order.iter().map(|&(term, _)| term))?,
            encode_postings(&self.pages, &order),
            tokens,
            dictionary::encode(self.pages.iter().map(|page| &*page.path))?,
            pages.finish(),
            sections.finish(),
            texts.finish(),
        ];
        let bytes = directory::encode(&parts)?;
        let report = BuildReport {
            pages: self.pages.len() as u32,
            sections: section_count,
            terms: order.len() as u32,
            source_bytes: self.source_bytes,
            bytes: bytes.len() as u64,
            parts: Part::ALL
                .iter()
                .zip(&parts)
                .map(|(part, bytes)| PartSize { name: part.name(), bytes: bytes.len() as u64 })
                .collect(),
        };
        Ok((bytes, report))
    }
}

/// Posting lists of all terms, in the order of the dictionary.
fn encode_postings(pages: &[PageDraft], order: &[(&str, u32)]) -> Vec<u8> {
    let sections = || pages.iter().flat_map(|page| &page.sections);
    let averages = std::array::from_fn(|field| {
        let lengths = sections().map(|section| section.lengths[field]).filter(|&length| length > 0);
        let (count, sum) = lengths.fold((0u64, 0u64), |(count, sum), length| (count + 1, sum + u64::from(length)));
        sum as f32 / count.max(1) as f32
    });
    let mut lists = vec![Vec::new(); order.len()];
    for (number, section) in sections().enumerate() {
        for (term, counts) in &section.terms {
            let impact = rank::impact(counts, &section.lengths, &averages);
            lists[*term as usize].push(Posting { section: number as u32, impact });
        }
    }
    let mut records = RecordsWriter::default();
    for &(_, term) in order {
        records.push(&postings::encode(&lists[term as usize]));
    }
    records.finish()
}

/// Numbers distinct terms as they come, and remembers the terms of each word.
#[derive(Default)]
struct TermTable {
    numbers: HashMap<Box<str>, u32>,
    words: HashMap<Box<str>, Box<[(u32, Form)]>>,
}

impl TermTable {
    fn of(&mut self, word: &str) -> &[(u32, Form)] {
        if !self.words.contains_key(word) {
            let mut found = Vec::new();
            analyze::terms(word, |term, form| {
                let next = self.numbers.len() as u32;
                let number = match self.numbers.get(term) {
                    Some(&number) => number,
                    None => *self.numbers.entry(term.into()).or_insert(next),
                };
                found.push((number, form));
            });
            self.words.insert(word.into(), found.into());
        }
        self.words.get(word).map_or(&[], |terms| terms)
    }

    /// Terms with their numbers, in the order of their bytes.
    fn sorted(&self) -> Vec<(&str, u32)> {
        let mut order: Vec<_> = self.numbers.iter().map(|(term, &number)| (&**term, number)).collect();
        order.sort_unstable();
        order
    }
}

/// Counts the terms of one section, field by field.
struct Counter<'t> {
    table: &'t mut TermTable,
    found: Vec<(u32, Field, Form)>,
    lengths: [u32; FIELDS],
}

impl<'t> Counter<'t> {
    fn new(table: &'t mut TermTable) -> Self {
        Counter { table, found: Vec::new(), lengths: [0; FIELDS] }
    }

    fn count(&mut self, field: Field, text: &str) {
        for segment in segments(text).filter(|segment| segment.word) {
            self.lengths[field as usize] += 1;
            self.found.extend(self.table.of(segment.text).iter().map(|&(term, form)| (term, field, form)));
        }
    }

    fn finish(mut self) -> (Vec<(u32, Counts)>, [u32; FIELDS]) {
        self.found.sort_unstable_by_key(|&(term, ..)| term);
        let mut terms: Vec<(u32, Counts)> = Vec::new();
        for (term, field, form) in self.found {
            if terms.last().is_none_or(|&(last, _)| last != term) {
                terms.push((term, [0; FIELDS]));
            }
            if let Some((_, counts)) = terms.last_mut() {
                let halves = if form == Form::Part { 1 } else { 2 };
                counts[field as usize] = counts[field as usize].saturating_add(halves);
            }
        }
        (terms, self.lengths)
    }
}

fn tokens_of(table: &mut TokenTable, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    push_tokens(table, text, &mut tokens);
    tokens
}

fn push_tokens(table: &mut TokenTable, text: &str, tokens: &mut Vec<Token>) {
    for segment in segments(text) {
        let number = table.number(segment.text, segment.word);
        tokens.push(if segment.word { Token::Word(number) } else { Token::Separator(number) });
    }
}

/// The whole section, with marks where markup and code begin and end.
fn section_tokens(table: &mut TokenTable, source: &str, section: &Section) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = section.range.start;
    let mut in_code = false;
    let markup = |tokens: &mut Vec<Token>, table: &mut TokenTable, text: &str| {
        if !text.is_empty() {
            tokens.push(Token::Markup);
            push_tokens(table, text, tokens);
            tokens.push(Token::Markup);
        }
    };
    for (kind, range) in &section.runs {
        let (start, end) = (range.start.max(at), range.end.min(section.range.end));
        if start >= end {
            continue;
        }
        markup(&mut tokens, table, &source[at..start]);
        if in_code != (*kind == Kind::Code) {
            in_code = !in_code;
            tokens.push(Token::Code);
        }
        push_tokens(table, &source[start..end], &mut tokens);
        at = end;
    }
    markup(&mut tokens, table, &source[at..section.range.end]);
    tokens
}
