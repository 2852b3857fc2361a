//! The index of a folder, for `include_bytes!`.

use super::{Place, previous, settings, sources, write};
use crate::{Config, Error, Index, IndexBuilder};
use std::path::{Path, PathBuf};

/// Indexes docs in a build script, for `include_bytes!`. `docs` is a folder, or a `headword.toml` that says what is read;
/// either is relative to the package.
///
/// ```no_run
/// // build.rs, in main
/// headword::embed("docs");
/// ```
///
/// ```ignore
/// // src/main.rs
/// static DOCS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/docs.headword"));
/// let docs = headword::Index::open(DOCS)?;
/// ```
///
/// The program needs no builder then, only the build script does, and both of one release:
///
/// ```toml
/// [dependencies]
/// headword = { version = "0.1", default-features = false }
/// [build-dependencies]
/// headword = "0.1"
/// ```
///
/// The file is `docs.headword` in `OUT_DIR`, or has the name of the setting `out`. Cargo runs the script again when a file
/// is changed, added or removed in the folders that are read, or the settings are changed, and at no other time; where
/// one of those folders holds `OUT_DIR` itself, only when a file that was read is changed or removed.
///
/// What is wrong is printed for Cargo, which shows it and fails the build: each file that cannot be read, a setting that
/// is unknown, an address among the changelogs, since a build script that needs the network would fail elsewhere.
pub fn embed(docs: impl AsRef<Path>) {
    let say = |what: &str, text: &str| println!("cargo::{what}={}", text.replace('\n', " "));
    let Some(out) = std::env::var_os("OUT_DIR") else {
        return say("error", "OUT_DIR is not set; call headword::embed in a build script");
    };
    for error in embed_in(Path::new(&out), docs.as_ref(), &say).err().into_iter().flatten() {
        say("error", &error);
    }
}

/// Writes the index of `docs` into the folder `out`. `say` takes what Cargo is told, a key and a value.
fn embed_in(out: &Path, docs: &Path, say: &dyn Fn(&str, &str)) -> Result<(), Vec<String>> {
    let one = |error: Error| vec![error.to_string()];
    let watch = |path: &Path| say("rerun-if-changed", &path.display().to_string());
    let mut config = Config::default();
    if docs.extension().is_some_and(|extension| extension == "toml") {
        watch(docs);
        config = settings(docs).map_err(one)?;
    } else {
        config.docs = docs.to_string_lossy().into_owned();
    }
    let (around_out, places) = watched(&config).into_iter().partition::<Vec<_>, _>(|place| holds(place, out));
    places.iter().for_each(|place| watch(place));

    let selection = config.selection().map_err(one)?;
    let sources = sources(&config, &selection).map_err(one)?;
    let mut failures: Vec<String> = sources.failures.iter().map(Error::to_string).collect();
    let mut builder = IndexBuilder::with_config(config.clone());
    if let Some(bytes) = previous(&config).map_err(one)? {
        let known = Index::open(bytes).and_then(|index| builder.previous(&index));
        known.map_err(|error| vec![format!("{}: {error}", config.previous)])?;
    }
    for source in sources.list {
        if let Place::File(file) = &source.place
            && around_out.iter().any(|folder| file.starts_with(folder))
            && !places.contains(file)
        {
            watch(file);
        }
        failures.extend(source.add_to(&mut builder).err().map(|error| error.to_string()));
    }
    if !failures.is_empty() {
        return Err(failures);
    }
    let (pieces, _) = builder.into_pieces().map_err(|error| vec![format!("{}: {error}", config.docs)])?;
    let name = Path::new(&config.out).file_name().unwrap_or_else(|| "docs.headword".as_ref());
    write(&out.join(name), &pieces).map_err(one)
}

/// Folders and files that a build reads. Of a folder Cargo watches all that is below it.
fn watched(config: &Config) -> Vec<PathBuf> {
    let lists = [&config.snippets, &config.examples, &config.changelogs, &config.redirects];
    let all = [&config.docs, &config.previous].into_iter().chain(lists.into_iter().flatten());
    all.filter(|place| !place.is_empty() && !place.contains("://")).map(PathBuf::from).collect()
}

