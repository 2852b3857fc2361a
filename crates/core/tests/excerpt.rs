//! What an excerpt shows of a section.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use expect_test::{Expect, expect};
use headword::{Index, IndexBuilder};

/// Marks are in brackets, code in backticks.
#[track_caller]
fn check(text: &str, query: &str, expected: Expect) {
    let mut builder = IndexBuilder::new();
    builder.add("page.md", format!("# Page\n\n## Section\n\n{text}\n").as_bytes()).unwrap();
    let index = Index::open(builder.finish().unwrap().0).unwrap();
    let answer = index.search(query, 1).unwrap();
    let pieces = answer.hits[0].excerpt.iter().map(|piece| {
        let text = if piece.mark { format!("[{}]", piece.text) } else { piece.text.clone() };
        if piece.code { format!("`{text}`") } else { text }
    });
    expected.assert_eq(&pieces.collect::<String>());
}

const LAMPS: &str = "Lamps are lit at dusk by the keeper, who climbs the stairs with a can of oil and a box of matches. \
    Each lamp burns for nine hours. It is trimmed at midnight, e.g. by the second watch, and again before dawn. The \
    glass is cleaned each day with vinegar. Broken panes are replaced within a week by a glazier from the town, who \
    comes by boat when the sea allows it and stays over night otherwise.";

#[test]
fn it_begins_and_ends_with_sentences_where_they_are_near() {
    check(
        LAMPS,
        "midnight ",
        expect![
            "It is trimmed at [midnight], e.g. by the second watch, and again before dawn. The glass is cleaned each day with vinegar."
        ],
    );
    check(
        LAMPS,
        "vinegar ",
        expect![
            "The glass is cleaned each day with [vinegar]. Broken panes are replaced within a week by a glazier from the town, who comes by boat when the sea allows it and stays …"
        ],
    );
    check(
        LAMPS,
        "keeper ",
        expect![
            "Lamps are lit at dusk by the [keeper], who climbs the stairs with a can of oil and a box of matches. Each lamp burns for nine hours."
        ],
    );
    check(
        LAMPS,
        "boat sea ",
        expect![
            "The glass is cleaned each day with vinegar. Broken panes are replaced within a week by a glazier from the town, who comes by [boat] when the [sea] allows it and stays …"
        ],
    );
    check(
        LAMPS,
        "lamps otherwise ",
        expect![
            "[Lamps] are lit at dusk by the keeper, who climbs the stairs with a can of oil and a box of matches. Each [lamp] burns for nine hours."
        ],
    );
    check(
        LAMPS,
        "section ",
        expect![
            "Lamps are lit at dusk by the keeper, who climbs the stairs with a can of oil and a box of matches. Each lamp burns for nine hours."
        ],
    );
}

#[test]
fn it_begins_with_a_line_of_a_list_or_of_code() {
    let list: String = (0..20).map(|number| format!("- step number {number} of the list\n")).collect();
    check(
        &list,
        "9 ",
        expect![
            "step number [9] of the list step number 10 of the list step number 11 of the list step number 12 of the list step number 13 of the list"
        ],
    );
    let code: String = (0..20).map(|number| format!("let lamp{number} = light({number});\n")).collect();
    check(
        &format!("```js\n{code}```"),
        "lamp9 ",
        expect![
            "`let ``[lamp2]`` = light(2); let ``[lamp3]`` = light(3); let ``[lamp4]`` = light(4); let ``[lamp5]`` = light(5); let ``[lamp6]`` = light(6); let ``[lamp7]`` = light(7); let ``[lamp8]`` = light(8); let ``[lamp9]`` = light(9);`"
        ],
    );
}

#[test]
fn lines_of_a_paragraph_are_broken_anywhere() {
    let text = LAMPS.split(". ").next().unwrap().repeat(4).replace(" with ", "\nwith ");
    check(
        &text,
        "matchesLamps ",
        expect![
            "[Lamps] are lit at dusk by the keeper, who climbs the stairs with a can of oil and a box of [matchesLamps] are lit at dusk by the keeper, who climbs the …"
        ],
    );
}

#[test]
fn code_says_that_it_is_code() {
    check(
        "Call `lamps.light(id)` or run:\n\n```sh\nlamp light --all\n```\n\nIt is lit.",
        "light ",
        expect!["Call `[lamps.light]``(id)` or run: `lamp ``[light]`` --all` It is lit."],
    );
}

#[test]
fn a_short_text_is_shown_whole() {
    check(
        "One. Two lamps. Three of them burn all night long. Four do not. Five are broken. Six. Seven",
        "two ",
        expect!["One. [Two] lamps. Three of them burn all night long. Four do not. Five are broken. Six. Seven"],
    );
}
