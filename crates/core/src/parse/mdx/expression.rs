//! JavaScript in MDX, as far as it can be known without a parser for it: where `{…}` and `import`/`export` end, and
//! what text an expression is.
//!
//! Brackets are counted outside strings, template literals and comments. JSX inside an expression has text with
//! apostrophes (`{a && <p>don't</p>}`), so a quote that nothing closes on its line is a character like any other.

use std::borrow::Cow;

/// The end of the expression whose `{` is at `open`: just behind its `}`, if that stands before `limit`.
pub(super) fn end(source: &str, open: usize, limit: usize) -> Option<usize> {
    let mut reader = Reader { bytes: source.as_bytes().get(..limit)?, at: open, open: Vec::new() };
    loop {
        reader.step();
        if reader.open.is_empty() {
            return Some(reader.at);
        }
        if reader.at >= limit {
            return None;
        }
    }
}

/// The end of the `import` or `export` block that begins at `start`, and how far was read to find it: the first blank
/// line where no bracket or template is open, else the first blank line. Prose that begins so is no such block.
pub(super) fn module_end(source: &str, start: usize) -> Option<(usize, usize)> {
    let bytes = source.as_bytes();
    let line_end =
        |at: usize| memchr::memchr(b'\n', bytes.get(at..).unwrap_or_default()).map_or(bytes.len(), |n| at + n + 1);
    if !is_module(source.get(start..line_end(start))?) {
        return None;
    }
    let mut reader = Reader { bytes, at: start, open: Vec::new() };
    let (mut at, mut first) = (start, None);
    while at < bytes.len() {
        let next = line_end(at);
        if bytes.get(at..next)?.trim_ascii().is_empty() {
            while reader.at < at {
                reader.step();
            }
            if reader.at == at && reader.open.is_empty() {
                return Some((at, at));
            }
            first.get_or_insert(at);
        }
        at = next;
    }
    while reader.at < bytes.len() {
        reader.step();
    }
    let end = first.filter(|_| !reader.open.is_empty()).unwrap_or(bytes.len());
    Some((end, bytes.len()))
}

fn is_module(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix("import ") {
        let rest = rest.trim_start();
        rest.starts_with(['{', '*', '"', '\'']) || rest.contains(" from ") || rest.contains(" from'")
    } else if let Some(rest) = line.strip_prefix("export ") {
        const WORDS: [&str; 10] =
            ["default", "const", "let", "var", "function", "class", "async", "type", "interface", "enum"];
        let rest = rest.trim_start();
        rest.starts_with(['{', '*']) || WORDS.contains(&rest.split([' ', '\n', '\r', '{', '(']).next().unwrap_or(""))
    } else {
        false
    }
}

/// The text of an expression that is one string, one template literal without holes, or one number.
pub(super) fn literal(inside: &str) -> Option<Cow<'_, str>> {
    let text = inside.trim();
    let first = *text.as_bytes().first()?;
    if first.is_ascii_digit() {
        let number = text.bytes().all(|byte| byte.is_ascii_digit() || b"._".contains(&byte));
        return number.then_some(Cow::Borrowed(text));
    }
    let quote = char::from(first);
    let body = text.strip_prefix(['"', '\'', '`'])?.strip_suffix(quote)?;
    if first == b'`' && body.contains("${") {
        return None;
    }
    if !body.contains(['\\', quote]) {
        return Some(Cow::Borrowed(body));
    }
    let mut out = String::with_capacity(body.len());
    let mut chars = body.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next()? {
                'n' | 'r' | 't' | '\n' => out.push(' '),
                escaped => out.push(escaped),
            },
            _ if char == quote => return None,
            _ => out.push(char),
        }
    }
    Some(Cow::Owned(out))
}

#[derive(Clone, Copy, PartialEq)]
enum Inside {
    /// Of brackets; holds the closing one.
    Brackets(u8),
    Template,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    open: Vec<Inside>,
}

