//! Escape sequences: which may be printed, and how text is painted with them.

use crate::failure::Failure;
use crate::usage::ANY;
use std::io::IsTerminal;

/// What standard output can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// Bold, dim and cyan.
    colour: bool,
    /// Addresses that can be opened.
    links: bool,
    terminal: bool,
}

impl Style {
    #[cfg(test)]
    pub(crate) const PLAIN: Style = Style { colour: false, links: false, terminal: false };
    #[cfg(test)]
    pub(crate) const COLOUR: Style = Style { colour: true, links: false, terminal: true };
    #[cfg(test)]
    pub(crate) const LINKS: Style = Style { colour: true, links: true, terminal: true };

    /// What `--color` says of standard output. Unless it says anything, a terminal has colours where `NO_COLOR` holds
    /// nothing (<https://no-color.org>).
    pub(crate) fn of_stdout(color: Option<&str>) -> Result<Style, Failure> {
        let terminal = std::io::stdout().is_terminal();
        let refused = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = match color {
            None | Some("auto") => terminal && !refused(),
            Some("always") => true,
            Some("never") => false,
            Some(found) => {
                let wrong = format!("--color takes auto, always or never, found \"{found}\"");
                return Err(Failure::usage(&wrong, ANY));
            }
        };
        let links = colour && terminal && supports_hyperlinks::supports_hyperlinks();
        Ok(Style { colour, links, terminal })
    }

    pub(crate) fn is_terminal(self) -> bool {
        self.terminal
    }

    fn paint(self, on: &str, text: &str, off: &str) -> String {
        if self.colour { format!("\x1b[{on}m{text}\x1b[{off}m") } else { text.to_owned() }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.paint("1", text, "22")
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.paint("2", text, "22")
    }

    pub(crate) fn cyan(self, text: &str) -> String {
        self.paint("36", text, "39")
    }

    /// Painted text as a link to an address of the web (OSC 8).
    pub(crate) fn link(self, url: &str, text: &str) -> String {
        // What is no address could end the sequence and begin another.
        let is_address = url.contains("://") && url.chars().all(|char| char.is_ascii_graphic());
        if self.links && is_address { format!("\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\") } else { text.to_owned() }
    }
}
