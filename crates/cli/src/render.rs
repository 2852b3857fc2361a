//! Results as text for people. `js/headword/src/render.ts` prints the same bytes.

use crate::failure::Failure;
use crate::run::Written;
use crate::style::Style;
use headword::{Answer, BuildReport, Facet, Finding, Hit, Inspection, PageContent, PartSize, Piece};
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// A result as JSON, for people and programs.
pub(crate) fn json(value: &impl Serialize) -> Result<String, Failure> {
    text(serde_json::to_string_pretty(value))
}

/// A result as JSON in one line, where more of them follow.
pub(crate) fn json_line(value: &impl Serialize) -> Result<String, Failure> {
    text(serde_json::to_string(value))
}

fn text(json: serde_json::Result<String>) -> Result<String, Failure> {
    // Results hold text, whole numbers, lists and nothing else, so this cannot fail.
    json.map(|text| text + "\n").map_err(|error| Failure::new("IO", &error.to_string()))
}

/// The build report, of so many files, written to `file`.
pub(crate) fn report(report: &BuildReport, files: u64, file: &str, took: Duration, style: Style) -> String {
    let counts = [
        plural(report.pages.into(), "page", "pages"),
        plural(report.sections.into(), "section", "sections"),
        plural(report.terms.into(), "term", "terms"),
    ];
    let total = report.bytes;
    let mut text = format!("{} from {}\n\n", counts.join(", "), plural(files, "file", "files"));
    text.push_str(&parts(&report.parts, total, style));
    let source = report.source_bytes;
    let (share, source) = (percent(total, source), grouped(source));
    text.push_str(&format!("\nThe index is {share} % of the {source} bytes it was built from.\n"));
    text.push_str(&moves(report));
    if !report.warnings.is_empty() {
        let counts = report.warnings.iter().map(|warning| (warning.code, u64::from(warning.count)));
        text.push_str(&format!("Probable mistakes: {}; \"headword check\" lists them.\n", codes(counts)));
    }
    text + &wrote(file, took)
}

/// What became of pages of the previous index: a line each, but for those of a great renaming.
fn moves(report: &BuildReport) -> String {
    const SHOWN: usize = 10;
    let mut text = String::new();
    let moved = report.moves.iter().map(|moved| {
        let (from, to) = (one_line(&moved.from), one_line(&moved.to));
        format!("  {from} → {to}  {} % sure\n", moved.confidence)
    });
    let removed = report.removed.iter().map(|removed| format!("  {}\n", one_line(&removed.path)));
    let mut part = |count: usize, what: &str, lines: &mut dyn Iterator<Item = String>| {
        if count > 0 {
            text.push_str(&format!("\n{what}\n"));
            lines.take(SHOWN).for_each(|line| text.push_str(&line));
            if count > SHOWN {
                text.push_str(&format!("  and {} more, which --json lists\n", grouped((count - SHOWN) as u64)));
            }
        }
    };
    let (moves, removals) = (report.moves.len(), report.removed.len());
    let moves_title = format!("Moved since the previous index: {}", plural(moves as u64, "address", "addresses"));
    part(moves, &moves_title, &mut moved.into_iter());
    let removed_title = format!("Gone since the previous index: {}", plural(removals as u64, "page", "pages"));
    part(removals, &removed_title, &mut removed.into_iter());
    text
}

/// What a written run holds.
pub(crate) fn run(written: &Written, file: &str, took: Duration) -> String {
    let (queries, lines) = (plural(written.queries, "query", "queries"), plural(written.lines, "line", "lines"));
    let answered = grouped(written.answered);
    format!("{answered} of {queries} found something: {lines}\n{}", wrote(file, took))
}

fn wrote(file: &str, took: Duration) -> String {
    let tenths = (took.as_millis() + 50) / 100;
    format!("Wrote {} in {}.{} s\n", printable(file), tenths / 10, tenths % 10)
}

