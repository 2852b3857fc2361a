//! A builder that is kept in step with the files on disk.

use crate::failure::Failure;
use crate::fetch::{LIMITS, fetch};
use crate::output::write_file;
use crate::progress::Progress;
use crate::render::{grouped, plural};
use crate::threads;
use headword::disk::{self, Place, Source, Sources};
use headword::{Collection, Config, DocsFile, Index, IndexBuilder, Selection};
use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A builder, what it has read, and what is to be read.
pub(crate) struct Session {
    pub(crate) config: Config,
    pub(crate) builder: IndexBuilder,
    /// Every folder that the last update looked through; before it, that of the docs.
    pub(crate) folders: Vec<PathBuf>,
    selection: Selection,
    read: HashMap<(Collection, String), Stamp>,
    /// How many threads read files that nothing is known of.
    threads: usize,
}

/// A file that has the same stamp is the same.
#[derive(PartialEq, Eq)]
struct Stamp(Option<(u64, SystemTime)>);

/// A source, before the builder has it.
enum Loaded {
    /// To be read on the thread of the builder: it is large, is known perhaps, or is no page.
    Later,
    Read(Stamp, Box<DocsFile>),
}

/// Larger files are read on the thread of the builder, a page at a time: all of their words at once would take several
/// times their memory on each thread.
const LARGE: u64 = 256 << 10;

/// What an update found.
pub(crate) struct Update {
    /// Files and addresses in all.
    pub(crate) files: u64,
    /// Those that are new, changed or gone.
    pub(crate) changed: u64,
    /// Links that were not followed.
    pub(crate) links: Vec<String>,
}

impl Session {
    /// Nothing read yet, but what the cache and the previous index know.
    pub(crate) fn new(config: Config) -> Result<Session, Failure> {
        let selection = config.selection().map_err(|error| Failure::engine(&error, None))?;
        // Without a cache, or with one that does not fit, everything is read.
        let saved = Some(&config.cache).filter(|cache| !cache.is_empty()).and_then(|cache| fs::read(cache).ok());
        let restored = saved.and_then(|saved| IndexBuilder::restore(config.clone(), &saved));
        // What a cache knows is found there faster than it is read.
        let threads = if restored.is_some() { 1 } else { threads::count() };
        let mut builder = restored.unwrap_or_else(|| IndexBuilder::with_config(config.clone()));
        if let Some(bytes) = disk::previous(&config).map_err(|error| Failure::engine(&error, None))? {
            let known = Index::open(bytes).and_then(|index| builder.previous(&index));
            known.map_err(|error| Failure::engine(&error, Some(&config.previous)))?;
        }
        let folders = vec![PathBuf::from(&config.docs)];
        Ok(Session { config, builder, folders, selection, read: HashMap::new(), threads })
    }

    /// Reads what has changed. `undone` ends the sentence that says how many files could not be read.
    pub(crate) fn update(&mut self, undone: &str) -> Result<Update, Failure> {
        let refused = |error: headword::Error| Failure::engine(&error, None);
        let Sources { list, failures, links, folders, .. } =
            disk::sources(&self.config, &self.selection).map_err(refused)?;
        let mut failures: Vec<Failure> = failures.into_iter().map(refused).collect();
        self.folders = folders;
        // What cannot be listed is one of them too.
        let files = (list.len() + failures.len()) as u64;
        let mut changed = 0;
        let mut progress = Progress::new(files);
        // Of an update most files are known, and no thread is worth the start.
        let threads = if self.read.is_empty() { self.threads } else { 1 };
        let config = self.config.clone();
        let load = |source: &Source| if threads > 1 { load(source, &config) } else { Ok(Loaded::Later) };
        threads::in_order(&list, threads, load, |source, loaded| {
            match loaded.and_then(|loaded| self.take(source, loaded)) {
                Ok(news) => changed += u64::from(news),
                Err(failure) => failures.push(failure),
            }
            progress.step();
        });
        let seen: HashSet<_> = list.into_iter().map(|source| (source.collection, source.path)).collect();
        progress.end();
        for (collection, path) in self.read.extract_if(|key, _| !seen.contains(key)).map(|(key, _)| key) {
            self.builder.remove(collection, &path);
            changed += 1;
        }
        if failures.is_empty() {
            return Ok(Update { files, changed, links });
        }
        let count = grouped(failures.len() as u64);
        let summary = format!("{count} of {} could not be read; {undone}", plural(files, "file", "files"));
        Err(Failure::several(&failures, &summary))
    }

