//! Why a page or a section is found where it is, or not at all.

use crate::error::Error;
use crate::index::Index;
use crate::search::SearchOptions;
use crate::search::explain::{Explanation, explain};

impl<B: AsRef<[u8]>> Index<B> {
    /// Every part of the score that a search gives the section at `path`, which is all that [`read`](Self::read) takes;
    /// the path of a page is that of its start. Of the options, filters and boosts count. Costs a search.
    ///
    /// ```
    /// use headword::{Index, IndexBuilder, Outcome, SearchOptions, StepName};
    ///
    /// let mut builder = IndexBuilder::new();
    /// builder.add("keys.md", b"# API keys\n\n## Rotate a key\n\nRotating takes a minute.")?;
    /// builder.add("sso.md", b"# Single sign-on\n\nConnect an identity provider.")?;
    /// let index = Index::open(builder.finish()?.0)?;
    ///
    /// let why = index.explain("rotate keys", "keys#rotate-a-key", &SearchOptions::new())?;
    /// assert_eq!((why.outcome, why.rank), (Outcome::Ranked, Some(1)));
    /// let words = why.words.iter().map(|word| i64::from(word.section_points) + i64::from(word.page_points));
    /// assert_eq!(words.chain(why.steps.iter().map(|step| step.points)).sum::<i64>(), i64::from(why.score));
    /// assert!(why.steps.iter().any(|step| step.step == StepName::Names));
    ///
    /// let why = index.explain("rotate keys", "sso", &SearchOptions::new())?;
    /// assert_eq!((why.outcome, why.score), (Outcome::NoWord, 0));
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`search_with`](Self::search_with), and `NOT_FOUND` where there is no such page or section.
    pub fn explain(&self, query: &str, path: &str, options: &SearchOptions) -> Result<Explanation, Error> {
        self.ask(|view| {
            let (place, _) = view.found(path)?;
            let section = view.pages.sections_of(place.page)?.start + place.section as u32;
            explain(view, query, options, section)
        })
    }
}
