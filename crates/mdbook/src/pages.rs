//! The search box in each page, where mdBook's own would stand.

use crate::book::Book;
use crate::failure::Failure;
use crate::index;
use crate::site::FOLDER;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The pages that get a search box: all chapters, and those that mdBook adds.
pub(crate) fn found(book: &Book) -> Result<BTreeSet<String>, Failure> {
    let chapters: Vec<&str> = book.chapters().iter().filter_map(|chapter| chapter.page.as_deref()).collect();
    let missing: Vec<&str> = chapters.iter().copied().filter(|page| !book.html.join(page).is_file()).collect();
    if let Some(first) = missing.first() {
        let (count, folder) = (missing.len(), book.html.display());
        return Err(Failure::new(format!(
            "mdBook has written no page for {count} of {} chapters, the first is {first} in {folder}; run mdbook build, \
             with no output between html and this one that moves pages",
            chapters.len()
        )));
    }
    let added = ["index.html", "print.html"].into_iter().chain(book.not_found.as_deref());
    let added = added.filter(|page| book.html.join(page).is_file());
    Ok(chapters.into_iter().chain(added).map(str::to_owned).collect())
}

/// Puts the search box into pages.
pub(crate) fn add_search(book: &Book, pages: &BTreeSet<String>) -> Result<(), Failure> {
    for page in pages {
        let file = book.html.join(page);
        let text = fs::read_to_string(&file).map_err(|error| {
            Failure::io(&format!("cannot read {}", file.display()), &error, "run mdbook build again")
        })?;
        let changed = with_search(&text, &to_root(page), &book.settings.element)
            .map_err(|why| Failure::new(format!("{page}: {why}")))?;
        headword::disk::write(&file, &[changed.into_bytes()])?;
    }
    Ok(())
}

/// `../` for each folder that a page is in.
fn to_root(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}

/// A page with the search box at the end of the buttons on the left, where mdBook has its own, and with script and
/// styles. A theme that has a `<headword-search>` keeps it where and as it is.
fn with_search(page: &str, root: &str, attributes: &BTreeMap<String, String>) -> Result<String, &'static str> {
    let head = page.find("</head>").ok_or("the page has no </head>; the theme's index.hbs must have one")?;
    let (before, after) = page.split_at(head);
    let links = format!(
        "<link rel=\"stylesheet\" href=\"{root}{FOLDER}/mdbook.css\">\n        \
         <script type=\"module\" src=\"{root}{FOLDER}/mdbook.js\"></script>\n    "
    );
    let body = match place(after) {
        Place::Own => after.to_owned(),
        Place::At(at) => {
            let (start, rest) = after.split_at(at);
            format!("{start}{}{rest}", element(root, attributes))
        }
        Place::Nowhere => return Err(NO_PLACE),
    };
    Ok(format!("{before}{links}{body}"))
}

const NO_PLACE: &str = "the page has no place for a search box; put <headword-search> into the theme's index.hbs, or keep \
                        its <div class=\"left-buttons\">";

enum Place {
    /// The theme has one.
    Own,
    /// Here in the text.
    At(usize),
    Nowhere,
}

fn place(body: &str) -> Place {
    // What a chapter says about search boxes is not the theme's.
    let end = body.find("<main").unwrap_or(body.len());
    let bar = &body[..end];
    if bar.contains("<headword-search ") || bar.contains("<headword-search>") {
        return Place::Own;
    }
    let Some(start) = bar.find("class=\"left-buttons\"") else { return Place::Nowhere };
    // The end of this div: as many have ended as have begun.
    let mut depth = 1;
    let mut at = start;
    loop {
        let rest = &bar[at..];
        let Some(close) = rest.find("</div") else { return Place::Nowhere };
        match rest.find("<div").filter(|open| *open < close) {
            Some(open) => (depth, at) = (depth + 1, at + open + 1),
            None => {
                depth -= 1;
                if depth == 0 {
                    return Place::At(at + close);
                }
                at += close + 1;
            }
        }
    }
}

/// The element, and the button that opens it as mdBook draws its own.
fn element(root: &str, attributes: &BTreeMap<String, String>) -> String {
    // An empty base would stand for none.
    let base = if root.is_empty() { "./" } else { root };
    let mut text = format!("<headword-search src=\"{root}{}\" base=\"{base}\"", index::FILE);
    for (name, value) in attributes {
        text.push_str(&match value.as_str() {
            "" if name.starts_with("no-") => format!(" {name}"),
            value => format!(" {name}=\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;")),
        });
    }
    text.push('>');
    text.push_str(BUTTON);
    text
}

const BUTTON: &str = r#"
                            <button slot="trigger" class="icon-button" type="button" title="Search (`/`)" aria-label="Search" aria-haspopup="dialog" aria-keyshortcuts="/ s">
                                <span class="fa-svg"><svg viewBox="2 2 16.5 16.5" aria-hidden="true"><path d="M14 8.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM13 13l4.5 4.5"/></svg></span>
                            </button>
                        </headword-search>
                    "#;

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(page: &str, expected: Expect) {
        let attributes = BTreeMap::from([("placeholder".to_owned(), "\"A\" & B".to_owned())]);
        let said = with_search(page, "../", &attributes).unwrap_or_else(str::to_owned);
        expected.assert_eq(&said.replace(BUTTON, "…</headword-search>"));
    }

    #[test]
    fn the_box_is_the_last_of_the_buttons() {
        check(
            "<head></head><div class=\"left-buttons\"><div><div></div></div><b></b></div><main><headword-search ></main>",
            expect![[r#"
                <head><link rel="stylesheet" href="../headword/mdbook.css">
                        <script type="module" src="../headword/mdbook.js"></script>
                    </head><div class="left-buttons"><div><div></div></div><b></b><headword-search src="../docs.headword" base="../" placeholder="&quot;A&quot; &amp; B">…</headword-search></div><main><headword-search ></main>"#]],
        );
    }

    #[test]
    fn a_theme_without_a_place_is_told_so() {
        check(
            "<head></head><div class=\"left-buttons\"><main></div></main>",
            expect![[
                r#"the page has no place for a search box; put <headword-search> into the theme's index.hbs, or keep its <div class="left-buttons">"#
            ]],
        );
        check("<main></main>", expect![[r#"the page has no </head>; the theme's index.hbs must have one"#]]);
    }
}
