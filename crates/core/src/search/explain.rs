//! Every part of the score of one section.

use super::filter::Kept;
use super::keys::Keys;
use super::options::SearchOptions;
use super::rerank::{Candidate, Step};
use super::score::{Scores, Worth};
use super::sense::Sense;
use super::watch::Watch;
use super::{Ranked, asked, at_path, ranked, scored};
use crate::error::Error;
use crate::format::fault::Fault;
use crate::index::View;
use crate::query::Query;
use crate::rank::{FREQUENCIES, ONE};
use serde::Serialize;
use strsim::osa_distance;

/// Why a section has its score for a query, or is not found. The points of all words and steps add up to the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Explanation {
    /// The section, as hits name it.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What a search gives it; 0 where it is not found.
    pub score: u32,
    /// Its place among all sections that are found, by their scores, from 1; none where it is not found. A hit is a page
    /// at its best section, so that a hit has another place.
    pub rank: Option<u32>,
    /// How many sections are found.
    pub sections: u32,
    /// Whether nothing has all that the query insists on, so that all is found that has its words.
    pub relaxed: bool,
    /// Each word and part of a word that was looked for, in order.
    pub words: Vec<WordScore>,
    /// What else changed the score, in order; what changed nothing is left out.
    pub steps: Vec<ScoreStep>,
}

/// What becomes of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Outcome {
    /// Found, and among the hundred that are looked at twice.
    Ranked,
    /// Found, but not among the hundred best by their words: names, paths and words that stand together did not count.
    WordsAlone,
    /// Not found: it has none of the words.
    NoWord,
    /// Not found: it has what the query wants to be left out.
    LeftOut,
    /// Not found: it lacks a phrase, or a word in a place, that the query insists on.
    Unmet,
    /// Not found: it does not meet the filters.
    Filtered,
}

/// What a word of the query is worth to a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WordScore {
    /// As it is looked for: in lower case; `getUserById` is looked for by its parts, too.
    pub word: String,
    /// Whether it stands for all words that begin so: the last word of a query, and one with a star.
    pub begins: bool,
    /// The terms of the index that it stands for. Of those that are guesses only what the section holds.
    pub terms: Vec<TermScore>,
    /// How many other terms it stands for, none of which the section holds.
    pub others: u32,
    /// What it is worth in the section.
    pub section_points: u32,
    /// What it is worth on all of the section's page, beside that. Nothing where the section has no word of the query.
    pub page_points: u32,
}

/// A term that a word stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TermScore {
    /// As the index has it.
    pub term: String,
    /// What it is to the word.
    pub how: TermMatch,
    /// How many edits make the word of it or of another of its forms, where it is a typo; else 0.
    pub edits: u8,
    /// How many sections hold it.
    pub sections: u32,
    /// How telling it is, in 256ths of a bit: its idf, or that of all forms of its stem; of a guess, less.
    pub weight: u32,
    /// How often the section holds it, in 256ths: weighed by where it stands, and against what is usual for the length
    /// of that. None where the section does not hold it.
    pub frequency: Option<u32>,
}

/// What a term is to a word of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum TermMatch {
    /// The word.
    Exact,
    /// Another form of its stem.
    Form,
    /// A word that begins so. A guess.
    Prefix,
    /// What is spelled like a word that the index lacks. A guess.
    Typo,
}

/// A step that changed the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ScoreStep {
    /// What was looked at.
    pub step: StepName,
    /// By how much; less than 0 where something was taken.
    pub points: i64,
}

/// What changes a score beside words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum StepName {
    /// What words of the query stand for besides themselves: synonyms, words written together or apart.
    Alternatives,
    /// The query does not want what it has.
    LeftOut,
    /// It lacks what the query insists on.
    Unmet,
    /// Words of the query in its title or heading.
    Names,
    /// Words of the query that stand together.
    Pairs,
    /// Words with the signs that the query has beside them, as `--flag` and `x-api-key`.
    Signs,
    /// Its page's path is the query.
    AtPath,
    /// Its name, or the end of its page's path, is the query.
    EqualName,
    /// Its name is the query but for forms of words, and for words such as `API` and `guide`; or is a part of the query, of
    /// which the rest is what it is in.
    NearlyEqualName,
    /// Its path ends as the path that is the query.
    Path,
    /// Its page is one of the reference, which the query asks for as `sso api` does.
    Reference,
    /// Other sections of its page are among the best, too, and none of them is better.
    Siblings,
    /// It is the start of a page.
    Start,
    /// Its page is in few folders.
    Shallow,
    /// It does not meet the filters.
    Filters,
    /// The boosts.
    Boosts,
}

