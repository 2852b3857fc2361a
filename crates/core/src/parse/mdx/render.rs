//! Events become Markdown.

use super::admonition::{self, Indented};
use super::component::{self, Said};
use super::event::{Container, Element, Event, What};
use super::fence::{self, Info};
use super::html::{id_of, is_html_attribute, written_html};
use super::include::{self, Include};
use super::layout::Layout;
use super::scan::Scan;
use super::tag::{Kind, Tag, Value};
use super::{MdxOptions, Note, Rendered};
use std::borrow::Cow;

pub(super) fn render<'a>(source: &'a str, scan: Scan<'a>, options: &MdxOptions<'_>) -> Rendered<'a> {
    let mut renderer = Renderer {
        source,
        options,
        layout: Layout::new(source),
        forms: vec![Form::default(); scan.elements.len()],
        elements: scan.elements,
        snippet_titles: Vec::new(),
        indented: None,
        heading: 0,
        ids: Vec::new(),
        notes: Vec::new(),
    };
    let mut at = 0;
    for event in scan.events {
        // Lines that begin inside of a tag are a part of it.
        if event.start < at {
            continue;
        }
        renderer.layout.copy(at, event.start);
        at = event.end;
        renderer.event(event);
    }
    renderer.layout.copy(at, source.len());
    let Renderer { layout, mut ids, notes, .. } = renderer;
    ids.sort_by_key(|(offset, _)| *offset);
    Rendered { markdown: layout.finish(), ids, notes: with_lines(source, notes) }
}

