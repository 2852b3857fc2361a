//! Notes and warnings of all dialects, and which of GitHub's five alerts they are.

use super::tag::Tag;

/// The alert for a word of some dialect. GitHub has five:
/// <https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github>.
pub(super) fn alert(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" | "info" | "information" | "abstract" | "summary" | "example" | "question" | "quote" | "seealso"
        | "todo" | "neutral" | "default" | "check" | "success" | "done" => "NOTE",
        "tip" | "hint" => "TIP",
        "important" => "IMPORTANT",
        "warning" | "warn" | "attention" => "WARNING",
        "caution" | "danger" | "error" | "bug" | "failure" | "destructive" | "critical" => "CAUTION",
        _ => return None,
    })
}

/// The alert that a component is.
pub(super) fn alert_of_component(tag: &Tag<'_>) -> Option<&'static str> {
    const KINDS: [&str; 7] = ["type", "variant", "intent", "kind", "status", "severity", "appearance"];
    match tag.name {
        "Callout" | "Aside" | "Admonition" | "Alert" => {
            let kind = KINDS.iter().find_map(|name| tag.text(name));
            Some(kind.and_then(|kind| alert(&kind)).unwrap_or("NOTE"))
        }
        "Note" | "Info" | "Tip" | "Hint" | "Check" | "Important" | "Warning" | "Caution" | "Danger" => alert(tag.name),
        _ => None,
    }
}

/// The line that opens or closes a block between colons.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Directive<'a> {
    Open { colons: usize, name: &'a str, title: &'a str },
    Close { colons: usize },
}

/// `:::note Title`, `::: tip`, `:::warning[Title]{#id}`, `::: details Title {open}`, and `:::`.
pub(super) fn directive(line: &str) -> Option<Directive<'_>> {
    let line = line.trim();
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    if colons < 3 {
        return None;
    }
    if rest.is_empty() {
        return Some(Directive::Close { colons });
    }
    let rest = rest.trim_start();
    let name_end = rest.find(|char: char| !char.is_alphanumeric() && !"-_".contains(char)).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(name_end);
    let has_name = name.starts_with(char::is_alphabetic) || (name.is_empty() && rest.starts_with('{'));
    if !has_name {
        return None;
    }
    let mut title = rest.trim();
    let mut attribute = "";
    if let Some((text, attributes)) = title.strip_suffix('}').and_then(|rest| rest.rsplit_once('{')) {
        title = text.trim_end();
        attribute = attributes.split_once("title=").map_or("", |(_, value)| quoted(value).unwrap_or_default());
    }
    if let Some(inside) = title.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        title = inside;
    } else if !rest.is_empty() && !rest.starts_with([' ', '\t', '{']) {
        return None;
    }
    let title = if title.is_empty() { attribute } else { quoted(title).unwrap_or(title) };
    Some(Directive::Open { colons, name, title })
}

/// MkDocs' line above an indented block. `alert` is none for tabs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Indented<'a> {
    pub(super) alert: Option<&'static str>,
    pub(super) title: &'a str,
}

/// `!!! note "Title"`, `??? tip`, `???+ danger inline "Title"`, and the tab `=== "Title"`.
pub(super) fn indented(line: &str) -> Option<Indented<'_>> {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix("===") {
        let title = quoted(rest.trim_start_matches(['!', '+']).trim_start()).filter(|title| !title.is_empty())?;
        return Some(Indented { alert: None, title });
    }
    let rest = line.strip_prefix("!!!").or_else(|| line.strip_prefix("???+")).or_else(|| line.strip_prefix("???"))?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start();
    let (words, title) = rest.split_once(['"', '\'']).map_or((rest, ""), |(words, _)| {
        let title = rest.get(words.len()..).and_then(quoted);
        (words, title.unwrap_or("\0"))
    });
    let mut names = words.split_whitespace();
    let word = names.next()?;
    let is_name = |name: &str| name.chars().all(|char| char.is_alphanumeric() || "-_".contains(char));
    if !is_name(word) || !names.all(is_name) || title == "\0" {
        return None;
    }
    Some(Indented { alert: Some(alert(word).unwrap_or("NOTE")), title })
}

/// The text of a string in quotes that is all there is.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let quote = text.chars().next().filter(|char| "\"'".contains(*char))?;
    let (inside, rest) = text.get(1..)?.split_once(quote)?;
    rest.is_empty().then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_of_every_dialect() {
        let open = |colons, name, title| Some(Directive::Open { colons, name, title });
        assert_eq!(directive(":::note"), open(3, "note", ""));
        assert_eq!(directive("::: tip Do *this* "), open(3, "tip", "Do *this*"));
        assert_eq!(directive("::::warning[Take care]{#id .wide}"), open(4, "warning", "Take care"));
        assert_eq!(directive(":::danger{title=\"Stop\"}"), open(3, "danger", "Stop"));
        assert_eq!(directive("::: details More {open}"), open(3, "details", "More"));
        assert_eq!(directive("::: {.column}"), open(3, "", ""));
        assert_eq!(directive("::::"), Some(Directive::Close { colons: 4 }));
        assert_eq!(directive(":::note;x"), None);
        assert_eq!(directive("::note"), None);
        assert_eq!(directive("::: 3"), None);
    }

    #[test]
    fn indented_blocks() {
        let some = |alert, title| Some(Indented { alert, title });
        assert_eq!(indented("!!! note"), some(Some("NOTE"), ""));
        assert_eq!(indented("???+ danger \"Don't\""), some(Some("CAUTION"), "Don't"));
        assert_eq!(indented("!!! info inline end \"\""), some(Some("NOTE"), ""));
        assert_eq!(indented("=== \"Linux\""), some(None, "Linux"));
        assert_eq!(indented("!!! Really!"), None);
        assert_eq!(indented("!!!"), None);
        assert_eq!(indented("==="), None);
    }
}
