//! Lists of objects that a component is given: `<PropertiesTable content={[{ name: 'model', type: 'string' }]} />`.
//!
//! Sites keep the parameters of a whole API in them. They are JavaScript, of which strings, arrays and objects are
//! read; whatever else a value is (numbers, functions, JSX) is passed over.

use super::component::{LINKS, TEXTS, TITLES, is_identifier, plain, written_link};
use super::expression;
use crate::parse::escape;

/// Deeper values are passed over; parameters of parameters nest three or four levels.
const MAX_DEPTH: usize = 12;

/// A value, as far as it is text.
#[derive(Debug, PartialEq)]
enum Data {
    Text(String),
    List(Vec<Data>),
    Map(Vec<(String, Data)>),
    Other,
}

/// The lines of an expression that is an array of objects which describe something; else none.
pub(super) fn lines(expression: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if expression.trim_start().starts_with('[') {
        let mut reader = Reader { source: expression, at: 0 };
        if let Data::List(items) = reader.value(0)
            && items.iter().any(describes)
        {
            write(&items, 0, &mut lines);
        }
    }
    lines
}

/// Whether a value is an object with more to say than a name.
fn describes(data: &Data) -> bool {
    let Data::Map(entries) = data else { return false };
    entries.iter().any(|(key, value)| {
        matches!(value, Data::Text(_)) && (key == "type" || LINKS.contains(&&**key) || TEXTS.contains(&&**key))
            || matches!(value, Data::List(items) if items.iter().any(describes))
    })
}

fn write(items: &[Data], depth: usize, lines: &mut Vec<String>) {
    for item in items {
        match item {
            Data::Text(text) => lines.push(format!("{:1$}- {2}", "", 2 * depth, plain(text))),
            Data::List(items) => write(items, depth, lines),
            Data::Map(entries) => {
                let line = line(entries);
                let below = if line.is_empty() { depth } else { depth + 1 };
                if !line.is_empty() {
                    lines.push(format!("{:1$}- {line}", "", 2 * depth));
                }
                for (_, value) in entries {
                    match value {
                        Data::List(items) if items.iter().any(|item| matches!(item, Data::Map(_))) => {
                            write(items, below, lines);
                        }
                        Data::Map(_) => write(std::slice::from_ref(value), below, lines),
                        _ => {}
                    }
                }
            }
            Data::Other => {}
        }
    }
}

