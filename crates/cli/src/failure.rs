//! What is printed on standard error, and the exit status that goes with it.

use crate::render::printable;
use std::io;

/// Why the command stops: whole lines for standard error, and an exit status.
#[derive(Debug)]
pub(crate) struct Failure {
    text: String,
    status: u8,
}

impl Failure {
    /// The input was bad, or nothing was found at that path.
    pub(crate) fn new(code: &str, message: &str) -> Self {
        Failure { text: printable(&format!("error[{code}]: {message}\n")), status: 1 }
    }

    /// A refusal by the engine. `read` names what was being read, unless the message does.
    pub(crate) fn engine(error: &headword::Error, read: Option<&str>) -> Self {
        match read {
            Some(read) => Failure::new(error.code(), &format!("{read}: {error}")),
            None => Failure::new(error.code(), &error.to_string()),
        }
    }

    /// A refusal by the operating system: what was tried, why it failed, what to do.
    pub(crate) fn io(tried: &str, error: &io::Error, advice: &str) -> Self {
        Failure::engine(&headword::Error::io(tried, error, advice), None)
    }

    /// Several failures, and a line that sums them up.
    pub(crate) fn several(failures: &[Failure], summary: &str) -> Self {
        let mut text: String = failures.iter().map(|failure| failure.text.as_str()).collect();
        text.push_str(&printable(&format!("error: {summary}\n")));
        Failure { text, status: 1 }
    }

    /// The command line is wrong. `usage` shows how it is written.
    pub(crate) fn usage(message: &str, usage: &str) -> Self {
        let text = printable(&format!("error[USAGE]: {message}\nusage: {usage}\n"));
        Failure { text, status: 2 }
    }

    /// The command line is wrong, and this is all there is to say.
    pub(crate) fn usage_text(text: &str) -> Self {
        Failure { text: text.to_owned(), status: 2 }
    }

    /// The lines for standard error, each with its line end.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// 1 for bad input, 2 for a wrong command line.
    pub(crate) fn status(&self) -> u8 {
        self.status
    }
}
