//! Which part of a page is its content.

use scraper::{ElementRef, Html, Selector};

/// What is never text of the page.
const HIDDEN: [&str; 18] = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "head",
    "button",
    "iframe",
    "object",
    "canvas",
    "select",
    "input",
    "textarea",
    "audio",
    "video",
    "dialog",
    "datalist",
    "rustdoc-toolbar",
];

/// What stands around the content on most sites; inside of it, it still leads elsewhere.
const AROUND: [&str; 2] = ["nav", "footer"];

/// Classes of what generators set beside the text.
const BESIDE: [&str; 41] = [
    // Line numbers: Pygments, highlight.js, Chroma, Rouge, rustdoc, VitePress.
    "linenos",
    "linenodiv",
    "lineno",
    "linenumber",
    "lnt",
    "ln",
    "gutter",
    "rouge-gutter",
    "hljs-ln-numbers",
    "line-numbers-wrapper",
    "line-numbers-rows",
    "src-line-numbers",
    // Lines of an example that its reader does not see: mdBook.
    "boring",
    // Where one is, and what else is there: Docusaurus, Material for MkDocs, Bootstrap, Sphinx.
    "breadcrumb",
    "breadcrumbs",
    "rustdoc-breadcrumbs",
    "theme-doc-breadcrumbs",
    "theme-doc-toc-mobile",
    "theme-doc-toc-desktop",
    "tableOfContents",
    "table-of-contents",
    "md-sidebar",
    "md-source-file",
    "sphinxsidebar",
    "related-pages",
    "pagination-nav",
    // Links to sources and editors: Sphinx, Material for MkDocs, rustdoc.
    "viewcode-link",
    "md-content__button",
    "edit-this-page",
    "srclink",
    "rightside",
    "out-of-band",
    "test-arrow",
    "hideme",
    "notable-traits",
    "sub-logo-container",
    // For those who hear the page: what a link is for, not what it says.
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "screenreader-only",
    "copybtn",
];

/// Whether an element and what it holds are no text of the page.
pub(super) fn is_left_out(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let name = value.name();
    let classes = || value.classes();
    HIDDEN.contains(&name)
        || AROUND.contains(&name)
        || value.attr("hidden").is_some()
        || value.attr("aria-hidden") == Some("true")
        || matches!(value.attr("data-pagefind-ignore"), Some("" | "all" | "index"))
        || value.attr("role") == Some("navigation")
        || classes().any(|class| BESIDE.contains(&class))
        // A sign beside code, where rustdoc has more to say.
        || classes().any(|class| class == "tooltip") && element.text().collect::<String>().trim() == "ⓘ"
        // The contents of this page, as Sphinx sets them.
        || classes().any(|class| class == "contents") && classes().any(|class| matches!(class, "local" | "topic"))
        // The name of a language above its code, as VitePress sets it.
        || name == "span" && classes().any(|class| class == "lang")
        // Line numbers and controls that lead nowhere.
        || name == "a" && (value.attr("data-nosnippet").is_some() || classes().any(|class| class == "src"))
        || name == "a" && value.attr("href").is_some_and(|href| href.starts_with("javascript:"))
}

/// The content of a page: what the selector names, else what Pagefind would index, else the main element.
pub(super) fn main_content<'a>(html: &'a Html, selector: Option<&Selector>) -> Vec<ElementRef<'a>> {
    let outermost = |selector: &Selector| {
        let mut found: Vec<ElementRef<'a>> = Vec::new();
        for element in html.select(selector) {
            let inside = element.ancestors().any(|above| found.iter().any(|outer| outer.id() == above.id()));
            if !inside {
                found.push(element);
            }
        }
        found
    };
    if let Some(selector) = selector {
        let found = outermost(selector);
        if !found.is_empty() {
            return found;
        }
    }
    if let Ok(selector) = Selector::parse("[data-pagefind-body]") {
        let found = outermost(&selector);
        if !found.is_empty() {
            return found;
        }
    }
    for candidates in MAIN {
        let Ok(selector) = Selector::parse(candidates) else { continue };
        if let [main] = outermost(&selector)[..] {
            return vec![inner(main)];
        }
    }
    vec![html.root_element()]
}

/// Elements of the content, where a page has just one of them; the likeliest first.
const MAIN: [&str; 8] =
    ["main", "[role=main]", "#main-content", "article", "#content", "#doc-content", "div.contents", "body"];

/// The article within a main element, where the heading of the page is in it: around it stand sidebars.
fn inner(main: ElementRef<'_>) -> ElementRef<'_> {
    let select = |selector: &str| Selector::parse(selector).ok();
    let (Some(articles), Some(heading)) = (select("article, #main-content"), select("h1")) else { return main };
    let mut found = main.select(&articles);
    match (found.next(), found.next()) {
        (Some(article), None) if article.select(&heading).next().is_some() => article,
        _ => main,
    }
}
