//! Properties, and the words and the code that other parsers find.

use super::tests::with;
use super::*;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text of all code, as `pulldown-cmark` finds it.
fn code(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(markdown, Options::empty()) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                inside = true;
                found.push(String::new());
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
            Event::Code(text) => found.push(text.into_string()),
            _ => {}
        }
    }
    found
}

fn pieces(of: &'static [&'static str], count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(of), count).prop_map(|pieces| pieces.concat())
}

const ANY: &[&str] = &[
    "<",
    ">",
    "{",
    "}",
    "\"",
    "'",
    "`",
    "/",
    "\n",
    "#",
    ":",
    "-",
    "a",
    "A",
    ".",
    " ",
    "    ",
    "\t",
    "<A>",
    "</A>",
    "<A b='c'>",
    "<A/>",
    "<div>",
    "</div>",
    "<p id='x'/>",
    "```\n",
    "> ",
    "- ",
    "1. ",
    "\n\n",
    ":::note\n",
    ":::\n",
    "!!! note\n",
    "{'x'}",
    "import x from 'y'\n",
    "<CodeBlock file='x'/>",
    "<Note>",
    "</Note>",
    " {#id}",
    "===\n",
    "\\",
    "é",
    "\r\n",
    "$$",
    "<!--",
    "-->",
    "<style>",
    "</style>",
    "<>",
    "</>",
    "--8<-- 'x'\n",
    "\0",
    "title=",
];
const PLAIN: &[&str] = &[
    "a",
    "b c",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "1. ",
    "> ",
    "    ",
    "\t",
    "`",
    "```",
    "~~~",
    "*",
    "_",
    "**",
    "\\",
    "|",
    "---\n",
    "\n===\n",
    " ",
    "<b>",
    "</b>",
    "<br/>",
    "<https://e.x>",
    "<!-- c -->",
    "\r\n",
    ".",
    "é",
    "a < b",
    "<div>\n",
];
const BLOCKS: &[&str] = &[
    "a", "x<T>y", "\n", "\n\n", "# ", "- ", "1. ", "2) ", "> ", "  ", "    ", "\t", "`", "``", "```", "~~~", "* * *\n",
    "---\n", "===\n", " ", "\\", "js", "x<T>y\n", "      ", "-\n",
];

const TAGS: &[&str] = &[
    "ant ",
    "bee\n",
    "cat",
    "<A>",
    "</A>",
    "<A>\n",
    "</A>\n",
    "<B c='d'>",
    "</B>",
    "<B\n/>",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "- ",
    "> ",
    "1. ",
    "<Note>",
    "</Note>",
    "<Note>\n",
    "</Note>\n",
    "```\n",
    "`",
    ":::note\n",
    ":::\n",
    "::::tip\n",
    "!!! note\n",
    "<div>",
    "</div>",
    "<div>\n",
    "</div>\n",
    "<i>",
    "<>",
    "</>",
    "# ",
    "===\n",
    "\t",
    "|",
    "<CodeBlock>\n",
    "</CodeBlock>\n",
    "\r\n",
    "<e>",
];

/// Blocks of MDX as lines. All attributes are technical.
fn mdx_blocks() -> impl Strategy<Value = Vec<String>> {
    let word = || prop::sample::select(&["ant", "bee", "cat", "dog"][..]);
    let inline = prop_oneof![
        word().prop_map(str::to_owned),
        word().prop_map(|word| format!("<B c={{1}}>{word}</B>")),
        word().prop_map(|word| format!("<C.D {{...e}} /> **{word}**")),
        word().prop_map(|word| format!("`<{word}>` {{f({{g: 1}})}} {word}")),
        word().prop_map(|word| format!("{word}\n<>{word}</>\n{word}")),
        word().prop_map(|word| format!("<i className=\"h\">{word}</i> \\{{{word}\\}} a < b")),
    ];
    let text = prop::collection::vec(inline, 1..4).prop_map(|pieces| format!("eel {}", pieces.join(" ")));
    let leaf = prop_oneof![
        text.clone(),
        text.clone().prop_map(|text| format!("## {}", text.replace('\n', " "))),
        text.prop_map(|text| format!("<Fox n='o'>{}</Fox>", text.replace('\n', " "))),
        word().prop_map(|word| format!("```{word}\nimport {{{word}}} from '<{word}>'\n\n    {word}\n```")),
        Just("{/* gnu <B> */}".to_owned()),
        Just("<Gnu\n  n=\"o>\"\n/>".to_owned()),
    ];
    let leaf = leaf.prop_map(|block| block.split('\n').map(str::to_owned).collect::<Vec<_>>());
    leaf.prop_recursive(4, 24, 4, |inner| {
        let blocks = prop::collection::vec(inner, 1..4).prop_map(|blocks| blocks.join(&String::new()));
        let indented = |lines: Vec<String>, indent: usize| {
            lines
                .into_iter()
                .map(move |line| if line.is_empty() { line } else { format!("{}{line}", " ".repeat(indent)) })
        };
        prop_oneof![
            (blocks.clone(), 0usize..3).prop_map(move |(lines, indent)| {
                let mut out = vec!["<Hen p={[1, 2]}>".to_owned()];
                out.extend(indented(lines, indent * 2));
                out.push("</Hen>".to_owned());
                out
            }),
            (blocks.clone(), 0usize..3).prop_map(move |(lines, indent)| {
                let mut out = vec!["<div className=\"p\">".to_owned()];
                out.extend(indented(lines, indent * 2));
                out.push("</div>".to_owned());
                out
            }),
            blocks.clone().prop_map(move |lines| {
                let mut lines: Vec<String> = indented(lines, 2).collect();
                lines[0].replace_range(..2, "- ");
                lines
            }),
            blocks.prop_map(|lines| lines.into_iter().map(|line| format!("> {line}")).collect()),
        ]
    })
}