impl Reader<'_> {
    fn peek(&self, distance: usize) -> Option<u8> {
        self.bytes.get(self.at + distance).copied()
    }

    /// Reads one character, string or comment.
    fn step(&mut self) {
        let Some(byte) = self.peek(0) else {
            self.at += 1;
            return;
        };
        if self.open.last() == Some(&Inside::Template) {
            match byte {
                b'\\' => self.at += 1,
                b'`' => drop(self.open.pop()),
                b'$' if self.peek(1) == Some(b'{') => {
                    self.open.push(Inside::Brackets(b'}'));
                    self.at += 1;
                }
                _ => {}
            }
            self.at += 1;
            return;
        }
        match byte {
            b'{' => self.open.push(Inside::Brackets(b'}')),
            b'(' => self.open.push(Inside::Brackets(b')')),
            b'[' => self.open.push(Inside::Brackets(b']')),
            b'}' => {
                // Text in JSX has smileys; only braces decide.
                while self.open.pop().is_some_and(|inside| inside != Inside::Brackets(b'}')) {}
            }
            b')' | b']' if self.open.last() == Some(&Inside::Brackets(byte)) => drop(self.open.pop()),
            b'`' => self.open.push(Inside::Template),
            b'"' | b'\'' => self.at = self.string_end(byte).unwrap_or(self.at),
            b'/' if self.peek(1) == Some(b'*') => {
                let rest = self.bytes.get(self.at + 2..).unwrap_or_default();
                let length = memchr::memmem::find(rest, b"*/").map_or(rest.len(), |found| found + 1);
                self.at += 2 + length;
            }
            // An address is no comment.
            b'/' if self.peek(1) == Some(b'/') && (self.at == 0 || self.bytes.get(self.at - 1) != Some(&b':')) => {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            }
            _ => {}
        }
        self.at += 1;
    }

    /// The closing quote of the string that begins here, on the same line.
    fn string_end(&self, quote: u8) -> Option<usize> {
        let mut end = self.at + 1;
        loop {
            match *self.bytes.get(end)? {
                b'\\' => end += 1,
                b'\n' => return None,
                byte if byte == quote => return Some(end),
                _ => {}
            }
            end += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: Option<&str>) {
        assert_eq!(end(source, 0, source.len()).map(|end| &source[..end]), expected, "{source}");
    }

    #[test]
    fn an_expression_ends_at_its_own_brace() {
        check("{a} b}", Some("{a}"));
        check("{f({a: 1})} b", Some("{f({a: 1})}"));
        check("{'}'} b", Some("{'}'}"));
        check("{`${a + '}'} }`} b", Some("{`${a + '}'} }`}"));
        check("{/* } */} b", Some("{/* } */}"));
        check("{// }\n} b", Some("{// }\n}"));
        check("{<a href='x'>don't :)</a>} b", Some("{<a href='x'>don't :)</a>}"));
        check("{a", None);
        check("{`a}", None);
    }

    #[test]
    fn a_string_is_text_and_an_object_is_not() {
        assert_eq!(literal(" 'it\\'s' ").as_deref(), Some("it's"));
        assert_eq!(literal("`a b`").as_deref(), Some("a b"));
        assert_eq!(literal("500").as_deref(), Some("500"));
        assert_eq!(literal("`a ${b}`"), None);
        assert_eq!(literal("'a' + 'b'"), None);
        assert_eq!(literal("['a']"), None);
        assert_eq!(literal("'"), None);
    }

    #[test]
    fn a_module_block_ends_at_a_blank_line_outside_brackets() {
        let source = "export const a = {\n  b,\n\n  c\n}\nexport const d = 1\n\ntext";
        assert_eq!(module_end(source, 0), Some((source.len() - 5, source.len() - 5)));
        assert_eq!(module_end("import your data\n", 0), None);
        assert_eq!(module_end("export it (soon\n\n", 0), None);
        assert_eq!(module_end("export const a = (\n\ntext", 0), Some((19, 24)));
    }
}
