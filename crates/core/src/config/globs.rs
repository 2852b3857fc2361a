//! Globs as in a `.gitignore`, each turned into patterns of whole paths for `globset`, whose time is linear in a path.

use globset::{Candidate, Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Bytes of the longest glob: it bounds how deep its alternatives can be nested.
const LONGEST: usize = 1024;

/// A list of globs, compiled.
#[derive(Debug)]
pub(crate) struct GlobList {
    globs: Vec<Shape>,
    /// Paths of files that a glob matches, by themselves or for a folder that they are in.
    files: Patterns,
    /// Paths of folders that a glob matches, and of all below them.
    folders: Patterns,
    /// Paths of folders in which something may be matched.
    leading: Patterns,
}

/// Patterns, each with the glob that it is from.
#[derive(Debug)]
struct Patterns {
    set: GlobSet,
    globs: Vec<usize>,
}

/// What can be told of a glob by its spelling.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// How many of its names are hidden ones, see [`is_hidden`].
    pub(crate) hidden: usize,
    /// What follows the last dot in its last name, where that is spelled out.
    pub(crate) extension: Option<String>,
}

/// Names that are not pages unless they are asked for by name: drafts, partials, settings, packages.
pub(crate) fn is_hidden(name: &str) -> bool {
    name.starts_with(['_', '.']) || name == "node_modules"
}

/// Says what is wrong with a glob, where something is.
pub(super) fn check(glob: &str) -> Result<(), String> {
    Parsed::new(glob)?.pattern().map(|_| ())
}

impl GlobList {
    /// Where a glob cannot be used, gives it back with the reason.
    pub(crate) fn new(globs: &[String]) -> Result<GlobList, (String, String)> {
        let [mut files, mut folders, mut leading] =
            [(); 3].map(|()| Collector { set: GlobSetBuilder::new(), globs: Vec::new() });
        let mut shapes = Vec::with_capacity(globs.len());
        for (number, glob) in globs.iter().enumerate() {
            let mut add = || {
                let parsed = Parsed::new(glob)?;
                let whole = parsed.pattern()?;
                let below = compile(&format!("{}/**", whole.glob()))?;
                if !parsed.only_folders {
                    files.add(whole.clone(), number);
                }
                files.add(below.clone(), number);
                folders.add(whole.clone(), number);
                folders.add(below.clone(), number);
                leading.add(whole, number);
                leading.add(below, number);
                for pattern in parsed.leading() {
                    leading.add(compile(&pattern)?, number);
                }
                shapes.push(parsed.shape());
                Ok(())
            };
            add().map_err(|reason| (glob.clone(), reason))?;
        }
        let finish = |collector: Collector| collector.finish().map_err(|reason| (globs.join(", "), reason));
        Ok(GlobList { globs: shapes, files: finish(files)?, folders: finish(folders)?, leading: finish(leading)? })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.globs.is_empty()
    }

    pub(crate) fn matches_file(&self, path: &str) -> bool {
        self.files.set.is_match(path)
    }

    /// The globs that match a file, one of them perhaps more than once.
    pub(crate) fn of_file(&self, path: &str) -> impl Iterator<Item = &Shape> {
        self.shapes(&self.files, path)
    }

    pub(crate) fn matches_folder(&self, path: &str) -> bool {
        self.folders.set.is_match(path)
    }

    /// The globs that may match something in a folder, one of them perhaps more than once.
    pub(crate) fn leading_to(&self, folder: &str) -> impl Iterator<Item = &Shape> {
        self.shapes(&self.leading, folder)
    }

    fn shapes<'a>(&'a self, patterns: &'a Patterns, path: &str) -> impl Iterator<Item = &'a Shape> {
        let found = patterns.set.matches_candidate(&Candidate::new(path));
        found.into_iter().filter_map(|pattern| self.globs.get(*patterns.globs.get(pattern)?))
    }
}

/// A glob that may be used, but for its classes and alternatives.
struct Parsed<'a> {
    /// Without `/` at its ends.
    names: &'a str,
    anchored: bool,
    only_folders: bool,
}

impl<'a> Parsed<'a> {
    fn new(glob: &'a str) -> Result<Self, String> {
        if glob.len() > LONGEST {
            return Err(format!("it has {} bytes, at most {LONGEST} are read", glob.len()));
        }
        if glob.starts_with('!') {
            return Err("it begins with !; what is left out stands under \"exclude\", without !".to_owned());
        }
        let glob = glob.strip_prefix("./").unwrap_or(glob);
        let rest = glob.strip_prefix('/').unwrap_or(glob);
        let names = rest.strip_suffix('/').unwrap_or(rest);
        if let Some(name) = names.split('/').find(|name| ["", ".", ".."].contains(name)) {
            let advice = "paths begin at the root of the docs, and ** stands for everything";
            return Err(format!("\"{name}\" is the name of no file or folder; {advice}"));
        }
        let anchored = rest.len() < glob.len() || names.contains('/');
        Ok(Parsed { names, anchored, only_folders: names.len() < rest.len() })
    }

    fn pattern(&self) -> Result<Glob, String> {
        if self.anchored { compile(self.names) } else { compile(&format!("**/{}", self.names)) }
    }

    /// Patterns of the folders above what is matched. Alternatives and escapes may hold a `/`, so a name with one of
    /// them may be any folder, as may all below it.
    fn leading(&self) -> Vec<String> {
        let mut patterns = Vec::new();
        if !self.anchored {
            return vec!["**".to_owned()];
        }
        for (at, _) in self.names.match_indices('/') {
            let above = self.names.get(..at).unwrap_or_default();
            let (before, name) = above.rsplit_once('/').unwrap_or(("", above));
            if name == "**" || name.contains(['{', '}', '[', ']', '\\']) {
                patterns.push(if before.is_empty() { "**".to_owned() } else { format!("{before}/**") });
                break;
            }
            patterns.push(above.to_owned());
        }
        patterns
    }

    fn shape(&self) -> Shape {
        let last = self.names.rsplit('/').next().unwrap_or(self.names);
        let extension = last.rsplit_once('.').map(|(_, extension)| extension);
        let spelled = extension.filter(|end| !end.is_empty() && end.chars().all(char::is_alphanumeric));
        // Within alternatives a name need not be in what is matched.
        let (mut depth, mut hidden) = (0_usize, 0);
        for name in self.names.split('/') {
            let outside = depth == 0;
            depth = (depth + name.matches('{').count()).saturating_sub(name.matches('}').count());
            hidden += usize::from(outside && depth == 0 && is_hidden(name));
        }
        Shape { hidden, extension: spelled.map(str::to_owned) }
    }
}

/// The same on every system: `/` is between names, and `\` before a character that is meant as itself.
fn compile(pattern: &str) -> Result<Glob, String> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).backslash_escape(true).empty_alternates(true).build();
    glob.map_err(|error| error.kind().to_string())
}

struct Collector {
    set: GlobSetBuilder,
    globs: Vec<usize>,
}

impl Collector {
    fn add(&mut self, pattern: Glob, glob: usize) {
        self.set.add(pattern);
        self.globs.push(glob);
    }

    fn finish(self) -> Result<Patterns, String> {
        // Each is a pattern by now, so all that is left to go wrong is their size.
        let set = self.set.build().map_err(|_| "it is too large to match; use fewer or shorter globs".to_owned())?;
        Ok(Patterns { set, globs: self.globs })
    }
}
