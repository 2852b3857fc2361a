//! Words that a query joins by signs, or begins with one: `x-api-key`, `--flag`, `.env`, `@scope/package`, `/users/:id`.
//!
//! Each of them is searched as words, which is how a text is indexed. Where a text has the same signs between and before
//! them, it has what was typed.

use crate::analyze::{is_pair, lower, segments};

/// How many of a query count: each costs a look into the texts of many sections.
const MAX: usize = 8;

/// How many words one may have.
const MAX_WORDS: usize = 16;

/// Words with the signs that stand before each, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Literal {
    pub(crate) words: Vec<(String, String)>,
}

impl Literal {
    /// Of a text without white space; none where it is one word, or none.
    pub(super) fn of(text: &str) -> Option<Literal> {
        let mut literal = Literal::default();
        let mut signs = String::new();
        for segment in segments(text) {
            if segment.word {
                literal.words.push((std::mem::take(&mut signs), lower(segment.text)));
            } else {
                signs.push_str(segment.text);
            }
        }
        let first = &mut literal.words.first_mut()?.0;
        // What people put around words belongs to their sentence.
        let kept = first
            .rfind(|sign: char| !matches!(sign, '-' | '.' | '/' | '@' | ':' | '$' | '#'))
            .map_or(0, |at| at + first[at..].chars().next().map_or(0, char::len_utf8));
        first.drain(..kept);
        // A pair is searched as one.
        let is_one_word = match &*literal.words {
            [(signs, _)] => signs.is_empty(),
            [(signs, before), (between, here)] => signs.is_empty() && between.is_empty() && is_pair(before, here),
            words => words.len() > MAX_WORDS,
        };
        (!is_one_word).then_some(literal)
    }
}

impl Literal {
    /// Whether it begins with a sign, as `--flag` and `.env` do; paths may do so or not.
    pub(crate) fn is_signed(&self) -> bool {
        self.words.first().is_some_and(|(signs, _)| !signs.is_empty() && signs != "/")
    }
}

/// Those of a query's texts, each once.
pub(super) fn literals<'q>(texts: impl Iterator<Item = &'q str>) -> Vec<Literal> {
    let mut literals = Vec::new();
    for literal in texts.filter_map(Literal::of) {
        if literals.len() < MAX && !literals.contains(&literal) {
            literals.push(literal);
        }
    }
    literals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let literal = Literal::of(text);
        let shown = literal
            .map(|literal| literal.words.iter().map(|(signs, word)| format!("{signs}{word}")).collect::<String>());
        assert_eq!(shown.as_deref(), expected);
    }

    #[test]
    fn signs_that_belong_to_words() {
        check("x-api-key", Some("x-api-key"));
        check("--Flag", Some("--flag"));
        check("(.env)", Some(".env"));
        check("@scope/package,", Some("@scope/package"));
        check("`/users/:id`", Some("/users/:id"));
        check("C++17", Some("c++17"));
        check("設定値", Some("設定値"));
    }

    #[test]
    fn words_alone_are_none() {
        for text in ["word", "node.js", "v1.2.3", "C++", "(word)", "word?", "“word”", "認証", "…", ""] {
            check(text, None);
        }
    }
}
