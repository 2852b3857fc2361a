//! Waits until a file changes.

use crate::failure::Failure;
use notify::{Error, Event, RecommendedWatcher, RecursiveMode};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long nothing must happen before a change counts as made: editors write in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// Watches folders, each without those below it: what is not read (`node_modules`, `.git`) costs nothing.
pub(crate) struct Watcher {
    watcher: RecommendedWatcher,
    events: Receiver<Result<Event, Error>>,
    followed: BTreeSet<PathBuf>,
}

impl Watcher {
    pub(crate) fn new() -> Result<Watcher, Failure> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| refused(&error))?;
        Ok(Watcher { watcher, events, followed: BTreeSet::new() })
    }

    /// Watches these folders too. Of one that is gone, it is the folder above where it may be made again.
    pub(crate) fn follow<'a>(&mut self, folders: impl Iterator<Item = &'a Path>) {
        for folder in folders {
            let _ = self.watches(folder) || folder.parent().is_some_and(|above| self.watches(above));
        }
    }

    fn watches(&mut self, folder: &Path) -> bool {
        use notify::Watcher as _;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if self.followed.contains(folder) {
            return true;
        }
        let is_watched = self.watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
        is_watched && self.followed.insert(folder.to_path_buf())
    }

    /// Returns after the next change, and says whether one was of this file.
    pub(crate) fn wait(&mut self, file: &Path) -> Result<bool, Failure> {
        let mut found = None;
        loop {
            let event = match found {
                None => self.events.recv().map_err(|error| Failure::new("IO", &error.to_string()))?,
                Some(is_file) => match self.events.recv_timeout(QUIET) {
                    Ok(event) => event,
                    Err(_) => return Ok(is_file),
                },
            };
            let event = event.map_err(|error| refused(&error))?;
            // A folder that is taken away and made anew is another one, which nobody watches yet.
            if event.kind.is_remove() {
                self.followed.clear();
            }
            // Reading a file is an event too, and a build reads them all.
            if !event.kind.is_access() {
                let is_file = event.paths.iter().any(|path| path.file_name() == file.file_name());
                found = Some(is_file || found == Some(true));
            }
        }
    }
}

fn refused(error: &Error) -> Failure {
    Failure::new("IO", &format!("cannot watch the docs: {error}; build without --watch"))
}
