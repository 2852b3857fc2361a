//! Which files of a folder are pages, by their paths alone.

mod claims;

use crate::config::globs::{GlobList, is_hidden};
use crate::config::{Config, Format, bad_glob};
use crate::error::Error;
use crate::parse::navigation::is_navigation;
use claims::Claims;

/// What each file below the root of the docs is read as. Made once by [`Config::selection`]; a path is then judged in
/// time linear in its length.
///
/// - What lies in a folder of [`Config::snippets`] or [`Config::examples`], or is one of [`Config::changelogs`], is no
///   page of its own.
/// - Of the rest, what [`Config::exclude`] matches is left out.
/// - Names that begin with `_` or `.`, `node_modules`, and all below such folders are left out, unless a glob of
///   [`Config::include`] spells that name: `_drafts`, `_*.md` and `.well-known/**` do, `**/*.md` does not. Files of HTML
///   may begin with `_`.
/// - Of all other files those are pages that `include` matches, or all where it is empty, and whose extension the
///   format knows. Where [`Config::format`] is set, a glob that ends with another extension (`*.txt`) adds it.
///
/// Globs are those of a `.gitignore`: without a `/` before its end a glob matches at any depth, else from the root;
/// what matches a folder matches all below it; a `/` at the end means folders only. `*` and `?` stop at `/`, `**`
/// does not, `{a,b}` is either, `[a-z]` a class, and `\` takes the next character as it is.
///
/// ```
/// use headword::{Config, Format, Role};
///
/// let text = "exclude = ['drafts/', '*.draft.md']\nsnippets = ['snippets']\n";
/// let selection = Config::from_toml("headword.toml", text)?.selection()?;
/// assert_eq!(selection.role("guides/keys.md"), Role::Page(Format::Markdown));
/// assert_eq!(selection.role("guides/keys.draft.md"), Role::Ignored);
/// assert_eq!(selection.role("guides/_partial.md"), Role::Ignored);
/// assert_eq!(selection.role("snippets/request.js"), Role::Snippet);
/// assert!(!selection.may_hold_pages("guides/drafts"));
/// # Ok::<(), headword::Error>(())
/// ```
#[derive(Debug)]
pub struct Selection {
    format: Option<Format>,
    include: GlobList,
    exclude: GlobList,
    claims: Claims,
}

/// What a file is to a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// A page, or of [`Format::Records`] several.
    Page(Format),
    /// It says in which order pages are shown.
    Navigation,
    /// In a folder of [`Config::snippets`].
    Snippet,
    /// In a folder of [`Config::examples`].
    Example,
    /// One of [`Config::changelogs`].
    Changelog,
    /// Nothing to a build.
    Ignored,
}

impl Config {
    /// Compiles what decides on files.
    ///
    /// # Errors
    /// `CONFIG`: a glob of `include` or `exclude` cannot be used. [`Config::from_toml`] and [`Config::set`] have
    /// refused such a glob already, with its line.
    pub fn selection(&self) -> Result<Selection, Error> {
        let globs = |key: &str, globs: &[String]| {
            GlobList::new(globs).map_err(|(glob, reason)| Error::Config {
                file: "configuration".to_owned(),
                line: 0,
                reason: bad_glob(key, &glob, &reason),
            })
        };
        Ok(Selection {
            format: self.format,
            include: globs("include", &self.include)?,
            exclude: globs("exclude", &self.exclude)?,
            claims: Claims::new(self),
        })
    }
}