/// The parts of an index, a line each.
fn parts(parts: &[PartSize], total: u64, style: Style) -> String {
    let header = total - parts.iter().map(|part| part.bytes).sum::<u64>();
    let mut rows = vec![("header", header)];
    rows.extend(parts.iter().map(|part| (part.name, part.bytes)));
    rows.push(("total", total));
    let wide = widest(rows.iter().map(|(name, _)| name.len()));
    let digits = grouped(total).len();
    let mut text = String::new();
    for (name, bytes) in rows {
        let line = format!("{name:wide$}  {:>digits$} bytes  {:>5} %", grouped(bytes), percent(bytes, total));
        text.push_str(&format!("  {}\n", if name == "total" { style.bold(&line) } else { line }));
    }
    text
}

/// What an index is made of.
pub(crate) fn inspection(inspection: &Inspection, style: Style) -> String {
    let info = &inspection.info;
    let counts = [
        plural(info.pages.into(), "page", "pages"),
        plural(info.sections.into(), "section", "sections"),
        plural(info.terms.into(), "term", "terms"),
    ];
    let mut text = format!("{}\n", counts.join(", "));
    if !info.name.is_empty() {
        text.insert_str(0, &format!("{}\n", style.bold(&one_line(&info.name))));
    }
    let by = one_line(&info.generator);
    text.push_str(&format!("Written by {by}, format {}, analyzer {}.\n\n", info.format, info.analyzer));
    text.push_str(&parts(&inspection.parts, info.bytes, style));

    let options: Vec<_> = inspection.options.iter().filter(|option| option.count > 0).collect();
    if !options.is_empty() {
        text.push_str("\nWhat an index need not have, how many, and what they take of it:\n");
    }
    let wide = widest(options.iter().map(|option| option.name.len()));
    let counts = widest(options.iter().map(|option| grouped(option.count.into()).len()));
    let digits = widest(options.iter().map(|option| grouped(option.bytes).len()));
    for option in options {
        let (count, bytes) = (grouped(option.count.into()), grouped(option.bytes));
        let share = percent(option.bytes, info.bytes);
        text.push_str(&format!("  {:wide$}  {count:>counts$}  {bytes:>digits$} bytes  {share:>5} %\n", option.name));
    }

    let all: u64 = inspection.parts.iter().filter(|part| part.name == "text").map(|part| part.bytes).sum();
    let digits = widest(inspection.pages.iter().map(|page| grouped(page.bytes).len()));
    text.push_str("\nThe largest pages, and their share of the text:\n");
    for page in &inspection.pages {
        let (bytes, share) = (grouped(page.bytes), percent(page.bytes, all));
        let (path, sections) = (style.cyan(&one_line(&page.path)), plural(page.sections.into(), "section", "sections"));
        text.push_str(&format!("  {bytes:>digits$} bytes  {share:>5} %  {path}  {}\n", style.dim(&sections)));
    }

    let digits = widest(inspection.terms.iter().map(|term| grouped(term.sections.into()).len()));
    if !inspection.terms.is_empty() {
        text.push_str("\nThe most frequent terms, and the share of sections that hold them:\n");
    }
    for term in &inspection.terms {
        let (count, share) = (grouped(term.sections.into()), percent(term.sections.into(), info.sections.into()));
        text.push_str(&format!("  {count:>digits$}  {share:>5} %  {}\n", one_line(&term.term)));
    }
    text
}

fn widest(lengths: impl Iterator<Item = usize>) -> usize {
    lengths.max().unwrap_or(0)
}

/// Probable mistakes, a line each, and how many there are of each code.
pub(crate) fn findings(findings: &[Finding], files: u64, style: Style) -> String {
    let files = plural(files, "file", "files");
    if findings.is_empty() {
        return format!("Nothing to mend in {files}.\n");
    }
    let mut text = String::new();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.code).or_default() += 1;
        let place = match finding.line {
            0 => one_line(&finding.file),
            line => format!("{}:{line}", one_line(&finding.file)),
        };
        let code = style.dim(&format!("[{}]", finding.code));
        text.push_str(&format!("{}: {} {code}\n", style.cyan(&place), one_line(&finding.message)));
    }
    text.push_str(&format!("\n{} in {files}\n", codes(counts.into_iter())));
    text
}

