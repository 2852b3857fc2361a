//! The book as mdBook gives it to an output: JSON on standard input.
//!
//! Only what is needed is read, and by its names alone, so that mdBook 0.4 and 0.5 are both understood.

use crate::failure::Failure;
use crate::settings::Settings;
use serde::Deserialize;
use serde_json::Value;
use std::path::{Component, Path, PathBuf};

/// What mdBook says about a book, and where its pages are.
pub(crate) struct Book {
    /// The folder that the renderer of HTML wrote.
    pub(crate) html: PathBuf,
    /// An empty folder that mdBook has made for this output.
    own: PathBuf,
    root: PathBuf,
    pub(crate) title: String,
    pub(crate) items: Vec<Item>,
    /// The page that is shown for addresses that are not there, if any.
    pub(crate) not_found: Option<String>,
    pub(crate) settings: Settings,
}

/// An entry of the table of contents.
pub(crate) enum Item {
    /// A title above the chapters that follow.
    Part(String),
    Chapter(Chapter),
}

/// A chapter, which is a page unless it is a draft.
pub(crate) struct Chapter {
    pub(crate) name: String,
    /// Its page, with `/` between folders; none for a draft.
    pub(crate) page: Option<String>,
    pub(crate) is_numbered: bool,
    /// Whether its words are to be found.
    pub(crate) is_searched: bool,
    pub(crate) below: Vec<Item>,
}

#[derive(Deserialize)]
struct Context {
    root: PathBuf,
    book: Contents,
    config: Value,
    destination: PathBuf,
}

#[derive(Deserialize)]
struct Contents {
    // mdBook 0.4 calls them sections.
    #[serde(alias = "sections")]
    items: Vec<RawItem>,
}

#[derive(Deserialize)]
enum RawItem {
    Chapter(RawChapter),
    PartTitle(String),
    Separator,
}

#[derive(Deserialize)]
struct RawChapter {
    name: String,
    number: Option<Value>,
    path: Option<PathBuf>,
    source_path: Option<PathBuf>,
    #[serde(default)]
    sub_items: Vec<RawItem>,
}

impl Book {
    /// Reads what mdBook says, and refuses what cannot work before anything is written.
    pub(crate) fn read(text: &[u8]) -> Result<Book, Failure> {
        if text.first() == Some(&b'[') {
            return Err(Failure::new(
                "book.toml has it as a preprocessor; it is an output, since it reads the pages that mdBook has written: \
                 write [output.search] with command = \"mdbook-headword\" in place of the preprocessor",
            ));
        }
        let Context { root, book, config, destination } = serde_json::from_slice(text).map_err(|error| {
            Failure::new(format!(
                "cannot read the book that mdBook gives to outputs: {error}; update mdbook-headword, which knows mdBook \
                 0.4 and 0.5"
            ))
        })?;
        let at = |pointer: &str| config.pointer(pointer);
        let html = html_folder(&config, &destination)?;
        if at("/output/html/search/enable").and_then(Value::as_bool).unwrap_or(true) {
            return Err(Failure::new(
                "mdBook's own search is on, so that each page would have two; turn it off in book.toml: \
                 [output.html.search] with enable = false",
            ));
        }
        let name = destination.file_name().unwrap_or_default().to_string_lossy();
        let table = at("/output").and_then(|outputs| outputs.get(&*name));
        let settings = Settings::read(&name, table, at("/book/language").and_then(Value::as_str))?;
        let unsearched = Unsearched::read(at("/output/html/search/chapter"));
        let not_found = match at("/output/html/input-404").and_then(Value::as_str) {
            Some("") => None,
            Some(name) => Some(name.replace(".md", ".html")),
            None => Some("404.html".to_owned()),
        };
        Ok(Book {
            html,
            own: destination,
            root,
            title: at("/book/title").and_then(Value::as_str).unwrap_or_default().to_owned(),
            items: items(book.items, &unsearched),
            not_found,
            settings,
        })
    }

    /// All chapters that are pages, in order.
    pub(crate) fn chapters(&self) -> Vec<&Chapter> {
        fn walk<'a>(items: &'a [Item], found: &mut Vec<&'a Chapter>) {
            for item in items {
                if let Item::Chapter(chapter) = item {
                    found.extend(chapter.page.is_some().then_some(chapter));
                    walk(&chapter.below, found);
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.items, &mut found);
        found
    }

    /// Removes the folder that mdBook has made for this output, in which nothing is: people would look into it. That it
    /// stays is no harm.
    pub(crate) fn leave_no_folder(&self) {
        // mdBook starts the program in it, and systems keep a folder that someone is in.
        if std::env::set_current_dir(&self.root).is_ok() {
            let _ = std::fs::remove_dir(&self.own);
        }
    }
}

/// Where the pages are: beside the folder of this output. mdBook runs outputs in the order of their names, so one that
/// comes before `html` would see the pages of the last build, which are about to be removed.
fn html_folder(config: &Value, destination: &Path) -> Result<PathBuf, Failure> {
    let name = destination.file_name().unwrap_or_default().to_string_lossy();
    let outputs = config.get("output").and_then(Value::as_object);
    if outputs.is_none_or(|outputs| !outputs.contains_key("html")) {
        return Err(Failure::new(
            "book.toml has no [output.html], so that mdBook writes no pages; add [output.html.search] with enable = false",
        ));
    }
    if *name < *"html" {
        return Err(Failure::new(format!(
            "mdBook runs outputs in the order of their names, and \"{name}\" comes before \"html\", when there are no \
             pages yet; write [output.search] with command = \"mdbook-headword\" in place of [output.{name}]"
        )));
    }
    Ok(destination.with_file_name("html"))
}

fn items(raw: Vec<RawItem>, unsearched: &Unsearched) -> Vec<Item> {
    let item = |item| match item {
        RawItem::Separator => None,
        RawItem::PartTitle(title) => Some(Item::Part(title)),
        RawItem::Chapter(chapter) => Some(Item::Chapter(Chapter {
            is_searched: unsearched.allows(chapter.source_path.as_deref().or(chapter.path.as_deref())),
            page: chapter.path.as_deref().map(page),
            name: chapter.name,
            is_numbered: chapter.number.is_some(),
            below: items(chapter.sub_items, unsearched),
        })),
    };
    raw.into_iter().filter_map(item).collect()
}

/// `guide/install.md` becomes `guide/install.html`.
fn page(path: &Path) -> String {
    let path = path.with_extension("html");
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}

/// Chapters that mdBook's own search would leave out: `[output.html.search.chapter]`, where the longest path counts.
struct Unsearched(Vec<(PathBuf, bool)>);

impl Unsearched {
    fn read(table: Option<&Value>) -> Self {
        let entries = table.and_then(Value::as_object).into_iter().flatten();
        let enabled = |(path, settings): (&String, &Value)| Some((path.into(), settings.get("enable")?.as_bool()?));
        Unsearched(entries.filter_map(enabled).collect())
    }

    fn allows(&self, path: Option<&Path>) -> bool {
        let Some(path) = path else { return true };
        let fitting = self.0.iter().filter(|(folder, _)| path.starts_with(folder));
        fitting.max_by_key(|(folder, _)| folder.components().count()).is_none_or(|(_, enabled)| *enabled)
    }
}
