//! Text that may be longer than the screen.

use crate::failure::Failure;
use crate::output::print;
use crate::style::Style;
use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

/// Prints a text; on a terminal through `$PAGER`, or through `less`, which ends by itself where the text fits the screen.
pub(crate) fn show(text: &str, style: Style) -> Result<(), Failure> {
    let paged = style.is_terminal() && pager().is_some_and(|pager| feed(pager, text).is_some());
    if paged { Ok(()) } else { print(text) }
}

/// The program; none where `$PAGER` is empty, or says that none is wanted.
fn pager() -> Option<Command> {
    let mut command = match env::var("PAGER") {
        Ok(pager) if pager.trim().is_empty() || pager == "cat" => return None,
        // It may have arguments.
        Ok(pager) if cfg!(unix) => {
            let mut shell = Command::new("sh");
            shell.args(["-c", &pager]);
            shell
        }
        Ok(pager) => Command::new(pager),
        Err(_) => Command::new("less"),
    };
    if env::var_os("LESS").is_none() {
        // End where one screen is enough, show colours, and leave the text on the screen.
        command.env("LESS", "FRX");
    }
    Some(command)
}

/// Nothing where the program cannot be started.
fn feed(mut command: Command, text: &str) -> Option<()> {
    /// What a shell says of a program that it does not find.
    const NOT_FOUND: i32 = 127;
    let mut pager = command.stdin(Stdio::piped()).spawn().ok()?;
    // Whoever has read enough ends the pager before the end of the text.
    let _ = pager.stdin.take()?.write_all(text.as_bytes());
    let status = pager.wait().ok()?;
    (status.code() != Some(NOT_FOUND)).then_some(())
}
