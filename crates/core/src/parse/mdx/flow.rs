//! Tags and expressions: lines that have nothing else, and what a tag does to the lines behind it.

use super::event::What;
use super::expression;
use super::html::{is_html, is_void};
use super::leaf::Start;
use super::scan::{Layer, MAX_DEPTH, Scanner};
use super::tag::{self, Kind, Tag};

/// A piece of a line that has nothing but tags and expressions.
pub(super) enum Token<'a> {
    Tag(Tag<'a>),
    Expression(usize, usize),
    Removed(usize, usize),
}

impl<'a> Scanner<'a, '_> {
    /// Reads tags and expressions up to the end of a line, if there is nothing else.
    pub(super) fn flow(&mut self, start: usize) -> Start<'a> {
        let bytes = self.source.as_bytes();
        let mut tokens = Vec::new();
        let mut at = start;
        loop {
            while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r')) {
                at += 1;
            }
            let token = match bytes.get(at) {
                None | Some(b'\n') if !tokens.is_empty() => return Start::Flow(tokens, at),
                Some(b'<') => self.flow_tag(at),
                // A comment of MDX is none of Markdown's, and nobody means to show it.
                Some(b'{') if self.mdx || bytes[at..].starts_with(b"{/*") => {
                    let limit = self.reach(at);
                    let end = expression::end(self.source, at, limit);
                    let end = end.filter(|end| self.mdx || bytes[..*end].ends_with(b"*/}"));
                    if end.is_none() {
                        self.spend(limit - at);
                    }
                    end.map(|end| Token::Expression(at, end))
                }
                _ => None,
            };
            let Some(token) = token else {
                let component = matches!(tokens.first(), Some(Token::Tag(tag)) if self.is_component(tag));
                return Start::Text { component };
            };
            at = match &token {
                Token::Tag(tag) => tag.end,
                Token::Expression(_, end) | Token::Removed(_, end) => *end,
            };
            tokens.push(token);
        }
    }

    fn flow_tag(&mut self, at: usize) -> Option<Token<'a>> {
        let limit = self.reach(at);
        let tag = match tag::parse(self.source, at, limit, false, self.quotes()) {
            Ok(tag) => tag,
            Err(seen) => {
                self.spend(seen.saturating_sub(at));
                return None;
            }
        };
        if !self.mdx {
            return (!tag.name.is_empty() && self.is_component(&tag)).then_some(Token::Tag(tag));
        }
        if tag.kind == Kind::Open && ["style", "script"].contains(&tag.name) {
            let rest = self.source.as_bytes().get(tag.end..limit)?;
            let close = if tag.name == "style" { "</style>" } else { "</script>" };
            let Some(found) = memchr::memmem::find(rest, close.as_bytes()) else {
                self.spend(rest.len());
                return None;
            };
            return Some(Token::Removed(at, tag.end + found + close.len()));
        }
        Some(Token::Tag(tag))
    }

    /// Whether a tag is a component's here. In Markdown, HTML may be written in capitals.
    pub(super) fn is_component(&self, tag: &Tag<'_>) -> bool {
        let shouted = !self.mdx
            && !tag.name.is_empty()
            && (tag.name.len() > 1 || !tag.attributes.is_empty())
            && tag.name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && is_html(tag.name);
        tag.is_component() && !shouted
    }

    pub(super) fn is_snippet(&self, name: &str) -> bool {
        self.snippet_components.iter().any(|component| component == name)
    }

    pub(super) fn flow_token(&mut self, token: Token<'a>) {
        match token {
            Token::Tag(tag) => drop(self.tag(tag, true, false)),
            Token::Expression(start, end) => self.expression(start, end),
            Token::Removed(start, end) => self.push(start, end, What::Drop),
        }
    }

    pub(super) fn expression(&mut self, start: usize, end: usize) {
        let text = self.source.get(start + 1..end - 1).and_then(expression::literal);
        self.push(start, end, text.map_or(What::Drop, What::Text));
    }

    /// Tells a tag, finds what it closes, and gives its element if that has a part in the layout.
    pub(super) fn tag(&mut self, tag: Tag<'a>, flow: bool, raw: bool) -> Option<usize> {
        let (start, end, name) = (tag.start, tag.end, tag.name);
        let component = self.is_component(&tag);
        let is_snippet = component && self.is_snippet(name);
        let pairs = component || flow || !is_html(name);
        let element = match tag.kind {
            _ if !pairs => None,
            Kind::Empty => Some(self.pairs.empty(flow, is_snippet)),
            Kind::Open if !component && is_void(name) => None,
            Kind::Open => {
                let element = self.pairs.open(name, flow, 0, is_snippet);
                if flow {
                    self.enter_element(element);
                }
                Some(element)
            }
            Kind::Close => {
                let mut gone = Vec::new();
                let element = self.pairs.close(name, &mut gone);
                self.leave_elements(&gone);
                element
            }
        };
        let tag = Box::new(tag);
        let is_html = !component && (flow || is_html(name));
        let what = if is_html { What::Html { tag, flow } } else { What::Tag { tag, element, flow, raw } };
        self.push(start, end, what);
        element
    }

    /// The lines from here on stand in this element.
    pub(super) fn enter_element(&mut self, element: usize) {
        if self.layers.iter().filter(|layer| matches!(layer, Layer::Element { .. })).count() < MAX_DEPTH {
            self.layers.push(Layer::Element { element, strip: None });
        }
    }

    pub(super) fn leave_elements(&mut self, gone: &[usize]) {
        for gone in gone {
            let place = self
                .layers
                .iter()
                .rposition(|layer| matches!(layer, Layer::Element { element, .. } if element == gone));
            if let Some(place) = place {
                self.layers.remove(place);
            }
        }
    }
}
