//! Waits until a file changes.

use crate::failure::Failure;
use notify_debouncer_mini::notify::{Error, RecommendedWatcher, RecursiveMode};
use notify_debouncer_mini::{DebounceEventResult, Debouncer, new_debouncer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long nothing must happen before a change counts as made: editors write in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// Watches folders, each without those below it: what is not read (`node_modules`, `.git`) costs nothing.
pub(crate) struct Watcher {
    debouncer: Debouncer<RecommendedWatcher>,
    events: Receiver<DebounceEventResult>,
    followed: BTreeSet<PathBuf>,
}

impl Watcher {
    pub(crate) fn new() -> Result<Watcher, Failure> {
        let (sender, events) = channel();
        let debouncer = new_debouncer(QUIET, sender).map_err(|error| refused(&error))?;
        Ok(Watcher { debouncer, events, followed: BTreeSet::new() })
    }

    /// Watches these folders too. One that is gone, or that cannot be watched, is left out.
    pub(crate) fn follow<'a>(&mut self, folders: impl Iterator<Item = &'a Path>) {
        self.followed.retain(|folder| folder.is_dir());
        for folder in folders {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            if !self.followed.contains(folder)
                && self.debouncer.watcher().watch(folder, RecursiveMode::NonRecursive).is_ok()
            {
                self.followed.insert(folder.to_path_buf());
            }
        }
    }

    /// Returns after the next change, and says whether it was one of this file.
    pub(crate) fn wait(&self, file: &Path) -> Result<bool, Failure> {
        let mut events = self.events.recv().map_err(|error| Failure::new("IO", &error.to_string()))?;
        let mut is_file = false;
        loop {
            let events_now = events.map_err(|error| refused(&error))?;
            is_file |= events_now.iter().any(|event| event.path.file_name() == file.file_name());
            match self.events.try_recv() {
                Ok(more) => events = more,
                Err(_) => return Ok(is_file),
            }
        }
    }
}

fn refused(error: &Error) -> Failure {
    Failure::new("IO", &format!("cannot watch the docs: {error}; build without --watch"))
}
