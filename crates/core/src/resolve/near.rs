//! A guess at what an address means that nothing has: the page whose path shares most of its words, the rarer the better
//! and those of the last segment most; among such, what a search for the words finds first.

use super::address::{bare, candidates, decoded, letters};
use super::chain::{MAX_ADDRESS, Place};
use super::{CANDIDATES, Meaning, Via};
use crate::error::Error;
use crate::format::directory::PartName;
use crate::format::fault::Fault;
use crate::index::View;
use crate::search;
use crate::sorted::sorted;
use std::cmp::Reverse;
use strsim::osa_distance;

/// An address of more words is no path that somebody mistook.
const MAX_WORDS: usize = 24;

/// The longest name that is compared by its spelling, in bytes.
const MAX_NAME: usize = 80;

/// How many paths are looked at twice, and how many sections a search adds to them.
const LOOKED_AT: usize = 24;

// What a guess is worth, in thousandths. Swept on 40 old paths of the WorkOS docs and 98 of those of Kubernetes, of which
// .88 and .67 are found first with these; each may be halved or doubled for .03 of either.

/// The last segment has the same words, weighed by how rare they are in paths.
const LAST: u32 = 500;
/// It is the same.
const SAME_LAST: u32 = 250;
/// The folders have the same words.
const FOLDERS: u32 = 600;
/// Words of the last segment stand anywhere in path or title.
const ANYWHERE: u32 = 600;
/// A search for the words finds it first.
const FOUND: u32 = 1000;
/// It is a section, and its page might do as well.
const SECTION: u32 = 100;
/// It is a section of the page that the path leads to, but for its last segment.
const OF_PAGE: u32 = 700;
/// What is worth less is no guess.
const LEAST: u32 = 500;
/// All of it.
const ALL: u32 = LAST + SAME_LAST + FOLDERS + ANYWHERE + FOUND;

impl View<'_> {
    /// What an address means that leads nowhere, or to a page without such a section.
    #[inline(never)]
    pub(super) fn near(&self, address: &str, page: Option<u32>) -> Result<Meaning, Error> {
        let above = page.map(|page| Place { page, section: 0 });
        let fallback = || Meaning::Unsure(above.into_iter().collect());
        let Some(local) = self.local(address).filter(|local| local.len() <= MAX_ADDRESS) else { return Ok(fallback()) };
        let (path, anchor) = local.split_once('#').unwrap_or((local, ""));
        let path = decoded(path.split('?').next().unwrap_or(path));
        let path = candidates(self.info.base_url, &path, None).swap_remove(0).to_lowercase();
        let path = bare(&path).unwrap_or(&path);
        let anchor = decoded(anchor).to_lowercase();
        let name = if anchor.is_empty() { path.rsplit('/').next().unwrap_or(path) } else { &*anchor };
        if let Some(page) = page {
            if let Some(place) = self.section_like(page, name)? {
                return Ok(Meaning::Near(place, Via::Similar, 80, vec![Place { page, section: 0 }]));
            }
            if !anchor.is_empty() {
                return Ok(Meaning::Near(Place { page, section: 0 }, Via::Similar, 50, Vec::new()));
            }
        }
        let whole = if anchor.is_empty() { path.to_owned() } else { format!("{path}/{anchor}") };
        let mut guesses = self.guesses(&whole, page)?.into_iter().filter(|guess| guess.score >= LEAST);
        let Some(Guess { place, score, likely }) = guesses.next() else { return Ok(fallback()) };
        let mut guesses = guesses.peekable();
        let next = guesses.peek().map_or(0, |guess| guess.score);
        // What is worth half as much is hardly meant.
        let others = guesses.filter(|guess| guess.score * 2 > score).map(|guess| guess.place).take(CANDIDATES);
        if !likely || score == next {
            // Where nothing is likely, the page above is there at least.
            let first = above.filter(|_| !likely).into_iter().chain([place]);
            return Ok(Meaning::Unsure(first.chain(others).collect()));
        }
        let percent = (score * 100 / ALL).clamp(1, 99);
        Ok(Meaning::Near(place, Via::Similar, percent, others.collect()))
    }
}