    /// Reads a source unless it is known. Says whether it was read.
    fn take(&mut self, source: &Source, loaded: Loaded) -> Result<bool, Failure> {
        let Source { collection, path, place, .. } = source;
        let key = (*collection, path.clone());
        let stamp = match (loaded, place) {
            (Loaded::Read(stamp, file), _) => {
                self.builder.add_file(*file);
                self.read.insert(key, stamp);
                return Ok(true);
            }
            // Fetched once: whoever watches a folder does not mean to ask a server at each change.
            (_, Place::Url) if self.read.contains_key(&key) => return Ok(false),
            (_, Place::Url) => {
                let bytes = fetch(path, LIMITS)?;
                self.builder.add_to(*collection, path, &bytes).map_err(|error| Failure::engine(&error, None))?;
                Stamp(None)
            }
            (_, Place::File(file)) => {
                let stamp = Stamp::of(file);
                if stamp.0.is_some() && self.read.get(&key) == Some(&stamp) {
                    return Ok(false);
                }
                source.add_to(&mut self.builder).map_err(|error| Failure::engine(&error, None))?;
                stamp
            }
        };
        self.read.insert(key, stamp);
        Ok(true)
    }

    /// Keeps what was read for the next build, where a cache is configured.
    pub(crate) fn save(&self) -> Result<(), Failure> {
        match self.config.cache.is_empty() {
            true => Ok(()),
            false => write_file(Path::new(&self.config.cache), &[self.builder.save()]),
        }
    }
}

impl Stamp {
    fn of(file: &Path) -> Stamp {
        let stamp = |metadata: Metadata| Some((metadata.len(), metadata.modified().ok()?));
        Stamp(fs::metadata(file).ok().and_then(stamp))
    }
}

/// Reads a page on any thread.
fn load(source: &Source, config: &Config) -> Result<Loaded, Failure> {
    let (Collection::Docs, Place::File(file)) = (source.collection, &source.place) else { return Ok(Loaded::Later) };
    let stamp = Stamp::of(file);
    if stamp.0.is_none_or(|(bytes, _)| bytes > LARGE) {
        return Ok(Loaded::Later);
    }
    let file = source.read().and_then(|bytes| DocsFile::read(config, &source.path, &bytes));
    let file = file.map_err(|error| Failure::engine(&error, None))?;
    Ok(Loaded::Read(stamp, Box::new(file)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_threads_gives_the_same_bytes_and_findings() {
        let site = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/site");
        let settings = fs::read_to_string(format!("{site}/headword.toml")).unwrap();
        let build = |threads| {
            let mut config = Config::from_toml(&format!("{site}/headword.toml"), &settings).unwrap();
            let in_site = |path: &mut String| *path = format!("{site}/{path}");
            in_site(&mut config.docs);
            [&mut config.snippets, &mut config.examples, &mut config.changelogs]
                .into_iter()
                .flatten()
                .for_each(in_site);
            let mut session = Session { threads, ..Session::new(config).ok().unwrap() };
            let update = session.update("").ok().unwrap();
            let (bytes, report) = session.builder.finish().unwrap();
            let findings = session.builder.check().unwrap();
            let (pieces, dropped) = session.builder.into_pieces().unwrap();
            assert!(pieces.concat() == bytes && dropped == report, "pages are written alike when they are dropped");
            (bytes, report, findings, update.files, update.changed)
        };
        let one = build(1);
        assert!(one.3 > 9);
        for threads in [2, 5] {
            assert!(build(threads) == one, "{threads} threads");
        }
    }
}
