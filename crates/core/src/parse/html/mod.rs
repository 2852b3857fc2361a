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
    let ignored = roots
        .iter()
        .all(|root| [**root].into_iter().chain(root.ancestors()).filter_map(ElementRef::wrap).any(is_left_out));
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

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn check(html: &str, expected: Expect) {
        let page = page(html, &HtmlOptions { selector: None }).unwrap();
        let ids: Vec<String> = page.ids.iter().map(|(at, id)| format!("{at}={id}")).collect();
        let about = format!("{} | {} | {:?} | search {}\n", page.title, page.description, page.url, page.search);
        expected.assert_eq(&format!("{about}ids: {}\n\n{}", ids.join(" "), page.markdown));
    }

    #[test]
    fn a_page_of_a_site() {
        check(
            r##"<html><head><title>Keys | Acme</title><meta name="description" content="How to rotate keys.">
            <link rel="canonical" href="https://acme.example/keys"></head><body><nav>Home Keys</nav>
            <main><h1 id="keys">Keys <a class="anchor" href="#keys">#</a></h1>
            <p>Use <code>get_key()</code>, <b>not</b> <i>this</i>; see <a href="/sso">SSO</a>.</p>
            <ul><li>One<ul><li>Deeper</li></ul></li><li><p>Two</p><p>More of two</p></li></ul>
            <div class="admonition warning"><p class="admonition-title">Warning</p><p>Hot.</p></div>
            <pre><code class="language-rust">fn main() {}</code></pre>
            <table><tr><th>A</th><th>B</th></tr><tr><td>1 | 2</td><td><code>x</code></td></tr></table>
            <ol start="3"><li>Three</li></ol><blockquote><p>Said.</p></blockquote>
            <script>never()</script><button>Copy</button><p data-pagefind-ignore>Not this.</p></main>
            <footer>Imprint</footer></body></html>"##,
            expect![[r#"
                Keys | How to rotate keys. | Some("https://acme.example/keys") | search true
                ids: 0=keys

                # Keys

                Use `get_key()`, **not** *this*; see [SSO](/sso).

                - One
                  - Deeper
                - Two

                  More of two

                > [!WARNING]
                > Hot.

                ```rust
                fn main() {}
                ```

                | A | B |
                |---|---|
                | 1 \| 2 | `x` |

                3. Three

                > Said.
            "#]],
        );
    }

    #[test]
    fn definitions_with_an_address_are_sections() {
        check(
            r##"<main><section id="api"><span id="alias"></span><h2>API<a href="#api">¶</a></h2>
            <dl class="py"><dt class="sig" id="lamp.on">lamp.<b>on</b>(<em>now=True</em>)<a href="#lamp.on">¶</a></dt>
            <dd><p>Lights it.</p><dl><dt id="lamp.on.now">now</dt><dd>At once.</dd></dl></dd></dl>
            <dl><dt>Plain term</dt><dd>Its meaning.</dd></dl><p id="here">Text with an <span id="inner">id</span>.</p></section></main>"##,
            expect![[r#"
                 |  | None | search true
                ids: 0=api 0=alias 8=lamp.on 43=lamp.on.now 90=here 90=inner

                ## API

                ### lamp.on(now=True)

                Lights it.

                #### now

                At once.

                Plain term
                : Its meaning.

                Text with an id.
            "#]],
        );
    }

    #[test]
    fn pages_that_say_so_are_not_found() {
        let found = |html: &str| page(html, &HtmlOptions { selector: None }).unwrap().search;
        assert!(found("<p>text"));
        assert!(!found("<meta name=robots content='noindex, follow'><p>text"));
        assert!(!found("<meta http-equiv=refresh content='0; url=/new'><p>Moved"));
        assert!(!found("<body data-pagefind-ignore><p>text"));
    }

    #[test]
    fn what_pagefind_would_index_is_read() {
        let html = "<main><p>Around</p><div data-pagefind-body data-pagefind-weight=2><h1 data-pagefind-meta=title>T</h1>\
                    <img alt=A src=a.png title=Shown data-pagefind-index-attrs=title></div></main>";
        let page = page(html, &HtmlOptions { selector: None }).unwrap();
        assert_eq!((&*page.title, page.weight, &*page.markdown), ("T", 2.0, "# T\n\nShown ![A](a.png)\n"));
    }

    #[test]
    fn the_main_content_can_be_named() {
        let read = |selector| page("<main>a</main><div class=b>c</div>", &HtmlOptions { selector: Some(selector) });
        assert_eq!(read("div.b").unwrap().markdown, "c\n");
        assert_eq!(read("div.none").unwrap().markdown, "a\n");
        assert_eq!(read("div[").unwrap_err(), "\"div[\" is no CSS selector; give one such as main or div.body");
    }

    proptest! {
        /// Words come through whatever stands around them.
        #[test]
        fn words_are_kept(tags in proptest::collection::vec("</?(p|b|i|a href=x|ul|ol|li|dl|dt|dt id=x|dd|table|tr|td|h2|pre|code|blockquote|div|section id=y)>", 0..30)) {
            let html: String = tags.iter().enumerate().map(|(at, tag)| format!("{tag}word{at} ")).collect();
            let text = fragment(&html);
            for at in 0..tags.len() {
                prop_assert!(text.contains(&format!("word{at}")), "{} -> {}", html, text);
            }
        }
    }
}
