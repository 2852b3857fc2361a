//! Pages of built sites: the main content as Markdown, and what the head says of it.
//!
//! `scraper` parses as browsers do, into an arena, so that no depth of nesting is too much. Attributes that
//! [Pagefind](https://pagefind.app/docs/indexing/) documents are honoured, so that a site which is indexed by it can
//! be read as it is.

mod content;
mod depth;
mod filters;
#[cfg(test)]
mod tests;
mod writer;

use super::document::{Document, Note};
use super::page::one_line;
use content::{is_left_out, main_content};
use depth::bounded;
use scraper::{ElementRef, Html, Selector};
use writer::Writer;

/// How to read pages.
pub(super) struct HtmlOptions<'a> {
    /// The file, below the root of the docs.
    pub(super) file: &'a str,
    /// A CSS selector of the main content; without one it is found.
    pub(super) selector: Option<&'a str>,
}

/// What a file of a site is.
pub(super) enum HtmlPage {
    Page(Box<Document>),
    /// It sends its readers to this address.
    Redirect(String),
    /// It holds once more what other pages hold, for printers.
    Copy,
}

/// A page with fewer words than this that sends its readers elsewhere is no page.
const STUB_WORDS: usize = 40;

/// A whole page. An error is a sentence about the selector.
pub(super) fn page(text: &str, options: &HtmlOptions<'_>) -> Result<HtmlPage, String> {
    let selector = match options.selector {
        Some(selector) => Some(
            Selector::parse(selector)
                .map_err(|_| format!("\"{selector}\" is no CSS selector; give one such as main or div.body"))?,
        ),
        None => None,
    };
    let html = Html::parse_document(&bounded(text));
    let meta = |name: &str| meta(&html, name);
    let unwanted = meta("robots").unwrap_or_default().to_lowercase().contains("noindex");
    if unwanted && options.file.rsplit('/').next() == Some("print.html") {
        return Ok(HtmlPage::Copy);
    }
    let roots = main_content(&html, selector.as_ref());
    let mut writer = Writer::default();
    for root in &roots {
        writer.write(*root);
    }
    let written = writer.finish();
    let stub = || written.markdown.split_whitespace().take(STUB_WORDS).count() < STUB_WORDS;
    if let Some(target) = redirect(&html).filter(|_| stub()) {
        return Ok(HtmlPage::Redirect(target));
    }
    let heading = written.first_heading.filter(|(level, _)| *level == 1).map(|(_, heading)| heading);
    let title = pagefind_title(&html).or(heading).or_else(|| meta("og:title")).or_else(|| {
        let title: String = find(&html, "title")?.text().collect();
        Some(without_site(&title).to_owned())
    });
    let ignored = roots
        .iter()
        .all(|root| [**root].into_iter().chain(root.ancestors()).filter_map(ElementRef::wrap).any(is_left_out));
    let weight = roots.iter().find_map(|root| attribute(*root, "data-pagefind-weight")?.parse().ok());
    let empty = written.markdown.is_empty();
    Ok(HtmlPage::Page(Box::new(Document {
        title: one_line(&title.unwrap_or_default()),
        description: meta("description").or_else(|| meta("og:description")).unwrap_or_default(),
        url: find(&html, "link[rel=canonical]")
            .and_then(|link| attribute(link, "href"))
            .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
            .map(str::to_owned),
        keywords: meta("keywords").iter().flat_map(|words| words.split(',')).map(one_line).collect(),
        weight: weight.filter(|weight: &f32| (0.0..=10.0).contains(weight)).unwrap_or(1.0),
        search: !unwanted && !ignored && !empty && !is_machinery(&html, options.file),
        markdown: written.markdown,
        ids: written.ids,
        filters: filters::filters(&html),
        notes: empty.then(empty_page).into_iter().collect(),
        ..Document::default()
    })))
}

fn empty_page() -> Note {
    let message = "the page has no text; leave it out, or name its main content with \"selector\"".to_owned();
    Note { code: "empty-page", line: 0, message }
}

/// Where a page sends its readers at once: `<meta http-equiv="refresh" content="0; url=new.html">`.
fn redirect(html: &Html) -> Option<String> {
    let content = attribute(find(html, "meta[http-equiv=refresh i]")?, "content")?;
    let (_, target) = content.split_once([';', ','])?;
    let (key, target) = target.trim().split_once('=')?;
    let target = target.trim().trim_matches(['"', '\'']);
    (key.trim().eq_ignore_ascii_case("url") && !target.is_empty()).then(|| target.to_owned())
}

/// Pages that generators make to find other pages with, and that would be found for every word: indexes of Sphinx
/// and Doxygen, lists and sources of rustdoc, pages that say that there is none.
fn is_machinery(html: &Html, file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_index = name == "genindex" || name.starts_with("genindex-") || name.ends_with("-modindex");
    let itself = "link[rel=search][href=\"#\"], link[rel=index][href=\"#\"], body.rustdoc.src, body.rustdoc.source, \
                  body.rustdoc.sys";
    is_index || matches!(file, "404.html" | "404/index.html") || find(html, itself).is_some()
}

/// The title that Pagefind would show: `data-pagefind-meta="title"`, `title:Text`, `title[attribute]`.
fn pagefind_title(html: &Html) -> Option<String> {
    let element =
        find(html, "[data-pagefind-meta^=title], [data-pagefind-meta*=\" title\"], [data-pagefind-meta*=\",title\"]")?;
    let given = attribute(element, "data-pagefind-meta")?;
    // Text stands at the end, and may have commas.
    if let Some(at) = given.find("title:") {
        return Some(given[at + "title:".len()..].trim().to_owned());
    }
    let given = given.split(',').find_map(|meta| meta.trim().strip_prefix("title"))?;
    if let Some(name) = given.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        return attribute(element, name).map(str::to_owned);
    }
    given.is_empty().then(|| element.text().collect())
}

/// A piece of HTML, such as an entry of a feed, as Markdown.
pub(super) fn fragment(html: &str) -> String {
    let html = Html::parse_fragment(&bounded(html));
    let mut writer = Writer::default();
    writer.write(html.root_element());
    writer.finish().markdown
}

/// What stands before ` | Site` or ` — Site` at the end of a title.
fn without_site(title: &str) -> &str {
    let cut = [" | ", " — ", " – ", " - ", " · "].iter().filter_map(|mark| title.rfind(mark)).max();
    cut.map_or(title, |at| &title[..at])
}

fn find<'a>(html: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    html.select(&Selector::parse(selector).ok()?).next()
}

fn meta(html: &Html, name: &str) -> Option<String> {
    let element = find(html, &format!("meta[name=\"{name}\" i], meta[property=\"{name}\" i]"))?;
    attribute(element, "content").map(one_line).filter(|content| !content.is_empty())
}

fn attribute<'a>(element: ElementRef<'a>, name: &str) -> Option<&'a str> {
    element.value().attr(name)
}
