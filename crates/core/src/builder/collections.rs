//! Pages that are made of several files: groups of examples, changelogs of packages, and folders without a page.

use super::IndexBuilder;
use super::cut::Cutter;
use super::draft::{Drafter, PageDraft};
use super::site;
use crate::error::Error;
use crate::format::pages::PageKind;
use crate::index::Index;
use crate::navigation::Navigation;
use crate::parse::changelog::{self, Release};
use crate::parse::examples::{self, ExampleFile};
use crate::parse::{self, Document, Page, escape};
use crate::slug::slug;
use crate::url;
use std::collections::BTreeMap;
use std::hash::Hasher;
use twox_hash::XxHash64;

/// Pages of collections by their paths. Kept from one index to the next for those that stay the same.
#[derive(Default)]
pub(super) struct Gathered {
    groups: BTreeMap<String, Group>,
}

struct Group {
    hash: u64,
    /// The first of its files.
    file: String,
    page: PageDraft,
    /// The releases of a changelog, with the place of their section in the page.
    releases: Vec<(usize, Release)>,
}

impl Gathered {
    /// All pages with the file that each came from.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&str, &PageDraft)> {
        self.groups.values().map(|group| (&*group.file, &group.page))
    }

    pub(super) fn into_pages(self) -> impl Iterator<Item = PageDraft> {
        self.groups.into_values().map(|group| group.page)
    }

    /// The page of a path, where it was made of the same files.
    fn take(&mut self, path: &str, hash: u64) -> Option<Group> {
        let same = self.groups.get(path).is_some_and(|group| group.hash == hash);
        if same { self.groups.remove(path) } else { None }
    }

    /// The releases of a page.
    pub(super) fn releases_of(&self, path: &str) -> &[(usize, Release)] {
        self.groups.get(path).map_or(&[], |group| &group.releases)
    }
}

/// Makes the pages of collections, but for those that are made already. Answers the navigation of all pages that do
/// not stand for folders.
pub(super) fn gather(builder: &mut IndexBuilder) -> Result<Navigation, Error> {
    let mut before = std::mem::take(&mut builder.gathered);
    let mut groups: BTreeMap<&str, Vec<ExampleFile<'_>>> = BTreeMap::new();
    for (path, text) in &builder.examples {
        groups.entry(examples::group_of(path)).or_default().push(ExampleFile { path, text });
    }
    for (group, files) in groups {
        let path = format!("examples/{group}");
        let mut hasher = XxHash64::with_seed(0);
        for file in &files {
            [file.path, "\0", file.text, "\0"].iter().for_each(|text| hasher.write(text.as_bytes()));
        }
        let made = before.take(&path, hasher.finish()).unwrap_or_else(|| {
            let page = parse::page_of(&path, PageKind::Example, examples::document(group, &files));
            let file = files.first().map_or_else(String::new, |file| file.path.to_owned());
            Group {
                hash: hasher.finish(),
                file,
                page: builder.drafter.draft(builder.cutter.cut(page)),
                releases: Vec::new(),
            }
        });
        builder.gathered.groups.insert(path, made);
    }
    let mut packages: BTreeMap<String, (String, Vec<Release>)> = BTreeMap::new();
    for (file, changelog) in &builder.changelogs {
        for release in &changelog.releases {
            let (_, known) = packages.entry(release.package.clone()).or_insert_with(|| (file.clone(), Vec::new()));
            known.push(release.clone());
        }
    }
    let known: Vec<Release> = builder.known_releases().cloned().collect();
    for release in &known {
        packages.entry(release.package.clone()).or_insert_with(|| ("the previous index".to_owned(), Vec::new()));
    }
    for (package, (file, new)) in packages {
        let known = known.iter().filter(|release| release.package == package).cloned().collect();
        let releases = changelog::merge(known, new);
        let path = format!("changelog/{}", file_name(&package));
        let hash = XxHash64::oneshot(0, format!("{releases:?}").as_bytes());
        let made = before.take(&path, hash).unwrap_or_else(|| {
            changelog_group((&mut builder.cutter, &mut builder.drafter), hash, file, &path, &package, releases)
        });
        builder.gathered.groups.insert(path, made);
    }
    let tree = gather_folders(builder, &mut before)?;
    before.groups.values().for_each(|group| builder.drafter.forget(&group.page));
    Ok(tree)
}

