//! The page that lines become: texts below their headings, ids at their offsets.

use super::super::document::{Document, Note};
use super::super::escape;
use super::super::front_matter::Value;
use super::{Keywords, Record, RecordPage};
use std::collections::{HashMap, HashSet};

/// A page while its lines come.
pub(super) struct Draft {
    pub(super) path: String,
    document: Document,
    start: Start,
    sections: Vec<Section>,
    /// The levels and headings of the sections that the next one may be in.
    above: Vec<(usize, String)>,
    has_weight: bool,
    /// All values of each key that is declared for filters.
    filters: Vec<(String, Value)>,
}

/// What stands before the first heading.
#[derive(Default)]
struct Start {
    id: String,
    address: Option<String>,
    markdown: String,
    language: Option<String>,
    lines: Vec<usize>,
}

struct Section {
    id: String,
    level: usize,
    heading: String,
    markdown: String,
    language: Option<String>,
    line: usize,
}

impl Draft {
    pub(super) fn new(path: String) -> Self {
        let (document, start, has_weight, filters) = Default::default();
        Draft { path, document, start, sections: Vec::new(), above: Vec::new(), has_weight, filters }
    }

    pub(super) fn push(&mut self, record: Record, line: usize) {
        let heading = one_line(record.heading.as_deref().unwrap_or_default());
        let first = self.start.lines.is_empty() && self.sections.is_empty();
        let is_page = record.id.as_ref().is_none_or(|id| *id == self.path);
        let language = record.language.clone().filter(|language| !language.is_empty());
        let title = one_line(record.title.as_deref().unwrap_or_default());
        let low = record.level.unwrap_or_default() <= 1;
        let titled = low && heading == if title.is_empty() { &*self.document.title } else { &*title };
        let markdown = body(&record, &heading);
        let id =
            record.id.clone().unwrap_or_else(|| if heading.is_empty() { self.path.clone() } else { String::new() });
        let is_start =
            if heading.is_empty() { first && low || is_page } else { first && (titled || is_page && title.is_empty()) };
        self.describe(&record, title, first && is_page, &heading, is_start);
        if is_start {
            if self.start.lines.is_empty() {
                self.start.address = address(&self.path, &id);
                self.start.id = id;
                self.start.language = language;
            }
            push_paragraph(&mut self.start.markdown, &markdown);
            self.start.lines.push(line);
        } else {
            let level = self.level(&record, &heading);
            self.sections.push(Section { id, level, heading, markdown, language, line });
        }
    }

    /// What is said of the whole page; the first line that says it counts.
    fn describe(&mut self, record: &Record, title: String, is_page: bool, heading: &str, is_start: bool) {
        let document = &mut self.document;
        if document.title.is_empty() {
            document.title = if title.is_empty() && is_start { heading.to_owned() } else { title };
        }
        if document.description.is_empty() {
            document.description = one_line(record.description.as_deref().unwrap_or_default());
        }
        if document.url.is_none() {
            let url = record.url.as_deref().map(|url| if is_page { url } else { url.split('#').next().unwrap_or(url) });
            document.url = url.filter(|url| !url.is_empty()).map(str::to_owned);
        }
        if let Some(weight) = record.weight.filter(|_| !self.has_weight) {
            document.weight = weight;
            self.has_weight = true;
        }
        match &record.keywords {
            Some(Keywords::List(list)) => document.keywords.extend(list.iter().map(|word| one_line(word))),
            Some(Keywords::Line(line)) => document.keywords.extend(line.split(',').map(one_line)),
            None => {}
        }
        for (key, value) in &record.filters {
            let items = if let Value::List(items) = value { &items[..] } else { std::slice::from_ref(value) };
            match self.filters.iter_mut().find(|(known, _)| known == key) {
                Some((_, Value::List(values))) => values.extend_from_slice(items),
                _ => self.filters.push((key.clone(), Value::List(items.to_vec()))),
            }
        }
    }

    /// The level at which the section stands below those that `up` names and below no other. An empty `up` says
    /// nothing: some tools never fill it.
    fn level(&mut self, record: &Record, heading: &str) -> usize {
        let up = record.up.as_deref().unwrap_or_default();
        let mut level = match record.level {
            Some(0) if !heading.is_empty() => 1,
            Some(level @ 1..) => usize::try_from(level).unwrap_or(6).min(6),
            _ => (2 + up.len()).min(6),
        };
        if !up.is_empty() {
            let up: HashSet<String> = up.iter().map(|heading| one_line(heading)).collect();
            let parents = self.above.iter().rposition(|(_, heading)| up.contains(heading)).map_or(0, |at| at + 1);
            if let Some((beside, _)) = self.above.get(parents) {
                level = level.min(*beside);
            }
            if let Some((parent, _)) = parents.checked_sub(1).and_then(|at| self.above.get(at)) {
                level = level.max(parent + 1).min(6);
            }
        }
        self.above.retain(|(above, _)| *above < level);
        self.above.push((level, heading.to_owned()));
        level
    }

