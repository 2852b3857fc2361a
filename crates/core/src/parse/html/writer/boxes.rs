//! Boxes beside the text: notes, tips, warnings.

use scraper::ElementRef;

/// What a box beside the text is, in the words of GitHub's alerts.
pub(super) fn admonition(element: ElementRef<'_>) -> Option<&'static str> {
    let classes = || element.value().classes();
    if !classes().any(|class| matches!(class, "admonition" | "callout" | "alert" | "theme-admonition" | "custom-block"))
    {
        return None;
    }
    classes().find_map(|class| {
        let kind = class.rsplit('-').next().unwrap_or(class);
        Some(match kind {
            "note" | "seealso" | "info" => "NOTE",
            "tip" | "hint" | "success" => "TIP",
            "important" => "IMPORTANT",
            "warning" | "attention" => "WARNING",
            "caution" | "danger" | "error" => "CAUTION",
            _ => return None,
        })
    })
}

/// Whether this is the title of a box and says no more than its kind does.
pub(super) fn repeats_admonition(element: ElementRef<'_>) -> bool {
    element.value().classes().any(|class| class == "admonition-title")
        && element
            .parent()
            .and_then(ElementRef::wrap)
            .and_then(admonition)
            .is_some_and(|kind| element.text().collect::<String>().trim().eq_ignore_ascii_case(kind))
}
