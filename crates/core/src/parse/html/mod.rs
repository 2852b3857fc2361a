//! Pages of built sites: the main content as Markdown, and what the head says of it.
//!
//! `scraper` parses as browsers do, into an arena, so that no depth of nesting is too much. Attributes that
//! [Pagefind](https://pagefind.app/docs/indexing/) documents are honoured, so that a site which is indexed by it can
//! be read as it is.

mod content;
mod depth;
mod writer;

use super::document::Document;
use super::page::one_line;
use content::{is_left_out, main_content};
use depth::bounded;
use scraper::{ElementRef, Html, Selector};
use writer::Writer;

/// How to read pages.
pub(super) struct HtmlOptions<'a> {
    /// A CSS selector of the main content; without one it is found.
    pub(super) selector: Option<&'a str>,
}

/// A page with fewer words than this that sends its readers elsewhere is no page.
const STUB_WORDS: usize = 40;

/// A whole page. An error is a sentence about the selector.
pub(super) fn page(text: &str, options: &HtmlOptions<'_>) -> Result<Document, String> {
    let selector = match options.selector {
        Some(selector) => Some(
            Selector::parse(selector)
                .map_err(|_| format!("\"{selector}\" is no CSS selector; give one such as main or div.body"))?,
        ),
        None => None,
    };
    let html = Html::parse_document(&bounded(text));
    let roots = main_content(&html, selector.as_ref());
    let mut writer = Writer::default();
    for root in &roots {
        writer.write(*root);
    }
    let written = writer.finish();
    let meta = |name: &str| meta(&html, name);
    let heading = written.first_heading.filter(|(level, _)| *level == 1).map(|(_, heading)| heading);
    let named =
        find(&html, "[data-pagefind-meta^=title]").map(|element| match attribute(element, "data-pagefind-meta") {
            Some(value) if value.starts_with("title:") => value["title:".len()..].to_owned(),
            _ => element.text().collect(),
        });
    let title = named.or(heading).or_else(|| meta("og:title")).or_else(|| {
        let title: String = find(&html, "title")?.text().collect();
        Some(without_site(&title).to_owned())
    });
    let robots = meta("robots").unwrap_or_default().to_lowercase();
    let redirects = find(&html, "meta[http-equiv=refresh i]").is_some();
    let stub = redirects && written.markdown.split_whitespace().take(STUB_WORDS).count() < STUB_WORDS;
    let ignored = roots.iter().all(|root| root.ancestors().filter_map(ElementRef::wrap).any(is_left_out));
    let weight = roots.iter().find_map(|root| attribute(*root, "data-pagefind-weight")?.parse().ok());
    Ok(Document {
        title: one_line(&title.unwrap_or_default()),
        description: meta("description").or_else(|| meta("og:description")).unwrap_or_default(),
        url: find(&html, "link[rel=canonical]")
            .and_then(|link| attribute(link, "href"))
            .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
            .map(str::to_owned),
        keywords: meta("keywords").iter().flat_map(|words| words.split(',')).map(one_line).collect(),
        weight: weight.filter(|weight: &f32| (0.0..=10.0).contains(weight)).unwrap_or(1.0),
        search: !robots.contains("noindex") && !stub && !ignored,
        markdown: written.markdown,
        ids: written.ids,
        ..Document::default()
    })
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
