//! Redirects to their ends: files that lead elsewhere, and what files of redirects say. Some of them lead to each other.

use super::IndexBuilder;
use super::draft::PageDraft;
use crate::error::Error;
use crate::format::aliases::Alias;
use crate::format::dictionary::MAX_KEY;
use crate::parse::Redirect;
use crate::parse::redirects::{self, Rule};
use crate::resolve;
use std::collections::BTreeMap;

/// A redirect that leads to no page.
pub(super) struct DeadRedirect {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) target: String,
}

/// A redirect, and where a file of redirects says it; none of a page that leads elsewhere by itself.
struct Said<'a> {
    redirect: Redirect,
    by: Option<(&'a str, usize)>,
}

/// Adds to `found` where redirects lead in the end. Answers those of files of redirects that lead nowhere, and refuses those
/// that lead in a circle. Each is looked at twice at most, however long the way is.
pub(super) fn follow(
    builder: &IndexBuilder,
    pages: &[(&str, &PageDraft)],
    firsts: &[u32],
    found: &mut BTreeMap<String, Alias>,
) -> Result<Vec<DeadRedirect>, Error> {
    let all = said(builder, pages);
    // Of two that say where one path leads, the first counts.
    let places: BTreeMap<&str, usize> =
        all.iter().enumerate().rev().map(|(place, said)| (&*said.redirect.path, place)).collect();
    let mut states = vec![State::New; all.len()];
    let mut dead = Vec::new();
    for first in 0..all.len() {
        // From here to the next one whose end is known.
        let mut way: Vec<usize> = Some(first).filter(|&first| states[first] == State::New).into_iter().collect();
        while let Some(&at) = way.last() {
            states[at] = State::OnWay;
            let Said { redirect, by } = &all[at];
            let targets = targets(builder, redirect);
            if let Some(section) = lead(redirect, &targets, pages, firsts, found) {
                if place_of(pages, &redirect.path).is_none() && redirect.path.len() <= MAX_KEY {
                    found.entry(redirect.path.clone()).or_insert(Alias::said(section));
                }
            } else if let Some(&next) = targets.iter().find_map(|path| places.get(&**path)) {
                match states[next] {
                    State::New => {
                        way.push(next);
                        continue;
                    }
                    State::OnWay => circle(&all, &way, next)?,
                    State::Done => {}
                }
                dead.extend(by.map(|by| DeadRedirect::new(by, redirect)));
            } else {
                dead.extend(by.map(|by| DeadRedirect::new(by, redirect)));
            }
            states[at] = State::Done;
            way.pop();
        }
    }
    Ok(dead)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnWay,
    Done,
}

impl DeadRedirect {
    fn new((file, line): (&str, usize), redirect: &Redirect) -> Self {
        DeadRedirect { file: file.to_owned(), line, target: redirect.target.clone() }
    }
}

/// All redirects: those of pages, then those of files of redirects.
fn said<'a>(builder: &'a IndexBuilder, pages: &[(&str, &PageDraft)]) -> Vec<Said<'a>> {
    let own = builder.docs.values().filter_map(|source| source.redirect.clone());
    let mut all: Vec<Said<'a>> = own.map(|redirect| Said { redirect: *redirect, by: None }).collect();
    let base_url = &builder.config.base_url;
    let origin = base_url.split_inclusive('/').take(3).collect::<String>();
    let leaves = |rule: &Rule| rule.to.contains("://") && !(origin.len() > 1 && rule.to.starts_with(&origin));
    let below = |path: &str| resolve::candidates(base_url, path, None).swap_remove(0);
    for (file, rules) in &builder.redirects {
        // Other sites are not ours to check.
        for rule in rules.iter().filter(|rule| !leaves(rule)) {
            let pairs = match redirects::is_pattern(rule) {
                true => {
                    let rule = Rule { from: below(&rule.from), to: below(&rule.to), line: rule.line };
                    redirects::expanded(&rule, pages.iter().map(|(_, page)| &*page.path))
                }
                false => vec![(rule.from.clone(), rule.to.clone())],
            };
            // As if a file stood at the path.
            all.extend(pairs.into_iter().map(|(from, target)| {
                let from = below(&from);
                let path = resolve::bare(&from).unwrap_or(&from).to_owned();
                Said { redirect: Redirect { path, is_index: true, target }, by: Some((&**file, rule.line)) }
            }));
        }
    }
    all
}

/// The paths that the target of a redirect may be, the likeliest first.
fn targets(builder: &IndexBuilder, redirect: &Redirect) -> Vec<String> {
    let path = redirect.target.split(['#', '?']).next().unwrap_or_default();
    let paths = resolve::candidates(&builder.config.base_url, path, Some((&redirect.path, redirect.is_index)));
    let bare = |path: String| resolve::bare(&path).map(str::to_owned).unwrap_or(path);
    paths.into_iter().map(bare).map(|path| if path.is_empty() { "index".to_owned() } else { path }).collect()
}

/// The section that a redirect leads to, as far as that is known.
fn lead(
    redirect: &Redirect,
    targets: &[String],
    pages: &[(&str, &PageDraft)],
    firsts: &[u32],
    found: &BTreeMap<String, Alias>,
) -> Option<u32> {
    let anchor = redirect.target.split_once('#').map_or("", |(_, anchor)| anchor);
    let known = |address: &str| found.get(address).map(|alias| alias.section);
    targets.iter().find_map(|path| {
        let Some(page) = place_of(pages, path) else { return known(path) };
        let own = pages[page].1.sections.iter().position(|section| section.anchor == anchor);
        let own = own.map(|place| firsts[page] + place as u32);
        Some(own.or_else(|| known(&format!("{path}#{anchor}"))).unwrap_or(firsts[page]))
    })
}

fn place_of(pages: &[(&str, &PageDraft)], path: &str) -> Option<usize> {
    pages.binary_search_by(|(_, page)| (*page.path).cmp(path)).ok()
}

/// Refuses the circle that the end of a way closes. Pages that lead to each other by themselves are none: a page may load
/// itself anew.
fn circle(all: &[Said<'_>], way: &[usize], next: usize) -> Result<(), Error> {
    let circle = &way[way.iter().position(|&known| known == next).unwrap_or(0)..];
    let Some((file, line)) = circle.iter().find_map(|&place| all[place].by) else { return Ok(()) };
    let paths = circle.iter().chain([&next]).map(|&place| &*all[place].redirect.path);
    let paths = paths.collect::<Vec<_>>().join(" → ");
    let reason = format!("it leads in a circle: {paths}; let one of them lead to a page");
    Err(Error::Redirects { path: file.to_owned(), line, reason })
}
