//! Dates as people and feeds write them, as ISO dates.
//!
//! A timestamp keeps the day that its author wrote: nobody looks for a release by the day it was in Greenwich.

use std::ops::Range;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day in a date or timestamp (RFC 3339, RFC 2822, `January 5, 2024`, …), as `yyyy-mm-dd`; empty where there is
/// none.
pub(crate) fn day(text: &str) -> String {
    find(text).map_or_else(String::new, |(_, date)| date)
}

/// The first date in a line of text, and where it stands.
pub(crate) fn find(text: &str) -> Option<(Range<usize>, String)> {
    tokens(text).array_windows().find_map(|window| numeric(text, window).or_else(|| named(text, window)))
}

/// A whole text that is a month: `January 2024` or `2024-01`, as `yyyy-mm`.
pub(crate) fn month(text: &str) -> Option<String> {
    let tokens = tokens(text);
    let [first, second] = &tokens[..] else {
        return None;
    };
    let between = &text[first.1.end..second.1.start];
    let (year, month) = match month_of(first.0) {
        Some(month) => (number(second.0, 4)?, month),
        None if between == "-" => (number(first.0, 4)?, number(second.0, 2)?),
        None => return None,
    };
    (valid(year, month, 1) && between.len() <= 2).then(|| format!("{year:04}-{month:02}"))
}

type Token<'a> = (&'a str, Range<usize>);

/// Runs of letters and digits.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut at = 0;
    let mut tokens = Vec::new();
    for piece in text.split_inclusive(|char: char| !char.is_ascii_alphanumeric()) {
        let token = piece.trim_end_matches(|char: char| !char.is_ascii_alphanumeric());
        if !token.is_empty() {
            tokens.push((token, at..at + token.len()));
        }
        at += piece.len();
    }
    tokens
}

/// `2024-01-05`, `2024/1/5`, `2024.01.05`, `2024-01-05T10:00:00Z`.
fn numeric(text: &str, [year, month, day]: &[Token<'_>; 3]) -> Option<(Range<usize>, String)> {
    let separator = &text[year.1.end..month.1.start];
    if !matches!(separator, "-" | "/" | ".") || &text[month.1.end..day.1.start] != separator {
        return None;
    }
    let digits = day.0.bytes().take_while(u8::is_ascii_digit).count();
    if digits < day.0.len() && !day.0[digits..].starts_with(['T', 't']) {
        return None;
    }
    let date = [number(year.0, 4)?, number(month.0, 2)?, number(&day.0[..digits], 2)?];
    iso(date, year.1.start..day.1.start + digits)
}

/// `January 5th, 2024`, `Jan 5 2024`, `5 January 2024`, `05-Jan-2024`, `05 Jan 24 10:00`.
fn named(text: &str, [first, second, year]: &[Token<'_>; 3]) -> Option<(Range<usize>, String)> {
    let near = |a: &Token<'_>, b: &Token<'_>| text[a.1.end..b.1.start].chars().all(|char| " ,.-/".contains(char));
    if !near(first, second) || !near(second, year) {
        return None;
    }
    let (month, day) = match (month_of(first.0), month_of(second.0)) {
        (Some(month), _) => (month, day_of(second.0)?),
        (None, Some(month)) => (month, day_of(first.0)?),
        (None, None) => return None,
    };
    let year_number = number(year.0, 4).or_else(|| {
        // RFC 822 has years of two digits, always before a time of day; RFC 2822 says which century they mean.
        let short = number(year.0, 2).filter(|_| text[year.1.end..].contains(':') && year.0.len() == 2)?;
        Some(short + if short < 50 { 2000 } else { 1900 })
    })?;
    iso([year_number, month, day], first.1.start..year.1.end)
}

fn month_of(name: &str) -> Option<u32> {
    let name = name.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name || (name.len() == 3 && month.starts_with(&name)))?;
    Some(month as u32 + 1)
}

fn day_of(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    matches!(&text[digits.len()..], "" | "st" | "nd" | "rd" | "th").then(|| number(digits, 2)).flatten()
}

/// A number of at most so many digits; a year has all four.
fn number(text: &str, digits: usize) -> Option<u32> {
    let fits = if digits == 4 { text.len() == 4 } else { (1..=digits).contains(&text.len()) };
    (fits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn iso([year, month, day]: [u32; 3], range: Range<usize>) -> Option<(Range<usize>, String)> {
    valid(year, month, day).then(|| (range, format!("{year:04}-{month:02}-{day:02}")))
}

fn valid(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 31,
    };
    year >= 1900 && (1..=12).contains(&month) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (text, expected) in [
            ("2024-01-05", "2024-01-05"),
            ("2024-01-05T23:30:00-08:00", "2024-01-05"),
            ("Fri, 05 Jan 2024 12:00:00 GMT", "2024-01-05"),
            ("Fri, 5 Jan 24 12:00 EST", "2024-01-05"),
            ("January 5th, 2024", "2024-01-05"),
            ("released 2024/1/5 at last", "2024-01-05"),
            ("05-Jan-2024", "2024-01-05"),
            ("2023-02-29", ""),
            ("v1.2024.01.05", "2024-01-05"),
            ("12024-01-05", ""),
            ("may 2 or 3 of us", ""),
            ("", ""),
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        assert_eq!(month("January 2024").as_deref(), Some("2024-01"));
        assert_eq!(month("2024-01").as_deref(), Some("2024-01"));
        assert_eq!(month("1.2"), None);
    }

    #[test]
    fn a_date_is_found_where_it_stands() {
        let text = "1.2.0 — Jan. 5, 2024: Codename";
        let (range, _) = find(text).unwrap();
        assert_eq!(&text[range], "Jan. 5, 2024");
    }
}