/// Whether `out` lies in this folder, which changes with each build then.
fn holds(folder: &Path, out: &Path) -> bool {
    match (folder.canonicalize(), out.canonicalize()) {
        (Ok(folder), Ok(out)) => out.starts_with(folder),
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use std::cell::RefCell;
    use std::fs;

    /// A folder of its own for a test, and what Cargo is told when `docs` in it is embedded.
    #[track_caller]
    fn check(name: &str, files: &[(&str, &[u8])], docs: &str, expected: Expect) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("headword-embed-{}-{name}", std::process::id()));
        for (path, bytes) in files {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
        let out = folder.join("target/out");
        fs::create_dir_all(&out).unwrap();
        let said = RefCell::new(String::new());
        let say = |what: &str, text: &str| *said.borrow_mut() += &format!("{what}={text}\n");
        let done = embed_in(&out, &folder.join(docs), &say);
        done.err().into_iter().flatten().for_each(|error| say("error", &error));
        expected.assert_eq(&said.borrow().replace(&format!("{}/", folder.display()), "").replace('\\', "/"));
        folder
    }

    #[test]
    fn a_folder_becomes_an_index() {
        let files: [(&str, &[u8]); 2] = [("docs/a.md", b"# A\n\nIdentity provider."), ("docs/b/c.md", b"# C")];
        let folder = check(
            "folder",
            &files,
            "docs",
            expect![[r#"
                rerun-if-changed=docs
            "#]],
        );
        let index = Index::open(fs::read(folder.join("target/out/docs.headword")).unwrap()).unwrap();
        assert_eq!(index.search("identity", 5).unwrap().hits[0].path, "a");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn settings_name_what_is_read_and_the_file() {
        let toml = b"docs = \".\"\nexclude = [\"target\"]\nredirects = [\"moved.txt\"]\nout = \"target/my.headword\"";
        let files: [(&str, &[u8]); 3] = [("headword.toml", toml), ("a.md", b"# A"), ("moved.txt", b"/old /a\n")];
        let folder = check(
            "settings",
            &files,
            "headword.toml",
            expect![[r#"
                rerun-if-changed=headword.toml
                rerun-if-changed=moved.txt
                rerun-if-changed=a.md
            "#]],
        );
        let index = Index::open(fs::read(folder.join("target/out/my.headword")).unwrap()).unwrap();
        assert_eq!(index.read("old").unwrap().path, "a");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let files: [(&str, &[u8]); 3] =
            [("docs/a.md", b"---\ntitle: [\n---\n"), ("docs/b.md", b"caf\xe9"), ("docs/c.md", b"# C")];
        let folder = check(
            "wrong",
            &files,
            "docs",
            expect![[r#"
                rerun-if-changed=docs
                error=a.md:2: cannot read the front matter: unclosed bracket '['
                error=b.md: not UTF-8 (bad byte at offset 3); save the file as UTF-8
            "#]],
        );
        assert!(!folder.join("target/out/docs.headword").exists());
        fs::remove_dir_all(folder).unwrap();
        let folder = check(
            "address",
            &[("headword.toml", b"changelogs = [\"https://acme.example/feed.xml\"]"), ("docs/a.md", b"# A")],
            "headword.toml",
            expect![[r#"
                rerun-if-changed=headword.toml
                rerun-if-changed=docs/a.md
                error=https://acme.example/feed.xml: cannot read the address: only files are read here; download it, and name the file
            "#]],
        );
        fs::remove_dir_all(folder).unwrap();
        let folder = check(
            "missing",
            &[],
            "docs",
            expect![[r#"
            rerun-if-changed=docs
            error=cannot read the folder docs: not found; check the path
        "#]],
        );
        fs::remove_dir_all(folder).unwrap();
    }
}
