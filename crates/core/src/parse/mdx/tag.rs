//! One JSX or HTML tag: `<Tabs items={['a', 'b']} {...props}>`, `</Tabs>`, `<br/>`, `<>`.

use super::expression;

/// A tag as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// Empty for a fragment.
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    pub(super) attributes: Vec<Attribute<'a>>,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    /// Closed by itself: `<br/>`.
    Empty,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attribute<'a> {
    /// Empty for `{...spread}`.
    pub(super) name: &'a str,
    pub(super) value: Value<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Only the name is there.
    None,
    /// In quotes, or HTML's bare word.
    Text(&'a str),
    /// What stands between the braces.
    Expression(&'a str),
}

impl<'a> Tag<'a> {
    /// Whether the name is a component's: it begins with a capital or has a dot. Fragments are components too.
    pub(super) fn is_component(&self) -> bool {
        is_component(self.name)
    }

    /// The value of an attribute that is a string, in quotes or in braces.
    pub(super) fn text(&self, name: &str) -> Option<std::borrow::Cow<'a, str>> {
        self.attributes.iter().find(|attribute| attribute.name == name).and_then(Attribute::text)
    }
}

impl<'a> Attribute<'a> {
    /// Whether it is there to say no: `required={false}`.
    pub(super) fn is_false(&self) -> bool {
        matches!(self.value, Value::Expression(inside) if inside.trim() == "false")
    }

    pub(super) fn text(&self) -> Option<std::borrow::Cow<'a, str>> {
        match self.value {
            Value::None => None,
            Value::Text(text) => Some(text.into()),
            Value::Expression(inside) => expression::literal(inside),
        }
    }
}

pub(super) fn is_component(name: &str) -> bool {
    name.is_empty() || name.starts_with(|first: char| first.is_uppercase()) || name.contains('.')
}

/// Reads the tag whose `<` is at `start` and which must end before `limit`. An attribute in `html` may have a value
/// without quotes. `quotes` is how many blockquotes the tag stands in, for their `>` begins each of its lines.
/// The error is how far had to be read to see that this is no tag.
pub(super) fn parse<'a>(
    source: &'a str,
    start: usize,
    limit: usize,
    html: bool,
    quotes: usize,
) -> Result<Tag<'a>, usize> {
    let mut reader = Reader { source, bytes: source.as_bytes(), at: start + 1, limit, quotes };
    let close = reader.eat(b'/');
    let name = reader.name();
    let mut attributes = Vec::new();
    let mut spaced = reader.space();
    loop {
        let kind = match reader.peek() {
            Some(b'>') => Some(if close { Kind::Close } else { Kind::Open }),
            Some(b'/') if !close && !name.is_empty() && reader.get(1) == Some(b'>') => {
                reader.at += 1;
                Some(Kind::Empty)
            }
            _ => None,
        };
        if let Some(kind) = kind {
            reader.at += 1;
            return Ok(Tag { name, kind, attributes, start, end: reader.at });
        }
        // JSX wants no space behind a value, HTML does.
        if close || name.is_empty() || !(spaced || (!html && !attributes.is_empty())) {
            return Err(reader.at);
        }
        attributes.push(reader.attribute(html)?);
        spaced = reader.space();
    }
}

struct Reader<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    limit: usize,
    quotes: usize,
}

impl<'a> Reader<'a> {
    fn get(&self, distance: usize) -> Option<u8> {
        let at = self.at + distance;
        if at < self.limit { self.bytes.get(at).copied() } else { None }
    }

    fn peek(&self) -> Option<u8> {
        self.get(0)
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn slice(&self, start: usize) -> &'a str {
        self.source.get(start..self.at).unwrap_or_default()
    }

    /// Skips white space, comments, and the marks of blockquotes at the starts of lines.
    fn space(&mut self) -> bool {
        let start = self.at;
        let mut marks = 0;
        loop {
            match self.peek() {
                Some(b'\n') => marks = self.quotes,
                Some(b' ' | b'\t' | b'\r') => {}
                Some(b'>') if marks > 0 => marks -= 1,
                Some(b'/') if self.get(1) == Some(b'*') => {
                    let rest = self.bytes.get(self.at + 2..self.limit).unwrap_or_default();
                    let Some(length) = memchr::memmem::find(rest, b"*/") else {
                        break;
                    };
                    self.at += length + 3;
                }
                _ => break,
            }
            self.at += 1;
        }
        self.at > start
    }