/// Why the section of this number has its score.
pub(crate) fn explain(
    view: &View<'_>,
    query: &str,
    options: &SearchOptions,
    section: u32,
) -> Result<Explanation, Error> {
    let query = asked(query, options)?;
    let kept = Kept::new(view, &Keys::new(view)?, options)?;
    let mut trace = Trace::new(section);
    let Ranked { scores, relaxed, .. } = ranked(view, &query, &kept, &mut trace)?;
    let scores = &scores.tables.sections;
    // Nothing is decided by what is missing.
    view.complete()?;
    let score = scores[section as usize];
    let filtered = kept.leaves_out(section);
    trace.step(if filtered { StepName::Filters } else { StepName::Boosts }, score);
    if at_path(view, &query)? == Some(section) {
        let equal = trace.steps.iter_mut().find(|step| step.step == StepName::EqualName);
        equal.into_iter().for_each(|step| step.step = StepName::AtPath);
    }
    let outcome = match trace.outcome {
        Some(outcome) if score == 0 => outcome,
        _ if score == 0 && filtered => Outcome::Filtered,
        _ if trace.looked => Outcome::Ranked,
        _ => Outcome::WordsAlone,
    };
    let found = || scored(scores);
    let before = || found().filter(|&(other, worth)| worth > score || worth == score && other < section);
    let place = view.path(view.pages.page_of(section)?)?;
    Ok(Explanation {
        path: view.head(section)?.path(&place),
        outcome,
        score,
        rank: (score > 0).then(|| before().count() as u32 + 1),
        sections: found().count() as u32,
        relaxed,
        words: words(view, &query, section, &trace.words)?,
        steps: trace.steps,
    })
}

/// Writes down how the score of one section comes about.
struct Trace {
    section: u32,
    words: Vec<Counted>,
    steps: Vec<ScoreStep>,
    /// The score after what is written down.
    score: u32,
    /// What the section's own words are worth so far, and with those of its page.
    own: u32,
    with_page: u32,
    /// What of that is not of the words themselves.
    alternatives: u32,
    /// Why it is not found, if it is not.
    outcome: Option<Outcome>,
    looked: bool,
}

/// A sense that was counted.
struct Counted {
    place: usize,
    terms: Vec<(u32, Worth)>,
    /// How many of the terms are forms of the word.
    forms: usize,
    typo: bool,
    section_points: u32,
    page_points: u32,
}

impl Trace {
    fn new(section: u32) -> Self {
        let (words, steps) = (Vec::new(), Vec::new());
        Trace { section, words, steps, score: 0, own: 0, with_page: 0, alternatives: 0, outcome: None, looked: false }
    }

    /// Something made this of the score.
    fn step(&mut self, step: StepName, score: u32) {
        let points = i64::from(score) - i64::from(self.score);
        if points != 0 {
            self.steps.push(ScoreStep { step, points });
        }
        self.score = score;
    }
}

impl Watch for Trace {
    fn word(&mut self, sense: &Sense, worths: &[(u32, Worth)], scores: &Scores<'_>) {
        let (own, page) = scores.parts(self.section);
        let with_page = own.saturating_add(page);
        let all = with_page - self.with_page;
        // Sums end at the highest number: what is not added to both is added to neither.
        let section_points = (own - self.own).min(all);
        self.words.push(Counted {
            place: sense.place,
            terms: worths.to_vec(),
            forms: sense.forms.len(),
            typo: sense.correction.is_some(),
            section_points,
            page_points: all - section_points,
        });
        (self.own, self.with_page) = (own, with_page);
    }

    fn alternatives(&mut self, scores: &Scores<'_>) {
        let (own, page) = scores.parts(self.section);
        let with_page = own.saturating_add(page);
        self.alternatives = with_page - self.with_page;
        (self.own, self.with_page) = (own, with_page);
    }

