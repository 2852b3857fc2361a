//! What the flags of `headword search` say of a search. `js/headword/src/search-flags.ts` reads them alike.

use crate::args::Search;
use headword::{Filter, SearchOptions, Sort};

/// Filters of one key leave what meets any of them, those of several keys what meets each.
pub(crate) fn search_options(args: &Search) -> SearchOptions {
    let mut options = SearchOptions::new().limit(args.limit as usize).offset(args.offset as usize);
    let mut keys: Vec<(&str, Vec<Filter>)> = Vec::new();
    for (key, value) in &args.filter {
        let filter = Filter::is(key, value);
        match keys.iter_mut().find(|(known, _)| known == key) {
            Some((_, filters)) => filters.push(filter),
            None => keys.push((key, vec![filter])),
        }
    }
    options.filters = keys.into_iter().map(|(_, filters)| Filter::Any(filters)).collect();
    options.facets.clone_from(&args.facet);
    options.sort = args.sort.as_deref().map(|sort| match sort.strip_prefix('-') {
        Some(key) => Sort::descending(key),
        None => Sort::ascending(sort),
    });
    // People are shown the names of further sections alone.
    options.section_excerpts = args.json;
    options
}

/// `product=sso`; a value may have an `=` too.
pub(crate) fn key_and_value(text: &str) -> Result<(String, String), String> {
    let found = text.split_once('=').filter(|(key, _)| !key.is_empty());
    found.map(|(key, value)| (key.to_owned(), value.to_owned())).ok_or_else(|| "KEY=VALUE".to_owned())
}