/// Notes at places become notes at lines.
fn with_lines(source: &str, mut notes: Vec<(usize, &'static str, String)>) -> Vec<Note> {
    notes.sort_by_key(|(at, ..)| *at);
    let (mut line, mut counted) = (1, 0);
    let note = |(at, code, message): (usize, &'static str, String)| {
        let between = source.as_bytes().get(counted..at).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', between).count();
        counted = at;
        Note { code, line, message }
    };
    notes.into_iter().map(note).collect()
}

struct Renderer<'a, 'o, 's> {
    source: &'a str,
    options: &'o MdxOptions<'s>,
    layout: Layout<'a>,
    elements: Vec<Element>,
    /// What the closing tag of each element has to do.
    forms: Vec<Form>,
    /// The titles of the snippet components around, for the first code in them.
    snippet_titles: Vec<Option<Cow<'a, str>>>,
    /// The line above an indented block that begins next.
    indented: Option<Indented<'a>>,
    /// Where the line of the heading with a suffix begins.
    heading: usize,
    ids: Vec<(usize, String)>,
    notes: Vec<(usize, &'static str, String)>,
}

#[derive(Clone, Debug, Default)]
struct Form {
    is_alert: bool,
    is_snippet: bool,
    is_copied: bool,
    /// What stands behind the children.
    after: Option<String>,
}

impl<'a> Renderer<'a, '_, '_> {
    fn event(&mut self, event: Event<'a>) {
        let Event { start, end, what } = event;
        match what {
            What::Line { pad } => self.layout.line(pad),
            What::BlankLine => self.layout.end_block(),
            What::Enter(container) => self.enter(container),
            What::Leave(containers) => self.layout.leave(containers),
            What::Forget => self.layout.forget(),
            What::Marker => self.layout.after_list_marker(),
            What::Indent => {}
            What::Drop => self.layout.dropped = true,
            What::Text(text) => self.text(&text),
            What::Tag { tag, element, flow, raw } => self.tag(&tag, element, flow, raw),
            What::Html { tag, flow } => self.html(&tag, flow),
            What::FlowEnd => self.layout.end_tags(),
            What::Id(id) => {
                self.layout.begin(true);
                self.ids.push((self.layout.out.len(), id.to_owned()));
            }
            What::Heading => self.heading = self.layout.line_start(),
            What::Suffix(id) => {
                if let Some(id) = id {
                    self.ids.push((self.heading, id.to_owned()));
                }
            }
            What::Fence(info) => self.fence(&info, start, end),
            What::Directive { name, title, element } => self.directive(name, title, element, start, end),
            What::DirectiveEnd(element) => self.close(element, true, start, end),
            What::Indented(indented) => {
                self.layout.end_block();
                self.indented = Some(indented);
            }
            What::Include { include, in_code } => self.include(&include, in_code, start),
        }
    }

    fn note(&mut self, at: usize, code: &'static str, message: String) {
        self.notes.push((at, code, message));
    }

    fn enter(&mut self, container: Container) {
        let indented = if container == Container::Indented { self.indented.take() } else { None };
        self.layout.enter(container, indented.as_ref().and_then(|indented| indented.alert).map(header));
        if let Some(indented) = indented.filter(|indented| !indented.title.is_empty()) {
            self.layout.block([component::bold(indented.title)]);
        }
    }

    /// The text of an expression. `{' '}` stands at the ends of lines.
    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            if !text.is_empty()
                && !self.layout.dropped
                && !self.layout.out.ends_with(' ')
                && !self.layout.out.is_at_line_start()
            {
                self.layout.push(" ");
            }
            self.layout.dropped = true;
        } else {
            let edge = |at_edge: bool| if at_edge { " " } else { "" };
            let before = edge(text.starts_with(' ') && !self.layout.out.ends_with(' '));
            let after = edge(text.ends_with(' '));
            self.layout.push(&format!("{before}{}{after}", component::plain(text)));
        }
    }

    fn tag(&mut self, tag: &Tag<'a>, element: Option<usize>, flow: bool, raw: bool) {
        let Some(element) = element else {
            // A closing tag of nothing.
            if flow || self.options.mdx {
                let message =
                    format!("</{}> closes a tag that is not open; remove it, or open the tag", shown(tag.name));
                self.note(tag.start, "unclosed-tag", message);
            }
            return if flow { self.layout.dropped = true } else { self.literal(tag, raw) };
        };
        if tag.kind == Kind::Close {
            return self.close(element, flow, tag.start, tag.end);
        }
        let known = self.elements.get(element).copied().unwrap_or_default();
        let has_values = tag.attributes.iter().any(|attribute| attribute.value != Value::None);
        if !tag.is_component() {
            // An element of somebody's own, or a placeholder: `<your-domain>`.
            if !known.closed && !has_values {
                return self.literal(tag, raw);
            }
            self.form(element, |form| form.is_copied = true);
            return self.layout.copy(tag.start, tag.end);
        }
        if !known.closed {
            if flow || self.options.mdx {
                let name = shown(tag.name);
                let message = format!("<{name}> is never closed; close it, or write `<{name}>` as code");
                self.note(tag.start, "unclosed-tag", message);
            }
            // A type parameter or a placeholder has no values.
            if !has_values {
                return self.literal(tag, raw);
            }
        }
        let is_empty = tag.kind == Kind::Empty || !known.closed;
        let block = known.block || (flow && !known.closed);
        if self.options.snippet_components.iter().any(|name| name == tag.name) {
            self.snippet(tag, element, known, is_empty, block);
        } else if block {
            self.block(tag, element, is_empty);
        } else {
            self.inline(tag, element, is_empty);
        }
        self.layout.dropped = true;
    }

    fn form(&mut self, element: usize, change: impl FnOnce(&mut Form)) {
        if let Some(form) = self.forms.get_mut(element) {
            change(form);
        }
    }

    /// A tag that is text after all.
    fn literal(&mut self, tag: &Tag<'_>, raw: bool) {
        if tag.name.is_empty() {
            return self.layout.copy(tag.start, tag.end);
        }
        self.layout.push(if raw { "&lt;" } else { "\\<" });
        self.layout.copy(tag.start + 1, tag.end);
    }

    fn block(&mut self, tag: &Tag<'a>, element: usize, is_empty: bool) {
        self.layout.end_block();
        let alert = admonition::alert_of_component(tag);
        let is_alert = alert.is_some_and(|alert| self.layout.enter_alert(element, header(alert)));
        let said = Said::read(tag);
        for paragraph in &said.paragraphs() {
            self.layout.block([paragraph]);
        }
        said.lists().iter().for_each(|lines| self.layout.block(lines));
        if is_empty && is_alert {
            self.layout.leave_alert(element);
        }
        self.form(element, |form| form.is_alert = is_alert);
    }

    fn inline(&mut self, tag: &Tag<'a>, element: usize, is_empty: bool) {
        let said = Said::read(tag);
        if is_empty {
            self.layout.push(&said.words());
        } else if let Some(link) = &said.link {
            self.layout.push("[");
            let after = format!("]{}", component::link_end(link));
            self.form(element, |form| form.after = Some(after));
        } else {
            self.form(element, |form| form.after = said.aside());
        }
    }

    fn snippet(&mut self, tag: &Tag<'a>, element: usize, known: Element, is_empty: bool, block: bool) {
        if block {
            self.layout.end_block();
        }
        let title = tag.text("title");
        if let Some(file) = tag.text("file").or_else(|| tag.text("src")).filter(|file| !file.is_empty()) {
            let language = tag.text("language").or_else(|| tag.text("lang"));
            match (self.options.snippets)(&file) {
                Some(snippet) if block => {
                    let language = language.or(snippet.language).unwrap_or_default();
                    self.layout.block(fence::lines(&snippet.text, &language, title.as_deref()));
                }
                Some(snippet) if !snippet.text.trim().contains(['\n', '`']) => {
                    self.layout.push(&format!("`{}`", snippet.text.trim()));
                }
                // A group whose members have files may have one that is only a name.
                None if known.has_snippets => {}
                _ => {
                    let comment = self.missing(&file, title.as_deref().unwrap_or_default(), tag.start);
                    if block {
                        self.layout.block([comment]);
                    } else {
                        self.layout.push(&comment);
                    }
                }
            }
        }
        if !is_empty {
            self.snippet_titles.push(title.filter(|_| !known.has_snippets));
            self.form(element, |form| form.is_snippet = true);
        }
    }

    fn missing(&mut self, file: &str, title: &str, at: usize) -> String {
        let message = format!(
            "the code of \"{file}\" is in no folder of \"snippets\", or is shown within a sentence; add the file, or name its folder"
        );
        self.note(at, "missing-snippet", message);
        let title = if title.trim().is_empty() { String::new() } else { format!(" ({})", component::plain(title)) };
        // Nothing in a comment may end it.
        let what = format!("{file}{title}").replace("-->", "->");
        format!("<!-- code not included: {what} -->")
    }

    fn close(&mut self, element: usize, flow: bool, start: usize, end: usize) {
        let form = self.forms.get_mut(element).map(std::mem::take).unwrap_or_default();
        if form.is_copied {
            return self.layout.copy(start, end);
        }
        if let Some(after) = &form.after {
            self.layout.push(after);
        }
        if form.is_alert {
            self.layout.leave_alert(element);
        }
        if form.is_snippet {
            self.snippet_titles.pop();
        }
        match self.elements.get(element) {
            Some(element) if element.block && flow => self.layout.end_block(),
            Some(element) if element.block => self.layout.end_block_in_line(),
            _ => {}
        }
        self.layout.dropped = true;
    }

    fn html(&mut self, tag: &Tag<'a>, flow: bool) {
        let written = if tag.attributes.iter().all(|attribute| is_html_attribute(attribute.name, attribute.value)) {
            Cow::Borrowed(self.source.get(tag.start..tag.end).unwrap_or_default())
        } else {
            Cow::Owned(written_html(tag))
        };
        if flow {
            self.layout.html(&written, tag.kind != Kind::Close);
        } else {
            self.layout.begin(true);
            self.layout.out.push(&written);
        }
        if let Some(id) = id_of(tag) {
            self.ids.push((self.layout.out.len() - written.len(), id.to_owned()));
        }
    }

    fn fence(&mut self, info: &Info<'a>, start: usize, end: usize) {
        let outer = self.snippet_titles.last_mut().and_then(Option::take);
        if info.changed || (outer.is_some() && info.title.is_none()) {
            self.layout.push(&info.write(outer.as_deref()));
        } else {
            self.layout.copy(start, end);
        }
    }

    fn directive(&mut self, name: &str, title: &'a str, element: usize, start: usize, end: usize) {
        if !self.elements.get(element).is_some_and(|element| element.closed) {
            let message = format!(":::{name} is never closed; add a line with ::: below its text");
            self.note(start, "unclosed-tag", message);
            return self.layout.copy(start, end);
        }
        self.layout.end_block();
        if let Some(alert) = admonition::alert(name) {
            let is_alert = self.layout.enter_alert(element, header(alert));
            self.form(element, |form| form.is_alert = is_alert);
        }
        if !title.is_empty() {
            self.layout.block([component::bold(title)]);
        }
        self.layout.dropped = true;
    }

    fn include(&mut self, include: &Include<'a>, in_code: bool, start: usize) {
        let snippet = (self.options.snippets)(include.file);
        let lines: Vec<String> = match snippet {
            None => vec![self.missing(include.file, include.title, start)],
            Some(snippet) => {
                let text = include::part(snippet.text, include.part);
                let language = Some(include.language).filter(|language| !language.is_empty()).map(str::to_owned);
                let language = language.or(snippet.language.map(Cow::into_owned));
                if in_code || (include.is_markdown() && language.as_deref().is_none_or(is_markdown)) {
                    text.trim_end().lines().map(str::to_owned).collect()
                } else {
                    let language = language.unwrap_or_else(|| include.extension().to_owned());
                    let title = Some(include.title).filter(|title| !title.is_empty());
                    fence::lines(&text, &language, title).map(Cow::into_owned).collect()
                }
            }
        };
        if !in_code {
            return self.layout.block(lines);
        }
        self.layout.begin(false);
        let before = self.layout.out.last_line().to_owned();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.layout.out.push("\n");
                self.layout.out.push(&before);
            }
            if line.is_empty() {
                self.layout.out.trim_spaces();
            }
            self.layout.out.push(line);
        }
    }
}

fn is_markdown(language: &str) -> bool {
    ["md", "mdx", "markdown"].contains(&language)
}

fn shown(name: &str) -> &str {
    if name.len() > 80 { "…" } else { name }
}

fn header(alert: &'static str) -> &'static str {
    match alert {
        "TIP" => "[!TIP]",
        "IMPORTANT" => "[!IMPORTANT]",
        "WARNING" => "[!WARNING]",
        "CAUTION" => "[!CAUTION]",
        _ => "[!NOTE]",
    }
}
