//! `headword build`: reads what the settings name, and writes one index.

use crate::args::Build;
use crate::failure::Failure;
use crate::live::{Round, live};
use crate::output::{print, write_file};
use crate::progress;
use crate::render::{self, grouped, plural, printable};
use crate::session::{Session, Update};
use crate::style::Style;
use headword::{BuildReport, Config};
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
    // Nothing is written after this but a cache, which has the pages.
    let keeps = !session.config.cache.is_empty();
    let report = if keeps { write(&mut session)? } else { write_once(&mut session)? };
    if args.json {
        return print(&render::json(&report)?);
    }
    print(&render::report(&report, update.files, &session.config.out, started.elapsed(), style))?;
    // The process ends: giving back its memory piece by piece would take 3 % of the time.
    std::mem::forget(session);
    Ok(())
}

/// Builds anew after each change, for as long as nobody stops it. A mistake is told, and the index before it stays.
fn watch(args: &Build, session: Session, style: Style) -> Result<(), Failure> {
    let said = || "Watching for changes; stop with Ctrl-C.".to_owned();
    let done = |session: &mut Session, round: &Round| {
        let report = write(session)?;
        let (out, took) = (&session.config.out, round.started.elapsed());
        print(&match (args.json, round.is_first) {
            (true, _) => render::json_line(&report)?,
            (false, true) => render::report(&report, round.update.files, out, took, style),
            (false, false) => news(&round.update, &report, out, took),
        })
    };
    live(&args.settings, session, undone, said, done, |_| {})
}

fn read(session: &mut Session) -> Result<Update, Failure> {
    session.update(&undone(&session.config))
}

fn undone(config: &Config) -> String {
    format!("{} was not written", config.out)
}

fn write(session: &mut Session) -> Result<BuildReport, Failure> {
    let docs = session.config.docs.clone();
    let (pieces, report) = session.builder.finish_pieces().map_err(|error| Failure::engine(&error, Some(&docs)))?;
    write_file(Path::new(&session.config.out), &pieces)?;
    session.save()?;
    Ok(report)
}

/// Writes an index and keeps nothing of it, in less memory.
fn write_once(session: &mut Session) -> Result<BuildReport, Failure> {
    let Config { docs, out, .. } = &session.config;
    let (pieces, report) =
        std::mem::take(&mut session.builder).into_pieces().map_err(|error| Failure::engine(&error, Some(docs)))?;
    write_file(Path::new(out), &pieces)?;
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
