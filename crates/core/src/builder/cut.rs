//! A page cut into words, with numbers of its own: all of reading that takes time and needs no other page.

use super::names::{List, Names};
use super::repeats::Repeats;
use super::stream::{self, Symbol};
use crate::error::Error;
use crate::format::text::Texts;
use crate::parse::Page;
use crate::slug::slug;
use std::ops::Range;

/// A page as numbers of its own names.
#[derive(Default)]
pub(super) struct CutPage {
    /// Without its Markdown.
    pub(super) page: Page,
    pub(super) keywords: String,
    /// Words and separators, marked where they are words.
    pub(super) names: List,
    /// What follows, one behind the other.
    pub(super) symbols: Vec<Symbol>,
    pub(super) title: Range<usize>,
    pub(super) path: Range<usize>,
    pub(super) description: Range<usize>,
    /// The description and the keywords.
    pub(super) about: Range<usize>,
    /// As many as the page has.
    pub(super) sections: Vec<CutSection>,
}

pub(super) struct CutSection {
    pub(super) anchor: Range<usize>,
    pub(super) heading: Range<usize>,
    /// What it repeats are copies.
    pub(super) text: Range<usize>,
    /// Whether the text has the heading in its first line.
    pub(super) is_headed: bool,
    /// Whether the anchor is the slug of the heading.
    pub(super) is_slug: bool,
}

/// Cuts pages. Kept between pages for its buffers.
#[derive(Default)]
pub(super) struct Cutter {
    names: PageNames,
    repeats: Repeats,
    /// Of the section at hand.
    text: Vec<Symbol>,
}

impl Cutter {
    pub(super) fn cut(&mut self, page: Page) -> CutPage {
        let cut = self.cut_as(page, |names, page, section, out| {
            stream::section(|text, word| names.number(text, word), &page.markdown, &page.sections[section], out);
            Ok(())
        });
        // Nothing failed.
        cut.unwrap_or_else(|_| CutPage::default())
    }

    /// Cuts a page of an index, whose sections are numbered from `first` on.
    pub(super) fn cut_again(&mut self, page: Page, texts: &Texts<'_>, first: u32) -> Result<CutPage, Error> {
        self.cut_as(page, |names, _, section, out| {
            stream::again(|text, word| names.number(text, word), texts, first + section as u32, out)
        })
    }

    /// Cuts a page; `text` appends the symbols of a section.
    fn cut_as(
        &mut self,
        mut page: Page,
        mut text_of: impl FnMut(&mut PageNames, &Page, usize, &mut Vec<Symbol>) -> Result<(), Error>,
    ) -> Result<CutPage, Error> {
        let Cutter { names, repeats, text } = self;
        names.begin();
        repeats.begin();
        // A symbol takes four letters.
        let mut symbols = Vec::with_capacity(page.markdown.len() / 3);
        let keywords = page.keywords.join("\n");
        let title = line(names, &page.title, &mut symbols);
        let path = line(names, &page.path, &mut symbols);
        let description = line(names, &page.description, &mut symbols);
        let about = description.start..line(names, &keywords, &mut symbols).end;
        let mut sections = Vec::with_capacity(page.sections.len());
        for (number, section) in page.sections.iter().enumerate() {
            let anchor = line(names, &section.anchor, &mut symbols);
            let heading = line(names, &section.heading, &mut symbols);
            text.clear();
            text_of(names, &page, number, text)?;
            let markdown = &page.markdown[section.range.clone()];
            let headed = stream::heading_end(markdown, text, (&section.heading, &symbols[heading.clone()]));
            let start = symbols.len();
            symbols.extend_from_slice(repeats.fold(text, headed.unwrap_or(0), |token| names.hashes[token as usize]));
            sections.push(CutSection {
                anchor,
                heading,
                text: start..symbols.len(),
                is_headed: headed.is_some(),
                is_slug: section.anchor == slug(&section.heading),
            });
        }
        page.markdown = String::new();
        page.sections.iter_mut().for_each(|section| section.runs = Vec::new());
        let names = names.names.list().clone();
        Ok(CutPage { page, keywords, names, symbols, title, path, description, about, sections })
    }
}

/// The names of one page.
#[derive(Default)]
struct PageNames {
    names: Names,
    /// Of each name.
    hashes: Vec<u32>,
}

impl PageNames {
    fn begin(&mut self) {
        self.names.clear();
        self.hashes.clear();
        [" ", ""].iter().for_each(|separator| _ = self.number(separator, false));
    }

    fn number(&mut self, text: &str, word: bool) -> u32 {
        let (number, new) = self.names.number(text, word);
        self.hashes.extend(new);
        number
    }
}

fn line(names: &mut PageNames, text: &str, symbols: &mut Vec<Symbol>) -> Range<usize> {
    let start = symbols.len();
    stream::line(|text, word| names.number(text, word), text, symbols);
    start..symbols.len()
}
