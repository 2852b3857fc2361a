//! Which tag closes which.

use super::event::Element;
use std::collections::HashMap;

/// All elements found so far, and those that are open.
#[derive(Debug, Default)]
pub(super) struct Pairs<'a> {
    pub(super) elements: Vec<Element>,
    open: Vec<Open<'a>>,
    /// How many of each name are open, so that a closing tag without an opening one is known without a search.
    names: HashMap<&'a str, usize>,
    /// Places in `open` of blocks between colons.
    directives: Vec<usize>,
    /// Open elements that are components for snippets.
    snippets: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'a> {
    pub(super) name: &'a str,
    pub(super) element: usize,
    /// How many colons opened it; 0 for tags.
    colons: usize,
    is_snippet: bool,
}

impl<'a> Pairs<'a> {
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    pub(super) fn has_snippet(&self) -> bool {
        !self.snippets.is_empty()
    }

    pub(super) fn is_open(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|count| *count > 0)
    }

    /// An element that is closed by its own tag.
    pub(super) fn empty(&mut self, block: bool, is_snippet: bool) -> usize {
        self.mark_snippet(is_snippet);
        self.elements.push(Element { closed: true, block, has_snippets: false });
        self.elements.len() - 1
    }

    pub(super) fn open(&mut self, name: &'a str, block: bool, colons: usize, is_snippet: bool) -> usize {
        self.mark_snippet(is_snippet);
        let element = self.elements.len();
        self.elements.push(Element { closed: false, block, has_snippets: false });
        if colons > 0 {
            self.directives.push(self.open.len());
        } else {
            *self.names.entry(name).or_default() += 1;
        }
        if is_snippet {
            self.snippets.push(element);
        }
        self.open.push(Open { name, element, colons, is_snippet });
        element
    }

    fn mark_snippet(&mut self, is_snippet: bool) {
        if is_snippet && let Some(outer) = self.snippets.last() {
            self.elements[*outer].has_snippets = true;
        }
    }

    /// Closes the innermost element of this name, and with it, unclosed, those inside. Gives the closed one last.
    pub(super) fn close(&mut self, name: &str, gone: &mut Vec<usize>) -> Option<usize> {
        if !self.is_open(name) {
            return None;
        }
        while let Some(open) = self.pop() {
            gone.push(open.element);
            if open.colons == 0 && open.name == name {
                self.elements[open.element].closed = true;
                return Some(open.element);
            }
        }
        None
    }

    /// Whether so many colons close a block.
    pub(super) fn closes_directive(&self, colons: usize) -> bool {
        self.directives.last().and_then(|place| self.open.get(*place)).is_some_and(|open| open.colons <= colons)
    }

    /// Closes the innermost block between colons, if no more colons opened it.
    pub(super) fn close_directive(&mut self, colons: usize, gone: &mut Vec<usize>) -> Option<usize> {
        if !self.closes_directive(colons) {
            return None;
        }
        while let Some(open) = self.pop() {
            gone.push(open.element);
            if open.colons > 0 {
                self.elements[open.element].closed = true;
                return Some(open.element);
            }
        }
        None
    }

    /// Elements deeper than this, the innermost first; they stay unclosed.
    pub(super) fn pop_to(&mut self, depth: usize) -> Option<Open<'a>> {
        if self.open.len() > depth { self.pop() } else { None }
    }

    /// The open elements deeper than this.
    pub(super) fn above(&self, depth: usize) -> &[Open<'a>] {
        self.open.get(depth..).unwrap_or_default()
    }

    fn pop(&mut self) -> Option<Open<'a>> {
        let open = self.open.pop()?;
        if open.colons > 0 {
            self.directives.pop();
        } else if let Some(count) = self.names.get_mut(open.name) {
            *count -= 1;
        }
        if open.is_snippet {
            self.snippets.pop();
        }
        Some(open)
    }
}
