//! Words, and the parts of words.
//!
//! A word is what [UAX #29](https://www.unicode.org/reports/tr29/#Word_Boundaries) says, with two differences:
//! an apostrophe ends it, so that `user's` is found by `user`; and one without a letter or a digit is no word.

use super::MAX_WORD_BYTES;
use unicode_segmentation::UnicodeSegmentation;

/// A piece of text: a word, or everything up to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment<'a> {
    pub(crate) text: &'a str,
    /// Where `text` starts, in bytes.
    pub(crate) start: usize,
    pub(crate) word: bool,
}

/// Cuts text into words and separators. Put together again they are the text; two separators never meet.
pub(crate) fn segments(text: &str) -> impl Iterator<Item = Segment<'_>> {
    let mut words = text.unicode_word_indices();
    let mut rest = (0, "");
    let mut next_word = move || {
        loop {
            let (start, word) = if rest.1.is_empty() { words.next()? } else { rest };
            // Few words have an apostrophe, and none without one of these bytes.
            let may_end = word.bytes().any(|byte| matches!(byte, b'\'' | 0xe2));
            let end = if may_end { word.find(is_apostrophe) } else { None }.unwrap_or(word.len());
            let behind = word[end..].chars().next().map_or(end, |apostrophe| end + apostrophe.len_utf8());
            rest = (start + behind, &word[behind..]);
            if end > 0 && end <= MAX_WORD_BYTES {
                return Some((start, &word[..end]));
            }
        }
    };
    let mut at = 0;
    let mut held = None;
    std::iter::from_fn(move || {
        let next = held.take().or_else(&mut next_word);
        match next {
            Some((start, word)) if start == at => {
                at += word.len();
                Some(Segment { text: word, start, word: true })
            }
            Some((start, _)) => {
                held = next;
                let segment = Segment { text: &text[at..start], start: at, word: false };
                at = start;
                Some(segment)
            }
            None if at < text.len() => {
                let segment = Segment { text: &text[at..], start: at, word: false };
                at = text.len();
                Some(segment)
            }
            None => None,
        }
    })
}

fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Other,
}

fn class(char: char) -> Class {
    if char.is_uppercase() {
        Class::Upper
    } else if char.is_alphabetic() {
        Class::Lower
    } else if char.is_numeric() {
        Class::Digit
    } else {
        Class::Other
    }
}

/// Hands over the parts of an identifier: `getUserById` has get, User, By and Id, and `SAMLResponse` has SAML
/// and Response. Parts of one character are left out, and a word that is one part has none.
pub(super) fn parts<'a>(word: &'a str, mut part: impl FnMut(&'a str)) {
    let mut start = 0;
    let mut before = Class::Other;
    let mut chars = word.char_indices().peekable();
    let mut give = |from: usize, to: usize| {
        let piece = &word[from..to];
        if piece.chars().nth(1).is_some() && piece.len() < word.len() {
            part(piece);
        }
    };
    while let Some((at, char)) = chars.next() {
        let now = class(char);
        let after = chars.peek().map(|&(_, next)| class(next));
        let boundary = match (before, now) {
            (Class::Upper, Class::Lower) => false,
            // The last capital of a run begins the next part: SAML|Response.
            (Class::Upper, Class::Upper) => after == Some(Class::Lower),
            (before, now) => before != now,
        };
        if boundary {
            if before != Class::Other {
                give(start, at);
            }
            start = at;
        }
        before = now;
    }
    if before != Class::Other {
        give(start, word.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_lost(text in "\\PC{0,40}|[a-zA-Z0-9'’._ \n-]{0,80}|.{0,20}") {
            let segments: Vec<_> = segments(&text).collect();
            let joined: String = segments.iter().map(|segment| segment.text).collect();
            prop_assert_eq!(&joined, &text);
            prop_assert!(segments.windows(2).all(|pair| pair[0].word || pair[1].word));
            for segment in segments {
                prop_assert!(text[segment.start..].starts_with(segment.text) && !segment.text.is_empty());
            }
        }
    }
}