/// What an object says of itself: its name, its type, its description.
fn line(entries: &[(String, Data)]) -> String {
    let text = |wanted: &[&str]| {
        wanted.iter().find_map(|key| {
            entries.iter().find_map(|(name, value)| match value {
                Data::Text(text) if name == key && !text.trim().is_empty() => Some(text.as_str()),
                _ => None,
            })
        })
    };
    let mut parts = Vec::new();
    let name = text(&TITLES);
    if let Some(name) = name {
        parts.push(match text(&LINKS) {
            Some(link) => written_link(name, link),
            None if is_identifier(name.trim(), true) => format!("`{}`", name.trim()),
            None => plain(name),
        });
    }
    if let Some(kind) = text(&["type"]) {
        let code = escape::code_span(kind);
        parts.push(if parts.is_empty() { code } else { format!("({code})") });
    }
    let mut line = parts.join(" ");
    if let Some(description) = text(&TEXTS).filter(|description| Some(*description) != name) {
        line.push_str(if line.is_empty() { "" } else { ": " });
        line.push_str(&plain(description));
    }
    line
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            let skipped = rest.len() - trimmed.len();
            let comment = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
            } else {
                0
            };
            self.at += skipped + comment;
            if comment == 0 {
                return;
            }
        }
    }

    fn eat(&mut self, char: char) -> bool {
        self.space();
        let found = self.rest().starts_with(char);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Data {
        self.space();
        if depth < MAX_DEPTH && self.eat('[') {
            let mut items = Vec::new();
            while !self.eat(']') {
                let start = self.at;
                items.push(self.value(depth + 1));
                self.eat(',');
                if self.at == start {
                    break;
                }
            }
            return Data::List(items);
        }
        if depth < MAX_DEPTH && self.eat('{') {
            let mut entries = Vec::new();
            while !self.eat('}') {
                let start = self.at;
                let key = self.key();
                let value = if self.eat(':') { self.value(depth + 1) } else { self.other() };
                entries.push((key, value));
                self.eat(',');
                // A bracket of another kind, or the end.
                if self.at == start {
                    break;
                }
            }
            return Data::Map(entries);
        }
        let (start, before) = (self.at, self.source);
        self.other();
        let written = before.get(start..self.at).unwrap_or_default();
        expression::literal(written)
            .filter(|_| written.starts_with(['"', '\'', '`']))
            .map_or(Data::Other, |text| Data::Text(text.into_owned()))
    }

    /// The name of an entry, in quotes or not.
    fn key(&mut self) -> String {
        self.space();
        let rest = self.rest();
        let quoted = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let length = match quoted {
            Some(quote) => rest[1..].find(quote).map_or(rest.len(), |end| end + 2),
            None => rest.find(|char: char| !char.is_alphanumeric() && !"_$-".contains(char)).unwrap_or(rest.len()),
        };
        let key = rest[..length].trim_matches(['"', '\'']).to_owned();
        self.at += length;
        key
    }

    /// Passes over a value up to the comma or bracket behind it.
    fn other(&mut self) -> Data {
        let mut open = 0usize;
        let bytes = self.source.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' | b'\'' | b'`' => {
                    self.at += 1;
                    while let Some(&inside) = bytes.get(self.at).filter(|inside| **inside != byte) {
                        self.at += if inside == b'\\' { 2 } else { 1 };
                    }
                }
                b'[' | b'{' | b'(' => open += 1,
                b',' if open == 0 => break,
                b']' | b'}' | b')' if open == 0 => break,
                b']' | b'}' | b')' => open -= 1,
                _ => {}
            }
            self.at += 1;
        }
        Data::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parameters_of_a_component_are_a_list() {
        let written = lines(
            "[ { name: 'model', type: 'string | Model[]', isOptional: true, /* why */ description:\n 'Which one to use.',
              properties: [{ type: 'Model', parameters: [{ name: \"id\", type: 'string', default: () => [1, 2] }] }] },
              { title: 'Guide', href: '/guide', description: `Start <here>.`, icon: <Icon name=\"x\" /> }, ]",
        );
        let expected = "- `model` (`string | Model[]`): Which one to use.
  - `Model`
    - `id` (`string`)
- [Guide](/guide): Start \\<here>.";
        assert_eq!(written.join("\n"), expected);
    }

    #[test]
    fn what_a_component_is_given_is_read() {
        let source = "# A\n\n<PropertiesTable\n  content={[\n    { name: 'model', type: 'Model', description: 'Which.' },\n  ]}\n/>\n";
        let shown = crate::parse::mdx::tests::with(source, true).markdown;
        assert_eq!(shown, "# A\n\n- `model` (`Model`): Which.\n");
        // Comments of MDX are meant by those who write it into Markdown too.
        let source = "{/* Not this. */}\n\nThis. `{/* and */}` {x}\n\n```\n{/* this */}\n```\n";
        let shown = crate::parse::mdx::tests::with(source, false).markdown;
        assert_eq!(shown, "This. `{/* and */}` {x}\n\n```\n{/* this */}\n```\n");
    }

    #[test]
    fn labels_and_numbers_say_nothing() {
        for quiet in
            ["['npm', 'pnpm']", "[{ label: 'npm', value: 'npm' }]", "{ color: 'red' }", "[{x: 1}, {x: 2}]", "["]
        {
            assert_eq!(lines(quiet), [""; 0], "{quiet}");
        }
    }

    #[test]
    fn deep_lists_are_passed_over() {
        let start = "[{type: 'a', b: ".repeat(50_000);
        assert!(lines(&start).len() < 10);
    }

    proptest! {
        #[test]
        fn anything_ends(text in "[\\[\\]{}(),:'\"`a-c \\\\/*é]{0,60}") {
            lines(&format!("[{{type: 'a', {text}"));
        }
    }
}
