//! Sections as they are answered.

use super::excerpt::Matcher;
use super::{Hit, SectionHit, best};
use crate::format::directory::PartName;
use crate::format::fault::Fault;
use crate::format::pages::{PageRecord, SectionRecord};
use crate::index::View;

/// How many further sections a hit shows.
pub(super) const SECTIONS: usize = 3;

/// How many sections that say the same a hit names.
pub(super) const SAME: usize = 5;

/// The path of a section.
pub(super) fn path(view: &View<'_>, section: u32) -> Result<String, Fault> {
    let page = view.later(view.path(view.pages.page_of(section)?))?;
    let head = view.later(view.head(section))?;
    Ok(head.zip(page).map(|(head, page)| head.path(&page)).unwrap_or_default())
}

/// The page of a section, at that section, with so many others, which have `excerpts` or have none.
#[inline(never)]
pub(super) fn hit(
    view: &View<'_>,
    matcher: &Matcher<'_>,
    scores: &[u32],
    best_section: u32,
    count: usize,
    excerpts: bool,
) -> Result<Hit, Fault> {
    let page_number = view.pages.page_of(best_section)?;
    let all = view.pages.sections_of(page_number)?;
    if !all.contains(&best_section) {
        return Err(Fault::Corrupt(PartName::Text));
    }
    let others = all.filter(|&section| section != best_section);
    let others = best(others.map(|section| (section, scores[section as usize])), count);
    // What is missing of all of them is fetched at once.
    let mut stored = Vec::with_capacity(1 + others.len());
    for section in std::iter::once(best_section).chain(others) {
        stored.extend(view.later(view.texts.section(section))?.map(|record| (section, record)));
    }
    let record = view.later(view.pages.page(page_number))?;
    let page = view.path(page_number)?;
    let Some(record) = record else { return view.complete().and(Err(Fault::Corrupt(PartName::Pages))) };
    let page_url = view.url(&page, record);
    let place = (&*page, &*page_url, record);
    let mut hits = stored.into_iter().map(|section| {
        let excerpts = excerpts || section.0 == best_section;
        section_hit(view, matcher, scores, place, section, excerpts)
    });
    // Of several only some may be missing: there is no answer while any is.
    let Some(top) = hits.next().transpose()? else { return view.complete().and(Err(Fault::Corrupt(PartName::Text))) };
    Ok(Hit {
        title: view.texts.string(record.title)?,
        kind: record.kind,
        breadcrumb: view.breadcrumb(record)?,
        sections: hits.collect::<Result<_, _>>()?,
        same: Vec::new(),
        path: top.path,
        heading: top.heading,
        url: top.url,
        excerpt: top.excerpt,
        score: top.score,
        language: top.language,
        page,
    })
}

#[inline(never)]
fn section_hit(
    view: &View<'_>,
    matcher: &Matcher<'_>,
    scores: &[u32],
    (page, page_url, record): (&str, &str, PageRecord<'_>),
    (section, stored): (u32, SectionRecord<'_>),
    excerpts: bool,
) -> Result<SectionHit, Fault> {
    let head = view.head_of(section, stored)?;
    // Many pages begin with a heading; what they say of themselves is then the best there is to show.
    let description = (head.level == 0).then(|| view.texts.walk_stream(record.description));
    let mut excerpt = Vec::new();
    let text = excerpts.then(|| view.texts.walk_record(section, stored));
    for walk in [text, description.filter(|_| excerpts)].into_iter().flatten() {
        excerpt = matcher.excerpt(view, walk)?;
        if !excerpt.is_empty() {
            break;
        }
    }
    Ok(SectionHit {
        path: head.path(page),
        url: head.url(page_url),
        language: head.language.map(str::to_owned),
        heading: head.heading,
        excerpt,
        score: scores[section as usize],
    })
}
