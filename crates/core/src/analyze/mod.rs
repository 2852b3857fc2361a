//! How text becomes terms: one way, for sources, queries and excerpts.
//!
//! [`segments`] cuts text into words and what stands between them, and loses nothing. [`terms`] says what a
//! word is found by: itself in lower case, itself without diacritics, and its parts where it is an identifier. In
//! scripts without spaces a word is a character, and [`searched`] says which of them are found together.
//! [`ANALYZER`] names this behaviour in every index, so that a change here can never be searched with old terms.

mod fold;
mod pairs;
mod split;
#[cfg(feature = "build")]
mod stem;

pub(crate) use pairs::is_pair;
pub(crate) use split::{Segment, segments};
#[cfg(feature = "build")]
pub(crate) use stem::Stems;

/// The identity of everything in this folder. It grows when any text would get other terms.
pub(crate) const ANALYZER: u32 = 2;

/// The longest word that gets terms, in bytes. Longer ones are keys, hashes and encoded data.
pub(crate) const MAX_WORD_BYTES: usize = 64;

/// What a term is to its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The whole word, in lower case.
    Whole,
    /// The whole word without its diacritics.
    Folded,
    /// A part of an identifier.
    Part,
}

/// Hands over the terms of one word of [`segments`], the whole word first. A term can come twice.
pub(crate) fn terms(word: &str, mut term: impl FnMut(&str, Form)) {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return term(word, Form::Whole);
    }
    terms_of_any(word, &mut term);
}

/// The same of words that are not of small letters alone: once for all that ask for terms, since it is much code.
#[inline(never)]
fn terms_of_any(word: &str, term: &mut dyn FnMut(&str, Form)) {
    let whole = lower(word);
    term(&whole, Form::Whole);
    if let Some(folded) = fold::fold(&whole) {
        term(&folded, Form::Folded);
    }
    split::parts(word, |part| {
        let part = lower(part);
        let part = fold::fold(&part).unwrap_or(part);
        term(&part, Form::Part);
    });
    pairs::syllables(&whole, |pair| term(pair, Form::Part));
}

/// A word in lower case. What is ASCII, nearly all that there is, needs no tables of Unicode.
pub(crate) fn lower(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() }
}

/// The words of a text that it is searched by. Of characters that are found in pairs, those alone that have no neighbour.
pub(crate) fn searched(text: &str) -> impl Iterator<Item = &str> {
    let mut segments = segments(text).peekable();
    let mut before: Option<Segment<'_>> = None;
    std::iter::from_fn(move || {
        loop {
            let here = segments.next()?;
            let last = before.replace(here);
            if !here.word {
                continue;
            }
            let pairs = |a: &Segment<'_>, b: &Segment<'_>| a.word && b.word && is_pair(a.text, b.text);
            if let Some(last) = last.filter(|last| pairs(last, &here)) {
                return Some(&text[last.start..here.start + here.text.len()]);
            }
            if !segments.peek().is_some_and(|next| pairs(&here, next)) {
                return Some(here.text);
            }
        }
    })
}

/// Whether a word in lower case is found by more terms than itself.
pub(crate) fn is_compound(word: &str) -> bool {
    let mut compound = false;
    terms(word, |_, form| compound |= form != Form::Whole);
    compound
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let mut found = String::new();
        for segment in segments(text).filter(|segment| segment.word) {
            terms(segment.text, |term, form| {
                found += match form {
                    Form::Whole if found.is_empty() => "",
                    Form::Whole => "\n",
                    Form::Folded => " ~",
                    Form::Part => " +",
                };
                found += term;
            });
        }
        expected.assert_eq(&found);
    }

    #[test]
    fn words_are_found_in_lower_case() {
        check(
            "Rotate the API key.",
            expect![[r#"
            rotate
            the
            api
            key"#]],
        );
    }

    #[test]
    fn identifiers_are_found_whole_and_in_parts() {
        check(
            "userManagement.getUser() user_management.get_user SAMLResponse x-api-key",
            expect![[r#"
            usermanagement.getuser +user +management +get +user
            user_management.get_user +user +management +get +user
            samlresponse +saml +response
            x
            api
            key"#]],
        );
        check(
            "/users/:id oauth2 sha256 v1.2.3 WorkOS",
            expect![[r#"
            users
            id
            oauth2 +oauth
            sha256 +sha +256
            v1.2.3
            workos +work +os"#]],
        );
    }

    #[test]
    fn names_of_languages_keep_their_signs() {
        check(
            "C++17, libstdc++ and C# or F#. i++ a+++b page#c d#e",
            expect![[r#"
                c++
                17
                libstdc++ +libstdc
                and
                c#
                or
                f#
                i++
                a
                b
                page
                c
                d
                e"#]],
        );
    }

    #[test]
    fn apostrophes_end_words() {
        check(
            "don’t the user's",
            expect![[r#"
            don
            t
            the
            user
            s"#]],
        );
    }

    #[test]
    fn diacritics_are_folded_and_kept() {
        check(
            "Café naïve Straße",
            expect![[r#"
            café ~cafe
            naïve ~naive
            straße ~strasse"#]],
        );
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_characters() {
        check(
            "認証 \u{0}\u{feff} 🙂 — …",
            expect![[r#"
            認
            証"#]],
        );
    }

    #[test]
    fn korean_words_are_found_without_their_endings() {
        check(
            "인증을 키",
            expect![[r#"
            인증을 +인증 +증을
            키"#]],
        );
    }

    #[test]
    fn neighbours_are_searched_together() {
        let found = |text| searched(text).collect::<Vec<_>>().join(" ");
        assert_eq!(found("認証"), "認証");
        assert_eq!(found("APIキーの設定 証。鍵"), "API キー ーの の設 設定 証 鍵");
        assert_eq!(found("ภาษาไทย"), "ภา าษ ษา าไ ไท ทย");
        assert_eq!(found("ใช้ API key"), "ใช้ API key");
        assert_eq!(found("don't stop"), "don t stop");
    }
}
