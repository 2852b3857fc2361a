//! Sources become pages: every format becomes Markdown, and Markdown is cut into sections.

pub(crate) mod changelog;
mod context;
mod date;
mod demote;
mod document;
pub(crate) mod escape;
pub(crate) mod examples;
mod feed;
mod filters;
mod front_matter;
mod html;
mod markdown;
mod mdx;
pub(crate) mod navigation;
mod page;
mod records;
pub(crate) mod redirects;
mod reference;

pub(crate) use context::Context;
pub(crate) use document::{Document, Note};
pub(crate) use page::{FilterValues, Link, Page, Section, Weight, is_generic, one_line, page_of, title_of_path};
pub(crate) use reference::Definitions;

use crate::Error;
use crate::config::{Config, Format};
use changelog::Release;
use front_matter::{FrontMatter, Value};
use page::{Named, page_path};
use std::borrow::Cow;

/// A Markdown source whose page depends on other files.
pub(crate) struct Prepared {
    file: String,
    /// The path of its page.
    pub(crate) path: String,
    is_index: bool,
    /// The whole source: findings name its lines.
    source: String,
    /// Names what the page defines for itself and others: the same for the same front matter.
    pub(crate) fingerprint: u64,
    /// None for a source that an earlier run has read, until its page is to be made anew.
    front: Option<Front>,
}

/// What stands before the body of a Markdown source.
#[derive(Default)]
struct Front {
    known: FrontMatter,
    value: Value,
    /// Where the body begins in the source, and on which line.
    body: (usize, usize),
}

impl Prepared {
    /// A source that an earlier run has read, with the fingerprint that it had then.
    pub(crate) fn again(file: &str, source: &[u8], fingerprint: u64) -> Result<Self, Error> {
        let source = text(file, source)?.to_owned();
        let (path, is_index) = page_path(file);
        Ok(Prepared { file: file.to_owned(), path, is_index, source, fingerprint, front: None })
    }

    fn front(&mut self) -> &Front {
        // Whoever has read it before has met no error.
        self.front.get_or_insert_with(|| front(&self.file, &self.source).unwrap_or_default())
    }

    /// Adds what the page defines.
    pub(crate) fn define(&mut self, definitions: &mut Definitions, config: &Config) {
        self.front();
        let value = self.front.as_ref().map_or(&Value::Null, |front| &front.value);
        definitions.add(&self.file, value, &config.reference);
    }
}

fn front(file: &str, source: &str) -> Result<Front, Error> {
    let (known, value, body, line) = front_matter::split(file, source)?;
    let trimmed = body.trim_start_matches(['\n', '\r']);
    let skipped = &body[..body.len() - trimmed.len()];
    let line = line + skipped.bytes().filter(|&byte| byte == b'\n').count();
    Ok(Front { known, value, body: (source.len() - trimmed.len(), line) })
}

/// A source that was read.
pub(crate) enum Read {
    /// All its pages were handed over.
    Pages,
    /// No page: this path leads to this address.
    Redirect(Redirect),
    /// It depends on other files: [`complete`] makes its page.
    Prepared(Box<Prepared>),
}

/// A file that sends its readers elsewhere.
#[derive(Clone)]
pub(crate) struct Redirect {
    /// The path that its page would have.
    pub(crate) path: String,
    pub(crate) is_index: bool,
    pub(crate) target: String,
}

/// A source as text, without its byte order mark.
pub(crate) fn text<'a>(path: &str, source: &'a [u8]) -> Result<&'a str, Error> {
    let text = std::str::from_utf8(source)
        .map_err(|error| Error::Encoding { path: path.to_owned(), offset: error.valid_up_to() })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads one file and hands its pages over, one at a time, also those before an error. `path` is relative to the root
/// of the docs, with `/` between folders.
pub(crate) fn read(path: &str, source: &[u8], config: &Config, mut page: impl FnMut(Page)) -> Result<Read, Error> {
    let source = text(path, source)?;
    match format(path, config) {
        Format::Records => read_lines(path, source.lines().map(|line| Ok(line.into())), config, page)?,
        Format::Html => match html_page(path, source, config)? {
            Html::Page(read) => page(*read),
            Html::Redirect(redirect) => return Ok(Read::Redirect(redirect)),
            Html::Copy => {}
        },
        Format::Markdown => {
            let front = front(path, source)?;
            let depends = depends(source, &front, config);
            let fingerprint = twox_hash::XxHash64::oneshot(0, &source.as_bytes()[..front.body.0]);
            let prepared = Prepared { front: Some(front), ..Prepared::again(path, source.as_bytes(), fingerprint)? };
            let mut prepared = Box::new(prepared);
            if depends {
                return Ok(Read::Prepared(prepared));
            }
            page(complete(&mut prepared, &Context::default(), config));
        }
    }
    Ok(Read::Pages)
}

/// Whether a file of the docs that is no navigation is read line by line.
pub(crate) fn has_lines(path: &str, config: &Config) -> bool {
    matches!(format(path, config), Format::Records)
}

/// Reads the lines of a file that [has them](has_lines), as [`read`] does, and hands its pages over. An error in place of
/// a line is the last.
pub(crate) fn read_lines<'a>(
    path: &str,
    lines: impl Iterator<Item = Result<Cow<'a, str>, Error>>,
    config: &Config,
    mut page: impl FnMut(Page),
) -> Result<(), Error> {
    let mut pages = records::pages(path, lines, &config.filters);
    pages.try_for_each(|read| read.map(|read| page(record_page(read, config))))
}

/// What a file is: as configured, else as its extension says, else Markdown.
fn format(path: &str, config: &Config) -> Format {
    config.format.or_else(|| Format::of(path)).unwrap_or(Format::Markdown)
}

