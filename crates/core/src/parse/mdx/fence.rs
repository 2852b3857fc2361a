//! Fenced code: what its first line says, and how it is written.

use std::borrow::Cow;

/// What stands behind the marks that open fenced code.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Info<'a> {
    pub(super) language: &'a str,
    pub(super) title: Option<&'a str>,
    /// Words that are no known option, as Mintlify's titles: ` ```js Example `.
    words: &'a str,
    /// Whether something is left out, or said in another way.
    pub(super) changed: bool,
}

impl<'a> Info<'a> {
    /// `js {1,3} title="x" showLineNumbers`, `ts:line-numbers{2} [file.ts]`, `py hl_lines="2"`.
    pub(super) fn read(info: &'a str) -> Self {
        let info = info.trim();
        // `{r}` and `{code-block} python` are directives of other tools, in which every word counts.
        if info.starts_with('{') {
            return Info { language: info, ..Info::default() };
        }
        // `title="x"` alone names no language.
        let first = info.find([' ', '\t', '{', '[', '=']).unwrap_or(info.len());
        let (language, mut rest) =
            if info.get(first..).is_some_and(|rest| rest.starts_with('=')) { ("", info) } else { info.split_at(first) };
        let mut read = Info { language, ..Info::default() };
        if let Some((name, numbers)) = language.split_once(':')
            && (numbers.starts_with("line-numbers") || numbers.starts_with("no-line-numbers"))
        {
            read.language = name;
            read.changed = true;
        }
        let mut words: Option<(usize, usize)> = None;
        loop {
            rest = rest.trim_start();
            let Some(first) = rest.chars().next() else {
                break;
            };
            if let Some(close) =
                [('{', '}'), ('[', ']')].iter().find(|(open, _)| *open == first).map(|(_, close)| close)
            {
                let inside = rest.get(1..).unwrap_or_default();
                let (inside, behind) = inside.split_once(*close).unwrap_or((inside, ""));
                if first == '[' && read.title.is_none() && !inside.is_empty() {
                    read.title = Some(inside);
                }
                read.changed = true;
                rest = behind;
                continue;
            }
            let word_end = rest.find(|char: char| char.is_whitespace() || "={".contains(char)).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(word_end);
            if word.is_empty() || !word.starts_with(char::is_alphabetic) && behind.starts_with('=') {
                break;
            }
            let is_key = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(&byte));
            if let Some(value) = behind.strip_prefix('=').filter(|_| is_key) {
                let (value, behind) = value_of(value);
                if ["title", "filename", "file", "tab", "name", "label"].contains(&word) && read.title.is_none() {
                    read.title = Some(value).filter(|value| !value.is_empty());
                    let canonical = word == "title" && rest.get("title=".len()..).is_some_and(|v| v.starts_with('"'));
                    read.changed |= !canonical || words.is_some();
                } else {
                    read.changed = true;
                }
                rest = behind;
            } else if OPTIONS.contains(&word) || (word.len() > 1 && word.starts_with('/') && word.ends_with('/')) {
                read.changed = true;
                rest = behind;
            } else {
                let (start, end) = (info.len() - rest.len(), info.len() - behind.len());
                words = Some((words.map_or(start, |(first, _)| first), end));
                rest = behind;
            }
        }
        // Only words that stand together are kept.
        let words = words.and_then(|(start, end)| info.get(start..end)).unwrap_or_default();
        read.words = words.split(['=', '{', '[']).next().unwrap_or_default().trim_end();
        if read.words.len() < words.len() {
            read.words = words.split_whitespace().next().unwrap_or_default();
        }
        read
    }

    /// The line again, without the rest.
    pub(super) fn write(&self, outer_title: Option<&str>) -> String {
        let mut out = self.language.to_owned();
        if !self.words.is_empty() {
            out.push(' ');
            out.push_str(self.words);
        }
        if let Some(title) = self.title.or(outer_title.filter(|_| self.words.is_empty())) {
            push_title(&mut out, title);
        }
        out
    }
}

/// Options without a value of Docusaurus, Nextra, Fumadocs, Mintlify and Expressive Code.
const OPTIONS: [&str; 16] = [
    "showLineNumbers",
    "lineNumbers",
    "lines",
    "line-numbers",
    "no-line-numbers",
    "live",
    "noInline",
    "copy",
    "no-copy",
    "wrap",
    "nowrap",
    "expandable",
    "twoslash",
    "collapse",
    "focus",
    "word-wrap",
];

fn value_of(text: &str) -> (&str, &str) {
    if let Some(quote) = text.chars().next().filter(|char| "\"'".contains(*char)) {
        let inside = text.get(1..).unwrap_or_default();
        return inside.split_once(quote).unwrap_or((inside, ""));
    }
    if let Some(inside) = text.strip_prefix('{') {
        return inside.split_once('}').unwrap_or((inside, ""));
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

fn push_title(info: &mut String, title: &str) {
    if info.is_empty() {
        info.push_str("text");
    }
    info.push_str(" title=\"");
    for (index, word) in title.split_whitespace().enumerate() {
        if index > 0 {
            info.push(' ');
        }
        // An info string holds no backtick, and a quote would end the title.
        info.extend(word.chars().filter(|char| *char != '`').map(|char| if char == '"' { '\'' } else { char }));
    }
    info.push('"');
}

/// The lines of a block of fenced code, its fence longer than any run of backticks inside.
pub(super) fn lines<'a>(code: &'a str, language: &str, title: Option<&str>) -> impl Iterator<Item = Cow<'a, str>> {
    let mut info: String = language.split_whitespace().next().unwrap_or_default().replace('`', "");
    if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
        push_title(&mut info, title);
    }
    let marks = "`".repeat(longest_run(code).max(2) + 1);
    let open = format!("{marks}{info}");
    let code = code.trim_start_matches(['\n', '\r']).trim_end();
    std::iter::once(Cow::Owned(open)).chain(code.lines().map(Cow::Borrowed)).chain(std::iter::once(Cow::Owned(marks)))
}

fn longest_run(text: &str) -> usize {
    text.split(|char| char != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(info: &str, expected: &str) {
        let read = Info::read(info);
        assert_eq!(if read.changed { read.write(None) } else { info.to_owned() }, expected);
    }

    #[test]
    fn language_and_title_stay() {
        check("js {1,3} title=\"a b.js\" showLineNumbers", "js title=\"a b.js\"");
        check("ts:line-numbers {2} [file.ts]", "ts title=\"file.ts\"");
        check("js{1,3}", "js");
        check("py linenums=\"1\" hl_lines=\"2 3\"", "py");
        check("filename='x \"y\"' copy", "text title=\"x 'y'\"");
        check("js /name/ Example", "js Example");
        check("js Example title {2}", "js Example title");
    }

    #[test]
    fn other_info_is_left_alone() {
        for info in [
            "",
            "rust,no_run",
            "bash title=\"x\"",
            "js Get a user",
            "{r, echo=FALSE}",
            "{note} Title",
            "c++",
            "mermaid",
        ] {
            check(info, info);
        }
    }
}
