//! Which sections hold what a query insists on: phrases, words in places, and words that must not be there.

use super::found::term_of;
use super::score::Scores;
use crate::format::fault::Fault;
use crate::format::text::{Kind, Walk};
use crate::index::View;
use crate::query::{Condition, Place, Query, path_names};

/// How many sections a query looks into for what it insists on, those with the highest scores first.
const LOOKED_INTO: usize = 2000;

/// Leaves out what a query does not want.
#[inline(never)]
pub(super) fn leave_out(view: &View<'_>, query: &Query, scores: &mut Scores<'_>) -> Result<(), Fault> {
    for condition in query.conditions.iter().filter(|condition| condition.not) {
        let wanted = Wanted::new(view, condition)?;
        let alone = condition.words.len() == 1 && condition.place == Place::Anywhere;
        for section in wanted.holding(view, scores)? {
            // Of a section that is missing it is not known yet.
            if alone || view.later(wanted.is_in(view, section))? == Some(true) {
                scores.tables.sections[section as usize] = 0;
            }
        }
    }
    Ok(())
}

/// Leaves only what meets all conditions. Where nothing does, everything is left, and the answer is `true`: a query
/// that insists on too much finds what has its words.
#[inline(never)]
pub(super) fn insist(view: &View<'_>, query: &Query, scores: &mut Scores<'_>) -> Result<bool, Fault> {
    if query.conditions.iter().all(|condition| condition.not) {
        return Ok(false);
    }
    let before = scores.tables.sections.clone();
    for condition in query.conditions.iter().filter(|condition| !condition.not) {
        let wanted = Wanted::new(view, condition)?;
        let mut keep = vec![false; scores.tables.sections.len()];
        for section in wanted.holding(view, scores)? {
            keep[section as usize] = view.later(wanted.is_in(view, section))? == Some(true);
        }
        for (score, keep) in scores.tables.sections.iter_mut().zip(keep) {
            *score = if keep { *score } else { 0 };
        }
    }
    let relaxed = scores.tables.sections.iter().all(|&score| score == 0);
    if relaxed {
        scores.tables.sections = before;
    }
    Ok(relaxed)
}

/// A condition, in terms of the index.
struct Wanted<'q> {
    words: &'q [String],
    /// None where the index lacks one of the words.
    terms: Option<Vec<u32>>,
    place: Place,
}

impl<'q> Wanted<'q> {
    fn new(view: &View<'_>, condition: &'q Condition) -> Result<Self, Fault> {
        let terms = condition.words.iter().map(|word| view.find(word));
        let terms = terms.collect::<Result<Option<Vec<_>>, _>>()?;
        Ok(Wanted { words: &condition.words, terms, place: condition.place })
    }

    /// The sections with a score that hold all the words, wherever they stand; the best of them where there are many.
    fn holding(&self, view: &View<'_>, scores: &Scores<'_>) -> Result<Vec<u32>, Fault> {
        let Some(terms) = &self.terms else { return Ok(Vec::new()) };
        scores.holding(view, terms.iter().copied(), LOOKED_INTO)
    }

    /// Whether the words stand in the place, one behind the other.
    fn is_in(&self, view: &View<'_>, section: u32) -> Result<bool, Fault> {
        let page = view.pages.page_of(section)?;
        let record = view.texts.section(section)?;
        let title = || Ok::<_, Fault>(view.texts.walk_stream(view.pages.page(page)?.title));
        let heading = || Ok::<_, Fault>(view.texts.walk_stream(view.heading(section, record)?));
        match self.place {
            Place::Title => self.follow(title()?, |_| true),
            Place::Heading if record.level == 0 => self.follow(title()?, |_| true),
            Place::Heading => self.follow(heading()?, |_| true),
            Place::Code => self.follow(view.texts.walk_record(section, record), |kind| kind == Kind::Code),
            Place::Path => {
                let path = path_names(&view.head_of(section, record)?.path(&view.path(page)?)).join(" ");
                let words: Vec<&str> = path.split(' ').collect();
                Ok(words.windows(self.words.len()).any(|window| window.iter().zip(self.words).all(|(a, b)| a == b)))
            }
            Place::Anywhere => {
                let is = self.follow(title()?, |_| true)? || self.follow(heading()?, |_| true)?;
                Ok(is || self.follow(view.texts.walk_record(section, record), |kind| kind != Kind::Markup)?)
            }
        }
    }

    /// Whether the words follow each other in what counts of a text.
    fn follow(&self, mut walk: Walk<'_, '_>, counts: impl Fn(Kind) -> bool) -> Result<bool, Fault> {
        let Some(terms) = &self.terms else { return Ok(false) };
        // How many of the words have been met, for each place where they may have begun, the longest first.
        let mut open: Vec<usize> = Vec::new();
        while let Some((kind, item)) = walk.step()? {
            if !item.is_word() {
                continue;
            }
            let here = term_of(&item).filter(|_| counts(kind));
            open.push(0);
            open.retain_mut(|matched| {
                let matches = here == Some(terms[*matched]);
                *matched += 1;
                matches
            });
            if open.first().is_some_and(|&matched| matched == terms.len()) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
