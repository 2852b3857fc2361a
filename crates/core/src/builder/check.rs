//! What an author should know of the docs before readers find it.

use super::draft::PageDraft;
use super::{BuildReport, IndexBuilder, Removal};
use crate::error::Error;
use crate::format::pages::PageKind;
use crate::index::{Index, View};
use crate::resolve::Resolved;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Something in the docs that is probably a mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Finding {
    /// The file, as it was given.
    pub file: String,
    /// The line in it, counted from 1; 0 where it concerns the file as a whole.
    pub line: usize,
    /// A word for programs that never changes: `dead-link`, `dead-section`, `dead-navigation`, `missing-snippet`,
    /// `unresolved-placeholder`, `unclosed-tag`, `empty-page`, `duplicate-title`, `unusable-filter`,
    /// `not-in-navigation`, `orphan`, `lost-page` or `dead-redirect`.
    pub code: &'static str,
    /// One sentence: what was found and what to do.
    pub message: String,
}

impl IndexBuilder {
    /// Looks for mistakes in everything that was added: links that lead nowhere, placeholders and snippets without
    /// a definition, pages that no reader can tell apart or get to. Sorted by file and line. Costs a
    /// [`finish`](Self::finish) and a lookup for each link.
    ///
    /// ```
    /// let mut builder = headword::IndexBuilder::new();
    /// builder.add("index.md", b"# Acme\n\nSee [keys](guides/keys.md).")?;
    /// let findings = builder.check()?;
    /// assert_eq!((&*findings[0].file, findings[0].line, findings[0].code), ("index.md", 3, "dead-link"));
    /// # Ok::<(), headword::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`finish`](Self::finish).
    pub fn check(&mut self) -> Result<Vec<Finding>, Error> {
        let (bytes, report) = self.finish()?;
        Index::open(bytes)?.ask_whole(|view| self.findings(&report, view))
    }

    fn findings(&self, report: &BuildReport, view: &View<'_>) -> Result<Vec<Finding>, Error> {
        let (mut findings, listed) = self.navigation_findings()?;
        findings.extend(report.removed.iter().map(|removed| self.lost_page(removed)));
        findings.extend(self.dead.iter().map(|dead| Finding {
            file: dead.file.clone(),
            line: dead.line,
            code: "dead-redirect",
            message: format!("\"{}\" is no page; correct or remove it", dead.target),
        }));
        let mut linked = BTreeSet::new();
        let pages: Vec<(&str, &PageDraft)> = self.pages().collect();
        for &(file, page) in &pages {
            findings.extend(page.notes.iter().map(|note| Finding {
                file: file.to_owned(),
                line: note.line,
                code: note.code,
                message: note.message.clone(),
            }));
            link_findings(view, file, page, &mut linked, &mut findings)?;
        }
        linked.extend(listed);
        findings.extend(orphans(view, &pages, &linked)?);
        findings.extend(duplicate_titles(view, &pages)?);
        findings.sort_unstable();
        findings.dedup();
        Ok(findings)
    }
}

impl IndexBuilder {
    /// A page of the previous index that links from elsewhere still name.
    fn lost_page(&self, Removal { path, closest }: &Removal) -> Finding {
        let near = closest.as_ref().map(|page| format!(", for instance to \"{page}\"")).unwrap_or_default();
        Finding {
            file: self.config.previous.clone(),
            line: 0,
            code: "lost-page",
            message: format!("its page \"{path}\" is nowhere any more; bring it back, or redirect it{near}"),
        }
    }
}

