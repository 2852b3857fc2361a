//! `SUMMARY.md` of mdBook and GitBook: nested lists of links, in parts.
//!
//! ```markdown
//! # Summary
//!
//! [Preface](preface.md)
//!
//! # User guide
//!
//! - [Install](guide/install.md)
//!   - [On Linux](guide/linux.md)
//! - [Still to be written]()
//! ```

use super::{Covers, MAX_DEPTH, NavigationFile, Problem, Target};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Text that is being read: the item of a list, or what stands between lists.
#[derive(Default)]
struct Open {
    text: String,
    target: Option<String>,
    /// Whether its item is in the file already, because what stands below it began.
    written: bool,
}

pub(super) fn read(file: &mut NavigationFile, source: &str) -> Result<(), Problem> {
    file.covers = Covers::Site;
    // The items that are open, the innermost last.
    let mut items: Vec<Open> = Vec::new();
    let mut between = Open::default();
    // 1 below the title of a part.
    let mut part = 0;
    let mut in_link = false;
    let mut had_heading = false;
    for (event, range) in Parser::new_ext(source, Options::empty()).into_offset_iter() {
        let depth = (part + items.len()).saturating_sub(1);
        let (in_list, full) = (!items.is_empty(), items.len() >= MAX_DEPTH);
        let current = items.last_mut().unwrap_or(&mut between);
        match event {
            Event::Start(Tag::List(_)) if in_list => write(file, current, depth)?,
            Event::Start(Tag::Item) if full => {
                let line = source[..range.start].matches('\n').count() + 1;
                let reason = format!("lists are nested deeper than {MAX_DEPTH} levels; move this up");
                return Err(Problem { line, reason });
            }
            Event::Start(Tag::Item) => items.push(Open::default()),
            Event::End(TagEnd::Item) => {
                write(file, current, depth)?;
                items.pop();
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                in_link = true;
                if !current.written && current.target.is_none() {
                    *current = Open { target: Some(dest_url.to_string()), ..Open::default() };
                }
            }
            Event::End(TagEnd::Link) => {
                in_link = false;
                // Chapters before and after the numbered ones stand in no list and in no part.
                if !in_list {
                    part = 0;
                    write(file, &mut between, 0)?;
                    between = Open::default();
                }
            }
            Event::End(TagEnd::Heading(level)) if !in_list => {
                let title = std::mem::take(&mut between).text;
                // The first one names the whole summary.
                let names_all = !had_heading && file.items.is_empty() && level == HeadingLevel::H1;
                had_heading = true;
                if !names_all && !title.trim().is_empty() {
                    file.push(0, &title, Target::Group)?;
                    part = 1;
                }
            }
            Event::End(TagEnd::Paragraph) if !in_list => between = Open::default(),
            // Words beside the link are remarks.
            Event::Text(text) | Event::Code(text) if current.target.is_none() || in_link => {
                current.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => current.text.push(' '),
            _ => {}
        }
    }
    Ok(())
}

/// Adds an item, once.
fn write(file: &mut NavigationFile, open: &mut Open, depth: usize) -> Result<(), Problem> {
    if std::mem::replace(&mut open.written, true) {
        return Ok(());
    }
    let title = std::mem::take(&mut open.text);
    let target = open.target.take().filter(|target| !target.trim().is_empty());
    file.push(depth, &title, target.map_or(Target::Group, Target::Link))
}

#[cfg(test)]
mod tests {
    use super::super::tests::show;
    use expect_test::expect;

    #[test]
    fn a_book() {
        let source = "# Summary\n\n[Preface](preface.md)\n\n---\n\n# User *guide*\n\n- [Install `acme`](guide/install.md)\n  - [On Linux](./guide/linux%20arm.md)\n\
                      - [Still to be written]()\n- Only words\n  - [Below](guide/below.md)\n\n## Reference\n\n1. [All](<ref/all.md>) (long)\n\n-----\n\n[Thanks](thanks.md)\n[Licence](licence.md)\n";
        expect![[r#"
            folder "" title "" covers Site
              Preface  Link("preface.md")
              User guide  Group
                Install acme  Link("guide/install.md")
                  On Linux  Link("./guide/linux%20arm.md")
                Still to be written  Group
                Only words  Group
                  Below  Link("guide/below.md")
              Reference  Group
                All  Link("ref/all.md")
              Thanks  Link("thanks.md")
              Licence  Link("licence.md")
        "#]]
        .assert_eq(&show("SUMMARY.md", source));
    }

    #[test]
    fn a_summary_without_links_orders_nothing() {
        expect![[r#"
            folder "" title "" covers Site
        "#]]
        .assert_eq(&show("SUMMARY.md", "# Summary\n\nWe met and spoke.\n"));
    }
}
