//! Scripts that put no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
//!
//! Their texts are cut into characters, and found by pairs of them: each word of a language is one pair or several,
//! wherever it begins. A dictionary would know words, and take a hundred times what the rest of the reader does.

/// Whether a character is of a script without spaces.
fn is_joined(char: char) -> bool {
    // Thai and Lao; Burmese; Khmer; Japanese; Chinese, in blocks that Unicode keeps for it.
    matches!(char, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '々'..='〇'
        | '\u{20000}'..='\u{3ffff}')
        || is_kana(char)
        || is_han(char)
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Not the two marks that stand behind another letter.
fn is_kana(char: char) -> bool {
    matches!(char, '\u{3041}'..='\u{3098}' | '\u{309b}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}')
}

/// Where the first character of a word ends: UAX #29 cuts all these scripts into characters but for runs of katakana.
pub(super) fn first_kana(word: &str) -> Option<usize> {
    // No kana begins with a lower byte.
    let begins = word.as_bytes().first().is_some_and(|&byte| byte >= 0xe3) && word.starts_with(is_kana);
    begins.then(|| word.char_indices().skip(1).find(|&(_, char)| is_kana(char)).map_or(word.len(), |(at, _)| at))
}

/// Whether two words that touch are found as a pair.
pub(crate) fn is_pair(before: &str, here: &str) -> bool {
    before.starts_with(is_joined) && here.starts_with(is_joined)
}

/// Hands over the pairs of syllables of a word in Hangul: Korean words have spaces between them, and endings.
pub(super) fn syllables<'a>(word: &'a str, mut part: impl FnMut(&'a str)) {
    let is_hangul = |char: char| matches!(char, '가'..='힣');
    if word.len() < 9 || !word.chars().all(is_hangul) {
        return;
    }
    // Each takes three bytes.
    (0..word.len() - 3).step_by(3).for_each(|start| part(&word[start..start + 6]));
}
