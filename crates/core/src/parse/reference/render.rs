//! A reference as Markdown: a heading a language, the signature, and what goes in and comes out.

use super::definitions::{Definitions, Found, Scope};
use super::entry::{Entry, Item};
use super::groups::{Group, groups};
use super::names::place_of;
use super::one_line::one_line;
use super::table::{Row, code, link, write_line, write_table};
use crate::config::ReferenceKeys;
use crate::parse::document::Note;
use crate::slug::slug;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A value without a name of its own, such as the one that a function gives back.
const ANONYMOUS: &str = "anonymous";

/// Values within values are shown this deep; a table of deeper ones would not be read.
const MAX_DEPTH: usize = 16;

/// What one page may become. The largest of WorkOS's 235 is 23 KB; definitions that hold definitions grow without
/// measure.
const MAX_BYTES: usize = 1 << 20;

/// What a row costs beside its texts: bars, spaces, and memory until it is written.
const ROW_BYTES: usize = 64;

/// Shorter descriptions are repeated: naming another parameter would cost as much.
const WORTH_NAMING: usize = 60;

/// Each costs a search through the page for its line.
const MAX_NOTES: usize = 50;

/// A reference as Markdown. Offsets are bytes into `markdown`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rendered {
    pub(crate) markdown: String,
    /// Headings whose sections are for one language, with its code.
    pub(crate) languages: Vec<(usize, String)>,
    /// Addresses of headings; of a page with a single operation none, since its headings are distinct by themselves.
    pub(crate) ids: Vec<(usize, String)>,
    /// The operations by their ids, as a component of the page may name them, each with its headings.
    pub(crate) groups: Vec<(String, Range<usize>)>,
    pub(crate) notes: Vec<Note>,
    /// For a page that has neither a title nor a heading.
    pub(crate) title: Option<String>,
}

/// Renders the reference of one page, to stand below the page's own text; of a page that was not added to the
/// definitions, nothing. `source` is the whole file, for the lines of notes; `body` the page's text, for the level of
/// headings.
pub(crate) fn render(
    path: &str,
    source: &str,
    definitions: &Definitions,
    keys: &ReferenceKeys,
    body: &str,
) -> Rendered {
    let place = place_of(path);
    let Some(page) = definitions.pages.get(&place) else { return Rendered::default() };
    let entries = &definitions.entries;
    let groups = groups(&page.languages, entries);
    let mut page = Page {
        scope: Scope { definitions, place: &place },
        keys,
        source,
        unresolved: BTreeSet::new(),
        told: BTreeMap::new(),
        spent: 0,
        full: false,
        out: Rendered { title: groups.first().map(|group| group.title(entries)), ..Rendered::default() },
    };
    let level = level_below(body);
    for group in &groups {
        page.group(group, level, groups.len() > 1);
    }
    page.out
}

/// The level for headings that stand below a text: one below the heading of the page, and beside those within it.
fn level_below(body: &str) -> usize {
    let mut fence = None;
    let (mut highest, mut count) = (7, 0);
    for line in body.lines() {
        let line = line.trim_start_matches(' ');
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark)) {
            fence = if fence == Some(mark) { None } else { fence.or(Some(mark)) };
        }
        let level = line.bytes().take_while(|&byte| byte == b'#').count();
        if fence.is_none() && (1..=6).contains(&level) && line.as_bytes().get(level).is_none_or(u8::is_ascii_whitespace)
        {
            count = if level == highest {
                count + 1
            } else if level < highest {
                1
            } else {
                count
            };
            highest = highest.min(level);
        }
    }
    match (highest, count) {
        (7, _) => 2,
        (_, 1) => (highest + 1).min(6),
        _ => highest,
    }
}

struct Page<'a> {
    scope: Scope<'a>,
    keys: &'a ReferenceKeys,
    source: &'a str,
    unresolved: BTreeSet<String>,
    /// The long descriptions of the block that is being written, with the first name that they stood for.
    told: BTreeMap<String, String>,
    spent: usize,
    /// Whether [`MAX_BYTES`] was reached.
    full: bool,
    out: Rendered,
}

