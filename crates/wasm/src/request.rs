//! The options of a search. `js/headword/src/search-options.ts` writes the words that are read here.
//!
//! ```text
//! words = (is key value | all count | any count | not | facet key | sort key order | boost key value | section
//!         | language name | finished | as-spelled | bare | every)*
//! ```
//!
//! Each word ends with a NUL, which stands in none of them. A filter stands behind those that it is put together of, so that no object has to cross: `any 2` takes the last two.
//! What is left in the end is all to be met. Each boost has its factor in a list of its own.

use headword::{CombineWith, Filter, GroupBy, SearchOptions, Sort};

/// None where the words are none that are written there.
pub(crate) fn options(limit: u32, offset: u32, words: &str, factors: Vec<f64>) -> Option<SearchOptions> {
    let mut options = SearchOptions::new().limit(limit as usize).offset(offset as usize);
    let mut factors = factors.into_iter();
    let mut words = words.split_terminator('\0');
    while let Some(word) = words.next() {
        let filters = &mut options.filters;
        match word {
            "is" => filters.push(Filter::is(words.next()?, words.next()?)),
            "all" | "any" => {
                let count = words.next()?.parse().ok()?;
                let below = filters.split_off(filters.len().checked_sub(count)?);
                filters.push(if word == "all" { Filter::All(below) } else { Filter::Any(below) });
            }
            "not" => {
                let below = filters.pop()?;
                filters.push(Filter::Not(Box::new(below)));
            }
            "facet" => options.facets.push(words.next()?.to_owned()),
            "sort" => {
                let key = words.next()?;
                let descending = words.next()? == "desc";
                options.sort = Some(if descending { Sort::descending(key) } else { Sort::ascending(key) });
            }
            "boost" => options = options.boost(words.next()?, words.next()?, factors.next()?),
            "section" => options.group_by = GroupBy::Section,
            "language" => options.language = Some(words.next()?.to_owned()),
            "finished" => options.prefix = false,
            "as-spelled" => options.fuzzy = false,
            "bare" => options.section_excerpts = false,
            "every" => options.combine_with = CombineWith::And,
            _ => return None,
        }
    }
    Some(options)
}
