//! What pages need of other files: titles from the navigation, descriptions from pages above, snippets of code.

use super::mdx::Snippet;
use super::reference::Definitions;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::Hasher;
use twox_hash::XxHash64;

/// What pages need of other files.
#[derive(Default)]
pub(crate) struct Context<'a> {
    /// By the path of the page.
    titles: BTreeMap<String, String>,
    pub(super) definitions: Option<&'a Definitions>,
    snippets: Option<&'a BTreeMap<String, String>>,
    /// Snippets without their extension, and by their file name alone where only one has it.
    short: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> Context<'a> {
    /// `titles` are those that the navigation gives, by the path of the page.
    pub(crate) fn new(
        titles: BTreeMap<String, String>,
        definitions: &'a Definitions,
        snippets: &'a BTreeMap<String, String>,
    ) -> Self {
        let mut short: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for path in snippets.keys() {
            let name = path.rsplit('/').next().unwrap_or(path);
            let mut names = vec![stem(path), name, stem(name)];
            names.sort_unstable();
            names.dedup();
            for name in names.into_iter().filter(|name| *name != path) {
                short.entry(name).and_modify(|one| *one = None).or_insert(Some(path));
            }
        }
        Context { titles, definitions: Some(definitions), snippets: Some(snippets), short }
    }

    /// What navigation calls a page.
    pub(super) fn title(&self, path: &str) -> Option<&str> {
        self.titles.get(path).map(String::as_str)
    }

    /// The snippet that a page names: by its path, with or without extension, or by its file name.
    pub(super) fn snippet(&self, name: &str) -> Option<Snippet<'_>> {
        let name = name.trim_start_matches(['.', '@', '/']);
        let snippets = self.snippets?;
        let path = if snippets.contains_key(name) { Some(name) } else { *self.short.get(name)? }?;
        let text = snippets.get(path)?;
        Some(Snippet { text: Cow::Borrowed(text), language: super::examples::language_of(path).map(Cow::Borrowed) })
    }

    /// Two contexts in which pages read alike have the same number.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = XxHash64::with_seed(self.definitions.map_or(0, Definitions::fingerprint));
        for (key, value) in self.titles.iter().chain(self.snippets.into_iter().flatten()) {
            [key, "\0", value, "\0"].iter().for_each(|text| hasher.write(text.as_bytes()));
        }
        // 0 stands for pages that were never made.
        hasher.finish().max(1)
    }
}

fn stem(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => stem,
        _ => path,
    }
}
