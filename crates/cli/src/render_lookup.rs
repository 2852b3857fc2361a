//! Addresses, lists and names as text for people. `js/headword/src/render-lookup.ts` prints the same bytes.

use crate::render::one_line;
use crate::style::Style;
use headword::{PageSummary, Resolution, Status, Suggestion, SuggestionKind, Via};

/// What an address means: a line for that, one for its title, one for its URL, and what else it may be.
pub(crate) fn resolution(resolution: &Resolution, style: Style) -> String {
    let status = match resolution.status {
        Status::Page => "page",
        Status::Section => "section",
        Status::Redirect => "redirect",
        Status::Fuzzy => "fuzzy",
        Status::Ambiguous => "ambiguous",
        Status::Removed => "removed",
        _ => "missing",
    };
    let via = match resolution.via {
        Some(Via::Exact) | None => String::new(),
        Some(Via::Address) => " (address)".to_owned(),
        Some(Via::Redirect) => " (redirect)".to_owned(),
        Some(Via::Heading) => " (heading)".to_owned(),
        Some(Via::Anchor) => " (anchor)".to_owned(),
        Some(Via::Moved) => format!(" (moved, {} % sure)", resolution.confidence),
        Some(_) => format!(" (similar, {} % sure)", resolution.confidence),
    };
    let mut text = match &resolution.path {
        Some(path) => format!("{status}: {}{via}\n", style.cyan(&one_line(path))),
        None => format!("{status}\n"),
    };
    let heading = Some(&resolution.heading).filter(|heading| !heading.is_empty());
    let names: Vec<String> = [Some(&resolution.title).filter(|title| !title.is_empty()), heading]
        .into_iter()
        .flatten()
        .map(|name| one_line(name))
        .collect();
    if !names.is_empty() {
        text.push_str(&format!("  {}\n", style.bold(&names.join(" › "))));
    }
    if !resolution.url.is_empty() {
        text.push_str(&format!("  {}\n", style.dim(&one_line(&resolution.url))));
    }
    if !resolution.candidates.is_empty() {
        text.push_str("It may also be:\n");
    }
    for candidate in &resolution.candidates {
        text.push_str(&format!("  {}  {}\n", style.cyan(&one_line(&candidate.path)), one_line(&candidate.title)));
    }
    text
}

/// Pages, a line each, those below others further in.
pub(crate) fn pages(pages: &[PageSummary], style: Style) -> String {
    let line = |page: &PageSummary| {
        let indent = "  ".repeat(page.depth.saturating_sub(1) as usize);
        format!("{indent}{}  {}\n", one_line(&page.title), style.cyan(&one_line(&page.path)))
    };
    pages.iter().map(line).collect()
}

/// Names, a line each, with where they lead.
pub(crate) fn suggestions(suggestions: &[Suggestion], style: Style) -> String {
    let line = |suggestion: &Suggestion| {
        let place = match (&suggestion.path, suggestion.kind) {
            (Some(path), SuggestionKind::Section) => {
                format!("{} ({})", style.cyan(&one_line(path)), one_line(&suggestion.title))
            }
            (Some(path), _) => style.cyan(&one_line(path)),
            (None, _) => style.dim("identifier"),
        };
        format!("{}  {place}\n", one_line(&suggestion.text))
    };
    suggestions.iter().map(line).collect()
}
