//! What HTML knows: names of elements and attributes.

use super::tag::{Kind, Tag, Value};

/// Whether HTML has an element of this name. Others in prose are placeholders and type parameters: `<your-domain>`.
pub(super) fn is_html(name: &str) -> bool {
    // https://html.spec.whatwg.org/multipage/indices.html#elements-3, the obsolete ones that pages still use
    // (https://html.spec.whatwg.org/multipage/obsolete.html), and the commonest of SVG and MathML. Sorted.
    #[rustfmt::skip]
    const NAMES: [&str; 149] = [
        "a", "abbr", "acronym", "address", "animate", "area", "article", "aside", "audio", "b", "base", "bdi",
        "bdo", "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "circle", "cite",
        "clippath", "code", "col", "colgroup", "data", "datalist", "dd", "defs", "del", "details", "dfn", "dialog",
        "dir", "div", "dl", "dt", "ellipse", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer",
        "foreignobject", "form", "frame", "frameset", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
        "hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins", "kbd", "label", "legend", "li",
        "line", "lineargradient", "link", "main", "map", "mark", "marker", "marquee", "mask", "math", "menu",
        "meta", "meter", "nav", "nobr", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p",
        "param", "path", "pattern", "picture", "polygon", "polyline", "pre", "progress", "q", "rect", "rp", "rt",
        "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "stop",
        "strike", "strong", "style", "sub", "summary", "sup", "svg", "symbol", "table", "tbody", "td", "template",
        "text", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tspan", "tt", "u", "ul", "use",
        "var", "video", "wbr",
    ];
    NAMES.binary_search_by(|known| known.bytes().cmp(name.bytes().map(|byte| byte.to_ascii_lowercase()))).is_ok()
}

/// Elements that have no content and no closing tag: https://html.spec.whatwg.org/multipage/syntax.html#void-elements.
pub(super) fn is_void(name: &str) -> bool {
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// The id that an element of HTML gives to its place.
pub(super) fn id_of<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let id = tag.attributes.iter().find_map(|attribute| match attribute.value {
        Value::Text(id) if attribute.name == "id" || (attribute.name == "name" && tag.name == "a") => Some(id),
        _ => None,
    });
    id.filter(|id| !id.trim().is_empty() && tag.kind != Kind::Close)
}

/// Whether HTML has such an attribute: no braces, no React names.
pub(super) fn is_html_attribute(name: &str, value: Value<'_>) -> bool {
    let is_handler =
        name.strip_prefix("on").is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()));
    !matches!(value, Value::Expression(_)) && !is_handler && !["className", "htmlFor", "key", "ref"].contains(&name)
}

/// The tag with what HTML knows of its attributes. A string or number in braces is one in quotes there.
pub(super) fn written_html(tag: &Tag<'_>) -> String {
    let mut out = String::from(if tag.kind == Kind::Close { "</" } else { "<" });
    out.push_str(tag.name);
    for attribute in &tag.attributes {
        let text = attribute.text();
        let value = text.as_deref().map_or(Value::None, Value::Text);
        let is_bare = attribute.value == Value::None;
        if attribute.name.is_empty() || !is_html_attribute(attribute.name, value) || (text.is_none() && !is_bare) {
            continue;
        }
        out.push(' ');
        out.push_str(attribute.name);
        if let Some(text) = text {
            let quote = if text.contains('"') { '\'' } else { '"' };
            out.push('=');
            out.push(quote);
            out.extend(text.chars().filter(|char| *char != quote));
            out.push(quote);
        }
    }
    out.push_str(if tag.kind == Kind::Empty { " />" } else { ">" });
    out
}
