//! The releases that changelogs tell of.

use crate::error::Error;
use crate::format::fault::Fault;
use crate::index::{Index, View};

/// A release of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Release {
    /// What was released.
    pub package: String,
    /// As the changelog has it, for instance `1.2.0-beta.1`; empty for an entry that has only a title.
    pub version: String,
    /// What stands beside the version; may be empty.
    pub title: String,
    /// `2026-02-17`; empty where the changelog does not say.
    pub date: String,
    /// Whether it is not for everyone yet: `1.0.0-rc.1`, `Unreleased`.
    pub prerelease: bool,
    /// Whether it was taken back.
    pub yanked: bool,
    /// Where to read of it on the web; may be empty.
    pub url: String,
    /// What tells it from other releases where its source says so; may be empty.
    pub guid: String,
    /// What [`Index::read`] takes.
    pub path: String,
    /// What changed, as Markdown, without the release's heading.
    pub markdown: String,
}

impl<B: AsRef<[u8]>> Index<B> {
    /// All releases of all packages, each package's newest first.
    ///
    /// ```
    /// # use headword::{Collection, Index, IndexBuilder};
    /// let mut builder = IndexBuilder::new();
    /// builder.add_to(Collection::Changelogs, "acme/CHANGELOG.md", b"# Changelog\n\n## 1.0.0 - 2026-01-31\n\n- First.")?;
    /// let releases = Index::open(builder.finish()?.0)?.releases()?;
    /// assert_eq!((&*releases[0].package, &*releases[0].date, &*releases[0].markdown), ("acme", "2026-01-31", "- First."));
    /// # Ok::<(), headword::Error>(())
    /// ```
    pub fn releases(&self) -> Result<Vec<Release>, Error> {
        self.ask(|view| view.all_releases())
    }
}

impl View<'_> {
    fn all_releases(&self) -> Result<Vec<Release>, Fault> {
        let view = self;
        view.releases.want_all()?;
        view.complete()?;
        for record in view.releases.iter() {
            let sections = view.pages.sections_of(view.pages.page_of(record?.section)?)?;
            view.texts.want(sections)?;
        }
        view.complete()?;
        let mut releases = Vec::new();
        for record in view.releases.iter() {
            let record = record?;
            let page = view.path(view.pages.page_of(record.section)?)?;
            let head = view.head(record.section)?;
            let mut markdown = String::new();
            let mut number = record.section;
            loop {
                view.texts.whole(number, &mut markdown)?;
                number += 1;
                let below = number < view.pages.section_count() && view.texts.section(number)?.level > head.level;
                if !below {
                    break;
                }
            }
            let body = markdown.split_once('\n').map_or("", |(_, body)| body).trim();
            releases.push(Release {
                package: record.package.to_owned(),
                version: record.version.to_owned(),
                date: record.date.to_owned(),
                prerelease: record.prerelease,
                yanked: record.yanked,
                title: record.title.to_owned(),
                url: record.url.to_owned(),
                guid: record.guid.to_owned(),
                path: head.path(&page),
                markdown: body.to_owned(),
            });
        }
        Ok(releases)
    }
}
