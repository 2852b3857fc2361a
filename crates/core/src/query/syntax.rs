//! The syntax of queries: quotes, minus, fields and stars. What is none of it is text.
//!
//! ```text
//! "client secret"    these words, one behind the other
//! -deprecated        not with this word; also -"a phrase"; but -f is a flag of a command
//! title:webhooks     with this word in the title; also heading: path: code:, and a phrase behind it
//! conf*              all words that begin so
//! ```
//!
//! Of phrases, fields and words to leave out the first 16 count. A query never fails: a quote that is not closed, a
//! minus or a star alone, and fields that there are not are text.

/// Where a word must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Of the page.
    Title,
    Heading,
    Path,
    Code,
    Anywhere,
}

/// A piece of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'q> {
    pub(super) text: &'q str,
    /// Whether its words follow each other.
    pub(super) phrase: bool,
    /// Whether nothing shall be found that has it.
    pub(super) not: bool,
    pub(super) place: Place,
    /// Whether its last word stands for all that begin so.
    pub(super) star: bool,
}

/// The pieces of a query, in order.
pub(super) fn pieces(query: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let (piece, after) = piece(rest);
        pieces.push(piece);
        rest = after.trim_start();
    }
    pieces
}

/// The piece that a text begins with, and what is behind it.
fn piece(text: &str) -> (Piece<'_>, &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    let plain = Piece { text: word, phrase: false, not: false, place: Place::Anywhere, star: false };
    let is_flag = end == 2 && word.ends_with(|char: char| char.is_ascii_alphanumeric());
    let (not, asked) = match text.strip_prefix('-').filter(|_| !is_flag) {
        Some(asked) if asked.starts_with(|char: char| char.is_alphanumeric() || char == '"') => (true, asked),
        _ => (false, text),
    };
    let (place, asked) = field(asked);
    if let Some((phrase, after)) = asked.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
        return (Piece { text: phrase, phrase: true, not, place, star: false }, after);
    }
    let asked = &asked[..asked.find(char::is_whitespace).unwrap_or(asked.len())];
    match asked.strip_suffix('*') {
        Some(begun) if begun.ends_with(char::is_alphanumeric) => {
            (Piece { text: begun, not, place, star: true, ..plain }, after)
        }
        _ => (Piece { text: asked, not, place, ..plain }, after),
    }
}

/// The field that a text begins with, and what is asked of it.
fn field(text: &str) -> (Place, &str) {
    let fields =
        [("title:", Place::Title), ("heading:", Place::Heading), ("path:", Place::Path), ("code:", Place::Code)];
    for (name, place) in fields {
        let asked = text.strip_prefix(name);
        if let Some(asked) = asked.filter(|asked| asked.starts_with(|char: char| char.is_alphanumeric() || char == '"'))
        {
            return (place, asked);
        }
    }
    (Place::Anywhere, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        let found: Vec<_> = pieces(query)
            .iter()
            .map(|piece| {
                let place = match piece.place {
                    Place::Anywhere => String::new(),
                    place => format!("{place:?} "),
                };
                let not = if piece.not { "not " } else { "" };
                let (quote, star) = (if piece.phrase { "\"" } else { "" }, if piece.star { "…" } else { "" });
                format!("{not}{place}{quote}{}{star}{quote}", piece.text)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_the_syntax_says() {
        check("rotate  keys ", &["rotate", "keys"]);
        check(
            r#""client secret" -old -"not this" conf*"#,
            &[r#""client secret""#, "not old", r#"not "not this""#, "conf…"],
        );
        check(r#"title:webhooks code:"let x" path:sso"#, &["Title webhooks", r#"Code "let x""#, "Path sso"]);
    }

    #[test]
    fn what_is_text() {
        check(r#""not closed"#, &["\"not", "closed"]);
        check("--flag - * a-b c:d title: -- x*y", &["--flag", "-", "*", "a-b", "c:d", "title:", "--", "x*y"]);
        check("apply -f file -o -json", &["apply", "-f", "file", "-o", "not json"]);
    }

    proptest! {
        #[test]
        fn no_query_fails(query in "[ab\":*-]{0,12}|\\PC{0,20}") {
            for piece in pieces(&query) {
                prop_assert!(query.contains(piece.text));
            }
        }
    }
}
