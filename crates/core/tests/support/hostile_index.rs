//! One input of the fuzzer of indexes, and of the tests that replay its corpus.

use headword::{Collection, Config, Error, Index, IndexBuilder, ReadOptions};

/// Where the directory begins and ends, and the bytes of one of its entries.
const DIRECTORY: usize = 20;
pub(crate) const PARTS: usize = 11;
const ENTRY: usize = 12;
pub(crate) const PARTS_BEGIN: usize = DIRECTORY + PARTS * ENTRY;

fn checksum(bytes: &[u8]) -> [u8; 4] {
    (twox_hash::XxHash64::oneshot(0, bytes) as u32).to_le_bytes()
}

fn number(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, |bytes| u32::from_le_bytes(bytes) as usize)
}

/// A small index with everything that an index can hold.
pub(crate) fn small() -> Result<Vec<u8>, Error> {
    let config = "name = 'Acme'\nbase-url = 'https://example.com/docs/'\n\
        [reference]\nentries = 'reference'\n[reference.languages]\npython = 'Python'\n";
    let mut builder = IndexBuilder::with_config(Config::from_toml("headword.toml", config)?);
    let pages: [(&str, &str); 5] = [
        ("index.md", "---\naliases: [/old/]\ndescription: All about keys.\n---\n# Acme\n\nKeys **open** doors.\n"),
        (
            "guides/keys.md",
            "# Keys\n\nA `key` opens.\n\n## Rotate {#turn}\n\nRotate keys of the identityProvider, then rotate the keys of \
             the identityProvider again, then rotate the keys of the identityProvider.\n\n### API\n\nÜberblick.\n\n## \
             Again\n\nRotate keys of the identityProvider, then rotate the keys of the identityProvider again, then \
             rotate the keys of the identityProvider.\n",
        ),
        ("guides/doors.md", "# Doors\n\n- one\n- two\n\n## Rotate\n\n```sh\nrotate --all\n```\n"),
        ("reference.mdx", "---\ntitle: API\nreference:\n  python:\n    - title: rotate()\n---\n\nText.\n"),
        ("records.jsonl", "{\"id\": \"record-1\", \"title\": \"Record\", \"text\": \"A record of keys.\"}\n"),
    ];
    for (path, source) in pages {
        builder.add(path, source.as_bytes())?;
    }
    let changelog = b"# Changelog\n\n## 1.0.0 - 2026-01-31\n\n- Keys.\n\n## 0.9.0\n\n- Doors.\n";
    builder.add_to(Collection::Changelogs, "acme/CHANGELOG.md", changelog)?;
    builder.add_to(Collection::Examples, "hello/main.rs", b"fn main() { rotate(); }\n")?;
    Ok(builder.finish()?.0)
}

/// Makes the checksums right, as whoever crafts a file would.
pub(crate) fn seal(bytes: &mut [u8]) {
    if bytes.len() < PARTS_BEGIN {
        return;
    }
    for entry in (DIRECTORY..PARTS_BEGIN).step_by(ENTRY) {
        let (start, length) = (number(bytes, entry), number(bytes, entry + 4));
        if let Some(part) = bytes.get(start..start.saturating_add(length)) {
            let checksum = checksum(part);
            bytes[entry + 8..entry + 12].copy_from_slice(&checksum);
        }
    }
    let checksum = checksum(&bytes[DIRECTORY..PARTS_BEGIN]);
    bytes[DIRECTORY - 4..DIRECTORY].copy_from_slice(&checksum);
}

/// Where each part is, as the directory of an honest index has it.
pub(crate) fn parts(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let entries = (DIRECTORY..PARTS_BEGIN).step_by(ENTRY);
    entries.map(|entry| number(bytes, entry)..number(bytes, entry) + number(bytes, entry + 4)).collect()
}

/// An index with one of its parts replaced, whatever its length.
pub(crate) fn with_part(bytes: &[u8], replaced: usize, part: &[u8]) -> Vec<u8> {
    let mut out = bytes[..PARTS_BEGIN].to_vec();
    for (place, range) in parts(bytes).into_iter().enumerate() {
        let part = if place == replaced { part } else { &bytes[range] };
        let entry = DIRECTORY + place * ENTRY;
        let start = (out.len() as u32).to_le_bytes();
        out[entry..entry + 4].copy_from_slice(&start);
        out[entry + 4..entry + 8].copy_from_slice(&(part.len() as u32).to_le_bytes());
        out.extend_from_slice(part);
    }
    seal(&mut out);
    out
}

/// Asks everything of an index that may be anything. Each answer is an answer or says what is wrong with the index.
pub(crate) fn ask(bytes: &[u8]) {
    let index = match Index::open(bytes) {
        Ok(index) => index,
        Err(Error::Corrupt(_) | Error::Version { .. } | Error::Analyzer { .. }) => return,
        Err(error) => panic!("{} is no answer to bytes: {error}", error.code()),
    };
    let ask = |answer: Result<usize, Error>| match answer {
        Ok(_) | Err(Error::Corrupt(_) | Error::NotFound { .. }) => {}
        Err(error) => panic!("{} is no answer of an index: {error}", error.code()),
    };
    ask(index.info().map(|info| info.name.len()));
    for query in ["key", "rotate keys ", "a", "Überblick identityProvider"] {
        ask(index.search(query, usize::MAX).map(|answer| answer.hits.len()));
    }
    let mut paths: Vec<String> = ["index", "guides/keys#rotate", "/old/", "guides/keys/rotate", "a#b", "#", "record-1"]
        .map(str::to_owned)
        .to_vec();
    match index.list() {
        Ok(pages) => paths.extend(pages.into_iter().map(|page| page.path).take(50)),
        Err(error) => ask(Err(error)),
    }
    let python = ReadOptions::new().language("python");
    for path in paths {
        ask(index.read_with(&path, &python).map(|page| page.markdown.len()));
    }
    ask(index.navigation().map(|entries| entries.len()));
    ask(index.inspect(usize::MAX).map(|inspection| inspection.pages.len()));
    ask(index.releases().map(|releases| releases.len()));
}

/// Builds an index of one that may be anything.
pub(crate) fn build_again(bytes: &[u8]) {
    let Ok(index) = Index::open(bytes) else { return };
    let mut builder = IndexBuilder::new();
    match builder.add_index("hostile", &index).and_then(|()| builder.finish()) {
        Ok((bytes, _)) => assert!(Index::open(bytes).is_ok(), "an index that was just written opens"),
        Err(Error::Corrupt(_) | Error::NoPages | Error::DuplicatePath { .. } | Error::TooLarge { .. }) => {}
        Err(error) => panic!("{} is no answer to an index: {error}", error.code()),
    }
}