/// Whether a page, or another one through it, is not the same without other files.
fn depends(source: &str, front: &Front, config: &Config) -> bool {
    let body = &source[front.body.0..];
    let names_itself = || !front.known.title.is_empty() || body.starts_with("# ") || body.contains("\n# ");
    let holds = |key: &str| !key.is_empty() && front.value.get(key).is_some();
    holds(&config.reference.entries)
        || (!config.reference.entries.is_empty() && holds(&config.reference.descriptions))
        || mdx::may_show_snippets(body, &config.snippet_components)
        || !names_itself()
}

/// Makes the page of a Markdown source.
pub(crate) fn complete(prepared: &mut Prepared, context: &Context<'_>, config: &Config) -> Page {
    prepared.front();
    let Prepared { file, path, is_index, source, front: Some(front), .. } = &*prepared else {
        return Page::default();
    };
    let (start, line) = front.body;
    let known = &front.known;
    let body = &source[start..];
    let options = mdx::MdxOptions {
        mdx: file.ends_with(".mdx"),
        snippet_components: &config.snippet_components,
        snippets: &|name| context.snippet(name),
    };
    let rendered = mdx::render(body, &options);
    let mut notes = rendered.notes;
    notes.iter_mut().filter(|note| note.line > 0).for_each(|note| note.line += line - 1);
    let mut document = Document {
        title: known.title.clone(),
        description: known.description.clone(),
        url: known.url.clone(),
        keywords: known.keywords.clone(),
        aliases: known.aliases.clone(),
        search: known.search,
        markdown: rendered.markdown.into_owned(),
        ids: rendered.ids,
        notes,
        ..Document::default()
    };
    let reference = append_reference(&mut document, file, source, &front.value, context, config);
    let named = Named { navigation: context.title(path), reference: reference.as_deref() };
    let mut page = page::page(path.clone(), document, named, source);
    page.is_index = *is_index;
    page.filters = filters::values(&front.value, &config.filters, &mut page.notes);
    page.order = known.order.map(|order| order as i64);
    page.weight = match (known.search_weight, known.plain_weight) {
        (Some(weight), _) => Weight::Search(weight),
        (None, Some(weight)) => Weight::Plain(weight),
        (None, None) => Weight::default(),
    };
    page
}

/// Appends what front matter holds of methods and parameters. Answers a title for a page without one.
fn append_reference(
    document: &mut Document,
    file: &str,
    source: &str,
    value: &Value,
    context: &Context<'_>,
    config: &Config,
) -> Option<String> {
    if config.reference.entries.is_empty() || value.get(&config.reference.entries).is_none() {
        return None;
    }
    let definitions = context.definitions?;
    let reference = reference::render(file, source, definitions, &config.reference, &document.markdown);
    if !reference.markdown.is_empty() {
        let markdown = &mut document.markdown;
        markdown.truncate(markdown.trim_end().len());
        if !markdown.is_empty() {
            markdown.push_str("\n\n");
        }
        let start = markdown.len();
        markdown.push_str(&reference.markdown);
        document.ids.extend(reference.ids.into_iter().map(|(offset, id)| (start + offset, id)));
        document.languages.extend(reference.languages.into_iter().map(|(offset, language)| (start + offset, language)));
    }
    document.notes.extend(reference.notes);
    reference.title
}

/// The page of records, whose sections keep the ids that they came with.
fn record_page(record: records::RecordPage, config: &Config) -> Page {
    let mut page = filtered(record.path, record.document, "", config);
    for (section, id) in page.sections.iter_mut().zip(record.section_ids) {
        let anchor = id.strip_prefix(&*page.path).map(|rest| rest.strip_prefix('#').unwrap_or(rest));
        let own = if section.level == 0 { "" } else { &*section.anchor };
        if !id.is_empty() && anchor != Some(own) {
            section.anchor = id;
            section.is_path = true;
        }
    }
    page
}

/// The page of a document that has values for filters itself.
fn filtered(path: String, mut document: Document, source: &str, config: &Config) -> Page {
    let front = std::mem::take(&mut document.filters);
    let mut page = page::page(path, document, Named::default(), source);
    page.filters = filters::values(&front, &config.filters, &mut page.notes);
    page
}

/// A file of a built site.
enum Html {
    Page(Box<Page>),
    Redirect(Redirect),
    /// Another file holds the same page.
    Copy,
}

fn html_page(file: &str, source: &str, config: &Config) -> Result<Html, Error> {
    let selector = (!config.selector.is_empty()).then_some(&*config.selector);
    let read = html::page(source, &html::HtmlOptions { file, selector }).map_err(|reason| Error::Config {
        file: "selector".to_owned(),
        line: 0,
        reason,
    })?;
    let (path, is_index) = page_path(file);
    Ok(match read {
        html::HtmlPage::Page(document) => {
            Html::Page(Box::new(Page { is_index, ..filtered(path, *document, source, config) }))
        }
        html::HtmlPage::Redirect(target) => Html::Redirect(Redirect { path, is_index, target }),
        html::HtmlPage::Copy => Html::Copy,
    })
}

/// Reads a changelog in any of its forms: Markdown, JSON or a feed.
pub(crate) fn releases(path: &str, source: &str) -> Result<Vec<Release>, Error> {
    let start = source.trim_start();
    if start.starts_with(['{', '[']) && !path.ends_with(".md") {
        changelog::json(path, source)
    } else if feed::looks_like_feed(source) {
        feed::feed(path, source)
    } else {
        Ok(changelog::markdown(path, source))
    }
}
