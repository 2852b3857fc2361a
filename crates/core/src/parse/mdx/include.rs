//! Lines that stand for another file: MkDocs' `--8<-- "file"`, VitePress' `<<< @/file`, mdBook's `{{#include file}}`.

use std::borrow::Cow;

/// Such a line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Include<'a> {
    pub(super) file: &'a str,
    /// Lines as `2:5`, or the name of a marked part; empty for all of the file.
    pub(super) part: &'a str,
    pub(super) language: &'a str,
    pub(super) title: &'a str,
    /// Whether the file is code whatever its name.
    pub(super) code: bool,
}

/// Whether a text may show other files: it has what includes and components of `snippet_components` begin with.
pub(crate) fn may_show_snippets(text: &str, snippet_components: &[String]) -> bool {
    let component = |name: &String| text.match_indices(&**name).any(|(at, _)| text[..at].ends_with('<'));
    ["8<--", "{{#", "<<<"].iter().any(|mark| text.contains(mark)) || snippet_components.iter().any(component)
}

/// Reads a line that is an include and nothing else.
pub(super) fn include(line: &str) -> Option<Include<'_>> {
    let line = line.trim();
    match line.as_bytes().first()? {
        b'-' => {
            let rest = line.trim_start_matches('-').strip_prefix("8<-")?.trim_start_matches('-');
            let rest = rest.strip_prefix([' ', '\t'])?.trim();
            let quote = rest.chars().next().filter(|char| "\"'".contains(*char))?;
            let (file, part) = split_part(rest.get(1..)?.strip_suffix(quote)?);
            Some(Include { file, part, ..Include::default() })
        }
        b'{' => {
            let (command, rest) = line.strip_prefix("{{#")?.strip_suffix("}}")?.split_once([' ', '\t'])?;
            if !["include", "rustdoc_include", "playground"].contains(&command) {
                return None;
            }
            let file = rest.split_whitespace().next()?;
            let (file, part) = split_part(file);
            Some(Include { file, part, code: command != "include", ..Include::default() })
        }
        b'<' => {
            let rest = line.strip_prefix("<<<")?.trim_start();
            let end = rest.find(['{', '#', ' ', '\t']).unwrap_or(rest.len());
            let (file, mut rest) = rest.split_at(end);
            let mut include =
                Include { file: file.strip_prefix("@/").unwrap_or(file), code: true, ..Include::default() };
            if let Some(part) = rest.strip_prefix('#') {
                (include.part, rest) = part.split_at(part.find(['{', ' ', '\t']).unwrap_or(part.len()));
            }
            if let Some((options, behind)) = rest.trim_start().strip_prefix('{').and_then(|rest| rest.split_once('}')) {
                let word = options.split_whitespace().find(|word| word.starts_with(char::is_alphabetic));
                include.language = word.map_or("", |word| word.split(':').next().unwrap_or_default());
                rest = behind;
            }
            let title = rest.trim();
            include.title = title.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
            let is_name = |first: char| first.is_alphanumeric() || "./@_~".contains(first);
            (file.starts_with(is_name) && (title.is_empty() || !include.title.is_empty())).then_some(include)
        }
        _ => None,
    }
}

/// A file and what follows its name: `a/b.rs:2:5`. The colon of `https://` belongs to the name.
fn split_part(text: &str) -> (&str, &str) {
    let name = text.rfind('/').map_or(0, |slash| slash + 1);
    let colon = text.get(name..).and_then(|name| name.find(':')).map(|found| name + found);
    colon.and_then(|colon| Some((text.get(..colon)?, text.get(colon + 1..)?))).unwrap_or((text, ""))
}

impl Include<'_> {
    /// Whether the file is Markdown, which is read as part of the page.
    pub(super) fn is_markdown(&self) -> bool {
        let extension = self.file.rsplit_once('.').map_or("", |(_, extension)| extension);
        !self.code && ["md", "mdx", "markdown", ""].contains(&extension)
    }

    /// The extension of the file, as the language of its code.
    pub(super) fn extension(&self) -> &str {
        let name = self.file.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// The part of a text: lines `2`, `2:`, `:5`, `2:5` (both counted from 1 and included), or what stands between the
/// lines that mark the start and the end of a name. The whole text where there is no such part.
pub(super) fn part<'t>(text: Cow<'t, str>, part: &str) -> Cow<'t, str> {
    if part.is_empty() {
        return text;
    }
    let (first, last) = part.split_once(':').unwrap_or((part, part));
    let number = |text: &str, default| if text.is_empty() { Some(default) } else { text.parse::<usize>().ok() };
    if let (Some(first), Some(last)) = (number(first, 1), number(last, usize::MAX)) {
        let lines = text.lines().skip(first.saturating_sub(1)).take(last.saturating_sub(first.saturating_sub(1)));
        return Cow::Owned(lines.collect::<Vec<_>>().join("\n"));
    }
    // mdBook: `ANCHOR: name`, MkDocs: `--8<-- [start:name]`, VitePress: `#region name`.
    let marks = |line: &str, words: [&str; 3]| {
        words.iter().any(|word| {
            line.split_once(word).is_some_and(|(_, rest)| {
                let rest = rest.trim_start();
                rest.strip_prefix(part)
                    .is_some_and(|rest| !rest.starts_with(|char: char| char.is_alphanumeric() || "-_".contains(char)))
            })
        })
    };
    let mut lines = text.lines().skip_while(|line| !marks(line, ["ANCHOR:", "[start:", "#region"])).skip(1).peekable();
    if lines.peek().is_none() {
        return text;
    }
    let inside = lines.take_while(|line| !marks(line, ["ANCHOR_END:", "[end:", "#endregion"]));
    let is_mark = |line: &&str| {
        ["ANCHOR:", "ANCHOR_END:", "--8<-- [", "#region", "#endregion"].iter().any(|mark| line.contains(mark))
    };
    Cow::Owned(inside.filter(|line| !is_mark(line)).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, file: &str, part: &str, language: &str, title: &str) {
        let found = include(line).unwrap();
        assert_eq!((found.file, found.part, found.language, found.title), (file, part, language, title));
    }

    #[test]
    fn includes_of_every_tool() {
        check("--8<-- \"docs/a.md\"", "docs/a.md", "", "", "");
        check("  -8<- 'a.py:2:5'", "a.py", "2:5", "", "");
        check("--8<-- \"https://example.com/a.py:part\"", "https://example.com/a.py", "part", "", "");
        check("{{#include ../a.rs:2:}}", "../a.rs", "2:", "", "");
        check("{{#rustdoc_include a.rs:part}}", "a.rs", "part", "", "");
        check("<<< @/src/a.ts#part{1,3 ts:line-numbers} [A file]", "src/a.ts", "part", "ts", "A file");
        check("<<< ./a.ts", "./a.ts", "", "", "");
        assert_eq!(include("<<< 3 and 4"), None);
        assert_eq!(include("<<<<<<< HEAD"), None);
        assert_eq!(include("--8<--"), None);
        assert_eq!(include("{{#title A}}"), None);
        assert_eq!(include("- 8<- 'a'"), None);
    }

    #[test]
    fn parts_are_lines_or_names() {
        let text = "1\n// ANCHOR: a\n2\n// ANCHOR: b\n3\n// ANCHOR_END: a\n4";
        assert_eq!(part(text.into(), "1"), "1");
        assert_eq!(part(text.into(), "7:"), "4");
        assert_eq!(part(text.into(), ":1"), "1");
        assert_eq!(part(text.into(), "a"), "2\n3");
        assert_eq!(part(text.into(), "none"), text);
    }
}
