//! A builder that is kept in step with the files on disk.

use crate::failure::Failure;
use crate::fetch::{LIMITS, fetch};
use crate::output::write_file;
use crate::progress::Progress;
use crate::render::{grouped, plural};
use crate::sources::{Place, Source, Sources, sources};
use headword::{Collection, Config, Index, IndexBuilder, Selection};
use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::io::ErrorKind;
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
}

/// A file that has the same stamp is the same.
#[derive(PartialEq, Eq)]
struct Stamp(Option<(u64, SystemTime)>);

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
        let mut builder = restored.unwrap_or_else(|| IndexBuilder::with_config(config.clone()));
        if let Some(index) = previous(&config)? {
            builder.previous(&index).map_err(|error| Failure::engine(&error, Some(&config.previous)))?;
        }
        let folders = vec![PathBuf::from(&config.docs)];
        Ok(Session { config, builder, folders, selection, read: HashMap::new() })
    }

    /// Reads what has changed. `undone` ends the sentence that says how many files could not be read.
    pub(crate) fn update(&mut self, undone: &str) -> Result<Update, Failure> {
        let Sources { list, mut failures, links, folders } = sources(&self.config, &self.selection)?;
        self.folders = folders;
        // What cannot be listed is one of them too.
        let files = (list.len() + failures.len()) as u64;
        let mut changed = 0;
        let mut progress = Progress::new(files);
        let mut seen = HashSet::with_capacity(list.len());
        for source in list {
            let key = (source.collection, source.path.clone());
            match self.take(source) {
                Ok(news) => changed += u64::from(news),
                Err(failure) => failures.push(failure),
            }
            seen.insert(key);
            progress.step();
        }
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
    fn take(&mut self, source: Source) -> Result<bool, Failure> {
        let Source { collection, path, place } = source;
        let key = (collection, path);
        let path = &key.1;
        let (stamp, bytes) = match place {
            // Fetched once: whoever watches a folder does not mean to ask a server at each change.
            Place::Url if self.read.contains_key(&key) => return Ok(false),
            Place::Url => (Stamp(None), fetch(path, LIMITS)?),
            Place::File(file) => {
                let stamp = Stamp(fs::metadata(&file).ok().and_then(|metadata| stamp(&metadata)));
                if stamp.0.is_some() && self.read.get(&key) == Some(&stamp) {
                    return Ok(false);
                }
                let tried = || format!("{path}: cannot read the file");
                let advice = "make it readable or leave it out with \"exclude\"";
                (stamp, fs::read(file).map_err(|error| Failure::io(&tried(), &error, advice))?)
            }
        };
        self.builder.add_to(collection, path, &bytes).map_err(|error| Failure::engine(&error, None))?;
        self.read.insert(key, stamp);
        Ok(true)
    }

    /// Keeps what was read for the next build, where a cache is configured.
    pub(crate) fn save(&self) -> Result<(), Failure> {
        match self.config.cache.is_empty() {
            true => Ok(()),
            false => write_file(Path::new(&self.config.cache), &self.builder.save()),
        }
    }
}

fn stamp(metadata: &Metadata) -> Option<(u64, SystemTime)> {
    Some((metadata.len(), metadata.modified().ok()?))
}

/// The previous index. Before the first build there is none to be read where this one will be written.
fn previous(config: &Config) -> Result<Option<Index>, Failure> {
    if config.previous.is_empty() {
        return Ok(None);
    }
    let name = &config.previous;
    match fs::read(name) {
        Ok(bytes) => Index::open(bytes).map(Some).map_err(|error| Failure::engine(&error, Some(name))),
        Err(error) if error.kind() == ErrorKind::NotFound && *name == config.out => Ok(None),
        Err(error) => Err(Failure::io(&format!("cannot read the previous index {name}"), &error, "check \"previous\"")),
    }
}
