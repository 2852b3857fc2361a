//! The hits of one page of an answer, in order.

use super::best;
use super::keys::Keys;
use super::options::{SearchOptions, Sort};
use crate::error::Error;
use crate::index::View;

/// The sections to show, of `found` with their scores. Their order is one of all that was found, so that the next page
/// goes on where this one ends.
#[inline(never)]
pub(super) fn page(
    view: &View<'_>,
    keys: &Keys<'_>,
    options: &SearchOptions,
    found: Vec<(u32, u32)>,
) -> Result<Vec<u32>, Error> {
    let end = options.offset.saturating_add(options.limit).min(found.len());
    let count = if options.sort.is_some() { found.len() } else { end };
    let mut sorted = best(found.into_iter(), count);
    if let Some(sort) = &options.sort {
        let places = places(view, keys, sort)?;
        let mut keyed = Vec::with_capacity(sorted.len());
        for (relevance, &section) in (0..).zip(&sorted) {
            let page = view.pages.page_of(section)?;
            keyed.push((relevance, !places.get(page as usize).copied().unwrap_or(LAST)));
        }
        sorted = best(keyed.into_iter(), end).into_iter().map(|relevance| sorted[relevance as usize]).collect();
    }
    sorted.drain(..options.offset.min(sorted.len()));
    Ok(sorted)
}

/// The place of pages that have no value. Turned round it is a score, which is not 0.
const LAST: u32 = u32::MAX - 1;

/// The place of each page in the order of its first value.
fn places(view: &View<'_>, keys: &Keys<'_>, sort: &Sort) -> Result<Vec<u32>, Error> {
    let key = keys.find_declared("sort", &sort.key)?;
    let mut places = vec![LAST; view.pages.len() as usize];
    key.each(view.pages.len(), |place, _, page| {
        let place = if sort.descending { LAST - 1 - place } else { place };
        let first = &mut places[page as usize];
        *first = place.min(*first);
    })?;
    Ok(places)
}
