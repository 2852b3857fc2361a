//! A walk through a feed's elements: which text is whose, and what of an entry becomes its release.

use super::super::changelog::{Release, web_url};
use super::super::{date, escape, html};
use quick_xml::events::{BytesRef, BytesStart};

/// Elements inside each other. Feeds have 4, and the XHTML in them rarely 20.
const MAX_DEPTH: usize = 256;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    FeedTitle,
    Title,
    Link,
    Guid,
    Published,
    Updated,
    Encoded,
    Content,
    Summary,
}

/// How the text of an element is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    #[default]
    Plain,
    Markdown,
    Html,
    /// A picture, a film: not for readers of text.
    Other,
}

/// The text of an element. Where elements stand in it, it is the source between its tags.
#[derive(Debug, Default)]
struct Value {
    text: String,
    form: Form,
}

/// An element whose text is wanted and has not ended.
struct Capture {
    field: Field,
    depth: usize,
    /// Where its text begins in the source.
    start: usize,
    has_elements: bool,
    value: Value,
}

#[derive(Default)]
struct Entry {
    title: Value,
    link: String,
    guid: String,
    guid_is_link: bool,
    published: String,
    updated: String,
    encoded: Value,
    content: Value,
    summary: Value,
}

#[derive(Default)]
pub(super) struct Walk<'a> {
    text: &'a str,
    atom: bool,
    /// The prefix of the outermost element: `<atom:feed>` has `<atom:entry>`.
    prefix: String,
    /// The names of the outermost elements, and how many are open.
    names: Vec<String>,
    pub(super) depth: usize,
    title: String,
    entry: Option<(usize, Entry)>,
    capture: Option<Capture>,
    entries: Vec<Entry>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Walk { text, ..Walk::default() }
    }

    /// An element begins; `after` is where its tag ends. What is wrong with it is said in a sentence.
    pub(super) fn start(&mut self, start: &BytesStart<'_>, after: u64) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} elements stand inside each other; no feed needs that"));
        }
        let name = start.name();
        let (name, qualified) = (name.local_name(), name.0);
        let (name, prefix) = (name.as_ref(), qualified.strip_suffix(name.as_ref()).unwrap_or_default());
        self.names.push(name.chars().take(100).collect());
        if self.depth == 1 {
            self.atom = name == "feed";
            if !matches!(name, "rss" | "RDF" | "feed") {
                return Err(format!("the outermost element is <{name:.100}>; expected <rss>, <rdf:RDF> or <feed>"));
            }
            self.prefix = prefix.to_owned();
            return Ok(());
        }
        if let Some(capture) = &mut self.capture {
            capture.has_elements = true;
            return Ok(());
        }
        let own = prefix.is_empty() || prefix == self.prefix;
        if own && self.entry.is_none() && name == if self.atom { "entry" } else { "item" } && self.depth <= 3 {
            self.entry = Some((self.depth, Entry::default()));
            return Ok(());
        }
        let Some(field) = self.field(name, prefix, own) else {
            return Ok(());
        };
        let mut value = Value::default();
        let (mut href, mut rel) = (String::new(), String::from("alternate"));
        let mut permanent = true;
        let mut attributes = start.attributes();
        // The check for doubles compares each attribute with all before it.
        for attribute in attributes.with_checks(false).flatten() {
            let Ok(text) = quick_xml::escape::unescape(attribute.value.as_ref()) else {
                continue;
            };
            match attribute.key.0 {
                "href" => href = text.into_owned(),
                "rel" => rel = text.into_owned(),
                "isPermaLink" => permanent = text != "false",
                "type" => value.form = form(&text),
                _ => {}
            }
        }
        if let Some((_, entry)) = &mut self.entry {
            if field == Field::Link && self.atom {
                if rel == "alternate" && entry.link.is_empty() {
                    entry.link = href;
                }
                return Ok(());
            }
            if field == Field::Guid {
                entry.guid_is_link = permanent && !self.atom;
            }
        }
        // RSS has HTML in everything but titles, and says so nowhere.
        if !self.atom && !matches!(field, Field::Title | Field::FeedTitle) {
            value.form = Form::Html;
        }
        let start = usize::try_from(after).unwrap_or(usize::MAX);
        self.capture = Some(Capture { field, depth: self.depth, start, has_elements: false, value });
        Ok(())
    }

    fn field(&self, name: &str, prefix: &str, own: bool) -> Option<Field> {
        let Some((entry, _)) = self.entry else {
            let parent = self.names.get(self.depth.checked_sub(2)?)?;
            return (own && name == "title" && matches!(&**parent, "channel" | "feed")).then_some(Field::FeedTitle);
        };
        if self.depth != entry + 1 {
            return None;
        }
        match (name, prefix) {
            ("encoded", "content:") => Some(Field::Encoded),
            ("date", "dc:") | ("updated", "atom:") => Some(Field::Updated),
            ("published", "atom:") => Some(Field::Published),
            _ if !own => None,
            ("title", _) => Some(Field::Title),
            ("link", _) => Some(Field::Link),
            ("guid" | "id", _) => Some(Field::Guid),
            ("pubDate" | "published" | "issued", _) => Some(Field::Published),
            ("updated" | "modified", _) => Some(Field::Updated),
            ("content", _) => Some(Field::Content),
            ("description" | "summary", _) => Some(Field::Summary),
            _ => None,
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        if let Some(capture) = &mut self.capture {
            capture.value.text.push_str(text);
        }
    }

    pub(super) fn push_reference(&mut self, reference: &BytesRef<'_>) {
        let char = match &**reference {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        match char {
            Some(char) => self.push(char.encode_utf8(&mut [0; 4])),
            None => {
                self.push("&");
                self.push(reference);
                self.push(";");
            }
        }
    }

    /// `before` is where the end tag begins.
    pub(super) fn end(&mut self, before: u64) {
        self.names.pop();
        if let Some(mut capture) = self.capture.take_if(|capture| capture.depth == self.depth) {
            if capture.has_elements {
                let end = usize::try_from(before).unwrap_or(usize::MAX);
                capture.value.text = self.text.get(capture.start..end).unwrap_or_default().to_owned();
                capture.value.form = Form::Html;
            }
            self.keep(capture.field, capture.value);
        }
        if let Some((_, entry)) = self.entry.take_if(|(depth, _)| *depth == self.depth) {
            self.entries.push(entry);
        }
        self.depth -= 1;
    }

    /// The first of several stays.
    fn keep(&mut self, field: Field, value: Value) {
        let Some((_, entry)) = &mut self.entry else {
            if self.title.is_empty() {
                self.title = value.line();
            }
            return;
        };
        let line = |kept: &mut String| {
            if kept.is_empty() {
                *kept = value.text.trim().to_owned();
            }
        };
        match field {
            Field::Link => line(&mut entry.link),
            Field::Guid => line(&mut entry.guid),
            Field::Published => line(&mut entry.published),
            Field::Updated => line(&mut entry.updated),
            Field::FeedTitle => {}
            Field::Title => entry.title.fill(value),
            Field::Encoded => entry.encoded.fill(value),
            Field::Content => entry.content.fill(value),
            Field::Summary => entry.summary.fill(value),
        }
    }

    /// What is open, outermost first.
    pub(super) fn open(&self) -> String {
        self.names.join(" › ")
    }

    pub(super) fn finish(self) -> Vec<Release> {
        // GitHub's feeds are called so.
        let package = self.title.strip_prefix("Release notes from ").unwrap_or(&self.title).to_owned();
        let releases = self.entries.into_iter().map(|entry| entry.release(&package));
        releases.filter(|release| *release != Release { package: package.clone(), ..Release::default() }).collect()
    }
}

impl Entry {
    fn release(self, package: &str) -> Release {
        let mut release = Release::named(package, &self.title.line());
        let day = [&self.published, &self.updated].into_iter().map(|text| date::day(text)).find(|day| !day.is_empty());
        release.date = day.unwrap_or(release.date);
        release.url = web_url(&self.link);
        if release.url.is_empty() && self.guid_is_link {
            release.url = web_url(&self.guid);
        }
        release.guid = self.guid;
        let texts = [self.encoded, self.content, self.summary].into_iter().map(Value::markdown);
        release.markdown = texts.into_iter().find(|markdown| !markdown.is_empty()).unwrap_or_default();
        release
    }
}

impl Value {
    fn fill(&mut self, value: Value) {
        if self.text.is_empty() {
            *self = value;
        }
    }

    fn markdown(self) -> String {
        match self.form {
            Form::Html => html::fragment(&self.text).trim().to_owned(),
            Form::Markdown => self.text.trim().to_owned(),
            Form::Other => String::new(),
            Form::Plain => {
                let mut out = String::with_capacity(self.text.len());
                escape::text(&self.text, &mut out);
                out
            }
        }
    }

    /// One line of plain text.
    fn line(&self) -> String {
        let text = if self.form == Form::Html { html::fragment(&self.text) } else { self.text.clone() };
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Atom's `type`: a word, or a MIME type.
fn form(kind: &str) -> Form {
    match kind.split(';').next().unwrap_or_default().trim() {
        "html" | "xhtml" | "text/html" | "application/xhtml+xml" => Form::Html,
        "text/markdown" => Form::Markdown,
        kind if kind.contains('/') && !kind.starts_with("text/") => Form::Other,
        _ => Form::Plain,
    }
}