/// `2 dead-link, 1 orphan`
fn codes<'a>(counts: impl Iterator<Item = (&'a str, u64)>) -> String {
    counts.map(|(code, count)| format!("{} {code}", grouped(count))).collect::<Vec<_>>().join(", ")
}

/// The pages that answer a query, each with the lines that stand in `below` for it.
pub(crate) fn answer(answer: &Answer, query: &str, offset: u32, below: &[Vec<String>], style: Style) -> String {
    if answer.hits.is_empty() {
        let more = if answer.total > 0 { "more " } else { "" };
        return format!("No {more}results for \"{}\".\n{}", one_line(query), facets(&answer.facets, style));
    }
    let first = offset as usize + 1;
    let last = offset as usize + answer.hits.len();
    let digits = last.to_string().len();
    let mut text = String::new();
    if let Some(meant) = &answer.did_you_mean {
        text.push_str(&format!("Results for \"{}\".\n\n", style.bold(&one_line(meant))));
    }
    if answer.relaxed {
        text.push_str("No section has all that the query insists on; these have its words.\n\n");
    }
    for (i, hit) in answer.hits.iter().enumerate() {
        let number = format!("{:>digits$}", first + i);
        text.push_str(&self::hit(hit, &number, style));
        for line in below.get(i).into_iter().flatten() {
            text.push_str(&format!("{}{line}\n", " ".repeat(digits + 2)));
        }
        text.push('\n');
    }
    let (shown, total) = (answer.hits.len() as u64, u64::from(answer.total));
    let count = if shown == total {
        plural(total, "page", "pages")
    } else {
        let shown = match offset {
            0 => grouped(shown),
            _ => format!("{} to {}", grouped(first as u64), grouped(last as u64)),
        };
        format!("{shown} of {}", plural(total, "page", "pages"))
    };
    text.push_str(&format!("{}\n", style.dim(&count)));
    text.push_str(&facets(&answer.facets, style));
    text
}

/// How many pages have each value, a line each key.
fn facets(facets: &[Facet], style: Style) -> String {
    let mut text = String::new();
    for facet in facets {
        let values = facet.values.iter();
        let mut counts: Vec<_> =
            values.map(|value| format!("{} ({})", one_line(&value.value), grouped(value.count.into()))).collect();
        if facet.others > 0 {
            counts.push(plural(facet.others.into(), "other", "others"));
        }
        let counts = if counts.is_empty() { "none".to_owned() } else { counts.join(", ") };
        text.push_str(&format!("{}: {counts}\n", style.bold(&one_line(&facet.key))));
    }
    if text.is_empty() { text } else { format!("\n{text}") }
}

fn hit(hit: &Hit, number: &str, style: Style) -> String {
    let indent = " ".repeat(number.len() + 2);
    let mut title = style.bold(&one_line(&hit.title));
    // A page without a title has that of its first heading.
    if !hit.heading.is_empty() && hit.heading != hit.title {
        title.push_str(&format!(" › {}", style.bold(&one_line(&hit.heading))));
    }
    if !hit.breadcrumb.is_empty() {
        let above = trail(&hit.breadcrumb);
        title.push_str(&format!("  {}", style.dim(&format!("({above})"))));
    }
    let mut text = format!("{}  {title}\n", style.dim(number));
    let excerpt = excerpt(&hit.excerpt, style);
    if !excerpt.is_empty() {
        text.push_str(&format!("{indent}{excerpt}\n"));
    }
    text.push_str(&format!("{indent}{}", style.link(&hit.url, &style.cyan(&one_line(&hit.path)))));
    if !hit.url.is_empty() {
        text.push_str(&format!("  {}", style.link(&hit.url, &style.dim(&one_line(&hit.url)))));
    }
    text.push('\n');
    for section in &hit.sections {
        let heading = one_line(if section.heading.is_empty() { &hit.title } else { &section.heading });
        let path = style.link(&section.url, &style.cyan(&one_line(&section.path)));
        text.push_str(&format!("{indent}  › {heading}  {path}\n"));
    }
    text
}