impl View<'_> {
    /// A section of a page whose anchor is spelled nearly as `name`.
    fn section_like(&self, page: u32, name: &str) -> Result<Option<Place>, Fault> {
        let name = letters(name);
        if name.is_empty() || name.len() > MAX_NAME {
            return Ok(None);
        }
        let sections = self.sections(page)?;
        // One of another length is another one; those of crafted indexes may be long.
        let alike =
            |anchor: &str| if anchor.len() > 2 * MAX_NAME { usize::MAX } else { osa_distance(&name, &letters(anchor)) };
        let edits = sections.iter().map(|section| alike(&section.anchor)).enumerate();
        let best = edits.skip(1).min_by_key(|&(_, edits)| edits);
        Ok(best.filter(|&(_, edits)| edits <= name.len() / 4).map(|(section, _)| Place { page, section }))
    }

    /// The title of a page, or the anchor of a section, in small letters.
    fn name_of(&self, place: Place) -> Result<String, Fault> {
        if place.section == 0 {
            return Ok(self.texts.string(self.pages.page(place.page)?.title)?.to_lowercase());
        }
        Ok(self.head(self.pages.sections_of(place.page)?.start + place.section as u32)?.anchor.to_lowercase())
    }

    /// What `path` may mean, the likeliest first, each with what it is worth and whether that is likely at all. `page` is
    /// the page that the path leads to, but for its last segment.
    fn guesses(&self, path: &str, page: Option<u32>) -> Result<Vec<Guess>, Error> {
        self.paths.want_all()?;
        self.complete()?;
        let paths = Paths::new(self)?;
        let known = Known::new(&paths);
        let wanted = Wanted::new(path, &known);
        if wanted.last.is_empty() || wanted.last.len() + wanted.folders.len() > MAX_WORDS {
            return Ok(Vec::new());
        }
        let mut places: Vec<(Place, u32)> = Vec::new();
        let scores = (0..)
            .zip(paths.iter())
            .filter(|(_, path)| wanted.touches(path))
            .map(|(page, path)| (page, wanted.score(path, "").0));
        let pages = search::best(scores.filter(|&(_, score)| score > 0), LOOKED_AT);
        places.extend(pages.into_iter().map(|page| (Place { page, section: 0 }, 0)));
        let found = search::sections(self, path, LOOKED_AT)?;
        let top = found.first().map_or(1, |&(_, score)| score.max(1));
        for (number, score) in found {
            let worth = (u64::from(score) * u64::from(FOUND) / u64::from(top)) as u32;
            let page = self.pages.page_of(number)?;
            let section = number.saturating_sub(self.pages.sections_of(page)?.start) as usize;
            // What a section is found for speaks for its page as well.
            for section in if section > 0 { vec![0, section] } else { vec![0] } {
                let place = Place { page, section };
                match places.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, known)) => *known = worth.max(*known),
                    None => places.push((place, worth)),
                }
            }
        }
        let mut guesses = Vec::with_capacity(places.len());
        for (place, worth) in places {
            // What is missing of all of them is fetched at once.
            let Some(title) = self.later(self.name_of(place))? else { continue };
            let (score, mut likely) = if place.section == 0 {
                wanted.score(paths.get(place.page), &title)
            } else {
                wanted.score(&format!("{}/{title}", paths.get(place.page)), "")
            };
            // Every page may have an overview: one of quite another page is not meant.
            if place.section > 0 && Some(place.page) != page && !wanted.folders.is_empty() {
                likely &= wanted.is_below(paths.get(place.page));
            }
            // Folders alone are no reason.
            if worth == 0 && !likely {
                continue;
            }
            let mut score = score + worth;
            if place.section > 0 {
                score = score.saturating_sub(SECTION);
                score += if Some(place.page) == page && likely { OF_PAGE } else { 0 };
            }
            guesses.push((Reverse(score), place.section, place.page, likely));
        }
        self.complete()?;
        let guess = |(Reverse(score), section, page, likely)| Guess { place: Place { page, section }, score, likely };
        Ok(sorted(guesses).into_iter().map(guess).collect())
    }
}

/// What an address may mean.
struct Guess {
    place: Place,
    score: u32,
    /// Whether it has two fifths of what the last segment says.
    likely: bool,
}

/// All paths in small letters, one behind the other.
struct Paths {
    text: String,
    ends: Vec<usize>,
}

impl Paths {
    fn new(view: &View<'_>) -> Result<Self, Fault> {
        let mut paths = Paths { text: String::new(), ends: Vec::with_capacity(view.paths.len() as usize) };
        view.paths.each(|path| {
            view.texts.spend(path.len())?;
            let path = std::str::from_utf8(path).map_err(|_| Fault::Corrupt(PartName::Paths))?;
            match path.is_ascii() {
                true => paths.text.extend(path.chars().map(|char| char.to_ascii_lowercase())),
                false => paths.text.push_str(&path.to_lowercase()),
            }
            paths.ends.push(paths.text.len());
            Ok(())
        })?;
        Ok(paths)
    }

    fn get(&self, page: u32) -> &str {
        let start = (page as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[page as usize]]
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|page| self.get(page))
    }
}

