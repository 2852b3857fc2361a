//! Words, and the parts of words.
//!
//! A word is what [UAX #29](https://www.unicode.org/reports/tr29/#Word_Boundaries) says, with three differences:
//! an apostrophe ends it, so that `user's` is found by `user`; one without a letter or a digit is no word; and the
//! signs of `C++`, `libstdc++`, `C#` and `F#` belong to it, or they would all be one letter. Of katakana, as of other
//! scripts without spaces, each character is one.

use super::{MAX_WORD_BYTES, pairs};
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
            let end = if may_end { word.find(is_apostrophe) } else { pairs::first_kana(word) }.unwrap_or(word.len());
            let apostrophe = word[end..].chars().next().filter(|&char| is_apostrophe(char));
            let behind = end + apostrophe.map_or(0, char::len_utf8);
            rest = (start + behind, &word[behind..]);
            if end > 0 && end <= MAX_WORD_BYTES {
                let signs = if end == word.len() { signs(word, &text[start + end..]) } else { 0 };
                return Some((start, &text[start..start + end + signs]));
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

/// How many bytes of what follows a word belong to it.
#[inline]
fn signs(word: &str, rest: &str) -> usize {
    let (sign, is_name) = match rest.as_bytes().first() {
        Some(b'+') => ("++", word.len() == 1 || word.ends_with(['c', 'C'])),
        Some(b'#') => ("#", word.len() == 1),
        _ => return 0,
    };
    let after = rest.strip_prefix(sign).filter(|_| is_name && word.ends_with(|last: char| last.is_ascii_alphabetic()));
    // Neither `a+++b` nor the anchor of `a#b`.
    let goes_on = |next: char| sign.starts_with(next) || sign == "#" && next.is_alphanumeric();
    if after.is_some_and(|after| !after.starts_with(goes_on)) { sign.len() } else { 0 }
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
        fn nothing_is_lost(text in "\\PC{0,40}|[a-zA-Z0-9'’._ \n-]{0,80}|[cC1é+# ]{0,20}|.{0,20}") {
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