/// The words of Markdown, as `pulldown-cmark` shows them.
pub(super) fn words(markdown: &str) -> Vec<String> {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_GFM) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item) => text.push(' '),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            // A paragraph that begins with a tag is HTML here, and is none in MDX.
            Event::Html(html) => {
                for piece in html.split('<') {
                    text.push_str(piece.split_once('>').map_or(piece, |(_, behind)| behind));
                }
                text.push(' ');
            }
            _ => {}
        }
    }
    text.replace("&lt;", "<").split_whitespace().map(str::to_owned).collect()
}

/// The words of MDX, as the `markdown` crate reads it.
pub(super) fn true_words(node: &markdown::mdast::Node, text: &mut String) {
    use markdown::mdast::Node;
    match node {
        Node::Text(node) => text.push_str(&node.value),
        Node::InlineCode(node) => text.push_str(&node.value),
        Node::Code(node) => text.push_str(&node.value),
        _ => {}
    }
    for child in node.children().into_iter().flatten() {
        true_words(child, text);
    }
    if !matches!(node, Node::Text(_) | Node::InlineCode(_) | Node::MdxJsxTextElement(_) | Node::Strong(_)) {
        text.push(' ');
    }
}

proptest! {
    #[test]
    fn any_text_is_read(source in pieces(ANY, 0..40), mdx: bool) {
        let rendered = with(&source, mdx);
        for (at, _) in &rendered.ids {
            prop_assert!(rendered.markdown.is_char_boundary(*at));
        }
        prop_assert!(rendered.ids.is_sorted_by_key(|(at, _)| *at));
    }

    /// No mistake in tags and blocks costs a word of text.
    #[test]
    fn no_word_is_lost(source in pieces(TAGS, 0..40), mdx: bool) {
        let words = |text: &str| -> Vec<String> {
            let words = text.split(|char: char| !char.is_alphabetic());
            words.filter(|word| ["ant", "bee", "cat"].contains(word)).map(str::to_owned).collect()
        };
        let source = source.replace("cat", " cat ");
        prop_assert_eq!(words(&with(&source, mdx).markdown), words(&source));
    }

    #[test]
    fn plain_markdown_is_borrowed(source in pieces(PLAIN, 0..40)) {
        let rendered = with(&source, false);
        prop_assert_eq!(&*rendered.markdown, &*source);
        prop_assert!(matches!(rendered.markdown, Cow::Borrowed(_)));
    }

    /// A type parameter is escaped where it is text, so that this shows what was taken for code.
    #[test]
    fn code_is_what_commonmark_says(source in pieces(BLOCKS, 0..24)) {
        // pulldown-cmark 0.13 takes no tab behind a closing fence, which CommonMark does.
        let lines: Vec<&str> = source.lines().map(|line| line.trim_end_matches([' ', '\t'])).collect();
        let source = lines.join("\n");
        let rendered = with(&source, false);
        prop_assert_eq!(code(&rendered.markdown), code(&source));
    }

    #[test]
    fn words_of_mdx_are_what_a_true_parser_finds(lines in mdx_blocks()) {
        let source = lines.join("\n");
        let tree = markdown::to_mdast(&source, &markdown::ParseOptions::mdx());
        prop_assert!(tree.is_ok(), "{tree:?}");
        let mut expected = String::new();
        true_words(&tree.unwrap(), &mut expected);
        let expected: Vec<&str> = expected.split_whitespace().collect();
        let rendered = with(&source, true);
        prop_assert_eq!(words(&rendered.markdown), expected, "{}", rendered.markdown);
        prop_assert!(rendered.notes.is_empty(), "{:?}", rendered.notes);
    }
}
