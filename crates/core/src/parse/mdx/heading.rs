//! Ids that authors write behind a heading, in the ways of all the tools.

/// What stands behind a heading's text and is not read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Suffix<'a> {
    /// Where the text ends, white space before the suffix excluded.
    pub(super) start: usize,
    /// Where the suffix ends.
    pub(super) end: usize,
    pub(super) id: Option<&'a str>,
}

/// The suffix of a heading whose text is `heading`; its offsets are within that.
///
/// `{#id}` and `{ #id .class }` (Docusaurus, VitePress, MkDocs), `\{#id}` and `{/* #id */}` (MDX), `[#id]` (Fumadocs),
/// and objects as `{{ "url": "id" }}`, which may say other things than ids.
pub(super) fn suffix(heading: &str) -> Option<Suffix<'_>> {
    let text = heading.trim_end();
    // `## Title {#id} ##` is closed, which says nothing.
    let unclosed = text.trim_end_matches('#');
    let text = if unclosed.len() < text.len() && unclosed.ends_with([' ', '\t']) { unclosed.trim_end() } else { text };
    let (open, id) = if text.ends_with("}}") {
        let open = text.rfind("{{")?;
        (open, id_in_object(text.get(open + 2..text.len() - 2)?)?)
    } else if let Some(inside) = text.strip_suffix('}') {
        let open = inside.rfind('{')?;
        (open, Some(id_in_list(inside.get(open + 1..)?)?))
    } else {
        let inside = text.strip_suffix(']')?;
        let open = inside.rfind('[')?;
        let id = inside.get(open + 1..)?.strip_prefix('#')?;
        // `[#12]` refers to an issue.
        let is_id =
            !id.is_empty() && !id.contains(char::is_whitespace) && !id.bytes().all(|byte| byte.is_ascii_digit());
        (
            open,
            Some(id)
                .filter(|_| is_id && (open == 0 || inside.get(..open).is_some_and(|text| text.ends_with([' ', '\t']))))?
                .into(),
        )
    };
    let before = text.get(..open)?;
    let before = before.strip_suffix('\\').unwrap_or(before);
    Some(Suffix { start: before.trim_end().len(), end: text.len(), id })
}

/// The id in `#id .class key=value`. There is none in a list without `#`, and then it is no such list.
fn id_in_list(list: &str) -> Option<&str> {
    let list = list.trim().trim_end_matches('\\');
    let list = list.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")).unwrap_or(list);
    let list = list.strip_prefix(':').unwrap_or(list);
    let mut words = list.split_whitespace();
    let is_mark = |word: &&str| word.starts_with(['#', '.']) || word.contains('=');
    if !words.clone().all(|word| is_mark(&word)) {
        return None;
    }
    words.find_map(|word| word.strip_prefix('#')).filter(|id| !id.is_empty())
}

/// The `url` or `id` of a JSON object, if this is one.
fn id_in_object(object: &str) -> Option<Option<&str>> {
    let object = object.trim();
    if object.is_empty() {
        return Some(None);
    }
    let (key, _) = object.split_once(':')?;
    let key = key.trim().trim_matches('"');
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)) {
        return None;
    }
    let id = ["\"url\"", "\"id\"", "url:", "id:"].iter().find_map(|key| {
        let (_, rest) = object.split_once(key)?;
        let rest = rest.trim_start().strip_prefix(':').unwrap_or(rest).trim_start();
        let quote = rest.chars().next().filter(|char| "\"'".contains(*char))?;
        let (value, _) = rest.get(1..)?.split_once(quote)?;
        Some(value.trim_start_matches('#')).filter(|value| !value.is_empty())
    });
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(heading: &str, expected: Option<(&str, Option<&str>)>) {
        assert_eq!(suffix(heading).map(|suffix| (&heading[..suffix.start], suffix.id)), expected, "{heading}");
    }

    #[test]
    fn ids_of_every_tool() {
        check("Title {#id}", Some(("Title", Some("id"))));
        check("Title \\{#id}", Some(("Title", Some("id"))));
        check("Title { #id .wide data-x=1 }", Some(("Title", Some("id"))));
        check("Title {: .wide #id}", Some(("Title", Some("id"))));
        check("Title {/* #id */}", Some(("Title", Some("id"))));
        check("Title {#id} ##", Some(("Title", Some("id"))));
        check("Title [#id]", Some(("Title", Some("id"))));
        check("Title {{ \"url\": \"id\" }}", Some(("Title", Some("id"))));
        check("Title {{ \"a\": 1, \"id\": \"#id\" }}", Some(("Title", Some("id"))));
        check("Title {{ \"visibility\": \"none\" }}", Some(("Title", None)));
        check("{#id}", Some(("", Some("id"))));
    }

    #[test]
    fn other_ends_of_headings() {
        check("The set {a}", None);
        check("Fixed [#12]", None);
        check("See [#top](#top)", None);
        check("a[#b]", None);
        check("Use {{ name }}", None);
        check("C#", None);
        check("{}", None);
        check("}", None);
        check("", None);
    }
}
