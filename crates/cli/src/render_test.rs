//! Cases as text for people. `js/headword/src/render-test.ts` prints the same bytes.

use crate::render::{grouped, one_line, plural};
use crate::style::Style;
use headword::{CaseOutcome, CasePlace};

/// Each case that failed, with what is wrong, and how many did not.
pub(crate) fn outcomes(file: &str, cases: &[CaseOutcome], style: Style) -> String {
    let mut text = String::new();
    for case in cases.iter().filter(|case| !case.passed) {
        let place = style.cyan(&format!("{}:{}", one_line(file), case.line));
        let found: Vec<_> = case.found.iter().map(|path| one_line(path)).collect();
        let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
        text.push_str(&format!("{place}: \"{}\" finds {found}\n", one_line(&case.query)));
        let within = match case.within {
            1 => "first".to_owned(),
            within => format!("among the first {}", grouped(within.into())),
        };
        for place in &case.missing {
            text.push_str(&format!("  {} is not {within}: {}\n", one_line(&place.path), whereabouts(place)));
        }
        for place in &case.unwanted {
            let rank = grouped(place.rank.unwrap_or(0).into());
            text.push_str(&format!("  {} should not be {within}: it is found at {rank}\n", one_line(&place.path)));
        }
        text.push('\n');
    }
    let (passed, all) = (cases.iter().filter(|case| case.passed).count(), cases.len() as u64);
    text + &format!("{} of {} passed\n", grouped(passed as u64), plural(all, "case", "cases"))
}

fn whereabouts(place: &CasePlace) -> String {
    match (place.rank, place.page_rank) {
        (Some(rank), _) => format!("it is found at {}", grouped(rank.into())),
        (None, Some(rank)) => format!("its page is found at {}, with another section", grouped(rank.into())),
        (None, None) if place.in_index => "it is not found".to_owned(),
        (None, None) => "the index has no such page".to_owned(),
    }
}
