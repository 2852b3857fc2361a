//! The known name that a wrong one probably stands for.

use strsim::osa_distance;

/// No name that is known is longer than half of this; longer ones are not worth comparing.
const LONGEST: usize = 80;

/// The known name that is a slip away from `found`: one edit, or a third of its letters, two letters in each other's place
/// being one edit.
/// `crates/cli/src/usage.rs` and `js/headword/src/closest.ts` draw the same line.
pub(crate) fn closest<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if found.len() > LONGEST {
        return None;
    }
    let (edits, name) = known.map(|name| (osa_distance(found, name), name)).min_by_key(|&(edits, _)| edits)?;
    (edits <= (name.len() / 3).max(1)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let known = || ["base-url", "docs", "out"].into_iter();
        assert_eq!(closest("base_url", known()), Some("base-url"));
        assert_eq!(closest("baseUrl", known()), Some("base-url"));
        assert_eq!(closest("doc", known()), Some("docs"));
        assert_eq!(closest("dosc", known()), Some("docs"));
        assert_eq!(closest("theme", known()), None);
        assert_eq!(closest(&"docs".repeat(100_000), known()), None);
    }
}
