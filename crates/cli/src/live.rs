//! A build that is kept in step with its files, for as long as nobody stops it.

use crate::build::note_links;
use crate::failure::Failure;
use crate::progress;
use crate::session::{Session, Update};
use crate::settings::Settings;
use crate::watch::Watcher;
use headword::Config;
use std::path::Path;
use std::time::Instant;

/// The files were read once more, and something was new.
pub(crate) struct Round {
    pub(crate) update: Update,
    pub(crate) is_first: bool,
    pub(crate) started: Instant,
}

/// Reads what changed, and asks for an index of it, after each change.
///
/// A mistake is told on standard error and to `told`, which hears `""` when it is mended; it ends nothing.
/// `undone` ends the sentence that says how many files could not be read, `said` is told once it has begun.
pub(crate) fn live(
    settings: &Settings,
    mut session: Session,
    undone: impl Fn(&Config) -> String,
    said: impl FnOnce() -> String,
    mut done: impl FnMut(&mut Session, &Round) -> Result<(), Failure>,
    mut told: impl FnMut(&str),
) -> Result<(), Failure> {
    let mut watcher = Watcher::new()?;
    let file = settings.path();
    let mut said = Some(said);
    // What is wrong with the settings, so that those before are used, and with all files together. Either stays so while
    // nothing that was read changes.
    let (mut unset, mut unbuilt) = (String::new(), String::new());
    // Whether something was read that no index has yet: at first, and where a file beside it could not be read.
    let mut is_due = true;
    // Whoever keeps standard error in a watched folder would be told the same for ever.
    let mut last = String::new();
    let mut tell = |text: String| {
        if !text.is_empty() && text != last {
            progress::line(text.trim_end());
        }
        told(&text);
        last = text;
    };
    loop {
        let started = Instant::now();
        let update = session.update(&undone(&session.config));
        // Also after a mistake: what mends it is a change as well.
        watcher.follow(session.folders.iter().map(|folder| &**folder).chain([parent(file)]));
        let outcome = update.map(|update| {
            let round = Round { update, is_first: said.is_some(), started };
            if round.is_first {
                note_links(&round.update.links);
            }
            if is_due || round.update.changed > 0 {
                unbuilt = mistake(done(&mut session, &round));
            }
        });
        is_due = outcome.is_err();
        let unread = mistake(outcome);
        tell(format!("{unset}{}", if unread.is_empty() { &unbuilt } else { &unread }));
        if let Some(said) = said.take() {
            progress::line(&said());
        }
        if watcher.wait(file)? {
            unset = mistake(settings.read().and_then(Session::new).map(|new| session = new));
        }
    }
}

/// What there is to say of an outcome: nothing where all is well.
fn mistake(outcome: Result<(), Failure>) -> String {
    outcome.err().map(|failure| failure.text().to_owned()).unwrap_or_default()
}

/// The folder of a file, as something that can be watched.
fn parent(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
