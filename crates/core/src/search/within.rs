//! Names that the query says together with what they are in.
//!
//! ```text
//! sso profile                  the page Profile at reference/sso/profile
//! create a vault object        the page Create an object, below a page or an entry of the navigation that is called Vault
//! custom attributes in saml    the section Custom attributes of a page SAML
//! ```
//!
//! Many pages of a reference are called Profile or Create. Such a name is one that the query means where it says all of
//! it, and where all else that it says stands in the path, or in the titles of what is above.

use super::found::{Follow, FoundTerm, term_of};
use super::name::NearName;
use crate::analyze::{segments, terms};
use crate::format::fault::Fault;
use crate::sorted::sorted;
use std::iter::successors;
use std::ops::RangeInclusive;

/// How many words say a name and what it is in.
const WORDS: RangeInclusive<usize> = 2..=8;

/// How many bytes all forms of a word share.
const BEGIN: usize = 2;

/// How many pages and entries above a page are looked at.
const ABOVE: usize = 8;

pub(super) struct Within<'n, 'v, 'a> {
    near: &'n NearName<'v, 'a>,
    /// The places of the words that tell something, each once.
    wanted: Vec<usize>,
}

impl<'n, 'v, 'a> Within<'n, 'v, 'a> {
    /// None where the query has too few words for a name in something, or too many.
    pub(super) fn new(near: &'n NearName<'v, 'a>) -> Option<Self> {
        let mut wanted = sorted(near.wanted.clone());
        wanted.dedup();
        WORDS.contains(&wanted.len()).then_some(Within { near, wanted })
    }

    /// Whether the query says a name and what it is in: a page with its path. `title` is that of the page, where the name
    /// is a section's.
    #[inline(never)]
    pub(super) fn is(&self, name: &[u8], title: Option<&[u8]>, page: u32, path: &str) -> Result<bool, Fault> {
        let NearName { view, query, found, .. } = self.near;
        let mut left = self.wanted.clone();
        // One that says all by itself would be nearly equal, were its words in this order.
        if !self.strike_all(name, &mut left)? || left.len() == self.wanted.len() || left.is_empty() {
            return Ok(false);
        }
        title.map(|title| self.strike_all(title, &mut left)).transpose()?;
        if left.is_empty() {
            return Ok(true);
        }
        let mut words = Vec::new();
        for segment in segments(path).filter(|segment| segment.word) {
            terms(segment.text, |term, _| words.push(term.to_owned()));
        }
        // Forms of a word begin alike: few words of a path are looked up. What is missing of several names is fetched at
        // once.
        let text = |place: usize| query.terms[place].text.as_bytes();
        for word in words {
            if !left.iter().any(|&place| text(place).iter().take(BEGIN).eq(word.as_bytes().iter().take(BEGIN))) {
                continue;
            }
            if let Some(term) = view.later(view.find(&word))?.flatten() {
                self.strike(found.of(term), &mut left);
            }
        }
        if left.is_empty() || title.is_some() {
            return Ok(left.is_empty());
        }
        let above = |path: &str| path.rsplit_once('/').map(|(above, _)| above.len());
        for end in successors(above(path), |&end| above(&path[..end])).take(ABOVE) {
            if left.is_empty() {
                break;
            }
            if let Some(page) = view.later(view.paths.find(&path[..end]))?.flatten() {
                let record = view.later(view.pages.page(page))?;
                record.map(|record| self.strike_all(record.title, &mut left)).transpose()?;
            }
        }
        let mut next = view.pages.page(page)?.branch.checked_sub(1);
        for _ in 0..ABOVE {
            let Some(number) = next.filter(|_| !left.is_empty()) else { break };
            let Some(branch) = view.later(view.entries.branch(number))? else { break };
            self.strike_all(branch.title, &mut left)?;
            next = branch.above;
        }
        Ok(left.is_empty())
    }

    /// Takes the words that a text has from those that are left. Says whether it has no others.
    fn strike_all(&self, stream: &[u8], left: &mut Vec<usize>) -> Result<bool, Fault> {
        let NearName { view, found, kinds, .. } = self.near;
        let mut walk = view.texts.walk_stream(stream);
        let (mut follow, mut all) = (Follow::new(found), true);
        while let Some((_, item)) = walk.step()? {
            let (term, here) = (term_of(&item), follow.step(&item));
            if item.is_word() && !self.strike(here, left) {
                all &= term.is_some() && kinds.contains(&term);
            }
        }
        Ok(all)
    }

    /// Takes what a word stands for from what is left. Says whether it stands for anything that is wanted.
    fn strike(&self, here: &[FoundTerm], left: &mut Vec<usize>) -> bool {
        let query = self.near.query;
        let place = |found: &FoundTerm| match (found.place as usize, query.words.last()) {
            // What the last word may become stands behind all terms.
            (place, Some(&last)) if place == query.terms.len() => last,
            (place, _) => place,
        };
        left.retain(|left| here.iter().all(|found| place(found) != *left));
        here.iter().any(|found| self.wanted.contains(&place(found)))
    }
}
