//! What a page says in `data-pagefind-filter`, for filters.
//!
//! ```text
//! <b data-pagefind-filter="author">Ada</b>                           the text of the element
//! <img data-pagefind-filter="image[alt]" alt="A lamp">               an attribute of it
//! <p data-pagefind-filter="tag[data-tag], author:Ada, of London">    several; a text reaches to the end
//! ```

use super::super::front_matter::Value;
use super::super::page::one_line;
use scraper::{ElementRef, Html, Selector};

/// All values of each key, in the order of the page.
pub(super) fn filters(html: &Html) -> Value {
    let mut keys: Vec<(String, Value)> = Vec::new();
    let Ok(selector) = Selector::parse("[data-pagefind-filter]") else { return Value::Null };
    for element in html.select(&selector) {
        each(element, |key, value| {
            let value = Value::Text(value);
            match keys.iter_mut().find(|(known, _)| known == key) {
                Some((_, Value::List(values))) => values.push(value),
                _ => keys.push((key.to_owned(), Value::List(vec![value]))),
            }
        });
    }
    Value::Map(keys)
}

/// Every key that an element names, with its value.
fn each(element: ElementRef<'_>, mut found: impl FnMut(&str, String)) {
    let mut rest = element.attr("data-pagefind-filter").unwrap_or_default();
    while !rest.is_empty() {
        let end = rest.find([',', ':']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let name = name.trim();
        if let Some(text) = after.strip_prefix(':') {
            found(name, one_line(text));
            return;
        }
        rest = after.strip_prefix(',').unwrap_or(after);
        match name.strip_suffix(']').and_then(|name| name.split_once('[')) {
            Some((key, attribute)) => found(key, one_line(element.attr(attribute).unwrap_or_default())),
            None if name.is_empty() => {}
            None => found(name, one_line(&element.text().collect::<String>())),
        }
    }
}