impl<'a> Page<'a> {
    fn group(&mut self, group: &Group, level: usize, several: bool) {
        let start = self.out.markdown.len();
        let entries = &self.scope.definitions.entries;
        let title = group.title(entries);
        // Among several operations, one that exists in one language has one heading: its signature.
        let alone = several && group.languages.len() == 1;
        if several {
            let offset = self.heading(level, &if alone { code(&title) } else { title.clone() });
            self.out.ids.push((offset, group.id.clone()));
            if let [(language, _)] = &group.languages[..] {
                self.out.languages.push((offset, language.clone()));
            }
        }
        for (language, list) in &group.languages {
            if self.full {
                break;
            }
            if !alone {
                let name = self.keys.languages.get(language).unwrap_or(language).clone();
                let offset = self.heading(level + usize::from(several), &name);
                self.out.languages.push((offset, language.clone()));
                if several {
                    self.out.ids.push((offset, format!("{}-{}", group.id, slug(&name))));
                }
            }
            self.told.clear();
            for entry in list.iter().filter_map(|index| entries.get(*index)) {
                let start = self.out.markdown.len();
                self.entry(language, entry, if alone { &title } else { "" });
                if !entry.id.is_empty() && entry.id != group.id {
                    self.out.ids.push((start, entry.id.clone()));
                    self.out.groups.push((entry.id.clone(), start..self.out.markdown.len()));
                }
            }
        }
        self.out.groups.push((group.id.clone(), start..self.out.markdown.len()));
    }

    fn heading(&mut self, level: usize, text: &str) -> usize {
        let out = &mut self.out.markdown;
        if !out.is_empty() {
            out.push('\n');
        }
        let offset = out.len();
        out.push_str(&"#".repeat(level.min(6)));
        out.push(' ');
        out.push_str(&crate::parse::one_line(text));
        out.push('\n');
        offset
    }

    fn entry(&mut self, language: &str, entry: &'a Entry, heading: &str) {
        let signature = entry.signature();
        // Without a scheme the address is that of this page.
        let address = if entry.address.contains("://") { &*entry.address } else { "" };
        let mut line = match (signature == heading, address.is_empty()) {
            (false, _) => link(&code(&signature), address),
            (true, true) => String::new(),
            (true, false) => link("Described here", address),
        };
        if !entry.kind.is_empty() && !entry.has_verb() {
            line = format!("{line} ({})", code(&entry.kind));
        }
        let description = self.description(self.scope, entry);
        if !description.is_empty() {
            // Markdown at the start of a line could be a heading, or the start of a block that never ends.
            let start = if line.is_empty() { "**Description**" } else { &*line };
            line = format!("{start}: {description}");
        }
        if !line.is_empty() {
            self.out.markdown.push('\n');
            self.out.markdown.push_str(line.trim_start());
            self.out.markdown.push('\n');
        }
        for (list, items) in &entry.lists {
            self.list(language, entry, *list, items);
        }
    }

    /// One value is a line, with what it holds as a table; several values are a table.
    fn list(&mut self, language: &str, entry: &'a Entry, list: usize, items: &'a [Item]) {
        let mut label = self.label(list);
        let mut rows = Rows { language, open: vec![entry], rows: Vec::new() };
        if let [item] = items {
            let (mut row, found) = self.row(self.scope, language, item);
            self.tell_once(&mut row);
            self.out.markdown.push('\n');
            write_line(&mut self.out.markdown, &label, &row);
            let Some(found) = found else { return };
            label = found.entry.lists.first().map(|(list, _)| self.label(*list)).unwrap_or_default();
            self.rows_within(found, "", &mut rows);
        } else {
            self.rows(self.scope, items, "", &mut rows);
        }
        if !rows.rows.is_empty() {
            self.out.markdown.push('\n');
            write_table(&mut self.out.markdown, &label, &rows.rows);
        }
    }

    /// `parameters` as a word above parameters.
    fn label(&self, list: usize) -> String {
        let name = self.keys.lists.get(list).map_or("", |name| name);
        let mut chars = name.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    }

