//! What a score is made of, as text for people. `js/headword/src/render-explain.ts` prints the same bytes.

use crate::render::{grouped, one_line, plural};
use crate::style::Style;
use headword::{Explanation, Outcome, StepName, TermMatch, TermScore, WordScore};

/// A section with the parts of its score.
pub(crate) fn section(explanation: &Explanation, style: Style) -> String {
    let relaxed = match explanation.relaxed {
        true => "No section has all that the query insists on; it is searched by its words.\n",
        false => "",
    };
    let lines = parts(explanation, style).into_iter().map(|line| format!("{line}\n")).collect::<String>();
    format!("{}\n{relaxed}{lines}", style.cyan(&one_line(&explanation.path)))
}

/// A line that says what became of a section, and one for each part of its score.
pub(crate) fn parts(explanation: &Explanation, style: Style) -> Vec<String> {
    let mut parts: Vec<(i64, String)> = Vec::new();
    for word in &explanation.words {
        let dots = if word.begins { "…" } else { "" };
        let name = format!("\"{}{dots}\"", one_line(&word.word));
        parts.push((word.section_points.into(), format!("{name} {}", terms(word))));
        if word.page_points > 0 {
            parts.push((word.page_points.into(), format!("{name} on its page")));
        }
    }
    parts.extend(explanation.steps.iter().map(|step| (step.points, self::step(step.step).to_owned())));
    let points = |points: i64| format!("{}{}", if points < 0 { "-" } else { "" }, grouped(points.unsigned_abs()));
    let digits = parts.iter().map(|part| points(part.0).len()).max().unwrap_or(0);
    let lines = parts.into_iter().map(|(part, text)| format!("  {:>digits$}  {text}", points(part)));
    std::iter::once(style.bold(&outcome(explanation))).chain(lines).collect()
}

fn outcome(explanation: &Explanation) -> String {
    let sections = plural(explanation.sections.into(), "section", "sections");
    let rank = explanation.rank.map_or(String::new(), |rank| grouped(rank.into()));
    let found = format!("Score {}, place {rank} of {sections}", grouped(explanation.score.into()));
    match explanation.outcome {
        Outcome::Ranked => found,
        Outcome::WordsAlone => format!("{found}; not among the hundred that are looked at twice"),
        Outcome::NoWord => "Not found: it has none of the words".to_owned(),
        Outcome::LeftOut => "Not found: it has what the query leaves out".to_owned(),
        Outcome::Unmet => "Not found: it lacks what the query insists on".to_owned(),
        Outcome::Filtered => "Not found: it does not meet the filters".to_owned(),
        // An outcome that this command has not been told of.
        _ => "Not found".to_owned(),
    }
}

/// `here: key ×2.31 in 4 sections, keys (form) ×0.84 in 1 section`
fn terms(word: &WordScore) -> String {
    let here: Vec<_> = word.terms.iter().filter(|term| term.frequency.is_some()).map(term).collect();
    if !here.is_empty() {
        return format!("here: {}", here.join(", "));
    }
    let mut elsewhere: Vec<_> = word.terms.iter().map(term).collect();
    if word.others > 0 {
        elsewhere.push(plural(word.others.into(), "word that begins so", "words that begin so"));
    }
    if elsewhere.is_empty() { "is not in the index".to_owned() } else { format!("not here: {}", elsewhere.join(", ")) }
}

fn term(term: &TermScore) -> String {
    let how = match term.how {
        TermMatch::Form => " (form)".to_owned(),
        TermMatch::Typo => format!(" ({})", plural(term.edits.into(), "edit", "edits")),
        _ => String::new(),
    };
    let times = term.frequency.map_or(String::new(), |times| {
        let hundredths = (u64::from(times) * 100 + 128) / 256;
        format!(" ×{}.{:02}", grouped(hundredths / 100), hundredths % 100)
    });
    let sections = plural(term.sections.into(), "section", "sections");
    format!("{}{how}{times} in {sections}", one_line(&term.term))
}

fn step(step: StepName) -> &'static str {
    match step {
        StepName::Alternatives => "synonyms, and words written together or apart",
        StepName::LeftOut => "has what the query leaves out",
        StepName::Unmet => "lacks what the query insists on",
        StepName::Names => "words in its title or heading",
        StepName::Pairs => "words that stand together",
        StepName::Signs => "words with the signs of the query",
        StepName::AtPath => "its path is the query",
        StepName::EqualName => "its name is the query",
        StepName::NearlyEqualName => "its name is nearly the query, or a part of it",
        StepName::Path => "its path ends as the query does",
        StepName::Reference => "its page is one of the reference",
        StepName::Siblings => "other sections of its page are good, too",
        StepName::Start => "the start of a page",
        StepName::Shallow => "in few folders",
        StepName::Filters => "does not meet the filters",
        StepName::Boosts => "boosts",
        // A step that this command has not been told of.
        _ => "something else",
    }
}
