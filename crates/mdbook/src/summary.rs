//! The table of contents as a `SUMMARY.md`, which is how an index learns it: with the pages that mdBook wrote in place of
//! their sources.

use crate::book::{Chapter, Item};
use std::fmt::Write;

/// The table of contents in Markdown.
pub(crate) fn summary(items: &[Item]) -> String {
    let mut text = String::from("# Summary\n");
    for item in items {
        match item {
            Item::Part(title) => line(&mut text, format_args!("\n# {}\n", escaped(title))),
            // Chapters before and after the numbered ones stand in no list, and end the part.
            Item::Chapter(chapter) if !chapter.is_numbered && chapter.below.is_empty() => {
                line(&mut text, format_args!("\n{}\n", link(chapter)));
            }
            Item::Chapter(chapter) => list(&mut text, chapter, 0),
        }
    }
    text
}

fn list(text: &mut String, chapter: &Chapter, depth: usize) {
    line(text, format_args!("{:indent$}- {}", "", link(chapter), indent = depth * 2));
    for item in &chapter.below {
        if let Item::Chapter(below) = item {
            list(text, below, depth + 1);
        }
    }
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string never fails.
    let _ = writeln!(text, "{line}");
}

fn link(chapter: &Chapter) -> String {
    // A draft leads nowhere.
    let page = chapter.page.as_deref().unwrap_or_default();
    format!("[{}]({})", escaped(&chapter.name), percent(page))
}

/// A name as text of Markdown: mdBook has taken the marks out of it.
fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '\n' | '\r' => text.push(' '),
            _ if character.is_ascii_punctuation() => text.extend(['\\', character]),
            _ => text.push(character),
        }
    }
    text
}

/// What would end a link of Markdown, as URLs have it.
fn percent(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    for character in page.chars() {
        match character {
            ' ' | '(' | ')' | '<' | '>' | '%' | '#' | '?' | '\\' => {
                let _ = write!(text, "%{:02X}", u32::from(character));
            }
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn chapter(name: &str, page: Option<&str>, is_numbered: bool, below: Vec<Item>) -> Item {
        let (name, page) = (name.to_owned(), page.map(str::to_owned));
        Item::Chapter(Chapter { name, page, is_numbered, is_searched: true, below })
    }

    #[test]
    fn a_table_of_contents() {
        let below = vec![chapter("On [Linux] (arm)", Some("guide/linux (arm).html"), true, Vec::new())];
        let items = [
            chapter("Preface", Some("preface.html"), false, Vec::new()),
            Item::Part("User_guide".to_owned()),
            chapter("Install", Some("guide/index.html"), true, below),
            chapter("Drafted", None, true, Vec::new()),
            chapter("Thanks", Some("thanks.html"), false, Vec::new()),
        ];
        expect![[r#"
            # Summary

            [Preface](preface.html)


            # User\_guide

            - [Install](guide/index.html)
              - [On \[Linux\] \(arm\)](guide/linux%20%28arm%29.html)
            - [Drafted]()

            [Thanks](thanks.html)

        "#]]
        .assert_eq(&summary(&items));
    }
}
