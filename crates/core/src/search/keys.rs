//! The keys that filters, facets, sorting and boosts may name.

use crate::closest::closest;
use crate::error::Error;
use crate::format::fault::Fault;
use crate::format::filters::{FilterKey, KIND, LANGUAGE};
use crate::index::View;

/// What every index has, whatever it declares.
const BUILT_IN: [&str; 3] = ["kind", "path", "language"];

/// The kinds that searches find.
pub(super) const KINDS: [&str; 3] = ["changelog", DOCS, "example"];

/// The kind of all that is of no other.
pub(super) const DOCS: &str = "docs";

/// A key, as the index has it.
#[derive(Clone, Copy)]
pub(super) enum Key<'a> {
    /// None where all pages are of the docs.
    Kind(Option<FilterKey<'a>>),
    Path,
    /// None where no section is for a language.
    Language(Option<FilterKey<'a>>),
    Declared(FilterKey<'a>),
}

/// All keys of an index.
pub(super) struct Keys<'a> {
    declared: Vec<FilterKey<'a>>,
    kind: Option<FilterKey<'a>>,
    language: Option<FilterKey<'a>>,
}

impl<'a> Keys<'a> {
    pub(super) fn new(view: &View<'a>) -> Result<Self, Fault> {
        let filters = view.filters;
        let (kind, language) = (filters.key(KIND)?, filters.key(LANGUAGE)?);
        Ok(Keys { declared: filters.declared()?.collect(), kind, language })
    }

    /// The key of this name. `what` is what it was asked for.
    pub(super) fn find(&self, what: &'static str, name: &str) -> Result<Key<'a>, Error> {
        Ok(match name {
            KIND => Key::Kind(self.kind),
            "path" => Key::Path,
            LANGUAGE => Key::Language(self.language),
            _ => match self.declared(name) {
                Some(key) => Key::Declared(key),
                None => return Err(self.unknown(what, name, &BUILT_IN)),
            },
        })
    }

    /// The declared key of this name, for sorting.
    pub(super) fn find_declared(&self, what: &'static str, name: &str) -> Result<FilterKey<'a>, Error> {
        self.declared(name).ok_or_else(|| self.unknown(what, name, &[]))
    }

    fn declared(&self, name: &str) -> Option<FilterKey<'a>> {
        self.declared.iter().find(|key| key.name == name).copied()
    }

    #[inline(never)]
    fn unknown(&self, what: &'static str, name: &str, others: &[&'static str]) -> Error {
        let known = || others.iter().copied().chain(self.declared.iter().map(|key| key.name));
        let advice = match closest(name, known()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if known().next().is_none() => {
                "it has none; name keys of front matter under \"filters\" in headword.toml and build it again"
                    .to_owned()
            }
            None => format!("it has {}", known().collect::<Vec<_>>().join(", ")),
        };
        wrong(what, name, format!("the index has no such key; {advice}"))
    }
}

/// An error names the key, but not a megabyte of it.
pub(super) fn wrong(what: &'static str, key: &str, reason: String) -> Error {
    Error::Filter { what, key: shortened(key), reason }
}

/// The kind that a text names.
#[inline(never)]
pub(super) fn kind(what: &'static str, text: &str) -> Result<&'static str, Error> {
    KINDS.into_iter().find(|kind| *kind == text).ok_or_else(|| {
        let advice = match closest(text, KINDS.into_iter()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "a kind is docs, example or changelog".to_owned(),
        };
        wrong(what, "kind", format!("there is no kind \"{}\"; {advice}", shortened(text)))
    })
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}