impl Selection {
    /// What a file is, by its path below the root of the docs, with `/` between names.
    pub fn role(&self, path: &str) -> Role {
        if let Some((at, role)) = self.claims.on(path) {
            // Folders of examples hold whole projects, packages and all.
            let own = path.get(at..).unwrap_or_default();
            let tool = own.split('/').any(|name| name.starts_with('.') || name == "node_modules");
            return if tool { Role::Ignored } else { role };
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if self.exclude.matches_file(path) {
            Role::Ignored
        } else if is_navigation(path) && self.is_open(folder, path) {
            Role::Navigation
        } else {
            self.page(path, name).map_or(Role::Ignored, Role::Page)
        }
    }

    /// Whether a walk of the docs should enter a folder: there may be pages or navigation somewhere in it. Folders of
    /// snippets, examples and changelogs are not entered, for they are walked by themselves wherever they are.
    ///
    /// ```
    /// let config = headword::Config::from_toml("headword.toml", "include = ['guides/**/*.md']")?;
    /// let selection = config.selection()?;
    /// assert!(selection.may_hold_pages("guides/start"));
    /// assert!(!selection.may_hold_pages("guides/node_modules"));
    /// assert!(!selection.may_hold_pages("api"));
    /// # Ok::<(), headword::Error>(())
    /// ```
    pub fn may_hold_pages(&self, folder: &str) -> bool {
        let folder = folder.trim_end_matches('/');
        if folder.is_empty() || folder == "." {
            return true;
        }
        if self.claims.on(folder).is_some() || self.exclude.matches_folder(folder) {
            return false;
        }
        let hidden = hidden_names(folder);
        if self.include.is_empty() {
            return hidden == 0;
        }
        self.include.leading_to(folder).any(|glob| glob.hidden >= hidden)
    }

    /// Whether a file is in no hidden folder, but those that a glob spells which matches it.
    fn is_open(&self, folder: &str, path: &str) -> bool {
        let hidden = hidden_names(folder);
        hidden == 0 || self.include.of_file(path).any(|glob| glob.hidden == hidden)
    }

    /// As what a file is read that is neither excluded nor claimed.
    fn page(&self, path: &str, name: &str) -> Option<Format> {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let by_extension = Format::of(name);
        let known = by_extension.filter(|format| self.format.is_none_or(|set| set == *format));
        // A program that writes a page means it: `__main__.html` is the page of a module.
        let built = by_extension == Some(Format::Html) && name.starts_with('_');
        let hidden = hidden_names(path) - usize::from(built);
        if self.include.is_empty() {
            return known.filter(|_| hidden == 0);
        }
        // A name that a glob spells is matched by that name and no other. So where a glob spells as many hidden names
        // as the path has, its wildcards have matched none of them.
        let globs = self.include.of_file(path);
        let mut globs =
            globs.filter(|glob| hidden == 0 || [hidden, hidden + usize::from(built)].contains(&glob.hidden));
        match known {
            Some(format) => globs.next().map(|_| format),
            None => globs.find(|glob| glob.extension.as_deref() == Some(extension)).and(self.format),
        }
    }
}

fn hidden_names(path: &str) -> usize {
    path.split('/').filter(|name| is_hidden(name)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    fn selection(text: &str) -> Selection {
        Config::from_toml("headword.toml", text).unwrap().selection().unwrap()
    }

    /// Walks `paths` as a build does: what stands in a folder that is not entered is not seen.
    fn walked<'a>(selection: &Selection, paths: &'a str) -> Vec<(&'a str, Role)> {
        let entered = |path: &str| path.match_indices('/').all(|(at, _)| selection.may_hold_pages(&path[..at]));
        let seen = paths.split_whitespace().filter(|path| entered(path));
        seen.map(|path| (path, selection.role(path))).filter(|(_, role)| *role != Role::Ignored).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let lines = walked(&selection(text), DOCS).into_iter().map(|(path, role)| format!("{path}  {role:?}\n"));
        expected.assert_eq(&lines.collect::<String>());
    }

    const DOCS: &str = "index.mdx guides/keys.md guides/_part.md guides/logo.png api/index.html api/v1/index.htm
        api/all.jsonl _drafts/new.md _drafts/_old.md .github/README.md node_modules/a/readme.md notes.txt
        docs.json api/_meta.json _drafts/_meta.json";

    #[test]
    fn without_a_word_every_known_file_is_a_page() {
        check(
            "",
            expect![[r#"
                index.mdx  Page(Markdown)
                guides/keys.md  Page(Markdown)
                api/index.html  Page(Html)
                api/v1/index.htm  Page(Html)
                api/all.jsonl  Page(Records)
                api/_meta.json  Navigation
            "#]],
        );
    }

    #[test]
    fn a_format_leaves_the_others_out() {
        check(
            "format = 'html'",
            expect![[r#"
                api/index.html  Page(Html)
                api/v1/index.htm  Page(Html)
                api/_meta.json  Navigation
            "#]],
        );
        check(
            "format = 'records'",
            expect![[r#"
                api/all.jsonl  Page(Records)
                api/_meta.json  Navigation
            "#]],
        );
    }

    #[test]
    fn hidden_names_are_pages_only_where_they_are_spelled() {
        check(
            "include = ['**/*.md']",
            expect![[r#"
                guides/keys.md  Page(Markdown)
                api/_meta.json  Navigation
            "#]],
        );
        check(
            "include = ['_drafts']",
            expect![[r#"
                _drafts/new.md  Page(Markdown)
                api/_meta.json  Navigation
                _drafts/_meta.json  Navigation
            "#]],
        );
        check(
            "include = ['_drafts/_*.md', 'guides/*']",
            expect![[r#"
                guides/keys.md  Page(Markdown)
                _drafts/_old.md  Page(Markdown)
            "#]],
        );
        check(
            "include = ['/node_modules/**', '.github/']",
            expect![[r#"
                .github/README.md  Page(Markdown)
                node_modules/a/readme.md  Page(Markdown)
                api/_meta.json  Navigation
            "#]],
        );
    }

    #[test]
    fn a_glob_may_add_an_extension_to_a_format() {
        check(
            "format = 'markdown'\ninclude = ['*.txt', 'guides/**']",
            expect![[r#"
                guides/keys.md  Page(Markdown)
                notes.txt  Page(Markdown)
                api/_meta.json  Navigation
            "#]],
        );
        check(
            "include = ['*.txt', 'guides/**']",
            expect![[r#"
                guides/keys.md  Page(Markdown)
                api/_meta.json  Navigation
            "#]],
        );
    }

    #[test]
    fn exclude_wins_over_include_and_hides_navigation() {
        check(
            "include = ['api', 'guides']\nexclude = ['v1/', '*.jsonl', 'docs.json']",
            expect![[r#"
            guides/keys.md  Page(Markdown)
            api/index.html  Page(Html)
            api/_meta.json  Navigation
        "#]],
        );
        check("exclude = ['**']", expect![]);
    }

    #[test]
    fn globs_are_those_of_a_gitignore() {
        for (glob, path, excluded) in [
            ("drafts", "a/drafts/b.md", true),
            ("drafts", "drafts.md", false),
            ("keys.md", "a/b/keys.md", true),
            ("/keys.md", "a/keys.md", false),
            ("./keys.md", "keys.md", true),
            ("keys.md/", "keys.md", false),
            ("a/b", "a/b/c.md", true),
            ("a/b", "x/a/b/c.md", false),
            ("a/*.md", "a/b/c.md", false),
            ("a/**/c.md", "a/c.md", true),
            ("a/**/c.md", "a/b/b/c.md", true),
            ("a/**", "a.md", false),
            ("*.{md,txt}", "a/b.md", true),
            ("{a,b/c}/d.md", "b/c/d.md", true),
            ("v[0-9]/*", "v2/a.md", true),
            ("v[!0-9]/*", "v2/a.md", false),
            (r"\[slug\].md", "[slug].md", true),
            ("über*", "übersicht.md", true),
            ("Drafts", "drafts/a.md", false),
        ] {
            let mut config = Config::default();
            config.exclude.push(glob.to_owned());
            let role = config.selection().unwrap().role(path);
            assert_eq!(role == Role::Ignored, excluded, "{glob} {path}");
        }
    }

    #[test]
    fn folders_of_other_things_hold_no_pages() {
        let text = "docs = './site/docs'\nsnippets = ['site/docs/_snippets', 'site/shared']\n\
                    examples = ['site/docs/examples/', 'site/docs']\nchangelogs = ['site/docs/CHANGELOG.md']\n";
        let selection = selection(text);
        for (path, role) in [
            ("_snippets/get.mdx", Role::Snippet),
            ("_snippets.md", Role::Ignored),
            ("examples/node/README.md", Role::Example),
            ("examples/node/node_modules/a/README.md", Role::Ignored),
            ("CHANGELOG.md", Role::Changelog),
            ("shared/page.md", Role::Page(Format::Markdown)),
        ] {
            assert_eq!(selection.role(path), role, "{path}");
        }
        assert!(!selection.may_hold_pages("examples/node") && !selection.may_hold_pages("_snippets/"));
        assert!(selection.may_hold_pages("") && selection.may_hold_pages("shared"));
    }

    #[test]
    fn a_glob_that_cannot_be_used_is_named() {
        let refused = |glob: &str| {
            let mut config = Config::default();
            config.include.push(glob.to_owned());
            config.selection().err().map_or_else(String::new, |error| error.to_string())
        };
        let said = refused("a/[b");
        expect![[r#"configuration: "include" has the glob "a/[b", which cannot be used: unclosed character class; missing ']'"#]].assert_eq(&said);
        assert!(refused(&"{".repeat(100_000)).ends_with("it has 100000 bytes, at most 1024 are read"));
        assert!(refused(&"{".repeat(1000)).contains("unclosed alternate group"));
        // Deeper than the engine of globset goes.
        assert!(refused(&("{a*,".repeat(200) + &"}".repeat(200))).contains("cannot be used"));
    }

    proptest! {
        /// A walk loses no page: every folder above one is entered.
        #[test]
        fn pages_are_where_a_walk_goes(
            include in proptest::collection::vec("[ab_*?{},/.\\[\\]!\\\\-]{1,12}", 0..3),
            exclude in proptest::collection::vec("[ab_*/]{1,5}", 0..2),
            paths in proptest::collection::vec("([ab_.]{1,2}/){0,3}[ab_]{1,2}\\.md", 1..20),
        ) {
            let mut config = Config::default();
            (config.include, config.exclude) = (include, exclude);
            if let Ok(selection) = config.selection() {
                for path in paths {
                    if matches!(selection.role(&path), Role::Page(_)) {
                        prop_assert_eq!(walked(&selection, &path).len(), 1, "{}", path);
                    }
                }
            }
        }

        #[test]
        fn any_glob_is_used_or_refused(glob in "([ab*?{},/\\[\\]!^\\\\-]|\\PC){0,30}") {
            let mut config = Config::default();
            config.include.push(glob);
            if let Ok(selection) = config.selection() {
                selection.role("a/b.md");
            }
        }
    }
}
