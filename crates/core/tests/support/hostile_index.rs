//! One input of the fuzzer of indexes, and of the tests that replay its corpus.

use headword::{Collection, Config, Error, Filter, Index, IndexBuilder, ReadLinks, ReadOptions, SearchOptions, Sort};

/// Where the directory begins, where its entries do, and the bytes of one: what a part has in the head, and its blocks.
const DIRECTORY: usize = 20;
const ENTRIES: usize = DIRECTORY + 4 * 4;
const ENTRY: usize = 8;
/// Ranges of an index: heads of parts and blocks of parts, in turns.
pub(crate) const PARTS: usize = 24;
pub(crate) const PARTS_BEGIN: usize = ENTRIES + PARTS * ENTRY;

fn checksum(bytes: &[u8]) -> [u8; 4] {
    seeded(0, bytes)
}

fn seeded(seed: usize, bytes: &[u8]) -> [u8; 4] {
    (twox_hash::XxHash64::oneshot(seed as u64, bytes) as u32).to_le_bytes()
}

fn number(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, |bytes| u32::from_le_bytes(bytes) as usize)
}

/// A small index with everything that an index can hold.
pub(crate) fn small() -> Result<Vec<u8>, Error> {
    let config = "name = 'Acme'\nbase-url = 'https://example.com/docs/'\nfilters = ['tags']\n\
        [reference]\nentries = 'reference'\n[reference.languages]\npython = 'Python'\n";
    let mut builder = IndexBuilder::with_config(Config::from_toml("headword.toml", config)?);
    let pages: [(&str, &str); 5] = [
        (
            "index.md",
            "---\naliases: [/old/]\ntags: [a, b]\ndescription: All about keys.\n---\n# Acme\n\nKeys **open** doors.\n",
        ),
        (
            "guides/keys.md",
            "# Keys\n\nA `key` opens.\n\n## Rotate {#turn}\n\nRotate keys of the identityProvider, then rotate the keys of \
             the identityProvider again, then rotate the keys of the identityProvider.\n\n### API\n\nÜberblick.\n\n## \
             Again\n\nRotate keys of the identityProvider, then rotate the keys of the identityProvider again, then \
             rotate the keys of the identityProvider.\n",
        ),
        ("guides/doors.md", "---\ntags: b\n---\n# Doors\n\n- one\n- two\n\n## Rotate\n\n```sh\nrotate --all\n```\n"),
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

fn put(bytes: &mut [u8], at: usize, number: u32) {
    bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
}

/// Makes the checksums right, as whoever crafts a file would. Those of blocks are read only where they come one by one.
pub(crate) fn seal(bytes: &mut [u8]) {
    if bytes.len() < PARTS_BEGIN {
        return;
    }
    let (head, length) = (number(bytes, DIRECTORY + 4), number(bytes, DIRECTORY + 8));
    if let Some(body) = bytes.get(head..length) {
        let checksum = checksum(body);
        bytes[DIRECTORY + 12..ENTRIES].copy_from_slice(&checksum);
    }
    if let Some(head) = bytes.get(DIRECTORY..head) {
        let checksum = checksum(head);
        bytes[DIRECTORY - 4..DIRECTORY].copy_from_slice(&checksum);
    }
}

/// Where each part is, as the directory of an honest index has it.
pub(crate) fn parts(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let entries = (ENTRIES..PARTS_BEGIN).step_by(ENTRY);
    entries.map(|entry| number(bytes, entry)..number(bytes, entry) + number(bytes, entry + 4)).collect()
}

/// An index with one of its parts replaced, whatever its length. The head ends before the first block.
pub(crate) fn with_part(bytes: &[u8], replaced: usize, part: &[u8]) -> Vec<u8> {
    let mut out = bytes[..PARTS_BEGIN].to_vec();
    let ranges = parts(bytes);
    for place in (0..PARTS).step_by(2).chain((1..PARTS).step_by(2)) {
        if place == 1 {
            let head = out.len() as u32;
            put(&mut out, DIRECTORY + 4, head);
        }
        let part = if place == replaced { part } else { &bytes[ranges[place].clone()] };
        let (entry, start) = (ENTRIES + place * ENTRY, out.len() as u32);
        put(&mut out, entry, start);
        put(&mut out, entry + 4, part.len() as u32);
        out.extend_from_slice(part);
    }
    let length = out.len() as u32;
    put(&mut out, DIRECTORY + 8, length);
    seal(&mut out);
    out
}

/// Asks everything of an index that may be anything. Each answer is an answer or says what is wrong with the index.
pub(crate) fn ask(bytes: &[u8]) {
    match Index::open(bytes) {
        Ok(index) => ask_all(&mut |question| question(&index)),
        Err(Error::Corrupt(_) | Error::Version { .. } | Error::Analyzer { .. }) => return,
        Err(error) => panic!("{} is no answer to bytes: {error}", error.code()),
    }
    // The same in pieces, each with a checksum that is right: what is missing comes to an end.
    let (name, head) = (number(bytes, DIRECTORY), number(bytes, DIRECTORY + 4));
    let Ok(mut index) = Index::open_in_pieces(&bytes[..head]) else { panic!("the head of an index that opens") };
    ask_all(&mut |question| {
        for _ in 0..=bytes.len() {
            let Err(Error::Missing(ranges)) = question(&index) else { return question(&index) };
            for range in ranges {
                let mut piece = bytes.get(range.start as usize..range.end as usize).unwrap_or_default().to_vec();
                if let Some((first, content)) = piece.split_first_chunk_mut::<4>() {
                    *first = seeded(name, content);
                }
                let Ok(()) = index.add_piece(range.start, &piece) else { return Err(Error::Corrupt("a piece")) };
            }
        }
        panic!("something is always missing");
    });
}

type Question<'q> = &'q dyn Fn(&Index<&[u8]>) -> Result<Vec<String>, Error>;

fn ask_all(index: &mut dyn FnMut(Question<'_>) -> Result<Vec<String>, Error>) {
    let mut ask = |question: Question<'_>| match index(question) {
        Ok(answer) => answer,
        // A key may have lost its name.
        Err(Error::Corrupt(_) | Error::NotFound { .. } | Error::Filter { .. } | Error::Budget { .. }) => Vec::new(),
        Err(error) => panic!("{} is no answer of an index: {error}", error.code()),
    };
    ask(&|index| index.info().map(|info| vec![info.name]));
    for query in ["key", "rotate keys ", "a", "Überblick identityProvider", "identityProvidr"] {
        ask(&|index| index.search(query, usize::MAX).map(|_| Vec::new()));
    }
    let filters = [("tags", "b"), ("kind", "docs"), ("path", "guides"), ("language", "python")];
    for (key, value) in filters {
        let options = SearchOptions::new().filter(Filter::is(key, value)).facet(key).boost(key, value, 2.0);
        let options = options.sort(Sort::descending("tags"));
        ask(&|index| index.search_with("keys ", &options).map(|_| Vec::new()));
    }
    let mut paths: Vec<String> = ["index", "guides/keys#rotate", "/old/", "guides/keys/rotate", "a#b", "#", "record-1"]
        .map(str::to_owned)
        .to_vec();
    paths.extend(ask(&|index| Ok(index.list()?.into_iter().map(|page| page.path).take(50).collect())));
    let python = ReadOptions::new().language("python").max_tokens(100).links(ReadLinks::Paths);
    for path in paths {
        ask(&|index| index.read_with(&path, &python).map(|page| vec![page.markdown]));
        ask(&|index| index.list_below(&path, Some(2)).map(|_| Vec::new()));
    }
    for address in ["user/keys", "guides/kyes#rotat", "/a/b/c/rotate", "https://example.com/x"] {
        ask(&|index| index.resolve(address).map(|_| Vec::new()));
    }
    ask(&|index| index.suggest("rot", 5).map(|_| Vec::new()));
    ask(&|index| index.navigation().map(|_| Vec::new()));
    ask(&|index| index.inspect(usize::MAX).map(|_| Vec::new()));
    ask(&|index| index.releases().map(|_| Vec::new()));
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