    pub(super) fn finish(mut self) -> RecordPage {
        let mut document = self.document;
        document.filters = Value::Map(self.filters);
        let mut seen = HashSet::new();
        document.keywords.retain(|word| !word.is_empty() && seen.insert(word.clone()));
        let mut given = Given::new(self.sections.iter().filter_map(|section| address(&self.path, &section.id)));
        let mut section_ids = vec![self.start.id.clone()];
        for &line in self.start.lines.iter().skip(1) {
            document.notes.push(duplicate(line, &self.path, "the texts stand together at the page's start"));
        }
        document.markdown = std::mem::take(&mut self.start.markdown);
        if let Some(address) = self.start.address {
            given.taken.insert(address.clone());
            document.ids.push((0, address));
            // Else it would be the address of the heading that follows.
            if document.markdown.is_empty() {
                document.markdown.push('\n');
            }
        }
        if let Some(language) = &self.start.language {
            document.languages.push((0, language.clone()));
        }
        for section in self.sections {
            if !document.markdown.trim().is_empty() {
                document.markdown.push('\n');
            }
            let at = document.markdown.len();
            if let Some(address) = address(&self.path, &section.id) {
                let distinct = given.distinct(&address);
                if distinct != address {
                    let message = format!("this section is found as \"{}#{distinct}\"", self.path);
                    document.notes.push(duplicate(section.line, &section.id, &message));
                }
                document.ids.push((at, distinct));
            }
            if let Some(language) = section.language.or_else(|| self.start.language.clone()) {
                document.languages.push((at, language));
            }
            document.markdown.push_str(&"#".repeat(section.level));
            if !section.heading.is_empty() {
                document.markdown.push(' ');
                document.markdown.push_str(&escape::heading(&section.heading));
            }
            document.markdown.push('\n');
            if !section.markdown.is_empty() {
                document.markdown.push('\n');
                document.markdown.push_str(&section.markdown);
            }
            section_ids.push(section.id);
        }
        RecordPage { path: self.path, document, section_ids }
    }
}

/// Addresses within a page.
struct Given {
    all: HashSet<String>,
    taken: HashSet<String>,
    copies: HashMap<String, u32>,
}

impl Given {
    fn new(all: impl Iterator<Item = String>) -> Self {
        Given { all: all.collect(), taken: HashSet::new(), copies: HashMap::new() }
    }

    /// The address itself the first time, and then with a number that no line of the page has.
    fn distinct(&mut self, address: &str) -> String {
        if self.taken.insert(address.to_owned()) {
            return address.to_owned();
        }
        let copy = self.copies.entry(address.to_owned()).or_default();
        loop {
            *copy += 1;
            let numbered = format!("{address}-{copy}");
            if !self.all.contains(&numbered) && self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

fn duplicate(line: usize, id: &str, what: &str) -> Note {
    Note { code: "duplicate-id", line, message: format!("the id \"{id}\" is used more than once; {what}") }
}

/// What of an id is the address within its page; none where it is the page's own.
fn address(page: &str, id: &str) -> Option<String> {
    let fragment =
        id.strip_prefix(page).and_then(|rest| rest.strip_prefix('#')).filter(|fragment| !fragment.is_empty());
    (id != page && !id.is_empty()).then(|| fragment.unwrap_or(id).to_owned())
}

/// The text, the names that are not in it, and the code.
fn body(record: &Record, heading: &str) -> String {
    let text = record.text.as_deref().unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 16);
    escape::text(text, &mut out);
    if !out.is_empty() {
        out.push('\n');
    }
    let names = names_beside(record.ident.as_deref().unwrap_or_default(), heading, text);
    if !names.is_empty() {
        push_paragraph(&mut out, &format!("Names: {}\n", names.join(", ")));
    }
    if let Some(code) = record.code.as_deref().filter(|code| !code.trim().is_empty()) {
        let mut fence = String::with_capacity(code.len() + 16);
        escape::fence(escape::without_blank_edges(code), record.language.as_deref().unwrap_or_default(), &mut fence);
        push_paragraph(&mut out, &fence);
    }
    out
}

/// The names that stand neither in the heading nor in the text, as code.
fn names_beside(names: &[String], heading: &str, text: &str) -> Vec<String> {
    if names.is_empty() {
        return Vec::new();
    }
    let outside = |char: char| char.is_whitespace() || "()[]{},;\"'`".contains(char);
    let words = [heading, text].into_iter().flat_map(|text| text.split(outside));
    let mut known: HashSet<&str> = words.map(|word| word.trim_matches(['.', ':', '*'])).collect();
    let fresh = names.iter().map(|name| name.trim()).filter(|name| {
        let bare = name.trim_end_matches("()");
        !bare.is_empty() && known.insert(bare)
    });
    fresh.map(escape::code_span).collect()
}

fn push_paragraph(out: &mut String, paragraph: &str) {
    if !out.is_empty() && !paragraph.is_empty() {
        out.push('\n');
    }
    out.push_str(paragraph);
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
