//! What the scanner finds in a text and the renderer acts upon. What lies between events is text, and stays.

use super::admonition::Indented;
use super::fence::Info;
use super::include::Include;
use super::tag::Tag;
use std::borrow::Cow;

/// Something at `start..end` of the source that is not plain text.
#[derive(Debug)]
pub(super) struct Event<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What<'a>,
}

#[derive(Debug)]
pub(super) enum What<'a> {
    /// A line begins, and `start..end` is what its containers and the elements around it have before its text. `pad`
    /// columns of a tab belong to the text. Lines are told only where containers are.
    Line {
        pad: usize,
    },
    /// A line without text, where lines are told.
    BlankLine,
    /// This container begins; its marker has been text.
    Enter(Container),
    /// This many containers end, the innermost first.
    Leave(usize),
    /// Lines and containers are told no more.
    Forget,
    /// A block begins right behind a list marker.
    Marker,
    /// White space before a block, which is not kept.
    Indent,
    /// Nothing stands for this.
    Drop,
    /// This text stands for it, which is not Markdown.
    Text(Cow<'a, str>),
    /// A component's tag, or one that HTML does not know. `element` is [`None`] for a closing tag that closes nothing.
    Tag {
        tag: Box<Tag<'a>>,
        element: Option<usize>,
        flow: bool,
        raw: bool,
    },
    /// An HTML tag in MDX that is a block, or is not quite HTML.
    Html {
        tag: Box<Tag<'a>>,
        flow: bool,
    },
    /// The end of a line of tags.
    FlowEnd,
    /// An element here has this id.
    Id(&'a str),
    /// A heading with a suffix begins on this line.
    Heading,
    /// The suffix of that heading.
    Suffix(Option<&'a str>),
    /// The info string of fenced code.
    Fence(Info<'a>),
    /// `:::name title`
    Directive {
        name: &'a str,
        title: &'a str,
        element: usize,
    },
    /// `:::`
    DirectiveEnd(usize),
    /// `!!! note "Title"`; the container follows.
    Indented(Indented<'a>),
    Include {
        include: Include<'a>,
        in_code: bool,
    },
}

/// What Markdown puts before every line inside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Container {
    /// `> `
    Quote,
    /// White space of this width, in columns.
    Item(usize),
    /// Four columns, of a note in MkDocs.
    Indented,
}

/// A tag and what closes it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Element {
    pub(super) closed: bool,
    /// It stands on lines of its own.
    pub(super) block: bool,
    /// There are components for snippets inside.
    pub(super) has_snippets: bool,
}
