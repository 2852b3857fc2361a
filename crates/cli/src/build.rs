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
    let once = session.config.cache.is_empty();
    let report = write(&mut session, once)?;
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
        let report = write(session, false)?;
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

/// Writes the index, and where that is `once`, keeps nothing of it, in less memory.
fn write(session: &mut Session, once: bool) -> Result<BuildReport, Failure> {
    let written = match once {
        true => std::mem::take(&mut session.builder).into_pieces(),
        false => session.builder.finish_pieces(),
    };
    let (pieces, report) = written.map_err(|error| Failure::engine(&error, Some(&session.config.docs)))?;
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
