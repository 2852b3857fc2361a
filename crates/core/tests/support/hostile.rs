//! One input of the fuzzer, and of the tests that replay its corpus.

use headword::{Collection, Config, Index, IndexBuilder};

/// Reads sources from `input`, and everything that comes of them. Sources are divided by lines of `=====`; each
/// begins with a line that names its file, in one of the folders `snippets`, `examples` and `changelogs` or outside
/// of them. A file `headword.toml` comes first where there is one.
pub(crate) fn read(input: &[u8]) {
    let mut sources: Vec<(String, Vec<u8>)> = Vec::new();
    let mut at_start = true;
    for line in input.split_inclusive(|&byte| byte == b'\n') {
        if line == b"=====\n" {
            at_start = true;
        } else if at_start {
            at_start = false;
            sources.push((String::from_utf8_lossy(line).trim().to_owned(), Vec::new()));
        } else if let Some((_, source)) = sources.last_mut() {
            source.extend_from_slice(line);
        }
    }
    let config = sources.iter().find(|(path, _)| path == "headword.toml");
    let config = config.and_then(|(_, text)| Config::from_toml("headword.toml", std::str::from_utf8(text).ok()?).ok());
    let mut builder = config.map_or_else(IndexBuilder::new, IndexBuilder::with_config);
    for (path, source) in &sources {
        let (collection, path) = match path.split_once('/') {
            Some(("snippets", path)) => (Collection::Snippets, path),
            Some(("examples", path)) => (Collection::Examples, path),
            Some(("changelogs", path)) => (Collection::Changelogs, path),
            _ => (Collection::Docs, &**path),
        };
        // A refusal is an answer.
        let _ = builder.add_to(collection, path, source);
    }
    let Ok(_) = builder.check() else { return };
    let Ok((bytes, _)) = builder.finish() else { return };
    let Ok(index) = Index::open(bytes) else { panic!("an index that was just written opens") };
    for page in index.list().unwrap_or_default() {
        let Ok(content) = index.read(&page.path) else { panic!("a path that is listed opens: {:?}", page.path) };
        for section in content.outline {
            assert!(index.read(&section.path).is_ok(), "a path of an outline opens: {:?}", section.path);
        }
    }
    let _ = (index.navigation(), index.releases());
}