/// The links of a page that lead nowhere; those that lead to other pages are noted in `linked`.
fn link_findings(
    view: &View<'_>,
    file: &str,
    page: &PageDraft,
    linked: &mut BTreeSet<u32>,
    findings: &mut Vec<Finding>,
) -> Result<(), Error> {
    let own = view.paths.find(&page.path)?;
    for link in &page.links {
        let (code, message) = match view.resolve(&link.target, Some((&page.path, page.is_index)))? {
            Resolved::Found(place, _) | Resolved::Moved(place, _) => {
                if Some(place.page) != own {
                    linked.insert(place.page);
                }
                continue;
            }
            Resolved::Elsewhere => continue,
            Resolved::Removed(_) | Resolved::NoPage
                if is_asset(&link.target) || is_built(file) && leaves(&link.target, page) =>
            {
                continue;
            }
            Resolved::Removed(_) | Resolved::NoPage => {
                ("dead-link", format!("\"{}\" leads to no page; correct or remove it", link.target))
            }
            Resolved::NoSection(_) if !link.target.contains('#') && is_asset(&link.target) => continue,
            Resolved::NoSection(number) => {
                linked.insert(number);
                let message = format!(
                    "\"{}\": the page \"{}\" has no such section; link to one that it has, or to the page",
                    link.target,
                    view.path(number)?
                );
                ("dead-section", message)
            }
        };
        findings.push(Finding { file: file.to_owned(), line: link.line, code, message });
    }
    Ok(())
}

/// Whether a target is a file that no index holds, such as an image.
fn is_asset(target: &str) -> bool {
    let path = target.split(['?', '#']).next().unwrap_or(target);
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((_, extension)) = name.rsplit_once('.') else { return false };
    let is_extension = (2..=5).contains(&extension.len()) && extension.chars().all(|char| char.is_ascii_alphanumeric());
    is_extension && !["md", "mdx", "html", "htm"].contains(&extension)
}

/// Whether a page was written by a program, which does not mistake how deep it stands.
fn is_built(file: &str) -> bool {
    file.ends_with(".html") || file.ends_with(".htm")
}

/// Whether a target leads above the root of the docs, to a neighbour on the same site.
fn leaves(target: &str, page: &PageDraft) -> bool {
    let mut depth = page.path.matches('/').count() + usize::from(page.is_index && page.path != "index");
    for name in target.split(['?', '#']).next().unwrap_or(target).split('/') {
        match name {
            ".." if depth == 0 => return true,
            ".." => depth -= 1,
            "" | "." => {}
            _ => depth += 1,
        }
    }
    false
}

/// Pages that no link of another page and no navigation file leads to. The menus of a built site are not read, so
/// its pages are none.
fn orphans(view: &View<'_>, pages: &[(&str, &PageDraft)], linked: &BTreeSet<u32>) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    // Where nothing links to anything there is no web of pages to fall out of.
    if linked.is_empty() {
        return Ok(findings);
    }
    for (file, page) in pages {
        let Some(number) = view.paths.find(&page.path)? else { continue };
        let root = page.path == "index" || page.kind != PageKind::Docs;
        if !root && !linked.contains(&number) && !is_built(file) {
            findings.push(Finding {
                file: (*file).to_owned(),
                line: 0,
                code: "orphan",
                message: "no other page links to this one; link to it, or add it to the navigation".to_owned(),
            });
        }
    }
    Ok(findings)
}

/// Pages with the same title under the same headings of the navigation: search results cannot tell them apart.
fn duplicate_titles(view: &View<'_>, pages: &[(&str, &PageDraft)]) -> Result<Vec<Finding>, Error> {
    let mut titles: BTreeMap<(Vec<String>, &str), Vec<&str>> = BTreeMap::new();
    for (file, page) in pages.iter().filter(|(_, page)| page.kind == PageKind::Docs) {
        let Some(number) = view.paths.find(&page.path)? else { continue };
        let breadcrumb = view.breadcrumb(view.pages.page(number)?)?;
        titles.entry((breadcrumb, &page.title)).or_default().push(file);
    }
    let mut findings = Vec::new();
    for ((_, title), files) in titles {
        let Some((first, others)) = files.split_first() else { continue };
        findings.extend(others.iter().map(|file| Finding {
            file: (*file).to_owned(),
            line: 0,
            code: "duplicate-title",
            message: format!("its title \"{title}\" is that of {first} too; give one of them another title"),
        }));
    }
    Ok(findings)
}