/// The words of all paths, sorted, with how many times each stands there.
struct Known<'p> {
    words: Vec<(&'p str, u32)>,
    pages: u32,
}

impl<'p> Known<'p> {
    fn new(paths: &'p Paths) -> Self {
        let mut known: Vec<(&str, u32)> = Vec::new();
        for word in sorted(paths.iter().flat_map(words).collect()) {
            match known.last_mut() {
                Some((last, count)) if *last == word => *count += 1,
                _ => known.push((word, 1)),
            }
        }
        Known { words: known, pages: paths.ends.len() as u32 }
    }

    fn count(&self, word: &str) -> Option<u32> {
        self.words.binary_search_by(|(known, _)| (**known).cmp(word)).ok().map(|at| self.words[at].1)
    }

    /// What a word is worth: the more, the rarer it is. Numbers are versions, and say little.
    fn worth(&self, word: &str) -> u32 {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return 1;
        }
        (self.pages / self.count(word).unwrap_or(1)).max(1).ilog2() + 1
    }

    /// The word, or the one that is spelled most like it, where no path has it.
    fn closest<'w>(&'w self, word: &'w str) -> &'w str {
        let length = word.chars().count();
        let meant = self.count(word).is_some() || word.contains(|char: char| char.is_ascii_digit());
        if meant || !(4..=32).contains(&length) {
            return word;
        }
        let most = if length < 8 { 1 } else { 2 };
        let near = self.words.iter().filter(|(known, _)| known.len().abs_diff(word.len()) <= most);
        let near = near.map(|(known, count)| (osa_distance(word, known), Reverse(*count), *known));
        near.filter(|&(edits, ..)| edits <= most).min().map_or(word, |(.., known)| known)
    }
}

/// The words of an address.
struct Wanted<'k> {
    known: &'k Known<'k>,
    last: Vec<String>,
    folders: Vec<String>,
}

impl<'k> Wanted<'k> {
    fn new(path: &str, known: &'k Known<'k>) -> Self {
        let (folders, last) = path.rsplit_once('/').unwrap_or(("", path));
        let read =
            |path| words(path).take(MAX_WORDS + 1).map(|word| known.closest(word).to_owned()).collect::<Vec<_>>();
        let mut folders: Vec<String> = read(folders);
        // What no path says tells nothing of any.
        folders.retain(|word| known.count(word).is_some());
        Wanted { known, last: read(last), folders }
    }

    /// Whether a path has any of the words: most have none.
    fn touches(&self, path: &str) -> bool {
        words(path).any(|word| self.last.iter().chain(&self.folders).any(|wanted| wanted == word))
    }

    /// Whether a page has something of the folders.
    fn is_below(&self, path: &str) -> bool {
        words(path).any(|word| self.folders.iter().any(|folder| folder == word))
    }

    /// What a path of a page of this title has of the words, and whether it has two fifths of the last segment's.
    fn score(&self, path: &str, title: &str) -> (u32, bool) {
        let (folders, last) = path.rsplit_once('/').unwrap_or(("", path));
        let (last, folders): (Vec<&str>, Vec<&str>) = (words(last).collect(), words(folders).collect());
        let title: Vec<&str> = words(title).collect();
        let own: u32 = self.last.iter().map(|word| self.known.worth(word)).sum();
        let anywhere = |word: &&String| [&last, &folders, &title].iter().any(|words| words.contains(&&***word));
        let there: u32 = self.last.iter().filter(anywhere).map(|word| self.known.worth(word)).sum();
        let named = self.alike(&self.last, &last).max(self.alike(&self.last, &title) * 4 / 5);
        let same = last.concat() == self.last.concat();
        let named = if same { 1000 } else { named };
        let there = if same { own } else { there };
        let folders =
            if self.folders.is_empty() && folders.is_empty() { 1000 } else { self.alike(&self.folders, &folders) };
        let score = LAST * named + FOLDERS * folders + ANYWHERE * (1000 * there / own.max(1));
        (score / 1000 + if same { SAME_LAST } else { 0 }, there * 5 >= own * 2)
    }

    /// How many of the words of both are common to both, in thousandths, the rarer counting more.
    fn alike(&self, wanted: &[String], found: &[&str]) -> u32 {
        let worth = |word: &str| self.known.worth(word);
        let all = wanted.iter().map(|word| worth(word)).chain(found.iter().map(|word| worth(word))).sum::<u32>();
        let mut left = found.to_vec();
        let mut common = 0;
        for word in wanted {
            if let Some(at) = left.iter().position(|other| *other == word) {
                left.swap_remove(at);
                common += worth(word);
            }
        }
        2000 * common / all.max(1)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty())
}
