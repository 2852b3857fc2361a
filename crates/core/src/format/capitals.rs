//! Which letters of a word are capitals, against its term in lower case.

/// Which letters of a term are capitals.
#[derive(Clone, Copy)]
pub(crate) enum Capitals {
    None,
    First,
    All,
    /// A bit a letter, the lowest for the first.
    Inner(u32),
}

impl Capitals {
    /// `None` where the word cannot be made from its term again.
    pub(super) fn of(word: &str, lower: &str) -> Option<Self> {
        if lower == word {
            return Some(Capitals::None);
        }
        // Nearly all words, without a copy.
        if lower.is_ascii() && word.is_ascii() && lower.eq_ignore_ascii_case(word) {
            let capitals = |text: &str| text.bytes().all(|byte| !byte.is_ascii_lowercase());
            let small = |text: &str| text.bytes().all(|byte| !byte.is_ascii_uppercase());
            let (first, rest) = word.split_at(word.len().min(1));
            if capitals(first) && small(rest) {
                return Some(Capitals::First);
            }
            if capitals(word) {
                return Some(Capitals::All);
            }
        }
        let places = word.chars().zip(0u32..).filter(|(char, _)| char.is_uppercase());
        let inner = places.fold(0, |capitals, (_, place)| capitals | 1u32.checked_shl(place).unwrap_or(0));
        let mut made = String::with_capacity(word.len());
        [Capitals::First, Capitals::All, Capitals::Inner(inner)].into_iter().find(|capitals| {
            made.clear();
            capitals.push(lower, &mut made);
            made == word
        })
    }

    /// Appends a term with these capitals.
    pub(super) fn push(self, lower: &str, out: &mut String) {
        let mut capitals = match self {
            Capitals::None => return out.push_str(lower),
            Capitals::First => 1,
            Capitals::All => return out.extend(lower.chars().map(capital)),
            Capitals::Inner(capitals) => capitals,
        };
        let mut rest = lower.chars();
        // Most words have one capital, the first.
        while capitals > 0 {
            let Some(char) = rest.next() else { return };
            out.push(if capitals & 1 == 1 { capital(char) } else { char });
            capitals >>= 1;
        }
        out.push_str(rest.as_str());
    }
}

/// The capital of a Latin, Greek, Cyrillic or Armenian letter, where that is a rule; any other character itself, so that
/// a word which has a capital beyond these rules is stored as it is. The table for all of Unicode would be 5 KB of
/// compressed wasm.
fn capital(lower: char) -> char {
    let distance = match lower {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' | 'α'..='ρ' | 'σ'..='ϋ' | 'а'..='я' => 32,
        'ѐ'..='џ' => 80,
        'ա'..='ֆ' => 48,
        // Here capitals and small letters take turns.
        'ā'..='į' | 'ĳ'..='ķ' | 'ŋ'..='ŷ' | 'ѡ'..='ҁ' | 'ḁ'..='ẕ' | 'ạ'..='ỿ' if lower as u32 % 2 == 1 => {
            1
        }
        'ĺ'..='ň' | 'ź'..='ž' if (lower as u32).is_multiple_of(2) => 1,
        _ => 0,
    };
    char::from_u32(lower as u32 - distance).unwrap_or(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_those_of_unicode() {
        let mut count = 0;
        for letter in ('\0'..=char::MAX).filter(|&letter| capital(letter) != letter) {
            assert!(letter.to_uppercase().eq([capital(letter)]), "{letter} {}", capital(letter));
            count += 1;
        }
        assert!(count > 350, "{count}");
    }
}