    fn rows(&mut self, scope: Scope<'a>, items: &'a [Item], within: &str, rows: &mut Rows<'a, '_>) {
        for item in items {
            let (mut row, found) = self.row(scope, rows.language, item);
            if !within.is_empty() && !row.name.is_empty() {
                row.name = [within, ".", &row.name].concat();
            }
            self.tell_once(&mut row);
            self.spend(ROW_BYTES + row.name.len() + row.address.len() + row.kind.len());
            if self.full {
                return;
            }
            // A type in the place of a name, such as `Task<Lamp>`, is nothing that code could look into.
            let name = if row.name.contains(['<', ' ']) { String::new() } else { row.name.clone() };
            rows.rows.push(row);
            if let Some(found) = found {
                self.rows_within(found, &name, rows);
            }
        }
    }

    fn rows_within(&mut self, found: Found<'a>, within: &str, rows: &mut Rows<'a, '_>) {
        // A definition that stands within itself is told once.
        if rows.open.len() < MAX_DEPTH && !rows.open.iter().any(|open| std::ptr::eq(*open, found.entry)) {
            rows.open.push(found.entry);
            for (_, items) in &found.entry.lists {
                self.rows(found.scope, items, within, rows);
            }
            rows.open.pop();
        }
    }

    /// One value, and the entry that tells what it holds, unless that is told elsewhere.
    fn row(&mut self, scope: Scope<'a>, language: &str, item: &'a Item) -> (Row, Option<Found<'a>>) {
        let found = match item {
            Item::Entry(index) => scope.definitions.entries.get(*index).map(|entry| Found { entry, scope }),
            Item::Placeholder(name) => {
                let found = scope.entry(language, name);
                if found.is_none() {
                    self.unresolved(name);
                }
                found
            }
            Item::Name(_) => None,
        };
        let Some(found) = found else {
            let (Item::Placeholder(name) | Item::Name(name)) = item else { return (Row::default(), None) };
            return (Row { name: name.clone(), ..Row::default() }, None);
        };
        let entry = found.entry;
        let name = if entry.name.is_empty() { &entry.title } else { &entry.name };
        let row = Row {
            name: if name == ANONYMOUS { String::new() } else { name.clone() },
            optional: entry.optional,
            description: self.description(found.scope, entry),
            ..Row::default()
        };
        if entry.address.is_empty() || entry.lists.is_empty() {
            (Row { kind: entry.kind.clone(), ..row }, Some(found))
        } else {
            (Row { address: entry.address.clone(), ..row }, None)
        }
    }

    /// The description of an entry as one line of Markdown.
    fn description(&mut self, scope: Scope<'a>, entry: &'a Entry) -> String {
        match scope.text(&entry.description) {
            Ok(text) => {
                self.spend(text.len());
                if self.full { String::new() } else { one_line(text) }
            }
            Err(name) => {
                self.unresolved(name);
                code(name)
            }
        }
    }

    /// A long description that already stands in the block of this language is not told again: lists name the same
    /// cursors as parameters and as results.
    fn tell_once(&mut self, row: &mut Row) {
        if row.description.len() >= WORTH_NAMING && !row.name.is_empty() {
            match self.told.get(&row.description) {
                Some(name) if *name == row.name => row.description = "Same as above.".to_owned(),
                Some(name) => row.description = format!("Same as {}.", code(name)),
                None => drop(self.told.insert(row.description.clone(), row.name.clone())),
            }
        }
    }

    fn unresolved(&mut self, name: &str) {
        if self.unresolved.len() >= MAX_NOTES || !self.unresolved.insert(name.to_owned()) {
            return;
        }
        let written = format!("({name})");
        let line = self.source.find(&written).map_or(0, |at| 1 + self.source[..at].matches('\n').count());
        let message = format!("nothing defines {written}; define it, or correct its spelling");
        self.out.notes.push(Note { code: "unresolved-placeholder", line, message });
    }

    fn spend(&mut self, bytes: usize) {
        self.spent += bytes;
        if self.spent > MAX_BYTES && !self.full {
            self.full = true;
            let message =
                "the reference of this page grows beyond 1 MB and is cut there; let its definitions name fewer others";
            self.out.notes.push(Note { code: "reference-too-long", line: 0, message: message.to_owned() });
        }
    }
}

/// The rows of a table as they are found.
struct Rows<'a, 'l> {
    language: &'l str,
    /// The entries that the next row stands in.
    open: Vec<&'a Entry>,
    rows: Vec<Row>,
}