    fn signs(&mut self, scores: &Scores<'_>) {
        self.step(StepName::Signs, scores.of(self.section));
    }

    fn left_out(&mut self, scores: &Scores<'_>) {
        if self.own == 0 {
            self.outcome = Some(Outcome::NoWord);
            self.words.iter_mut().for_each(|word| word.page_points = 0);
        } else {
            self.score = self.with_page - self.alternatives;
            self.step(StepName::Alternatives, self.with_page);
        }
        self.step(StepName::LeftOut, scores.of(self.section));
        if self.outcome.is_none() && self.score == 0 {
            self.outcome = Some(Outcome::LeftOut);
        }
    }

    fn insisted(&mut self, scores: &Scores<'_>) {
        self.step(StepName::Unmet, scores.of(self.section));
        if self.outcome.is_none() && self.score == 0 {
            self.outcome = Some(Outcome::Unmet);
        }
    }

    fn looked(&mut self, step: Step, candidates: &[Candidate<'_>]) {
        let Some(candidate) = candidates.iter().find(|candidate| candidate.section == self.section) else { return };
        self.looked = true;
        let name = match step {
            Step::Names => StepName::Names,
            Step::Pairs => StepName::Pairs,
            Step::Signs => StepName::Signs,
            Step::EqualName => StepName::EqualName,
            Step::NearlyEqualName => StepName::NearlyEqualName,
            Step::Path => StepName::Path,
            Step::Reference => StepName::Reference,
            Step::Siblings => StepName::Siblings,
        };
        self.step(name, candidate.score);
        if step == Step::Siblings {
            let worth = candidate.worth();
            self.step(StepName::Start, candidate.score.saturating_add(candidate.score / ONE * candidate.start()));
            self.step(StepName::Shallow, worth);
        }
    }
}

/// Every word that was looked for, with what was found instead of it.
fn words(view: &View<'_>, query: &Query, section: u32, counted: &[Counted]) -> Result<Vec<WordScore>, Fault> {
    let terms = (0..).zip(&query.terms).map(|(place, term)| (place, &*term.text, term.star));
    let prefix = query.prefix.iter().map(|prefix| (query.terms.len(), &**prefix, true));
    let mut words = Vec::new();
    for (place, word, begins) in terms.chain(prefix) {
        let found = counted.iter().find(|counted| counted.place == place);
        // Nothing that begins so is only what is not known of every last word.
        if found.is_none() && place == query.terms.len() {
            continue;
        }
        let mut score = WordScore {
            word: word.to_owned(),
            begins,
            terms: Vec::new(),
            others: 0,
            section_points: found.map_or(0, |found| found.section_points),
            page_points: found.map_or(0, |found| found.page_points),
        };
        for (number, &(term, weight)) in found.iter().flat_map(|found| (0..).zip(&found.terms)) {
            let how = match found {
                _ if number == 0 && found.is_some_and(|found| found.forms > 0) => TermMatch::Exact,
                Some(found) if number < found.forms => TermMatch::Form,
                Some(found) if found.typo => TermMatch::Typo,
                _ => TermMatch::Prefix,
            };
            let mut sections = 0;
            let mut frequency = None;
            for posting in view.postings.list(term)? {
                let posting = posting?;
                sections += 1;
                if posting.section == section {
                    frequency = Some(FREQUENCIES[usize::from(posting.impact)]);
                }
            }
            if how == TermMatch::Prefix && frequency.is_none() {
                score.others += 1;
                continue;
            }
            let edits = if how == TermMatch::Typo { edits(view, word, term)? } else { 0 };
            score.terms.push(TermScore { term: spelled(view, term)?, how, edits, sections, weight, frequency });
        }
        words.push(score);
    }
    Ok(words)
}

/// How many edits part a word from a term, or from a form of it that is nearer.
fn edits(view: &View<'_>, word: &str, term: u32) -> Result<u8, Fault> {
    let mut least = usize::MAX;
    for form in view.forms(term)? {
        least = least.min(osa_distance(word, &spelled(view, form)?));
    }
    Ok(u8::try_from(least).unwrap_or(u8::MAX))
}

fn spelled(view: &View<'_>, term: u32) -> Result<String, Fault> {
    let mut text = Vec::new();
    view.terms.key(term, &mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