/// A page or a section, as the Markdown it is, under its place in the docs.
pub(crate) fn page(page: &PageContent, style: Style) -> String {
    let heading = Some(&page.heading).filter(|heading| !heading.is_empty() && **heading != page.title);
    let place = trail(page.breadcrumb.iter().chain([&page.title]).chain(heading));
    let mut text = format!("{}\n", style.bold(&place));
    if !page.description.is_empty() {
        text.push_str(&format!("{}\n", style.dim(&one_line(&page.description))));
    }
    if !page.url.is_empty() {
        text.push_str(&format!("{}\n", style.link(&page.url, &style.dim(&one_line(&page.url)))));
    }
    // Nothing in a page may steer the terminal it is read on. Into a file or a pipe it goes as it is.
    let markdown = if style.is_terminal() { printable(&page.markdown) } else { page.markdown.clone() };
    let markdown = markdown.trim_matches('\n');
    if !markdown.is_empty() {
        text.push_str(&format!("\n{markdown}\n"));
    }

    if let Some(cursor) = &page.cursor {
        let left = plural(page.left.into(), "token", "tokens");
        text.push_str(&format!("\n{}\n", style.dim(&format!("Cut here, about {left} are left: --cursor {cursor}"))));
    }
    let below: Vec<_> = page.outline.iter().filter(|entry| entry.path != page.path).collect();
    if let Some(top) = below.iter().map(|entry| entry.level).min() {
        text.push_str(&format!("\n{}\n", style.dim("Sections:")));
        for entry in below {
            let indent = "  ".repeat(1 + usize::from(entry.level - top));
            let path = style.cyan(&one_line(&entry.path));
            let tokens =
                if page.markdown.is_empty() { format!("  ~{}", grouped(entry.tokens.into())) } else { String::new() };
            text.push_str(&format!("{indent}{}  {path}{tokens}\n", one_line(&entry.heading)));
        }
    }
    text
}

fn trail<'a>(titles: impl IntoIterator<Item = &'a String>) -> String {
    titles.into_iter().map(|title| one_line(title)).collect::<Vec<_>>().join(" › ")
}

fn excerpt(pieces: &[Piece], style: Style) -> String {
    // A terminal shows the marks; elsewhere there is nothing calm to show them with.
    let marked = |piece: &Piece| {
        let text = spaced(&piece.text);
        if piece.mark { style.bold(&text) } else { text }
    };
    pieces.iter().map(marked).collect::<String>().trim_matches(' ').to_owned()
}

