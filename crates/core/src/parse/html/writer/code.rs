//! Blocks of code.

use super::Writer;
use crate::parse::escape;
use scraper::ElementRef;

impl Writer {
    pub(super) fn begin_pre(&mut self, pre: ElementRef<'_>) {
        self.pre = Some(String::new());
        self.language = language_of(pre);
    }

    /// An element begins within a block of code. Sites that number or mark lines have one for each, and no line ends.
    pub(super) fn begin_in_pre(&mut self, name: &str) {
        let Some(code) = &mut self.pre else { return };
        if matches!(name, "div" | "p" | "li" | "tr") && !code.is_empty() && !code.ends_with('\n') {
            code.push('\n');
        }
    }

    /// An element ends within a block of code.
    pub(super) fn end_in_pre(&mut self, name: &str) {
        match name {
            "br" => self.pre.iter_mut().for_each(|code| code.push('\n')),
            "pre" => self.end_pre(),
            _ => self.begin_in_pre(name),
        }
    }

    fn end_pre(&mut self) {
        let Some(code) = self.pre.take() else { return };
        if code.trim().is_empty() {
            return;
        }
        if self.heading.is_some() || self.in_cell() {
            return self.line.push_str(&escape::code_span(&code));
        }
        let mut fence = String::new();
        escape::fence(code.trim_start_matches('\n'), &self.language, &mut fence);
        self.block(fence.trim_end());
    }
}

/// The language of a block of code, as its classes or those within and around it say.
fn language_of(pre: ElementRef<'_>) -> String {
    let inside = || pre.descendants().skip(1).take(8).filter_map(ElementRef::wrap);
    let code = inside().find(|element| element.value().name() == "code");
    let inner = inside().find(|element| element.value().name() == "pre");
    let around = pre.ancestors().filter_map(ElementRef::wrap).take(8);
    let around = around.take_while(|above| !matches!(above.value().name(), "main" | "article" | "section" | "body"));
    let mut named = code.into_iter().chain(inner).chain([pre]).chain(around).filter_map(named_language);
    let named = named.next().unwrap_or_default().to_lowercase();
    let named = named.split([',', '{', ':']).next().unwrap_or_default();
    match named.trim_end_matches('3') {
        "default" | "none" | "text" | "plain" | "plaintext" | "notranslate" | "undefined" => String::new(),
        language => language.chars().filter(|char| char.is_alphanumeric() || "+#-_.".contains(*char)).collect(),
    }
}

/// The language that an element names.
fn named_language(element: ElementRef<'_>) -> Option<String> {
    let value = element.value();
    if let Some(language) = value.attr("data-lang").or_else(|| value.attr("data-language")) {
        return Some(language.to_owned());
    }
    let starts = ["language-", "lang-", "highlight-source-", "highlight-"];
    let of_class = |class: &str| starts.iter().find_map(|start| class.strip_prefix(start)).map(str::to_owned);
    value.classes().find_map(of_class).or_else(|| {
        // rustdoc marks its own language, and highlight.js the one that it took the code for.
        let classes = || value.classes().filter(|class| *class != "hljs");
        let rust = value.name() == "pre" && classes().any(|class| class == "rust");
        let guessed = value.classes().any(|class| class == "hljs").then(|| classes().next()).flatten();
        if rust { Some("rust".to_owned()) } else { guessed.map(str::to_owned) }
    })
}
