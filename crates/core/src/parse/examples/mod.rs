//! Code examples as a collection: a folder of files is a page, a file is a section.

mod language;

use super::demote::demote;
use super::document::{Document, Note};
use super::escape;
use super::markdown::OPTIONS;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use serde::Deserialize;

pub(crate) use language::language_of;

/// A file of an example.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExampleFile<'a> {
    /// Relative to the root of the examples, with `/` between folders.
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
}

/// A longer file is data or was generated: the longest of hand is a tenth of this.
const MAX_FILE: usize = 256 * 1024;

/// The example that a file is part of: the folder at the root that it is in, and for a file at the root its name
/// without the extension, so that `basic.ts` and `basic.md` are one.
pub(crate) fn group_of(path: &str) -> &str {
    match path.split_once('/') {
        Some((folder, _)) => folder,
        None => path.rsplit_once('.').map_or(path, |(stem, _)| if stem.is_empty() { path } else { stem }),
    }
}

/// The page of an example. Its start is the README without its title; then each file is a section in the order of the
/// paths, with the path within the group as heading and address, and the code in a fence.
///
/// The title is the README's, else the folder's name. The name in `package.json` is a keyword: it is seldom for
/// people (`my-app`), but they paste it. Left out are files that nobody reads for an example: locks, licences,
/// binaries, dotfiles (`.env.example` stays), `node_modules`, and, with a note, what is minified or over 256 KB.
pub(crate) fn document(group: &str, files: &[ExampleFile<'_>]) -> Document {
    let mut files: Vec<(&str, &str)> = files
        .iter()
        .map(|file| {
            let inside = file.path.strip_prefix(group).and_then(|rest| rest.strip_prefix('/'));
            (inside.unwrap_or(file.path), file.text.strip_prefix('\u{feff}').unwrap_or(file.text))
        })
        .collect();
    files.sort_unstable();
    files.dedup_by_key(|(path, _)| *path);
    let mut document = Document::default();
    let manifest = files.iter().find(|(path, _)| *path == "package.json");
    if let Some(manifest) = manifest.and_then(|(_, text)| serde_json::from_str::<Manifest>(text).ok()) {
        document.keywords.extend(manifest.name.filter(|name| !name.is_empty()));
        document.description = one_line(&manifest.description.unwrap_or_default());
    }
    let readme = files.iter().position(|(path, _)| is_readme(path)).map(|at| files.remove(at));
    if let Some((_, text)) = readme {
        push_readme(text, &mut document);
    }
    if document.title.is_empty() {
        document.title = title_of(group);
    }
    for (path, text) in files {
        match fate(path, text) {
            Fate::Keep => push_file(path, text, &mut document),
            Fate::Leave => {}
            Fate::Note(why) => {
                let message = format!("{path} is left out, because it is {why}; exclude it, or take a smaller one");
                document.notes.push(Note { code: "file-left-out", line: 0, message });
            }
        }
    }
    document
}

#[derive(Deserialize)]
struct Manifest {
    name: Option<String>,
    description: Option<String>,
}

fn push_readme(text: &str, document: &mut Document) {
    let mut text = without_front_matter(text);
    if let Some((title, end)) = title_heading(text) {
        document.title = title;
        text = &text[end..];
    }
    let body = demote(text, 2).markdown;
    if !body.trim().is_empty() {
        document.markdown.push_str(&body);
        document.markdown.push('\n');
    }
}

fn push_file(path: &str, text: &str, document: &mut Document) {
    if !document.markdown.is_empty() {
        document.markdown.push('\n');
    }
    let at = document.markdown.len();
    document.ids.push((at, path.to_owned()));
    let language = language_of(path);
    if let Some(language) = language.filter(|language| language::is_programming(language)) {
        document.languages.push((at, language.to_owned()));
    }
    document.markdown.push_str(&format!("## {}\n\n", escape::heading(path)));
    escape::fence(text, language.unwrap_or_default(), &mut document.markdown);
}

/// A first heading of level 1 with nothing before it that reads as text, and where it ends.
fn title_heading(text: &str) -> Option<(String, usize)> {
    let mut title: Option<String> = None;
    let mut images = 0usize;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match (event, &mut title) {
            (Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), None) => title = Some(String::new()),
            (Event::Start(Tag::Heading { .. }), _) => return None,
            (Event::End(TagEnd::Heading(_)), Some(title)) => {
                let title = one_line(title);
                return (!title.is_empty() && !is_generic(&title)).then_some((title, range.end));
            }
            (Event::Start(Tag::BlockQuote(_) | Tag::List(_)), None) => return None,
            // Badges are no text.
            (Event::Start(Tag::Image { .. }), _) => images += 1,
            (Event::End(TagEnd::Image), _) => images = images.saturating_sub(1),
            (Event::Text(text) | Event::Code(text), Some(title)) if images == 0 => title.push_str(&text),
            (Event::SoftBreak | Event::HardBreak, Some(title)) => title.push(' '),
            (Event::Text(text) | Event::Code(text), None) if images == 0 && !text.trim().is_empty() => return None,
            _ => {}
        }
    }
    None
}