/// `1 page`, `2,908 pages`.
pub(crate) fn plural(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// The digits in groups of three.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// With one decimal, rounded half up.
fn percent(part: u64, whole: u64) -> String {
    let tenths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or(0);
    format!("{}.{}", grouped(tenths / 10), tenths % 10)
}

/// The text on one line, its white space made single.
pub(crate) fn one_line(text: &str) -> String {
    spaced(text).trim_matches(' ').to_owned()
}

/// Runs of white space become one space. Pieces of an excerpt keep the space that parts them.
fn spaced(text: &str) -> String {
    let mut line = String::new();
    for character in printable(text).chars() {
        match character {
            ' ' | '\t' | '\n' => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            _ => line.push(character),
        }
    }
    line
}

/// The text without control characters, which could move the cursor, recolour the screen or type
/// into the shell: U+FFFD takes their place. Tabs and line ends stay.
pub(crate) fn printable(text: &str) -> String {
    let safe = |character: char| match character {
        '\n' | '\t' => character,
        _ if character.is_control() => char::REPLACEMENT_CHARACTER,
        _ => character,
    };
    text.replace("\r\n", "\n").chars().map(safe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use headword::{Index, IndexBuilder};

    fn index(pages: &[(&str, &str)]) -> Index {
        let mut builder = IndexBuilder::new().base_url("https://example.com/");
        for (path, source) in pages {
            builder.add(path, source.as_bytes()).unwrap();
        }
        Index::open(builder.finish().unwrap().0).unwrap()
    }

    /// The escape sequences, so that they can be read.
    fn shown(text: &str) -> String {
        text.replace('\x1b', "^")
    }

    #[test]
    fn marks_are_bold_on_a_terminal() {
        let index = index(&[("keys.md", "# Keys\n\nA key opens a door.")]);
        let answer = index.search("door", 10).unwrap();
        expect![[r#"
            ^[2m1^[22m  ^[1mKeys^[22m
               A key opens a ^[1mdoor^[22m.
               ^[36mkeys^[39m  ^[2mhttps://example.com/keys^[22m

            ^[2m1 page^[22m
        "#]]
        .assert_eq(&shown(&super::answer(&answer, "door", 0, &[], Style::COLOUR)));
    }

    #[test]
    fn paths_are_links_where_the_terminal_knows_them() {
        let index = index(&[("keys.md", "# Keys\n\nA key opens a door.")]);
        let answer = index.search("door", 10).unwrap();
        let text = shown(&super::answer(&answer, "door", 0, &[], Style::LINKS));
        assert!(text.contains("^]8;;https://example.com/keys^\\^[36mkeys^[39m^]8;;^\\"), "{text}");
        let crafted = Style::LINKS.link("https://example.com/\x1b]0;title\x07", "keys");
        assert_eq!(crafted, "keys", "what is no address is no link");
    }

    #[test]
    fn a_page_cannot_steer_the_terminal() {
        let index = index(&[("a.md", "# A\x1b]0;title\x07\r\n\r\nRed: \x1b[31m\u{9b}2J\tdone\r\n")]);
        let page = index.read("a").unwrap();
        let text = super::page(&page, Style::COLOUR);
        let escapes = text.matches('\x1b').count();
        assert_eq!(escapes, 4, "two around the title, two around the address: {}", shown(&text));
        assert!(text.contains("Red: \u{fffd}[31m\u{fffd}2J\tdone\n"), "{}", shown(&text));
    }

    #[test]
    fn an_index_says_what_takes_its_bytes() {
        let index =
            index(&[("a.md", "---\ndescription: All of it.\n---\n# A\n\nA key, a door."), ("b.md", "# B\n\nA door.")]);
        let text = super::inspection(&index.inspect(2).unwrap(), Style::PLAIN);
        let (head, rest) = text.split_once("\nWhat").unwrap();
        assert!(head.starts_with("2 pages, 2 sections, 7 terms\n"), "{text}");
        expect![[r#"
             an index need not have, how many, and what they take of it:
              descriptions  1   5 bytes    0.4 %
              navigation    2  60 bytes    5.1 %

            The largest pages, and their share of the text:
              11 bytes   15.9 %  a  1 section
               8 bytes   11.6 %  b  1 section

            The most frequent terms, and the share of sections that hold them:
              2  100.0 %  a
              2  100.0 %  door
        "#]]
        .assert_eq(rest);
    }

    #[test]
    fn the_numbers_of_ten_hits_stand_in_a_column() {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"].map(|name| format!("{name}.md"));
        let pages: Vec<_> = names.iter().map(|name| (name.as_str(), "# One\n\nword")).collect();
        let answer = index(&pages).search("word", 10).unwrap();
        let text = super::answer(&answer, "word", 0, &[], Style::PLAIN);
        assert!(text.starts_with(" 1  One\n    "), "{text}");
        assert!(text.contains("\n10  One\n    "), "{text}");
        assert!(text.ends_with("\n10 of 11 pages\n"), "{text}");
    }

    #[test]
    fn numbers_are_easy_to_read() {
        let all = [0, 999, 1_000, 1_234_567].map(grouped).join(" ");
        expect!["0 999 1,000 1,234,567"].assert_eq(&all);
        let all = [(0, 0), (1, 3), (2, 3), (1, 1), (5_000, 2)].map(|(part, whole)| percent(part, whole)).join(" ");
        expect!["0.0 33.3 66.7 100.0 250,000.0"].assert_eq(&all);
    }
}
