//! Sources become pages: every format becomes Markdown, and Markdown is cut into sections.

pub(crate) mod changelog;
mod context;
mod date;
mod demote;
mod document;
pub(crate) mod escape;
pub(crate) mod examples;
mod feed;
mod front_matter;
mod html;
mod markdown;
mod mdx;
pub(crate) mod navigation;
mod page;
mod records;
mod reference;

pub(crate) use context::Context;
pub(crate) use document::{Document, Note};
pub(crate) use page::{Link, Page, Section, Weight, is_generic, one_line, page_of, title_of_path};
pub(crate) use reference::Definitions;

use crate::Error;
use crate::config::{Config, Format};
use changelog::Release;
use front_matter::{FrontMatter, Value};
use page::{Named, page_path};

/// A Markdown source whose front matter is read.
pub(crate) struct Prepared {
    file: String,
    /// The path of its page.
    pub(crate) path: String,
    is_index: bool,
    front_matter: FrontMatter,
    value: Value,
    /// The whole source: findings name its lines.
    source: String,
    /// Where the body begins in it, and on which line.
    body: (usize, usize),
}

impl Prepared {
    /// Names what the page defines for itself and others: the same for the same front matter.
    pub(crate) fn fingerprint(&self) -> u64 {
        twox_hash::XxHash64::oneshot(0, &self.source.as_bytes()[..self.body.0])
    }

    /// Adds what the page defines.
    pub(crate) fn define(&self, definitions: &mut Definitions, config: &Config) {
        definitions.add(&self.file, &self.value, &config.reference);
    }
}

/// A source that was read.
pub(crate) enum Read {
    Pages(Vec<Page>),
    /// No page: this path leads to this address.
    Redirect(Redirect),
    /// It depends on other files: [`complete`] makes its page.
    Prepared(Box<Prepared>),
}

/// A file that sends its readers elsewhere.
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

/// Reads one file. `path` is relative to the root of the docs, with `/` between folders.
pub(crate) fn read(path: &str, source: &[u8], config: &Config) -> Result<Read, Error> {
    let source = text(path, source)?;
    let pages = match format(path, config) {
        Format::Records => {
            records::pages(path, source).map(|page| Ok(record_page(page?))).collect::<Result<_, Error>>()?
        }
        Format::Html => return html_page(path, source, config),
        Format::Markdown => {
            let prepared = prepare(path, source)?;
            if depends(&prepared, config) {
                return Ok(Read::Prepared(Box::new(prepared)));
            }
            vec![complete(&prepared, &Context::default(), config)]
        }
    };
    Ok(Read::Pages(pages))
}

/// What a file is: as configured, else as its extension says, else Markdown.
fn format(path: &str, config: &Config) -> Format {
    config.format.or_else(|| Format::of(path)).unwrap_or(Format::Markdown)
}

fn prepare(file: &str, source: &str) -> Result<Prepared, Error> {
    let (front_matter, value, body, line) = front_matter::split(file, source)?;
    let trimmed = body.trim_start_matches(['\n', '\r']);
    let skipped = &body[..body.len() - trimmed.len()];
    let line = line + skipped.bytes().filter(|&byte| byte == b'\n').count();
    let body = (source.len() - trimmed.len(), line);
    let (path, is_index) = page_path(file);
    Ok(Prepared { file: file.to_owned(), path, is_index, front_matter, value, source: source.to_owned(), body })
}

/// Whether a page, or another one through it, is not the same without other files.
fn depends(page: &Prepared, config: &Config) -> bool {
    let body = &page.source[page.body.0..];
    let names_itself = || !page.front_matter.title.is_empty() || body.starts_with("# ") || body.contains("\n# ");
    let holds = |key: &str| !key.is_empty() && page.value.get(key).is_some();
    holds(&config.reference.entries)
        || (!config.reference.entries.is_empty() && holds(&config.reference.descriptions))
        || mdx::may_show_snippets(body, &config.snippet_components)
        || !names_itself()
}

/// Makes the page of a Markdown source.
pub(crate) fn complete(prepared: &Prepared, context: &Context<'_>, config: &Config) -> Page {
    let Prepared { file, path, is_index, front_matter, source, body: (start, line), .. } = prepared;
    let body = &source[*start..];
    let options = mdx::MdxOptions {
        mdx: file.ends_with(".mdx"),
        snippet_components: &config.snippet_components,
        snippets: &|name| context.snippet(name),
    };
    let rendered = mdx::render(body, &options);
    let mut notes = rendered.notes;
    notes.iter_mut().filter(|note| note.line > 0).for_each(|note| note.line += line - 1);
    let mut document = Document {
        title: front_matter.title.clone(),
        description: front_matter.description.clone(),
        url: front_matter.url.clone(),
        keywords: front_matter.keywords.clone(),
        aliases: front_matter.aliases.clone(),
        search: front_matter.search,
        markdown: rendered.markdown.into_owned(),
        ids: rendered.ids,
        notes,
        ..Document::default()
    };
    let reference = append_reference(&mut document, prepared, context, config);
    let named = Named { navigation: context.title(path), reference: reference.as_deref() };
    let mut page = page::page(path.clone(), document, named, source);
    page.is_index = *is_index;
    page.order = front_matter.order.map(|order| order as i64);
    page.weight = match (front_matter.search_weight, front_matter.plain_weight) {
        (Some(weight), _) => Weight::Search(weight),
        (None, Some(weight)) => Weight::Plain(weight),
        (None, None) => Weight::default(),
    };
    page
}

/// Appends what front matter holds of methods and parameters. Answers a title for a page without one.
fn append_reference(
    document: &mut Document,
    prepared: &Prepared,
    context: &Context<'_>,
    config: &Config,
) -> Option<String> {
    if config.reference.entries.is_empty() || prepared.value.get(&config.reference.entries).is_none() {
        return None;
    }
    let Prepared { file, source, .. } = prepared;
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
fn record_page(record: records::RecordPage) -> Page {
    let mut page = page::page(record.path, record.document, Named::default(), "");
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

fn html_page(file: &str, source: &str, config: &Config) -> Result<Read, Error> {
    let selector = (!config.selector.is_empty()).then_some(&*config.selector);
    let read = html::page(source, &html::HtmlOptions { file, selector }).map_err(|reason| Error::Config {
        file: "selector".to_owned(),
        line: 0,
        reason,
    })?;
    let (path, is_index) = page_path(file);
    Ok(match read {
        html::HtmlPage::Page(document) => {
            Read::Pages(vec![Page { is_index, ..page::page(path, *document, Named::default(), source) }])
        }
        html::HtmlPage::Redirect(target) => Read::Redirect(Redirect { path, is_index, target }),
        html::HtmlPage::Copy => Read::Pages(Vec::new()),
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
