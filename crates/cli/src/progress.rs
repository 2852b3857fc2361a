//! How far long work has come: a bar on a terminal, lines elsewhere, and nothing for work that is soon done.

use crate::render::{grouped, plural};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Between two lines. A build of a few thousand pages ends before the first.
const PAUSE: Duration = Duration::from_secs(2);

/// Counts files that were read. It writes to standard error.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    total: u64,
    done: u64,
    last: Instant,
}

impl Progress {
    /// For so many files.
    pub(crate) fn new(total: u64) -> Progress {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(10));
            // The pattern is fixed; were it wrong, the bar would look another way.
            if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
                bar.set_style(style);
            }
            bar.set_message("reading");
            bar
        });
        Progress { bar, total, done: 0, last: Instant::now() }
    }

    /// One more file is read.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        match &self.bar {
            Some(bar) => bar.inc(1),
            None if self.last.elapsed() >= PAUSE => {
                self.last = Instant::now();
                line(&format!("read {} of {}", grouped(self.done), plural(self.total, "file", "files")));
            }
            None => {}
        }
    }

    /// All are read.
    pub(crate) fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Says something beside the results. Whoever closed standard error does not want to know.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
