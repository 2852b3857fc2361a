//! Which part of a page is its content.

use scraper::{ElementRef, Html, Selector};

/// What is never text of the page.
const HIDDEN: [&str; 17] = [
    "script", "style", "noscript", "template", "svg", "math", "head", "button", "iframe", "object", "canvas", "select",
    "input", "textarea", "audio", "video", "dialog",
];

/// What stands around the content on most sites; inside of it, it still leads elsewhere.
const AROUND: [&str; 2] = ["nav", "footer"];

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
        // Line numbers beside code, as Pygments and highlight.js set them.
        || classes().any(|class| matches!(class, "linenos" | "linenodiv" | "hljs-ln-numbers" | "lineno" | "src-line-numbers"))
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
    for (candidates, alone) in [
        ("[data-pagefind-body]", false),
        ("main", true),
        ("[role=main]", true),
        ("#main-content", true),
        ("article", true),
        ("body", true),
    ] {
        let Ok(selector) = Selector::parse(candidates) else { continue };
        let found = outermost(&selector);
        if !found.is_empty() && (!alone || found.len() == 1) {
            return found;
        }
    }
    vec![html.root_element()]
}
