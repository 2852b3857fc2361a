//! What a query joins by signs, found in texts as it was typed.

use super::found::term_of;
use super::score::Scores;
use crate::format::fault::Fault;
use crate::format::text::{Item, Kind, Walk};
use crate::index::View;
use crate::query::Query;
use crate::rank::{ONE, SURFACE, idf, share};

/// How many sections each is looked for in, the best first.
const LOOKED_INTO: usize = 100;

/// How many words of a section are looked at.
const LOOKED_AT: usize = 512;

/// Adds what literals are worth to the sections that have them: as words that are typed beside their forms, or as one more
/// word where a literal is the whole query. Answers which sections have that, where it begins with a sign.
#[inline(never)]
pub(super) fn add(view: &View<'_>, query: &Query, scores: &mut Scores<'_>) -> Result<Vec<u32>, Fault> {
    let worth = if query.is_literal { ONE + SURFACE } else { SURFACE };
    let mut all = Vec::new();
    for literal in &query.literals {
        let words = literal.words.iter().map(|(signs, word)| Ok(view.find(word)?.map(|term| (&**signs, term))));
        let Some(words) = words.collect::<Result<Option<Vec<_>>, Fault>>()? else { continue };
        let mut found = Vec::new();
        for section in scores.holding(view, words.iter().map(|&(_, term)| term), LOOKED_INTO)? {
            let count = view.later(count(view, section, &words))?.unwrap_or(0);
            if count > 0 {
                found.push((section, count));
            }
        }
        let weight = idf(found.len() as u32, scores.tables.sections.len() as u32) * worth / ONE;
        for (section, count) in found {
            let score = &mut scores.tables.sections[section as usize];
            *score = score.saturating_add(weight * share(count.saturating_mul(ONE)));
            all.extend(Some(section).filter(|_| query.is_literal && literal.is_signed()));
        }
    }
    Ok(all)
}

/// How often a section has the words with their signs; in its title and heading each counts thrice.
fn count(view: &View<'_>, section: u32, words: &[(&str, u32)]) -> Result<u32, Fault> {
    let record = view.texts.section(section)?;
    let title = view.pages.page(view.pages.page_of(section)?)?.title;
    let names = [title, view.heading(section, record)?];
    let mut count = occurrences(view.texts.walk_record(section, record), words)?;
    for name in names {
        count += 3 * occurrences(view.texts.walk_stream(name), words)?;
    }
    Ok(count)
}

fn occurrences(mut walk: Walk<'_, '_>, words: &[(&str, u32)]) -> Result<u32, Fault> {
    // What stands since the last word, and whether markup does.
    let (mut signs, mut count, mut looked_at) = (String::new(), 0, 0);
    // How many of the words have been met, for each place where they may have begun.
    let mut open: Vec<usize> = Vec::new();
    let mut after_word = false;
    while let Some((kind, item)) = walk.step()? {
        if kind == Kind::Markup {
            open.clear();
            signs.clear();
            after_word = false;
            continue;
        }
        if let Item::Separator(text) = item {
            signs.push_str(text);
            after_word = false;
            continue;
        }
        if after_word {
            signs.push(' ');
        }
        let here = term_of(&item);
        open.retain_mut(|met| {
            let meets = words.get(*met).is_some_and(|&(wanted, term)| wanted == signs && Some(term) == here);
            *met += 1;
            meets
        });
        if words.first().is_some_and(|&(wanted, term)| Some(term) == here && ends_with(&signs, wanted)) {
            open.push(1);
        }
        let met = open.len();
        open.retain(|&met| met < words.len());
        count += (met - open.len()) as u32;
        looked_at += 1;
        if looked_at == LOOKED_AT {
            break;
        }
        signs.clear();
        after_word = !walk.turns();
    }
    Ok(count)
}

/// Whether what stands before a word are these signs: `-f` is not in `--f`.
fn ends_with(before: &str, signs: &str) -> bool {
    let Some(first) = signs.chars().next() else { return true };
    before.strip_suffix(signs).is_some_and(|before| !before.ends_with(first))
}