fn is_generic(title: &str) -> bool {
    ["example", "examples", "readme", "getting started", "overview"].iter().any(|name| title.eq_ignore_ascii_case(name))
}

/// YAML between `---` lines, which templates carry for the site that lists them.
fn without_front_matter(text: &str) -> &str {
    let mut lines = text.split_inclusive('\n');
    let Some(opening) = lines.next().filter(|line| line.trim_end() == "---") else {
        return text;
    };
    let mut end = opening.len();
    for line in lines {
        end += line.len();
        if line.trim_end() == "---" {
            return &text[end..];
        }
    }
    text
}

/// `next-app_router` becomes "Next app router".
fn title_of(group: &str) -> String {
    let words = one_line(&group.replace(['-', '_'], " "));
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn is_readme(path: &str) -> bool {
    ["readme.md", "readme.mdx", "readme.markdown"].iter().any(|name| path.eq_ignore_ascii_case(name))
}

enum Fate {
    Keep,
    Leave,
    Note(&'static str),
}

const FOLDERS: [&str; 4] = ["node_modules", "__pycache__", "bower_components", "vendor"];
const LOCKS: [&str; 19] = [
    "bun.lock",
    "bun.lockb",
    "cargo.lock",
    "composer.lock",
    "deno.lock",
    "flake.lock",
    "gemfile.lock",
    "go.sum",
    "gradle.lockfile",
    "mix.lock",
    "npm-shrinkwrap.json",
    "package-lock.json",
    "packages.lock.json",
    "pdm.lock",
    "pipfile.lock",
    "pnpm-lock.yaml",
    "poetry.lock",
    "pubspec.lock",
    "uv.lock",
];

fn fate(path: &str, text: &str) -> Fate {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    let sample = [".example", ".sample", ".template"].iter().any(|end| lower.ends_with(end));
    let folders = path.strip_suffix(name).unwrap_or_default().split('/');
    let hidden = folders.clone().any(|folder| folder.starts_with('.')) || (lower.starts_with('.') && !sample);
    let foreign = folders.into_iter().any(|folder| FOLDERS.contains(&folder));
    let stem = lower.split('.').next().unwrap_or_default();
    let licence = matches!(stem, "license" | "licence" | "copying" | "notice");
    // A map is generated, and a picture's coordinates are no code.
    let picture = [".map", ".svg"].iter().any(|end| lower.ends_with(end));
    let lock = LOCKS.contains(&&*lower) || lower == "yarn.lock";
    if hidden || foreign || licence || picture || lock || text.contains('\0') || text.trim().is_empty() {
        Fate::Leave
    } else if text.len() > MAX_FILE {
        Fate::Note("larger than 256 KB")
    } else if lower.contains(".min.") || is_minified(&lower, text) {
        Fate::Note("minified")
    } else {
        Fate::Keep
    }
}

/// Lines of hand have 30 to 40 bytes on average.
fn is_minified(name: &str, text: &str) -> bool {
    let code = [".js", ".mjs", ".cjs", ".css"].iter().any(|end| name.ends_with(end));
    code && text.len() > 2000 && text.len() / (text.lines().count().max(1)) > 500
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::sections;
    use expect_test::expect;
    use proptest::prelude::*;

    fn page(files: &[(&str, &str)]) -> Document {
        let files: Vec<_> = files.iter().map(|&(path, text)| ExampleFile { path, text }).collect();
        document("next-app", &files)
    }

    #[test]
    fn an_example_is_its_readme_and_its_files() {
        let document = page(&[
            ("next-app/app/[id]/page.tsx", "export const md = `\n```\n# x\n```\n`;\n"),
            (
                "next-app/README.md",
                "---\nname: x\n---\n\n![badge](b)\n\n# Next with *SSO*\n\nHello.\n\n## Run it\n\n```sh\nnpm i\n",
            ),
            ("next-app/package.json", "{\"name\": \"@acme/next\", \"description\": \"Signs in.\"}\n"),
            ("next-app/.env.example", "KEY=\n"),
            ("next-app/.github/ci.yml", "on: push\n"),
            ("next-app/pnpm-lock.yaml", "x"),
            ("next-app/node_modules/a/index.js", "x"),
            ("next-app/logo.bin", "a\0b"),
            ("next-app/jquery.min.js", "x"),
        ]);
        let ids: Vec<_> = document.ids.iter().map(|(at, id)| format!("{at} {id}")).collect();
        let languages: Vec<_> = document.languages.iter().map(|(at, name)| format!("{at} {name}")).collect();
        let notes: Vec<_> = document.notes.iter().map(|note| &*note.message).collect();
        let facts = [ids.join(", "), languages.join(", "), notes.join(", "), document.keywords.join(", ")].join("\n");
        expect![[r#"
            Next with SSO: Signs in.
            36 .env.example, 73 app/[id]/page.tsx, 153 package.json
            73 typescript
            jquery.min.js is left out, because it is minified; exclude it, or take a smaller one
            @acme/next
            Hello.

            ## Run it

            ```sh
            npm i
            ```

            ## .env.example

            ```dotenv
            KEY=
            ```

            ## `app/[id]/page.tsx`

            ````typescript
            export const md = `
            ```
            # x
            ```
            `;
            ````

            ## package.json

            ```json
            {"name": "@acme/next", "description": "Signs in."}
            ```
        "#]]
        .assert_eq(&format!("{}: {}\n{facts}\n{}", document.title, document.description, document.markdown));
    }

    #[test]
    fn without_a_readme_the_folder_gives_the_title() {
        assert_eq!(page(&[("next-app/a.go", "package a")]).title, "Next app");
        assert_eq!(
            page(&[("next-app/README.md", "# Example\n\nText"), ("next-app/a.go", "package a")]).title,
            "Next app"
        );
        assert_eq!(page(&[("next-app/a.go", &"x\n".repeat(200_000))]).notes.len(), 1);
    }

    #[test]
    fn groups() {
        assert_eq!(
            ["next/app/page.tsx", "basic.ts", "Makefile", ".env"].map(group_of),
            ["next", "basic", "Makefile", ".env"]
        );
    }

    proptest! {
        #[test]
        fn every_file_is_one_section(readme in "([#`~<!> -]|\n|a|```|<!--|<pre>|# ){0,30}", texts in prop::collection::vec("[a`~#\n]{0,20}a", 0..5)) {
            let paths: Vec<_> = (0..texts.len()).map(|number| format!("next-app/{number}.md")).collect();
            let mut files: Vec<_> = paths.iter().zip(&texts).map(|(path, text)| (&**path, &**text)).collect();
            files.push(("next-app/README.md", &readme));
            let document = page(&files);
            let sections = sections(&document.markdown);
            prop_assert_eq!(document.ids.len(), texts.len());
            for (at, path) in &document.ids {
                let found = sections.iter().skip(1).find(|section| section.range.start == *at);
                prop_assert_eq!(found.map(|section| (section.level, &section.heading)), Some((2, path)), "{:?}", &document.markdown);
            }
        }
    }
}
