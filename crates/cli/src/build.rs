//! `headword build`: reads what the settings name, and writes one index.

use crate::args::Build;
use crate::failure::Failure;
use crate::output::{print, write_file};
use crate::progress;
use crate::render::{self, grouped, plural, printable};
use crate::session::{Session, Update};
use crate::style::Style;
use crate::watch::Watcher;
use headword::BuildReport;
use std::path::Path;
use std::time::{Duration, Instant};

pub(crate) fn build(args: &Build, style: Style) -> Result<(), Failure> {
    let started = Instant::now();
    let mut session = Session::new(args.settings.read()?)?;
    if args.watch {
        return watch(args, session, style);
    }
    let update = read(&mut session)?;
    note_links(&update.links);
    let report = write(&mut session)?;
    if args.json {
        return print(&render::json(&report)?);
    }
    print(&render::report(&report, update.files, &session.config.out, started.elapsed(), style))?;
    // The process ends: giving back its memory piece by piece would take 3 % of the time.
    std::mem::forget(session);
    Ok(())
}

/// Builds anew after each change, for as long as nobody stops it. A mistake is told, and the index before it stays.
fn watch(args: &Build, mut session: Session, style: Style) -> Result<(), Failure> {
    let mut watcher = Watcher::new()?;
    let settings = args.settings.path();
    let mut is_first = true;
    // Whoever keeps standard error in a watched folder would be told the same for ever.
    let mut said = String::new();
    let mut tell = |done: Result<(), Failure>| match done {
        Ok(()) => said.clear(),
        Err(failure) if failure.text() == said => {}
        Err(failure) => {
            failure.text().clone_into(&mut said);
            progress::line(said.trim_end());
        }
    };
    loop {
        let started = Instant::now();
        let update = read(&mut session);
        // Also after a mistake: what mends it is a change as well.
        watcher.follow(session.folders.iter().map(|folder| &**folder).chain([parent(settings)]));
        let done = update.and_then(|update| {
            if is_first {
                note_links(&update.links);
            } else if update.changed == 0 {
                return Ok(());
            }
            let report = write(&mut session)?;
            let (out, took) = (&session.config.out, started.elapsed());
            print(&match (args.json, is_first) {
                (true, _) => render::json_line(&report)?,
                (false, true) => render::report(&report, update.files, out, took, style),
                (false, false) => news(&update, &report, out, took),
            })
        });
        tell(done);
        if is_first {
            progress::line("Watching for changes; stop with Ctrl-C.");
            is_first = false;
        }
        if watcher.wait(settings)? {
            tell(args.settings.read().and_then(Session::new).map(|new| session = new));
        }
    }
}

fn read(session: &mut Session) -> Result<Update, Failure> {
    let undone = format!("{} was not written", session.config.out);
    session.update(&undone)
}

fn write(session: &mut Session) -> Result<BuildReport, Failure> {
    let docs = session.config.docs.clone();
    let (pieces, report) = session.builder.finish_pieces().map_err(|error| Failure::engine(&error, Some(&docs)))?;
    write_file(Path::new(&session.config.out), &pieces)?;
    session.save()?;
    Ok(report)
}

/// What a rebuild has to say: one line.
fn news(update: &Update, report: &BuildReport, out: &str, took: Duration) -> String {
    let (changed, pages) = (plural(update.changed, "change", "changes"), grouped(report.pages.into()));
    format!("{changed}: wrote {} ({pages} pages) in {:.2} s\n", printable(out), took.as_secs_f32())
}

/// Links are not followed, and whoever relies on one should know.
pub(crate) fn note_links(links: &[String]) {
    const SHOWN: usize = 5;
    if links.is_empty() {
        return;
    }
    let mut names = links.iter().take(SHOWN).map(|link| printable(link)).collect::<Vec<_>>().join(", ");
    if links.len() > SHOWN {
        names.push_str(", …");
    }
    let count = plural(links.len() as u64, "symbolic link was", "symbolic links were");
    progress::line(&format!("note: {count} not followed: {names}"));
}

/// The folder of a file, as something that can be watched.
fn parent(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