    /// A tag's name; empty where none begins here.
    fn name(&mut self) -> &'a str {
        let start = self.at;
        if !self.peek().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$' || byte >= 0x80) {
            return "";
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_$.:-".contains(&byte) || byte >= 0x80) {
            self.at += 1;
        }
        while self.at > start && b".:-".contains(&self.bytes[self.at - 1]) {
            self.at -= 1;
        }
        self.slice(start)
    }

    fn attribute(&mut self, html: bool) -> Result<Attribute<'a>, usize> {
        if self.peek() == Some(b'{') {
            let end = expression::end(self.source, self.at, self.limit).ok_or(self.limit)?;
            let inside = self.source.get(self.at + 1..end - 1).unwrap_or_default();
            self.at = end;
            // `{...props}` and nothing else; `{a}` is Svelte's for `a={a}`.
            return Ok(Attribute { name: "", value: Value::Expression(inside) });
        }
        let start = self.at;
        // `@click`, `:prop` and `#slot` are Vue's.
        if !self.peek().is_some_and(|byte| byte.is_ascii_alphabetic() || b"_$@:#".contains(&byte) || byte >= 0x80) {
            return Err(self.at);
        }
        self.at += 1;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_$.:-".contains(&byte) || byte >= 0x80) {
            self.at += 1;
        }
        let name = self.slice(start);
        let behind = self.at;
        self.space();
        if !self.eat(b'=') {
            self.at = behind;
            return Ok(Attribute { name, value: Value::None });
        }
        self.space();
        let value = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                let rest = self.bytes.get(self.at + 1..self.limit).unwrap_or_default();
                let length = memchr::memchr(quote, rest).ok_or(self.limit)?;
                let text = self.source.get(self.at + 1..self.at + 1 + length).unwrap_or_default();
                self.at += length + 2;
                Value::Text(text)
            }
            Some(b'{') => {
                let end = expression::end(self.source, self.at, self.limit).ok_or(self.limit)?;
                let inside = self.source.get(self.at + 1..end - 1).unwrap_or_default();
                self.at = end;
                Value::Expression(inside)
            }
            Some(_) if html => {
                let start = self.at;
                while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && !b"\"'=<>`".contains(&byte)) {
                    self.at += 1;
                }
                if self.at == start {
                    return Err(self.at);
                }
                Value::Text(self.slice(start))
            }
            _ => return Err(self.at),
        };
        Ok(Attribute { name, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(source: &str, expected: Expect) {
        let tag = match parse(source, 0, source.len(), false, 0) {
            Ok(tag) => {
                let attributes: Vec<String> = tag
                    .attributes
                    .iter()
                    .map(|attribute| format!(" {}={:?}", attribute.name, attribute.value))
                    .collect();
                format!("{:?} {}{}", tag.kind, tag.name, attributes.concat())
            }
            Err(at) => format!("none, seen at {at}"),
        };
        expected.assert_eq(&tag);
    }

    #[test]
    fn tags_of_every_form() {
        check("<Tabs>", expect!["Open Tabs"]);
        check("</Event.Root >", expect!["Close Event.Root"]);
        check("<>", expect!["Open "]);
        check("</>", expect!["Close "]);
        check(
            "<A b='1' c=\"<>\" d={{e: '}'}} {...f} g\n/>",
            expect![[r#"Empty A b=Text("1") c=Text("<>") d=Expression("{e: '}'}") =Expression("...f") g=None"#]],
        );
        check("<A b='1'c='2'/>", expect![[r#"Empty A b=Text("1") c=Text("2")"#]]);
        check("<Swiper :slides='3' @change='go'>", expect![[r#"Open Swiper :slides=Text("3") @change=Text("go")"#]]);
    }

    #[test]
    fn what_only_looks_like_a_tag() {
        check("<String, Target>", expect!["none, seen at 7"]);
        check("<= 3>", expect!["none, seen at 1"]);
        check("<- b>", expect!["none, seen at 1"]);
        check("<T: Display>", expect!["none, seen at 2"]);
        check("<A b=c>", expect!["none, seen at 5"]);
        check("<A b='c", expect!["none, seen at 7"]);
        check("<A b={c", expect!["none, seen at 7"]);
        check("</A b>", expect!["none, seen at 4"]);
        check("<a@b.example>", expect!["none, seen at 2"]);
    }
}
