//! Changelogs: what changed in which release of a package, from Markdown, JSON and feeds.
//!
//! Every reader gives [`Release`]s, [`merge`] adds what an earlier index knew, and [`document`] makes one page a
//! package. A feed that is cut to its last ten entries so loses nothing that was read before.

mod heading;
mod json;
mod markdown;
mod merge;
mod page;

pub(crate) use json::json;
pub(crate) use markdown::markdown;
pub(crate) use merge::merge;
pub(crate) use page::{ChangelogPage, document};

/// One release of a package, or one entry of a changelog that has no versions.
///
/// At least one of `version`, `title` and `date` says which one it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Release {
    /// What was released; empty where the source names nothing.
    pub(crate) package: String,
    /// As it is written, without a `v` before it: `1.2.0-beta.1`. `Unreleased` for what is yet to come; empty for an
    /// entry that has only a title or a date.
    pub(crate) version: String,
    /// `yyyy-mm-dd`; `yyyy-mm` where the source names only the month; empty where it names none.
    pub(crate) date: String,
    /// One line of plain text beside the version and the date.
    pub(crate) title: Option<String>,
    /// Where to read more; empty where the source has no link.
    pub(crate) url: String,
    /// What the source tells its entries apart by; empty in Markdown.
    pub(crate) guid: String,
    /// The body without the release's own heading, with headings of any level.
    pub(crate) markdown: String,
    /// Not for everyone yet: `1.0.0-rc.1`, `Unreleased`.
    pub(crate) prerelease: bool,
    /// Taken back: `[YANKED]`.
    pub(crate) yanked: bool,
}

impl Release {
    /// An entry whose name is a line of text: a version, a version and a title, or a title alone.
    pub(super) fn named(package: &str, name: &str) -> Release {
        let name = one_line(name);
        let release = Release { package: package.to_owned(), ..Release::default() };
        match heading::read(&name, package).filter(|heading| !heading.version.is_empty()) {
            Some(heading) => Release {
                version: heading.version,
                date: heading.date,
                title: heading.title,
                prerelease: heading.prerelease,
                yanked: heading.yanked,
                ..release
            },
            None => Release { title: Some(name).filter(|name| !name.is_empty()), ..release },
        }
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A URL that may be shown as a link; anything else (`javascript:`, a relative path) becomes none.
pub(super) fn web_url(url: &str) -> String {
    let url = url.trim();
    let web = ["https://", "http://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    if web && !url.contains(|char: char| char.is_whitespace() || char.is_control() || "<>".contains(char)) {
        url.to_owned()
    } else {
        String::new()
    }
}