/// Makes a page for each folder of the navigation that has none: the list of what is in it.
fn gather_folders(builder: &mut IndexBuilder, before: &mut Gathered) -> Result<Navigation, Error> {
    let pages = site::sorted(builder)?;
    let tree = site::tree(builder, &pages);
    let mut made = Vec::new();
    for (number, entry) in tree.entries.iter().enumerate() {
        let Some(path) = &entry.folder else { continue };
        if pages.binary_search_by(|(_, page)| page.path.cmp(path)).is_ok() {
            continue;
        }
        let mut markdown = String::new();
        for below in tree.entries[number + 1..].iter().take_while(|below| below.depth > entry.depth) {
            let indent = usize::from(below.depth - entry.depth - 1).min(MAX_INDENT);
            let title = escape::heading(&below.title);
            let target = below.page.map(|page| &*pages[page].1.path).or(below.folder.as_deref());
            let item = target.map_or(title.clone(), |path| format!("[{title}](/{})", url::encoded(path)));
            markdown += &format!("{:indent$}- {item}\n", "", indent = 2 * indent);
        }
        made.push((
            path.clone(),
            Document { title: entry.title.clone(), markdown, search: false, ..Document::default() },
        ));
    }
    for (path, document) in made {
        let hash = XxHash64::oneshot(1, format!("{}\0{}", document.title, document.markdown).as_bytes());
        let group = before.take(&path, hash).unwrap_or_else(|| {
            let page = parse::page_of(&path, PageKind::Folder, document);
            Group {
                hash,
                file: format!("{path}/"),
                page: builder.drafter.draft(builder.cutter.cut(page)),
                releases: Vec::new(),
            }
        });
        builder.gathered.groups.insert(path, group);
    }
    Ok(tree)
}

/// How deep the list of a folder is indented: what is deeper is on a page of its own.
const MAX_INDENT: usize = 6;

fn changelog_group(
    (cutter, drafter): (&mut Cutter, &mut Drafter),
    hash: u64,
    file: String,
    path: &str,
    package: &str,
    releases: Vec<Release>,
) -> Group {
    let changelog::ChangelogPage { document, headings } = changelog::document(package, &releases);
    let page: Page = parse::page_of(path, PageKind::Changelog, document);
    let place = |offset: usize| page.sections.partition_point(|section| section.range.end <= offset);
    let place = |offset: usize| place(offset).min(page.sections.len().saturating_sub(1));
    let places: Vec<usize> = headings.into_iter().map(place).collect();
    Group { hash, file, page: drafter.draft(cutter.cut(page)), releases: places.into_iter().zip(releases).collect() }
}

/// A package as the last part of a path: `@acme/lamp` becomes `acme-lamp`.
fn file_name(package: &str) -> String {
    let name = package.trim_start_matches('@').replace('/', " ");
    let name = slug(&name);
    if name.is_empty() { "releases".to_owned() } else { name }
}

/// The releases that an index holds.
pub(super) fn known<B: AsRef<[u8]>>(index: &Index<B>) -> Result<Vec<Release>, Error> {
    let releases = index.releases()?.into_iter().map(|release| Release {
        package: release.package,
        version: release.version,
        date: release.date,
        url: release.url,
        guid: release.guid,
        prerelease: release.prerelease,
        title: Some(release.title).filter(|title| !title.is_empty()),
        yanked: release.yanked,
        markdown: release.markdown,
    });
    Ok(releases.collect())
}
